package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/need"
)

// Real revisions of real articles, scored by a program that knows the truth from
// a word diff of its own. All 215 pairs take ten seconds; the first 40 are run.
func TestAnchorOnRealRevisions(t *testing.T) {
	t.Parallel()
	shared := filepath.Join("..", "..", "..", "shared")
	script, pairs := filepath.Join(shared, "eval", "anchors.py"), filepath.Join(shared, "corpora", "revisions", "pairs.jsonl")
	for _, path := range []string{script, pairs} {
		if _, err := os.Stat(path); err != nil {
			need.Skip(t, need.Shared, "without the revisions: ", err)
		}
	}
	python := need.Program(t, "python3")
	cmd := exec.Command(python, script, "--limit", "40", pairs)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", out)
	// At least so many per cent right, at most so many elsewhere.
	limits := map[string]struct{ right, elsewhere float64 }{
		"kept": {99, 1}, "changed": {80, 2}, "deleted": {99, 1}, "gone": {95, 5},
	}
	for line := range strings.Lines(string(out)) {
		var class, what string
		var n int
		var right, orphaned, elsewhere float64
		if _, err := fmt.Sscanf(line, "%s %d %s %f %% orphaned %f %% elsewhere %f %%", &class, &n, &what, &right, &orphaned, &elsewhere); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		limit, ok := limits[class]
		delete(limits, class)
		if !ok || n < 100 || right < limit.right || elsewhere > limit.elsewhere {
			t.Errorf("%s", line)
		}
	}
	if len(limits) > 0 {
		t.Errorf("no figures for %v", limits)
	}
}
