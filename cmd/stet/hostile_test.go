package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"
)

// FuzzWhatIsPrinted puts any bytes in as text, Markdown, page and name, and
// looks at every byte that the commands print: valid UTF-8, no control but tab
// and line end, no C1, no bidi override, by any path.
func FuzzWhatIsPrinted(f *testing.F) {
	f.Add("evil", []byte("Tram\x1b[2J dearer\n\n“We \u009b31mwill\u202e not,” said Jane\x07 Doe.\n"))
	f.Add("a\x1b]0;x\a", []byte("---\ntitle: \"\\x1b[31m\"\nauthor: \u2066x\n---\n\n# &#27;[0m *x*\n\n| a |\n|---|\n| &#x9b; |\n"))
	f.Add("ü\u202e", []byte("<html><title>&#27;]8;;</title><body><p>&amp;#27; &#155; &#x202e;“So,” said Jane Doe.</p><a href='http://x/\x1b'>l</a>"))
	f.Add("", []byte("\xff\xfe\x1b\x00[\x00"))
	f.Setenv("XDG_CONFIG_HOME", f.TempDir())
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		dir := t.TempDir()
		for _, ext := range []string{".txt", ".md", ".html"} {
			file := filepath.Join(dir, "a"+ext)
			if err := os.WriteFile(file, data, 0o600); err != nil {
				t.Fatal(err)
			}
			for _, args := range [][]string{{"show", file}, {"show", "--format", "md", file}, {"show", "--linear", file}, {"detect", file}, {"detect", "--format", "jsonl", file}} {
				scanOutput(t, args)
			}
		}
		scanOutput(t, []string{"show", filepath.Join(dir, name+"?")})
		scanOutput(t, []string{"fetch", "--library", dir, "ftp://" + name})
		scanOutput(t, []string{"./" + name + "?"})
	})
}

// scanOutput runs one command and scans what it wrote.
func scanOutput(t *testing.T, args []string) {
	t.Helper()
	out, err := os.CreateTemp(t.TempDir(), "out")
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	in, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var messages bytes.Buffer
	run(args, in, out, &messages)
	printed, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{string(printed), messages.String()} {
		for i, r := range text {
			_, n := utf8.DecodeRuneInString(text[i:])
			if r < ' ' && r != '\n' && r != '\t' || 0x7f <= r && r <= 0x9f ||
				0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069 || r == utf8.RuneError && n == 1 {
				t.Fatalf("%q prints %U: …%q", args, r, text[max(0, i-20):min(len(text), i+20)])
			}
		}
	}
}
