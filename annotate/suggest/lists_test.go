package suggest

import "testing"

// Each list that a rule asks has words.
func TestEveryListHasWords(t *testing.T) {
	var all wordList
	for _, of := range lists() {
		all |= of
	}
	for name, list := range listNames {
		if all&list == 0 {
			t.Errorf("%s has no words", name)
		}
	}
	if !months.has("may") || months.has("mai") || papers.has("may") {
		t.Error("the months of English")
	}
}
