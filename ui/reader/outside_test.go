package reader

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/ui/programs"
)

// Before the source is opened its host is said, as the network knows it.
func TestTheHostIsSaidBeforeTheSourceIsOpened(t *testing.T) {
	d := open(t, threeVoices)
	d.in.Art.Meta.URL = "https://news.example/a"
	opened := func() bool {
		for _, m := range d.said {
			if _, ok := m.(OpenURL); ok {
				return true
			}
		}
		return false
	}
	if d.press("O"); opened() || !strings.Contains(d.screen(), "the source at https://news.example · O again opens it outside") {
		t.Errorf("after one O, opened %v:\n%s", opened(), d.screen())
	}
	if d.press("j O"); opened() {
		t.Error("O, something else and O opened it")
	}
	if d.press("O"); !opened() {
		t.Errorf("O O did not open it:\n%s", d.screen())
	}
}

// A note that gets too long for its line goes on in the editor, with what was typed
// already; what comes back is kept, and the card has nothing left to ask.
func TestALongNoteGoesOnInTheEditor(t *testing.T) {
	t.Setenv("VISUAL", "")
	t.Setenv("EDITOR", "")
	t.Setenv("TMPDIR", t.TempDir())
	d := open(t, threeVoices)
	d.press("tab a ask ctrl+o")
	if !strings.Contains(d.screen(), "no editor is named") || d.cards.open == nil || d.cards.open.Words() != "ask" {
		t.Fatalf("without an editor:\n%s", d.screen())
	}
	t.Setenv("EDITOR", "true")
	if cmd := d.cards.open.long(d.cards.open.Words()); cmd == nil {
		t.Fatal("no editor is begun")
	}
	on, _ := d.tags.toNote()
	d.carryOut(d.Update(editedMsg{from: d.outside, on: on, was: "ask", Edited: programs.Edited{Err: errors.New("exit status 1")}}))
	if d.cards.open == nil || d.cards.open.Words() != "ask" {
		t.Fatalf("what was typed is gone with an editor that failed:\n%s", d.screen())
	}
	d.carryOut(d.Update(editedMsg{from: d.outside, on: on, was: "ask", Edited: programs.Edited{Text: "ask the envoy\nand the minister"}}))
	if d.cards.open != nil || !strings.Contains(d.statusLine(), "“ask the envoy\nand the minister”") {
		t.Errorf("the card is open: %v; told\n%s", d.cards.open != nil, d.statusLine())
	}
}

// An editor that ends with an error has written something all the same: it is a draft,
// and its file stays.
func TestAnEditorThatFailsLosesNothing(t *testing.T) {
	d := open(t, threeVoices)
	d.press("tab")
	on, _ := d.tags.toNote()
	file := filepath.Join(t.TempDir(), "note.md")
	if err := os.WriteFile(file, []byte("ask the envoy"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.carryOut(d.Update(editedMsg{from: d.outside, on: on, Edited: programs.Edited{Text: "ask the envoy", File: file, Err: errors.New("exit status 1")}}))
	if d.cards.open == nil || d.cards.open.Words() != "ask the envoy" || !strings.Contains(d.screen(), "exit status 1 · what it wrote is in the card, and in") {
		t.Fatalf("the draft is gone:\n%s", d.screen())
	}
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
	d.press("enter")
	if !strings.Contains(d.statusLine(), "ask the envoy") {
		t.Errorf("it is not kept:\n%s", d.statusLine())
	}
}

// The file of a note goes once the note is on the disk, and not before.
func TestTheFileOfANoteGoesWhenItIsSaved(t *testing.T) {
	d := open(t, threeVoices)
	d.press("tab")
	on, _ := d.tags.toNote()
	file := filepath.Join(t.TempDir(), "note.md")
	if err := os.WriteFile(file, []byte("ask"), 0o600); err != nil {
		t.Fatal(err)
	}
	saving := d.Update(editedMsg{from: d.outside, on: on, Edited: programs.Edited{Text: "ask", File: file}})
	if _, err := os.Stat(file); err != nil {
		t.Error("it is gone before the note is saved")
	}
	d.carryOut(saving)
	if _, err := os.Stat(file); err == nil {
		t.Error("it is left after the note was saved")
	}
}

// A picture that is a file is told as that: only web addresses are opened.
func TestAPictureThatIsAFileIsNotOpened(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(path, []byte("# Trams\n\nIt snowed.\n\n![A tram in the snow](pics/tram.jpg)\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := reopen(t, path)
	d.press("f i s O O")
	d.shows("not opened: a picture at pics/tram.jpg, which is no web address")
	if len(d.said) > 0 {
		t.Errorf("O O asks for %v", d.said)
	}
}

// O on words that stand for a picture says where that lies; a rule is drawn where the
// article has one.
func TestPicturesAndRules(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.md")
	text := "---\ntitle: Trams\nurl: https://news.example/trams/\n---\n\nIt snowed.\n\n---\n\n![A tram in the snow](pics/tram.jpg)\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	d := reopen(t, path)
	d.shows("──────────")
	d.press("f i s O")
	d.shows("a picture at https://news.example · O again opens it outside")
	d.press("O")
	if got, ok := d.said[len(d.said)-1].(OpenURL); !ok || got.URL != "https://news.example/trams/pics/tram.jpg" {
		t.Errorf("O O opens %v", d.said)
	}
}
