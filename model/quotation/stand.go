package quotation

// addPassiveStance adds what a passive verb that takes a side tells of: the plan was
// condemned by Doe, a plan backed by Doe. Its content is whom or what it happens to.
func (s *sentence) addPassiveStance(a *attribution, i int, v voice) bool {
	var object run
	if k := s.firstPassive(i); v == reduced && k >= 0 { // welcomed by some but opposed by others
		object = s.finiteSubject(s.group(k))
	} else if v == reduced {
		object = s.leftPhrase(s.back(i))
	} else {
		object = s.finiteSubject(s.group(i))
	}
	if object.hi-object.lo == 1 && s.at(object.lo).is(cWho) && object.lo > 0 { // the law, which is opposed by Doe
		at := object.lo - 1
		if s.sign(at, ',') {
			at--
		}
		object = s.leftPhrase(at)
	}
	if object.empty() || s.at(object.lo).is(cWho) || s.at(object.lo).is(cPron) && !s.at(object.lo).is(cDet) {
		return false
	}
	a.content, a.kind, a.why = []run{object}, Phrase, inPassive
	s.add(*a)
	return true
}

// firstPassive returns the passive verb with which the participle at i shares its subject,
// -1 if none: was welcomed by some but opposed by others.
func (s *phrases) firstPassive(i int) int {
	if !s.at(i - 1).is(cConj) {
		return -1
	}
	for k := i - 2; k > 0 && k > i-10 && !s.at(k).is(cStretch); k-- {
		if t := s.at(k); t.verb != 0 && t.form&participle != 0 && s.at(s.back(k)).is(cBe) && s.word(k+1, "by") {
			return k
		}
	}
	return -1
}

// addGap adds the object of the verb at i where it precedes its clause, which begins with
// token unit: a plan the council has criticised, which Doe opposes.
func (s *sentence) addGap(a *attribution, unit, i int, l *lemma) bool {
	next := i + 1
	if s.isOneOf(next, l.preps) {
		a.cue.hi, next = next+1, next+1
	}
	for s.adverb(next) || s.at(next).is(cTime) {
		next++
	}
	if t := s.at(next); !t.is(cPunct|cConj) && !s.finite(next) && !t.is(cPrep) {
		return false
	}
	if a.source.empty() || a.source.hi > i || unit != a.source.lo || s.at(unit).is(cWho) {
		return false
	}
	at := unit - 1
	if s.at(at).is(cWho) && !s.word(at, "who") {
		if at--; s.sign(at, ',') {
			at--
		}
	} else if s.at(at).is(cPunct) || !s.at(unit).is(cDet|cPoss|cPron|cCap) && !s.at(i-1).is(auxiliary) {
		return false
	}
	object := s.leftPhrase(at)
	if object.empty() || s.at(at).is(cTime|cPron|cCap) || s.at(at-1).is(cPrep) && !s.at(at).is(cSource) {
		return false
	}
	a.content, a.kind, a.why = []run{object}, Phrase, inRelative
	s.add(*a)
	return true
}

// blamed returns who does what the participle at i says where it gives the reason
// of a judgement: Doe rebuked Roe for mocking the plan. Empty elsewhere.
func (s *subjects) blamed(i int) run {
	if !s.word(i-1, "for") && !s.word(i-1, "of") {
		return run{}
	}
	for k := i - 2; k > 0 && k > i-9 && !s.at(k).is(cPunct|cStretch|cConj|cSub|cPrep); k-- {
		t := s.at(k)
		if t.verb == 0 || t.is(cCap|cOwner) || t.form&(past|third|base) == 0 || s.lex.lemmas[t.verb].frame&fStand == 0 {
			continue
		}
		if k == i-2 || t.form&participle != 0 && s.at(s.back(k)).is(cBe) {
			return run{} // was blamed for: of the passive's subject
		}
		return run{k + 1, i - 1}
	}
	return run{}
}

// subjectItself reports whether the participle at i, the first word of its
// sentence, is the subject: Backing the plan, Doe says, will change nothing.
func (s *phrases) subjectItself(i int) bool {
	commas := 0
	for k := i + 1; k < len(s.toks); k++ {
		if s.sign(k, ',') {
			commas++
			if n := s.at(k + 1); commas > 1 && (n.is(auxiliary) && !n.is(cCap) || s.finite(k+1)) {
				return true
			}
		}
	}
	return false
}

// addAgainst adds what somebody is against, or does something against: filed a
// complaint against the mayor, spoke out against the plan.
func (s *sentence) addAgainst(i int) {
	if !s.startsPhrase(i + 1) {
		return
	}
	a := attribution{cue: run{i, i + 1}, word: "against", voice: finite}
	if p := s.back(i); s.at(p).is(cBe) && !s.at(p).is(cCap) {
		a.source = s.finiteSubject(s.group(i))
	} else {
		a.source = s.fighter(i)
	}
	s.addSide(a, complement{i + 1, phraseComplement, -1}, i)
}

// fighter returns who does what the words before against at token i say.
func (s *sentence) fighter(i int) run {
	for k := i - 1; k >= 0 && k > i-5; k-- {
		t := s.at(k)
		if t.is(cPunct|cStretch|cConj|cSub|cWho) || t.is(cPrep) && k < i-1 && !t.is(cAdv) {
			return run{}
		}
		if !t.is(cFights) || t.is(cCap) {
			continue
		}
		lo := s.leftBase(k)
		for n := k - 1; n >= lo; n-- {
			if s.at(n).is(cOwner) {
				return run{lo, n + 1} // Doe’s war against
			}
		}
		return s.nearestSubject(k + 1)
	}
	return run{}
}

// addFor adds what somebody does something in support of.
func (s *sentence) addFor(i int) {
	n := i + 1
	if s.at(n).is(cLy) || s.word(n, "strong") || s.word(n, "full") {
		n++
	}
	of := s.word(n+1, "of") && (s.word(n, "support") || s.word(n, "favor") || s.word(n, "favour") || s.word(n, "defense") || s.word(n, "defence") || s.word(n, "praise"))
	with := s.word(n+1, "with") && s.word(n, "solidarity")
	if !of && !with || i == 0 || !s.startsPhrase(n+2) {
		return
	}
	a := attribution{cue: run{i, n + 2}, word: "support", voice: finite}
	a.source = s.nearestSubject(i)
	s.addSide(a, complement{n + 2, phraseComplement, n + 1}, n+1)
}

// addSide adds an attribution whose source is somebody.
func (s *sentence) addSide(a attribution, c complement, i int) {
	if a.source.empty() || s.word(a.source.lo, "it") || s.word(a.source.lo, "there") {
		return
	}
	s.addForward(a, c, i)
}

// addPartisan adds whom or what somebody is called a critic or a supporter of: Doe,
// a critic of the plan, left.
func (s *sentence) addPartisan(i int) {
	if !s.word(i+1, "of") {
		s.addRival(i)
		return
	}
	if s.at(i).is(cCap|cOwner) || !s.startsPhrase(i+2) {
		return
	}
	lo := s.leftBase(i)
	lo = s.oneOf(lo)
	a := attribution{cue: run{i, i + 2}, word: partisan(s.text[s.at(i).start:s.at(i).end]), voice: finite}
	switch p := s.back(lo); {
	case s.sign(lo-1, ',') && lo > 1:
		a.source = s.leftPhrase(lo - 2)
	case s.at(p).is(cBe) && !s.at(p).is(cCap):
		a.source = s.finiteSubject(s.group(lo))
	case s.word(p, "as") && !s.at(p-1).is(cPunct):
		a.source = s.nearestSubject(p) // has emerged as a critic of
	}
	if !a.source.empty() && !s.at(a.source.lo).is(cWho) {
		s.addForward(a, complement{i + 2, phraseComplement, i + 1}, i)
	}
}
