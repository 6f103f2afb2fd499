package model

import (
	"strings"
	"testing"
)

// Stretches between brackets become blocks; their spans go with them.
func TestPassages(t *testing.T) {
	a := &Article{Text: "One two. Three four.\n\nFive\nsix seven."}
	a.Blocks = []Block{
		{Kind: ListItem, Marker: "•", Line: 1, Range: Range{0, 20}, Spans: []Span{{Range: Range{4, 14}, Mark: Strong}}},
		{Kind: Paragraph, Line: 3, Range: Range{22, 37}},
	}
	for _, test := range []struct{ marked, want string }{
		{"[One two.] Three four.\n\nFive\nsix seven.", "• One two. (two.) line 1"},
		{"One two.[ Three four.]\n\nFive\nsix seven.", " Three four. (Three) line 1"},
		{"One two. [Three four.\n\nFive\nsix] seven.", " Three four. (Three) line 1| Five\nsix line 3"},
		{"One two. Three four.[\n\n]Five\n[six] seven.", " six line 4"},
		{"[One two.] [Three] [four.]\n\n[Five]\n[six] [seven.]", "• One two. (two.) line 1| Three (Three) line 1| four. line 1| Five line 3| six line 4| seven. line 4"},
		{"One two. Three four.\n\nFive\nsix seven.", ""},
	} {
		var stretches []Range
		text := test.marked
		for {
			from, to := strings.IndexByte(text, '['), strings.IndexByte(text, ']')
			if from < 0 {
				break
			}
			stretches = append(stretches, Range{Pos(from), Pos(to - 1)})
			text = text[:from] + text[from+1:to] + text[to+1:]
		}
		p := a.Passages(stretches)
		var got []string
		for _, b := range p.Blocks {
			s := b.Marker + " " + p.Slice(b.Range)
			for _, span := range b.Spans {
				s += " (" + p.Slice(span.Range) + ")"
			}
			got = append(got, s+" line "+string(rune('0'+b.Line)))
		}
		if strings.Join(got, "|") != test.want || p.Text != a.Text {
			t.Errorf("%q: %q, want %q", test.marked, strings.Join(got, "|"), test.want)
		}
	}
}

// Each block has its own spans and its own lines; one that came from no file has no line.
func TestPassagesOfSeveralBlocks(t *testing.T) {
	a := &Article{Text: "One\ntwo three.\n\nFour\nfive six."}
	a.Blocks = []Block{
		{Marker: "1.", Range: Range{0, 14}, Spans: []Span{{Range: Range{0, 7}, Mark: Strong}, {Range: Range{4, 7}, Mark: Emphasis}, {Range: Range{8, 13}, Mark: Link}}},
		{Marker: "2.", Range: Range{16, 30}, Spans: []Span{{Range: Range{16, 20}, Mark: Strong}}},
	}
	p := a.Passages([]Range{{4, 8}, {8, 20}, {20, 30}})
	var got []string
	for _, b := range p.Blocks {
		s := b.Marker + "[" + p.Slice(b.Range) + "]"
		for _, span := range b.Spans {
			s += " (" + p.Slice(span.Range) + ")"
		}
		if b.Line != 0 {
			t.Errorf("%s is on line %d of no file", s, b.Line)
		}
		got = append(got, s)
	}
	if got, want := strings.Join(got, ", "), "[two] (two) (two), [three.] (three), 2.[Four] (Four), [five six.]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if len(a.Passages([]Range{{4, 4}, {14, 16}}).Blocks) != 0 {
		t.Error("white space and nothing are no passage")
	}
}
