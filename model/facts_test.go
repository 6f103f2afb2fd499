package model

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
)

// Two ranges overlap where they share a byte; those that only touch do not.
func TestRangesThatTouchDoNotOverlap(t *testing.T) {
	r := Range{Start: 5, End: 10}
	for o, want := range map[Range]bool{{0, 5}: false, {0, 6}: true, {9, 12}: true, {10, 12}: false, {6, 8}: true, {0, 20}: true, {5, 10}: true, {4, 5}: false} {
		if r.Overlaps(o) != want || o.Overlaps(r) != want {
			t.Errorf("%v and %v overlap: %t", r, o, !want)
		}
	}
}

// The digest of a text is that of its bytes, however long it is.
func TestTheDigestOfAText(t *testing.T) {
	for _, text := range []string{"", "a", "Café", strings.Repeat("The ferry sails. ", 5000)} {
		sum := sha256.Sum256([]byte(text))
		if got := DigestOf(text); got != hex.EncodeToString(sum[:]) {
			t.Errorf("%d bytes: %s", len(text), got)
		}
	}
}

// Code, tables and the surroundings of a story are no prose.
func TestWhatIsProse(t *testing.T) {
	for kind, want := range map[BlockKind]bool{Paragraph: true, Heading: true, Blockquote: true, ListItem: true, Caption: true, Code: false, Table: false, Boilerplate: false} {
		if b := (Block{Kind: kind}); b.Prose() != want {
			t.Errorf("%v is prose: %t", kind, !want)
		}
	}
}

// The rest of a web page is hidden until it is asked for; the few lines of a text are not.
func TestWhereBoilerplateIsHidden(t *testing.T) {
	for format, want := range map[string]bool{"text/html": true, "text/plain": false, "text/markdown": false, "": false} {
		if a := (&Article{Meta: Meta{Format: format}}); a.HidesBoilerplate() != want {
			t.Errorf("%q hides it: %t", format, !want)
		}
	}
}

// The language of a block is its own, else that of the article.
func TestTheLanguageOfABlock(t *testing.T) {
	a := &Article{Meta: Meta{Language: "de"}, Blocks: []Block{{Language: "fr"}, {}}}
	if a.LanguageOf(0) != "fr" || a.LanguageOf(1) != "de" {
		t.Errorf("%q and %q", a.LanguageOf(0), a.LanguageOf(1))
	}
}

// Words are divided by blanks.
func TestWordsAreCounted(t *testing.T) {
	for text, want := range map[string]int{"": 0, "one": 1, "one, 2 —three": 3, "日本 ひ カ": 4, "⺀x": 2, "1st": 1, "항구 위원회": 2, "รถ ไฟ": 2, "one two": 2, " one  two\nthree ": 3, "one —": 1, "東京 1 ab": 4} {
		a := &Article{Text: text, Blocks: []Block{{Range: Range{End: Pos(len(text))}}}}
		if got := a.Words(); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}

// An offset between bytes counts the characters before it in any script, at the edges and
// within a character.
func TestOffsetsAtTheEdges(t *testing.T) {
	for _, text := range []string{"plain", "Café ø", "a👍b", strings.Repeat("é", 3000) + "x", strings.Repeat("Ж中👍a", 700), "Café of a torn\xff text \x80\x80 øøøøø", "øøøøø\xe4\xb8"} {
		off := NewOffsets(text)
		n := 0
		for i := range text {
			if got := off.CodePoint(Pos(i)); got != n {
				t.Fatalf("%.10q: %d code points before byte %d, want %d", text, got, i, n)
			}
			if p, ok := off.PosOfCodePoint(n); !ok || int(p) != i {
				t.Fatalf("%.10q: code point %d is at %d", text, n, p)
			}
			n++
		}
		if off.Len() != n || off.CodePoint(Pos(len(text))) != n {
			t.Errorf("%.10q has %d code points, want %d", text, off.Len(), n)
		}
		if _, ok := off.PosOfCodePoint(n + 1); ok {
			t.Errorf("%.10q: there is a code point behind the end", text)
		}
		if _, ok := off.PosOfCodePoint(-1); ok {
			t.Errorf("%.10q: there is one before the beginning", text)
		}
	}
}
