package ui

import (
	"fmt"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/model/library"
	"stet/ui/list"
	"stet/ui/pane"
	"stet/ui/reader"
)

// A finished article is one that was done in a reader, as it was before.
type finished struct {
	reader  pane.Pane
	article article
	coded   bool
}

// putAway puts the article on the screen away, and goes on to the next.
func (op *opener) putAway(d reader.Done) tea.Cmd {
	a, ok := op.articles[op.top()]
	if !ok || a.marks == "" {
		return nil
	}
	op.finished = &finished{reader: op.top(), article: a, coded: d.Coded}
	if l, ok := op.below(); ok {
		before := a.mark
		before.Path = a.name
		l.DidDone(before, a.title(), d.Coded)
	}
	a.mark.Done = time.Now().UTC().Truncate(time.Second)
	op.articles[op.top()] = a
	return op.env.Await("noting that it is done", func() tea.Msg {
		if err := library.WriteMarks(a.marks, a.mark); err != nil {
			return pane.Failed{Err: err}
		}
		return reader.OpenNeighbour{Step: 1, Unread: !d.Coded, Uncoded: d.Coded, After: d.Says}
	})
}

// undoDone takes back that an article is done: the one on the screen, or the one before
// it, which comes back.
func (op *opener) undoDone(u reader.UndoDone) tea.Cmd {
	f := op.finished
	if op.finished = nil; f == nil {
		return op.top().Update(pane.Said{Text: u.Says})
	}
	if l, ok := op.below(); ok {
		l.TookBack()
	}
	if f.reader == op.top() {
		op.articles[op.top()] = f.article
		op.top().Update(pane.Said{Text: f.undone()})
		return func() tea.Msg {
			if err := library.WriteMarks(f.article.marks, f.article.mark); err != nil {
				return pane.Failed{Err: err}
			}
			return nil
		}
	}
	t, path, desk, at := op.opening.Next(), f.article.Path, op.o.Desk, time.Now().UTC().Truncate(time.Second)
	return op.env.Await(fmt.Sprintf("opening %s", filepath.Base(path)), pane.Safely(t, fmt.Sprintf("opening %s", path), func() tea.Msg {
		if f.coded {
			if err := list.Code(desk, []string{path}, at, false); err != nil {
				return pane.Failed{Err: err}
			}
		}
		if err := library.WriteMarks(f.article.marks, f.article.mark); err != nil {
			return pane.Failed{Err: err}
		}
		a, err := op.load(path)
		return opened{token: t, article: a, said: f.undone(), instead: true, err: err}
	}))
}

// undone says that it is done no more.
func (f *finished) undone() string {
	return "undone: " + map[bool]string{true: "coded", false: "done"}[f.coded] + ", " + f.article.title()
}
