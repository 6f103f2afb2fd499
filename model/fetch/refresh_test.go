package fetch

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"stet/model/need"
	"stet/model/source"
)

// A desk is a server of one feed whose entries a test changes, and of its pages.
type desk struct {
	*httptest.Server
	mu      sync.Mutex
	entries []string // items of RSS
	hits    map[string]int
	fail    int // the status that the feed answers with, 0 for none
	pages   int // and the pages
}

func newDesk(t *testing.T) *desk {
	d := &desk{hits: map[string]int{}}
	d.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.hits[r.URL.Path]++
		switch {
		case r.URL.Path == "/feed" && d.fail != 0:
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(d.fail)
		case r.URL.Path == "/feed":
			body := "<?xml version='1.0'?><rss version='2.0'><channel><title>Riverton Gazette</title><link>" + d.URL + "</link>" +
				strings.Join(d.entries, "") + "</channel></rss>"
			tag := fmt.Sprintf(`"%x"`, crc32.ChecksumIEEE([]byte(body)))
			if w.Header().Set("ETag", tag); r.Header.Get("If-None-Match") == tag {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			fmt.Fprint(w, body)
		case r.URL.Path == "/":
			fmt.Fprint(w, `<html><head><link rel=alternate type="application/rss+xml" href=/feed></head><body>news`)
		case d.pages != 0:
			w.WriteHeader(d.pages)
		case strings.HasPrefix(r.URL.Path, "/page/"):
			fmt.Fprint(w, "<html><head><title>Tram</title></head><body><nav><a href=/>Home</a></nav><article>"+strings.Repeat("<p>The council of Riverton met on Monday, and it did not agree on the price of the tram, which has gone up.</p>", 6)+"</article></body></html>")
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	t.Cleanup(d.Close)
	return d
}

func (d *desk) set(entries ...string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.entries = entries
}

func entry(id, title, text string) string {
	return fmt.Sprintf("<item><guid isPermaLink='false'>%s</guid><link>/page/%s?utm_source=rss</link><title>%s</title><pubDate>Tue, 17 Mar 2026 09:30:00 GMT</pubDate><description><![CDATA[<p>%s</p>]]></description></item>", id, id, title, text)
}

// run refreshes the feed of d into dir and says what came of it.
func run(t *testing.T, d *desk, dir string, f Feed, force bool) Report {
	t.Helper()
	shelf, err := OpenArticleStore(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := shelf.Close(); err != nil {
			t.Error(err)
		}
	}()
	f.URL = d.URL + "/feed"
	var report Report
	if err := New(quick).Refresh(t.Context(), shelf, []Feed{f}, force, func(r Report) { report = r }); err != nil {
		t.Fatal(err)
	}
	return report
}

// filesIn lists what lies in dir apart from the cache.
func filesIn(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.Contains(path, "cache") {
			rel, _ := filepath.Rel(dir, path)
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// newLibrary is a folder that is no library yet.
func newLibrary(t *testing.T) string {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	return t.TempDir()
}

const tram = "riverton-gazette/2026-03-17-tram-dearer.md"

func TestAFeedBecomesArticlesAndARunCanBeRepeated(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	d.set(entry("a", "Tram dearer", "The mayor &amp; the council disagree."), entry("b", "Tram late", "It was the weather."))
	if r := run(t, d, dir, Feed{}, false); r.Err != nil || len(r.Added) != 2 || r.Title != "Riverton Gazette" {
		t.Fatalf("%+v", r)
	}
	a, err := source.Open(filepath.Join(dir, tram))
	if err != nil {
		t.Fatal(err)
	}
	if a.Text != "Tram dearer\n\nThe mayor & the council disagree." || a.Meta.Publisher != "Riverton Gazette" ||
		!strings.HasPrefix(a.Meta.URL, d.URL+"/page/a") || a.Meta.Published.IsZero() {
		t.Errorf("%q %+v", a.Text, a.Meta)
	}
	before := filesIn(t, dir)
	for range 2 {
		if r := run(t, d, dir, Feed{}, false); r.Err != nil || len(r.Added)+len(r.Updated)+len(r.Beside) > 0 {
			t.Errorf("again: %+v", r)
		}
	}
	os.RemoveAll(filepath.Join(dir, ".stet", "cache"))
	if r := run(t, d, dir, Feed{}, false); len(r.Added)+len(r.Updated)+len(r.Beside) > 0 {
		t.Errorf("without the cache: %+v", r)
	}
	if after := filesIn(t, dir); !slices.Equal(before, after) {
		t.Errorf("%q became %q", before, after)
	}
}

func TestAChangedArticleIsANewVersionAndTheOldTextIsKept(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	d.set(entry("a", "Tram dearer", "It costs 40 million."))
	run(t, d, dir, Feed{}, false)
	old, _ := source.Open(filepath.Join(dir, tram))
	sidecar := filepath.Join(dir, tram+".alice.anno.json")
	if err := os.WriteFile(sidecar, []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	d.set(entry("a", "Tram dearer", "It costs 41 million."))
	if r := run(t, d, dir, Feed{}, false); len(r.Updated) != 1 || r.Updated[0] != tram {
		t.Fatalf("%+v", r)
	}
	if a, _ := source.Open(filepath.Join(dir, tram)); !strings.Contains(a.Text, "41 million") {
		t.Errorf("%q", a.Text)
	}
	if kept, err := os.ReadFile(filepath.Join(dir, ".stet", "texts", old.Digest+".txt")); err != nil || string(kept) != old.Text {
		t.Errorf("the old text: %q, %v", kept, err)
	}
	if data, _ := os.ReadFile(sidecar); string(data) != "{}" {
		t.Error("a sidecar was touched")
	}
}

func TestAFileThatSomebodyChangedIsNeverWrittenOver(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	d.set(entry("a", "Tram dearer", "It costs 40 million."))
	run(t, d, dir, Feed{}, false)
	mine := []byte("---\nurl: " + d.URL + "/page/a\n---\n\nMy own words.\n")
	if err := os.WriteFile(filepath.Join(dir, tram), mine, 0o644); err != nil {
		t.Fatal(err)
	}
	d.set(entry("a", "Tram dearer", "It costs 41 million."))
	if r := run(t, d, dir, Feed{}, false); len(r.Beside) != 1 || r.Beside[0] != strings.Replace(tram, ".md", "-2.md", 1) {
		t.Errorf("%+v", r)
	}
	if data, _ := os.ReadFile(filepath.Join(dir, tram)); string(data) != string(mine) {
		t.Errorf("%q", data)
	}
}

func TestAnArticleThatWasThrownAwayStaysAway(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	d.set(entry("a", "Tram dearer", "It costs 40 million."))
	run(t, d, dir, Feed{}, false)
	os.Remove(filepath.Join(dir, tram))
	d.set(entry("a", "Tram dearer", "It costs 41 million."), entry("b", "Tram late", "It was the weather."))
	if r := run(t, d, dir, Feed{}, false); len(r.Added) != 1 || !strings.Contains(r.Added[0], "late") {
		t.Errorf("%+v", r)
	}
}

func TestFullText(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	d.set(entry("a", "Tram dearer", "A summary."))
	if r := run(t, d, dir, Feed{Full: true}, false); len(r.Added) != 1 || len(r.Problems) > 0 {
		t.Fatalf("%+v", r)
	}
	name := filepath.Join(dir, "riverton-gazette", "tram.md")
	if a, err := source.Open(name); err != nil || !strings.Contains(a.Text, "did not agree") || strings.Contains(a.Text, "Home") {
		t.Errorf("%v %v", err, filesIn(t, dir))
	}
}

func TestAPageThatFailsForNowIsTriedAgain(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	d.set(entry("a", "Tram dearer", "A summary."), entry("none", "Gone", "Another summary."))
	d.pages = http.StatusServiceUnavailable
	if r := run(t, d, dir, Feed{Full: true}, false); len(r.Added) != 0 || len(r.Problems) != 2 {
		t.Errorf("%+v", r)
	}
	d.pages = http.StatusForbidden
	if r := run(t, d, dir, Feed{Full: true}, false); len(r.Added) != 2 || len(r.Problems) != 2 {
		t.Errorf("%+v", r)
	}
	if a, err := source.Open(filepath.Join(dir, tram)); err != nil || !strings.Contains(a.Text, "A summary.") {
		t.Errorf("%v", err)
	}
}

func TestAFailingFeedIsLeftAloneForAWhile(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	d.fail = http.StatusTooManyRequests
	if r := run(t, d, dir, Feed{}, false); r.Err == nil || !strings.Contains(r.Err.Error(), "429") {
		t.Fatalf("%+v", r)
	}
	if r := run(t, d, dir, Feed{}, false); !strings.HasPrefix(r.Skipped, "not before") || d.hits["/feed"] != 1 {
		t.Errorf("%+v after %d requests", r, d.hits["/feed"])
	}
	d.fail = http.StatusGone
	run(t, d, dir, Feed{}, true)
	if r := run(t, d, dir, Feed{}, false); r.Skipped != "it is gone for good" || d.hits["/feed"] != 2 {
		t.Errorf("%+v after %d requests", r, d.hits["/feed"])
	}
	d.fail = 0
	d.set(entry("a", "Tram dearer", "It costs 40 million."))
	if r := run(t, d, dir, Feed{}, true); len(r.Added) != 1 {
		t.Errorf("%+v", r)
	}
}

func TestOneBadFeedHarmsNoOther(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	d.set(entry("a", "Tram dearer", "It costs 40 million."))
	shelf, err := OpenArticleStore(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer shelf.Close()
	if _, err := OpenArticleStore(t.Context(), dir); !errors.Is(err, ErrBusy) {
		t.Errorf("opened twice: %v", err)
	}
	feeds := []Feed{{URL: d.URL + "/none"}, {URL: "file:///etc/passwd"}, {URL: d.URL + "/page/a"}, {URL: d.URL + "/feed"}}
	added, failed := 0, 0
	err = New(quick).Refresh(t.Context(), shelf, feeds, false, func(r Report) {
		added += len(r.Added)
		if r.Err != nil {
			failed++
		}
	})
	if err != nil || added != 1 || failed != 3 {
		t.Errorf("%v, %d added, %d failed", err, added, failed)
	}
}

func TestARunThatIsInterruptedGoesOn(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	d.set(entry("a", "One", "First."), entry("b", "Two", "Second."), entry("c", "Three", "Third."))
	shelf, err := OpenArticleStore(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err = New(quick).Refresh(ctx, shelf, []Feed{{URL: d.URL + "/feed"}}, false, func(Report) {})
	shelf.Close()
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if r := run(t, d, dir, Feed{}, false); len(r.Added) != 3 {
		t.Errorf("%+v", r)
	}
}

func TestNothingIsWrittenOutsideOfTheLibrary(t *testing.T) {
	d, dir, outside := newDesk(t), newLibrary(t), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "riverton-gazette")); err != nil {
		need.Skip(t, need.Links, "no links here: ", err)
	}
	d.set(entry("a", "Tram dearer", "It costs 40 million."))
	if r := run(t, d, dir, Feed{}, false); len(r.Added) > 0 || len(r.Problems) != 1 {
		t.Errorf("%+v", r)
	}
	if names := filesIn(t, outside); len(names) > 0 {
		t.Errorf("outside lies %q", names)
	}
}

func TestAPageLeadsToItsFeed(t *testing.T) {
	d := newDesk(t)
	c := New(quick)
	if f, err := c.Feed(t.Context(), d.URL+"/"); err != nil || f.URL != d.URL+"/feed" || f.Title != "Riverton Gazette" {
		t.Errorf("%+v, %v", f, err)
	}
	if f, err := c.Feed(t.Context(), d.URL+"/page/a"); err != nil || f.URL != d.URL+"/feed" {
		t.Errorf("a page that names none, of a site with one where feeds usually lie: %+v, %v", f, err)
	}
}
