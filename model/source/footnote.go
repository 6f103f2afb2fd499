package source

import (
	"fmt"
	"strconv"
	"strings"

	east "github.com/yuin/goldmark/extension/ast"
)

// footnotes makes list items of the notes, which the parser moves to the end.
func (r *markdownReader) footnotes(list *east.FootnoteList) {
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		if note, ok := n.(*east.Footnote); ok {
			marker := fmt.Sprintf("%d.", note.Index)
			r.blocks(note, place{lists: 1, marker: &marker})
		}
	}
}

// raised writes a number with the small figures that refer to a note.
func raised(n int) string {
	figures := []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		b.WriteRune(figures[c-'0'])
	}
	return b.String()
}
