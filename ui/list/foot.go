package list

import (
	"cmp"
	"fmt"
	"strings"

	"stet/model"
	"stet/model/count"
	"stet/ui/layout"
	"stet/ui/paint"
	"stet/ui/pane"
)

// foot is what the current article begins with, or what is around the words that
// were looked for.
func (dr *drawing) foot() []string {
	p := dr.catalog.env.Paint
	out := []string{p.Text("muted", strings.Repeat("─", max(0, dr.w)))}
	if it := dr.list.item(); it != nil {
		text, hit := it.Lead, model.Range{}
		if pk := dr.peek.peeked; pk.path == it.Path && pk.text != "" {
			text, hit = pk.text, pk.hit
		}
		if text == "" {
			text = it.Problem
		}
		for _, s := range dr.wrap(text, hit, max(1, min(cmp.Or(dr.catalog.env.Measure, 72), dr.w-2*edge))) {
			out = append(out, strings.Repeat(" ", edge)+s)
		}
	}
	for len(out) < 1+leadRows {
		out = append(out, "")
	}
	return out[:1+leadRows]
}

// wrap lays a paragraph out in the lines that there are for it, and lights what was
// looked for.
func (dr *drawing) wrap(text string, hit model.Range, w int) []string {
	if text == "" {
		return nil
	}
	page := layout.New(&model.Article{
		Text: text, Blocks: []model.Block{{Kind: model.Paragraph, Range: model.Range{End: model.Pos(len(text))}}},
	}, dr.catalog.env.Paint.Page(w))
	var marks []paint.Mark
	if !hit.Empty() {
		marks = []paint.Mark{{Range: hit, Layer: paint.Search, Role: "search"}}
	}
	var out []string
	for _, line := range page.Lines(page.Top(), leadRows) {
		if !line.Gap {
			out = append(out, dr.catalog.env.Paint.Line(line, marks))
		}
	}
	return out
}

// history says when an article was read, and how far.
func (dr *drawing) history(it *item) string {
	m := it.mark
	if it.Problem != "" {
		return it.Problem
	}
	if m.Unread() {
		return count.Of(it.Words, "word") + " · unread"
	}
	out := fmt.Sprintf("read %s", pane.Day(m.Read, dr.catalog.o.Now()))
	switch {
	case !m.Done.IsZero():
		out = fmt.Sprintf("done %s", pane.Day(m.Done, dr.catalog.o.Now()))
	case m.Share > 0 && m.Share < 1:
		out = fmt.Sprintf("%s, stopped at %d%%", out, int(m.Share*100))
	}
	if len(m.Tags) > 0 {
		out += " · " + strings.Join(m.Tags, ", ")
	}
	return out
}
