package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"
)

// A terminal is a pseudo-terminal of 80×24 with a program in it. It throws away
// what the program draws, and answers what a program asks of a terminal.
type terminal struct {
	t    *testing.T
	file *os.File
	cmd  *exec.Cmd
	gone chan struct{} // closed when the program has ended

	log  *debugLog // of the program, where it keeps one
	keys int       // pressed so far

	mu   sync.Mutex
	last time.Time // of the last byte drawn
	err  error     // of the program, once gone is closed
	tail []byte    // the last of what was drawn
}

func startInTerminal(t *testing.T, cmd *exec.Cmd) *terminal {
	t.Helper()
	file, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Fatal(err)
	}
	term := &terminal{t: t, file: file, cmd: cmd, gone: make(chan struct{}), last: time.Now()}
	go term.read()
	t.Cleanup(func() {
		// With what it began, which holds the terminal too: the program is the leader
		// of a session of its own.
		syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		cmd.Process.Kill()
		<-term.gone
		file.Close()
	})
	return term
}

func (term *terminal) read() {
	defer close(term.gone)
	buf := make([]byte, 32<<10)
	var seen []byte
	for {
		n, err := term.file.Read(buf)
		if n > 0 {
			seen = term.answer(append(seen, buf[:n]...))
			term.mu.Lock()
			term.last = time.Now()
			term.tail = append(term.tail, buf[:n]...)
			term.tail = term.tail[max(0, len(term.tail)-64<<10):]
			term.mu.Unlock()
		}
		if err != nil { // EIO: the program has ended
			break
		}
	}
	err := term.cmd.Wait()
	term.mu.Lock()
	term.err = err
	term.mu.Unlock()
}

// queries are what programs ask, and how a plain terminal with a dark
// background answers.
var queries = []struct {
	ask    *regexp.Regexp
	answer string
}{
	{regexp.MustCompile(`\x1b\[0?c`), "\x1b[?62;22c"},
	{regexp.MustCompile(`\x1b\[>0?q`), "\x1bP>|test\x1b\\"},
	{regexp.MustCompile(`\x1b\[6n`), "\x1b[1;1R"},
	{regexp.MustCompile(`\x1b\]10;\?(\x07|\x1b\\)`), "\x1b]10;rgb:d8d8/dede/e9e9\x1b\\"},
	{regexp.MustCompile(`\x1b\]11;\?(\x07|\x1b\\)`), "\x1b]11;rgb:1111/1515/1c1c\x1b\\"},
	{regexp.MustCompile(`\x1b\[\?(\d+)\$p`), "\x1b[?${1};0$$y"},
}

// answer replies to the queries in what was drawn and returns the end of it that
// may hold the beginning of another one.
func (term *terminal) answer(drawn []byte) []byte {
	end := 0
	for _, q := range queries {
		for _, m := range q.ask.FindAllSubmatchIndex(drawn, -1) {
			term.file.Write(q.ask.Expand(nil, []byte(q.answer), drawn, m))
			end = max(end, m[1])
		}
	}
	if i := bytes.LastIndexByte(drawn[end:], 0x1b); i >= 0 && len(drawn)-end-i < 16 {
		return bytes.Clone(drawn[end+i:])
	}
	return nil
}

// press sends keys, and waits until the program has taken them and what they ask for is
// done, by its debug log; without one until it has drawn nothing for a while.
func (term *terminal) press(keys string) {
	term.t.Helper()
	if _, err := term.file.WriteString(keys); err != nil {
		term.t.Fatalf("key %q: %v\n%s", keys, err, term.lately())
	}
	if term.log == nil {
		term.quiet(50 * time.Millisecond)
		return
	}
	if strings.HasPrefix(keys, "\x1b") {
		term.keys++
	} else {
		term.keys += utf8.RuneCountInString(keys)
	}
	term.rest()
}

// rest waits until the program has taken all keys and nothing is under way in it, or
// until it has ended.
func (term *terminal) rest() {
	term.t.Helper()
	for end := time.Now().Add(30 * time.Second); !term.log.atRest(term.keys); {
		if time.Now().After(end) {
			term.t.Fatalf("the program does not come to rest; %d of %d keys are taken, its log ends\n%s\n%s", term.log.keys, term.keys, term.log.end(), term.lately())
		}
		select {
		case <-term.gone:
			return
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// A debugLog is what a program on the screen logs of itself, read as it grows.
type debugLog struct {
	path   string
	at     int64 // read so far
	keys   int   // taken
	rested bool  // the last record is a frame with nothing under way
}

// logged makes a program keep a debug log, which begins here.
func logged(cmd *exec.Cmd, dir string) *debugLog {
	l := &debugLog{path: filepath.Join(dir, ".debug.log")}
	if info, err := os.Stat(l.path); err == nil {
		l.at = info.Size()
	}
	cmd.Env = append(cmd.Env, "STET_DEBUG="+l.path)
	return l
}

// end is the last that was logged.
func (l *debugLog) end() []byte {
	data, _ := os.ReadFile(l.path)
	return data[max(0, len(data)-1000):]
}

func (l *debugLog) atRest(keys int) bool {
	f, err := os.Open(l.path)
	if err != nil {
		return false // it has just begun
	}
	defer f.Close()
	data, _ := io.ReadAll(io.NewSectionReader(f, l.at, 1<<30))
	data = data[:bytes.LastIndexByte(data, '\n')+1]
	l.at += int64(len(data))
	for line := range bytes.Lines(data) {
		if bytes.Contains(line, []byte("message=tea.KeyPressMsg")) {
			l.keys++
		}
		l.rested = bytes.Contains(line, []byte("msg=frame pending=0 ")) || bytes.Contains(line, []byte("msg=rest"))
	}
	return l.rested && l.keys >= keys
}

// quiet waits until nothing was drawn for so long, or the program has ended.
func (term *terminal) quiet(long time.Duration) {
	begin := time.Now()
	for {
		term.mu.Lock()
		since := time.Since(later(term.last, begin))
		term.mu.Unlock()
		if since >= long {
			return
		}
		select {
		case <-term.gone:
			return
		case <-time.After(long - since):
		}
	}
}

// see waits until words have been drawn, and then until nothing more is.
func (term *terminal) see(words string) {
	term.t.Helper()
	for end := time.Now().Add(20 * time.Second); !strings.Contains(ansi.Strip(string(term.drawn())), words); {
		if time.Now().After(end) {
			term.t.Fatalf("%q never appeared:\n%s", words, term.lately())
		}
		term.quiet(50 * time.Millisecond)
	}
	term.quiet(200 * time.Millisecond)
}

var errRunning = errors.New("the program is still running")

// end waits for the program to end by itself.
func (term *terminal) end(within time.Duration) error {
	select {
	case <-term.gone:
		term.mu.Lock()
		defer term.mu.Unlock()
		return term.err
	case <-time.After(within):
		return errRunning
	}
}

func (term *terminal) drawn() []byte {
	term.mu.Lock()
	defer term.mu.Unlock()
	return bytes.Clone(term.tail)
}

// lately is the end of what was drawn as plain text, for a failure's message.
func (term *terminal) lately() string {
	text := ansi.Strip(string(term.drawn()))
	return text[max(0, len(text)-1500):]
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
