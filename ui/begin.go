package ui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/model/clean"
	"stet/model/fetch"
	"stet/model/places"
	"stet/model/source"
	"stet/ui/list"
	"stet/ui/pane"
	"stet/ui/start"
)

func (op *opener) startScreen() *start.Start { return start.New(op.env, op.startOptions()) }

func (op *opener) startOptions() start.Options {
	o := start.Options{From: op.o.NameFrom, Library: op.o.Library, CanDemo: op.o.Demo != nil}
	if op.o.Desk != nil {
		o.Annotator = op.o.Desk.Annotator
	}
	return o
}

// begin does what was chosen on the first screen; what is opened takes its place.
func (op *opener) begin(choice tea.Msg) tea.Cmd {
	t := op.opening.Next()
	if c, ok := choice.(start.Follow); ok {
		op.top().Update(pane.Said{Text: fmt.Sprintf("asking for %s …", c.URL)})
	}
	return op.env.Await("opening", pane.Safely(t, "opening", func() tea.Msg {
		o := op.chosen(choice)
		o.token, o.instead = t, true
		if o.dir != "" {
			o.shown = shown(o.dir)
		}
		return o
	}))
}

// chosen reads what was chosen on the first screen.
func (d disk) chosen(choice tea.Msg) (o opened) {
	switch c := choice.(type) {
	case start.Demo:
		if o.dir, o.err = d.o.Demo(); o.err == nil {
			o.article, o.guided = d.demoArticle(o.dir)
		}
	case start.Text:
		o.article = article{Article: source.OfText("", c.Text)}
	case start.Open:
		name := places.Expand(c.Name)
		if isFolder(name) {
			o.dir = name
			return o
		}
		if o.box = d.boxOf(name); o.box == nil {
			o.article, o.err = d.load(name)
		}
	case start.Library:
		o.dir, o.home = places.Expand(c.Dir), true
		o.said = "articles live here for this run · library in the config file keeps it so"
		if !isFolder(o.dir) {
			o.err = fmt.Errorf("%s: there is no such folder", c.Dir)
		}
	case start.Follow:
		o.dir, o.home = places.Expand(c.Dir), true
		if o.said, o.err = d.follow(o.dir, c.URL); o.err == nil {
			o.said += list.Commands().Bound(d.env.Keys).Fill(" · {fetch} brings its articles")
			if d.o.Library == "" {
				o.said += fmt.Sprintf(" · stet %s opens them again", c.Dir)
			}
		}
	}
	return o
}

func (d disk) follow(dir, address string) (string, error) {
	c, err := d.client(dir)
	if err != nil {
		return "", err
	}
	return follow(context.Background(), c, dir, address)
}

// follow adds a feed to those of the library at dir, once there is one at that
// address or at that of its page, and says what it is called.
func follow(ctx context.Context, c *fetch.Client, dir, address string) (string, error) {
	feeds, err := fetch.LoadFeeds(dir)
	if err != nil {
		return "", err
	}
	feed, err := c.Feed(ctx, address)
	if errors.Is(err, fetch.ErrPrivate) {
		return "", fmt.Errorf("%s: %w", address, errPrivate)
	}
	if err != nil {
		return "", err
	}
	name := cmp.Or(feed.Title, feed.URL)
	same := func(f fetch.Feed) bool { return strings.TrimSuffix(f.URL, "/") == strings.TrimSuffix(feed.URL, "/") }
	if slices.ContainsFunc(feeds, same) {
		return fmt.Sprintf("%s is followed already", name), nil
	}
	if err := fetch.SaveFeeds(dir, append(feeds, feed)); err != nil {
		return "", err
	}
	if address != clean.Address(address) {
		return fmt.Sprintf("%s is followed; its password is not kept (stet help feeds)", name), nil
	}
	return fmt.Sprintf("%s is followed", name), nil
}

// annotateAs makes name the annotator of this run, which has kept nothing yet.
func (op *opener) annotateAs(name string) tea.Cmd {
	s, ok := op.top().(*start.Start)
	if !ok || op.o.Desk == nil {
		return nil
	}
	op.o.Desk.Annotator, op.o.NameFrom = name, ""
	s.SetUp(op.startOptions())
	return s.Update(pane.Said{Text: fmt.Sprintf("for this run · annotator = %q in the config file keeps it so", name)})
}
