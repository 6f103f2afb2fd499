package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
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

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"stet/model/files"
)

// articles are the texts of the articles in a library, by file.
func articles(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, name := range filesIn(t, dir) {
		if strings.HasSuffix(name, ".md") {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			out[name] = string(data)
		}
	}
	return out
}

// moved is an entry whose key and address can differ.
func moved(guid, page, text string) string {
	return fmt.Sprintf("<item><guid isPermaLink='false'>%s</guid><link>/page/%s</link><title>Dam</title><description><![CDATA[<p>%s</p>]]></description></item>", guid, page, text)
}

// A changed entry is a new version of its article, whatever else of it changed; what
// was thrown away stays away.
func TestAChangedEntryIsANewVersion(t *testing.T) {
	for what, c := range map[string]struct {
		steps  []string // the feed's only entry at each fetch, "" for none
		delete int      // the article is deleted after so many fetches, 0 for never
		want   string   // what the library's only article says at the end, "" for none
	}{
		"another key":                  {[]string{moved("1", "a", "It leaks."), moved("2", "a", "It is shut.")}, 0, "It is shut."},
		"another address":              {[]string{moved("1", "a", "It leaks."), moved("1", "b", "It is shut.")}, 0, "It is shut."},
		"it left and came back":        {[]string{moved("1", "a", "It leaks."), "", moved("1", "a", "It is shut.")}, 0, "It is shut."},
		"it came back unchanged":       {[]string{moved("1", "a", "It leaks."), "", moved("1", "a", "It leaks.")}, 0, "It leaks."},
		"it was deleted":               {[]string{moved("1", "a", "It leaks."), moved("1", "a", "It is shut.")}, 1, ""},
		"deleted, left, and came back": {[]string{moved("1", "a", "It leaks."), "", moved("1", "a", "It leaks.")}, 1, ""},
	} {
		t.Run(what, func(t *testing.T) {
			d, dir := newDesk(t), t.TempDir()
			for n, step := range c.steps {
				d.set(step)
				if r := run(t, d, dir, Feed{}, true); r.Err != nil || len(r.Problems) > 0 {
					t.Fatal(r.Err, r.Problems)
				}
				if c.delete == n+1 {
					for name := range articles(t, dir) {
						os.Remove(filepath.Join(dir, name))
					}
				}
			}
			got := articles(t, dir)
			if c.want == "" && len(got) != 0 || c.want != "" && len(got) != 1 {
				t.Fatalf("%d articles: %q", len(got), got)
			}
			for name, text := range got {
				if !strings.Contains(text, c.want) {
					t.Errorf("%s: %q, want %q", name, text, c.want)
				}
			}
		})
	}
}

// An article without a title is named by its first words.
func TestAnUntitledEntryIsNamedByItsWords(t *testing.T) {
	d, dir := newDesk(t), t.TempDir()
	d.set("<item><guid>1</guid><link>/page/1</link><description>The ferry runs again at nine, says its keeper.</description></item>")
	run(t, d, dir, Feed{}, false)
	names := filesIn(t, dir)
	if !slices.ContainsFunc(names, func(n string) bool { return strings.HasSuffix(n, "the-ferry-runs-again-at-nine-says-its.md") }) {
		t.Errorf("%q", names)
	}
}

// A server may move a feed for good, or for now: only the first changes the list.
func TestOnlyALastingMoveIsTakenIntoTheList(t *testing.T) {
	for status, want := range map[int]string{301: "/new", 308: "/new", 302: "/old", 307: "/old"} {
		mux := http.NewServeMux()
		server := httptest.NewServer(mux)
		mux.HandleFunc("/old", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/new", status) })
		mux.HandleFunc("/new", func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, "<rss version='2.0'><channel><title>Gazette</title><item><title>One</title></item></channel></rss>")
		})
		dir := t.TempDir()
		if err := SaveFeeds(dir, []Feed{{URL: server.URL + "/old"}}); err != nil {
			t.Fatal(err)
		}
		shelf, err := OpenArticleStore(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		feeds, _ := LoadFeeds(dir)
		if err := New(quick).Refresh(t.Context(), shelf, feeds, false, func(Report) {}); err != nil {
			t.Fatal(err)
		}
		shelf.Close()
		feeds, err = LoadFeeds(dir)
		if err != nil || len(feeds) != 1 || feeds[0].URL != server.URL+want || feeds[0].Title != "Gazette" {
			t.Errorf("%d: %+v, %v; want %s and the title of the feed", status, feeds, err, want)
		}
		server.Close()
	}
}

// A redirect to a page that asks to log in is no new place of the feed; one to a feed
// that has nothing new is.
func TestAMoveCountsIfTheFeedIsThere(t *testing.T) {
	for body, want := range map[string]string{"<html><form>Log in</form></html>": "/old", "": "/new"} {
		mux := http.NewServeMux()
		server := httptest.NewServer(mux)
		mux.Handle("/old", http.RedirectHandler("/new", http.StatusMovedPermanently))
		mux.HandleFunc("/new", func(w http.ResponseWriter, r *http.Request) {
			if body == "" {
				w.WriteHeader(http.StatusNotModified)
			}
			io.WriteString(w, body)
		})
		dir := t.TempDir()
		if err := SaveFeeds(dir, []Feed{{URL: server.URL + "/old", Title: "Gazette"}}); err != nil {
			t.Fatal(err)
		}
		shelf, err := OpenArticleStore(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		feeds, _ := LoadFeeds(dir)
		if err := New(quick).Refresh(t.Context(), shelf, feeds, false, func(Report) {}); err != nil {
			t.Fatal(err)
		}
		shelf.Close()
		server.Close()
		if feeds, err = LoadFeeds(dir); err != nil || feeds[0].URL != server.URL+want {
			t.Errorf("%q: %+v, %v; want %s", body, feeds, err, want)
		}
	}
}

// What servers pack is unpacked, and no more of it is read than allowed.
func TestPackedAnswers(t *testing.T) {
	const text = "a feed, more or less"
	pack := func(open func(io.Writer) io.WriteCloser, s string) []byte {
		var b bytes.Buffer
		w := open(&b)
		io.WriteString(w, s)
		w.Close()
		return b.Bytes()
	}
	raw := func(w io.Writer) io.WriteCloser { f, _ := flate.NewWriter(w, 5); return f }
	zst := func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z }
	gz := func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }
	br := func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) }
	zl := func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }
	for what, c := range map[string]struct {
		encoding string
		body     []byte
		want     string
	}{
		"as it is": {"", []byte(text), text}, "gzip": {"gzip", pack(gz, text), text}, "brotli": {"br", pack(br, text), text},
		"zstd": {"zstd", pack(zst, text), text}, "deflate": {"deflate", pack(zl, text), text}, "deflate without its head": {"deflate", pack(raw, text), text},
		"a packed file": {"", pack(gz, text), text}, "twice": {"gzip, br", pack(br, string(pack(gz, text))), text},
		"no packing at all": {"utf-8", []byte(text), text}, "gzip that is none": {"gzip", []byte(text), text},
		"an unknown one": {"lzma", []byte(text), ""}, "a bomb": {"br", pack(br, strings.Repeat("0", 64<<20)), ""},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if c.encoding != "" {
				w.Header().Set("Content-Encoding", c.encoding)
			}
			w.Write(c.body)
		}))
		answer, err := New(quick).Get(t.Context(), server.URL, Validators{})
		server.Close()
		if c.want == "" {
			if err == nil {
				t.Errorf("%s: %d bytes are read", what, len(answer.Body))
			}
			continue
		}
		if err != nil || string(answer.Body) != c.want {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// A page names its feeds in many spellings; the likeliest comes first.
func TestFindingTheFeedOfAPage(t *testing.T) {
	page, _ := url.Parse("https://gazette.example/blog/")
	for what, c := range map[string]struct{ page, want string }{
		"of its section":         {`<link rel=alternate type="application/rss+xml" title=All href=/feed><link rel=alternate type="application/rss+xml" title=Blog href=/blog/feed>`, "https://gazette.example/blog/feed"},
		"comments come last":     {`<link rel=alternate type="application/rss+xml" title="Gazette: Comments" href=/c><link rel=alternate type="application/rss+xml" title=Gazette href=/f>`, "https://gazette.example/f"},
		"a base":                 {`<base href="/sub/"><link rel="alternate" type="application/atom+xml; charset=utf-8" href="f.xml">`, "https://gazette.example/sub/f.xml"},
		"rel=feed":               {`<link rel="feed" href="/f">`, "https://gazette.example/f"},
		"the scheme feed:":       {`<link rel="ALTERNATE home" type="TEXT/XML" href="feed://gazette.example/f">`, "http://gazette.example/f"},
		"a plain link":           {`<a href="/about">us</a><a href="/rss.xml">RSS</a>`, "https://gazette.example/rss.xml"},
		"without a type":         {`<link rel=alternate href=/news.rss>`, "https://gazette.example/news.rss"},
		"words of a link":        {`<a href="/nachrichten?id=4">RSS-Feed abonnieren</a>`, "https://gazette.example/nachrichten?id=4"},
		"a query":                {`<a href="/?feed=rss2">x</a>`, "https://gazette.example/?feed=rss2"},
		"a page that leads on":   {`<meta http-equiv="Refresh" content="0; URL=/new">`, "https://gazette.example/new"},
		"comments in Polish":     {`<link rel=alternate type="application/rss+xml" title="Gazette: Kanał z komentarzami" href=/c><link rel=alternate type="application/rss+xml" title="Gazette: Kanał" href=/f>`, "https://gazette.example/f"},
		"data before feeds":      {`<link rel=alternate type="application/json" href=/wp-json/7><link rel=alternate type="application/rss" href=/f>`, "https://gazette.example/f"},
		"what is embedded":       {`<link rel=alternate type="text/xml+oembed" href=/o>`, ""},
		"a base that comes late": {`<link rel=alternative type="text/rss" href=f><base href="/sub/">`, "https://gazette.example/sub/f"},
		"a picture of a link":    {`<a href="/news"><img alt="RSS"></a>`, "https://gazette.example/news"},
		"the class of a link":    {`<a href="/news" class="icon-rss"></a>`, "https://gazette.example/news"},
		"the type of a link":     {`<a href="/news" type="application/rss+xml">all</a>`, "https://gazette.example/news"},
		"another reader":         {`<a href="https://reader.example/subscription/feed/https%3A%2F%2Fgazette.example%2Fnews">Follow</a>`, "https://gazette.example/news"},
		"a link with the scheme": {`<a href="feed:https://gazette.example/news">Follow</a>`, "https://gazette.example/news"},
		"UTF-16":                 {"\xff\xfe" + strings.Join(strings.Split(`<link rel=feed href=/f>`, ""), "\x00") + "\x00", "https://gazette.example/f"},
		"words of a sentence":    {`<a href="/a">What an RSS reader is, and why you may want to have one</a>`, ""},
		"another language":       {`<link rel="alternate" hreflang="fr" href="/fr/">`, ""},
		"a script is no feed":    {`<link rel="alternate" type="application/javascript" href="/x">`, ""},
		"an address that is no":  {`<link rel="alternate" type="application/rss+xml" href="javascript:x">`, ""},
	} {
		got := ""
		if found := discover([]byte(c.page), page); len(found) > 0 {
			got = found[0].URL
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
	}
	if found := inHeader([]string{`</style.css>; rel=preload, </f>; rel="alternate"; type="application/rss+xml", </a,b>; rel="alternate"; type="text/xml"`}, page); len(found) != 2 || found[0].URL != "https://gazette.example/f" || found[1].URL != "https://gazette.example/a,b" {
		t.Errorf("in a header: %+v", found)
	}
	two := discover([]byte(`<link rel=alternate type="application/rss+xml" title="News" href=/n><link rel=alternate type="application/atom+xml" title="News (Atom)" href=/na><link rel=alternate type="application/rss+xml" title="Sport" href=/s>`), page)
	if got := several(two); len(got) != 2 || got[0].Title != "News" || got[1].Title != "Sport" {
		t.Errorf("to choose from: %+v", got)
	}
	if got := several(two[:2]); got != nil {
		t.Errorf("one feed in two formats is no choice: %+v", got)
	}
}

// What is known of earlier fetches and cannot be read is put aside and said: entries that
// were seen come again, and a person has to know why.
func TestWhatWasFetchedBeforeIsPutAside(t *testing.T) {
	dir := t.TempDir()
	shelf, err := OpenArticleStore(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	file := shelf.state.file
	if err := shelf.Close(); err != nil {
		t.Fatal(err)
	}
	for i, put := range []func() error{
		func() error { return os.WriteFile(file, []byte(`{"feeds": {"http`), 0o600) },
		func() error { return errors.Join(os.Remove(file), os.Mkdir(file, 0o700)) },
	} {
		if err := put(); err != nil {
			t.Fatal(err)
		}
		shelf, err := OpenArticleStore(context.Background(), dir)
		if err != nil {
			t.Fatal(err)
		}
		var aside *files.Aside
		if err := shelf.state.lost; !errors.As(err, &aside) || aside.To != fmt.Sprintf("%s-%d", file, i+1) {
			t.Errorf("%v", err)
		}
		if err := shelf.Close(); err != nil {
			t.Errorf("it cannot be written anew: %v", err)
		}
	}
}
