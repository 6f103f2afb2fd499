package quotation

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/mention"
	"stet/model/need"
)

// TestEachRuleIsReadAsItWas holds all that is found in small texts, a line each, that show
// what a rule applies to and what it does not: each text is an article of its own. A text
// in another language than English begins with its tag; ¶ separates paragraphs. -update
// writes what is found.
func TestEachRuleIsReadAsItWas(t *testing.T) {
	paths, err := filepath.Glob("testdata/rules/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no rules", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for line := range strings.Lines(string(data)) {
			line = strings.TrimSpace(line)
			if strings.HasPrefix(line, "#") || line == "" {
				continue
			}
			got = append(got, line)
			language, text, ok := strings.Cut(line, ": ")
			if !ok || len(language) != 2 {
				language, text = "en", line
			}
			a := article(strings.ReplaceAll(text, " ¶ ", "\n\n"))
			a.Meta.Language = language
			quotes := Find(a, whole(a), mention.Find(a, whole(a), nil))
			for i := range quotes {
				got = append(got, fmt.Sprintf("    %s", strings.ToValidUTF8(strings.ReplaceAll(inFull(a, &quotes[i]), "\n\n", " ¶ "), "")))
			}
		}
		need.Golden(t, filepath.Join("testdata", "ruled", filepath.Base(path)), strings.Join(got, "\n"), 0)
	}
}
