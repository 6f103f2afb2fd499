package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// What one person has read and done at a machine is not what the next has.
func TestSomebodyElseHasAStateOfTheirOwn(t *testing.T) {
	state := func(annotator, own string) string {
		p := &program{annotator: annotator, config: config{Annotator: own}}
		return filepath.ToSlash(p.desk(t.Context()).State)
	}
	own := state("", "alice")
	if got := state("Alice", "alice"); got != own {
		t.Errorf("one's own name leads to %s, not to %s", got, own)
	}
	if got := state("bob", "alice"); !strings.HasPrefix(got, own) || !strings.HasSuffix(got, "/as/bob") {
		t.Errorf("bob's state lies in %s", got)
	}
}
