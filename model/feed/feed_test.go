package feed

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"unicode/utf16"
)

var base, _ = url.Parse("https://gazette.example/feeds/all")

func channel(items string) string {
	return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Gazette</title><link>https://gazette.example/</link><language>en</language>` + items + `</channel></rss>`
}

func atomFeed(entries string) string {
	return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="en"><title>Gazette</title>` + entries + `</feed>`
}

// told is an item in a line: what each part of it became.
func told(i Item) string {
	day := ""
	if !i.Meta.Published.IsZero() {
		day = i.Meta.Published.UTC().Format("2006-01-02")
	}
	return fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s", i.Meta.Title, i.Meta.Byline, i.Meta.Publisher, i.Meta.Language, day, i.Meta.URL, strings.Join(strings.Fields(i.Content), " "))
}

// What an item says is kept, in whatever way a format or a writer says it.
func TestWhatAnItemSaysIsKept(t *testing.T) {
	for _, c := range []struct{ what, feed, want string }{
		{"every creator", channel(`<item><title>A</title><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ray</dc:creator><description>x</description></item>`), "A|Ann Lee, Bo Ray|Gazette|en|||x"},
		{"an address with a name", channel(`<item><title>A</title><author>desk@gazette.example (Ann Lee)</author><description>x</description></item>`), "A|Ann Lee|Gazette|en|||x"},
		{"the paper it was taken from", channel(`<item><title>Dam reopens - Herald</title><source url="https://herald.example/f">Herald</source><description>x</description></item>`), "Dam reopens||Herald|en|||x"},
		{"a language of its own", channel(`<item xml:lang="fr"><title>A</title><description>x</description></item>`), "A||Gazette|fr|||x"},
		{"content that is blank", channel(`<item><title>A</title><content:encoded><![CDATA[ <p>&nbsp;</p> ]]></content:encoded><description>Words.</description></item>`), "A||Gazette|en|||Words."},
		{"content that is a picture", channel(`<item><title>A</title><content:encoded><![CDATA[<img src="p.png">]]></content:encoded><description>Words.</description></item>`), `A||Gazette|en|||<img src="p.png">Words.`},
		{"pictures on both sides", channel(`<item><title>A</title><content:encoded><![CDATA[<img src="p.png">]]></content:encoded><description>&lt;img src="q.png"&gt;Words.</description></item>`), `A||Gazette|en|||<img src="q.png">Words.`},
		{"a closing line that points to the site", channel(`<item><title>A heron</title><link>https://gazette.example/heron/</link><description>&lt;p&gt;Words.&lt;/p&gt;&lt;p&gt;Der Beitrag &lt;a href="https://gazette.example/heron/?utm_source=rss"&gt;A heron&lt;/a&gt; erschien zuerst auf &lt;a href="https://gazette.example"&gt;Gazette&lt;/a&gt;.&lt;/p&gt;</description></item>`), "A heron||Gazette|en||https://gazette.example/heron/|<p>Words.</p>"},
		{"a last line with two links", channel(`<item><title>A heron</title><link>https://gazette.example/heron/</link><description>&lt;p&gt;Words.&lt;/p&gt;&lt;p&gt;See &lt;a href="https://gazette.example/weir/by-night"&gt;the weir&lt;/a&gt; and &lt;a href="https://gazette.example"&gt;all else&lt;/a&gt;.&lt;/p&gt;</description></item>`), `A heron||Gazette|en||https://gazette.example/heron/|<p>Words.</p><p>See <a href="https://gazette.example/weir/by-night">the weir</a> and <a href="https://gazette.example">all else</a>.</p>`},
		{"a pointer in the place of the content", channel(`<item><title>A</title><content:encoded><![CDATA[<p>Read more</p>]]></content:encoded><description>The council met on Monday for the third time.</description></item>`), "A||Gazette|en|||The council met on Monday for the third time."},
		{"seconds of a clock", channel(`<item><title>A</title><pubDate>1773739800</pubDate><description>x</description></item>`), "A||Gazette|en|2026-03-17||x"},
		{"a time that is none", channel(`<item><title>A</title><pubDate>martes 17 marzo 2026, 9.30</pubDate><description>x</description></item>`), "A||Gazette|en|2026-03-17||x"},
		{"a film", channel(`<item><title>A</title><media:content url="https://gazette.example/v.mp4" type="video/mp4" fileSize="1048576"/><description>x</description></item>`), `A||Gazette|en|||x <p><a href="https://gazette.example/v.mp4">https://gazette.example/v.mp4</a> (video/mp4, 1.0 MB)</p>`},
		{"Atom with a prefix", `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Gazette</a:title><a:entry><a:id>1</a:id><a:title>A</a:title><a:summary>x</a:summary></a:entry></a:feed>`, "A||Gazette||||x"},
		{"an attachment that is no list", `{"version":"https://jsonfeed.org/version/1.1","title":"Gazette","items":[{"id":"7","title":"A","content_text":"x","attachments":{"url":"https://gazette.example/a.pdf"}}]}`, `A||Gazette||||<p>x</p> <p><a href="https://gazette.example/a.pdf">https://gazette.example/a.pdf</a></p>`},
		{"paragraphs of plain text", channel("<item><title>A</title><description>One line.\nAnd more.\n\nTwo.</description></item>"), "A||Gazette|en|||<p>One line.<br> And more.</p> <p>Two.</p>"},
		{"text that was escaped twice", channel(`<item><title>A</title><description>&amp;lt;p&amp;gt;Words.&amp;lt;/p&amp;gt;</description></item>`), "A||Gazette|en|||<p>Words.</p>"},
		{"a file that comes with it", channel(`<item><title>A</title><enclosure url="https://gazette.example/a.mp3" type="audio/mpeg" length="5242880"/><description>x</description></item>`), `A||Gazette|en|||x <p><a href="https://gazette.example/a.mp3">https://gazette.example/a.mp3</a> (audio/mpeg, 5.0 MB)</p>`},
		{"what a picture shows", channel(`<item><title>A</title><description>&lt;img src="p.png" alt="A heron" title="by the weir"&gt;</description></item>`), `A||Gazette|en|||<img src="p.png" alt="A heron" title="by the weir"><figure><figcaption>A heron</figcaption></figure><figure><figcaption>by the weir</figcaption></figure>`},
		{"a date in words of another language", channel(`<item><title>A</title><pubDate>Mi, 5 März 2025 10:00:00 +0100</pubDate><description>x</description></item>`), "A||Gazette|en|2025-03-05||x"},
		{"a description of Media RSS", atomFeed(`<entry><id>1</id><title>A</title><media:group><media:description>The council met.</media:description></media:group></entry>`), "A||Gazette|en|||The council met."},
		{"angles in a text", atomFeed(`<entry><id>1</id><title>Using &lt;main&gt; well</title><content type="text">Words &lt;here&gt; stay.</content></entry>`), "Using <main> well||Gazette|en|||Words &lt;here&gt; stay."},
		{"the author of the feed", atomFeed(`<author><name>Ann Lee</name></author><entry><id>1</id><title>A</title><content>x</content></entry>`), "A|Ann Lee|Gazette|en|||x"},
		{"the source of an entry", atomFeed(`<entry xml:lang="de-AT"><id>1</id><title>A</title><source><title>Herald</title></source><content>x</content></entry>`), "A||Herald|de|||x"},
		{"an author as a text", `{"version":"https://jsonfeed.org/version/1","title":"Gazette","items":[{"id":7,"author":"Ann Lee","content_text":"One.\n\nTwo <3."}]}`, "|Ann Lee|Gazette||||<p>One.</p> <p>Two &lt;3.</p>"},
		{"an author where a list should be", `{"version":"https://jsonfeed.org/version/1.1","title":"Gazette","items":[{"id":"7","authors":{"name":"Ann Lee"},"url":"https:\/\/gazette.example\/7","content_html":"<p>x</p>"}]}`, "|Ann Lee|Gazette|||https://gazette.example/7|<p>x</p>"},
		{"an attachment", `{"version":"https://jsonfeed.org/version/1.1","title":"Gazette","items":[{"id":"7","title":"A","attachments":[{"url":"https://gazette.example/a.pdf","mime_type":"application/pdf"}]}]}`, `A||Gazette||||<p><a href="https://gazette.example/a.pdf">https://gazette.example/a.pdf</a> (application/pdf)</p>`},
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

func utf16le(s string) string {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

// What other readers read is read, and what was lost in it is said.
func TestBrokenFeedsAreReadAsFarAsTheyGo(t *testing.T) {
	whole := channel(`<item><title>One</title><description>Zoll für Stahl</description></item>`)
	for what, c := range map[string]struct{ feed, contentType, notice string }{
		"a number of a control":     {strings.Replace(whole, "Zoll", "&#x1A;Zoll&#0;", 1), "", ""},
		"a control":                 {strings.Replace(whole, "Zoll", "\x08Zoll", 1), "", ""},
		"a warning before it":       {"<br />\n<b>Warning</b>: x in <b>y.php</b><br />\n" + whole, "", ""},
		"blank lines before it":     {"\n\n  " + whole, "", ""},
		"UTF-16":                    {utf16le(strings.Replace(whole, `version="1.0"`, `version="1.0" encoding="utf-16"`, 1)), "", ""},
		"Latin-1 that HTTP says":    {strings.ReplaceAll(whole, "ü", "\xfc"), "text/xml; charset=ISO-8859-1", ""},
		"a mark and a bad byte":     {"\ufeff" + strings.Replace(whole, "Stahl", "Stahl\xff", 1), "", "1 invalid byte replaced"},
		"an entity that nobody set": {strings.Replace(whole, "Zoll", "&nbsp;Zoll &unknown;", 1), "", ""},
		"cut off in an item":        {channel(`<item><title>One</title><description>Zoll für Stahl</description></item><item><title>Tw`), "", "the feed breaks off"},
		"cut off in a tag":          {strings.TrimSuffix(whole, "</channel></rss>") + "<item><tit", "", "the feed breaks off"},
	} {
		if strings.HasPrefix(what, "cut off in an item") {
			c.feed = strings.TrimSuffix(c.feed, "</channel></rss>")
		}
		f, err := Read([]byte(c.feed), c.contentType, base)
		if err != nil || len(f.Items) != 1 || f.Items[0].Meta.Title != "One" || !strings.Contains(f.Items[0].Content, "für Stahl") {
			t.Errorf("%s: %v, %+v", what, err, f)
			continue
		}
		if got := strings.Join(f.Notices, "; "); !strings.Contains(got, c.notice) || c.notice == "" && got != "" {
			t.Errorf("%s: the notice is %q, want %q", what, got, c.notice)
		}
	}
}

// What is no feed is named as what it is.
func TestWhatIsNoFeed(t *testing.T) {
	for data, want := range map[string]error{
		"": ErrEmpty, " \n\t": ErrEmpty, "\ufeff": ErrEmpty,
		"<!DOCTYPE html><html><body><p>Not found</p></body></html>": ErrPage,
		"plain words": ErrNone, `{"a":1}`: ErrNone,
	} {
		if _, err := Read([]byte(data), "", base); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", data, err, want)
		}
	}
}

// More entries than are read are counted.
func TestEntriesBeyondTheBoundAreCounted(t *testing.T) {
	var b strings.Builder
	for n := range mostItems + 3 {
		fmt.Fprintf(&b, "<item><title>%d</title></item>", n)
	}
	f, err := Read([]byte(channel(b.String())), "", base)
	if err != nil || len(f.Items) != mostItems || len(f.Notices) != 1 || !strings.Contains(f.Notices[0], "3 more are left out") {
		t.Errorf("%v, %d items, %q", err, len(f.Items), f.Notices)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(channel(`<item><title>T</title><description>&lt;p&gt;x&amp;#27;</description></item>`)))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"content_html":"\u001b","tags":"a"}]}`))
	f.Add([]byte(atomFeed(`<entry><content type="xhtml"><div>x</div></content></entry><entry>`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := Read(data, "", base)
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("an error of several lines: %q", err)
			}
			return
		}
		for _, i := range got.Items {
			if i.Key == "" {
				t.Errorf("an item without a key: %+v", i)
			}
		}
	})
}

// JSON that is made to be run as a script is read like the feed that is in it.
func TestAFeedWithinACall(t *testing.T) {
	const plain = `{"version":"https://jsonfeed.org/version/1.1","title":"Gazette","items":[{"id":"1","title":"A","content_text":"x (y);"}]}`
	for _, text := range []string{plain, "show(" + plain + ");", "/**/ feeds.show(" + plain + ")", "// made in May\n" + plain, ")]}',\n" + plain} {
		f, err := Read([]byte(text), "application/javascript", nil)
		if err != nil || len(f.Items) != 1 || f.Items[0].Content != "<p>x (y);</p>" || len(f.Notices) > 0 {
			t.Errorf("%s: %+v, %v", text, f, err)
		}
	}
	if _, err := Read([]byte("show(4);"), "", nil); err == nil {
		t.Error("a call without a feed is read")
	}
}
