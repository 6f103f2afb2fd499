package card

import (
	"strings"

	"stet/ui/paint"
	"stet/ui/pane"
)

// labelWidth is the column in which a form's labels stand, in cells.
const labelWidth = 10

// View draws the form as a box of at most w cells and h lines. What does not
// fit is cut from the lists of choices, never from the field at hand.
func (f *Form) View(p *paint.Painter, w, h int) []string {
	w = min(w, 75)
	inner := max(1, w-4)
	var lines []string
	for _, l := range f.Lines {
		lines = append(lines, p.Fit(p.Text("card", l), inner))
	}
	for i, x := range f.Fields {
		lines = append(lines, f.drawField(p, x, i == f.at, inner, max(1, h-len(f.Fields)-len(f.Lines)-2))...)
	}
	if over := len(lines) - max(1, h-2); over > 0 {
		lines = lines[:len(lines)-over]
	}
	return p.Box(f.Title, f.Footer, lines, w)
}

func (f *Form) drawField(p *paint.Painter, x *Field, current bool, w, room int) []string {
	label := p.Fit(p.Text("card.label", x.Label), labelWidth)
	if x.Label == "" {
		label = ""
	}
	indent := strings.Repeat(" ", p.Width(label))
	body := w - p.Width(label)
	if !current && !x.Toggle {
		return []string{p.Fit(label+p.Text("card", x.answered()), w)}
	}
	if x.Inline || x.Toggle {
		return []string{p.Fit(label+x.inline(p, x.Choices), w)}
	}
	var rows []string
	if len(x.answers) > 0 {
		rows = append(rows, p.Text("card", x.answered()))
	}
	if len(x.Lead) > 0 && x.input.Empty() {
		rows = append(rows, x.inline(p, x.Lead))
	}
	for i, c := range x.matches() {
		if len(rows) >= room-1 {
			break
		}
		rows = append(rows, x.choice(p, c, i, body))
	}
	if x.Typed != nil {
		rows = append(rows, x.typing(p, body))
	}
	for i := range rows {
		if i == 0 {
			rows[i] = p.Fit(label+rows[i], w)
		} else {
			rows[i] = p.Fit(indent+rows[i], w)
		}
	}
	if len(rows) == 0 {
		rows = []string{p.Fit(label, w)}
	}
	return rows
}

// answered is what stands beside the label of a field that is not at hand.
func (x *Field) answered() string {
	var out []string
	for _, a := range x.answers {
		out = append(out, a.Text)
	}
	return strings.Join(out, ", ")
}

func (x *Field) inline(p *paint.Painter, choices []Choice) string {
	var b strings.Builder
	for i, c := range choices {
		if i > 0 {
			b.WriteString(p.Text("card", "   "))
		}
		role := "card"
		for _, a := range x.answers {
			if a.Text == c.Text {
				role = "card.choice.current"
			}
		}
		if c.Key != "" {
			b.WriteString(p.Text("card.key", c.Key))
			b.WriteString(p.Text(role, " "+c.Text))
			continue
		}
		b.WriteString(p.Text(role, c.Text))
	}
	return b.String()
}

func (x *Field) choice(p *paint.Painter, c Choice, i, w int) string {
	key := c.Key
	if key == "" {
		key = " "
	}
	role := "card"
	if !x.input.Empty() {
		key = " "
		if i == x.mark {
			key, role = "▸", "card.choice.current"
		}
	}
	return p.Join(p.Text("card.key", key)+p.Text(role, "  "+c.Text), p.Text("card.note", "  "+c.Note), w)
}

func (x *Field) typing(p *paint.Painter, w int) string {
	hint := x.Hint
	if hint != "" {
		hint += " "
	}
	lead := p.Text("card.note", hint)
	return lead + x.input.View(p, "card.field", max(2, w-p.Width(lead)))
}

// Hints are the keys that matter in the field at hand.
func (f *Form) Hints() []pane.Hint {
	x := f.field()
	var out []pane.Hint
	if !x.input.Empty() {
		out = append(out, pane.Hint{Key: "⏎", Does: "take it"})
		if len(x.matches()) > 0 {
			out = append(out, pane.Hint{Key: "↑↓", Does: "choose"})
		}
	} else {
		if keys := x.keys(); keys != "" {
			out = append(out, pane.Hint{Key: keys, Does: "choose"})
		}
		if x.Default != nil {
			out = append(out, pane.Hint{Key: "⏎", Does: x.Default.Text})
		} else if x.Optional {
			out = append(out, pane.Hint{Key: "⏎", Does: "leave it empty"})
		}
	}
	if f.at > 0 {
		out = append(out, pane.Hint{Key: "shift+tab", Does: "back"})
	}
	return append(out, pane.Hint{Key: "esc", Does: "leave, nothing lost"})
}

// keys names the choices' keys in short: "1–8", "f a n".
func (x *Field) keys() string {
	var ks []string
	for _, c := range x.Choices {
		if c.Key != "" {
			ks = append(ks, c.Key)
		}
	}
	digits := 0
	for digits < len(ks) && len(ks[digits]) == 1 && ks[digits] >= "0" && ks[digits] <= "9" {
		digits++
	}
	if digits > 2 {
		ks = append([]string{ks[0] + "–" + ks[digits-1]}, ks[digits:]...)
	}
	return strings.Join(ks, " ")
}
