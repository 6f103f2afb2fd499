package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/model/fetch"
	"stet/model/library"
	"stet/ui/list"
	"stet/ui/pane"
)

// fetchFeeds brings the feeds that are due in the library of a folder, and hands
// over what is to be said in its list. It is only ever called because somebody
// pressed a key.
func (d disk) fetchFeeds(ctx context.Context, dir string, hand func(tea.Msg)) {
	if root, ok := library.Root(dir); ok {
		dir = root
	}
	c, err := d.client(dir)
	if err != nil {
		hand(pane.Failed{Err: err})
		return
	}
	stops := list.Commands().Bound(d.env.Keys).Fill(" · {leave} stops it")
	text, err := refreshFeeds(ctx, c, dir, func(done, all int) {
		hand(pane.Said{Text: fmt.Sprintf("%d of %d feeds", done, all) + stops})
	})
	if err != nil {
		hand(pane.Failed{Err: err})
	} else {
		hand(pane.Said{Text: text})
	}
	hand(pane.Returned{})
}

// client is what fetches for the library at dir.
func (d disk) client(dir string) (*fetch.Client, error) {
	if d.o.Client == nil {
		return fetch.New(fetch.DefaultOptions), nil
	}
	return d.o.Client(dir)
}

// refreshFeeds fetches what is due for the library at dir, tells each after how many
// it is, and says what came of it. It says so, too, if ctx ended it.
func refreshFeeds(ctx context.Context, c *fetch.Client, dir string, each func(done, all int)) (string, error) {
	feeds, err := fetch.LoadFeeds(dir)
	if err != nil {
		return "", err
	}
	if len(feeds) == 0 {
		return "", errors.New("no feed is followed here · stet feeds add URL follows one")
	}
	shelf, err := fetch.OpenArticleStore(ctx, dir)
	switch {
	case ctx.Err() != nil:
		return "stopped before a feed was asked", nil
	case err != nil:
		return "", err
	}
	var n tally
	done := 0
	err = c.Refresh(ctx, shelf, feeds, false, func(r fetch.Report) {
		if ctx.Err() != nil && r.Err != nil {
			return // it was stopped, which is no fault of the feed
		}
		n.count(r)
		done++
		each(done, len(feeds))
	})
	if cerr := shelf.Close(); cerr != nil || err != nil && ctx.Err() == nil {
		return "", errors.Join(err, cerr)
	}
	if ctx.Err() != nil {
		return fmt.Sprintf("stopped: %d new · %d of %d feeds asked", n.added, n.asked, len(feeds)), nil
	}
	return n.text(len(feeds))
}

// A tally is what came of all feeds.
type tally struct {
	asked, added, updated int
	bad                   []string // feeds of which not all came
	why                   error    // of the first of them
}

// errPrivate is [fetch.ErrPrivate] with the way out.
var errPrivate = errors.New("it lies in a private network: `private = true` in the config file allows it")

func (n *tally) count(r fetch.Report) {
	if r.Skipped == "" {
		n.asked++
	}
	n.added += len(r.Added)
	n.updated += len(r.Updated) + len(r.Beside)
	if why := append(r.Problems, r.Err)[0]; why != nil {
		if errors.Is(why, fetch.ErrPrivate) {
			why = errPrivate
		}
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
