package format

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/store"
)

// jsonObject is an object of which the members are not read yet.
type jsonObject map[string]json.RawMessage

func (o jsonObject) text(key string) string { return textIn(o[key]) }

// textIn reads a string, or the first of a list of them; "" where it is neither.
func textIn(raw json.RawMessage) string {
	var s string
	var list []json.RawMessage
	switch {
	case json.Unmarshal(raw, &s) == nil:
		return s
	case json.Unmarshal(raw, &list) == nil && len(list) > 0 && json.Unmarshal(list[0], &s) == nil:
		return s
	}
	return ""
}

// listIn reads a list, or a value that stands for a list of one.
func listIn(raw json.RawMessage) []json.RawMessage {
	var list []json.RawMessage
	if len(raw) == 0 || string(raw) == "null" || json.Unmarshal(raw, &list) == nil {
		return list
	}
	return []json.RawMessage{raw}
}

// w3cReader reads annotations of the W3C model, whoever wrote them. What it does
// not turn into something of stet's it carries: see w3cCarried.
type w3cReader struct {
	src           Source
	losses        []Loss
	pages         pagesByAddress
	articleFinder map[string]string // the address of the page of each annotation
	first         string            // the first of them
}

// decodeW3C reads an array of annotations, a collection or a page of them, or
// one.
func decodeW3C(src Source) ([]*page, []Loss, error) {
	raws, more, err := w3cRaw(src.Data)
	if err != nil {
		return nil, nil, err
	}
	r := &w3cReader{src: src, articleFinder: map[string]string{}}
	if more != "" {
		r.lose(What{"page that is not in the file", "pages that are not in the file"}, "", more)
	}
	var items []jsonObject
	for _, raw := range raws {
		var o jsonObject
		if err := json.Unmarshal(raw, &o); err != nil {
			r.lose(BrokenLine, "", err.Error())
			continue
		}
		items = append(items, o)
	}
	r.addresses(items)
	for _, o := range items {
		if err := r.item(o); err != nil {
			r.lose(BrokenLine, o.text("id"), err.Error())
		}
	}
	return r.pages.list, r.losses, nil
}

func (r *w3cReader) lose(w What, id, detail string) {
	r.losses = append(r.losses, Loss{What: w, Document: r.src.Name, ID: id, Detail: detail})
}

func (r *w3cReader) keep(w What, id, detail string) {
	r.lose(w, id, detail)
	r.losses[len(r.losses)-1].Kept = true
}

// addresses finds the page of every annotation. What is about an annotation lies
// with it, however long the chain.
func (r *w3cReader) addresses(items []jsonObject) {
	about := map[string]string{} // of an annotation about another one
	for _, o := range items {
		if id := o.text("id"); id != "" {
			about[id] = ""
		}
	}
	for _, o := range items {
		id := o.text("id")
		address := w3cSource(o["target"])
		if _, isAnnotation := about[address]; isAnnotation && address != id {
			if id != "" {
				about[id] = address
			}
			continue
		}
		if strings.HasPrefix(address, ownIDs) { // itself, or one that is in another file
			continue
		}
		if id != "" { // else see home
			r.articleFinder[id] = address
		}
		r.first = orElse(r.first, address)
	}
	for id := range about {
		var chain []string
		at := id
		for about[at] != "" { // each link is followed once
			next := about[at]
			chain = append(chain, at)
			about[at] = ""
			at = next
		}
		home := orElse(r.articleFinder[at], r.first)
		for _, one := range append(chain, at) {
			r.articleFinder[one] = home
		}
	}
}

// home is the address of the page of an annotation. What is about one without an ID
// nothing can say.
func (r *w3cReader) home(o jsonObject) string {
	if id := o.text("id"); id != "" {
		return r.articleFinder[id]
	}
	address := w3cSource(o["target"])
	if home, isAnnotation := r.articleFinder[address]; isAnnotation {
		return home
	}
	if strings.HasPrefix(address, ownIDs) { // in another file
		return r.first
	}
	return address
}

// w3cSource is the address of what a target is, or is a part of.
func w3cSource(target json.RawMessage) string {
	for _, t := range w3cTargets(target) {
		var o jsonObject
		if s := textIn(t); s != "" {
			return s
		}
		if json.Unmarshal(t, &o) != nil {
			continue
		}
		var source jsonObject
		if json.Unmarshal(o["source"], &source) == nil && source.text("id") != "" {
			return source.text("id")
		}
		if s := orElse(o.text("source"), o.text("id")); s != "" {
			return s
		}
	}
	return ""
}

// w3cRaw finds the annotations in a file. More is the address of the page that
// follows and is not in it.
func w3cRaw(data []byte) (items []json.RawMessage, more string, err error) {
	data = []byte(strings.TrimPrefix(string(data), "\ufeff"))
	if json.Unmarshal(data, &items) == nil {
		return items, "", nil
	}
	var c struct {
		Type  any               `json:"type"`
		Items []json.RawMessage `json:"items"`
		Graph []json.RawMessage `json:"@graph"`
		First json.RawMessage   `json:"first"`
		Next  json.RawMessage   `json:"next"`
		About json.RawMessage   `json:"target"`
	}
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, "", err
	}
	var first struct {
		Items []json.RawMessage `json:"items"`
		Next  json.RawMessage   `json:"next"`
	}
	first.Next = c.Next
	json.Unmarshal(c.First, &first) // else it is the address of a page elsewhere
	more = orElse(textIn(c.First), textIn(first.Next))
	types := stringsOf(c.Type)
	switch items = append(append(c.Items, c.Graph...), first.Items...); {
	case items != nil:
	case slices.Contains(types, "Annotation") || c.About != nil:
		items = []json.RawMessage{data}
	case c.First == nil && !slices.Contains(types, "AnnotationPage") && !slices.Contains(types, "AnnotationCollection"):
		return nil, "", errors.New("neither an annotation of the W3C model nor a page or collection of them")
	}
	return items, more, nil
}

var errNoAnnotation = errors.New("no W3C annotation")

// item makes annotations of one: one for each target, and one for each reply in
// its bodies.
func (r *w3cReader) item(o jsonObject) error {
	id := o.text("id")
	if types := listIn(o["type"]); len(types) > 0 && !slices.ContainsFunc(types, func(t json.RawMessage) bool { return textIn(t) == "Annotation" }) {
		return errNoAnnotation
	}
	bodies := r.bodies(o)
	targets := w3cTargets(o["target"])
	if len(targets) == 0 {
		return fmt.Errorf("%w: it has no target", errNoAnnotation)
	}
	if len(targets) > 1 {
		r.keep(SeveralTargets, id, fmt.Sprintf("%d of them, an annotation each", len(targets)))
	}
	maker := r.maker(o)
	r.losses = append(r.losses, wrongTimes(r.src.Name, id, o.text("created"), o.text("modified"))...)
	for i, raw := range targets {
		t := r.target(raw)
		if _, about := r.articleFinder[t.source]; !about {
			t.partOfAddress()
		}
		a, err := w3cAnnotation(o, bodies, t, r.src)
		if err != nil {
			return err
		}
		carried := w3cCarriedOf(o, bodies, t)
		if i > 0 {
			a.ID, carried.ID = fmt.Sprintf("%s#target-%d", id, i+1), ""
		}
		if carried.Motivation = nil; textIn(o["motivation"]) != kind.Of(a).Motivation || len(listIn(o["motivation"])) > 1 {
			carried.Motivation = o["motivation"]
		}
		a.Imported = carried.json(strings.HasPrefix(id, ownIDs))
		p := r.pageOf(r.home(o), t, len(targets) > 1)
		r.place(p, a, t)
		who := p.person(maker)
		a.Creator = who
		p.Annotations = append(p.Annotations, a)
		for n, reply := range bodies.replies {
			b := remark()
			b.ID, b.Comment, b.Target.Annotation = fmt.Sprintf("%s#reply-%d", a.ID, n+1), reply.text, a.ID
			b.Creator, b.Created, b.Modified = orElse(p.person(reply.creator), who), a.Created, a.Modified
			if at := anyTime(reply.created); !at.IsZero() {
				b.Created, b.Modified = at, at
			}
			r.losses = append(r.losses, wrongTimes(r.src.Name, b.ID, reply.created)...)
			p.Annotations = append(p.Annotations, b)
		}
	}
	return nil
}

// w3cTargets are the targets of an annotation, those of a set of targets each.
func w3cTargets(raw json.RawMessage) (out []json.RawMessage) {
	for _, t := range listIn(raw) {
		var set jsonObject
		if json.Unmarshal(t, &set) == nil && set["items"] != nil && set["source"] == nil {
			out = append(out, listIn(set["items"])...)
			continue
		}
		out = append(out, t)
	}
	return out
}

func (r *w3cReader) pageOf(address string, t w3cTarget, several bool) *page {
	if several && t.source != "" {
		address = t.source
	}
	address, _, _ = strings.Cut(address, "#")
	return r.pages.at(r.src, address, "")
}

// place says of an annotation without a place what was not understood.
func (r *w3cReader) place(p *page, a *annotate.Annotation, t w3cTarget) {
	for _, name := range t.carried {
		if !t.resolved && t.where == nil {
			r.keep(NoPlace, a.ID, name)
		}
	}
	if t.part && !t.resolved {
		if t.where != nil {
			p.wanted(a, pendingTarget{t.where, strings.Join(t.carried, ", ")})
		}
		if p.unresolved == nil {
			p.unresolved = map[*annotate.Annotation]bool{}
		}
		p.unresolved[a] = true
		a.Target = annotate.Target{Place: annotate.Place{State: annotate.Orphan, Quote: annotate.Quote{Start: unplaced}}}
	}
}

// w3cAnnotation reads an annotation as the sidecar's items are read. One of a
// body that stet does not know is what its label says: a code, or the first tag.
func w3cAnnotation(o jsonObject, bodies w3cBodies, t w3cTarget, src Source) (*annotate.Annotation, error) {
	item := object{{"id", orElse(o.text("id"), "_")}, {"type", "Annotation"}, {"motivation", textIn(o["motivation"])}}
	for _, key := range []string{"origin", "engine", "conflictsWith"} {
		if v, ok := o[key]; ok {
			item = append(item, member{key, v})
		}
	}
	item = append(item, member{"body", bodies.native}, member{"target", t.native()})
	wrapped, err := marshal(object{{"type", "AnnotationCollection"}, {"first", object{{"items", []object{item}}}}})
	if err != nil {
		return nil, err
	}
	c, err := store.Decode(wrapped, src.Own...)
	if err != nil {
		return nil, err
	}
	if len(c.Annotations) != 1 {
		return nil, errNoAnnotation
	}
	a := c.Annotations[0]
	a.Source, a.ID = nil, o.text("id")
	a.Created, a.Modified = anyTime(o.text("created")), anyTime(o.text("modified"))
	first := strings.Join(a.Tags[:min(1, len(a.Tags))], "")
	switch called, _ := labelOf(a); {
	case !w3cKnown(a, bodies):
		tags := a.Tags
		if bodies.label == "" {
			tags = tags[min(1, len(tags)):]
		}
		b := spanOf(src.kinds(), orElse(bodies.label, first))
		if bodies.identity != "" && b.Kind() == "note" {
			b = labelled("entity", "")
			tags = a.Tags
		}
		a.Body, a.Tags = b.Body, append(b.Tags, tags...)
		if bodies.identity != "" {
			setValue(a, "who_id", bodies.identity)
		}
	case w3cLabelled(a) && first == called:
		a.Tags = a.Tags[1:]
	}
	if isPlace(a) {
		a.Target.Quote = t.quote()
	}
	return a, nil
}

// w3cKnown reports whether a body came from stet.
func w3cKnown(a *annotate.Annotation, bodies w3cBodies) bool {
	return kind.Of(a).Known() && (strings.HasPrefix(a.ID, ownIDs) || bodies.own)
}
