package page

import (
	"strings"
	"testing"
	"time"
)

// A storyPage is the body of a page with what has to be read of it: words in the story
// and words left out of it, with strokes between, author and day.
type storyPage struct{ body, with, without, author, day string }

func (c storyPage) check(t *testing.T, name string) {
	t.Helper()
	p := read(t, "", c.body)
	p.checkShown(t, name, c.with, c.without)
	p.checkSigned(t, name, c.author, c.day)
}

// checkSigned compares author and day of a page.
func (p *Page) checkSigned(t *testing.T, name, author, day string) {
	t.Helper()
	is := ""
	if !p.Meta.Published.IsZero() {
		is = p.Meta.Published.Format(time.DateOnly)
	}
	if p.Meta.Byline != author || is != day {
		t.Errorf("%s: by %q on %q, want %q on %q", name, p.Meta.Byline, is, author, day)
	}
}

// Each system that makes pages has its own habits; these are written anew, not copied.
func TestPagesOfManySystems(t *testing.T) {
	const h1 = "<h1>Tram dearer than planned</h1>"
	wrapped := func(open, close string) string {
		return strings.NewReplacer("<p>", open+"<p>", "</p>", "</p>"+close).Replace(story)
	}
	cards := "<div>" + strings.Repeat("<div class=card><h3><a href=/1>Fair opens at the mill</a></h3><p>The fair is open until Sunday, and visitors are asked to walk.</p></div>", 4) + "</div>"
	for name, c := range map[string]storyPage{
		"blocks of WordPress": {`<main><h1 class=wp-block-post-title>Tram dearer than planned</h1><div class=wp-block-post-date><time datetime="2026-03-17T08:00:00Z">17 March 2026</time></div><div class=wp-block-post-author-name>Jane Roe</div><div class="entry-content wp-block-post-content">` + story + `<div class=wp-block-buttons><a class=wp-block-button__link href=/m>Become a member</a></div></div><div class=wp-block-comments><h2>Comments</h2><p>The reader who wrote this says that the tram is late, and has been since May.</p></div></main>`,
			"hopes for a vote", "reader who wrote|Become a member", "Jane Roe", "2026-03-17"},
		"Drupal": {`<main role=main>` + h1 + `<article class="node node--type-article"><footer class=node__meta>Submitted by <span class="field field--name-uid">Jane Roe</span> on <span class=field--name-created>17 March 2026</span></footer><div class="field field--name-body">` + story + `</div><div class=field--name-field-tags>Tags <a href=/t>trams</a></div></article></main>`,
			"third time|hopes for a vote", "Submitted by", "Jane Roe", "2026-03-17"},
		"a standfirst that is a heading, outside": {`<main>` + h1 + `<h2 class=deck>Nobody wants to pay for the new line.</h2><div class=byline>By <a href=/staff/jane>Jane Roe</a></div><article>` + story + `</article></main>`,
			"Nobody wants to pay|hopes for a vote", "", "Jane Roe", ""},
		"a builder that calls all a widget": {`<div class="el-widget el-title">` + h1 + `</div>` + wrapped(`<div class="el el-widget el-widget-text">`, "</div>"),
			"third time|defended the plan|hopes for a vote", "", "", ""},
		"a section for each paragraph": {`<main><div class=hero>` + h1 + `</div>` + wrapped("<section class=block><div>", "</div></section>") + `</main>` + cards,
			"third time|hopes for a vote", "asked to walk", "", ""},
		"unknown elements": {"<news-app><site-nav><a href=/n>News</a></site-nav><news-story>" + h1 + "<news-body>" + story + "</news-body></news-story></news-app>",
			"third time|hopes for a vote", "", "", ""},
		"a table as layout, of the nineties": {`<table><tr><td><a href=a>Home</a><br><a href=b>Weather</a></td><td><h2>Tram dearer than planned</h2><i>by Jane Roe</i>` + strings.ReplaceAll(story, "</p>", "") + `</td></tr></table>`,
			"third time|hopes for a vote", "Weather", "Jane Roe", ""},
		"the next story in a section like the first": {"<section class=story>" + h1 + story + strings.Repeat("<p>The line is to be ready in the spring of next year, and not a day before, said the builders in the hall.</p>", 3) + "</section><section class=story><h1>County fair opens</h1>" + other + "</section>",
			"hopes for a vote", "brass band", "", ""},
		"a sidebar as long as the story": {"<div class=page>" + h1 + "<div class=copy>" + story + "</div></div><div class=sidebar>" + other + "</div>",
			"hopes for a vote", "brass band", "", ""},
		"a list of other stories within": {"<article>" + h1 + strings.Replace(story, "\n", "<ul><li><a href=/1>The fair opens with a band</a><li><a href=/2>Ferry fares go up again soon</a></ul>", 1) + "</article>",
			"hopes for a vote", "Ferry fares", "", ""},
		"an item that is a link among others": {"<article>" + h1 + story + "<ul><li>Trams were late on four of the five days of the week<li><a href=/1>The bridge by the mill was mended in a single night of work</a><li>Wages of the drivers went up by three in a hundred</ul>" + other + "</article>",
			"Trams were late|The bridge by the mill|Wages of the drivers", "", "", ""},
		"headings that link to themselves": {"<article>" + h1 + story + strings.Repeat(`<div class=sec><h2><a href="#s">Who pays</a></h2><p>Nobody wants to, said all who were asked in the hall on the day.</p></div>`, 2) + "</article>",
			"Who pays|said all who were asked", "", "", ""},
		"a player": {"<article>" + h1 + "<div class=audio-player><p>Your browser does not support sound of this kind, please use a newer one or load the file.</p></div>" + story + "</article>",
			"hopes for a vote", "does not support", "", ""},
		"a player in a table": {"<article>" + h1 + story + "<table>" + strings.Repeat("<tr class=player-12><td>Roe, Jane</td><td>1,204 points</td></tr>", 6) + "</table>" + other + "</article>",
			"Roe, Jane", "", "", ""},
		"a post of a network, quoted": {"<article>" + h1 + "<blockquote class=twitter-tweet><p>The tram stands still from noon. Please walk, and be patient.</p>17 March 2026</blockquote>" + story + "</article>",
			"stands still from noon|hopes for a vote", "", "", ""},
		"a class that says hidden": {"<article>" + h1 + story + "<ul class=hidden><li>Politics and all that belongs to it<li>The arts, in the town and in the villages around it</ul></article>",
			"hopes for a vote", "The arts", "", ""},
		"a class that says hidden on small screens": {`<article>` + h1 + `<div class="hidden md:block">` + story + `</div></article>`,
			"hopes for a vote", "", "", ""},
		"a name that leads to its page": {"<article>" + h1 + `<p class="x y"><a href="/@jane">Jane Roe</a></p>` + story + "</article>", "hopes for a vote", "", "Jane Roe", ""},
		"an author box that begins with a sentence": {"<article>" + h1 + story + "<div class=author-profile><p>Jane Roe covers the trams and the railway, and she likes boats of every kind that float.</p></div></article>",
			"hopes for a vote", "likes boats", "", ""},
	} {
		c.check(t, name)
	}
}

func TestAConsentWallIsNoStory(t *testing.T) {
	wall := `<div class=cmp role=dialog><h2>We value your privacy</h2><p>We and our partners store and access information on your device, such as cookies, to show you ads that fit you.</p><p>With your consent we may use exact places. You can change your mind at any time at the foot of each page.</p><button>Accept all</button></div>`
	if p := read(t, "", wall); p.Doubt != Consent {
		t.Errorf("a wall alone: doubt %v in:\n%s", p.Doubt, p.shown())
	}
	if p := read(t, "", wall+"<article><h1>Tram dearer than planned</h1>"+story+"</article>"); p.Doubt != None || strings.Contains(p.shown(), "partners") {
		t.Errorf("over a story: doubt %v in:\n%s", p.Doubt, p.shown())
	}
}

func TestAPageThatIsNotFreeMayBeWhole(t *testing.T) {
	const paid = `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>`
	for name, c := range map[string]struct {
		body string
		want Doubt
	}{
		"short":               {story, Paywall},
		"long":                {strings.Repeat(story, 4), None},
		"long, and says so":   {strings.Repeat(story, 4) + "<p>Subscribe to continue reading.</p>", Paywall},
		"longer than a start": {strings.Repeat(story, 10) + "<p>Subscribe to continue reading.</p>", None},
	} {
		if got := read(t, paid, "<article><h1>Tram dearer than planned</h1>"+c.body+"</article>").Doubt; got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
