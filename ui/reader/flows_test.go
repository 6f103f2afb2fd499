package reader

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/store"
	"stet/model"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

// at is the cell in which some words begin on the screen.
func (d *driven) at(words string) (x, y int) {
	d.t.Helper()
	for y, row := range strings.Split(d.screen(), "\n") {
		if before, _, ok := strings.Cut(row, words); ok {
			return len([]rune(before)), y
		}
	}
	d.t.Fatalf("%q is not on the screen:\n%s", words, d.screen())
	return 0, 0
}

func (d *driven) send(msgs ...tea.Msg) {
	d.t.Helper()
	for _, m := range msgs {
		d.carryOut(d.Update(m))
	}
}

// A press and a drag select the words from one cell to another, and the release says how
// many they are; the wheel moves the text and selects nothing.
func TestWordsAreSelectedByDragging(t *testing.T) {
	d := open(t, "The ferry sails at dawn to the island.\n\nNobody was on board, said the captain.\n")
	x, y := d.at("ferry")
	x2, y2 := d.at("dawn")
	d.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}, tea.MouseMotionMsg{X: x2 + 3, Y: y2, Button: tea.MouseLeft}, tea.MouseReleaseMsg{X: x2 + 3, Y: y2, Button: tea.MouseLeft})
	if got := d.inFocus(); got != "The [ferry sails at dawn] to the island." {
		t.Errorf("selected: %s", got)
	}
	if !strings.Contains(d.screen(), "4 words · ") {
		t.Errorf("how many is not said:\n%s", d.screen())
	}
	before := d.inFocus()
	d.send(tea.MouseWheelMsg{Button: tea.MouseWheelDown}, tea.MouseMotionMsg{X: x, Y: y}, tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseRight})
	if got := d.inFocus(); got != before {
		t.Errorf("a wheel, a move and another button select %s", got)
	}
	// A selection by the mouse is one like any other.
	d.press("a dawn enter")
	d.want("note “dawn”: [ferry sails at dawn] hand")
}

// Fewer words, then more: what + has taken in, - gives back, to one word.
func TestASelectionShrinksToOneWord(t *testing.T) {
	d := open(t, "The ferry sails at dawn, said the captain. Nobody was on board.\n")
	d.press("] s")
	d.press("+")
	var seen []string
	for range 9 {
		seen = append(seen, d.inFocus())
		if d.press("-"); strings.Contains(d.screen(), "this is one word") {
			break
		}
	}
	if !strings.Contains(d.screen(), "this is one word; H and L go inside it") {
		t.Errorf("it never comes to one word: %q\n%s", seen, d.screen())
	}
	one := d.inFocus()
	if got := strings.TrimSuffix(one[strings.Index(one, "[")+1:], one[strings.Index(one, "]"):]); strings.ContainsAny(got, " ,.") || got == "" {
		t.Errorf("left is %q", got)
	}
	for i := 1; i < len(seen); i++ {
		if len(seen[i]) != len(seen[0]) || strings.Index(seen[i], "]")-strings.Index(seen[i], "[") >= strings.Index(seen[i-1], "]")-strings.Index(seen[i-1], "[") {
			t.Errorf("%s does not shrink to %s", seen[i-1], seen[i])
		}
	}
}

// A paste goes where words are typed, into the search or the card, and is no command.
func TestAPasteIsTypedAndCommandsNothing(t *testing.T) {
	d := open(t, "The ferry sails at dawn. Nobody was on board.\n")
	d.send(tea.PasteMsg{Content: "DDxxq"})
	if d.statusLine() != "" || d.cards.open != nil || len(d.said) > 0 {
		t.Errorf("a paste was taken for keys:\n%s%v", d.statusLine(), d.said)
	}
	d.press("/")
	d.send(tea.PasteMsg{Content: "board"})
	d.press("enter v")
	if !strings.Contains(d.inFocus(), "[board]") && !strings.Contains(d.screen(), "board") {
		t.Errorf("found: %s", d.inFocus())
	}
	d.press("esc esc ] s a")
	d.send(tea.PasteMsg{Content: "ask the captain"})
	d.press("enter")
	if !strings.Contains(d.statusLine(), "“ask the captain”") {
		t.Errorf("the note says\n%s", d.statusLine())
	}
}

// What is copied names who said it, and where and when it was.
func TestWhatIsCopiedNamesItsSource(t *testing.T) {
	d := open(t, "“It will pay for itself,” said Jane Doe. Nobody else spoke of it on that day.\n")
	m := &d.in.Art.Meta
	m.Title, m.Publisher, m.URL, m.Published = "Tram", "Gazette", "https://gazette.example/tram", time.Date(2031, 5, 6, 0, 0, 0, 0, time.UTC)
	words := func(s string) model.Range {
		i := model.Pos(strings.Index(d.in.Art.Text, s))
		return model.Range{Start: i, End: i + model.Pos(len(s))}
	}
	quoted := d.outside.cite(words("“It will pay for itself,”"))
	for _, want := range []string{"It will pay for itself,", "said Jane Doe.", "Tram", "Gazette", "6 May 2031", "https://gazette.example/tram", "article.txt"} {
		if !strings.Contains(quoted, want) {
			t.Errorf("%q does not name %q", quoted, want)
		}
	}
	plain := d.outside.cite(words("Nobody else spoke"))
	if strings.Contains(plain, "Jane Doe") || !strings.HasPrefix(plain, "“Nobody else spoke” ") {
		t.Errorf("%q", plain)
	}
	m.Published = time.Time{}
	if got := d.outside.cite(words("Nobody else spoke")); !strings.Contains(got, "no date") {
		t.Errorf("%q", got)
	}
	if d.press("] s y"); !strings.Contains(d.screen(), "copied") {
		t.Errorf("it is not said that the words were copied:\n%s", d.screen())
	}
}

// What cannot be saved is said as long as it is so, and goes elsewhere when a person
// wants it; where the article's folder is back it goes there.
func TestWhatCannotBeSavedIsSaidAndWrittenElsewhere(t *testing.T) {
	for _, back := range []bool{false, true} {
		home, dir := t.TempDir(), filepath.Join(t.TempDir(), "articles")
		path, away := filepath.Join(dir, "article.txt"), dir+"-away"
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("The ferry sails at dawn. Nobody was on board.\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		d := reopenWith(t, path, func(env *pane.Env) { env.Desk = panetest.Desk(home, "alice", nil) })
		if err := os.Rename(dir, away); err != nil {
			t.Fatal(err)
		}
		d.press("] s a late enter")
		if s := d.screen(); !strings.Contains(s, "NOT SAVED · W writes elsewhere: ") {
			t.Fatalf("it is not said:\n%s", s)
		}
		if back {
			if err := os.Rename(away, dir); err != nil {
				t.Fatal(err)
			}
		}
		d.press("W")
		s := d.screen()
		switch kept, _ := filepath.Glob(filepath.Join(d.env.Desk.Data, "kept", "*"+store.Extension)); {
		case back && (len(kept) != 0 || !strings.Contains(s, "saved beside the article as article.txt.alice.anno.json")):
			t.Errorf("the folder is back: %v\n%s", kept, s)
		case !back && (len(kept) != 1 || !strings.Contains(s, "kept in ")):
			t.Errorf("the folder is gone: %v\n%s", kept, s)
		}
		if d.notes.work.Unsaved() != 0 || d.notes.saved() != "saved" || strings.Contains(s, "NOT SAVED") {
			t.Errorf("it is not saved: %d, %s\n%s", d.notes.work.Unsaved(), d.notes.saved(), s)
		}
		d.want("note “late”: [Nobody was on board.] hand")
	}
}
