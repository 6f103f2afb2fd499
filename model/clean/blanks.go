package clean

import (
	"html"
	"strings"
)

// Blanks returns s on one line: a single blank wherever white space is, none at the
// ends.
func Blanks(s string) string { return strings.Join(strings.Fields(s), " ") }

// Entities is Blanks for words of HTML and its like: entities are resolved, which some
// sites encode twice, and what is not UTF-8 is replaced.
func Entities(s string) string {
	return Blanks(html.UnescapeString(strings.ToValidUTF8(s, "\uFFFD")))
}
