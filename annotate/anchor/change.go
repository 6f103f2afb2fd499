package anchor

import (
	"strings"

	"stet/model"
)

// A Change is a stretch of an old text and what is in its place in a new
// one. Either may be empty.
type Change struct{ Old, New model.Range }

// Changes returns what was changed from an old text to a new one, word by word
// and in order. Changes of white space alone are none.
func Changes(old, new string) []Change {
	m := compare(old, new)
	var out []Change
	i, j := 0, 0
	for _, p := range append(m.pieces, piece{len(old), len(new), 0}) {
		if !blank(old[i:p.old]) || !blank(new[j:p.new]) {
			d := 0
			if i == p.old {
				d = slide(new, j, p.new)
			} else if j == p.new {
				d = slide(old, i, p.old)
			}
			out = append(out, Change{trimmed(old, i+d, p.old+d), trimmed(new, j+d, p.new+d)})
		}
		i, j = p.old+p.n, p.new+p.n
	}
	return out
}

// slide returns by how many bytes an insertion or deletion may be moved on so
// that it ends a sentence instead of beginning with the end of one: what was put
// in between "rained." and "Khan" is no ". Doe left" but a "Doe left.".
func slide(text string, from, to int) int {
	if from < to && to < len(text) && text[from] == text[to] && strings.IndexByte(".!?,;:", text[from]) >= 0 {
		return 1
	}
	return 0
}

// trimmed is a stretch of a text without the white space at its edges.
func trimmed(text string, from, to int) model.Range {
	for from < to && isSpace(rune(text[from])) {
		from++
	}
	for to > from && isSpace(rune(text[to-1])) {
		to--
	}
	return span(from, to)
}
