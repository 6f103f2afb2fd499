package anchor

import (
	"maps"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// Carrier is the generator of an annotation that was carried over from a copy of
// the article; the ID of the annotation there follows a blank.
const Carrier = "copies/1"

// CarriedFrom returns the ID of the annotation that ann was carried over from, ""
// if it was not.
func CarriedFrom(ann *annotate.Annotation) string {
	id, _ := strings.CutPrefix(ann.Origin.Generator, Carrier+" ")
	if id == ann.Origin.Generator {
		return ""
	}
	return id
}

// Carry makes annotations of one article annotations of a copy of it, with IDs of
// their own. Words are found as in a revision of the text: those that the copy cut
// or changed do not fit, nor does what speaks of such an annotation (a relation, an
// opinion about a claim, what a quote tells). What does not fit is returned as it was.
// There are the IDs in the copy of annotations that it has already, by those here.
func Carry(as []*annotate.Annotation, from, to *model.Article, there map[string]string, newID func() string) (fit, misfit []*annotate.Annotation) {
	off := model.NewOffsets(to.Text)
	finder := NewFinder(to, off, func(digest string) (string, bool) { return from.Text, digest == from.Digest })
	source := model.NewOffsets(from.Text)
	ids := map[string]string{}
	maps.Copy(ids, there)
	for left := as; len(left) > 0; {
		var wait []*annotate.Annotation // for what they speak of
		for _, a := range left {
			if !allIn(speaksOf(a), ids) {
				wait = append(wait, a)
			} else if c, ok := carryOne(Confirm(a, from, source), to, off, finder); ok {
				kind.Redirect(c, ids)
				ids[a.ID] = newID()
				c.ID = ids[a.ID]
				c.Origin.Generator = Carrier + " " + a.ID
				fit = append(fit, c)
			} else {
				misfit = append(misfit, a)
			}
		}
		if len(wait) == len(left) { // for nothing that is still to come
			return fit, append(misfit, wait...)
		}
		left = wait
	}
	return fit, misfit
}

// carryOne finds all places of an annotation in another text.
func carryOne(c *annotate.Annotation, to *model.Article, off *model.Offsets, f *Finder) (*annotate.Annotation, bool) {
	for _, p := range Places(c) {
		found := f.Find(p.Quote)
		if found.State != annotate.Exact && found.State != annotate.Moved {
			return nil, false
		}
		*p = Describe(to, off, found.Range)
	}
	c.Origin.How = annotate.Kept
	return c, true
}

// speaksOf returns the IDs of the annotations that one is about.
func speaksOf(a *annotate.Annotation) []string {
	ids := kind.RefersTo(a)
	if on := a.Target.Annotation; on != "" {
		ids = append(ids, on)
	}
	return ids
}

func allIn(ids []string, known map[string]string) bool {
	return !slices.ContainsFunc(ids, func(id string) bool { return known[id] == "" })
}
