package reader

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/segment"
	"stet/ui/ask"
	"stet/ui/sheet"
)

// A walk goes through what is in the article, by whatever one last went by.
type walk struct {
	*shared
	on      motion // what n and N repeat
	finds   *analysis
	notes   *notes
	search  *search
	judge   *adjudicator
	against versus
}

// A motion is the last move; n and N repeat it.
type motion struct {
	what way
	kind string // for nextOfKind the kind, for nextMention the name
}

// carriesOver reports whether n goes on by it in the next article: whoever goes by
// suggestions, or by a kind that tab does not stop at, does so through many.
func (g motion) carriesOver() bool {
	k, builtIn := kind.Find(g.kind)
	return g.what == nextUndecided || g.what == nextOfKind && (k.Reported || !builtIn)
}

// A way is what one can go by.
type way int

const (
	nextAny way = iota
	nextHit
	nextName
	nextSentence
	nextOfKind
	nextOwn
	nextUndecided
	nextMention
	nextDiffering
	nextUnread // the next unread article
	nextUnsure // the suggestion with the lowest score, then the next
)

var wayNames = map[way]string{
	nextAny: "quotes", nextHit: "hits", nextName: "names", nextSentence: "sentences", nextOwn: "annotations", nextUndecided: "suggestions", nextUnsure: "suggestions with a score", nextMention: "mentions of this name", nextDiffering: "disagreements",
}

// stops reports whether tab stops at an item: at found quotes and at what is
// kept. Claims and stances that are only suggested are gone by with ]u, so that
// the quotes of an article can be kept one after the other.
func stops(it *sheet.Item) bool { return !it.Found || kind.AsQuote(it.Note) != nil }

func ofKind(name string) func(*sheet.Item) bool {
	return func(it *sheet.Item) bool { return it.Note.Kind() == name }
}

// undecided returns a test for suggestions of one kind that are on the screen's
// layers and were not decided on.
func undecided(name string) func(*sheet.Item) bool {
	return func(it *sheet.Item) bool { return it.Found && it.Note.Kind() == name }
}

// by goes on by a way, and makes n and N repeat it.
func (w *walk) by(g motion, forward bool) tea.Cmd {
	w.on = g
	return w.step(forward)
}

func (w *walk) step(forward bool) tea.Cmd {
	g := w.on
	pick := w.items(g)
	if pick == nil {
		return w.other(g, forward)
	}
	ok := false
	if forward {
		ok = w.next(pick)
	} else {
		ok = w.prev(pick)
	}
	switch {
	case ok:
	case !g.carriesOver() && w.around(pick, forward):
	case forward && g.carriesOver() && w.statusLine.ended:
		return w.notes.env.Ask(OpenNeighbour{Step: 1, Go: true})
	case forward && g.carriesOver():
		w.statusLine.ended = true
		w.statusLine.say(w.noMore(g, pick, forward) + w.statusLine.table.Fill(" · {on} again: in the next article"))
	default:
		w.statusLine.say(w.noMore(g, pick, forward))
	}
	return nil
}

// other goes on by what is no item of the page: hits, names, sentences, articles.
func (w *walk) other(g motion, forward bool) tea.Cmd {
	switch g.what {
	case nextUnread:
		return w.notes.env.Ask(OpenNeighbour{Step: map[bool]int{true: 1, false: -1}[forward], Unread: true})
	case nextDiffering:
		return w.differing(forward)
	case nextHit:
		w.search.next(forward, false)
		return nil
	case nextName:
		w.nextName(forward, func(m mention.Mention) bool { return w.in.ShownName(m.Type) })
		return nil
	case nextMention:
		w.nextName(forward, func(m mention.Mention) bool {
			return m.Entity >= 0 && w.in.Names.Entities[m.Entity].Name == g.kind
		})
		return nil
	case nextSentence:
		w.nextSentence(forward)
		return nil
	case nextUnsure:
		w.nextUnsure(forward)
		return nil
	}
	return nil
}

// items tells which items are steps; nil where it is something else.
func (w *walk) items(g motion) func(*sheet.Item) bool {
	switch g.what {
	case nextUnread, nextDiffering, nextHit, nextName, nextMention, nextSentence, nextUnsure:
		return nil
	case nextOfKind:
		if w.notes.kindOf(g.kind).Reported {
			w.showReported()
		}
		return ofKind(g.kind)
	case nextOwn:
		return func(it *sheet.Item) bool { return !it.Found }
	case nextUndecided:
		return func(it *sheet.Item) bool { return it.Found }
	}
	return stops
}

// around goes on at the other end, as hits and names do, and says so.
func (w *walk) around(pick func(*sheet.Item) bool, forward bool) bool {
	if !w.focus.On || !w.in.Everywhere() {
		return false
	}
	it, from := w.in.FirstFrom(0, nil, pick), "the top"
	if !forward {
		it, from = w.in.LastBefore(model.Pos(len(w.in.Art.Text)), nil, pick), "the end"
	}
	if it == nil || it == w.focus.Item {
		return false
	}
	w.to(it)
	w.statusLine.say(fmt.Sprintf("%s · from %s again", w.statusLine.status.Message, from))
	return true
}

// noMore says that there is nothing more to go by that way, or nothing at all.
func (w *walk) noMore(g motion, pick func(*sheet.Item) bool, forward bool) string {
	what, make := wayNames[g.what], "quote"
	switch g.what {
	case nextAny:
	case nextOfKind:
		k := w.notes.kindOf(g.kind)
		what, make = k.Plural(), k.Command
	default:
		make = ""
	}
	if !w.focus.On && w.in.Everywhere() && !slices.ContainsFunc(w.in.Items, func(it sheet.Item) bool { return w.in.Stands(&it) && pick(&it) }) {
		hint := " · {point} points at a word"
		if make != "" {
			hint = fmt.Sprintf(" · {point} points at a word, {%s} makes one", make)
		}
		return fmt.Sprintf("no %s here", what) + w.statusLine.table.Fill(hint)
	}
	other := w.beside(pick)
	switch {
	case other > 0 && forward:
		return fmt.Sprintf("no more %s after this, %d before", what, other)
	case other > 0:
		return fmt.Sprintf("no more %s before this, %d after", what, other)
	case forward:
		return fmt.Sprintf("no more %s after this", what)
	}
	return fmt.Sprintf("no more %s before this", what)
}

// beside counts the items that pick takes besides the one in focus.
func (w *walk) beside(pick func(*sheet.Item) bool) (n int) {
	if !w.focus.On || !w.in.Everywhere() {
		return 0
	}
	for i := range w.in.Items {
		if it := &w.in.Items[i]; it != w.focus.Item && w.in.Stands(it) && pick(it) {
			n++
		}
	}
	return n
}

// nextName puts the focus on the next or previous mention that pick takes; from
// the last one it goes on at the other end.
func (w *walk) nextName(forward bool, pick func(mention.Mention) bool) {
	ms := slices.Clone(w.in.Names.Mentions)
	ms = slices.DeleteFunc(ms, func(m mention.Mention) bool { return !pick(m) })
	if len(ms) == 0 {
		w.statusLine.say("no names here")
		return
	}
	at := w.sheet.Visible().Start - 1
	if w.focus.On {
		at = w.focus.Range.Start
	}
	i, _ := slices.BinarySearchFunc(ms, at+1, func(m mention.Mention, p model.Pos) int { return int(m.Range.Start - p) })
	if !forward {
		i--
		if i >= 0 && ms[i].Range.Start == at {
			i--
		}
	}
	m := ms[(i+len(ms))%len(ms)]
	w.focus.Set(m.Range)
	w.sayName(m)
}

// sayName says who is meant and how often.
func (w *walk) sayName(m mention.Mention) {
	if m.Entity < 0 {
		return
	}
	w.statusLine.say(ask.Mentioned(w.in.Names.Entities[m.Entity]))
}

func (w *walk) nextSentence(forward bool) {
	p := w.sheet.Visible().Start
	if w.focus.On {
		p = w.focus.Range.Start
	}
	var s model.Range
	var ok bool
	if forward {
		s, ok = segment.Sentence.Next(w.in.Art, p)
	} else {
		s, ok = segment.Sentence.Prev(w.in.Art, p)
	}
	if ok {
		w.focus.Set(s)
	}
}

// showReported shows the claims that were found in reported speech: whoever goes
// by claims looks for these as well.
func (w *walk) showReported() {
	if w.in.Show.Hidden[sheet.LayerReported] {
		w.in.Show.Hidden[sheet.LayerReported] = false
		w.notes.gather()
	}
}

// sayFocus says what is in focus where that is a name.
func (w *walk) sayFocus() {
	if i := w.in.Names.At(w.focus.Range.Start); i >= 0 && w.in.Names.Mentions[i].Range == w.focus.Range {
		w.sayName(w.in.Names.Mentions[i])
	}
}

// to puts the focus on an item.
func (w *walk) to(it *sheet.Item) {
	w.focus.To(it)
	w.statusLine.status = w.describe(it)
}

// next puts the focus on the nearest item after the focus that pick takes, or
// from the top of the screen where nothing is in focus. Several that share words
// are taken in turn, the widest first.
func (w *walk) next(pick func(*sheet.Item) bool) bool {
	from, after := w.sheet.Visible().Start, (*sheet.Item)(nil)
	if w.focus.On {
		from, after = w.focus.Range.Start, w.focus.Item
	}
	for {
		if it := w.in.FirstFrom(from, after, pick); it != nil {
			w.to(it)
			return true
		}
		if int(w.finds.span.End) >= len(w.in.Art.Text) {
			return false
		}
		from, after = w.finds.span.End, nil
		w.notes.around(model.Range{Start: from, End: from})
	}
}

// prev is next the other way; where nothing is in focus it starts at the bottom
// of the screen.
func (w *walk) prev(pick func(*sheet.Item) bool) bool {
	before, from := w.sheet.Visible().End, (*sheet.Item)(nil)
	if w.focus.On {
		before, from = w.focus.Range.Start+1, w.focus.Item
	}
	for {
		if it := w.in.LastBefore(before, from, pick); it != nil {
			w.to(it)
			return true
		}
		if w.finds.span.Start <= 0 {
			return false
		}
		before, from = w.finds.span.Start, nil
		w.notes.around(model.Range{Start: before - 1, End: before})
	}
}
