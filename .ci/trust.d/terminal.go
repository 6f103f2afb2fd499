package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// A session is the program in a pseudo-terminal of 100×30 that answers as a plain one
// does, and keeps every byte that was drawn.
type session struct {
	file *os.File
	cmd  *exec.Cmd
	gone chan struct{} // closed when it has ended
	hung atomic.Bool   // the terminal is to be closed

	mu    sync.Mutex
	drawn []byte
	err   error // how it ended, once gone is closed
}

// asks are what programs ask of a terminal, and the answers.
var asks = []struct{ ask, answer []byte }{
	{[]byte("\x1b[c"), []byte("\x1b[?62;22c")},
	{[]byte("\x1b[6n"), []byte("\x1b[1;1R")},
	{[]byte("\x1b]11;?"), []byte("\x1b]11;rgb:1111/1515/1c1c\x1b\\")},
}

func start(dir string, env []string, args ...string) (*session, error) {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir, cmd.Env = dir, env
	file, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 30, Cols: 100})
	if err != nil {
		return nil, err
	}
	s := &session{file: file, cmd: cmd, gone: make(chan struct{})}
	go s.read()
	return s, nil
}

func (s *session) read() {
	buf := make([]byte, 64<<10)
	ready := []unix.PollFd{{Fd: int32(s.file.Fd()), Events: unix.POLLIN}}
	for {
		if n, _ := unix.Poll(ready, 20); s.hung.Load() {
			s.file.Close() // nothing is being read: the terminal is gone with it
			break
		} else if n == 0 {
			continue
		}
		n, err := s.file.Read(buf)
		for _, a := range asks {
			if bytes.Contains(buf[:n], a.ask) {
				s.file.Write(a.answer)
			}
		}
		s.mu.Lock()
		s.drawn = append(s.drawn, buf[:n]...)
		s.mu.Unlock()
		if err != nil {
			break
		}
	}
	err := s.cmd.Wait()
	s.mu.Lock()
	s.err = err
	s.mu.Unlock()
	close(s.gone)
}

// hangUp closes the terminal.
func (s *session) hangUp() { s.hung.Store(true) }

func (s *session) keys(keys string) { s.file.WriteString(keys) }

func (s *session) bytes() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return bytes.Clone(s.drawn)
}

// sees waits until something was drawn.
func (s *session) sees(words string) bool {
	return until(20*time.Second, func() bool {
		select {
		case <-s.gone:
			return true
		default:
			return strings.Contains(ansi.Strip(string(s.bytes())), words)
		}
	})
}

// kill ends it without a word, with all that it started.
func (s *session) kill() {
	syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL) // the leader of a session of its own
	<-s.gone
	s.file.Close()
}

// ended waits for its end and returns the exit code; false if it goes on.
func (s *session) ended(within time.Duration) (code int, ok bool) {
	select {
	case <-s.gone:
	case <-time.After(within):
		return 0, false
	}
	var exit *exec.ExitError
	if errors.As(s.err, &exit) {
		return exit.ExitCode(), true
	}
	return 0, true
}

// until waits for something to become true.
func until(within time.Duration, is func() bool) bool {
	for end := time.Now().Add(within); ; time.Sleep(3 * time.Millisecond) {
		if is() {
			return true
		}
		if time.Now().After(end) {
			return false
		}
	}
}

// foreign matches what no command may send to a terminal but colours and styles.
var foreign = regexp.MustCompile("\x1b(?:[^\\[]|\\[[0-9;:]*[^0-9;:m]|$)|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]|[\u0080-\u009f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\U000e0020-\U000e007f]")
