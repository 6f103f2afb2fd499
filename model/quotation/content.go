package quotation

// contentEnd returns where the content that begins with token k ends. cue is
// the word of saying, v how it is used.
func (s *clauses) contentEnd(c complement, cue int, subject run) int {
	if c.kind == speechComplement && s.at(c.at).is(cStretch) {
		return s.speechEnd(c.at)
	}
	opening := s.introduces(cue)
	relative := subject.hi-subject.lo == 1 && s.at(subject.lo).is(cWho) && !s.at(subject.lo).is(cCap) && !s.word(subject.lo, "that")
	short := c.kind == phraseComplement || c.kind == infinitiveComplement
	parens := 0
	for k := c.at + 1; k < len(s.toks); k++ {
		t := s.at(k)
		switch {
		case s.sign(k, '('):
			parens++
		case s.sign(k, ')'):
			if parens == 0 {
				return k
			}
			parens--
		case parens > 0:
		case s.sign(k, ','):
			if s.breaksOff(k+1, cue, short) || s.saidAfter(k+1) || opening && s.startsPhrase(k+1) && s.clauseAhead(k+1) || relative && s.closesRelative(k+1) {
				return k
			}
			if c.kind == phraseComplement && s.endsPhrase(k+1) {
				return k
			}
		case opening && t.is(cStretch) && lastSign(s.text, t.span()) == ',' && s.startsPhrase(k+1) && s.clauseAhead(k+1):
			return k + 1
		case s.sign(k, ';'):
			if !s.at(c.at).is(cStretch) {
				return k
			}
		case t.is(cConj) && s.newCue(k+1, cue):
			return k
		case relative && (s.sign(k, '-') || s.sign(k, '–') || s.sign(k, '—')) && s.closesRelative(k+1):
			return k
		case s.word(k, "according") && s.word(k+1, "to"):
			return k
		case c.kind == phraseComplement && (s.word(k, "while") || s.word(k, "when") || s.word(k, "after") || s.word(k, "before") && !s.at(k-1).is(cDet)):
			return k
		case c.kind == phraseComplement && k > c.at+1 && t.verb != 0 && t.is(cIng) && s.at(k-1).is(cTime):
			return k
		}
	}
	return s.lastWord(c.at)
}

// introduces reports whether the cue is in a clause that comes before the
// main clause of its sentence: When Doe asked about it, Roe said.
func (s *clauses) introduces(cue int) bool {
	k := 0
	for k < cue && (s.at(k).is(cConj) && !s.at(k).is(cSub) || s.sign(k, ',')) {
		k++
	}
	t := s.at(k)
	return k <= cue && (t.is(cSub) && !s.word(k, "that") || s.word(k, "despite") || t.verb != 0 && t.form&(ing|participle) != 0 ||
		s.word(k, "after") || s.word(k, "before") || t.is(cIng) && t.verb == 0)
}

// lastWord returns the end of the sentence without its closing punctuation.
func (s *clauses) lastWord(lo int) int {
	hi := len(s.toks)
	for hi > lo && s.at(hi-1).is(cPunct) && !s.sign(hi-1, ')') {
		hi--
	}
	return hi
}

// speechEnd returns the end of the stretches that follow each other from k on.
func (s *clauses) speechEnd(k int) int {
	end := k + 1
	for {
		n := end
		for s.sign(n, ',') || s.at(n).is(cConj) || s.sign(n, '.') {
			n++
		}
		if n == len(s.toks) || !s.at(n).is(cStretch) || n-end > 2 {
			return end
		}
		end = n + 1
	}
}

// breaksOff reports whether what follows a comma at token k ends the content:
// another word of saying by the same speaker, or the article's own voice.
func (s *clauses) breaksOff(k, cue int, short bool) bool {
	if s.word(k, "according") {
		return true
	}
	for s.adverb(k) {
		k++
	}
	t := s.at(k)
	if t.verb != 0 && t.form&ing != 0 && s.lex.lemmas[t.verb].frame&(fQuote|fThat|fNoun) != 0 {
		return true
	}
	if t.is(cConj) && s.newCue(k+1, cue) {
		return true
	}
	return short && (s.word(k, "but") || s.word(k, "while") || s.word(k, "although") || s.word(k, "though"))
}

// saidAfter reports whether token k begins a clause of saying that ends its
// sentence or is between commas: , Doe said.
func (s *clauses) saidAfter(k int) bool {
	v := k
	if t := s.at(k); t.verb == 0 || t.form&past == 0 {
		v = s.rightPhrase(k).hi
	}
	t := s.at(v)
	if t.verb == 0 || v < k || t.form&(past|third) == 0 || s.lex.lemmas[t.verb].frame&(fThat|fQuote) == 0 || t.is(cCap) {
		return false
	}
	end := v + 1
	if v == k {
		end = s.rightPhrase(k + 1).hi
	}
	return end > k && (end >= len(s.toks) || s.at(end).is(cPunct|cTime))
}

// newCue reports whether the verb at token k is coordinated with the cue: the
// same form, and a word of saying.
func (s *clauses) newCue(k, cue int) bool {
	for s.adverb(k) || s.at(k).is(cHave) {
		k++
	}
	t, c := s.at(k), s.at(cue)
	if t.verb == 0 || t.is(cCap) {
		return false
	}
	if s.lex.lemmas[t.verb].frame&fNounToo != 0 && t.form&(base|third) != 0 && !s.opensComplement(k) {
		return false
	}
	return t.form&c.form&(past|third|ing) != 0
}

// closesRelative reports whether what follows a comma is the verb of the clause
// around a relative clause.
func (s *clauses) closesRelative(k int) bool {
	for s.adverb(k) {
		k++
	}
	t := s.at(k)
	return t.is(auxiliary) && !t.is(cPron) || s.finite(k) || t.is(cEd) && !t.is(cCap)
}

// endsPhrase reports whether a comma before token k ends a noun phrase: all but
// the commas of a list or a relative clause do.
func (s *clauses) endsPhrase(k int) bool {
	return s.at(k).is(cConj) && s.clauseAhead(k+1) || s.at(k).is(cPrep|cSub|cPron|cIng)
}
