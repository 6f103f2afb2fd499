package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stet/annotate/machine/learn"
	"stet/annotate/session"
	"stet/model/clean"
	"stet/model/count"
	"stet/model/library"
)

func learnCommand(p *program) *cobra.Command {
	var forget, curve bool
	var next int
	cmd := &cobra.Command{
		Use:   "learn [DIR]",
		Short: "show what is learned from your decisions, or forget it",
		Long: "With learn = true in the config or the codebook, what you keep, refuse and pass over in a library\n" +
			"teaches stet what to suggest to you, on this computer only. stet learn shows from how much it learns\n" +
			"and which words weigh most. It is made anew each time from your sidecars; --forget leaves out all that\n" +
			"you have decided up to now.",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := arguments(0, 1)(cmd, args); err != nil {
				return err
			}
			return p.learn(cmd.Context(), append(args, ".")[0], forget, curve, next)
		},
	}
	cmd.Flags().BoolVar(&curve, "curve", false, "tell how much more decisions would help: F1 learned from more and more of them")
	cmd.Flags().IntVar(&next, "next", 0, "list this `NUMBER` of sentences to decide on next: those that would teach most")
	cmd.Flags().BoolVar(&forget, "forget", false, "learn only from what you decide from now on")
	return cmd
}

func (p *program) learn(ctx context.Context, dir string, forget, curve bool, next int) error {
	root, ok := library.Root(dir)
	if !ok {
		return failed("a library is a folder with .stet or a codebook", "learn: %s lies in no library", dir)
	}
	desk := p.desk(ctx)
	if forget {
		if err := session.Forget(desk, root, time.Now()); err != nil {
			return err
		}
		fmt.Fprintf(p.out, "what you decided in %s up to now teaches nothing any more\n", clean.Line(root))
		return nil
	}
	l, err := session.Learn(ctx, desk, root)
	if err != nil {
		return err
	}
	switch {
	case curve:
		return p.curves(l)
	case next > 0:
		return p.nextToDecide(l, next)
	}
	for _, s := range l.Summaries() {
		says := fmt.Sprintf("%s: %s that bear it, %d that do not", clean.Line(s.What), count.Of(s.Yes, "sentence"), s.No)
		if !s.Ready {
			says += "; too few to suggest"
		}
		fmt.Fprintln(p.out, says)
		if len(s.Words) > 0 {
			fmt.Fprintf(p.out, "  %s\n", clean.Line(strings.Join(s.Words, ", ")))
		}
	}
	tagged, named := l.Tagged()
	fmt.Fprintf(p.out, "%s tagged as a name before, %s that stood for somebody\n", count.Many(tagged, "stretch of words", "stretches of words"), count.Of(named, "description"))
	return nil
}

// curves tells how much more decisions would help.
func (p *program) curves(l *learn.Lessons) error {
	curves := l.Curves()
	for _, c := range curves {
		fmt.Fprintln(p.out, clean.Line(c.What))
		for _, at := range c.Points {
			fmt.Fprintf(p.out, "  learned from %4d sentences: F1 %.2f on those that were held back\n", at.Examples, at.F1)
		}
	}
	if len(curves) == 0 {
		return failed("a curve needs some 40 sentences, five of each side among the first 25", "learn: too little was decided for a curve")
	}
	return nil
}

// nextToDecide lists the sentences whose decision would teach most, as editors read it.
func (p *program) nextToDecide(l *learn.Lessons, n int) error {
	list := l.Next(n)
	for _, q := range list {
		line := fmt.Sprintf("%s:%d: %s %.2f? %s", q.Article.Path, q.Article.LineOf(q.Start), q.What, q.Probability, strings.Join(strings.Fields(q.Text), " "))
		fmt.Fprintln(p.out, clean.Line(line))
	}
	if len(list) == 0 {
		return failed("five sentences of each side are needed, kept and refused", "learn: too little was decided to ask for more")
	}
	return nil
}
