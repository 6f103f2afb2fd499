package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"
)

func TestRoff(t *testing.T) {
	for _, c := range []struct{ what, page, want string }{
		{"sections", "## The file\n\nOne.\n\nTwo.\n\n### Inner\n\nThree.", ".SH \"THE FILE\"\nOne.\n.PP\nTwo.\n.SS \"Inner\"\nThree."},
		{"a line that begins like a request", "One\n.so /etc/passwd\n'ft B", ".PP\nOne\n\\&.so /etc/passwd\n\\(aqft B"},
		{"the same in code", "a:\n\n    .TH x\n      \\fB\n    'br", ".PP\na:\n.IP\n.nf\n\\&.TH x\n  \\(rsfB\n\\(aqbr\n.fi"},
		{"and after a font", "`.stet` and `.x`\n`.y`", ".PP\n\\fB.stet\\fR and \\fB.x\\fR\n\\fB.y\\fR"},
		{"backslashes and quotes", "a \\\\ b `C:\\x` \"c\" d^e~f", ".PP\na \\(rs b \\fBC:\\(rsx\\fR \\(dqc\\(dq d\\(hae\\(tif"},
		{"hyphens to be typed, and others", "read-only `-o x-y`, --linear", ".PP\nread-only \\fB\\-o x\\-y\\fR, \\-\\-linear"},
		{"letters of others", "é “x” 日…", ".PP\n\\[u00E9] \\[u201C]x\\[u201D] \\[u65E5]..."},
		{"fonts", "*a* **b** `c` [d](https://e.example/f-g)", ".PP\n\\fIa\\fR \\fBb\\fR \\fBc\\fR d (https://e.example/f\\-g)"},
		{"a table", "| k | v |\n|---|---|\n| `a\\|b` | .x |\n| -c | |", ".TP\n\\fBa|b\\fR\n\\&.x\n.TP\n-c"},
		{"lists", "- one\n  on\n- two\n\n1. x\n2. y\n", ".IP \\(bu 2\none\non\n.IP \\(bu 2\ntwo\n.IP 1. 4\nx\n.IP 2. 4\ny"},
		{"code in a list", "- one\n\n      x\n", ".IP \\(bu 2\none\n.RS 2\n.IP\n.nf\nx\n.fi\n.RE"},
		{"a title with signs", "## A \"b\" \\\\ `c` é", ".SH \"A \\(dqB\\(dq \\(rs C \\[u00C9]\""},
	} {
		if got := strings.TrimRight(roff(c.page), "\n"); got != c.want {
			t.Errorf("%s:\nis   %q\nwant %q", c.what, got, c.want)
		}
	}
}

// Every page is one that the formatters take without a warning. Which of them are
// there differs; the pages are made all the same.
func TestTheManualIsSetWithoutWarnings(t *testing.T) {
	day := time.Date(2026, 3, 17, 0, 0, 0, 0, time.UTC)
	dir := t.TempDir()
	var files []string
	for _, m := range manPages(new(program).root()) {
		file := filepath.Join(dir, m.file())
		write(t, file, []byte(m.roff(day)))
		files = append(files, file)
	}
	checked := false
	for _, check := range [][]string{{"groff", "-man", "-ww", "-Tutf8", "-z"}, {"mandoc", "-Tlint", "-W", "warning"}} {
		if _, err := exec.LookPath(check[0]); err != nil {
			continue
		}
		checked = true
		for _, file := range files {
			out, err := exec.Command(check[0], append(check[1:], file)...).CombinedOutput()
			if err != nil || len(out) > 0 {
				t.Errorf("%s %s: %v\n%s", strings.Join(check, " "), filepath.Base(file), err, out)
			}
		}
	}
	if !checked {
		t.Skip("there is neither groff nor mandoc")
	}
}

// The manual of a command has all its flags.
func TestTheManualHasEveryFlag(t *testing.T) {
	root := new(program).root()
	for _, c := range root.Commands() {
		page := manUsage(c)
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(page, "`--"+f.Name+"`") {
				t.Errorf("stet-%s(1) says nothing of --%s", c.Name(), f.Name)
			}
		})
	}
}

// What the program reads from the environment stands in help.
func TestTheEnvironmentIsDocumented(t *testing.T) {
	root := moduleRoot(t)
	table := environmentTable(nil)
	read := regexp.MustCompile(`(?:Getenv|LookupEnv|dir)\("([A-Z_]+)"`)
	eachGoFile(t, root, func(file string) {
		if strings.HasSuffix(file, "_test.go") {
			return
		}
		data, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range read.FindAllSubmatch(data, -1) {
			if !bytes.Contains([]byte(table), append(append([]byte("`"), m[1]...), '`')) {
				t.Errorf("%s reads %s, which no table of help has", file, m[1])
			}
		}
	})
}
