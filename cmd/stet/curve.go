package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"text/tabwriter"

	"stet/annotate/agree"
	"stet/model/clean"
)

// curve tells F1 of each machine over more and more of the articles that people coded,
// in an order that is drawn: where it has settled, more coding changes little.
func (v validating) curve(ctx context.Context, args []string) error {
	book, docs, partial, err := v.compared(ctx, args, v.codings)
	if err != nil {
		return err
	}
	against := v.reference(docs)
	for _, slug := range v.slugs() {
		common := slices.DeleteFunc(slices.Clone(docs), func(d agree.Document) bool {
			return agree.Validate([]agree.Document{d}, slug, against, book, agree.AltTest{Epsilon: v.epsilon}).Docs == 0
		})
		rand.New(rand.NewPCG(7, 7)).Shuffle(len(common), func(i, j int) { common[i], common[j] = common[j], common[i] })
		if len(common) < 2 {
			v.report(failed("a curve needs two articles or more", "too few articles have both annotations of %s and of %s", slug, strings.Join(against, ", ")))
			partial = true
			continue
		}
		fmt.Fprintf(v.out, "%s against %s, F1 by how many articles were coded\n\n", clean.Line(strings.TrimPrefix(slug, "@")), clean.Line(strings.Join(against, ", ")))
		t := tabwriter.NewWriter(v.out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "articles\tlevel\twhat\tmeasure\tF1\tunits")
		for _, n := range curveSteps(len(common)) {
			of := agree.Validate(common[:n], slug, against, book, agree.AltTest{Epsilon: v.epsilon})
			for _, f := range of.Figures {
				if !strings.HasPrefix(f.Measure, "F1") || f.Label != "" || v.level != "all" && f.Level != v.level {
					continue
				}
				fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\t%d\n", n, f.Level, clean.Line(f.What), f.Measure, orUndefined(f.Value, 3), f.Units)
			}
		}
		if err := t.Flush(); err != nil {
			return err
		}
		fmt.Fprintln(v.out)
	}
	if partial {
		return errReported
	}
	return nil
}

// curveSteps are of how many articles a figure is told: 1, 2, 5, 10, 20 … and all.
func curveSteps(n int) (steps []int) {
	for ten := 1; ten < n; ten *= 10 {
		for _, k := range []int{ten, 2 * ten, 5 * ten} {
			if k < n {
				steps = append(steps, k)
			}
		}
	}
	return append(steps, n)
}
