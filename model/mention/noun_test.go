package mention

import (
	"testing"

	"stet/model"
	"stet/model/source"
)

// Every German noun has a capital. A compound that no list has is told from a name by
// the noun in which it ends; a name that no list has is what remains.
func TestGermanNounsAreNoNames(t *testing.T) {
	for text, want := range map[string]string{
		"Neben dem Deichschutzbeirat kam auch Kramer nach Husum.": "PERSON Kramer|place Husum",
		"Er las Wattkarte, Priellotse und Sandbankbuch.":          "",
		"Gegen Krabbenkrise und Aalmangel hilft wenig.":           "",
		"Bei Muschelzucht hilft Strandwächter Ole.":               "PERSON Ole",
	} {
		a := source.OfText("", text)
		source.Speak(a, "de", "")
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
		if got != want {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}
