package library

import (
	"stet/annotate/kind"
	"stet/ui/card"
)

// The signs that stand left of a title.
const (
	signUnread = "●"
	signDone   = "✓"
	signStar   = "★"
	signMarked = "*"
	signHere   = "▸"
)

// legend says what the signs of the list mean.
func (l *Library) legend() *card.Legend {
	lg := &card.Legend{Title: "What the signs mean"}
	row := func(role, text, says, command, does string) {
		r := card.LegendRow{Marks: []card.LegendMark{{Role: role, Text: text}}, Says: says}
		if command != "" {
			r.Key, r.Does = l.table.Key(command), does
		}
		lg.Rows = append(lg.Rows, r)
	}
	row("status.key", signHere, "the current article", "", "")
	row("gutter", signUnread, "unread", "unread", "read or unread")
	row("gutter", signDone, "done, and out of the list", "done", "done")
	row("status.key", signStar, "with a star", "star", "gives or takes it")
	row("status.key", signMarked, "marked, for a command on several", "select", "marks")
	quote, _ := kind.Find("quote")
	row("muted", quote.Sign+" 2/6", "2 quotes kept of 6 found; ? where they were not counted yet", "", "")
	for _, name := range counted {
		k, _ := kind.Find(name)
		row("muted", k.Sign+" 3", "3 kept: "+k.Title+"s", "", "")
	}
	return lg
}
