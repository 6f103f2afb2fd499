//go:build linux

package main

import (
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// What leaves the program leaves it whole: the copied words with their source go to the
// clipboard of the terminal (OSC 52), and the source goes to the browser once its host was
// seen.
func TestWhatGoesOutside(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	asked := filepath.Join(dir, "asked")
	write(t, filepath.Join(dir, "a.md"), []byte("---\ntitle: Tram\npublisher: Gazette\nurl: https://gazette.example/tram?a=1&b=2\n---\n\n“It will pay for itself,” said Jane Doe.\n\nNobody else spoke.\n"))
	browser := filepath.Join(dir, "fox")
	write(t, browser, []byte("#!/bin/sh\nprintf '%s\\n' \"$@\" >"+asked+".new && mv "+asked+".new "+asked+"\n"))
	if err := os.Chmod(browser, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("stet", "a.md")
	cmd.Dir, cmd.Env = dir, append(environment(dir), "BROWSER="+browser)
	log := logged(cmd, dir)
	term := startInTerminal(t, cmd)
	term.log = log
	term.press("\t")
	term.press("y")
	term.see("copied")
	m := regexp.MustCompile(`\x1b\]52;c;([A-Za-z0-9+/=]+)[\x07\x1b]`).FindSubmatch(term.drawn())
	if m == nil {
		t.Fatalf("nothing was copied:\n%s", term.lately())
	}
	copied, err := base64.StdEncoding.DecodeString(string(m[1]))
	for _, want := range []string{"It will pay for itself,", "Jane Doe", "Tram", "Gazette", "https://gazette.example/tram?a=1&b=2"} {
		if err != nil || !strings.Contains(string(copied), want) {
			t.Errorf("%q does not name %q, %v", copied, want, err)
		}
	}
	term.press("O")
	term.see("again opens it outside")
	if _, err := os.Stat(asked); err == nil {
		t.Error("the source was opened before its host was said")
	}
	term.press("O")
	var opened []byte
	for range 1000 {
		if opened, _ = os.ReadFile(asked); opened != nil {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	if string(opened) != "https://gazette.example/tram?a=1&b=2\n" {
		t.Errorf("opened was %q\n%s", opened, term.lately())
	}
	term.press("q")
}
