package quotation

import (
	"fmt"
	"math"
	"slices"

	"stet/model"
	"stet/model/lang"
	"stet/model/mention"
)

// Find returns the attributions in the prose blocks that overlap within, in
// text order, the longer first.
//
// The stages: marks, stretches between them, words of saying with their
// sources and contents sentence by sentence, stretches that no sentence
// explains, and who the sources are. Each is linear in the text. Without names
// (nil) speakers stay the words that are by the cue.
func Find(a *model.Article, within model.Range, names *mention.Found) []Quotation {
	var all []Quotation
	newFinder(a, names).find(within, math.MaxInt, func(final []Quotation) { all = final })
	slices.SortStableFunc(all, func(x, y Quotation) int { return x.Cover().Compare(y.Cover()) })
	return all
}

// A finder goes through an article block by block.
type finder struct {
	a             *model.Article
	names         *mention.Found
	lex           *lexicon
	marks         []stretch // the last before the block at hand, then those in it
	next          int       // the first of them that the block has not taken
	tokens        []token
	inner         []token
	sentence      sentence
	resolver      *resolver
	out           []Quotation
	doubt         []loose // edges, of the last that were fitted
	spoken        thread
	turns         turns
	cueAttributor cueAttributor
}

func newFinder(a *model.Article, names *mention.Found) *finder {
	if names == nil {
		names = &mention.Found{}
	}
	f := &finder{a: a, names: names, lex: words(), spoken: newThread()}
	f.resolver = newResolver(a, names)
	f.sentence = newSentence(a.Text, f.lex, names)
	return f
}

// find goes through the prose blocks that overlap within. It hands what it found
// to done, in order of finding, once there is as much as batch and in the end;
// what done was given is overwritten by what is found next.
func (f *finder) find(within model.Range, batch int, done func([]Quotation)) {
	var blocks []int
	for i := range f.a.Blocks {
		if b := &f.a.Blocks[i]; b.Prose() && b.Range.Overlaps(within) {
			blocks = append(blocks, i)
		}
	}
	pairs := pairer{text: f.a.Text}
	if english(f.a) {
		f.turns = findTurns(f.a, blocks, f.names)
	}
	for k, b := range blocks {
		if inEnglish(f.a, b) {
			f.next = pairs.enter(f.a, blocks, k)
			f.marks = pairs.found
			f.block(b)
		} else {
			l := lang.Of(f.a.LanguageOf(b))
			f.next = pairs.enterIn(l, f.a, blocks, k)
			f.marks = pairs.found
			f.told(b, l)
		}
		if len(f.out) >= batch {
			f.hand(f.settled(), done)
		}
	}
	f.hand(len(f.out), done)
}

// settled is how many quotations no later block can change: those before the one
// that speech may go on with.
func (f *finder) settled() int {
	switch {
	case !english(f.a):
		return max(0, min(len(f.out)-1, f.cueAttributor.quote))
	case f.spoken.quote >= 0:
		return f.spoken.quote
	}
	return len(f.out)
}

// hand gives the first n quotations to done and forgets them.
func (f *finder) hand(n int, done func([]Quotation)) {
	f.fitEdges(f.out[:n])
	done(f.out[:n])
	if f.spoken.quote >= n {
		f.spoken.quote -= n
	} else {
		f.spoken.quote = -1
	}
	f.cueAttributor.quote = max(-1, f.cueAttributor.quote-n)
	f.out = f.out[:copy(f.out, f.out[n:])]
}

// english reports whether the article is in English as a whole, inEnglish whether
// block b is: whether the grammar of this package fits it.
func english(a *model.Article) bool          { return a.Meta.Language == "en" }
func inEnglish(a *model.Article, b int) bool { return a.LanguageOf(b) == "en" }

// block finds the attributions of block b.
func (f *finder) block(b int) {
	block := &f.a.Blocks[b]
	f.spoken.enter(b)
	if t, is := f.turns[b]; is && !t.asks {
		f.turn(b, t)
		return
	}
	f.tokens = f.takeStretches(f.tokens[:0], b, int(block.Range.Start), int(block.Range.End))
	eachSentence(f.tokens, f.a.Text, f.marks, block.Soft, f.lex, func(toks []token) { f.outer(b, toks) })
}

// takeStretches appends the tokens of text[at:end], which lies in block b.
func (f *finder) takeStretches(tokens []token, b, at, end int) []token {
	for ; f.next < len(f.marks) && f.marks[f.next].block == b; f.next++ {
		m := &f.marks[f.next]
		if m.unclosed {
			f.closeBeforeCue(m)
		}
		tokens = f.lex.tokenize(tokens, f.a.Text, at, int(m.Start))
		tokens = append(tokens, token{start: int32(m.Start), end: int32(m.End), class: cStretch, stretch: int32(f.next)})
		at = int(m.End)
	}
	return f.lex.tokenize(tokens, f.a.Text, at, end)
}

// outer analyses one sentence of the article.
func (f *finder) outer(b int, toks []token) {
	s := &f.sentence
	s.toks = toks
	s.findCues()
	body := f.resolver.learn(s)
	if f.signed(b) {
		return
	}
	first, before := len(f.out), f.continues(b)
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
	f.resolver.leave(s, first, f.out, body)
	for k := range toks {
		if toks[k].is(cStretch) {
			f.insideStretch(int(toks[k].stretch), first)
		}
	}
	if before >= 0 {
		f.takeBack(before, first, model.Pos(toks[0].start))
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
	q.Why = a.why.of(q.Content, f.a.Slice(q.Cue))
	return q
}

// inSpeech makes a quotation of what is reported within speech.
func (f *finder) inSpeech(a *attribution) Quotation {
	q := f.quotation(a)
	q.Why, q.InSpeech = fmt.Sprintf("%s, within what another says", q.Why), true
	return q
}

func (s *tagged) span(r run) model.Range {
	if r.empty() {
		return model.Range{}
	}
	return span(int(s.toks[r.lo].start), int(s.toks[r.hi-1].end))
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
			q := f.inSpeech(&f.sentence.found[k])
			f.resolver.within(&q.Speaker, &f.sentence, f.sentence.found[k].source, speaker)
			f.out = append(f.out, q)
		}
	})
}
