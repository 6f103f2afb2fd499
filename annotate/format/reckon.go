package format

import (
	"fmt"
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/annotate"
	"stet/model"
)

// A counting is where the offsets of a file lie in a text, in one way to count.
type counting struct {
	way   reckoning
	at    map[int]model.Pos
	score int
}

func (c *counting) of(pl *annotate.Place) (model.Range, bool) {
	start, ok1 := c.at[pl.Quote.Start]
	end, ok2 := c.at[pl.Quote.End]
	return model.Range{Start: start, End: end}, ok1 && ok2 && start <= end
}

// A reckoner says where a place of a file lies in the page's text. Sure is false
// where the ways to count that remain possible disagree about it.
type reckoner struct {
	page  *page
	taken *counting
	rival []*counting // as good as the one that was taken
}

func (r *reckoner) of(pl *annotate.Place) (at model.Range, ok, sure bool) {
	if r.taken == nil {
		return model.Range{}, false, true
	}
	at, ok = r.taken.of(pl)
	for _, c := range r.rival {
		if other, ok2 := c.of(pl); ok2 != ok || other != at {
			return at, ok, false
		}
	}
	return at, ok, true
}

// reckon finds out how a file counts. Words decide: the way under which most
// quotes are where the file says. Where that leaves several ways, or nothing is
// quoted, they are told apart by whether spans begin and end with a word; ways
// that this does not tell apart remain rivals.
func (p *page) reckon(places []*annotate.Place, f Format, lose func(Loss)) *reckoner {
	var offsets []int
	var quoted, bare []*annotate.Place
	for _, pl := range places {
		if pl.Quote.Start == unplaced {
			continue
		}
		offsets = append(offsets, pl.Quote.Start, pl.Quote.End)
		if pl.Quote.Exact != "" {
			quoted = append(quoted, pl)
		} else {
			bare = append(bare, pl)
		}
	}
	r := &reckoner{page: p}
	if len(offsets) == 0 {
		return r
	}
	ways := reckonings(f.Unit, p.Article.Text)
	if p.said {
		ways = ways[:1]
	}
	if len(quoted) > 0 {
		ways = p.byWords(ways, offsets, quoted, f, len(bare) == 0)
	}
	if r.taken = p.byEdges(ways, offsets, bare, f, r); r.taken == nil {
		r.taken = p.count(ways[0], offsets)
	}
	p.tellUnit(r, f, quoted, bare, lose)
	return r
}

func (p *page) count(way reckoning, offsets []int) *counting {
	return &counting{way: way, at: way.positions(p.Article.Text, offsets)}
}

// byWords returns the ways under which most quotes are where the file says. One is
// enough if all are and nothing else has to be placed.
func (p *page) byWords(ways []reckoning, offsets []int, quoted []*annotate.Place, f Format, one bool) []reckoning {
	var best []reckoning
	most := 0
	for _, way := range ways {
		c := p.count(way, offsets)
		score := 0
		for _, pl := range quoted {
			if r, ok := c.of(pl); ok {
				score += f.agrees(p.Article.Slice(r), pl.Quote.Exact)
			}
		}
		if score > most {
			best, most = nil, score
		}
		if score == most && score > 0 {
			best = append(best, way)
		}
		if one && score == 3*len(quoted) {
			break
		}
	}
	if best == nil {
		return ways[:1] // the words will be looked for
	}
	return best
}

// byEdges takes the way under which the spans without words begin and end with
// one. The likely ways are tried before those that only broken files count in.
func (p *page) byEdges(ways []reckoning, offsets []int, bare []*annotate.Place, f Format, r *reckoner) *counting {
	if len(bare) == 0 {
		return p.count(ways[0], offsets)
	}
	var first *counting
	for tier := range 3 {
		var cs []*counting
		for _, way := range ways {
			if f.tier(way) == tier {
				c := p.count(way, offsets)
				for _, pl := range bare {
					if at, ok := c.of(pl); ok {
						c.score += edgesOf(p.Article.Text, at.Start, at.End)
					}
				}
				cs = append(cs, c)
			}
		}
		if len(cs) == 0 {
			continue
		}
		best := cs[0]
		for _, c := range cs[1:] {
			if c.score > best.score {
				best = c
			}
		}
		if first == nil {
			first = best
			r.rival = different(best, cs, len(bare))
		}
		if 2*len(bare) == best.score {
			r.rival = different(best, cs, len(bare))
			return best
		}
	}
	return first
}

// tier is how likely a way is in files of the format: 0 of its tools, 2 of none.
func (f Format) tier(way reckoning) int {
	switch {
	case way.unit == Bytes && f.Unit != Bytes:
		return 2
	case way.ends == lfAsTwo, way.ends == crlfAsOne && !f.Ends, way.mark && !f.Ends:
		return 1
	}
	return 0
}

// different returns the countings that are as good as the best and say otherwise.
// One is worse if its score is lower and the best leaves hardly an end within a
// word.
func different(best *counting, cs []*counting, spans int) (out []*counting) {
	clear := 2*spans - best.score
	for _, c := range cs {
		if c == best || maps.Equal(c.at, best.at) {
			continue
		}
		if behind := best.score - c.score; behind == 0 || clear > 0 && behind < 2+2*clear {
			out = append(out, c)
		}
	}
	return out
}

// tellUnit says where a file counts otherwise than its tool is said to, and where
// that was only guessed.
func (p *page) tellUnit(r *reckoner, f Format, quoted, bare []*annotate.Place, lose func(Loss)) {
	way, usual := r.taken.way, reckoning{unit: f.Unit}
	switch {
	case f.Unit == NoOffsets, p.said:
	case way != usual && len(quoted) > 0 && !maps.Equal(r.taken.at, usual.positions(p.Article.Text, offsetsOf(quoted, bare))):
		lose(Loss{What: OtherUnit, Detail: way.String(), Kept: true})
	case len(quoted) == 0 && (way != usual || p.offsets.Len() != len(p.Article.Text)) && len(r.rival) == 0:
		for _, w := range []reckoning{{unit: CodePoints}, {unit: UTF16}, usual} {
			if !maps.Equal(r.taken.at, w.positions(p.Article.Text, offsetsOf(quoted, bare))) {
				lose(Loss{What: NoQuote, Detail: fmt.Sprintf("offsets could not be checked; read as %s", way), Kept: true})
				return
			}
		}
	}
}

func offsetsOf(lists ...[]*annotate.Place) (out []int) {
	for _, l := range lists {
		for _, pl := range l {
			out = append(out, pl.Quote.Start, pl.Quote.End)
		}
	}
	return out
}

// agrees says how well the words at some offsets fit a quote: three for the very
// words, two where white space differs, one where they lack what the format's
// tools drop, else 0.
func (f Format) agrees(words, quote string) int {
	if f.Loose && words != quote { // its front end writes \ and n for a line end
		quote = strings.ReplaceAll(quote, `\n`, "\n")
	}
	switch {
	case words == quote:
		return 3
	case sameWords(words, quote):
		return 2
	case f.Loose && loosely(words, quote):
		return 1
	}
	return 0
}

// edgesOf counts the ends of a stretch that lie between a word and no word, the
// stretch being on the side of the word. A stretch of nothing has none.
func edgesOf(text string, start, end model.Pos) int {
	if start == end {
		return 0
	}
	n := 0
	in, _ := utf8.DecodeRuneInString(text[start:end])
	out, _ := utf8.DecodeLastRuneInString(text[:start])
	if !unicode.IsSpace(in) && !(wordy(in) && wordy(out)) && !unicode.IsMark(in) {
		n++
	}
	in, _ = utf8.DecodeLastRuneInString(text[start:end])
	out, _ = utf8.DecodeRuneInString(text[end:])
	if !unicode.IsSpace(in) && !(wordy(in) && (wordy(out) || unicode.IsMark(out))) {
		n++
	}
	return n
}

// wordy reports whether a character is part of a word that blanks divide from
// others. Words of Chinese and Japanese have no edges that could be seen.
func wordy(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

func (r reckoning) String() string {
	return r.unit.String() + [...]string{"", ", CRLF as one", ", LF as two"}[r.ends]
}
