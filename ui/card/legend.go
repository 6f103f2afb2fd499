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

// Requests makes it a [pane.Request].
func (*Legend) Requests() {}

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

// Sign adds a row about one mark.
func (l *Legend) Sign(role, text, says, key, does string) {
	l.Rows = append(l.Rows, LegendRow{Marks: []LegendMark{{Role: role, Text: text}}, Says: says, Key: key, Does: does})
}

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

// headHeight is how many lines the title takes in a legend of h lines.
func headHeight(h int) int {
	if h < 12 {
		return 1
	}
	return 2
}

// Resize says how many lines there are.
func (l *Legend) Resize(h int) {
	l.fit = max(1, h-headHeight(h)-1)
	l.top = max(0, min(l.top, len(l.Rows)-l.fit))
}

// View draws the legend in h lines of w cells.
func (l *Legend) View(p *paint.Painter, w, h int) []string {
	lines := []string{p.Text("title", " "+l.Title), ""}[:headHeight(h)]
	fit := max(1, h-len(lines)-1)
	top := max(0, min(l.top, len(l.Rows)-fit))
	marks := 0 // the cells that they take; on a narrow screen half of it
	for _, r := range l.Rows {
		marks = max(marks, min(p.Width(r.marks(p))+2, w/2))
	}
	for i := top; i < min(len(l.Rows), top+fit); i++ {
		lines = append(lines, l.Rows[i].draw(p, marks, w))
	}
	for len(lines) < h-1 {
		lines = append(lines, "")
	}
	leave := p.Text("status.key", " esc") + p.Text("status", " back")
	if len(l.Rows) > fit {
		leave += p.Text("status.key", "   ↓ ↑") + p.Text("status", " the rest")
	}
	lines = append(lines, leave)
	for i := range lines {
		lines[i] = p.Fit(lines[i], w)
	}
	return lines[max(0, len(lines)-h):]
}

func (r LegendRow) marks(p *paint.Painter) string {
	marks := " "
	for _, m := range r.Marks {
		marks += "  " + p.Text(m.Role, m.Text)
	}
	return marks
}

// draw draws the row in w cells, its marks in so many.
func (r LegendRow) draw(p *paint.Painter, marks, w int) string {
	if len(r.Marks) == 0 {
		return p.Text("heading", " "+r.Says)
	}
	left := p.Fit(r.marks(p), marks) + p.Text("", r.Says)
	if r.Key == "" {
		return left
	}
	return p.Join(left, p.Text("status.key", "  "+r.Key)+p.Text("muted", " "+r.Does+" "), w)
}
