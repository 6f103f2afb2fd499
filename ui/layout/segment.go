package layout

import "github.com/rivo/uniseg"

// A segmenter finds where UAX 14 lets a line end. Eight of ten words of English
// prose need no table for it, and the tables are slow: what plainWord takes saves
// three quarters of the time of a page.
type segmenter struct {
	rest  string
	state int // of uniseg; fresh where nothing before rest matters
}

const fresh = -1

func newSegmenter(s string) segmenter { return segmenter{s, fresh} }

// next returns the length of the next segment, its blanks included; 0 at the
// end.
func (sg *segmenter) next() int {
	if sg.state == fresh {
		if n := plainWord(sg.rest); n > 0 {
			sg.rest = sg.rest[n:]
			return n
		}
	}
	var s string
	s, sg.rest, _, sg.state = uniseg.FirstLineSegmentInString(sg.rest, sg.state)
	if n := len(s); n > 0 && s[n-1] == ' ' && sg.rest != "" && isLetter(sg.rest[0]) {
		sg.state = fresh
	}
	return len(s)
}

// plainWord returns the length of what s begins with if it is ASCII letters and
// digits, a comma or stop, and blanks before a letter; else 0. A line may end
// before that letter, whatever came before s, and nowhere in the word.
func plainWord(s string) int {
	i := 0
	for i < len(s) && (isLetter(s[i]) || '0' <= s[i] && s[i] <= '9') {
		i++
	}
	if i == 0 || i == len(s) {
		return 0
	}
	if s[i] == ',' || s[i] == '.' {
		i++
	}
	word := i
	for i < len(s) && s[i] == ' ' {
		i++
	}
	if i == word || i == len(s) || !isLetter(s[i]) {
		return 0
	}
	return i
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
