package quotation

import "strings"

// A complement is where the content of a word of saying begins.
type complement struct {
	at   int // the first token of the content
	kind complementKind
	// prep is the preposition that belongs to the cue (called for), or -1.
	prep int
}

type complementKind uint8

const (
	noComplement complementKind = iota
	clauseComplement
	speechComplement // words between marks, after a comma or a colon
	infinitiveComplement
	phraseComplement
)

var contentOf = [...]Content{
	clauseComplement: Clause, speechComplement: Speech, infinitiveComplement: Infinitive, phraseComplement: Phrase,
}

// farthest is how many tokens may be between a word of saying and its content:
// told the committee in a statement on Monday that.
const farthest = 40

// complement returns what follows the word of saying at i, from token from on,
// as its content.
func (s *clauses) complement(i int, fr frame, preps []string, from int) complement {
	k := from
	if len(preps) > 0 && s.at(k).is(cPrep|cAdv) && s.isOneOf(k, preps) && !s.counts(k) {
		switch {
		case fr&(fQuote|fThat|fNoun) == fQuote: // went on, shot back
			k, preps = k+1, nil
		case s.word(k, "out") || s.word(k, "back"):
			k, preps, fr = k+1, nil, fr|fThat|fBare|fNoun
		case s.startsPhrase(k+1) || s.at(k+1).is(cIng|cWh|cPrep):
			return complement{k + 1, phraseComplement, k}
		}
	}
	if fr&fAddressee != 0 {
		if n := s.addressee(k); n > k {
			if fr&fInfinitive != 0 && s.word(n, "to") {
				return complement{k, infinitiveComplement, -1}
			}
			k, fr = n, fr&^fNoun
		}
	}
	addressed := k > from
	for start := k; k < len(s.toks) && k-start < farthest; {
		if len(preps) > 0 && (k > start || addressed) && s.at(k).is(cPrep) && s.isOneOf(k, preps) {
			return complement{k + 1, phraseComplement, k}
		}
		if c, ok := s.begins(k, fr); ok {
			return c
		}
		next := s.pass(k, fr)
		if next == k {
			return complement{}
		}
		k = next
	}
	return complement{}
}

// begins reports whether content of one of the frames begins at token k.
func (s *clauses) begins(k int, fr frame) (complement, bool) {
	t := s.at(k)
	clause := complement{k, clauseComplement, -1}
	switch {
	case s.word(k, "that") && fr&fThat != 0:
		return clause, true
	case t.is(cStretch):
		to := strings.HasPrefix(strings.TrimLeft(s.text[t.start:t.end], "“\"'"), "to ")
		return clause, fr&(fThat|fBare|fNoun|fQuote) != 0 || fr&fInfinitive != 0 && to
	case s.sign(k, ':') && fr&(fQuote|fThat|fNoun) != 0, s.sign(k, ',') && s.at(k+1).is(cStretch) && fr&(fQuote|fThat|fBare|fNoun) != 0:
		return complement{k + 1, speechComplement, -1}, true
	case t.is(cPunct):
		return complement{}, false
	case fr&fThat != 0 && s.thatAfterTime(k) > k:
		return complement{s.thatAfterTime(k), clauseComplement, -1}, true
	case s.word(k, "to") && fr&fInfinitive != 0:
		return complement{k, infinitiveComplement, -1}, true
	case s.thisTime(k) && !s.clauseAhead(k+2):
		return complement{}, false
	case fr&fBare != 0 && (t.is(cIng) && s.startsPhrase(k+1) || s.word(k, "despite")) && s.clauseAhead(k+1):
		return clause, true // said having a friend there helped; says despite that, it was fair
	case fr&fQuestion != 0 && t.is(cWh) && !s.word(k, "that"):
		return clause, true
	case (t.is(cTime) && !t.is(cOwner) || s.adverb(k) || t.is(cPrep)) && !s.counts(k):
		return complement{}, false
	case s.startsPhrase(k), s.counts(k):
		c := s.bareComplement(k, fr)
		return c, c.kind != noComplement
	case s.word(k, "if"), s.word(k, "when"), s.word(k, "because"):
		return clause, fr&fThat != 0 && fr&fWeak == 0
	}
	return complement{}, false
}

// thisTime reports whether a time begins at token k with a determiner: told them this week.
func (s *clauses) thisTime(k int) bool {
	return (s.word(k, "this") || s.word(k, "that")) && s.at(k+1).is(cTime) && !s.at(k+1).is(cOwner)
}

// Times that the lexicon does not have, or only alone.
var (
	seasons   = []string{"spring", "summer", "autumn", "fall", "winter"}
	durations = []string{"weeks", "days", "months", "years"}
)

// thatAfterTime returns the that behind the time which begins at token k: this summer that,
// two weeks ago that, during the trial that; or k.
func (s *clauses) thatAfterTime(k int) int {
	during := s.word(k, "during")
	if !during && !s.at(k).is(cTime|cNumber|cDet) && !s.isOneOf(k+1, durations) && !s.word(k, "last") {
		return k
	}
	for n := k + 1; n < k+5 && !s.at(n).is(cPunct|cStretch); n++ {
		if s.word(n, "that") && (s.isOneOf(n-1, seasons) || s.at(n-1).is(cTime) && !s.at(n-1).is(cOwner) || during && s.at(n+1).is(cPron)) {
			return n
		}
	}
	return k
}

// Words before a number, and numbers in letters.
var (
	roughly  = []string{"about", "around", "nearly", "almost", "over", "under", "roughly"}
	numerals = []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "half", "twenty", "thirty", "forty", "fifty"}
)

// counts reports whether token k is a word like about before a number.
func (s *clauses) counts(k int) bool {
	return s.isOneOf(k, roughly) && (s.at(k+1).is(cNumber) || s.isOneOf(k+1, numerals))
}

// pass returns the token after what may be between a word of saying and its
// content at k: an adverb, a time, a prepositional phrase, a parenthesis; or k.
func (s *clauses) pass(k int, fr frame) int {
	t := s.at(k)
	switch {
	case s.sign(k, ',') && fr&(fThat|fQuote) != 0, s.sign(k, '—') && fr&fThat != 0:
		return s.parenthesis(k)
	case s.sign(k, ',') && fr&fNoun != 0 && s.word(k+1, "in") && s.segmentEnd(k+1) < k+9 && s.at(s.segmentEnd(k+1)+1).is(cDet|cPoss):
		return s.segmentEnd(k+1) + 1 // described, in blistering terms, a set of
	case t.is(cPunct | cStretch):
		return k
	case t.is(cMonth) && s.at(k+1).is(cNumber):
		return k + 2
	case t.is(cTime) && !t.is(cOwner), s.adverb(k):
		return k + 1
	case s.thisTime(k):
		return k + 2
	case t.is(cPrep) && (fr&fNoun == 0 || fr&fQuote != 0):
		return s.skipPhrase(k)
	}
	return k
}

// bareComplement decides between a clause without that and a noun phrase.
func (s *clauses) bareComplement(k int, fr frame) complement {
	switch {
	case fr&fNoun != 0 && fr&fBare != 0 && s.onlyPhrase(k):
		return complement{k, phraseComplement, -1}
	case fr&fBare != 0 && fr&fWeak == 0:
		return complement{k, clauseComplement, -1}
	case fr&(fWeak|fBare) != 0 && fr&fThat != 0 && s.clauseAhead(k):
		return complement{k, clauseComplement, -1}
	case fr&fNoun != 0:
		return complement{k, phraseComplement, -1}
	case fr&fWeak != 0 && s.smallClause(k):
		return complement{k, clauseComplement, -1}
	}
	return complement{}
}

// onlyPhrase reports whether no clause begins at token k: announced a deal; declared an
// emergency, shut the schools and banned meetings.
func (s *clauses) onlyPhrase(k int) bool {
	end := s.segmentEnd(k)
	for n := k; n < end; n++ {
		if t := s.at(n); t.is(cStretch) || n > k && (t.is(auxiliary|cPlural|cBare) || s.finite(n)) {
			return false
		}
	}
	if !s.clauseAhead(k) {
		return true
	}
	next := s.at(end + 1)
	if !s.sign(end, ',') || !next.is(cEd|cVerb) || next.is(cCap|cPrep) || s.word(end+2, "by") || s.word(end+2, "in") {
		return false
	}
	end = s.segmentEnd(end + 1)
	return s.at(end + 1).is(cConj)
}

// smallClause reports whether a name and what it is found to do begin at token k: found Doe
// leading Roe, has Doe ahead.
func (s *clauses) smallClause(k int) bool {
	if !s.at(k).is(cCap | cDet | cPron | cObj) {
		return false
	}
	for n := k + 1; n < k+6 && !s.at(n).is(cPunct|cPrep); n++ {
		if t := s.at(n); s.word(n, "ahead") || s.word(n, "behind") || t.is(cIng) && !t.is(cCap) && s.at(n-1).is(cCap|cObj|cPlural) {
			return true
		}
	}
	return false
}

// clauseAhead reports whether a finite verb follows the phrase at k.
func (s *clauses) clauseAhead(k int) bool {
	for n := k; n < len(s.toks) && n < k+25; n++ {
		t := s.at(n)
		switch {
		case t.is(auxiliary|cAux) && !(t.is(cCap) && n > k && !t.is(cBe|cHave|cDo)):
			return true
		case t.is(cPunct) && t.sign != ',' && t.sign != '(' && t.sign != ')':
			return false
		case t.is(cStretch):
			return n > k
		case s.word(n, "to") && n == k:
			return false
		case n > k && (s.finite(n) || t.is(cEd) && !t.is(cCap) && !s.at(n-1).is(cDet|cPoss)):
			return true
		case n > k && t.is(cPlural) && !t.is(cCap|cOwner|cSource) && s.at(n-1).is(cPron|cCap|cPerson|cGroup) && !s.at(n-1).is(cPlural|cDet|cPoss):
			return true // the minister lies
		}
	}
	return false
}

// addressee returns the end of the noun phrase at k that is spoken to, or k.
func (s *clauses) addressee(k int) int {
	t := s.at(k)
	if s.word(k, "that") || t.is(cPunct|cStretch) || !s.startsPhrase(k) {
		return k
	}
	n := s.rightBase(k)
	if n == k {
		return k
	}
	for range 4 {
		switch {
		case s.joins(n) && s.rightBase(n+1) > n+1:
			n = s.rightBase(n + 1)
		case s.at(n).is(cPrep) && !s.word(n, "to") && s.rightBase(n+1) > n+1 && s.at(n-1).is(cSource):
			n = s.rightBase(n + 1)
		default:
			return n
		}
	}
	return n
}

// parenthesis returns the token after the comma that closes the parenthesis
// opened by the comma at k, if content goes on there; else k.
func (s *clauses) parenthesis(k int) int {
	for n := k + 1; n < len(s.toks) && n < k+25; n++ {
		if s.sign(n, ',') || s.sign(n, ':') || s.sign(n, '—') {
			if s.word(n+1, "that") || s.at(n+1).is(cStretch) {
				return n + 1
			}
			if s.sign(n, ':') {
				return n
			}
			if !s.at(n + 1).is(cWho | cPrep | cDet) {
				return k
			}
		}
	}
	return k
}

// skipPhrase returns the token after the prepositional phrase at k, or k.
func (s *clauses) skipPhrase(k int) int {
	n := k + 1
	for s.at(n).is(cPrep) { // of at least
		n++
	}
	if s.at(n).is(cIng) && !s.at(n).is(cCap) {
		n++
	}
	if s.at(n).is(cTime) {
		for s.at(n).is(cTime|cNumber) && !s.at(n).is(cOwner) {
			n++
		}
		return n
	}
	if !s.startsPhrase(n) {
		return k
	}
	end := s.rightBase(n)
	if end == n {
		return k
	}
	for s.word(end, "of") && s.rightBase(end+1) > end+1 {
		end = s.rightBase(end + 1)
	}
	return end
}
