package page

import (
	"strings"
	"testing"
)

// remark is a reader's comment that only its own words and its button give away.
const remark = `<div class=k7><div class=k8>Bob</div><div class=k9>20 March 2026</div><p>The reader who wrote this says that the tram is late, and has been since May.</p><a href=#r>Reply</a></div>`

// A page may use names of elements that nobody has seen before: then its words and its
// order tell what belongs to the story.
func TestKindsOfLinesAreKnownWithoutNames(t *testing.T) {
	const h1 = "<h1>Tram dearer than planned</h1>"
	for name, c := range map[string]storyPage{
		"comments with a button": {"<div class=k1>" + h1 + story + "</div><div class=k2>" + remark + remark + "</div>",
			"hopes for a vote", "reader who wrote|Reply", "", ""},
		"comments below a label": {"<div class=k1>" + h1 + story + "</div><div class=k2><div>2 comments</div><div>Bob</div><div>20 March 2026</div><p>The reader who wrote this says that the tram is late, and has been since May.</p></div>",
			"hopes for a vote", "reader who wrote", "", ""},
		"the default words of a blog over its comments": {"<div class=k1>" + h1 + story + "</div><div class=k2><h2>One thought on “Tram dearer than planned”</h2><b>Bob</b> says: <i>20 March 2026</i><p>The reader who wrote this says that the tram is late, and has been since May.</p></div>",
			"hopes for a vote", "reader who wrote", "", ""},
		"a heading that only sounds like comments": {"<article>" + h1 + story + "<h2>Response</h2>" + other + "</article>",
			"Response|brass band", "", "", ""},
		"the editor of the story":                        {"<article>" + h1 + "<p>By Jane Roe</p>" + story + "<p>Edited by Ben Poe</p></article>", "Edited by Ben Poe", "", "Jane Roe", ""},
		"who helped, and where":                          {"<article>" + h1 + "<p>By Jane Roe</p>" + story + "<p>Ben Poe reported from Milltown, and Jane Roe from Riverton.</p></article>", "Ben Poe reported", "", "Jane Roe", ""},
		"a note on the author that begins with her name": {"<article>" + h1 + "<p>By Jane Roe</p>" + story + "<p>Jane Roe covers the trams for the Gazette, and she likes boats.</p></article>", "hopes for a vote", "likes boats", "Jane Roe", ""},
		"a weekday behind the name":                      {"<article>" + h1 + "<div>By Jane Roe Tuesday, March 17, 2026</div>" + story + "</article>", "hopes for a vote", "", "Jane Roe", "2026-03-17"},
		"what she is behind the name":                    {"<article>" + h1 + "<div>By Jane Roe - Gazette Harbour Writers</div>" + story + "</article>", "hopes for a vote", "", "Jane Roe", ""},
		"a place behind the name":                        {"<article>" + h1 + "<div>By Jane Roe in Milltown</div>" + story + "</article>", "hopes for a vote", "", "Jane Roe", ""},
		"a byline in small print in the title's line":    {"<article><h1>Tram dearer than planned <small>by Jane Roe</small></h1>" + story + "</article>", "hopes for a vote", "", "Jane Roe", ""},
		"name, day and time parted by style alone":       {"<article>" + h1 + "<div><span>Jane Roe</span><span>17 March 2026</span><span>3 comments</span></div>" + story + "</article>", "hopes for a vote", "", "Jane Roe", "2026-03-17"},
		"a name above a day":                             {"<article>" + h1 + "<div>Jane Roe</div><div>17 March 2026</div>" + story + "</article>", "hopes for a vote", "", "Jane Roe", "2026-03-17"},
		"a section above a day":                          {"<article>" + h1 + "<div><a href=/tag/x>Riverton Council</a></div><div>17 March 2026</div>" + story + "</article>", "hopes for a vote", "", "", "2026-03-17"},
		"the byline below a lead":                        {"<article>" + h1 + "<p>Riders have to pay twice as much from May on, said the board of the trams.</p><div>Published 17 March 2026</div><div class=byline>Jane Roe</div>" + story + "</article>", "Riders have to pay", "", "Jane Roe", "2026-03-17"},
		"the day of a comment":                           {"<article>" + h1 + story + "</article><h3>Comments</h3><div><b>Bob</b> <span class=date>20 March 2026</span><p>The reader who wrote this says that the tram is late.</p></div>", "hopes for a vote", "reader who wrote", "", ""},
		"the day of other stories":                       {"<article>" + h1 + story + "</article><section><h2>More stories</h2><div><a href=/1><h3>Fair opens with a band</h3></a><span class=date>3 March 2026</span></div><div><a href=/2><h3>Ferry fares go up</h3></a><span class=date>2 March 2026</span></div></section>", "hopes for a vote", "Ferry fares", "", ""},
		"the day of a meeting":                           {"<article>" + h1 + story + "</article><aside><ul><li>03 May 2026 Harbour fair</li></ul></aside>", "hopes for a vote", "", "", ""},
		"the dateline of a wire":                         {"<article>" + h1 + strings.Replace(story, "<p>", "<p>RIVERTON, March 17, 2026 /CourierWire/ -- ", 1) + "</article>", "hopes for a vote", "", "", "2026-03-17"},
		"the last line of a blog's post":                 {"<article>" + h1 + story + "<p>This entry was posted on Tuesday, March 17, 2026 at 9:12 am and is filed under Trams. You can follow any responses to this entry.</p></article>", "hopes for a vote", "", "", "2026-03-17"},
		"stories on one page, parted by rules":           {"<div><h2>Tram dearer than planned</h2><p>By Jane Roe, 17 March 2026</p>" + story + "<hr><h2>County fair opens</h2><p>By Ben Poe, 10 March 2026</p>" + other + "</div>", "hopes for a vote", "brass band", "Jane Roe", "2026-03-17"},
		"a chapter below a rule":                         {"<article><h2>Tram dearer than planned</h2>" + story + "<hr><h2>What comes next</h2>" + other + "</article>", "hopes for a vote|What comes next|brass band", "", "", ""},
		"a post of a forum":                              {"<div>" + h1 + "<article data-author=tramrider><div>" + story + "</div></article></div>", "hopes for a vote", "", "tramrider", ""},
		"a table for the eyes":                           {"<table><tr><td><a href=a>Trade</a><br><a href=b>Weather</a></td><td><font size=4>Tram dearer than planned</font><br><br>" + strings.NewReplacer("<p>", "", "</p>", "<br><br>").Replace(story+other) + "</td></tr></table>", "hopes for a vote", "Weather", "", ""},
	} {
		c.check(t, name)
	}
}

func TestAuthorsAndDayOfAProgramsData(t *testing.T) {
	const object = `{"headline":"Tram dearer than planned","authors":[{"name":"Jane Roe"},{"name":"Ben Poe"}],"publishedAt":"2026-03-17T08:00:00Z"}`
	const others = `[{"headline":"County fair opens","authors":[{"name":"Bob Doe"}],"publishedAt":"2025-01-01"}]`
	for name, c := range map[string]struct{ script, author, day string }{
		"Next.js":                            {`<script id=__NEXT_DATA__ type="application/json">{"props":{"related":` + others + `,"story":` + object + `}}</script>`, "Jane Roe, Ben Poe", "2026-03-17"},
		"Next.js in pieces":                  {`<script>self.__next_f.push([1,"5:[\"$\",\"main\",null,` + strings.ReplaceAll(object[:40], `"`, `\"`) + `"])</script><script>self.__next_f.push([1,"` + strings.ReplaceAll(object[40:], `"`, `\"`) + `]\n"])</script>`, "Jane Roe, Ben Poe", "2026-03-17"},
		"another program":                    {`<script type="application/json">{"title":{"rendered":"Tram dearer than planned"},"byline":"Jane Roe","published":1773734400000}</script>`, "Jane Roe", "2026-03-17"},
		"of another story":                   {`<script id=__NEXT_DATA__ type="application/json">{"related":` + others + `}</script>`, "", ""},
		"broken":                             {`<script id=__NEXT_DATA__ type="application/json">{"story":` + object + `</script>`, "", ""},
		"JSON-LD says both, of a first page": {`<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Jane Roe"},"datePublished":"2026-03-16"}</script><script type="application/json">` + object + `</script>`, "", "2026-03-16"},
	} {
		p := read(t, "", "<main><h1>Tram dearer than planned</h1>"+story+"</main>"+c.script)
		p.checkSigned(t, name, c.author, c.day)
	}
}

func TestTheNameOfTheSiteIsNoTitle(t *testing.T) {
	for name, c := range map[string]struct{ head, body, want string }{
		"a heading that leads home": {"", "<h1><a href=/>Riverton Gazette</a></h1><article><h1><a href=/tram>Tram dearer than planned</a></h1>" + story + "</article>", "Tram dearer than planned"},
		"the site before the title": {"<script>document.title</script>", "<h1>Notes of the tram</h1><article><h3>Tram dearer than planned</h3>" + story + "</article>", "Tram dearer than planned"},
		"a byline within":           {"", "<article><h1>Tram dearer than planned<span class=author>By Jane Roe</span></h1>" + story + "</article>", "Tram dearer than planned"},
		"a day within":              {"", "<article><h1>Tram dearer than planned <span>17 March 2026</span></h1>" + story + "</article>", "Tram dearer than planned"},
	} {
		if got := read(t, c.head, c.body).Meta.Title; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestTheRegionTellsDayFromMonth(t *testing.T) {
	for locale, want := range map[string]string{"en_GB": "2026-04-03", "en_US": "2026-03-04", "en": "2026-03-04", "de": "2026-04-03"} {
		p := read(t, `<meta property="og:locale" content="`+locale+`">`, "<article><h1>Tram dearer than planned</h1><p>Published 3/4/2026</p>"+story+"</article>")
		if got := p.Meta.Published.Format("2006-01-02"); got != want {
			t.Errorf("%s: %s, want %s", locale, got, want)
		}
	}
}

// A title of a page may end in the sign that parts it from the name of the site.
func TestATitleThatEndsInASign(t *testing.T) {
	for _, title := range []string{"Tram dearer than planned_", "Tram dearer than planned-"} {
		if got := withoutTail(title); got != title {
			t.Errorf("%q: %q", title, got)
		}
	}
}
