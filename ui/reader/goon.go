package reader

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/segment"
	"stet/ui/ask"
	"stet/ui/sheet"
)

// A goOn is what n and N repeat: whatever one last went by.
type goOn struct {
	what way
	kind string // for nextOfKind the kind, for nextMention the name
}

// carriesOver reports whether n goes on by it in the next article: whoever goes by
// suggestions, or by a kind that tab does not stop at, does so through many.
func (g goOn) carriesOver() bool {
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
)

var wayNames = map[way]string{
	nextAny: "quotes", nextHit: "hits", nextName: "names", nextSentence: "sentences", nextOwn: "annotations", nextUndecided: "suggestions", nextMention: "mentions of this name", nextDiffering: "disagreements",
}

// by goes on by a way, and makes n and N repeat it.
func (r *Reader) by(g goOn, forward bool) tea.Cmd {
	r.goOn = g
	return r.step(forward)
}

func (r *Reader) step(forward bool) tea.Cmd {
	g := r.goOn
	var pick func(*sheet.Item) bool
	switch g.what {
	case nextUnread:
		return message(OpenNeighbour{Step: map[bool]int{true: 1, false: -1}[forward], Unread: true})
	case nextDiffering:
		if why := needsCoders(r); why != "" {
			r.say(why)
			return nil
		}
		r.nextDifference(forward)
		return nil
	case nextHit:
		r.nextHit(forward, false)
		return nil
	case nextName:
		r.nextName(forward, func(m mention.Mention) bool { return r.in.ShownName(m.Type) })
		return nil
	case nextMention:
		r.nextName(forward, func(m mention.Mention) bool {
			return m.Entity >= 0 && r.in.Names.Entities[m.Entity].Name == g.kind
		})
		return nil
	case nextSentence:
		r.nextSentence(forward)
		return nil
	case nextOfKind:
		if r.kindOf(g.kind).Reported {
			r.showReported()
		}
		pick = ofKind(g.kind)
	case nextOwn:
		pick = func(it *sheet.Item) bool { return !it.Found }
	case nextUndecided:
		pick = func(it *sheet.Item) bool { return it.Found }
	default:
		pick = stops
	}
	ok := false
	if forward {
		ok = r.next(pick)
	} else {
		ok = r.prev(pick)
	}
	if !ok {
		r.say(r.noMore(g, pick, forward))
	}
	return nil
}

// noMore says that there is nothing more to go by that way, or nothing at all.
func (r *Reader) noMore(g goOn, pick func(*sheet.Item) bool, forward bool) string {
	what, makes := wayNames[g.what], ", {quote} makes one"
	switch g.what {
	case nextAny:
	case nextOfKind:
		k := r.kindOf(g.kind)
		what, makes = k.Plural(), ", {"+k.Command+"} makes one"
	default:
		makes = ""
	}
	if !r.focus.On && r.in.Everywhere() && !slices.ContainsFunc(r.in.Items, func(it sheet.Item) bool { return r.in.Stands(&it) && pick(&it) }) {
		return "no " + what + " here" + r.table.Fill(" · {point} points at a word"+makes)
	}
	return "no more " + what + map[bool]string{true: " after this", false: " before this"}[forward]
}

// nextName puts the focus on the next or previous mention that pick takes; from
// the last one it goes on at the other end.
func (r *Reader) nextName(forward bool, pick func(mention.Mention) bool) {
	ms := slices.Clone(r.in.Names.Mentions)
	ms = slices.DeleteFunc(ms, func(m mention.Mention) bool { return !pick(m) })
	if len(ms) == 0 {
		r.say("no names here")
		return
	}
	at := r.sheet.Visible().Start - 1
	if r.focus.On {
		at = r.focus.Range.Start
	}
	i, _ := slices.BinarySearchFunc(ms, at+1, func(m mention.Mention, p model.Pos) int { return int(m.Range.Start - p) })
	if !forward {
		i--
		if i >= 0 && ms[i].Range.Start == at {
			i--
		}
	}
	m := ms[(i+len(ms))%len(ms)]
	r.focus.Set(m.Range)
	r.sayName(m)
}

// sayName says who is meant and how often.
func (r *Reader) sayName(m mention.Mention) {
	if m.Entity < 0 {
		return
	}
	r.say(ask.Mentioned(r.in.Names.Entities[m.Entity]))
}

func (r *Reader) nextSentence(forward bool) {
	p := r.sheet.Visible().Start
	if r.focus.On {
		p = r.focus.Range.Start
	}
	var s model.Range
	var ok bool
	if forward {
		s, ok = segment.Sentence.Next(r.in.Art, p)
	} else {
		s, ok = segment.Sentence.Prev(r.in.Art, p)
	}
	if ok {
		r.focus.Set(s)
	}
}

// stops reports whether tab stops at an item: at found quotes and at what is
// kept. Claims and stances that are only suggested are gone by with ]u, so that
// the quotes of an article can be kept one after the other.
func stops(it *sheet.Item) bool { return !it.Found || it.Note.Kind() == "quote" }

func ofKind(name string) func(*sheet.Item) bool {
	return func(it *sheet.Item) bool { return it.Note.Kind() == name }
}

// undecided returns a test for suggestions of one kind that are on the screen's
// layers and were not decided on.
func undecided(name string) func(*sheet.Item) bool {
	return func(it *sheet.Item) bool { return it.Found && it.Note.Kind() == name }
}

// showReported shows the claims that were found in reported speech: whoever goes
// by claims looks for these as well.
func (r *Reader) showReported() {
	if r.in.Show.Hidden[sheet.LayerReported] {
		r.in.Show.Hidden[sheet.LayerReported] = false
		r.gather()
	}
}
