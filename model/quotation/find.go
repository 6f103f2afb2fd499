package quotation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/mention"
)

// Find returns the attributions in the prose blocks that overlap within, in
// text order, the longer first.
//
// The stages: marks, stretches between them, words of saying with their
// sources and contents sentence by sentence, stretches that no sentence
// explains, and who the sources are. Each is linear in the text.
func Find(a *model.Article, within model.Range, names *mention.Found) []Quotation {
	var blocks []int
	for i := range a.Blocks {
		if b := &a.Blocks[i]; b.Prose() && b.Range.Overlaps(within) {
			blocks = append(blocks, i)
		}
	}
	f := &finder{a: a, names: names, lex: words(), marks: stretches(a, blocks)}
	f.resolver = newResolver(a, names)
	f.spoken.block, f.spoken.quote, f.spoken.who.Entity = -2, -1, -1
	f.sentence = sentence{text: a.Text, lex: f.lex, names: names}
	for _, b := range blocks {
		f.block(b)
	}
	fitEdges(a.Text, f.out)
	slices.SortStableFunc(f.out, func(x, y Quotation) int { return x.Cover().Compare(y.Cover()) })
	return f.out
}

// A finder goes through an article block by block.
type finder struct {
	a        *model.Article
	names    *mention.Found
	lex      *lexicon
	marks    []stretch
	next     int // the first stretch that no block has taken
	tokens   []token
	inner    []token
	sentence sentence
	resolver *resolver
	out      []Quotation

	// spoken is what the next stretch without words of saying may go on with.
	headed bool // names alone stand over their speech in this article
	spoken struct {
		block    int
		quote    int // index into out of the last quotation with marks, or -1
		adjacent bool
		here     int     // 1 + the block in which somebody spoke last
		who      Speaker // of the last attribution, or the last subject
	}
}

func (f *finder) block(b int) {
	block := &f.a.Blocks[b]
	lo := f.next
	for f.next < len(f.marks) && f.marks[f.next].block == b {
		f.next++
	}
	f.tokens = f.tokens[:0]
	at := int(block.Range.Start)
	for i := lo; i < f.next; i++ {
		m := &f.marks[i]
		f.tokens = f.lex.tokenize(f.tokens, f.a.Text, at, int(m.Start))
		f.tokens = append(f.tokens, token{start: int32(m.Start), end: int32(m.End), class: cStretch, stretch: int32(i)})
		at = int(m.End)
	}
	f.tokens = f.lex.tokenize(f.tokens, f.a.Text, at, int(block.Range.End))
	if f.spoken.block < b-1 {
		f.spoken.quote, f.spoken.who = -1, Speaker{Entity: -1}
	}
	f.spoken.adjacent = false
	eachSentence(f.tokens, f.a.Text, f.marks, block.Soft, f.lex, func(toks []token) { f.outer(b, toks) })
}

// outer analyses one sentence of the article.
func (f *finder) outer(b int, toks []token) {
	s := &f.sentence
	s.toks = toks
	s.findCues()
	person, body := f.resolver.learn(s)
	if f.signed(b) {
		return
	}
	first := len(f.out)
	for i := range s.found {
		f.out = append(f.out, f.quotation(&s.found[i]))
	}
	loose := f.attach(first)
	for i := range s.found {
		f.resolver.speaker(&f.out[first+i].Speaker, s, s.found[i].source)
	}
	for _, k := range loose {
		f.unexplained(b, k)
	}
	f.remember(b, first)
	f.resolver.notice(body)
	if len(s.found) == 0 {
		f.resolver.notice(person)
	}
	for k := range toks {
		if toks[k].is(cStretch) {
			f.insideStretch(int(toks[k].stretch), first)
		}
	}
}

// quotation turns an attribution of the sentence at hand into ranges.
func (f *finder) quotation(a *attribution) Quotation {
	s := &f.sentence
	q := Quotation{Form: Indirect, Cue: s.span(a.cue), Word: a.word, Content: a.kind, Speaker: Speaker{Entity: -1}}
	if q.Content == "" {
		q.Content = Speech
	}
	for _, r := range a.content {
		q.Parts = append(q.Parts, s.span(r))
	}
	q.Why = "cue: " + f.a.Slice(q.Cue)
	if a.why != "" {
		q.Why += ", " + a.why
	}
	return q
}

func (s *sentence) span(r run) model.Range {
	if r.empty() {
		return model.Range{}
	}
	return span(int(s.toks[r.lo].start), int(s.toks[r.hi-1].end))
}

// attach gives each stretch of the sentence to the innermost attribution whose
// content holds it, and returns the tokens of those that none does.
func (f *finder) attach(first int) (loose []int) {
	s := &f.sentence
	for k := range s.toks {
		if !s.toks[k].is(cStretch) {
			continue
		}
		best, size := -1, 0
		for i := range s.found {
			for _, r := range s.found[i].content {
				if r.lo <= k && k < r.hi && (best < 0 || r.hi-r.lo < size) {
					best, size = i, r.hi-r.lo
				}
			}
		}
		if best < 0 {
			loose = append(loose, k)
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
		q.Why = "no cue: goes on with the speaker before"
		q.Speaker = f.spoken.who
	case !alone && !f.nearby(k).empty():
		src := f.nearby(k)
		q.Why = "no cue: words between marks in a sentence about the speaker"
		f.resolver.speaker(&q.Speaker, s, src)
	case f.spoken.here == b+1 && !f.spoken.who.Range.Empty():
		q.Why = "no cue: goes on with the speaker before"
		q.Speaker = f.spoken.who
	case !alone && !f.speech(m.Range, 5):
		return
	default:
		q.Why = "no cue: words between marks, nobody named"
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
			f.resolver.become(&f.spoken.who, f.names.Mentions[m].Entity)
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
	n := f.spoken.quote
	if n < 0 || f.spoken.block != b-1 && !(f.spoken.block == b && dash == 1) || f.out[n].Word != "" || f.headed && dash == 0 {
		f.headed = true
		return false
	}
	f.resolver.speaker(&f.out[n].Speaker, s, src)
	f.out[n].Why = "no cue: the name stands under the words"
	f.spoken.block, f.spoken.quote, f.spoken.who = b, -1, Speaker{Entity: -1}
	return true
}

// insideStretch adds what is reported within speech: “I think we can win”.
func (f *finder) insideStretch(i, first int) {
	m := &f.marks[i]
	f.inner = f.lex.tokenize(f.inner[:0], f.a.Text, int(m.Start), int(m.End))
	speaker := -1
	for n := first; n < len(f.out); n++ {
		if slices.Contains(f.out[n].Marked, m.Range) {
			speaker = f.out[n].Speaker.Entity
		}
	}
	eachSentence(f.inner, f.a.Text, f.marks, true, f.lex, func(toks []token) {
		f.sentence.toks = toks
		f.sentence.findCues()
		for k := range f.sentence.found {
			q := f.quotation(&f.sentence.found[k])
			q.Why += ", within speech"
			q.InSpeech = true
			f.resolver.within(&q.Speaker, &f.sentence, f.sentence.found[k].source, speaker)
			f.out = append(f.out, q)
		}
	})
}

// ends lists where the words of an unclosed stretch may end.
func (f *finder) ends(m *stretch) []End {
	var out []End
	text := f.a.Text[m.Start:m.End]
	add := func(at int, why string) {
		end := trimRight(text, 0, at)
		if p := m.Start + model.Pos(end); end > 0 && (len(out) == 0 || p > out[len(out)-1].Pos) {
			out = append(out, End{Pos: p, Why: why})
		}
	}
	if at := dashIn(text); at > 0 {
		add(at, "before the dash")
	}
	if at := sentenceEndIn(text); at > 0 && at < len(text) {
		add(at, "end of the sentence")
	}
	add(len(text), "end of the paragraph")
	return out
}

// dashIn returns the place of the first dash between blanks in text, or -1.
func dashIn(text string) int {
	for i, r := range text {
		if (r == '—' || r == '–') && i > 0 && text[i-1] == ' ' {
			return i
		}
	}
	return -1
}

// sentenceEndIn returns the place after the first full stop before a capital, or -1.
func sentenceEndIn(text string) int {
	for i := 0; i+2 < len(text); i++ {
		if c := text[i]; (c == '.' || c == '!' || c == '?') && text[i+1] == ' ' {
			if r, _ := utf8.DecodeRuneInString(text[i+2:]); unicode.IsUpper(r) {
				return i + 1
			}
		}
	}
	return -1
}
