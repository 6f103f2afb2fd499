package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/model/clean"
	"stet/model/library"
)

func codebookCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "codebook [FILE | DIR]",
		Short: "check a codebook and print its codes with their definitions",
		Long: "stet codebook checks the codebook.toml of a folder, or the library around it, and prints its\n" +
			"label sets as Markdown; where there is none, the standard sets. A fault is named with its line.",
		Args: arguments(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			path := "."
			if len(args) == 1 {
				path = args[0]
			}
			b, err := readCodebook(path)
			if err != nil {
				return err
			}
			if b == nil {
				b = codebook.Default()
			}
			_, err = p.out.WriteString(clean.Text(codebookPage(b)))
			return err
		},
	}
}

// readCodebook reads the codebook that a path names or lies under, nil if there
// is none.
func readCodebook(path string) (*codebook.Codebook, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, codebook.FileName)
	}
	if filepath.Base(path) != codebook.FileName || !exists(path) {
		root, ok := library.Root(filepath.Dir(path))
		if !ok {
			return nil, nil
		}
		path = filepath.Join(root, codebook.FileName)
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil // a library without one
	}
	if err != nil {
		return nil, err
	}
	b, err := codebook.Read(path, data, kind.FieldNames)
	var faults codebook.Errors
	if errors.As(err, &faults) {
		more := ""
		if n := len(faults) - 1; n > 0 {
			more = fmt.Sprintf("then: %s", strings.Join(texts(faults[1:]), "; "))
		}
		return nil, failed(more, "%s", faults[0])
	}
	return b, err
}

func texts(faults codebook.Errors) []string {
	var out []string
	for _, f := range faults {
		out = append(out, f.Error())
	}
	return out
}

// codebookPage is a codebook as a document: a heading a set, a line a code.
func codebookPage(b *codebook.Codebook) string {
	var w strings.Builder
	fmt.Fprintf(&w, "# %s", b.Name)
	if b.Version != "" {
		fmt.Fprintf(&w, ", version %s", b.Version)
	}
	w.WriteString("\n")
	for i := range b.Sets {
		s := &b.Sets[i]
		fmt.Fprintf(&w, "\n## %s (`%s`, %s)\n", s.Shown(), s.Name, strings.TrimSuffix(s.Applies+" "+s.Field, " "))
		for _, text := range []string{s.Definition, s.Source} {
			if text != "" {
				fmt.Fprintf(&w, "\n%s\n", text)
			}
		}
		w.WriteString("\n")
		codesUnder(&w, s, "", 0)
	}
	return w.String()
}

// codesUnder writes the codes below one, indented by their depth; a sound
// codebook has no code above itself.
func codesUnder(w *strings.Builder, s *codebook.Set, parent string, depth int) {
	for _, c := range s.Under(parent) {
		fmt.Fprintf(w, "%s- `%s`", strings.Repeat("  ", depth), c.Name)
		if c.Title != "" {
			fmt.Fprintf(w, " %s", c.Title)
		}
		if c.Key != "" {
			fmt.Fprintf(w, " [%s]", c.Key)
		}
		for _, text := range []string{c.Definition, c.Rule} {
			if text != "" {
				fmt.Fprintf(w, " — %s", text)
			}
		}
		w.WriteString("\n")
		codesUnder(w, s, c.Name, depth+1)
	}
}
