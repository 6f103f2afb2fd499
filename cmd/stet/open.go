package main

import (
	"github.com/spf13/cobra"
)

// open is bare stet: it opens what is named on the screen.
func (p *program) open(cmd *cobra.Command, args []string) error {
	return misused(usageHint(cmd), "the reader is not built in yet")
}
