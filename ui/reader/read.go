package reader

import (
	"fmt"
	"maps"
	"stet/annotate/kind"
	"stet/model"
	"stet/ui/ask"
	"stet/ui/pane"
	"stet/ui/sheet"

	tea "charm.land/bubbletea/v2"
)

// sayFocus says what is in focus where that is a name.
func (r *Reader) sayFocus() {
	if i := r.in.Names.At(r.focus.Range.Start); i >= 0 && r.in.Names.Mentions[i].Range == r.focus.Range {
		r.sayName(r.in.Names.Mentions[i])
	}
}

// focusItem puts the focus on an item.
func (r *Reader) focusItem(it *sheet.Item) {
	r.focus.To(it)
	r.message = r.describe(it)
}

// next puts the focus on the nearest item after the focus that pick takes, or
// from the top of the screen where nothing is in focus. Several that share words
// are taken in turn, the widest first.
func (r *Reader) next(pick func(*sheet.Item) bool) bool {
	from, after := r.sheet.Visible().Start, (*sheet.Item)(nil)
	if r.focus.On {
		from, after = r.focus.Range.Start, r.focus.Item
	}
	for {
		if it := r.in.FirstFrom(from, after, pick); it != nil {
			r.focusItem(it)
			return true
		}
		if int(r.finds.span.End) >= len(r.in.Art.Text) {
			return false
		}
		from, after = r.finds.span.End, nil
		r.suggestAround(from)
	}
}

// prev is next the other way; where nothing is in focus it starts at the bottom
// of the screen.
func (r *Reader) prev(pick func(*sheet.Item) bool) bool {
	before, from := r.sheet.Visible().End, (*sheet.Item)(nil)
	if r.focus.On {
		before, from = r.focus.Range.Start+1, r.focus.Item
	}
	for {
		if it := r.in.LastBefore(before, from, pick); it != nil {
			r.focusItem(it)
			return true
		}
		if r.finds.span.Start <= 0 {
			return false
		}
		before, from = r.finds.span.Start, nil
		r.suggestAround(before - 1)
	}
}

// describe says what is in focus, for the status line.
func (r *Reader) describe(it *sheet.Item) (m pane.Status) {
	k := kind.Of(it.Note)
	text := k.Title
	if it.Found {
		text += "?"
	}
	text = k.Sign + " " + text
	if it.Found {
		if i, n := r.ordinal(it); n > 0 {
			text += fmt.Sprintf(" %d of %d", i, n)
		}
	} else {
		text += " " + pane.Excerpt(r.in.Art.Slice(it.Range()), 24)
	}
	if says := ask.Brief(it.Note); says != "" {
		text += " · " + says
	}
	if w := it.Worth(); w != "" {
		text += " · " + w
	}
	if len(it.Ends) > 0 {
		text += " · end unsure"
	}
	if it.By != "" {
		text += " · by " + it.By
	}
	if st := r.in.Stack(it.Range()); len(st) > 1 {
		for i, o := range st {
			if o == it {
				text += fmt.Sprintf(" · %d of %d here", i+1, len(st))
			}
		}
	}
	m.Message = text
	return m
}

// ordinal says which of the suggestions of its kind an item is.
func (r *Reader) ordinal(it *sheet.Item) (i, n int) {
	if !r.in.Everywhere() {
		return 0, 0
	}
	for j := range r.in.Items {
		o := &r.in.Items[j]
		if o.By == "" && o.Note.Kind() == it.Note.Kind() {
			n++
			if o == it {
				i = n
			}
		}
	}
	return i, n
}

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
	case r.once.end:
		return message(OpenNeighbour{Step: 1, Unread: true})
	default:
		r.once.end = true
		r.say(r.table.Fill("end · {read-on} again: next unread"))
		return message(Announce{r.message.Message + " — "})
	}
	return nil
}

func (r *Reader) toggleRest() {
	r.in.Show.RestTurned = !r.in.Show.RestTurned
	r.sheet.LayOut()
	if r.in.ShowsRest() {
		r.say("what stands around the story is shown")
	} else {
		r.say("what stands around the story is hidden")
	}
}

func needsRest(r *Reader) string {
	for i := range r.in.Art.Blocks {
		if r.in.Art.Blocks[i].Kind == model.Boilerplate {
			return ""
		}
	}
	return "nothing stands around the story"
}

func (r *Reader) nextSkim() {
	r.in.Show.Skim = (r.in.Show.Skim + 1) % sheet.Skims
	r.sheet.LayOut()
	r.say(sheet.SkimSays[r.in.Show.Skim])
}

// A Look is how articles are looked at: how far they are folded, and which layers
// are shown. The zero value is how the first one is.
type Look struct {
	skim        sheet.Skim
	hidden      map[string]bool
	shownBefore map[string]bool
	goOn        goOn // that n goes by
}

// Look returns how this article is looked at, for the next one.
func (r *Reader) Look() Look {
	return Look{r.in.Show.Skim, maps.Clone(r.in.Show.Hidden), maps.Clone(r.in.Show.Before), r.goOn}
}

// Whole is the look at a whole article that is begun with.
func (o Look) Whole() Look {
	o.skim, o.goOn = sheet.SkimAll, goOn{}
	return o
}

// lookLike looks at the article as at another one before.
func (r *Reader) lookLike(o Look) {
	r.in.Show.Skim = o.skim
	if o.hidden != nil {
		r.in.Show.Hidden, r.in.Show.Before = maps.Clone(o.hidden), maps.Clone(o.shownBefore)
	}
}

// How wide the text can be set, in cells.
const (
	leastWidth = 20
	mostWidth  = 200
	widthStep  = 4
)

// widen sets the text wider or narrower, here and in what is read next.
func (r *Reader) widen(by int) {
	at := r.sheet.Measure() // where the window is narrower than what is asked for, narrowing shows at once
	if by > 0 && at < r.sheet.Desired() {
		r.say(fmt.Sprintf("%d columns: the window is no wider", at))
		return
	}
	r.env.Measure = max(leastWidth, min(at+by, mostWidth))
	r.sheet.LayOut()
	if now := r.sheet.Measure(); now < r.env.Measure {
		r.env.Measure = now
		r.say(fmt.Sprintf("%d columns: the window is no wider", now))
		return
	}
	r.say(fmt.Sprintf("%d columns · measure = %d in the config file keeps it so", r.env.Measure, r.env.Measure))
}

// toggleZen leaves only the text on the screen, or brings the rest back.
func (r *Reader) toggleZen() {
	r.env.Zen = !r.env.Zen
	r.sheet.LayOut()
	if r.env.Zen {
		r.say(r.table.Fill("only the text · {zen} brings the rest back"))
	} else {
		r.say("gutter, margin and status are back")
	}
}
