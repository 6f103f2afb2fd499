package ui

import (
	"context"
	"errors"
	"os"

	"github.com/charmbracelet/colorprofile"

	"stet/ui/screen"
)

// Run shows the program until the user leaves it. Where a signal ended it, the error
// is an [*Ended].
func Run(ctx context.Context, o Options) error {
	m, err := newProgram(o)
	if err != nil {
		return err
	}
	profile := colorprofile.ASCII // NO_COLOR with any value; colorprofile reads only booleans
	if !o.NoColor {
		profile = colorprofile.Detect(os.Stdout, os.Environ())
	}
	go boundGarbage() // beside the first frame: it costs a millisecond
	err = screen.Run(ctx, m, profile, o.Mouse == "wheel")
	var signalled *screen.Signalled
	if errors.As(err, &signalled) {
		ended := &Ended{Signal: signalled.Signal}
		if m.parting != nil {
			ended.Unsaved, ended.Err = m.parting.unsaved, m.parting.err
		}
		return ended
	}
	return err
}
