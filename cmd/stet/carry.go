package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/session"
	"stet/annotate/store"
	"stet/model/clean"
	"stet/model/copies"
	"stet/model/count"
	"stet/model/source"
)

// A copying is what the flags of stet copies say.
type copying struct {
	*program
	format           string
	carry, yes, undo bool
}

// ownSidecar reads an article and the annotator's own annotations of it.
func ownSidecar(desk *store.Desk, path string) (*session.Sidecar, error) {
	a, err := source.Open(path)
	if err != nil {
		return nil, err
	}
	return session.Open(desk, a)
}

// over carries the annotator's own annotations over to copies, or shows what it
// would carry. All of it is one act.
func (cp copying) over(ctx context.Context, args []string) error {
	list, clusters, bad := cp.find(ctx, args)
	desk := cp.desk(ctx)
	s := session.New(desk)
	var parts []session.Part
	now := time.Now().UTC().Truncate(time.Second)
	carried, lost := 0, 0
	for _, c := range clusters {
		more, n, err := cp.carryCluster(desk, c, list, now)
		if err != nil {
			cp.report(err)
			bad = true
			continue
		}
		lost += n
		for _, part := range more {
			s.Add(part.Sidecar)
			carried += len(part.Edit.Swaps)
		}
		parts = append(parts, more...)
	}
	cp.out.Flush()
	switch {
	case !cp.yes:
		fmt.Fprintf(cp.err, "%s can be carried over, %d do not fit; --yes does it\n", count.Of(carried, "annotation"), lost)
	case len(parts) > 0:
		if err := s.Do("carried to copies", parts...); err != nil {
			return err
		}
		if _, err := s.Flush(); err != nil {
			return err
		}
		fallthrough
	default:
		fmt.Fprintf(cp.err, "%s carried over to %s, %d do not fit\n", count.Of(carried, "annotation"), count.Of(len(parts), "article"), lost)
	}
	if bad {
		return errReported
	}
	return nil
}

// carryCluster prints and returns what goes from the place with most annotations to
// the others, and counts what does not fit.
func (cp copying) carryCluster(desk *store.Desk, c copies.Cluster, list []placed, now time.Time) (parts []session.Part, misfits int, err error) {
	var paths []string
	for _, n := range c {
		paths = append(paths, list[n].path)
	}
	from, carriages, err := session.Carry(desk, paths, session.Most, now)
	if err != nil {
		return nil, 0, err
	}
	for _, to := range carriages {
		misfits += len(to.Misfit)
		if len(to.Fit) > 0 && to.To.ReadOnly == "" {
			parts = append(parts, to.Part())
		}
		cp.tellCarried(paths[from], to)
	}
	return parts, misfits, nil
}

func (cp copying) tellCarried(from string, c *session.Carriage) {
	if len(c.Fit) == 0 && len(c.Misfit) == 0 {
		return
	}
	note := ""
	if c.To.ReadOnly != "" {
		note = fmt.Sprintf(": not written, %s", c.To.ReadOnly)
	}
	fmt.Fprintf(cp.out, "%s ← %s: %s%s\n", clean.Line(c.Path), clean.Line(from), count.Of(len(c.Fit), "annotation"), clean.Line(note))
	for _, a := range c.Misfit {
		fmt.Fprintf(cp.out, "  does not fit: %s %s\n", a.Kind(), clean.Line(whatIsSaid(a)))
	}
}

// uncarry removes what was carried over last, as one act. What was changed since
// stays.
func (cp copying) uncarry(ctx context.Context, args []string) error {
	desk := cp.desk(ctx)
	s := session.New(desk)
	var last time.Time
	var errs []error
	cp.eachArticle(ctx, args, func(path string, err error) bool {
		var sc *session.Sidecar
		if err == nil {
			sc, err = ownSidecar(desk, path)
		}
		if err != nil {
			errs = append(errs, err)
			return true
		}
		for _, a := range sc.Set.All() {
			if anchor.CarriedFrom(a) != "" && a.Created.After(last) {
				last = a.Created
			}
		}
		s.Add(sc)
		return true
	})
	var parts []session.Part
	removed := 0
	for _, sc := range s.Sidecars() {
		edit := annotate.Edit{Title: "carried over, taken back"}
		for _, a := range sc.Set.All() {
			if anchor.CarriedFrom(a) != "" && a.Created.Equal(last) && a.Modified.Equal(last) {
				edit.Swaps = append(edit.Swaps, annotate.Swap{Before: a})
			}
		}
		if removed += len(edit.Swaps); len(edit.Swaps) > 0 {
			parts = append(parts, session.Part{Sidecar: sc, Edit: edit})
		}
	}
	if len(parts) > 0 {
		errs = append(errs, s.Do("carried over, taken back", parts...))
		_, err := s.Flush()
		errs = append(errs, err)
	}
	fmt.Fprintf(cp.err, "%s taken back from %s\n", count.Of(removed, "annotation"), count.Of(len(parts), "article"))
	return errors.Join(errs...)
}
