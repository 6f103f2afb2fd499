package pane

// A Cursor is where one stands in a list of rows of which some are on the
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
