package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestWhatANameMeans(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for _, name := range []string{"a.txt", "b.txt", "b.txt:7"} {
		write(t, filepath.Join(dir, name), nil)
	}
	if err := os.Mkdir("show", 0o777); err != nil {
		t.Fatal(err)
	}
	p := new(program)
	root := p.root()
	for name, want := range map[string]target{
		"a.txt":    {path: "a.txt"},
		"a.txt:12": {path: "a.txt", line: 12},
		"b.txt:7":  {path: "b.txt:7"}, // a file of that very name
		"b.txt:8":  {path: "b.txt", line: 8},
		"./show":   {path: "./show"},
		"-":        {path: "-"},

		"https://example.org/a": {path: "https://example.org/a"},
		"":                      {},
	} {
		if got, err := (opening{p}).locate(root, name); err != nil || got != want {
			t.Errorf("%q means %+v, %v; want %+v", name, got, err, want)
		}
	}
	for _, name := range []string{"c.txt", "c.txt:1", "a.txt:x", "a.txt:99999999999999999999"} {
		if got, err := (opening{p}).locate(root, name); err == nil {
			t.Errorf("%q means %+v", name, got)
		}
	}
}

// Bare stet opens the library that the current folder is in, else the
// configured one.
func TestTheLibraryOfBareStet(t *testing.T) {
	dir := t.TempDir()
	inner := filepath.Join(dir, "library", "2026")
	if err := os.MkdirAll(inner, 0o777); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "library", "codebook.toml"), nil)
	p := new(program)
	p.config.Library = "~/news"
	t.Setenv("HOME", dir)
	t.Chdir(dir)
	if got := p.homeLibrary(); got != filepath.Join(dir, "news") {
		t.Errorf("outside of a library: %s", got)
	}
	t.Chdir(inner)
	got, err := filepath.EvalSymlinks(p.homeLibrary())
	want, _ := filepath.EvalSymlinks(filepath.Join(dir, "library"))
	if err != nil || got != want {
		t.Errorf("inside of a library: %s, %v", got, err)
	}
}
