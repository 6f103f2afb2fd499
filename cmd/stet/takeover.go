package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/format"
	"stet/annotate/session"
	"stet/annotate/store"
	"stet/model/clean"
)

// A takenOver says what came of a document: the sidecar that was changed, "" if
// none was, how many annotations are new in it or changed, and how many were
// there already.
type takenOver struct {
	sidecar      string
	count, known int
	losses       []format.Loss
	part         importedTo // what undo has to know
}

// takeOver adds annotations to the sidecar of the annotator that --annotator,
// --map or the file names. What was taken over before is replaced where the file
// has changed.
func (in importing) takeOver(ctx context.Context, file string, d format.Document) (t takenOver, err error) {
	if len(d.Annotations) == 0 && !d.Done {
		return t, nil
	}
	desk, mapped := in.deskOf(ctx, d)
	if err := asPerson(desk.Annotator); err != nil {
		return t, failed("--map @gold=NAME says whose they are", "%s: %s", file, asFailure(err).text)
	}
	if mapped && d.Annotator != "" && store.Slug(desk.Annotator) != store.Slug(d.Annotator) {
		d.Renew(desk.Annotator)
	}
	sidecar, err := session.Open(desk, d.Article)
	if err != nil {
		return t, err
	}
	there := sidecar.Set.Snapshot()
	if by, exists := sidecar.By(); exists && !mapped && !ofAccount(by, d.Creator, there) {
		name := clean.Line(d.Annotator)
		return t, failed(fmt.Sprintf("--map %[1]s=OTHER gives the file's %[1]s another name, --map %[1]s=%[2]s says that they are the same", quoteArg(name), store.Slug(name)),
			"%s: there is a sidecar of %s already, which this import did not make", d.Article.Path, store.Slug(name))
	}
	now := time.Now().UTC().Truncate(time.Second)
	edit := annotate.Edit{Title: importTitle(file), At: now}
	edit.Swaps, t.losses = d.Meet(there)
	for _, s := range edit.Swaps {
		a := s.After
		a.Creator = cmp.Or(a.Creator, d.Creator, desk.Creator())
		if mapped {
			a.Creator = desk.Creator()
		}
		if a.Created.IsZero() {
			a.Created = now
		}
		if a.Modified.IsZero() {
			a.Modified = a.Created
		}
	}
	if d.Done && sidecar.Set.Coded().IsZero() {
		edit.Coded = &annotate.CodedSwap{After: now}
		if !d.Coded.IsZero() {
			edit.Coded.After = d.Coded
		}
	}
	t.count, t.known = len(edit.Swaps), len(d.Annotations)-len(edit.Swaps)
	if len(edit.Swaps) == 0 && edit.Coded == nil {
		return t, nil
	}
	saved, err := in.commit(file, sidecar, edit)
	if err != nil {
		return t, err
	}
	t.sidecar = saved.Path
	t.part = importedTo{Article: absolutePath(d.Article.Path), Annotator: desk.Annotator, Account: desk.Account, Title: edit.Title, At: edit.At}
	return t, nil
}

// deskOf returns the desk at which a document is taken over, and whether a flag
// says whose it is.
func (in importing) deskOf(ctx context.Context, d format.Document) (desk *store.Desk, mapped bool) {
	for from, to := range in.names {
		if from == d.Annotator || from == d.Creator || store.Slug(from) == store.Slug(d.Annotator) && d.Annotator != "" {
			if own := in.desk(ctx); store.Slug(own.Annotator) == store.Slug(to) {
				return own, true
			}
			return store.NewDesk(to), true
		}
	}
	own := in.desk(ctx)
	switch {
	case in.annotator != "":
		return own, true
	case d.Annotator == "", d.Creator == own.Creator():
		return own, d.Annotator == ""
	}
	desk = store.NewDesk(d.Annotator)
	if store.IsMachine(desk.Annotator) && !strings.HasPrefix(d.Creator, store.MachineIRI) { // a handle
		desk.Annotator = strings.TrimLeft(desk.Annotator, "@")
	}
	if d.Creator != desk.Creator() {
		desk.Account = d.Creator
	}
	return desk, false
}

// ofAccount reports whether a sidecar is that of the person whom a file names:
// an import of the same account made it, or it holds what stet itself wrote into
// the file.
func ofAccount(by store.Creator, creator string, there []*annotate.Annotation) bool {
	here := func(a *annotate.Annotation) bool { return a.Creator == by.ID && creator != by.ID }
	if creator == by.ID || creator == by.Account {
		return !slices.ContainsFunc(there, here)
	}
	return len(there) > 0 && !slices.ContainsFunc(there, func(a *annotate.Annotation) bool { return a.Creator != creator })
}

// quoteArg is a name as a shell takes it.
func quoteArg(s string) string {
	if strings.ContainsAny(s, " '\"$`\\") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}
