package source

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// caption writes the title of a picture below its alternative text, if the picture is
// alone in its paragraph and the two texts differ.
func (r *markdownReader) caption(n *ast.Image) {
	title := strings.TrimSpace(unescape(string(n.Title)))
	if alone := n.PreviousSibling() == nil && n.NextSibling() == nil; title == "" || !alone {
		return
	}
	if alt := n.FirstChild(); alt != nil {
		if t, ok := alt.(*ast.Text); ok && alt.NextSibling() == nil && string(t.Segment.Value(r.src)) == title {
			return
		}
		r.b.hardBreak()
	}
	r.b.write(strings.Join(strings.Fields(title), " "))
}
