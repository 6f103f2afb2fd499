package format

import (
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/store"
)

// Recogito reads an array of W3C Web Annotations and counts, against the
// standard, in UTF-16 units (recogito/text-annotator-js, range-to-selector.ts).
// An annotation is that of the sidecar, with its label as a tag besides, since
// tags are what Recogito shows.
var w3cFormat = Format{
	Name: "w3c", Title: "W3C JSON-LD (Recogito)", Ext: ".json", Unit: UTF16,
	Holds:  Everything &^ Orphans,
	Note:   "Everything in stet's own terms, with the label as a tag besides.",
	encode: encodeW3C, decode: decodeW3C,
}

const w3cContext = "http://www.w3.org/ns/anno.jsonld"

func encodeW3C(out *output, pages iter.Seq[*page]) error {
	w, err := out.create("")
	if err != nil {
		return err
	}
	sep := "[\n"
	for p := range pages {
		items, err := w3cItems(p)
		if err != nil {
			return err
		}
		for _, item := range items {
			if _, err := io.WriteString(w, sep+string(item)); err != nil {
				return err
			}
			sep = ",\n"
		}
	}
	if sep == "[\n" {
		sep = "["
	} else {
		sep = "\n"
	}
	_, err = io.WriteString(w, sep+"]\n")
	return err
}

// w3cItems are the items of the page's sidecar, each with its context and tag.
func w3cItems(p *page) ([]json.RawMessage, error) {
	doc := store.Document{ID: store.DocumentID(p.Article), Digest: p.Article.Digest}
	c := store.NewCollection(doc, store.Creator{Nickname: p.Annotator}, "", time.Time{})
	labels := map[string]string{}
	for _, a := range p.Annotations {
		a.Source = nil // its bytes speak of other offsets
		if labels[a.ID] = ""; w3cLabelled(a) {
			labels[a.ID], _ = labelOf(a)
		}
	}
	c.Annotations = p.Annotations
	var sidecar struct {
		First struct {
			Items []map[string]json.RawMessage `json:"items"`
		} `json:"first"`
	}
	if err := json.Unmarshal(c.Encode(), &sidecar); err != nil {
		return nil, err
	}
	var items []json.RawMessage
	for _, it := range sidecar.First.Items {
		var id string
		var bodies []json.RawMessage
		if json.Unmarshal(it["id"], &id) != nil || json.Unmarshal(it["body"], &bodies) != nil {
			bodies = []json.RawMessage{it["body"]} // a single body
		}
		if labels[id] != "" {
			tag, err := marshal(object{{"type", "TextualBody"}, {"purpose", "tagging"}, {"value", labels[id]}})
			if err != nil {
				return nil, err
			}
			bodies = append([]json.RawMessage{tag}, bodies...)
		}
		o := object{{"@context", w3cContext}, {"id", id}, {"type", "Annotation"}, {"body", bodies}}
		for _, key := range w3cOrder {
			if v, ok := it[key]; ok {
				o = append(o, member{key, v})
			}
		}
		item, err := marshal(o)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, nil
}

// w3cOrder are the members of an item after its body.
var w3cOrder = []string{"motivation", "creator", "created", "modified", "generator", "origin", "engine", "conflictsWith", "target"}

// decodeW3C reads an array of annotations, a collection or a page of them, or
// one.
func decodeW3C(src Source) ([]*page, []Loss, error) {
	items, err := w3cRaw(src.Data)
	if err != nil {
		return nil, nil, err
	}
	var losses []Loss
	var pages pagesByAddress
	for _, raw := range items {
		a, more, err := w3cAnnotation(raw, src.Own)
		if err != nil {
			losses = append(losses, Loss{What: BrokenLine, Document: src.Name, Detail: err.Error()})
			continue
		}
		if more {
			losses = append(losses, Loss{What: UnknownThing, Document: src.Name, ID: a.ID, Detail: "a second target"})
		}
		address := w3cSource(raw)
		if a.Target.Annotation != "" && len(pages.list) > 0 {
			address = pages.list[len(pages.list)-1].Article.Meta.URL // what is about an annotation lies with it
		}
		p := pages.at(src, address, "")
		p.Annotations = append(p.Annotations, a)
	}
	return pages.list, losses, nil
}

func w3cRaw(data []byte) ([]json.RawMessage, error) {
	data = []byte(strings.TrimPrefix(string(data), "\ufeff"))
	var items []json.RawMessage
	if json.Unmarshal(data, &items) == nil {
		return items, nil
	}
	var c struct {
		Type  any               `json:"type"`
		Items []json.RawMessage `json:"items"`
		First struct {
			Items []json.RawMessage `json:"items"`
		} `json:"first"`
	}
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, err
	}
	if items = append(c.Items, c.First.Items...); items == nil && c.Type == "Annotation" {
		items = []json.RawMessage{data}
	}
	return items, nil
}

// w3cSource is the address of what an annotation is about.
func w3cSource(raw json.RawMessage) string {
	var targets []json.RawMessage
	var a struct {
		Target json.RawMessage `json:"target"`
	}
	if json.Unmarshal(raw, &a) != nil {
		return ""
	}
	if json.Unmarshal(a.Target, &targets) != nil {
		targets = []json.RawMessage{a.Target}
	}
	var address string
	var target struct {
		Source string `json:"source"`
		ID     string `json:"id"`
	}
	for _, t := range targets {
		switch {
		case json.Unmarshal(t, &address) == nil:
			return address
		case json.Unmarshal(t, &target) == nil && target.Source != "":
			return target.Source
		}
	}
	return target.ID
}

var errNoAnnotation = errors.New("no W3C annotation")

// w3cAnnotation reads an annotation as the sidecar's items are read. One of a
// body that stet does not know is a note, or what its first tag says. More
// reports that it had further targets.
func w3cAnnotation(raw json.RawMessage, own []kind.Kind) (a *annotate.Annotation, more bool, err error) {
	wrapped, err := marshal(object{{"type", "AnnotationCollection"}, {"first", object{{"items", []json.RawMessage{raw}}}}})
	if err != nil {
		return nil, false, err
	}
	c, err := store.Decode(wrapped, own...)
	if err != nil {
		return nil, false, err
	}
	if len(c.Annotations) != 1 {
		return nil, false, errNoAnnotation
	}
	a = c.Annotations[0]
	a.Source = nil
	known := w3cKnown(a, raw)
	var label string
	if len(a.Tags) > 0 {
		label = a.Tags[0]
	}
	switch called, _ := labelOf(a); {
	case !known:
		b := spanOf(kind.All.With(own), label)
		a.Body, a.Tags = b.Body, append(b.Tags, a.Tags[min(1, len(a.Tags)):]...)
	case w3cLabelled(a) && label == called:
		a.Tags = a.Tags[1:]
	}
	if isPlace(a) && a.Target.Quote.End == 0 {
		a.Target.Quote.Start = unplaced
	}
	var targets struct {
		Target []json.RawMessage `json:"target"`
	}
	return a, json.Unmarshal(raw, &targets) == nil && len(targets.Target) > 1, nil
}

// w3cLabelled reports whether the label of an annotation stands as a tag besides:
// of one that has none, the tags say it.
func w3cLabelled(a *annotate.Annotation) bool {
	_, labelled := kind.Of(a).Label()
	return labelled
}

// w3cKnown reports whether a body came from stet.
func w3cKnown(a *annotate.Annotation, raw json.RawMessage) bool {
	return kind.Of(a).Known() && strings.HasPrefix(a.ID, ownIDs)
}
