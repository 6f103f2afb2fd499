package quotation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
)

// A stretch is what is between quotation marks at the outermost level of
// one block, marks included.
type stretch struct {
	model.Range
	block int
	// open and shut say which marks are there. A stretch whose opening mark is
	// missing or is in another paragraph begins with its first letter.
	open, shut bool
	// goesOn is true where the speech goes on in the next block, which opens
	// again; unclosed where it does not and the closing mark is missing.
	goesOn, unclosed bool
	cut              cut // where unclosed: what ends it
	// dash is true for speech that a dash introduces; joins where it is one
	// quotation with the stretch before it.
	dash, joins bool
}

// pairer turns the signs of the blocks, one block after the other, into
// stretches. Its work is linear in the signs.
type pairer struct {
	text    string
	marks   []mark
	found   []stretch
	pending bool // a displaced opening mark was at the end of the last block
	signs   []sign
	carried rune // the mark that opened in the last block, in other languages than English, or 0
	until   int  // 1 + the block in which speech closes that goes on without marks, or 0

	// What survey found in the block at hand: whether double marks nest, and the
	// last single marks that can close, at all and after punctuation, or -1.
	nests                 bool
	lastClose, lastStrong int
}

// enter pairs the signs of the kth of the blocks, which are gone through in order.
// Of the suggestions before, the last stretch is kept; enter returns how many that
// are.
func (p *pairer) enter(a *model.Article, blocks []int, k int) (before int) {
	b := blocks[k]
	if n := len(p.found); n > 0 {
		p.found[0], before = p.found[n-1], 1
	}
	p.found = p.found[:before]
	p.marks = scanMarks(p.marks[:0], a.Text, a.Blocks[b].Range)
	if b < p.until {
		p.runsOn(a, b)
	}
	if b+1 < p.until {
		return before
	}
	opensNext := k+1 < len(blocks) && blocks[k+1] == b+1 && beginsWithMark(a.Text, a.Blocks[b+1].Range)
	p.block(b, a.Blocks[b].Range, opensNext)
	if n := len(p.found); n > 0 && p.found[n-1].unclosed && p.found[n-1].cut == atEdge {
		if p.until = closedLater(a, blocks, k); p.until > 0 {
			p.found[n-1].unclosed, p.found[n-1].goesOn = false, true
		}
	}
	return before
}

// longestRun is how many paragraphs speech may go on for without marks.
const longestRun = 8

// closedLater returns 1 + the block in which speech closes that the kth of the blocks
// has opened, where the paragraphs between have no marks at all; 0 if none does.
func closedLater(a *model.Article, blocks []int, k int) int {
	for n := k + 1; n < len(blocks) && n <= k+longestRun; n++ {
		b := blocks[n]
		if b != blocks[n-1]+1 || a.Blocks[b].Kind != model.Paragraph {
			return 0
		}
		for _, m := range scanMarks(nil, a.Text, a.Blocks[b].Range) {
			if m.single {
				continue
			}
			if m.way != opens && m.right && !unicode.IsSpace(m.before) && m.before != 0 && (endsSpeech(m.before) || m.way == closes) {
				return b + 1
			}
			return 0
		}
	}
	return 0
}

// runsOn adds the part in block b of speech that goes on without marks, to its closing
// mark or the end of the block.
func (p *pairer) runsOn(a *model.Article, b int) {
	r := a.Blocks[b].Range
	if b+1 < p.until {
		p.add(stretch{Range: r, block: b, goesOn: true})
		return
	}
	i := slices.IndexFunc(p.marks, func(m mark) bool { return !m.single })
	p.add(stretch{Range: span(int(r.Start), p.marks[i].end), block: b, shut: true})
	p.marks = p.marks[i+1:]
}

// beginsWithMark reports whether a block opens with a mark that can open: the
// convention for speech that goes on over paragraphs.
func beginsWithMark(text string, block model.Range) bool {
	i, hi := int(block.Start), int(block.End)
	if i >= hi {
		return false
	}
	n, single, w := signAt(text, i, hi)
	return n > 0 && !single && w != closes && !unicode.IsSpace(runeAfter(text, i+n, hi))
}

// block pairs the signs of block b, which lies at r.
func (p *pairer) block(b int, r model.Range, opensNext bool) {
	p.survey()
	open, depth := -1, 0 // the mark that is open, and how many of its kind are nested in it
	awaited := p.pending
	p.pending = false
	for i := range p.marks {
		m := &p.marks[i]
		if open < 0 {
			if p.opens(i) {
				open, depth = i, 0
			} else if start, ok := p.unopened(r, m, awaited && p.firstIn(b)); ok {
				p.add(stretch{Range: span(start, m.end), block: b, shut: true})
			}
			continue
		}
		o := &p.marks[open]
		switch {
		case m.single != o.single:
		case p.shuts(o, m, i):
			if depth > 0 {
				depth--
				continue
			}
			p.add(stretch{Range: span(o.at, m.end), block: b, open: true, shut: true})
			open = -1
		case m.single:
		case p.nests && m.way == opens && m.canOpen():
			depth++
		default: // a second opening mark: the first never closed
			p.add(stretch{Range: span(o.at, trimRight(p.text, o.end, m.at)), block: b, open: true, unclosed: true, cut: atMark})
			open, depth = i, 0
		}
	}
	if open >= 0 && !p.marks[open].single && p.marks[open].end < int(r.End) {
		p.add(stretch{Range: span(p.marks[open].at, int(r.End)), block: b, open: true, goesOn: opensNext, unclosed: !opensNext})
	}
}

// survey looks over the signs of a block: whether its double marks can nest, and
// where its last single marks are that can close.
func (p *pairer) survey() {
	p.lastClose, p.lastStrong = -1, -1
	balance := 0
	for i := range p.marks {
		switch m := &p.marks[i]; {
		case !m.single && m.way == opens:
			balance++
		case !m.single && m.way == closes:
			balance--
		case m.single && m.way != opens && m.right:
			p.lastClose = i
			if endsSpeech(m.before) {
				p.lastStrong = i
			}
		}
	}
	p.nests = balance == 0
}

// opens reports whether mark i begins speech while none is open. One at the end
// of a block announces speech in the next.
func (p *pairer) opens(i int) bool {
	m := &p.marks[i]
	last := i == len(p.marks)-1
	switch {
	case m.single: // one that nothing could close is an apostrophe
		if !m.canOpen() || m.way == closes || elides(p.text, m) {
			return false
		}
		return m.way == opens && p.lastClose > i || p.lastStrong > i
	case m.after == 0 && awaitsAtEnd(m) && last:
		p.pending = true
		return false
	}
	return m.way == opens || m.canOpen() || m.way == either && m.left && !last
}

func (p *pairer) add(s stretch) { p.found = append(p.found, s) }

func (p *pairer) firstIn(b int) bool {
	return len(p.found) == 0 || p.found[len(p.found)-1].block != b
}

// shuts reports whether m closes what o opened.
func (p *pairer) shuts(o, m *mark, i int) bool {
	if m.single {
		if m.way == opens || !m.right || m.before == 0 || unicode.IsSpace(m.before) {
			return false
		}
		// Between ‘ and ’ a plural possessive (the voters’ choice) is passed over
		// where a mark after punctuation follows.
		return endsSpeech(m.before) || i >= p.lastStrong || m.before != 's'
	}
	switch m.way {
	case closes:
		return true
	case opens:
		return m.right && !m.left // “ in the place of ”
	}
	// A straight mark between a blank and a letter opens; the one before never closed.
	return !(m.left && !m.right && unicode.IsSpace(m.before)) || o.way == either && !endsSpeech(prevVisible(p.text, m.at))
}

// prevVisible returns the last rune before i that is no blank.
func prevVisible(text string, i int) rune {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		if !unicode.IsSpace(r) {
			return r
		}
		i -= n
	}
	return 0
}

// awaitsAtEnd reports whether a mark at the very end of a block can only be the
// displaced opening mark of the next one.
func awaitsAtEnd(m *mark) bool {
	return m.way == opens || m.way == either && (unicode.IsSpace(m.before) || endsSpeech(m.before))
}

// unopened returns where speech begins that m closes and nothing opened: at the
// start of the block if a mark at the end of the last one announced it, else at
// the start of m's sentence. False means that m closes nothing.
func (p *pairer) unopened(r model.Range, m *mark, awaited bool) (int, bool) {
	if m.single || p.pending || !m.canClose() || unicode.IsDigit(m.before) {
		return 0, false
	}
	from := int(r.Start)
	if awaited {
		return from, true
	}
	if !endsSpeech(m.before) {
		return 0, false
	}
	if n := len(p.found); n > 0 && p.found[n-1].End > r.Start {
		from = int(p.found[n-1].End)
	}
	text := p.text[from:m.at]
	for end := len(text) - 1; end > 0; {
		i := strings.LastIndexAny(text[:end], ".?!")
		if i < 0 {
			break
		}
		if i+1 < len(text) && text[i+1] == ' ' {
			from += i + 1
			break
		}
		end = i
	}
	for from < m.at && unicode.IsSpace(rune(p.text[from])) {
		from++
	}
	return from, from < m.at
}

func span(lo, hi int) model.Range { return model.Range{Start: model.Pos(lo), End: model.Pos(hi)} }

// trimRight returns hi moved back over blanks, not before lo.
func trimRight(text string, lo, hi int) int {
	return lo + len(strings.TrimRightFunc(text[lo:hi], unicode.IsSpace))
}
