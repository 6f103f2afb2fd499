package main

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/codebook"
	"stet/annotate/session"
	"stet/annotate/store"
	"stet/cmd/stet/manual"
	"stet/model"
	"stet/model/clean"
	"stet/model/count"
	"stet/model/intake"
	"stet/model/library"
	"stet/model/source"
)

func checkCommand(p *program) *cobra.Command {
	c := check{program: p}
	cmd := &cobra.Command{
		Use:   "check [FILE | DIR | SIDECAR]…",
		Short: "look for what is wrong in sidecars",
		Long: "check compares sidecars with their schema, with the texts that were annotated and with each other,\n" +
			"and prints a line for each fault: FILE:LINE: what is wrong. It mends only what it is told to.",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--format", c.format, "text", "jsonl"); err != nil {
				return err
			}
			if len(args) == 0 {
				args = []string{"."}
			}
			return c.run(cmd.Context(), args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&c.format, "format", "text", "how to print: text or jsonl")
	manual.Complete(cmd, "format", "text", "jsonl")
	f.BoolVar(&c.moved, "fix-moved", false, "put sidecars beside their article where that was renamed or moved")
	f.BoolVar(&c.giveUp, "give-up", false, "set aside edits that were cut short and cannot be made any more; they are kept in a file")
	f.BoolVar(&c.offsets, "fix-offsets", false, "correct the offsets of your own annotations whose words are elsewhere")
	return cmd
}

// A check is what the flags of stet check say.
type check struct {
	*program
	format         string
	moved, offsets bool
	giveUp         bool
}

// run looks through the sidecars that the arguments mean, and mends what was asked.
func (c check) run(ctx context.Context, args []string) error {
	if c.giveUp {
		aside, err := session.GiveUp(c.desk(ctx))
		if err != nil {
			return err
		}
		for _, file := range aside {
			c.notice(file, "these edits are not made any more; they are kept here")
		}
	}
	sidecars, articles, err := c.sidecarsIn(ctx, args)
	if err != nil {
		return err
	}
	checker := c.checker(ctx, sidecars)
	if c.moved {
		sidecars, err = c.follow(checker, sidecars, articles)
		if err != nil {
			return err
		}
		checker = c.checker(ctx, sidecars)
	}
	if c.offsets {
		if err := c.fixOffsets(ctx, checker, sidecars); err != nil {
			return err
		}
		checker = c.checker(ctx, sidecars)
	}
	faults := 0
	for problem := range checker.Problems {
		faults++
		if err := c.fault(problem); err != nil {
			return err
		}
	}
	for _, stray := range c.strays(checker, articles) {
		c.notice(stray.sidecar, fmt.Sprintf("its article is now %s: --fix-moved puts it there", stray.article))
	}
	c.elsewhere(ctx, articles)
	if faults > 0 {
		return errReported
	}
	c.out.Flush()
	if len(sidecars) == 0 {
		fmt.Fprintf(c.err, "there are no sidecars in %s\n", clean.Line(strings.Join(args, ", ")))
		return nil
	}
	fmt.Fprintf(c.err, "%s checked, nothing wrong\n", count.Of(len(sidecars), "sidecar"))
	return nil
}

// elsewhere names the sidecars of articles that lie with stet's own data, because
// the folder of the article could not be written.
func (c check) elsewhere(ctx context.Context, articles []string) {
	for _, k := range c.desk(ctx).Kept() {
		for _, a := range articles {
			if abs, err := filepath.Abs(a); err == nil && abs == k.Article {
				c.notice(a, fmt.Sprintf("a sidecar of it lies in %s: its folder could not be written", k.Path))
			}
		}
	}
}

// checker reads sidecars to look for faults in them. Their codes are held to the
// codebook of the library that they lie in, or to the standard sets.
func (c check) checker(ctx context.Context, sidecars []string) *store.Checker {
	books := map[string]*codebook.Codebook{}
	book := func(sidecar string) *codebook.Codebook {
		dir := filepath.Dir(sidecar)
		if _, known := books[dir]; !known {
			b, err := readCodebook(dir)
			if err != nil {
				c.report(err)
			}
			if b == nil {
				b = codebook.Default()
			}
			books[dir] = b
		}
		return books[dir]
	}
	checker := &store.Checker{Desk: c.desk(ctx), Read: source.Open, Knows: func(sidecar, kind, field, code string) bool {
		sets := book(sidecar).For(kind, field)
		return len(sets) == 0 || slices.ContainsFunc(sets, func(s *codebook.Set) bool { return s.Code(code) != nil })
	}, Mistyped: func(sidecar, tag string) string {
		if set := book(sidecar).Mistyped(tag); set != nil {
			return set.Shown()
		}
		return ""
	}}
	for _, path := range sidecars {
		checker.Add(path)
	}
	return checker
}

func (c check) fault(problem store.Problem) error {
	if c.format == "text" {
		_, err := fmt.Fprintln(c.out, clean.Line(problem.String()))
		return err
	}
	line, err := jsonLine(struct {
		File string `json:"file"`
		Line int    `json:"line,omitempty"`
		ID   string `json:"id,omitempty"`
		What string `json:"what"`
	}{problem.Path, problem.Line, problem.ID, problem.Msg})
	if err != nil {
		return err
	}
	_, err = c.out.Write(line)
	return err
}

// sidecarsIn finds the sidecars and the articles that the arguments mean.
func (c check) sidecarsIn(ctx context.Context, args []string) (sidecars, articles []string, err error) {
	for _, arg := range args {
		info, statErr := os.Stat(arg)
		if _, is := store.AnnotatorOf(arg); is && statErr == nil {
			sidecars = append(sidecars, arg)
			continue
		}
		if statErr != nil || !info.IsDir() {
			// The sidecars of an article outlive it.
			beside, err := store.Sidecars(arg)
			if statErr != nil && len(beside) == 0 {
				return nil, nil, statErr
			}
			if err != nil {
				return nil, nil, err
			}
			sidecars, articles = append(sidecars, beside...), append(articles, arg)
			continue
		}
		list, err := library.List(ctx, arg)
		if err != nil {
			return nil, nil, err
		}
		for _, problem := range list.Problems {
			c.report(problem)
		}
		c.unopened(arg, list)
		for _, f := range list.Articles {
			articles = append(articles, filepath.Join(arg, filepath.FromSlash(f.Path)))
		}
		for _, f := range list.Others {
			if _, is := store.AnnotatorOf(f.Path); is {
				sidecars = append(sidecars, filepath.Join(arg, filepath.FromSlash(f.Path)))
			}
		}
	}
	return sidecars, articles, nil
}

// unopened says which files of a folder are no articles, or cannot be read.
func (c check) unopened(dir string, list *library.Listing) {
	c.unreadable(dir, list)
	rest := library.Unopened(list.Rest, store.Belongs)
	if len(rest) == 0 {
		return
	}
	c.notice(dir, "not opened: "+library.Endings(rest, 8))
	hint := "`stet help inputs` lists what can be opened"
	if slices.ContainsFunc(list.Others, func(f library.File) bool { return intake.Known(f.Path) }) {
		hint = "stet unpack makes articles of mailboxes, web archives and tables"
	}
	fmt.Fprintln(c.err, "hint: "+hint)
}

// mostUnreadable is how many files that cannot be read are named.
const mostUnreadable = 20

// unreadable names the files of a folder that look like articles and are not. PDF
// files are left out: to try one takes as long as to read it.
func (c check) unreadable(dir string, list *library.Listing) {
	n := 0
	for _, f := range list.Articles {
		if strings.EqualFold(path.Ext(f.Path), ".pdf") {
			continue
		}
		_, err := source.OpenHead(filepath.Join(dir, filepath.FromSlash(f.Path)))
		if err == nil {
			continue
		}
		if n++; n <= mostUnreadable {
			c.report(err)
		}
	}
	if n > mostUnreadable {
		c.notice(dir, fmt.Sprintf("%s cannot be read", count.Many(n-mostUnreadable, "other file", "other files")))
	}
}

// A stray is a sidecar whose article was renamed or moved.
type stray struct{ sidecar, article string }

// strays looks among the articles for those that sidecars without one speak of.
func (c check) strays(checker *store.Checker, articles []string) (out []stray) {
	digests := checker.Strays()
	if len(digests) == 0 {
		return nil
	}
	byDigest := map[string]string{}
	for _, path := range articles {
		if a, err := source.Open(path); err == nil {
			byDigest[a.Digest] = path
		}
	}
	for sidecar, digest := range digests {
		if article := byDigest[digest]; article != "" {
			out = append(out, stray{sidecar, article})
		}
	}
	slices.SortFunc(out, func(a, b stray) int { return strings.Compare(a.sidecar, b.sidecar) })
	return out
}

// follow moves strays to their articles, and returns where the sidecars are now.
func (c check) follow(checker *store.Checker, sidecars, articles []string) ([]string, error) {
	for _, s := range c.strays(checker, articles) {
		to, err := store.Follow(s.sidecar, s.article)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(c.err, "moved: %s → %s\n", clean.Line(s.sidecar), clean.Line(to))
		sidecars[slices.Index(sidecars, s.sidecar)] = to
	}
	return sidecars, nil
}

// fixOffsets confirms the suggestions elsewhere in an unchanged text: there only
// the offsets can be wrong.
func (c check) fixOffsets(ctx context.Context, checker *store.Checker, sidecars []string) error {
	desk := c.desk(ctx)
	for _, path := range sidecars {
		article, ok := store.ArticleOf(path)
		if slug, _ := store.AnnotatorOf(path); !ok || slug != store.Slug(desk.Annotator) {
			continue
		}
		a, err := source.Open(article)
		if err != nil {
			continue // check says so
		}
		own, err := session.Open(desk, a)
		if err != nil {
			return err
		}
		edit := offsetsAnew(own.Set, a)
		if len(edit.Swaps) == 0 {
			continue
		}
		if _, err := c.commit(path, own, edit); err != nil {
			return err
		}
		fmt.Fprintf(c.err, "%s: %s written anew\n", clean.Line(path), count.Of(len(edit.Swaps), "annotation"))
	}
	return nil
}

func offsetsAnew(set *annotate.Set, a *model.Article) annotate.Edit {
	edit := annotate.Edit{Title: "offsets written anew"}
	off := model.NewOffsets(a.Text)
	for _, ann := range set.All() {
		for _, place := range anchor.Places(ann) {
			if place.State == annotate.Moved && place.Quote.Of == a.Digest {
				edit.Swaps = append(edit.Swaps, annotate.Swap{Before: ann, After: anchor.Confirm(ann, a, off)})
				break
			}
		}
	}
	return edit
}
