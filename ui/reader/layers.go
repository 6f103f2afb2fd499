package reader

import (
	"slices"

	"stet/annotate/kind"
	"stet/ui/card"
)

// The layers that are no kind of annotation.
const (
	layerNames    = "names"
	layerTimes    = "times" // nationalities, dates and amounts
	layerIndirect = "indirect"
	layerReported = "reported" // claims that an indirect attribution makes
	layerOthers   = "others"
	layerRefused  = "refused"
	layerMargin   = "margin"
)

// A Layer is what is shown or hidden together. Its name is that of a kind, or one
// of its own; the config file lists those that are shown at first.
type Layer struct {
	Name    string
	Command string // shows or hides it; "" where none does
	Title   string // what lies on it; "" for the title of the kind
	Marks   []card.LegendMark
	AtFirst bool // it is shown unless the config file says otherwise
}

// Layers is the table, in the order of the legend.
var Layers = []Layer{
	{Name: "quote", Command: "show-quotes", AtFirst: true},
	{Name: "claim", Command: "show-claims", AtFirst: true},
	{Name: "stance", Command: "show-stances", AtFirst: true},
	{Name: "note", Command: "show-notes", AtFirst: true},
	{Name: "link", AtFirst: true},
	{Name: layerNames, Command: "show-names", AtFirst: true, Title: "names, and who speaks", Marks: []card.LegendMark{
		{Role: "name.person", Text: "person"}, {Role: "name.org", Text: "organisation"}, {Role: "name.place", Text: "place"}, {Role: "name.speaker", Text: "speaks"}}},
	{Name: layerTimes, Command: "show-names", Title: "nationalities, dates, sums", Marks: []card.LegendMark{{Role: "name.other", Text: "Monday  5 %"}}},
	{Name: layerIndirect, Command: "show-indirect", Title: "speech told, not quoted", Marks: []card.LegendMark{{Role: "kind.quote.suggested", Text: "that it was over"}}},
	{Name: layerReported, Command: "show-indirect", Title: "claims in it", Marks: []card.LegendMark{{Role: "kind.claim.suggested", Text: "it was over"}}},
	{Name: layerOthers, Command: "show-others", AtFirst: true, Title: "what others tagged", Marks: []card.LegendMark{{Role: "gloss", Text: "quote  NAME  bob"}}},
	{Name: layerRefused, Command: "show-refused", Title: "what you refused", Marks: []card.LegendMark{{Role: "kind.quote.refused", Text: "refused"}}},
	{Name: layerMargin, Command: "show-margin", AtFirst: true, Title: "what is said of the lines", Marks: []card.LegendMark{
		{Role: "gloss", Text: "kept"}, {Role: "gloss.suggested", Text: "found?"}, {Role: "gloss.focus", Text: "in focus"}}},
}

// hiddenAtFirst is what is hidden when an article is opened: all layers but those
// that are asked for, nil for the usual ones.
func hiddenAtFirst(shown []string) map[string]bool {
	hidden := map[string]bool{}
	for _, l := range Layers {
		if shown == nil && !l.AtFirst || shown != nil && !slices.Contains(shown, l.Name) {
			hidden[l.Name] = true
		}
	}
	return hidden
}

// legend says what the marks of an article mean, as they look now.
func (r *Reader) legend() *card.Legend {
	l := &card.Legend{Title: "What the marks mean"}
	for _, layer := range Layers {
		row := card.LegendRow{Marks: layer.Marks, Says: layer.Title}
		if k, ok := kind.Find(layer.Name); ok {
			row.Marks, row.Says = kindMarks(k), k.Title
		}
		if layer.Command != "" {
			row.Key, row.Does = r.table.Key(layer.Command), "hides"
			if r.hidden[layer.Name] {
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
	mark("where you are; coders differ", "gutter", r.sign("▸", ">"), r.sign("≠", "!"))
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
