package quotation

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/need"
)

// TestClausesAndPeopleAreToldAsTheyWere holds, of small texts, which hold a whole clause, which begin
// with the subject of one, which describe somebody, and which words are verbs and pronouns.
func TestClausesAndPeopleAreToldAsTheyWere(t *testing.T) {
	var got []string
	for _, text := range cases(t, "clauses.txt") {
		line := fmt.Sprintf("%s\t", text)
		for _, is := range []struct {
			name string
			so   bool
		}{{"whole", Whole(text)}, {"asserts", Asserts(text)}, {"somebody", Somebody(text)}, {"verb", Verb(text)}, {"pronoun", Pronoun(text)}} {
			if is.so {
				line += " " + is.name
			}
		}
		got = append(got, line)
	}
	need.Golden(t, filepath.Join("testdata", "ruled", "clauses.txt"), strings.Join(got, "\n"), 0)
}
