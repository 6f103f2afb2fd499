package layout_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"

	"stet/model"
	"stet/model/clean"
	"stet/ui/layout"
)

// FuzzPromises holds the promises of the package over texts in all scripts,
// page widths, and both ways to count cells.
func FuzzPromises(f *testing.F) {
	for _, s := range []string{
		"The minister said “we will not yield”, and left.",
		"# A title\n\n> 日本語のテキスト and 🏳️‍🌈 flags 👩🏽‍🔬 1️⃣ 🇩🇪🇫🇷\n\n* one\n\n* two",
		"averyveryverylongword x",
		"the co\u00adop\u00ader\u00adop\u00ade",
		"the co\u00adop\u00ader\u00ad\u0301ation\u00ad goes on\u00ad\t\u00adx",
		"وقال الوزير: “لن نتراجع” שלום עולם",
		"e\u0301a\u0300\u0301\u0302 न्दी हिन्दी क्षत्रिय 각한국어",
		"\x1b[31m\u009b31m\u202eabc\u2066\u200b\u200d\ufe0f\r\n\ttab\x7f\xff",
		"    code {\n\t\tx\n\n}",
		"| a\t日本\nccc\td\t\n\te",
		`\ soft` + "\nline end \n here",
		strings.Repeat("\u0301", 300) + "a" + strings.Repeat("\u200b", 300),
		strings.Repeat("word ", 5000),
		strings.Repeat("日本語。", 3000),
		"\u0600a \u0600\u0301 🇩\u200b🇪 1\u200b\ufe0f\u20e3",
	} {
		f.Add(s, 12, true)
		f.Add(s, 1, false)
		f.Add(s, 80, false)
	}
	f.Fuzz(func(t *testing.T, text string, width int, grapheme bool) {
		text = strings.ToValidUTF8(text[:min(len(text), 64<<10)], "\ufffd") // as when an article is read
		width = min(width, 300)
		method := ansi.WcWidth
		if grapheme {
			method = ansi.GraphemeWidth
		}
		a := article(text)
		p := layout.New(a, layout.Options{Width: width, Measure: method.StringWidth})
		lines := p.Lines(p.Top(), 1<<20)
		covered(t, a, lines)
		for i, l := range lines {
			fits(t, a, l, max(1, width), method)
			truthful(t, a, l)
			if i%7 == 0 || len(lines) < 50 {
				agrees(t, p, l, max(1, width))
			}
		}
	})
}

// covered: the lines of a block cover its text once and in order.
func covered(t *testing.T, a *model.Article, lines []layout.Line) {
	t.Helper()
	for i, b := range a.Blocks {
		at := b.Range.Start
		for len(lines) > 0 && lines[0].At.Block == i {
			l := lines[0]
			if l.Src.Start != at || l.Src.End < at {
				t.Fatalf("line %v covers %v, want it to begin at %d", l.At, l.Src, at)
			}
			if len(lines) > 1 && !l.At.Before(lines[1].At) {
				t.Fatalf("line %v is followed by %v", l.At, lines[1].At)
			}
			at, lines = l.Src.End, lines[1:]
		}
		if at != b.Range.End {
			t.Fatalf("the lines of block %d end at %d, the block at %d", i, at, b.Range.End)
		}
	}
	if len(lines) > 0 {
		t.Fatalf("line %v is in no block", lines[0].At)
	}
}

// fits: no line is wider than the page unless the single cluster on it is wider
// than its margin leaves.
func fits(t *testing.T, a *model.Article, l layout.Line, width int, method ansi.Method) {
	t.Helper()
	if w := method.StringWidth(shown(l)); w > width {
		text := l.Runs
		if text[0].Src.Empty() {
			text = text[1:]
		}
		if src := a.Slice(text[0].Src); len(text) != 1 || graphemes.FromString(src).First() != src {
			t.Fatalf("line %v is %d cells wide, the page %d: %q", l.At, w, width, shown(l))
		}
	}
}

// truthful: what is shown is the text of the article or stands for it, and is
// safe to write.
func truthful(t *testing.T, a *model.Article, l layout.Line) {
	t.Helper()
	at := l.Src.Start
	for _, r := range l.Runs {
		if !clean.Safe(r.Text) || strings.ContainsAny(r.Text, "\n\t") {
			t.Fatalf("line %v shows %q", l.At, r.Text)
		}
		if r.Src.Empty() {
			continue
		}
		if r.Src.Start < at || r.Src.End > l.Src.End {
			t.Fatalf("line %v covers %v, a run of it %v", l.At, l.Src, r.Src)
		}
		at = r.Src.End
		src := a.Slice(r.Src)
		if first := graphemes.FromString(src).First(); r.Text != src && first != src {
			t.Fatalf("%q stands for %q, which is more than a cluster", r.Text, src)
		}
	}
}

// agrees: a cell leads to the position that is drawn in that very cell.
func agrees(t *testing.T, p *layout.Page, l layout.Line, width int) {
	t.Helper()
	if !l.Src.Empty() {
		if got := p.LineOf(l.Src.Start); got != l.At {
			t.Fatalf("%d, the first position of line %v, is said to stand on %v", l.Src.Start, l.At, got)
		}
	}
	for cell := range width + 2 {
		pos, ok := p.PosAt(layout.Point{At: l.At, Cell: cell})
		if !ok {
			continue
		}
		if !l.Src.Contains(pos) {
			t.Fatalf("cell %d of line %v leads to %d, the line has %v", cell, l.At, pos, l.Src)
		}
		pt := p.PointAt(pos)
		if pt.At != l.At || pt.Cell > cell {
			t.Fatalf("cell %d of line %v leads to %d, which is drawn in %v", cell, l.At, pos, pt)
		}
		if back, ok := p.PosAt(pt); !ok || back != pos {
			t.Fatalf("position %d is drawn in %v, which leads to %d", pos, pt, back)
		}
	}
}

// FuzzMove holds that steps add up, whatever the blocks.
func FuzzMove(f *testing.F) {
	f.Add("one two three\n\n> four five\n\n* six\n\n* seven", 9, uint8(3), 4, uint8(0))
	f.Add(strings.Repeat("word ", 9000), 30, uint8(200), -80, uint8(1))
	f.Fuzz(func(t *testing.T, text string, width int, start uint8, n int, hide uint8) {
		text = strings.ToValidUTF8(text[:min(len(text), 64<<10)], "\ufffd")
		width, n = min(width, 300), n%500
		p := layout.New(article(text), layout.Options{Width: width, Hide: func(b int) bool { return hide>>(b%8)&1 == 1 }})
		all := p.Lines(p.Top(), 1<<20)
		if len(all) == 0 {
			return
		}
		from := int(start) % len(all)
		want := max(0, min(from+n, len(all)-1))
		if got := p.Move(all[from].At, n); got != all[want].At {
			t.Fatalf("%d lines from %v (line %d of %d) is %v, want %v", n, all[from].At, from, len(all), got, all[want].At)
		}
		if got := p.Bottom(len(all)); got != all[0].At {
			t.Fatalf("a window of the page's height begins at %v", got)
		}
		if got := p.Lines(all[from].At, 5); got[0].At != all[from].At || len(got) != min(5, len(all)-from) {
			t.Fatalf("5 lines from %v are %v", all[from].At, got)
		}
	})
}
