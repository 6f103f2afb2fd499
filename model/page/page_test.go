package page

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

const (
	lead  = "<p class=lead>The tram of Riverton gets dearer, and nobody wants to pay for it.</p>"
	story = `<p>The council met on Monday for the third time this month, and again it did not agree on the price of the tram, which has gone up since the plan was drawn.</p>
<p>The mayor, who has defended the plan since it was drawn, said in front of the hall where the council meets that the town would not pay for this twice.</p>
<p>The builders say that steel, wages and the weather have made the line dearer, and that the council was told so in May, in June and again in September.</p>
<p>The council meets again in April, and the mayor hopes for a vote then.</p>`
	other = `<p>The county fair drew four thousand visitors on its first day, said the organiser, who had hoped for half of that after the rain of the past week.</p>
<p>A brass band of forty players from the hill villages opened the fair, and the mayor cut a ribbon that the pupils of the weaving school had made for it.</p>
<p>The fair is open until Sunday, and visitors are asked to leave their cars at the old mill, because the bridge is closed for the whole of the week.</p>`
	menu = "<nav><ul><li><a href=/n>News</a><li><a href=/s>Sport</a><li><a href=/c>Culture</a></ul></nav>"
)

func read(t *testing.T, head, body string) *Page {
	t.Helper()
	doc, err := html.Parse(strings.NewReader("<html lang=en><head><title>Tram dearer than planned | Riverton Gazette</title>" + head + "</head><body>" + body + "</body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	base, _ := url.Parse("https://gazette.example/news/tram")
	return Read(doc, base)
}

// shown is the story of a page, one line a paragraph.
func (p *Page) shown() string {
	var b strings.Builder
	for i := range p.lines {
		if l := &p.lines[i]; p.Kept[l.first] {
			b.WriteString(l.text + "\n")
		}
	}
	return b.String()
}

// checkShown compares the story with words that it holds and words that it does not, each
// with strokes between.
func (p *Page) checkShown(t *testing.T, name, with, without string) {
	t.Helper()
	got := "\n" + p.shown()
	for s := range strings.SplitSeq(with, "|") {
		if !strings.Contains(got, s) {
			t.Errorf("%s: %q is missing in:%s", name, s, got)
		}
	}
	for s := range strings.SplitSeq(without, "|") {
		if s != "" && strings.Contains(got, s) {
			t.Errorf("%s: %q is in:%s", name, s, got)
		}
	}
}

// A case names words that the story holds, and words that it does not.
func TestTheStoryIsFoundAndNothingElse(t *testing.T) {
	const title = "<h1>Tram dearer than planned</h1>"
	for name, c := range map[string]struct{ head, body, with, without string }{
		"a lead in the header":      {"", menu + "<article><header>" + title + lead + "</header>" + story + "</article>", "nobody wants|hopes for a vote", "Culture"},
		"a lead before the wrapper": {"", "<main><div>" + title + lead + "</div><div class=share><a href=/x>Share</a></div><div class=body>" + story + "</div></main>", "nobody wants|hopes for a vote", "Share"},
		"a wrapper called footer":   {"", menu + "<div class=above-footer>" + title + story + "</div><div class=box><p>Our shop has ropes, lamps and oilskins, sent to you within two days.</p></div>", "third time|hopes for a vote", "oilskins|Culture"},
		"a wrapper called sidebar":  {"", "<div class=layout-sidebar>" + title + story + "</div>", "third time|hopes for a vote", ""},
		"the next story below":      {"", "<main><article>" + title + story + "</article><article><h1>County fair opens</h1>" + other + "</article></main>", "hopes for a vote", "brass band"},
		"a longer story below":      {"", "<main><article>" + title + story + "</article><article><h1>County fair opens</h1>" + other + strings.ReplaceAll(other, "fair", "market") + "</article></main>", "hopes for a vote", "brass band"},
		"itemprop":                  {"", "<div><p>" + strings.Repeat("Write to the desk of the paper, which answers on weekdays. ", 12) + "</p></div><div itemprop=articleBody>" + title + story + "</div>", "hopes for a vote", "answers on weekdays"},
		"JSON-LD alone": {`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Tram dearer than planned","articleBody":"` + strings.ReplaceAll(strings.NewReplacer("<p>", "", "</p>", "\\n\\n", "\n", "").Replace(story), `"`, "") + `"}</script>`,
			"<div id=app></div>", "third time|hopes for a vote", ""},
		"comments":                    {"", "<article>" + title + story + "</article><div id=comments>" + strings.Repeat("<div class=comment><p>The reader who wrote this says that the tram is late, and has been since May.</p></div>", 30) + "</div>", "hopes for a vote", "reader who wrote"},
		"comments by words":           {"", "<article>" + title + story + "<h3>3 Kommentare</h3><p>The reader who wrote this says that the tram is late, and has been since May.</p></article>", "hopes for a vote", "reader who wrote|Kommentare"},
		"a login form":                {"", "<div class=login>" + strings.Repeat("<p>The address is not right, it has to have an @ and a domain that exists, please check.</p>", 9) + "</div>" + title + story, "hopes for a vote", "domain that exists"},
		"a form before a short story": {"", "<div><form><p>There is no account with this address, or the password that you gave is wrong; please try again.</p><p>Forgot your key? We send you a new one to the address that you gave.</p></form></div>" + menu + "<article>" + title + "<p>The tram is dearer, said the mayor on Monday in front of the hall, than the town had planned.</p></article>", "said the mayor", "no account|Forgot"},
		"captions that come again":    {"", "<article>" + title + story + strings.Repeat("<figure><img src=i><figcaption>The hall in May.</figcaption></figure>", 3) + "</article>", "The hall in May.", "May.\nThe hall"},
		"a line of the paywall":       {"", "<article>" + title + story + "<p>This article is for subscribers only. Subscribe to continue reading.</p></article>", "hopes for a vote", "subscribers only"},
		"a cookie banner":             {"", "<div class=cookie-notice><p>We use cookies and other means, with your consent, to show you what you like and to count you.</p></div>" + title + "<p>The tram is dearer, said the mayor on Monday, than the town had planned.</p>", "said the mayor", "consent"},
		"pointers":                    {"", "<article>" + title + strings.Replace(story, "\n", "<p>Lesen Sie auch: <a href=/a>Ferry fares go up again</a></p><p><a href=/b>The mill museum gets a new roof of slate</a></p>", 1) + "<h3>More stories</h3></article>", "hopes for a vote", "Ferry fares|mill museum|More stories"},
		"teasers":                     {"", "<article>" + title + story + "</article><div>" + strings.Repeat("<div class=card><h3><a href=/1>Fair opens at the mill</a></h3><p>The fair is open until Sunday, and visitors are asked to walk.</p></div>", 4) + "</div>", "hopes for a vote", "until Sunday"},
		"labels":                      {"", "<article>" + title + strings.Replace(story, "\n", "<p>Anzeige</p><p>Sign up for our newsletter to read about the tram first.</p>", 1) + "</article>", "hopes for a vote", "Anzeige|newsletter"},
		"who and when":                {"", "<article>" + title + "<p>By Jane Roe</p><p>Published 17 March 2026, 9:30</p>" + story + "<p>© 2026 Riverton Gazette. All rights reserved.</p></article>", "hopes for a vote", "Jane Roe|17 March|rights reserved"},
		"the times of a live blog": {"", "<article>" + title + "<div class=post><h5></h5><span class=time>09:00</span>" + story + "</div><div class=post><span class=time>10:00</span>" + other + "</div></article>",
			"09:00|10:00|brass band", ""},
		"a pull quote":                      {"", "<article>" + title + story + "<blockquote>the town would not pay for this twice</blockquote><p>Nobody else spoke, and the meeting was closed before noon.</p></article>", "closed before noon", "\nthe town would not"},
		"credits":                           {"", "<article>" + title + "<figure><img src=x><figcaption>Foto: A. Doe/Agency</figcaption></figure><figure><img src=y><figcaption>The hall of Riverton in May</figcaption></figure>" + story + "</article>", "The hall of Riverton|hopes", "A. Doe"},
		"what pops up":                      {"", "<article>" + title + strings.Replace(story, "The mayor", `<span class=who><a href=/m>The mayor</a><span class=card><img src=m.png><a href=/m>The mayor</a> <a href=/1>Mayor opens the fair of the county</a></span></span>`, 1) + "</article>", "The mayor, who has", "opens the fair"},
		"words that nobody sees":            {"", "<article>" + title + strings.Replace(story, "The mayor", `<span style="display: none">opened in a new window</span>The mayor`, 1) + "</article>", "The mayor, who has", "new window"},
		"a credit with a sign":              {"", "<article>" + title + "<p>The hall, seen from the east, photos © A. Doe, 2026</p>" + story + "</article>", "hopes for a vote", "A. Doe"},
		"an element called credit":          {"", "<article>" + title + "<div class=image-credit>A. Doe | Island Agency</div>" + story + "</article>", "hopes for a vote", "Island Agency"},
		"a pointer with a label":            {"", "<article>" + title + strings.Replace(story, "\n", "<p><a href=/a>Ferry fares go up again in May</a> [VIDEO]</p>", 1) + "</article>", "hopes for a vote", "Ferry fares"},
		"when, below the lead":              {"", "<article>" + title + lead + "<div class=dates>PUBLISHED: 10:48, Tue, Mar 17, 2026 | UPDATED: 11:05, Tue, Mar 17, 2026</div>" + story + "</article>", "hopes for a vote|nobody wants", "PUBLISHED"},
		"a label over a second-level title": {"", "<article><div class=category>News of the town</div><h2>Tram dearer than planned</h2>" + story + "</article>", "hopes for a vote", "News of the town"},
		"a day of change at the end":        {"", "<article>" + title + story + "<p>Last updated on 17 March 2026.</p></article>", "hopes for a vote", "Last updated"},
		"a note before the story":           {"", "<main><div>" + title + "<p>This story was first told by the Herald.</p></div><div class=body>" + story + "</div></main>", "hopes for a vote", ""},
		"a table with links":                {"", "<article>" + title + strings.Replace(story, "\n", "<table>"+strings.Repeat("<tr><td><a href=/r>Riverton</a></td><td>1947, in the month of May</td></tr>", 5)+"</table>", 1) + "</article>", "Riverton\n1947", ""},
		"the rest of a paragraph":           {"", "<article>" + title + story + "<p>The council meets again in April, and nobody wants to<br><br>pay.</p></article>", "pay.", ""},
		"a list of the best":                {"", "<article>" + title + strings.Repeat("<h3><a href=/b>A line of steel, in four colours</a></h3>"+other, 2) + "</article>", "four colours", ""},
		"words that come again":             {"", "<article>" + title + "<p>The town would not pay for this twice, said the mayor.</p>" + story + "<p>Nobody laughed. The town would not pay for this twice, said the mayor. That was all.</p></article>", "Tram dearer than planned\nThe town would not", ""},
		"a gallery of fifty":                {"", "<article>" + title + strings.Repeat(story, 8) + "</article><div class=gallery><ul>" + strings.Repeat("<li><h2>1/50 The fair</h2><p>The county fair drew four thousand visitors on its first day and is open until the Sunday of the next week.</p></li>", 50) + "</ul></div>", "hopes for a vote", "1/50"},
		"a page of AMP":                     {"", "<amp-sidebar><ul><li><a href=/s>Sport</a></ul></amp-sidebar><amp-consent><div><p>We use cookies and other means, with your consent, to show you what you like.</p></div></amp-consent><article>" + title + story + "<amp-ad><p>Our shop has ropes, lamps and oilskins, sent to you within two days.</p></amp-ad></article>", "hopes for a vote", "Sport|consent|oilskins"},
		"a match in tables":                 {"", "<article>" + title + "<table>" + strings.Repeat("<tr><td>Roe, Jane 1993<td>Riverton Runners<td>53.09 s</tr>", 12) + "</table></article>", "Roe, Jane 1993|53.09 s", ""},
		"reviews of customers":              {"", "<article>" + title + story + "</article><h2>Customer Reviews</h2><div class=customer-reviews>" + strings.Repeat("<p>The reader who wrote this says that the tram is late, and has been since May.</p>", 6) + "</div>", "hopes for a vote", "reader who wrote"},
		"a recipe in JSON-LD": {`<script type="application/ld+json">{"@type":"HowTo","name":"Tram","description":"<p>A tram can be folded from a sheet of paper in a quarter of an hour, if the sheet is large enough, and it rolls if the wheels are cut from cork, which is done in the last step of all, on a board.</p>","step":[{"@type":"HowToStep","name":"First step","itemListElement":{"text":"<p>Fold the sheet in two, so that its edges meet, and press the fold flat with the back of a spoon or with a nail.</p>"}},{"@type":"HowToStep","text":"Cut the wheels from cork, and fix them with pins, one on each side of the folded sheet, near the ground."}]}</script>`,
			"<div id=app></div>", "quarter of an hour|press the fold flat|wheels from cork", ""},
		"a forum":          {"", title + strings.Repeat("<div class=comment-body>"+other+"</div>", 3), "brass band", ""},
		"a gallery of all": {"", title + "<div class=slideshow><div>" + story + "</div></div><div class=slideshow><div>" + other + "</div></div>", "hopes for a vote|brass band", ""},
		"a recipe":         {"", "<article>" + title + "<p>A cake that always comes out well, with apples from the garden, if you have one.</p><ul><li>200 g flour<li>3 eggs</ul><p>Mix it all, and bake it for an hour in an oven that is not too hot.</p></article>", "3 eggs|bake it", ""},
		"an initial":       {"", "<article>" + title + "<div>T</div><p>" + strings.TrimPrefix(story, "<p>T") + "</article>", "The council met", ""},
	} {
		read(t, c.head, c.body).checkShown(t, name, c.with, c.without)
	}
}

func TestTheTitleIsWhatReadersSee(t *testing.T) {
	for _, c := range []struct{ head, body, want string }{
		{"", "<h1>Tram dearer than planned</h1>" + story, "Tram dearer than planned"},
		{"", story, "Tram dearer than planned"},
		{`<meta property=og:site_name content="Riverton Gazette"><meta property=og:title content="Riverton Gazette – Tram: the price">`, story, "Tram: the price"},
		{`<meta property=og:title content="Tram dearer than …">`, "<article><h1>Tram dearer than planned</h1>" + story + "</article>", "Tram dearer than planned"},
		{"", `<article><h1><span class=kicker>Riverton</span> Tram dearer than planned</h1>` + story + "</article>", "Tram dearer than planned"},
		{"", "<header><h1>Riverton Gazette</h1></header><article><h2>Tram dearer than planned</h2>" + story + "</article>", "Tram dearer than planned"},
		{"", "<article><h1>A line that nobody pays for</h1>" + story + "</article>", "A line that nobody pays for"},
	} {
		if got := read(t, c.head, c.body).Meta.Title; got != c.want {
			t.Errorf("%s%.60s: %q, want %q", c.head, c.body, got, c.want)
		}
	}
}

func TestTheBylineIsShownAndNamesPersons(t *testing.T) {
	const h1 = "<h1>Tram dearer than planned</h1>"
	ld := func(author string) string {
		return `<script type="application/ld+json">{"@graph":[{"@type":"Article","headline":"Tram dearer than planned","author":` + author + `,"publisher":{"@type":"Organization","name":"Riverton Gazette"}},{"@type":"Person","@id":"#jane","name":"Jane Roe"}]}</script>`
	}
	for _, c := range []struct{ name, head, body, want string }{
		{"a line", "", h1 + "<p>By Jane Roe</p>" + story, "Jane Roe"},
		{"two", "", h1 + "<p>Von Jane Roe und A. Doe, 17. März 2026</p>" + story, "Jane Roe, A. Doe"},
		{"a class", "", h1 + `<div class="meta"><span class=author-name>Jane Roe</span> | <time>17 March 2026</time></div>` + story, "Jane Roe"},
		{"rel", "", h1 + `<p><a rel=author href=/jane>Jane Roe</a></p>` + story, "Jane Roe"},
		{"itemprop", "", h1 + `<div itemprop=author><span itemprop=name>Jane Roe</span></div>` + story, "Jane Roe"},
		{"by its id", ld(`{"@id":"#jane"}`), h1 + "<p>By Jane Roe, staff writer</p>" + story, "Jane Roe"},
		{"after the story", ld(`{"@type":"Person","name":"Jane Roe"}`), h1 + story + "<p>Jane Roe writes about towns.</p>", "Jane Roe"},
		{"not shown", ld(`{"@type":"Person","name":"Site Keeper"}`), h1 + story, ""},
		{"the publisher", ld(`{"@type":"Organization","name":"Riverton Gazette"}`), h1 + story, ""},
		{"the site", `<meta name=author content="Riverton Gazette"><meta property=og:site_name content="Riverton Gazette">`, h1 + "<p>Riverton Gazette</p>" + story, ""},
		{"admin", `<meta name=author content=admin>`, h1 + "<p class=author>admin</p>" + story, ""},
		{"a sentence", "", h1 + "<p>Von der Stadt hört man dazu nichts.</p>" + story, ""},
		{"sources with a stroke", "", h1 + "<p class=author>jr/Island Agency</p>" + story, "jr, Island Agency"},
		{"a capital And", "", h1 + "<p>By Jane Roe And Ada Weber</p>" + story, "Jane Roe, Ada Weber"},
		{"a label behind", "", h1 + "<div class=author><div>Essay by</div><div>Jane Roe</div></div>" + story, "Jane Roe"},
		{"an interview", "", h1 + "<p class=author>Jane Roe im Gespräch mit Ada Weber</p>" + story, "Jane Roe, Ada Weber"},
		{"a name and a date", "", h1 + "<p>Jane Roe | 17 March 2026</p>" + story, "Jane Roe"},
		{"a nickname before a date", "", h1 + "<p>Posted by jane on 17 March 2026</p>" + story, "jane"},
		{"a signature", "", h1 + strings.TrimSuffix(story, "</p>") + " (Jane Roe) +++</p>", "Jane Roe"},
		{"no signature", "", h1 + strings.TrimSuffix(story, ".</p>") + " (Jane Roe).</p>", ""},
		{"about the author", "", h1 + story + "<div class=author-box><p>About the author: Jane Roe</p></div>", "Jane Roe"},
		{"as it is spelled on the page", ld(`{"@type":"Person","name":"jane.roe"}`), h1 + "<p>By Jane Roe</p>" + story, "Jane Roe"},
		{"the author of a teaser", "", h1 + story + strings.Repeat("<div class=card><h3><a href=/1>Fair opens at the mill</a></h3><span class=author>A. Doe</span></div>", 4), ""},
		{"not shown, of news", `<link rel=canonical href="https://gazette.example/news/tram-dearer-than-planned">` + strings.ReplaceAll(ld(`{"@type":"Person","name":"Jane Roe"}`), `"Article"`, `"NewsArticle"`), h1 + story, "Jane Roe"},
		{"the site at the end of the title", `<meta name=author content="Riverton Gazette">`, h1 + story, ""},
		{"Chinese", "", h1 + "<p>责任编辑：王敬照</p>" + story, "王敬照"},
		{"a date of change is no name", "", h1 + story + "<p class=author>Zuletzt geändert am: 17.03.2026</p>", ""},
		{"a comment", "", h1 + story + "<div class=comments><span class=author>A. Doe</span><p>I think that the tram is late, and has been late for years now.</p></div>", ""},
	} {
		if got := read(t, c.head, c.body).Meta.Byline; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTheDayIsTheOneThatIsShown(t *testing.T) {
	const h1 = "<h1>Tram dearer than planned</h1>"
	for _, c := range []struct{ name, head, body, want string }{
		{"a line", "", h1 + "<p>17 March 2026</p>" + story, "2026-03-17 00:00"},
		{"an element", "", h1 + `<time datetime="2026-03-17T09:30:00Z">17 March</time>` + story, "2026-03-17 09:30"},
		{"told and shown", `<meta property=article:published_time content="2026-03-17T09:30:00Z">`, h1 + "<p>17 March 2026</p>" + story, "2026-03-17 09:30"},
		{"another zone", `<meta property=article:published_time content="2026-03-16T23:30:00Z">`, h1 + "<p>17 March 2026</p>" + story, "2026-03-17 00:00"},
		{"published before updated", "", h1 + "<p>Updated: 19 March 2026</p><p>Published: 17 March 2026</p>" + story, "2026-03-17 00:00"},
		{"told alone by a blog's engine", `<meta name=generator content="WordPress 6.1"><meta property=article:published_time content="2026-03-17T09:30:00Z">`, h1 + story, ""},
		{"told alone", `<meta property=article:published_time content="2026-03-17T09:30:00Z">`, h1 + story, "2026-03-17 09:30"},
		{"told alone of a recipe", `<script type="application/ld+json">{"@type":"Recipe","datePublished":"2026-03-17T09:30:00Z"}</script>`, h1 + story, ""},
		{"told alone, of news", `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-03-17T09:30:00Z"}</script>`, h1 + story, "2026-03-17 09:30"},
		{"told, and shown far away", `<meta property=article:published_time content="2026-03-17T09:30:00Z">`, h1 + story + "<footer><p>Last comment on 17.03.2026 at 12:14</p></footer>", "2026-03-17 09:30"},
		{"told, and its month in the address", `<link rel=canonical href="https://gazette.example/2026/03/tram"><meta property=article:published_time content="2026-03-17T09:30:00Z">`, h1 + story, "2026-03-17 09:30"},
		{"microdata", "", h1 + story + `<p><span itemprop=datePublished content="2026-03-17T09:30:00Z">three days ago</span></p><p>17.03.2026</p>`, "2026-03-17 09:30"},
		{"a date of something else", "", h1 + "<p>Release: 17 March 2026</p>" + story, ""},
		{"of a number", "", h1 + "<p>No. 4 of 12 March 2026</p><p>17 March 2026</p>" + story, "2026-03-17 00:00"},
		{"an event in a heading", `<meta property=article:published_time content="2026-03-17T09:30:00Z">`, h1 + "<h2>From 1 May 2026 nobody will pay for the tram</h2><p>17 March</p>" + story + "<p>Seen on 17.03.2026 by 40 readers</p>", "2026-03-17 09:30"},
		{"of a teaser", "", h1 + story + strings.Repeat("<div class=card><h3><a href=/1>Fair opens at the mill</a></h3><span>12 March 2026</span></div>", 4), ""},
		{"at the head of the text", "", h1 + "<p>(17 March 2026) " + strings.TrimPrefix(story, "<p>"), "2026-03-17 00:00"},
		{"a change far below", "", h1 + story + "<p>Last updated 17 March 2026</p>", ""},
		{"in the address", `<link rel=canonical href="https://gazette.example/2026/03/17/tram">`, h1 + story, "2026-03-17 00:00"},
		{"in a sentence", "", h1 + "<p>The plan was drawn on 17 March 2026, and nobody has looked at it since then, said the mayor.</p>" + story, ""},
		{"in a comment", "", h1 + story + `<div class=comments><p><time datetime="2026-03-20">20 March 2026</time></p><p>I think that the tram is late, and has been late for years now.</p></div>`, ""},
	} {
		got := ""
		if at := read(t, c.head, c.body).Meta.Published; !at.IsZero() {
			got = at.Format("2006-01-02 15:04")
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	m := read(t, `<meta property=article:modified_time content="2026-03-18T09:30:00Z">`, h1+story).Meta
	if !m.Modified.Equal(time.Date(2026, 3, 18, 9, 30, 0, 0, time.UTC)) {
		t.Errorf("modified %v", m.Modified)
	}
}
