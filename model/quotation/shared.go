package quotation

// sharedSubject returns the subject that a verb at g, after a conjunction,
// shares with the verb before it.
func (s *subjects) sharedSubject(g int) run {
	for n := len(s.found) - 1; n >= 0; n-- {
		f := &s.found[n]
		if f.voice != finite || f.cue.lo >= g || f.source.empty() || f.source.hi > g || s.sealed(f, g) || s.introduces(f.cue.lo) && s.comma(f.cue.hi, g) {
			continue
		}
		// Doe said he welcomed it and added: the outermost clause that ends here.
		for m := range n {
			if o := &s.found[m]; o.voice == finite && !o.source.empty() && o.source.hi <= g && o.content[len(o.content)-1].hi == f.content[len(f.content)-1].hi && !s.at(o.source.lo).is(cWho) {
				return o.source
			}
		}
		return f.source
	}
	return s.nearestSubject(g)
}

// sealed reports whether the attribution f is in a relative clause that a
// comma before g closes.
func (s *subjects) sealed(f *attribution, g int) bool {
	if f.source.hi-f.source.lo != 1 || !s.at(f.source.lo).is(cWho) {
		return false
	}
	return s.comma(f.cue.hi, g)
}

// comma reports whether a comma is in [lo, hi).
func (s *subjects) comma(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if s.sign(k, ',') {
			return true
		}
	}
	return false
}

// mainSubject returns the subject of the clause that a participle at i hangs on.
func (s *subjects) mainSubject(i int) run {
	for n := range s.found { // the outermost clause of saying that reaches to i
		f := &s.found[n]
		if f.voice == finite && f.cue.lo < i && !f.source.empty() && f.source.hi <= i && !s.at(f.source.lo).is(cWho) && !s.introduces(f.cue.lo) && !s.subordinate(f, i) {
			if s.leaves(f.cue.hi, i) {
				break
			}
			return f.source
		}
	}
	return s.nearestSubject(i)
}

// subordinate reports whether the attribution f is in a clause of its own that a comma
// before token i closes: Last May, after Doe spoke, Roe left, saying.
func (s *subjects) subordinate(f *attribution, i int) bool {
	k := f.source.lo - 1
	switch {
	case s.word(k, "after"), s.word(k, "before"), s.word(k, "while"), s.word(k, "when"), s.word(k, "since"), s.word(k, "as"), s.word(k, "although"), s.word(k, "though"):
	default:
		return false
	}
	return s.sign(k-1, ',') && s.comma(f.cue.hi, i)
}

// leaves reports whether a clause of its own begins between two tokens, behind a
// comma: , though he used other words, saying
func (s *subjects) leaves(lo, hi int) bool {
	for k := lo; k+1 < hi; k++ {
		if s.sign(k, ',') && s.at(k+1).is(cConj|cSub) && !s.word(k+1, "and") && !s.word(k+1, "or") && !s.word(k+1, "that") && !s.word(k+1, "if") {
			return true
		}
	}
	return false
}

// nearestSubject returns the subject of the last finite verb before i outside a
// relative clause, else the first phrase of the sentence.
func (s *subjects) nearestSubject(i int) run {
	for k := min(i, len(s.toks)) - 1; k > 0; k-- {
		t := s.at(k)
		if !(s.finite(k) || t.is(cEd) && !t.is(cCap) && s.verbal(k)) {
			continue
		}
		if r := s.finiteSubject(s.group(k)); !r.empty() && r.hi <= i && !s.at(r.lo).is(cWho) && !s.word(r.lo-1, "that") {
			return r
		}
	}
	return s.firstPhrase(i)
}

// firstSubject returns the subject of the first finite verb that is in no
// relative or introductory clause.
func (s *subjects) firstSubject() run {
	for k := 1; k < len(s.toks); k++ {
		t := s.at(k)
		if !s.finite(k) && !(t.is(cEd) && !t.is(cCap) && s.verbal(k)) || s.introduces(k) {
			continue
		}
		if r := s.finiteSubject(s.group(k)); !r.empty() && !s.at(r.lo).is(cWho) {
			return r
		}
	}
	return s.firstPhrase(len(s.toks))
}

// firstPhrase returns the first noun phrase before token i, past what introduces
// the sentence.
func (s *subjects) firstPhrase(i int) run {
	k := 0
	for k < i && (s.at(k).is(cConj) || s.adverb(k) || s.sign(k, ',')) {
		k++
	}
	if s.at(k).is(cPrep|cSub|cIng) || i == 0 { // an introductory phrase ends with a comma
		for k < len(s.toks)-1 && !s.sign(k, ',') {
			k++
		}
		k++
	}
	return s.rightPhrase(k)
}

// controller returns the subject of the verb, noun or adjective that governs
// the infinitive before token j (to, as).
func (s *subjects) controller(j int) run {
	if t := s.at(j - 1); t.is(cObj|cPerson|cPlural) && !t.is(cThing) && !s.finite(j-1) || t.is(cCap) && j > 1 || t.is(cPron) && s.at(j-2).verb != 0 {
		if r := s.leftPhrase(j - 1); !r.empty() && s.at(r.lo-1).is(cIng|cEd|cPlural|cPrep) || s.at(r.lo-1).verb != 0 {
			return r // forced Doe to say
		}
	}
	if r := s.owner(j - 1); !r.empty() {
		return r // Doe’s decision to say
	}
	for k := j - 1; k >= 0 && j-k < 7; k-- {
		t := s.at(k)
		if t.is(cPunct|cStretch) && t.sign != ',' {
			break
		}
		if t.verb != 0 && !t.is(cOwner) && t.form&(past|third|base|ing|participle) != 0 || t.is(auxiliary) && !t.is(cCap) || t.is(cEd) && !t.is(cCap) {
			if r := s.finiteSubject(s.group(k)); !r.empty() && r.hi <= j {
				return r
			}
		}
	}
	return s.mainSubject(j)
}

// owner returns whose the noun at token i is, if an act of somebody may follow it: Doe’s
// decision, her refusal.
func (s *subjects) owner(i int) run {
	switch t := s.at(i); {
	case t.is(cCap | cPunct | cStretch | cTime | cSource), !s.nominalHead(i):
		return run{}
	}
	word := s.text[s.at(i).start:s.at(i).end]
	for _, w := range [...]string{"decision", "refusal", "willingness", "unwillingness", "failure", "plan", "plans", "promise", "pledge", "vow", "threat", "attempt", "effort", "efforts", "call", "move", "reluctance", "bid", "desire", "right"} {
		if word != w {
			continue
		}
		lo := s.leftBase(i)
		for k := i - 1; k >= lo; k-- {
			if s.at(k).is(cOwner | cPoss) {
				return run{lo, k + 1}
			}
		}
	}
	return run{}
}

// agent returns the phrase after by in the passive, if it is there.
func (s *subjects) agent(i int) run {
	for k := i + 1; k < len(s.toks) && k < i+12; k++ {
		if s.at(k).is(cPunct | cStretch | cSub) {
			break
		}
		if s.word(k, "by") {
			return s.rightPhrase(k + 1)
		}
	}
	return run{}
}
