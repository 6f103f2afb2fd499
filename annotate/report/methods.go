package report

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/codebook"
	"stet/annotate/store"
	"stet/model/count"
)

// Methods is the paragraph that a paper needs about how articles were annotated:
// what, by whom, with which codebook and units, how far they agree, what came
// from suggestions and what was adjudicated. The codebook is nil where the
// standard sets were used, the names where none were joined.
func Methods(docs []agree.Document, book *codebook.Codebook, names *codebook.Names) string {
	var s []string
	m := tally(docs)
	for _, d := range docs {
		m.adjudicate(d, book, names)
	}
	s = append(s, m.who(), codebookSentence(book))
	if m.shared > 0 {
		s = append(s, m.agreement(agree.Compare(docs, book))...)
	}
	s = append(s, m.origins(), m.suggested())
	if m.decided > 0 {
		s = append(s, fmt.Sprintf("Adjudicated: %d of %s between coders.", m.decided, count.Of(m.differ, "difference")))
	}
	return strings.Join(slices.DeleteFunc(s, func(s string) bool { return s == "" }), " ") + "\n"
}

// A study is what there is to count.
type study struct {
	articles, shared int
	done             int // articles marked as coded, by anybody
	differ, decided  int // differences between coders, and those that were adjudicated
	coders           []string
	by               map[annotate.How]int
	from             map[string]int // of the suggestions that were kept: who made them
	annotations      int
}

func tally(docs []agree.Document) study {
	m := study{by: map[annotate.How]int{}, from: map[string]int{}}
	names := map[string]bool{}
	for _, d := range docs {
		coders, done := 0, false
		for name, c := range d.Coders {
			if strings.HasPrefix(name, agree.Gold) {
				continue
			}
			coders++
			names[name] = true
			done = done || !c.Coded.IsZero()
			for _, a := range c.Annotations {
				m.by[a.Origin.How]++
				if a.Origin.How == annotate.Kept || a.Origin.How == annotate.Edited {
					m.from[suggester(a.Origin.Generator)]++
				}
				m.annotations++
			}
		}
		m.articles += min(coders, 1)
		m.shared += min(coders/2, 1)
		if done {
			m.done++
		}
	}
	m.coders = slices.Sorted(maps.Keys(names))
	return m
}

// adjudicate counts in what the coders of an article differ, and what of that was
// decided.
func (m *study) adjudicate(d agree.Document, book *codebook.Codebook, names *codebook.Names) {
	var gold []*annotate.Annotation
	for name, c := range d.Coders {
		if name == store.Gold {
			gold = append(gold, c.Annotations...)
		}
	}
	j := agree.NewAdjudication(gold)
	for _, x := range agree.Disagreements(d, book, names) {
		m.differ++
		m.decided += min(len(j.On(x)), 1)
	}
}

func (m study) who() string {
	if m.articles == 0 {
		return "Nothing has been annotated yet."
	}
	s := fmt.Sprintf("%s annotated by %s", count.Many(m.articles, "article was", "articles were"), count.Of(len(m.coders), "coder"))
	if len(m.coders) > 1 {
		s += fmt.Sprintf(", %d of them by two or more", m.shared)
	}
	if m.done > 0 {
		s += fmt.Sprintf("; %d were marked as done", m.done)
	}
	return s + "."
}

func codebookSentence(book *codebook.Codebook) string {
	if book == nil {
		return "The codes were the standard sets of stet: SemEval-2016 Task 6 for stance, ClaimBuster and FEVER for claims, OntoNotes 5 for names."
	}
	s := fmt.Sprintf("The codebook was “%s”", book.Name)
	if book.Version != "" {
		s = fmt.Sprintf("%s, version %s", s, book.Version)
	}
	if book.Settings.Blind {
		s += "; coders did not see each other’s annotations of an article before they were done with it"
	}
	return s + "."
}

// agreement names the units and gives the figures for all labels together.
func (m study) agreement(figures []agree.Figure) []string {
	var parts []string
	levels := map[string]string{"article": "whole articles", "sentence": "sentences", "words": "words"}
	used := map[string]bool{}
	for _, f := range figures {
		interesting := f.Measure == "α" || f.Measure == "αᵤ" || f.Measure == "F1, words and label"
		if !interesting || math.IsNaN(f.Value) || f.Label != "" && f.Level != "article" {
			continue
		}
		used[f.Level] = true
		what := f.What
		if f.Label != "" {
			what += ", " + f.Label
		}
		part := fmt.Sprintf("%s over %s, %s = %.2f (n = %d", what, levels[f.Level], f.Measure, f.Value, f.Units)
		if !math.IsNaN(f.Low) {
			part = fmt.Sprintf("%s, 95 %% interval %.2f to %.2f", part, f.Low, f.High)
		}
		parts = append(parts, part+")")
	}
	if len(parts) == 0 {
		return []string{"Agreement could not be measured: the coders used no more than one code."}
	}
	out := []string{fmt.Sprintf("Agreement on the shared articles was: %s.", strings.Join(parts, "; "))}
	note := "α is Krippendorff’s for nominal data (2004); intervals are of 1,000 bootstrap samples of the units"
	if used["words"] {
		note += "; F1 counts annotations of the very same words, αᵤ (Krippendorff 1995) how far they lie apart"
	}
	return append(out, note+".")
}

func (m study) origins() string {
	if m.annotations == 0 {
		return ""
	}
	return fmt.Sprintf("Of %s, %d were made by hand, %d are suggestions of the program that were kept unchanged, and %d are suggestions that were changed.",
		count.Of(m.annotations, "annotation"), m.by[annotate.ByHand], m.by[annotate.Kept], m.by[annotate.Edited])
}
