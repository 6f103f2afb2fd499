package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"stet/annotate/codebook"
	"stet/annotate/store"
	"stet/model/clean"
	"stet/model/count"
)

func sampleCommand(p *program) *cobra.Command {
	s := sampling{program: p}
	cmd := &cobra.Command{
		Use:   "sample (--blind NUMBER | --coders NAMES) [DIR]",
		Short: "draw articles to code, or divide them among coders",
		Long: fmt.Sprintf("stet sample --blind 200 draws 200 articles by chance, whatever a machine has said of them: what people\n"+
			"code to find out how good it is. --coders a,b,c divides all articles, or those that were drawn, among\n"+
			"coders; --overlap 20%% gives a part to all of them. The same seed draws the same articles. With -o the\n"+
			"list becomes %s in the folder, which you can commit: the list of articles then\n"+
			"shows each coder their own (the filter is:mine).", codebook.AssignmentsFile),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := arguments(0, 1)(cmd, args); err != nil {
				return err
			}
			return s.run(cmd.Context(), append(args, ".")[0])
		},
	}
	f := cmd.Flags()
	f.IntVar(&s.blind, "blind", 0, "draw this `number` of articles")
	f.StringSliceVar(&s.coders, "coders", nil, "divide the articles among these coders, a `LIST`")
	f.StringVar(&s.overlap, "overlap", "0%", "the `share` of the articles that every coder gets, as in 20%")
	f.Uint64Var(&s.seed, "seed", 1, "the `number` that the draw follows from")
	f.BoolVarP(&s.output, "output", "o", false, fmt.Sprintf("write %s in the folder", codebook.AssignmentsFile))
	f.BoolVar(&s.force, "force", false, "write over a list that is there")
	return cmd
}

// A sampling is what the flags of stet sample say.
type sampling struct {
	*program
	blind         int
	coders        []string
	overlap       string
	seed          uint64
	output, force bool
}

func (s sampling) run(ctx context.Context, dir string) error {
	share, err := s.share()
	switch {
	case err != nil:
		return err
	case s.blind <= 0 && len(s.coders) == 0:
		return misused("--blind 200 draws 200 articles, --coders alice,bob divides all", "sample: nothing is asked for")
	}
	for i, name := range s.coders {
		if s.coders[i] = store.Slug(name); store.IsMachine(s.coders[i]) || s.coders[i] == store.Gold {
			return misused("names with @ are not those of people", "sample: %s is no coder", name)
		}
	}
	paths, err := s.articles(ctx, dir)
	if err != nil {
		return err
	}
	if s.blind > len(paths) {
		s.notice(dir, fmt.Sprintf("there are only %s", count.Of(len(paths), "article")))
	}
	drawn := codebook.Draw(paths, s.blind, s.coders, share, s.seed)
	if !s.output {
		_, err := io.WriteString(s.out, drawn.String(s.how()))
		return err
	}
	return s.write(dir, drawn)
}

// how is the command in the head of the list, by which it can be drawn again.
func (s sampling) how() string {
	words := []string{"stet sample"}
	if s.blind > 0 {
		words = append(words, "--blind", strconv.Itoa(s.blind))
	}
	if len(s.coders) > 0 {
		words = append(words, "--coders", strings.Join(s.coders, ","), "--overlap", s.overlap)
	}
	return strings.Join(append(words, "--seed", strconv.FormatUint(s.seed, 10)), " ")
}

func (s sampling) share() (float64, error) {
	n, err := strconv.ParseFloat(strings.TrimSuffix(s.overlap, "%"), 64)
	if strings.HasSuffix(s.overlap, "%") {
		n /= 100
	}
	if err != nil || !(n >= 0 && n <= 1) {
		return 0, misused("as in 20%", "sample: --overlap: %q is no share", s.overlap)
	}
	return n, nil
}

// articles are the paths in a folder as the list has them.
func (s sampling) articles(ctx context.Context, dir string) (paths []string, err error) {
	eachInFolder(ctx, dir, func(path string, problem error) bool {
		if problem != nil {
			err = problem
			return false
		}
		rel, relErr := filepath.Rel(dir, path)
		if relErr != nil {
			err = relErr
			return false
		}
		paths = append(paths, filepath.ToSlash(rel))
		return true
	})
	slices.Sort(paths)
	return paths, err
}

func (s sampling) write(dir string, drawn codebook.Assignments) error {
	path := filepath.Join(dir, codebook.AssignmentsFile)
	if exists(path) && !s.force {
		return failed("--force writes over it", "%s: there is one already", path)
	}
	if err := store.Replace(path, []byte(drawn.String(s.how()))); err != nil {
		return err
	}
	s.out.Flush()
	fmt.Fprintf(s.err, "written: %s, %s\n", clean.Line(path), count.Of(len(drawn), "article"))
	return nil
}

// readNames is what stet code --from reads: the articles of a list, without whose they are.
func readNames(in io.Reader, dir string) (names []string, err error) {
	lines := bufio.NewScanner(io.LimitReader(in, mostInput))
	for lines.Scan() {
		line, _, _ := strings.Cut(lines.Text(), "\t")
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if !filepath.IsAbs(line) {
			line = filepath.Join(dir, filepath.FromSlash(line))
		}
		names = append(names, line)
	}
	return names, errors.Join(lines.Err())
}

// namesIn reads names of files, one a line, from a file or standard input. A name in a
// file is looked for from that file's folder.
func (p *program) namesIn(name string) ([]string, error) {
	if name == "-" {
		return readNames(p.in, "")
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readNames(f, filepath.Dir(name))
}
