package panetest

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/ui/keys"
	"stet/ui/paint"
	"stet/ui/pane"
)

// A Played is a pane to which keys are sent.
type Played struct {
	Press func(keys string)
	Lines func() []string // on the screen, with their styles
	Tell  func() string   // what else there is to say of it now, in lines
}

// Says is what a pane has sent upwards, a line each: the type and what is in it; of what
// can be looked at, such as a legend, a sum; of the palette a sum of the entries, and what
// cannot be done.
func Says(t testing.TB, msgs []tea.Msg, entries []keys.Entry) string {
	t.Helper()
	var b strings.Builder
	for _, msg := range msgs {
		switch m := msg.(type) {
		case interface {
			View(*paint.Painter, int, int) []string
		}:
			fmt.Fprintf(&b, "%T %s\n", m, sum(m.View(Painter(t), 76, 40)))
		case pane.Palette:
			var all, not strings.Builder
			for _, e := range entries {
				fmt.Fprintf(&all, "%s: %s %v %s; asks %v; %s\n", e.Group, e.Name, e.Keys, e.Help, e.Asks, e.Why)
				if e.Why != "" {
					fmt.Fprintf(&not, " -%s", e.Name)
				}
			}
			fmt.Fprintf(&b, "%T %.3x%s\n", m, sha256.Sum256([]byte(all.String())), not.String())
		case pane.Closed:
			fmt.Fprintf(&b, "%T %d\n", m, m.Unsaved)
		default:
			fmt.Fprintf(&b, "%T %s\n", m, inTemp.ReplaceAllString(fmt.Sprintf("%+v", m), ""))
		}
	}
	return newID.ReplaceAllString(b.String(), "urn:uuid:01…")
}

// inTemp is the folder in which the test runs.
var inTemp = regexp.MustCompile(`[^\s{:]*/Test[^/]*/\d+/?`)

// Sequences are the first keys of each command of a table, by name.
func Sequences[M any](t keys.Table[M]) (out [][2]string) {
	for _, c := range t {
		if len(c.Keys) > 0 {
			seq, _ := keys.Parse(c.Keys[0])
			out = append(out, [2]string{c.Name, strings.Join(seq, " ")})
		}
	}
	return out
}

// Flows are keys to press one after the other, a flow a line.
func Flows(lines string) (out [][2]string) {
	for line := range strings.Lines(lines) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, [2]string{"", line})
		}
	}
	return out
}

// Play presses each command's keys in each state of a pane, and holds what changes on
// the screen by it to the file of that name in testdata: the lines, what Tell says,
// and a sum of the styles. A state is what is pressed before each command, after a bar
// what is pressed at first; open begins each state anew.
func Play(t *testing.T, name string, states []string, commands [][2]string, open func() Played) {
	t.Helper()
	atNoon(t)
	var out []string
	for _, state := range states {
		p := open()
		out = append(out, "", "==== in the state "+state)
		state, first, _ := strings.Cut(state, " | ")
		p.Press(first)
		for _, c := range commands {
			p.Press("esc esc esc")
			p.Press(state)
			before, told := timeless(p.Lines()), p.Tell()
			p.Press(c[1])
			after := timeless(p.Lines())
			out = append(out, fmt.Sprintf("-- %s: %s %s", c[1], c[0], sum(after)))
			out = append(out, changes(before, after)...)
			out = append(out, changes(strings.Split(told, "\n"), strings.Split(p.Tell(), "\n"))...)
		}
	}
	Golden(t, name, out)
}

// atNoon makes it noon where the test runs, so that what was done a moment ago was done
// today, whenever that is.
func atNoon(t *testing.T) {
	local, now := time.Local, time.Now().UTC()
	noon := time.Date(now.Year(), now.Month(), now.Day(), 12, 0, 0, 0, time.UTC)
	time.Local = time.FixedZone("noon", int(noon.Sub(now)/time.Second))
	t.Cleanup(func() { time.Local = local })
}

// sum is a short sum of lines with their styles.
func sum(lines []string) string {
	return fmt.Sprintf("%.3x", sha256.Sum256([]byte(strings.Join(lines, "\n"))))
}

var (
	timeOfDay = regexp.MustCompile(`today \d\d:\d\d`)
	target    = regexp.MustCompile(`into      [^│]*`)          // the folder in which the test runs
	newID     = regexp.MustCompile(`urn:uuid:01[0-9a-f-]{34}`) // of an annotation that was made in the test
)

// timeless is a screen without the time of day, without where the test runs and without
// the IDs that are made anew each time.
func timeless(lines []string) (out []string) {
	for _, l := range lines {
		l = target.ReplaceAllString(timeOfDay.ReplaceAllString(l, "today 12:00"), "into      FOLDER ")
		out = append(out, newID.ReplaceAllString(l, "urn:uuid:01…"))
	}
	return out
}

// changes are the lines of a screen that are others than before.
func changes(before, after []string) (out []string) {
	for i, line := range after {
		if i >= len(before) || before[i] != line {
			out = append(out, fmt.Sprintf("%4d %s", i+1, ansi.Strip(line)))
		}
	}
	if len(after) < len(before) {
		out = append(out, fmt.Sprintf("%4d and what follows is gone", len(after)+1))
	}
	return out
}

// Walk presses keys in a fresh pane for each line of walks, and holds what is on the
// screen after each part of the line, which a bar ends, to the file of that name in
// testdata: the lines that are others than before, what Tell says, and a sum of the
// styles.
func Walk(t *testing.T, name, walks string, open func() Played) {
	t.Helper()
	atNoon(t)
	var out []string
	for _, walk := range Flows(walks) {
		p := open()
		var before []string
		out = append(out, "", "==== "+walk[1])
		for part := range strings.SplitSeq(walk[1], " | ") {
			p.Press(part)
			after := timeless(p.Lines())
			out = append(out, fmt.Sprintf("-- %s: %s", part, sum(after)))
			out = append(out, changes(before, after)...)
			if told := p.Tell(); told != "" {
				out = append(out, strings.Split(told, "\n")...)
			}
			before = after
		}
	}
	Golden(t, name, out)
}
