package machine

import (
	"encoding/json"

	"stet/annotate/kind"
)

// schema is the JSON schema of a model's answer, for servers that hold a model to one.
// What is believed of an answer is decided when it is read, whatever a server promises.
func (w *Wanted) schema() json.RawMessage {
	type object = map[string]any
	text := object{"type": "string"}
	party := object{"type": "object", "properties": object{"exact": text, nameMember: text}, "required": []string{nameMember}}
	props := object{
		"exact": text, "prefix": text, "suffix": text, "occurrence": object{"type": "integer", "minimum": 1},
		"score": object{"type": "number", "minimum": 0, "maximum": 1}, "why": text, remarkMember: text,
	}
	var kinds []string
	for _, k := range w.Kinds {
		kinds = append(kinds, alias(k))
		for _, f := range k.Table {
			switch {
			case f.Type == kind.Words || f.Type == kind.Sources || f.Refers():
			case f.Type == kind.Name:
				props[f.Name] = party
			case k.Added() || k.FieldOf(f) == "":
				props[f.Name] = text
			}
		}
	}
	if len(w.Questions) > 0 {
		kinds = append(kinds, CodeKind)
		var sets []string
		for _, s := range w.Questions {
			sets = append(sets, s.Name)
		}
		props["set"], props["code"] = object{"type": "string", "enum": sets}, text
	}
	props["kind"] = object{"type": "string", "enum": kinds}
	data, err := json.Marshal(object{
		"type": "object", "required": []string{"annotations"},
		"properties": object{"annotations": object{"type": "array", "items": object{"type": "object", "properties": props, "required": []string{"kind"}}}},
	})
	if err != nil {
		return nil // of strings and numbers alone: it does not happen
	}
	return data
}
