package paint

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/model"
	"stet/model/need"
	"stet/ui/layout"
	"stet/ui/theme"
)

// paintedTheme has a colour of each sort and each attribute.
const paintedTheme = `
[both]
"name" = "red"
"kind.quote" = "on blue"
"kind.claim" = "underline"
"speaker" = "bold"
"heading" = "italic 15"
"link" = "200 on 16"
"bar" = "reverse"
"muted" = "faint strike"
"search" = "#0a0b0c on #ff8001"
"card.border" = "green"
"card.title" = "bold"
"card.footer" = "faint"
`

// paintedTexts are texts to paint: words of every width and direction, with the characters
// that join, mark and order them, and escape sequences whole and broken.
var paintedTexts = []string{
	"", "a", "Lavrov", "two words", "日本語", "a日b", "e\u0301a", "日\u0301本", "½ﬁß„x“", "é\x1b[2Jx", "\x1b[31mred\x1b[0m", "\x1b[31mred", "a\x1b[31;4mb\x1b[mc\x1b[0md",
	"\x1b[3", "\x1b[", "\x1b[3xa", "\x1b[31mת", "\u009b31m", "a\x00b\x7f", "\xff\xc2a", "אמר דן", "(אב) abc", "abc (אב)", "1 < 2 «אב»", "אב 12 ג", "\u200eאב\u200f", "א\u05b0ב",
	"كتاب", "بين", "لا", "كـ", "ـك", "ب\u200cب", "بُب", "ٱب", "ب\u200dب", "\u200dب", "١٢ب", "ڤب", "ۀب", "ء", "\u061Cبب", "پ۶", "آب", "ے", "ص\u06D4",
	"👩‍👩‍👧", "⚠️", "⚠\ufe0f x", "1️⃣", "1\ufe0f", "👍🏽", "x\u200d", "ℹ️", "🇩🇪", "✊🏻", "✊🏿", "❤️‍🔥", "¡", "ʯ", "ʰ", "ώ", "Ϗ", "я", "ѐ", "‐", "‧", "\u2028", "΢", "À", "×", "~", "\u00a0", "Α", "А",
}

// said is what is written, with a sign for each character that a terminal obeys.
func (p *Painter) said(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7F && r < 0xA0 {
			return '␛'
		}
		return r
	}, readable(s))
}

// TestWhatIsPainted holds what comes of texts in cells, cards, bars and lines, for a
// terminal that counts by characters, one that counts by clusters, one that has ASCII
// only and one that reorders by itself.
func TestWhatIsPainted(t *testing.T) {
	th, err := theme.Parse("test", []byte(paintedTheme), true)
	if err != nil {
		t.Fatal(err)
	}
	painters := map[string]*Painter{
		"characters": New(th, ansi.WcWidth), "clusters": New(th, ansi.GraphemeWidth), "ascii": New(th, ansi.WcWidth).ASCII(),
		"reorders": New(th, ansi.GraphemeWidth).InTerminalOrder(),
	}
	for name, p := range painters {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			say := func(format string, values ...any) { fmt.Fprintf(&b, format+"\n", values...) }
			for _, s := range paintedTexts {
				say("%+q\t%d\t%s|%s", s, p.Width(s), p.said(p.Text("", s)), p.said(p.Text("name", s)))
				say("\tfit: %s", p.each(p.Fit, s, 0, 1, 2, 3, 4, 6))
				say("\tfit styled: %s", p.each(p.Fit, p.Text("name", s), 1, 2, 3, 5))
				say("\tcell: %s", p.each(func(s string, w int) string { return p.Cell("kind.quote", s, w) }, s, 0, 2, 5))
				say("\tcut: %s", p.said(strings.Join([]string{p.cut("a"+s+"b", 1, 2), p.cut("a"+s+"b", 2, 4), p.cut("a"+p.Text("name", s)+p.Text("speaker", "b"), 1, 3), p.cut(s, 1, 1), p.cut(s, 0, 1)}, "|")))
				say("\tjoin: %s", p.each(func(s string, w int) string { return p.Join(s, "Top", w) }, s, 3, 5))
				say("\tbar: %s", p.each(func(s string, w int) string {
					return p.Bar("bar", s, p.Text("name", "Top"), w) + "|" + p.Bar("bar", p.Text("name", "x"), s, w)
				}, s, 4, 7, 9))
				say("\tbox: %s", p.said(strings.Join(p.Box(s, s, []string{s, p.Text("name", s)}, 9), "|")))
				say("\tover: %s", p.said(strings.Join(p.Over([]string{s, p.Text("name", s), "abcdefgh"}, []string{s, "xy"}, 2, 1), "|")))
				say("\twrapped: %s", p.said(strings.Join(p.Wrap(s+" one two "+s+" three", 9, 3), "|")))
				say("\tline: %s", p.article(s))
			}
			for _, role := range strings.Fields("name kind.quote kind.claim speaker heading link bar muted search none") {
				say("%s\t%s|%s|%s %v", role, p.said(p.Text(role, "x")), p.said(p.Text("bar "+role, "x")), p.said(p.Text(role+" kind.quote speaker", "x")), p.Grounded(role))
			}
			for _, w := range []int{0, 3, 4, 5, 7, 80, 81} {
				say("%d\t%s|%s", w, p.Fit("a", w), p.said(strings.Join(p.Box("title", "", []string{"line"}, w), "|")))
			}
			for _, w := range []int{3, 4, 5, 6, 9, 10} {
				say("%d\t%s", w, strings.Join([]string{
					strings.Join(p.Wrap("ab cd efg hijklmnopqr s t u", w, 3), "|"), strings.Join(p.Wrap("ab cd", w, 1), "|"), strings.Join(p.Wrap("ab cd ef", w, 9), "|"),
					strings.Join(p.Wrap(strings.Repeat("e"+strings.Repeat("\u0301", 9)+" ", 9), w, 5), "|"),
				}, " / "))
			}
			need.Golden(t, filepath.Join("testdata", "painted", name+".txt"), b.String(), 0)
		})
	}
}

// each is what do makes of a text in some widths.
func (p *Painter) each(do func(string, int) string, s string, widths ...int) string {
	var out []string
	for _, w := range widths {
		out = append(out, p.said(do(s, w)))
	}
	return strings.Join(out, "|")
}

// article is a text as an article of narrow lines, with a name, a quote and a label in it.
func (p *Painter) article(s string) string {
	text := "x " + s + " y" + s + " z"
	a := &model.Article{Text: text, Blocks: []model.Block{{Range: model.Range{End: model.Pos(len(text))}}}}
	page := layout.New(a, p.Page(9))
	at := model.Pos(2 + len(s)/3)
	marks := []Mark{
		{Range: model.Range{Start: 1, End: at + 3}, Layer: Quote, Role: "kind.quote"},
		{Range: model.Range{Start: at, End: at + 2}, Layer: Name, Role: "name"},
		{Range: model.Range{Start: model.Pos(3 + len(s)), End: model.Pos(len(text) - 1)}, Layer: Label, Role: "search", Replace: "AB"},
		{Range: model.Range{Start: model.Pos(3 + len(s)), End: model.Pos(len(text) - 1)}, Layer: Claim, Role: "kind.claim", Replace: "no"},
	}
	sortMarks(marks)
	var out []string
	for _, l := range page.Lines(page.Top(), 9) {
		out = append(out, p.said(p.Line(l, marks)))
	}
	return strings.Join(out, "|")
}
