package format

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
)

// A w3cOut is an item on its way out, with the ID that it had in the file from
// which it was imported.
type w3cOut struct {
	object
	id, was string
}

// w3cWriteBack gives an item what its file said besides when it was imported:
// bodies, selectors and members that stet only carries. A target is an object with
// a list of selectors, though it be empty: at any other Recogito loads nothing at all.
func w3cWriteBack(o object, it map[string]json.RawMessage, p *page, lost bool) w3cOut {
	out := w3cOut{object: o}
	var c w3cCarried
	if json.Unmarshal(it["imported"], &c) != nil || c.Format != "w3c" {
		c = w3cCarried{}
	}
	out.was = c.ID
	json.Unmarshal(it["id"], &out.id)
	written := map[string]bool{}
	for i, m := range out.object {
		written[m.key] = true
		switch {
		case m.key == "target":
			out.object[i].value = c.target(it["target"], p, lost)
		case m.key == "body":
			out.object[i].value = c.bodies(m.value.([]json.RawMessage))
		case m.key == "motivation" && c.Motivation != nil:
			out.object[i].value = c.Motivation
		case m.key == "creator":
			out.object[i].value = w3cCreator(c.Creator, it["creator"], p)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(c.Members)) {
		if !written[key] {
			out.object = append(out.object, member{key, c.Members[key]})
		}
	}
	return out
}

// bodies are those of stet's with what the file's comment said besides, and those
// that were carried.
func (c w3cCarried) bodies(bodies []json.RawMessage) []json.RawMessage {
	for i, raw := range bodies {
		var b jsonObject
		if len(c.Comment) == 0 || json.Unmarshal(raw, &b) != nil || b.text("purpose") != "commenting" {
			continue
		}
		maps.Copy(b, c.Comment)
		if data, err := marshal(b); err == nil {
			bodies[i] = data
		}
	}
	return append(bodies, c.Body...)
}

// w3cCreator is the agent as the file had it, else with the annotator's name, by
// which a sidecar is called.
func w3cCreator(carried, iri json.RawMessage, p *page) any {
	if carried != nil {
		return carried
	}
	if p.Annotator == "" {
		return iri
	}
	return object{{"id", iri}, {"type", "Person"}, {"name", p.Annotator}}
}

// target writes a target as an object, with the selectors and members that were
// carried; a page that the article has no address for keeps that of the file.
// Words that are not in the text have no offsets in it.
func (c w3cCarried) target(raw json.RawMessage, p *page, lost bool) any {
	var t jsonObject
	switch {
	case json.Unmarshal(raw, &t) == nil:
	case isAnnotationID(raw):
		return object{{"id", raw}, {"selector", []any{}}}
	default:
		t = jsonObject{"type": []byte(`"SpecificResource"`), "source": raw, "selector": []byte("[]")}
	}
	if source, err := marshal(c.Source); err == nil && c.Source != "" && p.Article.Meta.URL == "" {
		t["source"] = source
	}
	for key, v := range c.Target {
		if _, has := t[key]; !has {
			t[key] = v
		}
	}
	if selectors := listIn(t["selector"]); len(c.Selector) > 0 || lost {
		if lost {
			selectors = slices.DeleteFunc(selectors, func(s json.RawMessage) bool { return bytes.Contains(s, []byte(`"TextPositionSelector"`)) })
		}
		if all, err := marshal(append(selectors, c.Selector...)); err == nil {
			t["selector"] = all
		}
	}
	return t
}

// isAnnotationID tells another annotation from an article.
func isAnnotationID(raw json.RawMessage) bool {
	return bytes.HasPrefix(raw, []byte(`"`+ownIDs))
}

// w3cRestoreIDs writes the items with the IDs that other programs know them by,
// wherever they are.
func w3cRestoreIDs(items []w3cOut) ([]json.RawMessage, error) {
	was := map[string]string{}
	for _, it := range items {
		if it.was != "" {
			was[it.id] = it.was
		}
	}
	var out []json.RawMessage
	for _, it := range items {
		data, err := marshal(it.object)
		if err != nil {
			return nil, err
		}
		if len(was) > 0 {
			data, err = restore(data, was)
			if err != nil {
				return nil, err
			}
		}
		out = append(out, data)
	}
	return out, nil
}

// restore puts the IDs of a file in the place of stet's: where a string begins
// with one of them and it ends there, or a fragment follows.
func restore(data []byte, was map[string]string) ([]byte, error) {
	const length = len(ownIDs) + 36
	mark := []byte(`"` + ownIDs)
	var out []byte
	for {
		i := bytes.Index(data, mark)
		if i < 0 || len(data) < i+1+length {
			return append(out, data...), nil
		}
		id := string(data[i+1 : i+1+length])
		end := data[i+1+length]
		out = append(out, data[:i+1]...)
		if to, ok := was[id]; ok && (end == '"' || end == '#') {
			quoted, err := marshal(to)
			if err != nil {
				return nil, err
			}
			out = append(out, quoted[1:len(quoted)-1]...)
		} else {
			out = append(out, id...)
		}
		data = data[i+1+length:]
	}
}
