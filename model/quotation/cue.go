package quotation

import (
	"unicode"

	"stet/model/mention"
)

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
			if v == passive && t.form&adjective != 0 {
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
		case s.word(i, "according") && s.word(i+1, "to"):
			s.addAccording(i)
		case s.word(i, "in"):
			s.addSurvey(i)
		case s.sign(i, ':'):
			s.addColon(i)
		case t.is(cEd) && !t.is(cCap):
			s.addUnknown(i)
		}
	}
}

func (s *sentence) mostlyCapital() bool {
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
	if l.word == "put" && !s.word(i+1, "it") {
		return
	}
	if inverted := s.inverted(i, v, l.frame); !inverted.empty() {
		a.source = inverted
		a.why = "speaker after the verb"
		s.fronted(&a, i, inverted.hi, true)
		s.add(a)
		return
	}
	a.source = s.subject(i, v)
	unit := i
	if !a.source.empty() && a.source.hi <= i {
		unit = min(s.group(i), a.source.lo)
	}
	from := i + 1
	if v == passive && s.word(i+1, "by") {
		if from = a.source.hi; from <= i || l.frame&fAddressee == 0 && l.frame&fQuote == 0 {
			return
		}
	}
	if v == reduced {
		return
	}
	c := s.complement(i, l.frame, l.preps, from)
	if l.frame&(fQuote|fThat) != 0 && v == finite && s.word(unit-1, "as") && s.asSaid(&a, unit-1, i+1) {
		return
	}
	speech := s.behindSpeech(unit)
	behind := speech == 0 || speech > 0 && (c.kind != clauseComplement || s.at(speech-1).is(cPunct|cStretch|cConj))
	reports := v == finite || v == free && behind && !s.sign(i-1, ',') // Doe is quoted as saying
	if l.frame&fQuote != 0 && reports && behind {
		c = complement{}
	}
	introduced := c.kind == speechComplement && speech < 0 && s.at(c.at).is(cStretch) &&
		(s.at(0).is(cPrep|cSub|cConj|cIng) || s.adverb(0) || beginsSentence(s.text, s.at(c.at)))
	if l.frame&(fQuote|fThat) != 0 && reports && !introduced && (c.kind == noComplement || c.kind == speechComplement || s.at(c.at).is(cStretch)) && (speech >= 0 || l.frame&fThat != 0 && s.follows(unit)) {
		a.why = "after the words"
		s.fronted(&a, unit, i+1, false)
		s.add(a)
		return
	}
	if c.kind == noComplement {
		return
	}
	s.addForward(a, c, i)
}

// addForward adds an attribution whose content follows the cue at i.
func (s *sentence) addForward(a attribution, c complement, i int) {
	if c.prep >= 0 && c.prep == i+1 {
		a.cue.hi = c.prep + 1
	}
	end := s.contentEnd(c, i, a.source)
	if end <= c.at {
		return
	}
	a.content = []run{{c.at, end}}
	a.kind = contentOf[c.kind]
	a.direct = c.kind == speechComplement && s.at(c.at).is(cStretch)
	a.why = "before the words"
	s.add(a)
}

// beginsSentence reports whether the first letter of a stretch is a capital.
func beginsSentence(text string, t *token) bool {
	for _, r := range text[t.start:t.end] {
		if isWord(r) {
			return unicode.IsUpper(r)
		}
	}
	return false
}

// follows reports whether the clause that begins with token unit stands after
// what it reports: behind a comma or the end of a stretch.
func (s *sentence) follows(unit int) bool {
	return unit > 0 && (s.at(unit-1).is(cStretch) || s.sign(unit-1, ',') || s.sign(unit-1, '—') && s.at(unit-2).is(cStretch))
}

// behindSpeech returns the stretch of direct speech that ends before token unit
// in a way that leaves it to the clause there (with a comma, or with ? or !), or -1.
func (s *sentence) behindSpeech(unit int) int {
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

// asSaid adds what is said where the cue stands in a clause with as, which
// begins with token as and ends before k: as Doe said, it was over.
func (s *sentence) asSaid(a *attribution, as, k int) bool {
	a.why = "in a clause with as"
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
	if n := s.segment(p); n > 0 && s.apposes(n, p) {
		return run{}
	}
	if !(next.is(cPunct|cTime) || r.hi >= len(s.toks) || next.is(cPrep) && !s.clauseAhead(r.hi)) || s.clauseAhead(i+1) && !next.is(cPunct) {
		return run{}
	}
	return r
}

// fronted gives a the words before token unit as content, and those after token
// k if the sentence goes on with them: “…,” Doe said, “…”.
func (s *sentence) fronted(a *attribution, unit, k int, inverted bool) {
	hi := unit
	for hi > 0 && s.at(hi-1).is(cPunct) && !s.sign(hi-1, ')') {
		hi--
	}
	lo := 0
	if hi > 0 && s.at(hi-1).is(cStretch) {
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
	s.resumed(a, k, inverted)
}

// speechStart returns the first token of the content that ends with the stretch
// at k: the stretch itself where it is the whole beginning of its sentence or
// follows other speech, else the start of the clause that it completes.
func (s *sentence) speechStart(k int) int {
	if k == 0 || s.at(k-1).is(cStretch) {
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
// behind an inverted source only words between marks, as what stands behind a
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
	if a.source.empty() && lo > 0 && s.light(lo-1) {
		a.source = s.subject(lo-1, finite) // has given support for
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

// light reports whether token i is a verb that leaves the meaning to the noun
// after it.
func (s *sentence) light(i int) bool { return s.at(i).is(cLight) && !s.at(i).is(cCap) }

// addAdjective adds what a feeling attributes: Doe was confident that.
func (s *sentence) addAdjective(i int, lemma uint16) {
	l := &s.lex.lemmas[lemma]
	p := s.back(i)
	if !s.at(p).is(cBe) {
		return
	}
	a := attribution{cue: run{i, i + 1}, word: l.word}
	a.source = s.finiteSubject(s.group(i))
	if a.source.empty() || s.word(a.source.lo, "it") {
		return
	}
	if c := s.complement(i, l.frame|fThat, l.preps, i+1); c.kind != noComplement {
		s.addForward(a, c, i)
	}
}

// addAccording adds what is said according to somebody.
func (s *sentence) addAccording(i int) {
	a := attribution{cue: run{i, i + 2}, source: s.rightPhrase(i + 2), word: "according", why: "according to"}
	if a.source.empty() {
		return
	}
	end := a.source.hi
	if s.follows(i) && i > 1 && !(i == 2 && s.at(0).is(cConj)) || i > 0 && !s.at(i-1).is(cPunct) && !s.at(i-1).is(cConj) {
		hi := i
		for hi > 0 && s.at(hi-1).is(cPunct) && !s.sign(hi-1, ')') {
			hi--
		}
		lo := 0
		for lo < hi && s.at(lo).is(cConj) {
			lo++
		}
		a.content = append(a.content, run{lo, hi})
		s.resumed(&a, end, true)
	} else {
		for end < len(s.toks) && !s.sign(end, ',') && !s.at(end).is(cStretch) {
			end++
		}
		for s.sign(end, ',') {
			end++
		}
		if hi := s.lastWord(end); hi > end {
			a.content = append(a.content, run{end, hi})
		}
	}
	s.add(a)
}

// addSurvey adds what is so in a poll: In a new poll, Doe leads.
func (s *sentence) addSurvey(i int) {
	src := s.rightPhrase(i + 1)
	if src.empty() || !s.at(src.hi-1).is(cSurvey) {
		return
	}
	a := attribution{cue: run{i, i + 1}, source: src, voice: finite, word: "in", why: "a poll"}
	if i == 0 {
		end := src.hi
		for end < len(s.toks) && !s.sign(end, ',') {
			end++
		}
		if hi := s.lastWord(end); hi > end+1 {
			a.content = []run{{end + 1, hi}}
		}
	} else if !s.at(i-1).is(cPunct|cStretch) && (src.hi >= len(s.toks) || s.at(src.hi).is(cPunct)) {
		lo := i
		for lo > 0 && !s.at(lo-1).is(cPunct|cSub) {
			lo--
		}
		if lo < i {
			a.content = []run{{lo, i}}
		}
	}
	s.add(a)
}

// addColon adds what stands after a name or a poll and a colon, as in headlines
// and transcripts: Doe: “We will see.”
func (s *sentence) addColon(i int) {
	lo := s.segment(i)
	if lo > 0 && !s.sign(lo-1, '—') {
		return
	}
	src := s.rightPhrase(lo)
	if src.hi < i || i-lo > 6 || i+1 >= len(s.toks) {
		return
	}
	switch s.mentionType(i - 1) {
	case string(mention.Person), string(mention.Org):
	default:
		if !s.at(i-1).is(cThing) && !(s.at(i-1).is(cUpper) && lo == 0 && !s.headline) {
			return
		}
	}
	a := attribution{cue: run{i, i + 1}, source: run{lo, i}, voice: finite, why: "a name and a colon"}
	end := s.lastWord(i + 1)
	if s.at(i + 1).is(cStretch) {
		end = s.speechEnd(i + 1)
	}
	if end > i+1 {
		a.content = []run{{i + 1, end}}
	}
	s.add(a)
}

// addUnknown adds speech that is reported by a verb the lexicon does not have:
// “…,” Doe thundered.
func (s *sentence) addUnknown(i int) {
	a := attribution{cue: run{i, i + 1}, voice: finite, why: "a verb after speech"}
	if k := s.behindSpeech(i); k >= 0 && lastSign(s.text, s.at(k).span()) == ',' {
		if a.source = s.rightPhrase(i + 1); a.source.empty() {
			return
		}
		s.fronted(&a, i, a.source.hi, true)
		s.add(a)
		return
	}
	if n := s.at(i + 1); !n.is(cPunct|cTime|cPrep) && i+1 < len(s.toks) || i == 0 || !s.nominal(i-1) && !s.at(i-1).is(cPron) {
		return
	}
	src := s.leftPhrase(i - 1)
	if k := s.behindSpeech(src.lo); src.empty() || k < 0 || lastSign(s.text, s.at(k).span()) != ',' {
		return
	}
	a.source = src
	s.fronted(&a, src.lo, i+1, false)
	s.add(a)
}
