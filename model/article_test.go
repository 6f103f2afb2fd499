package model

import "testing"

func TestLinesOfTheFile(t *testing.T) {
	// A Markdown file: three lines of front matter, a title, a paragraph of two lines.
	a := &Article{Text: "Title\n\nfirst line\nsecond line", Blocks: []Block{
		{Kind: Heading, Range: Range{0, 5}, Line: 4},
		{Kind: Paragraph, Range: Range{7, 29}, Line: 7, Soft: true},
	}}
	for _, tt := range []struct {
		pos  Pos
		line int
	}{{0, 4}, {7, 7}, {18, 8}, {28, 8}} {
		if got := a.LineOf(tt.pos); got != tt.line {
			t.Errorf("byte %d is on line %d, want %d", tt.pos, got, tt.line)
		}
	}
	for _, tt := range []struct {
		line int
		pos  Pos
	}{{1, 0}, {4, 0}, {5, 7}, {7, 7}, {8, 18}} {
		if got, ok := a.LineStart(tt.line); !ok || got != tt.pos {
			t.Errorf("line %d begins at %d, %v; want %d", tt.line, got, ok, tt.pos)
		}
	}
	if _, ok := a.LineStart(9); ok {
		t.Error("there is no line 9")
	}
}
