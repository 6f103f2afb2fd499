package quotation

import "stet/model/mention"

// Words that are verbs of saying by their spelling alone.

// saysNothing reports whether the verb at i is one of saying by its spelling alone.
func (s *clauses) saysNothing(i int, word string, v voice) bool {
	return word == "put" && !s.word(i+1, "it") || word == "show" && s.word(i+1, "up") || s.onlyNames(i, word, v) || s.onlyNoun(i, word, v) || v == passive && s.saidToSay(i)
}

// onlyNoun reports whether the word in -ing at i is a noun: buying and selling, a
// telephone calling card.
func (s *clauses) onlyNoun(i int, word string, v voice) bool {
	n := s.at(i + 1)
	switch v {
	case free:
		return s.at(i-1).is(cConj) && s.at(i-2).is(cIng) && s.at(i-2).verb == 0 && !s.at(i-2).is(cCap)
	case attached:
		return word == "call" && !n.is(cDet|cPoss|cObj|cPron|cCap|cStretch|cPrep|cPunct)
	}
	return false
}

// saidToSay reports whether the passive at i only passes on what somebody says or
// thinks: is said to believe that.
func (s *clauses) saidToSay(i int) bool {
	if !s.word(i+1, "to") {
		return false
	}
	k := i + 2
	for s.adverb(k) || s.at(k).is(cHave) {
		k++
	}
	t := s.at(k)
	return t.verb != 0 && s.lex.lemmas[t.verb].frame&fThat != 0 && (s.word(k+1, "that") || s.at(k+1).is(cStretch))
}

// onlyNames reports whether the verb at i only gives a thing its name: a group
// called “…”. What Doe called “…” is no name, nor is it called one by Doe.
func (s *clauses) onlyNames(i int, word string, v voice) bool {
	switch word {
	case "call", "dub", "label", "brand":
	default:
		return false
	}
	if !s.at(i+1).is(cStretch) || v != finite || s.at(i-1).is(cPron) {
		return false
	}
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if s.at(k).is(cPunct) {
			break
		}
		if s.at(k).is(cWh | cWho) {
			return false
		}
	}
	return s.mentionType(i-1) != string(mention.Person)
}
