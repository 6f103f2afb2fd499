package need

import (
	"flag"
	"fmt"
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

// Expected returns what file holds. With -update it writes text there first.
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

// Under compares a file with the results of its own lines, as [Golden] does. The results
// of a line follow it, indented by a tab; made writes them with say, one line a call. Blank
// lines and those that begin with # have no results.
func Under(t testing.TB, file string, made func(line string, say func(format string, values ...any))) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "\t") {
			continue
		}
		out.WriteString(line)
		if line = strings.TrimRight(line, "\n"); line != "" && !strings.HasPrefix(line, "#") {
			made(line, func(format string, values ...any) { fmt.Fprintf(&out, "\t"+format+"\n", values...) })
		}
	}
	Golden(t, file, out.String(), 0)
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
