package need

import (
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the results over the expected ones")

// Update reports whether a test writes its results over the expected ones: go test
// PACKAGE -update.
func Update() bool { return *update }

// Expected is the text of a file of what is expected; with -update it is text, and is
// written there first.
func Expected(t testing.TB, file, text string) string {
	t.Helper()
	if Update() {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Golden compares a text with a file, line by line. Where tabs divide a line, numbers may
// differ by up to near, since processors round differently. With -update the text is
// written to the file.
func Golden(t testing.TB, file, text string, near float64) {
	t.Helper()
	got := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	want := strings.Split(strings.TrimSuffix(Expected(t, file, strings.Join(got, "\n")+"\n"), "\n"), "\n")
	same := func(a, b string) bool { return a == b || near > 0 && differLittle(a, b, near) }
	of := "" // the line that those set in belong to
	for i := range max(len(got), len(want)) {
		is, was := lineAt(got, i), lineAt(want, i)
		if strings.TrimLeft(is, " \t") == is {
			of = is
		}
		if !slices.EqualFunc(strings.Split(is, "\t"), strings.Split(was, "\t"), same) {
			t.Errorf("%s:%d, of %s\n got %s\nwant %s", file, i+1, of, is, was)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d lines, want %d", file, len(got), len(want))
	}
}

// lineAt is a line, "" behind the last one.
func lineAt(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

func differLittle(a, b string, near float64) bool {
	x, err := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return err == nil && err2 == nil && math.Abs(x-y) <= near
}
