package card

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/ui/keys"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

// A desk notes what the commands of a front do.
type deskOf struct {
	Front[*deskOf]
	did []string
}

func newFront(t *testing.T) *deskOf {
	d := &deskOf{}
	say := func(name string) func(*deskOf, int) tea.Cmd {
		return func(d *deskOf, n int) tea.Cmd { d.did = append(d.did, fmt.Sprintf("%s %d", name, n)); return nil }
	}
	d.Table = keys.Table[*deskOf]{
		{Name: "on", Keys: []string{"n"}, Do: say("on")},
		{Name: "undo", Keys: []string{"u"}, Do: say("undo")},
		{Name: "quote", Keys: []string{"] q"}, Help: "the next quote", Do: say("quote")},
		{Name: "never", Keys: []string{"x"}, Asks: true, Why: func(*deskOf) string { return "nothing is here" }, Do: say("never")},
	}
	d.Env = &pane.Env{Paint: panetest.Painter(t)}
	return d
}

func (d *deskOf) press(line string) {
	for _, m := range panetest.Msgs(line) {
		switch m := m.(type) {
		case tea.KeyPressMsg:
			d.Key(d, m)
		case tea.PasteMsg:
			if _, taken := d.Paste(m); !taken {
				d.did = append(d.did, "paste")
			}
		}
	}
}

// Keys are commands until a filter or a card is open. A refused command gives its reason.
func TestAFrontHandsKeysOn(t *testing.T) {
	d := newFront(t)
	d.press("n 3 n ] q paste:x")
	if got := strings.Join(d.did, ", "); got != "on 0, on 3, quote 0, paste" || d.Doing() != "quote" || d.Typing() {
		t.Errorf("done: %s, last %s", got, d.Doing())
	}
	d.press("]")
	if got := d.Following(); len(got) != 2 || got[0].Key != "q" || got[1].Key != "esc" {
		t.Errorf("after ] may follow %v", got)
	}
	d.press("esc x")
	if d.Told.Message != "nothing is here" || d.Told.Error || !d.Env.Refused() || d.Doing() != "quote" {
		t.Errorf("told %+v", d.Told)
	}
	d.Do(d, "on")
	if d.Told.Message != "" || d.Doing() != "on" {
		t.Errorf("after a command the status says %q", d.Told.Message)
	}
	if d.Do(d, "none") != nil || len(d.did) != 5 {
		t.Errorf("done: %v", d.did)
	}
	d.SayDone("it is done")
	if d.Told.Message != "it is done · u undo" || d.Told.Error {
		t.Errorf("told %+v", d.Told)
	}
	d.Complain("no")
	if d.Told.Message != "no" || !d.Told.Error {
		t.Errorf("told %+v", d.Told)
	}
}

// A filter is followed letter by letter; rows are looked at meanwhile, enter keeps it, esc
// brings back what was, and a blank is not typed twice.
func TestAFilterIsFollowed(t *testing.T) {
	for _, tt := range []struct{ was, keys, want string }{
		{"", "type:ab", "|a|ab"},
		{"", "type:ab enter", "|a|ab"},
		{"", "type:ab esc", "|a|ab|"},
		{"is:new", "a", "|is:new a"},
		{"is:new", "type:_ a", "|is:new a"},
		{"is:new", "a type:_ type:_ b", "|is:new a|is:new a |is:new a b"},
		{"is:new", "a esc", "|is:new a|is:new"},
		{"a ", "b", "|a b"},
		{"", "a backspace", "|a|"},
		{"", "a paste:bc", "|a|abc"},
		{"", "down down up", "+1+1-1"},
		{"", "n u", "|n|nu"},
	} {
		d, got := newFront(t), ""
		d.AskFilter(tt.was, func(words string) { got += "|" + words }, func(by int) { got += fmt.Sprintf("%+d", by) })
		if d.press(tt.keys); got != tt.want {
			t.Errorf("%q, %s: %s, want %s", tt.was, tt.keys, got, tt.want)
		}
		open := !strings.HasSuffix(tt.keys, "enter") && !strings.HasSuffix(tt.keys, "esc")
		if d.Typing() != open || (d.Filter() != nil) != open || len(d.did) > 0 {
			t.Errorf("%s: typing %v, done %v", tt.keys, d.Typing(), d.did)
		}
	}
}

// A card takes the keys until it is left or answered, and lies above the status line.
func TestAFrontsCardIsAnswered(t *testing.T) {
	d := newFront(t)
	answered := ""
	ask := func() {
		f := &Field{Name: "words", Label: "words", Typed: func(s string) any { return s }}
		d.Ask(NewForm("a card", "esc leave", f), func(f *Form) tea.Cmd { answered += One[string](f, "words") + ";"; return nil })
	}
	screen := func() []string {
		var out []string
		for i := range 12 {
			out = append(out, fmt.Sprintf("row %d is below", i))
		}
		return out
	}
	if got := d.Over(d.Env.Paint, screen(), 25, 12); strings.Join(got, "\n") != strings.Join(screen(), "\n") {
		t.Errorf("without a card there is one:\n%s", strings.Join(got, "\n"))
	}
	ask()
	d.Resize(d.Env.Paint, 25, 12)
	d.press("n type:un")
	var rows []string
	for _, l := range d.Over(d.Env.Paint, screen(), 25, 12) {
		if w := d.Env.Paint.Width(l); w != 25 {
			t.Errorf("a row has %d cells", w)
		}
		rows = append(rows, strings.TrimRight(ansi.Strip(l), " "))
	}
	if !strings.HasPrefix(rows[7], "  ┌ a card") || !strings.Contains(rows[8], "nun") || !strings.HasPrefix(rows[9], "  └ esc leave") || rows[10] != "row 10 is below" || rows[6] != "row 6 is below" {
		t.Errorf("the card:\n%s", strings.Join(rows, "\n"))
	}
	if d.press("esc"); d.Form() != nil || answered != "" {
		t.Errorf("esc leaves %v, answered %s", d.Form(), answered)
	}
	ask()
	d.press("type:ok paste:ay enter n")
	if d.Form() != nil || answered != "okay;" || strings.Join(d.did, ",") != "on 0" {
		t.Errorf("answered %q, done %v", answered, d.did)
	}
}

// A legend is gone through by lines, pages and ends, no further than its ends.
func TestALegendStaysWithinItsEnds(t *testing.T) {
	l := &Legend{Title: "Signs"}
	for i := range 40 {
		l.Rows = append(l.Rows, LegendRow{Says: fmt.Sprintf("sign %02d", i)})
	}
	first := func() string {
		for _, row := range l.View(panetest.Painter(t), 60, 12) {
			if i := strings.Index(ansi.Strip(row), "sign "); i >= 0 {
				return ansi.Strip(row)[i : i+7]
			}
		}
		return "none"
	}
	l.Resize(12)
	l.View(panetest.Painter(t), 60, 12)
	top := first()
	for _, tt := range []struct{ keys, want string }{{"k", top}, {"j", "sign 01"}, {"j j k", "sign 02"}, {"k k k k", top}} {
		for _, k := range panetest.Keys(tt.keys) {
			l.Update(k)
		}
		if got := first(); got != tt.want {
			t.Errorf("after %s: %s, want %s", tt.keys, got, tt.want)
		}
	}
	for range 9 {
		l.Update(panetest.Key("pgdown"))
	}
	end := first()
	for _, k := range []string{"j", "space", "pgdown", "down"} {
		if l.Update(panetest.Key(k)); first() != end {
			t.Errorf("%s goes beyond the end: %s, the last began with %s", k, first(), end)
		}
	}
	if end != "sign 31" {
		t.Errorf("the last screen begins with %s", end)
	}
	l.Update(panetest.Key("b"))
	if first() != "sign 22" {
		t.Errorf("b goes back to %s", first())
	}
	for _, m := range panetest.Msgs("paste:x j") {
		if l.Update(m) != Stays {
			t.Errorf("%v leaves", m)
		}
	}
	if l.Update(panetest.Key("g")) != Left {
		t.Error("another key does not leave")
	}
}
