package source

import (
	"regexp"
	"strings"

	"stet/model"
	"stet/model/date"
)

// newsboat is what newsboat pipes and saves: a few header lines, the text
// wrapped at 80 columns with a blank before each soft line end, and a list of
// links. Seen in newsboat 2.21.
var newsboat = Format{
	Name: "newsboat", MediaType: "text/x-newsboat",
	Doc:   "an article that newsboat pipes or saves: header lines, wrapped text, a list of links",
	sniff: func(text string) bool { n, _ := newsboatHeader(text); return n > 0 },
	read: func(a *model.Article, text string) {
		n, meta := newsboatHeader(text)
		a.Meta = meta
		readPlain(a, text[n:], 1+strings.Count(text[:n], "\n"))
	},
	cut: cutAtBlankLine,
}

var newsboatField = regexp.MustCompile(`^(Feed|Title|Author|Date|Link|Flags|Podcast Download URL|Enclosure(?: \w+)?): ?(.*)$`)

// newsboatHeader returns the length of the header and what it says; 0 without
// one. A header has a title and at least one field more, and ends in a blank
// line.
func newsboatHeader(text string) (int, model.Meta) {
	var meta model.Meta
	var title bool
	fields, at := 0, 0
	for at < len(text) && fields < 12 {
		line, _, _ := strings.Cut(text[at:min(len(text), at+4096)], "\n")
		if strings.TrimSpace(line) == "" {
			break
		}
		m := newsboatField.FindStringSubmatch(strings.TrimRight(line, " "))
		if m == nil {
			return 0, model.Meta{}
		}
		switch m[1] {
		case "Feed":
			meta.Publisher = m[2]
		case "Title":
			meta.Title, title = m[2], true
		case "Author":
			meta.Byline = m[2]
		case "Date":
			meta.Published = date.Parse(m[2], "")
		case "Link":
			meta.URL = m[2]
		}
		fields++
		at += len(line) + 1
	}
	if !title || fields < 2 {
		return 0, model.Meta{}
	}
	return min(at, len(text)), meta
}

var linkLine = regexp.MustCompile(`^\[\d+\]: \S+`)

// labelLinks marks the list of links at the end.
func labelLinks(a *model.Article) {
	for i := len(a.Blocks) - 1; i >= 0; i-- {
		b := &a.Blocks[i]
		s := a.Slice(b.Range)
		links, isHead := linkLine.MatchString(s), strings.HasPrefix(s, "Links:")
		if !links && !isHead && b.Kind != model.Boilerplate {
			return
		}
		b.Kind, b.Level, b.Soft = model.Boilerplate, 0, false
		if isHead {
			return
		}
	}
}
