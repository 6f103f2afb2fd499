package review

import (
	"stet/ui/card"
)

// legend says what the signs of the rows mean.
func (r *Review) legend() *card.Legend {
	lg := &card.Legend{Title: "What the signs mean"}
	lg.Sign("status.key", "▸", "the current row", "", "")
	lg.Sign("status.key", "*", "marked, for a command on several", r.listKeys.Key("select"), "marks")
	for _, k := range r.kinds {
		lg.Sign("gutter", k.Sign, k.Title, r.listKeys.Key("show-"+k.Name), "each "+k.Title)
	}
	lg.Sign("gutter", "·", "of a kind that a newer stet or another codebook knows", "", "")
	return lg
}
