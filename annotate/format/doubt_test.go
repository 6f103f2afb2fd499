package format

import (
	"slices"
	"strings"
	"testing"

	"stet/annotate"
)

// Words that the text does not hold for sure are flagged in each format that takes
// them, and left out and told by the others.
func TestDoubtfulWordsAreFlaggedOrToldOf(t *testing.T) {
	flags := map[string]string{"csv": ",fuzzy,", "w3c": `"TimeState"`, "hypothesis": `"state: fuzzy"`, "markdown": "not in the text (fuzzy)", "notes": "not in the text (fuzzy)"}
	for _, f := range Formats {
		if !f.Exports() || f.Itself || f.Kinds != nil || f.Name == "csv-wide" { // a count of annotations
			continue
		}
		d := tram()
		a := d.Annotations[0]
		a.Target.Place = annotate.Place{State: annotate.Fuzzy, Range: a.Target.Range, Quote: annotate.Quote{Exact: "Doé", Start: 2, End: 5, Of: strings.Repeat("0", 64)}}
		d.Annotations = d.Annotations[:1]
		var out files
		losses, err := f.Export(out.create, slices.Values([]Document{d}))
		if err != nil {
			t.Fatal(err)
		}
		told := lossesOf(losses, Orphans.What()) + lossesOf(losses, NotPDF)
		switch flag := flags[f.Name]; {
		case f.Holds&Orphans == 0 && told != 1:
			t.Errorf("%s leaves it out without a word: %v", f.Name, losses)
		case f.Holds&Orphans != 0 && (flag == "" || !strings.Contains(string(out.source().Data), flag)):
			t.Errorf("%s does not flag it:\n%s", f.Name, out.source().Data)
		}
	}
}
