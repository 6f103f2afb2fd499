package segment

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model"
	"stet/model/lang"
	"stet/model/need"
)

// TestTextsAreCutAsTheyWere holds the sentences and the words of texts in 17 languages.
func TestTextsAreCutAsTheyWere(t *testing.T) {
	paths, _ := filepath.Glob(need.Corpora(t, "") + "/lang/text/*/*.txt")
	opinion, _ := filepath.Glob(need.Corpora(t, "") + "/opinion/*.txt")
	var got []need.Result
	for _, path := range append(paths, opinion...) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text, dir := string(data), filepath.Base(filepath.Dir(path))
		l := lang.Embedded().Of(strings.Replace(dir, "opinion", "en", 1))
		within := model.Range{End: model.Pos(len(text))}
		var all strings.Builder
		cut := AppendSentences(nil, text, within, l)
		words := 0
		for w := range WordsIn(l, text, within) {
			fmt.Fprint(&all, w)
			words++
		}
		fmt.Fprint(&all, cut, Sentences(text, within))
		got = append(got, need.Result{Name: dir + "/" + filepath.Base(path), About: fmt.Sprintf("%d sentences, %d words", len(cut), words), All: all.String()})
	}
	need.Unchanged(t, filepath.Join("testdata", "cut.txt"), got)
}
