package suggest

import (
	"slices"
	"sort"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// decisions holds what was decided by kind, in text order, so that a suggestion
// looks only at its neighbours.
type decisions map[string]*neighbours

type neighbours struct {
	by      []*annotate.Annotation // by start
	longest int                    // of any target, in bytes
}

func newDecisions(decided []*annotate.Annotation) decisions {
	d := decisions{}
	for _, a := range decided {
		r := a.Target.Range
		if a.Target.State == annotate.Orphan || r.Empty() {
			continue
		}
		n := d[a.Kind()]
		if n == nil {
			n = &neighbours{}
			d[a.Kind()] = n
		}
		n.by = append(n.by, a)
		n.longest = max(n.longest, r.Len())
	}
	for _, n := range d {
		sort.SliceStable(n.by, func(i, j int) bool { return n.by[i].Target.Range.Start < n.by[j].Target.Range.Start })
	}
	return d
}

// settle reports whether s need not be asked about any more.
func (d decisions) settle(s *annotate.Annotation) bool {
	n := d[s.Kind()]
	if n == nil {
		return false
	}
	r := s.Target.Range
	first := sort.Search(len(n.by), func(i int) bool { return n.by[i].Target.Range.Start > r.Start-model.Pos(n.longest) })
	for _, a := range n.by[first:] {
		if a.Target.Range.Start >= r.End {
			return false
		}
		whole := r.Len()
		if a.Origin.How != annotate.Refused { // a quote may have been kept with an earlier end
			whole = min(whole, a.Target.Range.Len())
		}
		if 2*a.Target.Range.Intersect(r).Len() >= whole && sameDecision(a, s) {
			return true
		}
	}
	return false
}

// sameDecision reports whether a decision on a's words is one on s. What was
// kept settles the matter for all labels; what was refused, only for its own.
// Stances differ by who holds them towards whom, as one sentence tells several.
func sameDecision(a, s *annotate.Annotation) bool {
	if a.Origin.How == annotate.Refused && a.Body.Label() != s.Body.Label() {
		return false
	}
	if !sameTags(a, s) {
		return false
	}
	ra, rs := a.Body.Refs(), s.Body.Refs()
	if len(ra) < 2 || len(rs) < 2 {
		return true
	}
	for i := range ra {
		if i < len(rs) && !sameRef(*ra[i].Ref, *rs[i].Ref) {
			return false
		}
	}
	return true
}

// sameTags reports whether a decision says all that a suggestion of a note with codes
// says: notes differ by their codes, of which several may be on the same words. What was
// refused is refused for its own codes and its own remark.
func sameTags(a, s *annotate.Annotation) bool {
	for _, tag := range s.Tags {
		if !slices.Contains(a.Tags, tag) {
			return false
		}
	}
	return a.Origin.How != annotate.Refused || len(a.Tags) == len(s.Tags) && (len(a.Tags) > 0 || !kind.Of(a).Bare() || a.Comment == s.Comment)
}

func sameRef(a, b annotate.Ref) bool {
	if a.ID != "" && b.ID != "" {
		return a.ID == b.ID
	}
	if a.Words != nil && b.Words != nil && a.Words.Range.Overlaps(b.Words.Range) {
		return true
	}
	return a.Kind == b.Kind && a.Name == b.Name && a.Words == nil && b.Words == nil
}
