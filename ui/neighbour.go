package ui

import (
	"errors"
	"fmt"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"stet/ui/pane"
	"stet/ui/reader"
)

// noNeighbour says that there is no other article that way.
func noNeighbour(o reader.OpenNeighbour) error {
	says := [...]string{"no article before this one", "no article after this one"}
	switch {
	case o.Uncoded:
		says = [...]string{"no article that is not coded before this one", "no article that is not coded after this one"}
	case o.Unread:
		says = [...]string{"no unread article before this one", "no unread article after this one"}
	}
	if o.Step > 0 {
		return errors.New(says[1])
	}
	return errors.New(says[0])
}

// instead shows an article in the place of the one on the screen, carries out a
// command there and says something, "" for none.
func (op *opener) instead(path, do, says string) tea.Cmd {
	t := op.opening.Next()
	return op.env.Await(fmt.Sprintf("opening %s", filepath.Base(path)), pane.Safely(t, fmt.Sprintf("opening %s", path), func() tea.Msg {
		a, err := op.load(path)
		return opened{token: t, article: a, at: reader.Place{Do: do}, said: says, instead: true, err: err}
	}))
}

// announce says which article another press of the key would open.
func (op *opener) announce(a reader.Announce) tea.Cmd {
	r, ok := op.top().(*reader.Reader)
	if !ok || r.Article().Path == "" {
		return nil
	}
	path, o := r.Article().Path, reader.OpenNeighbour{Step: 1, Unread: true}
	next, listed := op.listed(path, o)
	return pane.Safely(0, "looking for the next article", func() tea.Msg {
		var it article
		err := noNeighbour(o)
		switch {
		case next != "":
			it, err = op.load(next)
		case !listed:
			it, err = op.neighbour(path, o)
		}
		if err != nil {
			return pane.Said{Text: "end · " + err.Error()}
		}
		return pane.Said{Text: a.Says + it.title()}
	})
}

// neighbouring opens the next or previous article of the folder.
func (op *opener) neighbouring(o reader.OpenNeighbour) tea.Cmd {
	r, ok := op.top().(*reader.Reader)
	if !ok || r.Article().Path == "" {
		return op.refuse(pane.Failed{Err: errors.New("there is no other article beside this one")})
	}
	path, do := r.Article().Path, ""
	if o.Go {
		do = "on"
	}
	switch next, listed := op.listed(path, o); {
	case next != "":
		return op.instead(next, do, o.After)
	case listed && o.After != "":
		return op.top().Update(pane.Said{Text: o.After + " · " + noNeighbour(o).Error()})
	case listed:
		return op.refuse(pane.Said{Text: noNeighbour(o).Error()})
	}
	t := op.opening.Next()
	return op.env.Await("looking for the next article", pane.Safely(t, "looking for the next article", func() tea.Msg {
		next, err := op.neighbour(path, o)
		if err != nil && o.After != "" {
			return pane.Said{Text: o.After + " · " + err.Error()}
		}
		if err != nil {
			return opened{token: t, err: err}
		}
		return opened{token: t, article: next, at: reader.Place{Do: do}, said: o.After, instead: true}
	}))
}
