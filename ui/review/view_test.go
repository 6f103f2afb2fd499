package review

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/ui/paint"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
	"stet/ui/theme"
)

func TestGroups(t *testing.T) {
	d := open(t, newFolder(t))
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
	if d.list.at.At != 1 {
		t.Errorf("on line %d", d.list.at.At)
	}
}

func TestViews(t *testing.T) {
	d := open(t, newFolder(t))
	d.press("T 1")
	if c, ok := d.list.table.cell(); !ok || c.text != "−" || c.about != "Taxpayers’ Union → the tram plan" {
		t.Errorf("the first cell says %+v", c)
	}
	d.press("enter")
	d.want("the rows of the cell", trimLines(d.listed()), "> alice stance | Taxpayers’ Union | the figures were “fantasy” |")
	d.press("esc")
	if d.list.table == nil || len(d.list.shown) != 6 {
		t.Error("esc does not come back to the view")
	}
	d.press("tab")
	if len(d.list.table.down) != 3 {
		t.Errorf("the ledger has %v", d.list.table.down)
	}
	d.press("tab tab j l l l l G g esc")
	if d.list.table != nil {
		t.Error("esc does not come back to the list")
	}
}

func TestWhatIsWrongWithAFilterIsSaidWhole(t *testing.T) {
	d := open(t, newFolder(t)).press("/ type:verdict:foo")
	screen := ansi.Strip(strings.Join(panetest.Show(d, 80, 24), "\n"))
	said := strings.Join(strings.Fields(screen), " ")
	if d.list.wrong == nil || !strings.Contains(said, d.list.wrong.Error()) {
		t.Errorf("%v is not said whole in\n%s", d.list.wrong, screen)
	}
	if strings.Contains(screen, "in a shell") {
		t.Errorf("the command of another filter is shown:\n%s", screen)
	}
}

func TestRowsBeyondTheScreenAreTold(t *testing.T) {
	d := open(t, newFolder(t)).press("j")
	if screen := ansi.Strip(strings.Join(panetest.Show(d, 80, 24), "\n")); strings.Contains(screen, "row 2") {
		t.Errorf("all are on the screen, and yet it says\n%s", screen)
	}
	if screen := ansi.Strip(strings.Join(panetest.Show(d, 80, 12), "\n")); !strings.Contains(screen, "row 2 of 6, 2 more below") {
		t.Errorf("nothing is said of the others:\n%s", screen)
	}
}

func TestANotesRowShowsWhatTheNoteSays(t *testing.T) {
	dir := t.TempDir()
	tag(t, dir, "a.txt", "The minister [resigned] on Monday.\n", "alice", "note ask her office")
	screen := ansi.Strip(strings.Join(panetest.Show(open(t, dir), 80, 24), "\n"))
	if !strings.Contains(screen, "ask her office") || strings.Contains(screen, "verdict") {
		t.Errorf("the list:\n%s", screen)
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
			lines := panetest.Show(d, w, h)
			if len(lines) != h {
				t.Fatalf("%d×%d: %d lines", w, h, len(lines))
			}
			for i, l := range lines {
				if got := d.folder.env.Paint.Width(l); got != w {
					t.Fatalf("%d×%d: line %d has %d cells: %q", w, h, i, got, ansi.Strip(l))
				}
			}
		}
	}
}

func openOnce(t *testing.T) *driven { return open(t, newFolder(t)) }

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
			d := open(t, newFolder(t)).press(keys)
			panetest.Golden(t, name+".screen", panetest.Show(d, 80, 24))
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
	r.folder.index = r.folder.index.Put("a.txt", "alice", a, notes)
	r.list.ask("")
	for name, asks := range map[string][]string{"words": {"p", "pa", "pay"}, "fields": {"kind:claim by:doe", "kind:claim by:doe 4", "kind:claim by:doe 49"}} {
		b.Run(name, func(b *testing.B) {
			i := 0
			for b.Loop() {
				r.list.ask(asks[i%len(asks)])
				panetest.Show(r, 80, 24)
				i++
			}
		})
	}
	r.list.ask("")
	b.Run("move", func(b *testing.B) {
		for b.Loop() {
			r.list.move(1)
			panetest.Show(r, 80, 24)
		}
	})
}

// Whatever is in articles and sidecars, nothing but colours leaves the pane.
func TestHostileText(t *testing.T) {
	dir := t.TempDir()
	const evil = "\x1b]0;title\a \x1b[2J\u009b31m \u202eabc\u2066 \x07x"
	tag(t, dir, "a\x1b[31m.txt", "Title "+strings.ReplaceAll(evil, "[", "(")+"\n\nIt said ["+strings.NewReplacer("[", "(", "]", ")").Replace(evil)+"] there.\n", "alice", "claim "+evil)
	for _, keys := range []string{"", "C", "w", "V", "T 1", "T 2", "T 4", "/ type:said enter", "r", "e", "B 1"} {
		d := open(t, dir).press(keys)
		for _, size := range [][2]int{{80, 24}, {130, 40}, {30, 10}} {
			for _, l := range panetest.Show(d, size[0], size[1]) {
				for _, c := range ansi.Strip(l) {
					if c < ' ' || c >= 0x7f && c < 0xa0 || c == '\u202e' || c == '\u2066' {
						t.Fatalf("%s at %v: %U passes in %q", keys, size, c, l)
					}
				}
				if rest := sgr.ReplaceAllString(l, ""); strings.ContainsRune(rest, '\x1b') {
					t.Fatalf("%s at %v: an escape passes in %q", keys, size, rest)
				}
			}
		}
	}
}

var sgr = regexp.MustCompile("\x1b\\[[0-9;]*m")

// Every card of the review is whole at 80×24: both edges are on the screen.
func TestEveryCardFitsTheSmallestUsualScreen(t *testing.T) {
	for _, keys := range []string{"w", "e", "V", "t", "C", "B", "S", "T", "W", "W c", "v v w", "j e", "j r"} {
		d := open(t, newFolder(t))
		d.press("m c " + keys)
		screen := ansi.Strip(strings.Join(panetest.Show(d, 80, 24), "\n"))
		if d.front.Form() == nil && !d.draw.open {
			t.Errorf("%s opens no card: %s", keys, d.front.Told.Message)
			continue
		}
		if strings.Count(screen, "┌") != 1 || strings.Count(screen, "└") != 1 {
			t.Errorf("after %s:\n%s", keys, screen)
		}
	}
}
