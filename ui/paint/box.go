package paint

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Join returns a line of exactly that many cells with left at its left and
// right at its right edge. Where there is no room for both, left is cut.
func (p *Painter) Join(left, right string, width int) string {
	r := p.Width(right)
	if r >= width {
		return p.Fit(right, width)
	}
	return p.Fit(left, width-r) + p.Fit(right, r)
}

// Bar returns a line of exactly that many cells whose background is that of a role,
// left at its left and right at its right edge, plain or styled.
func (p *Painter) Bar(role, left, right string, width int) string {
	if right != "" {
		right = p.Text(role, "  ") + p.onto(role, right) + p.Text(role, " ")
	}
	if p.Width(right) >= width {
		return p.Fit(right, width)
	}
	room := width - p.Width(right)
	if left = p.onto(role, left); p.Width(left) > room {
		left = p.Fit(left, room)
	}
	return left + p.Text(role, strings.Repeat(" ", max(0, room-p.Width(left)))) + right
}

// onto gives plain text a role; what is styled stays as it is.
func (p *Painter) onto(role, s string) string {
	if strings.Contains(s, reset) {
		return s
	}
	return p.Text(role, s)
}

// edges are the lines of a card.
var edges = lipgloss.NormalBorder()

// Box draws a card around lines: width cells wide, two lines higher than them.
// Lines are styled text of up to width-3 cells; title and footer are plain.
func (p *Painter) Box(title, footer string, lines []string, width int) []string {
	if width < 4 {
		out := make([]string, 0, len(lines))
		for _, l := range lines {
			out = append(out, p.Fit(l, width))
		}
		return out
	}
	out := make([]string, 0, len(lines)+2)
	out = append(out, p.rule(edges.TopLeft, "card.title", title, edges.TopRight, width))
	left, right := p.Text("card.border", edges.Left)+" ", p.Text("card.border", edges.Right)
	for _, l := range lines {
		out = append(out, left+p.Fit(l, width-3)+right)
	}
	return append(out, p.rule(edges.BottomLeft, "card.footer", footer, edges.BottomRight, width))
}

// rule draws the upper or lower edge of a box with words in it.
func (p *Painter) rule(left, role, words, right string, width int) string {
	room := width - 2
	s := ""
	if words != "" && room > 3 {
		s = p.Text(role, words)
		if p.Width(s) > room-2 {
			s = p.Fit(s, room-2)
		}
		s = " " + s + " "
	}
	line := strings.Repeat(edges.Top, max(0, room-p.Width(s)))
	return p.Text("card.border", left) + s + p.Text("card.border", line+right)
}

// Over returns the screen with box upon it, its upper left corner in cell x of
// line y. What lies outside the screen is cut.
func (p *Painter) Over(screen, box []string, x, y int) []string {
	out := append([]string(nil), screen...)
	for i, l := range box {
		at := y + i
		if at < 0 || at >= len(out) {
			continue
		}
		under := out[at]
		left, end := max(0, x), max(0, x+p.Width(l))
		out[at] = p.fit(p.cut(under, 0, left), left, "") + p.cut(l, left-x, end-x) + p.cut(under, end, p.Width(under))
	}
	return out
}
