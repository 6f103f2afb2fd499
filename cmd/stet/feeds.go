package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"stet/cmd/stet/manual"
	"stet/model/clean"
	"stet/model/count"
	"stet/model/fetch"
)

func feedsCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "feeds add|list|remove|import|export",
		Short: "keep the list of the feeds of a library",
		Long: "The feeds of a library are listed in feeds.opml in its folder. stet fetch brings their articles.\n" +
			"Articles stay when a feed is removed.",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return oneOf("feeds", args[0], manual.CommandNames(cmd)...)
			}
			return misused(fmt.Sprintf("it can be %s", strings.Join(manual.CommandNames(cmd), ", ")), "feeds: say what to do with them")
		},
	}
	cmd.AddCommand(feedsAdd(p), feedsList(p), feedsRemove(p), feedsImport(p), feedsExport(p))
	return cmd
}

func feedsAdd(p *program) *cobra.Command {
	f := usualFetching(p)
	var full, unseen bool
	cmd := &cobra.Command{
		Use:   "add URL…",
		Short: "follow feeds, by their addresses or those of their pages",
		Args:  arguments(1, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := f.dir()
			if err != nil {
				return err
			}
			client, err := f.client(dir)
			if err != nil {
				return err
			}
			return f.change(func(feeds []fetch.Feed) ([]fetch.Feed, error) {
				partial := false
				for _, address := range args {
					feed := fetch.Feed{URL: address}
					var err error
					if unseen {
						err = fetch.CheckAddress(address)
					} else {
						feed, err = f.findFeed(cmd.Context(), client, address)
					}
					if err != nil {
						p.report(fetchFailure(err))
						partial = true
						continue
					}
					feed.Full = full
					if indexOfFeed(feeds, feed.URL) >= 0 {
						p.notice(clean.Address(feed.URL), "is followed already")
						continue
					}
					feeds = append(feeds, feed)
					p.notice(nameOfFeed(feed, ""), "is followed; stet fetch brings its articles")
					if feed.URL != address && address != clean.Address(address) {
						p.notice(nameOfFeed(feed, ""), notKept)
					}
				}
				if partial {
					return feeds, errReported
				}
				return feeds, nil
			})
		},
	}
	f.flags(cmd)
	cmd.Flags().BoolVar(&full, "full", false, "bring the page of each article instead of what the feed holds")
	cmd.Flags().BoolVar(&unseen, "unseen", false, "add the address as it is, without asking the server")
	return cmd
}

// findFeed finds the feed of an address. Where a page names several, a person chooses;
// a program is told of them.
func (f *fetching) findFeed(ctx context.Context, client *fetch.Client, address string) (fetch.Feed, error) {
	feed, err := client.Feed(ctx, address)
	var several *fetch.SeveralError
	if !errors.As(err, &several) {
		return feed, err
	}
	f.out.Flush()
	for i, feed := range several.Feeds {
		fmt.Fprintf(f.err, "%2d  %s  %s\n", i+1, clean.Line(feed.URL), clean.Line(feed.Title))
	}
	if !f.toTerminal() || !term.IsTerminal(f.stdin.Fd()) {
		return fetch.Feed{}, failed("stet feeds add URL takes one of them", "%s", several)
	}
	fmt.Fprint(f.err, "which? ")
	line, err := bufio.NewReader(io.LimitReader(f.in, 100)).ReadString('\n')
	if n, nerr := strconv.Atoi(strings.TrimSpace(line)); err == nil && nerr == nil && 1 <= n && n <= len(several.Feeds) {
		return client.Feed(ctx, several.Feeds[n-1].URL)
	}
	return fetch.Feed{}, failed("stet feeds add URL takes one of them", "%s: none was chosen", address)
}

func feedsList(p *program) *cobra.Command {
	f := usualFetching(p)
	cmd := &cobra.Command{
		Use:   "list",
		Short: "the feeds with their numbers",
		Args:  arguments(0, 0),
		RunE: func(*cobra.Command, []string) error {
			_, feeds, err := f.followed()
			if err != nil {
				return err
			}
			for i, feed := range feeds {
				full := ""
				if feed.Full {
					full = "full"
				}
				fmt.Fprintf(p.out, "%d\t%s\t%s\t%s\t%s\n", i+1, clean.Line(feed.Title), clean.Line(clean.Address(feed.URL)), clean.Line(feed.Group), full)
			}
			return nil
		},
	}
	f.libraryFlag(cmd, "the `folder` of the library")
	return cmd
}

func feedsRemove(p *program) *cobra.Command {
	f := usualFetching(p)
	cmd := &cobra.Command{
		Use:   "remove URL|NUMBER…",
		Short: "follow feeds no longer; their articles stay",
		Args:  arguments(1, -1),
		RunE: func(_ *cobra.Command, args []string) error {
			return f.change(func(feeds []fetch.Feed) ([]fetch.Feed, error) {
				gone := map[int]bool{}
				for _, arg := range args {
					i := indexOfFeed(feeds, arg)
					if n, err := strconv.Atoi(arg); err == nil && 1 <= n && n <= len(feeds) {
						i = n - 1
					}
					if i < 0 {
						return nil, misused("stet feeds list shows them", "%s: there is no such feed", arg)
					}
					gone[i] = true
				}
				var kept []fetch.Feed
				for i := range feeds {
					if gone[i] {
						p.notice(nameOfFeed(feeds[i], ""), "is followed no longer; its articles stay")
					} else {
						kept = append(kept, feeds[i])
					}
				}
				return kept, nil
			})
		},
	}
	f.libraryFlag(cmd, "the `folder` of the library")
	return cmd
}

func feedsImport(p *program) *cobra.Command {
	f := usualFetching(p)
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "add the feeds of another reader: OPML, or newsboat's urls; - for standard input",
		Args:  arguments(1, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			data, err := p.readAll(args[0])
			if err != nil {
				return err
			}
			found, left, err := fetch.ReadFeeds(data)
			if err != nil {
				return failed("stet feeds add takes an address", "%s: %s", args[0], err)
			}
			for _, what := range left {
				p.notice(args[0], what+"; left out")
			}
			return f.change(func(feeds []fetch.Feed) ([]fetch.Feed, error) {
				n := 0
				for _, feed := range found {
					if indexOfFeed(feeds, feed.URL) < 0 {
						feeds = append(feeds, feed)
						n++
					}
				}
				p.notice(args[0], fmt.Sprintf("%s, %d new", count.Of(len(found), "feed"), n))
				return feeds, nil
			})
		},
	}
	f.libraryFlag(cmd, "the `folder` of the library")
	return cmd
}

func feedsExport(p *program) *cobra.Command {
	f := usualFetching(p)
	cmd := &cobra.Command{
		Use:   "export",
		Short: "print the feeds as OPML",
		Args:  arguments(0, 0),
		RunE: func(*cobra.Command, []string) error {
			_, feeds, err := f.followed()
			if err != nil {
				return err
			}
			data, err := fetch.WriteOPML("stet", feeds)
			if err != nil {
				return err
			}
			p.out.WriteString(clean.Text(string(data)))
			return nil
		},
	}
	f.libraryFlag(cmd, "the `folder` of the library")
	return cmd
}

// followed reads the list of a library, in the folder that is returned.
func (f *fetching) followed() (dir string, feeds []fetch.Feed, err error) {
	if dir, err = f.dir(); err == nil {
		feeds, err = fetch.LoadFeeds(dir)
	}
	return dir, feeds, err
}

// change reads the list of a library and writes what change makes of it,
// also where only part of that could be done.
func (f *fetching) change(change func([]fetch.Feed) ([]fetch.Feed, error)) error {
	dir, before, err := f.followed()
	if err != nil {
		return err
	}
	after, err := change(slices.Clone(before))
	if err != nil && err != errReported {
		return err
	}
	for _, feed := range after {
		if feed.URL != clean.Address(feed.URL) {
			f.notice(nameOfFeed(feed, ""), notKept)
		}
	}
	if !slices.Equal(before, after) {
		if serr := fetch.SaveFeeds(dir, after); serr != nil {
			return serr
		}
	}
	return err
}

const notKept = "the password in its address is not kept: ~/.netrc is the place for it (stet help feeds)"

func indexOfFeed(feeds []fetch.Feed, address string) int {
	return slices.IndexFunc(feeds, func(f fetch.Feed) bool {
		return strings.TrimSuffix(clean.Address(f.URL), "/") == strings.TrimSuffix(clean.Address(address), "/")
	})
}
