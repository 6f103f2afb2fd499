package review

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/ui/pane/panetest"
)

// on is the cell in which some words begin on the screen.
func (d *driven) on(words string) (x, y int) {
	d.t.Helper()
	screen := panetest.Show(d, 80, 24)
	for y, row := range screen {
		if before, _, ok := strings.Cut(ansi.Strip(row), words); ok {
			return len([]rune(before)), y
		}
	}
	d.t.Fatalf("%q is not on the screen:\n%s", words, ansi.Strip(strings.Join(screen, "\n")))
	return 0, 0
}

// A click goes to the row that it is on and the wheel moves over the rows; another button,
// a click beside the rows, and a mouse over an open card or a table do nothing.
func TestTheMouseGoesOverTheRows(t *testing.T) {
	d := open(t, newFolder(t))
	send := func(m tea.Msg) { d.carryOut(d.Update(m)) }
	at := func(want string) {
		t.Helper()
		if row := d.list.row(); row == nil || !strings.HasPrefix(row.Words, want) {
			t.Errorf("at %+v, want %q", row, want)
		}
	}
	x, y := d.on("inflation had")
	send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	at("inflation")
	send(tea.MouseClickMsg{X: x, Y: y - 1, Button: tea.MouseRight})
	send(tea.MouseClickMsg{X: x, Y: 0, Button: tea.MouseLeft})
	at("inflation")
	send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelUp})
	at("the seventh")
	send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelDown})
	at("the new tram")
	d.press("t")
	send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	d.press("esc")
	at("the new tram")
	d.press("T") // a table has rows of its own
	send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelUp})
	d.press("esc esc")
	at("the new tram")
}

// All rows that are listed are marked at once and refused as one; the same key marks none,
// and what others made is left alone.
func TestAllRowsThatAreListedAreMarked(t *testing.T) {
	d := open(t, newFolder(t))
	before := d.onDisk()
	d.press("ctrl+a")
	if n := len(d.list.marked); n != len(d.list.shown) {
		t.Errorf("%d rows are marked of %d", n, len(d.list.shown))
	}
	d.press("ctrl+a")
	if n := len(d.list.marked); n != 0 {
		t.Errorf("%d rows are marked", n)
	}
	d.press("m c ctrl+a x")
	if got := d.onDisk(); strings.Contains(got, "alice claim") || !strings.Contains(got, "bob note") || !strings.Contains(got, "alice quote") {
		t.Errorf("left is\n%s", got)
	}
	d.press("u")
	d.want("after undo", trimLines(d.onDisk()), trimLines(before))
}
