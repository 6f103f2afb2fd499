package guide

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/model/need"
	"stet/ui/pane"
)

// scenes are what may be on the screen at any step.
func scenes() (out []Scene) {
	word := pane.Thing{Words: "heaviest"}
	other := pane.Thing{Words: "lab"}
	refused := pane.Thing{Kind: "quote", Words: "another", Standing: pane.Refused}
	for _, focus := range []pane.Thing{{}, found, higgs, word, other, claim, {Kind: "claim", Words: boson}} {
		for _, things := range [][]pane.Thing{nil, {heuers}, {heuers, mistake}, {heuers, higgs}, {heuers, refusal}, {heuers, higgs, claim}, {refused}} {
			out = append(out, focused(focus, tagged(things...)))
		}
	}
	for _, asked := range []string{"who", "claim", "point", "label", "search"} {
		s := focused(found, tagged(heuers))
		s.Asks = asked
		out = append(out, s)
	}
	for _, shown := range []string{"said", "clean"} {
		s := focused(found, tagged(heuers, higgs, claim))
		s.Shown = shown
		out = append(out, s)
	}
	undone := focused(found, tagged(heuers, higgs))
	undone.Undone = true
	elsewhere := focused(found, tagged(heuers))
	elsewhere.Path = "/demo/other.txt"
	above := focused(found, tagged(heuers))
	above.Below = "review"
	elsewhereAbove := elsewhere
	elsewhereAbove.Below = "review"
	return append(out, undone, elsewhere, above, elsewhereAbove, Scene{Facts: pane.Facts{Shows: "review"}}, Scene{Facts: pane.Facts{Shows: "review", Asks: "search"}}, Scene{})
}

// TestWhatTheGuideSays holds what it says at each step of each scene, how far a scene
// leads, and how all that is drawn.
func TestWhatTheGuideSays(t *testing.T) {
	var b strings.Builder
	for i := range steps {
		began := focused(found, tagged(heuers, higgs, claim))
		fmt.Fprintf(&b, "==== step %d\n", i+1)
		before := ""
		for _, s := range scenes() {
			g := &Guide{at: i, began: began}
			g.See(s)
			led := g.at
			is := (&Guide{at: i, began: began, now: s}).says()
			line := fmt.Sprintf("to %d, over %v, taught %v: %s", led+1, g.Over(), g.Taught(), is)
			if line != before { // the scenes between say the same
				fmt.Fprintf(&b, "%s %q focus %q %q, tagged %d, asks %q, undone %v, below %q\n\t%s\n", s.Shows, s.Shown, s.Focus.Kind, s.Focus.Words, len(s.Tagged), s.Asks, s.Undone, s.Below, line)
			}
			before = line
		}
	}
	p := painter(t)
	for _, i := range []int{0, 1, 5, len(steps) - 1, len(steps)} {
		g := &Guide{at: i, now: focused(found, tagged(heuers, higgs, claim))}
		for _, w := range []int{23, 24, 25, 40, 60, 79, 80, 81, 120} {
			for _, h := range []int{9, 10, 14, 15, 20, 24, 30} {
				rows := g.View(p, asBound, "ctrl+g", w, h)
				if len(rows) != g.Rows(p, asBound, w, h) {
					t.Errorf("step %d, %d×%d: %d rows", i, w, h, len(rows))
				}
				fmt.Fprintf(&b, "-- step %d, %d×%d\n", i+1, w, h)
				for _, row := range rows {
					if p.Width(row) != w {
						t.Errorf("step %d, %d×%d: %d cells", i, w, h, p.Width(row))
					}
					fmt.Fprintf(&b, "%s|\n", ansi.Strip(row))
				}
			}
		}
	}
	for _, says := range []string{"One. {next} goes on.", "{next} goes on.", "No key. At all.", "a {b}, c. {d} e", "One. Two. Press {x} or. {y}"} {
		fmt.Fprintf(&b, "%q from its key: %q\n", says, fromKey(says))
	}
	need.Golden(t, filepath.Join("testdata", "said.txt"), b.String(), 0)
	g := New()
	if g.Taught() || g.Over() {
		t.Error("it is over at once")
	}
	g.See(focused(found, tagged()))
	if g.at != 1 || g.began.Focus != found {
		t.Errorf("the first quote leads to step %d, which began with %v", g.at+1, g.began.Focus)
	}
}
