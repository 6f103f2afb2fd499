package ui

import (
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

// done puts the article on the screen away, and goes on to the next.
func (m *program) done(d reader.Done) tea.Cmd {
	a, ok := m.articles[m.top()]
	if !ok || a.marks == "" {
		return nil
	}
	m.finished = &finished{reader: m.top(), article: a, coded: d.Coded}
	if l, ok := m.below(); ok {
		before := a.mark
		before.Path = a.name
		l.DidDone(before, d.Coded)
	}
	a.mark.Done = time.Now().UTC().Truncate(time.Second)
	m.articles[m.top()] = a
	return func() tea.Msg {
		if err := library.WriteMarks(a.marks, a.mark); err != nil {
			return pane.Failed{Err: err}
		}
		return reader.OpenNeighbour{Step: 1, Unread: !d.Coded, Uncoded: d.Coded, After: "done with this article"}
	}
}

// below is the list from which the article on the screen was opened.
func (m *program) below() (*list.List, bool) {
	if n := len(m.panes); n > 1 {
		l, ok := m.panes[n-2].(*list.List)
		return l, ok
	}
	return nil, false
}

// undoDone takes back that an article is done: the one on the screen, or the one before
// it, which comes back.
func (m *program) undoDone(u reader.UndoDone) tea.Cmd {
	f := m.finished
	if m.finished = nil; f == nil {
		return m.top().Update(pane.Said{Text: u.Says})
	}
	if l, ok := m.below(); ok {
		l.TookBack()
	}
	if f.reader == m.top() {
		m.articles[m.top()] = f.article
		m.top().Update(pane.Said{Text: "undone: done with this article"})
		return func() tea.Msg {
			if err := library.WriteMarks(f.article.marks, f.article.mark); err != nil {
				return pane.Failed{Err: err}
			}
			return nil
		}
	}
	t, path, desk, at := m.opening.Next(), f.article.Path, m.o.Desk, time.Now().UTC().Truncate(time.Second)
	return pane.Safely(t, "opening "+path, func() tea.Msg {
		if f.coded {
			if err := list.Code(desk, []string{path}, at, false); err != nil {
				return pane.Failed{Err: err}
			}
		}
		if err := library.WriteMarks(f.article.marks, f.article.mark); err != nil {
			return pane.Failed{Err: err}
		}
		a, err := m.load(path)
		return opened{token: t, article: a, instead: true, err: err}
	})
}
