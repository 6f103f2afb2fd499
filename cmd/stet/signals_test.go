//go:build !windows

package main

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A signal ends the program with the code that shells give it, in words of its own,
// once everything is saved.
func TestASignalEndsTheProgramInItsOwnWords(t *testing.T) {
	t.Parallel()
	for sig, want := range map[syscall.Signal]struct {
		code int
		name string
	}{syscall.SIGINT: {130, "SIGINT"}, syscall.SIGTERM: {143, "SIGTERM"}} {
		t.Run(want.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir+"/a.txt", []byte("A title\n\n“We will not sign,” said Angela Merkel in Berlin.\n"))
			cmd := exec.Command("stet", "a.txt")
			cmd.Dir, cmd.Env = dir, environment(dir)
			term := startInTerminal(t, cmd)
			term.see("1 quote found")
			cmd.Process.Signal(sig)
			select {
			case <-term.gone:
			case <-time.After(20 * time.Second):
				t.Fatal("it goes on")
			}
			var ended *exec.ExitError
			if !errors.As(term.err, &ended) || ended.ExitCode() != want.code {
				t.Errorf("%v, want the code %d", term.err, want.code)
			}
			if said := "stet: ended by " + want.name + "; everything is saved"; !strings.Contains(string(term.drawn()), said) {
				t.Errorf("it did not say %q:\n%s", said, term.lately())
			}
		})
	}
}

func TestATerminalWithoutAScreen(t *testing.T) {
	for _, name := range []string{"", "dumb"} {
		var f *failure
		if err := canShow(name); !errors.As(err, &f) || f.code != problems || !strings.Contains(f.hint, "stet show") {
			t.Errorf("TERM=%s: %v", name, err)
		}
	}
	if err := canShow("xterm"); err != nil {
		t.Error(err)
	}
}

// A command that waits for a pipe into which nobody writes ends with one signal.
func TestASignalEndsACommandThatWaits(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mkfifo(dir+"/pipe.txt", 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("stet", "show", "pipe.txt")
	cmd.Dir, cmd.Env = dir, environment(dir)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) { // till it waits
		pipe, err := os.OpenFile(dir+"/pipe.txt", os.O_WRONLY|syscall.O_NONBLOCK, 0)
		if err == nil {
			defer pipe.Close()
			break
		}
		if time.Now().After(end) {
			t.Fatalf("nobody reads the pipe: %v", err)
		}
	}
	cmd.Process.Signal(syscall.SIGINT)
	gone := make(chan error, 1)
	go func() { gone <- cmd.Wait() }()
	select {
	case err := <-gone:
		var ended *exec.ExitError
		if !errors.As(err, &ended) || ended.ExitCode() != 130 || !strings.Contains(said.String(), "stet: ended by SIGINT before all was done") {
			t.Errorf("%v: %s", err, said.String())
		}
	case <-time.After(20 * time.Second):
		cmd.Process.Kill()
		t.Fatal("it goes on")
	}
}
