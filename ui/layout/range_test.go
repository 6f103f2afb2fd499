package layout

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/bidi"

	"stet/model"
)

// No letter that is written from right to left is overlooked, and the scripts around
// theirs in Unicode are not looked at for it.
func TestLettersFromRightToLeftAreNotOverlooked(t *testing.T) {
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if r >= 0xD800 && r < 0xE000 {
			continue
		}
		if c := class(r); (c == bidi.R || c == bidi.AL || c == bidi.AN) && unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) && !mayReorder("a"+string(r)+"b") {
			t.Errorf("%U is overlooked", r)
		}
	}
	for _, r := range "aéßжω֏ऄ日の한👍﷿＀\uFAFF\uFE0F\U00011000\U0001F000\u200e" {
		if r != '﷿' && mayReorder("a"+string(r)+"b") {
			t.Errorf("%U is taken for a letter from right to left", r)
		}
	}
	for _, s := range []string{"", "\xD7", "a\xD7"} { // half a letter at the end is none
		if mayReorder(s) {
			t.Errorf("%q is taken for one", s)
		}
	}
}

// A paragraph goes the way of its first letter, unless most letters go the other way,
// two thirds of those of one that begins from right to left.
func TestWhichWayAParagraphGoes(t *testing.T) {
	for s, want := range map[string]bool{
		"": false, "one": false, "123": false, "א": true, "12 א": true, "(א": true,
		"a אא": true, "a א": false, "aa אא": false, "aa אאא": true,
		"א aa": false, "א a": true, "אא aaa": true, "אא aaaa": false, "ا bb": false, "ا b": true,
		strings.Repeat("a", enoughToTell+1) + strings.Repeat("א", enoughToTell): false,
		"א" + strings.Repeat("1", enoughToTell) + strings.Repeat("a", 99):       true,
	} {
		if got := RightToLeft(s); got != want {
			t.Errorf("%.20q goes from right to left: %t", s, got)
		}
	}
	for s, want := range map[string]string{
		"one": "", "": "", "אב": "<אב", "a אב c": ">a |<אב|> c", "אב 12": ">12|<אב ", "אב cd": ">cd|<אב ",
	} {
		var got []string
		for _, p := range Stretches(s) {
			got = append(got, map[bool]string{true: "<", false: ">"}[p.RTL]+p.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q is seen as %q, want %q", s, got, want)
		}
	}
}

// What needs no table to find where a line may end.
func TestPlainWords(t *testing.T) {
	for s, want := range map[string]int{
		"one two": 4, "one, two": 5, "one. two": 5, "3 men": 2, "A1 b": 3, "one  two": 5, "z9, Z": 4,
		"one": 0, "one ": 0, "one 2": 0, "one,two": 0, "one,, two": 0, "one! two": 0, "é a": 0, " a": 0, "": 0, "one é": 0, "one [a": 0, "a@ b": 0, "a` b": 0, "a{ b": 0, "one `a": 0, "one {a": 0, "one @a": 0, "/ a": 0, ": a": 0,
	} {
		if got := plainWord(s); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	}
}

// How much of the text lies above a line, and on which line a place is, that of a
// blank between two blocks included.
func TestWhereALineLies(t *testing.T) {
	text := "one two\n\nthree four five"
	a := &model.Article{Text: text, Blocks: []model.Block{{Range: model.Range{End: 7}, Soft: true}, {Range: model.Range{Start: 9, End: model.Pos(len(text))}, Soft: true}}}
	p := New(a, Options{Width: 10})
	for at, want := range map[At]float64{{}: 0, {Block: 1}: 9.0 / 24, {Block: 1, Line: 1}: 20.0 / 24} {
		if got := p.Fraction(at); got != want {
			t.Errorf("%v lies at %f, want %f", at, got, want)
		}
	}
	for pos, want := range map[model.Pos]At{0: {}, 6: {}, 9: {Block: 1}, 19: {Block: 1}, 20: {Block: 1, Line: 1}, 23: {Block: 1, Line: 1}} {
		if got := p.LineOf(pos); got != want {
			t.Errorf("%d stands on %v, want %v", pos, got, want)
		}
	}
	if p := New(&model.Article{}, Options{Width: 10}); p.Fraction(At{}) != 0 || p.LineOf(0) != (At{}) || p.Height(0) != 0 || p.Height(-1) != 0 {
		t.Error("an empty article has a place")
	}
}

// Styles are cut where a span begins or ends; what overlaps has both, what touches has
// none between, and what lies outside of the block counts for nothing.
func TestStylesOfOverlappingSpans(t *testing.T) {
	span := func(from, to int, m model.InlineMark) model.Span {
		return model.Span{Range: model.Range{Start: model.Pos(from), End: model.Pos(to)}, Mark: m}
	}
	for _, c := range []struct {
		name  string
		spans []model.Span
		want  string
	}{
		{"none", nil, "20 base"},
		{"all of it", []model.Span{span(10, 20, model.Strong)}, "20 base strong"},
		{"in the middle", []model.Span{span(12, 15, model.Emphasis)}, "12 base, 15 base emphasis, 20 base"},
		{"one in another", []model.Span{span(10, 20, model.Strong), span(12, 15, model.Link)}, "12 base strong, 15 base strong link, 20 base strong"},
		{"two that touch", []model.Span{span(10, 15, model.Strong), span(15, 20, model.Monospace)}, "15 base strong, 20 base code"},
		{"two of one kind", []model.Span{span(10, 15, model.Strong), span(12, 18, model.Strong)}, "12 base strong, 15 base strong, 18 base strong, 20 base"},
		{"out of the block", []model.Span{span(0, 10, model.Strong), span(20, 30, model.Strong), span(5, 12, model.Link)}, "12 base link, 20 base"},
		{"empty", []model.Span{span(12, 12, model.Strong)}, "20 base"},
	} {
		var got []string
		for _, s := range flattenSpans("base", c.spans, model.Range{Start: 10, End: 20}) {
			got = append(got, strings.Join([]string{string('0'+rune(s.end/10)) + string('0'+rune(s.end%10)), s.style}, " "))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
}
