package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
)

// locateWords finds where words are in an article: letter by letter, with any
// white space where they have some. which is the occurrence from 1, or 0 where
// there may be only one.
func locateWords(a *model.Article, words string, which int) (model.Range, error) {
	found := occurrences(a.Text, words)
	switch {
	case which < 0:
		return model.Range{}, misused("the first one is 1", "--occurrence: there is no %d", which)
	case len(found) == 0:
		return model.Range{}, failed("they are compared letter by letter, marks included; stet show prints the text", "%s: words not found: %s", a.Path, words)
	case which > len(found):
		return model.Range{}, failed(fmt.Sprintf("they occur %s", howOften(len(found))), "%s: there is no occurrence %d of these words: %s", a.Path, which, words)
	case which > 0:
		return found[which-1], nil
	case len(found) > 1:
		var lines []string
		for _, r := range found[:min(len(found), 9)] {
			lines = append(lines, fmt.Sprint(lineAt(a, r.Start)))
		}
		return model.Range{}, failed("--occurrence N says which, from 1", "%s: these words occur %d times, on %s: %s", a.Path, len(found), onLines(lines), words)
	}
	return found[0], nil
}

func howOften(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// onLines names lines of a file, several of which may be one.
func onLines(lines []string) string {
	if lines = slices.Compact(lines); len(lines) == 1 {
		return fmt.Sprintf("line %s", lines[0])
	}
	return fmt.Sprintf("lines %s", strings.Join(lines, ", "))
}

// occurrences lists where the words are in a text, not overlapping. The search
// for the first word leads, so the cost is that of the text and of the beginnings
// of what is found.
func occurrences(text, words string) []model.Range {
	parts := strings.Fields(words)
	if len(parts) == 0 {
		return nil
	}
	var found []model.Range
	for at := 0; ; {
		i := strings.Index(text[at:], parts[0])
		if i < 0 {
			return found
		}
		start := at + i
		if end, ok := matchParts(text, start, parts); ok {
			found = append(found, model.Range{Start: model.Pos(start), End: model.Pos(end)})
			at = end
			continue
		}
		_, n := utf8.DecodeRuneInString(text[start:])
		at = start + n
	}
}

// matchParts matches the parts from start on, with white space between them.
func matchParts(text string, start int, parts []string) (end int, ok bool) {
	end = start
	for i, part := range parts {
		if i > 0 {
			rest := strings.TrimLeftFunc(text[end:], unicode.IsSpace)
			if len(rest) == len(text)-end {
				return 0, false
			}
			end = len(text) - len(rest)
		}
		if !strings.HasPrefix(text[end:], part) {
			return 0, false
		}
		end += len(part)
	}
	return end, true
}
