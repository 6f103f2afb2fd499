package review

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/ui/keys"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

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
	d := open(t, newFolder(t))
	d.want("all", trimLines(d.listed()), trimLines(everything))
	if d.folder.found != 3 {
		t.Errorf("%d articles", d.folder.found)
	}
}

func TestKindsAndFilter(t *testing.T) {
	d := open(t, newFolder(t))
	d.press("m c")
	if d.list.asked != "kind:claim" || len(d.list.shown) != 3 {
		t.Errorf("m c asks %q and lists %d", d.list.asked, len(d.list.shown))
	}
	d.press("m q")
	if d.list.asked != "kind:claim,quote" || len(d.list.shown) != 4 {
		t.Errorf("m q asks %q and lists %d", d.list.asked, len(d.list.shown))
	}
	d.press("m c /")
	if screen := ansi.Strip(strings.Join(d.View(), "\n")); !strings.Contains(screen, "/ kind:quote ") { // all of it is seen from the first key on
		t.Errorf("the filter that is changed reads\n%s", screen)
	}
	d.press("type:_emissions enter")
	if len(d.list.shown) != 1 || d.list.asked != "kind:quote emissions" {
		t.Errorf("%q lists\n%s", d.list.asked, d.listed())
	}
	d.press("/ type:_by:nobody esc")
	if d.list.asked != "kind:quote emissions" {
		t.Errorf("esc leaves the filter at %q", d.list.asked)
	}
	d.press("m . / type:_since:soon")
	if d.list.wrong == nil || len(d.list.shown) != 1 {
		t.Errorf("a wrong query says %v and lists %d", d.list.wrong, len(d.list.shown))
	}
	if got := d.draw.shell(); got != "stet list --kind quote --where emissions articles/" && d.list.wrong == nil {
		t.Error(got)
	}
}

func TestTheSameInAShell(t *testing.T) {
	d := open(t, newFolder(t))
	for ask, want := range map[string]string{
		"":                                   "stet list articles/",
		"kind:claim":                         "stet list --kind claim articles/",
		`by:"jane doe" kind:claim tag:`:      `stet list --by 'jane doe' --kind claim --where tag: articles/`,
		`"cut emissions" -kind:note it's`:    `stet list --where '"cut emissions" -kind:note it'\''s' articles/`,
		"tag:a tag:b since:2026-01":          "stet list --tag a --since 2026-01 --where tag:b articles/",
		"status:to-check annotator:alice,me": "stet list --status to-check --annotator alice,me articles/",
	} {
		d.list.ask(ask)
		if got := d.draw.shell(); got != want {
			t.Errorf("%s\n got %s\nwant %s", ask, got, want)
		}
	}
}

func TestGoingThereAndBack(t *testing.T) {
	d := open(t, newFolder(t))
	d.press("j j enter")
	open, ok := d.said[0].(Open)
	if !ok || filepath.Base(open.Path) != "rates-up.txt" || open.ID != d.list.row().ID {
		t.Fatalf("said %+v", d.said)
	}
	// Meanwhile somebody writes another article.
	tag(t, d.dir, "a.txt", "[It rained.]\n", "alice", "note")
	d.carryOut(d.Update(pane.Returned{}))
	if len(d.list.shown) != 7 || d.list.row().ID != open.ID {
		t.Errorf("%d rows, on\n%s", len(d.list.shown), d.listed())
	}
}

func TestWriting(t *testing.T) {
	d := open(t, newFolder(t))
	t.Chdir(d.dir)
	wrote := func(name, want string) {
		t.Helper()
		if data, err := os.ReadFile(name); err != nil || string(data) != want {
			t.Errorf("%s holds %q, %v; %s", name, data, err, d.front.Told.Message)
		}
	}
	d.press("m c W c enter")
	wrote("annotations.csv", "csv 3")
	if !strings.Contains(d.front.Told.Message, filepath.Join(filepath.Base(d.dir), "annotations.csv")) {
		t.Errorf("it is not said where the file lies: %s", d.front.Told.Message)
	}
	// A file that is there is left as it is, and another name offered.
	d.press("m . W m")
	wrote("annotations.csv", "csv 3")
	d.press("type:annotations.csv enter")
	if d.front.Form() == nil || !d.front.Told.Error {
		t.Fatalf("after a name that is taken: %s", d.front.Told.Message)
	}
	if screen := ansi.Strip(strings.Join(panetest.Show(d, 80, 24), "\n")); !strings.Contains(screen, "annotations-2.csv") {
		t.Errorf("no free name is offered:\n%s", screen)
	}
	d.press("enter")
	wrote("annotations.csv", "csv 3")
	wrote("annotations-2.csv", "md 6")
}

func TestWritingCanBeStopped(t *testing.T) {
	d := open(t, newFolder(t))
	t.Chdir(d.dir)
	d.press("W c")
	write := d.Update(panetest.Key("enter"))
	if !strings.Contains(d.front.Told.Message, "writing 6 rows · esc stops it") {
		t.Errorf("meanwhile it says %q", d.front.Told.Message)
	}
	d.press("esc")
	d.carryOut(write)
	if _, err := os.Stat("annotations.csv"); err == nil || d.front.Told.Message != "stopped, no file was written" {
		t.Errorf("after esc: %v, %q", err, d.front.Told.Message)
	}
	if len(d.said) > 0 {
		t.Errorf("esc went on to %T", d.said[0])
	}
}

func TestKeysAreBoundOnce(t *testing.T) {
	for _, table := range []keys.Table[*Review]{commands, tableCommands} {
		if err := table.Check(); err != nil {
			t.Error(err)
		}
	}
}

func TestWhereNothingIsKeptItSaysWhatThereIsToKeep(t *testing.T) {
	dir := t.TempDir()
	panetest.Write(t, dir, "a.txt", "News\n\nNothing is said here yet.\n")
	d := open(t, dir)
	if got := d.draw.empty(); got != "Nothing kept in articles/ yet: 1 article. esc, then tab and ⏎ keep the first." {
		t.Error(got)
	}
	d.folder.quotes = 6
	if got := d.draw.empty(); got != "Nothing kept in articles/ yet: 1 article, 6 quotes found. esc, then tab and ⏎ keep the first." {
		t.Error(got)
	}
}
