package sheet

import (
	"fmt"
	"slices"
	"strings"

	"stet/annotate/kind"
	"stet/ui/pane"
)

// mostStrip is how many lines the strip may take.
const mostStrip = 4

// SetStrip makes the strip tell of what is in focus, and reports whether it takes
// another number of lines than before. Where there is a margin, that tells of it.
func (s *Sheet) SetStrip(f *Focus) bool {
	var rows []string
	if f.On && f.Sel == nil && s.Frame().Margin == 0 && !s.env.Zen && s.H >= lowScreen {
		rows = s.drawing(f, nil, nil).strip()
	}
	was := len(s.strips)
	s.strips = rows
	return len(rows) != was
}

// Tells reports whether the strip or the margin tells of the focus now.
func (s *Sheet) Tells() bool { return len(s.strips) > 0 || s.Frame().Margin > 0 }

// indent is the column in which what is said begins.
const indent = "    "

// lowScreen is the height below which the text needs every line.
const lowScreen = 18

// strip draws what is said where the focus is: the item in focus with its details, and
// one line for each other one there. Where the theme has no ground for it, a rule parts
// it from the text.
func (d *drawing) strip() []string {
	f := d.focus
	here := d.in.Stack(f.Range)
	if f.Item == nil && len(here) == 0 {
		return nil
	}
	room := min(mostStrip, d.sheet.H/6)
	var rows []string
	add := func(left, right string) {
		if len(rows) < room {
			rows = append(rows, d.bar(left, right))
		}
	}
	if f.Item != nil {
		place := ""
		for i, it := range here {
			if it == f.Item && len(here) > 1 {
				place = fmt.Sprintf("%d of %d", i+1, len(here))
			}
		}
		add(d.headOf(f.Item), strings.TrimSpace(f.Item.By+"  "+place))
		for _, row := range d.detailRows(f.Item, room-max(1, len(here))) {
			add(d.env.Paint.Text("bar.strip", indent)+row, "")
		}
	}
	for i, it := range here {
		if it == f.Item {
			continue
		}
		if left := len(here) - i; len(rows) == room-1 && left > 1 {
			add(d.headOf(it), fmt.Sprintf("%d more", left-1))
			break
		}
		add(d.headOf(it), it.By)
	}
	if len(rows) > 0 && !d.env.Paint.Grounded("bar.strip") {
		rows = slices.Insert(rows, 0, d.env.Paint.Text("muted", strings.Repeat("─", d.sheet.W)))
	}
	return rows
}

// headOf is an item in a line: its sign, who, and what of whom, or its words.
func (d *drawing) headOf(it *Item) string {
	p, k := d.env.Paint, kind.Of(it.Note)
	sign := k.Sign
	if it.Found {
		sign += "?"
	}
	role := "bar.strip gutter"
	if it.Found {
		role = "bar.strip gutter.suggested"
	}
	head := p.Text(role, fmt.Sprintf("%-*s", len(indent), " "+sign))
	says := it.Note.Who().String()
	switch {
	case kind.AsStance(it.Note) != nil:
		head += d.stance(it)
	case says == "" && len(k.Roles) == 0, k.Added(): // all that its fields say
		says = it.Gloss()
		head += d.inRoles("bar.strip", it.says())
	default:
		head += p.Text("bar.strip", says)
	}
	if !it.Range().Empty() && kind.AsStance(it.Note) == nil {
		if says != "" {
			head += p.Text("bar.strip", "   ")
		}
		head += p.Text("bar.strip", pane.Excerpt(d.in.Art.Slice(it.Range()), 60))
	}
	return head
}

// stance draws who is for or against whom or what.
func (d *drawing) stance(it *Item) string {
	p, b := d.env.Paint, kind.AsStance(it.Note)
	sign, role := pane.Stance(b.Stance)
	if role == "" { // a code of the project's own
		return d.inRoles("bar.strip", it.says())
	}
	how := p.Text("bar.strip "+role, sign+" "+kind.Word(b.Stance))
	tail := "  " + b.Towards.String()
	if who := it.Suggester(); who != "" {
		tail += "  " + who
	}
	return p.Text("bar.strip", b.Holder.String()+"  ") + how + p.Text("bar.strip", tail)
}

// detailRows puts the details of an item into lines, several to one where they fit.
// How it came about is told where that leaves room for the other items there.
func (d *drawing) detailRows(it *Item, room int) (rows []string) {
	p := d.env.Paint
	w := d.sheet.W - 6
	line := ""
	add := func(x Detail) {
		text := p.Text(strings.TrimSpace("bar.strip "+x.Role), x.Text)
		if x.Label != "" {
			text = p.Text("bar.strip card.label", x.Label+"  ") + text
		}
		switch {
		case line == "":
			line = text
		case p.Width(line)+4+p.Width(text) <= w:
			line += p.Text("bar.strip", "    ") + text
		default:
			rows, line = append(rows, line), text
		}
	}
	for _, x := range d.in.Tell(it) {
		add(x)
	}
	if how := it.History(d.env); !it.Found && (line == "" && room > 0 || line != "" && (len(rows)+1 < room || p.Width(line)+4+p.Width(how) <= w)) {
		add(Detail{Text: how, Role: "card.label"})
	}
	if line != "" {
		rows = append(rows, line)
	}
	return rows
}

// bar draws a line of the strip over the whole width.
func (d *drawing) bar(left, right string) string {
	return d.env.Paint.Bar("bar.strip", left, right, d.sheet.W)
}
