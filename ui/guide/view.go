package guide

import (
	"fmt"
	"strings"

	"stet/ui/paint"
)

// The geometry, in cells: the pane comes first.
const (
	leastWidth  = 24 // below, no line says anything
	leastHeight = 10
	share       = 5  // of so many lines one is the guide's
	textLines   = 2  // so many on a wide screen, whatever the step says
	measure     = 80 // the widest that the text is set
)

// Rows is how many of h lines the guide takes of a screen of that size: those
// that say what to do, and a rule below them.
func (g *Guide) Rows(p *paint.Painter, key func(command string) string, w, h int) int {
	if w < leastWidth || h < leastHeight || g.Over() {
		return 0
	}
	return min(h/share, 1+max(textLines, len(wrap(p, g.says(), key, w))))
}

// View draws the guide in [Guide.Rows] lines of w cells. Key tells the key of a
// command, and leave is that with which the guide is left.
func (g *Guide) View(p *paint.Painter, key func(command string) string, leave string, w, h int) []string {
	n := g.Rows(p, key, w, h)
	if n == 0 {
		return nil
	}
	text := wrap(p, g.says(), key, w)
	if len(text) > n-1 {
		text = wrap(p, fromKey(g.says()), key, w)
	}
	if len(text) > n-1 {
		text = text[:n-1]
		text[n-2] += p.Text("card", " …")
	}
	out := make([]string, n)
	for i := range out {
		switch {
		case i == n-1:
			out[i] = g.rule(p, leave, w)
		case i < len(text):
			out[i] = p.Fit(text[i], w)
		default:
			out[i] = p.Fit("", w)
		}
	}
	return out
}

// fromKey is what is said from the sentence on that names the first key, for
// where there is no room for more.
func fromKey(says string) string {
	i := strings.IndexByte(says, '{')
	return says[strings.LastIndex(says[:max(0, i)], ". ")+1:]
}

// rule says how far one has come, and how to leave.
func (g *Guide) rule(p *paint.Painter, leave string, w int) string {
	line := func(n int) string { return p.Text("card.border", strings.Repeat("─", max(0, n))) }
	count := " the end "
	if !g.Taught() {
		count = fmt.Sprintf(" %d of %d ", g.at+1, len(steps)-1)
	}
	head := line(1) + p.Text("card.title", count)
	tail := " " + p.Text("card.key", leave) + p.Text("card.footer", " leaves the guide ") + line(1)
	return p.Join(head+line(w-p.Width(head)-p.Width(tail)), tail, w)
}

// wrap breaks what is said into lines of up to w cells, with the keys in it.
func wrap(p *paint.Painter, says string, key func(string) string, w int) []string {
	w = min(w, measure)
	lines, used := []string{" "}, 1
	for word := range strings.FieldsSeq(says) {
		s := p.Text("card", word)
		if name, after, ok := placeholder(word); ok {
			s = p.Text("card.key", key(name)) + p.Text("card", after)
		}
		n := p.Width(s)
		if used > 1 && used+1+n >= w {
			lines, used = append(lines, " "), 1
		}
		if used > 1 {
			s = p.Text("card", " ") + s
			n++
		}
		lines[len(lines)-1] += s
		used += n
	}
	return lines
}

// placeholder takes a word apart that stands for the key of a command.
func placeholder(word string) (command, after string, ok bool) {
	rest, ok := strings.CutPrefix(word, "{")
	if !ok {
		return "", "", false
	}
	return strings.Cut(rest, "}")
}
