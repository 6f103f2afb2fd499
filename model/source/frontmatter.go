package source

import (
	"strconv"
	"strings"

	"stet/model"
	"stet/model/clean"
	"stet/model/date"
	"stet/model/encoding"
	"stet/model/lang"
)

// mostFrontMatter is the size in bytes up to which front matter is looked for.
const mostFrontMatter = 8 << 10

// A field is one key of front matter with its values.
type field struct {
	key    string
	values []string
	named  bool // the values are names of objects, whose other keys are passed over
}

// frontMatter returns the fields between the two fences at the beginning of
// text, and the length of it all; 0 if absent. It reads the simple keys
// that YAML (---) and TOML (+++) share: a value, a list, a quoted string; what
// it does not understand it passes over. JSON is read, too. A text between two thematic breaks is
// no front matter: every line of that has to look like it.
func frontMatter(text string) (n int, fields []field) {
	whole := len(text)
	text = strings.TrimLeft(text, "\n")
	if n, fields = fencedFrontMatter(text); n > 0 {
		n += whole - len(text)
	}
	return n, fields
}

func fencedFrontMatter(text string) (n int, fields []field) {
	if n, fields = jsonFrontMatter(text); n > 0 || strings.HasPrefix(text, "{") {
		return n, fields
	}
	fence, sep := "---", ":"
	if strings.HasPrefix(text, "+++") {
		fence, sep = "+++", "="
	}
	first, _, _ := strings.Cut(text[:min(len(text), 100)], "\n")
	if strings.TrimRight(first, " \t\r") != fence || len(first) == len(text) {
		return 0, nil
	}
	limit := min(len(text), mostFrontMatter)
	quote := "" // ends a text over several lines
	for at := len(first) + 1; at < limit; {
		line, _, _ := strings.Cut(text[at:limit], "\n")
		at += len(line) + 1
		line = strings.TrimRight(line, " \t\r")
		if quote != "" {
			if strings.HasSuffix(line, quote) {
				quote = ""
			}
			continue
		}
		if line == fence || line == "..." && sep == ":" {
			if len(fields) == 0 {
				return 0, nil
			}
			return min(at, len(text)), fields
		}
		if sep == "=" {
			line, quote = longText(line)
		}
		if !fieldLine(line, sep, &fields) {
			return 0, nil
		}
	}
	return 0, nil
}

// longText makes a short one of a text of TOML between three quotation marks. If it
// does not end on its line, the mark is returned that ends it.
func longText(line string) (short, quote string) {
	for _, q := range []string{`"""`, `'''`} {
		before, text, ok := strings.Cut(line, q)
		if !ok {
			continue
		}
		if inner, ends := strings.CutSuffix(text, q); ends {
			return before + q[:1] + inner + q[:1], ""
		}
		return before + q[:1] + q[:1], q
	}
	return line, ""
}

// FrontMatter returns the metadata at the beginning of a Markdown file, of which
// the first 8 KB are enough; zero without any.
func FrontMatter(head []byte) model.Meta {
	text, _ := encoding.Decode(string(head))
	n, fields := frontMatter(text)
	if n == 0 {
		_, fields = plainFrontMatter(text)
	}
	return metaOf(fields)
}

// fieldLine reads one line of front matter and reports whether it is one.
func fieldLine(line, sep string, fields *[]field) bool {
	bare := strings.TrimSpace(line)
	last := len(*fields) - 1
	switch {
	case bare == "" || bare[0] == '#' || bare[0] == '[' && sep == "=":
		return true
	case bare == "-" || strings.HasPrefix(bare, "- "):
		if last < 0 {
			return false
		}
		value := strings.TrimSpace(bare[1:])
		if name, ok := strings.CutPrefix(value, "name"+sep+" "); ok {
			value, (*fields)[last].named = name, true
		}
		(*fields)[last].values = append((*fields)[last].values, scalar(value))
		return true
	case line[0] == ' ' || line[0] == '\t': // a folded value goes on, or a nested key
		if last < 0 {
			return false
		}
		f := &(*fields)[last]
		name, ok := strings.CutPrefix(bare, "name"+sep+" ")
		switch {
		case f.named:
		case ok && len(f.values) == 0:
			f.values, f.named = []string{scalar(name)}, true
		case len(f.values) == 1 && f.values[0] != "":
			f.values[0] = strings.TrimLeft(f.values[0]+" "+bare, "|>- ")
		case !strings.Contains(bare, sep):
			f.values = append(f.values[:0], bare)
		}
		return true
	case sep == "=" && (bare[0] == ']' || bare[0] == '"' || bare[0] == '\''): // a list over several lines
		return last >= 0
	}
	key, value, ok := strings.Cut(line, sep)
	key = strings.TrimSpace(key)
	if !ok || key == "" || len(key) > 60 || strings.ContainsAny(key, " \t") || sep == ":" && value != "" && value[0] != ' ' {
		return false
	}
	*fields = append(*fields, field{key: strings.ToLower(key), values: values(strings.TrimSpace(value))})
	return true
}

// values reads a scalar, or a list between brackets.
func values(s string) []string {
	if s == "" {
		return nil
	}
	if s[0] != '[' || s[len(s)-1] != ']' {
		return []string{scalar(s)}
	}
	var list []string
	for s = strings.TrimSpace(s[1 : len(s)-1]); s != ""; {
		end := strings.IndexByte(s, ',')
		if s[0] == '"' || s[0] == '\'' {
			if close := closingQuote(s); close > 0 {
				end = close + 1
				if comma := strings.IndexByte(s[end:], ','); comma >= 0 {
					end += comma
				} else {
					end = len(s)
				}
			}
		}
		if end < 0 {
			end = len(s)
		}
		if v := scalar(s[:end]); v != "" {
			list = append(list, v)
		}
		s = strings.TrimSpace(strings.TrimPrefix(s[end:], ","))
	}
	return list
}

// scalar reads a bare or quoted value.
func scalar(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	switch s[0] {
	case '"':
		if end := closingQuote(s); end > 0 {
			if v, err := strconv.Unquote(s[:end+1]); err == nil {
				return v
			}
			return s[1:end]
		}
	case '\'':
		if end := closingQuote(s); end > 0 {
			return strings.ReplaceAll(s[1:end], "''", "'")
		}
	default:
		if i := strings.Index(s, " #"); i >= 0 {
			s = strings.TrimSpace(s[:i])
		}
	}
	if s == "null" || s == "~" {
		return ""
	}
	return s
}

// closingQuote returns the index of the quote that closes the one at s[0], or -1.
func closingQuote(s string) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && s[0] == '"':
			i++
		case s[i] != s[0]:
		case s[0] == '\'' && i+1 < len(s) && s[i+1] == '\'':
			i++
		default:
			return i
		}
	}
	return -1
}

// metaOf turns fields into metadata. The keys are those of the common
// generators of sites and clippers.
func metaOf(fields []field) model.Meta {
	var m model.Meta
	for _, f := range fields {
		if len(f.values) == 0 {
			continue
		}
		for i, v := range f.values {
			f.values[i] = withoutWikiLink(v)
		}
		all := strings.Join(f.values, ", ")
		if f.key == "source" && (strings.HasPrefix(all, "https://") || strings.HasPrefix(all, "http://")) {
			f.key = "url" // as Obsidian's clipper has it
		}
		switch f.key {
		case "title":
			m.Title = all
		case "author", "authors", "byline", "by", "creator":
			m.Byline = all
		case "publisher", "source", "site", "site_name", "sitename":
			m.Publisher = all
		case "date", "published", "pubdate", "publish_date", "datepublished":
			m.Published = date.Parse(all, "")
		case "modified", "updated", "lastmod", "datemodified":
			m.Modified = date.Parse(all, "")
		case "url", "link", "canonical", "canonical_url", "source_url", "original_url":
			m.URL = clean.Address(all)
		case "language", "lang":
			m.Language = lang.Primary(all)
		case "tags", "keywords", "categories":
			if len(f.values) == 1 {
				f.values = strings.Split(f.values[0], ",")
			}
			for _, tag := range f.values {
				if tag = strings.TrimSpace(tag); tag != "" {
					m.Tags = append(m.Tags, tag)
				}
			}
		case "section":
			m.Section = all
		case "page":
			m.Page = all
		case "words", "length", "wordcount", "word_count":
			m.Length, _ = strconv.Atoi(all)
		case "id":
			m.ID = all
		case "original":
			m.Original = all
		case formatKey:
			if all == plain.MediaType || all == webPage.MediaType {
				m.Format = all
			}
		}
	}
	return m
}

// withoutWikiLink takes the brackets off links to notes in a value: [[Jane Roe]],
// [[people/jane|Jane Roe]].
func withoutWikiLink(s string) string {
	return noteLink().ReplaceAllString(s, "$1")
}

// incompleteKey says why the text is not the whole story; see [model.Article].
const incompleteKey = "incomplete"

// incomplete returns what fields say about that.
func incomplete(fields []field) string {
	for _, f := range fields {
		if f.key == incompleteKey {
			return strings.Join(f.values, ", ")
		}
	}
	return ""
}

// formatKey names the format of the body where it is not Markdown, or that of
// the whole page that it was made from.
const formatKey = "format"
