package format

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/store"
	"stet/model/pattern"
)

// derived is the ID of an annotation of another program: the same file gives the
// same IDs each time it is imported (UUID version 5, RFC 9562).
func derived(parts ...string) string {
	return ownIDs + uuid.NewSHA1(uuid.NameSpaceURL, []byte("urn:x-stet:import:"+strings.Join(parts, "\n"))).String()
}

// sidecarID is an ID as the sidecars have them.
var sidecarID = pattern.Late(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// name gives the annotations IDs of stet's own, where the file had others, and
// lets what refers to them follow.
func (p *page) name(format string, lose func(Loss)) {
	ids := make(map[string]string, len(p.Annotations))
	same := map[string]int{}
	for _, a := range p.Annotations {
		old := a.ID
		_, twice := ids[old]
		if !sidecarID().MatchString(old) || twice {
			key := old
			if old == "" || twice {
				key += "\n" + saying(a)
			}
			if same[key]++; same[key] > 1 {
				key += fmt.Sprint("\n", same[key])
			}
			a.ID = derived(format, store.DocumentID(p.Article), orElse(p.Annotator, a.Creator), key)
		}
		switch {
		case twice:
			lose(Loss{What: Duplicate, ID: old, Kept: true})
		case old != "":
			ids[old] = a.ID
		}
	}
	known := func(id string) bool { return ids[id] != "" || sidecarID().MatchString(id) }
	p.Annotations = slices.DeleteFunc(p.Annotations, func(a *annotate.Annotation) bool {
		for _, id := range endsOf(a) {
			if !known(id) {
				lose(Loss{What: Dangling, ID: a.ID, Detail: id})
				return true
			}
		}
		return false
	})
	rename(p.Annotations, func(a *annotate.Annotation, id string) string {
		if !known(id) {
			lose(Loss{What: Dangling, ID: a.ID, Detail: id})
			return ""
		}
		if to := ids[id]; to != "" {
			return to
		}
		return id
	})
}

// ownNames begins the IRIs that stet makes of names.
const ownNames = "urn:x-stet:name:"

// saying writes all that an annotation says, but not who said it when: two that
// say the same are one.
func saying(a *annotate.Annotation) string { return sayingIn(a, Everything) }

// sayingIn writes what of an annotation a format holds of those features.
func sayingIn(a *annotate.Annotation, holds Feature) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\x00%s\x00%t", a.Kind(), a.Target.Annotation, a.Target.Whole)
	places := anchor.Places(a)
	if holds != Everything {
		places = places[:min(1, len(places))]
	}
	for _, pl := range places {
		fmt.Fprintf(&b, "\x00%d-%d %s", pl.Start, pl.End, pl.Quote.Exact)
	}
	label, _ := labelOf(a)
	b.WriteString("\x00" + label)
	for _, c := range columnsFor(a) {
		if c.feature&holds != 0 && c.feature != Coders && c.feature != Times && !c.place && !c.words {
			v := c.get(a)
			if c.feature == Identities && strings.HasPrefix(v, ownNames) {
				v = "" // it follows from the name
			}
			b.WriteString("\x00" + v)
		}
	}
	return b.String()
}

// Renew gives the annotations IDs of another annotator, and lets what refers to
// them follow: a copy of somebody's annotations is not theirs.
func (d *Document) Renew(annotator string) {
	ids := make(map[string]string, len(d.Annotations))
	for _, a := range d.Annotations {
		ids[a.ID] = derived("copy", store.Slug(annotator), a.ID)
		a.ID = ids[a.ID]
	}
	rename(d.Annotations, func(_ *annotate.Annotation, id string) string { return orElse(ids[id], id) })
}

// rename changes the IDs that annotations refer to.
func rename(as []*annotate.Annotation, to func(a *annotate.Annotation, id string) string) {
	for _, a := range as {
		if id := a.Target.Annotation; id != "" {
			a.Target.Annotation = to(a, id)
		}
		for _, c := range columnsFor(a) {
			if id := c.get(a); c.refers && isID(id) {
				c.set(a, to(a, id)) // an ID can always be set
			}
		}
	}
}
