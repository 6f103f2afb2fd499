package lang

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// Settings of what is read of a long text.
const (
	pieceSize = 40  // bytes of one piece, about
	longText  = 8   // pieces from which on a text is read in pieces
	mostPlain = 600 // letters of words without a capital after which no more is needed
	enough    = 150 // such letters that are enough to read no names
)

// sampleOf returns what recognition reads of a text, composed, in the order in which
// it is read. Of a long text the words with a capital, names mostly, are left out if
// enough others remain; and it is read in pieces from its whole length in turn, so that
// neither a list of names nor a sentence in another language decides by being first.
func sampleOf(text string) string {
	pieces := piecesOf(text)
	if len(pieces) < longText {
		pieces = []string{text}
	}
	var all, plain sampler
	width := bits.Len(uint(len(pieces) - 1))
	for i := range 1 << width {
		k := int(bits.Reverse(uint(i)) >> (bits.UintSize - width))
		if k >= len(pieces) {
			continue
		}
		if plain.addPlain(pieces[k]); plain.letters >= mostPlain {
			break
		}
		all.WriteString(pieces[k])
		all.WriteByte(' ')
	}
	if plain.letters >= enough {
		return normal(plain.String())
	}
	return normal(all.String())
}

// A sampler gathers parts of a text.
type sampler struct {
	strings.Builder
	letters int
}

// addPlain adds the words of text without a capital, and counts their letters.
func (s *sampler) addPlain(text string) {
	word, upper, letters := 0, false, 0
	end := func(i int) {
		if !upper {
			s.WriteString(text[word:i])
			s.letters += letters
		}
		word, upper, letters = i, false, 0
	}
	for i, r := range text {
		switch {
		case 'A' <= r && r <= 'Z', r >= utf8.RuneSelf && IsUpper(r):
			upper = true
		case r == ' ' || r == '\n':
			end(i)
		case 'a' <= r && r <= 'z', r >= utf8.RuneSelf:
			letters++
		}
	}
	end(len(text))
	s.WriteByte(' ')
}

// piecesOf cuts text at blanks into pieces of about pieceSize bytes; where it has no
// blanks, between two letters.
func piecesOf(text string) []string {
	var pieces []string
	for len(text) > 3*pieceSize {
		end := strings.IndexByte(text[pieceSize:3*pieceSize], ' ')
		if end < 0 {
			end = pieceSize
		}
		end += pieceSize
		for k := 0; k < utf8.UTFMax && !utf8.RuneStart(text[end]); k++ {
			end--
		}
		pieces = append(pieces, text[:end])
		text = text[end:]
	}
	return append(pieces, text)
}
