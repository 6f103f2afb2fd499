package ui

import (
	"context"
	"os"

	"github.com/charmbracelet/colorprofile"

	"stet/ui/screen"
)

// Run shows the program until the user leaves it.
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
	return screen.Run(ctx, m, profile, o.Mouse == "wheel")
}
