package query

import (
	"strings"
	"testing"
	"time"

	"stet/annotate/kind"
)

// A short text in plain letters is searched as it is, any other as it is folded; both say
// the same.
func TestFindingFoldedWords(t *testing.T) {
	for _, c := range []struct {
		text, want string
		found      bool
	}{
		{"The Tram", "tram", true}, {"The Tram", "the tram", true}, {"The Tram", "trams", false}, {"tram", "tram", true}, {"tra", "tram", false}, {"", "", true}, {"", "a", false}, {"a", "", true},
		{"the  tram", "the tram", true}, {"the tram ", "tram", true}, {"the\ttram", "the tram", true}, {"the\ntram", "the tram", true}, {"Café", "cafe", true}, {"Žofín", "zofin", true}, {"[x]", "[x]", true}, {"@Z[", "@z[", true}, {"a{b", "a[b", false},
		{strings.Repeat("x", 255) + "Z", "xz", true}, {strings.Repeat("x", 256) + "Z", "xz", true}, {strings.Repeat("x ", 200) + " TRAM", "x tram", true}, {strings.Repeat("x", 300), "y", false}, {"a ", "a ", true}, {"a  ", "a", true}, {" a", "a", true},
	} {
		if got := containsFolded(c.text, c.want); got != c.found {
			t.Errorf("%q is in %.20q: %v", c.want, c.text, got)
		}
		if got := strings.Contains(Fold(c.text), c.want); got != c.found && strings.TrimSpace(c.want) == c.want {
			t.Errorf("folded, %q is in %.20q: %v", c.want, c.text, got)
		}
	}
}

// How much two texts share: twice the words of both, of all.
func TestHowAlikeTextsAre(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"harbour crane ferry", "harbour crane ferry", 1}, {"harbour crane", "ferry tram", 0}, {"harbour crane", "crane ferry", 0.5}, {"harbour crane", "zebra harbour", 0.5}, {"crane", "crane ferry harbour", 0.5}, {"crane crane", "crane", 1}, {"aaaa bbbb cccc dddd", "bbbb dddd", 2.0 * 2 / 6},
	} {
		if got := Alike(c.a, c.b); got < c.want-1e-9 || got > c.want+1e-9 {
			t.Errorf("%q and %q share %v, want %v", c.a, c.b, got, c.want)
		}
		if got := Alike(c.b, c.a); got < c.want-1e-9 || got > c.want+1e-9 {
			t.Errorf("%q and %q share %v, want %v", c.b, c.a, got, c.want)
		}
	}
}

// A field of a project's own kind asks the label, who is meant, or a detail, of each kind
// that has one so called, and of no other.
func TestAskingOwnFields(t *testing.T) {
	frame := kind.Make(kind.Spec{Name: "frame", Title: "frame", Sign: "F", Key: "f", Fields: []kind.SpecField{{Name: "sort", Type: kind.Choice}, {Name: "actor", Type: kind.Name}, {Name: "tone", Type: kind.Choices}, {Name: "other", Type: kind.Name}, {Name: "answers", Type: kind.Reference}}})
	deed := kind.Make(kind.Spec{Name: "deed", Title: "deed", Sign: "D", Key: "d", Fields: []kind.SpecField{{Name: "tone", Type: kind.Text}}})
	own := []kind.Kind{frame, deed}
	row := func(of string, details ...Detail) *Row {
		return &Row{Kind: of, Label: "conflict", Who: "Jane Doe", Details: details}
	}
	for _, c := range []struct {
		field, value string
		row          *Row
		want         bool
	}{
		{"sort", "conf", row("frame"), true}, {"sort", "cost", row("frame"), false}, {"sort", "conf", row("deed"), false}, {"actor", "jane", row("frame"), true}, {"actor", "doe", row("frame"), false},
		{"tone", "dry", row("frame", Detail{"tone", "warm; dry"}), true}, {"tone", "cold", row("frame", Detail{"tone", "warm; dry"}), false}, {"tone", "war", row("deed", Detail{"tone", "Warm"}), true}, {"tone", "warm", row("claim", Detail{"tone", "warm"}), false},
		{"other", "ben", row("frame", Detail{"other", "Ben"}), true}, {"answers", "x", row("frame", Detail{"answers", "x"}), false},
	} {
		f := askOwn(c.field, own)
		match, err := f.Match(c.value, time.Time{})
		if err != nil || match(c.row) != c.want {
			t.Errorf("%s:%s of %+v is %v, %v", c.field, c.value, c.row, !c.want, err)
		}
	}
	for field, want := range map[string]string{"sort": "of a frame", "tone": "of a frame", "nothing": ""} {
		if help := askOwn(field, own).Help; !strings.HasSuffix(help, want) || want == "" && help != "" {
			t.Errorf("the help of %s is %q", field, help)
		}
	}
}
