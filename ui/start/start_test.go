package start

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

func newStart(t *testing.T) *Start {
	t.Helper()
	return New(&pane.Env{Paint: panetest.Painter(t)}, Options{
		Annotator: "alice", From: "git config user.name", Library: "~/news", CanDemo: true,
	})
}

// press types keys one after the other and returns what was said last.
func press(s *Start, keys ...string) tea.Msg {
	var said tea.Msg
	for _, k := range keys {
		if cmd := s.Update(panetest.Key(k)); cmd != nil {
			said = cmd()
		}
	}
	return said
}

func TestTheWaysToBegin(t *testing.T) {
	for keys, want := range map[string]tea.Msg{
		"d":         Demo{},
		"o ~ / n":   Open{"~/n"},
		"f h t t p": Follow{"http", "~/news"},
		"c b o b":   Annotator{"bob"},
		"l x":       Library{"x"},
		"q":         pane.Back{},
		"?":         pane.Palette{},
		"o esc x":   nil,
		"o q esc q": pane.Back{}, // q is a letter while one types
		"o":         nil,
		"p esc":     nil, // what was to be pasted is not
		"p esc esc": pane.Back{},
	} {
		s := newStart(t)
		ks := strings.Fields(keys)
		if s.Typing() {
			t.Fatal("a field is open at first")
		}
		said := press(s, ks...)
		if s.Typing() && len(ks) > 1 {
			said = press(s, "enter")
		}
		if said != want {
			t.Errorf("%s: said %#v, want %#v", keys, said, want)
		}
	}
}

func TestAPastedTextIsOpened(t *testing.T) {
	s := newStart(t)
	press(s, "p")
	cmd := s.Update(tea.PasteMsg{Content: "Talks end\n\nBoth sides left."})
	if cmd == nil {
		t.Fatal("nothing comes of it")
	}
	if got := cmd(); got != (Text{"Talks end\n\nBoth sides left."}) {
		t.Errorf("said %#v", got)
	}
	for _, sent := range []string{"One\rtwo\r\rthree", "One\r\ntwo\r\n\r\nthree"} {
		if got := s.Update(tea.PasteMsg{Content: sent})(); got != (Text{"One\ntwo\n\nthree"}) {
			t.Errorf("%q becomes %#v", sent, got)
		}
	}
	if cmd := s.Update(tea.PasteMsg{Content: " \n"}); cmd != nil {
		t.Error("blanks are opened as an article")
	}
}

func TestAFeedNeedsAFolder(t *testing.T) {
	s := newStart(t)
	s.SetUp(Options{Annotator: "alice"})
	if said := press(s, "f", "u", "enter", "n", "enter"); said != (Follow{"u", "n"}) {
		t.Errorf("said %#v", said)
	}
}

func TestWhatCannotBeDoneSaysWhy(t *testing.T) {
	s := newStart(t)
	s.SetUp(Options{Annotator: "alice"})
	if said := press(s, "d"); said != nil || s.front.Told.Message == "" {
		t.Errorf("said %v, %q", said, s.front.Told.Message)
	}
}

// What went wrong is not cut: what can be done about it may be at its end.
func TestALongErrorIsSaidToItsEnd(t *testing.T) {
	s := newStart(t)
	s.Update(pane.Failed{Err: errors.New("http://gazette.example/a/feed.xml: " + strings.Repeat("nobody answers there, ", 4) + "try it later")})
	screen := ansi.Strip(strings.Join(panetest.Show(s, 80, 24), "\n"))
	for _, want := range []string{"http://gazette.example/a/feed.xml: nobody", "try it later"} {
		if !strings.Contains(screen, want) {
			t.Errorf("%q is not in\n%s", want, screen)
		}
	}
}

func TestKeysAreBoundOnce(t *testing.T) {
	if err := commands.Check(); err != nil {
		t.Error(err)
	}
}

// A command whose keys were taken away is still there, for the palette.
func TestACommandWithoutAKey(t *testing.T) {
	s := newStart(t)
	s.env.Keys = map[string][]string{"demo": {}, "annotator": {"C"}}
	s = New(s.env, s.o)
	screen := ansi.Strip(strings.Join(panetest.Show(s, 80, 24), "\n"))
	if !strings.Contains(screen, "        try it") || !strings.Contains(screen, "C changes it") {
		t.Error(screen)
	}
}

// Whatever the size and whatever is open, a pane fills the screen exactly.
func TestEverySize(t *testing.T) {
	for _, keys := range [][]string{nil, {"o", "x"}, {"p"}} {
		s := newStart(t)
		press(s, keys...)
		if keys == nil {
			s.Update(pane.Failed{Err: errors.New(strings.Repeat("nobody answers ", 20))})
		}
		for w := 1; w <= 130; w += 1 + w/12 {
			for h := 1; h <= 50; h += 1 + h/12 {
				lines := panetest.Show(s, w, h)
				if len(lines) != h {
					t.Fatalf("%d×%d: %d lines", w, h, len(lines))
				}
				for _, l := range lines {
					if got := s.env.Paint.Width(l); got != w {
						t.Fatalf("%d×%d: %d cells: %q", w, h, got, ansi.Strip(l))
					}
				}
			}
		}
	}
}

func TestScreen(t *testing.T) {
	panetest.Golden(t, "start.screen", panetest.Show(newStart(t), 80, 24))
}
