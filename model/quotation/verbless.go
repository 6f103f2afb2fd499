package quotation

import "stet/model/mention"

// addAccording adds what is said according to somebody.
func (s *sentence) addAccording(i int) {
	a := attribution{cue: run{i, i + 2}, source: s.rightPhrase(i + 2), word: "according"}
	if a.source.empty() {
		return
	}
	end := a.source.hi
	if s.follows(i) && i > 1 && !(i == 2 && s.at(0).is(cConj)) || !s.at(i-1).is(cPunct) && !s.at(i-1).is(cConj) {
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
		for end < len(s.toks) && !s.sign(end, ',') && !(s.at(end).is(cStretch) && !s.at(end-1).is(cOwner|cDet|cPoss)) {
			end++
		}
		for s.sign(end, ',') {
			end++
		}
		end = s.pastApposition(&a, end)
		if hi := s.lastWord(end); hi > end {
			a.content = append(a.content, run{end, hi})
		}
	}
	s.add(a)
}

// pastApposition returns where the content begins that seems to begin at token k, past
// what goes with the source of a: According to its president, Jane Doe, the port grew.
func (s *sentence) pastApposition(a *attribution, k int) int {
	n := k
	for n < len(s.toks) && n < k+16 && !s.sign(n, ',') {
		n++
	}
	if !s.sign(n, ',') {
		return k
	}
	name := s.rightBase(k)
	switch t := s.at(k); {
	case s.mentionType(k) == string(mention.Person) && name == n && (s.someone(a.source) || s.fullClause(n+1) && !s.at(a.source.hi-1).is(cThing)):
		a.source = run{k, n}
		return n + 1
	case t.is(cDet) && s.at(n-1).is(cGroup|cPerson) && !s.clauseIn(k, n) && s.fullClause(n+1):
		return n + 1 // according to a report by Doe Ltd, a shipping firm, the port grew
	case s.participle(k) && !t.is(cCap) && s.word(k+1, "by"):
		return n + 1
	case s.at(n-1).is(cPerson) && s.at(s.rightBase(k)-1).is(cPerson) && !s.clauseIn(k, n) && s.clauseIn(n+1, len(s.toks)):
		return n + 1 // according to Jane Doe, the port's spokeswoman, it grew
	}
	return k
}

// fullClause reports whether a subject and its verb begin at token k.
func (s *sentence) fullClause(k int) bool {
	return (s.startsPhrase(k) || s.word(k, "there")) && !s.at(k).is(cWho|auxiliary) && !s.finite(k) && !s.at(k).is(cEd) && s.clauseIn(k+1, len(s.toks))
}

// someone reports whether a phrase has a word for a person, and no name of one.
func (s *sentence) someone(r run) bool {
	has := false
	for k := r.lo; k < r.hi; k++ {
		if s.mentionType(k) == string(mention.Person) {
			return false
		}
		has = has || s.at(k).is(cPerson|cTitle)
	}
	return has
}

// addSurvey adds what is so in a poll: In a new poll, Doe leads.
func (s *sentence) addSurvey(i int) {
	src := s.rightPhrase(i + 1)
	if src.empty() || !s.at(src.hi-1).is(cSurvey) {
		return
	}
	a := attribution{cue: run{i, i + 1}, source: src, voice: finite, word: "in", why: bySurvey}
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
		for !s.at(lo - 1).is(cPunct | cSub) {
			lo--
		}
		if lo < i {
			a.content = []run{{lo, i}}
		}
	}
	s.add(a)
}

// addWords adds what is said in somebody's words: in the words of Doe, “…”; “…”, in
// Doe's phrase.
func (s *sentence) addWords(i int) {
	a := attribution{cue: run{i, i + 1}, voice: finite, why: byWords}
	end := i + 1
	if s.word(i+1, "the") && (s.word(i+2, "words") || s.word(i+2, "phrase")) && s.word(i+3, "of") {
		a.source = s.rightPhrase(i + 4)
		a.cue.hi, end = i+4, a.source.hi
	} else {
		for k := i + 1; k < i+8 && !s.at(k).is(cPunct|cStretch); k++ {
			if (s.word(k, "words") || s.word(k, "phrase") || s.word(k, "formulation")) && s.at(k-1).is(cOwner|cPoss) {
				a.source, end = run{i + 1, k}, k+1
				break
			}
		}
	}
	if a.source.empty() {
		return
	}
	k := end
	for k < end+2 && (s.sign(k, ',') || s.sign(k, ')') || s.sign(k, ':')) {
		k++
	}
	switch {
	case s.at(k).is(cStretch):
		a.content = []run{{k, s.speechEnd(k)}}
	case i > 1 && s.at(s.stretchBefore(i)).is(cStretch):
		k = s.stretchBefore(i)
		a.content = []run{{s.speechStart(k), k + 1}}
	default:
		return
	}
	a.direct, a.kind = true, Speech
	s.add(a)
}

// stretchBefore returns the token before i that is no comma or bracket.
func (s *sentence) stretchBefore(i int) int {
	for i--; s.sign(i, ',') || s.sign(i, '('); i-- {
	}
	return i
}

// addColon adds what is after a name or a poll and a colon, as in headlines
// and transcripts: Doe: “We will see.”
func (s *sentence) addColon(i int) {
	lo := s.segment(i)
	if lo > 0 && !s.sign(lo-1, '—') {
		s.addFarColon(i)
		return
	}
	src := s.rightPhrase(lo)
	if src.hi < i || i-lo > 6 || i+1 >= len(s.toks) {
		s.addFarColon(i)
		return
	}
	switch s.mentionType(i - 1) {
	case string(mention.Person), string(mention.Org):
	default:
		if !s.at(i-1).is(cThing) && !(s.at(i-1).is(cUpper) && lo == 0 && !s.headline) {
			s.addFarColon(i)
			return
		}
	}
	a := attribution{cue: run{i, i + 1}, source: run{lo, i}, voice: finite, why: byColon}
	end := s.lastWord(i + 1)
	if s.at(i + 1).is(cStretch) {
		end = s.speechEnd(i + 1)
	}
	if end > i+1 {
		a.content = []run{{i + 1, end}}
	}
	s.add(a)
}

// addFarColon adds speech behind a colon that ends a clause of saying, whose verb is
// further off: Doe summed up the road from stall to shop: “…”.
func (s *sentence) addFarColon(i int) {
	if !s.at(i + 1).is(cStretch) {
		return
	}
	for n := range s.found {
		for _, r := range s.found[n].content {
			if r.lo <= i+1 && i+1 < r.hi {
				return
			}
		}
	}
	for k := 1; k < i; k++ {
		t := s.at(k)
		if t.verb == 0 || t.form&(past|third) == 0 || s.lex.lemmas[t.verb].frame&fQuote == 0 || s.voice(k) != finite {
			continue
		}
		a := attribution{cue: run{k, k + 1}, word: s.lex.lemmas[t.verb].word, voice: finite, source: s.finiteSubject(s.group(k)), direct: true, why: cueBefore}
		if s.word(k+1, "up") {
			a.cue.hi++
		}
		if !a.source.empty() {
			a.content = []run{{i + 1, s.speechEnd(i + 1)}}
			s.add(a)
		}
		return
	}
}

// addUnknown adds speech that is reported by a verb the lexicon does not have:
// “…,” Doe thundered.
func (s *sentence) addUnknown(i int) {
	a := attribution{cue: run{i, i + 1}, voice: finite, why: byUnknown}
	if k := s.behindSpeech(i); k >= 0 && lastSign(s.text, s.at(k).span()) == ',' {
		if a.source = s.rightPhrase(i + 1); a.source.empty() {
			return
		}
		s.fronted(&a, i, a.source.hi, true)
		s.add(a)
		return
	}
	if n := s.at(i + 1); !n.is(cPunct|cTime|cPrep) || i == 0 || !s.nominal(i-1) && !s.at(i-1).is(cPron) {
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
