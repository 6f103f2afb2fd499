package list

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"stet/ui/pane/panetest"
)

// on is the cell in which some words begin on the screen.
func (d *driven) on(words string) (x, y int) {
	d.t.Helper()
	screen := panetest.Show(d, 80, 24)
	for y, row := range screen {
		if before, _, ok := strings.Cut(row, words); ok {
			return len([]rune(before)), y
		}
	}
	d.t.Fatalf("%q is not on the screen:\n%s", words, strings.Join(screen, "\n"))
	return 0, 0
}

func (d *driven) mouseAt(x, y int, button tea.MouseButton) {
	d.carryOut(d.Update(tea.MouseClickMsg{X: x, Y: y, Button: button}))
}

// A click goes to the row that it is on, the wheel moves over the rows; another button, a
// click beside the rows and a mouse over an open card do nothing.
func TestTheMouseGoesOverTheList(t *testing.T) {
	d := open(t, folder(t))
	x, y := d.on("Mayor defends")
	d.mouseAt(x, y, tea.MouseLeft)
	d.wants("a click", "●rates-up >●tram-plan ●undated")
	d.mouseAt(x, y-1, tea.MouseRight)
	d.wants("another button", "●rates-up >●tram-plan ●undated")
	d.mouseAt(x, 0, tea.MouseLeft)
	d.mouseAt(x, y+8, tea.MouseLeft)
	d.wants("beside the rows", "●rates-up >●tram-plan ●undated")
	d.carryOut(d.Update(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelDown}))
	d.wants("the wheel", "●rates-up ●tram-plan >●undated")
	d.carryOut(d.Update(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelUp}))
	d.wants("the wheel back", ">●rates-up ●tram-plan ●undated")
	d.press("t")
	d.mouseAt(x, y, tea.MouseLeft)
	d.press("esc")
	d.wants("over a card", ">●rates-up ●tram-plan ●undated")
}

// All that are listed are marked at once, a command is for all of them, and the same key
// marks none.
func TestAllThatAreListedAreMarked(t *testing.T) {
	d := open(t, folder(t))
	d.press("ctrl+a *")
	d.wants("a star for all", ">●*rates-up ●*tram-plan ●*undated")
	d.press("u")
	d.wants("undone", ">●rates-up ●tram-plan ●undated")
	d.press("esc ctrl+a ctrl+a *")
	d.wants("none is marked", ">●*rates-up ●tram-plan ●undated")
	d.press("u esc / type:plan enter ctrl+a D esc")
	d.wants("only what is listed is done with", ">●rates-up ●undated")
}
