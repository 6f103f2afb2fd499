package mention

import (
	"strings"
	"testing"

	"stet/model"
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

// The mention at a place is found, and the one of an entity that is nearest to some words.
func TestWhereTheMentionsOfATextAre(t *testing.T) {
	at := func(start, end model.Pos, entity int) Mention {
		return Mention{Range: model.Range{Start: start, End: end}, Type: Person, Entity: entity}
	}
	f := &Found{
		Mentions: []Mention{at(0, 4, 0), at(4, 8, 1), at(10, 14, 0), at(20, 24, 1), at(30, 34, 1)},
		Entities: []Entity{{Mentions: []int{0, 2}}, {Mentions: []int{1, 3, 4}}},
	}
	for p, want := range map[model.Pos]int{0: 0, 3: 0, 4: 1, 7: 1, 8: -1, 9: -1, 10: 2, 14: -1, 23: 3, 29: -1, 33: 4, 34: -1, 90: -1} {
		if got := f.At(p); got != want {
			t.Errorf("at %d: %d, want %d", p, got, want)
		}
	}
	if f.EntityAt(8) != -1 || f.EntityAt(0) != 0 || f.EntityAt(21) != 1 {
		t.Error("the entities of places")
	}
	for _, c := range []struct {
		entity      int
		start, want model.Pos
	}{{0, 0, 0}, {0, 5, 0}, {0, 6, 10}, {0, 90, 10}, {1, 12, 4}, {1, 13, 20}, {1, 25, 20}, {1, 26, 30}} {
		if got := f.Nearest(c.entity, model.Range{Start: c.start, End: c.start + 1}); got.Start != c.want {
			t.Errorf("of %d near %d: %v, want %d", c.entity, c.start, got, c.want)
		}
	}
	if got := f.MostNamed(); len(got) != 2 || got[0] != 1 || got[1] != 0 {
		t.Errorf("%v", got)
	}
}
