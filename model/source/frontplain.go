package source

import (
	"slices"
	"strings"

	"stet/model/pattern"
)

// plainFrontMatter reads front matter without fences: the lines of Pandoc with a
// percent sign, and those of MultiMarkdown and Pelican, which begin with the title. It
// returns its length, 0 if absent.
func plainFrontMatter(text string) (n int, fields []field) {
	if strings.HasPrefix(text, "% ") {
		return pandocTitle(text)
	}
	if !strings.HasPrefix(strings.ToLower(text[:min(len(text), 6)]), "title:") {
		return 0, nil
	}
	known := 0
	for line := range strings.Lines(text[:min(len(text), mostFrontMatter)]) {
		bare := strings.TrimSpace(line)
		if bare == "" {
			if known < 2 {
				return 0, nil
			}
			return n, fields
		}
		n += len(line)
		m := plainField().FindStringSubmatch(bare)
		switch {
		case m != nil:
			key := strings.ToLower(m[1])
			fields = append(fields, field{key: key, values: []string{m[2]}})
			if slices.Contains(plainKeys, key) {
				known++
			}
		case line[0] != ' ' && line[0] != '\t':
			return 0, nil
		default:
			last := &fields[len(fields)-1]
			last.values[0] += " " + bare
		}
	}
	return 0, nil // the text ends before its header
}

var (
	plainField = pattern.Late(`^([A-Za-z][A-Za-z_-]{0,30}):\s+(\S.*)$`)
	plainKeys  = []string{"title", "author", "authors", "date", "tags", "slug", "category", "url", "language", "keywords"}
)

// pandocTitle reads the title, the authors and the date of a document of Pandoc, a
// line each; a line that goes on begins with a blank.
func pandocTitle(text string) (n int, fields []field) {
	keys := []string{"title", "author", "date"}
	for line := range strings.Lines(text[:min(len(text), mostFrontMatter)]) {
		switch {
		case strings.HasPrefix(line, "%") && len(fields) < len(keys):
			value := strings.ReplaceAll(strings.TrimSpace(line[1:]), "; ", ", ")
			fields = append(fields, field{key: keys[len(fields)], values: []string{value}})
		case line[0] == ' ' && strings.TrimSpace(line) != "":
			last := &fields[len(fields)-1]
			last.values[0] += " " + strings.TrimSpace(line)
		default:
			return n, fields
		}
		n += len(line)
	}
	return n, fields
}
