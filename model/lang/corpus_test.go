package lang

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"stet/model/need"
)

// TestLanguagesAreRecognisedAsTheyWere holds what the language of a thousand sentences
// and short texts is taken for, by their language.
func TestLanguagesAreRecognisedAsTheyWere(t *testing.T) {
	f, err := os.Open("../../../shared/corpora/lang/recognition/recognition.dev.jsonl")
	if err != nil {
		need.Skip(t, need.Shared, "needs ../shared/corpora beside the module")
	}
	defer f.Close()
	all, right, count := map[string]string{}, map[string]int{}, map[string]int{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 0; lines.Scan(); n++ {
		if n%3 != 0 {
			continue // more would make this test slow
		}
		var c struct{ Lang, Text string }
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		is := Recognise(c.Text)
		bits, letters := Cost(c.Text)
		all[c.Lang] += fmt.Sprintf("%s %.3f %d\n", is, bits, letters)
		count[c.Lang]++
		if is == c.Lang {
			right[c.Lang]++
		}
	}
	var got []need.Result
	for _, l := range slices.Sorted(maps.Keys(all)) {
		got = append(got, need.Result{Name: l, About: fmt.Sprintf("%d of %d right", right[l], count[l]), All: all[l]})
	}
	need.Unchanged(t, filepath.Join("..", "..", "testdata", "recognised.txt"), got)
}
