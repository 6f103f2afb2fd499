package feed

import (
	"net/mail"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model/clean"
	"stet/model/lang"
)

// authorsOf are all whom an entry names, each once.
func authorsOf(n *node) string {
	names := named(n, "dc:creator", "author", "atom:author")
	if len(names) == 0 {
		names = named(n, "dc:author", "creator", "dcterms:creator", "source/author")
	}
	if len(names) == 0 {
		names = named(n, "itunes:author", "googleplay:author")
	}
	if len(names) == 0 {
		for _, c := range n.all("media:credit", "media:group/media:credit") {
			if c.attr("role") == "author" {
				names = append(names, plainTitle(c.text()))
			}
		}
	}
	return joinNames(names)
}

// authorsOfFeed are those whom the feed names; one that has its own name is a paper.
func authorsOfFeed(head *node) string {
	for _, path := range []string{"author", "atom:author", "dc:creator", "itunes:author", "managingeditor"} {
		names := named(head, path)
		names = slices.DeleteFunc(names, func(name string) bool { return name == plainTitle(head.first("title")) })
		if len(names) > 0 {
			return joinNames(names)
		}
	}
	return ""
}

func named(n *node, paths ...string) (names []string) {
	for _, p := range n.all(paths...) {
		name := p.first("name", "atom:name")
		if !p.hasElements() {
			name = person(p.text())
		}
		if name = plainTitle(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// person is the name beside an address of mail: "jane@x.example (Jane Roe)", "Jane
// Roe (jane@x.example)", or as mail has it.
func person(s string) string {
	s = strings.TrimSpace(s)
	if before, rest, ok := strings.Cut(s, "("); ok {
		within, _, _ := strings.Cut(rest, ")")
		switch {
		case strings.Contains(before, "@"):
			return within
		case strings.Contains(within, "@"):
			return before
		}
	}
	if a, err := mail.ParseAddress(s); err == nil {
		return a.Name
	}
	return s
}

// withoutBy takes "By" or "Von" off two names or more.
func withoutBy(name string) string {
	words := strings.Fields(name)
	n := lang.Phrase(lang.By, lang.Words(name))
	if n == 0 || len(words) < n+2 {
		return name
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	next, _ := utf8.DecodeRuneInString(words[n])
	if unicode.IsUpper(next) && (unicode.IsLower(first) || n > 1 || slices.Contains([]string{"By", "BY", "Von", "VON", "Por", "Par", "Door", "Text:", "Autor:", "Author:"}, words[0])) {
		return strings.Join(words[n:], " ")
	}
	return name
}

// joinNames puts names into one line, each once, without words that name nobody:
// admin.
func joinNames(names []string) string {
	var out []string
	for _, n := range names {
		if n = withoutBy(clean.Entities(n)); n != "" && !slices.Contains(out, n) && !namesNobody(n) {
			out = append(out, n)
		}
	}
	return strings.Join(out, ", ")
}

func namesNobody(name string) bool {
	words := lang.Words(name)
	return len(words) > 0 && lang.Phrase(lang.Nobody, words) == len(words)
}

// dashes part a title from the paper that it is taken from.
var dashes = []string{" - ", " – ", " — ", " | "}

// readSource reads which paper an entry is taken from.
func (i *Item) readSource(n *node) {
	for _, s := range n.all("source", "atom:source") {
		title := plainTitle(s.first("title", "atom:title"))
		if !s.hasElements() {
			title = plainTitle(s.text())
		}
		if title == "" {
			continue
		}
		i.Meta.Publisher = title
		for _, dash := range dashes {
			if before, ok := strings.CutSuffix(i.Meta.Title, dash+title); ok && before != "" {
				i.Meta.Title = before
			}
		}
		return
	}
}
