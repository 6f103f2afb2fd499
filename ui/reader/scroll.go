package reader

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"stet/model"
	"stet/ui/layout"
)

// scroll moves the page by n lines. The focus stays where it is in the text, and
// is let go when it leaves the screen.
func (r *Reader) scroll(n int) {
	for n > 0 && r.headerShown() > 0 {
		r.lead++
		n--
	}
	if n > 0 {
		r.scrollTo(r.page.Move(r.top, n))
	}
	if n < 0 {
		was := r.top
		r.top = r.page.Move(r.top, n)
		if r.top == was && was == r.page.Top() {
			r.lead = max(0, r.lead+n)
		}
	}
	r.letGo()
}

func (r *Reader) goTop() {
	r.top, r.lead, r.eye = r.page.Top(), 0, eye{}
	r.focus, r.sel = focus{}, nil
}

func (r *Reader) goEnd() {
	r.top = r.page.Bottom(r.textHeight())
	r.focus, r.sel = focus{}, nil
}

func (r *Reader) atEnd() bool { return !r.top.Before(r.page.Bottom(r.textHeight())) }

// pageDown goes on by a screen with two lines kept.
func (r *Reader) pageDown() { r.scroll(max(1, r.textHeight()-2)) }

// readOn is pageDown; at the end it says what another press would open, and the
// other press opens it.
func (r *Reader) readOn() tea.Cmd {
	switch {
	case !r.atEnd():
		r.pageDown()
	case r.wentEnd:
		return message(OpenNeighbour{Step: 1, Unread: true})
	default:
		r.wentEnd = true
		r.say(r.table.Fill("end · {read-on} again: next unread"))
		return message(Announce{r.message.Message + " — "})
	}
	return nil
}

// An eye is the word with which the screen began when it was last scrolled, and
// the line that was put there for it since: while that is the first one, sizes can
// change to and fro and the word stays where it can be seen.
type eye struct {
	pos model.Pos
	top layout.At
}

// underEye returns the word that is to stay on the screen.
func (r *Reader) underEye() model.Pos {
	if r.top == r.eye.top && r.visible().Contains(r.eye.pos) {
		return r.eye.pos
	}
	return r.Position()
}

// resize lays the page out anew for another size, keeping the paragraph that is
// under the eye.
func (r *Reader) resize(w, h int) {
	if w == r.w && h == r.h && !r.frame().unlike(r.laid) {
		return
	}
	pos := r.underEye()
	r.w, r.h = w, h
	switch {
	case r.frame().unlike(r.laid):
		r.layOutAt(pos)
	case r.top == r.eye.top && r.eye.pos > 0:
		r.scrollTo(r.page.LineOf(pos))
	default:
		r.scrollTo(r.top)
	}
	r.eye = eye{pos, r.top}
	if r.focus.on {
		r.reveal(r.focus.rng)
	}
}

// wordCount says how many words the article has, captions included, without its
// boilerplate, and how many minutes they take. It is counted once; of an article
// of which only the beginning was read when it was first asked for, it is
// estimated by the size of the file.
func (r *Reader) wordCount() (words, minutes string) {
	if r.length == 0 {
		r.length = r.art.Words()
		if r.about = r.art.Partial; r.about {
			r.length = rounded(int(int64(r.length) * r.bytes / int64(len(r.art.Text))))
		}
	}
	words = strconv.Itoa(r.length) + " words"
	if r.about {
		words = "about " + words
	}
	return words, strconv.Itoa(max(1, (r.length+110)/220)) + " min"
}

// rounded keeps the first two figures of n.
func rounded(n int) int {
	unit := 1
	for n/unit >= 100 {
		unit *= 10
	}
	return n / unit * unit
}
