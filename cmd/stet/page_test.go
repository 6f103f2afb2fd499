package main

import "testing"

// The pager is a program, not a line for a shell.
func TestPager(t *testing.T) {
	t.Setenv("PAGER", "")
	if got := pagerCommand(); got != nil {
		t.Errorf("an empty PAGER: %q", got)
	}
	t.Setenv("PAGER", "no-such-pager-here; echo")
	if got := pagerCommand(); got != nil {
		t.Errorf("a pager that is not there: %q", got)
	}
}
