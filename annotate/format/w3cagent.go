package format

import (
	"encoding/json"
	"slices"
	"strings"
)

// maker is who made an annotation: its creator, or that of one of its bodies. It tells
// of all others whom the annotation names; who wrote a reply is kept with the reply.
func (r *w3cReader) maker(o jsonObject) json.RawMessage {
	makers := listIn(o["creator"])
	for _, raw := range listIn(o["body"]) {
		var e jsonObject
		if json.Unmarshal(raw, &e) == nil && e.text("purpose") != "replying" {
			makers = append(makers, listIn(e["creator"])...)
		}
	}
	var ids []string
	for _, raw := range makers {
		if id, _ := agent(raw); id != "" && !slices.Contains(ids, id) {
			if ids = append(ids, id); len(ids) > 1 {
				r.keep(Coauthor, o.text("id"), id)
			}
		}
	}
	for _, raw := range makers {
		if id, _ := agent(raw); id != "" {
			return raw
		}
	}
	return nil
}

// person reads an agent, and notes what the page calls them.
func (p *page) person(raw json.RawMessage) string {
	id, name := agent(raw)
	if name != "" {
		if p.people == nil {
			p.people = map[string]string{}
		}
		p.people[id] = name
	}
	return id
}

// agent reads an IRI, or an object with an id or a name; of a list the first that is
// somebody.
func agent(raw json.RawMessage) (id, name string) {
	for _, one := range listIn(raw) {
		if s := textIn(one); s != "" {
			return s, ""
		}
		var o jsonObject
		if json.Unmarshal(one, &o) != nil {
			continue
		}
		name = orElse(orElse(o.text("nickname"), o.text("name")), strings.TrimPrefix(o.text("email"), "mailto:"))
		id = orElse(orElse(o.text("id"), o.text("@id")), name)
		if !looksIRI().MatchString(id) {
			id = orElse(name, id)
		}
		return id, name
	}
	return "", ""
}
