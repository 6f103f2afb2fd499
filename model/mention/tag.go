package mention

import (
	"slices"
	"strings"
	"sync"

	"stet/model"
	"stet/model/lang"
	"stet/model/mention/tagger"
	"stet/model/segment"
)

// Engine names this package's method in sidecars. It changes when its findings
// may.
const Engine = "mention/1"

// Tagged are the mentions of an article in text order, not yet grouped: in
// twelve bytes each, since an interface keeps them for the next correction.
type Tagged struct{ list []tagged }

type tagged struct {
	start, end int32 // bytes
	kind       uint8 // index into kinds
}

// kinds are the types that are found, as opposed to given by hand.
var kinds = [...]Type{Person, Org, GPE, Loc, NORP, Date, Time, Money, Percent, Event}

// Len is how many there are.
func (t Tagged) Len() int { return len(t.list) }

// At returns the ith mention; its Entity is -1.
func (t Tagged) At(i int) Mention {
	m := &t.list[i]
	at := model.Range{Start: model.Pos(m.start), End: model.Pos(m.end)}
	return Mention{Range: at, Type: kinds[m.kind], Entity: -1}
}

// Tag finds the mentions in the blocks that within touches. Only prose is read, in
// languages that names are found in. What a name
// is in one place counts in the others: where a word was taken otherwise than
// elsewhere the text is read a second time. The cost is linear in the blocks.
func Tag(a *model.Article, within model.Range) Tagged {
	found, _ := TagWatched(a, within, nil)
	return found
}

// A watch is told now and then how much of its work a tagging has done, from 0 to
// 1, and says whether it is to go on.
type watch func(share float64) bool

// often is how many pieces are read between two calls of a watch: some
// milliseconds.
const often = 16

func (w watch) ends(i, n int, from, to float64) bool {
	return w != nil && i%often == 0 && !w(from+(to-from)*float64(i)/float64(n))
}

// The first reading is this share of the work: the second is of what is contested.
const firstReading = 0.7

// Release hands back the memory of the tables that [Tag] reads, until it is called
// again: for a program that now waits for a person.
func Release() { tagger.Release() }

// TagWatched is Tag for a text that takes long. Told is called from time to time
// with the share of the work that is done, from 0 to 1; when it returns false the
// work ends and nothing is found: the result is false. If it is nil the work goes on.
func TagWatched(a *model.Article, within model.Range, told func(share float64) bool) (Tagged, bool) {
	w := watch(told)
	var found []tagged
	languages := namedLanguages(a, within)
	for i, l := range languages {
		part := func(share float64) float64 { return (float64(i) + share) / float64(len(languages)) }
		more, ok := w.within(part).tag(a, within, l)
		if !ok {
			return Tagged{}, false
		}
		found = append(found, more...)
	}
	if len(languages) > 1 {
		slices.SortFunc(found, func(x, y tagged) int { return int(x.start - y.start) })
	}
	return Tagged{found}, true
}

// within is a watch whose shares are those of a part of the work.
func (w watch) within(part func(float64) float64) watch {
	if w == nil {
		return nil
	}
	return func(share float64) bool { return w(part(share)) }
}

// namedLanguages are the languages of the blocks that within touches in which names
// are found, in the order of their first block.
func namedLanguages(a *model.Article, within model.Range) []string {
	var list []string
	last := ""
	for i := max(0, a.BlockAt(within.Start)); i < len(a.Blocks) && a.Blocks[i].Range.Start < within.End; i++ {
		if l := a.LanguageOf(i); l != last && a.Blocks[i].Prose() {
			if last = l; lang.Of(l).Finds(lang.Names) && !slices.Contains(list, l) {
				list = append(list, l)
			}
		}
	}
	return list
}

// models are the taggers of other languages, by tag, read when they are first needed.
var models sync.Map

// modelOf is the tagger of a language that names are found in.
func modelOf(tag string) *tagger.Model {
	l := lang.Of(tag)
	if m, known := models.Load(tag); known {
		return m.(*tagger.Model)
	}
	weights := l.Data("names.bin")
	if weights == "" {
		return tagger.Embedded()
	}
	m, err := tagger.LoadLanguage(weights, tagger.Embedded(), l)
	if err != nil {
		panic(err) // the program was built from a broken file
	}
	models.Store(tag, m)
	return m
}

// tag is TagWatched for the blocks in one language.
func (w watch) tag(a *model.Article, within model.Range, l string) ([]tagged, bool) {
	t := run{article: a, model: modelOf(l), measures: measuresOf(l)}
	var pieces []piece
	size := 0
	for i := max(0, a.BlockAt(within.Start)); i < len(a.Blocks) && a.Blocks[i].Range.Start < within.End; i++ {
		if b := &a.Blocks[i]; b.Prose() && b.Range.Overlaps(within) && a.LanguageOf(i) == l {
			pieces = appendPieces(pieces, a, b.Range)
			size += b.Range.Len()
		}
	}
	t.memory.Expect(size)
	t.found = make([]tagged, 0, size/bytesAMention)
	for i := range pieces {
		if w.ends(i, len(pieces), 0, firstReading) {
			return nil, false
		}
		p := &pieces[i]
		p.trail = int32(t.memory.Len())
		t.model.Label(&t.text, a.Slice(p.Range), nil)
		t.memory.Note(&t.text)
		t.collect(p.Range.Start)
		p.behind = int32(len(t.found))
	}
	once := t.found
	t.found = make([]tagged, 0, len(once)+len(once)/8)
	from := int32(0)
	for i, p := range pieces {
		if w.ends(i, len(pieces), firstReading, 1) {
			return nil, false
		}
		if !t.memory.Contested(int(p.trail)) {
			t.found = append(t.found, once[from:p.behind]...)
		} else {
			t.model.Label(&t.text, a.Slice(p.Range), &t.memory)
			t.collect(p.Range.Start)
		}
		from = p.behind
	}
	return joinNicknames(a.Text, t.found), true
}

// bytesAMention is how often something is named in news, at most.
const bytesAMention = 36

// A piece is what is labelled at a time.
type piece struct {
	model.Range
	trail  int32 // where it begins in the memory
	behind int32 // how many mentions were found up to its end
}

// pieceSize is where a long block is cut, in bytes, at the next sentence or
// line: it bounds the memory that a text without paragraphs needs.
const pieceSize = 4 << 10

// appendPieces cuts a block into pieces of some pieceSize bytes.
func appendPieces(dst []piece, a *model.Article, r model.Range) []piece {
	for r.Len() > 2*pieceSize {
		text := a.Text[r.Start:r.End]
		cut := strings.Index(text[pieceSize:2*pieceSize], ". ")
		if cut < 0 {
			cut = strings.IndexAny(text[pieceSize:2*pieceSize], "\n ")
		}
		n := pieceSize + cut + 1
		if cut < 0 {
			n = 0
			for n < pieceSize {
				n += len(segment.ClusterAt(text, model.Pos(n)))
			}
		}
		dst = append(dst, piece{Range: model.Range{Start: r.Start, End: r.Start + model.Pos(n)}})
		r.Start += model.Pos(n)
	}
	return append(dst, piece{Range: r})
}

// run is one call of Tag: its buffers are used again from piece to piece.
type run struct {
	article *model.Article
	model   *tagger.Model
	// measures are how dates and amounts are written, nil for English.
	measures *measures
	text     tagger.Text
	memory   tagger.Memory
	found    []tagged
}

// collect gathers what is in the piece that was labelled last and begins at
// from: names by the model, dates and amounts by rules where there is no name.
func (t *run) collect(from model.Pos) {
	w := words{t.text.Text, t.text.Tokens}
	edges := newEdges(w.text)
	for i := 0; i < len(w.tokens); {
		var kind Type
		var j int
		switch end := w.money(i); {
		case w.kind(i) == tagger.Upper && end > i: // US $5 million is no country
			kind, j = Money, end
		case t.text.Labels[i].Begins():
			j = t.text.NameEnd(i)
			if kind = t.typeOf(&i, j); kind != "" {
				break
			}
			fallthrough
		default:
			if t.measures == nil {
				kind, j = w.amount(i)
			} else {
				kind, j = t.measures.amount(&w, i)
			}
		}
		if kind == "" {
			i++
			continue
		}
		start, end := edges.fit(int(w.tokens[i].Start), int(w.tokens[j-1].End))
		if start < end {
			m := tagged{start: int32(from) + int32(start), end: int32(from) + int32(end)}
			m.kind = uint8(slices.Index(kinds[:], kind))
			t.found = append(t.found, m)
		}
		i = j
	}
}

// typeOf is the type of the name of tokens i to j; it moves i behind the titles
// of a person.
func (t *run) typeOf(i *int, j int) Type {
	switch t.text.Labels[*i].Kind() {
	case tagger.Person:
		*i += t.text.TitleLen(*i, j)
		return Person
	case tagger.Organisation:
		if t.text.Phrase(*i)&tagger.Country != 0 && t.text.PhraseLen(*i) >= j-*i {
			return t.placeType(*i, j) // France said: the country is kept, but Amazon is the company
		}
		if j-*i == 2 && t.text.Phrase(*i)&(tagger.Country|tagger.Region|tagger.Place) != 0 && t.text.Flags(j-1)&tagger.EventCue != 0 {
			return Event // the Libya Conference
		}
		return Org
	case tagger.Location:
		return t.placeType(*i, j)
	case tagger.People:
		return NORP
	case tagger.Event:
		return Event
	}
	switch phrase := t.text.Phrase(*i); {
	case j-*i > t.text.PhraseLen(*i):
		return ""
	case phrase&(tagger.Country|tagger.Region|tagger.Place) != 0:
		return t.placeType(*i, j)
	case phrase&tagger.Org != 0:
		return Org
	}
	return ""
}

// placeType tells a place with a government from one without: what is known as
// a country, a state or a city is one; what is called a river or a street is not.
func (t *run) placeType(i, j int) Type {
	var union tagger.Flag
	for k := i; k < j; k++ {
		union |= t.text.Flags(k)
	}
	switch phrase := t.text.Phrase(i); {
	case j-i > 1 && t.text.Flags(j-1)&tagger.EventCue != 0: // the Libya Conference
		return Event
	case phrase&tagger.Place != 0, union&tagger.PlaceCue != 0 && j-i > 1:
		return Loc
	}
	return GPE
}
