package mention

import (
	"strings"
	"testing"
)

// A name is offered where it is a word of its own: at the edges of a text, beside signs, not
// within a word, before a mark or a digit.
func TestWhereANameIsAWordOfItsOwn(t *testing.T) {
	for text, want := range map[string]int{
		"Kim": 1, "Kim left": 1, "it was Kim": 1, "Kimono": 0, "aKim": 0, "Kim1": 0, "1Kim": 0, "Kim\u0301": 0, "Kim\u200dx": 0, "Kim-Kim": 2, "“Kim”": 1, "Kim’s": 1, "KimKim": 0, "": 0, "kim": 0, "éKim": 0, "Kim, Kim. Kim": 3,
	} {
		if got := len(Occurrences(article(text), "Kim")); got != want {
			t.Errorf("%q: %d places, want %d", text, got, want)
		}
	}
	if len(Occurrences(article("Kim"), "")) != 0 {
		t.Error("no name is everywhere")
	}
}

// A long paragraph is read in pieces; nothing is lost or found twice where they meet.
func TestALongParagraphIsReadInPieces(t *testing.T) {
	const sentence = "Angela Merkel met Emmanuel Macron in Berlin"
	for between, n := range map[string]int{". ": 500, ", and ": 500} {
		text := strings.TrimSuffix(strings.Repeat(sentence+between, n), between)
		a := article(text)
		found := tagAll(a)
		if len(found) != 3*n {
			t.Errorf("parted by %q: %d names, want %d", between, len(found), 3*n)
		}
		for _, m := range found {
			if name := a.Slice(m.Range); !strings.Contains(sentence, name) || strings.TrimSpace(name) != name {
				t.Fatalf("parted by %q: %q is a name", between, name)
			}
		}
	}
}
