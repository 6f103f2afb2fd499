package format

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"stet/annotate"
)

// A casReader makes annotations of a CAS, however it was written.
type casReader struct {
	src    Source
	losses []Loss
	ids    map[int]string // of the annotation that a structure has become
	links  []*annotate.Annotation
}

func (r *casReader) page(c *cas) *page {
	p := newTextPage(r.src, 1, c.text)
	p.said = true // whatever writes a CAS counts as Java does
	p.Article.Path = orElse(c.title, p.Article.Path)
	if document, annotator, ok := r.src.ofFolder(); ok {
		p.Article.Path, p.Annotator = document, annotator
	} else if name, annotator, ok := strings.Cut(r.src.stem(), "."); ok && name == p.Name() {
		p.Annotator = annotator // as stet calls its files
	}
	r.ids = map[int]string{}
	byID := map[int]casStructure{}
	for _, s := range c.structures {
		byID[s.id] = s
	}
	for _, s := range c.structures {
		if len(s.refs[casGovernor]) > 0 && len(s.refs[casDependent]) > 0 || casStructural(s.typ) {
			continue
		}
		if s.begin < 0 || s.end < s.begin {
			if len(s.features) > 0 && len(s.refs) == 0 {
				r.losses = append(r.losses, Loss{What: UnknownThing, Document: r.src.Name, Detail: s.typ})
			}
			continue
		}
		a := r.annotation(s)
		a.Target.Quote.Start, a.Target.Quote.End = s.begin, s.end
		r.ids[s.id] = a.ID
		p.Annotations = append(p.Annotations, a)
	}
	for _, s := range c.structures {
		r.relations(s, byID)
	}
	p.Annotations = append(p.Annotations, r.links...)
	return p
}

// casStructural reports whether a type only says how a text is cut, or what it is.
func casStructural(typ string) bool {
	switch typ {
	case casToken, casSentence, casDocument, casSofa, "uima.tcas.DocumentAnnotation", "uima.cas.NULL", "uima.cas.View":
		return true
	}
	return strings.HasSuffix(typ, ".TagsetDescription") || strings.HasSuffix(typ, ".TagDescription") || strings.HasSuffix(typ, ".CASMetadata")
}

// annotation makes one of a structure: what stet wrote as it was, else what its
// layer says.
func (r *casReader) annotation(s casStructure) *annotate.Annotation {
	own := map[string]json.RawMessage{}
	id, name := "", ""
	var layered []layerFeature // of a layer that is not stet's
	for _, f := range s.features {
		key, stets := strings.CutPrefix(f.name, casPrefix)
		switch {
		case f.name == casID:
			id = f.value
		case f.name == casKind:
			name = f.value
		case !stets:
			layered = append(layered, f)
		}
		own[key] = mustRaw(f.value)
	}
	if id == "" {
		a := ofLayer(r.src.kinds(), s.typ, s.features)
		a.ID = strconv.Itoa(s.id)
		return a
	}
	a := ofLayer(r.src.kinds(), s.typ, layered)
	if k, ok := r.src.kinds().Find(name); ok {
		if name != "entity" {
			a = &annotate.Annotation{Body: k.New()}
		}
		a.Imported, a.Tags = nil, nil
	}
	a.ID = id
	if err := takeMembers(a, id, own); err != nil {
		r.losses = append(r.losses, Loss{What: BrokenLine, Document: r.src.Name, ID: id, Detail: err.Error()})
	}
	return a
}

// relations makes links of a structure: of a relation, of the fillers of a slot, of
// a step in a chain.
func (r *casReader) relations(s casStructure, byID map[int]casStructure) {
	link := func(id, from, to int, label string, s *casStructure) {
		if r.ids[from] == "" || r.ids[to] == "" {
			r.losses = append(r.losses, Loss{What: Dangling, Document: r.src.Name, ID: strconv.Itoa(id), Detail: fmt.Sprintf("%d -> %d", from, to)})
			return
		}
		a := labelled("link", label)
		a.Target.Annotation = r.ids[from]
		*a.Body.Refs()[0].Ref = annotate.Ref{Kind: annotate.RefAnnotation, ID: r.ids[to]}
		if s != nil {
			r.describe(a, *s, label)
		}
		r.links = append(r.links, a)
	}
	if from, to := s.refs[casGovernor], s.refs[casDependent]; len(from) > 0 && len(to) > 0 {
		link(s.id, from[0], to[0], relationLabel(s), &s)
		return
	}
	for _, name := range sortedKeys(s.refs) {
		for _, id := range s.refs[name] {
			switch filler := byID[id]; {
			case name == "next":
				link(s.id, s.id, id, orElse(featureOf(s, "referenceRelation"), "same"), nil)
			case len(filler.refs["target"]) > 0 && filler.begin < 0:
				link(id, s.id, filler.refs["target"][0], orElse(featureOf(filler, "role"), name), nil)
			case r.ids[id] != "" && r.ids[s.id] != "" && filler.begin >= 0:
				link(id, s.id, id, name, nil)
			}
		}
	}
}

// describe takes over what a relation says besides its label.
func (r *casReader) describe(a *annotate.Annotation, s casStructure, label string) {
	own := map[string]json.RawMessage{}
	for _, f := range s.features {
		own[f.name] = mustRaw(f.value)
	}
	if id := featureOf(s, casID); id != "" {
		a.ID = id
		if err := takeMembers(a, id, own); err != nil {
			r.losses = append(r.losses, Loss{What: BrokenLine, Document: r.src.Name, ID: id, Detail: err.Error()})
		}
		return
	}
	a.ID = strconv.Itoa(s.id)
	short := s.typ[strings.LastIndexByte(s.typ, '.')+1:]
	for _, f := range s.features {
		if f.value != label {
			a.Tags = append(a.Tags, layerTag(short, f))
		}
	}
	a.Imported = carriedLayer(s.typ, s.features)
}

// relationLabel is what a relation is called: the first of its features that says a
// label, else its layer.
func relationLabel(s casStructure) string {
	for _, name := range []string{"label", valueFeature, "DependencyType"} {
		if v := featureOf(s, name); v != "" || name == "label" && featureOf(s, casID) != "" {
			return v
		}
	}
	if len(s.features) > 0 && s.features[0].value != "" {
		return s.features[0].value
	}
	return s.typ[strings.LastIndexByte(s.typ, '.')+1:]
}

func featureOf(s casStructure, name string) string {
	for _, f := range s.features {
		if f.name == name {
			return f.value
		}
	}
	return ""
}
