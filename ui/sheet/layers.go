package sheet

import (
	"slices"

	"stet/annotate/kind"
	"stet/ui/card"
)

// The layers that more is known of than their kind, or that are none.
const (
	LayerQuotes   = "quote" // that of the kind
	LayerNames    = "names"
	LayerTimes    = "times" // nationalities, dates and amounts
	LayerIndirect = "indirect"
	LayerReported = "reported" // claims that an indirect attribution makes
	LayerOthers   = "others"
	LayerRefused  = "refused"
	LayerMargin   = "margin"
)

// machineLayer begins the names of the layers of machines.
const machineLayer = "machine "

// LayerOfMachine is the layer of what one machine suggests.
func LayerOfMachine(name string) string { return machineLayer + name }

// A Layer is what is shown or hidden together. Its name is that of a kind, or one
// of its own; the config file lists those that are shown at first.
type Layer struct {
	Name    string
	Title   string // what lies on it; "" for the title of the kind
	Marks   []card.LegendMark
	AtFirst bool // it is shown unless the config file says otherwise
}

// Layers is the table, in the order of the legend.
var Layers = LayersOf(kind.All)

// LayersOf is the table with a layer for each of the kinds. Names lie on one with
// those that were only found.
func LayersOf(kinds kind.Rows) []Layer {
	var out []Layer
	for _, k := range kinds {
		if k.Named {
			continue
		}
		out = append(out, Layer{Name: k.Name, AtFirst: true})
	}
	return append(out, otherLayers...)
}

var otherLayers = []Layer{
	{Name: LayerNames, AtFirst: true, Title: "names, and who speaks", Marks: []card.LegendMark{
		{Role: "name.person", Text: "person"}, {Role: "name.org", Text: "organisation"}, {Role: "name.place", Text: "place"}, {Role: "name.speaker", Text: "speaks"}}},
	{Name: LayerTimes, Title: "nationalities, dates, sums", Marks: []card.LegendMark{{Role: "name.other", Text: "Monday  5 %"}}},
	{Name: LayerIndirect, Title: "speech told, not quoted", Marks: []card.LegendMark{{Role: "kind.quote.suggested", Text: "that it was over"}}},
	{Name: LayerReported, Title: "claims in it", Marks: []card.LegendMark{{Role: "kind.claim.suggested", Text: "it was over"}}},
	{Name: LayerOthers, AtFirst: true, Title: "what others tagged", Marks: []card.LegendMark{{Role: "gloss", Text: "quote  NAME  bob"}}},
	{Name: LayerRefused, Title: "what you refused", Marks: []card.LegendMark{{Role: "kind.quote.refused", Text: "refused"}}},
	{Name: LayerMargin, AtFirst: true, Title: "notes beside the lines", Marks: []card.LegendMark{
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

// Shown says which of what is in the text is shown.
type Shown struct {
	Hidden     map[string]bool // layers that are not shown, by name
	Before     map[string]bool // the same before all marks were hidden, nil otherwise
	Skim       Skim
	RestTurned bool // the boilerplate is shown where it is hidden at first, or hidden
}
