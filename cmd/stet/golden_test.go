package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stet/annotate/store"
	"stet/cmd/stet/manual"
	"stet/model/need"
)

var (
	uuids = regexp.MustCompile(`urn:uuid:[0-9a-f-]{36}`)
	times = regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`)
)

// mask hides what differs from run to run: IDs and times.
func mask(s string) string {
	return times.ReplaceAllString(uuids.ReplaceAllString(s, "urn:uuid:*"), "TIME")
}

// compareGolden holds what is to what was expected; -update writes it instead.
func compareGolden(t *testing.T, path string, got []byte) {
	t.Helper()
	masked := mask(string(got))
	if need.Update() {
		write(t, path, []byte(masked))
		return
	}
	want, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	if masked == string(want) {
		return
	}
	is, was := strings.Split(masked, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(is), len(was)) {
		if a, b := at(is, i), at(was, i); a != b {
			t.Fatalf("%s:%d differs (go test -update rewrites it)\n  is  %s\n  was %s", filepath.Base(path), i+1, a, b)
		}
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}

// The tables of the README are those that the program runs on.
func TestTheTablesOfTheReadme(t *testing.T) {
	path := filepath.Join(moduleRoot(t), "README.md")
	was, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	is := manual.Fill(string(was), new(program).root())
	if need.Update() {
		write(t, path, []byte(is))
		return
	}
	if is != string(was) {
		t.Error("a table in README.md is out of date: go test ./cmd/stet -run Readme -update")
	}
}

// A place for a table in the README that no table fills would be shown empty.
func TestTheReadmeHasItsTables(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(moduleRoot(t), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	root := new(program).root()
	for _, place := range regexp.MustCompile(`<!-- table: \w+ -->\n`).FindAllString(string(readme), -1) {
		if filled := manual.Fill(place+"<!-- end -->\n", root); strings.Count(filled, "\n") < 4 {
			t.Errorf("no table fills %s", place)
		}
	}
}

// testDesk is a desk in folders of the test's own.
func testDesk(t *testing.T) *store.Desk {
	home := t.TempDir()
	return &store.Desk{Annotator: "alice", Data: filepath.Join(home, "data"), State: filepath.Join(home, "state"), Locks: filepath.Join(home, "locks")}
}
