package need

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A Result is what the program makes of one text: its name, a few words about it for
// a person, and everything that has to stay as it is.
type Result struct{ Name, About, All string }

// Unchanged holds results to a file with a line for each: its name, the words about
// it, and a sum of everything. It shows how far the change of a rule reaches in more
// texts than one can read. STET_FOUND=FOLDER writes everything to FOLDER, to be
// compared with what an earlier version writes there. With -update the file is
// written anew.
func Unchanged(t *testing.T, file string, results []Result) {
	t.Helper()
	var lines strings.Builder
	for _, r := range results {
		fmt.Fprintf(&lines, "%s\t%s\t%.4x\n", r.Name, r.About, sha256.Sum256([]byte(r.All)))
		if dir := os.Getenv("STET_FOUND"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, strings.ReplaceAll(r.Name, "/", "+")), []byte(r.All), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	if Update() {
		if err := os.WriteFile(file, []byte(lines.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	was := map[string]string{}
	for line := range strings.Lines(string(data)) {
		name, rest, _ := strings.Cut(line, "\t")
		was[name] = rest
	}
	for line := range strings.Lines(lines.String()) {
		if name, rest, _ := strings.Cut(line, "\t"); was[name] != rest {
			t.Errorf("%s: %s were %s STET_FOUND=FOLDER writes what is found", name, strings.ReplaceAll(rest, "\n", ";"), strings.ReplaceAll(was[name], "\n", ";"))
		}
	}
	if len(was) != len(results) {
		t.Errorf("%d results, want %d", len(results), len(was))
	}
}
