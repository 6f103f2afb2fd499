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
		text, err := refreshFeeds(context.Background(), fetch.New(fetch.DefaultOptions), dir)
		return fetchedMsg{l, text, err}
	})
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
	asked, added, updated := 0, 0, 0
	var bad []string
	err = c.Refresh(ctx, shelf, feeds, false, func(r fetch.Report) {
		if r.Skipped == "" {
			asked++
		}
		added += len(r.Added)
		updated += len(r.Updated) + len(r.Beside)
		if r.Err != nil || len(r.Problems) > 0 {
			bad = append(bad, nameOf(r))
		}
	})
	if err = errors.Join(err, shelf.Close()); err != nil {
		return "", err
	}
	text := fmt.Sprintf("%d of %d feeds asked, %d new, %d changed", asked, len(feeds), added, updated)
	if asked == 0 && len(bad) == 0 {
		text = "all feeds were asked a short while ago · stet fetch --force asks again"
	}
	if len(bad) > 0 {
		text += " · not all came from " + strings.Join(bad, ", ")
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
