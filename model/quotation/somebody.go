package quotation

import "strings"

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
	if s.word(head-1, "hundreds") || s.word(head-1, "thousands") || s.word(head-1, "dozens") || s.word(head-1, "some") || s.word(head-1, "most") || s.word(head-1, "many") || s.word(head-1, "majority") {
		return head+1 < len(s.toks) && Somebody(text[s.at(head+1).start:])
	}
	t := s.at(head - 1)
	if t.is(cOwner) || t.is(cThing) && !t.is(cPerson|cGroup) {
		return false
	}
	word := strings.ToLower(text[t.start:t.end])
	for _, end := range [...]string{"ers", "ors", "ists", "ians", "ients", "ees", "ants"} { // recipients, drivers
		if strings.HasSuffix(word, end) && len(word) > len(end)+2 && !t.is(cThing) {
			return true
		}
	}
	singular := l.words[strings.TrimSuffix(word, "s")].class
	return t.is(cPerson|cGroup) || singular&(cPerson|cGroup) != 0 && singular&cThing == 0
}

// Verb reports whether a word is nearly always a verb in a past or present form.
func Verb(word string) bool {
	e := words().words[strings.ToLower(word)]
	if e.class&(cVerb|auxiliary) != 0 {
		return true
	}
	return e.verb != 0 && e.form&(past|third) != 0 && e.form&noun == 0 && words().lemmas[e.verb].frame&fNounToo == 0
}
