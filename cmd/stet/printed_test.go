package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"stet/annotate/format"
	"stet/model/need"
)

// What has to be exact in a file would write the clipboard or move the cursor in a
// terminal: there only text arrives, of whatever format.
func TestNothingButTextReachesTheTerminal(t *testing.T) {
	t.Parallel()
	dir, binary := t.TempDir(), "stet"
	article := filepath.Join(dir, "evil.txt")
	write(t, article, []byte("Tram\x1b[2J dearer\n\n“We \u009b31mwill\u202e not \x1b]52;c;ZXZpbA==\a,” said Jane\u200b Doe.\n"))
	for _, args := range [][]string{
		{"add", "quote", article, "--exact", "“We \u009b31mwill\u202e not \x1b]52;c;ZXZpbA==\a,”", "--by", "Jane\x1b[31m Doe"},
		{"add", "note", article, "--whole", "--text", "[x](javascript:alert) <b> \x1b]0;t\a", "--tag", "a\u009b"},
	} {
		cmd := exec.Command(binary, args...)
		cmd.Dir, cmd.Env = dir, environment(dir)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%q: %v\n%s", args, err, out)
		}
	}
	var lines [][]string
	for _, f := range format.Formats {
		if f.Exports() && !f.Several && !f.Binary {
			lines = append(lines, []string{"export", "--format", f.Name, article})
		}
	}
	for _, name := range listFormatNames() {
		lines = append(lines, []string{"list", "--format", name, article})
	}
	lines = append(lines, []string{"report", dir}, []string{"show", "--linear", article}, []string{"detect", "--format", "jsonl", article}, []string{"check", dir})
	for _, args := range lines {
		cmd := exec.Command(binary, args...)
		cmd.Dir, cmd.Env = dir, append(environment(dir), "NO_COLOR=1", "PAGER=", "TERM=dumb")
		term := startInTerminal(t, cmd)
		select {
		case <-term.gone:
		case <-time.After(20 * time.Second):
			t.Fatalf("%q goes on", args)
		}
		drawn := string(term.drawn())
		for _, r := range drawn {
			if r < ' ' && r != '\n' && r != '\t' && r != '\r' || 0x7f <= r && r <= 0x9f || 0x202a <= r && r <= 0x202e || r == 0x200b {
				t.Errorf("stet %q sends %U to the terminal:\n%q", args[:3], r, drawn)
				break
			}
		}
	}
}

// A device is written to, and never replaced by a file.
func TestForceReplacesFilesOnly(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(dir, "null")
	if err := os.Symlink(os.DevNull, link); err != nil {
		need.Skip(t, need.Links, fmt.Sprintf("no links here: %v", err))
	}
	x := &exportFiles{export: export{to: link, force: true}}
	w, err := x.create("")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("row\n")); err != nil {
		t.Fatal(err)
	}
	if err := x.close(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(link); err != nil || info.Mode().IsRegular() {
		t.Errorf("the device became %v (%v)", info.Mode(), err)
	}
}

// Until an export is finished, the file that it replaces is whole.
func TestAnExportThatFailsLeavesTheOldFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "codes.csv")
	write(t, file, []byte("old"))
	x := &exportFiles{export: export{to: file, force: true}}
	w, err := x.create("")
	if err != nil {
		t.Fatal(err)
	}
	w.Write(make([]byte, 1<<20))
	x.abandon()
	if data, err := os.ReadFile(file); err != nil || string(data) != "old" {
		t.Errorf("%q, %v", data, err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(file), ".*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}
