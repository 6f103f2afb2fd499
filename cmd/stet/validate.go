package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"stet/annotate/agree"
	"stet/annotate/format"
	"stet/annotate/session"
	"stet/annotate/store"
	"stet/model/clean"
	"stet/model/count"
)

// A validating is what the flags of stet agree --machine say besides those of agree.
type validating struct {
	agreeing
	machines []string // names, with or without @
	against  []string // annotators, nil for the adjudication or all people
	epsilon  float64
}

// slugs are the names of the machines' sidecars.
func (v validating) slugs() (slugs []string) {
	for _, name := range v.machines {
		if store.IsMachine(name) { // as of an earlier run, @NAME-DIGEST
			slugs = append(slugs, name)
			continue
		}
		slugs = append(slugs, store.MachineName(name))
	}
	return slugs
}

// codings are those of people and of the machines that are asked for.
func (v validating) codings(ctx context.Context, args []string) (docs []agree.Document, partial bool) {
	slugs := v.slugs()
	return v.codingsWith(ctx, args, func(slug string) bool { return slices.Contains(slugs, slug) })
}

// reference is whom the machines are measured against: who is named, else the
// adjudication, else all people.
func (v validating) reference(docs []agree.Document) []string {
	if len(v.against) == 0 {
		return session.Judges(docs...)
	}
	var names []string
	for _, name := range v.against {
		names = append(names, store.Slug(name))
	}
	return names
}

// validate measures machines against people.
func (v validating) validate(ctx context.Context, args []string) error {
	book, docs, partial, err := v.compared(ctx, args, v.codings)
	if err != nil {
		return err
	}
	against := v.reference(docs)
	var all []agree.Validation
	for _, slug := range v.slugs() {
		one := agree.Validate(docs, slug, against, book, agree.AltTest{Epsilon: v.epsilon}, v.scales()...)
		if one.Docs == 0 {
			v.report(failed("`stet code --with NAME` asks a machine", "no article has both annotations of %s and of %s", slug, cmp.Or(strings.Join(against, ", "), "people")))
			partial = true
			continue
		}
		all = append(all, one)
	}
	if err := v.print(all); err != nil {
		return err
	}
	if partial {
		return errReported
	}
	return nil
}

// A validated is one line about a machine.
type validated struct {
	Machine string `json:"machine"`
	Against string `json:"against"`
	measured
	Epsilon    *float64 `json:"epsilon,omitempty"`
	Annotators int      `json:"annotators,omitempty"`
}

func number(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	x = math.Round(x*1e6) / 1e6
	return &x
}

// rows are the figures of a validation and its tests, line by line.
func (v validating) rows(of agree.Validation) (rows []validated) {
	base := validated{Machine: of.Machine, Against: strings.Join(of.Against, ", ")}
	for _, f := range of.Figures {
		if v.level != "all" && f.Level != v.level {
			continue
		}
		r := base
		r.measured = measuredOf(f)
		rows = append(rows, r)
	}
	for _, t := range of.Tests {
		if v.level != "all" && t.Level != v.level {
			continue
		}
		r := base
		r.Level, r.What, r.Epsilon, r.Annotators = t.Level, t.What, number(t.Epsilon), len(t.People)
		for _, p := range t.People {
			r.Units += p.Items
		}
		for _, m := range []struct {
			name  string
			value float64
		}{{"ω", t.Winning}, {"ρ", t.Advantage}} {
			r.Measure, r.Value = m.name, number(m.value)
			rows = append(rows, r)
		}
		for _, p := range t.People {
			r.Label, r.Units, r.Annotators = p.Name, p.Items, 0
			r.Measure, r.Value = "p", number(p.P)
			rows = append(rows, r)
			r.Measure, r.Value = "ρ", number(p.Advantage)
			rows = append(rows, r)
		}
	}
	return rows
}

func (v validating) print(all []agree.Validation) error {
	var rows []validated
	for _, one := range all {
		rows = append(rows, v.rows(one)...)
	}
	switch v.format {
	case "jsonl":
		for _, r := range rows {
			line, err := jsonLine(r)
			if err == nil {
				_, err = v.out.Write(line)
			}
			if err != nil {
				return err
			}
		}
		return nil
	case "csv":
		return v.csv(rows)
	}
	return v.table(all)
}

func (v validating) csv(rows []validated) error {
	text := func(x *float64) string {
		if x == nil {
			return ""
		}
		return strconv.FormatFloat(*x, 'f', -1, 64)
	}
	lines := [][]string{{"machine", "against", "level", "what", "label", "measure", "value", "low", "high", "units", "epsilon"}}
	for _, r := range rows {
		lines = append(lines, []string{r.Machine, r.Against, r.Level, format.Cell(r.What), format.Cell(r.Label), r.Measure, text(r.Value), text(r.Low), text(r.High), strconv.Itoa(r.Units), text(r.Epsilon)})
	}
	return csv.NewWriter(v.out).WriteAll(lines)
}

// table is for people: the figures of all machines side by side, then the tests in words.
func (v validating) table(all []agree.Validation) error {
	if len(all) == 0 {
		return nil
	}
	fmt.Fprintf(v.out, "against %s, over %s\n\n", clean.Line(strings.Join(all[0].Against, ", ")), count.Of(all[0].Docs, "article"))
	t := tabwriter.NewWriter(v.out, 0, 0, 2, ' ', 0)
	head := "level\twhat\tlabel\tmeasure"
	for _, one := range all {
		head += "\t" + one.Machine
	}
	fmt.Fprintln(t, head+"\tunits")
	type key struct{ level, what, label, measure string }
	var order []key
	cells := map[key]map[string]agree.Figure{}
	for _, one := range all {
		for _, f := range one.Figures {
			k := key{f.Level, f.What, f.Label, f.Measure}
			if v.level != "all" && f.Level != v.level {
				continue
			}
			if cells[k] == nil {
				cells[k] = map[string]agree.Figure{}
				order = append(order, k)
			}
			cells[k][one.Machine] = f
		}
	}
	for _, k := range order {
		line := fmt.Sprintf("%s\t%s\t%s\t%s", k.level, clean.Line(k.what), clean.Line(k.label), k.measure)
		units := 0
		for _, one := range all {
			f, ok := cells[k][one.Machine]
			if !ok {
				f.Value = math.NaN()
			}
			units = max(units, f.Units)
			line += "\t" + orUndefined(f.Value, 3)
		}
		fmt.Fprintf(t, "%s\t%d\n", line, units)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, one := range all {
		v.tests(one)
	}
	fmt.Fprintf(v.out, "\nwhere they differ, the most first: --differences lists it; on the screen, `stet review` and ]d\n")
	return nil
}

// tests tells the alternative annotator tests of a machine in words.
func (v validating) tests(of agree.Validation) {
	shown := false
	for _, t := range of.Tests {
		if v.level != "all" && t.Level != v.level {
			continue
		}
		shown = true
		may := "may not"
		if t.Passed() {
			may = "may"
		}
		fmt.Fprintf(v.out, "\n%s, %s, %s: ω = %.2f, ρ = %.2f at ε = %.2f: it %s take the place of a person\n",
			of.Machine, t.Level, clean.Line(t.What), t.Winning, t.Advantage, t.Epsilon, may)
		for _, p := range t.People {
			sign := " "
			if p.Better {
				sign = "✓"
			}
			fmt.Fprintf(v.out, "  %s %s: ρ = %.2f, p = %.3g, %s\n", sign, clean.Line(p.Name), p.Advantage, p.P, count.Of(p.Items, "item"))
		}
	}
	if !shown && len(of.Against) < 2 {
		fmt.Fprintf(v.out, "\n%s: the alternative annotator test needs two people or more\n", of.Machine)
	} else if !shown {
		fmt.Fprintf(v.out, "\n%s: the alternative annotator test needs 30 items that two people and the machine coded\n", of.Machine)
	}
}

// mostDiffering lists where the machines and people differ, the most first.
func (v validating) mostDiffering(ctx context.Context, args []string) error {
	book, err1 := readCodebook(args[0])
	names, err2 := joinedNames(args[0])
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	docs, partial := v.codings(ctx, args)
	for _, x := range agree.MostDiffering(docs, v.slugs(), v.reference(docs), book, names) {
		line := differsAt(x.In.Article, x.Disagreement)
		for _, coder := range slices.Concat(x.People, x.Machines) {
			line += " | " + machineOr(coder) + ": " + sideLine(x.Disagreement, coder)
		}
		fmt.Fprintln(v.out, clean.Line(line))
	}
	if partial {
		return errReported
	}
	return nil
}

// machineOr names a coder, and says of a machine that it is one.
func machineOr(coder string) string {
	if store.IsMachine(coder) {
		return fmt.Sprintf("%s (machine)", coder[1:])
	}
	return coder
}
