package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/model"
	"stet/model/feed"
)

// shelfIn opens the articles of a library and closes them at the end.
func shelfIn(t *testing.T, dir string) *ArticleStore {
	t.Helper()
	shelf, err := OpenArticleStore(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { shelf.Close() })
	return shelf
}

// What is remembered of a feed follows what came of asking for it.
func TestWhatIsRememberedOfAFeed(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	shelf := shelfIn(t, dir)
	at := d.URL + "/feed"
	ask := func(c *Client) Report {
		var r Report
		if err := c.Refresh(t.Context(), shelf, []Feed{{URL: at}}, true, func(is Report) { r = is }); err != nil {
			t.Fatal(err)
		}
		return r
	}
	begun := time.Now()
	d.fail = http.StatusServiceUnavailable
	for n := range 2 {
		if r := ask(New(quick)); r.Err == nil {
			t.Fatal("a server that cannot answer is no error")
		}
		if f := shelf.state.feed(at); f.Failures != n+1 || !strings.Contains(f.Error, "503") || f.Next.Before(begun.Add(time.Hour)) || f.Checked.Before(begun) || f.Gone {
			t.Errorf("after %d failures: %+v", n+1, f)
		}
	}
	d.fail = 0
	d.set(entry("a", "Tram dearer", "It costs 40 million."))
	ask(New(quick))
	good := shelf.state.feed(at)
	if good.Failures != 0 || good.Error != "" || !good.Next.IsZero() || good.ETag == "" || len(good.Items) != 1 {
		t.Errorf("after an answer: %+v", good)
	}
	d.fail = http.StatusGone
	ask(New(quick))
	if f := shelf.state.feed(at); !f.Gone || f.Failures != 1 || f.ETag != good.ETag {
		t.Errorf("gone: %+v", f)
	}
	d.fail = 0
	ask(New(quick)) // nothing new
	if f := shelf.state.feed(at); f.Gone || f.Failures != 0 || f.Error != "" || !f.Next.IsZero() || f.ETag != good.ETag {
		t.Errorf("after an answer without news: %+v", f)
	}
	strict := quick
	strict.AllowPrivate = false
	if r := ask(New(strict)); !errors.Is(r.Err, ErrPrivate) || shelf.state.feed(at).Failures != 0 {
		t.Errorf("nobody was asked: %v, %+v", r.Err, shelf.state.feed(at))
	}
	at = d.URL + "/page/a"
	if r := ask(New(quick)); r.Err == nil || shelf.state.feed(at).Failures != 1 {
		t.Errorf("a page in the place of a feed: %v, %+v", r.Err, shelf.state.feed(at))
	}
}

// Asking is of no use before the time that a server names, and not longer than that.
func TestAServerMayAskForMoreTime(t *testing.T) {
	now := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	for retry, want := range map[time.Duration]time.Duration{0: firstBackOff, time.Minute: firstBackOff, 3 * time.Hour: 3 * time.Hour} {
		f := failed(feedState{}, &StatusError{Code: 429, Retry: retry}, now)
		if f.Next.Sub(now) != want || f.Gone {
			t.Errorf("asked to wait %v: %v, want %v", retry, f.Next.Sub(now), want)
		}
	}
}

// A feed whose articles could not all be put away is asked in full the next time: the
// server's word that nothing has changed would lose them.
func TestWhatCouldNotBePutAwayIsAskedForAgain(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	shelf := shelfIn(t, dir)
	d.set(entry("a", "One", "A summary."), entry("b", "Two", "A summary."), entry("c", "Three", "A summary."))
	at := []Feed{{URL: d.URL + "/feed", Full: true}}
	ctx, cancel := context.WithCancel(t.Context())
	inner := d.Config.Handler
	d.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/page/a" {
			inner.ServeHTTP(w, r)
			return
		}
		if r.URL.Path == "/page/b" && ctx.Err() == nil {
			cancel()
			<-r.Context().Done() // nobody waits for the answer any more
			return
		}
		inner.ServeHTTP(w, r)
	})
	if err := New(quick).Refresh(ctx, shelf, at, true, func(Report) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if f := shelf.state.feed(at[0].URL); f.ETag != "" {
		t.Errorf("the server may answer that nothing has changed: %+v", f)
	}
	var r Report
	if err := New(quick).Refresh(t.Context(), shelf, at, true, func(is Report) { r = is }); err != nil || len(r.Added) != 2 {
		t.Errorf("%+v, %v", r, err)
	}
	if f := shelf.state.feed(at[0].URL); f.ETag == "" || len(f.Items) != 3 {
		t.Errorf("%+v", f)
	}
}

// An entry is known by its key and by its address, whichever stays.
func TestAnEntryThatChangesItsKeyAndThenItsAddress(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	for _, step := range []string{moved("1", "a", "It leaks."), moved("2", "a", "It leaks."), moved("2", "b", "It is shut."), moved("3", "b", "It is open.")} {
		d.set(step)
		if r := run(t, d, dir, Feed{}, true); r.Err != nil || len(r.Problems) > 0 {
			t.Fatal(r.Err, r.Problems)
		}
	}
	got := articles(t, dir)
	for name, text := range got {
		if len(got) != 1 || !strings.Contains(text, "It is open.") {
			t.Errorf("%s: %q", name, text)
		}
	}
	shelf := shelfIn(t, dir)
	if f := shelf.state.feed(d.URL + "/feed"); len(f.Items) != 1 || !strings.HasSuffix(f.Items["3"], "/page/b") {
		t.Errorf("remembered: %q", f.Items)
	}
}

// An article that was brought by another way is neither brought again nor taken for one
// that somebody threw away.
func TestAnArticleThatIsThereAlready(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	page := &model.Article{Text: "My own copy.", Meta: model.Meta{Title: "Mine", URL: d.URL + "/page/a"}, Blocks: []model.Block{{Range: model.Range{End: 12}}}}
	shelf := shelfIn(t, dir)
	if _, _, err := shelf.Put(page, "", nil); err != nil {
		t.Fatal(err)
	}
	shelf.Close()
	d.set(entry("a", "Tram dearer", "It costs 40 million."), "<item><guid>n</guid><title>Note</title></item>")
	if r := run(t, d, dir, Feed{}, true); len(r.Added) != 1 || !strings.HasSuffix(r.Added[0], "note.md") {
		t.Errorf("%+v", r)
	}
	if err := os.Remove(filepath.Join(dir, "mine.md")); err != nil {
		t.Fatal(err)
	}
	d.set(entry("a", "Tram dearer", "It costs 41 million."))
	if r := run(t, d, dir, Feed{}, true); len(r.Added) != 0 {
		t.Errorf("it was thrown away: %+v", r)
	}
}

// An entry without an address has a new version beside the old one; what was remembered
// by a stet that kept no addresses counts.
func TestEntriesOfWhichLittleIsKnown(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	for _, text := range []string{"It leaks.", "It is shut."} {
		d.set("<item><guid>n</guid><title>Dam</title><description>" + text + "</description></item>")
		if r := run(t, d, dir, Feed{}, true); len(r.Added) != 1 {
			t.Errorf("%s: %+v", text, r)
		}
	}
	shelf := shelfIn(t, dir)
	shelf.state.setFeed(d.URL+"/feed", feedState{Items: map[string]string{"a": "mark"}})
	shelf.Close()
	d.set(entry("a", "Tram dearer", "It costs 41 million."))
	if r := run(t, d, dir, Feed{}, true); len(r.Added) != 0 {
		t.Errorf("it was thrown away: %+v", r)
	}
}

// A feed remembers no more entries than it may, after each visit.
func TestAVisitForgetsWhatIsTooMuch(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	shelf := shelfIn(t, dir)
	old := feedState{Items: map[string]string{}}
	for i := range mostRemembered + 5 {
		old.Items[fmt.Sprint(i)] = "x"
	}
	shelf.state.setFeed(d.URL+"/feed", old)
	d.set(entry("a", "Tram dearer", "It costs 40 million."))
	if err := New(quick).Refresh(t.Context(), shelf, []Feed{{URL: d.URL + "/feed"}}, true, func(Report) {}); err != nil {
		t.Fatal(err)
	}
	if f := shelf.state.feed(d.URL + "/feed"); len(f.Items) != mostRemembered || f.Items["a"] == "" {
		t.Errorf("%d are remembered", len(f.Items))
	}
	if len(old.Items) != mostRemembered+5 {
		t.Error("what was handed out changes behind one's back")
	}
}

// What is known of a feed moves with it, so that its old entries are not new ones.
func TestAFeedThatMovesIsNotNew(t *testing.T) {
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	defer server.Close()
	mux.Handle("/old", http.RedirectHandler("/new", http.StatusMovedPermanently))
	mux.HandleFunc("/new", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "<rss version='2.0'><channel><title>Gazette</title><item><guid>1</guid><title>One</title></item></channel></rss>")
	})
	dir := newLibrary(t)
	if err := SaveFeeds(dir, []Feed{{URL: server.URL + "/old", Title: "My paper"}, {URL: server.URL + "/other", Title: "Other"}}); err != nil {
		t.Fatal(err)
	}
	shelf := shelfIn(t, dir)
	for n, want := range []int{1, 0} {
		feeds, err := LoadFeeds(dir)
		if err != nil {
			t.Fatal(err)
		}
		added := 0
		if err := New(quick).Refresh(t.Context(), shelf, feeds[:1], true, func(r Report) { added += len(r.Added) }); err != nil {
			t.Fatal(err)
		}
		if added != want {
			t.Errorf("visit %d adds %d articles, want %d", n+1, added, want)
		}
		for name := range articles(t, dir) {
			os.Remove(filepath.Join(dir, name))
		}
	}
	feeds, _ := LoadFeeds(dir)
	if want := []Feed{{URL: server.URL + "/new", Title: "My paper"}, {URL: server.URL + "/other", Title: "Other"}}; !slices.Equal(feeds, want) {
		t.Errorf("%+v, want %+v", feeds, want)
	}
	if len(shelf.state.feed(server.URL+"/new").Items) != 1 || len(shelf.state.feed(server.URL+"/old").Items) != 0 {
		t.Errorf("%+v", shelf.state.Feeds)
	}
}

// A visit that cannot be written down is reported.
func TestAVisitThatCannotBeRemembered(t *testing.T) {
	d, dir := newDesk(t), newLibrary(t)
	shelf := shelfIn(t, dir)
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	file := shelf.state.file
	shelf.state.file = filepath.Join(blocked, "fetch.json")
	err := New(quick).Refresh(t.Context(), shelf, []Feed{{URL: d.URL + "/feed"}}, true, func(Report) {})
	if err == nil || !strings.Contains(err.Error(), blocked) {
		t.Errorf("%v", err)
	}
	shelf.state.file = file
}

// What the feed itself holds of an entry: its words, its language, or at least its
// address.
func TestTheArticleOfAnEntry(t *testing.T) {
	base, _ := url.Parse("https://gazette.example/")
	for what, c := range map[string]struct {
		it   feed.Item
		want string
	}{
		"words":                {feed.Item{Meta: model.Meta{URL: "https://gazette.example/a"}, Content: "<p>It leaks.</p>", Base: base}, "en It leaks."},
		"a title":              {feed.Item{Meta: model.Meta{Title: "Dam", URL: "https://gazette.example/a"}, Base: base}, " Dam"},
		"an address":           {feed.Item{Meta: model.Meta{URL: "https://gazette.example/a?b=1&c=2"}, Content: " ", Base: base}, " https://gazette.example/a?b=1&c=2"},
		"nothing":              {feed.Item{Base: base}, " "},
		"a language in it":     {feed.Item{Content: "<div lang=de><p>Er ist dicht.</p></div>", Base: base}, "de Er ist dicht."},
		"a language of it":     {feed.Item{Meta: model.Meta{Language: "fr"}, Content: "<div lang=de><p>Er ist dicht.</p></div>", Base: base}, "fr Er ist dicht."},
		"title, words, a page": {feed.Item{Meta: model.Meta{Title: "Dam", URL: "https://gazette.example/a"}, Content: "It leaks.", Base: base}, "en Dam\n\nIt leaks."},
	} {
		a := articleOf(&c.it)
		if got := a.Meta.Language + " " + a.Text; got != c.want {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
		if a.Meta.URL != c.it.Meta.URL || a.Meta.Title != c.it.Meta.Title {
			t.Errorf("%s: %+v", what, a.Meta)
		}
	}
}

// The page of an entry replaces its text if it holds at least as many words. A page that
// lacks its story does not, and a notice tells so.
func TestWhichTextOfAnEntryIsKept(t *testing.T) {
	sentence := "<p>The council of Riverton met on Monday, and it did not agree on the price of the tram, which has gone up.</p>"
	for what, c := range map[string]struct {
		entry, page string
		full        bool
		want        string // words of the article
		problem     string
	}{
		"not asked for":           {"A summary.", "<article>" + strings.Repeat(sentence, 6) + "</article>", false, "A summary.", ""},
		"the page":                {"A summary.", "<link rel=canonical href=/other><article>" + strings.Repeat(sentence, 6) + "</article>", true, "did not agree", ""},
		"a page with fewer words": {strings.Repeat("More words than the page has. ", 60), "<article>" + strings.Repeat(sentence, 3) + "</article>", true, "More words", ""},
		"a page without its text": {"A summary.", "<noscript>Please turn on JavaScript.</noscript><div id=app></div><script src=/x.js></script>", true, "A summary.", "kept as the feed has it"},
		"the beginning of a page": {"A summary.", `<article>` + strings.Repeat(sentence, 4) + "<p>Subscribe to continue reading.</p></article>", true, "did not agree", ""},
	} {
		t.Run(what, func(t *testing.T) {
			d, dir := newDesk(t), newLibrary(t)
			inner := d.Config.Handler
			d.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/page/a" {
					io.WriteString(w, "<html><head><title>Tram dearer</title></head><body>"+c.page)
					return
				}
				inner.ServeHTTP(w, r)
			})
			d.set(entry("a", "Tram dearer", c.entry))
			r := run(t, d, dir, Feed{Full: c.full}, true)
			if len(r.Added) != 1 || (c.problem == "") != (len(r.Problems) == 0) || c.problem != "" && !strings.Contains(r.Problems[0].Error(), c.problem) {
				t.Fatalf("%+v", r)
			}
			for name, text := range articles(t, dir) {
				if !strings.Contains(text, c.want) || !strings.Contains(text, `url: "`+d.URL+`/page/a?utm_source=rss"`) || strings.Contains(text, "incomplete:") != (c.problem != "" || what == "the beginning of a page") {
					t.Errorf("%s: %s", name, text)
				}
			}
		})
	}
}

// Whether asking for a page once more is of use.
func TestFailuresThatLast(t *testing.T) {
	for _, c := range []struct {
		err  error
		want bool
	}{
		{&StatusError{Code: 404}, true}, {&StatusError{Code: 403}, true}, {&StatusError{Code: 499}, true}, {&StatusError{Code: 429}, false}, {&StatusError{Code: 408}, false}, {&StatusError{Code: 500}, false}, {&StatusError{Code: 503}, false},
		{fmt.Errorf("x: %w", ErrTooLarge), true}, {fmt.Errorf("x: %w", ErrPrivate), true}, {fmt.Errorf("x: %w", ErrIsFeed), true}, {fmt.Errorf("x: %w but application/pdf", errNoPage), true}, {&NetworkError{"x", io.ErrUnexpectedEOF}, false},
	} {
		if got := lasting(c.err); got != c.want {
			t.Errorf("%v lasts: %t", c.err, got)
		}
	}
}

// The rules of a library are read from its folder; errors in them name the file.
func TestTheRulesOfALibrary(t *testing.T) {
	dir := t.TempDir()
	if rules, err := LoadRules(dir); rules != nil || err != nil {
		t.Errorf("without a file: %v, %v", rules, err)
	}
	file := filepath.Join(dir, RulesFile)
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("[[[\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if rules, err := LoadRules(dir); rules != nil || err == nil || !strings.HasPrefix(err.Error(), file+": ") {
		t.Errorf("a broken file: %v, %v", rules, err)
	}
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if rules, err := LoadRules(dir); rules == nil || err != nil {
		t.Errorf("an empty file: %v, %v", rules, err)
	}
	if err := errors.Join(os.Remove(file), os.Mkdir(file, 0o700)); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadRules(dir); err == nil {
		t.Error("a folder in its place is read")
	}
}

// What a server calls its answer counts, unless its first bytes are those of something
// else.
func TestWhatAPageMayBe(t *testing.T) {
	const page = "<html><head><title>Tram dearer</title></head><body><article><p>The council of Riverton met on Monday.</p></article></body></html>"
	const rss = "<rss version='2.0'><channel><title>Gazette</title><item><title>One</title></item></channel></rss>"
	type answer struct{ kind, body string }
	answers := map[string]struct {
		answer
		want string // of the text, or the error
	}{
		"a page":                   {answer{"text/html; charset=utf-8", page}, "The council"},
		"XHTML":                    {answer{"APPLICATION/XHTML+XML", page}, "The council"},
		"no kind":                  {answer{"", page}, "The council"},
		"Markdown":                 {answer{"text/markdown", "# Tram dearer\n\nThe *council* met."}, "The council met."},
		"plain text":               {answer{"text/plain", "Tram dearer\n\nThe council met.\n"}, "The council met."},
		"plain text that is none":  {answer{"text/plain", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"}, "error: no page"},
		"a feed":                   {answer{"application/rss+xml", rss}, "error: it is a feed, not a page"},
		"XML that is no feed":      {answer{"application/xml", "<a/>"}, "error: no page but application/xml"},
		"a picture called a page":  {answer{"text/html", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"}, "error: no page but image/png, whatever the server says"},
		"a picture":                {answer{"image/png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"}, "error: no page but image/png"},
		"bytes called a page":      {answer{"text/html", "\x00\x01\x02" + strings.Repeat("abc", 40)}, "error: no page but application/octet-stream, whatever the server says"},
		"bytes of no kind":         {answer{"", "\x00\x01\x02" + strings.Repeat("abc", 40)}, "error: no page but application/octet-stream, whatever the server says"},
		"letters of two bytes":     {answer{"text/html; charset=utf-16", "\xff\xfe" + strings.Join(strings.Split(page, ""), "\x00") + "\x00"}, "The council"},
		"letters without a mark":   {answer{"text/html; charset=utf-16le", strings.Join(strings.Split(page, ""), "\x00") + "\x00"}, "The council"},
		"a page in another place":  {answer{"application/pdf", "%PDF-1.4"}, "error: no page but application/pdf"},
		"a document called a page": {answer{"text/html", "%PDF-1.4\n%\x00"}, "error: no page but application/pdf, whatever the server says"},
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := answers[r.URL.Query().Get("q")]
		w.Header()["Content-Type"] = nil
		if a.kind != "" {
			w.Header().Set("Content-Type", a.kind)
		}
		io.WriteString(w, a.body)
	}))
	defer server.Close()
	for what, c := range answers {
		address := server.URL + "/tram?q=" + url.QueryEscape(what)
		p, err := New(quick).Page(t.Context(), address)
		got := fmt.Sprint("error: ", err)
		if err == nil {
			got = p.Article.Text
			if p.Article.Meta.URL != address || p.Article.Path != "" || string(p.HTML) != c.body {
				t.Errorf("%s: %+v", what, p.Article.Meta)
			}
		} else {
			got = strings.Replace(got, address+": ", "", 1)
		}
		if !strings.Contains(got, c.want) || strings.HasPrefix(got, "error") != strings.HasPrefix(c.want, "error") {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
	}
}

// A page is kept beside its article as it was fetched, once for each version.
func TestThePageIsKeptBesideItsArticle(t *testing.T) {
	dir := newLibrary(t)
	shelf := shelfIn(t, dir)
	put := func(text, page string) (string, Change) {
		a := &model.Article{Text: text, Digest: model.DigestOf(text), Meta: model.Meta{Title: "Tram", URL: "https://gazette.example/tram"}, Blocks: []model.Block{{Range: model.Range{End: model.Pos(len(text))}}}}
		var original []byte
		if page != "" {
			original = []byte(page)
		}
		file, change, err := shelf.Put(a, "news", original)
		if err != nil {
			t.Fatal(err)
		}
		return file, change
	}
	for _, step := range []struct {
		text, page string
		change     Change
		kept       string
	}{{"One.", "<p>One.", Added, "<p>One."}, {"One.", "<p>One!", Unchanged, "<p>One."}, {"Two.", "", Updated, "<p>One."}, {"Three.", "<p>Three.", Updated, "<p>Three."}} {
		file, change := put(step.text, step.page)
		if file != "news/tram.md" || change != step.change {
			t.Errorf("%s: %s, %v", step.text, file, change)
		}
		f, err := os.Open(filepath.Join(dir, "news", "tram.html.gz"))
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := io.ReadAll(z)
		f.Close()
		if err != nil || string(kept) != step.kept {
			t.Errorf("%s: kept is %q, %v", step.text, kept, err)
		}
	}
	if kept, err := os.ReadDir(filepath.Join(dir, ".stet", "texts")); err != nil || len(kept) != 2 {
		t.Errorf("the old texts: %v, %v", kept, err)
	}
}

// Two articles never share a name, whatever its case and whoever made the file; the
// same article without an address is stored once.
func TestNamesThatAreTaken(t *testing.T) {
	dir := newLibrary(t)
	for name, text := range map[string]string{"TRAM.md": "Mine.\n", "tram-2.md": "Mine, too.\n", ".stet-0000000000000000": "left behind"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	shelf := shelfIn(t, dir)
	tram := func(title, text, address string) *model.Article {
		return &model.Article{Text: text, Digest: model.DigestOf(text), Meta: model.Meta{Title: title, URL: address}, Blocks: []model.Block{{Range: model.Range{End: model.Pos(len(text))}}}}
	}
	for _, step := range []struct {
		title, text, address, file string
		change                     Change
	}{
		{"Tram", "One.", "", "tram-3.md", Added}, {"Tram", "One.", "", "tram-3.md", Unchanged}, {"TRAM", "Two.", "", "tram-4.md", Added}, {"Tram", "Two.", "", "tram-4.md", Unchanged}, {"Tram", "Mine, too.", "", "tram-2.md", Unchanged},
		{"Tram", "One.", "https://a.example/1", "tram-5.md", Added}, {"Tram", "One.", "http://a.example/1/", "tram-5.md", Unchanged}, {"Dam", "One.", "https://a.example/1", "tram-5.md", Unchanged}, {"Dam", "Three.", "https://a.example/1", "tram-5.md", Updated},
	} {
		file, change, err := shelf.Put(tram(step.title, step.text, step.address), "", nil)
		if err != nil || file != step.file || change != step.change {
			t.Errorf("%s %q of %q: %s, %v, %v; want %s, %v", step.title, step.text, step.address, file, change, err, step.file, step.change)
		}
	}
	if file, ok := shelf.Has("http://A.example/1"); !ok || file != "tram-5.md" {
		t.Errorf("%q, %t", file, ok)
	}
	if _, ok := shelf.Has(""); ok {
		t.Error("an address that is none is held by a file")
	}
	if err := writeWhole(shelf.root, ".stet", nil); err == nil {
		t.Error("a file is written over a folder")
	}
	if err := writeWhole(shelf.root, "none/x.md", nil); err == nil {
		t.Error("a file is written into a folder that is not there")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".stet-*")); len(left) != 1 {
		t.Errorf("left behind: %q", left)
	}
}

// An entry that gets a new address takes its files along, unless something is there.
func TestAnEntryTakesItsFilesAlong(t *testing.T) {
	shelf := shelfIn(t, newLibrary(t))
	shelf.byURL = map[string][]string{"a.example/1": {"one.md"}, "a.example/2": {"two.md"}}
	shelf.readdress("https://a.example/1", "https://a.example/2")
	shelf.readdress("https://a.example/1", "https://a.example/3")
	shelf.readdress("https://a.example/1", "https://a.example/1/")
	for address, want := range map[string]string{"https://a.example/1": "one.md", "https://a.example/2": "two.md", "https://a.example/3": "one.md"} {
		if got, _ := shelf.Has(address); got != want {
			t.Errorf("%s is in %q, want %q", address, got, want)
		}
	}
}

// A library that could not be opened is not locked.
func TestALibraryThatCannotBeOpened(t *testing.T) {
	dir := newLibrary(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := OpenArticleStore(ctx, dir); !errors.Is(err, context.Canceled) {
		t.Fatalf("%v", err)
	}
	shelf, err := OpenArticleStore(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	shelf.Close()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenArticleStore(t.Context(), file); err == nil {
		t.Error("a file is opened as a library")
	}
	if err := SaveFeeds(file, nil); err == nil {
		t.Error("feeds are saved in a file")
	}
}
