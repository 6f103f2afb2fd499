package quotation

import (
	"slices"
	"strings"
)

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

// complement returns what follows the word of saying at i as its content.
func (s *sentence) complement(i int, fr frame, preps []string, from int) complement {
	k := from
	if len(preps) > 0 && s.at(k).is(cPrep|cAdv) && s.isOneOf(k, preps) {
		if fr&(fQuote|fThat|fNoun) == fQuote { // went on, shot back
			k++
			preps = nil
		} else if s.word(k, "out") || s.word(k, "back") {
			k++
			preps = nil
			fr |= fThat | fBare | fNoun
		} else if s.startsPhrase(k+1) || s.at(k+1).is(cIng|cWh|cPrep) {
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
	spoken := k > from // the addressee was passed over
	start := k
	for k < len(s.toks) && k-start < 40 {
		t := s.at(k)
		switch {
		case s.word(k, "that") && fr&fThat != 0:
			return complement{k, clauseComplement, -1}
		case t.is(cStretch):
			if fr&(fThat|fBare|fNoun) != 0 || fr&fInfinitive != 0 && strings.HasPrefix(strings.TrimLeft(s.text[t.start:t.end], "“\"'"), "to ") {
				return complement{k, clauseComplement, -1}
			}
			return complement{}
		case s.sign(k, ':'):
			return complement{k + 1, speechComplement, -1}
		case s.sign(k, ','):
			if s.at(k + 1).is(cStretch) {
				return complement{k + 1, speechComplement, -1}
			}
			if n := s.parenthesis(k); n > k && fr&(fThat|fQuote) != 0 {
				k = n
				continue
			}
			return complement{}
		case s.sign(k, '—'):
			if n := s.parenthesis(k); n > k && fr&fThat != 0 {
				k = n
				continue
			}
			return complement{}
		case t.is(cPunct):
			return complement{}
		case s.word(k, "to") && fr&fInfinitive != 0:
			return complement{k, infinitiveComplement, -1}
		case fr&fQuestion != 0 && (t.is(cWh) && !s.word(k, "that")):
			return complement{k, clauseComplement, -1}
		case len(preps) > 0 && (k > start || spoken) && t.is(cPrep) && s.isOneOf(k, preps):
			return complement{k + 1, phraseComplement, k}
		case t.is(cTime) && !t.is(cOwner) || s.adverb(k):
			k++
			continue
		case t.is(cPrep) && fr&fNoun != 0 && fr&fQuote == 0:
			return complement{}
		case t.is(cPrep):
			n := s.skipPhrase(k)
			if n == k {
				return complement{}
			}
			k = n
			continue
		case s.startsPhrase(k):
			return s.bareComplement(k, fr)
		case fr&fThat != 0 && fr&fWeak == 0 && (s.word(k, "if") || s.word(k, "when") || s.word(k, "because")):
			return complement{k, clauseComplement, -1}
		default:
			return complement{}
		}
	}
	return complement{}
}

func (s *sentence) isOneOf(i int, list []string) bool {
	return slices.ContainsFunc(list, func(w string) bool { return s.word(i, w) })
}

// bareComplement decides between a clause without that and a noun phrase.
func (s *sentence) bareComplement(k int, fr frame) complement {
	switch {
	case fr&fBare != 0 && fr&fWeak == 0:
		return complement{k, clauseComplement, -1}
	case fr&(fWeak|fBare) != 0 && fr&fThat != 0 && s.clauseAhead(k):
		return complement{k, clauseComplement, -1}
	case fr&fNoun != 0:
		return complement{k, phraseComplement, -1}
	}
	return complement{}
}

// clauseAhead reports whether a finite verb follows the phrase at k.
func (s *sentence) clauseAhead(k int) bool {
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
func (s *sentence) addressee(k int) int {
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
func (s *sentence) parenthesis(k int) int {
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
func (s *sentence) skipPhrase(k int) int {
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
	return end
}

// contentEnd returns where the content that begins with token k ends. cue is
// the word of saying, v how it is used.
func (s *sentence) contentEnd(c complement, cue int, subject run) int {
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

// introduces reports whether the cue stands in a clause that comes before the
// main clause of its sentence: When Doe asked about it, Roe said.
func (s *sentence) introduces(cue int) bool {
	k := 0
	for k < cue && (s.at(k).is(cConj) && !s.at(k).is(cSub) || s.sign(k, ',')) {
		k++
	}
	t := s.at(k)
	return k <= cue && (t.is(cSub) && !s.word(k, "that") || t.verb != 0 && t.form&(ing|participle) != 0 ||
		s.word(k, "after") || s.word(k, "before") || t.is(cIng) && t.verb == 0)
}

// lastWord returns the end of the sentence without its closing punctuation.
func (s *sentence) lastWord(lo int) int {
	hi := len(s.toks)
	for hi > lo && s.at(hi-1).is(cPunct) && !s.sign(hi-1, ')') {
		hi--
	}
	return hi
}

// speechEnd returns the end of the stretches that follow each other from k on.
func (s *sentence) speechEnd(k int) int {
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
func (s *sentence) breaksOff(k, cue int, short bool) bool {
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
// sentence or stands between commas: , Doe said.
func (s *sentence) saidAfter(k int) bool {
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
func (s *sentence) newCue(k, cue int) bool {
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
func (s *sentence) closesRelative(k int) bool {
	for s.adverb(k) {
		k++
	}
	t := s.at(k)
	return t.is(auxiliary) && !t.is(cPron) || s.finite(k) || t.is(cEd) && !t.is(cCap)
}

// endsPhrase reports whether a comma before token k ends a noun phrase: all but
// the commas of a list or a relative clause do.
func (s *sentence) endsPhrase(k int) bool {
	return s.at(k).is(cConj) && s.clauseAhead(k+1) || s.at(k).is(cPrep|cSub|cPron|cIng)
}
