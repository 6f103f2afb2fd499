package pane

import tea "charm.land/bubbletea/v2"

// A Cursor is where one is in a list of rows of which some are on the
// screen. Its methods take the number of rows there are and how many fit.
type Cursor struct {
	At  int // the current row
	Top int // the first row on the screen
}

// Move goes so many rows down, or up if by is negative, and stops at the ends.
func (c *Cursor) Move(by, rows, fit int) { c.To(c.At+by, rows, fit) }

// To goes to a row and scrolls only as far as it must.
func (c *Cursor) To(row, rows, fit int) {
	c.At = max(0, min(row, rows-1))
	fit = max(1, fit)
	c.Top = max(0, min(max(c.Top, c.At-fit+1), c.At, max(0, rows-fit)))
}

// wheel is how many rows the wheel of a mouse goes at once.
const wheel = 3

// Mouse returns the row that a message of the mouse leads to, of as many as there are;
// the first one is below head lines of the pane, and fit of them on the screen.
func (c *Cursor) Mouse(msg tea.Msg, head, rows, fit int) (row int, ok bool) {
	switch m := msg.(type) {
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelUp {
			return c.At - wheel, true
		}
		return c.At + wheel, true
	case tea.MouseClickMsg:
		row = c.Top + m.Y - head
		return row, m.Button == tea.MouseLeft && m.Y >= head && m.Y < head+fit && row < rows
	}
	return 0, false
}
