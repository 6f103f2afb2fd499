package format

import "stet/annotate"

// Meet compares an import with what a sidecar holds already, and returns the
// swaps that bring in what is new or has changed in the file since. What the
// format does not hold stays as it is here; what was changed here since it was
// imported stays, and is told. So is what the file no longer says.
func (d *Document) Meet(there []*annotate.Annotation) (swaps []annotate.Swap, losses []Loss) {
	byID, bySaying := map[string]*annotate.Annotation{}, map[string]*annotate.Annotation{}
	for _, a := range there {
		byID[a.ID], bySaying[sayingIn(a, d.holds)] = a, a
	}
	ids := map[string]string{}
	for range 2 { // what is about others says the same only once these bear their IDs here
		for _, a := range d.Annotations {
			if old := bySaying[sayingIn(a, d.holds)]; byID[a.ID] == nil && old != nil {
				ids[a.ID] = old.ID
			}
		}
		rename(d.Annotations, func(_ *annotate.Annotation, id string) string { return orElse(ids[id], id) })
	}
	for _, a := range d.Annotations {
		if ids[a.ID] != "" {
			continue // it is there
		}
		old := byID[a.ID]
		var gone []string
		if old != nil {
			a, gone = d.onto(old, a)
		}
		switch {
		case old == nil:
		case saying(old) == saying(a):
			continue
		case old.Modified.After(old.Created) && a.Modified.IsZero(), !a.Modified.IsZero() && old.Modified.After(a.Modified):
			losses = append(losses, Loss{What: ChangedHere, Document: d.Name(), ID: a.ID, Detail: quoted(old), Kept: true})
			continue
		}
		for _, value := range gone {
			losses = append(losses, Loss{What: Dropped, Document: d.Name(), ID: a.ID, Detail: value})
		}
		swaps = append(swaps, annotate.Swap{Before: old, After: a})
	}
	return swaps, losses
}

// onto brings what the file says of an annotation into the one that is here, and
// returns the values that go by it. One of another kind takes its place.
func (d *Document) onto(old, a *annotate.Annotation) (merged *annotate.Annotation, gone []string) {
	if a.Created.IsZero() {
		a.Created = old.Created
	}
	if old.Kind() != a.Kind() {
		return a, nil
	}
	merged = old.Clone()
	merged.Modified, merged.Imported = a.Modified, a.Imported
	if isPlace(a) && isPlace(old) {
		merged.Target = a.Target
	}
	for _, c := range columnsFor(a) {
		held := c.feature&d.holds != 0 && c.feature != Coders && c.feature != Times
		was, is := c.get(merged), c.get(a)
		if !held || c.place || c.words || was == is {
			continue
		}
		if is == "" {
			if d.silent[a] {
				continue
			}
			gone = append(gone, c.name+": "+was)
		}
		c.set(merged, is) // it can be set in one of the same kind
	}
	if d.holds == Everything {
		return a, gone
	}
	return merged, gone
}
