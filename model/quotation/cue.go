package quotation

import "slices"

// findCues analyses the sentence: every word of saying with its source and its
// content, in text order.
func (s *sentence) findCues() {
	s.found = s.found[:0]
	s.headline = s.mostlyCapital()
	for i := range s.toks {
		t := s.at(i)
		switch {
		case t.verb != 0 && t.form&^(noun|adjective) != 0:
			v := s.voice(i)
			if v == passive && t.form&adjective != 0 && !s.word(i+1, "by") {
				s.addAdjective(i, t.noun)
				continue
			}
			if v != noVerb {
				s.addVerb(i, v)
				continue
			}
			if t.noun != 0 {
				s.addNoun(i)
			}
		case t.verb != 0 && t.form&adjective != 0:
			s.addAdjective(i, t.verb)
		case t.noun != 0:
			s.addNoun(i)
		case t.is(cPartisan):
			s.addPartisan(i)
		case s.word(i, "according") && s.word(i+1, "to"):
			s.addAccording(i)
		case t.is(cPrep):
			s.addPreposition(i)
		case s.sign(i, ':'):
			s.addColon(i)
		case t.is(cEd) && !t.is(cCap):
			s.addUnknown(i)
		}
	}
	s.dropBare()
}

// addPreposition adds what a preposition tells of with the words beside it.
func (s *sentence) addPreposition(i int) {
	switch {
	case s.word(i, "in"):
		s.addSurvey(i)
		s.addWords(i)
		s.addFor(i)
	case s.word(i, "against"):
		s.addAgainst(i)
	default:
		s.addSiding(i)
	}
}

// dropBare drops the attributions without a source that lie within the content of
// one that has a source: was intended to help, in what Doe insisted on.
func (s *sentence) dropBare() {
	kept := s.found[:0]
	for i := range s.found {
		a := s.found[i]
		bare := a.source.empty() && a.voice == passive
		if bare && slices.ContainsFunc(kept, func(o attribution) bool {
			return !o.source.empty() && o.content[0].lo <= a.cue.lo && a.content[0].hi <= o.content[len(o.content)-1].hi
		}) {
			continue
		}
		kept = append(kept, a)
	}
	s.found = kept
}

func (s *tagged) mostlyCapital() bool {
	words, capital := 0, 0
	for i := range s.toks {
		if t := s.at(i); !t.is(cPunct | cStretch | cNumber) {
			words++
			if t.is(cCap) {
				capital++
			}
		}
	}
	return words > 2 && 3*capital >= 2*words
}

func (s *sentence) add(a attribution) {
	if len(a.content) > 0 {
		s.found = append(s.found, a)
	}
}

func (s *sentence) addVerb(i int, v voice) {
	l := &s.lex.lemmas[s.at(i).verb]
	a := attribution{cue: run{i, i + 1}, word: l.word, voice: v}
	if s.saysNothing(i, l.word, v) {
		return
	}
	if inverted := s.inverted(i, v, l.frame); !inverted.empty() {
		a.source = inverted
		a.why = byInverted
		s.fronted(&a, i, inverted.hi, true)
		s.add(a)
		return
	}
	a.source = s.subject(i, v)
	unit := i
	if !a.source.empty() && a.source.hi <= i {
		unit = min(s.group(i), a.source.lo)
	}
	if v == finite && l.frame&fQuote != 0 {
		unit = s.describedBefore(unit)
	}
	if l.frame&fStand != 0 && (v == passive || v == reduced) && !a.source.empty() && s.addPassiveStance(&a, i, v) {
		return
	}
	if (v == passive || v == reduced) && l.frame&fQuote != 0 && s.addReportedBy(&a, i, v) {
		return
	}
	from, goes := s.behindAgent(&a, i, v, l)
	if !goes || v == reduced {
		return
	}
	c := s.complement(i, l.frame, l.preps, from)
	if verb, is := s.ofRelative(unit, i); is && l.frame&fThat != 0 && v == finite {
		s.addForward(a, complement{verb, clauseComplement, -1}, i)
		s.closeRelative(verb)
		return
	}
	if s.at(i).is(cJudges) && v == finite && s.at(i+1).is(cObj) && s.behindSpeech(unit) >= 0 && s.at(i+2).is(cPunct) {
		a.why = cueAfter // “tone-deaf”, Doe called it
		s.fronted(&a, unit, i+1, false)
		s.add(a)
		return
	}
	if l.frame&(fQuote|fThat) != 0 && v == finite && s.word(unit-1, "as") && s.asSaid(&a, unit-1, i+1) {
		return
	}
	if s.reportsBefore(&c, v, l.frame, unit, i) {
		a.why = cueAfter
		s.fronted(&a, unit, i+1, false)
		s.add(a)
		return
	}
	if c.kind == noComplement && v == finite && l.frame&(fNoun|fStand) != 0 && s.addGap(&a, unit, i, l) {
		return
	}
	if c.kind != noComplement && !(v == passive && a.source.empty() && l.frame&fStand != 0 && c.kind == phraseComplement) { // was blamed on the rain
		s.addForward(a, c, i)
	}
}

// behindAgent returns where the content of the verb at i may begin, behind the agent of a
// passive. It reports false where the verb takes none there, or where it was added.
func (s *sentence) behindAgent(a *attribution, i int, v voice, l *lemma) (from int, goes bool) {
	if v != passive || !s.word(i+1, "by") {
		return i + 1, true
	}
	from = a.source.hi
	if s.word(from, "as") && len(l.preps) > 0 { // was described by Doe as
		s.addForward(*a, complement{from + 1, phraseComplement, from}, i)
		return from, false
	}
	return from, from > i && l.frame&(fAddressee|fQuote) != 0
}

// reportsBefore reports whether the clause of saying that begins with token unit
// is after what it reports, whatever its complement c looks like: “…,” Doe
// said when asked. It clears c where it is none.
func (s *sentence) reportsBefore(c *complement, v voice, fr frame, unit, i int) bool {
	speech := s.behindSpeech(unit)
	introductory := s.at(0).is(cPrep|cSub|cConj|cIng) || s.adverb(0)
	behind := speech == 0
	if speech > 0 && !(introductory && c.kind == speechComplement) {
		behind = c.kind != clauseComplement || s.at(speech-1).is(cPunct|cStretch|cConj)
	}
	if v == infinitive && s.at(0).is(cStretch) && s.word(i-1, "to") && unit < i-1 && s.at(unit).is(cPron|cCap) && speech >= 0 && fr&fQuote != 0 {
		*c = complement{} // “…,” Doe likes to say
		return true
	}
	if v != finite && !(v == free && behind && !s.sign(i-1, ',')) { // Doe is quoted as saying
		return false
	}
	if fr&fQuote != 0 && behind {
		*c = complement{}
	}
	speaks := s.at(c.at).is(cStretch)
	switch {
	case c.kind != noComplement && !behind && speaks && (introductory || beginsSentence(s.text, s.at(c.at))):
		return false // In May, Doe said, “…”
	case c.kind != noComplement && c.kind != speechComplement && !speaks:
		return false
	case speech < 0 && introductory && c.kind == speechComplement && s.sign(c.at-1, ':'):
		return false // In a post, Doe wrote: We will go
	}
	return fr&(fQuote|fThat) != 0 && speech >= 0 || fr&fThat != 0 && s.follows(unit)
}

// ofRelative reports whether the clause of saying from token unit to the verb at i
// is inside a relative clause, whose verb follows it: a plan which Doe said
// would help. It returns where that verb is.
func (s *sentence) ofRelative(unit, i int) (verb int, is bool) {
	cue := i
	for i++; i < cue+6 && (s.at(i).is(cTime) || s.adverb(i) || s.at(i).is(cPrep) && s.at(i+1).is(cTime)); i++ {
	}
	i--
	t := s.at(i + 1)
	return i + 1, s.at(unit-1).is(cWho|cWh) && unit < cue && !s.word(unit-1, "what") && (t.is(auxiliary) && !t.is(cCap) || s.finite(i+1))
}

// closeRelative ends the content that was added last, a relative clause whose verb is
// at token verb, before the verb of the clause around it.
func (s *sentence) closeRelative(verb int) {
	if len(s.found) == 0 {
		return
	}
	content := s.found[len(s.found)-1].content
	for k := verb + 1; k < content[0].hi; k++ {
		if s.sign(k, ',') && s.closesRelative(k+1) {
			content[0].hi = k
		}
	}
}

// addForward adds an attribution whose content follows the cue at i.
func (s *sentence) addForward(a attribution, c complement, i int) {
	if c.prep >= 0 && c.prep == i+1 {
		a.cue.hi = c.prep + 1
	}
	if s.word(c.at, "each") || s.word(c.at, "one") && s.word(c.at+1, "another") {
		return // they fight each other
	}
	end := s.contentEnd(c, i, a.source)
	if end <= c.at {
		return
	}
	a.content = []run{{c.at, end}}
	a.kind = contentOf[c.kind]
	a.direct = c.kind == speechComplement && s.at(c.at).is(cStretch)
	a.why = cueBefore
	s.add(a)
}

// addNoun adds what a noun attributes: his claim that, Doe's promise to.
func (s *sentence) addNoun(i int) {
	t := s.at(i)
	if t.is(cOwner) {
		return
	}
	l := &s.lex.lemmas[t.noun]
	a := attribution{cue: run{i, i + 1}, word: l.word}
	lo := s.leftBase(i)
	for k := i - 1; k >= lo; k-- {
		if o := s.at(k); o.is(cOwner) || o.is(cPoss) {
			a.source = run{lo, k + 1}
			break
		}
	}
	k := i + 1
	if a.source.empty() && (s.word(k, "by") || s.word(k, "from")) {
		a.source = s.rightPhrase(k + 1)
		k = max(k, a.source.hi)
	}
	if light := s.lightBefore(lo, i); a.source.empty() && light > 0 {
		if s.at(light).is(cHave) && s.word(k, "of") {
			return // has the support of Doe
		}
		a.source = s.subject(light, finite) // has given support for
	}
	owned := !a.source.empty()
	var c complement
	switch {
	case s.word(k, "that") && l.frame&fThat != 0 && !s.finite(k+1):
		c = complement{k, clauseComplement, -1}
	case s.word(k, "to") && l.frame&fInfinitive != 0:
		c = complement{k, infinitiveComplement, -1}
	case s.at(k).is(cPrep) && s.isOneOf(k, l.preps) && owned:
		c = complement{k + 1, phraseComplement, k}
	default:
		return
	}
	if !owned {
		a.source = s.mainSubject(i)
	}
	s.addForward(a, c, i)
}

// addMadeClear adds what somebody made clear, with the verb at k and the adjective at i.
func (s *sentence) addMadeClear(k, i int, l *lemma) {
	a := attribution{cue: run{k, i + 1}, word: "make", voice: finite}
	switch t := s.at(k); {
	case s.word(s.group(k)-1, "to"):
		a.source = s.subject(k, infinitive)
	case t.is(cIng):
		a.source = s.mainSubject(k)
	default:
		a.source = s.finiteSubject(s.group(k))
	}
	if c := s.complement(i, fThat|fBare|fQuestion, l.preps, i+1); !a.source.empty() && c.kind != noComplement {
		s.addForward(a, c, i)
	}
}

// lightBefore returns the token of a light verb before the noun at i, whose phrase
// seems to begin at lo, or -1: gave firm support, some offered support.
func (s *tagged) lightBefore(lo, i int) int {
	for k := max(lo-1, 0); k < i; k++ {
		if s.light(k) && (k < lo || s.at(k).is(cEd) && k > 0) {
			return k
		}
	}
	return -1
}

// light reports whether token i is a verb that leaves the meaning to the noun
// after it.
func (s *tagged) light(i int) bool { return s.at(i).is(cLight) && !s.at(i).is(cCap) }

var makes = []string{"made", "makes", "make", "making"}

// addAdjective adds what a feeling attributes: Doe was confident that.
func (s *sentence) addAdjective(i int, lemma uint16) {
	l := &s.lex.lemmas[lemma]
	p := s.back(i)
	if l.word == "clear" || l.word == "plain" {
		k := p
		if s.word(k, "it") {
			k = s.back(k)
		}
		if s.isOneOf(k, makes) {
			s.addMadeClear(k, i, l)
			return
		}
	}
	a := attribution{cue: run{i, i + 1}, word: l.word}
	switch {
	case s.at(p).is(cBe):
		a.source = s.finiteSubject(s.group(i))
	case i == 0: // Opposed to the plan, Doe left
		k := s.segmentEnd(0)
		if !s.sign(k, ',') || !s.at(k+1).is(cCap|cDet) {
			return
		}
		hi := k + 1
		for s.at(hi).is(cCap) {
			hi++
		}
		if hi == k+1 {
			hi = s.rightBase(hi)
		}
		a.source = run{k + 1, hi}
	default:
		return
	}
	if a.source.empty() || s.word(a.source.lo, "it") {
		return
	}
	if c := s.complement(i, l.frame|fThat, l.preps, i+1); c.kind != noComplement {
		s.addForward(a, c, i)
	}
}
