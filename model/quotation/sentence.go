package quotation

import (
	"slices"

	"stet/model"
	"stet/model/mention"
)

// longest is how many tokens a sentence may have. What is longer is cut there,
// so that looking around in a sentence costs a bounded number of steps.
const longest = 400

// tagged are the tokens of a sentence, and what each of them is alone: an adverb,
// part of a phrase, a verb form. Stretches of direct speech are single tokens.
type tagged struct {
	toks  []token
	text  string
	lex   *lexicon
	names *mention.Found
	edge  token // stands for what lies outside
	// headline is true where most words begin with a capital letter.
	headline bool
}

// phrases find where the phrases and appositions of a sentence begin and end.
type phrases struct{ tagged }

// clauses find the voice of a verb and what it governs, and where a content ends.
type clauses struct{ phrases }

// subjects find who does what a verb says. A verb may share its subject with a
// cue that was found before it.
type subjects struct {
	clauses
	found []attribution
}

// A sentence is a run of tokens in which cues of speech are looked for.
type sentence struct{ subjects }

// terms judge stretches in marks that nobody says.
type terms struct{ *subjects }

// newSentence returns an empty sentence of a text.
func newSentence(text string, lex *lexicon, names *mention.Found) sentence {
	var s sentence
	s.text, s.lex, s.names, s.edge = text, lex, names, token{class: cPunct, stretch: -1}
	return s
}

// A run is the token range [lo, hi) of a sentence.
type run struct{ lo, hi int }

func (r run) empty() bool { return r.lo >= r.hi }

// An attribution is a cue with its source and content, in tokens.
type attribution struct {
	cue     run
	source  run // empty where nobody is named
	content []run
	voice   voice
	word    string // the dictionary form of the cue
	kind    Content
	why     reason
	// direct is true where the content is what is between marks, as
	// opposed to a clause that holds marks.
	direct bool
}

// eachSentence calls f with the sentences of tokens, in order. soft says that a
// line end is a blank.
func eachSentence(tokens []token, text string, marks []stretch, soft bool, lex *lexicon, f func([]token)) {
	lo := 0
	for i := range tokens {
		if i+1 < len(tokens) && i-lo+1 < longest && !endsSentence(tokens, i, text, marks, soft, lex) {
			continue
		}
		f(tokens[lo : i+1])
		lo = i + 1
	}
}

// endsSentence reports whether a sentence ends with token i, which is not the last.
func endsSentence(tokens []token, i int, text string, marks []stretch, soft bool, lex *lexicon) bool {
	t, next := &tokens[i], &tokens[i+1]
	if !soft && next.is(cBreak) {
		return true
	}
	fresh := next.is(cCap | cNumber | cStretch)
	switch {
	case t.is(cStretch):
		s := &marks[t.stretch]
		if !fresh && !(next.is(cPunct) && (next.sign == '—' || next.sign == '(')) {
			return false
		}
		if s.unclosed || s.goesOn {
			return true
		}
		switch c := lastSign(text, s.Range); c {
		case '.', '!', '?', '…':
			return !cueFollows(tokens[i+1:], lex, c != '.')
		}
		return next.is(cStretch) && lastSign(text, s.Range) != ','
	case t.is(cPunct):
		return (t.sign == '.' || t.sign == '?' || t.sign == '!') && fresh
	case text[t.end-1] == '.':
		// An abbreviation ends a sentence only before a word that begins one.
		return next.is(cCap) && !t.is(cTitle) && next.is(cDet|cPoss|cPron|cPrep|cConj|cSub)
	}
	return false
}

// lastSign returns the last rune of a stretch before its closing mark.
func lastSign(text string, r model.Range) rune {
	for end := int(r.End); end > int(r.Start); {
		c := runeBefore(text, int(r.Start), end)
		switch c {
		case '"', '\'', '”', '’', '»', '“', ' ', '`':
			end -= len(string(c))
			continue
		}
		return c
	}
	return 0
}

// cueFollows reports whether a short clause of saying follows that belongs to
// the speech before it: Doe said. / asked the minister. open says that the speech
// did not end with a full stop, so that the clause may be longer.
func cueFollows(tokens []token, lex *lexicon, open bool) bool {
	if len(tokens) > 0 && tokens[0].is(cCap) && tokens[0].is(cPron|cDet|cPoss|cConj|cPrep) && !tokens[0].is(cUpper) {
		return false // He said: a new sentence
	}
	limit, comma := 9, false
	if open {
		limit = 25
	}
	for i := range min(len(tokens), limit) {
		t := &tokens[i]
		if open && i > 0 && t.is(cPunct) && t.sign == ',' {
			comma = true // an apposition
			continue
		}
		if comma && t.is(cPron) {
			return false
		}
		if t.is(cPunct) && t.sign != '(' && t.sign != ')' || t.is(cStretch) || t.is(auxiliary&^cHave) {
			return false
		}
		if t.verb == 0 || t.form&(past|third) == 0 || lex.lemmas[t.verb].frame&fQuote == 0 {
			continue
		}
		if i == 0 {
			return true
		}
		if i+1 == len(tokens) {
			return true
		}
		if open {
			return true
		}
		n := &tokens[i+1]
		if n.is(cObj) && i+2 < len(tokens) && lex.lemmas[t.verb].frame&fAddressee != 0 {
			n = &tokens[i+2] // he told them
		}
		// “It is over.” He added, “We go.” is two sentences.
		reports := n.is(cPunct) && i+2 < len(tokens) && tokens[i+2].is(cStretch)
		return n.is(cPunct|cTime) && !reports
	}
	return false
}

// at returns token i. What lies outside the sentence is a punctuation mark.
func (s *tagged) at(i int) *token {
	if i < 0 || i >= len(s.toks) {
		return &s.edge
	}
	return &s.toks[i]
}

// word reports whether token i is the given word in small letters.
func (s *tagged) word(i int, w string) bool {
	t := s.at(i)
	if int(t.end-t.start) != len(w) {
		return false
	}
	for k := range len(w) {
		if s.text[int(t.start)+k]|0x20 != w[k] {
			return false
		}
	}
	return true
}

// isOneOf reports whether token i is one of the words of a list.
func (s *tagged) isOneOf(i int, list []string) bool {
	return slices.ContainsFunc(list, func(w string) bool { return s.word(i, w) })
}

func (s *tagged) sign(i int, r rune) bool { return s.at(i).is(cPunct) && s.at(i).sign == r }

// back returns the last token before i that is no adverb, auxiliary passing not
// included.
func (s *tagged) back(i int) int {
	for i--; i >= 0 && s.adverb(i); i-- {
	}
	return i
}

// adverb reports whether token i can be passed over as one.
func (s *tagged) adverb(i int) bool {
	t := s.at(i)
	if s.word(i, "longer") && s.word(i-1, "no") || s.word(i, "no") && s.word(i+1, "longer") {
		return true
	}
	return t.is(cAdv|cNeg) && !t.is(auxiliary|cDet|cPron) || t.is(cLy) && !t.is(cCap) && t.verb == 0 && !t.is(cSource)
}

// group returns the first token of the verb group that ends at i: auxiliaries
// and adverbs before it.
func (s *tagged) group(i int) int {
	for i > 0 {
		t := s.at(i - 1)
		if t.is(auxiliary) && !t.is(cPron) && !(t.is(cCap) && i-1 > 0 && !t.is(cBe|cHave|cDo)) || s.adverb(i-1) && !t.is(cTime) {
			i--
			continue
		}
		break
	}
	return i
}

// nominal reports whether token i can be part of a noun phrase.
func (s *tagged) nominal(i int) bool {
	t := s.at(i)
	if t.is(cPunct | cStretch) {
		return false
	}
	if t.is(cCap) && i > 0 && !t.is(cPron|cDet|cPoss) {
		return true
	}
	return !t.is(auxiliary | cPrep | cConj | cSub | cWh | cPron | cObj | cNeg)
}
