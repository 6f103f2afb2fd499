package screen

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"stet/model/need"
)

// TestWhatIsWrittenToATerminal holds each sequence that is written to terminals of several
// sorts: when the screen is taken, for frames, titles, the mouse, a new size, and when it
// is given back.
func TestWhatIsWrittenToATerminal(t *testing.T) {
	var b strings.Builder
	for _, terminal := range []struct {
		name    string
		environ []string
		profile colorprofile.Profile
		o       Options
		reports func(*painter)
	}{
		{"xterm", []string{"TERM=xterm-256color"}, colorprofile.TrueColor, Options{}, func(*painter) {}},
		{"that shows frames whole, and clusters", []string{"TERM=xterm-kitty"}, colorprofile.TrueColor, Options{}, func(p *painter) {
			p.whole = true
			p.measureGraphemes()
		}},
		{"with the wheel as keys", []string{"TERM=xterm-256color"}, colorprofile.ANSI256, Options{Wheel: true}, func(*painter) {}},
		{"that reorders", []string{"TERM=mlterm"}, colorprofile.ANSI, Options{Reorders: true}, func(*painter) {}},
		{"that leaves the order", []string{"TERM=xterm-256color"}, colorprofile.ASCII, Options{}, func(p *painter) { p.left = true }},
		{"GNU screen", []string{"TERM=screen", "STY=1.pts"}, colorprofile.ANSI256, Options{}, func(*painter) {}},
		{"GNU screen by its type", []string{"TERM=screen-256color"}, colorprofile.ANSI256, Options{}, func(*painter) {}},
		{"of another type in GNU screen", []string{"TERM=xterm", "STY=1.pts"}, colorprofile.ANSI256, Options{}, func(*painter) {}},
		{"that comes to count clusters", []string{"TERM=xterm-256color"}, colorprofile.TrueColor, Options{}, func(p *painter) { p.method = ansi.GraphemeWidth }},
		{"tmux", []string{"TERM=screen", "TMUX=/tmp/tmux"}, colorprofile.ANSI256, Options{Wheel: true}, func(*painter) {}},
	} {
		fmt.Fprintf(&b, "\n==== a terminal: %s\n", terminal.name)
		out := &script{environ: terminal.environ}
		p := newPainter(out, terminal.profile, terminal.o)
		step := func(what string, do func() error) {
			if err := do(); err != nil {
				t.Fatal(err)
			}
			for i, part := range strings.Split(fmt.Sprintf("%q", out.wrote.String()), `\x1b`) {
				if i == 0 {
					fmt.Fprintf(&b, "-- %s\n", what)
					continue
				}
				fmt.Fprintf(&b, "   esc %s\n", part)
			}
			out.wrote.Reset()
		}
		show := func(content, title string, mouse tea.MouseMode) func() error {
			return func() error { return p.frame(tea.View{Content: content, WindowTitle: title, MouseMode: mouse}) }
		}
		p.enter(20, 3)
		terminal.reports(p)
		step("taken, and a frame", show("one\n\x1b[3mtwo\x1b[m \x1b[31mred\x1b[m\nthree", "stet: a", tea.MouseModeCellMotion))
		step("the same frame", show("one\n\x1b[3mtwo\x1b[m \x1b[31mred\x1b[m\nthree", "stet: a", tea.MouseModeCellMotion))
		step("one line on", show("\x1b[3mtwo\x1b[m \x1b[31mred\x1b[m\nthree\nfour", "stet: a", tea.MouseModeCellMotion))
		step("another title, and no mouse", show("two\nthree\nfour", "stet: b", tea.MouseModeNone))
		step("an emoji of several parts", show("👩‍👩‍👧 a\nthree\nfour", "stet: b", tea.MouseModeNone))
		step("and without it", show("two\nthree\nfour", "stet: b", tea.MouseModeNone))
		p.resize(12, 2)
		step("smaller", show("two\nthree", "stet: b", tea.MouseModeNone))
		step("given back", p.leave)
		p.enter(12, 2)
		step("taken again", show("two\nthree", "stet: b", tea.MouseModeNone))
		p.resize(60, 9)
		rows := strings.Split("Harbour board\n\n“We have waited,”"+strings.Repeat(" ", 30)+"said Jane Doe.\nIt rained.\n👩‍👩‍👧 all\tday long\nand the hall was empty\nto the last seat\nof the last row\nin the end", "\n")
		step("larger", show(strings.Join(rows, "\n"), "stet: b", tea.MouseModeCellMotion))
		step("two lines on", show(strings.Join(append(rows[2:], "so it was", "and is"), "\n"), "stet: b", tea.MouseModeCellMotion))
		step("one word is another", show(strings.Join(append(rows[2:], "so it was", "and will"), "\n"), "stet: b", tea.MouseModeCellMotion))
		step("one line back", show(strings.Join(append(rows[1:], "so it was"), "\n"), "stet: b", tea.MouseModeCellMotion))
		step("nearly nothing", show("x", "stet: b", tea.MouseModeCellMotion))
		p.measureGraphemes()
		step("a family, by clusters", show("👩‍👩‍👧 a", "stet: b", tea.MouseModeCellMotion))
		p.resize(60, 10)
		step("a line more", show("👩‍👩‍👧 a\nb", "stet: b", tea.MouseModeCellMotion))
		step("given back again", p.leave)
		p.enter(30, 4)
		step("taken with the mouse on", show("👩‍👩‍👧 a\nb", "stet: b", tea.MouseModeCellMotion))
		step("given back at last", p.leave)
	}
	need.Golden(t, filepath.Join("testdata", "written.txt"), b.String(), 0)
}

// Keys and reports are told apart at each of their edges.
func TestWhereAnItemEnds(t *testing.T) {
	for _, tt := range []struct {
		in   string
		n    int
		full bool
	}{
		{"a", 1, true}, {"\x7f", 1, true}, {"é", 2, true}, {"\xc3", 1, false}, {"\xff", 1, true}, {"日x", 3, true},
		{"\x1b", 0, false}, {"\x1b\x1b", 1, true}, {"\x1ba", 2, true}, {"\x1bé", 3, true}, {"\x1b\xc3", 2, false},
		{"\x1bO", 3, false}, {"\x1bOP", 3, true}, {"\x1bOPx", 3, true},
		{"\x1b[", 0, false}, {"\x1b[A", 3, true}, {"\x1b[@", 3, true}, {"\x1b[~", 3, true}, {"\x1b[ q", 4, true}, {"\x1b[?1;2c", 7, true}, {"\x1b[1;2", 0, false},
		{"\x1b[\x1f", 2, true}, {"\x1b[1\x7f", 3, true}, {"\x1b[1\x1b[A", 3, true}, {"\x1b[[", 4, false}, {"\x1b[[A", 4, true}, {"\x1b[[AB", 4, true},
		{"\x1b]", 0, false}, {"\x1b]x\a", 4, true}, {"\x1b]x\x1b\\y", 5, true}, {"\x1b]x\x1b", 0, false}, {"\x1b]x\x1b[A", 3, true}, {"\x1b]\a", 3, true},
		{"\x1bPx\x1b\\", 5, true}, {"\x1b_x\a", 4, true}, {"\x1b^x\a", 4, true}, {"\x1bXx\a", 4, true},
	} {
		n, full := new(gatherer).item([]byte(tt.in))
		if full != tt.full || full && n != tt.n {
			t.Errorf("%q ends at %d (%v), want %d (%v)", tt.in, n, full, tt.n, tt.full)
		}
	}
	for in, want := range map[string]bool{
		"": false, "[": true, "]": false, "P": false, "a": false, "[1": true, "[<": true, "[I": true, "[Z": true, "[A": true, "[a": false, "[[": false,
		"]1": true, "]x": false, "]A": false, "P1": true, "P+": true, "P!": true, "P>": true, "Px": false, "[?": true, "[9": true, "[0": true, "[/": false, "[:": false, "[@": false,
	} {
		if got := continues([]byte(in)); got != want {
			t.Errorf("%q goes on with a report: %v", in, got)
		}
	}
}

// What follows an escape by itself is a report only for a while, and in a paste only the
// escape key ends it.
func TestAnEscapeIsAKeyAfterAWhile(t *testing.T) {
	for _, c := range []struct {
		what   string
		pieces []piece
		want   string
	}{
		{"just in time", []piece{{0, "\x1b"}, {late - 1, "[A"}}, "\x1b"},
		{"too late", []piece{{0, "\x1b"}, {late, "[A"}}, "\x1b[A"},
		{"a letter between", []piece{{0, "\x1b"}, {1, "a"}, {1, "[A"}}, "\x1ba[A"},
		{"a paste between", []piece{{0, "\x1b[200~"}, {1, "[A"}, {1, "\x1b[201~"}}, "\x1b[200~[A\x1b[201~"},
		{"esc in a paste, with more", []piece{{0, "\x1b[200~a"}, {1, "b\x1b"}, {1, "[201~q"}}, "\x1b[200~ab\x1b[201~q"},
		{"a typed [ and capital", []piece{{0, "\x1b"}, {1, "[Z"}, {1, "j"}}, "\x1bj"},
		{"a typed [ and letter", []piece{{0, "\x1b"}, {1, "["}, {1, "z"}}, "\x1b[z"},
		{"alt in a paste", []piece{{0, "\x1b[200~a\x1bb\x1b[201~"}}, "\x1b[200~a\x1b[201~"},
	} {
		if got := typed(c.pieces...); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
	var g gatherer
	g.feed([]byte("\x1b]"+strings.Repeat("x", longest-2)), time.Unix(1, 0))
	if len(g.pending) != longest || g.dropping {
		t.Errorf("a report of the longest size: %d bytes are kept", len(g.pending))
	}
	g.feed([]byte("x"), time.Unix(1, 0))
	if len(g.pending) != 3 || !g.dropping {
		t.Errorf("one byte more: %d bytes are kept", len(g.pending))
	}
	var endless gatherer // its end is no key that was typed after an escape
	endless.feed([]byte("\x1b["+strings.Repeat("1", longest)), time.Unix(1, 0))
	if got := endless.feed([]byte("c"), time.Unix(1, 0)); len(got) != 0 {
		t.Errorf("the end of an endless report gives %q", got)
	}
}

// A terminal's word on a mode is taken only where it means yes.
func TestWhatATerminalSaysOfAMode(t *testing.T) {
	for _, m := range []ansi.Mode{ansi.ModeUnicodeCore, ansi.ModeSynchronizedOutput} {
		for v, want := range map[ansi.ModeSetting]bool{ansi.ModeNotRecognized: false, ansi.ModeSet: true, ansi.ModeReset: true, ansi.ModePermanentlySet: true, ansi.ModePermanentlyReset: false} {
			if got := MeasuresGraphemes(tea.ModeReportMsg{Mode: m, Value: v}); got != (want && m == ansi.ModeUnicodeCore) {
				t.Errorf("mode %v is %v: %v", m, v, got)
			}
		}
	}
}

// A terminal is asked about modes where it answers in time and prints no question.
func TestWhichTerminalsAreAskedAboutModes(t *testing.T) {
	for line, want := range map[string]bool{
		"TERM=xterm-256color":                                true,
		"TERM=xterm-256color SSH_TTY=/dev/pts/1":             false,
		"TERM=xterm-256color TERM_PROGRAM=Apple_Terminal":    false,
		"TERM=xterm-256color TERM_PROGRAM=iTerm.app":         true,
		"TERM=xterm-kitty SSH_TTY=/dev/pts/1":                true,
		"TERM=alacritty SSH_TTY=":                            true,
		"TERM=xterm-ghostty TERM_PROGRAM=Apple_Terminal":     true,
		"TERM=wezterm SSH_TTY=x":                             true,
		"TERM=rio SSH_TTY=x":                                 true,
		"TERM=xterm SSH_TTY=x WT_SESSION=1":                  true,
		"TERM=xterm TERM_PROGRAM=Apple_Terminal WT_SESSION=": true,
	} {
		env := uv.Environ(strings.Fields(line))
		if got := asked(env); got != want {
			t.Errorf("%s is asked: %v", line, got)
		}
		if got := strings.Contains(questions(env), ansi.RequestModeUnicodeCore); got != want || !strings.HasPrefix(questions(env), ansi.RequestBackgroundColor) {
			t.Errorf("%s is asked %q", line, questions(env))
		}
	}
}

// What a terminal reports changes the painter only where it means that it can.
func TestWhatATerminalReportsIsTaken(t *testing.T) {
	all := []ansi.ModeSetting{ansi.ModeNotRecognized, ansi.ModeSet, ansi.ModeReset, ansi.ModePermanentlySet, ansi.ModePermanentlyReset}
	for mode, want := range map[ansi.Mode]string{
		ansi.ModeSynchronizedOutput:   "- - whole - -",
		ansi.ModeBiDirectionalSupport: "- - left - left",
		ansi.ModeUnicodeCore:          "- clusters clusters clusters -",
		ansi.ModeBracketedPaste:       "- - - - -",
	} {
		var got []string
		for _, v := range all {
			out := &script{environ: []string{"TERM=xterm"}}
			s := &screen{wake: make(chan struct{}, 1)}
			p := newPainter(out, colorprofile.TrueColor, Options{})
			p.enter(20, 3)
			s.reported(tea.ModeReportMsg{Mode: mode, Value: v})
			for _, j := range s.jobs {
				if err := j(p); err != nil {
					t.Fatal(err)
				}
			}
			says := "-"
			switch {
			case p.whole:
				says = "whole"
			case p.left:
				says = "left"
			case p.method == ansi.GraphemeWidth:
				says = "clusters"
			}
			if (says != "-") != (len(s.wake) == 1) {
				t.Errorf("%s: the painter is woken %d times", says, len(s.wake))
			}
			got = append(got, says)
		}
		if says := strings.Join(got, " "); says != want {
			t.Errorf("mode %v: %s, want %s", mode, says, want)
		}
	}
}
