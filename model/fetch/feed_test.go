package fetch

import (
	"bytes"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"stet/model/feed"
	"stet/model/need"
)

// readFeed reads a feed as a refresh does.
func readFeed(data []byte, base *url.URL) (string, []feed.Item, error) {
	f, err := feed.Read(data, "", base)
	if err != nil {
		return "", nil, err
	}
	return f.Title, f.Items, nil
}

func TestFeedFormats(t *testing.T) {
	base, _ := url.Parse("https://gazette.example/feeds/")
	for name, data := range map[string]string{
		"RSS":              `<rss version="2.0"><channel><title>Gazette</title><item><title>Tram &amp;amp; &lt;b&gt;steel&lt;/b&gt;</title><link>../tram</link><author>jane@x (Jane Roe)</author><pubDate>Tue, 17 Mar 2026 09:30:00 +0000</pubDate><description>&lt;p&gt;It is dear.&lt;/p&gt;</description></item></channel></rss>`,
		"Atom":             `<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><entry><title type="html">Tram &amp;amp; &lt;b&gt;steel&lt;/b&gt;</title><link href="../tram"/><author><name>Jane Roe</name></author><published>2026-03-17T09:30:00Z</published><content type="html">&lt;p&gt;It is dear.&lt;/p&gt;</content></entry></feed>`,
		"JSON":             `{"version":"https://jsonfeed.org/version/1.1","title":"Gazette","items":[{"id":"1","url":"https://gazette.example/tram","title":"Tram & steel","authors":[{"name":"Jane Roe"}],"date_published":"2026-03-17T09:30:00Z","content_html":"<p>It is dear.</p>"}]}`,
		"a wrong encoding": "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Gazette</title><description>Zoll f\xfcr Stahl</description><item><title>Tram &amp;amp; steel</title><link>../tram</link><author>Jane Roe</author><pubDate>Tue, 17 Mar 2026 09:30:00 +0000</pubDate><description>It is dear.</description></item></channel></rss>",
	} {
		title, items, err := readFeed([]byte(data), base)
		if err != nil || title != "Gazette" || len(items) != 1 {
			t.Errorf("%s: %q, %d items, %v", name, title, len(items), err)
			continue
		}
		a, m := articleOf(&items[0]), items[0].Meta
		if a.Text != "Tram & steel\n\nIt is dear." || m.URL != "https://gazette.example/tram" || !strings.Contains(m.Byline, "Jane Roe") ||
			!m.Published.Equal(time.Date(2026, 3, 17, 9, 30, 0, 0, time.UTC)) {
			t.Errorf("%s: %q %+v", name, a.Text, m)
		}
	}
}

func TestEntriesThatShareAnAddressAreNotOneArticle(t *testing.T) {
	base, _ := url.Parse("https://gazette.example/")
	_, items, err := readFeed([]byte(`<rss version="2.0"><channel><title>G</title><item><title>One</title><link>/</link></item><item><title>Two</title><link>/</link></item><item><title>Three</title><link>/3</link></item></channel></rss>`), base)
	if err != nil || items[0].Meta.URL != "" || items[1].Meta.URL != "" || items[2].Meta.URL == "" {
		t.Errorf("%+v, %v", items, err)
	}
}

// TestHostileFeeds: no entity is expanded or fetched, and no depth is followed.
func TestHostileFeeds(t *testing.T) {
	base, _ := url.Parse("https://gazette.example/")
	channel := func(s string) string {
		return `<rss version="2.0"><channel><title>` + s + `</title></channel></rss>`
	}
	laughs := `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "` + strings.Repeat("&a;", 1000) + `"><!ENTITY c "` + strings.Repeat("&b;", 1000) + `"><!ENTITY x SYSTEM "file:///etc/passwd">]>`
	for name, data := range map[string]string{
		"laughs": laughs + channel("&c;"), "external": laughs + channel("&x;"),
		"deep":     channel(strings.Repeat("<a>", 1<<20)),
		"unclosed": channel(strings.Repeat("<a", 1<<20)),
		"cdata":    channel(strings.Repeat("<![CDATA[", 1<<18)),
		"json":     `{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 1<<20),
		"page":     "<html><body>" + strings.Repeat("<div>", 1000),
	} {
		var title string
		var err error
		took := need.CPU(func() { title, _, err = readFeed([]byte(data), base) })
		if len(title) > 300 || strings.Contains(title, "root:") || strings.Contains(title, "haha") {
			t.Errorf("%s: title %.100q", name, title)
		}
		if took > 3*time.Second {
			t.Errorf("%s: %v", name, took)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTheFeedsOfGofeed reads feeds collected by others. Many of them are broken
// on purpose: what matters is that none stops the program.
func TestTheFeedsOfGofeed(t *testing.T) {
	dir := "../../../shared/corpora/feeds/testdata"
	if _, err := os.Stat(dir); err != nil {
		need.Skip(t, need.Shared, "the collected feeds are not here: ../shared/corpora/feeds")
	}
	base, _ := url.Parse("https://gazette.example/")
	all, read, items := 0, 0, 0
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if ext := filepath.Ext(path); err != nil || d.IsDir() || ext != ".xml" && ext != ".json" || strings.Contains(path, "translator") && ext == ".json" {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil
		}
		all++
		_, found, err := readFeed(data, base)
		if err == nil {
			read++
		}
		for i := range found {
			a := articleOf(&found[i])
			if !utf8.ValidString(a.Text) || found[i].Key == "" {
				t.Errorf("%s: entry %d: %q", path, i, a.Text)
			}
			items++
		}
		return nil
	})
	t.Logf("%d files, %d feeds, %d entries", all, read, items)
	if all == 0 || read*2 < all {
		t.Errorf("only %d of %d are read", read, all)
	}
}

func TestOPML(t *testing.T) {
	const list = `<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="1.1"><head><title>mine</title></head><body>
<outline text="News"><outline title="Gazette" text="g" type="rss" xmlUrl="https://gazette.example/feed" htmlUrl="https://gazette.example/"/>
  <outline text="Local"><outline text="Tram &amp; rail" xmlUrl="https://tram.example/feed"/></outline></outline>
<outline text="M` + "\xfc" + `nchen" xmlUrl="https://m.example/feed"/><outline text="twice" xmlUrl="https://m.example/feed"/>
</body></opml>`
	feeds, err := ReadOPML([]byte(list))
	if err != nil {
		t.Fatal(err)
	}
	want := []Feed{
		{URL: "https://gazette.example/feed", Title: "Gazette", Site: "https://gazette.example/", Group: "News"},
		{URL: "https://tram.example/feed", Title: "Tram & rail", Group: "News/Local"},
		{URL: "https://m.example/feed", Title: "München"},
	}
	check := func(got []Feed) {
		t.Helper()
		if len(got) != len(want) {
			t.Fatalf("%+v", got)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%+v, want %+v", got[i], want[i])
			}
		}
	}
	check(feeds)
	want[2].Full, feeds[2].Full = true, true
	data, err := WriteOPML("stet", feeds)
	if err != nil {
		t.Fatal(err)
	}
	if feeds, err = ReadOPML(data); err != nil {
		t.Fatal(err)
	}
	check(feeds)
	again, _ := WriteOPML("stet", feeds)
	if !bytes.Equal(again, data) {
		t.Errorf("not stable:\n%s\n%s", data, again)
	}
	for name, bad := range map[string]string{
		"nothing": "", "HTML": "<html></html>", "broken": "<opml><body><outline",
		"deep": "<opml><body>" + strings.Repeat("<outline text='a'>", 100_000),
	} {
		if _, err := ReadOPML([]byte(bad)); err == nil {
			t.Errorf("%s is a list of feeds", name)
		}
	}
}

func TestNamesOfFiles(t *testing.T) {
	day := time.Date(2026, 3, 17, 23, 0, 0, 0, time.UTC)
	for title, want := range map[string]string{
		"Tram: “dear” & late?":       "2026-03-17-tram-dear-late",
		"Libya’s LNA":                "2026-03-17-libyas-lna",
		"../../etc/passwd":           "2026-03-17-etc-passwd",
		"":                           "2026-03-17-article",
		"\x1b[31m\u202eevil\x00":     "2026-03-17-31m-evil",
		"日本の首相":                      "2026-03-17-日本の首相",
		"Ärger in Łódź":              "2026-03-17-ärger-in-łódź",
		strings.Repeat("long ", 100): "2026-03-17-" + strings.TrimSuffix(strings.Repeat("long-", 18), "-"),
	} {
		if got := fileName(title, day); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
	if got := fileName("CON", time.Time{}); got != "con-article" {
		t.Errorf("a device: %q", got)
	}
	if got := folderName("..."); got != "feed" {
		t.Errorf("%q", got)
	}
}

func FuzzNames(f *testing.F) {
	f.Add("Tram: “dear”")
	f.Add("aux.\x00/..\\COM1 \u202e e\u0301")
	f.Fuzz(func(t *testing.T, title string) {
		for _, name := range []string{fileName(title, time.Time{}), folderName(title)} {
			switch {
			case name == "" || len(name) > longestName+20 || !utf8.ValidString(name),
				strings.ContainsAny(name, "/\\:*?\"<>|. \x00\n"), strings.HasPrefix(name, "-"),
				name != strings.ToLower(name), reserved[name], !filepath.IsLocal(name):
				t.Errorf("%q is named %q", title, name)
			}
		}
	})
}

func FuzzFeed(f *testing.F) {
	f.Add([]byte(`<rss version="2.0"><channel><title>G</title><item><title>T</title><description>&lt;p&gt;x&amp;#27;</description></item></channel></rss>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_html":"\u001b"}]}`))
	base, _ := url.Parse("https://gazette.example/")
	f.Fuzz(func(t *testing.T, data []byte) {
		_, items, err := readFeed(data, base)
		if err != nil {
			return
		}
		for i := range items {
			if a := articleOf(&items[i]); !utf8.ValidString(a.Text) {
				t.Errorf("%q", a.Text)
			}
		}
	})
}
