package sheet

import (
	"slices"
	"strconv"
	"strings"

	"stet/annotate/kind"
	"stet/ui/layout"
	"stet/ui/pane"
)

// glosses draws the right margin: one line for each item at the height of the
// line on which it begins, pushed down where there are several and never over
// one another; the item in focus is opened to a card. It returns the items of the
// lines, too.
func (d *drawing) glosses() (out []string, of []*Item) {
	lines, f := d.lines, d.frame
	out, of = make([]string, len(lines)), make([]*Item, len(lines))
	if f.Margin == 0 {
		return out, of
	}
	free, last := 0, ""
	for i, l := range lines {
		last = "" // two that say the same of one line are one
		here := d.begin(l)
		differs := map[*Item]string{}
		for _, x := range d.in.flagsOn(l) {
			if at := slices.IndexFunc(here, x.about); at >= 0 && differs[here[at]] == "" {
				differs[here[at]] = x.Says
				continue
			}
			if free = max(free, i); free < len(lines) {
				out[free] = d.env.Paint.Fit(d.env.Paint.Text("gloss", d.env.Sign("≠ ", "! ")+x.Title+"  "+x.Says), f.Margin)
				free++
			}
		}
		for _, it := range here {
			for _, g := range d.gloss(it, f.Margin, differs[it]) {
				if g == last {
					continue
				}
				last = g
				at := max(free, i)
				if at >= len(lines) {
					return out, of
				}
				out[at], of[at] = g, it
				free = at + 1
			}
		}
	}
	return out, of
}

// gloss is what the margin says of one item, and how coders differ about it.
func (d *drawing) gloss(it *Item, w int, differs string) []string {
	p := d.env.Paint
	role, lead := "gloss", "  "
	if it.Found {
		role = "gloss.suggested"
	}
	if differs != "" {
		lead = d.env.Sign("≠ ", "! ")
	}
	if d.focus.Item == it {
		role, lead, differs = "gloss.focus", d.env.Sign("┌ ", "+ "), ""
	}
	title := kind.Of(it.Note).Title
	if it.Found {
		title += "?"
	}
	tail := ""
	if len(it.Ends) > 0 {
		tail += "  cut"
	}
	if it.By != "" && !strings.Contains(differs, it.By) {
		tail += "  " + it.By
	}
	head := p.Text(role, lead+title+"  ") + d.inRoles(role, it.says()) + p.Text(role, tail)
	if d.focus.Item != it {
		// the sign says that coders differ; who has it, where there is room
		if who := p.Text(role, "  "+differs); differs != "" && p.Width(head)+p.Width(who) < w {
			head += who
		}
		return []string{p.Fit(head, w-1)}
	}
	return d.opened(it, head, w-1)
}

// opened is the card of the item in focus in a margin of w cells, head being its first
// line: its words, its fields, and how it came about.
func (d *drawing) opened(it *Item, head string, w int) []string {
	p := d.env.Paint
	var below []string
	const most = 3 // lines that each may take
	add := func(s, of string) {
		for _, l := range p.Wrap(s, w-2, most) {
			below = append(below, p.Text(strings.TrimSpace("gloss "+of), l))
		}
	}
	said := ""
	for _, x := range it.says() {
		said += x.Text
	}
	if kind.AsQuote(it.Note) == nil {
		add(pane.Excerpt(d.in.Art.Slice(it.Range()), most*(w-4)), "")
	}
	for _, x := range d.in.Tell(it) {
		if !strings.Contains(said, x.Text) {
			add(strings.TrimSpace(x.Label+"  "+x.Text), x.Role)
		}
	}
	if !it.Found { // of what is, that is told already
		add(it.History(d.env), "gloss.suggested")
	}
	rows := []string{p.Fit(head, w)}
	edge := d.env.Sign("│ ", "| ")
	for i, l := range below {
		if i == len(below)-1 {
			edge = d.env.Sign("└ ", "+ ")
		}
		rows = append(rows, p.Fit(p.Text("gloss", edge)+l, w))
	}
	return rows
}

// inRoles draws details one after the other, each in its role upon another.
func (d *drawing) inRoles(role string, details []Detail) string {
	var b strings.Builder
	for _, x := range details {
		b.WriteString(d.env.Paint.Text(strings.TrimSpace(role+" "+x.Role), x.Text))
	}
	return b.String()
}

// gapLine draws what is in the blank line under a paragraph: what is known
// about the article under its title and, where there is no margin, the speakers
// of the paragraph's quotes.
func (d *drawing) gapLine(l layout.Line) string {
	f := d.frame
	p := d.env.Paint
	block := l.At.Block
	if ruled(d.sheet.set, block) && l.Row == d.sheet.gap(block)-2 {
		return p.Text("muted", strings.Repeat("─", f.Measure))
	}
	if block == d.sheet.titleBlock() {
		if l.Row > 0 {
			return ""
		}
		return p.Fit(p.Text("muted", facts(d.in.Art, d.sheet.length)), f.Measure)
	}
	if !d.voiced() {
		return ""
	}
	text := ""
	for i, v := range d.voices(l) {
		if i > 0 {
			text += strings.Repeat(" ", voiceGap)
		}
		role := "speaker"
		if v.found {
			role = "speaker.suggested"
		}
		text += p.Text(role, v.String())
	}
	return p.Join("", text, f.Measure)
}

// voiced reports whether the blank lines under paragraphs name their speakers.
func (d *drawing) voiced() bool {
	return d.frame.Margin == 0 && (!d.env.Zen || d.in.Show.Skim == SkimSaid)
}

// voices are the speakers in a blank line under a paragraph.
func (d *drawing) voices(l layout.Line) []voice {
	if lines := d.sheet.voiceLines(l.At.Block, d.frame.Measure); l.Row < len(lines) && l.At.Block != d.sheet.titleBlock() {
		return lines[l.Row]
	}
	return nil
}

// voiceAt is what the speaker in a cell of such a line says first; nil where none is.
func (d *drawing) voiceAt(l layout.Line, x int) *Item {
	at := d.frame.Measure
	for _, v := range slices.Backward(d.voices(l)) {
		at -= d.env.Paint.Width(v.String())
		if x >= at && x < at+d.env.Paint.Width(v.String()) {
			return v.first
		}
		at -= voiceGap
	}
	return nil
}

// begin returns the items whose sign is left of a line.
func (d *drawing) begin(l layout.Line) (here []*Item) {
	if l.Gap {
		return nil
	}
	d.in.Over(l.Src, func(it *Item) {
		if d.in.Stands(it) && l.Src.Contains(it.Range().Start) {
			here = append(here, it)
		}
	})
	return here
}

// gutters draws the signs left of the lines: what begins there, a ? for what is
// only suggested, a digit where three or more begin, ≠ where coders differ, ▸ for the
// focus.
func (d *drawing) gutters() []string {
	lines, f := d.lines, d.frame
	p := d.env.Paint
	out := make([]string, len(lines))
	if d.env.Zen {
		for i := range out {
			out[i] = strings.Repeat(" ", f.Gutter)
		}
		return out
	}
	focused := false
	for i, l := range lines {
		here := d.begin(l)
		focus := " "
		if !focused && d.focus.On && !l.Gap && l.Src.Overlaps(d.focus.Range) {
			focus, focused = p.Text("focus.sign", d.env.Sign("▸", ">")), true
		}
		signs := d.signs(here)
		if len(d.in.flagsOn(l)) > 0 && d.in.Show.Skim != SkimClean {
			signs = p.Text("gutter", d.env.Sign("≠", "!")) + d.sign1(here)
		}
		out[i] = p.Fit(focus+signs, f.Gutter)
	}
	return out
}

// gutter is the role of an item's sign.
func (it *Item) gutter() string {
	if it.Found {
		return "gutter.suggested"
	}
	return "gutter"
}

func (d *drawing) signs(here []*Item) string {
	p := d.env.Paint
	switch len(here) {
	case 0:
		return ""
	case 1:
		sign := kind.Of(here[0].Note).Sign
		if here[0].Found {
			return p.Text("gutter.suggested", sign+"?")
		}
		return p.Text("gutter", sign)
	case 2:
		return p.Text(here[0].gutter(), kind.Of(here[0].Note).Sign) + p.Text(here[1].gutter(), kind.Of(here[1].Note).Sign)
	}
	return p.Text("gutter", strconv.Itoa(min(9, len(here))))
}

// sign1 is signs where there is room for one only.
func (d *drawing) sign1(here []*Item) string {
	switch len(here) {
	case 0:
		return ""
	case 1:
		return d.env.Paint.Text("gutter", kind.Of(here[0].Note).Sign)
	}
	return d.env.Paint.Text("gutter", strconv.Itoa(min(9, len(here))))
}
