package format

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// UIMA's CAS is what INCEpTION and DKPro exchange: a text and feature structures
// that point into it in UTF-16 units, as XML (XMI, with a type system beside it) or
// as JSON. A name is a NamedEntity of DKPro; what came from a layer goes back to it;
// every other kind is a layer of that name, with a feature for each thing it says.
var uimaXMIFormat = Format{
	Name: "uima-xmi", Title: "UIMA CAS XMI (INCEpTION)", Ext: ".xmi", Unit: UTF16,
	Holds:   Everything &^ (WholeArticle | Remarks | Orphans | IDs),
	Note:    "One file for each annotator of an article, and TypeSystem.xml.",
	Several: true,
	encode:  encodeXMI, decode: decodeUIMA,
}

var uimaJSONFormat = Format{
	Name: "uima-json", Title: "UIMA CAS JSON (INCEpTION)", Ext: ".json", Unit: UTF16,
	Holds:   Everything &^ (WholeArticle | Remarks | Orphans | IDs),
	Note:    "One file for each annotator of an article.",
	Several: true,
	encode:  encodeCASJSON, decode: decodeUIMA,
}

// The types of a CAS that say nothing about the article, or how it is cut.
const (
	casSofa     = "uima.cas.Sofa"
	casDocument = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
	casToken    = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
	casSentence = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
	casCustom   = "webanno.custom."
	casID       = "stetId"   // the feature that says that stet wrote a structure
	casKind     = "stetKind" // what it is, in a layer of stet's
	casPrefix   = "stet_"    // of stet's features in the layers of others

	casGovernor  = "Governor" // the ends of a relation
	casDependent = "Dependent"
)

// A casStructure is one feature structure.
type casStructure struct {
	id         int
	typ        string
	begin, end int // UTF-16 units; begin is -1 where it points at no words
	features   []layerFeature
	refs       map[string][]int // features that are other structures
}

// A cas is a text and what points into it.
type cas struct {
	text, title string
	structures  []casStructure
}

// casOf makes the CAS of a page.
func casOf(p *page) *cas {
	c := &cas{text: p.Article.Text, title: p.Name()}
	next := 1
	add := func(s casStructure) int {
		next++
		s.id = next
		c.structures = append(c.structures, s)
		return s.id
	}
	add(casStructure{typ: casDocument, begin: 0, end: UTF16.at(p.offsets, model.Pos(len(p.Article.Text))),
		features: []layerFeature{{"documentId", c.title}, {"documentTitle", orElse(p.Article.Meta.Title, c.title)}, {"language", orElse(p.Article.Meta.Language, "x-unspecified")}}})
	tokens := p.tokens()
	breaks := p.sentences(tokens)
	from := 0
	for i, t := range tokens {
		add(casStructure{typ: casToken, begin: UTF16.at(p.offsets, t.Start), end: UTF16.at(p.offsets, t.End)})
		if i+1 == len(tokens) || breaks[i+1] {
			add(casStructure{typ: casSentence, begin: UTF16.at(p.offsets, tokens[from].Start), end: UTF16.at(p.offsets, t.End)})
			from = i + 1
		}
	}
	ids, words := map[string]int{}, map[string]annotate.Quote{}
	for _, a := range p.Annotations {
		if !isLink(a) {
			ids[a.ID] = add(casSpan(a))
			words[a.ID] = a.Target.Quote
		}
	}
	for _, a := range p.Annotations {
		if isLink(a) {
			ends := words[a.Who().ID] // there INCEpTION anchors its arrow
			layer, features := casCustom+"Relation", []layerFeature{{"label", a.Body.Label()}, {casID, a.ID}, {casKind, a.Kind()}}
			features = append(features, casOwn(a, func() *annotate.Annotation {
				b := labelled("link", a.Body.Label())
				*b.Body.Refs()[0].Ref = *a.Body.Refs()[0].Ref
				b.Origin.How = annotate.ByHand
				return b
			}())...)
			add(casStructure{typ: layer, begin: ends.Start, end: ends.End, features: features,
				refs: map[string][]int{casGovernor: {ids[a.Target.Annotation]}, casDependent: {ids[a.Who().ID]}}})
		}
	}
	return c
}

// casSpan writes an annotation as a structure of its layer.
func casSpan(a *annotate.Annotation) casStructure {
	s := casStructure{begin: a.Target.Quote.Start, end: a.Target.Quote.End}
	kinds := kind.Among([]*annotate.Annotation{a})
	if layer, features, same := layerOf(kinds, a); same {
		s.typ, s.features = layer, features
		was := ofLayer(kinds, layer, features)
		if k := kind.Of(was); k.Fill != nil {
			k.Fill(was.Body, a.Target.Quote.Exact)
		}
		was.Origin.How = annotate.ByHand
		s.features = append(s.features, layerFeature{casID, a.ID})
		for _, f := range casOwn(a, was) {
			s.features = append(s.features, layerFeature{casPrefix + f.name, f.value})
		}
		return s
	}
	var b *annotate.Annotation // that says what the file says by itself
	switch label := a.Body.Label(); {
	case a.Kind() == "entity":
		s.typ, s.features = namedEntity, []layerFeature{{valueFeature, label}}
		b = labelled("entity", "") // the type is told besides, as stet has it
		if id := a.Who().ID; isAddress(id) {
			s.features = append(s.features, layerFeature{identifierFeature, id})
			setValue(b, "who_id", id)
		}
		kind.Of(b).Fill(b.Body, a.Target.Quote.Exact)
		b.Origin.How = annotate.ByHand
	default:
		s.typ = casCustom + strings.ToUpper(a.Kind()[:1]) + a.Kind()[1:]
		b = &annotate.Annotation{Body: kind.Of(a).New(), Origin: annotate.Origin{How: annotate.ByHand}}
	}
	s.features = append(s.features, layerFeature{casID, a.ID}, layerFeature{casKind, a.Kind()})
	s.features = append(s.features, casOwn(a, b)...)
	return s
}

// casOwn are the features that say what a structure without them does not say.
func casOwn(a, b *annotate.Annotation) (out []layerFeature) {
	for _, m := range members(a, b) {
		out = append(out, layerFeature{m.key, m.value.(string)})
	}
	return out
}

// casFiles makes the names of the files of an export, one for each annotator of an
// article.
type casFiles struct{ used map[string]int }

func (f *casFiles) name(p *page, ext string) string {
	name := p.Name()
	if p.Annotator != "" {
		name += "." + p.Annotator
	}
	if f.used[name]++; f.used[name] > 1 {
		name = fmt.Sprintf("%s-%d", name, f.used[name])
	}
	return name + ext
}

// sorted are the structures in the order of the text, as UIMA's index has them.
func (c *cas) sorted() []casStructure {
	out := slices.Clone(c.structures)
	slices.SortStableFunc(out, func(a, b casStructure) int { return cmp.Or(a.begin-b.begin, b.end-a.end) })
	return out
}

// encodeCASJSON writes UIMA's JSON, version 0.4.
func encodeCASJSON(out *output, pages iter.Seq[*page]) error {
	files := casFiles{map[string]int{}}
	for p := range pages {
		w, err := out.create(files.name(p, ".json"))
		if err != nil {
			return err
		}
		c := casOf(p)
		all := []object{{{"%ID", 1}, {"%TYPE", casSofa}, {"sofaNum", 1}, {"sofaID", "_InitialView"}, {"mimeType", "text"}, {"sofaString", c.text}}}
		var members []int
		for _, s := range c.sorted() {
			o := object{{"%ID", s.id}, {"%TYPE", s.typ}, {"@sofa", 1}, {"begin", s.begin}, {"end", s.end}}
			for _, f := range s.features {
				o = append(o, member{f.name, f.value})
			}
			for _, name := range sortedKeys(s.refs) {
				o = append(o, member{"@" + name, s.refs[name][0]})
			}
			all, members = append(all, o), append(members, s.id)
		}
		if err := writeJSONLine(w, object{{"%TYPES", c.jsonTypes()}, {"%FEATURE_STRUCTURES", all},
			{"%VIEWS", object{{"_InitialView", object{{"%SOFA", 1}, {"%INDEX", 2}, {"%MEMBERS", members}}}}}}); err != nil {
			return err
		}
	}
	return nil
}

// jsonTypes declares the types of a CAS.
func (c *cas) jsonTypes() object {
	types := object{}
	for _, t := range c.types() {
		o := object{{"%NAME", t.name}, {"%SUPER_TYPE", t.super}}
		for _, f := range t.features {
			o = append(o, member{f, object{{"%NAME", f}, {"%RANGE", "uima.cas.String"}}})
		}
		for _, f := range t.refs {
			o = append(o, member{f, object{{"%NAME", f}, {"%RANGE", "uima.tcas.Annotation"}}})
		}
		types = append(types, member{t.name, o})
	}
	return types
}

// A casType is a type as it is declared. All of its features are texts, but those
// that are other structures.
type casType struct {
	name, super    string
	features, refs []string
}

// types are those of the structures, in the order of their names.
func (c *cas) types() []casType {
	features, refs := map[string]map[string]bool{}, map[string]map[string]bool{}
	for _, s := range c.structures {
		if features[s.typ] == nil {
			features[s.typ], refs[s.typ] = map[string]bool{}, map[string]bool{}
		}
		for _, f := range s.features {
			if s.typ != casDocument || f.name != "language" { // of UIMA's own document
				features[s.typ][f.name] = true
			}
		}
		for name := range s.refs {
			refs[s.typ][name] = true
		}
	}
	var out []casType
	for _, name := range sortedKeys(features) {
		super := "uima.tcas.Annotation"
		if name == casDocument {
			super = "uima.tcas.DocumentAnnotation"
		}
		out = append(out, casType{name, super, sortedKeys(features[name]), sortedKeys(refs[name])})
	}
	return out
}
