package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/source"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
	"stet/ui/reader"
)

// A stage is the whole program without a terminal: messages go in, frames come
// out, and what it asks to have done is done at once.
type stage struct {
	t    testing.TB
	m    *program
	quit bool
}

func onStage(t testing.TB, path string, w, h int) *stage {
	t.Helper()
	return stageOf(t, Options{Path: path}, w, h)
}

func stageOf(t testing.TB, o Options, w, h int) *stage {
	t.Helper()
	if o.Desk == nil {
		state := t.TempDir()
		o.Desk = &store.Desk{Annotator: "alice", Data: state, State: state, Locks: state}
	}
	m, err := newProgram(o)
	if err != nil {
		t.Fatal(err)
	}
	m.ending.later = func(time.Duration, tea.Msg) tea.Cmd { return nil } // no test waits
	m.typeAhead.brake.now = func() time.Time { return time.Unix(1, 0) }  // keys in a row take no time
	s := &stage{t: t, m: m}
	s.send(tea.WindowSizeMsg{Width: w, Height: h})
	m.View()
	s.carryOut(m.Init())
	return s
}

func (s *stage) send(msg tea.Msg) {
	_, cmd := s.m.Update(msg)
	s.carryOut(cmd)
}

func (s *stage) carryOut(cmd tea.Cmd) {
	panetest.CarryOut(s.t, cmd, func(msg tea.Msg) tea.Cmd {
		if _, ok := msg.(tea.QuitMsg); ok {
			s.quit = true
			return nil
		}
		_, cmd := s.m.Update(msg)
		return cmd
	})
}

// press types keys in a row, some time after those before.
func (s *stage) press(keys string) *stage {
	s.m.typeAhead.brake.until = time.Time{}
	for _, m := range panetest.Msgs(keys) {
		s.send(m)
		s.m.View()
	}
	return s
}

func (s *stage) screen() string { return sgr.ReplaceAllString(s.m.View().Content, "") }

// sgr is the only kind of escape sequence that may leave the program's panes.
var sgr = regexp.MustCompile("\x1b\\[[0-9;:]*m")

func write(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestQuittingAsksNothingAndSavesEverything(t *testing.T) {
	path := write(t, "a.txt", "A title here\n\n“We will not sign,” said Angela Merkel in Berlin.\n")
	s := onStage(t, path, 80, 24).press("tab enter q")
	if !s.quit {
		t.Fatalf("q did not quit:\n%s", s.screen())
	}
	if data, err := os.ReadFile(path + ".alice.anno.json"); err != nil || !strings.Contains(string(data), "We will not sign") {
		t.Errorf("the sidecar after quitting: %v\n%s", err, data)
	}
}

func TestTheReviewLeadsToThePlaceAndBack(t *testing.T) {
	path := write(t, "a.txt", "A title here\n\n“We will not sign,” said Angela Merkel in Berlin.\n")
	s := onStage(t, path, 80, 24).press("tab enter R")
	if !strings.Contains(s.screen(), "Review") || !strings.Contains(s.screen(), "Angela Merkel") {
		t.Fatalf("the review:\n%s", s.screen())
	}
	s.press("enter")
	if got := s.screen(); !strings.Contains(got, "▸“") {
		t.Errorf("⏎ does not lead to the place:\n%s", got)
	}
	s.press("q")
	if got := s.screen(); !strings.Contains(got, "Review") {
		t.Errorf("q does not lead back to the review:\n%s", got)
	}
}

func TestAFileThatIsNoTextIsPassedOver(t *testing.T) {
	path := write(t, "a.txt", "The first article\n\nIt is short.\n")
	for name, text := range map[string]string{"b.txt": "\x00\x01", "c.txt": "The third article\n\nIt is short too.\n"} {
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := onStage(t, path, 80, 24)
	s.carryOut(s.m.opener.neighbouring(reader.OpenNeighbour{Step: 1, Unread: true}))
	if got := s.screen(); !strings.Contains(got, "The third article") {
		t.Errorf("after the first article:\n%s", got)
	}
}

func TestAnArticleThatWasLeftIsReadAndOpensWhereItWasLeft(t *testing.T) {
	path := write(t, "a.txt", "A title here\n\n"+strings.Repeat("A paragraph of an article that is longer than the screen is high.\n\n", 40))
	s := onStage(t, filepath.Dir(path), 80, 24)
	if got := s.screen(); !strings.Contains(got, "0 of 1 read") {
		t.Fatalf("the list before:\n%s", got)
	}
	s.press("enter space q")
	if got := s.screen(); !strings.Contains(got, "1 of 1 read") || !strings.Contains(got, "A title here") {
		t.Errorf("the list after:\n%s", got)
	}
	s.press("enter")
	if got := s.screen(); strings.Contains(got, "A title here") {
		t.Errorf("the article opens at its top again:\n%s", got)
	}
}

func TestATextFromStandardInputGetsAFileWithItsFirstTag(t *testing.T) {
	state := t.TempDir()
	a, err := source.Read("", []byte("A title here\n\n“We will not sign,” said Angela Merkel in Berlin.\n"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := newProgram(Options{Article: a, Desk: &store.Desk{Annotator: "alice", Data: state, State: state, Locks: state}})
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, m: m}
	s.carryOut(m.Init())
	s.press("tab enter")
	kept := filepath.Join(state, "articles", "a-title-here.md")
	if !strings.Contains(s.screen(), "kept as ") {
		t.Errorf("the place is not said:\n%s", s.screen())
	}
	for _, path := range []string{kept, kept + ".alice.anno.json"} {
		if data, err := os.ReadFile(path); err != nil || !strings.Contains(string(data), "We will not sign") {
			t.Errorf("%s: %v\n%s", path, err, data)
		}
	}
	s.press("tab u")
	if !strings.Contains(s.screen(), "undone: quote") {
		t.Errorf("after the text got its file:\n%s", s.screen())
	}
	s.press("ctrl+r")

	// The same text again: newsboat pipes it a second time.
	again, err := source.Read("", []byte("A title here\n\n“We will not sign,” said Angela Merkel in Berlin.\n"))
	if err != nil {
		t.Fatal(err)
	}
	if m, err = newProgram(Options{Article: again, Desk: &store.Desk{Annotator: "alice", Data: state, State: state, Locks: state}}); err != nil {
		t.Fatal(err)
	}
	s = &stage{t: t, m: m}
	s.carryOut(m.Init())
	if !strings.Contains(s.screen(), "1 quote kept") {
		t.Errorf("what was kept of a text is not known when it comes again:\n%s", s.screen())
	}
}

func TestTheNextArticleIsThatOfTheList(t *testing.T) {
	dir := t.TempDir()
	for name, date := range map[string]string{"a.md": "2026-03-03", "b.md": "2026-03-01", "c.md": "2026-03-02"} {
		text := "---\ntitle: Article " + name + "\ndate: " + date + "\n---\n\n“We did it,” said Angela Merkel.\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := onStage(t, dir, 80, 24) // the newest first: a, c, b
	s.press("g enter J")
	if got := s.screen(); !strings.Contains(got, "Article c.md") {
		t.Errorf("J from the newest:\n%s", got)
	}
	s.press("J")
	if got := s.screen(); !strings.Contains(got, "Article b.md") {
		t.Errorf("J again:\n%s", got)
	}
}

// Who goes through articles folded goes on folded; one that is opened from the
// list is whole.
func TestTheNextArticleIsFoldedAsThisOne(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a", "b"} {
		text := "Article " + name + "\n\nThe hall of " + name + " was full.\n\n“We did it,” said Angela Merkel.\n"
		if err := os.WriteFile(filepath.Join(dir, name+".txt"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := onStage(t, dir, 80, 24).press("enter z J")
	if got := s.screen(); !strings.Contains(got, "“We did it,”") || strings.Contains(got, "The hall of b") {
		t.Errorf("after J:\n%s", got)
	}
	if got := s.press("q enter").screen(); !strings.Contains(got, "The hall of b") {
		t.Errorf("the last one again, from the list:\n%s", got)
	}
}

// apart is a paragraph that no article of another name has: with it they are no copies.
func apart(name string) string {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "The bridge %s%d. ", name, i)
	}
	return b.String() + "\n"
}

// n reads on in the list from which an article was opened, until one goes by
// something in the article.
func TestTheNextUnreadArticleIsOneKeyAway(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a", "b", "c"} {
		text := "Article " + name + "\n\n“We did it,” said Angela Merkel.\n\n“It is done,” said Jane Doe. Ben Roe said that it was late.\n" +
			apart(name) // else they were copies
		if err := os.WriteFile(filepath.Join(dir, name+".txt"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct{ keys, want string }{
		{"enter", "Article a"}, {"enter n", "Article b"}, {"enter n n", "Article c"}, {"enter n n n", "no unread article after this one"},
		{"enter n J N", "no unread article before this one"}, {"enter tab n", "quote? 2 of 2"},
		{"enter n m i n", "Article c"}, {"enter ] u J n", "quote? 1 of 2"}, {"enter D K", "Article a"}, {"enter n q", "▸  Article b"}, {"j enter J J", "no article after this one"},
	} {
		s := onStage(t, dir, 80, 24).press(tt.keys)
		if got := s.screen(); !strings.Contains(got, tt.want) {
			t.Errorf("%s: no %q on\n%s", tt.keys, tt.want, got)
		}
	}
	s := onStage(t, dir, 80, 24).press("enter n m i J q g enter") // what is shown stays so
	if got := s.screen(); !strings.Contains(got, "Article a") || !strings.Contains(got, "“? Ben Roe") {
		t.Errorf("after m i, J and another article from the list:\n%s", got)
	}
}

// An article that was found by its words opens at the first of them, and n goes on.
func TestAnArticleOpensAtWhatWasLookedFor(t *testing.T) {
	path := write(t, "a.txt", "A title here\n\n"+strings.Repeat("A paragraph of an article that is longer than the screen is high.\n\n", 40)+"The harbour was closed. The harbour stays closed.\n")
	s := onStage(t, filepath.Dir(path), 80, 24).press("/ type:harbour enter enter")
	if got := s.screen(); !strings.Contains(got, "The harbour was closed") || !strings.Contains(got, "“harbour” 1 of 2") {
		t.Errorf("opened at:\n%s", got)
	}
	if got := s.press("n").screen(); !strings.Contains(got, "“harbour” 2 of 2") {
		t.Errorf("n:\n%s", got)
	}
	if got := s.press("q z").screen(); !strings.Contains(got, "z clean text") {
		t.Errorf("z in the list:\n%s", got)
	}
}

func TestTheEndSaysWhichArticleIsNext(t *testing.T) {
	path := write(t, "a.txt", "The first article\n\nIt is short.\n")
	s := onStage(t, path, 80, 24).press("space")
	if got := s.screen(); !strings.Contains(got, "end · no unread article after this one") {
		t.Errorf("alone in its folder:\n%s", got)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(path), "b.txt"), []byte("The second article\n\nIt is short too.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := s.press("j space").screen(); !strings.Contains(got, "end · space again: next unread — The second article") {
		t.Errorf("at the end:\n%s", got)
	}
	if got := s.press("space").screen(); !strings.Contains(got, "It is short too") {
		t.Errorf("after another space:\n%s", got)
	}
}

func TestThePaletteDoesWhatItShows(t *testing.T) {
	path := write(t, "a.txt", "A title here\n\n“We will not sign,” said Angela Merkel in Berlin.\n")
	s := onStage(t, path, 80, 24).press("?")
	s.press("a g a i n")
	if got := s.screen(); !strings.Contains(got, "What can I do here?") || !strings.Contains(got, "nothing was tagged yet") {
		t.Fatalf("the palette does not say why the same cannot be done again:\n%s", got)
	}
	s.press("esc ?")
	for _, c := range "next-quote" {
		s.press(string(c))
	}
	s.press("enter")
	if got := s.screen(); !strings.Contains(got, "▸“?") {
		t.Errorf("the palette did not go to the next quote:\n%s", got)
	}
}

func TestTheWindowIsNamedByTheArticle(t *testing.T) {
	for _, test := range []struct{ title, want string }{
		{"Talks end", "stet: Talks end"},
		{"Talks\x1b]0;rm\x07 end\nnow", "stet: Talks␛]0;rm␇ end now"},
		{strings.Repeat("ü", 500), "stet: " + strings.Repeat("ü", 120) + "…"},
		{"", "stet: "},
	} {
		if got := windowTitle(test.title); got != test.want {
			t.Errorf("%q: %q, want %q", test.title, got, test.want)
		}
	}
}

// hostileSeeds are articles with controls of the terminal, and keys to press in them.
var hostileSeeds = []struct{ text, keys string }{
	{"Title\x1b[31m\n\n“Say \x1b]52;c;aGk=\x07 it,” said Doe\u202e of \u009b31m the U.N.\r\n\n\x7f", "tab enter f a c 1 s esc ? esc R q"},
	{"\u2066مرحبا\u2069 日本語 👩‍🔬 \x1bP tmux;\x1b\\", "v + + y z m . G g"},
}

// A seed that is refused would be an attack that never runs.
func TestTheHostileSeedsAreArticles(t *testing.T) {
	for _, seed := range hostileSeeds {
		if _, err := source.Read("hostile.txt", []byte(seed.text)); err != nil {
			t.Errorf("%q: %v", seed.text, err)
		}
	}
}

// FuzzHostileArticle holds the promise of DESIGN §13: whatever an article holds
// and whatever is pressed, what leaves the program is text and SGR, and nothing
// panics.
func FuzzHostileArticle(f *testing.F) {
	for _, seed := range hostileSeeds {
		f.Add(seed.text, seed.keys)
	}
	f.Fuzz(func(t *testing.T, text, keys string) {
		text, keys = text[:min(len(text), 4000)], keys[:min(len(keys), 60)]
		state := t.TempDir()
		a, err := source.Read(filepath.Join(state, "hostile.txt"), []byte(text))
		if err != nil { // binary data; no seed is (see TestTheHostileSeedsAreArticles)
			return
		}
		m, err := newProgram(Options{Article: a, Desk: &store.Desk{Annotator: "alice", Data: state, State: state, Locks: state}})
		if err != nil {
			t.Fatal(err)
		}
		m.ending.later = func(time.Duration, tea.Msg) tea.Cmd { return nil }
		s := &stage{t: t, m: m}
		s.carryOut(m.Init())
		for _, k := range strings.Fields(keys) {
			s.press(k)
			v := m.View()
			for _, out := range []string{sgr.ReplaceAllString(v.Content, ""), v.WindowTitle} {
				for _, c := range out {
					if c < ' ' && c != '\n' || c == 0x7f || c >= 0x80 && c < 0xa0 || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 {
						t.Fatalf("%U reaches the terminal after %s", c, k)
					}
				}
			}
		}
	})
}

// A key through the whole program, without the terminal: from message to frame.
func BenchmarkKey(b *testing.B) {
	for _, size := range []struct {
		name        string
		bytes       int
		annotations int
	}{{"10KB", 10 << 10, 0}, {"1MB", 1 << 20, 0}, {"10MB", 10 << 20, 0}, {"10MB-10000annotations", 10 << 20, 10_000}} {
		b.Run(size.name, func(b *testing.B) {
			paragraph := "“We will not sign this,” said Angela Merkel in Berlin on Monday. The minister left the hall early.\n\n"
			path := write(b, "long.txt", "A title\n\n"+strings.Repeat(paragraph, size.bytes/len(paragraph)))
			noteOn(b, path, size.annotations)
			s := onStage(b, path, 80, 24)
			keys := []tea.KeyPressMsg{panetest.Key("j"), panetest.Key("j"), panetest.Key("k"), panetest.Key("space"), panetest.Key("b")}
			for i := 0; b.Loop(); i++ {
				s.m.Update(keys[i%len(keys)])
				s.m.View()
			}
		})
	}
}

func TestAFaultThatIsSurvivedIsTold(t *testing.T) {
	s := onStage(t, write(t, "a.txt", "A title here\n\nIt is short.\n"), 80, 24)
	var told []string
	s.m.o.Fault = func(fault error, stack []byte) { told = append(told, fault.Error()) }
	s.send(pane.Safely(0, "a thing", func() tea.Msg { panic("gone wrong") })())
	if len(told) != 1 || told[0] != "gone wrong" {
		t.Errorf("told of %q", told)
	}
	if s.quit {
		t.Error("the program ended")
	}
}

// noteOn leaves n notes of alice's on an article, over its paragraphs.
func noteOn(tb testing.TB, path string, n int) {
	tb.Helper()
	if n == 0 {
		return
	}
	a, err := source.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	off := model.NewOffsets(a.Text)
	state := tb.TempDir()
	file, err := (&store.Desk{Annotator: "alice", Data: state, State: state, Locks: state}).Open(a)
	if err != nil {
		tb.Fatal(err)
	}
	var e annotate.Edit
	for i := range n {
		note := &annotate.Annotation{ID: store.NewID(), Body: new(kind.Note), Comment: "Ask for the figures."}
		note.Target = annotate.Target{Place: anchor.Describe(a, off, a.Blocks[1+i*(len(a.Blocks)-1)/n].Range)}
		e.Swaps = append(e.Swaps, annotate.Swap{After: note})
	}
	file.Set.Do(e)
	if _, err := file.Save(file.Set.Snapshot(), time.Time{}); err != nil {
		tb.Fatal(err)
	}
}
