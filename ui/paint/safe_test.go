package paint

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"

	"stet/model"
	"stet/model/clean"
	"stet/ui/layout"
)

// ours are the only sequences that the painter makes.
var ours = regexp.MustCompile(`\x1b\[(0;[0-9;]+)?m`)

// safe strips our sequences from out and fails if anything is left that a
// terminal would obey.
func safe(t *testing.T, out string) string {
	t.Helper()
	rest := ours.ReplaceAllString(out, "")
	for _, r := range rest {
		if r < ' ' || 0x7F <= r && r <= 0x9F || 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069 {
			t.Fatalf("%U reaches the terminal in %q", r, out)
		}
	}
	if !utf8.ValidString(rest) {
		t.Fatalf("invalid UTF-8 reaches the terminal in %q", out)
	}
	return rest
}

// letters are those of a line in any order, without the shapes that neighbours give them.
func letters(line string) string {
	var out []rune
	for _, r := range norm.NFKD.String(line) {
		if unicode.IsLetter(r) {
			out = append(out, r)
		}
	}
	slices.Sort(out)
	return string(out)
}

// FuzzNothingButStyleReachesTheTerminal: whatever is in an article, in a
// label or in a name of stet, the output has no escape but SGR, and without it
// is the text as package clean shows it.
func FuzzNothingButStyleReachesTheTerminal(f *testing.F) {
	f.Add("he said\x1b[2J no", "\x1b]0;title\x07", 3, 9, 8, true)
	f.Add("\u009b31m\u202eabc\u2066 \xff\xc2", "👩‍👩‍👧‍👦\u0085", 0, 4, 2, false)
	f.Add("e\u0301\u200d\ufe0f日本\r\n\tx", "\u200f", 2, 3, 7, true)
	f.Fuzz(func(t *testing.T, text, chrome string, start, length, width int, grapheme bool) {
		text, chrome, width = text[:min(len(text), 4096)], chrome[:min(len(chrome), 4096)], min(width, 300)
		m := ansi.WcWidth
		if grapheme {
			m = ansi.GraphemeWidth
		}
		p := painter(t, m)
		a := &model.Article{Text: text, Blocks: []model.Block{{Kind: model.BlockKind(len(chrome) % 8), Range: model.Range{End: model.Pos(len(text))}, Marker: chrome}}}
		marks := []Mark{
			{Range: model.Range{Start: model.Pos(start), End: model.Pos(start + length)}, Layer: Name, Role: "name"},
			{Range: model.Range{Start: model.Pos(start + 1), End: model.Pos(start + length)}, Layer: Label, Role: "search", Replace: chrome},
		}
		sortMarks(marks)
		page := layout.New(a, p.Page(width))
		for _, l := range page.Lines(page.Top(), 200) {
			safe(t, p.Line(l, marks))
			var want strings.Builder
			for _, r := range l.Runs {
				want.WriteString(r.Text)
			}
			got := safe(t, p.Line(l, marks[:0]))
			if same := got == want.String(); !same && (!l.Reordered || letters(got) != letters(want.String())) {
				t.Fatalf("line %v shows %q, laid out was %q", l.At, got, want.String())
			}
		}

		styled := p.Text("heading", chrome)
		if got := safe(t, styled); grapheme && got != clean.Line(chrome) && letters(got) != letters(clean.Line(chrome)) {
			t.Fatalf("%q is shown as %q", chrome, got)
		}
		for _, out := range []string{
			p.Fit(styled, width), p.Join(styled, styled, width),
			p.Fit(chrome, width), p.Join(chrome, chrome, width), // what has not passed through Text either
			strings.Join(p.Box(chrome, chrome, []string{chrome}, min(width, 100)), ""),
			strings.Join(p.Over([]string{chrome}, []string{styled}, start%50, 0), ""),
		} {
			// Raw text may bring SGR of its own; nothing else.
			safe(t, sgr.ReplaceAllString(regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(out, ""), ""))
		}
	})
}
