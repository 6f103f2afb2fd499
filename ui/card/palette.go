package card

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/ui/keys"
	"stet/ui/paint"
	"stet/ui/pane"
)

// A Palette shows what can be done now, found by typing, and why the rest
// cannot. It takes the whole screen.
type Palette struct {
	entries []keys.Entry
	input   pane.Input
	at      int
	top     int
}

// groups are those whose commands are first, the nearest to what is in focus
// before the others; those of moving about are last, since they are known.
var groups = []string{"Tag", "Row", "Article", "Begin", "View", "Select", "Focus", "Ask", "Set up", "Show", "Kinds", "Other", "Move", "Read"}

// NewPalette returns a palette of commands.
func NewPalette(entries []keys.Entry) *Palette {
	entries = slices.Clone(entries)
	rank := func(e keys.Entry) int {
		if i := slices.Index(groups, e.Group); i >= 0 {
			return i
		}
		return len(groups)
	}
	slices.SortStableFunc(entries, func(a, b keys.Entry) int { return cmp.Compare(rank(a), rank(b)) })
	return &Palette{entries: entries, input: pane.NewInput("")}
}

// Update takes a key. When a command was chosen it is returned with Finished.
func (c *Palette) Update(msg tea.Msg) (Outcome, *keys.Entry) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		c.input.Update(msg)
		return Stays, nil
	}
	can, _ := c.matches()
	switch key.String() {
	case "esc":
		return Left, nil
	case "enter":
		if c.at < len(can) {
			return Finished, &can[c.at]
		}
	case "down", "tab":
		c.at = min(c.at+1, max(0, len(can)-1))
	case "up", "shift+tab":
		c.at = max(0, c.at-1)
	default:
		c.input.Update(msg)
		c.at, c.top = 0, 0
	}
	return Stays, nil
}

// matches returns the commands that what was typed could mean: those that can
// be done, and those that cannot.
func (c *Palette) matches() (can, cannot []keys.Entry) {
	want := strings.Fields(strings.ToLower(c.input.Value()))
	for _, e := range c.entries {
		text := strings.ToLower(e.Name + " " + e.Help + " " + e.Group + " " + strings.Join(e.Keys, " "))
		all := true
		for _, w := range want {
			all = all && strings.Contains(text, w)
		}
		switch {
		case !all:
		case e.Why == "":
			can = append(can, e)
		default:
			cannot = append(cannot, e)
		}
	}
	return can, cannot
}

// paletteRoom is how many commands there is room for in h lines.
func paletteRoom(h int) int { return max(1, h-4) }

// Resize says how many lines there are, so that the command at the cursor is shown.
func (c *Palette) Resize(h int) {
	c.top = max(0, min(c.top, c.at), c.at-paletteRoom(h)+1)
}

// View draws the palette in h lines of w cells.
func (c *Palette) View(p *paint.Painter, w, h int) []string {
	can, cannot := c.matches()
	count := fmt.Sprintf("%d of %d commands", len(can)+len(cannot), len(c.entries))
	lines := []string{p.Bar("bar", p.Text("bar title", " What can I do here?"), count, w), p.Text("status.key", " /") + p.Text("card", " ") + c.input.View(p, "card.field", 20)}
	var rows []string
	for i, e := range can {
		rows = append(rows, c.row(p, e, e.Help, i == c.at, w))
	}
	if len(cannot) > 0 {
		rows = append(rows, "", p.Text("title", " Not possible now"))
		for _, e := range cannot {
			rows = append(rows, c.row(p, e, e.Help, false, w), p.Fit(p.Text("muted", strings.Repeat(" ", 16)+e.Why), w))
		}
	}
	for i := c.top; i < min(len(rows), c.top+paletteRoom(h)); i++ {
		lines = append(lines, rows[i])
	}
	for len(lines) < h-2 {
		lines = append(lines, "")
	}
	told := pane.Status{Message: c.note(p, can, w), Hints: []pane.Hint{{Key: "⏎", Does: "do it"}, {Key: "↑↓", Does: "choose"}, {Key: "letters", Does: "find"}, {Key: "esc", Does: "back"}}}
	lines = append(lines, told.Lines(p, w)...)
	for i := range lines {
		lines[i] = p.Fit(lines[i], w)
	}
	return lines[:min(len(lines), h)]
}

// note is what the command at the cursor does where its row has no room for all
// of it, and else what the names are.
func (c *Palette) note(p *paint.Painter, can []keys.Entry, w int) string {
	if c.at < len(can) {
		if e := can[c.at]; p.Width(e.Help)+p.Width(e.Name) > w-beside {
			return e.Help
		}
	}
	return "the names on the right are what the config file binds"
}

// beside is what a row holds besides help and name, in cells: the keys, the
// sign of the cursor and blanks.
const beside = 2 + keysWide + 2 + 2 + 1

// keysWide is the column of the keys, in cells.
const keysWide = 12

func (c *Palette) row(p *paint.Painter, e keys.Entry, help string, at bool, w int) string {
	cell := func(role, s string) string { return p.Text(role, s) }
	mark, on := " ", ""
	if at {
		mark, on = "▸", "list.current "
		cell = func(role, s string) string { return p.Text(on+role, s) }
	}
	shown := p.Cell(on+"status.key", e.Shown(), keysWide)
	left := cell("focus.sign", " "+mark) + shown + cell("card", "  "+help)
	right := cell("muted", e.Name)
	if at {
		return p.Bar("list.current", left, right, w)
	}
	return p.Join(left, "  "+right+" ", w)
}
