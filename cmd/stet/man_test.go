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

	"stet/cmd/stet/manual"
	"stet/model/need"
)

// Every page is one that the formatters take without a warning. Which of them are
// there differs; the pages are made all the same.
func TestTheManualIsSetWithoutWarnings(t *testing.T) {
	day := time.Date(2026, 3, 17, 0, 0, 0, 0, time.UTC)
	dir := t.TempDir()
	var files []string
	for _, m := range manual.ManPages(new(program).root()) {
		file := filepath.Join(dir, m.File())
		write(t, file, []byte(m.Roff("v1.2.3", day)))
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
		need.Skip(t, "groff", "there is neither groff nor mandoc")
	}
}

// The manual of a command has all its flags.
func TestTheManualHasEveryFlag(t *testing.T) {
	root := new(program).root()
	pages := map[string]string{}
	for _, m := range manual.ManPages(root) {
		pages[m.Name] = m.Roff("", time.Time{})
	}
	for _, c := range root.Commands() {
		page := pages["stet-"+c.Name()]
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(page, `\-\-`+strings.ReplaceAll(f.Name, "-", `\-`)) {
				t.Errorf("stet-%s(1) says nothing of --%s", c.Name(), f.Name)
			}
		})
	}
}

// What the program reads from the environment is in help.
func TestTheEnvironmentIsDocumented(t *testing.T) {
	root := moduleRoot(t)
	table := manual.Fill("<!-- table: environment -->\n<!-- end -->\n", new(program).root())
	read := regexp.MustCompile(`(?:Getenv|LookupEnv|below)\("([A-Z_]+)"`)
	eachGoFile(t, root, func(file string) {
		if strings.HasSuffix(file, "_test.go") || strings.HasPrefix(file, "model/need/") { // which serves tests
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
