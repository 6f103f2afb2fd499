package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

// panicking runs work and returns what it panics with.
func panicking(work func()) (fault any, stack []byte) {
	defer func() { fault, stack = recover(), debug.Stack() }()
	work()
	return nil, nil
}

func TestAReportOfAFaultSaysWhereAndHoldsNoText(t *testing.T) {
	const secret = "the minister’s name"
	for name, work := range map[string]func(){
		"runtime error: index out of range [25] with length 21": func() { _ = []byte(secret)[len(secret)+4] },
		"a string, which is left out because it may hold text":  func() { panic(secret) },
	} {
		dir := filepath.Join(t.TempDir(), "state")
		fault, stack := panicking(work)
		var told bytes.Buffer
		if code := explain(&told, crashed(dir, fault, stack)); code != problems {
			t.Errorf("%s: exit code %d", name, code)
		}
		reports, err := filepath.Glob(filepath.Join(dir, "fault-*.txt"))
		if err != nil || len(reports) != 1 {
			t.Fatalf("%s: the reports are %v, %v", name, reports, err)
		}
		if !strings.Contains(told.String(), reports[0]) {
			t.Errorf("%s: the report is not named: %s", name, told.String())
		}
		data, err := os.ReadFile(reports[0])
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{name, "crash_test.go", "stet "} {
			if !strings.Contains(string(data), want) {
				t.Errorf("%s: the report does not say %q:\n%s", name, want, data)
			}
		}
		if strings.Contains(string(data), "minister") {
			t.Errorf("%s: the report holds text:\n%s", name, data)
		}
	}
}

func TestAFaultThatCannotBeReportedIsToldAllTheSame(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var told bytes.Buffer
	explain(&told, crashed(file, "x", nil))
	if !strings.Contains(told.String(), "a fault in stet ended it") || !strings.Contains(told.String(), "could not be written") {
		t.Errorf("told: %s", told.String())
	}
}
