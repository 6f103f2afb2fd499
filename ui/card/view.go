package card

import (
	"cmp"
	"slices"
	"strings"

	"stet/ui/paint"
	"stet/ui/pane"
)

// narrow is the width in cells below which choices are without their remarks.
const narrow = 44

// mostLines is how many lines a remark may take.
const mostLines = 4

// labelWidth is the column in which a form's labels are, in cells, and
// mostLabel how wide it may become where a codebook's questions are longer.
const (
	labelWidth = 10
	mostLabel  = 20
)

// labels is the width of that column in this form.
func (f *Form) labels(p *paint.Painter) int {
	w := labelWidth
	for _, x := range f.Fields {
		w = max(w, min(p.Width(x.Label)+1, mostLabel))
	}
	return w
}

// Resize says how large the form may be, in cells: by that the arrows know how far
// there is to scroll.
func (f *Form) Resize(p *paint.Painter, w, h int) {
	x := f.field()
	inner, room := max(1, min(w, 75)-4), max(1, h-len(f.Fields)-len(f.Lines)-2)
	if h < lowScreen {
		if room = max(1, h-1); x.listsFirst() {
			room++
		}
	} else if x.Label != "" {
		inner -= f.labels(p)
	}
	x.fit = max(1, room-1-len(x.head(p, inner)))
	x.follow()
}

// View draws the form as a box of at most w cells and h lines. What does not
// fit is cut from the lists of choices, never from the field at hand.
func (f *Form) View(p *paint.Painter, w, h int) []string {
	w = min(w, 75)
	inner := max(1, w-4)
	if h < lowScreen {
		return f.low(p, w, h)
	}
	title, footer := f.Title, f.Footer
	if f.codes {
		title, footer = f.codeTitle(), f.asks()
	}
	var lines []string
	for _, l := range f.Lines {
		lines = append(lines, hanging(p, l, inner)...)
	}
	for i, x := range f.Fields {
		lines = append(lines, f.drawField(p, x, i == f.at, inner, max(1, h-len(f.Fields)-len(f.Lines)-2))...)
	}
	if over := len(lines) - max(1, h-2); over > 0 {
		lines = lines[:len(lines)-over]
	}
	return p.Box(title, footer, lines, w)
}

// lowScreen is the height in lines below which a card shows only the question at
// hand, and spares its lower edge.
const lowScreen = 8

func (f *Form) low(p *paint.Painter, w, h int) []string {
	x, room := f.field(), max(1, h-1)
	var rows []string
	if f.codes {
		rows = f.codeRows(p, x, true, max(1, w-4), room)
	} else if x.listsFirst() {
		rows = x.rows(p, true, max(1, w-4), room+1)
		rows = rows[:len(rows)-1]
	} else {
		rows = x.rows(p, true, max(1, w-4), room)
	}
	if len(rows) == 0 {
		rows = []string{""}
	}
	box := p.Box(f.Title, "", rows[:min(len(rows), room)], w)
	if len(box) > 2 { // a very narrow one has no edges
		box = box[:len(box)-1]
	}
	return box[:min(len(box), max(1, h))]
}

// listsFirst reports whether the room is better used for choices than for the line
// in which words go: that is shown once some are typed.
func (x *Field) listsFirst() bool {
	return x.Typed != nil && x.input.Empty() && len(x.Choices) > 0 && !x.Inline
}

// hanging breaks a line, what follows its label hanging in the answers' column.
func hanging(p *paint.Painter, line string, w int) []string {
	label := ""
	if len(line) > labelWidth && line[labelWidth-2:labelWidth] == "  " && w > 2*labelWidth {
		label, line = line[:labelWidth], line[labelWidth:]
	}
	var out []string
	for _, l := range p.Wrap(line, w-p.Width(label), mostLines) {
		out = append(out, p.Fit(p.Text("card.label", label)+p.Text("card", l), w))
		label = strings.Repeat(" ", len(label))
	}
	return out
}

func (f *Form) drawField(p *paint.Painter, x *Field, current bool, w, room int) []string {
	if f.codes {
		return f.codeRows(p, x, current, w, room)
	}
	role := "card.label"
	if current && len(f.Fields) > 1 {
		role = "card.title"
	}
	label := p.Fit(p.Fit(p.Text(role, x.Label), f.labels(p)-1), f.labels(p))
	if x.Label == "" {
		label = ""
	}
	indent := strings.Repeat(" ", p.Width(label))
	body := w - p.Width(label)
	if !current && !x.Toggle {
		return []string{p.Fit(label+p.Text("card", x.answered()), w)}
	}
	rows := x.rows(p, current, body, room)
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

// head is what is above the list of a field's choices.
func (x *Field) head(p *paint.Painter, w int) []string {
	var rows []string
	if len(x.answers) > 0 {
		rows = append(rows, p.Text("card", x.answered()))
	}
	if len(x.Lead) > 0 && x.input.Empty() {
		for rest := x.Lead; len(rest) > 0; {
			n := 1
			for n < len(rest) && p.Width(x.inline(p, rest[:n+1])) <= w {
				n++
			}
			rows = append(rows, x.inline(p, rest[:n]))
			rest = rest[n:]
		}
	}
	return rows
}

// rows is what is right of a field's label, in w cells.
func (x *Field) rows(p *paint.Painter, current bool, w, room int) []string {
	if x.Inline || x.Toggle {
		if current {
			if rows := x.defined(p, w); len(rows) > 0 && len(rows) <= room {
				return rows
			}
		}
		return []string{x.inline(p, x.Choices)}
	}
	rows := x.head(p, w)
	for i, c := range x.matches() {
		if i < x.from && x.input.Empty() {
			continue
		}
		if len(rows) >= room-1 {
			break
		}
		rows = append(rows, x.choice(p, c, i, w))
	}
	if x.Typed != nil {
		rows = append(rows, x.typing(p, w))
	}
	if x.fault != "" {
		for _, line := range p.Wrap(x.fault, w, mostLines) {
			rows = append(rows, p.Fit(p.Text("status.error", line), w))
		}
	}
	return rows
}

// defined draws what is asked and each choice on a line with its remark, which
// goes on below where it is long; nothing where there is no remark.
func (x *Field) defined(p *paint.Painter, w int) []string {
	var rows []string
	said, left := x.About != "", 0
	for _, c := range x.Choices {
		said = said || c.Note != ""
		left = max(left, min(p.Width(cmp.Or(c.Key, " ")+"  "+c.Text)+2, w/2))
	}
	if !said {
		return nil
	}
	for _, line := range p.Wrap(x.About, w, mostLines) {
		rows = append(rows, p.Text("card.note", line))
	}
	for _, c := range x.Choices {
		role := x.role(c)
		first := p.Fit(p.Text(joined("card.key", role), cmp.Or(c.Key, " "))+p.Text(role, "  "+c.Text), left)
		lines := p.Wrap(c.Note, w-left, mostLines)
		if len(lines) == 0 {
			lines = []string{""}
		}
		for _, line := range lines {
			rows = append(rows, first+p.Text("card.note", line))
			first = strings.Repeat(" ", left)
		}
	}
	return rows
}

// role is that of a choice among choices that stay in view once one was taken.
func (x *Field) role(c Choice) string {
	for _, a := range x.answers {
		if a.Text == c.Text {
			return "card.choice.current"
		}
	}
	return "card"
}

// answered is what is beside the label of a field that is not at hand.
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
		role := x.role(c)
		if c.Key != "" {
			b.WriteString(p.Text(joined("card.key", role), c.Key))
			b.WriteString(p.Text(role, " "+c.Text))
			continue
		}
		b.WriteString(p.Text(role, c.Text))
	}
	return b.String()
}

func (x *Field) choice(p *paint.Painter, c Choice, i, w int) string {
	key := cmp.Or(c.Key, " ")
	role, sign := "card", "  "
	at := x.marked()
	if !x.input.Empty() {
		key, at = " ", x.mark
	}
	if i == at {
		role, sign = "card.choice.current", "▸ "
	}
	left := p.Text("card.key", key) + p.Text(role, sign+c.Text)
	if w < narrow {
		return p.Fit(left, w)
	}
	return p.Join(left, p.Text("card.note", "  "+c.Note), w)
}

func (x *Field) typing(p *paint.Painter, w int) string {
	hint := x.Hint
	if !x.input.Empty() {
		hint = "" // the room is for what is typed
	}
	if hint != "" {
		hint += " "
	}
	lead := p.Text("card.note", hint)
	return lead + x.input.View(p, "card.field", max(2, w-p.Width(lead)))
}

// Hints are the keys that matter in the field at hand.
func (f *Form) Hints() []pane.Hint {
	if f.codes {
		return f.codeHints()
	}
	x := f.field()
	var out []pane.Hint
	if !x.input.Empty() {
		out = append(out, pane.Hint{Key: "⏎", Does: "take it"})
		if len(x.matches()) > 0 {
			out = append(out, pane.Hint{Key: "↑↓", Does: "choose"})
		}
	} else {
		if keys := x.keys(""); keys != "" {
			out = append(out, pane.Hint{Key: keys, Does: "choose"})
		}
		out = append(out, x.emptyHints(f)...)
	}
	if f.at > 0 {
		out = append(out, pane.Hint{Key: "shift+tab", Does: "back"})
	}
	return append(out, pane.Hint{Key: "esc", Does: "leave"})
}

// emptyHints are those of ⏎ in a field without words.
func (x *Field) emptyHints(f *Form) []pane.Hint {
	enter := func(does string) []pane.Hint { return []pane.Hint{{Key: "⏎", Does: does}} }
	switch missing := slices.ContainsFunc(f.Fields, (*Field).missing); {
	case x.hand > 0:
		return enter("take it")
	case len(x.answers) > 0 && f.revised && !missing:
		return enter("done")
	case len(x.answers) > 0:
		return enter("next")
	case x.Default != nil:
		return enter(x.Default.Text)
	case x.Optional && f.EmptyEnds && missing:
		return enter("next")
	case x.Optional && f.EmptyEnds:
		return append(enter("done"), pane.Hint{Key: "tab", Does: "next"})
	case x.Optional:
		return enter("leave it empty")
	}
	return nil
}

// keys names the choices' keys but one in short: "1–8 0 -", "f a n".
func (x *Field) keys(not string) string {
	var ks []string
	for _, c := range slices.Concat(x.Lead, x.offered()) {
		if c.Key != "" && c.Key != not {
			ks = append(ks, c.Key)
		}
	}
	row := 0 // of digits, each one more than the last
	for row < len(ks) && len(ks[row]) == 1 && ks[row] >= "0" && ks[row] <= "9" && (row == 0 || ks[row][0] == ks[row-1][0]+1) {
		row++
	}
	if row > 2 {
		ks = append([]string{ks[0] + "–" + ks[row-1]}, ks[row:]...)
	}
	return strings.Join(ks, " ")
}
