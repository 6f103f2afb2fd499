package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"stet/model"
	"stet/model/clean"
	"stet/model/feed"
	"stet/model/files"
	"stet/model/library"
	"stet/model/source"
)

// A Report is what came of one feed.
type Report struct {
	Feed  Feed
	Title string // as the feed calls itself, "" if it was not read
	// Moved is the address that the feed has from now on, if it is another: what a
	// server says for now only does not count.
	Moved                  string
	Notices                []string // what was mended in the feed, or left out
	Added, Updated, Beside []string // the files
	Skipped                string   // why it was not asked, "" if it was
	Err                    error
	// Problems are articles that could not be brought; the others were.
	Problems []error
}

// feedsAtOnce is how many feeds are fetched side by side.
const feedsAtOnce = 6

// Refresh fetches the feeds into the shelf and hands over a report for each as
// it is done, one at a time and in no certain order. One bad feed harms no
// other. With force also those are asked that are due later. It returns early
// if ctx is done, and may be run again: nothing is added twice.
func (c *Client) Refresh(ctx context.Context, shelf *ArticleStore, feeds []Feed, force bool, done func(Report)) error {
	work := make(chan Feed)
	reports := make(chan Report)
	var workers sync.WaitGroup
	for range min(feedsAtOnce, len(feeds)) {
		workers.Go(func() {
			for f := range work {
				reports <- c.refresh(ctx, shelf, f, force)
			}
		})
	}
	go func() {
		defer func() {
			close(work)
			workers.Wait()
			close(reports)
		}()
		for _, f := range feeds {
			select {
			case work <- f:
			case <-ctx.Done():
				return
			}
		}
	}()
	var saving error
	var news []Report
	for r := range reports {
		if err := shelf.state.save(); err != nil {
			saving = err
		}
		news = append(news, r)
		done(r)
	}
	return errors.Join(ctx.Err(), shelf.state.lost, saving, shelf.learn(news))
}

// learn takes into the list of feeds what they said of themselves: where they are
// from now on, and what they are called if nobody called them anything.
func (s *ArticleStore) learn(news []Report) error {
	feeds, err := LoadFeeds(s.dir)
	if err != nil {
		return err
	}
	changed := false
	for _, r := range news {
		i := slices.IndexFunc(feeds, func(f Feed) bool { return f.URL == r.Feed.URL })
		if i < 0 {
			continue
		}
		if r.Moved != "" && !slices.ContainsFunc(feeds, func(f Feed) bool { return f.URL == r.Moved }) {
			s.state.move(feeds[i].URL, r.Moved)
			feeds[i].URL, changed = r.Moved, true
		}
		if r.Title != "" && !r.Feed.named() {
			feeds[i].Title, changed = r.Title, true
		}
	}
	if !changed {
		return nil
	}
	return errors.Join(SaveFeeds(s.dir, feeds), s.state.save())
}

func (c *Client) refresh(ctx context.Context, shelf *ArticleStore, f Feed, force bool) Report {
	report := Report{Feed: f}
	known := shelf.state.feed(f.URL)
	now := time.Now()
	switch {
	case known.Gone && !force:
		report.Skipped = "it is gone for good"
		return report
	case now.Before(known.Next) && !force:
		report.Skipped = fmt.Sprintf("not before %s", known.Next.Local().Format("2 Jan 15:04"))
		return report
	}
	answer, err := c.Get(ctx, f.URL, known.Validators)
	if err != nil {
		report.Err = err
		if ctx.Err() == nil && !errors.Is(err, ErrPrivate) { // nobody was asked
			shelf.state.setFeed(f.URL, failed(known, err, now))
		}
		return report
	}
	known.Checked, known.Next, known.Failures, known.Error, known.Gone = now, time.Time{}, 0, "", false
	moved := ""
	if answer.Lasting != clean.Address(f.URL) {
		moved = answer.Lasting
	}
	if answer.NotModified {
		report.Moved = moved
		shelf.state.setFeed(f.URL, known)
		return report
	}
	read, err := feed.Read(answer.Body, answer.ContentType, answer.URL)
	if err != nil {
		report.Err = fmt.Errorf("%s: %w", clean.Address(f.URL), err)
		shelf.state.setFeed(f.URL, failed(known, err, now))
		return report
	}
	// A page that asks to log in is no new place of the feed.
	report.Moved, report.Title, report.Notices = moved, read.Title, read.Notices
	if c.store(ctx, shelf, f, read.Items, &known, &report) {
		known.Validators = answer.Validators
	}
	shelf.state.setFeed(f.URL, known)
	return report
}

// store puts the entries away that are new or changed, and reports whether all
// were: only then may the server's word be taken that nothing has changed since.
func (c *Client) store(ctx context.Context, shelf *ArticleStore, f Feed, items []feed.Item, known *feedState, report *Report) bool {
	name := f.Title
	if !f.named() {
		name = report.Title
	}
	folder := folderName(name)
	whole := true
	for i := range items {
		it := &items[i]
		if ctx.Err() != nil {
			return false
		}
		was := known.find(it)
		if was.Mark == it.Mark() {
			known.note(it, was)
			continue
		}
		switch _, here := shelf.Has(it.Meta.URL); {
		case was.known() && was.URL != "":
			if _, there := shelf.Has(was.URL); !there && !here {
				known.note(it, was) // somebody threw it away
				continue
			}
			shelf.readdress(was.URL, it.Meta.URL)
		case !was.known() && here:
			known.note(it, was) // it was brought by another way, which is as good
			continue
		}
		if err := c.storeItem(ctx, shelf, f, it, folder, report); err != nil {
			report.Problems = append(report.Problems, err)
			whole = false
			continue
		}
		known.note(it, was)
	}
	known.forget(items)
	return whole
}

// articleOf returns what the feed itself holds of an entry; one without a word is
// its link.
func articleOf(it *feed.Item) *model.Article {
	a := source.ReadFragment(it.Content, it.Base)
	if strings.TrimSpace(a.Text) == "" && it.Meta.Title == "" && it.Meta.URL != "" {
		address := html.EscapeString(it.Meta.URL)
		a = source.ReadFragment(`<p><a href="`+address+`">`+address+`</a></p>`, it.Base)
	}
	language := a.Meta.Language
	a.Meta = it.Meta
	if a.Meta.Language == "" {
		a.Meta.Language = language
	}
	return source.Story(a)
}

func (c *Client) storeItem(ctx context.Context, shelf *ArticleStore, f Feed, it *feed.Item, folder string, report *Report) error {
	a := articleOf(it)
	if f.Full && it.Meta.URL != "" {
		page, err := c.Page(ctx, it.Meta.URL)
		switch {
		case err != nil && !lasting(err):
			return err // the next run tries again
		case err != nil:
			report.Problems = append(report.Problems, fmt.Errorf("%w; kept as the feed has it", err))
		case page.Article.Lacking != "" && page.Article.Words() < 2*a.Words():
			a.Lacking = page.Article.Lacking
			report.Problems = append(report.Problems, fmt.Errorf("%s: %s; kept as the feed has it", it.Meta.URL, a.Lacking))
		case page.Article.Words() >= a.Words():
			a = page.Article
			a.Meta.URL = it.Meta.URL
		}
	}
	if strings.TrimSpace(a.Text) == "" {
		return nil // neither title nor words nor an address
	}
	file, change, err := shelf.Put(a, folder, nil)
	if err != nil {
		return err
	}
	switch change {
	case Added:
		report.Added = append(report.Added, file)
	case Updated:
		report.Updated = append(report.Updated, file)
	case Beside:
		report.Beside = append(report.Beside, file)
	}
	return nil
}

// lasting reports whether asking again for a page is of no use.
func lasting(err error) bool {
	var status *StatusError
	if errors.As(err, &status) {
		return status.Code < 500 && status.Code != http.StatusTooManyRequests && status.Code != http.StatusRequestTimeout
	}
	return errors.Is(err, ErrTooLarge) || errors.Is(err, ErrPrivate) || errors.Is(err, ErrIsFeed) || errors.Is(err, errNoPage)
}

// The back-off from a feed that fails: a quarter of an hour, doubled each time
// up to a day; or what the server asks for.
const (
	firstBackOff = 15 * time.Minute
	lastBackOff  = 24 * time.Hour
)

func failed(known feedState, err error, now time.Time) feedState {
	known.Checked, known.Error = now, err.Error()
	known.Failures++
	wait := lastBackOff
	if n := known.Failures - 1; n < 7 {
		wait = min(firstBackOff<<n, lastBackOff)
	}
	var status *StatusError
	if errors.As(err, &status) {
		known.Gone = status.Gone()
		wait = max(wait, status.Retry)
	}
	known.Next = now.Add(wait)
	return known
}

// RulesFile holds the rules for pages of single sites, in the library's folder.
const RulesFile = library.Rules

// LoadRules reads the rules of the library at dir; nil if it has none.
func LoadRules(dir string) (*source.Rules, error) {
	file := filepath.Join(dir, RulesFile)
	data, err := files.ReadIn(dir, RulesFile, mostList)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	rules, err := source.ParseRules(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return rules, nil
}

// A Page is a page that was fetched: its story, and the whole.
type Page struct {
	Article *model.Article // what is worth keeping; see [source.Story]
	Whole   *model.Article
	HTML    []byte
}

// binary says what data is that is no text, "" if it may be some: by its first bytes, as
// browsers look at them (mimesniff.spec.whatwg.org). Text of two bytes a letter has
// zeros too.
func binary(data []byte) string {
	kind, _, _ := strings.Cut(http.DetectContentType(data), ";")
	head := data[:min(len(data), 512)]
	zeros := bytes.Count(head, []byte{0})
	if strings.HasPrefix(kind, "text/") || kind == "application/octet-stream" && (zeros == 0 || zeros*3 > len(head)) {
		return ""
	}
	return kind
}

// ErrIsFeed is the error of a page that is a feed.
var ErrIsFeed = errors.New("it is a feed, not a page")

var errNoPage = errors.New("no page")

// Page fetches one page.
func (c *Client) Page(ctx context.Context, address string) (*Page, error) {
	answer, err := c.Get(ctx, address, Validators{})
	if err != nil {
		return nil, err
	}
	address = clean.Address(address)
	kind, _, _ := strings.Cut(strings.ToLower(answer.ContentType), ";")
	if is := binary(answer.Body); is != "" && (kind == "" || strings.Contains(kind, "html")) {
		return nil, fmt.Errorf("%s: %w but %s, whatever the server says", address, errNoPage, is)
	}
	switch strings.TrimSpace(kind) {
	case "", "text/html", "application/xhtml+xml":
	case "text/plain", "text/markdown", "text/x-markdown":
		name := answer.URL.Path
		if strings.HasSuffix(strings.TrimSpace(kind), "markdown") {
			name = "page.md" // whatever its address ends in
		}
		a, err := source.Read(name, answer.Body)
		if err != nil {
			return nil, fmt.Errorf("%s: %w: %w", address, errNoPage, err)
		}
		a.Path, a.Meta.URL = "", answer.URL.String()
		return &Page{Article: a, Whole: a, HTML: answer.Body}, nil
	default:
		if _, err := feed.Read(answer.Body, answer.ContentType, answer.URL); err == nil {
			return nil, fmt.Errorf("%s: %w", address, ErrIsFeed)
		}
		return nil, fmt.Errorf("%s: %w but %s", address, errNoPage, kind)
	}
	whole, err := source.ReadPage(answer.Body, answer.ContentType, answer.URL, c.options.Rules)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", address, errNoPage, err)
	}
	if whole.Lacking != "" {
		if amp := c.ampOf(ctx, answer); amp != nil {
			return amp, nil
		}
	}
	return &Page{Article: source.Story(whole), Whole: whole, HTML: answer.Body}, nil
}
