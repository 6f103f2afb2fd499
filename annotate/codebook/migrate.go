package codebook

import (
	"slices"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
)

// A Change gives an annotation the present names of its codes.
type Change struct {
	annotate.Swap
	Renames []Rename // that it takes
}

// Migrate returns the changes that give annotations the present names of codes
// that were renamed or merged ([Code.Replaces]). The annotations stay as they
// are; whoever carries the swaps out can take them back.
func (b *Codebook) Migrate(as []*annotate.Annotation, at time.Time) ([]Change, error) {
	renames := b.Renames()
	tags := map[string]Rename{}
	for _, r := range renames {
		if r.Set.Applies == Article || r.Set.Applies == Tags {
			tags[r.Set.Tag(r.From)] = r
		}
	}
	var changes []Change
	for _, a := range as {
		c := a.Clone()
		taken := retag(c, tags)
		for _, r := range renames {
			if r.Set.Applies != a.Kind() {
				continue
			}
			value, set, ok := kind.Access(c, r.Set.Field)
			to := r.To
			if ok && r.Set.Many {
				value, to = recode(value, r)
			}
			if ok && value == r.From {
				if err := set(to); err != nil {
					return nil, err
				}
				taken = append(taken, r)
			}
		}
		if len(taken) > 0 {
			c.Modified = at
			changes = append(changes, Change{annotate.Swap{Before: a, After: c}, taken})
		}
	}
	return changes, nil
}

// recode renames one of several codes: it returns the code that is renamed, "" if
// it is not among them, and what the codes are then, each once.
func recode(codes string, r Rename) (from, to string) {
	list := kind.SplitList(codes)
	i := slices.Index(list, r.From)
	if i < 0 {
		return "", codes
	}
	if slices.Contains(list, r.To) {
		list = slices.Delete(list, i, i+1)
	} else {
		list[i] = r.To
	}
	return r.From, kind.JoinList(list)
}

// retag renames tags, and keeps one of two that have become the same.
func retag(a *annotate.Annotation, tags map[string]Rename) (taken []Rename) {
	for i, t := range a.Tags {
		if r, ok := tags[t]; ok {
			a.Tags[i] = r.Set.Tag(r.To)
			taken = append(taken, r)
		}
	}
	if len(taken) > 0 {
		seen := map[string]bool{}
		a.Tags = slices.DeleteFunc(a.Tags, func(t string) bool {
			twice := seen[t]
			seen[t] = true
			return twice
		})
	}
	return taken
}
