package guide

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/ui/paint"
	"stet/ui/pane"
	"stet/ui/reader"
	"stet/ui/review"
	"stet/ui/theme"
)

func painter(t *testing.T) *paint.Painter {
	t.Helper()
	th, err := theme.Load("", true)
	if err != nil {
		t.Fatal(err)
	}
	return paint.New(th, ansi.GraphemeWidth)
}

// asBound names the keys as they are where no config file changes them. In a card
// enter is enter.
func asBound(name string) string {
	return cmp.Or(reader.Commands.Key(name), review.Commands().Key(name))
}

// An article is the guided one on the screen.
func article(s Scene) Scene {
	s.Shows, s.Path = "article", "/demo/"+Article
	if s.Shown == "" {
		s.Shown = "all"
	}
	return s
}

var (
	heuers  = pane.Thing{Kind: "quote", Words: "I think we have it", Who: "Rolf Heuer", Standing: pane.Yours}
	higgs   = pane.Thing{Kind: "quote", Words: "it’s happened in my lifetime,”", Who: "Peter Higgs", Standing: pane.Yours}
	mistake = pane.Thing{Kind: "quote", Words: "it’s happened in my lifetime,”", Who: "Rolf Heuer", Standing: pane.Yours}
	refusal = pane.Thing{Kind: "quote", Words: "it’s happened in my lifetime,”", Who: "Rolf Heuer", Standing: pane.Refused}
	found   = pane.Thing{Kind: "quote", Words: "it’s happened in my lifetime,”", Who: "Rolf Heuer"}
	claim   = pane.Thing{Kind: "claim", Words: boson, Who: "Joe Incandela", Standing: pane.Yours}
)

func tagged(things ...pane.Thing) pane.Facts { return pane.Facts{Tagged: things} }

func focused(t pane.Thing, f pane.Facts) Scene { f.Focus = t; return article(Scene{Facts: f}) }

// Facts in, the step and what it teaches or says out: whatever was pressed.
func TestAStepIsDoneWhenTheThingHasHappened(t *testing.T) {
	nothing := pane.Thing{}
	asked := func(what string, f pane.Facts) Scene { f.Asks = what; return focused(found, f) }
	undone := func(f pane.Facts) Scene { f.Undone = true; return focused(nothing, f) }
	shown := func(how string) Scene { f := tagged(heuers, higgs, claim); f.Shown = how; return focused(claim, f) }
	g := New()
	for _, way := range []struct {
		scene Scene
		step  int
		says  string
	}{
		{article(Scene{}), 1, "{next}"},
		{Scene{}, 1, "once that is on the screen"},
		{focused(pane.Thing{Words: "Geneva"}, pane.Facts{}), 1, "{next}"},
		{focused(found, pane.Facts{}), 2, "{keep} keeps it"},
		{asked("search", pane.Facts{}), 2, "esc leaves"},
		{article(Scene{}), 2, "out of focus. {next}"},
		{focused(found, tagged(refusal)), 2, "{undo} takes the refusal back"},
		{focused(found, tagged(heuers)), 3, "{who} says who spoke"},
		{asked("who", tagged(heuers)), 3, "by the number"},
		{focused(heuers, tagged(heuers)), 3, "{previous} and {next}"},
		{focused(mistake, tagged(heuers, mistake)), 3, "{who} and the number before Peter Higgs"},
		{focused(nothing, tagged(heuers, refusal)), 3, "{undo} takes"},
		{undone(pane.Facts{}), 3, "{previous} and {next}"},
		{focused(higgs, tagged(heuers, higgs)), 4, "{point}"},
		{undone(tagged(heuers)), 4, "{redo} brings it back"},
		{asked("point", tagged(heuers, higgs)), 4, "Now h"},
		{asked("label", tagged(heuers, higgs)), 4, "capital letter"},
		{focused(pane.Thing{Words: "Geneva"}, tagged(heuers, higgs)), 4, "any word; meant is"},
		{focused(pane.Thing{Words: "heaviest"}, tagged(heuers, higgs)), 5, "{claim} makes a claim"},
		{focused(nothing, tagged(heuers, higgs)), 5, "{point}"},
		{asked("claim", tagged(heuers, higgs)), 5, "{enter} takes"},
		{focused(claim, tagged(heuers, higgs, claim)), 6, "{undo} takes back"},
		{undone(tagged(heuers, higgs)), 7, "{redo} brings"},
		{shown("all"), 8, "{skim} leaves only"},
		{shown("clean"), 8, "one more: clean text"},
		{shown("said"), 9, "{skim} again"},
		{shown("clean"), 9, "{skim} shows everything"},
		{shown("all"), 10, "{review}"},
		{Scene{}, 10, "once that is on the screen"},
		{Scene{Facts: pane.Facts{Shows: "review"}, Below: "article"}, 11, "{keep}"},
		{shown("all"), 11, "{review} shows"},
		{article(Scene{Below: "review"}), 12, "{quit}"},
		{Scene{Facts: pane.Facts{Shows: "review"}}, 13, "{palette}"},
		{article(Scene{}), 14, ""},
	} {
		g.See(way.scene)
		if g.at+1 != way.step || !strings.Contains(g.says(), way.says) {
			t.Fatalf("seeing %+v: step %d, %q; want %d, %q", way.scene, g.at+1, g.says(), way.step, way.says)
		}
	}
}

// What was done before is not asked for again.
func TestDeedsOfBeforeAreGonePast(t *testing.T) {
	g := New()
	g.See(focused(found, tagged(heuers, higgs, claim)))
	if g.at != 5 {
		t.Errorf("step %d, want the one that takes the claim back", g.at+1)
	}
}

func TestWhatIsSaidNamesCommands(t *testing.T) {
	name := regexp.MustCompile(`\{([^}]*)\}`)
	for i, says := range sayings() {
		for _, m := range name.FindAllStringSubmatch(says, -1) {
			if m[1] != "enter" && asBound(m[1]) == "" {
				t.Errorf("%d: %q names no command: %s", i, m[1], says)
			}
		}
	}
	for i, s := range steps {
		if !strings.Contains(s.says, "{"+s.teaches+"}") {
			t.Errorf("step %d does not say the key of %s", i+1, s.teaches)
		}
		if short := wrap(painter(t), fromKey(s.says), asBound, 80)[0]; !strings.Contains(ansi.Strip(short), asBound(s.teaches)) {
			t.Errorf("step %d does not say the key on a low screen: %s", i+1, ansi.Strip(short))
		}
		if elsewhere[s.in] == nil {
			t.Errorf("step %d is done in %q, of which nothing is known", i+1, s.in)
		}
	}
}

// sayings are all that can be said.
func sayings() []string {
	var out []string
	add := func(as []aside) {
		for _, a := range as {
			out = append(out, a.says)
		}
	}
	for _, s := range steps {
		out = append(out, s.says)
		add(s.astray)
	}
	for _, as := range elsewhere {
		add(as)
	}
	add(always)
	return out
}

func TestWhatIsSaidFitsInTwoLines(t *testing.T) {
	p := painter(t)
	for _, says := range sayings() {
		if lines := wrap(p, says, asBound, 80); len(lines) > 2 {
			t.Errorf("%d lines: %s", len(lines), strings.Join(lines, "\n"))
		}
	}
}

// Whatever the size, the guide takes at most a fifth of the lines, and fills
// them exactly.
func TestEverySize(t *testing.T) {
	p := painter(t)
	for at := range len(steps) + 1 {
		g := &Guide{at: at}
		g.now = article(Scene{})
		for w := 1; w <= 130; w += 1 + w/12 {
			for h := 1; h <= 60; h += 1 + h/12 {
				lines := g.View(p, asBound, "ctrl+g", w, h)
				if len(lines) > h/5 || len(lines) != g.Rows(p, asBound, w, h) {
					t.Fatalf("step %d, %d×%d: %d lines", at+1, w, h, len(lines))
				}
				for _, l := range lines {
					if got := p.Width(l); got != w {
						t.Fatalf("step %d, %d×%d: %d cells: %q", at+1, w, h, got, ansi.Strip(l))
					}
				}
				if len(lines) > 0 && h >= 15 && w >= 80 && len(lines) > 3 {
					t.Fatalf("step %d, %d×%d: %d lines", at+1, w, h, len(lines))
				}
				if len(lines) > 0 && w >= 40 && !slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(ansi.Strip(l), "ctrl+g leaves") }) {
					t.Fatalf("step %d, %d×%d: the way out is not shown", at+1, w, h)
				}
			}
		}
	}
}
