package paint

import "strings"

// Wrap breaks text between words into at most so many lines of w cells; a longer
// word is on a line of its own. What would need more is left off, and … says so.
func (p *Painter) Wrap(text string, w, most int) []string {
	var lines []string
	used := w
	for word := range strings.FieldsSeq(text) {
		n := p.Width(word)
		if used+1+n <= w && len(lines[len(lines)-1]) < 8*w {
			lines[len(lines)-1] += " " + word
			used += 1 + n
			continue
		}
		if len(lines) == most {
			lines[most-1] += " …"
			break
		}
		lines, used = append(lines, word), n
	}
	return lines
}
