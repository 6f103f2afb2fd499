package mention

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model"
	"stet/model/need"
)

// TestNamesAreFoundAsTheyWere holds the names of some hundred sentences in each language
// for which there are marked ones.
func TestNamesAreFoundAsTheyWere(t *testing.T) {
	paths, _ := filepath.Glob(need.Corpora(t, "") + "/lang/ner/*.dev.bio")
	english, _ := filepath.Glob(need.Corpora(t, "") + "/ner/dev/*.bio")
	var got []need.Result
	for _, path := range append(paths, english...) {
		language, _, _ := strings.Cut(filepath.Base(path), ".")
		language, _, _ = strings.Cut(language, "-")
		if len(language) > 2 {
			language = "en"
		}
		a := sentences(t, path, language)
		f := Find(a, model.Range{End: model.Pos(len(a.Text))}, nil)
		var all strings.Builder
		for _, m := range f.Mentions {
			fmt.Fprintf(&all, "%s %+v\n", a.Slice(m.Range), m)
		}
		fmt.Fprintf(&all, "%+v\n", f.Entities)
		got = append(got, need.Result{Name: filepath.Base(path), About: fmt.Sprintf("%d names of %d", len(f.Mentions), len(f.Entities)), All: all.String()})
	}
	need.Unchanged(t, filepath.Join("testdata", "names.txt"), got)
}

// sentences is an article of the first sentences of a file with a token a line.
func sentences(t *testing.T, path, language string) *model.Article {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	var blocks []model.Block
	start := 0
	for line := range strings.Lines(string(data)) {
		token, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
		switch {
		case strings.HasPrefix(token, "-DOCSTART-"):
		case token != "":
			if text.Len() > start && !strings.ContainsAny(token[:1], ".,;:!?)") {
				text.WriteByte(' ')
			}
			text.WriteString(token)
		case text.Len() > start:
			blocks = append(blocks, model.Block{Range: model.Range{Start: model.Pos(start), End: model.Pos(text.Len())}})
			text.WriteString("\n\n")
			start = text.Len()
		}
		if len(blocks) == 300 {
			break
		}
	}
	return &model.Article{Text: text.String(), Blocks: blocks, Meta: model.Meta{Language: language}}
}
