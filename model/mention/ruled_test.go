package mention

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stet/model"
	"stet/model/need"
)

// ruled are the texts of a file of rules, a line each; a line that begins with a bracket's
// rest goes on with the one before.
func ruled(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "rules", name))
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "#") || line == "":
		case len(texts) > 0 && strings.Count(texts[len(texts)-1], "[") > strings.Count(texts[len(texts)-1], "]"):
			texts[len(texts)-1] += "\n" + line
		default:
			texts = append(texts, line)
		}
	}
	return texts
}

// TestDatesAndAmountsAreFoundAsTheyWere holds which dates, times and amounts are found in
// sentences that hold each form beside others that differ in one sign.
func TestDatesAndAmountsAreFoundAsTheyWere(t *testing.T) {
	var got []string
	for _, text := range ruled(t, "amounts.txt") {
		language, rest, ok := strings.Cut(text, ": ")
		if !ok || len(language) != 2 {
			language, rest = "en", text
		}
		a := article(rest)
		a.Meta.Language = language
		var amounts []Mention
		for _, m := range tagAll(a) {
			if classOf(m.Type) == none {
				amounts = append(amounts, m)
			}
		}
		got = append(got, markedUp(a, amounts))
	}
	need.Golden(t, filepath.Join("testdata", "ruled", "amounts.txt"), strings.Join(got, "\n"), 0)
}

var given = regexp.MustCompile(`(?s)\[([A-Z]+) ([^\]]+)\]`)

// marked is an article with the names that are given in its text.
func marked(text string) (*model.Article, []Mention) {
	var plain strings.Builder
	var marks []Mention
	end := 0
	for _, m := range given.FindAllStringSubmatchIndex(text, -1) {
		plain.WriteString(text[end:m[0]])
		start := model.Pos(plain.Len())
		plain.WriteString(text[m[4]:m[5]])
		marks = append(marks, Mention{Range: model.Range{Start: start, End: model.Pos(plain.Len())}, Type: Type(text[m[2]:m[3]]), Entity: -1})
		end = m[1]
	}
	plain.WriteString(text[end:])
	return article(plain.String()), marks
}

// TestNamesAreGroupedAsTheyWere holds the entities of names that are given with their kinds.
func TestNamesAreGroupedAsTheyWere(t *testing.T) {
	var got []string
	for _, text := range ruled(t, "groups.txt") {
		a, marks := marked(text)
		got = append(got, strings.ReplaceAll(text, "\n", "⏎"))
		for _, e := range entities(Group(a, taggedAs(marks), nil)) {
			got = append(got, "    "+strings.ReplaceAll(e, "\n", "⏎"))
		}
	}
	need.Golden(t, filepath.Join("testdata", "ruled", "groups.txt"), strings.Join(got, "\n"), 0)
}

// TestNamesOfTextsAreFoundAsTheyWere holds the names that are found in texts of a few
// sentences, and who they are; ¶ separates paragraphs.
func TestNamesOfTextsAreFoundAsTheyWere(t *testing.T) {
	var got []string
	for _, text := range ruled(t, "names.txt") {
		language, rest, ok := strings.Cut(text, ": ")
		if !ok || len(language) != 2 {
			language, rest = "en", text
		}
		a := article(strings.Split(rest, " ¶ ")...)
		a.Meta.Language = language
		f := Find(a, all(a), nil)
		got = append(got, strings.ReplaceAll(markedUp(a, f.Mentions), "\n\n", " ¶ "))
		for _, e := range entities(f) {
			got = append(got, "    "+e)
		}
	}
	need.Golden(t, filepath.Join("testdata", "ruled", "names.txt"), strings.Join(got, "\n"), 0)
}
