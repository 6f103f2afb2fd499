package quotation

import (
	"slices"

	"stet/model"
	"stet/model/mention"
)

// A thread is what speech without words of saying may go on with.
type thread struct {
	block    int
	quote    int     // index into [finder.out] of the last quotation with marks, or -1
	adjacent bool    // that quotation is in the last sentence
	here     int     // 1 + the block in which somebody spoke last
	who      Speaker // of the last attribution, or whom the last sentence is about
	headed   bool    // names alone are over their speech in this article
}

// newThread is the thread before the first sentence.
func newThread() thread { return thread{block: -2, quote: -1, who: Speaker{Entity: -1}} }

// enter begins block b. Speech does not go on over a block that is no prose.
func (t *thread) enter(b int) {
	if t.block < b-1 {
		t.quote, t.who = -1, Speaker{Entity: -1}
	}
	t.adjacent = false
}

// remember keeps what the next stretch may go on with.
func (f *finder) remember(b, first int) {
	s := &f.sentence
	f.spoken.adjacent = false
	for i := len(f.out) - 1; i >= first; i-- {
		if f.out[i].Said() {
			f.spoken.quote, f.spoken.adjacent, f.spoken.here = i, true, b+1
			if !f.out[i].Speaker.Range.Empty() {
				f.spoken.who = f.out[i].Speaker
			}
			break
		}
	}
	if len(f.out) == first && f.spoken.block == b && f.spoken.quote >= 0 && len(s.toks) > 0 && s.toks[0].is(cStretch) && f.alone(0) {
		f.spoken.adjacent = true
	}
	f.spoken.block = b
	switch says := s.outermost(); {
	case says >= 0 && !f.out[first+says].Speaker.Range.Empty():
		f.spoken.who, f.spoken.here = f.out[first+says].Speaker, b+1
	case (f.spoken.adjacent || f.spoken.here == b+1) && !s.sign(len(s.toks)-1, ':'):
		// Who holds two degrees in the next sentence goes on speaking.
	default:
		f.rememberSubject()
	}
}

// continues returns the quotation of the paragraph before that has no words of
// saying and that the sentence at hand, the first of block b, goes on with; or -1.
func (f *finder) continues(b int) int {
	n := f.spoken.quote
	t := f.sentence.at(0)
	if n < 0 || f.spoken.block != b-1 || !t.is(cStretch) || t.stretch == 0 || !f.marks[t.stretch-1].goesOn || f.out[n].Word != "" {
		return -1
	}
	return n
}

// takeBack gives the words of quotation n to the one, from first on, that says in
// its last paragraph who spoke.
func (f *finder) takeBack(n, first int, start model.Pos) {
	for i := first; i < len(f.out); i++ {
		q := &f.out[i]
		if q.Word == "" || len(q.Marked) == 0 || q.Marked[0].Start != start || q.InSpeech {
			continue
		}
		q.Parts = append(f.out[n].Parts, q.Parts...)
		q.Marked = append(f.out[n].Marked, q.Marked...)
		f.out[n] = *q
		f.out = slices.Delete(f.out, i, i+1)
		switch {
		case f.spoken.quote == i:
			f.spoken.quote = n
		case f.spoken.quote > i:
			f.spoken.quote--
		}
		return
	}
}

// outermost returns the index in found of the clause of saying that holds the
// most of the sentence, or -1.
func (s *sentence) outermost() int {
	best, size := -1, 0
	for i := range s.found {
		f := &s.found[i]
		t := s.at(f.cue.lo)
		if f.voice != finite || f.source.empty() || s.at(f.source.lo).is(cWho) || t.verb == 0 || s.lex.lemmas[t.verb].frame&fQuote == 0 {
			continue
		}
		n := 0
		for _, r := range f.content {
			n += r.hi - r.lo
		}
		if n > size {
			best, size = i, n
		}
	}
	return best
}

// rememberSubject keeps whom a sentence without speech is about, if that can speak.
func (f *finder) rememberSubject() {
	s := &f.sentence
	src := s.firstSubject()
	if s.sign(len(s.toks)-1, ':') {
		src = s.nearestSubject(len(s.toks))
	}
	if s.sign(len(s.toks)-1, ':') && (src.empty() || f.resolver.name(s, src) < 0) {
		if m := f.lastPerson(); m >= 0 { // The best of Doe's lines:
			f.spoken.who = Speaker{Range: f.names.Mentions[m].Range}
			f.resolver.become(&f.spoken.who, referent(f.names.Mentions[m].Entity))
			f.resolver.notice(referent(f.names.Mentions[m].Entity), false)
			return
		}
	}
	if src.empty() {
		return
	}
	head := s.at(f.resolver.headOf(s, src))
	if f.resolver.name(s, src) >= 0 || head.is(cSource|cTitle) || head.is(cPron) && !head.is(cDet|cWh) && !s.word(src.lo, "it") && !s.word(src.lo, "there") {
		f.resolver.speaker(&f.spoken.who, s, src)
	}
}

// lastPerson returns the last mention of a person in the sentence, or -1.
func (f *finder) lastPerson() int {
	for k := len(f.sentence.toks) - 1; k >= 0; k-- {
		if m := f.names.At(model.Pos(f.sentence.toks[k].start)); m >= 0 && f.names.Mentions[m].Type == mention.Person && f.names.Mentions[m].Entity >= 0 {
			return m
		}
	}
	return -1
}

// signed gives the speech of the last paragraph to the name that stands alone
// under it, as under letters and in collections of voices: — Jane Doe, Riverton.
// A name that stands alone over speech is a heading for it instead.
func (f *finder) signed(b int) bool {
	s := &f.sentence
	dash := 0
	if s.sign(0, '—') {
		dash = 1
	}
	src := s.rightPhrase(dash)
	if len(s.toks) > 14 || src.empty() || f.resolver.name(s, src) < 0 || s.mentionType(src.lo) != string(mention.Person) || s.sign(len(s.toks)-1, ':') {
		return false
	}
	for k := range s.toks {
		if s.finite(k) || s.at(k).is(cStretch|cEd) && !s.at(k).is(cCap) {
			return false
		}
	}
	if dash == 0 && s.sign(len(s.toks)-1, '.') {
		return false
	}
	if f.post(b, src) {
		return true
	}
	n := f.spoken.quote
	if n < 0 || f.spoken.block != b-1 && !(f.spoken.block == b && dash == 1) || f.out[n].Word != "" || f.spoken.headed && dash == 0 {
		f.spoken.headed = true
		return false
	}
	f.resolver.speaker(&f.out[n].Speaker, s, src)
	f.out[n].Why = "the name of the speaker stands under the words"
	f.spoken.block, f.spoken.quote, f.spoken.who = b, -1, Speaker{Entity: -1}
	return true
}
