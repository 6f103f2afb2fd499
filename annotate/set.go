package annotate

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// A Swap replaces Before by After. A nil Before adds, a nil After removes.
type Swap struct{ Before, After *Annotation }

// An Edit is one act of a person: a list of swaps, and perhaps a change of the
// article's "coded" mark. Undoing it is swapping every pair, last first.
type Edit struct {
	Title string // what was done, in the words of the status line: "claim, Haftar"
	At    time.Time
	Swaps []Swap
	Coded *CodedSwap // nil where the mark does not change
}

// A CodedSwap changes when the article was marked as coded; zero is "not".
type CodedSwap struct{ Before, After time.Time }

// Inverse returns the edit that undoes e.
func (e Edit) Inverse() Edit {
	inv := Edit{Title: e.Title, At: e.At}
	for _, s := range slices.Backward(e.Swaps) {
		inv.Swaps = append(inv.Swaps, Swap{s.After, s.Before})
	}
	if e.Coded != nil {
		inv.Coded = &CodedSwap{e.Coded.After, e.Coded.Before}
	}
	return inv
}

// A Set is one person's annotations of one article. The zero value is an empty
// set. It is not safe for concurrent use: it belongs to the interface, and savers
// get a [Set.Snapshot]. What was done to it, and how that is undone, is kept by
// package session: one act may change several sets.
type Set struct {
	byID    map[string]*Annotation
	sorted  []*Annotation   // refused ones included; nil before it is asked for
	touched map[string]bool // IDs that have changed since
	coded   time.Time
}

// NewSet returns a set that holds the given annotations.
func NewSet(as []*Annotation, coded time.Time) *Set {
	s := &Set{coded: coded, byID: make(map[string]*Annotation, len(as))}
	for _, a := range as {
		s.byID[a.ID] = a
	}
	return s
}

// Do carries an edit out.
func (s *Set) Do(e Edit) {
	if s.byID == nil {
		s.byID = map[string]*Annotation{}
	}
	if s.touched == nil {
		s.touched = map[string]bool{}
	}
	for _, sw := range e.Swaps {
		if sw.Before != nil && (sw.After == nil || sw.After.ID != sw.Before.ID) {
			delete(s.byID, sw.Before.ID)
			s.touched[sw.Before.ID] = true
		}
		if sw.After != nil {
			s.byID[sw.After.ID] = sw.After
			s.touched[sw.After.ID] = true
		}
	}
	if e.Coded != nil {
		s.coded = e.Coded.After
	}
}

// Coded returns when the article was marked as coded; zero if it was not.
func (s *Set) Coded() time.Time { return s.coded }

// Get returns the annotation of that ID, nil if absent.
func (s *Set) Get(id string) *Annotation { return s.byID[id] }

// All returns the annotations in the order of the sidecar: by start, the longer
// first, then by ID; those of the whole article and links come first. Refused
// suggestions are left out. The slice is a copy.
func (s *Set) All() []*Annotation {
	return slices.DeleteFunc(s.Snapshot(), func(a *Annotation) bool { return a.Origin.How == Refused })
}

// Refused returns the refused suggestions, in the same order.
func (s *Set) Refused() []*Annotation {
	return slices.DeleteFunc(s.Snapshot(), func(a *Annotation) bool { return a.Origin.How != Refused })
}

// Snapshot returns everything in the set, refused suggestions too.
func (s *Set) Snapshot() []*Annotation {
	switch {
	case s.sorted == nil:
		s.sorted = slices.AppendSeq(make([]*Annotation, 0, len(s.byID)), maps.Values(s.byID))
	case len(s.touched) > 0:
		s.sorted = slices.DeleteFunc(s.sorted, func(a *Annotation) bool { return s.touched[a.ID] })
		for id := range s.touched {
			if a := s.byID[id]; a != nil {
				s.sorted = append(s.sorted, a)
			}
		}
	default:
		return slices.Clone(s.sorted)
	}
	clear(s.touched)
	slices.SortFunc(s.sorted, Compare) // linear where little has changed
	return slices.Clone(s.sorted)
}

// Compare orders annotations as a sidecar does: by the written start, the
// longer first, then by ID. It uses the selectors, not the present place, so
// that the file keeps its order while the article changes.
func Compare(a, b *Annotation) int {
	qa, qb := &a.Target.Quote, &b.Target.Quote
	switch {
	case qa.Start != qb.Start:
		return qa.Start - qb.Start
	case qa.End != qb.End:
		return qb.End - qa.End
	}
	return cmp.Compare(a.ID, b.ID)
}
