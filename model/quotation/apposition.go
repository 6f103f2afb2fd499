package quotation

// beyondRelative returns the subject that ends with token j, or the one that a
// relative clause ending there hangs on: the official who spoke to us said.
func (s *phrases) beyondRelative(j int) run {
	verb := false
	for k := j; k > 0 && j-k < 25; k-- {
		t := s.at(k)
		if t.is(cPunct|cStretch) && t.sign != ')' && t.sign != '(' || t.is(cSub) && !t.is(cWho|cPrep) || s.word(k, "that") {
			break
		}
		if s.word(k, "who") && (verb || s.at(k+1).is(cPlural|cEd)) && s.nominalHead(k-1) {
			return s.leftPhrase(k - 1)
		}
		verb = verb || s.finite(k) || t.is(cEd) || t.verb != 0
	}
	r := s.leftPhrase(j)
	for k := j; r.empty() && k > 0 && j-k < 12; k-- { // a survey taken in May found
		if t := s.at(k); t.is(cPunct|cStretch|cSub|cConj) || t.is(auxiliary) && !t.is(cCap) {
			break
		}
		if s.participle(k) && s.nominalHead(k-1) {
			return s.leftPhrase(k - 1)
		}
	}
	return r
}

// participle reports whether token i may be a past participle.
func (s *phrases) participle(i int) bool {
	t := s.at(i)
	if t.is(cEd) && !t.is(cCap) || t.verb != 0 && t.form&participle != 0 {
		return true
	}
	for _, w := range [...]string{"taken", "made", "done", "given", "seen", "held", "led", "sent", "built", "put", "drawn", "begun", "run", "shown", "paid", "bought", "sold", "kept"} {
		if s.word(i, w) {
			return true
		}
	}
	return false
}

// beyondApposition returns the subject before the comma or dash at j, past
// appositions and relative clauses: Doe, 22, who runs the shop, said.
func (s *phrases) beyondApposition(j int) run {
	hi := j
	for range 8 {
		lo := hi - 1 // the first token of the segment that ends before hi
		for lo >= 0 && !(s.at(lo).is(cPunct) && (s.at(lo).sign == ',' || s.at(lo).sign == '—' || s.at(lo).sign == ';' || s.at(lo).sign == ':')) && !s.at(lo).is(cStretch) {
			lo--
		}
		last := lo < 0 || s.at(lo).is(cStretch) || s.at(lo).sign == ';' || s.at(lo).sign == ':'
		if last {
			return s.leftPhrase(s.lastNominal(lo+1, hi))
		}
		if !s.apposes(lo+1, hi) {
			if s.describedBefore(lo+1) <= lo {
				return s.leftPhrase(s.lastNominal(lo+1, hi)) // it grew, a spokeswoman, Jane Doe, said
			}
			// Doe, the editor of the daily, the Gazette, said
			if n := s.interruptedRelative(lo); n > 0 {
				hi = n
				continue
			}
			if n := s.segment(lo); n > 0 && s.sign(n-1, ',') && s.hangsOn(n, lo) {
				hi = lo
				continue
			}
			return s.leftPhrase(s.lastNominal(lo+1, hi))
		}
		hi = lo
	}
	return run{}
}

// interruptedRelative returns the comma before a relative clause that an
// apposition splits, so that its verb is behind lo; or -1: Doe, whose firm,
// Roe & Co., went under, said.
func (s *phrases) interruptedRelative(lo int) int {
	for range 2 {
		n := s.segment(lo)
		if n == 0 || !s.sign(n-1, ',') {
			return -1
		}
		verb := false
		for k := n; k < lo; k++ {
			verb = verb || s.finite(k) || s.at(k).is(cEd) && !s.at(k).is(cCap)
		}
		if s.at(n).is(cWho) && !s.word(n, "that") || s.word(n, "whose") {
			if verb {
				return -1
			}
			return n - 1
		}
		lo = n - 1
	}
	return -1
}

// hangsOn reports whether the segment [n, lo) is the first of two that hang on
// what is before it: Doe, the editor of the daily, the Gazette, said.
func (s *phrases) hangsOn(n, lo int) bool {
	before := s.segment(n - 1)
	return s.at(n).is(cDet) && s.apposes(n, lo) && !s.finite(lo-1) && !s.at(before).is(cPrep|cSub|cIng) && !s.adverb(before)
}

// segment returns the first token of the segment between commas that ends
// before hi.
func (s *phrases) segment(hi int) int {
	for !s.at(hi - 1).is(cPunct | cStretch) {
		hi--
	}
	return hi
}

// lastNominal returns the last token before hi that may end a noun phrase, not
// before lo-1.
func (s *phrases) lastNominal(lo, hi int) int {
	k := hi - 1
	for k >= lo && s.adverb(k) {
		k--
	}
	return k
}

// apposes reports whether the segment [lo, hi) can only hang on what is
// before it.
func (s *phrases) apposes(lo, hi int) bool {
	for hi-1 > lo && s.sign(hi-1, '.') {
		hi--
	}
	t := s.at(lo)
	if hi-lo == 1 && (t.is(cNumber) || s.partyTag(lo) || t.is(cCap) && s.mentionType(lo) == "GPE") {
		return true
	}
	if t.is(cNumber) && !t.is(cCap) && hi-lo < 4 {
		return true
	}
	switch {
	case t.is(auxiliary) && !t.is(cCap|cPron): // the verb of a relative clause
		return true
	case t.is(cWho), s.word(lo, "whose"), t.is(cPrep) && !t.is(cCap), t.is(cIng|cObj) && !t.is(cPron), s.adverb(lo), t.is(cSub) && !s.word(lo, "that"):
		return true
	case t.is(cDet|cPoss) && !t.is(cCap):
		return true
	case t.is(cEd) && !t.is(cCap):
		return true
	case t.is(cStop) && !t.is(cTitle):
		return true
	}
	if s.office(lo, hi) && s.mentionType(lo-2) == "PERSON" {
		return true // Doe, CEO of the firm, said
	}
	if t.is(cCap | cPron | cNumber) {
		return false
	}
	for k := lo; k < hi; k++ {
		if s.finite(k) {
			return false
		}
	}
	return true
}

// office reports whether the segment [lo, hi) begins with the office that somebody
// holds and says where: CEO of, Director at.
func (s *phrases) office(lo, hi int) bool {
	t := s.at(lo)
	if !t.is(cCap) || !t.is(cPerson|cTitle) && !s.word(lo, "ceo") && !s.word(lo, "cfo") && !s.word(lo, "mp") {
		return false
	}
	for k := lo + 1; k < hi && k < lo+4; k++ {
		if s.word(k, "of") || s.word(k, "at") || s.word(k, "for") {
			return true
		}
	}
	return false
}

// partyTag reports whether token i is a party and a place: R-Ky.
func (s *phrases) partyTag(i int) bool {
	w := s.text[s.at(i).start:s.at(i).end]
	return len(w) > 2 && len(w) < 12 && w[1] == '-' && (w[0] == 'R' || w[0] == 'D' || w[0] == 'I')
}

func (s *phrases) mentionType(i int) string {
	t := s.at(i)
	if m := s.names.At(t.span().Start); m >= 0 {
		return string(s.names.Mentions[m].Type)
	}
	return ""
}
