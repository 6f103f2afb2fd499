package page

import (
	"strings"
	"testing"
)

// What a site says of itself stands among the paragraphs of a story and is none of it.
func TestTheWordsOfTheSiteAreNoStory(t *testing.T) {
	const h1 = "<h1>Tram dearer than planned</h1>"
	paragraphs := strings.SplitAfter(story, "</p>")
	between := func(what string) string {
		return "<article>" + h1 + strings.Join(paragraphs, what) + "</article>"
	}
	after := func(what string) string { return "<article>" + h1 + story + what + "</article>" }
	over := func(what string) string { return "<article>" + h1 + what + story + "</article>" }
	for name, c := range map[string]struct{ body, without, with string }{
		"controls":                        {between("<div>Show more</div>"), "Show more", ""},
		"several controls in a row":       {between("<p>Drucken Teilen</p>"), "Drucken", ""},
		"a control that is a sentence":    {after("<p>Print.</p>" + other), "", "Print."},
		"a label that comes at each step": {between("<div class=x>Picture in large</div>"), "Picture in large", ""},
		"a refrain is no label":           {after("<p>So we sing</p><p>of the tram</p><p>So we sing</p><p>of the rain</p><p>So we sing</p><p>all the same.</p>" + other), "", "So we sing"},
		"signs between scenes":            {between("<div class=x>* * *</div>"), "", "* * *"},
		"places in a series":              {between("<div>3/17</div><div>Picture 4 of 17</div>"), "3/17|Picture 4", ""},
		"a score":                         {after("<p>2/5</p>" + other), "", "2/5"},
		"messages of a program":           {over("<b>Warning</b>: Undefined array key 7 in /srv/www/html/tram/view.php on line 31<br><br>"), "Undefined", ""},
		"a place for another site":        {between("<div class=frame><p>To view this content, please allow us to load it from a network of films.</p></div>"), "To view this", ""},
		"the seller of a picture":         {over("<div class=pic>Jane Roe/Getty Images</div>"), "Getty", ""},
		"an agency in a sentence":         {over("<p>The town sells its pictures to Getty Images, which pays for the tram.</p>"), "", "Getty"},
		"how long the reading takes":      {over("<p>Lesezeit: 4 Minuten</p>"), "Lesezeit", ""},
		"advertisements begin":            {between("<div>Story continues below this</div>"), "continues below", ""},
		"a note on the author":            {after("<p>The author is a driver of trams and writes on Mondays about what he hears.</p>"), "driver of trams", ""},
		"a signature":                     {after("<p>Text: Jane Roe</p>"), "Text:", ""},
		"what the views are":              {after("<p>Opinions expressed here are those of the writer and not of the paper that prints them.</p>"), "Opinions", ""},
		"a question about the page":       {after("<p>Was this article helpful? Tell us with a click, it takes no more than a second.</p>"), "helpful", ""},
		"a pop-up that may be printed":    {"<main>" + h1 + `<div class="popup no-print"><p>You have read two of the four stories that are free in this month of the year.</p></div><div class=t>` + story + "</div></main>", "two of the four", ""},
		"a lead beside the author":        {"<article><header>" + h1 + `<div class=byline-box><p>Nobody in the town wants to pay for a line that is not there yet.</p><p>By Jane Roe</p></div></header>` + story + "</article>", "Jane Roe", "Nobody in the town"},
	} {
		t.Run(name, func(t *testing.T) {
			got := read(t, "", c.body).shown()
			for _, w := range strings.Split("third time|hopes for a vote|"+c.with, "|") {
				if !strings.Contains(got, w) {
					t.Errorf("%q is missing:\n%s", w, got)
				}
			}
			for w := range strings.SplitSeq(c.without, "|") {
				if w != "" && strings.Contains(got, w) {
					t.Errorf("%q is shown:\n%s", w, got)
				}
			}
		})
	}
}

func TestTheNameOfTheAuthorOverAStoryIsNoneOfIt(t *testing.T) {
	got := read(t, `<meta name=author content="Jane Roe">`, "<article><h1>Tram dearer than planned</h1><p>Jane Roe</p>"+story+"</article>").shown()
	if strings.Contains(got, "Jane Roe") {
		t.Errorf("the name is shown:\n%s", got)
	}
}
