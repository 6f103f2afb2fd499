package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"

	"github.com/charmbracelet/x/ansi"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/report"
	"stet/annotate/store"
	"stet/annotate/suggest"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
)

// suggestionSettings are which suggestions are made, as a codebook says it.
var suggestionSettings = []string{"all", "quotes", "none"}

// readAloud prints an article with what was annotated in it as it is read aloud: a
// paragraph a line, wrapped on a terminal.
func (how showing) readAloud(ctx context.Context, a *model.Article) error {
	said, whole, err := how.said(ctx, a)
	if err != nil {
		return err
	}
	for line := range report.Linear(a, said) {
		if how.toTerminal() {
			line = ansi.Wordwrap(line, min(how.width(), pageWidth), "") + "\n"
		}
		if _, err := fmt.Fprintln(how.out, line); err != nil {
			return err
		}
	}
	if !whole {
		return errReported
	}
	return nil
}

// said is what was annotated in an article, by everybody or by whom --annotator
// names, and what is suggested besides. What somebody refused is not suggested to
// them again; in a blind project others' work is left out until your own is done.
// It is not whole where something could not be read, which has been reported.
func (how showing) said(ctx context.Context, a *model.Article) (said []report.Said, whole bool, err error) {
	settings, wrong := projectSettings(a.Path)
	how.report(wrong)
	whole = wrong == nil
	desk := how.desk(ctx)
	mine, err := desk.Open(a)
	if err != nil {
		return nil, false, err
	}
	files := []*store.File{mine}
	if how.annotator == "" {
		others, err := desk.Others(a)
		if err != nil {
			return nil, false, err
		}
		if settings.Blind && mine.Set.Coded().IsZero() && len(others) > 0 {
			how.notice(a.Path, "what others annotated is left out until you are done with it: the project is blind")
		} else {
			files = append(files, others...)
		}
	}
	decided := mine.Set.Refused()
	people := map[string]bool{}
	for _, f := range files {
		for _, problem := range f.Problems {
			how.report(failed("`stet check` says what is wrong; the file is left as it is", "%s: %s", problem.Path, problem.Msg))
			whole = false
		}
		for _, an := range f.Set.All() {
			people[f.Annotator] = true
			said = append(said, report.Said{Annotation: an, By: f.Annotator})
			decided = append(decided, an)
		}
	}
	if len(people) < 2 {
		for i := range said {
			said[i].By = ""
		}
	}
	which, least := cmp.Or(how.suggestions, settings.Suggestions, "all"), cmp.Or(how.config.Claims, suggest.Worth)
	return append(said, pending(a, decided, which, least)...), whole, nil
}

// pending is what is suggested for an article and not decided on, without
// indirect attributions; claims from the score least on.
func pending(a *model.Article, decided []*annotate.Annotation, which string, least float64) []report.Said {
	if which == "none" {
		return nil
	}
	names := mention.Find(a, all(a), kind.Rules(decided))
	var out []report.Said
	for _, s := range suggest.Pending(suggest.From(a, names, quotation.Find(a, all(a), names), least), decided) {
		if !s.Indirect && (which == "all" || s.Annotation.Kind() == "quote") {
			out = append(out, report.Said{Annotation: &s.Annotation, Suggested: true, Unsure: len(s.Ends) > 0})
		}
	}
	return out
}

// projectSettings are those of the codebook that holds for an article. One that
// cannot be read is taken for that of a blind project, as everywhere.
func projectSettings(path string) (codebook.Settings, error) {
	if path == "" {
		return codebook.Settings{}, nil
	}
	book, err := readCodebook(filepath.Dir(path))
	switch {
	case err != nil:
		return codebook.Settings{Blind: true}, err
	case book == nil:
		return codebook.Settings{}, nil
	}
	return book.Settings, nil
}
