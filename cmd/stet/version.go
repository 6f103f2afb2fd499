package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"stet/model/lang"
)

func versionCommand(p *program) *cobra.Command {
	var languages bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "say which stet this is",
		Args:  arguments(0, 0),
		RunE: func(*cobra.Command, []string) error {
			if languages {
				for _, l := range lang.Embedded().All() {
					fmt.Fprintf(p.out, "%s\t%s\t%s\n", l.Tag, l.Name, lang.Limits(l))
				}
				return nil
			}
			fmt.Fprintln(p.out, versionLine())
			return nil
		},
	}
	cmd.Flags().BoolVar(&languages, "languages", false, "say what stet finds in each language, one per line")
	return cmd
}

func versionLine() string {
	return fmt.Sprintf("stet %s (%s, %s/%s)", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// version is the module's version, or the commit that a clone was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return "(built from a clone)"
}
