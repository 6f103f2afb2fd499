package anchor

import (
	"strings"

	"stet/annotate"
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
// or changed do not fit, nor do relations to such annotations. What does not fit is
// returned as it was.
func Carry(as []*annotate.Annotation, from, to *model.Article, newID func() string) (fit, misfit []*annotate.Annotation) {
	off := model.NewOffsets(to.Text)
	finder := NewFinder(to, off, func(digest string) (string, bool) { return from.Text, digest == from.Digest })
	source := model.NewOffsets(from.Text)
	ids := map[string]string{}
	var links []*annotate.Annotation
	for _, a := range as {
		if a.Target.Annotation != "" || refersToAnnotation(a) {
			links = append(links, a)
			continue
		}
		if c, ok := carryOne(Confirm(a, from, source), to, off, finder); ok {
			ids[a.ID] = newID()
			c.ID = ids[a.ID]
			c.Origin.Generator = Carrier + " " + a.ID
			fit = append(fit, c)
		} else {
			misfit = append(misfit, a)
		}
	}
	for _, a := range links {
		c, ok := carryOne(Confirm(a, from, source), to, off, finder)
		if ok = ok && relink(c, ids); !ok {
			misfit = append(misfit, a)
			continue
		}
		c.ID = newID()
		c.Origin.Generator = Carrier + " " + a.ID
		fit = append(fit, c)
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

func refersToAnnotation(a *annotate.Annotation) bool {
	if a.Body == nil {
		return false
	}
	for _, r := range a.Body.Refs() {
		if r.Ref.Kind == annotate.RefAnnotation {
			return true
		}
	}
	return false
}

// relink makes the ends of a relation those in the copy; false where one is not
// there.
func relink(c *annotate.Annotation, ids map[string]string) bool {
	if c.Target.Annotation != "" {
		if c.Target.Annotation = ids[c.Target.Annotation]; c.Target.Annotation == "" {
			return false
		}
	}
	if c.Body == nil {
		return true
	}
	for _, r := range c.Body.Refs() {
		if r.Ref.Kind == annotate.RefAnnotation {
			if r.Ref.ID = ids[r.Ref.ID]; r.Ref.ID == "" {
				return false
			}
		}
	}
	return true
}
