package fetch

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// found says which feeds a page names, the likeliest first, with their ranks.
func found(list []candidate) string {
	var all []string
	for _, c := range list {
		s := fmt.Sprintf("%d %s", c.rank, strings.TrimPrefix(c.URL, "https://gazette.example"))
		if c.Title != "" {
			s += " " + c.Title
		}
		all = append(all, s)
	}
	return strings.Join(all, "; ")
}

// The feeds that a page names come in the order of how likely they are its own.
func TestTheOrderOfFeeds(t *testing.T) {
	const rss = `type="application/rss+xml"`
	for _, c := range []struct{ address, page, want string }{
		{"/blog/", `<link rel=alternate ` + rss + ` title=" All  of it " href=/feed><link rel=alternate ` + rss + ` href=/blog/feed>`, "0 /blog/feed; 1 /feed All of it"},
		{"/blog/a", `<link rel=alternate ` + rss + ` href=/feed><link rel=alternate ` + rss + ` href=/blog/feed>`, "0 /blog/feed; 1 /feed"},
		{"/", `<link rel=alternate ` + rss + ` href=/a><link rel=alternate ` + rss + ` href=/b>`, "1 /a; 1 /b"},
		{"", `<link rel=alternate ` + rss + ` href=/a>`, "1 /a"},
		{"/blog/", `<link rel=alternate ` + rss + ` href=https://other.example/blog/f>`, "1 https://other.example/blog/f"},
		{"/blog/", `<a href=/blog/feed>all</a>`, "3 /blog/feed"},
		{"/", `<link rel=alternate ` + rss + ` href=/x/comments/f><link rel=alternate ` + rss + ` title="Gazette Comments" href=/c><link rel=alternate type=text/xml href=/x>`, "2 /x; 11 /x/comments/f; 11 /c Gazette Comments"},
		{"/", `<link rel=alternate type=" text/XML ; charset=utf-8" href=/x>`, "2 /x"},
		{"/", `<link rel=feed href=/x><link rel="home feed" href=/y><link rel=feed href=/x>`, "1 /x; 1 /y"},
		{"/", `<link rel=alternate href=/feed><link rel=alternate href=/about>`, "1 /feed"},
		{"/", `<link rel=stylesheet ` + rss + ` href=/x><link rel=alternate type="application/atom+xml+oembed" href=/y><link rel=alternate ` + rss + ` href=" ">`, ""},
		{"/blog/", `<link rel=feed href=/blogs><link rel=feed href=" feed://gazette.example/blog/x ">`, "0 http://gazette.example/blog/x; 1 /blogs"},
		{"/", `<meta http-equiv=REFRESH content="0; URL=/New">`, "4 /New"},
		{"/", `<meta http-equiv=refresh content="0;url=/ȺȺȺȺȺȺȺȺȺȺ">`, "4 /%C8%BA%C8%BA%C8%BA%C8%BA%C8%BA%C8%BA%C8%BA%C8%BA%C8%BA%C8%BA"}, // longer in small letters
		{"/", `<base href="/sub/"><base href="/other/"><link rel=feed href=f>`, "1 /sub/f"},
		{"/", `<base href=""><link rel=feed href=f>`, "1 /f"},
		{"/", `<base target=x><link rel=feed href=f>`, "1 /f"},
		{"/", `<meta http-equiv=refresh content="0; url='/new'"><meta name=refresh content="url=/no"><meta http-equiv=refresh content=5>`, "4 /new"},
		{"/", `<a href=/a>News</a> our RSS feed`, ""},
		{"/", `<a href=/a>our RSS feed <b>RSS</b></a>`, "3 /a"},
		{"/", `<a href=/a title="RSS">x</a><a href=/b aria-label="Newsfeed">x</a><a href=/c class="icon-atom">x</a><a href=/d><img alt=RSS></a>`, "3 /a; 3 /b; 3 /c; 3 /d"},
		{"/", `<a href=/a>one two three four five RSS</a><a href=/b>one two three four five six RSS</a>`, "3 /a"},
		{"/", `<a href="FEED://gazette.example/f">x</a><a href="feed::https://gazette.example/g">y</a><a href=" feed:https://gazette.example/h ">z</a>`, "3 http://gazette.example/f; 3 /g; 3 /h"},
		{"/", `<a href="https://reader.example/add_feed=https%3A%2F%2Fgazette.example%2Fnews">x</a><a href="https://reader.example/subscribe?url=http://gazette.example/n">y</a><a href="add_feed=http://gazette.example/no">z</a>`, "3 /news; 3 http://gazette.example/n"},
		{"/", `<a type="application/rss+xml" href=/t title="All news">x</a>`, "3 /t All news"},
		{"/", `<a href=javascript:rss>RSS</a><a href=#rss>RSS</a><a href=mailto:rss@gazette.example>RSS</a>`, ""},
	} {
		page, _ := url.Parse("https://gazette.example" + c.address)
		if got := found(discover([]byte(c.page), page)); got != c.want {
			t.Errorf("%s %s\n got %s\nwant %s", c.address, c.page, got, c.want)
		}
	}
	page, _ := url.Parse("https://gazette.example/")
	if got := discover([]byte(strings.Repeat("<link rel=feed href=/f>", 2)+manyLinks(mostCandidates+3)), page); len(got) != mostCandidates || got[0].URL != "https://gazette.example/f" {
		t.Errorf("%d feeds: %s", len(got), found(got))
	}
	for header, want := range map[string]string{
		`</f>; rel="alternate"; type="application/rss+xml"`: "1 /f", `</f>; rel="alternate"; type="text/html"`: "", `</f>; rel="preload"; type="application/rss+xml"`: "", `</f>; REL=Alternate; TYPE=application/json`: "1 /f",
	} {
		if got := found(inHeader([]string{header}, page)); got != want {
			t.Errorf("%s: %s, want %s", header, got, want)
		}
	}
}

func manyLinks(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<link rel=feed href=/%d>", i)
	}
	return b.String()
}

// Where nothing names a feed, it is looked for below the page and at the beginning of
// its site, each place once.
func TestWhereFeedsAreGuessed(t *testing.T) {
	list := func(address string) (all []string) {
		page, _ := url.Parse(address)
		for _, c := range guesses(page) {
			if c.Site != address {
				t.Errorf("%s is of %s", c.URL, c.Site)
			}
			all = append(all, strings.TrimPrefix(c.URL, "https://gazette.example"))
		}
		return all
	}
	once := func(all ...string) string {
		seen := map[string]bool{}
		return strings.Join(slices.DeleteFunc(all, func(s string) bool { was := seen[s]; seen[s] = true; return was }), " ")
	}
	below := func(folder string, names []string) (all []string) {
		for _, name := range names {
			all = append(all, folder+name)
		}
		return all
	}
	ofSite := append(below("/", usualPlaces), below("/", placesOfSites)...)
	for address, want := range map[string]string{
		"https://gazette.example":        once(ofSite...),
		"https://gazette.example/":       once(ofSite...),
		"https://gazette.example/about":  once(ofSite...),
		"https://gazette.example/blog/":  once(append(below("/blog/", usualPlaces), ofSite...)...),
		"https://gazette.example/news/a": once(append(below("/news/", usualPlaces), ofSite...)...),
	} {
		if got := strings.Join(list(address), " "); got != want {
			t.Errorf("%s\n got %s\nwant %s", address, got, want)
		}
	}
}

// A person chooses between feeds of different names of the best rank.
func TestWhatThereIsToChooseFrom(t *testing.T) {
	of := func(rank int, title string) candidate { return candidate{Feed{Title: title, URL: title}, rank} }
	for _, c := range []struct {
		list []candidate
		want string
	}{
		{nil, ""}, {[]candidate{of(1, "News")}, ""},
		{[]candidate{of(1, "News"), of(1, "Sport")}, "News, Sport"},
		{[]candidate{of(1, "News"), of(2, "Sport")}, ""},
		{[]candidate{of(1, "News RSS"), of(1, "News (Atom 1.0)"), of(1, "News - JSON Feed"), of(1, "Sport"), of(2, "Art")}, "News RSS, Sport"},
		{[]candidate{of(1, "News » RSS 2"), of(1, "news xml")}, ""},
	} {
		var titles []string
		for _, f := range several(c.list) {
			titles = append(titles, f.Title)
		}
		if got := strings.Join(titles, ", "); got != c.want {
			t.Errorf("%v: %q, want %q", c.list, got, c.want)
		}
	}
}

// From an address one comes to a feed by what is there: a feed, a page that names one or
// several, a page that leads on to another, or nothing.
func TestFromAnAddressToAFeed(t *testing.T) {
	rss := func(title string) string {
		return "<rss version='2.0'><channel><title>" + title + "</title><link>/home</link><item><title>One</title></item></channel></rss>"
	}
	const named = `<html><head><link rel=alternate type="application/rss+xml" `
	for what, c := range map[string]struct {
		site map[string]string
		want string
	}{
		"a feed":                         {map[string]string{"/": rss("A")}, "A /"},
		"a page with one":                {map[string]string{"/": named + "href=/a>", "/a": rss("A")}, "A /a"},
		"a page with two":                {map[string]string{"/": named + "title=A href=/a><link rel=feed title=B href=/b>", "/a": rss("A"), "/b": rss("B")}, "the page names 2 feeds: A /a, B /b"},
		"the first is dead":              {map[string]string{"/": named + "href=/dead><link rel=feed href=/b>", "/b": rss("B")}, "B /b"},
		"a page that leads to a feed":    {map[string]string{"/": "<meta http-equiv=refresh content='0;url=/a'><html>", "/a": rss("A")}, "A /a"},
		"a page that leads to a page":    {map[string]string{"/": "<meta http-equiv=refresh content='0;url=/b'><html>", "/b": named + "href=/a>", "/a": rss("A")}, "A /a"},
		"a page that leads to a folder":  {map[string]string{"/": "<meta http-equiv=refresh content='0;url=/b/'><html>", "/b/": "<html>", "/b/feed": rss("A")}, "A /b/feed"},
		"a page that leads to nothing":   {map[string]string{"/": "<meta http-equiv=refresh content='0;url=/b'><html>", "/feed": rss("A")}, "A /feed"},
		"a page that names and leads on": {map[string]string{"/": "<meta http-equiv=refresh content='0;url=/b'>" + named + "href=/a>", "/a": rss("A"), "/b": rss("B")}, "A /a"},
		"a page that names none":         {map[string]string{"/": "<html>news", "/atom.xml": rss("A")}, "A /atom.xml"},
		"a site without a feed":          {map[string]string{"/": "<html>news"}, "a web page that names no feed which can be read"},
		"no page":                        {map[string]string{"/": "words", "/feed": rss("A")}, "it is no feed: neither RSS nor Atom nor JSON Feed"},
		"an empty answer":                {map[string]string{"/": " ", "/feed": rss("A")}, "the answer is empty"},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, ok := c.site[r.URL.Path]
			if !ok || r.URL.RawQuery != "" {
				w.WriteHeader(http.StatusNotFound)
			}
			io.WriteString(w, body)
		}))
		f, err := New(quick).Feed(t.Context(), server.URL+"/")
		got := f.Title + " " + strings.TrimPrefix(f.URL, server.URL)
		var choice *SeveralError
		if err != nil {
			got = strings.TrimPrefix(err.Error(), server.URL+"/: ")
		} else if f.Site != server.URL+"/home" {
			t.Errorf("%s: the site is %q", what, f.Site)
		}
		if errors.As(err, &choice) {
			for i, f := range choice.Feeds {
				got += map[bool]string{true: ": ", false: ", "}[i == 0] + f.Title + " " + strings.TrimPrefix(f.URL, server.URL)
			}
		}
		server.Close()
		if got != c.want {
			t.Errorf("%s: %s, want %s", what, got, c.want)
		}
	}
}

// A page's AMP version takes its place if it has the story, under the address of the
// page.
func TestWhenTheAMPVersionIsTaken(t *testing.T) {
	const shell = "<!doctype html><html><head><title>Tram</title><link rel=amphtml href=%s></head><body><noscript>Please turn on JavaScript.</noscript><div id=app></div><script src=/x.js></script></body></html>"
	amp := func(canonical string) string {
		return "<!doctype html><html amp><head><title>Tram</title>" + canonical + "</head><body><h1>Tram dearer</h1>" + story + "</body></html>"
	}
	asked := map[string]int{}
	pages := map[string]string{
		"/tram": fmt.Sprintf(shell, "/amp"), "/amp": amp("<link rel=canonical href=/tram>"),
		"/own": fmt.Sprintf(shell, "/ampown"), "/ampown": amp(""),
		"/other": fmt.Sprintf(shell, "/ampother"), "/ampother": amp("<link rel=canonical href=https://gazette.example/tram>"),
		"/self": fmt.Sprintf(shell, "/self"), "/empty": fmt.Sprintf(shell, "/none"), "/none": fmt.Sprintf(shell, ""),
		"/feed": fmt.Sprintf(shell, "/data"), "/data": "\x00\x01",
		"/late": "<html><head><title>Tram</title></head><body><link rel=amphtml href=/amp><noscript>Please turn on JavaScript.</noscript><div id=app></div><script></script>",
		"/two":  strings.Replace(fmt.Sprintf(shell, "/amp"), "rel=amphtml", `rel="x AMPHTML"`, 1),
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked[r.URL.Path]++
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, pages[r.URL.Path])
	}))
	defer server.Close()
	for path, want := range map[string]string{"/tram": "/tram", "/own": "/own", "/other": "https://gazette.example/tram", "/two": "/tram", "/self": "", "/empty": "", "/feed": "", "/late": ""} {
		p, err := New(quick).Page(t.Context(), server.URL+path)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if want == "" {
			if p.Article.Lacking == "" || p.Article.Meta.URL != server.URL+path {
				t.Errorf("%s is taken from elsewhere: %+v", path, p.Article.Meta)
			}
			continue
		}
		if got := strings.TrimPrefix(p.Article.Meta.URL, server.URL); got != want || p.Article.Lacking != "" || !strings.Contains(p.Article.Text, "pay for this twice") || len(p.Whole.Notices) == 0 {
			t.Errorf("%s: %s %q %q, want %s", path, got, p.Article.Lacking, p.Article.Text, want)
		}
	}
	if asked["/self"] != 1 {
		t.Errorf("the page itself is asked for %d times", asked["/self"])
	}
}
