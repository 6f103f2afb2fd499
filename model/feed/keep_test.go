package feed

import (
	"strings"
	"testing"
)

// Whatever element holds it, an item keeps what it says.
func TestEveryElementThatSaysItIsRead(t *testing.T) {
	const xmlns = ` xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0" xmlns:podcast="https://podcastindex.org/namespace/1.0">`
	rss := func(items string) string {
		return strings.Replace(channel(items), `><channel>`, xmlns+`<channel>`, 1)
	}
	const link = `<a href="https://gazette.example/x">https://gazette.example/x</a>`
	for _, c := range []struct{ what, feed, want string }{
		{"XHTML in RSS", rss(`<item><title>A</title><h:body><h:p>One <h:b>two</h:b>.</h:p></h:body><description>One</description></item>`), "A||Gazette|en|||<p>One <b>two</b>.</p>"},
		{"Atom in RSS", rss(`<item><atom:title>A</atom:title><atom:author><atom:name>Ann Lee</atom:name></atom:author><atom:published>2025-03-04T10:00:00Z</atom:published><atom:link href="https://gazette.example/x"/><atom:content type="html">x</atom:content></item>`), "A|Ann Lee|Gazette|en|2025-03-04|https://gazette.example/x|x"},
		{"an address before it was counted", rss(`<item><title>A</title><link>https://count.example/1</link><fb:origLink>https://gazette.example/x</fb:origLink><description>x</description></item>`), "A||Gazette|en||https://gazette.example/x|x"},
		{"several authors", rss(`<item><title>A</title><author>Ann Lee</author><author>Bo Ray (bo@gazette.example)</author><author>&lt;a href="/c"&gt;Cy Dent&lt;/a&gt;</author><description>x</description></item>`), "A|Ann Lee, Bo Ray, Cy Dent|Gazette|en|||x"},
		{"an author with a name in it", rss(`<item><title>A</title><author><name>Ann Lee</name></author><description>x</description></item>`), "A|Ann Lee|Gazette|en|||x"},
		{"Dublin Core alone", rss(`<item><dc:title>A</dc:title><dc:description>x</dc:description><dcterms:issued>2025-03-04</dcterms:issued></item>`), "A||Gazette|en|2025-03-04||x"},
		{"a date that is none before one", rss(`<item><title>A</title><pubDate>soon</pubDate><dc:date>2025-03-04</dc:date><description>x</description></item>`), "A||Gazette|en|2025-03-04||x"},
		{"the zero of a clock", rss(`<item><title>A</title><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate><description>x</description></item>`), "A||Gazette|en|||x"},
		{"a subtitle of a podcast", rss(`<item><itunes:title>A</itunes:title><itunes:subtitle>x</itunes:subtitle></item>`), "A||Gazette|en|||x"},
		{"how long it plays and what is said", rss(`<item><title>A</title><enclosure url="https://gazette.example/x" type="audio/mpeg"/><itunes:duration>3723</itunes:duration><podcast:transcript url="https://gazette.example/t.vtt" type="text/vtt"/></item>`), `A||Gazette|en|||<p>` + link + ` (audio/mpeg, 1:02:03)</p> <p><a href="https://gazette.example/t.vtt">https://gazette.example/t.vtt</a> (text/vtt)</p>`},
		{"a summary of which the content is the beginning", rss(`<item><title>A</title><content:encoded>The heron came…</content:encoded><description>The heron came by night, and stood at the weir until the keeper rose.</description></item>`), "A||Gazette|en|||The heron came by night, and stood at the weir until the keeper rose."},
		{"a summary of other words", rss(`<item><title>A</title><content:encoded>The heron came.</content:encoded><description>About birds, weirs, keepers, nights, and all that is between them.</description></item>`), "A||Gazette|en|||The heron came."},
		{"content of a script", rss(`<item><title>A</title><content:encoded><![CDATA[<script>var x = "y";</script>]]></content:encoded><description>x</description></item>`), "A||Gazette|en|||x"},
		{"content that nobody sees", rss(`<item><title>A</title><content:encoded>&#8203;&amp;nbsp;</content:encoded><description>x</description></item>`), "A||Gazette|en|||x"},
		{"content that a program left empty", rss(`<item><title>A</title><content:encoded>null</content:encoded><description>x y</description></item>`), "A||Gazette|en|||x y"},
		{"a type in a title", rss(`<item><title>List&lt;String&gt; and &lt;i&gt;more&lt;/i&gt;</title><description>x</description></item>`), "List<String> and more||Gazette|en|||x"},
		{"paragraphs with tags in their lines", rss("<item><title>A</title><description>One &lt;b&gt;two&lt;/b&gt;\nthree.\n\nFour.</description></item>"), "A||Gazette|en|||<p>One <b>two</b> three.</p> <p>Four.</p>"},
		{"a film in a frame", rss(`<item><title>A</title><description>See &lt;iframe src="https://gazette.example/x"&gt;old browser&lt;/iframe&gt; this.</description></item>`), "A||Gazette|en|||See <p>" + link + "</p> this."},
		{"a frame that counts readers", rss(`<item><title>A</title><description>See &lt;iframe src="https://gazette.example/x" width="1"&gt;&lt;/iframe&gt; this.</description></item>`), "A||Gazette|en|||See this."},
		{"a picture that is all and says nothing", rss(`<item><title>A</title><description>&lt;img src="https://gazette.example/x"&gt;</description></item>`), `A||Gazette|en|||<img src="https://gazette.example/x"><p>` + link + "</p>"},
		{"a picture of a sign", rss(`<item><title>A</title><description>Good &lt;img src="e.png" alt=":owl:"&gt; night</description></item>`), `A||Gazette|en|||Good <img src="e.png" alt=":owl:">:owl: night`},
		{"a picture as an enclosure, and no word", rss(`<item><title>A</title><enclosure url="https://gazette.example/x" type="image/png"/></item>`), "A||Gazette|en|||<p>" + link + " (image/png)</p>"},
		{"a title with a script and a remark", rss(`<item><title>A&lt;script&gt;b()&lt;/script&gt;&lt;!-- c --&gt;</title><description>x</description></item>`), "A||Gazette|en|||x"},
		{"marks of XML within each other", rss(`<item><title>A</title><description><![CDATA[One <![CDATA[two]]> three]]></description></item>`), "A||Gazette|en|||One two three"},
		{"a title that is said to be no markup", atomFeed(`<entry><title type="text">Use &amp;amp; with &lt;main&gt;</title><content>x</content></entry>`), "Use &amp; with <main>||Gazette|en|||x"},
		{"marks of XML that are misspelt", rss(`<item><title>&lt;[CDATA[A]]&gt;</title><description>&lt;![CDATA[x]]&gt;</description></item>`), "A||Gazette|en|||x"},
		{"an address in angles", rss(`<item><title>A</title><description>&lt;ann@gazette.example&gt; said x.</description></item>`), "A||Gazette|en|||&lt;ann@gazette.example&gt; said x."},
		{"signs that were escaped twice", rss(`<item><title>A</title><description>It&amp;amp;rsquo;s &amp;amp;lt; x.</description></item>`), "A||Gazette|en|||It&rsquo;s &amp;lt; x."},
		{"a picture with a caption, and a text", rss(`<item><title>A</title><content:encoded>&lt;figure&gt;&lt;img src="p"&gt;&lt;figcaption&gt;P&lt;/figcaption&gt;&lt;/figure&gt;</content:encoded><description>x y</description></item>`), `A||Gazette|en|||<figure><img src="p"><figcaption>P</figcaption></figure>x y`},
		{"a picture of Media RSS, and no word", rss(`<item><title>A</title><media:thumbnail url="https://gazette.example/x"/></item>`), "A||Gazette|en|||<p>" + link + "</p>"},
		{"tags in a text of JSON Feed", `{"version":"https://jsonfeed.org/version/1","title":"Gazette","items":[{"id":"1","title":"A","content_text":"Use <b>x</b>."}]}`, "A||Gazette||||<p>Use &lt;b&gt;x&lt;/b&gt;.</p>"},
		{"a paper behind another dash", rss(`<item><title>A – Herald</title><source>Herald</source><description>x</description></item>`), "A||Herald|en|||x"},
		{"a page among alternates", atomFeed(`<entry><title>A</title><link rel="alternate" type="application/json" href="/x.json"/><link rel="http://www.iana.org/assignments/relation/alternate" type="text/html" href="/x"/><content>x</content></entry>`), "A||Gazette|en||https://gazette.example/x|x"},
		{"a language of the content", atomFeed(`<entry><title>A</title><content xml:lang="fr">x</content></entry>`), "A||Gazette|fr|||x"},
		{"content elsewhere", atomFeed(`<entry><title>A</title><content type="video/mp4" src="https://gazette.example/x"/></entry>`), "A||Gazette|en|||<p>" + link + " (video/mp4)</p>"},
		{"content that is a picture in letters", atomFeed(`<entry><title>A</title><content type="image/png">iVBORw0KGgo=</content><summary>x</summary></entry>`), "A||Gazette|en|||x"},
		{"content of letters for bytes", atomFeed(`<entry><title>A</title><content mode="base64" type="text/html">PHA+eDwvcD4=</content></entry>`), "A||Gazette|en|||<p>x</p>"},
		{"a type in capitals", atomFeed(`<entry><title>A</title><content type="TEXT">x &lt;b&gt; y</content></entry>`), "A||Gazette|en|||x &lt;b&gt; y"},
		{"an address beside the own", `{"version":"https://jsonfeed.org/version/1","title":"Gazette","items":[{"id":"1","title":"A","url":"https://gazette.example/a","external_url":"https://gazette.example/x","content_text":"y"}]}`, "A||Gazette|||https://gazette.example/a|<p>y</p> <p>" + link + "</p>"},
	} {
		f, err := Read([]byte(c.feed), "", base)
		if err != nil || len(f.Items) != 1 {
			t.Errorf("%s: %v, %+v", c.what, err, f)
			continue
		}
		if got := told(f.Items[0]); got != c.want {
			t.Errorf("%s:\nis   %s\nwant %s", c.what, got, c.want)
		}
	}
}

// xml:base decides where links lead.
func TestBaseOfAnElement(t *testing.T) {
	f, err := Read([]byte(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gazette.example/birds/"><entry xml:base="owls/"><title>A</title><link href="1"/><content type="html" xml:base="/texts/">x</content></entry></feed>`), "", base)
	if err != nil || f.Items[0].Meta.URL != "https://gazette.example/birds/owls/1" || f.Items[0].Base.String() != "https://gazette.example/texts/" {
		t.Errorf("%v, %+v", err, f)
	}
}

// An item that is there twice counts once; two with one key stay two.
func TestItemsThatShareAKey(t *testing.T) {
	same := `<item><guid>g</guid><title>A</title><link>https://gazette.example/a</link></item>`
	f, err := Read([]byte(channel(same+same+`<item><guid>g</guid><title>B</title><link>https://gazette.example/b</link></item>`)), "", base)
	if err != nil || len(f.Items) != 2 || f.Items[0].Key == f.Items[1].Key || f.Items[0].Meta.URL != "https://gazette.example/a" {
		t.Errorf("%v, %+v", err, f)
	}
}

// What the feed says of its authors holds for items that name none, unless it names
// itself.
func TestAuthorsOfTheFeed(t *testing.T) {
	for head, want := range map[string]string{
		`<managingEditor>desk@gazette.example (Ann Lee)</managingEditor>`: "Ann Lee",
		`<managingEditor>desk@gazette.example (Gazette)</managingEditor>`: "",
		`<managingEditor>desk@gazette.example</managingEditor>`:           "",
		`<dc:creator>Ann Lee</dc:creator>`:                                "Ann Lee",
		`<dc:creator>admin</dc:creator>`:                                  "",
	} {
		f, err := Read([]byte(channel(head+`<item><title>A</title></item>`)), "", base)
		if err != nil || len(f.Items) != 1 || f.Items[0].Meta.Byline != want {
			t.Errorf("%s: %v, %+v, want %q", head, err, f, want)
		}
	}
}

// What only a feed takes for a date: seconds of a clock, ISO 8601 without months, words
// around it, a zone that nobody knows.
func TestOddDates(t *testing.T) {
	for text, want := range map[string]string{
		"1773739800": "2026-03-17T09:30:00Z", "1773739800000": "2026-03-17T09:30:00Z", "1773739800.25": "2026-03-17T09:30:00Z",
		"2026-076": "2026-03-17T00:00:00Z", "2026-W12-2": "2026-03-17T00:00:00Z",
		"Published: Tue, 17 Mar 2026 09:30:00 GMT": "2026-03-17T09:30:00Z", "Tue, 17 Mar 2026 09:30:00 XYZT": "2026-03-17T09:30:00Z",
		"17 Mar 2026 09:30:00 + 0100": "2026-03-17T09:30:00Z", "17 Mart 2026 Salı": "2026-03-17T00:00:00Z", "17 Mar 2026 GMT; last changed": "2026-03-17T00:00:00Z",
		"2026": "", "17": "", "soon": "", "17 March 2026, page four of it": "", "0000-00-00 00:00:00": "",
	} {
		got := ""
		if d := dateOf(text, ""); !d.IsZero() {
			got = d.UTC().Format("2006-01-02T15:04:05Z")
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
