package review

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/annotate/store"
	"stet/model"
	"stet/model/source"
	"stet/ui/keys"
	"stet/ui/paint"
	"stet/ui/pane"
	"stet/ui/theme"
)

var update = flag.Bool("update", false, "write the screens anew")

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
func folder(t *testing.T) string {
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
	write(t, dir, "unread.txt", "Nothing is said here.\n")
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// tag saves the article and one annotation for each stretch in brackets.
func tag(t *testing.T, dir, name, marked, annotator string, bodies ...string) {
	t.Helper()
	write(t, dir, name, strings.NewReplacer("[", "", "]", "").Replace(marked))
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
		open := strings.IndexByte(rest, '[')
		shut := strings.IndexByte(rest, ']')
		start := model.Pos(at + open)
		end := start + model.Pos(shut-open-1)
		rest, at = rest[shut+1:], int(end)
		f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{After: &annotate.Annotation{
			ID:     fmt.Sprintf("urn:uuid:00000000-0000-7000-8000-%s%06d", strings.Repeat("0", 6), len(name)*1000+len(annotator)*100+i),
			Target: annotate.Target{Place: anchor.Describe(a, off, model.Range{Start: start, End: end})},
			Body:   bodyOf(t, body), Creator: "urn:x-stet:annotator:" + annotator,
			Created: clock.Add(-24 * time.Hour), Modified: clock.Add(-time.Duration(i+1) * time.Minute),
			Origin: annotate.Origin{How: annotate.ByHand},
		}}}})
	}
	if _, err := f.Save(f.Set.Snapshot(), time.Time{}); err != nil {
		t.Fatal(err)
	}
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
	return &store.Desk{Annotator: annotator, Data: state, State: state, Locks: state, Now: func() time.Time { return clock }}
}

// open shows the review of a folder at 80×24.
func open(t *testing.T, dir string) *driven {
	t.Helper()
	th, err := theme.Load("", true)
	if err != nil {
		t.Fatal(err)
	}
	env := &pane.Env{Paint: paint.New(th, ansi.GraphemeWidth), Desk: desk(dir, "alice")}
	d := &driven{t: t, dir: dir}
	d.Review = New(env, Options{
		Dir: dir, Shown: "articles/", Now: func() time.Time { return clock },
		Formats: []Format{{"csv", "for a spreadsheet", ".csv"}, {"md", "for a document", ".md"}},
		Write: func(format, path string, rows []*query.Row) error {
			return os.WriteFile(filepath.Join(dir, path), fmt.Appendf(nil, "%s %d", format, len(rows)), 0o644)
		},
	})
	d.View(80, 24)
	d.carryOut(d.Init())
	return d
}

func (d *driven) carryOut(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			d.carryOut(c)
		}
	case Open, Changed, pane.Palette, pane.Back, pane.Closed:
		d.said = append(d.said, msg)
	case pane.Panicked:
		d.t.Fatalf("%s panicked: %v\n%s", msg.What, msg.Err, msg.Stack)
	default:
		d.carryOut(d.Update(msg))
	}
}

// press sends keys, with blanks between them; "type:words" types words.
func (d *driven) press(keys string) *driven {
	d.t.Helper()
	for _, k := range strings.Fields(keys) {
		if words, ok := strings.CutPrefix(k, "type:"); ok {
			for _, c := range strings.ReplaceAll(words, "_", " ") {
				d.carryOut(d.Update(tea.KeyPressMsg{Code: c, Text: string(c)}))
			}
			continue
		}
		d.carryOut(d.Update(key(k)))
	}
	return d
}

func key(name string) tea.KeyPressMsg {
	special := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "space": tea.KeySpace, "up": tea.KeyUp, "down": tea.KeyDown, "tab": tea.KeyTab}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: []rune(rest)[0], Mod: tea.ModCtrl}
	}
	if c, ok := special[name]; ok {
		return tea.KeyPressMsg{Code: c}
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

// listed is the rows as they are listed, the current one marked.
func (d *driven) listed() string {
	var b strings.Builder
	for i, l := range d.lines {
		switch {
		case l.row == nil:
			fmt.Fprintf(&b, "= %s %d\n", l.heading, l.n)
			continue
		case i == d.at.At:
			b.WriteString("> ")
		case d.marked[idOf(l.row)]:
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
	fresh.at.At = -1
	return strings.ReplaceAll(fresh.listed(), "> ", "  ")
}

func (d *driven) want(what, got, want string) {
	d.t.Helper()
	if strings.TrimSpace(got) != strings.TrimSpace(want) {
		d.t.Errorf("%s\n got\n%s\nwant\n%s", what, got, want)
	}
}

const everything = `
> alice claim | the article | the seventh increase in a year |
  bob note |  | the seventh increase in a year |
  alice claim | Amir Khan | inflation had not been beaten |
  alice claim | Jane Doe | the new tram line will pay for itself within ten years |
  alice quote | Jane Doe | “We have cut emissions by 30 per cent since 2019,” |
  alice stance | Taxpayers’ Union | the figures were “fantasy” |
`

func trimLines(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func TestAllIsListed(t *testing.T) {
	d := open(t, folder(t))
	d.want("all", trimLines(d.listed()), trimLines(everything))
	if d.found != 3 {
		t.Errorf("%d articles", d.found)
	}
}

func TestKindsAndFilter(t *testing.T) {
	d := open(t, folder(t))
	d.press("m c")
	if d.asked != "kind:claim" || len(d.shown) != 3 {
		t.Errorf("m c asks %q and lists %d", d.asked, len(d.shown))
	}
	d.press("m q")
	if d.asked != "kind:claim,quote" || len(d.shown) != 4 {
		t.Errorf("m q asks %q and lists %d", d.asked, len(d.shown))
	}
	d.press("m c / type:_emissions enter")
	if len(d.shown) != 1 || d.asked != "kind:quote emissions" {
		t.Errorf("%q lists\n%s", d.asked, d.listed())
	}
	d.press("/ type:_by:nobody esc")
	if d.asked != "kind:quote emissions" {
		t.Errorf("esc leaves the filter at %q", d.asked)
	}
	d.press("m . / type:_since:soon")
	if d.wrong == nil || len(d.shown) != 1 {
		t.Errorf("a wrong query says %v and lists %d", d.wrong, len(d.shown))
	}
	if got := d.shell(); got != "stet list --kind quote --where emissions articles/" && d.wrong == nil {
		t.Error(got)
	}
}

func TestTheSameInAShell(t *testing.T) {
	d := open(t, folder(t))
	for ask, want := range map[string]string{
		"":                                   "stet list articles/",
		"kind:claim":                         "stet list --kind claim articles/",
		`by:"jane doe" kind:claim tag:`:      `stet list --by 'jane doe' --kind claim --where tag: articles/`,
		`"cut emissions" -kind:note it's`:    `stet list --where '"cut emissions" -kind:note it'\''s' articles/`,
		"tag:a tag:b since:2026-01":          "stet list --tag a --since 2026-01 --where tag:b articles/",
		"status:to-check annotator:alice,me": "stet list --status to-check --annotator alice,me articles/",
	} {
		d.ask(ask)
		if got := d.shell(); got != want {
			t.Errorf("%s\n got %s\nwant %s", ask, got, want)
		}
	}
}

func TestDeletingAndUndo(t *testing.T) {
	d := open(t, folder(t))
	before := d.onDisk()
	d.press("x")
	if strings.Contains(d.listed(), "alice claim | the article") || !strings.Contains(d.message.Message, "u undo") {
		t.Errorf("after x: %s\n%s", d.message.Message, d.listed())
	}
	d.want("on the disk after x", trimLines(d.onDisk()), trimLines(d.unmarked()))
	d.press("u")
	d.want("on the disk after u", trimLines(d.onDisk()), trimLines(before))
	d.press("ctrl+r")
	d.want("on the disk after ctrl+r", trimLines(d.onDisk()), trimLines(d.unmarked()))
	if len(d.said) == 0 {
		t.Error("nobody is told that the sidecar changed")
	}
}

func (d *driven) unmarked() string { return strings.ReplaceAll(d.listed(), "> ", "  ") }

func TestSeveralRowsInSeveralArticlesAreOneUndo(t *testing.T) {
	d := open(t, folder(t))
	before := d.onDisk()
	d.press("m c ctrl+a t type:economy,_-x enter")
	want := `
> alice claim | the article | the seventh increase in a year | economy
  alice claim | Amir Khan | inflation had not been beaten | economy
  alice claim | Jane Doe | the new tram line will pay for itself within ten years | economy
`
	d.want("tagged", d.listed(), want)
	d.press("w type:Ann_Example enter")
	if row := d.row(); row.Who != "Ann Example" {
		t.Errorf("who is %q", row.Who)
	}
	d.press("u u m .")
	d.want("after undo", trimLines(d.onDisk()), trimLines(before))
}

func TestOthersRowsAreLeftAlone(t *testing.T) {
	d := open(t, folder(t))
	d.press("j x")
	if !strings.Contains(d.message.Message, "bob’s") || len(d.shown) != 6 {
		t.Errorf("x on bob’s row: %q, %d rows", d.message.Message, len(d.shown))
	}
	d.press("ctrl+a x")
	if len(d.shown) != 1 || d.shown[0].Annotator != "bob" {
		t.Errorf("left is\n%s", d.listed())
	}
}

func TestAVerdict(t *testing.T) {
	d := open(t, folder(t))
	d.press("m c V r type:https://example.org/x enter r tab tab tab tab")
	if d.form != nil {
		t.Fatalf("the card is still open, asking %s", d.form.Asking())
	}
	row := d.row()
	if row.Detail("verdict") != "REFUTES" || row.Detail("status") != kind.HasVerdict {
		t.Errorf("%+v", row.Details)
	}
	if !strings.Contains(strings.Join(d.View(80, 24), "\n"), "REFUTED") {
		t.Error("the list does not show the verdict")
	}
	d.press("u")
	if row := d.row(); row.Detail("verdict") != "" {
		t.Errorf("after undo %+v", row.Details)
	}
}

func TestGoingThereAndBack(t *testing.T) {
	d := open(t, folder(t))
	d.press("j j enter")
	open, ok := d.said[0].(Open)
	if !ok || filepath.Base(open.Path) != "rates-up.txt" || open.ID != d.row().ID {
		t.Fatalf("said %+v", d.said)
	}
	// Meanwhile somebody writes another article.
	tag(t, d.dir, "a.txt", "[It rained.]\n", "alice", "note")
	d.carryOut(d.Update(pane.Returned{}))
	if len(d.shown) != 7 || d.row().ID != open.ID {
		t.Errorf("%d rows, on\n%s", len(d.shown), d.listed())
	}
}

func TestGroups(t *testing.T) {
	d := open(t, folder(t))
	d.press("B 1")
	want := `
= Jane Doe 2
  alice claim | Jane Doe | the new tram line will pay for itself within ten years |
  alice quote | Jane Doe | “We have cut emissions by 30 per cent since 2019,” |
= Amir Khan 1
  alice claim | Amir Khan | inflation had not been beaten |
= Taxpayers’ Union 1
  alice stance | Taxpayers’ Union | the figures were “fantasy” |
= the article 1
> alice claim | the article | the seventh increase in a year |
= none 1
  bob note |  | the seventh increase in a year |
`
	d.want("grouped", trimLines(d.listed()), trimLines(want))
	d.press("g j k k")
	if d.at.At != 1 {
		t.Errorf("on line %d", d.at.At)
	}
}

func TestNamesAreJoinedAndApartAgain(t *testing.T) {
	dir := folder(t)
	tag(t, dir, "union.txt", "[The union asked for an inquiry into the tram plan.]\n", "alice", "stance the union AGAINST the tram plan")
	d := open(t, dir)
	d.press("/ type:kind:stance enter G e 1")
	data, err := os.ReadFile(filepath.Join(dir, "names.toml"))
	if err != nil || !strings.Contains(string(data), "name = \"Taxpayers’ Union\"\nalso = [\"the union\"]") {
		t.Fatalf("names.toml: %v\n%s%s", err, data, d.listed())
	}
	d.press("T 1")
	if got := strings.Join(d.table.down, " and "); got != "Taxpayers’ Union" {
		t.Errorf("the matrix has %s", got)
	}
	d.press("esc u")
	if _, err := os.Stat(filepath.Join(dir, "names.toml")); err == nil {
		t.Error("after undo names.toml is still there")
	}
	d.press("T 1")
	if len(d.table.down) != 2 {
		t.Errorf("after undo the matrix has %v", d.table.down)
	}
	d.press("esc ctrl+r T 1")
	if len(d.table.down) != 1 {
		t.Errorf("after redo the matrix has %v: %s", d.table.down, d.message.Message)
	}
	write(t, dir, "names.toml", "[[name")
	if again := open(t, dir); again.message.Message == "" || !again.message.Error {
		t.Error("a wrong names.toml is passed over in silence")
	}
}

func TestClaimsAreRelatedOverArticles(t *testing.T) {
	d := open(t, folder(t))
	d.press("m c r 1 i") // the first claim and the one most like it
	if !strings.Contains(d.message.Message, "u undo") {
		t.Fatalf("said %q", d.message.Message)
	}
	d.press("T 2")
	if len(d.table.down) != 2 || d.table.cells[0][0].text != "2" {
		t.Errorf("the ledger has %v, the first %s times", d.table.down, d.table.cells[0][0].text)
	}
	d.press("esc u T 2")
	if len(d.table.down) != 3 {
		t.Errorf("after undo the ledger has %v", d.table.down)
	}
	d.press("esc v j r a T 2") // the first contradicts the third
	if got := d.table.cells; len(got) != 3 || !strings.Contains(got[0][1].text+got[1][1].text+got[2][1].text, "−1") {
		t.Errorf("no claim is contradicted: %v", got)
	}
}

func TestViews(t *testing.T) {
	d := open(t, folder(t))
	d.press("T 1")
	if c, ok := d.table.cell(); !ok || c.text != "−" || c.about != "Taxpayers’ Union → the tram plan" {
		t.Errorf("the first cell says %+v", c)
	}
	d.press("enter")
	d.want("the rows of the cell", trimLines(d.listed()), "> alice stance | Taxpayers’ Union | the figures were “fantasy” |")
	d.press("esc")
	if d.table == nil || len(d.shown) != 6 {
		t.Error("esc does not come back to the view")
	}
	d.press("tab")
	if len(d.table.down) != 3 {
		t.Errorf("the ledger has %v", d.table.down)
	}
	d.press("tab tab j l l l l G g esc")
	if d.table != nil {
		t.Error("esc does not come back to the list")
	}
}

func TestWriting(t *testing.T) {
	d := open(t, folder(t))
	d.press("m c W c enter")
	data, err := os.ReadFile(filepath.Join(d.dir, "annotations.csv"))
	if err != nil || string(data) != "csv 3" {
		t.Errorf("%q, %v; %s", data, err, d.message.Message)
	}
}

func TestClosingSaysThatAllIsSaved(t *testing.T) {
	d := open(t, folder(t))
	d.press("x")
	d.carryOut(d.Close())
	closed, ok := d.said[len(d.said)-1].(pane.Closed)
	if !ok || closed.Unsaved != 0 {
		t.Errorf("said %+v", d.said)
	}
}

func TestKeysAreBoundOnce(t *testing.T) {
	for _, table := range []keys.Table[*Review]{commands, tableCommands} {
		if err := table.Check(); err != nil {
			t.Error(err)
		}
	}
}

// Whatever the size and whatever is open, a pane fills the screen exactly.
func TestEverySize(t *testing.T) {
	for _, open := range []func(*driven){
		func(d *driven) {}, func(d *driven) { d.press("/ type:kind:cl") }, func(d *driven) { d.press("/ type:nonsense:x") },
		func(d *driven) { d.press("w") }, func(d *driven) { d.press("C") }, func(d *driven) { d.press("B 3 G") }, func(d *driven) { d.press("V") },
		func(d *driven) { d.press("/ type:zzzz enter") }, func(d *driven) { d.press("T 1") }, func(d *driven) { d.press("T 2") },
		func(d *driven) { d.press("T 4 G l l l") }, func(d *driven) { d.press("/ type:zzz enter T 1") },
	} {
		d := openOnce(t)
		open(d)
		for _, size := range sizes() {
			w, h := size[0], size[1]
			lines := d.View(w, h)
			if len(lines) != h {
				t.Fatalf("%d×%d: %d lines", w, h, len(lines))
			}
			for i, l := range lines {
				if got := d.env.Paint.Width(l); got != w {
					t.Fatalf("%d×%d: line %d has %d cells: %q", w, h, i, got, ansi.Strip(l))
				}
			}
		}
	}
}

func openOnce(t *testing.T) *driven { return open(t, folder(t)) }

func sizes() [][2]int {
	var out [][2]int
	for w := 1; w <= 130; w += 1 + w/12 {
		for h := 1; h <= 50; h += 1 + h/12 {
			out = append(out, [2]int{w, h})
		}
	}
	return out
}

func TestScreens(t *testing.T) {
	for name, keys := range map[string]string{"list": "j", "claims": "m c j", "filter": "/ type:by:ja", "card": "m c C", "verdict": "m c V", "empty": "/ type:nothing_like_it enter", "stances": "T 1", "ledger": "T 2", "time": "T 4"} {
		t.Run(name, func(t *testing.T) {
			d := open(t, folder(t)).press(keys)
			var b strings.Builder
			for _, l := range d.View(80, 24) {
				b.WriteString(strings.TrimRight(ansi.Strip(l), " ") + "\n")
			}
			file := filepath.Join("testdata", name+".screen")
			if *update {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if b.String() != string(want) {
				t.Errorf("got\n%s\nwant\n%s", b.String(), want)
			}
		})
	}
}

// A keystroke may cost 50 ms with 100,000 annotations, the screen included.
func BenchmarkKey(b *testing.B) {
	th, err := theme.Load("", true)
	if err != nil {
		b.Fatal(err)
	}
	r := New(&pane.Env{Paint: paint.New(th, ansi.GraphemeWidth)}, Options{Now: func() time.Time { return clock }})
	a := &model.Article{Text: "The mayor said that the line will pay for itself."}
	var notes []*annotate.Annotation
	for i := range 100_000 {
		notes = append(notes, &annotate.Annotation{
			ID: fmt.Sprint(i), Body: &kind.Claim{Claimant: annotate.NameRef(fmt.Sprintf("Jane Doe %d", i%500), "PERSON"), Status: kind.ToCheck},
			Target: annotate.Target{Place: annotate.Place{Range: model.Range{Start: 4, End: 9}, Quote: annotate.Quote{Exact: strings.Repeat("the line will pay for itself ", 4), Start: i, End: i + 5}}},
		})
	}
	r.index = r.index.Put("a.txt", "alice", a, notes)
	r.ask("")
	for name, asks := range map[string][]string{"words": {"p", "pa", "pay"}, "fields": {"kind:claim by:doe", "kind:claim by:doe 4", "kind:claim by:doe 49"}} {
		b.Run(name, func(b *testing.B) {
			i := 0
			for b.Loop() {
				r.ask(asks[i%len(asks)])
				r.View(80, 24)
				i++
			}
		})
	}
	r.ask("")
	b.Run("move", func(b *testing.B) {
		for b.Loop() {
			r.move(1)
			r.View(80, 24)
		}
	})
}
