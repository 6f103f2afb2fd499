package segment

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"stet/model"
)

// onEdges moves both ends of r forward to the edges of grapheme clusters within
// text[:end]. Units keep their order by it, and none begins within another; the
// result may be empty.
func onEdges(text string, r model.Range, end int) model.Range {
	return model.Range{Start: edge(text, r.Start, end), End: edge(text, r.End, end)}
}

func edge(text string, p model.Pos, end int) model.Pos {
	at := int(p)
	if at == 0 || at >= end || text[at] < utf8.RuneSelf && text[at-1] < utf8.RuneSelf && text[at] != '\n' {
		return p
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:end])
	if ordinary(before) && ordinary(after) {
		return p
	}
	from := clusterStart(text, at)
	for g := graphemes.FromString(text[from:end]); g.Next(); {
		if stop := from + g.End(); stop >= at {
			return model.Pos(stop)
		}
	}
	return model.Pos(end)
}

// ordinary reports whether r joins no neighbour that is ordinary too: most of the
// letters and marks of the news. It is a fast way round the tables.
func ordinary(r rune) bool {
	return ' ' <= r && r < 0x300 || 0x370 <= r && r < 0x483 || 0x2010 <= r && r <= 0x2027 ||
		0x3000 <= r && r < 0x302A || 0x3041 <= r && r < 0x3097 || 0x30A1 <= r && r < 0x3100 || 0x4E00 <= r && r < 0xA000 || 0xFF01 <= r && r < 0xFF5F
}

// clusterStart returns a byte before at, or 0, at which a grapheme cluster begins.
func clusterStart(text string, at int) int {
	for range mostInCluster {
		r, n := utf8.DecodeLastRuneInString(text[:at])
		at -= n
		if at == 0 || beginsCluster(r) {
			break
		}
	}
	return at
}

// mostInCluster is how far, in code points, the beginning of a cluster is looked
// for: the longest emoji have ten, a row of flags or of marks may have more.
const mostInCluster = 64

// beginsCluster reports whether a cluster that holds r holds nothing before it
// that matters for what follows.
func beginsCluster(r rune) bool {
	return r < utf8.RuneSelf || unicode.In(r, unicode.Latin, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Cyrillic, unicode.Greek) && unicode.IsLetter(r)
}
