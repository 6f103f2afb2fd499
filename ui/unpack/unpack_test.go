package unpack

import (
	"fmt"
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

// Titles are told while they are read, up to a bound; beyond it only how many there are.
func TestAFileOfVeryManyArticles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.csv")
	const all = mostTitles + 150
	var table strings.Builder
	table.WriteString("title,text\n")
	for i := range all {
		fmt.Fprintf(&table, "Harbour %d,It is deepened.\n", i)
	}
	if err := os.WriteFile(path, []byte(table.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	b := New(&pane.Env{Paint: panetest.Painter(t)}, path, intake.Recognise(path))
	b.Resize(80, 20)
	var found []int
	panetest.CarryOut(t, b.Init(), func(msg tea.Msg) tea.Cmd {
		s, is := msg.(pane.Streamed)
		if !is {
			return nil
		}
		for _, m := range s.Msgs {
			if titles, is := m.(titlesMsg); is {
				found = append(found, titles.found)
				if most := 200; len(titles.titles) > most {
					t.Errorf("%d titles at once", len(titles.titles))
				}
			}
		}
		cmd := b.Update(s)
		if !b.ended && !strings.Contains(screen(b), " so far") {
			t.Errorf("after %d it is not said that there are more:\n%s", b.found, screen(b))
		}
		return cmd
	})
	for i, n := range found[:max(0, len(found)-1)] {
		if n != 200*(i+1) {
			t.Fatalf("told after %v", found)
		}
	}
	if b.found != all || len(b.titles) != mostTitles || b.titles[mostTitles-1].title != "Harbour 9999" || !b.ended {
		t.Errorf("%d found, %d titles, ended %v", b.found, len(b.titles), b.ended)
	}
	if got := screen(b); !strings.Contains(got, "table, 10150 articles\n") && !strings.Contains(got, "table, 10,150 articles\n") {
		t.Errorf("it says:\n%s", strings.Join(strings.Split(got, "\n")[:2], "\n"))
	}
}

// What cannot be opened is told and not unpacked; a pane that is closed reads no further.
func TestAFileThatCannotBeOpened(t *testing.T) {
	b := filled(t)
	gone := New(b.env, b.path, intake.Recognise(b.path))
	if err := os.Remove(b.path); err != nil {
		t.Fatal(err)
	}
	gone.Resize(80, 20)
	carryOut(gone, gone.Init())
	if got := screen(gone); gone.err == nil || !strings.Contains(got, "desk.csv") || !strings.Contains(got, "no such file") || gone.whyNot() == "" {
		t.Errorf("it says:\n%s", got)
	}
	if closed, is := gone.Close()().(pane.Closed); !is || closed.Pane != pane.Pane(gone) || gone.ctx.Err() == nil {
		t.Errorf("closed: %v, reading goes on %v", closed, gone.ctx.Err() == nil)
	}
	// Another pane's titles are not this one's.
	if b.Update(pane.Streamed{To: gone, Msgs: []tea.Msg{titlesMsg{found: 9}}}); b.found != 2 {
		t.Errorf("%d found", b.found)
	}
	// Articles of a mailbox have their heads read, too.
	path := filepath.Join(t.TempDir(), "news.mbox")
	mail := "From a@b.example Fri Mar  1 10:00:00 2024\nFrom: Desk <desk@gazette.example>\nSubject: The harbour is deepened\nDate: Fri, 1 Mar 2024 10:00:00 +0000\nContent-Type: text/plain\n\nIt is deepened, said Jane Doe.\n\n"
	if err := os.WriteFile(path, []byte(mail), 0o600); err != nil {
		t.Fatal(err)
	}
	box := New(b.env, path, intake.Recognise(path))
	carryOut(box, box.Init())
	box.Resize(80, 20)
	if got := screen(box); !strings.Contains(got, "The harbour is deepened") || !strings.Contains(got, "2024-03-01") {
		t.Errorf("a mailbox:\n%s", got)
	}
}
