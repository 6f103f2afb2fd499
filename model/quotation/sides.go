package quotation

import "strings"

// A siding is a phrase of several words that takes a side: a line of data/sides.txt.
type siding struct {
	word  string   // the word it counts as
	after bool     // the holder follows: drew criticism from
	verbs []string // that begin it
}

func (l *lexicon) addSiding(f []string) {
	l.sides[strings.ReplaceAll(f[2], "_", " ")] = append(l.sides[strings.ReplaceAll(f[2], "_", " ")], siding{word: f[0], after: f[1] == "after", verbs: f[3:]})
}

// mostWithin is how many tokens may be between the verb of such a phrase and its last
// two words: took a second swipe at.
const mostWithin = 3

// addSiding adds what the phrase that ends with the preposition at i takes a side
// towards: hit out at Doe, drew criticism from Doe.
func (s *sentence) addSiding(i int) {
	if i < 2 {
		return
	}
	for _, side := range s.lex.sides[s.text[s.at(i-1).start:s.at(i).end]] {
		k := s.sidingVerb(i-2, side.verbs)
		if k < 1 || !s.startsPhrase(i+1) {
			continue
		}
		a := attribution{cue: run{k, i + 1}, word: side.word, voice: finite}
		if side.after {
			s.addReceived(a, k, i)
			return
		}
		switch p := s.back(k); {
		case s.word(p, "to"):
			a.source = s.controller(s.group(k) - 1)
		case strings.HasSuffix(s.text[:s.at(k).end], "ing") && !s.at(p).is(cBe):
			a.source = s.mainSubject(k)
		default:
			a.source = s.finiteSubject(s.group(k))
		}
		s.addSide(a, complement{i + 1, phraseComplement, i}, k)
		return
	}
}

// addReceived adds a side that is told of from whom it is taken: the plan at verb k
// has drawn criticism from whom the preposition at i governs.
func (s *sentence) addReceived(a attribution, k, i int) {
	object := s.finiteSubject(s.group(k))
	a.source = s.rightPhrase(i + 1)
	if object.empty() || a.source.empty() || s.at(object.lo).is(cWho) || s.at(object.lo).is(cPron) && !s.at(object.lo).is(cDet) {
		return
	}
	a.content, a.kind, a.why = []run{object}, Phrase, inPassive
	s.add(a)
}

// sidingVerb returns the token of one of the verbs at or before token i, -1 if none is
// near.
func (s *tagged) sidingVerb(i int, verbs []string) int {
	for k := i; k >= 0 && k >= i-mostWithin; k-- {
		if t := s.at(k); t.is(cPunct|cStretch|cConj|cSub) || t.is(cCap) {
			return -1
		}
		for _, w := range verbs {
			if s.word(k, w) {
				return k
			}
		}
	}
	return -1
}

// addRival adds towards whom somebody is a critic or a supporter where the name is
// before the noun: the Doe critic Roe; Roe, a vocal Doe critic.
func (s *sentence) addRival(i int) {
	name := i - 1
	for name > 0 && name > i-4 && !s.at(name).is(cCap|cPunct|cStretch|cDet) {
		name-- // one of Doe’s harshest critics
	}
	if name < 0 || s.at(name).is(cPunct) || name < i-1 && !s.at(name).is(cOwner) || s.at(i).is(cCap|cOwner) {
		return
	}
	m := s.names.At(s.at(name).span().Start)
	if m < 0 || s.names.Mentions[m].Entity < 0 || s.names.Mentions[m].Range.End != s.at(name).span().End {
		return
	}
	first := name
	for first > 0 && s.names.At(s.at(first-1).span().Start) == m {
		first--
	}
	a := attribution{cue: run{i, i + 1}, word: partisan(s.text[s.at(i).start:s.at(i).end]), voice: finite, kind: Phrase, why: afterName}
	lo := s.leftBase(i)
	lo = s.oneOf(lo)
	if s.joins(lo-1) && s.nominalHead(lo-2) {
		lo = s.leftBase(lo - 2) // a teacher and Doe supporter
	}
	switch p := s.back(lo); {
	case s.word(p, "as") && !s.at(p-1).is(cPunct):
		a.source = s.nearestSubject(p)
	case s.mentionType(i+1) == "PERSON":
		a.source = run{i + 1, s.rightBase(i + 1)}
	case s.sign(lo-1, ',') && lo > 1 && s.at(lo).is(cDet|cCap):
		a.source = s.leftPhrase(lo - 2)
	case s.at(p).is(cBe) && !s.at(p).is(cCap):
		for k := s.group(lo); k < name; k++ {
			if s.at(k).is(cNeg) || s.word(k, "former") || s.word(k, "once") {
				return
			}
		}
		a.source = s.finiteSubject(s.group(lo))
	}
	if a.source.empty() || s.at(a.source.lo).is(cWho) || s.mentionType(a.source.hi-1) == "" && !s.at(a.source.lo).is(cPron) {
		return
	}
	a.content = []run{{first, name + 1}}
	s.add(a)
}

// partisan is the singular in small letters of a word such as critics.
func partisan(word string) string {
	word = strings.ToLower(word)
	if word == "allies" {
		return "ally"
	}
	return strings.TrimSuffix(word, "s")
}

// oneOf returns the token of one, where one of the is before token lo: one of the most
// vocal critics; else lo.
func (s *tagged) oneOf(lo int) int {
	k := lo - 1
	for k > 0 && (s.adverb(k) || s.at(k).is(cDet) || s.word(k, "most")) {
		k--
	}
	if s.word(k, "of") && (s.word(k-1, "one") || s.word(k-1, "some") || s.word(k-1, "among")) {
		return k - 1
	}
	return lo
}
