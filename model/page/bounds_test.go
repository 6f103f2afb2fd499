package page

import (
	"stet/model/need"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// doubtful is a page of lines that are of the story or not, all of one paragraph.
func doubtful(script string, lines ...line) doubter {
	doc, err := html.Parse(strings.NewReader(script))
	if err != nil {
		panic(err)
	}
	p := &Page{doc: doc, Found: true, names: nameReader{}, title: -1}
	for i, l := range lines {
		p.Kept = append(p.Kept, l.weight > 0)
		l.first, l.end = i, i+1
		p.lines = append(p.lines, l)
	}
	return doubter{p}
}

// kept and aside are lines of as many bytes, of the story and beside it.
func kept(n int) line  { return line{text: strings.Repeat("x", max(0, n-1)) + ".", weight: 1} }
func aside(n int) line { return line{text: strings.Repeat("x", max(0, n-1)) + "."} }

// Each sign of a doubt is believed up to a length of the story.
func TestHowLongAStoryIsDoubted(t *testing.T) {
	wall, paid := false, &data{}
	paid.free = &wall
	open := &data{}
	sent := &data{refresh: "0; url=/tram"}
	robot := line{text: "Please verify you are human"}
	subscribe := line{text: "Subscribe to continue reading"}
	cookies := func(n int) line {
		s := "We and our partners use cookies, and you can accept them all or manage your choices here. "
		return line{text: s + strings.Repeat("x", n-len(s)-1) + ".", weight: 1}
	}
	noscript := "<noscript>Please enable JavaScript.</noscript>"
	for _, c := range []struct {
		what string
		p    doubter
		d    *data
		want Doubt
	}{
		{"nothing", doubtful(""), open, Empty},
		{"a page that sends on", doubtful("", kept(300)), sent, Refresh},
		{"a longer one", doubtful("", kept(301)), sent, None},
		{"a wall", doubtful("", kept(900), robot), open, Wall},
		{"a longer one", doubtful("", kept(901), robot), open, None},
		{"a wall before much else", doubtful("", kept(30), robot, line{text: strings.Repeat("y ", 440), teaser: true}), open, None},
		{"a page that is missing", doubtful("", kept(100), line{text: "Page not found"}), open, Missing},
		{"the same in a heading of a longer page", doubtful("", kept(900), line{text: "Page not found", heading: 1}), open, Missing},
		{"of a longer story", doubtful("", kept(901), line{text: "Page not found", heading: 1}), open, None},
		{"the same in a line of a longer page", doubtful("", kept(900), line{text: "Page not found"}), open, None},
		{"a request for consent", doubtful("", cookies(400)), open, Consent},
		{"of which half is something else", doubtful("", cookies(400), kept(200)), open, None},
		{"of which less is something else", doubtful("", cookies(401), kept(200)), open, Consent},
		{"a short request", doubtful("", cookies(120)), open, None},
		{"a longer request", doubtful("", cookies(121)), open, Consent},
		{"as long as can be", doubtful("", cookies(2500)), open, Consent},
		{"a request that is too long", doubtful("", cookies(2501)), open, None},
		{"a shell", doubtful(noscript, kept(300)), open, Scripts},
		{"a longer page", doubtful(noscript, kept(301)), open, None},
		{"a shell with a program", doubtful("<script>x</script>", kept(200)), open, Scripts},
		{"three lines and a program", doubtful("<script>x</script>", kept(80), kept(80), kept(80)), open, None},
		{"data and no program", doubtful("<script type=application/json>x</script>", kept(200)), open, None},
		{"a module", doubtful("<script type=module>x</script>", kept(200)), open, Scripts},
		{"a long notice without scripts", doubtful("<noscript>JavaScript "+strings.Repeat("x", 1988)+"</noscript>", kept(200)), open, Scripts},
		{"a longer notice", doubtful("<noscript>JavaScript "+strings.Repeat("x", 1989)+"</noscript>", kept(200)), open, None},
		{"a stub", doubtful("", kept(1500), subscribe), open, Paywall},
		{"a longer story", doubtful("", kept(1501), subscribe), open, None},
		{"a stub that is not free", doubtful("", kept(1500)), paid, Paywall},
		{"a longer story that is not free", doubtful("", kept(1501)), paid, None},
		{"one that says so", doubtful("", kept(4000), subscribe), paid, Paywall},
		{"a longer one that says so", doubtful("", kept(4001), subscribe), paid, None},
		{"as much left out", doubtful("", kept(600), aside(900)), open, None},
		{"more left out", doubtful("", kept(600), aside(901)), open, LeftOut},
		{"much left out of a story", doubtful("", kept(400), aside(599)), open, None},
		{"a short story beside much", doubtful("", kept(249), aside(501)), open, LeftOut},
		{"teasers left out", doubtful("", kept(600), line{text: aside(901).text, teaser: true}), open, None},
		{"comments left out", doubtful("", kept(600), line{text: aside(901).text, out: true}), open, None},
		{"left out against the vote", doubtful("", kept(600), line{text: aside(901).text, out: true, voted: 0.6}), open, LeftOut},
		{"left out with half of the vote", doubtful("", kept(600), line{text: aside(901).text, out: true, voted: 0.5}), open, None},
	} {
		if got := c.p.doubt(c.d); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
	for d, want := range map[Doubt]bool{None: false, LeftOut: false, Empty: true, Paywall: true, NoStory: true} {
		need.Bounds(t, need.Bound(d.String(), d.Lacking(), want))
	}
}

// Programs keep days as text, seconds and milliseconds, and names in objects.
func TestWhatAStateSays(t *testing.T) {
	for _, c := range []struct {
		v    any
		want string
	}{
		{"2026-03-17", "2026-03-17"}, {"soon", ""}, {nil, ""}, {6e8, ""}, {6e8 + 1, "1989-01-05T10:40:01Z"}, {5e9, ""}, {5e9 - 1, "2128-06-11T08:53:19Z"},
		{1e12, ""}, {1e12 + 1000, "2001-09-09T01:46:41Z"}, {6e11, ""}, {5e12, ""},
	} {
		if got := stateDay(c.v); got != c.want {
			t.Errorf("%v: %q, want %q", c.v, got, c.want)
		}
	}
	in := func(depth int) any {
		v := any("Jane Roe")
		for range depth {
			v = map[string]any{"node": v}
		}
		return v
	}
	many := make([]any, 25)
	for i := range many {
		many[i] = "Jane"
	}
	for _, c := range []struct {
		v    any
		want int
	}{{in(0), 1}, {in(3), 1}, {in(4), 0}, {[]any{in(0), in(2), in(3)}, 2}, {many, 20}, {7.0, 0}} {
		if got := stateNames(c.v, 0); len(got) != c.want {
			t.Errorf("%v: %v", c.v, got)
		}
	}
}

// What two titles have in common are their letters and digits.
func TestWhatTitlesAreComparedBy(t *testing.T) {
	for s, want := range map[string]string{"Az 09": "az09", "{`/:@[": "", "É\u00a0–…\u2000\u206f\u2070x\u1fff": "é\u2070x\u1fff", "": ""} {
		if got := squeeze(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	n := &namer{sites: []string{"gazetteer"}}
	need.Bounds(t,
		need.Bound("the site", n.namesSite("Gazetteer"), true),
		need.Bound("a long name of a site within others", n.namesSite("Gazetteer, Riverton"), true),
		need.Bound("within too many", n.namesSite("Gazetteer of all of the Rivers"), true),
		need.Bound("within far too many", n.namesSite("Gazetteer of all of the Rivertons and so"), false),
	)
	day := func(rank, line int, bare bool) sight {
		return sight{at: time.Now(), rank: rank, line: line, bare: bare}
	}
	need.Bounds(t,
		need.Bound("a better rank", better(day(1, 9, false), day(2, 5, true), 5), true),
		need.Bound("a worse rank", better(day(2, 5, true), day(1, 9, false), 5), false),
		need.Bound("a bare day", better(day(1, 9, true), day(1, 5, false), 5), true),
		need.Bound("nearer from above", better(day(1, 3, true), day(1, 8, true), 5), true),
		need.Bound("nearer from below", better(day(1, 7, true), day(1, 2, true), 5), true),
		need.Bound("as near", better(day(1, 7, true), day(1, 3, true), 5), false),
	)
	article := func(address, kind string) bool {
		p := &Page{}
		p.Meta.URL = address
		d := &data{head: map[string]string{}}
		if kind != "" {
			d.head["og:type"] = kind
		}
		return p.isArticle(d)
	}
	need.Bounds(t,
		need.Bound("a path of ten letters", article("https://a.example/news/tram1/", ""), true),
		need.Bound("a path of nine letters", article("https://a.example/news/tram/", ""), false),
		need.Bound("a page without an address", article("", ""), true),
		need.Bound("an address that is none", article("https://a.example/%zz", ""), true),
		need.Bound("an article", article("", "article"), true),
		need.Bound("a site", article("", "website"), false),
	)
}
