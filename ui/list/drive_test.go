package list

import (
	"fmt"
	"path/filepath"
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
	"stet/ui/card"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

var clock = time.Date(2026, 3, 18, 10, 0, 0, 0, time.UTC)

// driven is a library of a folder of its own, whose commands are carried out at
// once.
type driven struct {
	*List
	t    *testing.T
	dir  string
	said []tea.Msg
}

func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	panetest.Write(t, dir, "tram-plan.md", "---\ntitle: Mayor defends tram plan as costs climb\npublisher: Riverton Gazette\ndate: 2026-03-17\n---\n\n# Mayor defends tram plan as costs climb\n\nThe mayor said on Tuesday that “the line will pay for itself” within ten years.\n")
	panetest.Write(t, dir, "2026/rates-up.md", "---\ntitle: Central bank raises rates for the seventh time\npublisher: Daily\ndate: 2026-03-18\ntags: [economy]\n---\n\nThe bank raised its rate by a quarter point. “Inflation is not beaten,” said the governor, and “we will do what it takes.”\n")
	panetest.Write(t, dir, "undated.txt", "Talks end without a deal\n\nBoth sides left the hall in the evening and spoke to nobody.\n")
	quote(t, dir, "tram-plan.md", "alice", "“the line will pay for itself”")
	return dir
}

// quote keeps words of an article as a quote.
func quote(t *testing.T, dir, name, annotator, words string) {
	t.Helper()
	keep(t, dir, name, annotator, words, &kind.Quote{Speaker: annotate.NameRef("Jane Doe", "PERSON"), Form: "direct"})
}

// keep keeps words of an article as what body says of them.
func keep(t *testing.T, dir, name, annotator, words string, body annotate.Body) {
	t.Helper()
	a, err := source.Open(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := desk(dir, annotator).Open(a)
	if err != nil {
		t.Fatal(err)
	}
	at := model.Pos(strings.Index(a.Text, words))
	if at < 0 {
		t.Fatalf("%s does not say %s", name, words)
	}
	place := anchor.Describe(a, model.NewOffsets(a.Text), model.Range{Start: at, End: at + model.Pos(len(words))})
	f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{After: &annotate.Annotation{
		ID: fmt.Sprintf("urn:uuid:00000000-0000-7000-8000-%012d", at+1), Target: annotate.Target{Place: place},
		Body: body, Creator: "urn:x-stet:annotator:" + annotator,
		Created: clock, Modified: clock, Origin: annotate.Origin{How: annotate.ByHand},
	}}}})
	if _, err := f.Save(f.Set.Snapshot(), time.Time{}); err != nil {
		t.Fatal(err)
	}
}

func desk(dir, annotator string) *store.Desk {
	state := filepath.Join(filepath.Dir(dir), "state-"+filepath.Base(dir))
	return panetest.Desk(state, annotator, func() time.Time { return clock })
}

func open(t *testing.T, dir string) *driven {
	t.Helper()
	env := panetest.Env(t, desk(dir, "alice"))
	d := &driven{t: t, dir: dir, List: New(env, Options{
		Dir: dir, Shown: "articles/", Now: func() time.Time { return clock },
		Count: func(a *model.Article) int { return strings.Count(a.Text, "“") },
	})}
	panetest.Show(d, 80, 24)
	d.carryOut(d.Init())
	return d
}

func (d *driven) carryOut(cmd tea.Cmd) {
	panetest.CarryOut(d.t, cmd, func(msg tea.Msg) tea.Cmd {
		switch m := msg.(type) {
		case pane.Arrived:
			return d.Update(d.front.Env.Arrive(m))
		case Open, OpenReview, *card.Legend, pane.Palette, pane.Back, pane.Closed:
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
	return d
}

// listed is the articles as they are listed: > the current one, ● unread, * with
// a star.
func (d *driven) listed() string {
	var out []string
	for _, it := range d.list.shown {
		s := baseName(it.Path)
		if it.mark.Star {
			s = "*" + s
		}
		if it.mark.Unread() {
			s = "●" + s
		}
		if it == d.list.item() {
			s = ">" + s
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func baseName(p string) string {
	name := filepath.Base(p)
	return strings.TrimSuffix(name, filepath.Ext(name))
}

func (d *driven) wants(when, want string) {
	d.t.Helper()
	if got := d.listed(); got != want {
		d.t.Errorf("%s: %s, want %s", when, got, want)
	}
}
