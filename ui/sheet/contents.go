package sheet

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
	"stet/ui/layout"
)

// Contents are what is in an article: the names and quotes that were found in
// it, what is tagged and suggested, and which of that is shown.
type Contents struct {
	Art    *model.Article
	Names  *mention.Found
	Quotes *quotation.List
	Show   Shown
	Links  []*annotate.Annotation // relations of your own
	Flags  []Flag                 // in order
	Items  []Item                 // in order
	reach  []model.Pos            // reach[i] is the furthest end among items[:i+1]
	Quoted Tally                  // the article's quotes
	// Counted is how many of each kind are your own: " · 2/6 “  4 C  7 S".
	Counted string
	far     map[string]Far // what is related to it in other articles, by ID
}

// NewContents returns those of an article of which nothing is known yet. The
// layers that are named are shown, nil for the usual ones.
func NewContents(a *model.Article, shown []string) *Contents {
	return &Contents{Art: a, Names: &mention.Found{}, Show: Shown{Hidden: hiddenAtFirst(shown)}}
}

// A Flag is where coders differ about an annotation of a kind, and how.
type Flag struct {
	At    model.Range
	Kind  string
	Title string // of the kind, on the screen
	Says  string
}

// about reports whether coders differ about this item.
func (f Flag) about(it *Item) bool {
	return !it.Found && it.Note.Kind() == f.Kind && it.Range().Overlaps(f.At)
}

// flagsOn returns the flags that begin on a line.
func (c *Contents) flagsOn(l layout.Line) []Flag {
	if l.Gap || l.Src.Empty() || c.Show.Hidden[LayerOthers] {
		return nil
	}
	from, _ := slices.BinarySearchFunc(c.Flags, l.Src.Start, func(f Flag, at model.Pos) int { return int(f.At.Start - at) })
	to := from
	for to < len(c.Flags) && l.Src.Contains(c.Flags[to].At.Start) {
		to++
	}
	return c.Flags[from:to]
}

// Put makes these the items of the text, those on no words left out.
func (c *Contents) Put(items []Item) {
	c.Items = slices.DeleteFunc(items, func(it Item) bool { return it.Range().Empty() })
	slices.SortStableFunc(c.Items, func(a, b Item) int { return a.Range().Compare(b.Range()) })
	c.reach = c.reach[:0]
	var far model.Pos
	for i := range c.Items {
		far = max(far, c.Items[i].Range().End)
		c.reach = append(c.reach, far)
	}
	c.Quoted = c.count()
	c.Counted = c.counts()
}

// Same finds in the present list what old was in an earlier one; nil if it
// is gone, or was nil.
func (c *Contents) Same(old *Item) *Item {
	if old == nil {
		return nil
	}
	for i := range c.Items {
		if c.Items[i].same(old) {
			return &c.Items[i]
		}
	}
	return nil
}

// Over calls f for each shown item that overlaps rng, in order. It costs the
// items there, not the article's.
func (c *Contents) Over(rng model.Range, f func(*Item)) {
	i := sort.Search(len(c.reach), func(i int) bool { return c.reach[i] > rng.Start })
	for ; i < len(c.Items) && c.Items[i].Range().Start < rng.End; i++ {
		if it := &c.Items[i]; it.Range().Overlaps(rng) && c.shown(it) {
			f(it)
		}
	}
}

// shown reports whether the layers that an item belongs to are switched on.
func (c *Contents) shown(it *Item) bool {
	return c.Show.Skim != SkimClean && !c.Show.Hidden[it.Note.Kind()] && (it.By == "" || !c.Show.Hidden[LayerOthers])
}

// Stands reports whether an item is in gutter, margin and stack: names, of
// which there are too many, do not, but for those that a machine was asked for.
func (c *Contents) Stands(it *Item) bool {
	return c.shown(it) && (kind.AsEntity(it.Note) == nil || it.Suggester() != "" && !c.Show.Hidden[LayerNames])
}

// Stack returns the shown items that lie at a range, the widest first: those
// that share words with it and with the one in focus.
func (c *Contents) Stack(rng model.Range) []*Item {
	var out []*Item
	c.Over(rng, func(it *Item) {
		if c.Stands(it) && (it.Range().Covers(rng) || rng.Covers(it.Range())) {
			out = append(out, it)
		}
	})
	return out
}

// A Tally is how many quotes were found and how many are kept. Of a very long
// article it is the suggestions that is counted, decided or not.
type Tally struct{ Found, Kept int }

// count counts all quotes of the article. What was counted last is in
// r.quoted: the status line asks with every key.
func (c *Contents) count() (t Tally) {
	if !c.Everywhere() {
		t.Found = c.Quotes.Said()
	}
	for i := range c.Items {
		it := &c.Items[i]
		q := kind.AsQuote(it.Note)
		if it.By != "" || q == nil || it.Found && q.Form == "indirect" {
			continue
		}
		if it.Found {
			if c.Everywhere() {
				t.Found++
			}
		} else if it.Note.Origin.How != annotate.Refused {
			t.Kept++
		}
	}
	return t
}

// counts says how many of each kind are your own, quotes of all that were found.
func (c *Contents) counts() string {
	own, order := map[string]int{}, []string(nil)
	for i := range c.Items {
		it := &c.Items[i]
		if it.Found || it.By != "" || it.Note.Origin.How == annotate.Refused || kind.AsEntity(it.Note) != nil {
			continue
		}
		sign := kind.Of(it.Note).Sign
		if own[sign]++; own[sign] == 1 && kind.AsQuote(it.Note) == nil {
			order = append(order, sign)
		}
	}
	slices.Sort(order)
	var b strings.Builder
	if n := c.Quoted.Found + c.Quoted.Kept; n > 0 {
		fmt.Fprintf(&b, "  %d/%d “", c.Quoted.Kept, n)
	}
	for _, sign := range order {
		fmt.Fprintf(&b, "  %d %s", own[sign], sign)
	}
	if b.Len() == 0 {
		return ""
	}
	return " · " + strings.TrimSpace(b.String())
}

// QuoteAt returns the quote, kept or found, that holds most closely the words of
// rng, and whether there is one.
func (c *Contents) QuoteAt(rng model.Range) (*Item, bool) {
	var best *Item
	for i := range c.Items {
		it := &c.Items[i]
		if it.By == "" && kind.AsQuote(it.Note) != nil && it.Range().Overlaps(rng) && (best == nil || it.Range().Len() < best.Range().Len()) {
			best = it
		}
	}
	return best, best != nil
}

// KeptQuote returns the quote of your own that holds the words, nil for none.
func (c *Contents) KeptQuote(words model.Range) (kept *annotate.Annotation) {
	c.Over(words, func(it *Item) {
		if it.By == "" && !it.Found && kind.AsQuote(it.Note) != nil && it.Range().Covers(words) {
			kept = it.Note
		}
	})
	return kept
}

// FirstFrom returns the first item that is after another one, nil for all, and
// begins at a place or later; pick chooses.
func (c *Contents) FirstFrom(from model.Pos, after *Item, pick func(*Item) bool) *Item {
	passed := after == nil
	for i := range c.Items {
		it := &c.Items[i]
		if !passed {
			passed = after == it
			continue
		}
		if c.Stands(it) && it.Range().Start >= from && pick(it) {
			return it
		}
	}
	return nil
}

// LastBefore is FirstFrom the other way.
func (c *Contents) LastBefore(before model.Pos, from *Item, pick func(*Item) bool) *Item {
	passed := from == nil
	for i := len(c.Items) - 1; i >= 0; i-- {
		it := &c.Items[i]
		if !passed {
			passed = from == it
			continue
		}
		if c.Stands(it) && it.Range().Start < before && pick(it) {
			return it
		}
	}
	return nil
}

// ShownName reports whether names of that type are shown.
func (c *Contents) ShownName(t mention.Type) bool {
	_, ok := nameRoles[t]
	return ok || !c.Show.Hidden[LayerTimes]
}

// Of an article with more quotations than that (some 300 KB of news) suggestions
// are made around the screen only: of a text of 10 MB they would take 95 MB, and
// gathering them 40 ms an edit.
const ManyQuotes = 2000

// Everywhere reports whether suggestions are made of the whole article at once.
func (c *Contents) Everywhere() bool { return c.Quotes.Len() <= ManyQuotes }

// nameOr returns the name that a word is part of, else the word.
func (c *Contents) nameOr(word model.Range) model.Range {
	if c.Show.Hidden[LayerNames] {
		return word
	}
	if i := c.Names.At(word.Start); i >= 0 && c.Names.Mentions[i].Range.Covers(word) {
		return c.Names.Mentions[i].Range
	}
	return word
}
