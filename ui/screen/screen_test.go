//go:build !windows

package screen

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"

	"stet/model/need"
)

// A stub is a program to be shown: it says how many keys came, and each of some
// keys does what a real program does with a terminal.
type stub struct {
	w, h, keys int
	said, left string
	growing    bool // the terminal gets larger while the first frame is drawn
	away       bool // an editor is about to have the terminal
}

func (s *stub) HandsOver() bool { return s.away }

func (s *stub) Init() tea.Cmd { return nil }

func (s *stub) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.w, s.h = msg.Width, msg.Height
		if s.growing {
			s.growing = false
			pty.Setsize(os.Stdin, &pty.Winsize{Rows: 12, Cols: 50})
			syscall.Kill(os.Getpid(), syscall.SIGWINCH)
		}
	case tea.BackgroundColorMsg:
		s.said = fmt.Sprintf("dark %v", msg.IsDark())
	case Ended:
		fmt.Fprintln(os.Stderr, "saving")
		wait := 100 * time.Millisecond
		if os.Getenv(stubKey) == "slow" {
			wait = time.Minute
		}
		return s, tea.Sequence(func() tea.Msg { time.Sleep(wait); return nil }, tea.Quit)
	case error:
		s.said, s.away = "editor: "+msg.Error()+s.left, false
	case Unread:
		s.left = fmt.Sprintf(" and %d left", msg.Keys)
		s.said += s.left
	case tea.KeyPressMsg:
		s.keys++
		switch msg.String() {
		case "q":
			return s, tea.Quit
		case "y":
			return s, tea.Sequence(SetClipboard("serious talks"), tea.Quit)
		case "e":
			return s, Exec(exec.Command("sh", "-c", "echo in the editor; sleep 0.3; exit 3"), func(err error) tea.Msg { return err })
		case "E":
			return s, Exec(exec.Command("sh", "-c", "trap 'echo interrupted' INT; echo in the cooked editor; sleep 0.3; sleep 0.3"), func(error) tea.Msg { return errors.New("still here") })
		case "v":
			s.away = true
			return s, func() tea.Msg {
				time.Sleep(20 * time.Millisecond) // a file is made for it
				return Exec(exec.Command("sh", "-c", "read words; echo it read $words; sleep 0.2"), func(error) tea.Msg { return errors.New("read") })()
			}
		case "p":
			panic("a fault")
		case "P":
			return s, func() tea.Msg { panic("a fault of a command") }
		case "i":
			s.said = "\x1b[3mleaning\x1b[m"
		case "z":
			return s, tea.Suspend
		}
	}
	return s, nil
}

func (s *stub) View() tea.View {
	v := tea.NewView(frame(s.keys, s.w, s.h, s.said))
	v.WindowTitle = "stub"
	v.MouseMode = tea.MouseModeCellMotion
	return v
}

// frame is a page of text that scrolls, jumps, is styled and is cut at its right,
// different for each number of keys and always the same for one.
func frame(keys, w, h int, said string) string {
	words := []string{"talks", "in", "Moscow", "said", "“ceasefire”", "北京", "é", "the", "Şahin", "\x1b[1mbold\x1b[m", "\x1b[4;31mred\x1b[m"}
	lines := []string{fmt.Sprintf("%d keys, %d×%d %s", keys, w, h, said)}
	top := keys
	if keys%7 == 0 {
		top = keys * 13 // a jump
	}
	for y := 1; y < h; y++ {
		rnd := rand.New(rand.NewPCG(uint64(top+y), 1))
		var b strings.Builder
		for range rnd.IntN(12) {
			b.WriteString(words[rnd.IntN(len(words))] + " ")
		}
		lines = append(lines, ansi.Truncate(b.String(), w, ""))
	}
	return strings.Join(lines[:h], "\n")
}

// stubKey names the environment variable that makes the test binary the stub.
const stubKey = "STET_SCREEN_STUB"

func TestMain(m *testing.M) {
	if os.Getenv(stubKey) == "" {
		os.Exit(m.Run())
	}
	err := Run(context.Background(), &stub{growing: os.Getenv(stubKey) == "growing"}, colorprofile.ANSI256, Options{Wheel: true})
	var crash *Crash
	if errors.As(err, &crash) {
		fmt.Printf("crash: %v, %v\n", crash.Value, bytes.Contains(crash.Stack, []byte("screen_test.go")))
	}
	var ended *Signalled
	if errors.As(err, &ended) {
		fmt.Printf("ended by %v\n", ended.Signal)
	}
	fmt.Println("over")
}

// A tty is the stub in a pseudo-terminal.
type tty struct {
	t    *testing.T
	file *os.File
	mode *term.State // before the stub had it
	cmd  *exec.Cmd

	mu    sync.Mutex
	wrote []byte
}

func inTerminal(t *testing.T) *tty { return inTerminalAs(t, "1") }

// inTerminalAs starts the stub with a value of its environment variable.
func inTerminalAs(t *testing.T, as string) *tty {
	t.Helper()
	file, slave, err := pty.Open()
	if err != nil {
		need.Skip(t, need.Terminal, fmt.Sprintf("there is no pseudo-terminal here: %v", err))
	}
	pty.Setsize(file, &pty.Winsize{Rows: 10, Cols: 40})
	mode, err := term.GetState(slave.Fd())
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), stubKey+"="+as, "TERM=xterm-256color", "TMUX=", "STY=")
	if as == "screen" {
		cmd.Env = append(cmd.Env, "TERM=screen", "STY=1.pts")
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = slave, slave, slave
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	term := &tty{t: t, file: file, mode: mode, cmd: cmd}
	go func() {
		buf := make([]byte, 4096)
		for {
			n, err := file.Read(buf)
			term.mu.Lock()
			term.wrote = append(term.wrote, buf[:n]...)
			term.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait(); slave.Close(); file.Close() })
	return term
}

func (tt *tty) text() string {
	tt.mu.Lock()
	defer tt.mu.Unlock()
	return string(tt.wrote)
}

// await waits until the stub wrote something.
func (tt *tty) await(want string) {
	tt.t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if strings.Contains(tt.text(), want) {
			return
		}
	}
	tt.t.Fatalf("%q was not written:\n%q", want, tt.text())
}

func (tt *tty) press(keys string) {
	if _, err := tt.file.WriteString(keys); err != nil {
		tt.t.Fatal(err)
	}
}

// given checks that the terminal was given back as it had been, before anything
// else was written to it.
func (tt *tty) given(last string) {
	tt.t.Helper()
	tt.await(last)
	before, _, _ := strings.Cut(tt.text(), last)
	for _, mode := range []string{
		ansi.ResetModeAltScreenSaveCursor, ansi.SetModeTextCursorEnable, ansi.ResetModeBracketedPaste,
		restoreMode(alternateScroll), ansi.ResetModeFocusEvent, ansi.ResetModeMouseButtonEvent, ansi.PopKittyKeyboard(1), ansi.WindowOp(popTitle, ofWindow),
	} {
		if !strings.Contains(before, mode) {
			tt.t.Errorf("%q is missing in front of %q", mode, last)
		}
	}
	if strings.Contains(tt.text(), "Caught panic") {
		tt.t.Errorf("Bubble Tea met a panic of its own: %q", tt.text())
	}
	if mode, err := term.GetState(tt.file.Fd()); err != nil || *mode != *tt.mode {
		tt.t.Errorf("the terminal is not in the mode that it had: %v", err)
	}
}

func TestTheTerminalIsGivenBackAsItWas(t *testing.T) {
	for keys, last := range map[string]string{
		"jjq": "over", // an ordinary end
		"jp":  "crash: a fault, true",
		"jP":  "crash: a fault of a command, true",
	} {
		t.Run(keys, func(t *testing.T) {
			tt := inTerminal(t)
			tt.await("0 keys, 40×10")
			tt.press(keys)
			tt.given(last)
		})
	}
}

func TestWhatWasCopiedArrivesEvenIfTheProgramEndsAtOnce(t *testing.T) {
	tt := inTerminal(t)
	tt.press("y")
	tt.given("over")
	if !strings.Contains(tt.text(), ansi.SetSystemClipboard("serious talks")) {
		t.Errorf("the text for the clipboard was not written: %q", tt.text())
	}
}

func TestAnEditorHasTheTerminalForItself(t *testing.T) {
	tt := inTerminal(t)
	tt.press("je")
	tt.given("in the editor")
	tt.await("editor: exit status 3")
	_, after, _ := strings.Cut(tt.text(), "in the editor")
	if !strings.Contains(after, ansi.SetModeAltScreenSaveCursor) {
		t.Errorf("the program does not take the terminal again: %q", after)
	}
	tt.press("q")
	tt.await("over")
}

// An editor may leave the terminal as it is outside of programs: ctrl+c there goes to
// all that runs in it, and is meant for the editor.
func TestAnInterruptInTheEditorIsTheEditors(t *testing.T) {
	tt := inTerminal(t)
	tt.press("E")
	tt.await("in the cooked editor")
	tt.press("\x03")
	tt.await("interrupted")
	tt.await("still here")
	tt.press("q")
	tt.await("over")
}

// What is typed after the key that calls an editor is the editor's, from the first key
// on; what it leaves is no command of the program.
func TestKeysThatAreTypedBeforeTheEditorComesAreTheEditors(t *testing.T) {
	tt := inTerminal(t)
	tt.press("jvqqqzq éü\n")
	tt.await("it read qqqzq éü")
	tt.await("2 keys")
	tt.await("editor: read")
	tt.press("vyy\nqqq\x1b[A")
	tt.await("and 3 left")
	tt.press("q")
	tt.await("over")
}

func TestASignalLetsTheProgramSaveAndEnd(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(sig.String(), func(t *testing.T) {
			tt := inTerminal(t)
			tt.await("0 keys, 40×10")
			tt.cmd.Process.Signal(sig)
			tt.await("saving")
			tt.given("ended by " + sig.String())
			tt.await("over")
		})
	}
}

// The second signal does not wait.
func TestASecondSignalEndsTheProgramAtOnce(t *testing.T) {
	tt := inTerminalAs(t, "slow")
	tt.await("0 keys, 40×10")
	tt.cmd.Process.Signal(syscall.SIGTERM)
	tt.await("saving")
	tt.cmd.Process.Signal(syscall.SIGTERM)
	tt.given("ended by terminated")
}

// The window gets the title back that it had.
func TestTheTitleIsPushedAndPopped(t *testing.T) {
	tt := inTerminal(t)
	tt.await(ansi.SetWindowTitle("stub"))
	tt.press("q")
	tt.await("over")
	push, set, pop := strings.Index(tt.text(), ansi.WindowOp(pushTitle, ofWindow)), strings.Index(tt.text(), ansi.SetWindowTitle("stub")), strings.Index(tt.text(), ansi.WindowOp(popTitle, ofWindow))
	if push < 0 || set < push || pop < set || strings.Contains(tt.text(), ansi.SetWindowTitle("")) {
		t.Errorf("pushed at %d, set at %d, popped at %d: %q", push, set, pop, tt.text())
	}
}

// GNU screen keeps an escape back while it reports the mouse, and shows italics
// reversed.
func TestGNUScreenGetsNoMouseAndNoItalics(t *testing.T) {
	tt := inTerminalAs(t, "screen")
	tt.await("0 keys, 40×10")
	tt.press("i")
	tt.await("leaning")
	tt.press("q")
	tt.await("over")
	if s := tt.text(); strings.Contains(s, ansi.SetModeMouseButtonEvent) || strings.Contains(s, "\x1b[3m") {
		t.Errorf("the mouse or italics: %q", s)
	}
}

func TestANewSizeIsAWholeNewFrame(t *testing.T) {
	tt := inTerminal(t)
	tt.await("0 keys, 40×10")
	if err := pty.Setsize(tt.file, &pty.Winsize{Rows: 12, Cols: 50}); err != nil {
		t.Fatal(err)
	}
	tt.cmd.Process.Signal(syscall.SIGWINCH)
	tt.await("0 keys, 50×12")
}

func TestASizeThatChangesDuringTheFirstFrameIsNotMissed(t *testing.T) {
	inTerminalAs(t, "growing").await("0 keys, 50×12")
}

func TestTheBackgroundIsAskedForAndTold(t *testing.T) {
	tt := inTerminal(t)
	tt.await(ansi.RequestBackgroundColor)
	tt.press("\x1b]11;rgb:ffff/ffff/ffff\x07")
	tt.await("dark false")
}

// A real terminal must show what the frames say, whatever way the renderer takes
// from one to the next.
func TestARealTerminalShowsEveryFrame(t *testing.T) {
	const w, h = 60, 12
	term := inTmux(t, w, h, stubKey+"=1 TERM=xterm-256color "+os.Args[0])
	for keys := range 60 {
		if keys > 0 {
			term.press("j")
		}
		term.await(trimmed(ansi.Strip(frame(keys, w, h, ""))))
	}
}

func TestSuspendingGivesTheShellItsTerminalAndComesBack(t *testing.T) {
	const w, h = 60, 12
	term := inTmux(t, w, h, "PS1=prompt: TERM=xterm-256color exec bash --norc --noprofile -i")
	term.press(stubKey+"=1 "+os.Args[0], "Enter")
	term.await(trimmed(ansi.Strip(frame(0, w, h, ""))))
	term.press("z")
	term.awaitPart("Stopped")
	term.press("fg", "Enter")
	term.await(trimmed(ansi.Strip(frame(1, w, h, ""))))
}

// A tmux is a window of w×h cells in a server of its own.
type tmux struct {
	t      *testing.T
	socket string
}

func inTmux(t *testing.T, w, h int, command string) *tmux {
	t.Helper()
	need.Program(t, "tmux")
	term := &tmux{t, fmt.Sprintf("stet-screen-%d-%s", os.Getpid(), t.Name())}
	term.run("new-session", "-d", "-x", strconv.Itoa(w), "-y", strconv.Itoa(h), command, ";", "set", "status", "off")
	t.Cleanup(func() { term.run("kill-server") })
	return term
}

func (term *tmux) run(args ...string) string {
	cmd := exec.Command("tmux", append([]string{"-L", term.socket, "-f", "/dev/null"}, args...)...)
	cmd.Env = append(os.Environ(), "TMUX=", "LC_ALL=C.UTF-8", "SHELL=/bin/sh") // whoever runs it may have no login
	out, err := cmd.CombinedOutput()
	if err != nil {
		term.t.Fatalf("tmux %v: %v\n%s", args, err, out)
	}
	return string(out)
}

func (term *tmux) press(keys ...string) { term.run(append([]string{"send-keys"}, keys...)...) }

func (term *tmux) await(page string) {
	term.t.Helper()
	term.until(page, func(shown string) bool { return shown == page })
}

func (term *tmux) awaitPart(words string) {
	term.t.Helper()
	term.until(words, func(shown string) bool { return strings.Contains(shown, words) })
}

func (term *tmux) until(want string, good func(string) bool) {
	term.t.Helper()
	var shown string
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if shown = trimmed(term.run("capture-pane", "-p")); good(shown) {
			return
		}
	}
	term.t.Fatalf("the terminal shows\n%s\ninstead of\n%s", shown, want)
}

// trimmed is a page without blanks at the end of its lines and without empty
// lines at its end.
func trimmed(page string) string {
	lines := strings.Split(page, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}
