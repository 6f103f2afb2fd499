package need

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A Result is what the program makes of one text.
type Result struct {
	Name  string
	About string // a few words for a person
	All   string // everything that has to stay as it is
}

// Unchanged compares results with a file, as [Golden] does: a line for each has its name,
// the words about it and a sum of everything. The sums show how far a changed rule
// reaches in more texts than one can read. STET_FOUND=FOLDER writes everything to FOLDER,
// to be compared with what an earlier version writes there.
func Unchanged(t testing.TB, file string, results []Result) {
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
	Golden(t, file, lines.String(), 0)
	if t.Failed() {
		t.Log("STET_FOUND=FOLDER writes what is found")
	}
}
