package format

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"stet/annotate/kind"
)

// doccano reads all lines as one table and refuses a file with a hole in it: each
// line has the same keys, those of relations too where any line has some.
func TestTheLinesOfDoccanoHaveTheSameKeys(t *testing.T) {
	related := tram()
	plain := tram()
	plain.Annotator = "bob"
	for i, a := range plain.Annotations {
		if _, ok := a.Body.(*kind.Link); ok {
			plain.Annotations = slices.Delete(plain.Annotations, i, i+1)
			break
		}
	}
	for _, test := range []struct {
		docs []Document
		keys string
	}{
		{[]Document{plain, related, plain}, "Comments entities id label offset_unit relations text"},
		{[]Document{plain, plain}, "Comments id label offset_unit text"},
	} {
		var out files
		if _, err := doccanoFormat.Export(out.create, slices.Values(test.docs)); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(out.source().Data)), "\n")
		if len(lines) != len(test.docs) {
			t.Fatalf("%d lines of %d documents", len(lines), len(test.docs))
		}
		for n, line := range lines {
			var l map[string]json.RawMessage
			if err := json.Unmarshal([]byte(line), &l); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(sortedKeys(l), " "); got != test.keys {
				t.Errorf("line %d has %s, want %s", n+1, got, test.keys)
			}
		}
	}
}
