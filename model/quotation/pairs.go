package quotation

import (
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/lang"
)

// A sign is a quotation mark in a text of any language.
type sign struct {
	at, end       int  // bytes of the text
	r             rune // the mark; one rune for '' and ,, as they are typed
	before, after rune // around it, 0 at the edge of the block
}

// displaced reports whether a typed mark has a blank before it that belongs behind it: it
// closes, since a comma follows.
func (s *sign) displaced() bool {
	return s.r == '"' && unicode.IsSpace(s.before) && (s.after == ',' || s.after == ';' || s.after == ')')
}

// A convention is which marks open and close in a language.
type convention struct {
	closers map[rune][]rune // by the mark that opens
	quoting map[rune]bool   // what may be a mark at all
	joined  bool            // letters may be right before an opening mark: Arabic, Hebrew
	hebrew  bool            // " within a word is before its last letter
}

// usualPairs are added to those of every language, and are all that is known of
// an unknown one.
var usualPairs = []lang.Pair{
	{Open: '“', Close: '”'}, {Open: '„', Close: '“'}, {Open: '„', Close: '”'}, {Open: '«', Close: '»'}, {Open: '"', Close: '"'},
	{Open: '「', Close: '」'}, {Open: '『', Close: '』'}, {Open: '‘', Close: '’'}, {Open: '‹', Close: '›'}, {Open: '״', Close: '״'}, {Open: '《', Close: '》'},
	{Open: '〈', Close: '〉'}, {Open: '“', Close: '"'}, {Open: '„', Close: '"'}, {Open: '"', Close: '”'}, {Open: '”', Close: '“'}, {Open: '‚', Close: '‘'}, {Open: '‚', Close: '’'},
}

// conventions are made once for each language.
var conventions sync.Map // *lang.Language → *convention

func conventionOf(l *lang.Language) *convention {
	if c, known := conventions.Load(l); known {
		return c.(*convention)
	}
	c := &convention{closers: map[rune][]rune{}, quoting: map[rune]bool{}}
	add := func(p lang.Pair) {
		if !slices.Contains(c.closers[p.Open], p.Close) {
			c.closers[p.Open] = append(c.closers[p.Open], p.Close)
		}
		c.quoting[p.Open], c.quoting[p.Close] = true, true
	}
	if l != nil {
		for _, p := range l.Marks {
			add(p)
		}
		c.hebrew = slices.Contains(l.Scripts, "Hebrew")
		c.joined = c.hebrew || slices.Contains(l.Scripts, "Arabic")
	}
	for _, p := range usualPairs {
		add(p)
	}
	conventions.Store(l, c)
	return c
}

// single reports whether r is inside other marks in most languages, and is an
// apostrophe in some.
func single(r rune) bool { return r == '‘' || r == '’' || r == '‚' || r == '\'' || r == '‛' }

// title reports whether r opens the title of a work, and no speech.
func title(r rune) bool { return r == '《' || r == '〈' }

// guillemet reports whether blanks may be between r and the words.
func guillemet(r rune) bool { return r == '«' || r == '»' || r == '‹' || r == '›' }

// signs appends the marks of text[lo:hi].
func (c *convention) signs(list []sign, text string, lo, hi int) []sign {
	for i := lo; i < hi; {
		b := text[i]
		if b < utf8.RuneSelf && b != '"' && b != '\'' && b != ',' && b != '<' && b != '>' {
			i++
			continue
		}
		r, n := rune(b), 1
		if b >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:hi])
		} else if b != '"' {
			doubled := i+1 < hi && text[i+1] == b
			typed := map[byte]rune{'\'': '"', ',': '„', '<': '«', '>': '»'}[b]
			if doubled && !(b == ',' && i+2 < hi && !isWord(runeAfter(text, i+2, hi))) {
				r, n = typed, 2
			} else if r = rune(b); !c.quoting[r] {
				i++
				continue
			}
		}
		if c.quoting[r] {
			list = append(list, sign{at: i, end: i + n, r: r, before: runeBefore(text, lo, i), after: runeAfter(text, i+n, hi)})
		}
		i += n
	}
	return list
}

// mostNested is how many marks may be open within each other.
const mostNested = 8

// enterIn is [pairer.enter] for a block in language l, nil if that is unknown.
func (p *pairer) enterIn(l *lang.Language, a *model.Article, blocks []int, k int) (before int) {
	b := blocks[k]
	if n := len(p.found); n > 0 {
		p.found[0], before = p.found[n-1], 1
	}
	p.found = p.found[:before]
	p.pending = false
	c, r := conventionOf(l), a.Blocks[b].Range
	speech := dashes(l, a.Text, r)
	if len(speech) == 0 {
		speech = dashesWithin(l, a.Text, r)
	}
	if len(speech) > 0 {
		for i, at := range speech {
			p.add(stretch{Range: at, block: b, open: true, shut: true, dash: true, joins: i > 0})
		}
		p.carried = 0
		return before
	}
	next := rune(0) // how the next block begins, if it follows at once
	if k+1 < len(blocks) && blocks[k+1] == b+1 {
		next = runeAfter(a.Text, int(a.Blocks[b+1].Range.Start), int(a.Blocks[b+1].Range.End))
	}
	p.signs = c.signs(p.signs[:0], a.Text, int(r.Start), int(r.End))
	p.pair(c, b, r, next)
	p.partNarrated(l, before)
	return before
}

// pair matches the signs of block b, each closing mark with the innermost that it
// can close, and adds what is between the outermost.
func (p *pairer) pair(c *convention, b int, r model.Range, next rune) {
	var open []sign
	inner := 0 // behind the last mark that closed within the outermost, or 0
	carried := p.carried
	p.carried = 0
	for i := range p.signs {
		s := p.signs[i]
		if i == 0 && carried != 0 && s.before == 0 && (s.r == carried || slices.Contains(c.closers[carried], s.r)) {
			s.r = carried // repeated at the head of the paragraph
			open = append(open, s)
			continue
		}
		k := c.closes(open, &s, p.text)
		switch {
		case k == 0:
			if !title(open[0].r) {
				p.add(stretch{Range: span(open[0].at, s.end), block: b, open: true, shut: true})
			}
			open, inner = open[:0], 0
		case k > 0:
			open, inner = open[:k], s.end
			if !slices.Contains(c.closers[open[0].r], s.r) {
				inner = 0
			}
		case !c.opens(&s, p.text, len(open) > 0) || len(open) == mostNested:
		case len(open) > 0 && open[len(open)-1].r == s.r && slices.Contains(c.closers[s.r], s.r):
			open[len(open)-1] = s // the first never closed
		default:
			open = append(open, s)
		}
	}
	if len(open) == 0 || single(open[0].r) || title(open[0].r) {
		return
	}
	o := open[0]
	switch {
	case inner > 0: // one mark closes both
		p.add(stretch{Range: span(o.at, inner), block: b, open: true, shut: true})
	case next == o.r || next != 0 && slices.Contains(c.closers[o.r], next):
		p.carried = o.r
		p.add(stretch{Range: span(o.at, int(r.End)), block: b, open: true, goesOn: true})
	case o.end < int(r.End):
		p.add(stretch{Range: span(o.at, int(r.End)), block: b, open: true, unclosed: true})
	}
}

// closes returns the index in open of the mark that s closes, or -1.
func (c *convention) closes(open []sign, s *sign, text string) int {
	if s.before == 0 || unicode.IsSpace(s.before) && !guillemet(s.r) && !s.displaced() {
		return -1
	}
	if single(s.r) && isWord(s.after) && !particled(s.after) || c.hebrew && c.gershayim(s, text) {
		return -1
	}
	for k := len(open) - 1; k >= 0; k-- {
		if slices.Contains(c.closers[open[k].r], s.r) {
			if s.end-open[k].end == 1 { // nothing between them
				return -1
			}
			return k
		}
	}
	return -1
}

// particled reports whether particles in the script of r follow a mark at once, and
// no apostrophe is within its words.
func particled(r rune) bool { return dense(r) || unicode.Is(unicode.Hangul, r) }

// opens reports whether s can open by what is around it.
func (c *convention) opens(s *sign, text string, within bool) bool {
	if len(c.closers[s.r]) == 0 || s.displaced() || s.after == 0 || unicode.IsSpace(s.after) && !guillemet(s.r) {
		return false
	}
	if freeLeft(s.before) || dense(s.before) || freeBefore(s.before) {
		return true
	}
	switch {
	case c.hebrew && c.gershayim(s, text), unicode.IsDigit(s.before):
		return false
	case isWord(s.before):
		return (c.joined || !c.shuts(s.r) && !single(s.r)) && !within
	}
	return !c.shuts(s.r)
}

// shuts reports whether r closes anything in the language.
func (c *convention) shuts(r rune) bool {
	for _, closers := range c.closers {
		if slices.Contains(closers, r) {
			return true
		}
	}
	return false
}

// gershayim reports whether s is before the last letter of a word, as in an
// acronym, and is no quotation mark.
func (c *convention) gershayim(s *sign, text string) bool {
	if s.r != '"' && s.r != '״' || !isWord(s.before) || !isWord(s.after) {
		return false
	}
	letters := 0
	for _, r := range text[s.end:min(len(text), s.end+24)] {
		if unicode.IsMark(r) {
			continue
		}
		if !isWord(r) {
			break
		}
		letters++
	}
	return letters == 1
}

// freeBefore reports whether r, which is no blank, lets an opening mark follow:
// full stops and brackets of other scripts.
func freeBefore(r rune) bool {
	return r >= utf8.RuneSelf && (unicode.IsPunct(r) || unicode.IsSymbol(r)) && r != '’'
}
