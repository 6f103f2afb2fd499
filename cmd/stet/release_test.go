package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/model/need"
)

// The packer of .ci/release makes the same bytes of the same content, whatever the
// files' times and the folder that they lie in. The builds themselves take minutes
// and are left to .ci/release.
func TestArchivesAreReproducible(t *testing.T) {
	ci := filepath.Join(moduleRoot(t), ".ci")
	archiver := filepath.Join(t.TempDir(), "archive.exe")
	build := exec.Command("go", "build", "-o", archiver, filepath.Join(ci, "archive.go"))
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range []string{"a.tar.gz", "a.zip"} {
		var first []byte
		var said string
		for i, day := range []time.Time{time.Unix(0, 0), time.Unix(1e9, 0)} {
			dir := t.TempDir()
			folder := filepath.Join(dir, "stet-v1")
			files := []string{"stet", "man/stet.1"}
			if i == 1 {
				files = []string{"man/stet.1", "stet"}
			}
			for _, f := range files {
				path := filepath.Join(folder, filepath.FromSlash(f))
				if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
					t.Fatal(err)
				}
				write(t, path, []byte("content of "+f))
				if err := os.Chtimes(path, day, day); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(filepath.Join(folder, "stet"), 0o700+os.FileMode(i)*0o55); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(dir, name)
			out, err := exec.Command(archiver, "1700000000", folder, file).CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				first, said = data, string(out)
			} else if !bytes.Equal(first, data) || said != string(out) {
				t.Errorf("%s differs: %s%s", name, said, out)
			}
		}
		if !strings.HasSuffix(said, "  "+name+"\n") || len(said) != 64+len("  \n")+len(name) {
			t.Errorf("no line of SHA256SUMS: %q", said)
		}
	}
}

func TestTheScriptsOfCI(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		need.Skip(t, "bash", "there is no bash")
	}
	for _, name := range []string{"run", "release"} {
		if out, err := exec.Command(bash, "-n", filepath.Join(moduleRoot(t), ".ci", name)).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}
