package card

import (
	tea "charm.land/bubbletea/v2"

	"stet/ui/paint"
)

// A Legend says what the signs and colours of a pane mean, each painted as it is
// painted there. A pane sends it upwards; it takes the whole screen until it is
// left.
type Legend struct {
	Title string
	Rows  []LegendRow
	top   int
	fit   int // how many rows were on the screen
}

// A LegendRow is what some marks look like, what they mean, and with which key
// they are shown or hidden. A row without marks is a heading, one without
// anything a blank line.
type LegendRow struct {
	Marks     []LegendMark
	Says      string
	Key, Does string
}

// A LegendMark is words in a role of the theme.
type LegendMark struct{ Role, Text string }

// Update takes a key: what moves in a list moves here, anything else leaves.
func (l *Legend) Update(msg tea.Msg) Outcome {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return Stays
	}
	switch key.String() {
	case "down", "j":
		l.top++
	case "up", "k":
		l.top--
	case "space", "pgdown":
		l.top += l.fit
	case "pgup", "b":
		l.top -= l.fit
	default:
		return Left
	}
	l.top = max(0, min(l.top, len(l.Rows)-l.fit))
	return Stays
}

// legendMarks is how many cells the marks of a row take at the least; where the
// screen is narrow, half of it.
const legendMarks = 39

// View draws the legend in h lines of w cells.
func (l *Legend) View(p *paint.Painter, w, h int) []string {
	lines := []string{p.Text("title", " "+l.Title), ""}
	if h < 12 {
		lines = lines[:1]
	}
	l.fit = max(1, h-len(lines)-1)
	l.top = max(0, min(l.top, len(l.Rows)-l.fit))
	for i := l.top; i < min(len(l.Rows), l.top+l.fit); i++ {
		lines = append(lines, l.Rows[i].draw(p, w))
	}
	for len(lines) < h-1 {
		lines = append(lines, "")
	}
	leave := p.Text("status.key", " esc") + p.Text("status", " back")
	if len(l.Rows) > l.fit {
		leave += p.Text("status.key", "   ↓ ↑") + p.Text("status", " the rest")
	}
	lines = append(lines, leave)
	for i := range lines {
		lines[i] = p.Fit(lines[i], w)
	}
	return lines[max(0, len(lines)-h):]
}

func (r LegendRow) draw(p *paint.Painter, w int) string {
	if len(r.Marks) == 0 {
		return p.Text("heading", " "+r.Says)
	}
	marks := "   "
	for i, m := range r.Marks {
		if i > 0 {
			marks += "  "
		}
		marks += p.Text(m.Role, m.Text)
	}
	left := p.Fit(marks, min(legendMarks, w/2)) + " " + p.Text("", r.Says)
	if r.Key == "" {
		return left
	}
	return p.Join(left, p.Text("status.key", "  "+r.Key)+p.Text("muted", " "+r.Does+" "), w)
}
