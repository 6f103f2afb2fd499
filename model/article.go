// Package model holds the words of the domain: the article, its blocks, ranges
// of its text, and how those ranges are counted in other people's units.
//
// It knows no screen, no disk and no annotation.
package model

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
	"unicode"
)

// A BlockKind says what a block is on the page.
type BlockKind int

// The kinds of block. Boilerplate is shown dimmed and left out of detection
// and counts; it is never dropped.
const (
	Paragraph BlockKind = iota
	Heading
	Blockquote
	ListItem
	Caption
	Code
	Table
	Boilerplate
)

// An Align is how a column of a table is aligned.
type Align int

// The alignments.
const (
	Left Align = iota
	Centre
	Right
)

// A Block is one paragraph-level unit of an article. Blocks are in text
// order, do not overlap, and hold no line end at either edge; what lies between
// two of them is white space.
type Block struct {
	Kind  BlockKind
	Level int // heading level from 1, or nesting depth of a quote or list item
	Range Range
	Spans []Span // in text order, possibly nested

	// Marker is what is before a list item ("•", "3."); it is no part of
	// the text.
	Marker string
	// Rule is true where a line is drawn above the block.
	Rule bool
	// Align is how the columns of a table are aligned; nil for to the left.
	Align []Align
	// Soft is true where a single line end inside the block is a blank, as in
	// hard-wrapped mail and wire copy and in Markdown. Elsewhere it is a line end.
	Soft bool
	// Line is the line of the file on which the block begins, from 1; 0 where
	// the article did not come from lines.
	Line int
	// Language is the language of the block where it is another one than that of
	// the article, else "".
	Language string
}

// A Span is a stretch of a block that carries inline meaning.
type Span struct {
	Range Range
	Mark  InlineMark
	Href  string // for Link and Picture
}

// An InlineMark is the inline meaning of a [Span].
type InlineMark int

// The inline marks.
const (
	Plain InlineMark = iota
	Strong
	Emphasis
	Link
	Monospace
	Picture // words that stand for a picture, which lies at Href
)

// An Article is one text and the blocks that cover it. Everything else in the
// program points into Text by [Range], so Text never changes once read.
type Article struct {
	Text   string
	Blocks []Block
	Meta   Meta

	// Pages is where the pages of a paged document begin, the first at 0; nil for
	// others. A page without words begins where the next does.
	Pages []Pos

	Path string // the file it was read from, or ""
	// Digest is the SHA-256 of Text in lower-case hexadecimal; see [DigestOf].
	// It is empty while Partial.
	Digest string
	// FileDigest is the SHA-256 of the file's bytes, likewise.
	FileDigest string
	// Partial is true while only the beginning of a large file has been read.
	// The whole text begins with the partial one, so no range moves.
	Partial bool
	// Notices are what had to be mended or guessed in reading ("3 invalid bytes
	// replaced"), one line each, for a person.
	Notices []string
	// Lacking says why the file or page does not hold the whole story ("the page
	// needs JavaScript to show its text"); "" if nothing tells so. It is one of the
	// notices.
	Lacking string
}

// Meta is what is known about an article besides its text. Unknown fields are
// empty: nothing here is guessed from the prose.
type Meta struct {
	Title     string
	Byline    string
	Publisher string
	URL       string
	Language  string // BCP 47 primary tag ("en"), "" if unknown
	Published time.Time
	Modified  time.Time
	Format    string // media type of the source: "text/plain", "text/markdown", "text/html"
	Tags      []string

	// What a database or a printed paper says of an article.
	Section string
	Page    string // on which it was printed ("A10")
	Length  int    // its words as the database counts them, 0 if unknown
	ID      string // in the database or table that it comes from
	// Original is the file with many articles that it was unpacked from, and its
	// number there: "download.docx#12".
	Original string
}

// Slice returns the text that r covers; r is clamped to the text.
func (a *Article) Slice(r Range) string {
	r = r.Intersect(Range{0, Pos(len(a.Text))})
	if r.Empty() {
		return ""
	}
	return a.Text[r.Start:r.End]
}

// BlockAt returns the index of the block that holds p, or of the last block
// before it; -1 if p lies before the first.
func (a *Article) BlockAt(p Pos) int {
	lo, hi := 0, len(a.Blocks)
	for lo < hi {
		mid := (lo + hi) / 2
		if a.Blocks[mid].Range.Start <= p {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo - 1
}

// LanguageOf returns the language of block i, "" if it is unknown.
func (a *Article) LanguageOf(i int) string {
	if l := a.Blocks[i].Language; l != "" {
		return l
	}
	return a.Meta.Language
}

// Prose reports whether the block takes part in detection and counts.
func (b *Block) Prose() bool {
	return b.Kind != Boilerplate && b.Kind != Code && b.Kind != Table
}

// HidesBoilerplate reports whether boilerplate is left out until it is asked
// for: of a web page it is the rest of the site, elsewhere a few lines.
func (a *Article) HidesBoilerplate() bool { return a.Meta.Format == "text/html" }

// DigestOf returns the SHA-256 of data in lower-case hexadecimal.
func DigestOf(data string) string {
	hash := sha256.New()
	var buf [8 << 10]byte // no second copy of a large text
	for len(data) > 0 {
		n := copy(buf[:], data)
		hash.Write(buf[:n])
		data = data[n:]
	}
	return hex.EncodeToString(hash.Sum(buf[:0]))
}

// Words counts the words of the prose: what is between blanks and holds a
// letter or a digit. Han and Kana, which are written without blanks, count one
// each.
func (a *Article) Words() int {
	n := 0
	for i := range a.Blocks {
		if !a.Blocks[i].Prose() {
			continue
		}
		inside := false
		for _, r := range a.Slice(a.Blocks[i].Range) {
			switch {
			case unicode.IsSpace(r):
				inside = false
			case r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
				n, inside = n+1, false
			case !inside && (unicode.IsLetter(r) || unicode.IsDigit(r)):
				n, inside = n+1, true
			}
		}
	}
	return n
}

// PageOf returns the page on which p is, from 1; 0 where there are no pages.
func (a *Article) PageOf(p Pos) int {
	n, _ := slices.BinarySearch(a.Pages, p+1)
	return n
}

// LineOf returns the line of the file on which p is, from 1. Where the
// article did not come from lines it counts those of the text.
func (a *Article) LineOf(p Pos) int {
	i := a.BlockAt(p)
	if i < 0 || a.Blocks[i].Line == 0 {
		return 1 + strings.Count(a.Slice(Range{0, p}), "\n")
	}
	b := &a.Blocks[i]
	return b.Line + strings.Count(a.Slice(Range{b.Range.Start, min(p, b.Range.End)}), "\n")
}

// LineStart returns where the text of a line of the file begins, counted from 1;
// on a line without text, the text after it. False means that nothing was found.
func (a *Article) LineStart(line int) (Pos, bool) {
	for i := range a.Blocks {
		b := &a.Blocks[i]
		if b.Line == 0 {
			continue
		}
		lines := strings.Count(a.Slice(b.Range), "\n")
		if line > b.Line+lines {
			continue
		}
		at := b.Range.Start
		for n := b.Line; n < line; n++ {
			at += Pos(strings.IndexByte(a.Text[at:], '\n') + 1)
		}
		return at, true
	}
	return 0, false
}
