package lang

import (
	"fmt"
	"strings"
)

// Table is the languages as a table of Markdown: what is found in each, those in
// which more than quotes is found first, the others in a row.
func Table() string { return Embedded().Table() }

// Table is [Table] of a set.
func (s *Set) Table() string {
	var b strings.Builder
	b.WriteString("| language | quotes | names | speakers | claims and stances |\n|---|---|---|---|---|\n")
	var rest []string
	for _, l := range s.list {
		more := false
		for _, f := range Findings {
			more = more || l.Finds(f)
		}
		if !more {
			rest = append(rest, l.Name)
			continue
		}
		fmt.Fprintf(&b, "| %s (%s) | yes |", l.Name, l.Tag)
		for _, f := range Findings {
			b.WriteString(map[bool]string{true: " yes |", false: " – |"}[l.Finds(f)])
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "| %s | yes | – | – | – |\n", strings.Join(rest, ", "))
	return b.String()
}
