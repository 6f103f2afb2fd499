package need

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Another result, a name that is there twice and a case without a result are faults, and
// so is a file without cases.
func TestCasesAreHeld(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cases.txt")
	for _, c := range []struct {
		text   string
		faults int
	}{
		{"=== one\ntide\n---\nTIDE\n=== two\nebb\nand flow\n---\nEBB\nAND FLOW\n", 0},
		{"=== one\ntide\n---\ntide\n", 1},
		{"=== one\ntide\n---\nTIDE\nand more\n", 1},
		{"=== one\ntide\n---\nTIDE\n=== one\nebb\n---\nEBB\n", 1},
		{"=== one\ntide\n", 2},
		{"", 1},
	} {
		if err := os.WriteFile(file, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		is := &told{TB: t}
		Cases(is, file, strings.ToUpper)
		if is.faults != c.faults {
			t.Errorf("%q: %d faults, want %d", c.text, is.faults, c.faults)
		}
	}
}

// Another result is a fault, and so is a kind of which there are no lines.
func TestTablesAreHeld(t *testing.T) {
	file := filepath.Join(t.TempDir(), "table.txt")
	kinds := map[string]func(string) string{"loud": strings.ToUpper, "low": strings.ToLower}
	for _, c := range []struct {
		text   string
		faults int
	}{
		{"# loud\nTide\tTIDE\n# low\nTide\ttide\n", 0},
		{"# loud\nTide\tTIDE\n\nEbb\tebb\n# low\nTide\ttide\n", 1},
		{"# loud\nTide\n# low\nTide\ttide\n", 1},
		{"# loud\nTide\tTIDE\n", 1},
	} {
		if err := os.WriteFile(file, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		is := &told{TB: t}
		Table(is, file, kinds)
		if is.faults != c.faults {
			t.Errorf("%q: %d faults, want %d", c.text, is.faults, c.faults)
		}
	}
}
