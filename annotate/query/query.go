// Package query asks questions of many annotations: the language that `stet
// list`, the review and the library's filter share, the rows of a folder read
// from its sidecars, and how rows are sorted, grouped and counted.
//
// It refuses to know the screen and how a row is printed. What can be asked is
// a table of fields, so the library asks about articles in the same language
// with a table of its own.
package query

import (
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Table is what can be asked of a T.
type Table[T any] struct {
	Fields []Field[T]
	// Text returns what words and phrases are looked for in, already folded
	// (see [Fold]).
	Text func(*T) string
}

// A Field is one row of a table: NAME:VALUE in a query.
type Field[T any] struct {
	Name string
	Help string // what it asks, with its values where they are few
	// Values are what may be asked, where they are few.
	Values []string
	// Match compiles a value, which is not empty, into a test. now is the
	// reader's clock and time zone, which dates are relative to.
	Match func(value string, now time.Time) (func(*T) bool, error)
	// Set reports whether the field has a value at all: what "NAME:" asks.
	Set func(*T) bool
}

// A Term is one part of a query as it was typed. All terms of a query must hold.
type Term struct {
	Field string // "" for words
	Value string
	Not   bool
}

// A Query is a compiled question. The zero Query matches everything.
type Query[T any] struct {
	Terms []Term
	tests []func(*T) bool // cheap ones first
}

// Empty reports whether q matches everything.
func (q Query[T]) Empty() bool { return len(q.tests) == 0 }

// Match reports whether every term holds for x.
func (q Query[T]) Match(x *T) bool {
	for _, t := range q.tests {
		if !t(x) {
			return false
		}
	}
	return true
}

// Select returns the items that match, in their order. It spreads many items
// over the processors.
func (q Query[T]) Select(items []*T) []*T {
	if q.Empty() {
		return slices.Clone(items)
	}
	const least = 4096 // fewer are not worth a goroutine
	n := min(runtime.GOMAXPROCS(0), 1+len(items)/least)
	parts := make([][]*T, n)
	var wg sync.WaitGroup
	for i := range parts {
		wg.Go(func() {
			for _, x := range items[i*len(items)/n : (i+1)*len(items)/n] {
				if q.Match(x) {
					parts[i] = append(parts[i], x)
				}
			}
		})
	}
	wg.Wait()
	return slices.Concat(parts...)
}

// String returns the query so that [Table.Parse] reads the same one.
func (q Query[T]) String() string {
	words := make([]string, len(q.Terms))
	for i, t := range q.Terms {
		words[i] = t.String()
	}
	return strings.Join(words, " ")
}

// String returns the term as it is typed, quoted where it has to be.
func (t Term) String() string {
	s := t.Value
	name, _, named := cutField(s)
	if t.Field == "" && (s == "" || strings.HasPrefix(s, "-") || named && name != "") || strings.ContainsFunc(s, needsQuotes) {
		s = `"` + strings.ReplaceAll(s, `"`, "") + `"`
	}
	if t.Field != "" {
		s = t.Field + ":" + s
	}
	if t.Not {
		s = "-" + s
	}
	return s
}

// Find returns the field of that name.
func (t *Table[T]) Find(name string) (Field[T], bool) {
	i := slices.IndexFunc(t.Fields, func(f Field[T]) bool { return f.Name == name })
	if i < 0 {
		return Field[T]{}, false
	}
	return t.Fields[i], true
}

// Markdown writes the table for the help.
func (t *Table[T]) Markdown() string {
	var b strings.Builder
	b.WriteString("| field | asks |\n|---|---|\n")
	for _, f := range t.Fields {
		b.WriteString("| `" + f.Name + ":` | " + strings.ReplaceAll(f.Help, "|", `\|`) + " |\n")
	}
	return b.String()
}
