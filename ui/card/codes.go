package card

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/ui/paint"
	"stet/ui/pane"
)

// doneKey ends a coder's form, whatever else a code might have it for.
const doneKey = "D"

// NewCodes returns a form with a coder's grammar: the key of a code puts it on or
// takes it off, and the states of all codes are shown. ⏎ goes on; on a text it opens
// that for typing, and again closes it, and no other key does. D is done, once each
// question has an answer or at the second time; esc leaves.
func NewCodes(title, footer string, fields ...*Field) *Form {
	f := NewForm(title, footer, fields...)
	f.codes, f.hand = true, -1
	f.at = max(0, slices.IndexFunc(fields, (*Field).unanswered))
	return f
}

// unanswered reports whether a question with codes has no answer.
func (x *Field) unanswered() bool { return len(x.Choices) > 0 && len(x.answers) == 0 }

// Done reports whether the form was ended by D, and not by going through it.
func (f *Form) Done() bool { return f.done }

// Entered reports whether every key is a letter of a text now.
func (f *Form) Entered() bool { return f.opened || !f.codes && !f.field().input.Empty() }

// code takes a key or a paste in a coder's form.
func (f *Form) code(msg tea.Msg) Outcome {
	key, _ := msg.(tea.KeyPressMsg)
	if f.opened {
		return f.typeIn(msg, key.String())
	}
	x := f.field()
	if _, pasted := msg.(tea.PasteMsg); pasted {
		if x.Typed == nil {
			return Stays
		}
		f.opened = true
		x.input.Set(x.answered())
		return f.typeIn(msg, "")
	}
	switch name := key.String(); name {
	case "esc":
		return Left
	case doneKey:
		return f.finish()
	case "enter":
		if x.Typed != nil {
			f.opened = true
			x.input.Set(x.answered())
			return Stays
		}
		return f.on(true)
	case "tab", "down":
		return f.on(false)
	case "shift+tab", "up":
		f.to(max(0, f.at-1))
	case "left", "right":
		f.point(x, name == "right")
	case "space":
		if f.hand >= 0 {
			f.toggle(x, x.Choices[f.hand])
		}
	default:
		if i := slices.IndexFunc(x.Choices, func(c Choice) bool { return c.Key == name }); i >= 0 {
			if on := f.toggle(x, x.Choices[i]); on && !x.Multi {
				f.on(false)
			}
		}
	}
	return Stays
}

// typeIn takes a key into the text that is open.
func (f *Form) typeIn(msg tea.Msg, key string) Outcome {
	x := f.field()
	switch key {
	case "esc":
		return Left
	case "enter":
		x.answers = nil
		if words := strings.TrimSpace(x.input.Value()); words != "" {
			x.answers = []Choice{{Text: words, Value: x.Typed(words)}}
		}
		f.opened, f.touched = false, true
		x.input.Set("")
		return f.on(true)
	}
	x.input.Update(msg)
	f.touched = true
	return Stays
}

// on goes to the next field; at the last one ⏎ ends the form.
func (f *Form) on(end bool) Outcome {
	if f.at+1 < len(f.Fields) {
		f.to(f.at + 1)
		return Stays
	}
	if end {
		return Finished
	}
	return Stays
}

func (f *Form) to(at int) { f.at, f.hand = at, -1 }

// point goes from choice to choice.
func (f *Form) point(x *Field, right bool) {
	switch n := len(x.Choices); {
	case n == 0:
	case f.hand < 0 && !right:
		f.hand = n - 1
	case right:
		f.hand = (f.hand + 1) % n
	default:
		f.hand = (f.hand + n - 1) % n
	}
}

// toggle puts a choice on or takes it off, and reports whether it is on now. Where
// one answer is asked for, it takes the place of the other.
func (f *Form) toggle(x *Field, c Choice) bool {
	f.touched, f.asked = true, false
	if i := slices.IndexFunc(x.answers, func(a Choice) bool { return a.Value == c.Value }); i >= 0 {
		x.answers = slices.Delete(x.answers, i, i+1)
		return false
	}
	if !x.Multi {
		x.answers = nil
	}
	x.answers = append(x.answers, c)
	return true
}

// finish ends the form, or says once which question has no answer.
func (f *Form) finish() Outcome {
	if i := slices.IndexFunc(f.Fields, func(x *Field) bool { return !x.Optional && x.unanswered() }); i >= 0 && !f.asked {
		f.asked = true
		f.to(i)
		return Stays
	}
	f.done = true
	return Finished
}

// asks is what is at the lower edge of a coder's form.
func (f *Form) asks() string {
	if x := f.field(); f.asked {
		return fmt.Sprintf("%s has no answer: D again is done without it · its codes answer it", x.Label)
	}
	return f.Footer
}

// codeTitle says how many questions have no answer yet.
func (f *Form) codeTitle() string {
	open, all := 0, 0
	for _, x := range f.Fields {
		if len(x.Choices) > 0 {
			all++
			if x.unanswered() {
				open++
			}
		}
	}
	switch {
	case all == 0:
		return f.Title
	case open == 0:
		return f.Title + " · all answered"
	}
	return fmt.Sprintf("%s · %d of %d open", f.Title, open, all)
}

// codeRows draws a field of a coder's form in w cells.
func (f *Form) codeRows(p *paint.Painter, x *Field, current bool, w, room int) []string {
	sign, role := "  ", "card"
	if current {
		sign, role = "▸ ", "card.title"
	}
	label := p.Fit(p.Text("card.key", sign)+p.Fit(p.Text(role, x.Label), f.labels(p)-1), f.labels(p)+2)
	body := max(1, w-p.Width(label))
	var rows []string
	switch {
	case x.Typed != nil && current && f.opened:
		rows = []string{x.input.View(p, "card.field", body)}
	case x.Typed != nil:
		words, note := x.answered(), ""
		if words == "" {
			words = "—"
		}
		if current {
			note = "⏎ type"
		}
		rows = []string{p.Join(p.Text("card", words), p.Text("card.note", " "+note), body)}
	default:
		rows = f.codeChoices(p, x, current, body, room)
	}
	for i := range rows {
		if i > 0 {
			label = strings.Repeat(" ", p.Width(label))
		}
		rows[i] = p.Fit(label+rows[i], w)
	}
	return rows
}

// codeChoices draws the codes with their states: with their definitions where there is
// room, else one after the other.
func (f *Form) codeChoices(p *paint.Painter, x *Field, current bool, w, room int) []string {
	if current {
		if rows := x.defined(p, w); len(rows) > 0 && len(rows) <= room && f.hand < 0 {
			return rows
		}
	}
	var rows []string
	line := ""
	for i, c := range x.Choices {
		role := x.role(c)
		if current && i == f.hand {
			role += " focus"
		}
		key := c.Key
		if key == doneKey {
			key = "" // which is done; ← → choose the code
		}
		text := p.Text(role, c.Text)
		if key != "" {
			text = p.Text(joined("card.key", role), key) + p.Text(role, " "+c.Text)
		}
		if line != "" && p.Width(line)+3+p.Width(text) > w {
			rows, line = append(rows, line), ""
		}
		if line != "" {
			line += p.Text("card", "   ")
		}
		line += text
	}
	rows = append(rows, line)
	if note := "any number"; x.Multi && p.Width(rows[len(rows)-1])+p.Width(note)+2 <= w {
		rows[len(rows)-1] = p.Join(rows[len(rows)-1], p.Text("card.note", note), w)
	}
	return rows
}

// joined are the roles of a key that is in a chosen answer.
func joined(key, role string) string {
	if role == "card" {
		return key
	}
	return role
}

// codeHints are the keys that matter in a coder's form.
func (f *Form) codeHints() []pane.Hint {
	x := f.field()
	var out []pane.Hint
	switch {
	case f.opened:
		return []pane.Hint{{Key: "⏎", Does: "take it and go on"}, {Key: "esc", Does: "leave"}}
	case x.Typed != nil:
		out = append(out, pane.Hint{Key: "⏎", Does: "type"})
	default:
		if keys := x.keys(doneKey); keys != "" {
			out = append(out, pane.Hint{Key: keys, Does: "on or off"})
		}
		out = append(out, pane.Hint{Key: "⏎", Does: "next"}, pane.Hint{Key: "←→ space", Does: "choose"})
	}
	return append(out, pane.Hint{Key: "↑↓", Does: "questions"},
		pane.Hint{Key: doneKey, Does: "done"}, pane.Hint{Key: "esc", Does: "leave"})
}
