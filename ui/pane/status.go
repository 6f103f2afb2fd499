package pane

import (
	"strings"

	"stet/ui/keys"
	"stet/ui/paint"
)

// A Hint is a key and what it does now, for the status line.
type Hint struct{ Key, Does string }

// Keyed returns hints whose Key names commands of the table, with blanks between
// several, with the keys that these have now. A command without a key is left out.
func Keyed[M any](t keys.Table[M], hints ...Hint) []Hint {
	out := make([]Hint, 0, len(hints))
	for _, h := range hints {
		var bound []string
		for name := range strings.FieldsSeq(h.Key) {
			if k := t.Key(name); k != "" {
				bound = append(bound, k)
			}
		}
		if h.Key = strings.Join(bound, " "); h.Key != "" {
			out = append(out, h)
		}
	}
	return out
}

// Following returns the keys that go on with what the typist has begun, and the way out;
// nil where no sequence is begun.
func Following[M any](typist *keys.Typist, t keys.Table[M]) (out []Hint) {
	for _, s := range keys.Steps(typist, t) {
		out = append(out, Hint(s))
	}
	if out != nil {
		out = append(out, Hint{Key: "esc", Does: "leave"})
	}
	return out
}

// A Status is what the two lowest lines of a pane say.
type Status struct {
	Message string   // what was just done, or what is in focus
	Answers bool     // the message answers the last key: what does not fit goes on in the place of the hints
	Error   bool     // the message is about something that went wrong
	Right   []string // where we are, what can best be spared first: annotator, article, saved, position
	Hints   []Hint   // the keys that matter now, the most important first
	Note    string   // what is said once in the place of the hints
	More    []Hint   // further keys, in the place of the message if missing
	Next    []Hint   // the keys that go on with a sequence that was begun, in both rows if they need them
}

// Lines draws the status as two lines of w cells. Hints that do not fit are
// left out whole, for half a hint helps nobody: those before the last one, which
// is the way out or to all keys.
func (s Status) Lines(p *paint.Painter, w int) []string {
	if s.Next != nil {
		s.Hints, s.Note, s.Answers = s.Next, "", false
		if n := len(fitting(p, s.Next, w)) - 1; 0 < n && n < len(s.Next)-1 { // both rows are needed
			s = Status{More: s.Next[:n], Hints: s.Next[n:]}
		}
	}
	role := "bar"
	if s.Error {
		role = "bar status.error"
	}
	right := s.Right
	for len(right) > 1 && p.Width(s.Message)+p.Width(strings.Join(right, "  "))+5 > w {
		right = right[1:]
	}
	where := strings.Join(right, "  ")
	below := p.Fit(hints(p, "status", s.Hints, w), w)
	if s.Note != "" {
		below = p.Fit(p.Text("status", " "+s.Note), w)
	}
	message := p.Text(role, " "+s.Message)
	if first, rest := s.halves(p, w-p.Width(where)-4); rest != "" {
		message = p.Text(role, " "+first)
		below = p.Fit(p.Text(strings.Replace(role, "bar", "status", 1), " "+rest), w)
	}
	if s.Message == "" && len(s.More) > 0 {
		message = hints(p, "bar", s.More, max(0, w-p.Width(where)-3))
	}
	return []string{p.Bar("bar", message, where, w), below}
}

// halves parts a message that is too long for one line between two words; nothing is
// left for the second where one line is enough, or has to be.
func (s Status) halves(p *paint.Painter, w int) (first, rest string) {
	if !s.Answers || s.Note != "" || w < 10 || p.Width(s.Message) <= w {
		return s.Message, ""
	}
	if lines := p.Wrap(s.Message, w, 1000); len(lines) > 1 && p.Width(lines[0]) <= w {
		return lines[0], strings.Join(lines[1:], " ")
	}
	return s.Message, ""
}

func hints(p *paint.Painter, role string, list []Hint, w int) string {
	var b strings.Builder
	for i, h := range fitting(p, list, w) {
		gap := "  "
		if i == 0 {
			gap = " "
		}
		b.WriteString(p.Text(role, gap))
		b.WriteString(p.Text(role+" status.key", h.Key))
		b.WriteString(p.Text(role, " "+h.Does))
	}
	return b.String()
}

// fitting returns the first hints and the last one, as many as w cells hold.
func fitting(p *paint.Painter, list []Hint, w int) []Hint {
	if len(list) == 0 {
		return nil
	}
	room := w + 1 // the gap before the first is one cell, not two
	cells := func(h Hint) int { return p.Width("  " + h.Key + " " + h.Does) }
	head, last := list[:len(list)-1], list[len(list)-1]
	if room -= cells(last); room < 0 {
		return nil
	}
	for i, h := range head {
		if room -= cells(h); room < 0 {
			return append(head[:i:i], last)
		}
	}
	return list
}
