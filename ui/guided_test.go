package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/store"
	"stet/ui/guide"
)

// guided is a stage on which the demo begins, whose desk is o's if it has one.
func guided(t *testing.T, o Options, w, h int) *stage {
	t.Helper()
	if o.Path == "" {
		o.Path = t.TempDir()
		text, err := os.ReadFile(filepath.Join("..", "cmd", "stet", "demo", guide.Article))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(o.Path, guide.Article), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	o.Guided = true
	return stageOf(t, o, w, h)
}

// lesson are the keys that the guide names, step by step.
var lesson = []string{
	"tab", "enter", "w 1", "f h label", "c enter", "u", "ctrl+r", "z", "z z", "R", "j j enter", "q", "esc",
}

// learn presses keys; "label" is the one that is on “heaviest”.
func (s *stage) learn(keys string) *stage {
	for _, k := range strings.Fields(keys) {
		if m := labelled.FindStringSubmatch(s.screen()); k == "label" && m != nil {
			k = m[1]
		}
		s.press(k)
	}
	return s
}

var labelled = regexp.MustCompile(`([A-Z])eaviest`)

var counter = regexp.MustCompile(`─ (\d+ of \d+|the end) ─`)

// step is where the guide says that one is; "" where it says nothing.
func (s *stage) step() string {
	if m := counter.FindStringSubmatch(s.screen()); m != nil {
		return m[1]
	}
	return ""
}

func (s *stage) wants(when, step string) {
	s.t.Helper()
	if got := s.step(); got != step {
		s.t.Fatalf("%s: the guide is at %q, want %q:\n%s", when, got, step, s.screen())
	}
}

func nth(step int) string {
	if step == len(lesson)-1 {
		return "the end"
	}
	return fmt.Sprintf("%d of %d", step+1, len(lesson)-1)
}

func TestTheGuideLeadsThroughAllSteps(t *testing.T) {
	s := guided(t, Options{}, 80, 24)
	n := 0
	for i, keys := range lesson {
		s.wants("before "+keys, nth(i))
		s.learn(keys)
		n += len(strings.Fields(keys))
	}
	s.wants("at the end", "")
	if n > 25 {
		t.Errorf("the guide takes %d keys", n)
	}
	if got := s.screen(); !strings.Contains(got, "“ Peter Higgs") || strings.Contains(got, "“? Peter Higgs") {
		t.Errorf("the article afterwards:\n%s", got)
	}
	// It does not come back, and what was tagged is there.
	s = guided(t, Options{Path: s.m.o.Path, Desk: s.m.o.Desk}, 80, 24)
	s.wants("the second time", "")
	if got := s.screen(); !strings.Contains(got, "demo") && !strings.Contains(got, "1 of 1 read") {
		t.Errorf("the second time:\n%s", got)
	}
	if err := ForgetGuide(s.m.o.Desk.State); err != nil {
		t.Fatal(err)
	}
	s = guided(t, Options{Path: s.m.o.Path, Desk: s.m.o.Desk}, 80, 24)
	s.wants("once it is forgotten", nth(0))
	s.press("tab")
	s.wants("with what was tagged before", nth(5))
}

func TestTheGuideCanBeLeftAtEveryStep(t *testing.T) {
	for i := range lesson {
		s := guided(t, Options{}, 80, 24)
		for _, keys := range lesson[:i] {
			s.learn(keys)
		}
		before := s.m.top()
		s.press("ctrl+g")
		s.wants("left", "")
		if s.quit || s.m.top() != before {
			t.Errorf("leaving the guide at step %d leaves more than that", i+1)
		}
		if !guideSeen(s.m.o.Desk.State) {
			t.Errorf("left at step %d, the guide comes back", i+1)
		}
	}
}

// Whatever else is done, the guide stays where it is and lets it be done.
func TestTheGuideDoesNotHoldAnybodyUp(t *testing.T) {
	for _, way := range []struct {
		keys, step, says string
	}{
		{"q", nth(0), "once that is on the screen"},               // the list
		{"q enter tab", nth(1), "keeps it"},                       // and back
		{"/ b o s o n", nth(0), "esc leaves"},                     // a search
		{"? esc tab", nth(1), "keeps it"},                         // the palette
		{"tab x", nth(1), "u takes the refusal back"},             // the other way
		{"tab x u enter", nth(2), "w says who"},                   // and taken back
		{"tab enter enter", nth(2), "shift+tab"},                  // kept as found
		{"tab enter enter shift+tab w 1", nth(3), "f, then h"},    // and mended
		{"tab enter w 1 u u", nth(3), "ctrl+r brings it back"},    // more taken back than asked
		{"tab enter w 1 u u f h label", nth(4), "makes a claim"},  // and gone on without
		{"tab enter w 1 f h a", nth(3), "meant is"},               // another word
		{"tab enter w 1 f h label c esc tab", nth(4), "f, h and"}, // no claim after all
		{"tab enter w 1 R", nth(3), "esc goes back"},              // early
		{"tab enter w 1 f h label c enter u ctrl+r z z z R esc", nth(10), "R shows"},
	} {
		s := guided(t, Options{}, 80, 24).learn(way.keys)
		s.wants(way.keys, way.step)
		if top := strings.Join(strings.Fields(strings.Join(strings.Split(s.screen(), "\n")[:2], " ")), " "); !strings.Contains(top, way.says) {
			t.Errorf("%s: the guide does not say %q: %s", way.keys, way.says, top)
		}
	}
}

func TestTheGuideNamesTheKeysAsTheyAreBound(t *testing.T) {
	s := guided(t, Options{Face: Face{Keys: map[string][]string{"next": {"ctrl+n"}, "keep": {}, "editor": {"ctrl+g"}, "leave-guide": {"ctrl+g", "ctrl+l"}}}}, 80, 24)
	top := strings.Split(s.screen(), "\n")
	if !strings.Contains(top[0], "ctrl+n goes to the first quote") || !strings.Contains(top[2], "ctrl+l leaves the guide") {
		t.Errorf("the guide says:\n%s", strings.Join(top[:3], "\n"))
	}
	s.press("ctrl+n")
	if top := strings.Split(s.screen(), "\n"); !strings.Contains(top[0], ":keep keeps it") {
		t.Errorf("of a command without a key the guide says:\n%s", strings.Join(top[:3], "\n"))
	}
	s.press("? " + typing("leave-guide") + " enter")
	s.wants("left by the palette", "")
}

// Whatever the size and the step, the frame is filled, and what is in focus is
// to be seen in it as soon as there are lines enough for that.
func TestTheGuideAtEverySize(t *testing.T) {
	s := guided(t, Options{}, 80, 24)
	for i, keys := range lesson {
		for w := 1; w <= 130; w += 1 + w/4 {
			for h := 1; h <= 50; h += 1 + h/4 {
				s.send(tea.WindowSizeMsg{Width: w, Height: h})
				lines := strings.Split(s.m.View().Content, "\n")
				if len(lines) != h {
					t.Fatalf("step %d, %d×%d: %d lines", i+1, w, h, len(lines))
				}
				for _, l := range lines {
					if got := s.m.env.Paint.Width(l); got != w {
						t.Fatalf("step %d, %d×%d: %d cells: %q", i+1, w, h, got, l)
					}
				}
				if i == 1 && w >= 20 && h >= 3 && !strings.Contains(s.screen(), "▸") {
					t.Fatalf("%d×%d: the focus is not to be seen:\n%s", w, h, s.screen())
				}
			}
		}
		s.send(tea.WindowSizeMsg{Width: 80, Height: 24})
		s.m.View()
		s.learn(keys)
	}
}

func TestAClickBelowTheGuideMeetsWhatIsDrawnThere(t *testing.T) {
	s := guided(t, Options{}, 80, 24)
	for y, line := range strings.Split(s.screen(), "\n") {
		if x := strings.Index(line, "As a layman"); x >= 0 {
			s.send(tea.MouseClickMsg{X: x + 2, Y: y, Button: tea.MouseLeft})
			s.send(tea.MouseReleaseMsg{X: x + 2, Y: y, Button: tea.MouseLeft})
		}
	}
	s.wants("after a click on the first quote", nth(1))
	s.send(tea.MouseClickMsg{X: 10, Y: 1, Button: tea.MouseLeft})
	s.wants("after a click on the guide", nth(1))
}

func TestTheFirstScreenLeadsToTheGuide(t *testing.T) {
	demo := guided(t, Options{}, 80, 24)
	s := stageOf(t, Options{Demo: func() (string, error) { return demo.m.o.Path, nil }}, 80, 24).press("d")
	s.wants("after d", nth(0))
	s.press("q")
	if got := s.screen(); !strings.Contains(got, "1 of 1 read") {
		t.Errorf("q from the guided article:\n%s", got)
	}
}

// In ASCII the sign for enter is the one for less than, which is another key.
func TestTheGuideInASCII(t *testing.T) {
	s := guided(t, Options{Face: Face{ASCII: true}}, 80, 24).press("tab")
	if top := strings.Split(s.screen(), "\n"); !strings.Contains(strings.Join(top[:2], " "), "enter keeps it") {
		t.Errorf("the guide says:\n%s", strings.Join(top[:3], "\n"))
	}
}

// Where nothing can be noted, the guide is shown all the same.
func TestTheGuideWithoutAStateFolder(t *testing.T) {
	file := write(t, "state", "")
	desk := &store.Desk{Annotator: "alice", Data: t.TempDir(), State: file, Locks: t.TempDir()}
	s := guided(t, Options{Desk: desk}, 80, 24).press("ctrl+g")
	s.wants("left", "")
}
