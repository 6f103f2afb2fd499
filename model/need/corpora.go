package need

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// Corpora returns the folder of collected data beside the project, or one in it, or skips
// the test where it is missing.
func Corpora(t testing.TB, name string) string {
	t.Helper()
	root := "."
	for range 8 { // a package is no deeper
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		root = filepath.Join(root, "..")
	}
	dir := filepath.Join(root, "..", "shared", "corpora", name)
	if _, err := os.Stat(dir); err != nil {
		Skip(t, Shared, "needs ../shared/corpora beside the module")
	}
	return dir
}

// Gunzip returns what a file holds that gzip has compressed.
func Gunzip(t testing.TB, path string) []byte {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
