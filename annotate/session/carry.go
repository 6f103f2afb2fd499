package session

import (
	"fmt"
	"slices"
	"time"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/store"
	"stet/model/source"
)

// A Carriage is what goes from one place of a story to another: annotations of the
// annotator's own, each found there by its words, and those whose words are not there.
type Carriage struct {
	Path        string
	To          *Sidecar
	Fit, Misfit []*annotate.Annotation
	at          time.Time
}

// Part is the edit that a carriage comes to.
func (c *Carriage) Part() Part {
	e := annotate.Edit{Title: "carried from a copy", At: c.at}
	for _, a := range c.Fit {
		e.Swaps = append(e.Swaps, annotate.Swap{After: a})
	}
	return Part{Sidecar: c.To, Edit: e}
}

// Most asks [Carry] to begin at the place with most annotations.
const Most = -1

// Carry finds what can be carried over from one of the places of a story, by its index
// or [Most], to the others. What a place has already, carried over or made there, is left
// out. It changes nothing: the parts of the carriages do.
func Carry(desk *store.Desk, paths []string, from int, at time.Time) (begin int, out []*Carriage, err error) {
	places := make([]*Sidecar, len(paths))
	most := 0
	for i, p := range paths {
		a, err := source.Open(p)
		if err != nil {
			return 0, nil, err
		}
		if places[i], err = Open(desk, a); err != nil {
			return 0, nil, err
		}
		if own(places[i]) > own(places[most]) {
			most = i
		}
	}
	if from == Most {
		from = most
	}
	as := places[from].Set.All()
	if len(as) == 0 {
		return from, nil, nil
	}
	for i, to := range places {
		if i == from {
			continue
		}
		c := &Carriage{Path: paths[i], To: to, at: at}
		left, there := notCarried(as, to)
		c.Fit, c.Misfit = anchor.Carry(left, places[from].Article(), to.Article(), there, store.NewID)
		for _, a := range c.Fit {
			a.Creator, a.Created, a.Modified = desk.Creator(), at, at
		}
		out = append(out, c)
	}
	return from, out, nil
}

// own counts the annotations that were not carried over from elsewhere.
func own(sc *Sidecar) (n int) {
	for _, a := range sc.Set.All() {
		if anchor.CarriedFrom(a) == "" {
			n++
		}
	}
	return n
}

// notCarried returns those annotations of a place that the copy has not yet: neither
// carried over nor made there. An annotation of the copy answers for one here, so that
// of two quotes of the same words the second is carried too. there holds the IDs in the
// copy of the others, by those here.
func notCarried(as []*annotate.Annotation, to *Sidecar) (left []*annotate.Annotation, there map[string]string) {
	carried, same := map[string]string{}, map[string][]string{}
	for _, a := range to.Set.Snapshot() {
		carried[anchor.CarriedFrom(a)] = a.ID
		same[saying(a)] = append(same[saying(a)], a.ID)
	}
	there = map[string]string{}
	taken := map[string]bool{}
	for _, a := range as {
		if id := carried[a.ID]; id != "" {
			there[a.ID], taken[id] = id, true
		}
	}
	for _, a := range as {
		if there[a.ID] != "" {
			continue
		}
		free := slices.DeleteFunc(same[saying(a)], func(id string) bool { return taken[id] })
		if len(free) == 0 {
			left = append(left, a)
			continue
		}
		there[a.ID], taken[free[0]] = free[0], true
	}
	return left, there
}

// saying is what tells an annotation of a copy from another: kind, label, words.
func saying(a *annotate.Annotation) string {
	label := ""
	if a.Body != nil {
		label = a.Body.Label()
	}
	return fmt.Sprintf("%s\x00%s\x00%s\x00%s\x00%v", a.Kind(), label, a.Target.Quote.Exact, a.Who().String(), a.Target.Whole)
}
