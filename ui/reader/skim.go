package reader

import (
	"maps"
	"slices"
	"sort"
	"strings"

	"stet/annotate/kind"
	"stet/model"
	"stet/model/segment"
)

// skim is how much of the article is shown: z goes from one to the next.
type skim int

const (
	skimAll   skim = iota // everything
	skimSaid              // only who said what
	skimClean             // the text without marks and boilerplate
	skims
)

var skimSays = [...]string{
	skimAll:   "everything is shown",
	skimSaid:  "only who said what",
	skimClean: "clean text",
}

// next says what z goes to from s.
func (s skim) next() string {
	return [...]string{skimAll: "only who said what", skimSaid: "clean text", skimClean: "everything"}[s]
}

// folded reports whether a block of what is shown is left out.
func (r *Reader) folded(block int) bool {
	return r.set.Blocks[block].Kind == model.Boilerplate && (r.skim == skimClean || r.skim == skimAll && !r.showsRest())
}

// passages are what is left of the article where only who said what is shown: its
// title, and the sentences in which something is said, each under its heading. An
// article in which nobody says anything is left with how it begins.
func (r *Reader) passages() []model.Range {
	said := r.saidRanges()
	if len(said) == 0 {
		if i := slices.IndexFunc(r.art.Blocks, func(b model.Block) bool { return b.Kind == model.Paragraph }); i >= 0 {
			said = append(said, r.art.Blocks[i].Range)
		}
	}
	var out []model.Range
	var heading *model.Block
	for i, next := 0, 0; i < len(r.art.Blocks); i++ {
		b := &r.art.Blocks[i]
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
				sentences = slices.Collect(segment.Sentence.In(r.art, b))
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

// saidRanges are the words of what stands in the article, in order and apart from
// one another. Of a very long one, whose suggestions are made around the screen
// only, they are those of all its quotes besides.
func (r *Reader) saidRanges() []model.Range {
	var said []model.Range
	for i := range r.items {
		if it := &r.items[i]; r.stands(it) {
			said = append(said, it.rng())
		}
	}
	if !r.everywhere() && !r.hidden["quote"] {
		for i := range r.quotes.Len() {
			if r.quotes.IsSaid(i) {
				said = append(said, r.quotes.Cover(i))
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

// voices says who speaks in what is left of a block: for each the signs of what
// is said, a ? where all of it was only found, and the name. They are quotes; where
// only who said what is shown, everything that stands there.
func (r *Reader) voices(block int) []voice {
	b := r.set.Blocks[block].Range
	var out []voice
	r.over(b, func(it *item) {
		last := r.set.BlockAt(it.rng().End - 1)
		if it.note.Kind() != "quote" && r.skim != skimSaid || last != block || !r.stands(it) {
			return
		}
		v := voice{signs: kind.Of(it.note).Sign, who: it.note.Who().String(), found: it.found}
		switch it.note.Kind() {
		case "quote", "claim":
		default:
			v.who = r.glossWords(it)
		}
		if v.who == "" {
			v.who = "?"
		}
		if i := slices.IndexFunc(out, func(o voice) bool { return o.who == v.who }); i >= 0 && r.skim == skimSaid {
			if out[i].found = out[i].found && v.found; !strings.Contains(out[i].signs, v.signs) {
				out[i].signs += v.signs
			}
			return
		}
		out = append(out, v)
	})
	return out
}

// voiceGap is how many cells stand between two voices.
const voiceGap = 3

// voiceLines are the voices of a block in as many lines as they take at w cells.
func (r *Reader) voiceLines(block, w int) [][]voice {
	var lines [][]voice
	used := w
	for _, v := range r.voices(block) {
		cells := r.env.Paint.Width(v.String())
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
}

func (v voice) String() string {
	if v.found {
		return v.signs + "? " + v.who
	}
	return v.signs + " " + v.who
}

// showsRest reports whether the boilerplate is shown: of a web page it is not
// until it is asked for, of another article it is.
func (r *Reader) showsRest() bool { return r.art.HidesBoilerplate() == r.restTurned }

func (r *Reader) toggleRest() {
	r.restTurned = !r.restTurned
	r.layOut()
	if r.showsRest() {
		r.say("what stands around the story is shown")
	} else {
		r.say("what stands around the story is hidden")
	}
}

func needsRest(r *Reader) string {
	for i := range r.art.Blocks {
		if r.art.Blocks[i].Kind == model.Boilerplate {
			return ""
		}
	}
	return "nothing stands around the story"
}

func (r *Reader) nextSkim() {
	r.skim = (r.skim + 1) % skims
	r.layOut()
	r.say(skimSays[r.skim])
}

// A Look is how articles are looked at: how far they are folded, and which layers
// are shown. The zero value is how the first one is.
type Look struct {
	skim        skim
	hidden      map[string]bool
	shownBefore map[string]bool
	way         way // that n goes by
}

// Look returns how this article is looked at, for the next one.
func (r *Reader) Look() Look {
	return Look{r.skim, maps.Clone(r.hidden), maps.Clone(r.shownBefore), r.goOn.what}
}

// Whole is the look at a whole article that is begun with.
func (o Look) Whole() Look {
	o.skim, o.way = skimAll, nextAny
	return o
}

// lookLike looks at the article as at another one before.
func (r *Reader) lookLike(o Look) {
	r.skim = o.skim
	if o.hidden != nil {
		r.hidden, r.shownBefore = maps.Clone(o.hidden), maps.Clone(o.shownBefore)
	}
}
