package feed

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	xhtml "golang.org/x/net/html"

	"stet/model/clean"
	"stet/model/date"
	"stet/model/lang"
	"stet/model/pattern"
)

// story is the first of some texts that has words, as HTML with paragraphs. Pictures
// without words are before it, unless it has its own.
func story(texts ...string) string {
	pictures := ""
	for i, s := range texts {
		s = unescapeTwice(s)
		switch {
		case blank(s):
		case pointsOn(s) && slices.ContainsFunc(texts[i+1:], func(other string) bool { return len(plainTitle(other)) > 3*len(plainTitle(s)) }):
		case wordless(s):
			if pictures == "" {
				pictures = s
			}
		case hasPicture(s):
			return withPictureTexts(paragraphs(s))
		default:
			return withPictureTexts(pictures + paragraphs(s))
		}
	}
	return withPictureTexts(pictures)
}

var anyTag = pattern.Late(`(?i)</?(p|br|div|a|b|i|em|strong|ul|ol|li|h[1-6]|img|blockquote|span|table|figure|pre)\b[^<>]*>`)

// blank reports whether HTML shows nothing.
func blank(s string) bool { return !hasPicture(s) && wordless(s) }

// pointsOn reports whether HTML is a word or two that lead to the text: "Read more".
func pointsOn(s string) bool {
	words := lang.Words(plainTitle(s))
	n := lang.Phrase(lang.More, words)
	return n > 0 && len(words) <= n+1
}

func hasPicture(s string) bool { return strings.Contains(strings.ToLower(s), "<img") }

// wordless reports whether HTML has no words.
func wordless(s string) bool {
	return strings.TrimSpace(strings.ReplaceAll(plainTitle(s), "\u00a0", " ")) == ""
}

// unescapeTwice undoes the second of two escapes: text without a tag that shows tags
// when it is read.
func unescapeTwice(s string) string {
	if strings.Contains(s, "&lt;") && !anyTag().MatchString(s) {
		if once := html.UnescapeString(s); anyTag().MatchString(once) {
			return once
		}
	}
	return s
}

var blankLines = pattern.Late(`\n[ \t]*(\n[ \t]*)+`)

// paragraphs makes paragraphs and lines of a text without tags, which a page would
// run together.
func paragraphs(s string) string {
	if anyTag().MatchString(s) || !strings.Contains(strings.TrimSpace(s), "\n") {
		return s
	}
	var b strings.Builder
	for _, p := range blankLines().Split(strings.TrimSpace(s), -1) {
		b.WriteString("<p>" + strings.ReplaceAll(strings.TrimSpace(p), "\n", "<br>\n") + "</p>\n")
	}
	return b.String()
}

// withPictureTexts puts behind each picture what it is said to show.
func withPictureTexts(s string) string {
	if !hasPicture(s) {
		return s
	}
	var b strings.Builder
	for z := xhtml.NewTokenizer(strings.NewReader(s)); ; {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			return b.String()
		}
		raw := string(z.Raw())
		b.WriteString(raw)
		if kind != xhtml.StartTagToken && kind != xhtml.SelfClosingTagToken {
			continue
		}
		t := z.Token()
		if t.Data != "img" {
			continue
		}
		var said []string
		for _, a := range t.Attr {
			if v := clean.Entities(a.Val); (a.Key == "alt" || a.Key == "title") && v != "" && !slices.Contains(said, v) {
				said = append(said, v)
			}
		}
		for _, v := range said {
			b.WriteString("<figure><figcaption>" + html.EscapeString(v) + "</figcaption></figure>")
		}
	}
}

// enclose adds a file that comes with the item: where it is, of what kind and size.
func (i *Item) enclose(address, kind, length, title string) {
	link := Resolve(i.Base, address)
	if link == nil || strings.HasPrefix(kind, "image/") || strings.Contains(i.Content, html.EscapeString(link.String())) {
		return
	}
	about := []string{}
	for _, s := range []string{clean.Entities(title), clean.Entities(kind), size(length)} {
		if s != "" {
			about = append(about, s)
		}
	}
	where := html.EscapeString(link.String())
	text := `<a href="` + where + `">` + where + `</a>`
	if len(about) > 0 {
		text += " (" + html.EscapeString(strings.Join(about, ", ")) + ")"
	}
	i.Content += "\n<p>" + text + "</p>"
}

// size is a number of bytes as a person reads it, "" if it is not one.
func size(length string) string {
	n, err := strconv.ParseInt(strings.TrimSpace(length), 10, 64)
	switch {
	case err != nil || n <= 0:
		return ""
	case n < 1<<20:
		return fmt.Sprintf("%d KB", max(1, n>>10))
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// dates reads when an item was published and changed; a time that no article has is
// dropped.
func (i *Item) dates(published, modified, language string) {
	i.Meta.Published, i.Meta.Modified = dateOf(published, language), dateOf(modified, language)
}

func dateOf(s, language string) time.Time {
	t := date.Parse(s, language)
	if t.IsZero() {
		t = oddDate(strings.TrimSpace(s), language)
	}
	if t.Year() < 1900 || t.Year() > 2200 {
		return time.Time{}
	}
	return t
}

// oddDate reads what only the date of a feed can be: the seconds or milliseconds of a
// clock, or a day with a number behind it that is no time.
func oddDate(s, language string) time.Time {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		switch len(s) {
		case 10:
			return time.Unix(n, 0).UTC()
		case 13:
			return time.UnixMilli(n).UTC()
		}
		return time.Time{}
	}
	f, ok := date.First(s, language)
	if !ok || len(strings.Fields(s[:f.Start])) > 1 || strings.ContainsFunc(s[f.End:], unicode.IsLetter) {
		return time.Time{}
	}
	return f.Time
}

// joinNames puts names into one line, each once.
func joinNames(names []string) string {
	var out []string
	for _, n := range names {
		if n = clean.Entities(n); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return strings.Join(out, ", ")
}

// plainTitle takes the markup off a title: some feeds hold HTML there.
func plainTitle(s string) string {
	if strings.ContainsAny(s, "<&") {
		var b strings.Builder
		for z := xhtml.NewTokenizer(strings.NewReader(s)); ; {
			kind := z.Next()
			if kind == xhtml.ErrorToken {
				break
			}
			if kind == xhtml.TextToken {
				b.Write(z.Text())
			}
		}
		s = b.String()
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
