// Package mention finds who and what is named in an article, and groups the
// mentions that name the same person, organisation or place.
//
// It refuses to know who speaks (see package quotation), what a person has
// corrected (corrections reach it as plain [Rule] values), and the screen.
package mention

import (
	"slices"

	"stet/model"
)

// A Type is what a name names, by the inventory of OntoNotes 5 (Weischedel et
// al. 2013, LDC2013T19); Topic is stet's own, for a plan, an initiative, an
// issue, and is only ever given by hand.
type Type string

// The types.
const (
	Person  Type = "PERSON"
	Org     Type = "ORG"
	GPE     Type = "GPE"
	Loc     Type = "LOC"
	NORP    Type = "NORP"
	Date    Type = "DATE"
	Time    Type = "TIME"
	Money   Type = "MONEY"
	Percent Type = "PERCENT"
	Event   Type = "EVENT"
	Topic   Type = "TOPIC"
)

// A Mention is a name, date or amount as it is in the text. Its range lies
// on grapheme edges and holds no possessive ’s.
type Mention struct {
	Range model.Range
	Type  Type
	// Entity is the index of what is named in [Found.Entities], or -1 for a
	// date or an amount.
	Entity int
}

// An Entity is the person, organisation or place that several mentions share.
type Entity struct {
	Name     string // the fullest form that the article uses
	Type     Type
	Also     []string // the other forms, in order of first appearance
	Mentions []int    // indices into [Found.Mentions], in text order
}

// Found is all that is named in an article, in text order.
type Found struct {
	Mentions []Mention
	Entities []Entity
}

// A Rule is one correction, as plain data. Exactly one of Here and Name says
// what it speaks of: a stretch of the text, or all mentions of a name.
type Rule struct {
	Here model.Range // the stretch, or the zero range
	Name string      // every mention of this name in the article

	Drop bool     // it is no name
	Type Type     // its type, "" to keep
	As   string   // the canonical name it belongs to, "" to keep
	Also []string // other forms that belong to As
	// Apart are forms that must not be joined with As.
	Apart []string
}

// At returns the index of the mention that holds p, or -1.
func (f *Found) At(p model.Pos) int {
	lo, hi := 0, len(f.Mentions)
	for lo < hi {
		mid := (lo + hi) / 2
		if f.Mentions[mid].Range.End <= p {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(f.Mentions) && f.Mentions[lo].Range.Contains(p) {
		return lo
	}
	return -1
}

// EntityAt returns the entity of the mention at p, -1 for none.
func (f *Found) EntityAt(p model.Pos) int {
	if i := f.At(p); i >= 0 {
		return f.Mentions[i].Entity
	}
	return -1
}

// Nearest returns the mention of an entity that begins closest to some words.
func (f *Found) Nearest(entity int, words model.Range) model.Range {
	distance := func(r model.Range) model.Pos { return max(r.Start-words.Start, words.Start-r.Start) }
	var best model.Range
	for _, i := range f.Entities[entity].Mentions {
		if r := f.Mentions[i].Range; best.Empty() || distance(r) < distance(best) {
			best = r
		}
	}
	return best
}

// MostNamed returns the entities, the most often named first.
func (f *Found) MostNamed() []int {
	out := make([]int, len(f.Entities))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return len(f.Entities[b].Mentions) - len(f.Entities[a].Mentions) })
	return out
}
