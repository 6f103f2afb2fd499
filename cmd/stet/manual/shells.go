package manual

import (
	_ "embed"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// bashAlone makes the script for bash work without bash-completion.
//
//go:embed completion.bash
var bashAlone string

// shells are those that can complete the command line of stet.
var shells = []struct {
	name  string
	write func(*cobra.Command, io.Writer) error
}{
	{"bash", func(root *cobra.Command, w io.Writer) error {
		if err := root.GenBashCompletionV2(w, true); err != nil {
			return err
		}
		_, err := io.WriteString(w, bashAlone)
		return err
	}},
	{"zsh", (*cobra.Command).GenZshCompletion},
	{"fish", func(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) }},
	{"powershell", (*cobra.Command).GenPowerShellCompletionWithDesc},
}

// Shells lists the shells that WriteCompletion knows.
func Shells() []string {
	names := make([]string, len(shells))
	for i, s := range shells {
		names[i] = s.name
	}
	return names
}

// WriteCompletion writes the script that makes a shell complete commands and flags.
func WriteCompletion(w io.Writer, root *cobra.Command, shell string) error {
	for _, s := range shells {
		if s.name == shell {
			return s.write(root, w)
		}
	}
	return fmt.Errorf("no completion for the shell %q", shell)
}
