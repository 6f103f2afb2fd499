// Package panetest drives a pane in a test, without a terminal: keys go in by their
// names, and what commands ask for is done at once.
//
// It refuses to know any pane, and is imported by tests only.
package panetest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/annotate/store"
	"stet/model/need"
	"stet/ui/paint"
	"stet/ui/pane"
	"stet/ui/theme"
)

// Env is what a pane is handed: the default theme on a dark ground, and a desk.
func Env(t testing.TB, desk *store.Desk) *pane.Env {
	t.Helper()
	return &pane.Env{Paint: Painter(t), Desk: desk}
}

// Desk is one at which annotator works, with all of its own in the folder state. A
// nil now is the real clock.
func Desk(state, annotator string, now func() time.Time) *store.Desk {
	return &store.Desk{Annotator: annotator, Data: state, State: state, Locks: state, Now: now}
}

// Painter paints in the default theme on a dark ground.
func Painter(t testing.TB) *paint.Painter {
	t.Helper()
	th, err := theme.Load("", true)
	if err != nil {
		t.Fatal(err)
	}
	return paint.New(th, ansi.GraphemeWidth)
}

var named = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "up": tea.KeyUp, "down": tea.KeyDown,
	"pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp, "home": tea.KeyHome, "end": tea.KeyEnd, "left": tea.KeyLeft, "right": tea.KeyRight, "backspace": tea.KeyBackspace,
}

// Key is the key of that name, as the config file has it: "tab", "ctrl+d", "x".
func Key(name string) tea.KeyPressMsg {
	var mod tea.KeyMod
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		mod, name = mod|tea.ModCtrl, rest
	}
	if rest, ok := strings.CutPrefix(name, "shift+"); ok {
		mod, name = mod|tea.ModShift, rest
	}
	if c, ok := named[name]; ok {
		return tea.KeyPressMsg{Code: c, Mod: mod}
	}
	m := tea.KeyPressMsg{Code: []rune(name)[0], Mod: mod}
	if mod&tea.ModCtrl == 0 {
		m.Text = name
	}
	return m
}

// Keys are the keys of a line, with blanks between them; "type:words" types words,
// in which _ stands for a blank.
func Keys(line string) []tea.KeyPressMsg {
	var keys []tea.KeyPressMsg
	for name := range strings.FieldsSeq(line) {
		words, ok := strings.CutPrefix(name, "type:")
		if !ok {
			keys = append(keys, Key(name))
			continue
		}
		for _, c := range strings.ReplaceAll(words, "_", " ") {
			keys = append(keys, tea.KeyPressMsg{Code: c, Text: string(c)})
		}
	}
	return keys
}

// Msgs are the messages of a line: keys, as [Keys] has them, and what else a hand does.
// "click:10,5" presses the left button in that cell, "right:10,5" the right one;
// "drag:20,5" moves with the left button down, "move:20,5" with none, "drop:20,5" lets
// it go there;
// "wheel:up" and "wheel:down" turn the wheel; "paste:words" pastes, with _ for a blank;
// "size:120x40" makes the window that large.
func Msgs(line string) (out []tea.Msg) {
	for name := range strings.FieldsSeq(line) {
		what, of, _ := strings.Cut(name, ":")
		var x, y int
		fmt.Sscanf(strings.NewReplacer(",", " ", "x", " ").Replace(of), "%d %d", &x, &y)
		switch what {
		case "click":
			out = append(out, tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
		case "right":
			out = append(out, tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseRight})
		case "drag":
			out = append(out, tea.MouseMotionMsg{X: x, Y: y, Button: tea.MouseLeft})
		case "move":
			out = append(out, tea.MouseMotionMsg{X: x, Y: y})
		case "drop":
			out = append(out, tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft})
		case "wheel":
			button := tea.MouseWheelDown
			if of == "up" {
				button = tea.MouseWheelUp
			}
			out = append(out, tea.MouseWheelMsg{Button: button})
		case "paste":
			out = append(out, tea.PasteMsg{Content: strings.ReplaceAll(of, "_", " ")})
		case "size":
			out = append(out, tea.WindowSizeMsg{Width: x, Height: y})
		default:
			for _, k := range Keys(name) {
				out = append(out, k)
			}
		}
	}
	return out
}

// Show is a pane at a size.
func Show(p pane.Pane, w, h int) []string {
	p.Resize(w, h)
	return p.View()
}

// Golden holds what is on a screen, without its styles, to a file of testdata,
// which go test -update writes anew.
func Golden(t testing.TB, name string, lines []string) {
	t.Helper()
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(strings.TrimRight(ansi.Strip(l), " ") + "\n")
	}
	file := filepath.Join("testdata", name)
	got, want := strings.Split(b.String(), "\n"), strings.Split(need.Expected(t, file, b.String()), "\n")
	if !slices.Equal(got, want) {
		at := 0
		for at < min(len(got), len(want)) && got[at] == want[at] {
			at++
		}
		t.Errorf("%s differs from line %d on\ngot\n%s\nwant\n%s", file, at+1, around(got, at), around(want, at))
	}
}

// around are some lines, those before one and those after it: a screen's worth.
func around(lines []string, at int) string {
	return strings.Join(lines[min(len(lines), max(0, at-24)):min(len(lines), at+24)], "\n")
}

// Write writes a file of that slash-separated name in a folder.
func Write(t testing.TB, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// CarryOut does what a command asks for: take gets each message, and what it asks
// for in turn is done as well. Work that panics ends the test.
func CarryOut(t testing.TB, cmd tea.Cmd, take func(tea.Msg) tea.Cmd) {
	t.Helper()
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			CarryOut(t, c, take)
		}
	case pane.Panicked:
		t.Fatalf("%s panicked: %v\n%s", msg.What, msg.Err, msg.Stack)
	default:
		CarryOut(t, take(msg), take)
	}
}
