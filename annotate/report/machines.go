package report

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"stet/annotate/agree"
	"stet/annotate/store"
	"stet/model/count"
)

// LearnedEngine begins the generator of suggestions that were learned from coders.
const LearnedEngine = "learned/"

// suggester names who made a suggestion, by its generator.
func suggester(generator string) string {
	if _, ok := store.MachineOf(generator); ok {
		return generator
	}
	if strings.HasPrefix(generator, LearnedEngine) {
		return "what was learned from the coders"
	}
	return "the program"
}

// suggested says who made the suggestions that were kept, where machines or learning
// have a share in it.
func (m study) suggested() string {
	if len(m.from) == 0 || len(m.from) == 1 && m.from["the program"] > 0 {
		return ""
	}
	var parts []string
	for _, who := range slices.SortedFunc(maps.Keys(m.from), func(a, b string) int {
		return cmp.Or(m.from[b]-m.from[a], strings.Compare(a, b))
	}) {
		parts = append(parts, fmt.Sprintf("%s (%d)", who, m.from[who]))
	}
	says := []string{fmt.Sprintf("The suggestions that were kept came from %s.", strings.Join(parts, ", "))}
	if m.from["what was learned from the coders"] > 0 {
		says = append(says, "What was learned repeats the habits of the coders whom it was learned from.")
	}
	return strings.Join(says, " ")
}

// A MachineRun is what one sidecar of a machine says of the run that wrote it.
type MachineRun struct {
	Slug string
	By   store.Software
	Says int // annotations
}

// Machines is the paragraph about machines, and an appendix with their prompts and
// versions. Prompt gives the words of a prompt by its digest.
func Machines(runs []MachineRun, measured []agree.Validation, prompt func(digest string) (string, bool)) string {
	if len(runs) == 0 {
		return ""
	}
	type key struct{ slug, digest string }
	by := map[key][]MachineRun{}
	var order []key
	for _, r := range runs {
		k := key{r.Slug, r.By.Prompt}
		if by[k] == nil {
			order = append(order, k)
		}
		by[k] = append(by[k], r)
	}
	slices.SortFunc(order, func(a, b key) int {
		return cmp.Or(strings.Compare(a.slug, b.slug), strings.Compare(a.digest, b.digest))
	})
	var b strings.Builder
	for _, k := range order {
		b.WriteString(runSentence(k.slug, by[k]) + "\n")
	}
	for _, v := range measured {
		b.WriteString(measuredSentence(v) + "\n")
	}
	b.WriteString("\n## Appendix: prompts and versions\n")
	shown := map[string]bool{}
	for _, k := range order {
		first := by[k][0].By
		fmt.Fprintf(&b, "\n### %s, prompt %s\n\n", k.slug, firstLetters(k.digest))
		for _, row := range [][2]string{{"model", first.Model}, {"version", first.Version}, {"parameters", first.Parameters}, {"codebook", first.Codebook}, {"SHA-256 of the prompt", k.digest}} {
			if row[1] != "" {
				fmt.Fprintf(&b, "- %s: %s\n", row[0], row[1])
			}
		}
		words, ok := prompt(k.digest)
		switch {
		case !ok:
			b.WriteString("\nThe words of the prompt were not kept.\n")
		case shown[k.digest]:
			b.WriteString("\nThe prompt is the same as above.\n")
		default:
			b.WriteString("\n    " + strings.ReplaceAll(strings.TrimSpace(words), "\n", "\n    ") + "\n")
		}
		shown[k.digest] = true
	}
	return b.String()
}

func firstLetters(digest string) string { return digest[:min(8, len(digest))] }

// runSentence tells of all runs of one machine with one prompt.
func runSentence(slug string, runs []MachineRun) string {
	given, refused, says := 0, 0, 0
	var from, to time.Time
	for _, r := range runs {
		given, refused, says = given+r.By.Given, refused+r.By.Refused, says+r.Says
		if at := r.By.Ran; from.IsZero() || at.Before(from) {
			from = at
		}
		if at := r.By.Ran; at.After(to) {
			to = at
		}
	}
	model := cmp.Or(runs[0].By.Model, "a program")
	if v := runs[0].By.Version; v != "" {
		model = fmt.Sprintf("%s, version %s", model, v)
	}
	when := fmt.Sprintf("on %s", from.Format("2 January 2006"))
	if to.Format(time.DateOnly) != from.Format(time.DateOnly) {
		when = fmt.Sprintf("from %s to %s", from.Format("2 January 2006"), to.Format("2 January 2006"))
	}
	return fmt.Sprintf("The machine %s (%s; prompt %s) was asked about %s %s. It gave %s, of which %d could not be placed or were not of the codebook; %s remained.",
		slug, model, firstLetters(runs[0].By.Prompt), count.Of(len(runs), "article"), when, count.Of(given, "answer"), refused, count.Of(says, "suggestion"))
}

// measuredSentence tells how good a machine was.
func measuredSentence(v agree.Validation) string {
	var parts []string
	for _, f := range v.Figures {
		if f.Label == "" && !math.IsNaN(f.Value) && (f.Measure == "F1" || f.Measure == "F1, words and label" || f.Measure == "α with the machine") {
			parts = append(parts, fmt.Sprintf("%s by %s, %s = %.2f (n = %d)", f.What, f.Level, f.Measure, f.Value, f.Units))
		}
	}
	s := fmt.Sprintf("Against %s, over %s: %s.", strings.Join(v.Against, ", "), count.Of(v.Docs, "article"), strings.Join(parts, "; "))
	for _, t := range v.Tests {
		s += fmt.Sprintf(" Alternative annotator test (Calderon et al. 2025) of %s by %s at ε = %.2f: ω = %.2f, ρ = %.2f.", t.What, t.Level, t.Epsilon, t.Winning, t.Advantage)
	}
	return v.Machine + ": " + s
}
