package reader

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/annotate"
	"stet/model"
	"stet/model/source"
	"stet/ui/card"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

// A driven reader is one in a folder of its own, to which keys are sent and whose
// commands are carried out at once.
type driven struct {
	*Reader
	t    *testing.T
	path string
	said []tea.Msg // what it said upwards
}

// open shows a text as the file article.txt at 80×24, and waits until everything
// in it was found.
func open(t *testing.T, text string) *driven {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "article.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return reopen(t, path)
}

func reopen(t *testing.T, path string) *driven {
	t.Helper()
	return reopenAs(t, path, "alice")
}

func reopenAs(t *testing.T, path, annotator string) *driven {
	t.Helper()
	return reopenWith(t, path, func(env *pane.Env) { env.Desk.Annotator = annotator })
}

func reopenWith(t *testing.T, path string, set func(*pane.Env)) *driven {
	t.Helper()
	art, err := source.OpenHead(path)
	if err != nil {
		t.Fatal(err)
	}
	env := testEnv(t, path)
	set(env)
	d := &driven{t: t, path: path, Reader: New(env, Options{Article: art})}
	panetest.Show(d, 80, 24)
	d.carryOut(d.Init())
	return d
}

func testEnv(t *testing.T, path string) *pane.Env {
	return panetest.Env(t, panetest.Desk(filepath.Join(filepath.Dir(path), "state"), "alice", nil))
}

// carryOut does what a command asks for, and what comes of that; what is said to
// the program is noted.
func (d *driven) carryOut(cmd tea.Cmd) {
	panetest.CarryOut(d.t, cmd, func(msg tea.Msg) tea.Cmd {
		switch msg := msg.(type) {
		case pane.Arrived:
			return d.Update(d.env.Arrive(msg))
		case UndoDone: // nothing was done before
			return d.Update(pane.Said{Text: msg.Says})
		case AskFolder: // there is no other article
			return d.Update(Elsewhere{To: d.Reader, From: msg.From})
		case *card.Legend, OpenReview, OpenNeighbour, Announce, OpenURL, Done, pane.Palette, pane.Back, pane.Closed:
			d.said = append(d.said, msg)
			return nil
		}
		return d.Update(msg)
	})
}

// press sends keys and what else a hand does, see [panetest.Msgs].
func (d *driven) press(keys string) *driven {
	d.t.Helper()
	for _, m := range panetest.Msgs(keys) {
		if size, ok := m.(tea.WindowSizeMsg); ok {
			panetest.Show(d, size.Width, size.Height)
			continue
		}
		d.carryOut(d.Update(m))
	}
	panetest.Show(d, d.sheet.W, d.sheet.H)
	return d
}

// screen is what a person sees, without colours and without blanks at line ends.
func (d *driven) screen() string {
	var b strings.Builder
	for _, l := range panetest.Show(d, d.sheet.W, d.sheet.H) {
		b.WriteString(strings.TrimRight(ansi.Strip(l), " ") + "\n")
	}
	return b.String()
}

// statusLine is the lines' worth of what was tagged: kind, who, label or target, words.
func (d *driven) statusLine() string {
	var b strings.Builder
	for _, a := range d.notes.own.Set.All() {
		b.WriteString(tell(a) + "\n")
	}
	return b.String()
}

func tell(a *annotate.Annotation) string {
	words := strings.Join(strings.Fields(a.Target.Quote.Exact), " ")
	if a.Target.Whole {
		words = "the article"
	}
	parts := []string{a.Kind()}
	for _, r := range a.Body.Refs() {
		parts = append(parts, r.Name+"="+r.Ref.String())
	}
	if l := a.Body.Label(); l != "" {
		parts = append(parts, l)
	}
	if a.Comment != "" {
		parts = append(parts, "“"+a.Comment+"”")
	}
	return fmt.Sprintf("%s: [%s] %s", strings.Join(parts, " "), words, a.Origin.How)
}

// want compares what was tagged with lines, blanks at their edges left out.
func (d *driven) want(lines string) {
	d.t.Helper()
	var want []string
	for _, l := range strings.Split(strings.TrimSpace(lines), "\n") {
		want = append(want, strings.TrimSpace(l))
	}
	if got := strings.TrimSpace(d.statusLine()); got != strings.Join(want, "\n") {
		d.t.Errorf("tagged:\n%s\nwant:\n%s\nscreen:\n%s", got, strings.Join(want, "\n"), d.screen())
	}
}

// inFocus is the text of the block in focus, with the focus or the selection in
// brackets.
func (d *driven) inFocus() string {
	rng := d.focus.Range
	if d.focus.Sel != nil {
		rng = d.focus.Sel.Range()
	}
	if rng.Empty() {
		return ""
	}
	b := d.in.Art.Blocks[d.in.Art.BlockAt(rng.Start)].Range
	at := func(s, e model.Pos) string { return d.in.Art.Slice(model.Range{Start: s, End: e}) }
	return at(b.Start, rng.Start) + "[" + at(rng.Start, rng.End) + "]" + at(rng.End, b.End)
}
