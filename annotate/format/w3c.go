package format

import (
	"encoding/json"
	"io"
	"iter"
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
	Holds:  Everything,
	Note:   "Everything in stet's own terms, with the label as a tag besides. What was imported goes back with all that its file said.",
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
	labels, lost := map[string]string{}, map[string]bool{}
	for _, a := range p.Annotations {
		a.Source = nil // its bytes speak of other offsets; what is unknown in them is in Imported
		lost[a.ID] = isPlace(a) && !found(&a.Target.Place)
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
	var items []w3cOut
	for _, it := range sidecar.First.Items {
		var id string
		var bodies []json.RawMessage
		json.Unmarshal(it["id"], &id) // stet wrote it
		bodies = append([]json.RawMessage{}, listIn(it["body"])...)
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
		items = append(items, w3cWriteBack(o, it, p, lost[id]))
	}
	return w3cRestoreIDs(items)
}

// w3cOrder are the members of an item after its body.
var w3cOrder = []string{"motivation", "creator", "created", "modified", "generator", "origin", "engine", "conflictsWith", "target"}

// w3cLabelled reports whether the label of an annotation is as a tag besides:
// of one that has none, the tags say it.
func w3cLabelled(a *annotate.Annotation) bool {
	_, labelled := kind.Of(a).Label()
	return labelled
}
