package anchor

import (
	"strings"
	"unicode/utf8"

	"stet/annotate"
	"stet/model"
)

// Stands returns where words of another program are in the text, in order: in their
// spelling, or where they are nowhere so, in one that differs by marks, white space
// and the composition of letters alone. A place that would cut a word in two does not count.
// It returns at most maxPlaces.
func (f *Finder) Stands(words string) []model.Range {
	words = strings.TrimSpace(words)
	if words == "" {
		return nil
	}
	if f.seen == nil {
		f.seen = newOccurrences(f.text)
	}
	var out []model.Range
	for _, at := range f.seen.of(words) {
		if r := span(at, at+len(words)); f.whole(r) {
			out = append(out, r)
		}
	}
	if len(out) > 0 || len(f.text) > maxFolded {
		return out
	}
	plain := strings.TrimSpace(fold(words).text)
	if plain == "" {
		return nil
	}
	if f.folded == nil {
		whole := fold(f.text)
		f.folded, f.foldedSeen = &whole, newOccurrences(whole.text)
	}
	for _, at := range f.foldedSeen.of(plain) {
		if r := f.folded.original(f.text, at, at+len(plain)); !r.Empty() && f.whole(r) {
			out = append(out, r)
		}
	}
	return out
}

// whole reports whether a range cuts no word in two at either end.
func (f *Finder) whole(r model.Range) bool {
	cuts := func(at model.Pos) bool {
		before, _ := utf8.DecodeLastRuneInString(f.text[:at])
		after, _ := utf8.DecodeRuneInString(f.text[at:])
		return before != utf8.RuneError && after != utf8.RuneError && inWord(before) && inWord(after) && spaced(before) && spaced(after)
	}
	return !cuts(r.Start) && !cuts(r.End)
}

// spaced reports whether a letter is of a script that parts its words by spaces: in
// the others any place between two letters may be the edge of a word.
func spaced(c rune) bool {
	switch {
	case c < 0x0e00:
		return true
	case c < 0x10a0, c >= 0x1780 && c < 0x1800, c >= 0x2e80 && c < 0xa4d0, c >= 0xf900 && c < 0xfb00, c >= 0xff66 && c < 0xffa0, c >= 0x20000:
		return false
	}
	return true
}

// Fits reports how far the surroundings of a place agree with a prefix and a suffix,
// from 0 to 1 each; one that is not given agrees wholly.
func (f *Finder) Fits(r model.Range, prefix, suffix string) (before, after float64) {
	q := annotate.Quote{Prefix: prefix, Suffix: suffix}
	before, after = 1, 1
	b, a := f.context(q, int(r.Start), int(r.End))
	if strings.TrimSpace(prefix) != "" {
		before = b
	}
	if strings.TrimSpace(suffix) != "" {
		after = a
	}
	return before, after
}
