package mention

import (
	"stet/model"
	"stet/model/mention/tagger"
)

// Engine names this package's method in sidecars. It changes when its findings
// may.
const Engine = "mention/1"

// Tag returns the mentions in the blocks that within touches, in text order, not
// yet grouped: Entity is -1. Only prose is read, and only English: an article in
// another known language has no mentions. Its cost is linear in those blocks.
func Tag(a *model.Article, within model.Range) []Mention {
	if a.Meta.Language != "" && a.Meta.Language != "en" {
		return nil
	}
	t := run{article: a, model: tagger.Embedded()}
	for i := max(0, a.BlockAt(within.Start)); i < len(a.Blocks); i++ {
		b := &a.Blocks[i]
		if b.Range.Start >= within.End {
			break
		}
		if b.Prose() && b.Range.Overlaps(within) {
			t.block(b.Range)
		}
	}
	return t.found
}

// run is one call of Tag: its buffers are used again from block to block.
type run struct {
	article *model.Article
	model   *tagger.Model
	text    tagger.Text
	found   []Mention
}

// block tags one block: names by the model, dates and amounts by rules, which
// win where they meet, since a name seldom holds a number.
func (t *run) block(r model.Range) {
	t.model.Label(&t.text, t.article.Slice(r))
	w := words{t.text.Text, t.text.Tokens}
	edges := newEdges(w.text)
	for i := 0; i < len(w.tokens); {
		kind, j := Type(""), i+1
		if t.text.Labels[i].Begins() {
			j = t.text.NameEnd(i)
			kind = t.typeOf(i, j)
		} else {
			kind, j = w.amount(i)
		}
		if kind == "" {
			i = max(j, i+1)
			continue
		}
		start, end := edges.fit(int(w.tokens[i].Start), int(w.tokens[j-1].End))
		if start < end {
			at := model.Range{Start: r.Start + model.Pos(start), End: r.Start + model.Pos(end)}
			t.found = append(t.found, Mention{Range: at, Type: kind, Entity: -1})
		}
		i = j
	}
}

// typeOf is the type of the name of tokens i to j.
func (t *run) typeOf(i, j int) Type {
	switch t.text.Labels[i].Kind() {
	case tagger.Person:
		return Person
	case tagger.Organisation:
		return Org
	case tagger.Location:
		return t.placeType(i, j)
	case tagger.People:
		return NORP
	case tagger.Event:
		return Event
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
	case phrase&(tagger.Country|tagger.Region|tagger.City) != 0 && union&tagger.PlaceCue == 0:
		return GPE
	case phrase&tagger.Place != 0, union&tagger.PlaceCue != 0:
		return Loc
	}
	return GPE
}
