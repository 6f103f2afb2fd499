package unpack

import (
	"fmt"
	"path/filepath"

	"stet/model/clean"
	"stet/model/places"
	"stet/ui/pane"
)

// The geometry of the pane, in lines.
const (
	headRows   = 5
	statusRows = 2
)

// rows is how many titles fit.
func (b *Box) rows() int { return max(1, b.h-headRows-statusRows) }

// Resize says how large the pane is.
func (b *Box) Resize(w, h int) {
	if b.w, b.h = w, h; len(b.titles) > 0 {
		b.at.To(b.at.At, len(b.titles), b.rows())
	}
	b.front.Resize(b.env.Paint, w, h)
}

// View draws the pane.
func (b *Box) View() []string {
	p, w, h := b.env.Paint, b.w, b.h
	status := max(0, min(statusRows, h-1))
	lines := []string{
		p.Text("title", " "+clean.Line(filepath.Base(b.path))) + p.Text("muted", "   "+b.what()),
		"",
		p.Text("", " ") + p.Text("status.key", b.front.Table.Key("keep")) + p.Text("", fmt.Sprintf(" makes a file of each article in %s/", clean.Line(places.Shorten(Folder(b.path))))),
		p.Text("", " ") + p.Text("status.key", b.front.Table.Key("elsewhere")) + p.Text("", " asks for another folder"),
		"",
	}
	for i := b.at.Top; i < min(len(b.titles), b.at.Top+b.rows()); i++ {
		lines = append(lines, b.row(i))
	}
	var out []string
	for _, l := range lines {
		if len(out) < h-status {
			out = append(out, p.Fit(l, w))
		}
	}
	for len(out) < h-status {
		out = append(out, p.Fit("", w))
	}
	out = append(out, b.status().Lines(p, w)[:status]...)
	return b.front.Over(p, out, w, h)
}

func (b *Box) row(i int) string {
	p, t := b.env.Paint, b.titles[i]
	sign, role := "  ", ""
	if i == b.at.At {
		sign, role = b.env.Sign("▸ ", "> "), "selected"
	}
	day := p.Fit(p.Text("muted", t.day), 12)
	source := p.Fit(p.Text("muted", clean.Line(t.source)), min(24, max(8, b.w/4)))
	return p.Text(role, sign) + day + source + p.Text("", "  "+clean.Line(t.title))
}

func (b *Box) status() pane.Status {
	st := b.front.Told
	if form := b.front.Form(); form != nil {
		st.Hints = form.Hints()
		return st
	}
	st.Hints = pane.Keyed(b.front.Table, pane.Hint{Key: "keep", Does: "unpack"}, pane.Hint{Key: "elsewhere", Does: "elsewhere"}, pane.Hint{Key: "palette", Does: "keys"}, pane.Hint{Key: "quit", Does: "back"})
	return st
}
