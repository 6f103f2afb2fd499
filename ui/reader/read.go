package reader

import (
	"stet/model"
	"stet/ui/sheet"

	tea "charm.land/bubbletea/v2"
)

// scroll moves the page by n lines. The focus stays where it is in the text, and
// is let go when it leaves the screen.
func (r *Reader) scroll(n int) {
	r.sheet.Scroll(n)
	r.focus.LetGo()
}

// pageDown goes on by a screen with two lines kept.
func (r *Reader) pageDown() { r.scroll(max(1, r.sheet.TextHeight()-2)) }

// readOn is pageDown; at the end it says what another press would open, and the
// other press opens it.
func (r *Reader) readOn() tea.Cmd {
	switch {
	case !r.sheet.AtEnd():
		r.pageDown()
	case r.statusLine.ended:
		return r.env.Ask(OpenNeighbour{Step: 1, Unread: true})
	default:
		r.statusLine.ended = true
		r.statusLine.say(r.statusLine.table.Fill("end · {read-on} again: next unread"))
		return message(Announce{r.statusLine.status.Message + " — "})
	}
	return nil
}

func needsRest(r *Reader) string {
	for i := range r.in.Art.Blocks {
		if r.in.Art.Blocks[i].Kind == model.Boilerplate {
			return ""
		}
	}
	return "there is nothing around the story"
}

// A Look is how articles are looked at: how far they are folded, and which layers
// are shown. The zero value is how the first one is.
type Look struct {
	skim        sheet.Skim
	hidden      map[string]bool
	shownBefore map[string]bool
	motion      motion // that n repeats
}

// Whole is the look at a whole article that is begun with.
func (o Look) Whole() Look {
	o.skim, o.motion = sheet.SkimAll, motion{}
	return o
}

// Skimmed is the look folded to who said what.
func (o Look) Skimmed() Look {
	o.skim = sheet.SkimSaid
	return o
}

// How wide the text can be set, in cells.
const (
	leastWidth = 20
	mostWidth  = 200
	widthStep  = 4
)
