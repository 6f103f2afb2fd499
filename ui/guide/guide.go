// Package guide leads by the hand through a first article: it says one thing to
// do at a time, and sees by what has come of it that it was done.
//
// It refuses to know keys pressed, panes and files: it is shown facts, and asks
// for the key of a command by the command's name.
package guide

import (
	"path/filepath"
	"slices"
	"strings"

	"stet/ui/pane"
)

// Article is the file name of the article that the steps speak of.
const Article = "cern-higgs.txt"

// A Scene is what is on the screen.
type Scene struct {
	pane.Facts
	Below string // what the pane under it shows; "" if absent
}

// A Guide is somebody's way through the steps.
type Guide struct {
	at    int   // of steps; len(steps) once it is over
	began Scene // when the present step began
	now   Scene
}

// New returns a guide that is at the first step.
func New() *Guide { return &Guide{} }

// See takes what is on the screen after something was done, and goes on past each
// step whose deed is done, in whatever way.
func (g *Guide) See(s Scene) {
	g.now = s
	for !g.Over() && steps[g.at].done(s) {
		g.at++
		g.began = s
	}
}

// Taught reports whether nothing is left to do: the last step only takes leave.
func (g *Guide) Taught() bool { return g.at >= len(steps)-1 }

// Over reports whether there is nothing left to say either.
func (g *Guide) Over() bool { return g.at == len(steps) }

// says is what is to be done now to come nearer to the end of the step.
func (g *Guide) says() string {
	if g.Over() {
		return ""
	}
	st := steps[g.at]
	for _, a := range slices.Concat(elsewhere[st.in], st.astray, always) {
		if a.when(g.began, g.now) {
			return a.says
		}
	}
	return st.says
}

// here reports whether the guided article is on the screen.
func (s Scene) here() bool { return s.Shows == "article" && filepath.Base(s.Path) == Article }

// tagged returns the thing of that kind and standing whose words hold some.
func (s Scene) tagged(kind string, as pane.Standing, words string) (pane.Thing, bool) {
	for _, t := range s.Tagged {
		if t.Kind == kind && t.Standing == as && strings.Contains(t.Words, words) {
			return t, true
		}
	}
	return pane.Thing{}, false
}

// count is how many things were tagged with that standing.
func (s Scene) count(as pane.Standing) (n int) {
	for _, t := range s.Tagged {
		if t.Standing == as {
			n++
		}
	}
	return n
}
