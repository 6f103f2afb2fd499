package screen

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// A recorder is a terminal that keeps what is written to it.
type recorder struct {
	uv.Console
	w, h  int
	noRaw error // why it cannot be made raw
	wrote bytes.Buffer
}

func (r *recorder) Write(b []byte) (int, error)    { return r.wrote.Write(b) }
func (r *recorder) Environ() []string              { return []string{"TERM=xterm-256color"} }
func (r *recorder) GetSize() (w, h int, err error) { return r.w, r.h, nil }
func (r *recorder) MakeRaw() (*term.State, error)  { return nil, r.noRaw }
func (r *recorder) Restore() error                 { return nil }

// A sized is a program that shows the size it was told last.
type sized struct{ w, h int }

func (s *sized) Init() tea.Cmd { return nil }

func (s *sized) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		s.w, s.h = size.Width, size.Height
	}
	return s, nil
}

func (s *sized) View() tea.View { return tea.NewView(fmt.Sprintf("%d×%d", s.w, s.h)) }

// begun is a screen with the first frame of a program on it.
func begun(w, h int) (*shown, *recorder) {
	r := &recorder{w: w, h: h}
	s := &screen{console: r, paint: newPainter(r, colorprofile.ASCII, Options{}), wake: make(chan struct{}, 1)}
	p := &shown{model: &sized{}, screen: s}
	p.begin()
	r.wrote.Reset()
	return p, r
}

func TestAMessageOfAnOldSizeThatComesLateChangesNothing(t *testing.T) {
	p, r := begun(40, 10)
	r.w, r.h = 50, 12
	p.Update(resized{})
	p.Update(tea.WindowSizeMsg{Width: 40, Height: 10})
	p.View()
	if got := p.screen.view.Content; got != "50×12" {
		t.Errorf("the last frame is for %s", got)
	}
}

func TestNoFrameIsPaintedBetweenANewSizeAndItsFrame(t *testing.T) {
	p, r := begun(40, 10)
	p.screen.show(tea.NewView("a key came"))
	r.w, r.h = 50, 12
	p.Update(resized{})
	p.screen.paintDue()
	if r.wrote.Len() > 0 {
		t.Errorf("painted: %q", r.wrote.String())
	}
	p.View()
	p.screen.paintDue()
	if !bytes.Contains(r.wrote.Bytes(), []byte("50×12")) {
		t.Errorf("painted: %q", r.wrote.String())
	}
}

func TestATerminalOfImpossibleSizeIsAPage(t *testing.T) {
	for _, tt := range [][4]int{{65535, 65535, 80, 24}, {1024, 1024, 1024, 1024}, {1025, 1024, 80, 24}, {0, 24, 80, 24}, {80, 0, 80, 24}, {-1, 9, 80, 24}, {1, 1, 1, 1}, {200, 50, 200, 50}} {
		if p, _ := begun(tt[0], tt[1]); p.w != tt[2] || p.h != tt[3] {
			t.Errorf("%d×%d is %d×%d", tt[0], tt[1], p.w, p.h)
		}
	}
}

func TestAPanicInPaintingIsACrash(t *testing.T) {
	p, r := begun(40, 10)
	p.screen.do(func(*painter) error { panic("a fault") })
	p.screen.paintDue()
	if crash := p.crashed(); crash == nil || crash.Value != "a fault" {
		t.Errorf("the crash is %v", crash)
	}
	if err := p.screen.leave(); err != nil || !bytes.Contains(r.wrote.Bytes(), []byte(ansi.ResetModeAltScreenSaveCursor)) {
		t.Errorf("left with %v: %q", err, r.wrote.String())
	}
}

func TestATerminalThatCannotBeTakenAgainEndsTheProgram(t *testing.T) {
	p, r := begun(40, 10)
	p.screen.leave()
	r.noRaw = errors.New("it is gone")
	p.Update(tea.ResumeMsg{})
	if err := p.screen.leave(); !errors.Is(err, r.noRaw) {
		t.Errorf("told: %v", err)
	}
}
