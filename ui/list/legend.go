package list

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
func (dr *drawing) legend() *card.Legend {
	lg := &card.Legend{Title: "What the signs mean"}
	lg.Sign("status.key", signHere, "the current article", "", "")
	lg.Sign("gutter", signUnread, "unread", dr.front.Table.Key("unread"), "read or unread")
	lg.Sign("gutter", signDone, "done, and out of the list", dr.front.Table.Key("done"), "done")
	lg.Sign("status.key", signStar, "with a star", dr.front.Table.Key("star"), "gives or takes it")
	lg.Sign("status.key", signMarked, "marked, for a command on several", dr.front.Table.Key("select"), "marks")
	quote, _ := kind.Find("quote")
	lg.Sign("muted", quote.Sign+" 2/6", "2 quotes kept of 6 found; ? where they were not counted yet", "", "")
	for _, name := range counted {
		k, _ := kind.Find(name)
		lg.Sign("muted", k.Sign+" 3", "3 kept: "+k.Title+"s", "", "")
	}
	return lg
}
