package suggest

import (
	"slices"
	"strings"
	"unicode"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
)

// stances suggests how who speaks in q is towards its content, where the cue takes
// a side and the holder has a name or is somebody.
func stances(a *model.Article, names *mention.Found, q *quotation.Quotation, who quotation.Speaker) (out []Suggestion) {
	if len(q.Parts) != 1 || q.InSpeech && q.Speaker.Entity < 0 {
		return nil
	}
	if q.Content != quotation.Phrase {
		return judging(a, names, q, who)
	}
	label, part, ok := side(a, names, q)
	if !ok {
		return nil
	}
	for _, holder := range holders(a, names, who) {
		towards, end, ok := target(a, names, q, part)
		if !ok || towards.Kind == annotate.RefName && towards.ID == holder.ID {
			continue
		}
		at := model.Range{Start: q.Cue.Start, End: end}.Union(q.Cue)
		if part.End <= q.Cue.Start {
			at.Start = part.Start
		}
		if s := who.Range; a.BlockAt(s.Start) == a.BlockAt(q.Cue.Start) {
			at = at.Union(s)
		}
		out = append(out, stance(at, holder, towards, label, reason(a, q, label)))
	}
	return out
}

func stance(at model.Range, holder, towards annotate.Ref, label, why string) Suggestion {
	return Suggestion{
		Annotation: annotate.Annotation{
			Target: annotate.Target{Place: *place(at)},
			Body:   &kind.Stance{Holder: holder, Towards: towards, Stance: label, Scheme: kind.SemEval6, ToldBy: kind.ToldByArticle},
			Origin: annotate.Origin{Generator: Engine},
		},
		Why: why,
	}
}

// reason says in a sentence why a stance is suggested.
func reason(a *model.Article, q *quotation.Quotation, label string) string {
	side := "for it"
	if label == kind.Against {
		side = "against it"
	}
	return "“" + a.Slice(q.Cue) + "” says that somebody is " + side
}

// side returns the label of the side that q's cue takes and the part of its content
// towards which. False means that it takes none.
func side(a *model.Article, names *mention.Found, q *quotation.Quotation) (string, model.Range, bool) {
	part := q.Parts[0]
	cue := strings.ToLower(a.Slice(q.Cue))
	lean, ok := leanings()[q.Word+"-"+cue[strings.LastIndexByte(cue, ' ')+1:]]
	if !ok {
		lean, ok = leanings()[q.Word]
	}
	switch q.Word {
	case "call", "label", "brand", "dub", "describe", "portray", "characterize", "characterise", "depict", "see", "view", "regard":
		lean, part, ok = called(a.Text, part)
	case "blame":
		part = blamedOn(a, names, part)
	}
	if !ok || violent(a, q) {
		return "", part, false
	}
	switch before := governing(a, q); {
	case before == unsure, before == denied && lean.denied == "":
		return "", part, false
	case before == denied:
		return lean.denied, part, !anyone(a.Slice(part))
	}
	return lean.label, part, true
}

// anyone reports whether a phrase means none in particular: who has not endorsed a
// candidate is against none.
func anyone(text string) bool {
	first, _, _ := strings.Cut(strings.ToLower(text), " ")
	return first == "a" || first == "an" || first == "any" || first == "either" || first == "anyone" || first == "anybody"
}

// armed are words beside attack that make it one with weapons.
var armed = []string{"bomb", "bombing", "suicide", "missile", "rocket", "drone", "air", "knife", "gun", "arson", "terror", "terrorist", "deadly", "chemical", "sarin", "military", "armed", "shooting", "grenade", "cyber", "acid"}

// violent reports whether the attack of a cue is no matter of words: a bomb attack on.
func violent(a *model.Article, q *quotation.Quotation) bool {
	if q.Word != "attack" {
		return false
	}
	before := wordsOf(a.Text[max(0, q.Cue.Start-24):q.Cue.Start])
	return slices.ContainsFunc(before[max(0, len(before)-3):], func(w string) bool { return slices.Contains(armed, w) })
}

// blamedOn returns who is to blame: the men on whom Doe blamed the fire. It is part
// itself where that names who is blamed.
func blamedOn(a *model.Article, names *mention.Found, part model.Range) model.Range {
	before, after, found := strings.Cut(a.Slice(part), " on ")
	at := part.Start + model.Pos(len(before))
	if i := names.At(max(at, 1) - 1); !found || i >= 0 && names.Mentions[i].Entity >= 0 && names.Mentions[i].Range.End == at {
		return part
	}
	first, _, _ := strings.Cut(strings.ToLower(after), " ")
	if weekdays[strings.Trim(first, ",.")] || strings.ContainsAny(before, ",;") {
		return part
	}
	return model.Range{Start: at + model.Pos(len(" on ")), End: part.End}
}

// weekdays are what on may govern that nobody blames.
var weekdays = map[string]bool{"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true}

// called returns the side of who calls something by a word of praise or blame, and
// what is called so: called the plan reckless.
func called(text string, part model.Range) (leaning, model.Range, bool) {
	words := strings.Fields(text[part.Start:part.End])
	for i := 1; i < min(len(words), 12); i++ {
		w := strings.ToLower(strings.Trim(words[i], ".,;:!?”“\"'’‘"))
		lean, ok := leanings()["called-"+w]
		if ends := i+1 == len(words) || strings.ContainsAny(words[i][len(words[i])-1:], ".,;:!?\"”’") || slices.Contains(endsTarget, words[i+1]); !ok || !ends {
			continue
		}
		n := i
		for n > 1 && onlyJudges(words[n-1]) {
			n--
		}
		part.End = part.Start
		for k, w := range words[:n] {
			if k > 0 {
				part.End += model.Pos(strings.Index(text[part.End:], w))
			}
			part.End += model.Pos(len(w))
		}
		return lean, part, true
	}
	return leaning{}, part, false
}

// onlyJudges reports whether a word before what something is called goes with that: a,
// totally, “an, as.
func onlyJudges(w string) bool {
	return w == "a" || w == "an" || w == "as" || w == "the" || strings.HasSuffix(w, "ly") || w == "very" || w == "so" || startsQuote(w)
}

// A mood says how the words before a cue change what it says.
type mood uint8

const (
	plain mood = iota
	denied
	unsure // would, could, asked to: nobody has taken a are
)

// What may be between a holder and the cue, by what it does to the stance.
var (
	denies = []string{"not", "never", "no", "longer", "neither", "refusal", "failure", "reluctance", "unwillingness", "refused", "refuses", "refusing", "declined", "declines", "failed", "stopped", "without", "hardly"}
	doubts = []string{"would", "could", "may", "might", "should", "must", "if", "whether", "can", "urged", "asked", "called", "expected", "said", "reportedly", "accused", "charged", "suspected", "short", "instead"}
	hopes  = []string{"expected", "likely", "plan", "plans", "promise", "pledge", "vow", "right", "attempt", "bid", "unlikely", "reluctant", "hesitant", "ready", "unwilling", "willing", "able", "unable", "supposed", "needs", "need", "ought", "has", "have", "had", "threat", "threatened",
		"alleged", "reported", "free", "forced", "pressured", "pressure", "hint", "inclined", "tempted", "afraid", "is", "are", "was", "were", "said", "believed", "thought", "known", "seemed", "seems", "appeared", "appears"}
)

// governing reads the words between the holder and the cue.
func governing(a *model.Article, q *quotation.Quotation) mood {
	s := q.Speaker.Range
	if p := q.Parts[0]; p.End <= q.Cue.Start { // in the passive
		s = p
	}
	if s.End > q.Cue.Start || a.BlockAt(s.Start) != a.BlockAt(q.Cue.Start) {
		return plain
	}
	if before := wordsOf(a.Text[max(0, s.Start-16):s.Start]); len(before) > 0 && (before[len(before)-1] == "if" || before[len(before)-1] == "whether" || strings.HasPrefix(before[len(before)-1], "accus")) {
		return unsure
	}
	between := a.Text[s.End:q.Cue.Start]
	if cut := strings.LastIndex(between, " and "); cut >= 0 && (quotation.Verb(a.Slice(q.Cue)) || strings.HasSuffix(a.Slice(q.Cue), "ed")) && len(strings.Fields(between[cut:])) < 3 {
		between = between[cut:] // a verb of its own
	}
	if cut := strings.LastIndexAny(between, ",;—–"); cut >= 0 {
		between = between[cut:] // an apposition lies between
	}
	words := wordsOf(ownClause(between))
	if len(words) > 12 {
		words = words[len(words)-12:]
	}
	var m mood
	for i, w := range words {
		switch {
		case i+1 < len(words) && (words[i+1] == "just" || words[i+1] == "only" || words[i+1] == "merely") && (w == "not" || strings.HasSuffix(w, "n’t")):
			// and more than that
		case slices.Contains(denies, w) || strings.HasSuffix(w, "n’t"):
			m = denied
		case slices.Contains(doubts, w):
			return unsure
		case w == "to" && (i == 0 || slices.Contains(hopes, words[i-1])):
			return unsure
		}
	}
	return m
}

// ownClause returns what of the words before a cue is in its own clause: before in
// called for calm before attacking.
func ownClause(between string) string {
	t := strings.TrimSpace(between)
	last := t[strings.LastIndexByte(t, ' ')+1:]
	switch last {
	case "before", "after", "while", "when", "by":
		return last
	}
	return between
}

// endsTarget are the words at which a target's phrase ends.
var endsTarget = []string{
	"that", "which", "who", "whom", "because", "after", "while", "when", "for", "as", "alongside", "with", "despite",
	"on", "over", "during", "before", "by", "but", "if", "since", "amid", "at", "even", "last", "this", "to", "from",
	"whether", "late", "early", "earlier", "again", "publicly", "is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "says", "said", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today",
}

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
	capital := len(words) == 1 && unicode.IsUpper([]rune(words[0])[0])
	if len(words) > 12 || len(words) < 2 && !capital || pronoun[strings.ToLower(words[0])] {
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
	if title[strings.ToLower(word)] {
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

// pronoun are words that begin a target nobody can name.
var pronoun = map[string]bool{"it": true, "them": true, "him": true, "her": true, "himself": true,
	"herself": true, "themselves": true, "what": true, "how": true, "this": true, "that": true, "those": true, "these": true,
	"another": true, "others": true, "up": true, "down": true, "out": true, "off": true, "anything": true, "nothing": true, "everything": true}

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
		case (bare == "and" || bare == "or") && next >= 0 && goesOnWithVerb(text[at+model.Pos(next)+1:p.End]),
			bare == "", strings.IndexByte(word, '(') == 0, startsQuote(word), slices.Contains(endsTarget, bare) && (named || !continues(text[at:p.End], bare)), accuse && bare == "of" && lastOf(text[at+model.Pos(len(word)):p.End]), named && (bare == "in" || bare == "from" || bare == "of"):
			return at - 1
		}
		named = false
		if trimmed := strings.TrimRight(word, ",;:.”\")"); len(trimmed) < len(word) && !(next >= 0 && title[strings.ToLower(word)]) {
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
	if next == "" || slices.Contains(endsTarget, strings.ToLower(next)) || strings.ContainsAny(next, "0123456789") || strings.HasSuffix(next, "ing") || quotation.Pronoun(next) {
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

// title are abbreviations before names.
var title = map[string]bool{"mr.": true, "mrs.": true, "ms.": true, "dr.": true, "sen.": true, "rep.": true, "gov.": true, "gen.": true, "rev.": true,
	"prof.": true, "st.": true, "lt.": true, "col.": true, "sgt.": true, "capt.": true, "u.": true, "u.s.": true, "u.k.": true}

// goesOnWithVerb reports whether text begins with a verb, behind adverbs or not, so
// that what comes before it is all of a phrase: and recently shook the capital.
func goesOnWithVerb(text string) bool {
	word, rest, _ := strings.Cut(text, " ")
	if strings.HasSuffix(word, "ly") {
		return true
	}
	return strings.HasSuffix(word, "ed") && !strings.HasPrefix(rest, "and ") || quotation.Verb(word)
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
	if i := strings.LastIndexByte(before, ' '); i > 0 && title[strings.ToLower(before[i+1:])] {
		before = before[:i] // rival candidate Sen. Doe
	}
	if before == "" || strings.EqualFold(before, "the") || quotation.Somebody(before) && !strings.Contains(before, "’s") && !strings.Contains(before, "'s") || title[strings.ToLower(before)] {
		return m, true
	}
	if o := names.At(r.Start); o >= 0 && names.Mentions[o].Range.Start == r.Start {
		rest := strings.TrimSpace(a.Text[names.Mentions[o].Range.End:max(names.Mentions[o].Range.End, m.Range.Start)])
		return m, rest == "’s" || rest == "'s"
	}
	return mention.Mention{}, false
}
