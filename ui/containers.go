package ui

import (
	"context"
	"fmt"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"stet/model/count"
	"stet/model/intake"
	"stet/model/places"
	"stet/ui/pane"
	"stet/ui/unpack"
)

// unpack makes files of the articles of a container and shows their folder.
func (op *opener) unpack(into unpack.Into) tea.Cmd {
	t := op.opening.Next()
	dir := places.Expand(into.Dir)
	return op.env.Await(fmt.Sprintf("unpacking %s", filepath.Base(into.Path)), pane.Safely(t, fmt.Sprintf("unpacking %s", into.Path), func() tea.Msg {
		c, err := intake.Open(into.Path, intake.Options{})
		if err != nil {
			return opened{token: t, err: err}
		}
		defer c.Close()
		r, err := intake.Unpack(context.Background(), c, dir, nil)
		if err != nil {
			return opened{token: t, err: err}
		}
		said := fmt.Sprintf("%s, %d new", count.Of(r.Found, "article"), r.Added)
		if n := len(r.Faults); n > 0 {
			said += fmt.Sprintf(" · %s: %s", count.Of(n, "difference"), r.Faults[0])
		}
		return opened{token: t, dir: dir, shown: filepath.Base(dir) + "/", said: said, instead: true}
	}))
}
