// Package paint turns lines of a page and the marks upon them into styled text.
//
// It is the only place where escape sequences are made, and the only ones it
// makes are SGR (colours and attributes); everything else that is written passes
// through package clean. It decides how overlapping marks look. It refuses to
// know what a mark means: it is told a layer and a role.
package paint

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"stet/model"
	"stet/model/clean"
	"stet/ui/layout"
	"stet/ui/theme"
)

// A Painter writes text in the styles of one theme, with widths as the renderer
// counts them. It is not safe for concurrent use.
type Painter struct {
	theme  *theme.Theme
	method ansi.Method
	narrow bool // ambiguous characters take one cell
	ascii  bool
	order  layout.Order
	faces  map[string]face // by roles
	sgr    map[face]string
	flat   flattener
}

// New returns a painter. Make another one when the terminal answers for mode
// 2027, which changes the method.
func New(t *theme.Theme, m ansi.Method) *Painter {
	return &Painter{
		theme: t, method: m, narrow: m.StringWidth("¡") == 1,
		faces: make(map[string]face), sgr: make(map[face]string),
	}
}

// Page returns the options of a page of that width whose cells agree with what
// the painter and the renderer count.
func (p *Painter) Page(width int) layout.Options {
	return layout.Options{Width: width, Measure: p.clusterWidth, Show: p.show, Order: p.order}
}

// Text returns s, made safe and on one line, in the style of role: text of the
// program's own, and names, titles and messages in it.
func (p *Painter) Text(role, s string) string {
	s = p.plain(s)
	if seen, turned := p.turned(s); turned {
		return p.escape(p.face(role)) + seen + reset
	}
	return p.styled(p.face(role), s)
}

// plain returns s as it may be shown on one line.
func (p *Painter) plain(s string) string {
	s = p.stable(clean.Line(s))
	if p.ascii {
		s = p.inASCII(s)
	}
	return s
}

func (p *Painter) styled(f face, s string) string {
	if f == (face{}) || s == "" {
		return s
	}
	return p.escape(f) + s + reset
}

// Line returns a line of the page with the marks that lie on it. The marks may
// be any that overlap the line, and more, in the order of [model.Range.Compare].
// A mark that begins or ends inside a cluster is moved to the cluster's end.
func (p *Painter) Line(l layout.Line, marks []Mark) string {
	var b strings.Builder
	b.Grow(160)
	p.flat.reset(p, l, marks)
	var last face
	if l.Reordered {
		p.reordered(&b, l, &last)
	} else {
		for _, r := range l.Runs {
			p.run(&b, r, &last)
		}
	}
	if last != (face{}) {
		b.WriteString(reset)
	}
	return b.String()
}

// run writes r piece by piece: what lies between two edges of marks.
func (p *Painter) run(b *strings.Builder, r layout.Run, last *face) {
	base := p.face(r.Style)
	if r.Src.Empty() {
		p.write(b, base, p.plain(r.Text), last)
		return
	}
	if len(r.Text) != r.Src.Len() { // one cluster that has a stand-in
		piece := p.flat.at(r.Src.Start)
		text := r.Text
		if piece.label != "" {
			text = p.label(piece.label, p.Width(text))
		}
		p.write(b, base.under(piece.face), text, last)
		return
	}
	for at := r.Src.Start; at < r.Src.End; {
		piece := p.flat.at(at)
		from, to := int(at-r.Src.Start), int(min(piece.end, r.Src.End)-r.Src.Start)
		to = clusterEnd(r.Text, from, to)
		text := r.Text[from:to]
		if piece.label != "" && piece.begin == at {
			first := firstCluster(text)
			text = p.label(piece.label, p.Width(first)) + text[len(first):]
		}
		p.write(b, base.under(piece.face), text, last)
		at = r.Src.Start + model.Pos(to)
	}
}

// write writes text in face f; last is the face of what was written before.
func (p *Painter) write(b *strings.Builder, f face, text string, last *face) {
	if text == "" {
		return
	}
	if f != *last {
		b.WriteString(p.escape(f))
		*last = f
	}
	if p.ascii {
		text = p.inASCII(text)
	}
	b.WriteString(text)
}

// label returns s as it stands for a cluster that is so many cells wide.
func (p *Painter) label(s string, cells int) string { return p.fit(p.plain(s), cells, "") }
