package unpack

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/model/intake"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

// filled returns the pane of a table with two articles, with its titles read.
func filled(t *testing.T) *Box {
	t.Helper()
	path := filepath.Join(t.TempDir(), "desk.csv")
	if err := os.WriteFile(path, []byte("title,source,date,text\nHarbour,The Island Weekly,2024-03-05,It is deepened.\nFerry,,,It runs.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	b := New(&pane.Env{Paint: panetest.Painter(t)}, path, intake.Recognise(path))
	carryOut(b, b.Init())
	b.Resize(80, 20)
	return b
}

// carryOut runs a command and what comes of it.
func carryOut(b *Box, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch m := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range m {
			carryOut(b, c)
		}
	case nil:
	default:
		carryOut(b, b.Update(m))
	}
}

func screen(b *Box) string {
	var lines []string
	for _, l := range b.View() {
		lines = append(lines, strings.TrimRight(ansi.Strip(l), " "))
	}
	return strings.Join(lines, "\n")
}

func TestTheBoxSaysWhatItHolds(t *testing.T) {
	s := screen(filled(t))
	for _, want := range []string{"desk.csv   table, 2 articles", "2024-03-05", "The Island Weekly", "Harbour", "Ferry", "makes a file of each article"} {
		if !strings.Contains(s, want) {
			t.Errorf("%q is not on the screen:\n%s", want, s)
		}
	}
}

func TestUnpackHereOrElsewhere(t *testing.T) {
	b := filled(t)
	if got := b.Update(panetest.Key("enter"))(); got != (Into{b.path, strings.TrimSuffix(b.path, ".csv")}) {
		t.Errorf("%#v", got)
	}
	for _, k := range []string{"o", "/", "x"} {
		b.Update(panetest.Key(k))
	}
	if got := b.Update(panetest.Key("enter"))(); got != (Into{b.path, "/x"}) {
		t.Errorf("%#v", got)
	}
}

func TestTheFolderBesideAFile(t *testing.T) {
	for path, want := range map[string]string{"a/crawl.warc.gz": "a/crawl", "a/b.docx": "a/b", "box": "box-articles"} {
		if got := Folder(filepath.FromSlash(path)); filepath.ToSlash(got) != want {
			t.Errorf("%s: %s", path, got)
		}
	}
}

func TestASmallScreenIsDrawnWhole(t *testing.T) {
	b := filled(t)
	for _, size := range [][2]int{{1, 1}, {10, 3}, {200, 60}} {
		b.Resize(size[0], size[1])
		if n := len(b.View()); n != size[1] {
			t.Errorf("%v: %d lines", size, n)
		}
	}
}
