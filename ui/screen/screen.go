// Package screen shows a Bubble Tea program on a terminal: raw mode, the
// alternate screen, the modes of keyboard and mouse, and every frame as soon as
// it is drawn.
//
// It is in the place of Bubble Tea's renderer, which paints on a clock: with
// it a key waits for one of at most 120 ticks a second (5.5 ms in the median,
// 9.5 at the 99th percentile), and a program at rest wakes up for each of them
// (475 times a second, 19 ms of CPU). Here a frame is painted when there is one.
// What is written for it is still the work of Charm's cell renderer: only the
// cells that differ, with the terminal's own scrolling.
//
// It refuses to know what a frame shows.
package screen

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// slowest is the clock of Bubble Tea, which still runs without its renderer and
// has nothing to do; once a second is the slowest that it can be set to.
const slowest = 1

// A screen is a terminal while a program is shown on it.
type screen struct {
	console uv.Console
	program *tea.Program // nil until the first frame is

	mu   sync.Mutex    // of what is to be painted
	view tea.View      // the last frame
	due  bool          // it is not painted yet
	jobs []job         // what is to be done before it
	wake chan struct{} // holds one token while there is something to do

	hold   sync.Mutex // held while the terminal is written to
	paint  *painter
	away   bool  // the terminal belongs to somebody else: the shell, or an editor
	failed error // why the terminal could not be written to

	ended atomic.Pointer[Signalled] // the first signal that ends the program

	crash atomic.Pointer[Crash] // the first panic of the program, or of painting it
}

// A job is something else than a frame that the painter has to do.
type job func(*painter) error

// Options say what the terminal is to do by itself.
type Options struct {
	// Wheel makes it send arrow keys for its wheel, where the program does not ask
	// for the mouse.
	Wheel bool
	// Reorders has it order letters that are written from right to left.
	Reorders bool
}

// Run shows the program until it quits. Errors are those of the terminal, of the
// context, and a [*Crash] if the program panicked; the terminal is as it was
// before in every case.
func Run(ctx context.Context, model tea.Model, profile colorprofile.Profile, o Options) (err error) {
	console, err := openConsole()
	if err != nil {
		return err
	}
	signals := make(chan os.Signal, 2)
	notifyEnd(signals) // before the terminal is raw, so that none leaves it so
	defer signal.Stop(signals)
	if _, err := console.MakeRaw(); err != nil {
		return fmt.Errorf("the terminal: %w", err)
	}
	typed := typedBefore(console.Reader())
	s := &screen{console: console, paint: newPainter(console, profile, o), wake: make(chan struct{}, 1)}
	defer func() { err = errors.Join(err, s.leave()) }()

	resizes := make(chan os.Signal, 1)
	notifyResize(resizes) // before the size is asked for, so that none is missed
	defer signal.Stop(resizes)
	shown := &shown{model: model, screen: s, pace: pace{taken: make(chan struct{}, 1)}, pending: pending{counts: logging()}}
	shown.begin()
	if crash := shown.crashed(); crash != nil {
		return crash
	}
	if s.failed != nil {
		return nil // leave tells of it
	}
	spareProcessor()
	s.program = tea.NewProgram(shown,
		tea.WithContext(ctx), tea.WithoutRenderer(), tea.WithoutSignalHandler(), tea.WithFPS(slowest),
		tea.WithInput(wholeKeys(console.Reader(), typed, &shown.pace, func() { s.end(syscall.SIGHUP) })), tea.WithWindowSize(shown.w, shown.h), tea.WithColorProfile(profile), tea.WithFilter(shown.beforeSuspending))
	end := make(chan struct{})
	defer close(end)
	go s.keepPainting(end)
	go s.followSize(resizes, end)
	go s.obey(signals, end)

	_, err = s.program.Run()
	if crash := shown.crashed(); crash != nil {
		return crash
	}
	if ended := s.ended.Load(); ended != nil {
		return ended
	}
	return err
}

// spareProcessor gives the scheduler one processor more than the machine has. Keys
// are awaited in a system call that keeps its processor for up to 10 ms after one
// came; while work on all the others goes on, nobody takes the key from it: 5.8 ms
// in the median on two cores beside the analysis of 10 MB, and 0.7 with one more.
func spareProcessor() { runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + 1) }

// openConsole is the terminal on standard input and output; where standard input
// is something else, the text of an article, keys come from the terminal itself.
func openConsole() (uv.Console, error) {
	in := os.Stdin
	if !term.IsTerminal(in.Fd()) {
		tty, _, err := uv.OpenTTY()
		if err != nil {
			return nil, fmt.Errorf("there is no terminal to read keys from: %w", err)
		}
		in = tty
	}
	return uv.NewConsole(in, os.Stdout, os.Environ()), nil
}

// mostCells is how many cells a terminal may say that it has: a hundred times those
// of a large one.
const mostCells = 1 << 20

// size is that of the terminal in cells, and that of a page where it has none that
// can be believed.
func (s *screen) size() (w, h int) {
	w, h, err := s.console.GetSize()
	if err != nil || w < 1 || h < 1 || w*h > mostCells {
		return 80, 24
	}
	return w, h
}

// show takes a frame to be painted. It never waits for the terminal: where that
// is slow, a frame that was not painted yet gives way to the next.
func (s *screen) show(v tea.View) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.view.Content == v.Content && s.view.WindowTitle == v.WindowTitle && s.view.MouseMode == v.MouseMode {
		return
	}
	s.view, s.due = v, true
	s.signal()
}

// do has something else done, before the next frame.
func (s *screen) do(j job) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.jobs = append(s.jobs, j)
	s.signal()
}

func (s *screen) signal() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// keepPainting does what is due until the end.
func (s *screen) keepPainting(end <-chan struct{}) {
	for {
		select {
		case <-end:
			return
		case <-s.wake:
			s.paintDue()
		}
	}
}

func (s *screen) paintDue() {
	s.hold.Lock()
	defer s.hold.Unlock()
	if !s.away {
		s.catchUp()
	}
}

// catchUp does what is due; the caller holds the terminal.
func (s *screen) catchUp() {
	defer s.rescue()
	s.mu.Lock()
	jobs, view, due := s.jobs, s.view, s.due
	s.jobs, s.due = nil, false
	s.mu.Unlock()
	for _, j := range jobs {
		s.wrote(j(s.paint))
	}
	if due {
		s.wrote(s.paint.frame(view))
	}
}

// wrote notes that the terminal is gone: there is nothing left to do.
func (s *screen) wrote(err error) {
	if err == nil || s.failed != nil {
		return
	}
	s.failed = fmt.Errorf("the terminal: %w", err)
	if s.program != nil {
		go s.end(syscall.SIGHUP)
	}
}

// leave gives the terminal back, with what was on it before.
func (s *screen) leave() error {
	s.hold.Lock()
	defer s.hold.Unlock()
	if !s.away {
		s.catchUp() // text for the clipboard, perhaps
		s.away = true
		s.wrote(s.paint.leave())
	}
	return errors.Join(s.failed, s.console.Restore())
}

// enter takes the terminal again; meanwhile it may have got another size. Where it
// cannot be taken the program ends.
func (s *screen) enter() {
	s.hold.Lock()
	defer s.hold.Unlock()
	if _, err := s.console.MakeRaw(); err != nil {
		s.wrote(err)
		return
	}
	s.away = false
	s.paint.enter(s.size())
	go s.program.Send(resized{})
}

// followSize tells the program of every new size.
func (s *screen) followSize(resizes <-chan os.Signal, end <-chan struct{}) {
	for {
		select {
		case <-end:
			return
		case <-resizes:
			s.program.Send(resized{})
		}
	}
}

// A resized message says that the terminal was: what it left on the screen is
// its own affair, even if its size is the same again. It does not say which size,
// because messages may overtake each other.
type resized struct{}

// resize makes the next frame a whole one. A frame of the old size is not painted
// any more.
func (s *screen) resize(w, h int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.jobs = append(s.jobs, func(p *painter) error { p.resize(w, h); return nil })
	s.view.Content, s.due = "", false
	s.signal()
}

// reported takes a terminal's word on a mode that it was asked about.
func (s *screen) reported(m tea.ModeReportMsg) {
	switch {
	case m.Mode == ansi.ModeSynchronizedOutput && m.Value == ansi.ModeReset:
		s.do(func(p *painter) error { p.whole = true; return nil })
	case m.Mode == ansi.ModeBiDirectionalSupport && (m.Value == ansi.ModeReset || m.Value == ansi.ModePermanentlyReset):
		s.do(func(p *painter) error { p.left = true; return nil })
	case MeasuresGraphemes(m):
		s.do((*painter).measureGraphemes)
	}
}

// MeasuresGraphemes reports whether a terminal says with m that it can give a
// cluster of code points the width of what is seen (mode 2027). The screen has it
// do so from then on; the program is to measure so too.
func MeasuresGraphemes(m tea.ModeReportMsg) bool {
	return m.Mode == ansi.ModeUnicodeCore &&
		(m.Value == ansi.ModeReset || m.Value == ansi.ModeSet || m.Value == ansi.ModePermanentlySet)
}

// An outside is a command that gets the terminal for itself while it runs.
type outside struct {
	*screen
	cmd  *exec.Cmd
	keys io.Reader // of the terminal
}
