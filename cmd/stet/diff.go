package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/cmd/stet/manual"
	"stet/model"
	"stet/model/clean"
)

func diffCommand(p *program) *cobra.Command {
	d := comparison{program: p}
	cmd := &cobra.Command{
		Use:   "diff FILE…",
		Short: "show how an article changed since it was annotated",
		Long: "diff compares an article with the text that was annotated, word by word, and names the annotations\n" +
			"whose words were changed. It says nothing of an article that is as it was.",
		Args: arguments(1, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--format", d.format, "text", "jsonl"); err != nil {
				return err
			}
			partial := false
			for _, path := range args {
				if err := d.article(cmd.Context(), path); err != nil {
					p.report(err)
					partial = true
				}
			}
			if partial {
				return errReported
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&d.format, "format", "text", "how to print: text or jsonl")
	manual.Complete(cmd, "format", "text", "jsonl")
	return cmd
}

// A comparison holds articles to the texts that were annotated.
type comparison struct {
	*program
	format string
}

// article prints the changes from each text that was annotated.
func (d comparison) article(ctx context.Context, path string) error {
	a, err := d.readArticle(path)
	if err != nil {
		return err
	}
	desk := d.desk(ctx)
	own, err := desk.Open(a)
	if err != nil {
		return err
	}
	files, err := desk.Others(a)
	if err != nil {
		return err
	}
	touched := map[string][]touch{}
	var digests []string
	for _, f := range append([]*store.File{own}, files...) {
		for _, ann := range f.Set.All() {
			of := ann.Target.Quote.Of
			if of == "" || of == a.Digest || ann.Target.Whole || ann.Target.Annotation != "" {
				continue
			}
			if _, known := touched[of]; !known {
				digests = append(digests, of)
			}
			touched[of] = append(touched[of], touch{f.Annotator, ann})
		}
	}
	for _, digest := range digests {
		old, ok := desk.KeptText(a.Path, digest)
		if !ok {
			return failed("", "%s: the text that was annotated was not kept", path)
		}
		if err := d.changes(path, old, a, touched[digest]); err != nil {
			return err
		}
	}
	return nil
}

// A touch is an annotation whose words may have been changed, and whose it is.
type touch struct {
	annotator string
	*annotate.Annotation
}

func (d comparison) changes(path, old string, a *model.Article, touched []touch) error {
	oldOffsets, offsets := model.NewOffsets(old), model.NewOffsets(a.Text)
	for _, c := range anchor.Changes(old, a.Text) {
		start, end := oldOffsets.CodePoint(c.Old.Start), oldOffsets.CodePoint(c.Old.End)
		var hit []touch
		for _, t := range touched {
			if q := t.Target.Quote; t.Target.State != annotate.Moved && (q.Start < end && start < q.End || q.Start < start && start < q.End) {
				hit = append(hit, t)
			}
		}
		if d.format == "jsonl" {
			if err := d.changeLine(path, old, a, offsets, c, start, end, hit); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(d.out, "%s:%d: %s\n", clean.Line(path), a.LineOf(c.New.Start), clean.Line(wordDiff(old, a.Text, c)))
		for _, t := range hit {
			fmt.Fprintf(d.out, "    %s of %s, %s: %s\n", kind.Of(t.Annotation).Title, t.annotator, t.Target.State, clean.Line(t.Target.Quote.Exact))
		}
	}
	return nil
}

// wordDiff shows a change as git's --word-diff does, with some words around it.
func wordDiff(old, new string, c anchor.Change) string {
	const around = 32 // code points
	before := new[max(0, int(c.New.Start)-4*around-1):c.New.Start]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	after, _, _ := strings.Cut(new[c.New.End:min(len(new), int(c.New.End)+4*around+1)], "\n")
	var b strings.Builder
	b.WriteString(lastRunes(before, around))
	if !c.Old.Empty() {
		b.WriteString("[-" + old[c.Old.Start:c.Old.End] + "-]")
	}
	if !c.New.Empty() {
		b.WriteString("{+" + new[c.New.Start:c.New.End] + "+}")
	}
	b.WriteString(firstRunes(after, around))
	return b.String()
}

func lastRunes(s string, n int) string {
	rs := []rune(s)
	if len(rs) > n {
		return "…" + string(rs[len(rs)-n:])
	}
	return s
}

func firstRunes(s string, n int) string {
	rs := []rune(s)
	if len(rs) > n {
		return string(rs[:n]) + "…"
	}
	return s
}

func (d comparison) changeLine(path, old string, a *model.Article, off *model.Offsets, c anchor.Change, start, end int, hit []touch) error {
	type stretch struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Text  string `json:"text"`
	}
	ids := []string{}
	for _, t := range hit {
		ids = append(ids, t.ID)
	}
	line, err := jsonLine(struct {
		File        string   `json:"file"`
		Old         stretch  `json:"old"`
		New         stretch  `json:"new"`
		Annotations []string `json:"annotations"`
	}{path, stretch{start, end, old[c.Old.Start:c.Old.End]}, stretch{off.CodePoint(c.New.Start), off.CodePoint(c.New.End), a.Slice(c.New)}, ids})
	if err != nil {
		return err
	}
	_, err = d.out.Write(line)
	return err
}
