package review

import (
	"stet/annotate/kind"
	"stet/ui/card"
)

// legend says what the signs of the rows mean.
func (r *Review) legend() *card.Legend {
	lg := &card.Legend{Title: "What the signs mean"}
	row := func(role, text, says, command, does string) {
		l := card.LegendRow{Marks: []card.LegendMark{{Role: role, Text: text}}, Says: says}
		if command != "" {
			l.Key, l.Does = r.listKeys.Key(command), does
		}
		lg.Rows = append(lg.Rows, l)
	}
	row("status.key", "▸", "the current row", "", "")
	row("status.key", "*", "marked, for a command on several", "select", "marks")
	for _, k := range kind.All {
		row("gutter", k.Sign, k.Title, "show-"+k.Name, "each "+k.Title)
	}
	row("gutter", "·", "of a kind that a newer stet wrote", "", "")
	return lg
}
