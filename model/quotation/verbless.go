package quotation

import "stet/model/mention"

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
