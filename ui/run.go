package ui

import (
	"context"
	"errors"
	"io"
	"os"

	"github.com/charmbracelet/colorprofile"

	"stet/ui/screen"
	"stet/ui/theme"
)

// Colours says how many colours a terminal shows: none where NO_COLOR is set to any
// value (no-color.org); colorprofile reads only booleans.
func Colours(terminal io.Writer) colorprofile.Profile {
	if os.Getenv("NO_COLOR") != "" {
		return colorprofile.ASCII
	}
	return colorprofile.Detect(terminal, os.Environ())
}

// UsualTheme is the name of the theme in use where none is asked for.
func UsualTheme(colours colorprofile.Profile) string {
	switch colours {
	case colorprofile.TrueColor:
		return theme.Rich
	case colorprofile.ANSI256:
		return theme.Default
	case colorprofile.ANSI:
		return theme.Sixteen
	}
	return theme.Mono
}

// Run shows the program until the user leaves it. Where a signal ended it, or edits
// were left that could not be saved, the error is an [*Ended].
func Run(ctx context.Context, o Options) error {
	profile := Colours(os.Stdout)
	o.Usual = UsualTheme(profile)
	m, err := newProgram(o)
	if err != nil {
		return err
	}
	go boundGarbage() // beside the first frame: it costs a millisecond
	err = screen.Run(ctx, m, profile, screen.Options{Wheel: o.Mouse == "wheel", Reorders: o.Reorders})
	ended := &Ended{}
	ended.Kept, ended.Lost, ended.Err = m.ending.keep()
	var signalled *screen.Signalled
	switch {
	case errors.As(err, &signalled):
		ended.Signal = signalled.Signal
		return ended
	case err == nil && ended.Kept+ended.Lost > 0:
		return ended
	}
	return err
}
