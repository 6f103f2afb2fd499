package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/clean"
	"stet/model/date"
	"stet/model/lang"
	"stet/model/pattern"
)

// A spot is an element that is called a byline.
type spot struct {
	text string
	rank int // 0 is best
	line int
}

// isCredits reports whether a byline gives its sources with a stroke between, as
// agencies do: "jr/AFP".
func isCredits(s string) bool {
	i := strings.IndexByte(s, '/')
	return i > 0 && i < len(s)-1 && !strings.Contains(s, "://") && !hasDigit(s[i-1:i+2])
}

// isSource reports whether a part of such a byline may be one.
func isSource(name string) bool {
	words := lang.Words(name)
	return len(words) > 0 && len(words) <= 3 && !strings.ContainsAny(name, "@<>{}=?!…0123456789") && !isLabel(words)
}

// signature returns the name in brackets with which the last paragraph of the story
// ends, behind its last sentence.
func (n *namer) signature() (string, int) {
	if n.last < 0 || n.last >= len(n.page.lines) {
		return "", 0
	}
	text := strings.TrimRight(n.page.lines[n.last].text, " +.-*")
	i := strings.LastIndexByte(text, '(')
	if i < 1 || !strings.HasSuffix(text, ")") || !endsSentence(strings.TrimSpace(text[:i])) || !plainName(text[i+1:len(text)-1]) {
		return "", 0
	}
	return text[i+1 : len(text)-1], n.last
}

// nameAndDate reports whether a line is the full name of a person and a date.
func (n *namer) nameAndDate(text string) bool {
	f, ok := date.First(text, n.page.locale)
	if !ok {
		return false
	}
	before, after := strings.Trim(text[:f.Start], " |,·•-–—/"), strings.Trim(text[f.End:], " |,·•-–—/")
	return plainName(before) && restOfDate(after) || before == "" && plainName(after)
}

// besideDate reports whether a line is the full name of a person and the next one gives
// the day, or the one before it.
func (n *namer) besideDate(i int) bool {
	lines := n.page.lines
	if l := &lines[i]; !plainName(l.text) || l.tag == atom.Td || l.heading > 0 || l.linked > 0 || slices.ContainsFunc(lang.Words(l.text), func(w string) bool { return papers[w] }) { // a section is a link
		return false
	}
	for _, j := range []int{i + 1, i - 1} {
		if j < 0 || j >= len(lines) || j == n.page.title {
			continue
		}
		text := lines[j].text
		if len(text) > longestDay || lines[j].heading > 0 || !hasDigit(text) {
			continue
		}
		if lang.Phrase(lang.Dated, lang.Words(text)) > 0 {
			return true
		}
		if f, ok := date.First(text, n.page.locale); ok && len(lang.Words(text[:f.Start])) <= 3 && restOfDate(text[f.End:]) {
			return true
		}
	}
	return false
}

// restOfDate reports whether what follows a day is two words, or a time and the label of
// another: "09:12 Updated: 12:40".
func restOfDate(s string) bool {
	words := slices.DeleteFunc(lang.Words(s), hasDigit)
	return len(words) <= 2 || lang.Phrase(lang.Dated, words) == len(words)
}

// plainName reports whether s is a first and a last name, perhaps with an initial
// between.
func plainName(s string) bool {
	words := strings.Fields(s)
	odd := func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune(".'’- ", r) }
	return fullNames(s) && !strings.ContainsFunc(s, odd) && (len(words) == 2 || len(words) == 3 && utf8.RuneCountInString(words[1]) < 4 && countUpper(s) == 3)
}

// afterBy counts the words of a name behind the label of an author with which text
// begins: 2 of "by Jane Roe", 0 of "by the way".
func afterBy(text, language string) int {
	words := lang.Words(text)
	k := lang.Phrase(lang.By, words)
	if k == 0 || !startsName(text, k, language) {
		return 0
	}
	return len(words) - k
}

// startsName reports whether a capital follows the first n words of a text: "von
// Jane Roe" is a byline, "von der Stadt" is not; or whether one word before a date does, if
// n is more than 1: "posted by jane on 17 March".
func startsName(text string, n int, language string) bool {
	fields := strings.Fields(text)
	if len(fields) <= n {
		return false
	}
	if f, ok := date.First(text, language); ok && n > 1 {
		if words := lang.Words(text[:f.Start]); len(words) == n+1 || len(words) == n+2 && isPreposition(words[n+1]) {
			return true
		}
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(fields[n], ":|-–\"“„("))
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// spots finds the elements that are called bylines, by markup or by name.
func (n *namer) spots() (spots []spot) {
	lineOf := map[int]int{}
	for i := range n.page.lines {
		for t := n.page.lines[i].first; t < n.page.lines[i].end; t++ {
			lineOf[t] = i
		}
	}
	for e := range n.page.doc.Descendants() {
		if e.Type != html.ElementNode {
			continue
		}
		rank := bylineRank(e)
		if rank < 0 {
			continue
		}
		text, first := shortText(e)
		line, ok := lineOf[first]
		if text == "" || !ok || rank == byAddress && !plainName(text) {
			continue
		}
		spots = append(spots, spot{text, rank, line})
	}
	return spots
}

// bylineRank tells how surely an element holds the name of the author; -1 if
// nothing says so.
func bylineRank(e *html.Node) int {
	if prop := Attr(e, "itemprop"); prop == "author" || prop == "creator" {
		return 0
	}
	if strings.Contains(Attr(e, "rel"), "author") {
		return 0
	}
	rank := -1
	if e.DataAtom == atom.A && isAuthorAddress(Attr(e, "href")) {
		rank = byAddress
	}
	names := Attr(e, "class") + " " + Attr(e, "id")
	if len(names) < 3 || len(names) > 300 {
		return rank
	}
	for name := range strings.FieldsSeq(names) {
		if strings.Contains(name, "comment") {
			return -1
		}
		for _, word := range wordsOf(name) {
			switch word {
			case "author", "autor", "byline", "authors", "autoren", "auteur", "autore", "verfasser", "writer", "reporter", "redakteur", "authorname":
				return 1
			}
		}
	}
	return rank
}

// byAddress is the rank of a name that leads to the page of an author.
const byAddress = 2

// authorAddress is a link to the page of an author: /author/jane-roe, /@jane.
var authorAddress = pattern.Late(`(?i)/(?:authors?|autor(?:en|es)?|auteurs?|autore|staff|people|profiles?|journalist(?:s|en)?|redaktion|redakteur|by|writers?|columnists?|contributors?)/[^/?#]{3,}/?$|^[^?#]*/@[^/?#]{2,}$`)

// authorWords are in such addresses; the pattern is slow and there are many links.
var authorWords = []string{"/@", "author", "autor", "auteur", "staff", "people", "profile", "journalist", "redak", "/by/", "writer", "columnist", "contributor"}

func isAuthorAddress(href string) bool {
	small := strings.ToLower(href)
	return slices.ContainsFunc(authorWords, func(w string) bool { return strings.Contains(small, w) }) && authorAddress().MatchString(href)
}

// longestByline is the length of a byline in bytes at most.
const longestByline = 160

// shortText returns the text of an element and the number of its first text; ""
// if it is empty or too long.
func shortText(e *html.Node) (string, int) {
	var b strings.Builder
	first := -1
	for t := range e.Descendants() {
		if t.Type == html.ElementNode && !Inline(t.DataAtom) && b.Len() > 0 {
			b.WriteString(" | ")
		}
		if t.Type != html.TextNode || t.Parent != nil && Invisible(t.Parent.DataAtom) {
			continue
		}
		if strings.TrimSpace(t.Data) == "" {
			b.WriteByte(' ')
			continue
		}
		if first < 0 {
			first = NumberOf(t)
		}
		if b.Len() > 0 { // a label and a name are often parted by style alone
			b.WriteByte(' ')
		}
		b.WriteString(t.Data)
		if b.Len() > 2*longestByline {
			return "", first
		}
	}
	s := clean.Entities(b.String())
	if len(s) > longestByline {
		return "", first
	}
	return s, first
}

// inTitle finds bylines in small print within the title's line.
func (n *namer) inTitle() (spots []spot) {
	p := n.page
	if p.title < 0 || p.title != n.start && n.start < p.title {
		return nil
	}
	l := &p.lines[p.title]
	for t := l.first + 1; t < l.end; t++ {
		text := clean.Entities(p.texts[t].Data)
		if named := afterBy(text, p.locale); 0 < named && named <= 6 {
			spots = append(spots, spot{text, 2, p.title})
		}
	}
	return spots
}

// ofPost finds the name that a forum gives programs with the post that the story begins
// in.
func (n *namer) ofPost() (spots []spot) {
	if n.first >= len(n.page.lines) {
		return nil
	}
	for i := n.page.lines[n.first].in; i >= 0; i = n.page.elements[i].parent {
		if name := clean.Entities(Attr(n.page.elements[i].node, "data-author")); name != "" {
			return []spot{{name, 1, n.first}}
		}
	}
	return nil
}

// afterDay returns the name that follows a day and one small word: "Pubblicato il
// 17/03/2026 da Jane Roe in Porti".
func (n *namer) afterDay(text string) string {
	small, rest, _ := strings.Cut(text, " ")
	if first, _ := utf8.DecodeRuneInString(small); !unicode.IsLower(first) || utf8.RuneCountInString(small) > 5 || between[small] {
		return ""
	}
	if name := withoutRole(rest); plainName(name) {
		return name
	}
	return ""
}

// onlyDated reports whether a label says that a day follows, and nothing else.
func onlyDated(label string) bool {
	words := withoutWeekday(lang.Words(label))
	return len(words) > 0 && lang.Phrase(lang.Dated, words) == len(words)
}
