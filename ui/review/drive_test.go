package review

import (
	"context"
	"fmt"
	"os"
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

// driven is a review of a folder of its own, whose commands are carried out at
// once.
type driven struct {
	*Review
	t    *testing.T
	dir  string
	said []tea.Msg // what it said upwards
}

var clock = time.Date(2026, 3, 18, 10, 0, 0, 0, time.UTC)

// folder writes two articles and what alice and bob said about them. Words
// between brackets are annotated; a line says how.
func newFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	tag(t, dir, "tram-plan.txt", `Mayor defends tram plan as costs climb

Mayor Jane Doe said on Tuesday that [the new tram line will pay for itself within ten years], brushing off critics who call it reckless.

[“We have cut emissions by 30 per cent since 2019,”] Doe told reporters in the town hall.

The Taxpayers’ Union said [the figures were “fantasy”] and asked for an inquiry.
`, "alice", "claim Jane Doe", "quote Jane Doe", "stance Taxpayers’ Union AGAINST the tram plan")
	tag(t, dir, "2026/rates-up.txt", `Central bank raises rates for the seventh time

The bank raised its rate by a quarter point, [the seventh increase in a year].

Governor Amir Khan said [inflation had not been beaten].
`, "alice", "claim ", "claim Amir Khan")
	tag(t, dir, "2026/rates-up.txt", `Central bank raises rates for the seventh time

The bank raised its rate by a quarter point, [the seventh increase in a year].

Governor Amir Khan said inflation had not been beaten.
`, "bob", "note")
	panetest.Write(t, dir, "unread.txt", "Nothing is said here.\n")
	return dir
}

// tag saves the article and one annotation for each stretch in brackets.
func tag(t *testing.T, dir, name, marked, annotator string, bodies ...string) {
	t.Helper()
	panetest.Write(t, dir, name, strings.NewReplacer("[", "", "]", "").Replace(marked))
	a, err := source.Open(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	off := model.NewOffsets(a.Text)
	f, err := desk(dir, annotator).Open(a)
	if err != nil {
		t.Fatal(err)
	}
	rest := marked
	at := 0
	for i, body := range bodies {
		remark, _ := strings.CutPrefix(body, "note")
		if remark == body {
			remark = ""
		}
		open := strings.IndexByte(rest, '[')
		shut := strings.IndexByte(rest, ']')
		start := model.Pos(at + open)
		end := start + model.Pos(shut-open-1)
		rest, at = rest[shut+1:], int(end)
		f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{After: &annotate.Annotation{
			ID:     fmt.Sprintf("urn:uuid:00000000-0000-7000-8000-%s%06d", strings.Repeat("0", 6), len(name)*1000+len(annotator)*100+i),
			Target: annotate.Target{Place: anchor.Describe(a, off, model.Range{Start: start, End: end})},
			Body:   bodyOf(t, body), Comment: strings.TrimSpace(remark), Creator: "urn:x-stet:annotator:" + annotator,
			Created: clock.AddDate(0, 0, -ago(name)), Modified: clock.Add(-time.Duration(i+1) * time.Minute),
			Origin: annotate.Origin{How: annotate.ByHand},
		}}}})
	}
	if _, err := f.Save(f.Set.Snapshot(), time.Time{}); err != nil {
		t.Fatal(err)
	}
}

// ago returns how many days ago the first annotation of an article was made.
func ago(name string) int {
	return map[string]int{"b/tokyo.txt": 70, "b/hebrew.txt": 33, "c/reports.txt": 4}[name] + 1
}

func bodyOf(t *testing.T, s string) annotate.Body {
	t.Helper()
	name, rest, _ := strings.Cut(s, " ")
	who := annotate.NameRef(rest, "PERSON")
	switch name {
	case "claim":
		if rest == "" {
			who = annotate.Ref{Kind: annotate.RefArticle}
		}
		return &kind.Claim{Claimant: who, Status: kind.ToCheck}
	case "name":
		return &kind.Entity{Named: who}
	case "quote":
		return &kind.Quote{Speaker: who, Form: "direct"}
	case "stance":
		holder, target, ok := strings.Cut(rest, " AGAINST ")
		if !ok {
			t.Fatal(s)
		}
		return &kind.Stance{Holder: annotate.NameRef(holder, "ORG"), Towards: annotate.TopicRef(target), Stance: kind.Against, Scheme: kind.SemEval6}
	}
	return &kind.Note{}
}

func desk(dir, annotator string) *store.Desk {
	state := filepath.Join(filepath.Dir(dir), "state-"+filepath.Base(dir))
	return panetest.Desk(state, annotator, func() time.Time { return clock })
}

// open shows the review of a folder at 80×24.
func open(t *testing.T, dir string) *driven {
	t.Helper()
	env := panetest.Env(t, desk(dir, "alice"))
	d := &driven{t: t, dir: dir}
	d.Review = New(env, Options{
		Dir: dir, Shown: "articles/", Now: func() time.Time { return clock },
		Formats: []Format{{"csv", "for a spreadsheet", ".csv"}, {"md", "for a document", ".md"}},
		Write: func(ctx context.Context, w Writing) (string, error) {
			if err := ctx.Err(); err != nil {
				return "", err
			}
			f, err := os.OpenFile(w.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(f, "%s %d", w.Format.Name, len(w.Rows))
			return "", f.Close()
		},
	})
	panetest.Show(d, 80, 24)
	d.carryOut(d.Init())
	return d
}

func (d *driven) carryOut(cmd tea.Cmd) {
	panetest.CarryOut(d.t, cmd, func(msg tea.Msg) tea.Cmd {
		switch m := msg.(type) {
		case pane.Arrived:
			return d.Update(d.front.Env.Arrive(m))
		case Open, Changed, *card.Legend, pane.Palette, pane.Back, pane.Closed:
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

// listed is the rows as they are listed, the current one marked.
func (d *driven) listed() string {
	var b strings.Builder
	for i, l := range d.list.lines {
		switch {
		case l.row == nil:
			fmt.Fprintf(&b, "= %s %d\n", l.heading, l.n)
			continue
		case i == d.list.at.At:
			b.WriteString("> ")
		case d.list.marked[idOf(l.row)]:
			b.WriteString("* ")
		default:
			b.WriteString("  ")
		}
		words := strings.Join(strings.Fields(l.row.Words), " ")
		fmt.Fprintf(&b, "%s %s | %s | %s | %s\n", l.row.Annotator, l.row.Kind, l.row.Who, words, strings.Join(l.row.Tags, ","))
	}
	return b.String()
}

// onDisk is what a fresh review of the same folder lists.
func (d *driven) onDisk() string {
	d.t.Helper()
	fresh := open(d.t, d.dir)
	fresh.list.at.At = -1
	return strings.ReplaceAll(fresh.listed(), "> ", "  ")
}

func (d *driven) want(what, got, want string) {
	d.t.Helper()
	if strings.TrimSpace(got) != strings.TrimSpace(want) {
		d.t.Errorf("%s\n got\n%s\nwant\n%s", what, got, want)
	}
}
