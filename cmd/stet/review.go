package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func reviewCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "review [DIR]",
		Short: "look through the annotations of a folder on the screen",
		Long:  "stet review lists the annotations of all articles of a folder on the screen. The flags of stet list\nset its filter.",
		Args:  arguments(0, 1),
	}
	screenFlags(cmd)
	asked := p.queryFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		dir := "."
		if len(args) == 1 {
			dir = args[0]
		}
		q, err := asked([]string{dir})
		if err != nil {
			return err
		}
		info, err := os.Stat(dir)
		switch {
		case err != nil:
			return err
		case !info.IsDir():
			return misused("stet list FILE prints the annotations of one article", "review: %s: not a folder", dir)
		case !p.toTerminal():
			return misused(fmt.Sprintf("stet list %s prints the same", dir), "review: standard output is no terminal")
		}
		screen := opening{p}
		o := screen.options(cmd.Context())
		o.Path, o.Review, o.Query = dir, true, q.String()
		return screen.run(cmd.Context(), o)
	}
	return cmd
}
