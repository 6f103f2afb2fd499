package mention

import (
	"slices"

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
	words   words
	found   []Mention
}

// block tags one block.
func (t *run) block(r model.Range) {
	t.words.text = t.article.Slice(r)
	t.words.tokens = t.model.Tokens(t.words.tokens[:0], t.words.text)
	edges := newEdges(t.words.text)
	for i := 0; i < len(t.words.tokens); {
		kind, j := t.words.amount(i)
		if kind == "" {
			kind, j = t.words.name(t.model, i)
		}
		if kind == "" {
			i++
			continue
		}
		start, end := edges.fit(int(t.words.tokens[i].Start), int(t.words.tokens[j-1].End))
		if start < end {
			at := model.Range{Start: r.Start + model.Pos(start), End: r.Start + model.Pos(end)}
			t.found = append(t.found, Mention{Range: at, Type: kind, Entity: -1})
		}
		i = j
	}
	t.found = slices.Clip(t.found)
}

// name finds a name at i by its capitals and the lexicon.
func (w *words) name(m *tagger.Model, i int) (Type, int) {
	if !w.kind(i).Named() {
		return "", i
	}
	known := func(i int) tagger.Flag {
		f, _ := m.Lookup(tagger.Hash(w.at(i)))
		return f
	}
	j, best := i, tagger.Flag(0)
	for k, key := i, uint64(0); k < len(w.tokens); k++ {
		if key = tagger.Join(key, tagger.Hash(w.at(k))); k == i {
			key = tagger.Hash(w.at(k))
		}
		f, _ := m.Lookup(key)
		if f&(tagger.Country|tagger.Nationality|tagger.Region|tagger.Place) != 0 {
			j, best = k+1, f
		}
		if f&tagger.Prefix == 0 {
			break
		}
	}
	run := i
	for w.kind(run).Named() && (run == i || known(run)&(tagger.Country|tagger.Nationality) == 0) {
		run++
	}
	if known(run-1)&tagger.OrgCue != 0 && run > i+1 {
		return Org, run
	}
	switch {
	case best&tagger.Nationality != 0:
		return NORP, j
	case best&(tagger.Country|tagger.Region) != 0:
		return GPE, j
	case best != 0:
		return Loc, j
	}
	if known(i)&tagger.Title != 0 {
		return "", i
	}
	first := i == 0 || w.at(i-1) == "." || w.at(i-1) == "“" || w.at(i-1) == "\""
	switch {
	case run-i >= 2:
		return Person, run
	case w.kind(i) == tagger.Upper:
		return Org, i + 1
	case known(i)&(tagger.City) != 0 && !first:
		return GPE, i + 1
	case known(i)&tagger.Surname != 0 && !first:
		return Person, i + 1
	}
	return "", i
}
