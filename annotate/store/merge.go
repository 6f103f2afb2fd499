package store

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"stet/annotate"
	"stet/annotate/wire"
)

// A Conflict is one annotation that two people changed at once.
type Conflict struct {
	ID string // of the later one, which keeps it
	// Other is the ID that the earlier one has now; "" where one side had
	// deleted what the other changed, and the change was kept.
	Other string
}

func (c Conflict) String() string {
	if c.Other == "" {
		return fmt.Sprintf("%s was deleted by one and changed by another: the change is kept", c.ID)
	}
	return fmt.Sprintf("%s was changed twice: the other version is %s", c.ID, c.Other)
}

// Merge brings two versions of a sidecar together that both came from base,
// annotation by annotation. An empty base is an empty set. Of two changes to one
// annotation the later (by time of modification, then by bytes) keeps the ID and
// the other becomes a new annotation that names it: the result is the same from
// both sides.
func Merge(base, ours, theirs []byte) ([]byte, []Conflict, error) {
	var cs [3]*Collection
	for i, in := range []struct {
		name string
		data []byte
	}{{"base", base}, {"ours", ours}, {"theirs", theirs}} {
		if len(bytes.TrimSpace(in.data)) == 0 && i == 0 {
			cs[i] = &Collection{}
			continue
		}
		c, err := Decode(in.data)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", in.name, err)
		}
		if c.Newer() {
			return nil, nil, fmt.Errorf("%s: a newer stet wrote it (schema %s)", in.name, c.Version)
		}
		cs[i] = c
	}
	merged, conflicts := merge(cs[0], cs[1], cs[2])
	return merged.Encode(), conflicts, nil
}

// An entry is one annotation of a collection with its bytes, or no annotation
// at all but an element that is kept as it is.
type entry struct {
	a       *annotate.Annotation
	raw     []byte
	refused bool
}

func (e entry) same(o entry) bool {
	return e.raw != nil && o.raw != nil && e.refused == o.refused && sameJSON(e.raw, o.raw)
}

func (e entry) there() bool { return e.raw != nil }

// entries indexes a collection by annotation, in the terms of one text: bytes
// that speak of another are written anew.
func (c *Collection) entries(source, of string) map[string]entry {
	out := make(map[string]entry, len(c.Annotations))
	for _, a := range c.Annotations {
		refused := a.Origin.How == annotate.Refused
		e := c.encoder(refused)
		e.source, e.of = source, of
		out[a.ID] = entry{a, e.item(a), refused}
	}
	for _, o := range c.opaque {
		out["\x00"+string(wire.Compact(o.raw))] = entry{nil, o.raw, o.refused}
	}
	return out
}

func merge(base, ours, theirs *Collection) (*Collection, []Conflict) {
	merged := &Collection{
		Label: ours.Label, Creator: ours.Creator, Created: ours.Created, Codebook: ours.Codebook, Version: ours.Version, now: ours.now,
	}
	merged.Coded = mergeTimes(base.Coded, ours.Coded, theirs.Coded)
	merged.Document = pick(base.Document, ours.Document, theirs.Document, func(d Document) string { return string((&Collection{Document: d}).document()) })
	merged.head = mergeMembers(base.head, ours.solid(), theirs.solid(), order)
	merged.page = mergeMembers(base.page, ours.page, theirs.page, pageOrder)

	source, of := merged.Document.ID, merged.Document.Digest
	b, o, t := base.entries(source, of), ours.entries(source, of), theirs.entries(source, of)
	var ids []string
	for id := range o {
		ids = append(ids, id)
	}
	for id := range t {
		if !o[id].there() {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	var conflicts []Conflict
	added := map[string]bool{}
	for _, id := range ids {
		kept, conflict := mergeEntry(id, b[id], o[id], t[id])
		for _, e := range kept {
			merged.add(e, added)
		}
		if conflict != nil {
			conflicts = append(conflicts, *conflict)
		}
	}
	return merged, conflicts
}

// add puts an entry into a merged collection. The other version of a conflict
// may be there already: an earlier merge made it.
func (c *Collection) add(e entry, added map[string]bool) {
	switch {
	case e.a == nil:
		c.opaque = append(c.opaque, opaque{e.raw, e.refused})
	case !added[e.a.ID]:
		added[e.a.ID] = true
		c.Annotations = append(c.Annotations, e.a)
	}
}

// mergeEntry decides what becomes of one annotation.
func mergeEntry(id string, b, o, t entry) ([]entry, *Conflict) {
	switch {
	case o.same(t):
		return []entry{whole(o, t)}, nil
	case o.same(b) && !t.there(), t.same(b) && !o.there():
		return nil, nil
	case o.same(b), !o.there():
		if o.there() || !b.there() {
			return []entry{t}, nil
		}
		return []entry{t}, &Conflict{ID: id}
	case t.same(b), !t.there():
		if t.there() || !b.there() {
			return []entry{o}, nil
		}
		return []entry{o}, &Conflict{ID: id}
	}
	first, second := o, t
	if later(t, o) {
		first, second = t, o
	}
	other := first.other(second)
	return []entry{first, other}, &Conflict{ID: id, Other: other.a.ID}
}

// whole chooses between two entries that say the same: ours where the bytes are
// equal too, else the greater ones, so that both sides choose alike.
func whole(o, t entry) entry {
	if bytes.Compare(t.raw, o.raw) > 0 {
		return t
	}
	return o
}

func later(a, b entry) bool {
	if !a.a.Modified.Equal(b.a.Modified) {
		return a.a.Modified.After(b.a.Modified)
	}
	return bytes.Compare(a.raw, b.raw) > 0
}

// other makes the loser of a conflict an annotation of its own. Its ID follows
// from its bytes (UUID version 5), so that both sides give it the same.
func (e entry) other(loser entry) entry {
	a := loser.a.Clone()
	space, err := uuid.Parse(strings.TrimPrefix(a.ID, "urn:uuid:"))
	if err != nil {
		space = uuid.NameSpaceURL
	}
	a.ID = "urn:uuid:" + uuid.NewSHA1(space, wire.Compact(loser.raw)).String()
	a.ConflictsWith = e.a.ID
	return entry{a, loser.raw, loser.refused}
}

func mergeTimes(base, ours, theirs time.Time) time.Time {
	switch {
	case ours.Equal(base):
		return theirs
	case theirs.Equal(base), ours.After(theirs):
		return ours
	}
	return theirs
}

// pick chooses what was changed, and of two changes the one that is greater.
func pick[T comparable](base, ours, theirs T, key func(T) string) T {
	switch {
	case ours == base:
		return theirs
	case theirs == base, key(ours) >= key(theirs):
		return ours
	}
	return theirs
}

// solid returns the members of a collection, those of one that was never read
// too.
func (c *Collection) solid() []member {
	if c.head != nil {
		return c.head
	}
	return arrange(nil, order, c.members(nil, nil))
}

// mergeMembers merges what is around the annotations. What the collection
// itself keeps track of is written from there.
func mergeMembers(base, ours, theirs []member, order []string) []member {
	if bytes.Compare(joined(theirs), joined(ours)) > 0 {
		ours, theirs = theirs, ours
	}
	was, mine, other := byKey(base), byKey(ours), byKey(theirs)
	var out []member
	for _, m := range ours {
		o, has := other[m.key]
		b, had := was[m.key]
		if !has && had && sameJSON(b, m.raw) {
			continue
		}
		if has {
			m.raw = []byte(pick(string(b), string(m.raw), string(o), func(s string) string { return s }))
		}
		out = append(out, m)
	}
	fresh := map[string][]byte{}
	for _, m := range theirs {
		if _, has := mine[m.key]; has {
			continue
		}
		if b, had := was[m.key]; had && sameJSON(b, m.raw) {
			continue
		}
		if slices.Contains(order, m.key) {
			fresh[m.key] = m.raw
		} else {
			out = append(out, m)
		}
	}
	return arrange(out, order, fresh)
}

func byKey(ms []member) map[string][]byte {
	out := make(map[string][]byte, len(ms))
	for _, m := range ms {
		out[m.key] = m.raw
	}
	return out
}

func joined(ms []member) []byte {
	w := &wire.Writer{}
	w.Object(func() {
		for _, m := range ms {
			w.Key(m.key).Raw(wire.Compact(m.raw))
		}
	})
	return w.Bytes()
}
