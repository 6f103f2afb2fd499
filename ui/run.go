package ui

import (
	"context"
	"errors"
	"os"

	"github.com/charmbracelet/colorprofile"

	"stet/ui/screen"
)

// Run shows the program until the user leaves it. Where a signal ended it, or edits
// were left that could not be saved, the error is an [*Ended].
func Run(ctx context.Context, o Options) error {
	profile := colorprofile.ASCII // NO_COLOR with any value; colorprofile reads only booleans
	if !o.NoColor {
		profile = colorprofile.Detect(os.Stdout, os.Environ())
	}
	o.Rich = profile == colorprofile.TrueColor
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
