package quotation

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/model"
	"stet/model/mention"
	"stet/model/need"
	"stet/model/source"
)

// The quotes of an article are the same whether it is read as text or from a PDF that
// a word processor or a browser made of it, in one column or in two.
func TestQuotesOfAPDFAreThoseOfItsText(t *testing.T) {
	text := filepath.Join("..", "..", "..", "shared", "articles", "libya-ceasefire.txt")
	pdfs, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpora", "exports", "made", "libya-*.pdf"))
	if _, err := os.Stat(text); err != nil || len(pdfs) == 0 {
		need.Skip(t, need.Shared, "needs ../shared beside the module")
	}
	if testing.Short() {
		t.Skip("PDFium takes seconds to compile")
	}
	want := quotesIn(t, text)
	for _, file := range pdfs {
		if strings.Contains(file, "locked") || strings.Contains(file, "scan") {
			continue
		}
		if got := quotesIn(t, file); !slices.Equal(got, want) {
			t.Errorf("%s:\n%s\nwant\n%s", filepath.Base(file), strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// quotesIn are the quotes of an article that are said, each with its speaker.
func quotesIn(t *testing.T, file string) []string {
	t.Helper()
	a, err := source.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	all := model.Range{End: model.Pos(len(a.Text))}
	names := mention.Find(a, all, nil)
	var out []string
	for _, q := range Find(a, all, names) {
		if !q.Said() {
			continue
		}
		var words []string
		for _, p := range q.Parts {
			words = append(words, strings.Join(strings.Fields(a.Slice(p)), " "))
		}
		out = append(out, strings.Join(words, " … ")+" | "+a.Slice(q.Speaker.Range))
	}
	return out
}
