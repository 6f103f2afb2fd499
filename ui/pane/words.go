package pane

import "strings"

// Excerpt is the beginning of some words in one line, in quotation marks, at
// most n code points long.
func Excerpt(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.Trim(s, "“”\"„")
	if r := []rune(s); len(r) > n {
		s = strings.TrimRight(string(r[:n-1]), " ,.;") + "…"
	}
	return "“" + s + "”"
}
