package suggest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
)

// The labels of check-worthiness: ClaimBuster (Hassan et al. 2017).
const (
	NFS = "NFS" // no statement of fact: nothing is suggested
	UFS = "UFS" // a fact that few would check
	CFS = "CFS" // a fact worth checking
)

// claims suggests what q asserts, one claim a sentence, from the score least on.
func claims(a *model.Article, names *mention.Found, q *quotation.Quotation, least float64) []Suggestion {
	if q.InSpeech || q.Speaker.Entity < 0 && !described(a, q) || q.Content == quotation.Infinitive || q.Content == quotation.Phrase {
		return nil
	}
	if q.Word != "" && cues()[q.Word]&asserts == 0 || dateline(a, names, q) || disowned(a, q) {
		return nil
	}
	if q.Speaker.Entity < 0 && !answers(q.Speaker.Name) {
		return nil
	}
	var out []Suggestion
	for _, r := range statements(a, q) {
		score, why, by := weigh(a.Slice(r))
		score = lowered(score, less(a, names, q, r, by))
		if score > unworthy && ofOneself(a, names, q, r) {
			score = unworthy
		}
		if score < least || score == 0 {
			continue
		}
		label := CFS
		switch {
		case score < fact:
			label = NFS
		case score < Worth:
			label = UFS
		}
		out = append(out, Suggestion{
			Annotation: annotate.Annotation{
				Target: annotate.Target{Place: *place(r)},
				Body: &kind.Claim{
					Claimant: speaker(a, names, q.Speaker), CheckWorthiness: label,
					ToldBy: kind.ToldByArticle, Status: kind.ToCheck,
				},
				Origin: annotate.Origin{Generator: Engine, Score: score},
			},
			Why:      why,
			Indirect: !q.Said(),
		})
	}
	return out
}

// fact is the score below which a statement is hardly one of fact.
const fact = 0.2

// answers reports whether words that name nobody are of somebody or of a paper that
// can be held to what it says.
func answers(words string) bool {
	list := strings.Fields(words)
	if len(list) == 0 {
		return false
	}
	if strings.Contains(words, "%") || strings.Contains(words, " percent") || strings.Contains(words, "majority of") || strings.Contains(words, "supporters of") {
		return false // what so many think
	}
	if quotation.Pronoun(words) || quotation.Somebody(words) {
		return true
	}
	for k, w := range list {
		if k < 8 && papers.has(strings.ToLower(strings.Trim(w, ",.“”\""))) {
			return true
		}
	}
	return false
}

// described reports whether the speaker of q is said to be somebody, if not by
// name: no number, and no pronoun but he, she or they, whom nobody need resolve.
func described(a *model.Article, q *quotation.Quotation) bool {
	words := strings.Fields(a.Slice(q.Speaker.Range))
	switch {
	case len(words) != 1:
		return len(words) > 1
	case quotation.Pronoun(words[0]):
		w := strings.ToLower(words[0])
		return w == "he" || w == "she" || w == "they"
	}
	return unicode.IsLetter([]rune(words[0])[0])
}

// statements returns the sentences of a quotation's content without marks, a
// that before them, or end punctuation: whole clauses only. Where the words of
// saying split a clause it is one statement with them.
func statements(a *model.Article, q *quotation.Quotation) []model.Range {
	var out []model.Range
	told := !q.Said() && q.Word != "" && len(q.Parts) == 1 && (q.Content == quotation.Speech || strings.HasPrefix(a.Slice(q.Parts[0]), "that "))
	whole := func(r model.Range) bool {
		text := a.Slice(r)
		if !balanced(text) || opens.has(strings.ToLower(text[strings.LastIndexByte(text, ' ')+1:])) {
			return false
		}
		if titled(text) || severed(text) || nested(a.Text, r) || subjectless(a, q, text) {
			return false
		}
		if told {
			return !headless(text) // the words of saying have decided the rest
		}
		if !q.Said() && len(q.Parts) == 1 && q.Content == quotation.Clause && r.Start == q.Parts[0].Start && !quotation.Asserts(text) && !strings.HasPrefix(text, "ha") {
			return false
		}
		if relative := len(q.Parts) == 1 && q.Content == quotation.Clause && r.Start == q.Parts[0].Start; relative {
			switch word, _, _ := strings.Cut(text, " "); word {
			case "had", "has", "have", "was", "were", "is", "are", "would", "will":
				return true // a club which Doe said had passed 100 members
			}
		}
		return !r.Empty() && quotation.Whole(text)
	}
	last := model.Range{} // an unfinished clause before the words of saying
	for _, p := range q.Parts {
		if len(q.Ends) > 0 { // only what is certain
			p.End = min(p.End, q.Ends[0].Pos)
		}
		if p.Empty() {
			continue
		}
		for _, r := range sentences(a, p) {
			split := !last.Empty() && r.Start-p.Start < 4
			last = unfinished(a, r, p)
			is := !r.Empty() && whole(r)
			if r.Empty() || !is && !split || last == r && is && len(q.Parts) > 1 {
				continue
			}
			if !is {
				r.Start = q.Parts[0].Start
				if !whole(r) {
					continue
				}
				r, _ = bare(a.Text, r)
			}
			if len(strings.Fields(a.Slice(r))) > 3 {
				out = append(out, r)
			}
		}
	}
	return out
}

// ofOneself reports whether a person tells of himself or herself at r, which is nothing to
// check unless it holds a number: Doe said he voted for Roe; nor is what one thinks or
// wants: she said she wanted 5,000 homes.
func ofOneself(a *model.Article, names *mention.Found, q *quotation.Quotation, r model.Range) bool {
	first, rest, _ := strings.Cut(strings.ToLower(a.Slice(r)), " ")
	if first != "he" && first != "she" || marked(q, r.Start) {
		return false
	}
	switch {
	case q.Speaker.Entity >= 0 && names.Entities[q.Speaker.Entity].Type != mention.Person:
		return false
	case q.Speaker.Entity < 0 && !quotation.Pronoun(a.Slice(q.Speaker.Range)) && !quotation.Somebody(q.Speaker.Name):
		return false
	}
	verb, rest, _ := strings.Cut(strings.TrimPrefix(rest, "had "), " ")
	if minds.has(verb) || cues()[verb]&wish != 0 || (verb == "is" || verb == "was") && strings.HasPrefix(strings.TrimLeft(rest, "“\"‘"), "100 per") {
		return true
	}
	seen, _, _ := look(a.Slice(r))
	return seen&(great|number|wrong) == 0
}

// marked reports whether a place is between the marks of a quotation.
func marked(q *quotation.Quotation, at model.Pos) bool {
	return slices.ContainsFunc(q.Marked, func(m model.Range) bool { return m.Start <= at && at < m.End })
}

// dateline reports whether what is before a colon is a place in capitals that nobody is
// called by: RIVERTON: Two men were hurt.
func dateline(a *model.Article, names *mention.Found, q *quotation.Quotation) bool {
	label := a.Slice(q.Speaker.Range)
	return !q.Said() && a.Slice(q.Cue) == ":" && label == strings.ToUpper(label) && len(label) > 3 &&
		(q.Speaker.Entity < 0 || names.Entities[q.Speaker.Entity].Type != mention.Person)
}

// unfinished returns r if it is half a clause at the end of p.
func unfinished(a *model.Article, r, p model.Range) model.Range {
	text := a.Slice(r)
	if p.End-r.End < 4 && (!quotation.Whole(text) || awaits.has(text[strings.LastIndexByte(text, ' ')+1:])) {
		return r
	}
	return model.Range{}
}

// sentences cuts a part of a content into sentences.
func sentences(a *model.Article, p model.Range) (out []model.Range) {
	text := a.Text[p.Start:p.End]
	lo := 0
	for i := range len(text) {
		if !endsSentence(text, i) && i+1 < len(text) {
			continue
		}
		if r, ok := bare(a.Text, model.Range{Start: p.Start + model.Pos(lo), End: p.Start + model.Pos(i+1)}); ok {
			out = append(out, r)
		}
		lo = i + 1
	}
	return out
}

// unnested leaves of claims that lie in each other the outer one, unless the inner
// one holds most of its words.
func unnested(claims []Suggestion) []Suggestion {
	at := func(i int) model.Range { return claims[i].Annotation.Target.Range }
	slices.SortStableFunc(claims, func(x, y Suggestion) int { return x.Annotation.Target.Range.Compare(y.Annotation.Target.Range) })
	out := claims[:0]
	for i := range claims {
		n := len(out)
		if n == 0 || !out[n-1].Annotation.Target.Range.Covers(at(i)) {
			out = append(out, claims[i])
			continue
		}
		if outer := out[n-1].Annotation.Target.Range; outer != at(i) && 3*at(i).Len() >= 2*outer.Len() {
			out[n-1] = claims[i]
		}
	}
	return out
}

// endsSentence reports whether a sentence ends with the byte at i: a full stop
// before a blank and a capital letter.
func endsSentence(text string, i int) bool {
	if c := text[i]; c != '.' && c != '!' && c != '?' || i+2 >= len(text) {
		return false
	}
	if text[i+1] != ' ' { // the blank was lost: 500 voters.Doe said
		return i > 2 && i+3 < len(text) && lower(text[i-1]) && lower(text[i-2]) && lower(text[i-3]) && 'A' <= text[i+1] && text[i+1] <= 'Z' && lower(text[i+2])
	}
	r, _ := utf8.DecodeRuneInString(text[i+2:])
	word := text[strings.LastIndexByte(text[:i], ' ')+1 : i+1]
	return unicode.IsUpper(r) && i > 2 && text[i-2] != ' ' && text[i-2] != '.' && !title.has(strings.ToLower(strings.TrimLeft(word, "“\"‘'(\u00a0")))
}

// lower reports whether a byte is a small letter of ASCII.
func lower(c byte) bool { return 'a' <= c && c <= 'z' }

// bare takes quotation marks, a leading that and outer punctuation off a range.
// False means that too little is left to be a statement, or that it asks.
func bare(text string, r model.Range) (model.Range, bool) {
	s := text[r.Start:r.End]
	if strings.HasSuffix(strings.TrimRight(s, "\"'”’» "), "?") {
		return r, false
	}
	outer := func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("$£€%)", c)
	}
	left := strings.TrimLeftFunc(s, outer)
	if len(left) > 5 && (strings.EqualFold(left[:5], "that ") || strings.EqualFold(left[:5], "that,")) && !strings.HasSuffix(text[:r.Start], ", ") {
		left = strings.TrimLeftFunc(left[5:], outer)
	}
	left = pastDateline(left)
	r.Start += model.Pos(len(s) - len(left))
	r.End = r.Start + model.Pos(len(strings.TrimRightFunc(left, outer)))
	return r, r.Len() > 0
}

// pastDateline returns text behind the place and the date that it begins with: Rome
// (3 May 2024): The port grew.
func pastDateline(text string) string {
	open := strings.IndexByte(text, '(')
	if open < 3 || open > 24 || !unicode.IsUpper(rune(text[0])) {
		return text
	}
	if end := strings.Index(text[open:], "): "); end > 0 && end < 32 {
		return text[open+end+len("): "):]
	}
	return text
}
