package ui

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"syscall"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"stet/annotate/store"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
	"stet/ui/reader"
)

// Without a further article, the message names what was looked for and in which direction.
func TestWhatIsSaidWhereThereIsNoFurtherArticle(t *testing.T) {
	for o, want := range map[reader.OpenNeighbour]string{
		{Step: 1}:                 "no article after this one",
		{Step: -1}:                "no article before this one",
		{Step: 1, Unread: true}:   "no unread article after this one",
		{Step: -1, Unread: true}:  "no unread article before this one",
		{Step: 1, Uncoded: true}:  "no article that is not coded after this one",
		{Step: -1, Uncoded: true}: "no article that is not coded before this one",
	} {
		if got := noNeighbour(o).Error(); got != want {
			t.Errorf("%+v: %s", o, got)
		}
	}
}

// How the program ended says what became of each edit.
func TestHowItEndedIsSaid(t *testing.T) {
	full := errors.New("no space left")
	for want, e := range map[string]*Ended{
		"everything is saved":                                                        {},
		"ended by SIGTERM; everything is saved":                                      {Signal: syscall.SIGTERM},
		"ended by SIGHUP; everything is saved":                                       {Signal: syscall.SIGHUP},
		"1 edit could not be saved: the next start of stet does it":                  {Kept: 1},
		"2 edits could not be saved: the next start of stet does it":                 {Kept: 2},
		"1 edit is not saved: no space left":                                         {Lost: 1, Err: full},
		"ended by SIGINT; 3 edits are not saved: no space left":                      {Signal: syscall.SIGINT, Lost: 3, Kept: 1, Err: full},
		"ended by SIGINT; 1 edit could not be saved: the next start of stet does it": {Signal: syscall.SIGINT, Kept: 1},
	} {
		if got := e.Error(); got != want {
			t.Errorf("%+v: %s, want %s", *e, got, want)
		}
	}
}

// The guide comes again once that is asked for, also where it was never seen.
func TestTheGuideIsForgotten(t *testing.T) {
	state := t.TempDir()
	if err := ForgetGuide(state); err != nil || guideSeen(state) {
		t.Errorf("of nothing: %v", err)
	}
	panetest.Write(t, state, "guide", "")
	if !guideSeen(state) {
		t.Error("it was not seen")
	}
	if err := ForgetGuide(state); err != nil || guideSeen(state) {
		t.Errorf("it is still seen: %v", err)
	}
	panetest.Write(t, state, "guide/within", "")
	if err := ForgetGuide(state); err == nil {
		t.Error("a folder in its place is no fault")
	}
}

// Colours are those that the terminal shows, and none where they are not wanted.
func TestColoursAreThoseOfTheTerminal(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "xterm-256color")
	t.Setenv("COLORTERM", "truecolor")
	t.Setenv("CLICOLOR_FORCE", "1")
	if got := Colours(new(bytes.Buffer)); got != colorprofile.TrueColor {
		t.Errorf("%v", got)
	}
	t.Setenv("NO_COLOR", "please")
	if got := Colours(new(bytes.Buffer)); got != colorprofile.ASCII {
		t.Errorf("with NO_COLOR %v", got)
	}
	for p, want := range map[colorprofile.Profile]string{colorprofile.TrueColor: "stet", colorprofile.ANSI256: "terminal", colorprofile.ANSI: "sixteen", colorprofile.ASCII: "mono", colorprofile.NoTTY: "mono"} {
		if got := UsualTheme(p); got != want {
			t.Errorf("%v has the theme %s, want %s", p, got, want)
		}
	}
	for colours, want := range map[string]bool{"": false, "0;15": true, "15;0": false, "0;7": true, "0;8": false, "0;9": true, "0;default;15": true, "7": true, "0;16": false, "x": false} {
		if got := LightBackground(colours); got != want {
			t.Errorf("COLORFGBG=%s is light: %v", colours, got)
		}
	}
}

// A title longer than windows show is cut at a letter.
func TestALongTitleOfAWindowIsCut(t *testing.T) {
	title := strings.Repeat("ä", longestTitle)
	if got := windowTitle(title); got != "stet: "+title {
		t.Errorf("%d letters: %s", longestTitle, got)
	}
	if got := windowTitle(title + "x"); got != "stet: "+title+"…" {
		t.Errorf("one more: %s", got)
	}
}

// The mouse above the pane is the guide's; below it rows count from the pane's first.
func TestTheMouseBelowTheGuide(t *testing.T) {
	for keys, want := range map[string]string{"click:4,2": "none", "click:4,3": "0", "click:4,5": "2", "drag:4,1": "0", "drag:4,5": "2", "wheel:down": "it"} {
		got := "none"
		switch m := below(panetest.Msgs(keys)[0], 3).(type) {
		case tea.MouseClickMsg:
			got = strconv.Itoa(m.Y)
		case tea.MouseMotionMsg:
			got = strconv.Itoa(m.Y)
		case tea.MouseWheelMsg:
			got = "it"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", keys, got, want)
		}
	}
}

// What another program wrote while stet was behind is taken in when one comes back.
func TestSomebodyElsewhereWritesWhileStetIsBehind(t *testing.T) {
	path := write(t, "a.txt", "A title here\n\n“We will not sign,” said Angela Merkel in Berlin.\n")
	s := onStage(t, path, 80, 24)
	other := stageOf(t, Options{Path: path, Desk: &store.Desk{Annotator: "alice", Data: t.TempDir(), State: t.TempDir(), Locks: s.m.o.Desk.Locks}}, 80, 24)
	other.press("tab enter q")
	if s.press("tab"); strings.Contains(s.screen(), "1 change taken in") {
		t.Fatalf("it is taken in before:\n%s", s.screen())
	}
	s.send(pane.Returned{})
	if !strings.Contains(s.screen(), "the sidecar was changed elsewhere: 1 change taken in") {
		t.Errorf("coming back takes nothing in:\n%s", s.screen())
	}
}
