// Package need is for tests that need something that may be missing: a program, a
// pseudo-terminal, the shared folder beside the project.
//
// Such a test skips, by the name of what it needs. STET_REQUIRE names things whose
// absence is a failure instead, separated by commas, or "all": a machine that is
// meant to have them must not pass by skipping.
package need

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// The names of what tests need, besides programs, which have their own.
const (
	Shared   = "shared"   // the folder of data beside the project
	Terminal = "terminal" // pseudo-terminals
	Links    = "links"    // symbolic links
	Self     = "self"     // the test's own binary, to be started once more: not under an emulator
)

// Skip skips the test because something of that name is missing, or fails it where
// STET_REQUIRE demands the thing.
func Skip(t testing.TB, name string, why ...any) {
	t.Helper()
	if required(os.Getenv("STET_REQUIRE"), name) {
		t.Fatalf("%s is required by STET_REQUIRE and missing: %v", name, why)
	}
	t.Skip(append([]any{fmt.Sprintf("needs %s: ", name)}, why...)...)
}

func required(list, name string) bool {
	names := strings.Split(list, ",")
	return slices.Contains(names, "all") || slices.Contains(names, name)
}

// Program returns the path of a program, or skips the test.
func Program(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		Skip(t, name, err)
	}
	return path
}

// Executable returns the path of the test's own binary, to be started once more, or skips
// the test where the system cannot start it by itself.
func Executable(t testing.TB) string {
	t.Helper()
	path, err := os.Executable()
	if err == nil {
		err = exec.Command(path, "-test.list", "^$").Run()
	}
	if err != nil {
		Skip(t, Self, err)
	}
	return path
}
