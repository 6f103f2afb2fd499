package date

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/need"
)

// TestSentencesWithDatesAreReadAsTheyWere holds which dates are found in sentences that
// were collected to try such programs, most of which hold none that names its year.
func TestSentencesWithDatesAreReadAsTheyWere(t *testing.T) {
	paths, _ := filepath.Glob(need.Corpora(t, "") + "/dates/Specs/DateTime/English/*.json")
	var got []need.Result
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var cases []struct{ Input string }
		if err := json.Unmarshal([]byte(strings.TrimPrefix(string(data), "\uFEFF")), &cases); err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		found := 0
		for _, c := range cases {
			f, ok := First(c.Input, "en")
			if ok {
				found++
			}
			fmt.Fprintf(&all, "%q %+v %t %v\n", c.Input, f, ok, Parse(c.Input, "en"))
		}
		got = append(got, need.Result{Name: filepath.Base(path), About: fmt.Sprintf("%d of %d", found, len(cases)), All: all.String()})
	}
	need.Unchanged(t, filepath.Join("testdata", "sentences.txt"), got)
}
