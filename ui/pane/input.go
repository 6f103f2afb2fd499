package pane

import (
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"stet/ui/paint"
)

// An Input is a one-line text field. The editing is bubbles'; the drawing is
// ours, because its cursor counts runes where cells are meant
// (charmbracelet/bubbles#906).
type Input struct{ model textinput.Model }

// NewInput returns a field that is ready for typing.
func NewInput(value string) Input {
	m := textinput.New()
	m.Prompt = ""
	m.SetVirtualCursor(false)
	m.SetValue(value)
	m.CursorEnd()
	m.Focus()
	return Input{model: m}
}

// Value returns what was typed.
func (in *Input) Value() string { return in.model.Value() }

// Set replaces what was typed.
func (in *Input) Set(s string) {
	in.model.SetValue(s)
	in.model.CursorEnd()
}

// Empty reports whether nothing was typed.
func (in *Input) Empty() bool { return in.model.Value() == "" }

// Update takes a key or a paste.
func (in *Input) Update(msg tea.Msg) {
	in.model, _ = in.model.Update(msg)
}

// mostRunesInCell bounds how much of a long text is measured to fill a cell: marks
// and joiners have no width.
const mostRunesInCell = 16

// View draws the field with its cursor in at most w cells: what is before
// the cursor is cut on the left, so that the cursor is always seen.
func (in *Input) View(p *paint.Painter, role string, w int) string {
	runes := []rune(in.model.Value())
	at := min(in.model.Position(), len(runes))
	from := at // where what is seen begins; a rune is at most a few cells, so few are looked at
	for from > 0 && p.Width(string(runes[from-1:at])) <= max(0, w-2) {
		from--
	}
	before, under, after := string(runes[from:at]), " ", ""
	if at < len(runes) {
		under, after = string(runes[at]), string(runes[at+1:min(len(runes), at+1+max(0, w)*mostRunesInCell)])
	}
	return p.Fit(p.Text(role, before)+p.Text("cursor", under)+p.Text(role, after), w)
}
