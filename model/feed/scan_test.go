package feed

import (
	"errors"
	"strings"
	"testing"
	"time"

	"stet/model/need"
)

// feed makes RSS of items as they are written.
func written(items string) string {
	return `<rss version="2.0"><channel><title>Gazette</title>` + items + `</channel></rss>`
}

// XML that is not well-formed is read as its writer meant it, and no entry is lost
// without a word.
func TestXMLThatIsNotWellFormed(t *testing.T) {
	const one = `<item><title>Heron</title><description>It came.</description></item>`
	for what, c := range map[string]struct{ feed, titles, content, notice string }{
		"an angle in a text":             {written(`<item><title>Heron</title><description>if 3 < 4 and a <b</description></item>`), "Heron", "if 3 < 4 and a <b", ""},
		"an entry without an end":        {written(`<item><title>Owl</title><description>It came.</description>` + one), "Owl|Heron", "It came.", "had no end"},
		"an end that is misspelt":        {written(`<item><title>Heron</title><description>It came.</descripton></item><item><title>Owl</title></item>`), "Heron|Owl", "It came.", "had no end"},
		"a field without an end":         {written(`<item><title>Heron<link>https://gazette.example/h</link><description>It came.</description></item>`), "Heron", "It came.", "had no end"},
		"an attribute without quotes":    {written(`<item><enclosure url=https://gazette.example/a.mp3 length=0/><title>Heron</title><description>It came.</description></item>`), "Heron", `It came.<p><a href="https://gazette.example/a.mp3">https://gazette.example/a.mp3</a></p>`, ""},
		"dashes in a remark":             {written(`<!-- a -- b -->` + one), "Heron", "It came.", ""},
		"text behind the end":            {written(one) + "<script>1 < 2</script> & more", "Heron", "It came.", ""},
		"a channel that is all":          {`<channel><title>Gazette</title>` + one + `</channel>`, "Heron", "It came.", ""},
		"an entry that is all":           {`<entry xmlns="http://www.w3.org/2005/Atom"><title>Heron</title><content>It came.</content></entry>`, "Heron", "It came.", ""},
		"a page around the feed":         {`<html><body><pre>` + written(one) + `</pre></body></html>`, "Heron", "It came.", ""},
		"an entity of its own":           {`<!DOCTYPE rss [<!ENTITY bird "It">]>` + written(`<item><title>Heron</title><description>&bird; came.</description></item>`), "Heron", "It came.", ""},
		"an entity in an entity":         {`<!DOCTYPE rss [<!ENTITY a "It"><!ENTITY bird "&a;">]>` + written(`<item><title>Heron</title><description>&bird; came.</description></item>`), "Heron", "&a; came.", ""},
		"two numbers for one sign":       {written(`<item><title>Heron</title><description>&#xD83D;&#xDE00; came.</description></item>`), "Heron", "😀 came.", ""},
		"an address with an ampersand":   {written(`<item><title>Heron</title><description>a?b=1&copy=2;c</description></item>`), "Heron", "a?b=1&copy=2;c", ""},
		"line ends of an old system":     {written("<item><title>Heron</title><description>It.\r\rCame.</description></item>"), "Heron", "<p>It.</p><p>Came.</p>", ""},
		"RSS with a prefix":              {`<r:rss xmlns:r="http://backend.userland.com/rss2"><r:channel><r:item><r:title>Heron</r:title><r:description>It came.</r:description></r:item></r:channel></r:rss>`, "Heron", "It came.", ""},
		"RDF with another prefix":        {`<x:RDF xmlns:x="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/><item x:about="https://gazette.example/h"><title>Heron</title><description>It came.</description></item></x:RDF>`, "Heron", "It came.", ""},
		"Atom with a prefix in capitals": {`<Atom:feed xmlns:Atom="http://www.w3.org/2005/Atom"><Atom:entry><Atom:title>Heron</Atom:title><Atom:summary>It came.</Atom:summary></Atom:entry></Atom:feed>`, "Heron", "It came.", ""},
		"a namespace that nobody knows":  {`<rss xmlns="urn:odd"><channel>` + one + `</channel></rss>`, "Heron", "It came.", ""},
		"tags in capitals":               {strings.NewReplacer("item>", "ITEM>", "title>", "Title>", "description>", "DESCRIPTION>").Replace(written(one)), "Heron", "It came.", ""},
		"HTML that was not escaped":      {written(`<item><title>A <em>heron</em></title><description><p>It <b>came</b>.<br>Then</p></description></item>`), "A heron", "<p>It <b>came</b>.<br>Then</p>", ""},
		"elements deep in elements":      {atomFeed(`<entry><title>Heron</title><content type="xhtml">` + strings.Repeat("<i>", 500) + "It came." + strings.Repeat("</i>", 500) + `</content></entry>`), "Heron", "It came.", ""},
	} {
		f, err := Read([]byte(c.feed), "", base)
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		var titles []string
		for _, i := range f.Items {
			titles = append(titles, i.Meta.Title)
		}
		if got := strings.Join(titles, "|"); got != c.titles {
			t.Errorf("%s: the titles are %q, want %q", what, got, c.titles)
			continue
		}
		content := strings.ReplaceAll(f.Items[0].Content, "\n", "")
		if what == "elements deep in elements" {
			content = visible(content)
		}
		if content != c.content {
			t.Errorf("%s: the content is %q, want %q", what, content, c.content)
		}
		if got := strings.Join(f.Notices, "; "); !strings.Contains(got, c.notice) || c.notice == "" && got != "" {
			t.Errorf("%s: the notice is %q, want %q", what, got, c.notice)
		}
	}
}

// A feed of which no entry is whole is an error, not an empty feed.
func TestFeedThatBreaksOffAtOnce(t *testing.T) {
	_, err := Read([]byte(`<rss><channel><title>G</title><item><title>Heron</title><description>It ca`), "", base)
	if !errors.Is(err, errCut) {
		t.Errorf("%v, want %v", err, errCut)
	}
}

// JSON that is not valid is read as far as it goes.
func TestJSONThatIsNotValid(t *testing.T) {
	const head = `{"version":"https://jsonfeed.org/version/1.1","title":"Gazette","items":[`
	const one = `{"id":"1","title":"Heron","content_text":"It came."}`
	for what, c := range map[string]struct{ feed, content, notice string }{
		"a comma too many":        {head + one + `,]}`, "It came.", "not valid JSON"},
		"text behind the end":     {head + one + `]}` + "\n<!-- cached -->", "It came.", "not valid JSON"},
		"a tab in a text":         {head + strings.Replace(one, "It ", "It\t", 1) + `]}`, "It\tcame.", "not valid JSON"},
		"an escape that is none":  {head + strings.Replace(one, "It ", `It\'s \d`, 1) + `]}`, `It&#39;s \dcame.`, "not valid JSON"},
		"cut off in an entry":     {head + one + `,{"id":"2","title":"Ow`, "It came.", "breaks off"},
		"cut off behind an entry": {head + one, "It came.", "breaks off"},
		"an entry that is a text": {head + `"x",` + one + `]}`, "It came.", "1 entry left out"},
		"entries with names":      {strings.Replace(head, "[", `{"a":`, 1) + one + `}}`, "It came.", ""},
	} {
		f, err := Read([]byte(c.feed), "", base)
		if err != nil || len(f.Items) != 1 || f.Items[0].Content != "<p>"+c.content+"</p>" {
			t.Errorf("%s: %v, %+v", what, err, f)
			continue
		}
		if got := strings.Join(f.Notices, "; "); !strings.Contains(got, c.notice) || c.notice == "" && got != "" {
			t.Errorf("%s: the notice is %q, want %q", what, got, c.notice)
		}
	}
	if _, err := Read([]byte(head+`{"id":"1","title":"He`), "", base); err == nil {
		t.Error("a feed without a whole entry is read")
	}
}

// Time grows with the length of a feed, however it is made.
func TestReadingHostileXMLTakesLinearTime(t *testing.T) {
	const n = 1 << 17
	for what, text := range map[string]string{
		"angles": strings.Repeat("<", n), "tags without an end": strings.Repeat("<a ", n), "quotes": strings.Repeat(`<a b="`, n), "quotes of both sorts": strings.Repeat(`<a b="<a b='`, n),
		"both quotes": strings.Repeat(`<a '"`, n), "remarks": strings.Repeat("<!--", n), "ampersands": strings.Repeat("&#x", n),
		"ends": strings.Repeat("<i></b>", n), "entries": strings.Repeat("<item>", n), "titles": "<item><title>" + strings.Repeat("<b></b>", n) + "</title></item>",
		"namespaces": strings.Repeat(`<a xmlns:b="c">`, n),
	} {
		took := need.CPU(func() { Read([]byte(written(text)), "", base) })
		if took > 15*time.Second { // 0.3 s, and 10 s under an emulator
			t.Errorf("%s: %v", what, took)
		}
	}
}
