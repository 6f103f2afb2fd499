package main

import (
	"os"
	"path/filepath"
	"testing"

	"stet/annotate/store"
)

// What is generated is what stet itself would write: the check of sidecars finds
// nothing in it, and the same seed makes the same bytes.
func TestGeneratedSidecarsAreValidAndRepeat(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	for _, dir := range []string{one, two} {
		if err := generate(dir, 5, 12, 300, 7); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(one, "*", "*"))
	if err != nil || len(files) != 10 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, f := range files {
		a, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		rel, _ := filepath.Rel(one, f)
		if b, err := os.ReadFile(filepath.Join(two, rel)); err != nil || string(a) != string(b) {
			t.Errorf("%s differs from run to run: %v", rel, err)
		}
		if filepath.Ext(f) != ".json" {
			continue
		}
		c, err := store.Decode(a)
		if err != nil {
			t.Fatalf("%s: %v", rel, err)
		}
		if len(c.Problems) > 0 || len(c.Annotations) != 12 {
			t.Errorf("%s: %d annotations, %v", rel, len(c.Annotations), c.Problems)
		}
	}
}
