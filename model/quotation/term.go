package quotation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A looks says what can be seen of a stretch without its sentence.
type looks struct {
	words int
	title bool // written as a title: two capitals or more, and no long word in small letters
	last  rune // before the closing mark
}

func (s terms) looksOf(t *token) looks {
	l := looks{last: lastSign(s.text, t.span())}
	capital, small := 0, 0
	for _, w := range strings.Fields(s.text[t.start:t.end]) {
		if w = strings.TrimFunc(w, func(c rune) bool { return !isWord(c) }); w == "" {
			continue
		}
		l.words++
		switch c, _ := utf8.DecodeRuneInString(w); {
		case unicode.IsUpper(c) && w != "I" && !strings.HasPrefix(w, "I'") && !strings.HasPrefix(w, "I’"):
			capital++
		case len(w) > 4:
			small++
		}
	}
	l.title = capital > 1 && small == 0
	return l
}

// term reports whether the stretch at token k is a term, a name, a title or a
// label that the article itself puts between marks. a is the attribution whose
// content holds it, or nil.
func (s terms) term(k int, a *attribution) bool {
	l := s.looksOf(s.at(k))
	switch {
	case l.words == 0:
		return true
	case s.nickname(k, l), s.named(k), s.termNoun(k, l):
		return true
	case a != nil && s.opensClause(a, k, l):
		return true
	case a != nil && l.title && s.performed(a):
		return true
	case a != nil && (a.direct || s.governs(a, k)):
		return false
	case l.title && (s.at(k-1).is(cWork) || s.sign(k-1, ',') && s.at(k-2).is(cWork) || a != nil || s.at(k+1).is(cPlate)):
		return true
	case s.at(k+1).is(cPlate) && l.words < 4:
		return true
	}
	if judged, is := s.judged(k, a, l); is {
		return judged
	}
	if a == nil {
		return l.words == 1
	}
	says := a.source.hi > a.source.lo && s.says(a)
	switch {
	case l.words == 1:
		return !says
	case l.words < 3 && !says:
		return true
	case l.words < 4 && a.voice == passive && a.source.empty():
		return true
	}
	return s.joinsTerm(k, l)
}

// says reports whether the cue of a introduces words, as opposed to thoughts.
func (s terms) says(a *attribution) bool {
	switch a.word {
	case "read", "hear", "learn", "know":
		return false
	case "think", "believe", "feel", "fear", "hope":
		return true
	}
	t := s.at(a.cue.lo)
	return t.verb == 0 || s.lex.lemmas[t.verb].frame&fQuote != 0 && a.voice != passive
}

// opensClause reports whether the one word at token k is the subject of the clause
// that a reports: thinks that “tension” is a kind of cello.
func (s terms) opensClause(a *attribution, k int, l looks) bool {
	return l.words == 1 && !endsSpeech(l.last) && a.kind == Clause && s.at(k+1).is(auxiliary)
}

// performed reports whether the cue of a is of a work rather than of words: sang.
func (s terms) performed(a *attribution) bool {
	t := s.at(a.cue.lo)
	return t.verb != 0 && s.lex.lemmas[t.verb].frame&(fThat|fQuote) == fQuote
}

// governs reports whether the stretch at token k is what the cue of a
// introduces: said “…”, said that “…”.
func (s terms) governs(a *attribution, k int) bool {
	if !s.says(a) {
		return false
	}
	p := k - 1
	for p >= a.cue.hi && (s.word(p, "that") || s.sign(p, ',') || s.sign(p, ':') || s.adverb(p) || s.at(p).is(cObj)) {
		p--
	}
	return p < a.cue.hi && p >= a.cue.lo
}

// nickname reports whether the stretch at token k is inside a name: Joe
// “Stig” Doe.
func (s terms) nickname(k int, l looks) bool {
	before, after := s.at(k-1), s.at(k+1)
	return l.words < 4 && !endsSpeech(l.last) && before.is(cCap) && after.is(cCap) && before.verb == 0 &&
		!before.is(cPron|cDet|cPoss|cPrep|cConj|cSub|cTime|cOwner) && !after.is(cPron|cDet|cPoss|cTime)
}

// named reports whether a word before token k gives the stretch there as a name:
// titled “…”, dubbed by the papers “…”, known to the members as “…”.
func (s terms) named(k int) bool {
	for i := k - 1; i >= 0 && i >= k-7; i-- {
		t := s.at(i)
		switch {
		case t.is(cNames) && !t.is(cCap):
			return true
		case s.sign(i, ',') && i == k-1:
		case t.is(cPunct | cStretch):
			return false
		case s.word(i, "as") && i >= k-2:
			for n := i - 1; n > i-7 && !s.at(n).is(cPunct|cStretch); n-- {
				if w := s.at(n); s.word(n, "known") || s.word(n, "listed") || s.word(n, "referred") || s.word(n, "appear") || s.word(n, "appears") ||
					s.word(n, "appeared") || s.word(n, "filed") || s.word(n, "registered") || s.word(n, "classed") || w.is(cNames) && !w.is(cCap) {
					return true
				}
			}
			return false
		case s.word(i, "under") && i == k-1:
			return true
		case t.verb != 0 && t.form&(past|third) != 0 && !t.is(cCap), s.finite(i), s.word(i, "who"):
			return false
		}
	}
	return false
}

// termNoun reports whether a noun before token k says that the stretch there is
// a piece of language: the word “…”, its slogan, “…”, words like “…”.
func (s terms) termNoun(k int, l looks) bool {
	p := k - 1
	switch {
	case s.sign(p, ',') && !s.word(p-1, "word"), s.sign(p, ':') && l.words < 4:
		p--
	case s.word(p, "like"), s.word(p, "as") && s.word(p-1, "such"):
		for p--; s.word(p, "such"); p-- {
		}
		if s.word(p, "words") || s.word(p, "phrases") || s.word(p, "terms") || s.word(p, "expressions") {
			return true
		}
	case s.at(p).is(cBe) && l.words < 4:
		if p = s.back(p); s.at(p).is(cTerm) && s.at(p-1).is(cDet|cPoss|cOwner) {
			return true
		}
		return false
	case s.word(p, "of") && l.words < 4:
		p--
	}
	t := s.at(p)
	if p == k-1 && (s.word(p, "words") && s.word(p-1, "the") || s.word(p, "terms") && s.at(p-1).is(cDet|cPoss)) {
		return true
	}
	return t.is(cTerm) && !t.is(cCap) && (t.verb == 0 || s.at(p-1).is(cDet|cPoss|cOwner|cPrep))
}

// judged decides for a stretch after a verb that names or judges. is is false
// where there is no such verb.
func (s terms) judged(k int, a *attribution, l looks) (term, is bool) {
	verb := -1
	if a != nil && s.at(a.cue.lo).is(cJudges) && a.cue.lo < k {
		verb = a.cue.lo
	}
	for i := k - 1; verb < 0 && i >= 0 && i >= k-6; i-- {
		t := s.at(i)
		switch {
		case t.is(cJudges) && !t.is(cCap|cOwner) && !s.at(i-1).is(cDet|cPoss|cOwner):
			verb = i
		case t.is(cPunct | cStretch), t.verb != 0 && t.form&(past|third) != 0, s.finite(i):
			return false, false
		}
	}
	if verb < 0 {
		return false, false
	}
	src := s.subjectOf(verb, a)
	switch {
	case src.empty():
		return l.words < 5, true
	case s.word(src.lo-1, "what"), l.title:
		return l.words < 4, true
	case !s.personal(src):
		return l.words < 4, true
	}
	return false, true
}

// subjectOf is who does what the verb at token i says.
func (s terms) subjectOf(i int, a *attribution) run {
	if a != nil && a.cue.lo == i {
		return a.source
	}
	v := s.voice(i)
	if v == noVerb {
		return run{}
	}
	return s.subject(i, v)
}

// personal reports whether a source is somebody who can be quoted.
func (s terms) personal(src run) bool {
	for k := src.lo; k < src.hi; k++ {
		if s.at(k).is(cPrep) && !s.at(k).is(cCap) {
			break
		}
		if t := s.at(k); t.is(cPerson|cTitle) || t.is(cPron|cWho) && !t.is(cDet|cPoss) || s.mentionType(k) == "PERSON" || s.mentionType(k) == "ORG" {
			return true
		}
	}
	return false
}

// joinsTerm reports whether the stretch at token k is coordinated with a term:
// words like “robust” and “going forward”.
func (s terms) joinsTerm(k int, l looks) bool {
	if l.words > 3 || !s.at(k-1).is(cConj) || !s.at(k-2).is(cStretch) {
		return false
	}
	return s.named(k-2) || s.termNoun(k-2, s.looksOf(s.at(k-2)))
}
