package list

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/model/library"
)

// An item is one article of the list with all that is known of it.
type item struct {
	library.Entry
	mark library.Mark
	rows []*query.Row   // everybody's annotations
	kept map[string]int // your own, by kind
	text string         // folded: title, source, path, and the text once it was read

	mine   bool // the annotator is to code it
	coding coding
	right  string // what the last column says
}

// A coding is how far the annotator's own work on an article is.
type coding struct {
	answered, questions int      // of the codebook about the whole article
	open                []string // the questions without an answer
	done                bool
}

// finished reports whether the annotator is done with an article, which where there is a
// codebook is to have coded it.
func (it *item) finished() bool { return it.coding.done || !it.mark.Done.IsZero() }

// worked says in short what was done with an article, or can be: how far its coding is,
// else the quotes that were found and what is stored of each kind, and that it is done.
func (it *item) worked(book *codebook.Codebook) string {
	var parts []string
	if c := it.coding; book != nil && c.questions > 0 {
		if c.answered > 0 || len(it.kept) > 0 || it.finished() {
			parts = append(parts, fmt.Sprintf("%d of %d", c.answered, c.questions))
		}
	} else if kept := it.kept["quote"]; kept > 0 && it.Quotes >= 0 {
		parts = append(parts, fmt.Sprintf("“%d/%d", kept, max(kept, it.Quotes)))
	} else if n := max(kept, it.Quotes); n > 0 {
		parts = append(parts, fmt.Sprintf("“%d", n))
	}
	for _, k := range kind.All {
		if n := it.kept[k.Name]; n > 0 && slices.Contains(counted, k.Name) {
			parts = append(parts, fmt.Sprintf("%s%d", k.Sign, n))
		}
	}
	if it.finished() {
		parts = append(parts, signDone)
	}
	return strings.Join(parts, " ")
}

// counted are the kinds of which the list says how many are kept.
var counted = []string{kind.ClaimName, "stance"}

// code works out how far the coding of an article is.
func (it *item) code(book *codebook.Codebook, me string, done bool) {
	it.coding = coding{done: done}
	if book == nil {
		return
	}
	sets := map[*codebook.Set]bool{}
	for _, row := range it.rows {
		if row.Annotator != me || !row.Whole {
			continue
		}
		for _, tag := range row.Tags {
			if set, _, ok := book.Answer(tag); ok && set.Applies == codebook.Article {
				sets[set] = true
			}
		}
	}
	for _, set := range book.For(codebook.Article, "") {
		if it.coding.questions++; !sets[set] {
			it.coding.open = append(it.coding.open, set.Shown())
		}
	}
	it.coding.answered = len(sets)
}

func (it *item) fold(text string) {
	it.text = query.Fold(strings.Join([]string{it.Title, it.Source, it.Byline, it.Path, it.Lead}, " \x00 ")) + "\x00" + text
}

// unread reports whether the article waits to be read; a file that is no text
// does not.
func (it *item) unread() bool { return it.mark.Unread() && it.Problem == "" }

// fields is what can be asked of an article besides words. What can be asked of
// an annotation can be asked too: it finds the articles that have such a one.
var fields = query.Table[item]{
	Text: func(it *item) string { return it.text },
	Fields: []query.Field[item]{
		{Name: "is", Help: "unread, read, starred, done, kept (something is), mine (see stet sample), problem", Match: isField, Set: func(*item) bool { return true }},
		query.Containing("title", "the title", func(it *item) string { return it.Title }),
		query.Containing("source", "the publisher", func(it *item) string { return it.Source }),
		query.Containing("byline", "who wrote it", func(it *item) string { return it.Byline }),
		query.Containing("path", "the file", func(it *item) string { return it.Path }),
		query.Beginning("tag", "a tag of the article, or how it begins", func(it *item) []string { return append(it.Tags[:len(it.Tags):len(it.Tags)], it.mark.Tags...) }),
		query.Beginning("language", "the language, as in en", func(it *item) []string { return []string{it.Language} }),
		query.Since("since", "published on that day or later", func(it *item) time.Time { return it.Date }),
		query.Until("until", "published on that day or earlier", func(it *item) time.Time { return it.Date }),
	},
}

// FieldsMarkdown writes the table of what can be asked of an article, for the
// help.
func FieldsMarkdown() string { return fields.Markdown() }

// states are what "is:" asks.
var states = []struct {
	name string
	is   func(*item) bool
}{
	{"unread", (*item).unread},
	{"read", func(it *item) bool { return !it.mark.Unread() }},
	{"starred", func(it *item) bool { return it.mark.Star }},
	{"done", func(it *item) bool { return !it.mark.Done.IsZero() }},
	{"kept", func(it *item) bool { return len(it.rows) > 0 }},
	{"mine", func(it *item) bool { return it.mine }},
	{"problem", func(it *item) bool { return it.Problem != "" }},
}

func isField(value string, _ time.Time) (func(*item) bool, error) {
	var names []string
	for _, s := range states {
		if strings.HasPrefix(s.name, strings.ToLower(value)) {
			return s.is, nil
		}
		names = append(names, s.name)
	}
	return nil, fmt.Errorf("%q is not one of %s", value, strings.Join(names, ", "))
}

// A filter is what was asked: of the article, and of one of its annotations.
type filter struct {
	articles    query.Query[item]
	notes       query.Query[query.Row]
	asksForDone bool
}

func newFilter(s string, now time.Time, own []kind.Kind) (filter, error) {
	asking := query.Asking(own)
	var f filter
	var ours, theirs []string
	for _, t := range query.Terms(s) {
		_, mine := fields.Find(t.Field)
		_, other := asking.Find(t.Field)
		switch {
		case t.Field == "" || mine:
			ours = append(ours, t.String())
		case other:
			theirs = append(theirs, t.String())
		default:
			return f, fmt.Errorf("no field %q; there are %s", t.Field, strings.Join(fieldNames(asking), ", "))
		}
		f.asksForDone = f.asksForDone || t.Field == "is" && t.Value != "" && strings.HasPrefix("done", t.Value)
	}
	var err error
	if f.articles, err = fields.Parse(strings.Join(ours, " "), now); err != nil {
		return f, err
	}
	f.notes, err = asking.Parse(strings.Join(theirs, " "), now)
	return f, err
}

// words are the first words that were looked for in titles and texts, "" for none.
func (f filter) words() string {
	for _, t := range f.articles.Terms {
		if t.Field == "" && !t.Not && strings.TrimSpace(t.Value) != "" {
			return t.Value
		}
	}
	return ""
}

func fieldNames(asking *query.Table[query.Row]) []string {
	var names []string
	for _, f := range fields.Fields {
		names = append(names, f.Name)
	}
	for _, f := range asking.Fields {
		if !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}

func (f filter) run(items []*item) []*item {
	out := f.articles.Select(items)
	if f.notes.Empty() {
		return out
	}
	return slices.DeleteFunc(out, func(it *item) bool { return !slices.ContainsFunc(it.rows, f.notes.Match) })
}

// An order is one way to sort the list; equal articles are by path.
type order struct {
	name, help string
	label      string // what the header says
	dated      bool   // articles of a day are together
	compare    func(a, b *item) int
}

var orders = []order{
	{"newest", "by date, the newest first", "newest first", true, func(a, b *item) int { return b.Date.Compare(a.Date) }},
	{"oldest", "by date, the oldest first", "oldest first", true, func(a, b *item) int { return a.Date.Compare(b.Date) }},
	{"title", "by title", "by title", false, func(a, b *item) int { return strings.Compare(query.Fold(a.Title), query.Fold(b.Title)) }},
	{"source", "by source, then date", "by source", false, func(a, b *item) int {
		return cmp.Or(strings.Compare(query.Fold(a.Source), query.Fold(b.Source)), a.Date.Compare(b.Date))
	}},
	{"path", "by file", "by file", false, func(a, b *item) int { return 0 }},
	{"unread", "unread ones first", "unread first", false, func(a, b *item) int {
		return cmp.Or(cmp.Compare(unreadRank(a), unreadRank(b)), b.Date.Compare(a.Date))
	}},
	{"kept", "most annotations first", "most annotations first", false, func(a, b *item) int { return len(b.rows) - len(a.rows) }},
	{"length", "the shortest first", "shortest first", false, func(a, b *item) int { return a.Words - b.Words }},
}

// findOrder returns the order of that name.
func findOrder(name string) (order, bool) {
	i := slices.IndexFunc(orders, func(o order) bool { return o.name == name })
	if i < 0 {
		return order{}, false
	}
	return orders[i], true
}

// Orders lists the names of the orders in which articles can be listed.
func Orders() []string {
	var names []string
	for _, o := range orders {
		names = append(names, o.name)
	}
	return names
}

func unreadRank(it *item) int {
	if it.unread() {
		return 0
	}
	return 1
}

func (o order) sort(items []*item) {
	slices.SortFunc(items, func(a, b *item) int { return cmp.Or(o.compare(a, b), strings.Compare(a.Path, b.Path)) })
}
