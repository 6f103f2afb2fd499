package quotation

// leftPhrase returns the noun phrase that ends with token j, prepositional
// phrases and a coordinated phrase included; empty if absent.
func (s *phrases) leftPhrase(j int) run {
	lo := s.leftBase(j)
	if lo > j {
		return run{}
	}
	j = s.headEnd(j)
	for range 5 {
		switch {
		case s.at(lo-1).is(cPrep) && !s.at(lo-1).is(cCap) && s.nominalHead(lo-2):
			head := s.leftBase(lo - 2)
			if head > lo-2 {
				return run{lo, j + 1}
			}
			lo = head
		case s.joins(lo-1) && s.nominalHead(lo-2):
			head := s.leftBase(lo - 2)
			if before := s.at(head - 1); head > lo-2 || !before.is(cPunct|cSub|cStretch|cPrep) {
				return run{lo, j + 1}
			}
			lo = head
		default:
			return run{lo, j + 1}
		}
	}
	return run{lo, j + 1}
}

func (s *phrases) joins(i int) bool {
	if !s.word(i, "and") && !s.word(i, "or") {
		return false
	}
	return s.at(i+1).form&participle == 0 || !s.word(i+2, "by") // welcomed by some and opposed by others
}

// nominalHead reports whether a noun phrase may end with token i.
func (s *phrases) nominalHead(i int) bool {
	return s.nominal(i) && !s.finite(i) && !s.adverb(i) && !(s.at(i).is(cTime) && !s.at(i).is(cOwner)) && !s.at(i).is(cDet|cPoss)
}

// finite reports whether token i is a verb beyond doubt.
func (s *phrases) finite(i int) bool {
	t := s.at(i)
	if t.is(auxiliary) && !t.is(cCap) {
		return true
	}
	if p := s.at(s.back(i)); p.is(cDo|cModal) && !p.is(cCap|cPron) && !t.is(cDet|cPoss|cPron|cObj|cCap|cPunct|cStretch|cConj|cPrep) {
		return true // did not seem
	}
	if t.is(cVerb) && !t.is(cCap) && !s.at(i-1).is(cDet|cPoss|cPrep|cOwner) {
		return true
	}
	if t.verb == 0 || t.is(cCap) && i > 0 {
		return false
	}
	return t.form&(past|third) != 0 && s.lex.lemmas[t.verb].frame&fNounToo == 0 && t.form&(noun|adjective) == 0
}

// headEnd returns the last token of the phrase proper that ends with j, before a
// time (Doe on Monday said) and a parenthesis (Doe (R) said).
func (s *phrases) headEnd(j int) int {
	k := j
	for k > 0 && s.at(k).is(cTime) && !s.at(k).is(cOwner) && !(s.at(k-1).is(cDet|cOwner|cPoss) && s.at(k-2).is(cPunct)) {
		for k--; k > 0 && (s.at(k).is(cDet|cNumber) || s.word(k, "last") || s.word(k, "next") || s.word(k, "earlier")); k-- {
		}
		if k > 0 && (s.word(k, "on") || s.word(k, "in") || s.word(k, "for") || s.word(k, "during")) {
			k--
		}
		for k > 0 && s.word(k, "earlier") {
			k--
		}
	}
	if s.sign(k, ')') {
		for n := k; n > 0 && k-n < 40; n-- {
			if s.sign(n, '(') {
				return n - 1
			}
		}
	}
	return k
}

// leftBase returns the first token of the base noun phrase that ends with j
// (determiner, modifiers, head), or j+1.
func (s *phrases) leftBase(j int) int {
	k := s.headEnd(j)
	head := k
	for ; k >= 0; k-- {
		t := s.at(k)
		first := k == head
		switch {
		case t.is(cStretch):
			if first {
				return j + 1
			}
			return k + 1
		case t.is(cPunct):
			return k + 1
		case t.is(cOwner):
			// the president's lawyer
		case t.is(cPron|cWho|cObj) && !t.is(cDet|cPoss):
			if first {
				return k
			}
			return k + 1
		case t.is(cDet|cPoss) && t.is(cCap) && !first && k > 0 && s.at(k-1).is(cCap):
			// CBS This Morning
		case t.is(cDet | cPoss):
			if first && !t.is(cPron) {
				return j + 1
			}
			return k
		case t.is(cCap) && k > 0:
			if !first && s.at(k).is(cTime) {
				return k + 1
			}
		case t.is(auxiliary | cSub | cWh | cConj | cPrep | cNeg):
			if k == 0 && t.is(cCap) && !first && !t.is(cPrep|cSub|cConj|cWh) {
				return k
			}
			if first {
				return j + 1
			}
			return k + 1
		case !first && (t.is(cTime) || t.is(cEvent) && s.at(k+1).is(cCap) || s.finite(k) || s.adverb(k)):
			return k + 1
		case first && s.finite(k):
			return j + 1
		}
	}
	return 0
}

// rightPhrase returns the noun phrase that begins with token i, with the
// prepositional phrases that belong to a word for people (a spokesman for the
// ministry); empty if absent.
func (s *phrases) rightPhrase(i int) run {
	hi := s.rightBase(i)
	if hi <= i {
		return run{}
	}
	for range 3 {
		people := s.at(hi - 1).is(cSource)
		switch {
		case people && s.at(hi).is(cPrep) && !s.word(hi, "on") && !s.at(hi+1).is(cTime|cEvent) && s.rightBase(hi+1) > hi+1:
			hi = s.rightBase(hi + 1)
		case s.joins(hi) && s.rightBase(hi+1) > hi+1 && !s.finite(s.rightBase(hi+1)):
			hi = s.rightBase(hi + 1)
		default:
			return run{i, hi}
		}
	}
	return run{i, hi}
}

// rightBase returns the end of the base noun phrase that begins with token i, or i.
func (s *phrases) rightBase(i int) int {
	t := s.at(i)
	if t.is(cPron|cObj) && !t.is(cDet|cPoss) {
		return i + 1
	}
	k := i
	for ; k < len(s.toks); k++ {
		t := s.at(k)
		switch {
		case t.is(cOwner):
			continue
		case t.is(cDet | cPoss):
			if k > i && !s.at(k-1).is(cDet) {
				return k
			}
			continue
		case t.is(cStretch):
			if k > i && s.at(k-1).is(cDet|cPoss|cOwner) {
				continue
			}
			return k
		case t.is(cPunct):
			return k
		case s.adverb(k) && k > i && s.at(k-1).is(cDet) && s.nominal(k+1) && !s.at(k+1).is(cEd|cTime|cPunct):
			continue // at the last sitting
		case t.is(cTime) && !t.is(cOwner):
			return k
		case t.is(cCap):
			continue
		case !s.nominal(k) || s.adverb(k) && !s.at(k+1).is(cEd):
			return k
		case k > i && !s.at(k-1).is(cDet|cPoss) && s.finite(k):
			return k
		}
	}
	return k
}

// startsPhrase reports whether token i can begin a noun phrase.
func (s *phrases) startsPhrase(i int) bool {
	t := s.at(i)
	if t.is(cPunct) {
		return false
	}
	return t.is(cDet|cPoss|cPron|cObj|cNumber|cStretch) || t.is(cCap) || s.nominal(i) && !s.finite(i) && !s.adverb(i)
}
