package model

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// FuzzOffsets holds the converter to the plain definition: decode, then count.
func FuzzOffsets(f *testing.F) {
	f.Add("", 0)
	f.Add("“Today we can report”", 4)
	f.Add("👍🏽 é e\u0301 日本\xff", 7)
	for _, at := range []int{1023 * 4, 1024 * 4, 5000 * 4} {
		f.Add(strings.Repeat("👍", 6000), at)
		f.Add("é"+strings.Repeat("👍", 6000), at+2)
	}
	f.Fuzz(func(t *testing.T, text string, at int) {
		text = strings.ToValidUTF8(text, "\ufffd") // as when an article is read
		at = int(uint(at) % uint(len(text)+1))
		for at < len(text) && !utf8.RuneStart(text[at]) {
			at--
		}
		before := []rune(text[:at])
		o := NewOffsets(text)
		if got := o.CodePoint(Pos(at)); got != len(before) {
			t.Fatalf("byte %d is code point %d, want %d", at, got, len(before))
		}
		if got := o.UTF16(Pos(at)); got != len(utf16.Encode(before)) {
			t.Fatalf("byte %d is UTF-16 unit %d, want %d", at, got, len(utf16.Encode(before)))
		}
		if back, ok := o.PosOfCodePoint(len(before)); !ok || int(back) != at {
			t.Fatalf("code point %d is byte %d, want %d", len(before), back, at)
		}
		if back, ok := o.PosOfUTF16(len(utf16.Encode(before))); !ok || int(back) != at {
			t.Fatalf("unit %d is byte %d, want %d", len(utf16.Encode(before)), back, at)
		}
	})
}

func TestAnOffsetInsideASurrogatePairIsRefused(t *testing.T) {
	o := NewOffsets("a👍b")
	if _, ok := o.PosOfUTF16(2); ok {
		t.Error("unit 2 lies between the halves of 👍")
	}
	if p, ok := o.PosOfUTF16(3); !ok || p != 5 {
		t.Errorf("unit 3 is byte %d, %v; want 5", p, ok)
	}
	if _, ok := o.PosOfCodePoint(4); ok {
		t.Error("there is no fourth code point")
	}
}

// A place within a character counts as its end, one outside the text as its nearest edge.
func TestAPlaceWithinACharacterIsItsEnd(t *testing.T) {
	for _, before := range []int{0, stride - 5, stride - 2, stride - 1, stride, 2*stride - 3} {
		text := strings.Repeat("a", before) + "👍b"
		o := NewOffsets(text)
		for p, want := range map[int]int{-1: 0, before: before, before + 1: before + 2, before + 3: before + 2, before + 4: before + 2, before + 5: before + 3, before + 9: before + 3} {
			if got := o.UTF16(Pos(p)); got != want {
				t.Errorf("👍 at %d: %d units before byte %d, want %d", before, got, p, want)
			}
			if got := o.CodePoint(Pos(p)); got != min(want, before)+max(0, want-before-1) {
				t.Errorf("👍 at %d: %d code points before byte %d", before, got, p)
			}
		}
		if o.Len() != before+2 || o.LenUTF16() != before+3 {
			t.Errorf("👍 at %d: %d code points and %d units", before, o.Len(), o.LenUTF16())
		}
	}
	if o := NewOffsets("abc"); o.LenUTF16() != 3 || o.UTF16(2) != 2 || o.CodePoint(9) != 3 {
		t.Error("in ASCII all units are one")
	}
}

// U+10000 is the first character of two units; the table has a mark for each stride, and
// none for ASCII.
func TestTheTableOfOffsets(t *testing.T) {
	for text, want := range map[string]int{"\uffff": 1, "\U00010000": 2, "\U0010ffff": 2} {
		if got := NewOffsets(text).LenUTF16(); got != want {
			t.Errorf("%+q has %d units, want %d", text, got, want)
		}
	}
	if n := len(NewOffsets(strings.Repeat("é", 5*stride)).marks); n != 10 {
		t.Errorf("%d marks in 10 strides", n)
	}
	if NewOffsets(strings.Repeat("a", 5*stride)).marks != nil {
		t.Error("ASCII has a table")
	}
}

func BenchmarkCodePoint(b *testing.B) {
	text := strings.Repeat("The minister said “we will not yield”, and left the hall. ", 20_000)
	o := NewOffsets(text)
	for i := 0; b.Loop(); i++ {
		o.CodePoint(Pos(i * 1663 % len(text)))
	}
}

func BenchmarkOffsets(b *testing.B) {
	text := ""
	for len(text) < 1<<20 {
		text += "The minister said “we will not yield”, and left the hall. "
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		NewOffsets(text)
	}
}
