package quotation

// subject returns who does what the verb at i says.
func (s *subjects) subject(i int, v voice) run {
	switch v {
	case finite:
		return s.finiteSubject(s.group(i))
	case infinitive:
		return s.controller(s.group(i) - 1)
	case attached:
		return s.attachedSubject(i)
	case free:
		if r := s.blamed(i); !r.empty() {
			return r
		}
		if s.word(s.back(i), "as") { // was quoted as saying
			return s.controller(s.back(i))
		}
		if s.at(s.back(i)).is(cConj) { // tweeting that it was and asking
			for n := len(s.found) - 1; n >= 0; n-- {
				if f := &s.found[n]; s.at(f.cue.lo).form&ing != 0 && !f.source.empty() && f.source.hi <= i {
					return f.source
				}
			}
		}
		return s.mainSubject(i)
	case passive, reduced:
		return s.agent(i)
	}
	return run{}
}

// attachedSubject returns the noun before a participle; for a writing it is who
// wrote it: Doe’s letter saying, Doe sent a letter saying.
func (s *subjects) attachedSubject(i int) run {
	p := s.back(i)
	if t := s.at(p); s.finite(p) || t.is(cEd) && !t.is(cCap) && p > 0 && s.verbal(p) && !s.nominalHead(p) || t.verb != 0 && t.form&(past|third) != 0 && !t.is(cCap) {
		return s.finiteSubject(s.group(p)) // began talking about
	}
	r := s.leftPhrase(p)
	if r.empty() {
		return r
	}
	if first := s.leftBase(p); first > r.lo && s.at(first-1).is(cPrep) && (s.paper(p) || s.at(p).is(cWriting)) && s.at(first-2).is(cPerson|cGroup|cPlural) && !s.several(first-2) {
		return run{} // told them of the letter accusing
	}
	head := r.lo
	for head+1 < r.hi && (!s.at(head+1).is(cPrep|cPunct) || s.word(head+1, "of") && s.several(head)) {
		head++
	}
	sided := s.lex.lemmas[s.at(i).verb].frame&fStand != 0
	if !s.at(head).is(cWriting) && !s.spent(r, head) && !(sided && s.paper(head)) {
		return r
	}
	for k := head; k >= r.lo; k-- {
		if s.at(k).is(cOwner | cPoss) {
			return run{r.lo, k + 1}
		}
	}
	k := r.lo - 1
	for n := head - 1; n > r.lo; n-- {
		if s.light(n) {
			k = n // sixty mayors issued statements
			break
		}
	}
	for k > 0 && (s.at(k).is(cPrep) || s.adverb(k) || s.at(k).is(cNumber) && !s.at(k).is(cCap)) {
		k--
	}
	if t := s.at(k); k > 0 && !t.is(cCap|cPunct) && (s.finite(k) || t.is(cEd|cLight) || t.verb != 0) {
		if owner := s.finiteSubject(s.group(k)); !owner.empty() {
			return owner
		}
	}
	return r
}

// emphatic reports whether token j only stresses the noun before it: himself.
func (s *phrases) emphatic(j int) bool {
	return (s.word(j, "himself") || s.word(j, "herself") || s.word(j, "themselves") || s.word(j, "itself")) && s.nominalHead(j-1)
}

// several reports whether token i is a noun that only tells how many: a series of.
func (s *tagged) several(i int) bool {
	for _, w := range [...]string{"series", "number", "string", "spate", "flurry", "barrage", "handful", "dozens", "couple", "pair", "lot"} {
		if s.word(i, w) {
			return true
		}
	}
	return false
}

// paper reports whether token i is something in which whoever made it takes a side.
func (s *subjects) paper(i int) bool {
	for _, w := range [...]string{"report", "complaint", "lawsuit", "ad", "ads", "article", "articles", "brief", "resolution", "petition", "video", "song", "book", "reply", "posts", "speeches", "remarks", "ruling", "letters"} {
		if s.word(i, w) {
			return true
		}
	}
	return false
}

// spent reports whether a phrase is of money, time or effort, which does nothing by
// itself: spent millions of dollars attacking.
func (s *subjects) spent(r run, head int) bool {
	if s.at(head).is(cCap) {
		return false
	}
	for _, w := range [...]string{"million", "millions", "billions", "dollars", "money", "years", "months", "weeks", "days", "hours", "time", "decades", "lawsuit", "ad", "ads", "headlines", "trouble", "career"} {
		if s.word(head, w) || s.word(r.hi-1, w) {
			return true
		}
	}
	return false
}

// finiteSubject returns the subject that ends before token g, the first of a
// verb group.
func (s *subjects) finiteSubject(g int) run {
	j := g - 1
	t := s.at(j)
	if t.is(cTime) && j > 0 { // had last month said
		if k := s.headEnd(j); k < j && s.at(k).is(auxiliary) && !s.at(k).is(cCap) {
			return s.finiteSubject(s.group(k))
		}
	}
	switch {
	case j < 0:
		return run{}
	case j > 0 && s.emphatic(j): // the minister himself said
		return s.finiteSubject(j)
	case t.is(cStretch) && j > 0 && lastSign(s.text, t.span()) == ',':
		for k := j; k > 1; k-- { // Doe, who calls it “a mess,” said
			if s.at(k).is(cWho) && s.sign(k-1, ',') {
				return s.leftPhrase(k - 2)
			}
		}
		return run{}
	case t.is(cStretch), t.is(cPunct) && t.sign != ',' && t.sign != '—' && t.sign != ')':
		return run{}
	case t.is(cPunct) && t.sign != ')':
		return s.beyondApposition(j)
	case t.is(cConj):
		return s.sharedSubject(g)
	case s.word(j, "who") || s.word(j, "which"):
		return run{j, j + 1}
	case s.word(j, "that"):
		return run{j, j + 1}
	}
	if j > 0 && (s.word(j, "both") || s.word(j, "all") || s.word(j, "each")) && s.nominalHead(j-1) { // Doe and Roe both said
		return s.beyondRelative(j - 1)
	}
	if k := s.headEnd(j); k < j && k > 2 && (s.sign(j, ')') || s.at(j).is(cTime)) { // Doe, the head of Roe & Co. (ROE), said
		if seg := s.segment(k + 1); seg > 1 && s.sign(k+1, '(') && s.sign(seg-1, ',') && s.at(seg).is(cDet) && s.mentionType(seg-2) != "" {
			return s.leftPhrase(seg - 2)
		}
	}
	return s.beyondRelative(j)
}
