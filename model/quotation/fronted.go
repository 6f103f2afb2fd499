package quotation

import "unicode"

// beginsSentence reports whether the first letter of a stretch is a capital.
func beginsSentence(text string, t *token) bool {
	for _, r := range text[t.start:t.end] {
		if isWord(r) {
			return unicode.IsUpper(r)
		}
	}
	return false
}

// follows reports whether the clause that begins with token unit is after
// what it reports: behind a comma or the end of a stretch.
func (s *clauses) follows(unit int) bool {
	return s.at(unit-1).is(cStretch) || s.sign(unit-1, ',') || s.sign(unit-1, '—') && s.at(unit-2).is(cStretch)
}

// behindSpeech returns the stretch of direct speech that ends before token unit
// in a way that leaves it to the clause there (with a comma, or with ? or !), or -1.
func (s *clauses) behindSpeech(unit int) int {
	k := unit - 1
	for s.sign(k, ',') || s.sign(k, '—') {
		k--
	}
	if !s.at(k).is(cStretch) {
		return -1
	}
	if k < unit-1 {
		return k
	}
	switch lastSign(s.text, s.at(k).span()) {
	case ',', '?', '!', '.', '—', '-', '…':
		return k
	}
	return -1
}

// asSaid adds what is said where the cue is in a clause with as, which
// begins with token as and ends before k: as Doe said, it was over.
func (s *sentence) asSaid(a *attribution, as, k int) bool {
	a.why = inAsClause
	if as > 0 && !s.at(as-1).is(cConj) {
		if !s.sign(as-1, ',') && !s.at(as-1).is(cStretch) {
			return false
		}
		s.fronted(a, as, k, false)
		s.add(*a)
		return len(a.content) > 0
	}
	for n := k; n < len(s.toks) && n < k+20; n++ {
		if s.sign(n, ',') || s.sign(n, ':') {
			if hi := s.lastWord(n + 1); hi > n+1 {
				a.content = []run{{n + 1, hi}}
				s.add(*a)
				return true
			}
		}
	}
	return false
}

// inverted returns the source where it follows its verb: “…,” said Doe.
func (s *sentence) inverted(i int, v voice, fr frame) run {
	if fr&(fQuote) == 0 || v == infinitive || s.at(i).form&(past|third) == 0 {
		return run{}
	}
	p := s.group(i) - 1
	after := s.at(p)
	if p < 0 || !(after.is(cStretch) || s.sign(p, ',') || s.sign(p, '—')) {
		return run{}
	}
	r := s.rightPhrase(i + 1)
	if r.empty() || s.at(r.lo).is(cStretch) || s.word(i+1, "that") {
		return run{}
	}
	if fr&fAddressee != 0 && s.at(i).verb != 0 && s.lex.lemmas[s.at(i).verb].word == "tell" {
		return run{} // told Reuters
	}
	if after.is(cStretch) {
		if s.at(r.lo).is(cPron) && p > 0 && s.clauseAhead(r.lo) {
			return run{} // Doe, who calls it “a mess,” said she would go
		}
		if s.at(r.lo).is(cObj) && !s.at(r.lo).is(cPron) {
			return run{}
		}
		return r
	}
	next := s.at(r.hi)
	if s.at(p - 1).is(cStretch) {
		return r
	}
	if s.splitBy(r.hi) > 0 && !s.clauseIn(0, p) {
		return r // Doe, said Roe, would go
	}
	if n := s.segment(p); n > 0 && s.apposes(n, p) && !s.mainBefore(n, p, r.hi) || !s.clauseIn(0, p) {
		return run{}
	}
	if !(next.is(cPunct|cTime) || r.hi >= len(s.toks) || next.is(cPrep) && !s.clauseAhead(r.hi)) || s.clauseAhead(i+1) && !next.is(cPunct) {
		return run{}
	}
	return r
}

// describedBefore returns where the clause of saying begins whose speaker, at token unit, is
// described before the name: , a spokeswoman, Jane Doe, said.
func (s *phrases) describedBefore(unit int) int {
	if !s.sign(unit-1, ',') || s.mentionType(unit) != "PERSON" {
		return unit
	}
	n := s.segment(unit - 1)
	if s.sign(n-1, ',') && s.at(n).is(cDet|cPoss) && !s.at(n).is(cCap) && s.at(unit-2).is(cPerson) && unit-1-n < 6 && s.clauseIn(0, n-1) {
		return n
	}
	return unit
}

// splitBy returns where the clause goes on that is split by a clause of saying which ends
// before token k: its verb follows a comma, or a relative clause about the speaker. It
// returns 0 if no clause is split.
func (s *clauses) splitBy(k int) int {
	if s.sign(k, ',') && s.at(k+1).is(cWho) {
		k = s.segmentEnd(k + 1)
	}
	if !s.sign(k, ',') {
		return 0
	}
	n := k + 1
	for s.adverb(n) {
		n++
	}
	if t := s.at(n); t.is(auxiliary) && !t.is(cCap|cPron) || s.finite(n) && t.verb == 0 {
		return k + 1
	}
	return 0
}

// mainBefore reports whether the segment [n, p) before a verb of saying belongs to a
// clause that is complete, though it could hang on a name: where they came, the race was
// close, said Doe. The speaker ends before token hi.
func (s *clauses) mainBefore(n, p, hi int) bool {
	if s.at(n).is(cDet|cPoss) && s.clauseIn(n, s.untilWho(n, p)) {
		return true
	}
	first := s.segmentEnd(0)
	return first < n && s.untilWho(0, first) == first && s.clauseIn(1, first) && !s.clauseIn(hi, len(s.toks))
}

// untilWho returns the first word that begins a relative clause in [lo, hi), or hi.
func (s *tagged) untilWho(lo, hi int) int {
	for k := lo; k < hi; k++ {
		if s.at(k).is(cWho | cWh) {
			return k
		}
	}
	return hi
}

// clauseIn reports whether a finite verb is in [lo, hi).
func (s *phrases) clauseIn(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if t := s.at(k); t.is(auxiliary) || s.finite(k) || k > lo && t.is(cEd) && !t.is(cCap) || k > lo && t.is(cPlural) && !t.is(cCap|cPerson|cGroup) && s.at(k-1).is(cPron|cCap|cPerson) {
			return true
		}
	}
	return false
}

// fronted gives a the words before token unit as content, and those after token
// k if the sentence goes on with them: “…,” Doe said, “…”.
func (s *sentence) fronted(a *attribution, unit, k int, inverted bool) {
	hi := unit
	for hi > 0 && s.at(hi-1).is(cPunct) && !s.sign(hi-1, ')') {
		hi--
	}
	lo := 0
	if s.at(hi - 1).is(cStretch) {
		lo = s.speechStart(hi - 1)
	} else if len(s.found) > 0 { // Doe said it was over, adding it was late, he said
		if last := &s.found[len(s.found)-1]; last.cue.lo > 0 && last.content[len(last.content)-1].hi < hi {
			lo = 0
		}
	}
	for lo < hi && s.at(lo).is(cConj) {
		lo++
	}
	if lo < hi {
		a.content = append(a.content, run{lo, hi})
		a.direct = s.at(hi-1).is(cStretch) && s.at(lo).is(cStretch)
	}
	rest := 0
	if inverted && len(a.content) > 0 && !a.direct {
		rest = s.splitBy(k)
	}
	if rest == 0 {
		s.resumed(a, k, inverted)
	} else if end := s.lastWord(rest); end > rest {
		a.content = append(a.content, run{rest, end})
	}
}

// speechStart returns the first token of the content that ends with the stretch
// at k: the stretch itself where it is the whole beginning of its sentence or
// follows other speech, else the start of the clause that it completes.
func (s *clauses) speechStart(k int) int {
	if k == 0 || s.at(k-1).is(cStretch) || s.sign(k-1, '(') {
		return k
	}
	if s.at(0).is(cStretch) {
		return 0
	}
	lo := k
	for lo > 0 && !(s.sign(lo-1, ':') || s.sign(lo-1, ';') || s.sign(lo-1, '—')) {
		lo--
	}
	return lo
}

// resumed adds what is said after the clause of saying, which ends before k;
// behind an inverted source only words between marks, as what is behind a
// comma there is about the source.
func (s *sentence) resumed(a *attribution, k int, inverted bool) {
	for n := k; n < len(s.toks) && n < k+40; n++ {
		t := s.at(n)
		if t.is(cStretch) {
			if p := s.at(n - 1); p.is(cPunct) || s.word(n-1, "that") || n == k {
				a.content = append(a.content, run{n, s.speechEnd(n)})
			}
			return
		}
		if t.verb != 0 && t.form&^(noun|adjective|base) != 0 && n > k && !t.is(cCap) {
			return
		}
		if s.sign(n, ',') && !a.direct && !inverted {
			rest := s.at(n + 1)
			if rest.is(cIng|cWho|cConj|cPrep|cStretch) && !rest.is(cSub) || n+1 >= len(s.toks) {
				if rest.is(cStretch) {
					continue
				}
				return
			}
			if end := s.lastWord(n + 1); end > n+1 {
				a.content = append(a.content, run{n + 1, end})
			}
			return
		}
	}
}
