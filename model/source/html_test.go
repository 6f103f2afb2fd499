package source

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"stet/model"
	"stet/model/need"
)

// story is the part of a test page that go-readability takes for the story.
const storyHTML = `<p>The council of Riverton met on Monday for the third time this month, and again it did not agree on the price of the tram, which has gone up since the plan was drawn.</p>
<p>“We will <b>not</b> pay for this twice,” said <a href="/doe">Jane Doe</a>, the mayor, who has defended the plan since it was drawn, in front of the hall where the council meets.</p>
<p>The builders say that steel, wages and the weather have made the line dearer, and that the council was told so in May, in June and again in September of the year.</p>`

func pageOf(head, body string) string {
	return "<!DOCTYPE html><html lang=en-GB><head><title>Tram dearer than planned | Riverton Gazette</title>" + head + "</head><body>" + body + "</body></html>"
}

// shown is the outline of a page without what is left out.
func shown(a *model.Article) string {
	var lines []string
	for line := range strings.Lines(outline(a)) {
		if !strings.HasPrefix(line, "boilerplate") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}

func TestAPageIsItsStoryAndTheRestIsBoilerplate(t *testing.T) {
	a := mustRead(t, "tram.html", pageOf("", `
<nav><ul><li><a href=/>Home</a></li><li><a href=/s>Sports</a></li></ul></nav>
<article><h1>Tram dearer than planned</h1>
<div class="byline">By Jane Roe</div><time datetime="2026-03-17T09:30:00Z">17 March 2026</time>
<figure><img src=x alt=y><figcaption>The hall of Riverton in May</figcaption></figure>
`+storyHTML+`
<div class="related-stories"><h3>More</h3><ul><li><a href=/1>Tram late again</a></li><li><a href=/2>Tram early</a></li></ul></div>
<blockquote><p>It was the weather, and the steel, and nobody could have known it.</p></blockquote>
<ol><li>The steel has become dearer since May.</li><li>The wages have gone up as well.</li></ol>
<table><tr><th>Part<th>Price</tr><tr><td>Steel<td>12</tr></table>
<p>The council meets again in April,<br>and the mayor hopes for a vote then.</p>
</article><footer><p>© 2026 The Gazette. All rights reserved.</p></footer><script>evil()</script>`))
	want := `heading1| Tram dearer than planned
caption| The hall of Riverton in May
| The council of Riverton met on Monday for the third time this month, and again it did not agree on the price of the tram, which has gone up since the plan was drawn.
| “We will not pay for this twice,” said Jane Doe, the mayor, who has defended the plan since it was drawn, in front of the hall where the council meets.
| The builders say that steel, wages and the weather have made the line dearer, and that the council was told so in May, in June and again in September of the year.
quote1| It was the weather, and the steel, and nobody could have known it.
item1 1.| The steel has become dearer since May.
item1 2.| The wages have gone up as well.
table| Part⇥Price⏎Steel⇥12
| The council meets again in April,⏎and the mayor hopes for a vote then.
`
	if got := shown(a); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	for _, left := range []string{"Sports", "By Jane Roe", "Tram late again", "All rights reserved"} {
		if !strings.Contains(outline(a), "boilerplate| ") || !strings.Contains(a.Text, left) {
			t.Errorf("%q is gone from the text", left)
		}
	}
	if strings.Contains(a.Text, "evil") {
		t.Error("a script is text")
	}
	checkBlocks(t, a)
	back := mustRead(t, "a.md", string(Write(a)))
	if back.Text != a.Text || outline(back) != outline(a) {
		t.Errorf("written as Markdown, it reads\n%s\nnot\n%s", outline(back), outline(a))
	}
}

func TestLinksOfAPageAreAbsoluteAndOfTheWeb(t *testing.T) {
	base, _ := url.Parse("https://gazette.example/news/tram.html")
	a, err := ReadPage([]byte(pageOf("", storyHTML+`<p>See <a href="javascript:evil()">this</a>, <a href="file:///etc/passwd">that</a> and <a href="more?a=b">the rest</a> of what the council said in its own words on that day in Riverton.</p>`)), "text/html", base, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range a.Blocks {
		for _, s := range b.Spans {
			if s.Mark == model.Link {
				got = append(got, a.Slice(s.Range)+" "+s.Href)
			}
		}
	}
	if want := "Jane Doe https://gazette.example/doe; the rest https://gazette.example/news/more?a=b"; strings.Join(got, "; ") != want {
		t.Errorf("got %q, want %s", got, want)
	}
	if !strings.Contains(a.Text, "See this, that and the rest") {
		t.Errorf("words of a link are gone: %s", a.Text)
	}
}

func TestMetadataOfAPage(t *testing.T) {
	published := time.Date(2026, 3, 17, 9, 30, 0, 0, time.UTC)
	tests := []struct{ name, head string }{
		{"JSON-LD", `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],
			"headline":"Tram &amp; steel","author":[{"@type":"Person","name":"Jane Roe"},{"name":"A. Doe"}],"publisher":{"name":"Riverton Gazette"},
			"datePublished":"2026-03-17T10:30:00+01:00","dateModified":"2026-03-18","inLanguage":"en-GB"}]}</script>
			<link rel=canonical href="https://gazette.example/tram">`},
		{"OpenGraph", `<meta property="og:title" content="Tram &amp; steel"><meta property="og:site_name" content="Riverton Gazette">
			<meta name="author" content="By Jane Roe, A. Doe"><meta property="article:published_time" content="2026-03-17T09:30:00Z">
			<meta property="article:modified_time" content="2026-03-18"><meta property="og:url" content="https://gazette.example/tram">`},
	}
	for _, test := range tests {
		m := mustRead(t, "a.html", pageOf(test.head, "<h1>Tram &amp; steel</h1><p>By A. Doe and Jane Roe</p>"+storyHTML)).Meta
		if m.Title != "Tram & steel" || m.Byline != "Jane Roe, A. Doe" || m.Publisher != "Riverton Gazette" || m.Language != "en" ||
			m.URL != "https://gazette.example/tram" || !m.Published.Equal(published) || m.Modified.Day() != 18 {
			t.Errorf("%s: %+v", test.name, m)
		}
	}
	if m := mustRead(t, "a.html", pageOf(`<script type="application/ld+json">{"@type":"NewsArticle","author":</script>`, storyHTML)).Meta; !strings.HasPrefix(m.Title, "Tram dearer than planned") {
		t.Errorf("with broken JSON-LD: %+v", m)
	}
}

func TestThePageSaysItsEncoding(t *testing.T) {
	body := strings.NewReplacer("“", "", "”", "", "Riverton met", "M\xfcnchen met").Replace(storyHTML)
	for name, a := range map[string]string{
		"meta":    pageOf(`<meta charset=iso-8859-1>`, body),
		"nothing": pageOf("", body),
		"a lie":   pageOf(`<meta charset=utf-8>`, body),
	} {
		if got := mustRead(t, "a.html", a).Text; !strings.Contains(got, "München") {
			t.Errorf("%s: %.60q", name, got)
		}
	}
	a, err := ReadPage([]byte(pageOf("", strings.NewReplacer("“", "", "”", "", "Riverton", "\xcc\xee\xf1\xea\xe2\xe0").Replace(storyHTML))), "text/html; charset=windows-1251", nil, nil)
	if err != nil || !strings.Contains(a.Text, "Москва") {
		t.Errorf("header: %v", err)
	}
}

func TestADoubtfulPageIsShownWholeAndSaysSo(t *testing.T) {
	for name, data := range map[string]string{
		"no story":          pageOf("", ""),
		"nested too deeply": pageOf("", strings.Repeat("<div>", 2000)+storyHTML),
	} {
		a := mustRead(t, "a.html", data)
		if len(a.Notices) != 1 || !strings.Contains(a.Notices[0], "the whole page is shown") && name != "no story" {
			t.Errorf("%s: notices %q", name, a.Notices)
		}
		if strings.Contains(data, "Riverton met") && !strings.Contains(shown(a), "Riverton met") {
			t.Errorf("%s: the words are gone", name)
		}
	}
}

func TestAPageThatLacksItsStorySaysSo(t *testing.T) {
	short := `<p>The council of Riverton met on Monday for the third time this month, and again it did not agree on the price of the tram.</p>`
	for name, c := range map[string]struct{ head, body, want string }{
		"paywall": {`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Tram dearer than planned","isAccessibleForFree":false}</script>`,
			"<article><h1>Tram dearer than planned</h1>" + short + "</article><div class=offer><p>Subscribe to continue reading.</p></div>", "for subscribers"},
		"paywall in words": {"", "<article><h1>Tram dearer than planned</h1>" + short + "</article><p>Um weiterzulesen, werden Sie Mitglied.</p>", "for subscribers"},
		"bot wall":         {"", "<h1>Checking your browser</h1><p>Please enable cookies and reload the page, it will be shown to you in a moment.</p>", "whether a person"},
		"scripts":          {"", "<div id=app></div><noscript>Please enable JavaScript.</noscript><script src=a.js></script>", "JavaScript"},
		"refresh":          {`<meta http-equiv=refresh content="0; url=/b">`, "<a href=/b>go on</a>", "another address"},
		"nothing":          {"", "", "no text"},
		"links":            {"", "<ul><li><a href=/1>Tram late</a><li><a href=/2>Tram early</a><li><a href=/3>Tram stopped again</a></ul>", "story was not found"},
		"free": {`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Tram dearer than planned","isAccessibleForFree":true}</script>`,
			"<article><h1>Tram dearer than planned</h1>" + storyHTML + "</article>", ""},
		"comments": {"", "<article><h1>Tram dearer than planned</h1>" + storyHTML + "</article><section class=comments>" + strings.Repeat("<p>The reader who wrote this says that the tram is late, and has been since May.</p>", 40) + "</section>", ""},
	} {
		a := mustRead(t, "a.html", pageOf(c.head, c.body))
		if !strings.Contains(a.Lacking, c.want) || (c.want == "") != (a.Lacking == "") || len(a.Notices) > 1 {
			t.Errorf("%s: lacking %q, notices %q", name, a.Lacking, a.Notices)
		}
		if c.want == "" {
			continue
		}
		if back := mustRead(t, "a.md", string(Write(Story(a)))); back.Lacking != a.Lacking {
			t.Errorf("%s: kept as a file it says %q, not %q", name, back.Lacking, a.Lacking)
		}
	}
}

// TestHostilePages holds pages that a parser could take long over to a limit
// far above what they take.
func TestHostilePages(t *testing.T) {
	const n = 400_000
	fill := func(s string) string { return strings.Repeat(s, n/len(s)) }
	for name, body := range map[string]string{
		"deep":                 fill("<div>"),
		"unclosed formatting":  strings.Repeat("<b>", 300) + fill("<p>a"),
		"many":                 fill("<i>a</i>"),
		"tables in tables":     fill("<table><tr><td>"),
		"one long line":        fill("word "),
		"entities":             fill("&amp;&#27;&lt;"),
		"attributes":           "<p " + fill("a=b ") + ">" + storyHTML,
		"class":                "<p class='" + fill("a-caption ") + "'>" + storyHTML,
		"nested half way":      strings.Repeat("<div><p>"+strings.Repeat("a, b. ", 20), 150) + fill("x "),
		"commas":               "<p>" + fill(",a"),
		"breaks":               fill("a<br>"),
		"links":                fill("<a href=/a>a</a> "),
		"lists":                fill("<ul><li>a</ul>"),
		"comments":             fill("<!-- a -->"),
		"an unclosed comment":  "<!--" + fill("a"),
		"table of empty cells": "<table>" + strings.Repeat("<tr><td>a", 30) + "<tr>" + fill("<td>"),
	} {
		var a *model.Article
		if took := need.CPU(func() { a = mustRead(t, "a.html", pageOf("", body)) }); took > 8*time.Second {
			t.Errorf("%s: %v", name, took)
		} else {
			t.Logf("%s: %v", name, took)
		}
		checkBlocks(t, a)
	}
}

func FuzzPage(f *testing.F) {
	f.Add(pageOf("", storyHTML))
	f.Add("<table><tr><td>a<td>b<tr><td><p>c</table><pre> x\n\ny</pre><q>z</q><br><br>w<a href=x><div>v</div></a>")
	f.Add("<ul>a<li>b<ol><li>c<blockquote>d</ul>&#27;&#0;\x00<b><p></b>")
	f.Fuzz(func(t *testing.T, data string) {
		a, err := Read("a.html", []byte(data))
		if err != nil {
			return
		}
		checkBlocks(t, a)
		if back, err := Read("a.md", Write(a)); err != nil || back.Text != a.Text {
			t.Fatalf("%v\n%q\nis written as\n%s", err, a.Text, Write(a))
		}
	})
}

// The only paragraph beside a picture, in an element called one, is its caption.
func TestTheParagraphBesideAPictureIsItsCaption(t *testing.T) {
	a, err := Read("a.html", []byte(`<html><body><article><h1>Tram dearer than planned</h1><div class="image top"><img src=x><p>The hall of Riverton, in a file photo of 2012.</p></div><p>The council met on Monday for the third time this month, and again it did not agree on the price of the tram, which has gone up since the plan was drawn.</p></article></body></html>`))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range a.Blocks {
		if text := a.Slice(b.Range); strings.HasPrefix(text, "The hall") != (b.Kind == model.Caption) {
			t.Errorf("%v: %s", b.Kind, text)
		}
	}
}

// A saved page has no address but the one it gives: links in it are links all the same.
func TestLinksOfASavedPageLeadToItsSite(t *testing.T) {
	a, err := Read("", []byte(`<html><head><link rel=canonical href="https://gazette.example/news/tram"></head><body><article><h1>Tram</h1><p>The council met on Monday for the third time, and <a href="/p/plan">the plan</a> was drawn again.</p></article></body></html>`))
	if err != nil {
		t.Fatal(err)
	}
	if text := string(Write(a)); !strings.Contains(text, "https://gazette.example/p/plan") {
		t.Error(text)
	}
}

// A damaged byte is said if a reader sees it.
func TestADamagedByteIsSaidIfItIsShown(t *testing.T) {
	const page = "<html><head><meta charset=utf-8></head><body><article><h1>Tram f\u00fcr alle, sch\u00f6n und gr\u00fcn</h1><img alt=\"%s\"><p>The council met on Monday for the third time, and the plan was drawn %s again.</p></article></body></html>"
	for name, c := range map[string]struct{ alt, text, want string }{
		"in a description": {"M\xfchle", "", ""},
		"in the text":      {"", "M\xfchle", "1 character cannot be read: \uFFFD"},
	} {
		a, err := Read("", fmt.Appendf(nil, page, c.alt, c.text))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(a.Notices, "; "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestManySoftHyphensAreSaid(t *testing.T) {
	a, err := Read("", []byte("<html><body><article><h1>Tram</h1><p>"+strings.Repeat("The coun\u00adcil met on Mon\u00adday. ", 12)+"</p></article></body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(a.Notices, "; "); !strings.Contains(a.Text, "The council met on Monday.") || got != "24 soft hyphens are left out" {
		t.Errorf("%q in %q", got, a.Text)
	}
}
