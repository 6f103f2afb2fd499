package reader

import (
	"stet/model"
)

// skim is how much of the article is shown: z goes from one to the next.
type skim int

const (
	skimAll   skim = iota // everything
	skimSaid              // only who said what
	skimClean             // the text without marks and boilerplate
	skims
)

var skimSays = [...]string{
	skimAll:   "everything is shown",
	skimSaid:  "only who said what · {skim} again: clean text",
	skimClean: "clean text · {skim} again: everything",
}

// folded reports whether a block is not shown.
func (r *Reader) folded(block int) bool {
	b := &r.art.Blocks[block]
	switch r.skim {
	case skimSaid:
		if b.Kind == model.Heading {
			return false
		}
		said := false
		r.over(b.Range, func(it *item) { said = said || r.stands(it) })
		return !said
	case skimClean:
		return b.Kind == model.Boilerplate
	}
	return b.Kind == model.Boilerplate && !r.showsRest()
}

// showsRest reports whether the boilerplate is shown: of a web page it is not
// until it is asked for, of another article it is.
func (r *Reader) showsRest() bool { return r.art.HidesBoilerplate() == r.restTurned }

func (r *Reader) toggleRest() {
	r.restTurned = !r.restTurned
	r.layOut()
	if r.showsRest() {
		r.say("what stands around the story is shown")
	} else {
		r.say("what stands around the story is hidden")
	}
}

func needsRest(r *Reader) string {
	for i := range r.art.Blocks {
		if r.art.Blocks[i].Kind == model.Boilerplate {
			return ""
		}
	}
	return "nothing stands around the story"
}

func (r *Reader) nextSkim() {
	r.skim = (r.skim + 1) % skims
	r.layOut()
	r.say(r.table.Fill(skimSays[r.skim]))
}
