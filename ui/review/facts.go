package review

import "stet/ui/pane"

// Facts tells what can be seen of the review from outside.
func (r *Review) Facts() pane.Facts {
	f := pane.Facts{Shows: "review"}
	switch {
	case r.front.Filter() != nil:
		f.Asks = "search"
	case r.front.Form() != nil:
		f.Asks = "form"
	case r.draw.open:
		f.Asks = "card"
	case r.list.table != nil:
		f.Asks = "table"
	}
	return f
}
