package format

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/need"
)

// shared returns a folder of the corpora that lie beside the module, and skips
// the test where they are not there.
func shared(t testing.TB, elem ...string) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	p := filepath.Join(append([]string{dir, "..", "shared"}, elem...)...)
	if _, err := os.Stat(p); err != nil {
		need.Skip(t, need.Shared, fmt.Sprintf("no %s here: the corpora are not part of the repository", filepath.Join(elem...)))
	}
	return p
}

// read returns a Source for a file on disk.
func read(t testing.TB, file string) Source {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return Source{Name: filepath.Base(file), Data: data, Beside: func(ext string) ([]byte, error) {
		stem := strings.TrimSuffix(file, filepath.Ext(file))
		if dir := filepath.Dir(stem); filepath.Base(dir) == "attributions" { // PolNeAR: text/NAME.txt, attributions/NAME_CODER.ann
			stem = filepath.Join(dir, "..", "text", filepath.Base(stem[:strings.LastIndex(stem, "_")]))
		}
		return os.ReadFile(stem + ext)
	}}
}

// imported reads a file as the row says, and fails the test where it cannot.
func imported(t testing.TB, f Format, src Source) ([]Document, []Loss) {
	t.Helper()
	docs, losses, err := f.Import(src)
	if err != nil {
		t.Fatalf("%s: %v", src.Name, err)
	}
	return docs, losses
}
