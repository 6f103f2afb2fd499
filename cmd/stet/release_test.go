package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"stet/model/need"
)

// The packer of .ci/release makes the same bytes of the same content, whatever the
// files' times and the folder that they lie in. The builds themselves take minutes
// and are left to .ci/release.
func TestArchivesAreReproducible(t *testing.T) {
	need.Program(t, "go")
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
	bash := need.Program(t, "bash")
	for _, name := range []string{"run", "release"} {
		if out, err := exec.Command(bash, "-n", filepath.Join(moduleRoot(t), ".ci", name)).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

// A library whose version is older than three years stays only with a word why.
func TestOldLibrariesAreExplained(t *testing.T) {
	need.Program(t, "go")
	list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{with .Time}}{{.Unix}}{{end}}{{end}}{{end}}", "./cmd/stet")
	list.Dir = moduleRoot(t)
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	credits, err := os.ReadFile(filepath.Join(moduleRoot(t), "cmd/stet/manual/topics/credits.md"))
	if err != nil {
		t.Fatal(err)
	}
	commit := time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC) // a fixed day: no library ages while a test runs
	seen := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		path, unix, _ := strings.Cut(strings.TrimSpace(line), " ")
		seconds, err := strconv.ParseInt(unix, 10, 64)
		if path == "" || seen[path] || err != nil || time.Unix(seconds, 0).After(commit.AddDate(-3, 0, 0)) {
			continue
		}
		seen[path] = true
		name := strings.TrimPrefix(path, "github.com/")
		if i := strings.LastIndex(name, "/v"); i > 0 {
			name = name[:i]
		}
		if !strings.Contains(string(credits), name) {
			t.Errorf("%s is older than three years, and stet help credits does not say why it stays", path)
		}
	}
	if len(seen) == 0 {
		t.Skip("the times of the libraries are not known here")
	}
}
