package format

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
)

// A Unit is what a tool counts offsets in.
type Unit int

// The units.
const (
	NoOffsets Unit = iota // the format speaks of tokens, or of words alone
	CodePoints
	UTF16
	Bytes
)

func (u Unit) String() string {
	return [...]string{"none", "code points", "UTF-16 units", "bytes"}[u]
}

// count is how many units one character takes, of size bytes in UTF-8.
func (u Unit) count(r rune, size int) int {
	switch {
	case u == Bytes:
		return size
	case u == UTF16 && r >= 0x10000:
		return 2
	}
	return 1
}

// at returns the offset of p in the unit.
func (u Unit) at(o *model.Offsets, p model.Pos) int {
	switch u {
	case UTF16:
		return o.UTF16(p)
	case Bytes:
		return int(p)
	}
	return o.CodePoint(p)
}

// lineEnds says how a tool saw the line ends of a text.
type lineEnds int

const (
	asTheyAre lineEnds = iota
	crlfAsOne          // it counted in a text whose CRLF had become LF
	lfAsTwo            // it counted in a text whose LF had become CRLF
)

// A reckoning is one way to understand the offsets of a file.
type reckoning struct {
	unit Unit
	ends lineEnds
	mark bool // a byte-order mark at the beginning is no character
}

const byteOrderMark = "\ufeff"

// reckonings lists all ways to count in a text, those of the declared unit first.
func reckonings(declared Unit, text string) []reckoning {
	units := []Unit{CodePoints, UTF16, Bytes} // bytes last but for a format of bytes
	slices.SortStableFunc(units, func(a, b Unit) int {
		switch declared {
		case a:
			return -1
		case b:
			return 1
		}
		return 0
	})
	var all []reckoning
	for _, e := range []lineEnds{asTheyAre, crlfAsOne, lfAsTwo} {
		for _, u := range units {
			all = append(all, reckoning{unit: u, ends: e})
			if strings.HasPrefix(text, byteOrderMark) {
				all = append(all, reckoning{unit: u, ends: e, mark: true})
			}
		}
	}
	return all
}

// positions finds where in text the given offsets lie, in one pass. Those that
// lie outside or within a character are not in the map.
func (r reckoning) positions(text string, offsets []int) map[int]model.Pos {
	offsets = slices.Compact(slices.Sorted(slices.Values(offsets)))
	found := make(map[int]model.Pos, len(offsets))
	at, next, first := 0, 0, 0
	if r.mark && strings.HasPrefix(text, byteOrderMark) {
		first = len(byteOrderMark)
	}
	for i := first; ; {
		for next < len(offsets) && offsets[next] <= at {
			if offsets[next] == at {
				found[at] = model.Pos(i)
			}
			next++
		}
		if i >= len(text) || next == len(offsets) {
			return found
		}
		c, size := utf8.DecodeRuneInString(text[i:])
		n := r.unit.count(c, size)
		switch {
		case c == '\r' && r.ends == crlfAsOne && i+1 < len(text) && text[i+1] == '\n':
			size, n = 2, 1
		case c == '\n' && r.ends == lfAsTwo && (i == 0 || text[i-1] != '\r'):
			n = 2
		}
		i += size
		at += n
	}
}

// sameWords reports whether two texts differ at most in the length and kind of
// their white space, as after a tool has folded it.
func sameWords(a, b string) bool {
	if a == b {
		return true
	}
	for a != "" && b != "" {
		ra, na := nextFolded(a)
		rb, nb := nextFolded(b)
		if ra != rb {
			return false
		}
		a, b = a[na:], b[nb:]
	}
	return a == "" && b == ""
}

// loosely reports whether a quote lacks at most line breaks and the rest of the
// words at its edges: Label Studio's front end widens a selection to whole words
// and leaves the text as it was selected (HumanSignal/label-studio#1931).
func loosely(words, quote string) bool {
	w, q := squeeze(words), squeeze(quote)
	if q == "" || len(q) > len(w) {
		return false
	}
	at := strings.Index(w, q)
	if at < 0 {
		return false
	}
	lead, _, _ := strings.Cut(strings.TrimSpace(words), " ")
	trail := words[strings.LastIndexFunc(strings.TrimSpace(words), unicode.IsSpace)+1:]
	return at < max(1, len(lead)) && len(w)-at-len(q) < max(1, len(trail))
}

// squeeze takes the white space out of a text.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// nextFolded returns the first character, a run of white space being one blank,
// and its length in bytes.
func nextFolded(s string) (rune, int) {
	r, n := utf8.DecodeRuneInString(s)
	if !unicode.IsSpace(r) {
		return r, n
	}
	for n < len(s) {
		c, size := utf8.DecodeRuneInString(s[n:])
		if !unicode.IsSpace(c) {
			break
		}
		n += size
	}
	return ' ', n
}
