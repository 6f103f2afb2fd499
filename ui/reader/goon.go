package reader

import (
	tea "charm.land/bubbletea/v2"

	"stet/model"
	"stet/model/mention"
	"stet/model/segment"
)

// A goOn is what n and N repeat: whatever one last went by.
type goOn struct {
	what way
	kind string // for nextOfKind
	id   string // the annotation to put into focus once the sidecar is read
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
)

var wayNames = map[way]string{
	nextAny: "what is said", nextHit: "hits", nextName: "names", nextSentence: "sentences", nextOfKind: "quotes", nextOwn: "annotations",
}

// by goes on by a way, and makes n and N repeat it.
func (r *Reader) by(g goOn, forward bool) tea.Cmd {
	r.goOn = g
	r.step(forward)
	return nil
}

func (r *Reader) step(forward bool) {
	g := r.goOn
	var pick func(*item) bool
	switch g.what {
	case nextHit:
		r.nextHit(forward, false)
		return
	case nextName:
		r.nextName(forward)
		return
	case nextSentence:
		r.nextSentence(forward)
		return
	case nextOfKind:
		pick = ofKind(g.kind)
	case nextOwn:
		pick = func(it *item) bool { return !it.found }
	default:
		pick = anyItem
	}
	ok := false
	if forward {
		ok = r.next(pick)
	} else {
		ok = r.prev(pick)
	}
	if !ok {
		r.say("no more " + wayNames[g.what] + " in this direction")
	}
}

func (r *Reader) nextName(forward bool) {
	at := r.visible().Start - 1
	if r.focus.on {
		at = r.focus.rng.Start
	} else if !forward {
		at = r.visible().End
	}
	ms := r.names.Mentions
	shown := func(m mention.Mention) bool {
		_, ok := nameRoles[m.Type]
		return ok || !r.hidden[layerTimes]
	}
	if forward {
		for _, m := range ms {
			if m.Range.Start > at && shown(m) {
				r.setFocus(m.Range)
				r.sayName(m)
				return
			}
		}
	} else {
		for i := len(ms) - 1; i >= 0; i-- {
			if ms[i].Range.Start < at && shown(ms[i]) {
				r.setFocus(ms[i].Range)
				r.sayName(ms[i])
				return
			}
		}
	}
	r.say("no more names in this direction")
}

// sayName says who is meant and how often.
func (r *Reader) sayName(m mention.Mention) {
	if m.Entity < 0 {
		return
	}
	e := r.names.Entities[m.Entity]
	r.say(e.Name + " · " + typeWords[e.Type] + " · " + plural(len(e.Mentions), "mention"))
}

func (r *Reader) nextSentence(forward bool) {
	p := r.visible().Start
	if r.focus.on {
		p = r.focus.rng.Start
	}
	var s model.Range
	var ok bool
	if forward {
		s, ok = segment.Sentence.Next(r.art, p)
	} else {
		s, ok = segment.Sentence.Prev(r.art, p)
	}
	if ok {
		r.setFocus(s)
	}
}
