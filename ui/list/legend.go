package list

import (
	"stet/annotate/kind"
	"stet/ui/card"
)

// The signs that are left of a title.
const (
	signDone   = "✓"
	signStar   = "★"
	signMarked = "*"
	signHere   = "▸"
)

// legend says what the signs of the list mean.
func (dr *drawing) legend() *card.Legend {
	lg := &card.Legend{Title: "What the signs mean"}
	lg.Sign("status.key", signHere, "the current article", "", "")
	lg.Sign("list.unread", "bold", "unread; what is read is dim", dr.front.Table.Key("unread"), "read or unread")
	lg.Sign("list.note", signDone, "done, and folded away", dr.front.Table.Key("done"), "done")
	lg.Sign("status.key", signStar, "with a star", dr.front.Table.Key("star"), "gives or takes it")
	lg.Sign("status.key", signMarked, "marked, for a command on several", dr.front.Table.Key("select"), "marks")
	lg.Sign("list.note", "4 places", "four articles share their text", dr.front.Table.Key("places"), "lists them or folds them")
	if dr.catalog.book != nil {
		lg.Sign("list.note", "2 of 3", "2 of the 3 questions about the article are answered", "", "")
	} else {
		lg.Sign("list.note", "“6", "6 quotes were found", "", "")
		lg.Sign("list.note", "“2/6", "2 of them are kept", "", "")
	}
	for _, name := range counted {
		k, _ := kind.Find(name)
		lg.Sign("list.note", k.Sign+"3", "3 kept: "+k.Title+"s", "", "")
	}
	return lg
}
