package ui

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// framesASecond is the renderer's fastest clock. At 60 a key waits 8 ms for its
// frame, at 120 half of that; an idle program wakes more often for it.
const framesASecond = 120

// Run shows the program until the user leaves it.
func Run(ctx context.Context, o Options) error {
	m, err := newProgram(o)
	if err != nil {
		return err
	}
	opts := []tea.ProgramOption{tea.WithContext(ctx), tea.WithFPS(framesASecond)}
	if o.Input != nil {
		opts = append(opts, tea.WithInput(o.Input))
	}
	if o.Output != nil {
		opts = append(opts, tea.WithOutput(o.Output))
	}
	profile := colorprofile.ASCII // NO_COLOR with any value; Bubble Tea reads only booleans
	if !o.NoColor {
		profile = colorprofile.Detect(os.Stdout, os.Environ())
	}
	opts = append(opts, tea.WithColorProfile(profile))
	early := o.Output == nil && m.writeFirst(os.Stdout, profile)
	if _, err := tea.NewProgram(m, opts...).Run(); err != nil {
		if early {
			io.WriteString(os.Stdout, ansi.ResetModeAltScreenSaveCursor)
		}
		return fmt.Errorf("the screen: %w", err)
	}
	return nil
}

// writeFirst writes the first screen before the renderer's clock starts, which
// would make it wait for a tick and for the terminal's answers. The renderer
// then enters the screen again and draws the same, in one write.
func (m *program) writeFirst(out *os.File, profile colorprofile.Profile) bool {
	w, h, err := term.GetSize(out.Fd())
	if err != nil || w < 1 || h < 1 {
		return false
	}
	m.w, m.h = w, h
	frame := strings.ReplaceAll(m.View().Content, "\n", "\r\n")
	to := &colorprofile.Writer{Forward: out, Profile: profile}
	_, err = io.WriteString(to, ansi.SetModeAltScreenSaveCursor+ansi.ResetModeTextCursorEnable+ansi.CursorHomePosition+frame)
	return err == nil
}
