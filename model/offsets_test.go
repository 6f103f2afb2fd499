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
