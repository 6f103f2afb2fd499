package reader

import (
	"stet/annotate/kind"
	"stet/ui/card"
	"stet/ui/sheet"
)

// legend says what the marks of an article mean, as they look now.
func (r *Reader) legend() *card.Legend {
	l := &card.Legend{Title: "What the marks mean"}
	kinds := r.project.Book.Rows()
	for _, layer := range sheet.LayersOf(kinds) {
		row := card.LegendRow{Marks: layer.Marks, Says: layer.Title}
		if k, ok := kinds.Find(layer.Name); ok {
			row.Marks, row.Says = kindMarks(k), k.Title
		}
		if layer.Command != "" {
			row.Key, row.Does = r.table.Key(layer.Command), "hides"
			if r.in.Show.Hidden[layer.Name] {
				row.Does = "shows"
			}
		}
		l.Rows = append(l.Rows, row)
	}
	mark := func(says, role string, text ...string) {
		row := card.LegendRow{Says: says}
		for _, t := range text {
			row.Marks = append(row.Marks, card.LegendMark{Role: role, Text: t})
		}
		l.Rows = append(l.Rows, row)
	}
	quote, claim := kind.All[0].Sign, kind.All[1].Sign
	l.Rows = append(l.Rows, card.LegendRow{Marks: []card.LegendMark{{Role: "focus", Text: "focus"}, {Role: "selection", Text: "selection"}, {Role: "search", Text: "hit"}, {Role: "label", Text: "F"}},
		Says: "where you are; selected; found; a label"})
	mark("", "")
	mark("left of a line", "")
	mark("only found, not kept", "gutter.suggested", quote+"?")
	mark("two begin here; both only found", "gutter", quote+claim)
	l.Rows[len(l.Rows)-1].Marks = append(l.Rows[len(l.Rows)-1].Marks, card.LegendMark{Role: "gutter.suggested", Text: quote + claim})
	mark("that many begin here", "gutter", "3")
	mark("where you are; coders differ", "gutter", r.env.Sign("▸", ">"), r.env.Sign("≠", "!"))
	return l
}

// kindMarks are the sign of a kind and what it looks like in the text: kept, and
// where the program looks for such things, found, in focus and refused.
func kindMarks(k kind.Kind) []card.LegendMark {
	role := "kind." + k.Name
	marks := []card.LegendMark{{Role: "gutter", Text: k.Sign}, {Role: role, Text: "kept"}}
	if k.Found {
		marks = append(marks, card.LegendMark{Role: role + ".suggested", Text: "found"}, card.LegendMark{Role: role + ".suggested focus", Text: "in focus"})
	}
	return marks
}
