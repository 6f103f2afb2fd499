package list

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/annotate/codebook"
)

// Where a list divides the articles, a coder sees their own first, and all of them once
// the filter is taken away.
func TestTheListShowsMine(t *testing.T) {
	dir := folder(t)
	list := "# stet sample\ntram-plan.md\talice,bob\n2026/rates-up.md\tbob\n"
	if err := os.WriteFile(filepath.Join(dir, codebook.AssignmentsFile), []byte(list), 0o644); err != nil {
		t.Fatal(err)
	}
	d := open(t, dir)
	if d.list.asked != "is:mine" || len(d.list.shown) != 1 || d.list.shown[0].Path != "tram-plan.md" {
		t.Errorf("%q shows %d articles", d.list.asked, len(d.list.shown))
	}
	if head := strings.Join(d.draw.facts(), " · "); !strings.Contains(head, "of 1 read") {
		t.Errorf("the header counts the articles of others: %s", head)
	}
	d.list.ask("")
	if len(d.list.shown) != 3 {
		t.Errorf("without the filter there are %d articles", len(d.list.shown))
	}
}
