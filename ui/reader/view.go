package reader

import (
	"fmt"
	"strconv"
	"strings"

	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/count"
	"stet/ui/layout"
	"stet/ui/pane"
)

// gap is how many blank lines follow a block: under a title one more, for what
// is known about the article, and where only who said what is shown as many as
// those who speak take.
func (r *Reader) gap(block int) int {
	blocks := r.set.Blocks
	switch {
	case block == r.titleBlock():
		return 2
	case r.skim == skimSaid && r.laid.margin == 0:
		return max(1, len(r.voiceLines(block, r.laid.measure)))
	case block+1 < len(blocks) && blocks[block].Kind == model.ListItem && blocks[block+1].Kind == model.ListItem:
		return 0
	}
	return 1
}

// titled reports whether what is shown begins with the article's own title.
func (r *Reader) titled() bool { return r.titleBlock() >= 0 }

// titleBlock is the heading with which the article begins, past boilerplate
// that is hidden, or -1.
func (r *Reader) titleBlock() int {
	for i := range r.set.Blocks {
		switch {
		case r.set.Blocks[i].Kind == model.Heading:
			return i
		case r.set.Blocks[i].Kind != model.Boilerplate || !r.folded(i):
			return -1
		}
	}
	return -1
}

// header is what stands above a text that does not begin with its title.
func (r *Reader) header() []string {
	if r.titled() {
		return nil
	}
	p := r.env.Paint
	var lines []string
	if t := r.art.Meta.Title; t != "" {
		lines = append(lines, p.Text("title", t))
	}
	return append(lines, p.Text("muted", r.facts()), "")
}

func (r *Reader) headerShown() int {
	if r.titled() || r.top != r.page.Top() {
		return 0
	}
	n := 2
	if r.art.Meta.Title != "" {
		n = 3
	}
	return max(0, min(n-r.lead, r.h-r.statusRows()-1))
}

// facts is what is known about the article, honestly, in one line.
func (r *Reader) facts() string {
	m := r.art.Meta
	parts := []string{"no byline", "no date"}
	if m.Byline != "" {
		parts[0] = m.Byline
	}
	if !m.Published.IsZero() {
		parts[1] = m.Published.Format("2 Jan 2006")
	}
	if m.Publisher != "" {
		parts = append([]string{m.Publisher}, parts...)
	}
	words, minutes := r.wordCount()
	parts = append(parts, words, minutes)
	return strings.Join(parts, " · ")
}

// View draws the pane.
func (r *Reader) View(w, h int) []string {
	r.resize(w, h)
	r.follow()
	f := r.frame()
	p := r.env.Paint
	lines := r.page.Lines(r.top, r.textHeight())
	marks := r.marks(lines)
	glosses := r.glosses(lines, f)
	var out []string
	if n := r.headerShown(); n > 0 {
		head := r.header()
		for _, l := range head[max(0, len(head)-n):] {
			out = append(out, p.Fit(strings.Repeat(" ", f.pad+f.gutter)+l, w))
		}
	}
	gutter := r.gutters(lines, f)
	for i, l := range lines {
		text := p.Line(l, marks)
		if l.Gap {
			text = r.gapLine(l, f)
		}
		row := strings.Repeat(" ", f.pad) + gutter[i] + text
		if f.margin > 0 && glosses[i] != "" {
			row = p.Fit(row, f.pad+f.gutter+f.measure+marginGap) + glosses[i]
		}
		out = append(out, p.Fit(row, w))
	}
	for len(out) < h-r.statusRows() {
		out = append(out, p.Fit("", w))
	}
	out = append(out, r.status().Lines(p, w)[:r.statusRows()]...)
	if r.form != nil {
		out = r.overlay(out, lines, f)
	}
	return out[:min(len(out), h)]
}

// overlay puts the open card over the text, below the words it is about where
// there is room, so that they stay visible.
func (r *Reader) overlay(screen []string, lines []layout.Line, f frame) []string {
	h := len(screen) - r.statusRows()
	if len(screen) < 14 {
		h = len(screen) // a card needs every line of a low screen
	}
	box := r.form.View(r.env.Paint, max(1, r.w-2), h)
	last := 0
	for i, l := range lines {
		if !l.Gap && r.focus.on && l.Src.Overlaps(r.focus.rng) {
			last = i + 1 + r.headerShown()
		}
	}
	y := h - len(box)
	if last > y {
		first := last
		for i, l := range lines {
			if !l.Gap && l.Src.Overlaps(r.focus.rng) {
				first = i
				break
			}
		}
		if first >= len(box) {
			y = first - len(box)
		}
	} else if last+1 <= y {
		y = last + (y-last)/2
	}
	beside := strings.Repeat(" ", max(0, min(2, r.w-r.env.Paint.Width(box[0]))))
	x := max(0, min(f.pad, r.w-r.env.Paint.Width(box[0])-len(beside)))
	for i := range box { // no sign of the gutter is left standing beside it
		box[i] = beside + box[i]
	}
	return r.env.Paint.Over(screen, box, x, max(0, y))
}

// gapLine draws what stands in the blank line under a paragraph: what is known
// about the article under its title and, where there is no margin, the speakers
// of the paragraph's quotes.
func (r *Reader) gapLine(l layout.Line, f frame) string {
	p := r.env.Paint
	block := l.At.Block
	if block == r.titleBlock() {
		if l.Row > 0 {
			return ""
		}
		return p.Fit(p.Text("muted", r.facts()), f.measure)
	}
	if f.margin > 0 || r.env.Zen && r.skim != skimSaid {
		return ""
	}
	lines := r.voiceLines(block, f.measure)
	if l.Row >= len(lines) {
		return ""
	}
	text := ""
	for i, v := range lines[l.Row] {
		if i > 0 {
			text += strings.Repeat(" ", voiceGap)
		}
		role := "speaker"
		if v.found {
			role = "speaker.suggested"
		}
		text += p.Text(role, v.String())
	}
	return p.Join("", text, f.measure)
}

// gutters draws the signs left of the lines: what begins there, a ? for what is
// only suggested, a digit where three or more begin, ≠ where coders differ, ▸ for the
// focus.
func (r *Reader) gutters(lines []layout.Line, f frame) []string {
	p := r.env.Paint
	out := make([]string, len(lines))
	if r.env.Zen {
		for i := range out {
			out[i] = strings.Repeat(" ", f.gutter)
		}
		return out
	}
	focused := false
	for i, l := range lines {
		var here []*item
		if !l.Gap {
			r.over(l.Src, func(it *item) {
				if r.stands(it) && l.Src.Contains(it.rng().Start) {
					here = append(here, it)
				}
			})
		}
		focus := " "
		if !focused && r.focus.on && !l.Gap && l.Src.Overlaps(r.focus.rng) {
			focus, focused = p.Text("focus.sign", r.sign("▸", ">")), true
		}
		signs := r.signs(here)
		if len(r.differsOn(l)) > 0 && r.skim != skimClean {
			signs = p.Text("gutter", r.sign("≠", "!")) + r.sign1(here)
		}
		out[i] = p.Fit(focus+signs, f.gutter)
	}
	return out
}

func (r *Reader) signs(here []*item) string {
	p := r.env.Paint
	switch len(here) {
	case 0:
		return ""
	case 1:
		sign := kind.Of(here[0].note).Sign
		if here[0].found {
			return p.Text("gutter.suggested", sign+"?")
		}
		return p.Text("gutter", sign)
	case 2:
		role := "gutter"
		if here[0].found && here[1].found {
			role = "gutter.suggested"
		}
		return p.Text(role, kind.Of(here[0].note).Sign+kind.Of(here[1].note).Sign)
	}
	return p.Text("gutter", strconv.Itoa(min(9, len(here))))
}

// sign1 is signs where there is room for one only.
func (r *Reader) sign1(here []*item) string {
	switch len(here) {
	case 0:
		return ""
	case 1:
		return r.env.Paint.Text("gutter", kind.Of(here[0].note).Sign)
	}
	return r.env.Paint.Text("gutter", strconv.Itoa(min(9, len(here))))
}

func (r *Reader) sign(unicode, ascii string) string {
	if r.env.ASCII {
		return ascii
	}
	return unicode
}

// status is what the two lowest lines say.
func (r *Reader) status() pane.Status {
	s := r.message
	switch {
	case r.search.open:
		s = pane.Status{Message: "/" + r.search.input.Value() + "▏" + r.search.note()}
		s.Hints = []pane.Hint{{Key: "⏎", Does: r.table.Fill("go on with {on} and {on-back}")}, {Key: "esc", Does: "leave"}}
	case r.point != nil:
		s = r.pointStatus()
	case r.form != nil:
		s.Hints = r.form.Hints()
	case r.sel != nil:
		if s.Message == "" {
			s.Message = count.Of(r.selectedWords(), "word")
		}
		s.Hints = r.selectionHints()
	default:
		if s.Message == "" && !r.env.Zen {
			s = r.welcome()
		}
		s.Hints = r.hints()
	}
	switch state := r.saved(); {
	case !r.env.Zen:
		s.Right = r.where()
	case state == notSaved: // which must not be overlooked
		s.Right = []string{state}
	}
	return s
}

// where is the right end of the status line, what can best be spared first.
func (r *Reader) where() []string {
	var parts []string
	if r.env.Desk != nil {
		parts = append(parts, r.env.Desk.Annotator)
	}
	if r.anew != nil {
		parts = append(parts, "for "+store.Gold)
	}
	parts = append(parts, r.fileName())
	if !r.final {
		parts = append(parts, r.analysing())
	}
	if st := r.saved(); st != "" {
		parts = append(parts, st)
	}
	return append(parts, r.position())
}

// analysing says how far the analysis is, once it takes long.
func (r *Reader) analysing() string {
	if r.share == 0 {
		return "analysing"
	}
	return fmt.Sprintf("analysing %d%%", int(100*r.share))
}

// position is how far the page is, in less's words.
func (r *Reader) position() string {
	end := r.page.Bottom(r.textHeight())
	switch {
	case r.top == r.page.Top() && !r.top.Before(end):
		return "All"
	case r.top == r.page.Top():
		return "Top"
	case !r.top.Before(end):
		return "End"
	}
	return fmt.Sprintf("%d%%", int(r.page.Fraction(r.top)*100))
}
