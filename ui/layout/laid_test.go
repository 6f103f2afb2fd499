package layout

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/model"
	"stet/model/need"
)

// laidArticle has a block of each kind, with words of every width and direction, and what
// cannot be broken or shown.
func laidArticle() *model.Article {
	a := &model.Article{}
	add := func(b model.Block, text string) {
		b.Range.Start = model.Pos(len(a.Text))
		a.Text += text
		b.Range.End = model.Pos(len(a.Text))
		a.Text += "\n\n"
		a.Blocks = append(a.Blocks, b)
	}
	add(model.Block{Kind: model.Heading, Level: 1}, "Harbour board approves the night ferry")
	add(model.Block{Kind: model.Paragraph}, "The ferry costs 40 million euros — it is said — and nobody-knows/who pays. https://gazette.example/ferry/2019/07/05")
	add(model.Block{Kind: model.Paragraph, Soft: true}, "Soft lines\nare one\nparagraph.")
	add(model.Block{Kind: model.Paragraph}, "Hard lines\nare two,\tand a tab.\n")
	add(model.Block{Kind: model.Blockquote, Level: 1}, "A quotation that is longer than a line.")
	add(model.Block{Kind: model.Blockquote, Level: 2}, "Within another.")
	add(model.Block{Kind: model.ListItem, Level: 1, Marker: "•"}, "one ferry at night, which sails at ten")
	add(model.Block{Kind: model.ListItem, Level: 2, Marker: "12."}, "two by day, which sail at six and at noon")
	add(model.Block{Kind: model.Code}, "if x  ==  1 {\n\treturn a_very_long_name_of_a_function(x)\n}")
	add(model.Block{Kind: model.Caption}, "The ferry. Photo: Ann Roe")
	add(model.Block{Kind: model.Table, Align: []model.Align{0, 1, 2}}, "ship\tday\tseats\nferry\tMonday\t40\nthe old boat\t\t1,200\n")
	add(model.Block{Kind: model.Paragraph}, "日本語のテキストは、どこでも折り返せる。abc 日本 def")
	add(model.Block{Kind: model.Paragraph}, "ראש הממשלה אמר כי ״המצב השתפר מאוד״ בשנה 2019 האחרונה, and then in English again.")
	add(model.Block{Kind: model.Paragraph}, "He said ראש הממשלה (2019) and left. 12 אב 34")
	add(model.Block{Kind: model.Paragraph}, "e\u0301a\u200bb\u00a0c d\u00ade \x1b[31mred\x1b[0m 👩‍👩‍👧 x\u2028y \ufeffz")
	add(model.Block{Kind: model.Paragraph}, "")
	add(model.Block{Kind: model.Boilerplate, Rule: true}, "Subscribe   to  the Gazette")
	at := func(words string) model.Range {
		i := strings.Index(a.Text, words)
		return model.Range{Start: model.Pos(i), End: model.Pos(i + len(words))}
	}
	a.Blocks[1].Spans = []model.Span{{Range: at("40 million"), Mark: model.Strong}, {Range: at("million"), Mark: model.Emphasis}, {Range: at("https://gazette.example/ferry/2019/07/05"), Mark: model.Link, Href: "https://gazette.example/ferry"}}
	return a
}

// TestHowAnArticleIsLaidOut holds each line of a page at several widths, where its cells
// are in the text, and the text's places in cells.
func TestHowAnArticleIsLaidOut(t *testing.T) {
	a := laidArticle()
	for _, order := range []Order{Ours, Terminal} {
		var b strings.Builder
		for _, width := range []int{1, 4, 9, 20, 41, 72, 200} {
			p := New(a, Options{Width: width, Measure: ansi.GraphemeWidth.StringWidth, Order: order, Show: func(c string) string {
				if c == "\x1b" {
					return "␛"
				}
				return c
			}})
			fmt.Fprintf(&b, "==== %d wide, top %v, bottom %v %v\n", width, p.Top(), p.Bottom(1), p.Bottom(20))
			for i := range a.Blocks {
				fmt.Fprintf(&b, "block %d: %d lines\n", i, p.Height(i))
			}
			for _, l := range p.Lines(p.Top(), 400) {
				fmt.Fprintf(&b, "%v %d-%d gap %v %d re %v %.3f:", l.At, l.Src.Start, l.Src.End, l.Gap, l.Row, l.Reordered, p.Fraction(l.At))
				for _, r := range l.Shown() {
					fmt.Fprintf(&b, " [%d %q %q %v]", r.Cell, r.Text, r.Style, r.RTL)
				}
				if width == 20 || width == 41 {
					for cell := -1; cell < 23; cell += 4 {
						pos, ok := p.PosAt(Point{At: l.At, Cell: cell})
						fmt.Fprintf(&b, " %d:%d,%v,%d", cell, pos, ok, p.PosNear(Point{At: l.At, Cell: cell}))
					}
				}
				b.WriteString("\n")
			}
			if width == 20 || width == 9 {
				for pos := model.Pos(0); int(pos) <= len(a.Text); pos += 3 {
					fmt.Fprintf(&b, "%d at %v on %v\n", pos, p.PointAt(pos), p.LineOf(pos))
				}
				for _, n := range []int{-99, -7, -1, 0, 1, 6, 99} {
					fmt.Fprintf(&b, "moved by %d: %v %v\n", n, p.Move(p.Top(), n), p.Move(p.LineOf(model.Pos(len(a.Text)/2)), n))
				}
			}
		}
		need.Golden(t, filepath.Join("testdata", fmt.Sprintf("laid-%d.txt", order)), b.String(), 0)
	}
	var b strings.Builder
	for _, s := range []string{"abc", "אבג", "abc אבג", "אבג abc", "12 אב", "אב 12 גד (34)", "«אב» a", "a (אב) b", "", "1 2 3", "אב, גד. ab", "مرحبا 123 بك", "a\u200fאב", "אב!", "x = אב + 1"} {
		fmt.Fprintf(&b, "%q right to left %v: %+v\n", s, RightToLeft(s), Stretches(s))
	}
	need.Golden(t, filepath.Join("testdata", "stretches.txt"), b.String(), 0)
}
