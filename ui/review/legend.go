package review

import (
	"fmt"

	"stet/ui/card"
)

// legend says what the signs of the rows mean.
func (dr *drawing) legend() *card.Legend {
	lg := &card.Legend{Title: "What the signs mean"}
	lg.Sign("status.key", "▸", "the current row", "", "")
	lg.Sign("status.key", "*", "marked, for a command on several", dr.folder.listKeys.Key("select"), "marks")
	for _, k := range dr.folder.kinds {
		lg.Sign("gutter", k.Sign, k.Title, dr.folder.listKeys.Key(shows(k)), fmt.Sprintf("each %s", k.Title))
	}
	lg.Sign("gutter", "·", "of a kind that a newer stet or another codebook knows", "", "")
	return lg
}
