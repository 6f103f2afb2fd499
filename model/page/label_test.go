package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A site puts lines about itself among the paragraphs of a story; they do not belong to it.
func TestTheWordsOfTheSiteAreNoStory(t *testing.T) {
	const h1 = "<h1>Tram dearer than planned</h1>"
	paragraphs := strings.SplitAfter(story, "</p>")
	between := func(what string) string {
		return "<article>" + h1 + strings.Join(paragraphs, what) + "</article>"
	}
	between2 := func(what string) string {
		return "<article>" + h1 + paragraphs[0] + paragraphs[1] + what + paragraphs[2] + paragraphs[3] + "</article>"
	}
	after := func(what string) string { return "<article>" + h1 + story + what + "</article>" }
	over := func(what string) string { return "<article>" + h1 + what + story + "</article>" }
	for name, c := range map[string]struct{ body, without, with string }{
		"controls":                         {between("<div>Show more</div>"), "Show more", ""},
		"several controls in a row":        {between("<p>Drucken Teilen</p>"), "Drucken", ""},
		"a control that is a sentence":     {after("<p>Print.</p>" + other), "", "Print."},
		"a label that comes at each step":  {between("<div class=x>Picture in large</div>"), "Picture in large", ""},
		"a refrain is no label":            {after("<p>So we sing</p><p>of the tram</p><p>So we sing</p><p>of the rain</p><p>So we sing</p><p>all the same.</p>" + other), "", "So we sing"},
		"signs between scenes":             {between("<div class=x>* * *</div>"), "", "* * *"},
		"places in a series":               {between("<div>3/17</div><div>Picture 4 of 17</div>"), "3/17|Picture 4", ""},
		"a score":                          {after("<p>2/5</p>" + other), "", "2/5"},
		"messages of a program":            {over("<b>Warning</b>: Undefined array key 7 in /srv/www/html/tram/view.php on line 31<br><br>"), "Undefined", ""},
		"a place for another site":         {between("<div class=frame><p>To view this content, please allow us to load it from a network of films.</p></div>"), "To view this", ""},
		"the seller of a picture":          {over("<div class=pic>Jane Roe/Getty Images</div>"), "Getty", ""},
		"an agency in a sentence":          {over("<p>The town sells its pictures to Getty Images, which pays for the tram.</p>"), "", "Getty"},
		"how long the reading takes":       {over("<p>Lesezeit: 4 Minuten</p>"), "Lesezeit", ""},
		"advertisements begin":             {between("<div>Story continues below this</div>"), "continues below", ""},
		"a note on the author":             {after("<p>The author is a driver of trams and writes on Mondays about what he hears.</p>"), "driver of trams", ""},
		"a signature":                      {after("<p>Text: Jane Roe</p>"), "Text:", ""},
		"what the views are":               {after("<p>Opinions expressed here are those of the writer and not of the paper that prints them.</p>"), "Opinions", ""},
		"a question about the page":        {after("<p>Was this article helpful? Tell us with a click, it takes no more than a second.</p>"), "helpful", ""},
		"a pop-up that may be printed":     {"<main>" + h1 + `<div class="popup no-print"><p>You have read two of the four stories that are free in this month of the year.</p></div><div class=t>` + story + "</div></main>", "two of the four", ""},
		"a box that asks for something":    {between("<div class=k9><strong>The weekly letter</strong><span>All that moves on the rails, once a week and with a map.</span><a href=/n>Sign up</a></div>"), "with a map", ""},
		"a list of one link":               {between("<ul><li><a href=/1>The fair opens at the old mill on Sunday with a band</a></li></ul>"), "old mill", ""},
		"a short last paragraph":           {after("<p>In summer, I hope.</p>"), "", "In summer, I hope."},
		"comments without a name":          {"<div class=a>" + h1 + story + "</div><div class=b><h3>2 comments on “Tram dearer than planned”</h3><div class=c><b>Rail fan</b><p>The tram has been late since May, and nobody in the hall wants to hear of it.</p></div></div>", "late since May|Rail fan", ""},
		"a label and links in a line":      {between("<p><strong>YOU MAY ALSO LIKE</strong><br><a href=/1>Fair opens with a band</a><br><a href=/2>Ferry fares go up</a></p>"), "Ferry fares", ""},
		"one heading that is a link":       {between2("<h3><a href=/1>Fair opens with a band</a></h3>"), "Fair opens", ""},
		"a sentence that is a link":        {between2("<p><a href=/1>The plan of the council says that the line may be ready before the spring of next year.</a></p>"), "", "The plan of the council"},
		"a last sentence that asks":        {after("<p>The Gazette is free because readers pay for it. <a href=/d>Give what you can</a>.</p>"), "readers pay", ""},
		"a heading of signs":               {after(other + "<h4>∼ ∼ ∼</h4><p>Another mayor had the same plan, fifty years ago, and the town said no to it.</p>"), "", "Another mayor"},
		"networks":                         {after("<p>Follow the Gazette on <a href=/f>Facebook</a> and <a href=/x>Bluesky</a>.</p>"), "Bluesky", ""},
		"a question that offers":           {between("<p>Don’t want to miss a story? Turn on notifications.</p>"), "notifications", ""},
		"a note on the author, headed":     {after("<h3>About the author</h3><p>Jane Roe covers the trams and the hall for the Gazette.</p>"), "Jane Roe", ""},
		"a note that leads to more by her": {after("<p>Jane Roe covers the trams. <a href=/jane>More by Jane Roe</a></p>"), "Jane Roe", ""},
		"a card that is a link as a whole": {between2("<div class=embed><a href=/1><h4>Fair opens with a band</h4><p>The fair is open until Sunday, and visitors are asked to walk there.</p></a></div>"), "asked to walk", ""},
		"a lead beside the author":         {"<article><header>" + h1 + `<div class=byline-box><p>Nobody in the town wants to pay for a line that is not there yet.</p><p>By Jane Roe</p></div></header>` + story + "</article>", "Jane Roe", "Nobody in the town"},
	} {
		t.Run(name, func(t *testing.T) {
			read(t, "", c.body).checkShown(t, name, "third time|hopes for a vote|"+c.with, c.without)
		})
	}
}

func TestTheNameOfTheAuthorOverAStoryIsNoneOfIt(t *testing.T) {
	got := read(t, `<meta name=author content="Jane Roe">`, "<article><h1>Tram dearer than planned</h1><p>Jane Roe</p>"+story+"</article>").shown()
	if strings.Contains(got, "Jane Roe") {
		t.Errorf("the name is shown:\n%s", got)
	}
}

func TestAuthorsInOtherScriptsAndBesidePlaces(t *testing.T) {
	for body, want := range map[string]string{
		`<div class=writer>見本 花子 記者</div>`:                           "見本 花子",
		`<div>입력 2026.03.17 09:40 김견본 기자</div>`:                      "김견본",
		`<div>2026-03-17 09:40 来源：河镇日报 作者：安样本</div>`:                 "安样本",
		`<div class=byline>By Jane Roe, Riverton</div>`:              "Jane Roe",
		`<div class=byline>By Jane Roe, John Doe</div>`:              "Jane Roe, John Doe",
		`<div class=byline>By Jane Roe, Tram Reporter</div>`:         "Jane Roe",
		`<div class=byline>By Jane Roe jane@gazette.example</div>`:   "Jane Roe",
		`<div class=byline>By Staff Writer</div>`:                    "",
		`<div class=author>Riverton Gazette</div>`:                   "",
		`<div class=byline>Gazette Staff</div>`:                      "",
		`<div class=byline>By Jörg Staff</div>`:                      "Jörg Staff",
		`<blockquote>By Jane Roe, who never wrote this</blockquote>`: "",
		`<div>Source: Gazette Author: Jane Roe</div>`:                "Jane Roe",
		`<div class=byline>By Cher, Madonna and Sade</div>`:          "Cher, Madonna, Sade",
	} {
		if got := read(t, "", "<article><h1>Tram dearer than planned</h1>"+body+story+"</article>").Meta.Byline; got != want {
			t.Errorf("%s: the author is %q, not %q", body, got, want)
		}
	}
}

// The day under a reader's comment is not that of the story.
func TestNoDateIsTakenFromComments(t *testing.T) {
	p := read(t, "", "<div class=a><h1>Tram dearer than planned</h1>"+story+"</div><div class=b><h3>2 comments on this story</h3><div class=c><b>Rail fan</b> <span>18 March 2026, 08:12</span><p>It has been late since May, and nobody in the hall wants to hear of it.</p></div></div>")
	if !p.Meta.Published.IsZero() {
		t.Errorf("the day is %v", p.Meta.Published)
	}
}

func TestDataInWrappersOfOldIsRead(t *testing.T) {
	for _, script := range []string{"/*<![CDATA[*/ %s /*]]>*/", "//<![CDATA[\n%s\n//]]>", "<!-- %s -->", "%s;"} {
		head := `<script type="application/ld+json">` + strings.Replace(script, "%s", `{"@type":"NewsArticle","datePublished":"2026-03-17"}`, 1) + "</script>"
		if got := read(t, head, "<article><h1>Tram dearer than planned</h1>"+story+"</article>").Meta.Published; got.Format("2006-01-02") != "2026-03-17" {
			t.Errorf("%s: the day is %v", script, got)
		}
	}
}

func TestAPageThatIsNotThereIsNoStory(t *testing.T) {
	for title, body := range map[string]string{
		"Page not found":   menu + "<h1>Page not found</h1><p>The page you are looking for has been moved. Try the search, or go to the first page.</p>",
		"Seite nicht da":   "<h1>Seite nicht gefunden</h1><p>Die von Ihnen gesuchte Seite gibt es nicht mehr.</p>",
		"Riverton Gazette": "<h1>451</h1><p>You are reading this from a country belonging to the European Economic Area, and therefore we cannot show it.</p>",
	} {
		doc, err := html.Parse(strings.NewReader("<title>" + title + "</title>" + body))
		if err != nil {
			t.Fatal(err)
		}
		if got := Read(doc, nil).Doubt; got != Missing {
			t.Errorf("%s: the doubt is %q", title, got)
		}
	}
	if got := read(t, "", "<article><h1>Page not found: how the council lost its plans</h1>"+story+other+"</article>").Doubt; got != None {
		t.Errorf("a story about lost pages: %q", got)
	}
}

func TestWhichOfSeveralDaysIsTheStorys(t *testing.T) {
	for body, want := range map[string]string{
		"<div>Updated 18 March 2026, 10:00 | Published 17 March 2026</div>":              "2026-03-17",
		"<p>Posted 17 March 2026. The council meets on 2 April 2026, says its page.</p>": "2026-03-17",
		"<div class=top>Today is Monday, 30 November 2026</div>":                         "",
		"<p>On 9 March 2026 the line was closed, and nobody was told when it opens.</p>": "",
	} {
		got := ""
		if at := read(t, "", "<article><h1>Tram dearer than planned</h1>"+body+story+"</article>").Meta.Published; !at.IsZero() {
			got = at.Format("2006-01-02")
		}
		if got != want {
			t.Errorf("%s: the day is %q, not %q", body, got, want)
		}
	}
}
