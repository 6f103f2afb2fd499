package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/annotate/store"
	"stet/model/source"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

// An article that was read to its end begins anew, one that was left in the middle there.
func TestWhereAnArticleIsOpenedAgain(t *testing.T) {
	path := write(t, "a.txt", "A title here\n\n"+strings.Repeat("A paragraph of an article that is longer than the screen is high.\n\n", 40)+"The last line.\n")
	for keys, want := range map[string]string{"space q": "middle", "G q": "top", "G k q": "middle", "q": "top", "G g q": "top"} {
		s := onStage(t, filepath.Dir(path), 80, 24).press("enter " + keys + " enter")
		at := "middle"
		if strings.Contains(s.screen(), "A title here") {
			at = "top"
		}
		if at != want {
			t.Errorf("after %s it opens at its %s:\n%s", keys, at, s.screen())
		}
	}
}

// The mark of an article is kept under its library, without one under its own folder.
func TestUnderWhichFolderAMarkIsKept(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"lib/.stet/x", "lib/news/a.txt", "free/b.txt"} {
		panetest.Write(t, dir, name, "x")
	}
	for path, want := range map[string][2]string{"lib/news/a.txt": {"lib", "news/a.txt"}, "free/b.txt": {"free", "b.txt"}, "lib/c.txt": {"lib", "c.txt"}} {
		root, name := rootOf(filepath.Join(dir, path))
		if root != filepath.Join(dir, want[0]) || name != want[1] {
			t.Errorf("%s: %s in %s, want %v", path, name, root, want)
		}
	}
	t.Chdir(filepath.Join(dir, "lib", "news"))
	if root, name := rootOf("a.txt"); filepath.Base(root) != "lib" || name != "news/a.txt" {
		t.Errorf("of a relative path: %s in %s", name, root)
	}
	if names := LayerNames(); len(names) < 6 || !slices.Contains(names, "quote") || !slices.Contains(names, "margin") || slices.Contains(names, "") {
		t.Errorf("the layers are %q", names)
	}
}

// A verdict that was taken back is not known in the next article any more; one of an
// article that is not beside it never was.
func TestWhatIsNoMoreJudgedIsForgotten(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	desk := &store.Desk{Annotator: "alice", Data: state, State: state, Locks: state, Cache: state}
	panetest.Write(t, dir, "a.txt", "Trams\n\n“The line costs 40 million euros,” said Jane Doe.\n")
	panetest.Write(t, dir, "b.txt", "Trams again\n\nThe line costs 40 million euros, Ben Roe said in the evening.\n")
	panetest.Write(t, dir, "c.txt", "Rain\n\nIt rained all day, and nobody came.\n")
	s := stageOf(t, Options{Path: dir, Desk: desk}, 80, 24)
	const before = "said before, refuted"
	if s.press("enter ] c V r enter J"); !strings.Contains(s.screen(), before) {
		t.Fatalf("in the next article:\n%s", s.screen())
	}
	if s.press("J"); strings.Contains(s.screen(), before) {
		t.Errorf("in an article about rain:\n%s", s.screen())
	}
	if s.press("K K ] c x J"); strings.Contains(s.screen(), before) {
		t.Errorf("the claim was refused, and is said before:\n%s", s.screen())
	}
}

// What D did is undone once, in the reader or in the list.
func TestWhatDDidIsUndoneOnce(t *testing.T) {
	dir := t.TempDir()
	panetest.Write(t, dir, "a1.txt", "The first one\n\nIt rained in the morning.\n")
	panetest.Write(t, dir, "a2.txt", "The second one\n\nIt was dry at noon.\n")
	s := onStage(t, dir, 80, 24).press("enter D u")
	if got := s.screen(); !strings.Contains(got, "undone: done, The first one") {
		t.Fatalf("u in the reader:\n%s", got)
	}
	if got := s.press("q u").screen(); strings.Contains(got, "undone") {
		t.Errorf("the list undoes it a second time:\n%s", got)
	}
	s = onStage(t, dir, 80, 24).press("enter J D u")
	if got := s.screen(); !strings.Contains(got, "undone: done, The second one") || !strings.Contains(got, "It was dry") {
		t.Errorf("of the last article, which stays:\n%s", got)
	}
	if got := s.press("u").screen(); strings.Contains(got, "undone: done") {
		t.Errorf("u again:\n%s", got)
	}
}

// The mouse does nothing below what covers the pane, and while something is awaited.
func TestTheMouseBelowWhatCoversThePane(t *testing.T) {
	first, desk := twoArticles(t)
	s := stageOf(t, Options{Path: filepath.Dir(first), Desk: desk}, 80, 24)
	for _, keys := range []string{"?", "I"} {
		s.press(keys)
		before := s.screen()
		if s.press("click:5,2 wheel:down"); s.screen() != before {
			t.Errorf("%s: the mouse changes\n%s\nto\n%s", keys, before, s.screen())
		}
		s.press("esc")
	}
	slow := onSlowStage(t, Options{Path: filepath.Dir(first), Desk: desk})
	slow.hang(first)
	before := slow.screen()
	if slow.press("wheel:down"); slow.screen() != before {
		t.Errorf("while an article opens the mouse changes\n%s\nto\n%s", before, slow.screen())
	}
	slow.takesLong()
	slow.press("esc")
	before = slow.screen()
	if slow.press("wheel:down"); slow.screen() == before {
		t.Error("afterwards the mouse does nothing")
	}
}

// A terminal that counts by clusters is drawn to anew, once it has said so.
func TestATerminalThatCountsByClusters(t *testing.T) {
	s := onStage(t, write(t, "a.txt", "A title\n\nA family of 👩‍👩‍👧 came.\n"), 80, 24)
	if got := s.screen(); strings.Contains(got, "👩‍👩‍👧") {
		t.Errorf("before:\n%s", got)
	}
	s.send(tea.ModeReportMsg{Mode: ansi.ModeFocusEvent, Value: ansi.ModeSet})
	if s.m.method != ansi.WcWidth {
		t.Error("another mode changes how it is counted")
	}
	for range 2 {
		s.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
		if got := s.screen(); s.m.method != ansi.GraphemeWidth || !strings.Contains(got, "👩‍👩‍👧") {
			t.Errorf("after:\n%s", got)
		}
	}
}

// A text that lies nowhere has no article beside it, and no review around it.
func TestATextThatLiesNowhere(t *testing.T) {
	state := t.TempDir()
	desk := &store.Desk{Annotator: "alice", Data: state, State: state, Locks: state}
	m, err := newProgram(Options{Article: source.OfText("", "A title here\n\n“So it is,” said Jane Doe.\n"), Desk: desk})
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, m: m}
	s.send(tea.WindowSizeMsg{Width: 100, Height: 24})
	s.carryOut(m.Init())
	for keys, want := range map[string]string{"J": "there is no other article beside this one", "R": "this text has no folder yet · the first tag gives it one"} {
		if got := s.press(keys).screen(); !strings.Contains(got, want) {
			t.Errorf("%s: no %q on\n%s", keys, want, got)
		}
	}
	if s.press("space space"); strings.Contains(s.screen(), "next unread") {
		t.Errorf("at its end:\n%s", s.screen())
	}
	s.send(tea.WindowSizeMsg{})
	if got := s.m.View().Content; got != "" {
		t.Errorf("on no screen there is %q", got)
	}
	s.send(tea.WindowSizeMsg{Width: 0, Height: 9})
	if got := s.m.View().Content; got != "" {
		t.Errorf("on a screen without columns there is %q", got)
	}
	if s.send(pane.Back{}); !s.quit {
		t.Error("it does not end")
	}
	if _, err := os.Stat(filepath.Join(state, "articles")); err == nil {
		t.Error("a folder was made for a text of which nothing was kept")
	}
}
