package need

import (
	"os"
	"strings"
	"testing"
)

// Table holds what comes of one line each to a file: "# KIND" begins the lines of a
// kind, and in each of them a tab is before what comes of it. With -update that is
// written anew, and what is before the tab stays.
func Table(t testing.TB, file string, kinds map[string]func(string) string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var anew strings.Builder
	kind, used := "", map[string]int{}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if name, is := strings.CutPrefix(line, "# "); is {
			if kind = name; kinds[kind] == nil {
				t.Fatalf("%s: nothing reads %q", file, kind)
			}
		} else if line != "" {
			input, want, _ := strings.Cut(line, "\t")
			got := strings.NewReplacer("\n", " / ", "\t", " ").Replace(kinds[kind](input))
			if got != want && !Update() {
				t.Errorf("%s: %s: %s\n got %s\nwant %s", file, kind, input, got, want)
			}
			line = input + "\t" + got
			used[kind]++
		}
		anew.WriteString(line + "\n")
	}
	for kind := range kinds {
		if used[kind] == 0 {
			t.Errorf("%s: no lines are %s", file, kind)
		}
	}
	if Update() {
		if err := os.WriteFile(file, []byte(anew.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
