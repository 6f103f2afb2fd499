package need

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// told is a test that is told of faults and goes on.
type told struct {
	testing.TB
	faults int
}

func (t *told) Helper()               {}
func (t *told) Errorf(string, ...any) { t.faults++ }

// A line that is another, is missing or is too many is a fault; a number may differ a
// little only where that is allowed.
func TestLinesAreHeld(t *testing.T) {
	file := filepath.Join(t.TempDir(), "lines.txt")
	if err := os.WriteFile(file, []byte("tide\t0.50\n at six\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		got   string
		near  float64
		fails bool
	}{
		{"tide\t0.50\n at six", 0, false},
		{"tide\t0.5\n at six", 0, true},
		{"tide\t0.51\n at six", 0.02, false},
		{"tide\t0.53\n at six", 0.02, true},
		{"tides\t0.50\n at six", 0.02, true},
		{"tide\t0.50", 0, true},
		{"tide\t0.50\n at six\n\n", 0, true},
	} {
		is := &told{TB: t}
		Golden(is, file, c.got, c.near)
		if (is.faults > 0) != c.fails {
			t.Errorf("%s: %d faults", fmt.Sprintf("%q within %v", c.got, c.near), is.faults)
		}
	}
}
