package reader

import (
	"cmp"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/ui/layout"
	"stet/ui/pane"
)

// glosses draws the right margin: one line for each item at the height of the
// line on which it begins, pushed down where there are several and never over
// one another; the item in focus is opened to a card.
func (r *Reader) glosses(lines []layout.Line, f frame) []string {
	out := make([]string, len(lines))
	if f.margin == 0 {
		return out
	}
	free := 0
	for i, l := range lines {
		if l.Gap {
			continue
		}
		for _, x := range r.differsOn(l) {
			if free = max(free, i); free < len(lines) {
				out[free] = r.env.Paint.Fit(r.env.Paint.Text("gloss", "  "+r.differGloss(x)), f.margin)
				free++
			}
		}
		r.over(l.Src, func(it *item) {
			if !r.stands(it) || !l.Src.Contains(it.rng().Start) {
				return
			}
			for _, g := range r.gloss(it, f.margin) {
				at := max(free, i)
				if at >= len(lines) {
					return
				}
				out[at] = g
				free = at + 1
			}
		})
	}
	return out
}

// gloss is what the margin says of one item.
func (r *Reader) gloss(it *item, w int) []string {
	p := r.env.Paint
	k := kind.Of(it.note)
	title := k.Title
	if it.found {
		title += "?"
	}
	line := title + "  " + r.glossWords(it)
	if len(it.ends) > 0 {
		line += "  cut"
	}
	if it.by != "" {
		line += "  " + it.by
	}
	if r.focus.item != it {
		role := "gloss"
		if it.found {
			role = "gloss.suggested"
		}
		return []string{p.Fit(p.Text(role, "  "+line), w)}
	}
	rows := []string{p.Text("gloss.focus", r.sign("┌ ", "+ ")+line)}
	const most = 3 // lines that each may take
	add := func(s string) {
		for _, l := range p.Wrap(s, w-2, most) {
			rows = append(rows, p.Text("gloss.focus", r.sign("│ ", "| ")+l))
		}
	}
	add(r.history(it))
	add(it.note.Comment)
	add(strings.Join(it.note.Tags, ", "))
	if it.note.Kind() != "quote" {
		add(excerpt(r.art.Slice(it.rng()), most*(w-4)))
	}
	rows = append(rows, p.Text("gloss.focus", r.sign("└", "+")))
	for i := range rows {
		rows[i] = p.Fit(rows[i], w)
	}
	return rows
}

// glossWords are whom an item speaks of and what it says of them.
func (r *Reader) glossWords(it *item) string {
	if c, ok := it.note.Body.(*kind.Claim); ok && it.found {
		return c.Claimant.String() + "  " + kind.Word(c.CheckWorthiness)
	}
	switch b := it.note.Body.(type) {
	case interface{ Gloss() string }:
		return b.Gloss()
	default:
		return it.note.Comment
	}
}

// history says how an item came about.
func (r *Reader) history(it *item) string {
	if it.found {
		return "found: " + cmp.Or(worth(it), it.why)
	}
	who := it.by
	if who == "" && r.env.Desk != nil {
		who = r.env.Desk.Annotator
	}
	how := map[annotate.How]string{
		annotate.ByHand: "by hand", annotate.Kept: "kept as found", annotate.Edited: "found, then changed", annotate.Refused: "refused",
	}[it.note.Origin.How]
	return who + " " + pane.When(it.note.Modified, time.Now()) + " · " + how
}
