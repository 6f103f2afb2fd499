package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"stet/cmd/stet/manual"
	"stet/model/clean"
	"stet/model/fetch"
)

// A fetching is what the flags of the commands that use the network say.
type fetching struct {
	*program
	library   string
	private   bool
	megabytes int64
}

// usualFetching is what commands without those flags do.
func usualFetching(p *program) fetching {
	return fetching{program: p, megabytes: fetch.DefaultOptions.MaxBytes >> 20}
}

func (f *fetching) flags(cmd *cobra.Command) {
	f.libraryFlag(cmd, "the `folder` to keep articles in; otherwise the library you are in, or the configured one")
	cmd.Flags().BoolVar(&f.private, "private", false, "allow addresses of this machine and of private networks")
	cmd.Flags().Int64Var(&f.megabytes, "max-size", usualFetching(nil).megabytes, "the largest answer that is read, unpacked, in `MiB`")
}

func (f *fetching) libraryFlag(cmd *cobra.Command, help string) {
	cmd.Flags().StringVar(&f.library, "library", "", help)
	manual.CompleteFolder(cmd, "library")
}

// client makes the client for a library: its rules for pages hold. Without
// one, dir is "".
func (f fetching) client(dir string) (*fetch.Client, error) {
	o := fetch.DefaultOptions
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, failed("--library takes a folder", "%s: not a folder", dir)
	}
	if dir != "" {
		rules, err := fetch.LoadRules(dir)
		if err != nil {
			return nil, failed("`stet help feeds` shows such a file", "%s", err)
		}
		o.Rules = rules
	}
	o.AllowPrivate, o.UserAgent = f.private || f.config.Private, f.config.UserAgent
	if f.megabytes < 1 {
		return nil, misused("it is a number of MiB, from 1", "--max-size: there is no %d", f.megabytes)
	}
	o.Logins = fetch.UsualLogins()
	o.MaxBytes = min(f.megabytes, 1<<10) << 20
	return fetch.New(o), nil
}

// dir is the library that is fetched into.
func (f *fetching) dir() (string, error) {
	dir := f.library
	if dir == "" {
		dir = f.homeLibrary()
	}
	if dir == "" {
		return "", misused("--library . keeps them in this folder; `stet help feeds` says how to set one for good", "there is no library to keep articles in")
	}
	return dir, nil
}

func fetchCommand(p *program) *cobra.Command {
	f := usualFetching(p)
	var original, force, keep bool
	cmd := &cobra.Command{
		Use:   "fetch [URL]…",
		Short: "keep web pages as articles, or bring all feeds",
		Long: "stet fetch URL keeps the story of a page as a Markdown file in the library, and prints its\n" +
			"name. Without a URL it brings the feeds that stet feeds lists.",
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := f.dir()
			if err != nil {
				return err
			}
			client, err := f.client(dir)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return f.feeds(cmd.Context(), dir, client, force)
			}
			return f.pages(cmd.Context(), dir, client, args, keeping{original, keep})
		},
	}
	f.flags(cmd)
	cmd.Flags().BoolVar(&original, "html", false, "keep the page itself beside the article, packed")
	cmd.Flags().BoolVar(&keep, "keep", false, "keep a page although it does not hold the whole story")
	cmd.Flags().BoolVar(&force, "force", false, "ask feeds that are due later, or gone, as well")
	return cmd
}

// A keeping is what is stored of a page.
type keeping struct {
	original bool // the page itself, beside the article
	lacking  bool // the article even if the page does not hold the whole story
}

// pages keeps pages, one after the other.
func (f *fetching) pages(ctx context.Context, dir string, c *fetch.Client, addresses []string, how keeping) error {
	shelf, err := fetch.OpenArticleStore(ctx, dir)
	if err != nil {
		return err
	}
	partial := false
	for _, address := range addresses {
		if err := f.page(ctx, dir, shelf, c, address, how); err != nil {
			f.report(fetchFailure(err))
			partial = true
		}
		if ctx.Err() != nil {
			break
		}
	}
	if err := shelf.Close(); err != nil {
		return err
	}
	if partial {
		return errReported
	}
	return nil
}

func (f *fetching) page(ctx context.Context, dir string, shelf *fetch.ArticleStore, c *fetch.Client, address string, how keeping) error {
	page, err := c.Page(ctx, address)
	if err != nil {
		return err
	}
	if lacking := page.Article.Lacking; lacking != "" && !how.lacking {
		return failed("--keep keeps what there is", "%s: %s; nothing was kept", clean.Address(address), lacking)
	}
	for _, notice := range page.Article.Notices {
		f.notice(clean.Address(address), notice)
	}
	var html []byte
	if how.original {
		html = page.HTML
	}
	file, change, err := shelf.Put(page.Article, "", html)
	if err != nil {
		return err
	}
	switch change {
	case fetch.Unchanged:
		f.notice(file, "is here already, and has not changed")
	case fetch.Updated:
		f.notice(file, "holds a new version; the old text is kept")
	case fetch.Beside:
		f.notice(file, "is a new version; the file that you changed stays as it is")
	}
	f.printPath(dir, file)
	return nil
}

// printPath prints where an article lies.
func (f *fetching) printPath(dir, file string) {
	fmt.Fprintln(f.out, clean.Line(filepath.Join(dir, filepath.FromSlash(file))))
}

// feeds brings the feeds of a library. The names of new articles go to
// standard output, what came of each feed to standard error as it is done.
func (f *fetching) feeds(ctx context.Context, dir string, c *fetch.Client, force bool) error {
	feeds, err := fetch.LoadFeeds(dir)
	if err != nil {
		return err
	}
	if len(feeds) == 0 {
		return failed("stet feeds add URL follows one", "%s: there are no feeds in this library", dir)
	}
	shelf, err := fetch.OpenArticleStore(ctx, dir)
	if err != nil {
		return err
	}
	n, bad := 0, 0
	err = c.Refresh(ctx, shelf, feeds, force, func(r fetch.Report) {
		n++
		for _, files := range [][]string{r.Added, r.Updated, r.Beside} {
			for _, file := range files {
				f.printPath(dir, file)
			}
		}
		f.notice(fmt.Sprintf("%d of %d  %s", n, len(feeds), nameOfFeed(r.Feed, r.Title)), outcome(r))
		for _, notice := range r.Notices {
			f.notice(nameOfFeed(r.Feed, r.Title), notice)
		}
		for _, problem := range r.Problems {
			f.report(fetchFailure(problem))
		}
		if r.Err != nil {
			f.report(fetchFailure(r.Err))
		}
		if r.Err != nil || len(r.Problems) > 0 {
			bad++
		}
	})
	if cerr := shelf.Close(); err == nil {
		err = cerr
	}
	if errors.Is(err, context.Canceled) {
		return failed("run it again to go on", "stopped after %d of %d feeds", n, len(feeds))
	}
	if err == nil && bad > 0 {
		return errReported
	}
	return err
}

func nameOfFeed(f fetch.Feed, title string) string {
	switch {
	case f.Title != "" && f.Title != f.URL:
		return f.Title
	case title != "":
		return title
	}
	return clean.Address(f.URL)
}

// outcome says in a few words what came of a feed.
func outcome(r fetch.Report) string {
	switch {
	case r.Err != nil:
		return "failed"
	case r.Skipped != "":
		return "left out: " + r.Skipped
	}
	var parts []string
	for _, part := range []struct {
		files []string
		what  string
	}{{r.Added, "new"}, {r.Updated, "changed"}, {r.Beside, "changed, beside yours"}} {
		if len(part.files) > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", len(part.files), part.what))
		}
	}
	if len(parts) == 0 {
		parts = append(parts, "nothing new")
	}
	if r.Moved != "" {
		parts = append(parts, fmt.Sprintf("it has moved for good to %s", r.Moved))
	}
	return strings.Join(parts, ", ")
}

// fetchFailure adds the hint for a limit that a flag moves.
func fetchFailure(err error) error {
	var said *failure
	if errors.As(err, &said) {
		return said
	}
	hint := ""
	var address *fetch.AddressError
	var network *fetch.NetworkError
	var status *fetch.StatusError
	switch {
	case errors.As(err, &address):
		hint = "an address looks like https://gazette.example/story"
	case errors.As(err, &status) && status.Code == http.StatusUnauthorized:
		hint = "a name and a password for the server can stand in ~/.netrc: stet help feeds"
	case errors.As(err, &network):
		hint = "look whether the address is right and the network is there"
	case errors.Is(err, fetch.ErrPrivate):
		hint = "--private of stet fetch and stet feeds allows it, `private = true` in the config file for good"
	case errors.Is(err, fetch.ErrTooLarge):
		hint = "stet fetch --max-size reads more"
	case errors.Is(err, fetch.ErrIsFeed):
		hint = "stet feeds add follows it"
	}
	return &failure{code: problems, text: err.Error(), hint: hint, err: err}
}
