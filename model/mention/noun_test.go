package mention

import (
	"testing"

	"stet/model"
	"stet/model/source"
)

// In Indonesian a country behind a noun may say where somebody is from, and is no name
// of a place then; where somebody goes it is one.
func TestCountriesMayDescribe(t *testing.T) {
	for text, want := range map[string]string{
		"Empat puluh turis Tiongkok naik perahu itu.":         "",
		"Presiden Hendra Sulaiman terbang ke Jepang kemarin.": "PERSON Hendra Sulaiman|place Jepang",
	} {
		if got := namesIn(text, "id"); got != want {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}

// Every German noun has a capital. A compound that no list has is told from a name by
// the noun in which it ends; a name that no list has is what remains.
func TestGermanNounsAreNoNames(t *testing.T) {
	for text, want := range map[string]string{
		"Neben dem Deichschutzbeirat kam auch Kramer nach Husum.": "PERSON Kramer|place Husum",
		"Er las Wattkarte, Priellotse und Sandbankbuch.":          "",
		"Gegen Krabbenkrise und Aalmangel hilft wenig.":           "",
		"Bei Muschelzucht hilft Strandwächter Ole.":               "PERSON Ole",
	} {
		if got := namesIn(text, "de"); got != want {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}

// namesIn are the names of a text with what they are.
func namesIn(text, language string) string {
	a := source.OfText("", text)
	source.Speak(a, language, "")
	found, got := Tag(a, model.Range{End: model.Pos(len(a.Text))}), ""
	for i := range found.Len() {
		m, kind := found.At(i), ""
		if kind = string(m.Type); m.Type == Loc || m.Type == GPE {
			kind = "place"
		}
		if got != "" {
			got += "|"
		}
		got += kind + " " + a.Slice(m.Range)
	}
	return got
}
