package layout_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/model"
	"stet/ui/layout"
)

var blockMarks = map[string]model.BlockKind{
	"# ": model.Heading, "> ": model.Blockquote, "* ": model.ListItem, "    ": model.Code, "| ": model.Table,
}

// article reads blocks apart by an empty line. A block's first characters say
// what it is: "# " a heading, "> " a quotation, "* " a list item, "| " a table,
// "    " code; "\\ " before a paragraph makes its line ends soft.
func article(text string) *model.Article {
	a := &model.Article{}
	var all strings.Builder
	for i, s := range strings.Split(strings.Trim(text, "\n"), "\n\n") {
		b := model.Block{}
		for mark, kind := range blockMarks {
			if rest, ok := strings.CutPrefix(s, mark); ok {
				b.Kind, b.Level, s = kind, 1, rest
			}
		}
		s, b.Soft = strings.CutPrefix(s, `\ `)
		if i > 0 {
			all.WriteString("\n\n")
		}
		b.Range.Start = model.Pos(all.Len())
		all.WriteString(s)
		b.Range.End = model.Pos(all.Len())
		a.Blocks = append(a.Blocks, b)
	}
	a.Text = all.String()
	return a
}

func page(text string, width int) *layout.Page {
	return layout.New(article(text), layout.Options{Width: width, Measure: ansi.WcWidth.StringWidth})
}

func shown(l layout.Line) string {
	var b strings.Builder
	for _, r := range l.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// screen writes lines as they are seen, gap lines as "~".
func screen(lines []layout.Line) string {
	var b strings.Builder
	for _, l := range lines {
		if l.Gap {
			b.WriteString("~")
		}
		b.WriteString(shown(l) + "\n")
	}
	return b.String()
}

// The columns of a table are aligned as its source marks them.
func TestColumnsAreAligned(t *testing.T) {
	a := article("| who\tsaid\tdays\nLavrov\tprogress\t7\nRoe\tno\t120")
	a.Blocks[0].Align = []model.Align{model.Left, model.Centre, model.Right}
	p := layout.New(a, layout.Options{Width: 30, Measure: ansi.WcWidth.StringWidth})
	want := "who    │   said   │ days\nLavrov │ progress │    7\nRoe    │    no    │  120\n~\n"
	if got := screen(p.Lines(p.Top(), 10)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLayOut(t *testing.T) {
	tests := []struct {
		name  string
		width int
		in    string
		want  string
	}{
		{"words go to the next line whole", 14, "The minister said no.",
			"The minister\nsaid no.\n~\n"},
		{"a blank at the edge hangs over it", 12, "The minister said no.",
			"The minister\nsaid no.\n~\n"},
		{"a word wider than the page is cut", 5, "unconstitutional",
			"uncon\nstitu\ntiona\nl\n~\n"},
		{"no line begins with a stop", 8, "日本語テ。キスト",
			"日本語\nテ。キス\nト\n~\n"},
		{"wide letters take two cells", 5, "日本語",
			"日本\n語\n~\n"},
		{"a quotation has a bar at each line", 10, "> We will not yield.",
			"▎ We will\n▎ not\n▎ yield.\n~\n"},
		{"an item hangs under its bullet, without a gap", 10, "* one and two\n\n* three",
			"• one and\n  two\n• three\n~\n"},
		{"a line end is a line end", 20, "Sergey Lavrov\nMoscow",
			"Sergey Lavrov\nMoscow\n~\n"},
		{"a soft line end is a blank", 20, `\ Sergey` + "\nLavrov, Moscow",
			"Sergey Lavrov,\nMoscow\n~\n"},
		{"code is cut anywhere, its indent stays", 10, "    if x {\n\treturn\n}",
			"  if x {\n       ret\n  urn\n  }\n~\n"},
		{"a table has columns", 30, "| who\tsaid\nSergey Lavrov\tprogress\n\tno",
			"who           │ said\nSergey Lavrov │ progress\n              │ no\n~\n"},
		{"a table that is too wide has rows", 16, "| who\tsaid\nSergey Lavrov\tsome progress",
			"who\n  said\nSergey Lavrov\n  said  some\n        progress\n~\n"},
		{"the head of a column that is too long is cut with a sign", 48, "| who\twhat was said about it afterwards\nSergey Lavrov\tsome progress was made in Moscow on Monday",
			"who\n  what was said about it afterwards\nSergey Lavrov\n  what was said about…  some progress was made\n                        in Moscow on Monday\n~\n"},
		{"a narrow page has no margin", 3, "> ab cd",
			"ab\ncd\n~\n"},
		{"what is in the text does not reach the terminal", 20, "a\x1b[31mred\u202e",
			"a␛[31mred⇄\n~\n"},
		{"a soft hyphen is not seen", 20, "co\u00adoperation",
			"cooperation\n~\n"},
		{"but where it divides a word", 10, "the co\u00adoperation goes on",
			"the co-\noperation\ngoes on\n~\n"},
		{"and there is room for it", 6, "the co\u00adoperation",
			"the\ncooper\nation\n~\n"},
		{"an empty article has an empty line", 20, "", "\n~\n"},
	}
	for _, test := range tests {
		p := page(test.in, test.width)
		if got := screen(p.Lines(p.Top(), 100)); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

func TestHiddenBlocksTakeNoLine(t *testing.T) {
	a := article("one\n\ntwo\n\nthree\n\nfour")
	p := layout.New(a, layout.Options{Width: 20, Hide: func(b int) bool { return b == 0 || b == 2 }})
	if got, want := screen(p.Lines(p.Top(), 10)), "two\n~\nfour\n~\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	two, four := layout.At{Block: 1}, layout.At{Block: 3}
	for _, test := range []struct {
		word string
		want layout.At
	}{{"one", two}, {"two", two}, {"three", four}, {"four", four}} {
		if got := p.LineOf(model.Pos(strings.Index(a.Text, test.word))); got != test.want {
			t.Errorf("%q stands on %v, want %v", test.word, got, test.want)
		}
	}
	if got := p.Move(two, 2); got != four {
		t.Errorf("two lines below two is %v, want %v", got, four)
	}
	if p.Height(0) != 0 || p.Height(1) != 2 {
		t.Errorf("heights %d and %d, want 0 and 2", p.Height(0), p.Height(1))
	}

	none := layout.New(a, layout.Options{Width: 20, Hide: func(int) bool { return true }})
	if lines := none.Lines(none.Top(), 5); len(lines) != 0 {
		t.Errorf("a page with everything hidden has lines %v", lines)
	}
	if at := none.Move(none.Bottom(10), -3); at != (layout.At{}) {
		t.Errorf("moved to %v on a page without lines", at)
	}
}

func TestMoveStopsAtTheEnds(t *testing.T) {
	p := page("one\n\ntwo\n\nthree", 20)
	last := layout.At{Block: 2, Line: 1} // the gap under three
	for _, test := range []struct {
		from layout.At
		n    int
		want layout.At
	}{
		{p.Top(), 3, layout.At{Block: 1, Line: 1}},
		{p.Top(), 99, last},
		{last, -2, layout.At{Block: 1, Line: 1}},
		{last, -99, p.Top()},
		{layout.At{Block: 7}, 0, last},
		{layout.At{Block: -7, Line: 3}, 0, p.Top()},
		{layout.At{Block: 1, Line: 99}, 0, layout.At{Block: 1, Line: 1}},
	} {
		if got := p.Move(test.from, test.n); got != test.want {
			t.Errorf("%d from %v is %v, want %v", test.n, test.from, got, test.want)
		}
	}
	if got, want := p.Bottom(3), (layout.At{Block: 1, Line: 1}); got != want {
		t.Errorf("the last screen begins at %v, want %v", got, want)
	}
	if got := p.Bottom(99); got != p.Top() {
		t.Errorf("a window higher than the page begins at %v", got)
	}
}

func TestInlineStyles(t *testing.T) {
	a := article("# The plain truth")
	b := &a.Blocks[0]
	word := func(s string) model.Range {
		at := model.Pos(strings.Index(a.Text, s))
		return model.Range{Start: at, End: at + model.Pos(len(s))}
	}
	b.Spans = []model.Span{{Range: word("plain truth"), Mark: model.Strong}, {Range: word("truth"), Mark: model.Link}}
	p := layout.New(a, layout.Options{Width: 80})
	var got []string
	for _, r := range p.Lines(p.Top(), 1)[0].Runs {
		got = append(got, r.Style+":"+r.Text)
	}
	want := "heading:The |heading strong:plain |heading strong link:truth"
	if strings.Join(got, "|") != want {
		t.Errorf("got %s, want %s", strings.Join(got, "|"), want)
	}
}

// A text of 10 MB without a line end must be as quick to open at its end as at
// its beginning, and what is drawn there must be the same however one came.
func TestALongBlockIsLaidOutInParts(t *testing.T) {
	a := article(strings.Repeat("The minister said “we will not yield”, and left the hall. ", 3000))
	o := layout.Options{Width: 72, Measure: ansi.WcWidth.StringWidth}
	p := layout.New(a, o)
	end := p.Bottom(24)
	if lines := p.Lines(end, 100); len(lines) != 24 {
		t.Errorf("%d lines from the bottom screen on, want 24", len(lines))
	}
	walker := layout.New(a, o)
	at := walker.Top()
	for at.Before(end) {
		next := walker.Move(at, 1)
		if !at.Before(next) {
			t.Fatalf("the line below %v is %v", at, next)
		}
		at = next
	}
	if at != end {
		t.Errorf("line by line one comes to %v, want %v", at, end)
	}
}

func TestPosNear(t *testing.T) {
	p := page("> we will not yield", 10) // ▎ we will / ▎ not / ▎ yield
	for _, test := range []struct {
		line, cell int
		want       string
	}{
		{0, 0, "we will not yield"}, {0, 2, "we will not yield"}, {0, 5, "will not yield"}, {0, 40, "l not yield"},
		{1, 9, "t yield"}, {3, 4, ""},
	} {
		pos := p.PosNear(layout.Point{At: layout.At{Line: test.line}, Cell: test.cell})
		if got := "we will not yield"[pos:]; got != test.want {
			t.Errorf("near cell %d of line %d is %q, want %q", test.cell, test.line, got, test.want)
		}
	}
}
