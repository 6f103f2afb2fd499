package feed

import (
	"encoding/base64"
	"html"
	"slices"
	"strings"
	"unicode"

	xhtml "golang.org/x/net/html"

	"stet/model/clean"
	"stet/model/lang"
	"stet/model/pattern"
)

// contents are where the text of an entry may be, the fullest first.
var contents = []string{
	"content:encoded", "encoded", "content", "atom:content", "xhtml:body", "body", "fulltext", "full-text",
	"description", "summary", "atom:summary", "dc:description", "dcterms:abstract", "abstract", "excerpt",
	"media:description", "media:group/media:description", "media:content/media:description", "media:group/media:content/media:description", "media:text",
	"itunes:summary", "googleplay:description", "itunes:subtitle",
}

// readContent takes the text of an entry, and returns the element that has it.
func (i *Item) readContent(n *node) *node {
	found := n.all(contents...)
	if len(found) == 0 {
		return n
	}
	texts := make([]string, len(found))
	for k, e := range found {
		texts[k] = htmlOf(e)
	}
	text, best := story(texts...)
	i.Content = text
	i.Base = found[best].base(i.Base)
	return found[best]
}

// htmlOf is the text of an element as HTML; "" if it is of another kind. Many feeds
// hold HTML and say nothing, so only a type that is given makes marks of angles.
func htmlOf(n *node) string {
	kind, _, _ := strings.Cut(strings.ToLower(n.attr("type")), ";")
	kind = strings.TrimSpace(kind)
	text := ""
	switch {
	case n.hasElements():
		if kind != "" && !strings.Contains(kind, "html") && kind != "text" && kind != "plain" {
			return ""
		}
		return n.markup()
	case strings.EqualFold(n.attr("mode"), "base64"):
		data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(n.text()), ""))
		if err != nil {
			return ""
		}
		text = allowed(strings.ToValidUTF8(string(data), "\ufffd"))
	default:
		text = n.text()
	}
	switch {
	case kind == "" || strings.Contains(kind, "html"):
		return text
	case kind == "text" || kind == "plain" || strings.HasPrefix(kind, "text/"):
		if saysHTML(text) {
			return text
		}
		return paragraphs(html.EscapeString(text))
	}
	return ""
}

// story is the text that an entry is kept as, of several from the fullest to the
// shortest: the first with words, or a later one that it is only the beginning of.
// Pictures without words are before it, unless it has its own.
func story(texts ...string) (text string, best int) {
	pictures, best, words := "", -1, []string(nil)
	for i, s := range texts {
		s = unescapeTwice(withoutCDATA(s))
		s = angledAddress().ReplaceAllString(s, "&lt;$1&gt;")
		texts[i] = s
		switch w := strings.Fields(visible(figure().ReplaceAllString(s, ""))); {
		case len(w) == 0 || len(w) == 1 && (w[0] == "null" || w[0] == "undefined"):
			if pictures == "" && hasMedia(s) {
				pictures = s
			}
		case best < 0 || pointsOn(texts[best]) && len(w) > 3*len(words) || begins(words, w):
			best, words = i, w
		}
	}
	if best < 0 {
		return pictures, 0
	}
	text = paragraphs(texts[best])
	if !hasMedia(text) {
		text = pictures + text
	}
	return text, best
}

// begins reports whether some words are the beginning of others that are at least half
// as many again. The last may be cut short.
func begins(words, longer []string) bool {
	if len(words) == 0 || 2*len(longer) < 3*len(words) || len(longer) < len(words)+5 {
		return false
	}
	same := words[:min(len(words), 12)]
	if len(same) == len(words) {
		same = same[:len(same)-1]
	}
	return len(same) > 0 && slices.Equal(same, longer[:len(same)])
}

var (
	// figure is a picture with its caption; alone it is no text.
	figure = pattern.Late(`(?is)<figure\b.*?</figure\s*>`)
	// angledAddress is an address in angles, which HTML takes for a tag.
	angledAddress = pattern.Late(`<([A-Za-z][\w.+-]*@[\w.-]+|https?://[^<>\s"']+)>`)
	cdata         = pattern.Late(`<!?\s*\[CDATA\[|\]\]>`)
	twiceEscaped  = pattern.Late(`&amp;(#\d{2,6}|#x[0-9a-fA-F]{2,5}|[A-Za-z]{3,8});`)
)

// withoutCDATA takes off marks of XML that a writer escaped or misspelt.
func withoutCDATA(s string) string {
	if !strings.Contains(s, "[CDATA[") {
		return s
	}
	return cdata().ReplaceAllString(strings.Replace(s, "&lt;![CDATA[", "<![CDATA[", 1), "")
}

const blockTags = `p|br|div|ul|ol|li|dl|h[1-6]|hr|img|blockquote|table|figure|pre|iframe|video|audio|section|article`

const inlineTags = `a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|var`

var (
	anyTag    = pattern.Late(`(?i)</?(` + blockTags + `|` + inlineTags + `)\b[^<>]*>`)
	blockTag  = pattern.Late(`(?i)</?(` + blockTags + `)\b[^<>]*>`)
	inlineTag = pattern.Late(`(?i)</?(` + inlineTags + `)\b[^<>]*>`)
	pairOrBit = pattern.Late(`(?is)</(p|div|` + inlineTags + `|ul|ol|li|dl|h[1-6]|blockquote|table|figure|pre|iframe)\s*>|<(br|hr|wbr)\s*/?>|<img\s[^<>]*>`)
)

// saysHTML reports whether a text has tags of HTML that fit together, so that it was
// meant as such whatever its type is.
func saysHTML(s string) bool { return pairOrBit().MatchString(s) }

// pointsOn reports whether HTML is a word or two that lead to the text: "Read more".
func pointsOn(s string) bool {
	if len(s) > longestPointer {
		return false
	}
	words := lang.Words(plainTitle(s))
	n := lang.Phrase(lang.More, words)
	return n > 0 && len(words) <= n+1
}

// visible are the words of HTML that a page would show, without signs that nobody
// sees.
func visible(s string) string {
	if strings.IndexByte(s, '<') >= 0 {
		var b strings.Builder
		hidden := ""
		for z := xhtml.NewTokenizer(strings.NewReader(s)); ; {
			kind := z.Next()
			if kind == xhtml.ErrorToken {
				break
			}
			switch kind {
			case xhtml.TextToken:
				if hidden == "" {
					b.Write(z.Text())
				}
			case xhtml.StartTagToken:
				if name, _ := z.TagName(); string(name) == "script" || string(name) == "style" {
					hidden = string(name)
				}
			case xhtml.EndTagToken:
				if name, _ := z.TagName(); string(name) == hidden {
					hidden = ""
				} else if !strings.Contains("|"+inlineTags+"|", "|"+string(name)+"|") {
					b.WriteByte(' ')
				}
			}
		}
		s = b.String()
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, html.UnescapeString(s))
}

// unescapeTwice undoes a second and a third escape: text without a tag that shows tags
// when it is read.
func unescapeTwice(s string) string {
	for once, n := s, 0; n < 2 && strings.Contains(once, "&") && !anyTag().MatchString(once); n++ {
		if once = html.UnescapeString(once); saysHTML(once) {
			return once
		}
	}
	if anyTag().MatchString(s) {
		return s
	}
	return twiceEscaped().ReplaceAllStringFunc(s, func(sign string) string {
		switch name := sign[len("&amp;"):]; name {
		case "lt;", "gt;", "amp;", "quot;": // an example, perhaps
			return sign
		default:
			return "&" + name
		}
	})
}

var blankLines = pattern.Late(`\n[ \t]*(\n[ \t]*)+`)

// paragraphs makes paragraphs and lines of a text without tags, which a page would
// run together; if there are tags within its lines, only blank lines part it.
func paragraphs(s string) string {
	trimmed := strings.TrimSpace(s)
	if !strings.Contains(trimmed, "\n") {
		return s
	}
	inline := inlineTag().MatchString(s)
	if blockTag().MatchString(s) || inline && !blankLines().MatchString(trimmed) {
		return s
	}
	var b strings.Builder
	for _, p := range blankLines().Split(trimmed, -1) {
		if p = strings.TrimSpace(p); !inline {
			p = strings.ReplaceAll(p, "\n", "<br>\n")
		}
		b.WriteString("<p>" + p + "</p>\n")
	}
	return b.String()
}

// titleTags are tags of HTML that titles hold; one that ends nothing and is ended by
// nothing is what the title speaks of.
func titleTags(s string) string {
	lower := strings.ToLower(s)
	return inlineTag().ReplaceAllStringFunc(s, func(tag string) string {
		name := strings.ToLower(strings.Trim(tag, "</>"))
		name, _, _ = strings.Cut(strings.ReplaceAll(name, "\n", " "), " ")
		if strings.Contains(lower, "</"+name) && strings.Contains(lower, "<"+name) {
			return ""
		}
		return tag
	})
}

// noWords are parts of HTML that are no text.
var noWords = pattern.Late(`(?is)<script\b.*?</script\s*>|<style\b.*?</style\s*>|<!--.*?-->`)

var lineTag = pattern.Late(`(?i)</?(p|br|div|h[1-6]|wbr|img)\b[^<>]*/?>`)

// mostTitle bounds how much of a title is looked at, in bytes.
const mostTitle = 8 << 10

// plainTitle takes the markup off a title: some feeds hold HTML there.
func plainTitle(s string) string {
	if len(s) > mostTitle {
		s = strings.ToValidUTF8(s[:mostTitle], "")
	}
	s = noWords().ReplaceAllString(withoutCDATA(s), "")
	for range 2 {
		if strings.IndexByte(s, '<') >= 0 {
			s = titleTags(lineTag().ReplaceAllString(s, " "))
		}
		once := clean.Entities(s)
		if once == s || !inlineTag().MatchString(once) {
			return once
		}
		s = once
	}
	return clean.Entities(s)
}

// longestTitle is how much of a feed's title is taken, in code points: it names the
// feed in lists.
const longestTitle = 200

func shortTitle(s string) string {
	n := 0
	for i := range s {
		if n++; n > longestTitle {
			return s[:i] + "…"
		}
	}
	return s
}
