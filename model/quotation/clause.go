package quotation

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
		for k+1 < len(s.toks) && s.at(k+1).is(auxiliary|cEd) { // has been seen is one verb
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
	s := newSentence(text, l, nil)
	s.toks = l.tokenize(nil, text, 0, len(text))
	if len(s.toks) == 0 {
		return false
	}
	switch t := s.at(0); {
	case t.is(cWh|cWho) && !t.is(cDet|cSub), s.word(0, "yes"), s.word(0, "no") && s.sign(1, ','):
		return false
	case t.is(cPrep|cSub|cStretch|cIng|cEd|cTime|cConj), s.adverb(0):
		return true
	}
	end := s.segmentEnd(0)
	for k := 1; k < end; k++ {
		if s.predicate(k) && !s.at(k-1).is(cWho) {
			return true
		}
		if s.at(k).is(cSub) {
			break
		}
	}
	if !s.sign(end, ',') {
		return end >= len(s.toks) && Whole(text)
	}
	if next := s.segmentEnd(end + 1); s.sign(next, ',') {
		for next++; s.adverb(next); next++ {
		}
		return s.predicate(next) || s.at(next).is(cEd)
	}
	return false
}

// segmentEnd returns the first comma or dash from token k on, or how many tokens there
// are.
func (s *tagged) segmentEnd(k int) int {
	for k < len(s.toks) && !s.sign(k, ',') && !s.sign(k, '—') && !s.sign(k, '(') {
		k++
	}
	return k
}
