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

// Without lines of a file those of the text are counted; of blocks of which only some have
// a line, one that has none is passed over.
func TestLinesOfATextWithoutAFile(t *testing.T) {
	a := &Article{Text: "\nTitle\n\nfirst\nsecond", Blocks: []Block{{Range: Range{1, 6}}, {Range: Range{8, 20}}}}
	for p, want := range map[Pos]int{0: 1, 1: 2, 6: 2, 8: 4, 13: 4, 14: 5, 20: 5} {
		if got := a.LineOf(p); got != want {
			t.Errorf("byte %d is on line %d, want %d", p, got, want)
		}
	}
	if at, ok := a.LineStart(1); ok {
		t.Errorf("line 1 begins at %d, of a text that came from no lines", at)
	}
	a.Blocks[1].Line = 4
	if at, ok := a.LineStart(5); !ok || at != 14 {
		t.Errorf("line 5 begins at %d, %t; want 14", at, ok)
	}
}

// A page begins with the position that is named; a page without words has none of them.
func TestThePageOfAPlace(t *testing.T) {
	a := &Article{Pages: []Pos{0, 10, 10, 30}}
	for p, want := range map[Pos]int{0: 1, 9: 1, 10: 3, 29: 3, 30: 4, 99: 4} {
		if got := a.PageOf(p); got != want {
			t.Errorf("byte %d is on page %d, want %d", p, got, want)
		}
	}
	if got := (&Article{}).PageOf(5); got != 0 {
		t.Errorf("page %d of a text without pages", got)
	}
}

// The block of a place is the one that begins there or before, and none before the first.
func TestTheBlockOfAPlace(t *testing.T) {
	a := &Article{Text: "  one\n\ntwo", Blocks: []Block{{Range: Range{2, 5}}, {Range: Range{7, 10}}}}
	for p, want := range map[Pos]int{0: -1, 1: -1, 2: 0, 5: 0, 6: 0, 7: 1, 10: 1} {
		if got := a.BlockAt(p); got != want {
			t.Errorf("byte %d is in block %d, want %d", p, got, want)
		}
	}
	for r, want := range map[Range]string{{2, 5}: "one", {7, 99}: "two", {-3, 3}: "  o", {5, 5}: "", {8, 7}: "", {50, 60}: ""} {
		if got := a.Slice(r); got != want {
			t.Errorf("%v covers %q, want %q", r, got, want)
		}
	}
}
