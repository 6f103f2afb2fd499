package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/session"
	"stet/annotate/store"
	"stet/model"
	"stet/model/clean"
	"stet/model/count"
	"stet/model/files"
	"stet/model/library"
)

func codebookCommand(p *program) *cobra.Command {
	var migrate, yes bool
	cmd := &cobra.Command{
		Use:   "codebook [FILE | DIR]",
		Short: "check a codebook and print its codes with their definitions",
		Long: "stet codebook checks the codebook.toml of a folder, or the library around it, and prints its\n" +
			"label sets as Markdown; where there is none, the standard sets. A fault is named with its line.\n" +
			"With --migrate it says which annotations bear a code that was renamed or merged; --yes changes\n" +
			"one’s own, and undo in the article takes that back.",
		Args: arguments(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			path := "."
			if len(args) == 1 {
				path = args[0]
			}
			if _, err := os.Stat(path); err != nil {
				return err
			}
			b, err := readCodebook(path)
			if err != nil {
				return err
			}
			if migrate {
				return migration{p, b, yes}.run(cmd.Context(), path)
			}
			if b == nil {
				b = codebook.Default()
			}
			for _, n := range b.Notices() {
				p.notice(path, n)
			}
			_, err = p.out.WriteString(clean.Text(codebookPage(b)))
			return err
		},
	}
	cmd.Flags().BoolVar(&migrate, "migrate", false, "list the annotations whose codes were renamed or merged")
	cmd.Flags().BoolVar(&yes, "yes", false, "with --migrate, change them")
	return cmd
}

// A migration brings annotations up to a codebook, or says what it would change.
type migration struct {
	*program
	book *codebook.Codebook
	yes  bool
}

// run brings your own annotations under a folder up to its codebook.
func (m migration) run(ctx context.Context, path string) error {
	if m.book == nil {
		return failed("only codes of a codebook.toml can have been renamed", "%s: there is no codebook", path)
	}
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		path = filepath.Dir(path)
	}
	desk, partial, changed := m.desk(ctx), false, 0
	m.eachArticle(ctx, []string{path}, func(article string, err error) bool {
		n := 0
		if err == nil {
			n, err = m.article(desk, article)
		}
		if err != nil {
			m.report(err)
			partial = true
		}
		changed += n
		return true
	})
	switch {
	case partial:
		return errReported
	case changed > 0 && !m.yes:
		m.out.Flush()
		fmt.Fprintln(m.err, "hint: --yes changes them")
	case changed > 0:
		m.out.Flush()
		fmt.Fprintf(m.err, "%s changed\nhint: u in the article takes it back\n", count.Of(changed, "annotation"))
	}
	return nil
}

func (m migration) article(desk *store.Desk, path string) (int, error) {
	a, err := m.readArticle(path)
	if err != nil {
		return 0, err
	}
	own, err := session.Open(desk, a)
	if err != nil {
		return 0, err
	}
	now := time.Now().UTC().Truncate(time.Second)
	changes, err := m.book.Migrate(own.Set.Snapshot(), now)
	if err != nil || len(changes) == 0 {
		return 0, err
	}
	edit := annotate.Edit{Title: strings.TrimSpace(fmt.Sprintf("codebook %s", m.book.Version)), At: now}
	for _, c := range changes {
		fmt.Fprintln(m.out, clean.Line(changeLine(a, c)))
		edit.Swaps = append(edit.Swaps, c.Swap)
	}
	if !m.yes {
		return len(changes), nil
	}
	if _, err := m.commit(path, own, edit); err != nil {
		return 0, err
	}
	return len(changes), nil
}

// changeLine says which codes of an annotation are renamed, as editors read it.
func changeLine(a *model.Article, c codebook.Change) string {
	where := a.Path
	if rng := c.Before.Target.Range; !rng.Empty() {
		where += fmt.Sprintf(":%d", a.LineOf(rng.Start))
	}
	var renames []string
	for _, r := range c.Renames {
		renames = append(renames, fmt.Sprintf("%s %s → %s", r.Set.Name, r.From, r.To))
	}
	return where + ": " + strings.Join(renames, ", ")
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
	data, err := files.ReadIn(filepath.Dir(path), filepath.Base(path), store.MaxSize)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil // a library without one
	}
	if err != nil {
		return nil, err
	}
	b, err := codebook.Read(path, data)
	var faults codebook.Errors
	if errors.As(err, &faults) {
		more := "`stet help codebook` shows an example"
		if n := len(faults) - 1; n > 0 {
			more = fmt.Sprintf("then: %s", strings.Join(texts(faults[1:]), "; "))
		}
		return nil, failed(more, "%s", faults[0])
	}
	return b, err
}

// ownKinds returns the kinds that the codebooks around files and folders add.
func ownKinds(paths ...string) []kind.Kind {
	var own []kind.Kind
	var desk store.Desk
	seen := map[string]bool{}
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			path = filepath.Join(path, codebook.FileName)
		}
		if dir := filepath.Dir(path); path == "" || seen[dir] {
			continue
		} else {
			seen[dir] = true
		}
		added := desk.Kinds(path)
		if stamp := kind.Stamp(added); stamp != "" && !seen[stamp] {
			seen[stamp] = true
			own = append(own, added...)
		}
	}
	return own
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
	if b.Version != "" {
		fmt.Fprintf(&w, "# %s, version %s\n", b.Name, b.Version)
	} else {
		fmt.Fprintf(&w, "# %s\n", b.Name)
	}
	for _, k := range b.Kinds {
		kindPage(&w, k)
	}
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

// kindPage writes a kind that the codebook adds: its definition, examples and
// fields.
func kindPage(w *strings.Builder, k kind.Kind) {
	fmt.Fprintf(w, "\n## %s (kind `%s`, %s)", k.Title, k.Name, k.Sign)
	if k.Key != "" {
		fmt.Fprintf(w, " [%s]", k.Key)
	}
	w.WriteString("\n")
	if k.Definition != "" {
		fmt.Fprintf(w, "\n%s\n", k.Definition)
	}
	for i, example := range k.Examples {
		if i == 0 {
			w.WriteString("\n")
		}
		fmt.Fprintf(w, "> %s\n", example)
	}
	w.WriteString("\n")
	for _, f := range k.Table {
		of := string(f.Type)
		if slices.Contains(k.Needs, f.Name) {
			of = fmt.Sprintf("%s, needed", of)
		}
		fmt.Fprintf(w, "- `%s` %s: %s\n", f.Name, f.Question(), of)
	}
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
