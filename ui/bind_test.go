package ui

import (
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/store"
)

func TestCheckKeys(t *testing.T) {
	for _, c := range []struct {
		bound   map[string][]string
		command string
		want    string // of the error, "" for none
	}{
		{nil, "", ""},
		{map[string][]string{"claim": {"C"}}, "", ""},
		{map[string][]string{"claim": {}}, "", ""},
		{map[string][]string{"clam": {"C"}}, "clam", `keys: there is no command "clam"`},
		{map[string][]string{"claim": {"s"}}, "claim", "keys: s is bound to both claim and stance"},
		{map[string][]string{"claim": {"supper+c"}}, "claim", ""},
	} {
		command, err := CheckKeys(c.bound)
		if command != c.command || (err == nil) != (command == "") {
			t.Errorf("%v: %q, %v; want %q", c.bound, command, err, c.command)
		}
		if c.want != "" && (err == nil || err.Error() != c.want) {
			t.Errorf("%v: %v, want %s", c.bound, err, c.want)
		}
	}
}

// Every command that the help names can be bound, in the pane that has it.
func TestEveryCommandCanBeBound(t *testing.T) {
	for _, name := range KeyNames() {
		if _, err := CheckKeys(map[string][]string{name: {"ctrl+y"}}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestControlZStopsTheProgramUnlessItIsBound(t *testing.T) {
	for _, test := range []struct {
		bound map[string][]string
		stops bool
	}{{nil, true}, {map[string][]string{"undo": {"ctrl+z"}}, false}} {
		m, err := newProgram(Options{Face: Face{Keys: test.bound}})
		if err != nil {
			t.Fatal(err)
		}
		_, cmd := m.Update(tea.KeyPressMsg{Code: 'z', Mod: tea.ModCtrl})
		stops := false
		if cmd != nil {
			_, stops = cmd().(tea.SuspendMsg)
		}
		if stops != test.stops {
			t.Errorf("bound %v: stops %v", test.bound, stops)
		}
	}
}

// Somebody who bound other keys is told of these, in the hints and in what is
// said, and never of those that do something else now.
func TestTheScreenTellsOfTheKeysThatAreBound(t *testing.T) {
	path := write(t, "a.txt", "A title here\n\n“We will not sign,” said Angela Merkel in Berlin.\n")
	state := t.TempDir()
	m, err := newProgram(Options{
		Path: path, Desk: &store.Desk{Annotator: "alice", Data: state, State: state, Locks: state},
		Face: Face{Keys: map[string][]string{"next": {"X"}, "keep": {"K"}, "undo": {"Q"}, "previous-article": {}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, m: m}
	s.carryOut(m.Init())
	for _, step := range []struct{ keys, want string }{
		{"", "X first quote"}, {"X", "K keep"}, {"X", "X next"}, {"K", "Q undo"},
	} {
		if got := s.press(step.keys).screen(); !strings.Contains(got, step.want) {
			t.Errorf("after %q there is no %q:\n%s", step.keys, step.want, got)
		}
	}
}

// Colours, the order of a list and what an article shows are found in the palette.
func TestTheLookIsInThePalette(t *testing.T) {
	s := onStage(t, filepath.Dir(write(t, "a.txt", "A title here\n\n“We did it,” said Jane Doe.\n")), 80, 24)
	s.press("? type:contrast enter")
	if got := s.screen(); !strings.Contains(got, "theme = \"contrast\" in the config file keeps it so") {
		t.Errorf("the theme:\n%s", got)
	}
	s.press("? type:sort_title enter")
	if got := s.screen(); !strings.Contains(got, "by title") {
		t.Errorf("the order:\n%s", got)
	}
}
