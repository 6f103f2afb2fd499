package suggest

import (
	"strings"
	"unicode"

	"stet/annotate"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
)

// target returns what the content of q names or describes, and where that ends.
func target(a *model.Article, names *mention.Found, q *quotation.Quotation, p model.Range) (annotate.Ref, model.Pos, bool) {
	r := model.Range{Start: p.Start, End: phraseEnd(a.Text, names, p, q.Word == "accuse")}
	for _, and := range [...]string{" and", " or", " and even", " and also"} {
		r.End -= model.Pos(len(a.Slice(r)) - len(strings.TrimSuffix(a.Slice(r), and)))
	}
	if r.Len() < 3 {
		return annotate.Ref{}, 0, false
	}
	m, ok := head(a, names, r)
	if !ok {
		m, ok = renamed(a, names, r)
	}
	if ok {
		e := &names.Entities[m.Entity]
		ref := annotate.NameRef(e.Name, e.Type)
		ref.Words = place(m.Range)
		return ref, m.Range.End, true
	}
	words := strings.Fields(a.Slice(r))
	for len(words) > 12 { // the curbs on the press and its treatment of
		cut := strings.LastIndex(a.Slice(r), " and ")
		if cut < 0 {
			break
		}
		r.End = r.Start + model.Pos(cut)
		words = strings.Fields(a.Slice(r))
	}
	capital := len(words) == 1 && unicode.IsUpper([]rune(words[0])[0])
	first := strings.ToLower(words[0])
	if len(words) > 12 || len(words) < 2 && !capital && !bearsSide(words[0]) || pronoun.has(first) && !(demonstrative.has(first) && len(words) > 1 && unicode.IsLower([]rune(words[1])[0])) {
		return annotate.Ref{}, 0, false
	}
	ref := annotate.TopicRef(strings.Join(words, " "))
	ref.Words = place(r)
	return ref, r.End, true
}

// renamed returns the name of somebody that follows the description r in apposition:
// the candidate, Jane Doe, for losing.
func renamed(a *model.Article, names *mention.Found, r model.Range) (mention.Mention, bool) {
	if !strings.HasPrefix(a.Text[r.End:], ", ") || !quotation.Somebody(a.Slice(r)) {
		return mention.Mention{}, false
	}
	at := r.End + model.Pos(len(", "))
	word, _, _ := strings.Cut(a.Text[at:], " ")
	if title.has(strings.ToLower(word)) {
		at += model.Pos(len(word) + 1)
	}
	i := names.At(at)
	if i < 0 || names.Mentions[i].Range.Start != at || names.Mentions[i].Entity < 0 || names.Mentions[i].Type != mention.Person {
		return mention.Mention{}, false
	}
	rest := a.Text[names.Mentions[i].Range.End:]
	closed := rest == "" || strings.ContainsAny(rest[:1], ",.;") || strings.HasPrefix(rest, " for ") || strings.HasPrefix(rest, " (")
	return names.Mentions[i], closed
}

// bearsSide reports whether a noun by itself is of what people are for or against: abortion,
// independence.
func bearsSide(word string) bool {
	for _, end := range [...]string{"tion", "sion", "ism", "ment", "ence", "ance"} {
		if strings.HasSuffix(word, end) && len(word) > len(end)+3 && word != "instance" && word != "sentence" && word != "moment" {
			return true
		}
	}
	return sided.has(word)
}

// phraseEnd returns where the noun phrase at the start of p ends. A name is passed
// over whole, with titles before it; behind one a preposition ends the phrase.
func phraseEnd(text string, names *mention.Found, p model.Range, accuse bool) model.Pos {
	named := false // the phrase so far ends with a name
	for at := p.Start; at < p.End; {
		if i := names.At(at); i >= 0 && names.Mentions[i].Range.Start == at && names.Mentions[i].Range.End <= p.End && names.Mentions[i].Entity >= 0 && !hyphened(text[names.Mentions[i].Range.End:p.End]) {
			at, named = names.Mentions[i].Range.End, true
			if at == p.End || strings.HasPrefix(text[at:p.End], "’s ") || strings.HasPrefix(text[at:p.End], "'s ") {
				named = false
			} else if text[at] != ' ' {
				return at
			}
			for at < p.End && text[at] != ' ' {
				at++
			}
			if at < p.End {
				at++
			}
			continue
		}
		word := text[at:p.End]
		next := strings.IndexByte(word, ' ')
		if next >= 0 {
			word = word[:next]
		}
		bare := strings.ToLower(strings.Trim(word, ",;:.—–\"“”'()"))
		switch {
		case at == p.Start:
		case (bare == "and" || bare == "or") && next >= 0 && goesOnWithVerb(text[at+model.Pos(next)+1:p.End]) && !describes(text[p.Start:at]),
			bare == "", strings.IndexByte(word, '(') == 0, startsQuote(word), endsTarget.has(bare) && (named || !continues(text[at:p.End], bare)), next >= 0 && (quotation.Verb(bare) || bare == "cost") && !strings.HasSuffix(bare, "ed"), accuse && bare == "of" && lastOf(text[at+model.Pos(len(word)):p.End]), bare == "in" && next >= 0 && manner(text[at+model.Pos(next)+1:p.End]), named && (bare == "in" || bare == "from" || bare == "of"):
			return at - 1
		}
		named = false
		if trimmed := strings.TrimRight(word, ",;:.”\")"); len(trimmed) < len(word) && !(next >= 0 && title.has(strings.ToLower(word))) {
			return at + model.Pos(len(trimmed))
		}
		if next < 0 {
			return p.End
		}
		at += model.Pos(next) + 1
	}
	return p.End
}

// lastOf reports whether the of before rest says of what somebody is accused: a verb
// follows, or no other of does.
func lastOf(rest string) bool {
	next, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	return strings.HasSuffix(next, "ing") || !strings.Contains(rest, " of ")
}

// continues reports whether a preposition at the beginning of rest goes on with the
// phrase of a common noun: ties with Russia, a ban on cars; but not on Monday.
func continues(rest, preposition string) bool {
	switch preposition {
	case "with", "on", "to", "from":
	default:
		return false
	}
	_, after, _ := strings.Cut(rest, " ")
	next, _, _ := strings.Cut(after, " ")
	next = strings.Trim(next, ",.;:")
	if next == "" || endsTarget.has(strings.ToLower(next)) || strings.ContainsAny(next, "0123456789") || strings.HasSuffix(next, "ing") || quotation.Pronoun(next) {
		return false
	}
	return preposition != "to" || unicode.IsUpper([]rune(next)[0]) || strings.EqualFold(next, "the")
}

// startsQuote reports whether a word begins with a quotation mark: behind it somebody
// else speaks.
func startsQuote(word string) bool {
	for _, mark := range [...]string{"“", "”", "\"", "‘", "«", "„"} {
		if strings.HasPrefix(word, mark) {
			return true
		}
	}
	return false
}

// hyphened reports whether a name goes on with a hyphen and is a part of a word only:
// the Russian-Turkish initiative.
func hyphened(rest string) bool {
	after, ok := strings.CutPrefix(rest, "-")
	return ok && after != "" && after[0] != ' '
}

// goesOnWithVerb reports whether text begins with a verb, behind adverbs or not, so
// that what comes before it is all of a phrase: and recently shook the capital.
func goesOnWithVerb(text string) bool {
	word, rest, _ := strings.Cut(text, " ")
	if strings.HasSuffix(word, "ly") {
		return true
	}
	return strings.HasSuffix(word, "ed") && !strings.HasPrefix(rest, "and ") || quotation.Verb(word)
}

// describes reports whether a phrase so far is an article and an adjective, so that another
// adjective follows an and: the limited and closed tram.
func describes(text string) bool {
	words := strings.Fields(text)
	if len(words) != 2 || quotation.Somebody(text) {
		return false
	}
	for _, end := range [...]string{"ed", "al", "ive", "ous", "ful", "less", "ic", "able", "ible", "ing"} {
		if strings.HasSuffix(words[1], end) && len(words[1]) > len(end)+2 {
			return true
		}
	}
	return false
}

// manner reports whether text says how strongly somebody spoke: strong words, the harshest
// terms.
func manner(text string) bool {
	words := strings.Fields(text)
	for _, w := range words[:min(len(words), 3)] {
		switch strings.TrimRight(w, ".,;:") {
		case "words", "terms", "language", "tones":
			return true
		}
	}
	return false
}

// head returns the name that a phrase consists of, but for determiners and a
// possessive before it: the LNA, Haftar’s LNA.
func head(a *model.Article, names *mention.Found, r model.Range) (mention.Mention, bool) {
	i := names.At(r.End - 1)
	if i < 0 || names.Mentions[i].Entity < 0 {
		return mention.Mention{}, false
	}
	m := names.Mentions[i]
	if m.Range.End != r.End {
		return mention.Mention{}, false
	}
	before := strings.TrimSpace(a.Text[r.Start:max(r.Start, m.Range.Start)])
	if i := strings.LastIndexByte(before, ' '); i > 0 && title.has(strings.ToLower(before[i+1:])) {
		before = before[:i] // rival candidate Sen. Doe
	}
	if before == "" || strings.EqualFold(before, "the") || quotation.Somebody(before) && !strings.Contains(before, "’s") && !strings.Contains(before, "'s") || title.has(strings.ToLower(before)) {
		return m, true
	}
	if o := names.At(r.Start); o >= 0 && names.Mentions[o].Range.Start == r.Start {
		rest := strings.TrimSpace(a.Text[names.Mentions[o].Range.End:max(names.Mentions[o].Range.End, m.Range.Start)])
		return m, rest == "’s" || rest == "'s"
	}
	return mention.Mention{}, false
}
