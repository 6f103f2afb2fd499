package sheet

import (
	"slices"
	"sort"
	"strings"

	"stet/annotate/kind"
	"stet/model"
	"stet/model/segment"
)

// Skim is how much of the article is shown: z goes from one to the next.
type Skim int

const (
	SkimAll   Skim = iota // everything
	SkimSaid              // only who said what
	SkimClean             // the text without marks and boilerplate
	Skims                 // how many there are
)

// SkimSays tells how much is shown.
var SkimSays = [...]string{
	SkimAll:   "everything is shown",
	SkimSaid:  "only who said what",
	SkimClean: "clean text",
}

// Next says what z goes to from s.
func (s Skim) Next() string {
	return [...]string{SkimAll: "only who said what", SkimSaid: "clean text", SkimClean: "everything"}[s]
}

// folded reports whether a block of what is shown is left out.
func (s *Sheet) folded(block int) bool {
	return s.set.Blocks[block].Kind == model.Boilerplate && (s.in.Show.Skim == SkimClean || s.in.Show.Skim == SkimAll && !s.in.ShowsRest())
}

// voices returns who speaks in a block of set, the part of the article that is shown: for
// each speaker, once, the signs of their annotations, a ? if none of them is kept, and the
// name. Only quotes count, unless the sheet shows nothing but who said what.
func (c *Contents) voices(set *model.Article, block int) []voice {
	b := set.Blocks[block].Range
	var out []voice
	c.Over(b, func(it *Item) {
		last := set.BlockAt(it.Range().End - 1)
		k := kind.Of(it.Note)
		if kind.AsQuote(it.Note) == nil && c.Show.Skim != SkimSaid || last != block || !c.Stands(it) {
			return
		}
		v := voice{signs: k.Sign, who: it.Note.Who().String(), found: it.Found, first: it}
		if !k.Voiced {
			v.who = it.Gloss()
		}
		if v.who == "" {
			v.who = "?"
		}
		if it.By != "" {
			v.who += " (" + it.By + ")"
		}
		same := func(o voice) bool { return o.who == v.who && (o.found == v.found || c.Show.Skim == SkimSaid) }
		if i := slices.IndexFunc(out, same); i >= 0 {
			if out[i].found = out[i].found && v.found; !strings.Contains(out[i].signs, v.signs) {
				out[i].signs += v.signs
			}
			return
		}
		out = append(out, v)
	})
	return out
}

// voiceGap is how many cells are between two voices.
const voiceGap = 3

// voiceLines are the voices of a block in as many lines as they take at w cells.
func (s *Sheet) voiceLines(block, w int) [][]voice {
	var lines [][]voice
	used := w
	for _, v := range s.in.voices(s.set, block) {
		cells := s.env.Paint.Width(v.String())
		if used+voiceGap+cells > w {
			lines, used = append(lines, nil), -voiceGap
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], v)
		used += voiceGap + cells
	}
	return lines
}

// A voice is one who speaks in a paragraph.
type voice struct {
	signs, who string
	found      bool
	first      *Item // of those annotations
}

func (v voice) String() string {
	if v.found {
		return v.signs + "? " + v.who
	}
	return v.signs + " " + v.who
}

// passages are what is left of the article where only who said what is shown: its
// title, and the sentences in which something is said, each under its heading. An
// article in which nobody says anything is left with how it begins.
func (c *Contents) passages() []model.Range {
	said := c.saidRanges()
	if len(said) == 0 {
		if i := slices.IndexFunc(c.Art.Blocks, func(b model.Block) bool { return b.Kind == model.Paragraph }); i >= 0 {
			said = append(said, c.Art.Blocks[i].Range)
		}
	}
	var out []model.Range
	var heading *model.Block
	for i, next := 0, 0; i < len(c.Art.Blocks); i++ {
		b := &c.Art.Blocks[i]
		switch {
		case b.Kind == model.Heading && len(out) == 0:
			out = append(out, b.Range)
			continue
		case b.Kind == model.Heading:
			heading = b
		}
		for next < len(said) && said[next].End <= b.Range.Start {
			next++
		}
		var sentences []model.Range
		for j := next; j < len(said) && said[j].Start < b.Range.End; j++ {
			if sentences == nil {
				sentences = slices.Collect(segment.Sentence.In(c.Art, b))
			}
			if heading != nil && heading != b {
				out = append(out, heading.Range)
			}
			heading = nil
			passage := sentencesAround(sentences, said[j].Intersect(b.Range)).Intersect(b.Range)
			if last := len(out) - 1; last >= 0 && out[last].Overlaps(passage) {
				out[last] = out[last].Union(passage)
			} else {
				out = append(out, passage)
			}
		}
	}
	return out
}

// saidRanges are the words of what is in the article, in order and apart from
// one another. Of a very long one, whose suggestions are made around the screen
// only, they are those of all its quotes besides.
func (c *Contents) saidRanges() []model.Range {
	var said []model.Range
	for i := range c.Items {
		if it := &c.Items[i]; c.Stands(it) {
			said = append(said, it.Range())
		}
	}
	if !c.Everywhere() && !c.Show.Hidden[LayerQuotes] {
		for i := range c.Quotes.Len() {
			if c.Quotes.IsSaid(i) {
				said = append(said, c.Quotes.Cover(i))
			}
		}
		slices.SortFunc(said, model.Range.Compare)
	}
	merged := said[:0]
	for _, s := range said {
		if n := len(merged); n > 0 && s.Start < merged[n-1].End {
			merged[n-1] = merged[n-1].Union(s)
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

// sentencesAround widens words to those of the sentences that they begin and end in.
func sentencesAround(sentences []model.Range, words model.Range) model.Range {
	for _, p := range []model.Pos{words.Start, words.End - 1} {
		i := sort.Search(len(sentences), func(i int) bool { return sentences[i].End > p })
		if i < len(sentences) && sentences[i].Contains(p) {
			words = words.Union(sentences[i])
		}
	}
	return words
}

// ShowsRest reports whether the boilerplate is shown: of a web page it is not
// until it is asked for, of another article it is.
func (c *Contents) ShowsRest() bool { return c.Art.HidesBoilerplate() == c.Show.RestTurned }
