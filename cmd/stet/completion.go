package main

import (
	_ "embed"

	"github.com/spf13/cobra"
)

// bashAlone is what makes the script for bash work without bash-completion.
//
//go:embed completion.bash
var bashAlone string

func completionCommand(p *program) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:       "completion bash|zsh|fish|powershell",
		Short:     "print what makes a shell complete stet's commands and flags",
		ValidArgs: shells,
		Args:      arguments(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				if err := root.GenBashCompletionV2(p.out, true); err != nil {
					return err
				}
				_, err := p.out.WriteString(bashAlone)
				return err
			case "zsh":
				return root.GenZshCompletion(p.out)
			case "fish":
				return root.GenFishCompletion(p.out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(p.out)
			}
			return oneOf("completion", args[0], shells...)
		},
	}
}
