package need

import (
	"os"
	"strings"
	"testing"
)

// Table compares a file with the results of its own rows, as [Golden] does. A line
// "# KIND" begins the rows of a kind; a row is an input, a tab and the result of
// kinds[KIND].
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
			input, _, _ := strings.Cut(line, "\t")
			line = input + "\t" + strings.NewReplacer("\n", " / ", "\t", " ").Replace(kinds[kind](input))
			used[kind]++
		}
		anew.WriteString(line + "\n")
	}
	for kind := range kinds {
		if used[kind] == 0 {
			t.Errorf("%s: no rows of the kind %s", file, kind)
		}
	}
	Golden(t, file, anew.String(), 0)
}
