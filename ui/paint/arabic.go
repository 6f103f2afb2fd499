package paint

import (
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// forms are the shapes of one Arabic letter: alone, after a letter, before one,
// between two. A letter that does not join the next one has no third.
type forms [4]rune

const (
	alone = iota
	after
	before
	between
)

// arabicForms are the letters with their shapes, by what Unicode's presentation
// forms decompose into: those of a letter are one after the other.
var arabicForms = sync.OnceValue(func() map[rune]forms {
	out := map[rune]forms{}
	for _, block := range [][2]rune{{0xFB50, 0xFBFF}, {0xFE80, 0xFEF4}} {
		for r := block[0]; r <= block[1]; {
			base, n := presented(r), rune(1)
			for n < 4 && r+n <= block[1] && presented(r+n) == base {
				n++
			}
			if _, known := out[base]; base != 0 && n != 3 && (!known || n > 1) {
				var f forms
				for i := range n {
					f[i] = r + i
				}
				out[base] = f
			}
			r += n
		}
	}
	return out
})

// presented returns the letter of which r is a form; 0 for a ligature or a mark.
func presented(r rune) rune {
	s := norm.NFKC.String(string(r))
	base, n := utf8.DecodeRuneInString(s)
	if n != len(s) || base == r {
		return 0
	}
	return base
}

const tatweel, zwnj = 'ـ', "\u200C"

// shaped returns the form of the letter r, which the ith cluster begins with.
func shaped(clusters []seenCluster, i int, r rune) rune {
	if r < 0x0620 || r > 0x06FF {
		return r
	}
	f, ok := arabicForms()[r]
	if !ok {
		return r
	}
	which := alone
	if i > 0 && joinsNext(clusters[i-1].text) && f[after] != 0 {
		which = after
	}
	if f[before] != 0 && joinsNext(clusters[i].text) && i+1 < len(clusters) && joinsBefore(clusters[i+1].text) {
		which += before
	}
	return f[which]
}

// joinsNext reports whether a cluster is joined with one that follows it.
func joinsNext(s string) bool {
	r, _ := firstRune(s)
	if strings.Contains(s, zwnj) {
		return false
	}
	return r == tatweel || r == zwj || r >= 0x0620 && r <= 0x06FF && arabicForms()[r][before] != 0
}

// joinsBefore reports whether a cluster is joined with one before it.
func joinsBefore(s string) bool {
	r, _ := firstRune(s)
	return r == tatweel || r == zwj || r >= 0x0620 && r <= 0x06FF && arabicForms()[r][after] != 0
}
