package list

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/session"
	"stet/annotate/store"
	"stet/model/count"
	"stet/model/library"
	"stet/model/source"
	"stet/ui/card"
	"stet/ui/pane"
)

// A marker notes what the person does with articles.
type marker struct {
	catalog *catalog
	list    *listing
	front   *card.Front[*List]
	undone  []change

	of       pane.Pane  // whose marks these are
	carrying pane.Guard // what fits the copies, which a card asks about
	noting   int        // changes that are not in their files yet
	closing  bool       // a Closed is owed once they are
	doubted  []*item    // questions about them have no answer, and it was said: done again is done
}

// A change is what a command did to the reader's marks, and to the word "coded"
// in sidecars; undo swaps it.
type change struct {
	title  string // "done"
	of     string // the article's title, or how many they are
	before []library.Mark
	coded  []string         // articles that were marked as coded
	act    *session.Session // what it did to annotations; nil for nothing
}

// change gives each target another mark, and says so.
func (mk *marker) change(title string, items []*item, to func(m *library.Mark)) tea.Cmd {
	c := change{title: title, of: together(items)}
	var after []library.Mark
	for _, it := range items {
		m := it.mark
		m.Tags = slices.Clone(m.Tags)
		c.before = append(c.before, it.mark)
		to(&m)
		after = append(after, m)
	}
	mk.undone = append(mk.undone, c)
	clear(mk.list.marked)
	mk.front.SayDone(c.title + ": " + c.of)
	return mk.put(after)
}

// together names articles in short: the one by its title.
func together(items []*item) string {
	if len(items) == 1 {
		return items[0].Title
	}
	return count.Of(len(items), "article")
}

// put makes marks hold, on the screen at once and then in the file.
func (mk *marker) put(marks []library.Mark) tea.Cmd {
	mk.catalog.marks.Put(marks...)
	for _, it := range mk.catalog.items {
		it.mark = mk.catalog.marks.Get(mk.catalog.markPath(it.Path))
	}
	mk.catalog.sum()
	mk.list.make()
	file := mk.catalog.marks.File()
	return mk.note(func() tea.Msg { return notedMsg{of: mk, err: library.WriteMarks(file, marks...)} })
}

func (mk *marker) undo() tea.Cmd {
	c := mk.undone[len(mk.undone)-1]
	mk.undone = mk.undone[:len(mk.undone)-1]
	mk.front.Say("undone: " + c.title + ", " + c.of)
	if c.act != nil {
		return mk.takeBack(c.act)
	}
	return tea.Batch(mk.put(c.before), mk.code(c.coded, false))
}

func (mk *marker) now() time.Time { return mk.catalog.o.Now().UTC().Truncate(time.Second) }

// toggleRead marks articles as read, or as unread if all of them are read.
func (mk *marker) toggleRead() tea.Cmd {
	items, at := mk.withPlaces(), mk.now()
	if slices.ContainsFunc(items, func(it *item) bool { return it.mark.Unread() }) {
		return mk.change("read", items, func(m *library.Mark) { m.Read = at })
	}
	return mk.change("unread", items, func(m *library.Mark) { m.Read, m.Done = time.Time{}, time.Time{} })
}

// withPlaces are the articles that a command acts on, with the places that are folded
// away below them: who has read a story has read them. Where there is a codebook each
// place is coded, or not, by itself.
func (mk *marker) withPlaces() []*item {
	items := mk.list.targets()
	if mk.catalog.coded {
		return items
	}
	var out []*item
	for _, it := range items {
		if s := mk.catalog.story(it); s == 0 || mk.catalog.unfolded(s) {
			out = append(out, it)
			continue
		}
		out = append(out, mk.list.placesOf(it)...)
	}
	return out
}

func (mk *marker) allRead() tea.Cmd {
	at := mk.now()
	return mk.change("read", slices.Clone(mk.list.shown), func(m *library.Mark) {
		if m.Read.IsZero() {
			m.Read = at
		}
	})
}

func (mk *marker) toggleStar() tea.Cmd {
	items := mk.list.targets()
	if slices.ContainsFunc(items, func(it *item) bool { return !it.mark.Star }) {
		return mk.change("starred", items, func(m *library.Mark) { m.Star = true })
	}
	return mk.change("star taken away", items, func(m *library.Mark) { m.Star = false })
}

// tags asks for tags to be added or taken away.
func (mk *marker) tags() {
	items := mk.list.targets()
	title := "your tags"
	if len(items) == 1 && len(items[0].mark.Tags) > 0 {
		title = fmt.Sprintf("%s   now: %s", title, strings.Join(items[0].mark.Tags, ", "))
	}
	form := card.NewForm(title, "esc leave", &card.Field{
		Name: "tags", Hint: "words with commas between; -word takes one away", Typed: func(words string) any { return words },
	})
	mk.front.Ask(form, func(f *card.Form) tea.Cmd {
		words := card.One[string](f, "tags")
		return mk.change(fmt.Sprintf("tagged %s", words), items, func(m *library.Mark) { m.Tags = retag(m.Tags, words) })
	})
}

func retag(tags []string, words string) []string {
	for word := range strings.SplitSeq(words, ",") {
		tag, gone := strings.CutPrefix(strings.TrimSpace(word), "-")
		switch {
		case tag == "":
		case gone:
			tags = slices.DeleteFunc(tags, func(t string) bool { return t == tag })
		case !slices.Contains(tags, tag):
			tags = append(tags, tag)
		}
	}
	return tags
}

// unanswered says which questions of the codebook have no answer in articles that are
// not done yet, "" if all have one.
func unanswered(items []*item) string {
	var open []*item
	for _, it := range items {
		if !it.finished() && len(it.coding.open) > 0 {
			open = append(open, it)
		}
	}
	switch {
	case len(open) == 0:
		return ""
	case len(items) > 1:
		return fmt.Sprintf("%d of %d articles have questions without an answer", len(open), len(items))
	case len(open[0].coding.open) == 1:
		return fmt.Sprintf("%s has no answer", open[0].coding.open[0])
	}
	return fmt.Sprintf("%s have no answer", strings.Join(open[0].coding.open, ", "))
}

// toggleDone puts articles away as done, or brings them back. In a library with
// a codebook it says in the sidecar that the article is coded, too.
func (mk *marker) toggleDone() tea.Cmd {
	items, at := mk.withPlaces(), mk.now()
	if !slices.ContainsFunc(items, func(it *item) bool { return it.mark.Done.IsZero() }) {
		return mk.change("not done", items, func(m *library.Mark) { m.Done = time.Time{} })
	}
	if open := unanswered(items); open != "" && mk.catalog.coded && !slices.Equal(mk.doubted, items) {
		mk.doubted = items
		mk.front.Say(open + mk.front.Table.Fill(" · {done} again is done all the same"))
		return nil
	}
	mk.doubted = nil
	cmd := mk.change("done", items, func(m *library.Mark) {
		if m.Done = at; m.Read.IsZero() {
			m.Read = at
		}
	})
	if !mk.catalog.coded {
		return cmd
	}
	var names []string
	for _, it := range items {
		names = append(names, it.Path)
	}
	mk.undone[len(mk.undone)-1].coded = names
	return tea.Batch(cmd, mk.code(names, true))
}

// hasCodebook reports whether the library of a folder has a codebook.
func hasCodebook(dir string) bool {
	root, ok := library.Root(dir)
	if !ok {
		return false
	}
	_, err := os.Lstat(filepath.Join(root, library.Codebook))
	return err == nil
}

// A notedMsg says that something was noted, or why it could not be.
type notedMsg struct {
	of   *marker
	err  error
	kept bool // annotations have changed
}

// note writes something off the interface's goroutine. The list is not left before
// that is done.
func (mk *marker) note(work func() tea.Msg) tea.Cmd {
	mk.noting++
	return func() (msg tea.Msg) {
		defer func() {
			if p := recover(); p != nil {
				msg = notedMsg{of: mk, err: fmt.Errorf("it panicked: %v", p)}
			}
		}()
		return work()
	}
}

func (mk *marker) noted(m notedMsg) tea.Cmd {
	if m.of != mk {
		return nil
	}
	mk.noting--
	if m.err != nil {
		mk.front.Complain("NOT SAVED: " + m.err.Error())
	}
	if m.kept && !mk.closing {
		return mk.catalog.refresh()
	}
	return mk.closed()
}

// closed says that nothing is left to note, once the list was closed and that is so.
func (mk *marker) closed() tea.Cmd {
	if !mk.closing || mk.noting > 0 {
		return nil
	}
	mk.closing = false
	return func() tea.Msg { return pane.Closed{Pane: mk.of} }
}

// keepView notes how the list is left.
func (mk *marker) keepView() tea.Cmd {
	state, _ := mk.catalog.places()
	if state == "" || mk.catalog.lib == nil {
		return nil
	}
	file, view := library.ViewFile(state, mk.catalog.lib.Dir), mk.list.view()
	return mk.note(func() tea.Msg {
		library.WriteView(file, view) // losing it loses only the place
		return notedMsg{of: mk}
	})
}

// code marks articles as coded in your own sidecar, or takes that back.
func (mk *marker) code(names []string, coded bool) tea.Cmd {
	if len(names) == 0 || mk.catalog.env.Desk == nil {
		return nil
	}
	desk, at := mk.catalog.env.Desk, mk.now()
	var paths []string
	for _, n := range names {
		paths = append(paths, mk.catalog.path(n))
	}
	return mk.note(func() tea.Msg { return notedMsg{of: mk, err: Code(desk, paths, at, coded), kept: true} })
}

// Code marks articles as coded in one act, as far as their sidecars can be changed.
func Code(desk *store.Desk, paths []string, at time.Time, coded bool) error {
	var parts []session.Part
	var errs []error
	s := session.New(desk)
	for _, p := range paths {
		sc, err := openOwn(desk, p)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		swap := annotate.CodedSwap{Before: sc.Set.Coded()}
		if coded {
			swap.After = at
		}
		s.Add(sc)
		parts = append(parts, session.Part{Sidecar: sc, Edit: annotate.Edit{Title: "done", At: at, Coded: &swap}})
	}
	errs = append(errs, s.Do("done", parts...))
	_, err := s.Flush()
	return errors.Join(append(errs, err)...)
}

func openOwn(desk *store.Desk, path string) (*session.Sidecar, error) {
	a, err := source.Open(path)
	if err != nil {
		return nil, err
	}
	sc, err := session.Open(desk, a)
	if err == nil && sc.ReadOnly != "" {
		err = fmt.Errorf("%s: %s", sc.Path(), sc.ReadOnly)
	}
	return sc, err
}

// DidDone takes in that the article of a title was done in the reader: undo takes it
// back.
func (l *List) DidDone(before library.Mark, title string, coded bool) {
	c := change{title: "done", of: title, before: []library.Mark{before}}
	if coded {
		c.coded = []string{strings.TrimPrefix(before.Path, l.catalog.under+"/")}
	}
	l.marks.undone = append(l.marks.undone, c)
}

// TookBack takes in that this was undone in the reader.
func (l *List) TookBack() { l.marks.undone = l.marks.undone[:max(0, len(l.marks.undone)-1)] }
