package format

import (
	"encoding/json"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
)

// INCEpTION and WebAnno have layers of annotations with features of their own. A
// name is their NamedEntity; a feature called value says the label where stet
// knows it; everything else is a tag that keeps both names: "Claim.polarity:pro".

// A feature of an annotation in a layer.
type layerFeature struct{ name, value string }

// namedEntity is the layer of names, and identifierFeature the feature that says
// in a knowledge base who is meant.
const (
	namedEntity       = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
	identifierFeature = "identifier"
	valueFeature      = "value"
)

// ofLayer makes an annotation of one in a layer.
func ofLayer(kinds kind.Rows, layer string, features []layerFeature) *annotate.Annotation {
	short := layer[strings.LastIndexByte(layer, '.')+1:]
	var a *annotate.Annotation
	if short == "NamedEntity" {
		a = labelled("entity", "")
	}
	var tags []string
	identity := ""
	for _, f := range features {
		switch b := spanOf(kinds, f.value); {
		case f.name == identifierFeature:
			identity = f.value
		case f.name == valueFeature && short == "NamedEntity" && a.Body.Label() == "":
			if b.Kind() == "entity" {
				a = b
			} else if f.value != "" { // a type that the codebook does not know
				tags = append(tags, layerTag(short, f))
			}
		case f.name == valueFeature && a == nil && b.Kind() != "note":
			a = b
		default:
			tags = append(tags, layerTag(short, f))
		}
	}
	if identity != "" && a == nil && !strings.Contains(short, "Link") {
		a = labelled("entity", "")
		tags = append([]string{short}, tags...)
	}
	if a == nil {
		a = remark()
		if len(tags) == 0 {
			tags = []string{short}
		}
	}
	a.Tags = append(a.Tags, tags...)
	if identity != "" {
		if known, _ := setValue(a, "who_id", identity); !known {
			a.Tags = append(a.Tags, layerTag(short, layerFeature{identifierFeature, identity}))
		}
	}
	a.Imported = carriedLayer(layer, features)
	return a
}

func layerTag(short string, f layerFeature) string {
	if f.name == valueFeature || f.name == "" || strings.EqualFold(f.name, short) || strings.EqualFold(f.name, short+valueFeature) {
		return short + ":" + f.value
	}
	return short + "." + f.name + ":" + f.value
}

// layerFormat names, in what is carried, the formats that have layers.
const layerFormat = "uima"

func carriedLayer(layer string, features []layerFeature) []byte {
	fs := object{}
	for _, f := range features {
		fs = append(fs, member{f.name, f.value})
	}
	return mustRaw(object{{"format", layerFormat}, {"layer", layer}, {"features", fs}})
}

// layerOf returns the layer and the features that an annotation was imported with;
// false where it says something else by now.
func layerOf(kinds kind.Rows, a *annotate.Annotation) (layer string, features []layerFeature, ok bool) {
	o := importedFrom(a, layerFormat)
	if o == nil {
		return "", nil, false
	}
	layer = o.text("layer")
	var values map[string]string
	if json.Unmarshal(o["features"], &values) != nil || layer == "" {
		return "", nil, false
	}
	for _, name := range sortedKeys(values) {
		features = append(features, layerFeature{name, values[name]})
	}
	was := ofLayer(kinds, layer, features)
	label, tags := labelOf(a)
	before, beforeTags := labelOf(was)
	same := label == before && sameSet(tags, beforeTags) && was.Kind() == a.Kind()
	return layer, features, same
}
