package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/store"
	"stet/ui/list"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

// A slow stage carries out what the program asks for only when it is told to: what
// the disk answers comes after the keys that were typed meanwhile.
type slowStage struct {
	*stage
	due []tea.Cmd
}

func onSlowStage(t *testing.T, o Options) *slowStage {
	return &slowStage{stage: stageOf(t, o, 90, 24)}
}

func (s *slowStage) type_(keys string) *slowStage {
	for _, k := range panetest.Keys(keys) {
		_, cmd := s.m.Update(k)
		s.due = append(s.due, cmd)
		s.m.View()
	}
	return s
}

func (s *slowStage) arrive() *slowStage {
	for len(s.due) > 0 {
		cmd := s.due[0]
		s.due = s.due[1:]
		s.carryOut(cmd)
	}
	return s
}

func noteOf(t *testing.T, article string) string {
	t.Helper()
	data, err := os.ReadFile(store.SidecarPath(article, "alice"))
	if err != nil {
		return ""
	}
	return string(data)
}

// Letters of a note that are typed while the article is still being opened are those
// of the note: none is a command of the list, and none is lost.
func TestWhatIsTypedBeforeAnArticleIsShownIsMeantForIt(t *testing.T) {
	first, desk := twoArticles(t)
	dir := filepath.Dir(first)
	for what, keys := range map[string]string{
		"from the list":           "enter tab a type:Dune_xUq_D enter",
		"from the one before":     "enter J tab a type:Dune_xUq_D enter",
		"after what was done":     "enter D tab a type:Dune_xUq_D enter",
		"from the palette":        "enter ? type:next-article enter tab a type:Dune_xUq_D enter",
		"after going back":        "enter q j enter tab a type:Dune_xUq_D enter",
		"with a prefix of a key":  "enter ] q a type:Dune_xUq_D enter",
		"behind a key that waits": "enter tab a type:Dune_xUq_D enter q",
	} {
		s := onSlowStage(t, Options{Path: dir, Desk: desk})
		s.type_(keys).arrive().press("q q")
		kept := noteOf(t, first) + noteOf(t, filepath.Join(dir, "b.txt"))
		if strings.Count(kept, `"Dune xUq D"`) != 1 {
			t.Errorf("%s: the note is not kept once:\n%s", what, kept)
		}
		for _, name := range []string{"a.txt", "b.txt"} {
			os.Remove(store.SidecarPath(filepath.Join(dir, name), "alice"))
		}
		os.RemoveAll(desk.State)
	}
}

// In review a card opens once the sidecar is read; letters typed before that are its
// answers. One of them would delete the row.
func TestWhatIsTypedBeforeACardOpensIsAnAnswer(t *testing.T) {
	first, desk := twoArticles(t)
	stageOf(t, Options{Path: first, Desk: desk}, 90, 24).press("tab c 1 q q")
	if !strings.Contains(noteOf(t, first), "stet:Claim") && !strings.Contains(noteOf(t, first), "claim") {
		t.Fatalf("no claim was made:\n%s", noteOf(t, first))
	}
	s := onSlowStage(t, Options{Path: filepath.Dir(first), Review: true, Query: "kind:claim", Desk: desk})
	s.type_("V r type:xDx enter enter").arrive().press("q")
	if got := noteOf(t, first); !strings.Contains(got, `"xDx"`) {
		t.Errorf("the evidence is lost:\n%s\n%s", got, s.screen())
	}
}

// What is typed for a card, an article or an editor that does not come runs no command.
func TestWhatIsTypedForWhatDoesNotOpenDoesNothing(t *testing.T) {
	for what, test := range map[string]struct {
		keys   string
		review bool
	}{
		"a verdict where no claim is":     {keys: "enter V type:xDqJ_1_x enter"},
		"a note on nothing":               {keys: "enter a type:xDqJ_W enter"},
		"a note in the editor on nothing": {keys: "enter E type:iDune_xUq_D enter"},
		"the card of an annotation":       {keys: "enter ]a enter type:xDq"},
		"who says nothing":                {keys: "enter w type:xDq enter"},
		"an article after the last":       {keys: "j enter J tab a type:Dune_xUq enter"},
		"a card in a review without rows": {keys: "t type:xuq enter", review: true},
		"places of a story that is none":  {keys: "Y type:Dq enter"},
	} {
		first, desk := twoArticles(t)
		s := onSlowStage(t, Options{Path: filepath.Dir(first), Review: test.review, Query: "kind:relation", Desk: desk})
		s.type_(test.keys).arrive()
		if got := s.screen(); s.quit || s.m.top().Typing() || !strings.Contains(got, "typed for it did nothing") {
			t.Errorf("%s: quit %v:\n%s", what, s.quit, got)
		}
		for _, name := range []string{"a.txt", "b.txt"} {
			if kept := noteOf(t, filepath.Join(filepath.Dir(first), name)); kept != "" {
				t.Errorf("%s: %s was annotated:\n%s", what, name, kept)
			}
		}
		if s.press("?"); s.m.palette == nil { // after a pause
			t.Errorf("%s: no command is taken any more:\n%s", what, s.screen())
		}
	}
}

// After esc a key is a command again, typed ahead or not.
func TestEscEndsWhatWasTypedForWhatDidNotOpen(t *testing.T) {
	first, desk := twoArticles(t)
	for _, keys := range []string{"enter t type:xx esc q", "enter V type:x esc q"} {
		s := onSlowStage(t, Options{Path: filepath.Dir(first), Desk: desk})
		s.type_(keys).arrive()
		if got := s.screen(); s.quit || !strings.Contains(got, "The tram of b.txt") {
			t.Errorf("%s: quit %v:\n%s", keys, s.quit, got)
		}
	}
}

// Each command after which a card is open says that it asks: only then is what is typed
// after it safe where the card does not come.
func TestCommandsThatOpenACardSayThatTheyAsk(t *testing.T) {
	first, desk := twoArticles(t)
	dir := filepath.Dir(first)
	stageOf(t, Options{Path: first, Desk: desk}, 90, 24).press("tab enter c 1 q")
	for _, where := range []struct {
		Options
		before string
	}{
		{Options{}, ""}, {Options{Path: dir}, ""}, {Options{Path: dir}, "enter"}, {Options{Path: dir}, "enter tab"}, {Options{Path: dir}, "enter ]a"},
		{Options{Path: dir}, "enter ]c"}, {Options{Path: dir, Review: true}, ""},
	} {
		where.Desk = desk
		s := stageOf(t, where.Options, 90, 24).press(where.before)
		for _, e := range s.m.top().Entries() {
			if e.Why != "" || e.Asks || e.Name == "point" || e.Name == "undo" {
				continue
			}
			shown := s.m.top()
			s.carryOut(shown.Do(e.Name))
			if shown == s.m.top() && shown.Typing() {
				t.Errorf("%v, %s: %s opens a card and does not say that it asks", where.Path, where.before, e.Name)
			}
			if shown.Typing() || shown != s.m.top() {
				s = stageOf(t, where.Options, 90, 24).press(where.before)
			}
		}
	}
}

// hang asks for an article that does not come; what is returned lets it come after all.
func (s *slowStage) hang(article string) tea.Cmd {
	_, opening := s.m.Update(list.Open{Path: article})
	return opening
}

// takesLong is when it is said that something takes long.
func (s *slowStage) takesLong() { s.send(stuckMsg{s.m.typeAhead.clock.Next()}) }

// Where nothing comes, the way out works: esc goes on without it, and says what was not
// carried out.
func TestAnArticleThatDoesNotComeCanBeLeft(t *testing.T) {
	first, desk := twoArticles(t)
	for _, key := range []string{"esc", "q", "ctrl+c"} {
		s := onSlowStage(t, Options{Path: filepath.Dir(first), Desk: desk})
		opening := s.hang(first)
		s.takesLong()
		if got := s.screen(); !strings.Contains(got, "opening a.txt takes long · esc stops it") {
			t.Errorf("%s: it is not said:\n%s", key, got)
		}
		s.press(key)
		if got := s.screen(); s.quit || !strings.Contains(got, "stopped: opening a.txt") || !strings.Contains(got, "The tram of b.txt") {
			t.Errorf("%s: quit %v, and not in the list:\n%s", key, s.quit, got)
		}
		s.press("j enter")
		if got := s.screen(); !strings.Contains(got, "said Angela Merkel") {
			t.Errorf("%s: the other article does not open:\n%s", key, got)
		}
		s.carryOut(opening) // it comes after all: nobody waits for it
		if s.press("q q"); !s.quit {
			t.Errorf("%s: it cannot be left:\n%s", key, s.screen())
		}
	}
}

// Who typed the way out before it was said gets it too; q within a note is a letter.
func TestTheWayOutThatWasTypedEarlyHolds(t *testing.T) {
	first, desk := twoArticles(t)
	for keys, leaves := range map[string]bool{"q": true, "esc": true, "tab ctrl+c": true, "tab a q": false} {
		s := onSlowStage(t, Options{Path: filepath.Dir(first), Desk: desk})
		s.hang(first)
		s.press(keys)
		s.takesLong()
		if got := s.m.env.Awaits() == ""; got != leaves {
			t.Errorf("%s: left %v, want %v:\n%s", keys, got, leaves, s.screen())
		}
	}
}

// Keys that are typed while an article that was left is still being saved are meant for
// the list below it: q leaves that too, and the program ends once the note is saved.
func TestKeysTypedWhileAnArticleIsSavedAreForTheList(t *testing.T) {
	first, desk := twoArticles(t)
	s := onSlowStage(t, Options{Path: filepath.Dir(first), Desk: desk})
	s.press("enter")
	s.type_("tab a type:xq enter q q")
	_, saving := s.m.Update(pane.Back{})
	s.due = append(s.due, saving)
	s.takesLong()
	if s.arrive(); !s.quit || !strings.Contains(noteOf(t, first), `"xq"`) {
		t.Errorf("quit %v, the note:\n%s\n%s", s.quit, noteOf(t, first), s.screen())
	}
}

// Annotations that cannot be read do not keep anybody in the article.
func TestAnnotationsThatDoNotComeLetOneReadAndLeave(t *testing.T) {
	first, desk := twoArticles(t)
	m, err := newProgram(Options{Path: first, Desk: desk})
	if err != nil {
		t.Fatal(err)
	}
	m.ending.later = func(time.Duration, tea.Msg) tea.Cmd { return nil }
	s := &slowStage{stage: &stage{t: t, m: m}}
	s.send(tea.WindowSizeMsg{Width: 90, Height: 24}) // what begins with the article hangs
	s.press("j tab enter")
	s.takesLong()
	if got := s.screen(); !strings.Contains(got, "takes long · esc stops it · 2 keys wait") {
		t.Errorf("it is not said:\n%s", got)
	}
	if s.press("esc"); !strings.Contains(s.screen(), "2 keys not carried out") {
		t.Errorf("what became of the keys is not said:\n%s", s.screen())
	}
	if s.press("j q"); !s.quit {
		t.Errorf("q does not leave:\n%s", s.screen())
	}
}
