package paint

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/ui/theme"
)

// A cell of a row is as wide as its column, whatever is in it, has its role to the end,
// and is seen from right to left where it is written so.
func TestACellIsAsWideAsItsColumn(t *testing.T) {
	th, err := theme.Load("", true)
	if err != nil {
		t.Fatal(err)
	}
	p := New(th, ansi.GraphemeWidth)
	for _, tt := range []struct {
		role, text string
		width      int
		want       string
	}{
		{"title", "abc", 5, "abc  "}, {"title", "abc", 3, "abc"}, {"title", "abcd", 3, "ab…"}, {"title", "", 3, "   "}, {"title", "abc", 0, ""}, {"title", "abc", -1, ""},
		{"", "abc", 5, "abc  "}, {"", "abcd", 3, "ab…"}, {"", "", 2, "  "}, {"", "", 0, ""},
		{"title", "日本語", 5, "日本…"}, {"title", "日本語", 6, "日本語"}, {"title", "日本", 6, "日本  "},
		{"title", "שלום", 6, "םולש  "}, {"title", "שלום", 3, "…לש"}, {"", "שלום", 6, "םולש  "},
		{"title", "a\x1b[31mb\nc", 9, "a␛[31mb c"},
	} {
		got := p.Cell(tt.role, tt.text, tt.width)
		if seen := ansi.Strip(got); seen != tt.want {
			t.Errorf("%q in %d: %q, want %q", tt.text, tt.width, seen, tt.want)
		}
		if tt.role != "" && tt.width > 0 && (!strings.HasSuffix(got, reset) || strings.Count(got, reset) != 1) {
			t.Errorf("%q in %d has its role not to the end: %q", tt.text, tt.width, got)
		}
	}
}

// A box is as wide as it is to be, with its words in its edges where there is room.
func TestABoxIsAsWideAsItIsToBe(t *testing.T) {
	th, err := theme.Load("", true)
	if err != nil {
		t.Fatal(err)
	}
	p := New(th, ansi.GraphemeWidth)
	for width, want := range map[int]string{
		3:  "ab…\n",
		4:  "┌──┐\n│ …│\n└──┘\n",
		5:  "┌───┐\n│ a…│\n└───┘\n",
		6:  "┌ t… ┐\n│ ab…│\n└ f… ┘\n",
		8:  "┌ tit… ┐\n│ abcd │\n└ foot ┘\n",
		12: "┌ title ───┐\n│ abcd     │\n└ foot ────┘\n",
	} {
		var b strings.Builder
		for _, l := range p.Box("title", "foot", []string{"abcd"}, width) {
			if p.Width(l) != width {
				t.Errorf("%d: a line has %d cells", width, p.Width(l))
			}
			b.WriteString(ansi.Strip(l) + "\n")
		}
		if b.String() != want {
			t.Errorf("%d:\n%s\nwant\n%s", width, b.String(), want)
		}
	}
}
