package segment

import (
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"stet/model"
)

// ClusterAt returns the grapheme cluster (UAX 29) that begins at byte p, "" at the
// end of the text.
func ClusterAt(text string, p model.Pos) string {
	i := int(p)
	if i >= len(text) {
		return ""
	}
	if certain(text, i+1) && text[i] < utf8.RuneSelf {
		return text[i : i+1]
	}
	return graphemes.FromString(text[i:]).First()
}

// ClusterBefore returns where the grapheme cluster before byte p begins, 0 at the
// start of the text. It looks back 64 code points at most: in a longer cluster it
// stops inside.
func ClusterBefore(text string, p model.Pos) model.Pos {
	at := int(p)
	if at <= 0 {
		return 0
	}
	from := clusterStart(text, at-1)
	for from < at {
		n := len(ClusterAt(text, model.Pos(from)))
		if from+n >= at {
			break
		}
		from += n
	}
	return model.Pos(from)
}

// Edges finds the edges of grapheme clusters around positions of one text. The
// positions come in ascending order, so that the text is walked at most once.
type Edges struct {
	text string
	at   int // an edge; no later position lies before it
}

// NewEdges begins at the start of a text.
func NewEdges(text string) Edges { return Edges{text: text} }

// Around returns the nearest edges at or before byte p, and at or after it; both
// are p where p is an edge itself.
func (e *Edges) Around(p model.Pos) (before, after model.Pos) {
	i := int(p)
	if certain(e.text, i) {
		return p, p
	}
	for k := i - 1; k > e.at; k-- {
		if certain(e.text, k) {
			e.at = k
			break
		}
	}
	for e.at < i {
		n := len(graphemes.FromString(e.text[e.at:]).First())
		if e.at+n > i {
			return model.Pos(e.at), model.Pos(e.at + n)
		}
		e.at += n
	}
	return p, p
}

// certain reports whether byte i is an edge without asking the tables: an end of
// the text, or a place between two printing ASCII characters.
func certain(text string, i int) bool {
	return i <= 0 || i >= len(text) || printing(text[i-1]) && printing(text[i])
}

func printing(c byte) bool { return ' ' <= c && c < utf8.RuneSelf }
