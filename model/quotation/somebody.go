package quotation

import "strings"

// Words whose people are behind of, and the two words of a public service.
var (
	amounts  = []string{"hundreds", "thousands", "dozens", "some", "most", "many", "majority"}
	services = []string{"service", "force", "brigade", "board"}
	served   = []string{"fire", "ambulance", "police", "health", "park", "prison", "intelligence", "secret", "probation", "weather", "border", "rescue", "school"}
)

// Somebody reports whether a description is of a person, a group or people, by its
// head: opposition lawmakers, hundreds of former generals, the labour board.
func Somebody(text string) bool {
	l := words()
	s := newSentence(text, l, nil)
	s.toks = l.tokenize(nil, text, 0, len(text))
	head := 0
	for head < len(s.toks) && !(head > 0 && s.at(head).is(cPrep|cPunct|cWho|cStretch) && !s.at(head).is(cCap)) {
		head++
	}
	if head == 0 {
		return false
	}
	if s.isOneOf(head-1, amounts) {
		return head+1 >= len(s.toks) || Somebody(text[s.at(head+1).start:])
	}
	if k := len(s.toks) - 1; k > head && s.at(0).is(cDet|cNumber|cUnit) && s.word(head, "of") && s.people(k) {
		return true // a dozen Medal of Honor recipients
	}
	t := s.at(head - 1)
	if s.isOneOf(head-1, services) && s.isOneOf(head-2, served) {
		return true // the fire service
	}
	if t.is(cOwner) || t.is(cThing) && !t.is(cPerson|cGroup) {
		return false
	}
	if s.people(head - 1) {
		return true
	}
	word := strings.ToLower(text[t.start:t.end])
	if l.does(word) && !t.is(cThing) {
		return true
	}
	singular := l.words[strings.TrimSuffix(word, "s")].class
	if plural := l.words[word+"s"].class; plural&cGroup != 0 && plural&cThing == 0 && t.class&cThing == 0 {
		return true // the club
	}
	return t.is(cPerson|cGroup) || singular&(cPerson|cGroup) != 0 && singular&cThing == 0
}

// people reports whether token i is a plural of who does or is something, by its
// ending: recipients, drivers.
func (s *tagged) people(i int) bool {
	t := s.at(i)
	word := strings.ToLower(s.text[t.start:t.end])
	for _, end := range [...]string{"ers", "ors", "ists", "ians", "ients", "ees", "ants"} {
		if strings.HasSuffix(word, end) && len(word) > len(end)+2 && !t.is(cThing) {
			return true
		}
	}
	return false
}

// does reports whether a word is of who does something: maker, bomber.
func (l *lexicon) does(word string) bool {
	stem, ok := strings.CutSuffix(word, "er")
	if !ok || len(stem) < 3 {
		return false
	}
	short := stem
	if n := len(stem); stem[n-1] == stem[n-2] {
		short = stem[:n-1]
	}
	for _, verb := range [...]string{stem, stem + "e", short} {
		if e := l.words[verb]; e.class&cBare != 0 || e.verb != 0 && e.form&base != 0 {
			return true
		}
	}
	return false
}

// Verb reports whether a word is nearly always a verb in a past or present form.
func Verb(word string) bool {
	e := words().words[strings.ToLower(word)]
	if e.class&(cVerb|auxiliary) != 0 {
		return true
	}
	return e.verb != 0 && e.form&(past|third) != 0 && e.form&noun == 0 && words().lemmas[e.verb].frame&fNounToo == 0
}
