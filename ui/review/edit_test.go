package review

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model/source"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

func TestDeletingAndUndo(t *testing.T) {
	d := open(t, newFolder(t))
	before := d.onDisk()
	d.press("x")
	if strings.Contains(d.listed(), "alice claim | the article") || !strings.Contains(d.front.Told.Message, "u undo") {
		t.Errorf("after x: %s\n%s", d.front.Told.Message, d.listed())
	}
	d.want("on the disk after x", trimLines(d.onDisk()), trimLines(d.unmarked()))
	d.press("G u")
	d.want("on the disk after u", trimLines(d.onDisk()), trimLines(before))
	if d.list.row().Who != "the article" {
		t.Errorf("u does not go to what it brought back, but stays on\n%s", d.listed())
	}
	d.press("ctrl+r")
	d.want("on the disk after ctrl+r", trimLines(d.onDisk()), trimLines(d.unmarked()))
	if len(d.said) == 0 {
		t.Error("nobody is told that the sidecar changed")
	}
}

func (d *driven) unmarked() string { return strings.ReplaceAll(d.listed(), "> ", "  ") }

func TestSeveralRowsInSeveralArticlesAreOneUndo(t *testing.T) {
	d := open(t, newFolder(t))
	before := d.onDisk()
	d.press("m c ctrl+a t type:economy,_-x enter")
	want := `
> alice claim | the article | the seventh increase in a year | economy
  alice claim | Amir Khan | inflation had not been beaten | economy
  alice claim | Jane Doe | the new tram line will pay for itself within ten years | economy
`
	d.want("tagged", d.listed(), want)
	d.press("w type:Ann_Example enter")
	if row := d.list.row(); row.Who != "Ann Example" {
		t.Errorf("who is %q", row.Who)
	}
	d.press("u u m .")
	d.want("after undo", trimLines(d.onDisk()), trimLines(before))
}

func TestOthersRowsAreLeftAlone(t *testing.T) {
	d := open(t, newFolder(t))
	d.press("j x")
	if !strings.Contains(d.front.Told.Message, "bob’s") || len(d.list.shown) != 6 {
		t.Errorf("x on bob’s row: %q, %d rows", d.front.Told.Message, len(d.list.shown))
	}
	d.press("ctrl+a x")
	if len(d.list.shown) != 1 || d.list.shown[0].Annotator != "bob" {
		t.Errorf("left is\n%s", d.listed())
	}
}

func TestAVerdict(t *testing.T) {
	d := open(t, newFolder(t))
	d.press("m c V r type:https://example.org/x enter r tab tab tab tab")
	if d.front.Form() != nil {
		t.Fatalf("the card is still open, asking %s", d.front.Form().Asking())
	}
	row := d.list.row()
	if row.Detail("verdict") != "REFUTES" || row.Detail("status") != kind.HasVerdict {
		t.Errorf("%+v", row.Details)
	}
	if !strings.Contains(strings.Join(panetest.Show(d, 80, 24), "\n"), "✗ refuted") {
		t.Error("the list does not show the verdict")
	}
	d.press("u")
	if row := d.list.row(); row.Detail("verdict") != "" {
		t.Errorf("after undo %+v", row.Details)
	}
}

func TestNamesAreJoinedAndApartAgain(t *testing.T) {
	dir := newFolder(t)
	tag(t, dir, "union.txt", "[The union asked for an inquiry into the tram plan.]\n", "alice", "stance the union AGAINST the tram plan")
	d := open(t, dir)
	d.press("/ type:kind:stance enter G e 1")
	data, err := os.ReadFile(filepath.Join(dir, "names.toml"))
	if err != nil || !strings.Contains(string(data), "name = \"Taxpayers’ Union\"\nalso = [\"the union\"]") {
		t.Fatalf("names.toml: %v\n%s%s", err, data, d.listed())
	}
	d.press("T 1")
	if got := strings.Join(d.list.table.down, " and "); got != "Taxpayers’ Union" {
		t.Errorf("the matrix has %s", got)
	}
	d.press("esc u")
	if _, err := os.Stat(filepath.Join(dir, "names.toml")); err == nil {
		t.Error("after undo names.toml is still there")
	}
	d.press("T 1")
	if len(d.list.table.down) != 2 {
		t.Errorf("after undo the matrix has %v", d.list.table.down)
	}
	d.press("esc ctrl+r T 1")
	if len(d.list.table.down) != 1 {
		t.Errorf("after redo the matrix has %v: %s", d.list.table.down, d.front.Told.Message)
	}
	panetest.Write(t, dir, "names.toml", "[[name")
	if again := open(t, dir); again.front.Told.Message == "" || !again.front.Told.Error {
		t.Error("a wrong names.toml is passed over in silence")
	}
}

func TestClaimsAreRelatedOverArticles(t *testing.T) {
	d := open(t, newFolder(t))
	d.press("m c r 1 i") // the first claim and the one most like it
	if !strings.Contains(d.front.Told.Message, "u undo") {
		t.Fatalf("said %q", d.front.Told.Message)
	}
	d.press("T 2")
	if len(d.list.table.down) != 2 || d.list.table.cells[0][0].text != "2" {
		t.Errorf("the ledger has %v, the first %s times", d.list.table.down, d.list.table.cells[0][0].text)
	}
	d.press("esc u T 2")
	if len(d.list.table.down) != 3 {
		t.Errorf("after undo the ledger has %v", d.list.table.down)
	}
	d.press("esc v j r a T 2") // the first contradicts the third
	if got := d.list.table.cells; len(got) != 3 || !strings.Contains(got[0][1].text+got[1][1].text+got[2][1].text, "−1") {
		t.Errorf("no claim is contradicted: %v", got)
	}
}

func TestClosingSaysThatAllIsSaved(t *testing.T) {
	d := open(t, newFolder(t))
	d.press("x")
	d.carryOut(d.Close())
	closed, ok := d.said[len(d.said)-1].(pane.Closed)
	if !ok || closed.Unsaved != 0 {
		t.Errorf("said %+v", d.said)
	}
}

func TestABlindProjectHidesOthersUntilOnesOwnWorkIsDone(t *testing.T) {
	dir := newFolder(t)
	panetest.Write(t, dir, "codebook.toml", "[settings]\nblind = true\n")
	d := open(t, dir)
	if len(d.list.shown) != 5 || strings.Contains(d.listed(), "bob") || !strings.Contains(strings.Join(panetest.Show(d, 80, 24), ""), "1 hidden") {
		t.Errorf("bob is seen:\n%s", d.listed())
	}
	a, err := source.Open(filepath.Join(dir, "2026/rates-up.txt"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := desk(dir, "alice").Open(a)
	if err != nil {
		t.Fatal(err)
	}
	f.Set.Do(annotate.Edit{Coded: &annotate.CodedSwap{After: clock}})
	if _, err := f.Save(f.Set.Snapshot(), f.Set.Coded()); err != nil {
		t.Fatal(err)
	}
	d.carryOut(d.Update(pane.Returned{}))
	if len(d.list.shown) != 6 {
		t.Errorf("after she is done alice sees\n%s", d.listed())
	}
	panetest.Write(t, dir, "codebook.toml", "[settings\n")
	if again := open(t, dir); !again.folder.blind || !again.front.Told.Error {
		t.Error("a codebook that cannot be read opens what may have to be hidden")
	}
}

// What another program changed after the list was read is shown before anything is done
// to it; nothing is replaced that the person has not seen.
func TestWhatWasNotSeenIsNotReplaced(t *testing.T) {
	d := open(t, newFolder(t))
	open(t, d.dir).press("/ type:emissions enter t type:other enter")
	d.press("/ type:emissions enter x")
	if told := d.front.Told; !strings.Contains(told.Message, "1 annotation changed elsewhere since") {
		t.Errorf("it says %+v", told)
	}
	if !strings.Contains(d.listed(), "other") || !strings.Contains(d.onDisk(), "other") {
		t.Errorf("what the other program wrote is gone:\n%s\n%s", d.listed(), d.onDisk())
	}
	d.press("x")
	if strings.Contains(d.onDisk(), "other") {
		t.Errorf("what was seen cannot be deleted: %+v\n%s", d.front.Told, d.onDisk())
	}
}
