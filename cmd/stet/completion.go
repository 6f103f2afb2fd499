package main

import (
	"github.com/spf13/cobra"

	"stet/cmd/stet/manual"
)

func completionCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:       "completion bash|zsh|fish|powershell",
		Short:     "print what makes a shell complete stet's commands and flags",
		ValidArgs: manual.Shells(),
		Args:      arguments(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("completion", args[0], manual.Shells()...); err != nil {
				return err
			}
			return manual.WriteCompletion(p.out, cmd.Root(), args[0])
		},
	}
}
