package card

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

// coded is a coder's card with one question that takes one answer, one that takes any
// number, and a text.
func coded(answers ...string) *Form {
	field := func(name string, many bool, codes ...string) *Field {
		x := &Field{Name: name, Label: name, Inline: true, Multi: many}
		for i, c := range codes {
			choice := Choice{Key: string(rune('1' + i)), Text: c, Value: c}
			x.Choices = append(x.Choices, choice)
			for _, a := range answers {
				if a == c {
					x.Give(choice)
				}
			}
		}
		return x
	}
	frame := field("frame", true, "conflict", "economy", "Done")
	frame.Choices[0].Key, frame.Choices[1].Key, frame.Choices[2].Key = "c", "e", "D"
	return NewCodes("the article", "⏎ next", field("topic", false, "war", "trade"), frame,
		&Field{Name: "tags", Label: "tags", Optional: true, Typed: func(s string) any { return s }})
}

func said(f *Form) string {
	var out []string
	for _, x := range f.Fields {
		out = append(out, x.answered())
	}
	return strings.Join(out, " | ")
}

// Letters reach a text only once it was opened, the keys of codes put them on and take
// them off, and D is done everywhere.
func TestACodersCardHasOneGrammar(t *testing.T) {
	for _, tt := range []struct {
		keys, want string
		out        Outcome
	}{
		{"2 c e D", "trade | conflict, economy | ", Finished},
		{"2 c c D D", "trade |  | ", Finished},             // off again; the second D is meant
		{"2 c enter e D", "trade | conflict | ", Finished}, // e is no letter of the tags: they are not open
		{"2 c down enter type:eD enter", "trade | conflict | eD", Finished},
		{"2 1 D", "trade |  | ", Stays}, // the frame has no answer yet
		{"right right space down e D", "trade | economy | ", Finished},
		{"1 right right right space D", "war | Done | ", Finished}, // a code whose key is D is chosen by the arrows
		{"2 up 1 c D", "war | conflict | ", Finished},
		{"esc", " |  | ", Left},
	} {
		f := coded()
		if out := press(f, tt.keys); said(f) != tt.want || out != tt.out {
			t.Errorf("%s\n got %s (%d)\nwant %s (%d)", tt.keys, said(f), out, tt.want, tt.out)
		}
	}
}

// Opened again, it begins with its first question, and what was said is shown and kept.
func TestACodersCardOpenedAgain(t *testing.T) {
	f := coded("trade", "conflict")
	screen := ansi.Strip(strings.Join(f.View(panetest.Painter(t), 80, 24), "\n"))
	if f.Asking() != "topic" || !strings.Contains(screen, "all answered") || !strings.Contains(screen, "any number") {
		t.Errorf("it begins with %s:\n%s", f.Asking(), screen)
	}
	if press(f, "D") != Finished || said(f) != "trade | conflict | " {
		t.Errorf("D keeps %s", said(f))
	}
}

func TestDTellsWhatHasNoAnswer(t *testing.T) {
	f := coded("trade")
	press(f, "D")
	screen := ansi.Strip(strings.Join(f.View(panetest.Painter(t), 80, 24), "\n"))
	if !strings.Contains(screen, "frame has no answer: D again is done without it") || f.Asking() != "frame" {
		t.Error(screen)
	}
}

// What is half typed is worth keeping from the first letter on; what is pasted goes into
// the text, and puts no code on.
func TestWhatIsTypedOrPastedIntoACodersCardIsKept(t *testing.T) {
	f := coded()
	f.Fields[1].Choices = append(f.Fields[1].Choices, Choice{Text: "blame", Value: "blame"}) // more codes than keys
	f.Update(tea.PasteMsg{Content: "lost"})
	for _, k := range panetest.Keys("2 down") {
		f.Update(k)
	}
	f.Update(tea.PasteMsg{Content: "lost"})
	if got := said(f); got != "trade |  | " {
		t.Errorf("a paste on codes: %s", got)
	}
	f = coded()
	for _, k := range panetest.Keys("down down enter type:ha") {
		f.Update(k)
	}
	if fields, at := f.Filled(); !f.Touched() || len(fields) != 1 || fields[0].Typed != "ha" || at != "tags" {
		t.Errorf("half typed: touched %v, %v at %s", f.Touched(), fields, at)
	}
	f = coded()
	f.at = 2
	f.Update(tea.PasteMsg{Content: "rise, fall"})
	if fields, _ := f.Filled(); len(fields) != 1 || fields[0].Typed != "rise, fall" {
		t.Errorf("pasted: %v", fields)
	}
}

// In the width of a small terminal the keys of a coder's card are told, D among them.
func TestTheKeysOfACodersCardFitASmallTerminal(t *testing.T) {
	f := coded()
	for range f.Fields {
		row := ansi.Strip(pane.Status{Hints: f.Hints()}.Lines(panetest.Painter(t), 80)[1])
		if !strings.Contains(row, "D done") || !strings.Contains(row, "esc leave") {
			t.Errorf("at %s: %q", f.Asking(), row)
		}
		press(f, "down")
	}
}
