package pane

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/model/need"
	"stet/ui/keys"
	"stet/ui/paint"
	"stet/ui/theme"
)

func painted(t *testing.T) *paint.Painter {
	t.Helper()
	th, err := theme.Load("", true)
	if err != nil {
		t.Fatal(err)
	}
	return paint.New(th, ansi.GraphemeWidth)
}

// A cursor stays among the rows, and its row on the screen, which shows no blank rows
// while there are more above.
func TestACursorStaysAmongItsRows(t *testing.T) {
	for rows := range 7 {
		for fit := -1; fit < 8; fit++ {
			for top := -1; top < 7; top++ {
				for row := -2; row < 9; row++ {
					c := Cursor{At: 3, Top: top}
					c.To(row, rows, fit)
					room := max(1, fit)
					if want := max(0, min(row, rows-1)); c.At != want {
						t.Fatalf("row %d of %d: at %d, want %d", row, rows, c.At, want)
					}
					if c.Top < 0 || c.At < c.Top || c.At >= c.Top+room || c.Top > max(0, rows-room) {
						t.Fatalf("row %d of %d, %d fit: the first is %d", row, rows, fit, c.Top)
					}
					if top >= 0 && top <= max(0, rows-room) && c.At >= top && c.At < top+room && c.Top != top {
						t.Fatalf("row %d of %d, %d fit: it scrolls from %d to %d though it need not", row, rows, fit, top, c.Top)
					}
				}
			}
		}
	}
	c := Cursor{At: 2}
	if c.Move(2, 9, 3); c != (Cursor{4, 2}) {
		t.Errorf("two on: %+v", c)
	}
	if c.Move(-3, 9, 3); c != (Cursor{1, 1}) {
		t.Errorf("three back: %+v", c)
	}
	c = Cursor{At: 5, Top: 4}
	for _, tt := range []struct {
		msg tea.Msg
		row int
		ok  bool
	}{
		{tea.MouseWheelMsg{Button: tea.MouseWheelUp}, 2, true}, {tea.MouseWheelMsg{Button: tea.MouseWheelDown}, 8, true},
		{tea.MouseClickMsg{Button: tea.MouseLeft, Y: 2}, 4, true}, {tea.MouseClickMsg{Button: tea.MouseLeft, Y: 4}, 6, true}, {tea.MouseClickMsg{Button: tea.MouseLeft, Y: 1}, 3, false},
		{tea.MouseClickMsg{Button: tea.MouseLeft, Y: 5}, 7, false}, {tea.MouseClickMsg{Button: tea.MouseRight, Y: 3}, 5, false}, {tea.MouseReleaseMsg{}, 0, false},
	} {
		if row, ok := c.Mouse(tt.msg, 2, 9, 3); row != tt.row || ok != tt.ok {
			t.Errorf("%T %+v: %d, %v", tt.msg, tt.msg, row, ok)
		}
	}
	if _, ok := c.Mouse(tea.MouseClickMsg{Button: tea.MouseLeft, Y: 4}, 2, 6, 3); ok {
		t.Error("below the last row there is one")
	}
}

// Words are shown in short without the marks around them.
func TestWordsInShort(t *testing.T) {
	for _, tt := range []struct {
		s    string
		n    int
		want string
	}{
		{"a  b\nc", 9, "“a b c”"}, {"“so it is”", 9, "“so it is”"}, {"\"so\"", 9, "“so”"}, {"„so“", 9, "“so”"}, {"abcdef", 6, "“abcdef”"}, {"abcdefg", 6, "“abcde…”"},
		{"abc, def", 5, "“abc…”"}, {"abc. def", 6, "“abc…”"}, {"äöüß", 3, "“äö…”"}, {"", 3, "“”"}, {"a; b", 3, "“a…”"}, {"’a’", 9, "“’a’”"},
	} {
		if got := Excerpt(tt.s, tt.n); got != tt.want {
			t.Errorf("%q in %d: %s, want %s", tt.s, tt.n, got, tt.want)
		}
	}
	for code, want := range map[string]string{"SUPPORTS": "✓", "REFUTES": "✗", "NOT ENOUGH INFO": "~", "odd": ""} {
		if sign, role := Verdict(code); sign != want || (role == "") != (want == "") {
			t.Errorf("%s: %s %s", code, sign, role)
		}
	}
	for code, want := range map[string]string{"FAVOR": "+", "AGAINST": "−", "NONE": "·", "odd": ""} {
		if sign, role := Stance(code); sign != want || (role == "") != (want == "") {
			t.Errorf("%s: %s %s", code, sign, role)
		}
	}
	e := &Env{}
	if e.Sign("▸", ">") != "▸" {
		t.Error("a sign is ASCII unasked")
	}
	if e.ASCII = true; e.Sign("▸", ">") != ">" {
		t.Error("a sign is not ASCII")
	}
}

// A field shows the words before its cursor, cut at their left where they need it.
func TestAFieldShowsWhereOneTypes(t *testing.T) {
	p := painted(t)
	var b strings.Builder
	for _, value := range []string{"", "a", "abcdef", "日本語", "e\u0301e\u0301", "a b c d e f g h i j k", "👩‍👩‍👧a"} {
		for _, back := range []int{0, 1, 2, 5, 99} {
			in := NewInput(value)
			for range back {
				in.Update(tea.KeyPressMsg{Code: tea.KeyLeft})
			}
			for _, w := range []int{0, 1, 2, 3, 5, 8, 20} {
				view := in.View(p, "card.field", w)
				fmt.Fprintf(&b, "%+q back %d in %d\t%s|\t%d\n", value, back, w, strings.ReplaceAll(view, "\x1b", "^"), p.Width(view))
			}
		}
	}
	in := NewInput("ab")
	in.Update(tea.KeyPressMsg{Code: 'c', Text: "c"})
	if in.Value() != "abc" || in.Empty() {
		t.Errorf("typed %q", in.Value())
	}
	in.Set("xy")
	in.Update(tea.PasteMsg{Content: "z"})
	if in.Value() != "xyz" {
		t.Errorf("after a paste %q", in.Value())
	}
	if in.Set(""); !in.Empty() {
		t.Error("it is not empty")
	}
	need.Golden(t, filepath.Join("testdata", "fields.txt"), b.String(), 0)
}

// TestStatusLines holds both rows of the status in each width.
func TestStatusLines(t *testing.T) {
	p := painted(t)
	var b strings.Builder
	hints := []Hint{{"⏎", "keep"}, {"w", "who"}, {"x", "not a quote"}, {"?", "keys"}}
	for i, s := range []Status{
		{}, {Message: "saved"}, {Message: "saved", Right: []string{"alice", "libya.txt", "saved", "Top"}, Hints: hints},
		{Message: "cannot be read: there is no such file in the folder", Error: true, Answers: true, Right: []string{"alice", "Top"}, Hints: hints},
		{Message: "a message that is long, and that nobody asked for", Right: []string{"Top"}, Hints: hints}, {Message: "done", Note: "saved beside the article as a.txt.alice.anno.json", Hints: hints},
		{More: hints, Hints: hints[:1], Right: []string{"alice", "Top"}}, {Message: "m", More: hints, Hints: hints[:1]}, {Message: "saved", Next: hints, Note: "n", Answers: true}, {Next: hints[:2]}, {Next: []Hint{}},
		{Message: "averyveryverylongwordthatfitsnowhere and more of it", Answers: true, Right: []string{"Top"}, Hints: hints}, {Message: "an answer that is long enough for two rows", Answers: true, Note: "noted", Right: []string{"Top"}},
	} {
		for _, w := range []int{1, 8, 13, 14, 20, 24, 30, 33, 36, 40, 48, 60, 80} {
			lines := s.Lines(p, w)
			for _, l := range lines {
				if p.Width(l) != w {
					t.Errorf("%d in %d: a row of %d cells", i, w, p.Width(l))
				}
			}
			fmt.Fprintf(&b, "%d in %d\t%s|%s|\n", i, w, ansi.Strip(lines[0]), ansi.Strip(lines[1]))
			if w == 40 {
				fmt.Fprintf(&b, "\t%s\n", strings.ReplaceAll(strings.Join(lines, "|"), "\x1b", "^"))
			}
		}
	}
	need.Golden(t, filepath.Join("testdata", "status.txt"), b.String(), 0)
}

// Hints name the keys that are bound, and leave out commands without one; while a
// sequence is typed they are what may follow.
func TestHintsAreOfTheBoundKeys(t *testing.T) {
	do := func(int, int) tea.Cmd { return nil }
	table := keys.Table[int]{{Name: "keep", Keys: []string{"enter"}, Help: "keep it", Do: do}, {Name: "who", Keys: []string{"w"}, Do: do}, {Name: "none", Do: do}, {Name: "quote", Keys: []string{"] q"}, Help: "the next quote", Do: do}}
	if got := fmt.Sprint(Keyed(table, Hint{"keep", "keep"}, Hint{"none", "never"}, Hint{"keep none who", "both"}, Hint{"odd", "odd"})); got != "[{⏎ keep} {⏎ w both}]" {
		t.Errorf("hints: %s", got)
	}
	var typist keys.Typist
	if got := Following(&typist, table); got != nil {
		t.Errorf("before anything is typed: %v", got)
	}
	keys.Take(&typist, table, "]")
	if got := fmt.Sprint(Following(&typist, table)); got != "[{q quote} {esc leave}]" {
		t.Errorf("after ]: %s", got)
	}
}

// Keys wait for what was asked for, until it comes, fails, or nobody waits any more.
func TestWhatKeysWaitFor(t *testing.T) {
	e := &Env{}
	if e.Awaits() != "" {
		t.Error("something is awaited at first")
	}
	ask := e.Ask(Palette{})
	if e.Awaits() != "opening" {
		t.Errorf("a request: %q", e.Awaits())
	}
	if _, ok := ask().(Palette); !ok {
		t.Error("the request is another")
	}
	e.Ask(Back{})
	if e.Answer(); e.Awaits() != "opening" {
		t.Error("of two requests one answers both")
	}
	if e.Answer(); e.Awaits() != "" {
		t.Error("answered, it is awaited")
	}
	if e.Answer(); e.Awaits() != "" {
		t.Error("one answer too many")
	}
	if e.Ask(Back{}); e.Awaits() != "opening" {
		t.Error("after one answer too many no request is awaited")
	}
	e.GiveUp()

	came := e.Await("opening a.txt", func() tea.Msg { return Said{"it"} })
	if e.Awaits() != "opening a.txt" || e.HandsOver() {
		t.Errorf("awaited: %q", e.Awaits())
	}
	late := e.Awaiting("opening b.txt") // a.txt is not awaited any more
	if got := e.Arrive(came().(Arrived)); got != (Said{"it"}) || e.Awaits() != "opening b.txt" {
		t.Errorf("what came late: %v, awaited %q", got, e.Awaits())
	}
	for _, failed := range []tea.Msg{Failed{errors.New("no")}, Panicked{}} {
		came := e.HandOver("the editor")
		if !e.HandsOver() || e.Awaits() != "the editor" {
			t.Error("the terminal is not handed over")
		}
		if got := e.Arrive(came(failed).(Arrived)); fmt.Sprint(got) != fmt.Sprint(failed) || e.HandsOver() || e.Awaits() != "" || !e.Refused() || e.Refused() {
			t.Errorf("%T: %v, away %v", failed, got, e.HandsOver())
		}
	}
	if got := e.Arrive(late(Palette{}).(Arrived)); got != nil {
		t.Errorf("a request that nobody waits for: %v", got)
	}
	if got := e.Arrive(late(Said{"x"}).(Arrived)); got != (Said{"x"}) || e.Refused() {
		t.Errorf("what is said late: %v", got)
	}
	ok := e.Awaiting("x")
	if e.Arrive(ok(Said{"done"}).(Arrived)); e.Refused() || e.Awaits() != "" {
		t.Error("what came is refused")
	}
	gone := e.HandOver("the editor")
	e.Ask(Back{})
	if e.Refuse(); !e.Refused() {
		t.Error("a refusal is not told")
	}
	e.Refuse()
	if e.GiveUp(); e.Awaits() != "" || e.HandsOver() || e.Refused() {
		t.Errorf("given up: %q, away %v", e.Awaits(), e.HandsOver())
	}
	if got := e.Arrive(gone(Back{}).(Arrived)); got != nil {
		t.Errorf("given up, it comes: %v", got)
	}
	if e.Suspend(); !e.HandsOver() {
		t.Error("suspended, the terminal is not away")
	}
	if e.Resume(); e.HandsOver() {
		t.Error("resumed, the terminal is away")
	}
}

// Only the last token given out holds; work that panics tells what it was about.
func TestWorkThatIsStaleOrPanics(t *testing.T) {
	var g, other Guard
	if g.Holds(0) {
		t.Error("no token holds")
	}
	a := g.Next()
	b := g.Next()
	if g.Holds(a) || !g.Holds(b) || other.Holds(b) || other.Next() == b {
		t.Error("which token is the last")
	}
	if got := Safely(b, "a thing", func() tea.Msg { return Said{"it"} })(); got != (Said{"it"}) {
		t.Errorf("work that ends: %v", got)
	}
	fault := errors.New("gone")
	for _, raised := range []any{fault, "gone"} {
		p, ok := Safely(b, "a thing", func() tea.Msg { panic(raised) })().(Panicked)
		if !ok || p.Token != b || p.What != "a thing" || p.Err.Error() != "gone" || len(p.Stack) == 0 {
			t.Errorf("%v: %+v", raised, p)
		}
	}
}

// What running work tells comes whole and in order, to the pane that began it.
func TestWhatWorkTellsComesInOrder(t *testing.T) {
	gate, opened := make(chan struct{}), false
	batch, ok := Stream(nil, 7, "count", func(hand func(tea.Msg)) {
		for i := range 3 {
			hand(Said{fmt.Sprint(i)})
		}
		<-gate
		hand(Said{"last"})
	})().(tea.BatchMsg)
	if !ok || len(batch) != 2 {
		t.Fatalf("a stream begins with %v", batch)
	}
	run, wait := batch[0], batch[1]
	ended := make(chan tea.Msg)
	go func() { ended <- run() }()
	var got []string
	for wait != nil {
		s := wait().(Streamed)
		for _, m := range s.Msgs {
			got = append(got, m.(Said).Text)
		}
		if len(got) == 3 && !opened {
			if s.Next == nil {
				t.Fatal("it is over before its end")
			}
			close(gate)
			opened = true
		}
		wait = s.Next
	}
	if fmt.Sprint(got) != "[0 1 2 last]" || <-ended != nil {
		t.Errorf("told %v", got)
	}
	batch = Stream(nil, 9, "fail", func(hand func(tea.Msg)) { hand(Said{"one"}); panic("gone") })().(tea.BatchMsg)
	if p, ok := batch[0]().(Panicked); !ok || p.Token != 9 || p.What != "fail" {
		t.Errorf("a panic: %v", p)
	}
	if s := batch[1]().(Streamed); len(s.Msgs) != 1 || s.Next != nil {
		t.Errorf("after a panic: %+v", s)
	}
}

// A task ends with its work, when it is stopped, or when the next one begins.
func TestATaskCanBeStopped(t *testing.T) {
	var task Task
	if task.Running() || task.Stop() {
		t.Error("none runs")
	}
	first, _ := task.Begin(context.Background())
	if !task.Running() || first.Err() != nil {
		t.Error("it does not run")
	}
	second, over := task.Begin(context.Background())
	if first.Err() == nil || second.Err() != nil || !task.Running() {
		t.Error("the next does not end it")
	}
	if over(); task.Running() || task.Stop() {
		t.Error("it is over, and runs")
	}
	third, _ := task.Begin(context.Background())
	if !task.Stop() || third.Err() == nil || task.Running() || task.Stop() {
		t.Error("it cannot be stopped")
	}
}

// What is sent to the clipboard is told with what tmux says of it.
func TestWhatTmuxSaysOfTheClipboard(t *testing.T) {
	need.Program(t, "sh")
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	t.Setenv("TMUX", "")
	if m, ok := Copied("words")().(Said); !ok || !strings.HasPrefix(m.Text, "copied, if the terminal lets programs do so · stet help") {
		t.Errorf("without tmux: %v", m)
	}
	t.Setenv("TMUX", "/tmp/tmux-0/default,1,0")
	if m, ok := Copied("words")().(Said); !ok || !strings.HasPrefix(m.Text, "copied, if tmux and its terminal") {
		t.Errorf("tmux does not answer: %v", m)
	}
	for answer, failed := range map[string]bool{"on": false, "off": true} {
		script := "#!/bin/sh\n[ \"$1 $2 $3\" = 'show-options -sv set-clipboard' ] && echo ' " + answer + "'\n"
		if err := os.WriteFile(filepath.Join(dir, "tmux"), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
		m := Copied("words")()
		if _, is := m.(Failed); is != failed {
			t.Errorf("tmux says %s: %v", answer, m)
		}
	}
	if says, ok := copied(mostCopied, false, nil); !ok || strings.Contains(says, "KB") {
		t.Errorf("as much as terminals take: %s", says)
	}
	if says, _ := copied(mostCopied+1, false, nil); !strings.Contains(says, " · 74 KB, many take 74") {
		t.Errorf("one more: %s", says)
	}
}
