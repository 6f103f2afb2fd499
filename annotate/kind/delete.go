package kind

import (
	"slices"

	"stet/annotate"
)

// Deletion returns the edit that deletes an annotation of the set: with it go
// the links and notes upon it, and what else speaks of it forgets it.
func Deletion(set *annotate.Set, a *annotate.Annotation) annotate.Edit {
	e := annotate.Edit{Title: Of(a).Title, Swaps: []annotate.Swap{{Before: a}}}
	if who := a.Who().String(); who != "" {
		e.Title += ", " + who
	}
	for _, o := range set.All() {
		switch {
		case o.ID == a.ID:
		case o.Target.Annotation == a.ID, Of(o).Links && refersTo(o, a.ID):
			e.Swaps = append(e.Swaps, annotate.Swap{Before: o})
		case refersTo(o, a.ID):
			c := o.Clone()
			Forget(c, a.ID)
			e.Swaps = append(e.Swaps, annotate.Swap{Before: o, After: c})
		}
	}
	return e
}

func refersTo(a *annotate.Annotation, id string) bool { return slices.Contains(RefersTo(a), id) }
