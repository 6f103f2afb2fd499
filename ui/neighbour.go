package ui

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"slices"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/session"
	"stet/model"
	"stet/model/library"
	"stet/ui/list"
	"stet/ui/pane"
	"stet/ui/reader"
)

// listed finds the neighbour of an article in the list from which it was opened,
// in the order and with the filter that the list has; "" if it has none there.
// False means that it was opened from no list, or is not in it.
func (m *program) listed(path string, o reader.OpenNeighbour) (next string, listed bool) {
	if n := len(m.panes); n > 1 {
		if l, ok := m.panes[n-2].(*list.List); ok {
			pick := list.Any
			switch {
			case o.Uncoded:
				pick = list.Uncoded
			case o.Unread:
				pick = list.Unread
			}
			return l.Neighbour(path, o.Step, pick)
		}
	}
	return "", false
}

// noNeighbour says that there is no other article that way.
func noNeighbour(o reader.OpenNeighbour) error {
	way := map[bool]string{true: "after", false: "before"}[o.Step > 0]
	if o.Uncoded {
		return errors.New("no article that is not coded " + way + " this one")
	}
	if o.Unread {
		return errors.New("no unread article " + way + " this one")
	}
	return errors.New("no article " + way + " this one")
}

// openInstead shows an article in the place of the one on the screen.
func (m *program) openInstead(path string) tea.Cmd {
	t := m.opening.Next()
	return pane.Safely(t, "opening "+path, func() tea.Msg {
		a, err := m.load(path)
		return opened{token: t, article: a, instead: true, err: err}
	})
}

// announce says which article another press of the key would open.
func (m *program) announce(a reader.Announce) tea.Cmd {
	r, ok := m.top().(*reader.Reader)
	if !ok || r.Article().Path == "" {
		return nil
	}
	path, o := r.Article().Path, reader.OpenNeighbour{Step: 1, Unread: true}
	next, listed := m.listed(path, o)
	return pane.Safely(0, "looking for the next article", func() tea.Msg {
		var it article
		err := noNeighbour(o)
		switch {
		case next != "":
			it, err = m.load(next)
		case !listed:
			it, err = m.neighbour(path, o)
		}
		if err != nil {
			return pane.Said{Text: "end · " + err.Error()}
		}
		return pane.Said{Text: a.Says + cmp.Or(it.Meta.Title, filepath.Base(it.Path))}
	})
}

// openNeighbour opens the next or previous article of the folder.
func (m *program) openNeighbour(o reader.OpenNeighbour) tea.Cmd {
	r, ok := m.top().(*reader.Reader)
	if !ok || r.Article().Path == "" {
		return m.top().Update(pane.Failed{Err: errors.New("there is no other article beside this one")})
	}
	path := r.Article().Path
	switch next, listed := m.listed(path, o); {
	case next != "":
		return m.openInstead(next)
	case listed && o.After != "":
		return m.top().Update(pane.Said{Text: o.After + " · " + noNeighbour(o).Error()})
	case listed:
		return m.top().Update(pane.Said{Text: noNeighbour(o).Error()})
	}
	t := m.opening.Next()
	return pane.Safely(t, "looking for the next article", func() tea.Msg {
		next, err := m.neighbour(path, o)
		if err != nil && o.After != "" {
			return pane.Said{Text: o.After + " · " + err.Error()}
		}
		if err != nil {
			return opened{token: t, err: err}
		}
		return opened{token: t, article: next, instead: true}
	})
}

// codedBefore reports whether the annotator has coded an article, by the sidecar.
func (m *program) codedBefore(a *model.Article) bool {
	sc, err := session.Open(m.o.Desk, a)
	return err == nil && !sc.Set.Coded().IsZero()
}

// neighbour finds the article that a step from one leads to: in its library, or
// in its own folder. What cannot be read is passed over.
func (m *program) neighbour(path string, o reader.OpenNeighbour) (article, error) {
	root, name := rootOf(path)
	list, err := library.List(context.Background(), root)
	if err != nil {
		return article{}, err
	}
	marks, err := library.OpenMarks(m.o.Desk.State, root)
	if err != nil {
		return article{}, err
	}
	i := slices.IndexFunc(list.Articles, func(f library.File) bool { return f.Path == name })
	for i += o.Step; i >= 0 && i < len(list.Articles); i += o.Step {
		f := list.Articles[i].Path
		if o.Unread && !marks.Get(f).Unread() {
			continue
		}
		a, err := m.load(filepath.Join(root, filepath.FromSlash(f)))
		if err != nil || o.Uncoded && m.codedBefore(a.Article) {
			continue
		}
		return a, nil
	}
	return article{}, noNeighbour(o)
}
