package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"stet/cmd/stet/manual"
)

func manCommand(p *program) *cobra.Command {
	var into string
	cmd := &cobra.Command{
		Use:   "man [COMMAND | TOPIC]",
		Short: "print a manual page, or write all of them",
		Long: "stet man prints the page in the macros of man(7): stet(1), or that of a command, such as\n" +
			"stet-list(1), or of a topic, such as stet-sidecar(7). `stet man list | man -l -` shows one.",
		Args:              arguments(0, 1),
		ValidArgsFunction: manual.CompletePages,
		RunE: func(cmd *cobra.Command, args []string) error {
			pages := manual.ManPages(cmd.Root())
			switch {
			case into != "" && len(args) > 0:
				return misused(fmt.Sprintf("stet man --into %s", into), "man: --into writes all pages, so %q is one too many", args[0])
			case into != "":
				return writeManPages(into, pages)
			case len(args) == 0:
				_, err := p.out.WriteString(pages[0].Roff(version(), builtOn()))
				return err
			}
			for _, m := range pages {
				if m.Name == "stet-"+args[0] {
					_, err := p.out.WriteString(m.Roff(version(), builtOn()))
					return err
				}
			}
			return nothingAbout(cmd, args[0])
		},
	}
	cmd.Flags().StringVar(&into, "into", "", "write every page into this `folder`, as stet.1, stet-list.1, stet-sidecar.7, …")
	manual.CompleteFolder(cmd, "into")
	return cmd
}

func writeManPages(dir string, pages []manual.ManPage) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for _, m := range pages {
		if err := os.WriteFile(filepath.Join(dir, m.File()), []byte(m.Roff(version(), builtOn())), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// builtOn is the day of the commit that was built; it is zero where the build does
// not say, so that a page is the same whenever it is made.
func builtOn() time.Time {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return time.Time{}
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.time" {
			t, _ := time.Parse(time.RFC3339, s.Value)
			return t
		}
	}
	return time.Time{}
}
