package query

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// An Order is one way to sort rows; equal rows are as in their articles.
type Order struct {
	Name, Help string
	compare    func(a, b *Row) int
}

// Orders lists the ways to sort, the usual one first.
var Orders = []Order{
	{"article", "by article, then by position", func(a, b *Row) int { return 0 }},
	{"newest", "last touched first", func(a, b *Row) int { return b.At().Compare(a.At()) }},
	{"who", "by who speaks, claims or holds", func(a, b *Row) int { return byText(a.Who, b.Who) }},
	{"towards", "by what a stance is towards", func(a, b *Row) int { return byText(a.To, b.To) }},
	{"kind", "by kind", func(a, b *Row) int { return cmp.Compare(a.Kind, b.Kind) }},
	{"annotator", "by whose they are", func(a, b *Row) int { return cmp.Compare(a.Annotator, b.Annotator) }},
	ByScore,
	{"published", "newest article first", func(a, b *Row) int { return b.Published.Compare(a.Published) }},
}

// ByScore puts the surest suggestions first, and of claims the likeliest to be worth a
// check.
var ByScore = Order{"score", "the highest score first", func(a, b *Row) int { return cmp.Compare(b.Score, a.Score) }}

// byText puts what is missing last.
func byText(a, b string) int {
	if (a == "") != (b == "") {
		return cmp.Compare(len(b), len(a))
	}
	return cmp.Compare(Fold(a), Fold(b))
}

// Sort sorts rows in place.
func (o Order) Sort(rows []*Row) {
	slices.SortFunc(rows, func(a, b *Row) int { return cmp.Or(o.compare(a, b), ComparePlace(a, b)) })
}

// ComparePlace orders rows by article and, within one, as in its text.
func ComparePlace(a, b *Row) int {
	return cmp.Or(strings.Compare(a.Article, b.Article), cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End),
		strings.Compare(a.Annotator, b.Annotator), strings.Compare(a.ID, b.ID))
}

// A Grouping is one way to put rows together; a row may be in several groups.
type Grouping struct {
	Name, Help string
	keys       func(r *Row, loc *time.Location, same Same) []string
	// byKey sorts groups by their key, newest day first where the key is one;
	// else the largest group comes first.
	byKey, descending bool
}

// Groupings lists the ways to group.
var Groupings = []Grouping{
	{Name: "who", Help: "who speaks, claims or holds", keys: named(func(r *Row) string { return r.Who })},
	{Name: "towards", Help: "what a stance is towards", keys: named(func(r *Row) string { return r.To })},
	{Name: "article", Help: "the article", keys: one(func(r *Row) string { return r.Article }), byKey: true},
	{Name: "source", Help: "the article's publisher", keys: one(func(r *Row) string { return r.Source })},
	{Name: "annotator", Help: "whose it is", keys: one(func(r *Row) string { return r.Annotator })},
	{Name: "day", Help: "the day it was last touched", byKey: true, descending: true,
		keys: func(r *Row, loc *time.Location, _ Same) []string {
			return []string{r.At().In(loc).Format(time.DateOnly)}
		}},
	{Name: "kind", Help: "the kind", keys: one(func(r *Row) string { return r.Kind })},
	{Name: "tag", Help: "each of its tags", keys: func(r *Row, _ *time.Location, _ Same) []string { return r.Tags }},
	{Name: "verdict", Help: "the verdict on a claim", keys: one(func(r *Row) string { return r.Detail("verdict") })},
}

func one(get func(*Row) string) func(*Row, *time.Location, Same) []string {
	return func(r *Row, _ *time.Location, _ Same) []string { return []string{get(r)} }
}

func named(get func(*Row) string) func(*Row, *time.Location, Same) []string {
	return func(r *Row, _ *time.Location, same Same) []string { return []string{same.of(get(r))} }
}

// A Group is the rows that share a key. Rows without one share the last group,
// whose key is "".
type Group struct {
	Key  string
	Rows []*Row
}

// Group puts rows together; within a group they keep their order. Days are
// those of loc, and names are joined by same.
func (g Grouping) Group(rows []*Row, loc *time.Location, same Same) []Group {
	at := map[string]int{}
	var groups []Group
	add := func(key string, r *Row) {
		i, ok := at[key]
		if !ok {
			i = len(groups)
			at[key] = i
			groups = append(groups, Group{Key: key})
		}
		groups[i].Rows = append(groups[i].Rows, r)
	}
	for _, r := range rows {
		keys := g.keys(r, loc, same)
		if len(keys) == 0 {
			add("", r)
		}
		for _, key := range keys {
			add(key, r)
		}
	}
	slices.SortStableFunc(groups, g.compare)
	return groups
}

func (g Grouping) compare(a, b Group) int {
	none := func(g Group) int {
		if g.Key == "" {
			return 1
		}
		return 0
	}
	key := strings.Compare(a.Key, b.Key)
	switch {
	case g.descending:
		return cmp.Or(none(a)-none(b), -key)
	case g.byKey:
		return cmp.Or(none(a)-none(b), key)
	}
	return cmp.Or(none(a)-none(b), len(b.Rows)-len(a.Rows), key)
}
