package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"stet/model/need"
)

// The article may come through a pipe: the keys come from the terminal.
func TestTheArticleOnAPipe(t *testing.T) {
	t.Parallel()
	term := startShell(t, "cat piece.txt | stet")
	term.see("Moscow")
	term.press("q")
	if err := term.end(time.Minute); err != nil {
		t.Errorf("after q: %v\n%s", err, term.lately())
	}
}

// FILE:LINE is a line of the file; help is drawn by Glamour.
func TestWhatATerminalGets(t *testing.T) {
	t.Parallel()
	term := startShell(t, "stet help start")
	if drawn := term.drawn(); !bytes.Contains(drawn, []byte("\x1b[")) || !bytes.Contains(drawn, []byte("begin")) {
		t.Errorf("help on a terminal:\n%q", drawn)
	}
	term = startShell(t, "NO_COLOR=1 stet help start")
	if drawn := term.drawn(); bytes.Contains(drawn, []byte("\x1b[38")) {
		t.Errorf("help with NO_COLOR:\n%q", drawn)
	}
}

// The demo begins with the guide; once that was left it begins with the list.
func TestTheDemoBeginsWithTheGuide(t *testing.T) {
	t.Parallel()
	term := startShell(t, "stet demo; echo once more; stet demo")
	term.see("1 of 12")
	term.press("\x07") // ctrl+g
	term.see("the guide is left")
	term.press("q")
	term.press("q")
	term.see("once more")
	term.quiet(background)
	term.press("q") // the list
	if err := term.end(time.Minute); err != nil {
		t.Errorf("after q: %v\n%s", err, term.lately())
	}
}

// startShell runs a line of shell in a terminal, in a folder with an article, and
// waits until it has drawn what it draws.
func startShell(t *testing.T, line string) *terminal {
	t.Helper()
	if runtime.GOOS == "windows" {
		need.Skip(t, need.Terminal, "needs a pseudo-terminal")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "piece.txt"), []byte("Talks in Moscow\n\n“We will go on,” the minister said in Moscow.\n"))
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir, cmd.Env = dir, environment(dir)
	term := startInTerminal(t, cmd)
	term.quiet(700 * time.Millisecond)
	return term
}

// environment is that of a terminal, with all folders of stet's own below dir.
func environment(dir string) []string {
	home := filepath.Join(dir, ".home")
	return append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=", "HOME="+home,
		"XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+home+"/data", "XDG_STATE_HOME="+home+"/state",
		"XDG_RUNTIME_DIR=", "GIT_CONFIG_GLOBAL="+os.DevNull, "USER=alice")
}
