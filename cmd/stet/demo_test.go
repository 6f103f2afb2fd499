package main

import (
	"os"
	"path/filepath"
	"testing"

	"stet/annotate"
	"stet/annotate/query"
	"stet/ui/guide"
)

// The sample library is whole: every annotation is where it says, and each
// kind that has a key is there to be looked at.
func TestTheDemoIsSound(t *testing.T) {
	dir := t.TempDir()
	if err := unpack(dir); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	problems, err := query.Collect(t.Context(), testDesk(t), []string{dir}, query.Query[query.Row]{}, func(rows []*query.Row) error {
		for _, r := range rows {
			kinds[r.Kind]++
			if r.State != annotate.Exact {
				t.Errorf("%s: %q is %s", r.Article, r.Words, r.State)
			}
		}
		return nil
	})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	for _, k := range []string{"quote", "claim", "stance", "note"} {
		if kinds[k] == 0 {
			t.Errorf("the demo has no %s", k)
		}
	}
	if err := unpack(dir); err != nil {
		t.Errorf("a second time: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, guide.Article)); err != nil {
		t.Error(err)
	}
}
