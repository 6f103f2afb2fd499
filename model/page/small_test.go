package page

import (
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stet/model/need"
)

// TestSmallPagesAreReadAsTheyWere holds what is read of pages of our own, a few rules
// in each: title, authors, days, doubt, and line by line what belongs to the story.
//
// In the pages {80} is running text of eighty bytes, without a full stop; {80.} ends
// with one, and {80,} has a comma; {80.a} is the same text wherever it is. In what is read of them + is before a line of the
// story and - before one that is left out; of running text its length is given.
func TestSmallPagesAreReadAsTheyWere(t *testing.T) {
	need.Cases(t, filepath.Join("testdata", "small.txt"), smallPage)
}

func smallPage(input string) string {
	doc, err := html.Parse(strings.NewReader(withText(input)))
	if err != nil {
		return err.Error()
	}
	base, _ := url.Parse("https://gazette.example/news/tram")
	return Read(doc, base).told()
}

// told is what was read of a page.
func (p *Page) told() string {
	var b strings.Builder
	m := &p.Meta
	fmt.Fprintf(&b, "title: %s\n", m.Title)
	for _, s := range [][2]string{{"by", m.Byline}, {"publisher", m.Publisher}, {"address", strings.TrimPrefix(m.URL, "https://gazette.example/news/tram")}, {"tags", strings.Join(m.Tags, "; ")}, {"language", m.Language}, {"doubt", p.Doubt.String()}} {
		if s[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", s[0], s[1])
		}
	}
	if !m.Published.IsZero() {
		fmt.Fprintf(&b, "published: %s\n", m.Published.UTC().Format("2006-01-02 15:04"))
	}
	if !m.Modified.IsZero() {
		fmt.Fprintf(&b, "changed: %s\n", m.Modified.UTC().Format("2006-01-02 15:04"))
	}
	for i := range p.lines {
		l := &p.lines[i]
		sign := "-"
		if p.Kept[l.first] {
			sign = "+"
		}
		if p.Kept[l.first] != p.Kept[l.end-1] {
			sign = "±"
		}
		fmt.Fprintf(&b, "%s %s\n", sign, running().ReplaceAllStringFunc(l.text, func(s string) string {
			return fmt.Sprintf("{%d%s}", len(s), strings.Repeat(".", strings.Count(s, ".")))
		}))
	}
	return b.String()
}

// filling are the words of running text, which are in nothing else.
var filling = strings.Fields("oak elm ash yew fir moss fern reed rush sedge clover nettle bramble willow alder hazel rowan larch spruce linden")

var running = func() func() *regexp.Regexp {
	word := "(?i:" + strings.Join(filling, "|") + ")"
	re := regexp.MustCompile(word + "(?:,? " + word + ")*x*\\.?")
	return func() *regexp.Regexp { return re }
}()

var textMark = regexp.MustCompile(`\{(\d+)([.,]?)([a-z]?)\}`)

// withText replaces the signs for running text, each by another.
func withText(s string) string {
	n := 0
	return textMark.ReplaceAllStringFunc(s, func(m string) string {
		parts := textMark.FindStringSubmatch(m)
		length, _ := strconv.Atoi(parts[1])
		if which := parts[3]; which != "" {
			return text(length, 100+int(which[0]), parts[2])
		}
		n++
		return text(length, n, parts[2])
	})
}

// text is running text of a length in bytes, the nth, with a sign.
func text(length, n int, sign string) string {
	var b strings.Builder
	for i := 0; ; i++ {
		word := filling[(n*7+i*(n%6+1))%len(filling)]
		if i == 0 {
			word = strings.ToUpper(word[:1]) + word[1:]
		} else if word = " " + word; i == 2 && sign == "," {
			word = "," + word
		}
		if b.Len()+len(word) > length {
			break
		}
		b.WriteString(word)
	}
	s := b.String() + strings.Repeat("x", length-b.Len())
	if sign == "." && s != "" {
		s = s[:len(s)-1] + "."
	}
	return s
}
