package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/model/fetch"
	folder "stet/model/library"
	"stet/ui/library"
	"stet/ui/pane"
)

// fetchedMsg is what came of fetching the feeds of a library.
type fetchedMsg struct {
	to   *library.Library
	text string
	err  error
}

// fetchFeeds brings the feeds that are due in the library of a folder. It is
// only ever called because somebody pressed a key.
func (m *program) fetchFeeds(l *library.Library, dir string) tea.Cmd {
	return pane.Safely(m.fetching.Next(), "fetching the feeds", func() tea.Msg {
		if root, ok := folder.Root(dir); ok {
			dir = root
		}
		c, err := m.client(dir)
		if err != nil {
			return fetchedMsg{to: l, err: err}
		}
		text, err := refreshFeeds(context.Background(), c, dir)
		return fetchedMsg{l, text, err}
	})
}

// client is what fetches for the library at dir.
func (m *program) client(dir string) (*fetch.Client, error) {
	if m.o.Client == nil {
		return fetch.New(fetch.DefaultOptions), nil
	}
	return m.o.Client(dir)
}

func refreshFeeds(ctx context.Context, c *fetch.Client, dir string) (string, error) {
	feeds, err := fetch.LoadFeeds(dir)
	if err != nil {
		return "", err
	}
	if len(feeds) == 0 {
		return "", errors.New("no feed is followed here · stet feeds add URL follows one")
	}
	shelf, err := fetch.OpenShelf(ctx, dir)
	if err != nil {
		return "", err
	}
	var n tally
	err = c.Refresh(ctx, shelf, feeds, false, n.count)
	if err = errors.Join(err, shelf.Close()); err != nil {
		return "", err
	}
	return n.text(len(feeds))
}

// A tally is what came of all feeds.
type tally struct {
	asked, added, updated int
	bad                   []string // feeds of which not all came
	why                   error    // of the first of them
}

func (n *tally) count(r fetch.Report) {
	if r.Skipped == "" {
		n.asked++
	}
	n.added += len(r.Added)
	n.updated += len(r.Updated) + len(r.Beside)
	if why := append(r.Problems, r.Err)[0]; why != nil {
		n.bad = append(n.bad, nameOf(r))
		if n.why == nil {
			n.why = why
		}
	}
}

// text says it in a line, of so many feeds that are followed; that the only one
// failed is an error.
func (n *tally) text(feeds int) (string, error) {
	if len(n.bad) == 1 && feeds == 1 && n.added+n.updated == 0 {
		return "", n.why
	}
	if n.asked == 0 {
		return "no feed is due yet · stet fetch --force asks all of them", nil
	}
	text := "nothing new"
	if n.added > 0 {
		text = fmt.Sprintf("%d new", n.added)
	}
	if n.updated > 0 {
		text += fmt.Sprintf(", %d changed", n.updated)
	}
	text += fmt.Sprintf(" · %d of %d feeds asked", n.asked, feeds)
	if len(n.bad) > 0 {
		text += fmt.Sprintf(" · not from %s: %s", strings.Join(n.bad, ", "), n.why)
	}
	return text, nil
}

func nameOf(r fetch.Report) string {
	for _, name := range []string{r.Title, r.Feed.Title, r.Feed.URL} {
		if name != "" {
			return name
		}
	}
	return "a feed"
}

func (m *program) fetched(f fetchedMsg) tea.Cmd {
	if f.err != nil {
		return f.to.Update(pane.Failed{Err: f.err})
	}
	return tea.Batch(f.to.Update(pane.Said{Text: f.text}), f.to.Update(pane.Returned{}))
}
