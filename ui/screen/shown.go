package screen

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"runtime/debug"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"stet/model/clean"
)

// What a program asks of the terminal. Bubble Tea's commands of the same names
// write with its clock, so they would take up to a second.
type (
	setClipboard string
	execute      struct {
		cmd  *exec.Cmd
		done func(error) tea.Msg
	}
)

// SetClipboard is a command that puts text into the clipboard of the terminal
// (OSC 52), without its controls: it may be pasted into a shell. Whether the terminal
// takes it cannot be known.
func SetClipboard(text string) tea.Cmd {
	return func() tea.Msg { return setClipboard(clean.Paste(text)) }
}

// Exec is a command that hands the terminal over to another program. What done
// makes of its error comes back as a message.
func Exec(cmd *exec.Cmd, done func(error) tea.Msg) tea.Cmd {
	return func() tea.Msg { return execute{cmd, done} }
}

// A shown is the program as Bubble Tea sees it: its frames go to the screen, and
// a panic in it ends in a [*Crash] instead of a terminal that is left raw.
type shown struct {
	model  tea.Model
	screen *screen
	begun  tea.Cmd
	w, h   int // cells

	running atomic.Int64 // commands
	pace    pace
	pending pending
}

// begin paints the first frame, before the loop of messages runs.
func (p *shown) begin() {
	defer p.screen.rescue()
	s := p.screen
	p.w, p.h = s.size()
	s.paint.enter(p.w, p.h)
	_, p.begun = p.model.Update(tea.WindowSizeMsg{Width: p.w, Height: p.h})
	s.view = p.model.View()
	s.wrote(s.paint.frame(s.view))
	s.wrote(s.paint.write(questions(uv.Environ(s.console.Environ()))))
}

// Init is tea.Model's.
func (p *shown) Init() tea.Cmd {
	defer p.screen.rescue()
	return p.guarded(tea.Batch(p.begun, p.model.Init()))
}

// Update is tea.Model's. A program that panicked hears of nothing more.
func (p *shown) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if p.screen.crash.Load() != nil {
		return p, nil
	}
	msg, taken := p.pending.take(msg)
	defer taken()
	if logging() {
		defer timed("update", time.Now(), "message", fmt.Sprintf("%T", msg))
	}
	defer p.step(msg)
	return p, p.take(msg)
}

// step lets the keyboard go on after a message.
func (p *shown) step(msg tea.Msg) {
	m, ok := p.model.(interface{ HandsOver() bool })
	p.pace.took(msg, ok && m.HandsOver())
}

// timed writes to the debug log how long something took, and what else is known of it.
func timed(what string, began time.Time, more ...any) {
	if logging() {
		slog.Debug(what, append(more, "took", time.Since(began))...)
	}
}

func (p *shown) take(msg tea.Msg) tea.Cmd {
	defer p.screen.rescue()
	switch msg := msg.(type) {
	case setClipboard:
		seq := ansi.SetSystemClipboard(string(msg))
		p.screen.do(func(to *painter) error { return to.write(seq) })
		return nil
	case execute:
		return tea.Exec(&outside{screen: p.screen, cmd: msg.cmd}, msg.done)
	case tea.ResumeMsg:
		p.screen.enter()
	case resized:
		return p.resize(p.screen.size())
	case tea.WindowSizeMsg: // Bubble Tea's at the start, however late; or a Windows console's
		if w, h := p.screen.size(); w != p.w || h != p.h {
			return p.resize(w, h)
		}
		return nil
	case tea.ModeReportMsg:
		p.screen.reported(msg)
	}
	_, cmd := p.model.Update(msg)
	return p.guarded(cmd)
}

func (p *shown) resize(w, h int) tea.Cmd {
	p.w, p.h = w, h
	p.screen.resize(w, h)
	_, cmd := p.model.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return p.guarded(cmd)
}

// View is tea.Model's, which is asked after every message; nothing of it is left
// for Bubble Tea to draw.
func (p *shown) View() tea.View {
	defer p.screen.rescue()
	began := time.Now()
	p.screen.show(p.model.View())
	p.pending.drawn(began)
	return tea.View{}
}

// beforeSuspending gives the terminal back before the shell has it, where there is
// a shell to stop for.
func (p *shown) beforeSuspending(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.SuspendMsg); ok {
		if !Suspends {
			return nil
		}
		p.screen.leave()
	}
	return msg
}

// Run is tea.ExecCommand's.
func (o *outside) Run() error {
	defer o.back()
	if err := o.leave(); err != nil {
		return err
	}
	return o.cmd.Run()
}

// back takes the terminal again, without what was typed for the command and not read.
func (o *outside) back() {
	o.enter()
	if keys := dropUnread(o.keys); keys > 0 {
		go o.program.Send(Unread{keys})
	}
}

// SetStdin, SetStdout and SetStderr are tea.ExecCommand's: the command gets the
// terminal, unless it was given something else.
func (o *outside) SetStdin(r io.Reader) {
	o.keys = r
	if o.cmd.Stdin == nil {
		o.cmd.Stdin = rawKeys(r)
	}
}

func (o *outside) SetStdout(w io.Writer) {
	if o.cmd.Stdout == nil {
		o.cmd.Stdout = os.Stdout
	}
}

func (o *outside) SetStderr(w io.Writer) {
	if o.cmd.Stderr == nil {
		o.cmd.Stderr = w
	}
}

// A Crash is a panic of the program.
type Crash struct {
	Value any
	Stack []byte
}

func (c *Crash) Error() string { return "the program ended by a fault of its own" }

// patience is how long a crashed program waits for commands that still run: one
// of them may be saving.
const patience = 2 * time.Second

// crashed waits for the work that the program began, and returns its crash, if
// there was one.
func (p *shown) crashed() *Crash {
	crash := p.screen.crash.Load()
	if crash == nil {
		return nil
	}
	for end := time.Now().Add(patience); p.running.Load() > 0 && time.Now().Before(end); {
		time.Sleep(patience / 100)
	}
	return crash
}

// rescue is deferred where the program's own code runs, and where its frames are
// painted. The first panic counts.
func (s *screen) rescue() {
	if v := recover(); v != nil {
		s.crash.CompareAndSwap(nil, &Crash{Value: v, Stack: debug.Stack()})
		if s.program != nil {
			go s.program.Quit()
		}
	}
}

// guarded is a command whose panic is the program's, and that a crash waits for.
func (p *shown) guarded(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	p.pending.begin()
	return func() tea.Msg {
		p.running.Add(1)
		defer p.running.Add(-1)
		defer p.screen.rescue()
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = p.guarded(batch[i])
			}
		}
		return p.pending.end(msg)
	}
}
