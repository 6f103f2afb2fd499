package quotation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
)

// attach gives each stretch of the sentence to the innermost attribution whose
// content holds it, and returns the tokens of those that none does.
func (f *finder) attach(first int) (loose []int) {
	s := &f.sentence
	judge := terms{&s.subjects}
	for k := range s.toks {
		if !s.toks[k].is(cStretch) {
			continue
		}
		best, size := -1, 0
		for i := range s.found {
			for _, r := range s.found[i].content {
				if r.lo <= k && k < r.hi && (best < 0 || r.hi-r.lo < size && !s.found[i].source.empty() || s.found[best].source.empty() && !s.found[i].source.empty()) {
					best, size = i, r.hi-r.lo
				}
			}
		}
		if best < 0 {
			if !judge.term(k, nil) {
				loose = append(loose, k)
			}
			continue
		}
		if judge.term(k, &s.found[best]) {
			continue
		}
		f.mark(&f.out[first+best], int(s.toks[k].stretch))
	}
	return loose
}

// mark adds a stretch to the content of q.
func (f *finder) mark(q *Quotation, i int) {
	m := &f.marks[i]
	q.Marked = append(q.Marked, m.Range)
	q.Form = Mixed
	if len(q.Marked) == len(q.Parts) && slices.Equal(q.Marked, q.Parts) {
		q.Form = Direct
	}
	if m.unclosed {
		q.Ends = f.ends(m)
	}
}

// unexplained makes a quotation of the stretch at token k, which no word of
// saying in its sentence reports, if it is speech at all.
func (f *finder) unexplained(b, k int) {
	s := &f.sentence
	i := int(s.toks[k].stretch)
	m := &f.marks[i]
	alone := f.alone(k)
	switch {
	case i > 0 && f.marks[i-1].goesOn && f.spoken.quote >= 0 && f.spoken.block == b-1 && k == 0:
		f.extend(f.spoken.quote, i)
		return
	case alone && f.spoken.quote >= 0 && f.spoken.adjacent && f.out[f.spoken.quote].Form == Direct:
		f.extend(f.spoken.quote, i)
		return
	case !alone && !f.speech(m.Range, 3):
		return
	}
	q := Quotation{Form: Direct, Content: Speech, Parts: []model.Range{m.Range}, Marked: []model.Range{m.Range}, Speaker: Speaker{Entity: -1}}
	if m.unclosed {
		q.Ends = f.ends(m)
	}
	switch {
	case (alone || k == 0 && f.spoken.here == b+1) && !f.spoken.who.Range.Empty():
		q.Why = "there is no word of saying: the speaker before goes on"
		q.Speaker = f.spoken.who
	case !alone && f.speaks(f.nearby(k), k):
		src := f.nearby(k)
		q.Why = "there is no word of saying, and the sentence is about the speaker"
		f.resolver.speaker(&q.Speaker, s, src)
	case f.spoken.here == b+1 && !f.spoken.who.Range.Empty():
		q.Why = "there is no word of saying: the speaker before goes on"
		q.Speaker = f.spoken.who
	case !alone && !s.sign(k-1, ':') && f.nearby(k).empty() && !f.speech(m.Range, 5):
		return
	default:
		q.Why = "the words stand between quotation marks, and nobody is named"
	}
	f.out = append(f.out, q)
}

// extend adds stretch i as a further part of quotation n.
func (f *finder) extend(n, i int) {
	q := &f.out[n]
	q.Parts = append(q.Parts, f.marks[i].Range)
	q.Marked = append(q.Marked, f.marks[i].Range)
	if f.marks[i].unclosed {
		q.Ends = f.ends(&f.marks[i])
	}
}

// alone reports whether the stretch at token k makes up its whole sentence.
func (f *finder) alone(k int) bool {
	for i := range f.sentence.toks {
		if t := &f.sentence.toks[i]; i != k && !t.is(cPunct|cStretch) && !(i < k && t.is(cConj|cAdv)) {
			return false
		}
	}
	return true
}

// speech reports whether a stretch in the middle of a sentence may be speech:
// that many words, and not the title of a work.
func (f *finder) speech(r model.Range, least int) bool {
	n, long, capital := 0, 0, 0
	for _, w := range strings.Fields(f.a.Slice(r)) {
		if w = strings.TrimFunc(w, func(c rune) bool { return !isWord(c) }); w == "" {
			continue
		}
		n++
		if len(w) > 4 {
			long++
			if c, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(c) {
				capital++
			}
		}
	}
	return n >= least && (long == 0 || capital < long)
}

// speaks reports whether src, beside the stretch at token k, is somebody who can
// say it: a name, a person, a group or a writing, not the price, there, a dateline
// or a place before a colon.
func (f *finder) speaks(src run, k int) bool {
	s := &f.sentence
	if src.empty() {
		return false
	}
	colon := s.sign(k-1, ':')
	head := s.at(f.resolver.headOf(s, src))
	switch {
	case head.is(cPron) && !head.is(cDet|cWh):
		return !s.word(src.lo, "it") && !s.word(src.lo, "there")
	case head.is(cSource | cTitle | cWriting), s.at(src.hi - 1).is(cOwner | cPoss):
	case s.mentionType(f.resolver.headOf(s, src)) != "":
	default:
		return colon && head.is(cUpper)
	}
	verb := colon || src.hi > k || s.clauseIn(src.hi, k) || s.at(src.hi-1).is(cOwner|cPoss)
	for i := src.hi; i < k && !verb; i++ {
		verb = s.at(i).verb != 0
	}
	return verb
}

// nearby returns the subject before the stretch at token k.
func (f *finder) nearby(k int) run {
	s := &f.sentence
	if s.sign(k-1, ':') {
		if r := s.leftPhrase(k - 2); !r.empty() && r.lo == 0 {
			return r
		}
	}
	if lo := s.leftBase(k - 1); lo < k {
		for j := k - 1; j >= lo; j-- {
			if s.at(j).is(cOwner | cPoss) {
				return run{lo, j + 1}
			}
		}
	}
	return s.mainSubject(k)
}
