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
