package paint

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestFit(t *testing.T) {
	p := painter(t, ansi.WcWidth)
	name, plain := p.Text("name", "Lavrov"), "Lavrov"
	for _, test := range []struct {
		in    string
		width int
		want  string
	}{
		{plain, 8, "Lavrov  "},
		{plain, 6, "Lavrov"},
		{plain, 4, "Lav…"},
		{plain, 1, "…"},
		{plain, 0, ""},
		{plain, -3, ""},
		{name, 8, "<31>Lavrov</>  "},
		{name, 4, "<31>Lav…</>"},
		{"日本", 4, "日本"},
		{"日本", 3, "日…"},
		{"日本語", 4, "日 …"},
		{"a" + name, 3, "a<31>L…</>"},
		{name + " b", 6, "<31>Lavro…</>"},
		{name + " bc", 8, "<31>Lavrov</> …"},
	} {
		if got := readable(p.Fit(test.in, test.width)); got != test.want {
			t.Errorf("Fit(%q, %d) = %q, want %q", readable(test.in), test.width, got, test.want)
		}
	}
}

func TestJoin(t *testing.T) {
	p := painter(t, ansi.WcWidth)
	for _, test := range []struct {
		left, right string
		width       int
		want        string
	}{
		{"saved", "Top", 12, "saved    Top"},
		{"6 quotes found", "Top", 10, "6 quot…Top"},
		{"saved", "libya.txt", 4, "lib…"},
		{"", "", 3, "   "},
	} {
		if got := p.Join(test.left, test.right, test.width); got != test.want {
			t.Errorf("Join(%q, %q, %d) = %q, want %q", test.left, test.right, test.width, got, test.want)
		}
	}
}

func TestABoxOverTheText(t *testing.T) {
	p := painter(t, ansi.WcWidth)
	screen := []string{
		"Yet Khalifa Haftar,",
		p.Text("kind.quote", "the commander of the"),
		"日本語日本語",
		"army.",
	}
	box := p.Box("who", "esc", []string{"1  Sergey Lavrov"}, 14)
	got := readable(strings.Join(p.Over(screen, box, 3, 1), "\n"))
	want := strings.Join([]string{
		"Yet Khalifa Haftar,",
		"<44>the</>┌ who ───────┐<44>the</>",
		"日 │ 1  Sergey …│",
		"arm└ esc ───────┘",
	}, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAnythingFitsAnywhere(t *testing.T) {
	p := painter(t, ansi.WcWidth)
	screen := []string{p.Text("name", "日本語 text"), "", "abc"}
	for w := range 12 {
		for _, x := range []int{-5, -1, 0, 1, 4, 20} {
			for _, y := range []int{-2, 0, 2, 9} {
				box := p.Box("a title", "a footer", []string{"one", p.Text("kind.quote", "日本")}, w)
				for _, l := range box {
					if p.Width(l) != w {
						t.Fatalf("a box of %d cells has a line of %d: %q", w, p.Width(l), l)
					}
				}
				if got := p.Over(screen, box, x, y); len(got) != len(screen) {
					t.Fatalf("the screen has %d lines after a box", len(got))
				}
			}
		}
	}
}

// TestOneCell: what is not looked up is what would be found.
func TestOneCell(t *testing.T) {
	for r := rune(0); r <= 0x10FFFF; r++ {
		if !oneCell(r) {
			continue
		}
		for _, m := range []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth} {
			if w := m.StringWidth(string(r)); w != 1 {
				t.Errorf("%U takes %d cells by method %d", r, w, m)
			}
		}
	}
}

// FuzzCut holds that a styled line falls apart into cells: the pieces show what
// the whole shows, and each is as wide as it should be.
func FuzzCut(f *testing.F) {
	f.Add("he said no", "日本 👩‍👩‍👧‍👦", uint8(4), uint8(9))
	f.Add("\x1b[2J\x1b[31mx", "e\u0301\u200b\ufe0f", uint8(0), uint8(3))
	f.Fuzz(func(t *testing.T, a, b string, from, to uint8) {
		for _, m := range []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth} {
			p := painter(t, m)
			s := p.Text("name", a) + p.Text("kind.quote", b)
			width := p.Width(s)
			if to < from {
				from, to = to, from
			}
			piece := p.cut(s, int(from), int(to))
			if got, want := p.Width(piece), max(0, min(int(to), width)-min(int(from), width)); got != want {
				t.Fatalf("cells %d to %d of %q are %d wide, want %d: %q", from, to, s, got, want, piece)
			}
			if got := p.Width(p.Fit(s, int(from))); got != int(from) {
				t.Fatalf("Fit(%q, %d) is %d wide", s, from, got)
			}
			if whole := p.cut(s, 0, width); ansi.Strip(whole) != ansi.Strip(s) {
				t.Fatalf("all cells of %q are %q", s, whole)
			}
		}
	})
}
