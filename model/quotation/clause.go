package quotation

import "stet/model/mention"

// Whole reports whether text holds a clause with its verb, as opposed to a noun
// phrase, the end of a sentence that somebody else began, or an aside.
func Whole(text string) bool {
	l := words()
	s := newSentence(text, l, nil)
	s.toks = l.tokenize(nil, text, 0, len(text))
	if len(s.toks) == 0 || s.at(0).is(auxiliary) && !s.at(0).is(cPron|cCap) || s.word(0, "to") {
		return false
	}
	aside := 0 // verbs of relative clauses that are still to come
	for k := 1; k < len(s.toks) && k < longest; k++ {
		if s.at(k).is(cWho) && s.nominal(k-1) && !s.word(k, "that") || s.sign(k, '—') {
			aside++
			continue
		}
		if !s.predicate(k) {
			continue
		}
		if aside == 0 {
			return true
		}
		aside--
		for s.at(k + 1).is(auxiliary | cEd) { // has been seen is one verb
			k++
		}
	}
	return s.at(0).is(cAux)
}

// predicate reports whether token k is likely the verb of a clause.
func (s *phrases) predicate(k int) bool {
	t, before := s.at(k), s.at(k-1)
	switch {
	case t.is(auxiliary) && !t.is(cCap), t.is(cAux):
		return true
	case before.is(cDet|cPoss|cPrep) && !before.is(cPron), t.is(cCap | cPunct):
	case s.finite(k), t.verb != 0 && t.form&past != 0 && t.form&noun == 0, t.is(cEd) && s.verbal(k) && !s.nominalHead(k+1):
		return true
	case t.is(cPlural) && !t.is(cOwner) && before.is(cPron|cPerson|cGroup|cCap|cWho), before.is(cPron) && !before.is(cDet) && !t.is(cPrep|cConj):
		return true
	case t.is(cEd) && before.is(cPron|cPerson|cCap|cPlural|cGroup|cThing):
		return true
	case s.word(k, "cost"), s.word(k, "hit"), s.word(k, "shut"):
		return true
	case before.is(cPlural) && (t.is(cBare) || t.verb != 0 && t.form&base != 0):
		return true
	case t.is(cPlural) && s.at(k+1).is(cDet|cPoss|cObj|cNumber|cLy) && !s.word(k+1, "that") && s.nominal(k-1):
		return true
	case t.is(cEd) && s.at(k+1).is(cDet|cPoss|cObj|cPrep|cNumber|cTime|cLy|cAdv) && s.nominal(k-1):
		return true
	}
	return false
}

// Asserts reports whether text begins with the subject of a clause and goes on with its
// verb, or with what may come before both; not with a noun phrase alone: a silver medal
// in Rome, while Doe came third.
func Asserts(text string) bool {
	l := words()
	s := newSentence(text, l, &mention.Found{})
	s.toks = l.tokenize(nil, text, 0, len(text))
	if len(s.toks) == 0 {
		return false
	}
	switch t := s.at(0); {
	case t.is(cWh|cWho) && !t.is(cDet|cSub), s.word(0, "yes"), s.word(0, "no") && s.sign(1, ','):
		return false
	case t.is(cPrep | cSub | cStretch | cIng | cEd | cTime | cConj), s.adverb(0):
		return true
	}
	for k := 1; k < 12 && !s.at(k).is(cPunct); k++ {
		if t := s.at(k); s.at(k-1).is(cPlural) && !t.is(cCap) && (t.is(cBare) || t.verb != 0 && t.form&base != 0 && t.form&noun == 0) {
			return true // people in small towns get water
		}
	}
	for k := 1; !s.at(k).is(cPunct | cWho | cSub | cConj); k++ {
		if s.predicate(k) && !s.at(k).is(cEd) && !s.word(k, "being") {
			return true
		}
	}
	k := s.pastNouns()
	if s.at(0).is(cNumber) || s.isOneOf(0, countedBy) {
		for n := s.rightBase(0); n < k; n++ {
			if s.word(n, "as") && s.at(n+1).is(cDet|cCap) && !s.word(n-1, "such") {
				return false // added two hits as the side won
			}
		}
	}
	if s.word(k, "to") { // new staff to help the police, and opened an office
		k += 2
	}
	switch t := s.at(k); {
	case s.sign(k, ','), s.sign(k, '('), s.sign(k, '—'):
		return s.verbAfterAside(k)
	case t.is(cWho):
		return s.verbsFrom(k, 2)
	case s.word(k, "being"), t.is(cConj | cSub), k >= len(s.toks):
		return false
	}
	return s.verbsFrom(k, 1)
}

// countedBy are words before what somebody scored, won or lost, besides figures.
var countedBy = []string{"a", "an", "two", "three", "four"}

// pastNouns returns the token behind the noun phrase that the sentence begins with, and
// behind what hangs on it by prepositions.
func (s *phrases) pastNouns() int {
	k := s.rightBase(0)
	for k < len(s.toks) {
		n := k
		for s.at(n).is(cPrep) && !s.at(n).is(cCap) {
			n++
		}
		if n == k && s.joins(k) && !s.at(k+1).is(cPron) {
			n++
		}
		end := s.rightBase(n)
		if n == k || end == n {
			break
		}
		k = end
	}
	for s.adverb(k) {
		k++
	}
	return k
}

// verbsFrom reports whether as many verbs are in the clause from token k on.
func (s *phrases) verbsFrom(k, least int) bool {
	n := 0
	for ; k < len(s.toks); k++ {
		if s.word(k, "compared") || s.word(k, "related") {
			continue // a profit of £3m compared with £2m; drug related deaths
		}
		if s.predicate(k) && !s.word(k, "being") || k > 0 && s.at(k).is(cEd) && !s.at(k).is(cCap) && !s.at(k+1).is(cCap) {
			if n++; n == least {
				return true
			}
		}
		if least == 1 && s.at(k).is(cSub|cConj) {
			return false
		}
	}
	return false
}

// verbAfterAside reports whether the verb of a clause follows the aside that begins at
// token k.
func (s *phrases) verbAfterAside(k int) bool {
	for range 3 {
		end := s.segmentEnd(k + 1)
		if end >= len(s.toks) {
			return s.sign(k, '(')
		}
		k = end
		n := end + 1
		for s.adverb(n) {
			n++
		}
		if s.predicate(n) || s.at(n).is(cEd) {
			return true
		}
	}
	return false
}

// segmentEnd returns the first comma or dash from token k on, or how many tokens there
// are.
func (s *tagged) segmentEnd(k int) int {
	for k < len(s.toks) && !s.sign(k, ',') && !s.sign(k, '—') && !s.sign(k, '(') && !s.sign(k, ')') {
		k++
	}
	return k
}
