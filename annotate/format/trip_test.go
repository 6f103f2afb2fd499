package format

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
)

// pieces is what the texts of the property tests are made of: what breaks
// offsets, and what breaks the syntax of files.
var pieces = []string{
	"a", "Doe", " said", " ", "  ", "\n", "\n\n", "\r\n", "\t", "é", "e\u0301", "👍🏽", "𝔄", "“", "”", "\"", "'",
	"漢", "\u2028", "\u0085", "\u200f", "=", "-", "\\", "|", "*", "_", "[", "]", ";", ",", "<b>", "&", "#1", "T1", "%", "\ufeff",
}

func genText(t *rapid.T, label string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 60).Draw(t, label), "")
}

// genWord is a text without line ends, never empty.
func genWord(t *rapid.T, label string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u0085' {
			return -1
		}
		return r
	}, "x"+strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 4).Draw(t, label), ""))
}

// bounds are the places where a range may begin or end: between characters, and
// not within a CRLF.
func bounds(text string) []model.Pos {
	var out []model.Pos
	for i := range text {
		if i == 0 || text[i-1] != '\r' || text[i] != '\n' {
			out = append(out, model.Pos(i))
		}
	}
	return append(out, model.Pos(len(text)))
}

// frame is a kind as a codebook adds one, with a field of every type.
var frame = kind.Make(kind.Spec{Name: "frame", Title: "frame", Sign: "F", Key: "f", Fields: []kind.SpecField{
	{Name: "why", Type: kind.Text}, {Name: "frame_type", Type: kind.Choice}, {Name: "tone", Type: kind.Choices},
	{Name: "source", Type: kind.Name}, {Name: "against", Type: kind.Name}, {Name: "answers", Type: kind.Reference},
	{Name: "strength", Type: kind.Number}, {Name: "since", Type: kind.Date},
}})

// irony is one without any field.
var irony = kind.Make(kind.Spec{Name: "irony", Title: "irony", Sign: "I", Key: "i"})

// source and event are called as other tools call something else.
var (
	sourceKind = kind.Make(kind.Spec{Name: "source", Title: "source", Sign: "O", Key: "o", Fields: []kind.SpecField{{Name: "trust", Type: kind.Choice}, {Name: "cue", Type: kind.Name}}})
	eventKind  = kind.Make(kind.Spec{Name: "event", Title: "event", Sign: "V", Key: "v", Fields: []kind.SpecField{{Name: "why", Type: kind.Text}}})
)

var ownKinds = []kind.Kind{frame, irony, sourceKind, eventKind}

type generator struct {
	t    *rapid.T
	page *page
	at   []model.Pos
	ids  []string // of the annotations so far
}

// place returns some words with no white space at their edges; false where the
// draw found none.
func (g *generator) place(label string) (annotate.Place, bool) {
	i := rapid.IntRange(0, len(g.at)-2).Draw(g.t, label)
	j := rapid.IntRange(i+1, len(g.at)-1).Draw(g.t, label+"'")
	pl := annotate.Place{Range: model.Range{Start: g.at[i], End: g.at[j]}, Score: 1}
	words := g.page.Article.Slice(pl.Range)
	if strings.TrimSpace(words) != words {
		return pl, false
	}
	g.page.describe(&pl)
	return pl, true
}

func (g *generator) ref(label string) annotate.Ref {
	r := annotate.Ref{Kind: rapid.SampledFrom([]annotate.RefKind{
		annotate.RefUnset, annotate.RefName, annotate.RefTopic, annotate.RefAnnotation,
		annotate.RefWords, annotate.RefArticle, annotate.RefNobody,
	}).Draw(g.t, label)}
	switch r.Kind {
	case annotate.RefName, annotate.RefTopic:
		r.Name = genWord(g.t, label+" name")
		if r.Type = mention.Topic; r.Kind == annotate.RefName {
			r.Type = rapid.SampledFrom([]mention.Type{"", mention.Person, mention.Org}).Draw(g.t, label+" type")
		}
		if rapid.Bool().Draw(g.t, label+" iri") {
			r.ID = "https://kb.example/" + rapid.SampledFrom([]string{"doe", "q 1", "👍"}).Draw(g.t, label+" id")
		}
	case annotate.RefAnnotation:
		if len(g.ids) == 0 {
			return annotate.Ref{}
		}
		r.ID = rapid.SampledFrom(g.ids).Draw(g.t, label+" ref")
	case annotate.RefUnset, annotate.RefArticle, annotate.RefNobody:
		return r
	}
	if pl, ok := g.place(label + " words"); ok && (r.Kind == annotate.RefWords || rapid.Bool().Draw(g.t, label+" has words")) {
		r.Words = &pl
	} else if r.Kind == annotate.RefWords {
		return annotate.Ref{}
	}
	return r
}

func (g *generator) annotation(n int) *annotate.Annotation {
	t := g.t
	kinds := kind.All.With(ownKinds)
	k, _ := kinds.Find(rapid.SampledFrom(kinds.Names()).Draw(t, "kind"))
	a := &annotate.Annotation{
		ID:      fmt.Sprintf("urn:uuid:0195a3c0-0000-7000-8000-%012d", n),
		Body:    k.New(),
		Creator: "urn:x-stet:annotator:alice",
		Created: time.Date(2026, 3, 17, 9, 41, n, 0, time.UTC), Modified: time.Date(2026, 3, 18, 0, 0, 0, 0, time.UTC),
		Origin: annotate.Origin{How: rapid.SampledFrom([]annotate.How{annotate.ByHand, annotate.Kept, annotate.Edited}).Draw(t, "how")},
	}
	if a.Origin.How != annotate.ByHand {
		a.Origin.Generator = "quotation/1"
	}
	if rapid.Bool().Draw(t, "has tags") {
		a.Tags = []string{genWord(t, "tag"), rapid.SampledFrom([]string{"PERSON", "quote", "topic:economy", "a;b"}).Draw(t, "tag'")}
	}
	if rapid.Bool().Draw(t, "has comment") {
		a.Comment = strings.ReplaceAll(genText(t, "comment"), "\r", "")
	}
	for _, f := range k.Fields {
		if !rapid.Bool().Draw(t, f.Name) {
			continue
		}
		v := genWord(t, f.Name+" value")
		switch {
		case f.Refers() && len(g.ids) > 0:
			v = rapid.SampledFrom(append([]string{kind.ToldByArticle}, g.ids...)).Draw(t, f.Name+" id")
		case f.Refers():
			v = kind.ToldByArticle
		case f.Type == kind.Date:
			v = "2026-03-18"
		case f.Type == kind.Number:
			v = rapid.SampledFrom([]string{"0", "-3.5", "1e9"}).Draw(t, f.Name+" number")
		case f.Name == "evidence":
			v = `[{"link":"https://a.example","words":"351 kt\n","relation":"REFUTES"}]`
		case f.Name == "type":
			v = rapid.SampledFrom([]string{"PERSON", "PER", "ORG", "DISEASE", "Cue", "a b"}).Draw(t, "entity type")
		}
		if err := f.Set(a.Body, v); err != nil {
			t.Fatal(err)
		}
	}
	g.refs(a, k)
	g.target(a, k)
	return a
}

func (g *generator) refs(a *annotate.Annotation, k kind.Kind) {
	for _, r := range a.Body.Refs() {
		label := r.Ref.Type
		if *r.Ref = g.ref(r.Name); k.Fill != nil {
			*r.Ref = annotate.Ref{Kind: annotate.RefName, Name: genWord(g.t, "name"), Type: label, ID: r.Ref.ID}
			if strings.HasPrefix(r.Ref.ID, "urn:") {
				r.Ref.ID = ""
			}
		}
	}
}

// target gives an annotation what it is about, and a quote its parts.
func (g *generator) target(a *annotate.Annotation, k kind.Kind) {
	if isLink(a) {
		a.Target.Annotation = rapid.SampledFrom(append(g.ids, a.ID)).Draw(g.t, "from")
		*a.Body.Refs()[0].Ref = annotate.Ref{Kind: annotate.RefAnnotation, ID: rapid.SampledFrom(append(g.ids, a.ID)).Draw(g.t, "to")}
		return
	}
	pl, ok := g.place("target")
	if !ok || rapid.IntRange(0, 9).Draw(g.t, "whole") == 0 {
		if a.Target.Whole = true; k.Name == "note" && len(g.ids) > 0 {
			a.Target.Whole, a.Target.Annotation = false, g.ids[0]
		}
		return
	}
	a.Target.Place = pl
	for _, f := range k.Places {
		first, ok1 := g.place(f.Name)
		second, ok2 := g.place(f.Name + "'")
		switch {
		case !f.Whole && ok1:
			f.Set(a.Body, []annotate.Place{first})
		case ok1 && ok2 && first.End < second.Start:
			f.Set(a.Body, []annotate.Place{first, second})
			a.Target.Place = annotate.Place{Range: first.Union(second.Range), Score: 1}
			g.page.describe(&a.Target.Place)
		}
	}
}

// genDocument draws an article and what somebody said about it.
func genDocument(t *rapid.T) Document {
	text := strings.TrimLeft(genText(t, "text"), "\ufeff") + "." // no article begins with a BOM
	d := Document{Annotator: "alice", Article: &model.Article{
		Text: text, Digest: model.DigestOf(text), Path: "news/tram.txt",
		Meta: model.Meta{Title: "Tram “plan”", URL: "https://news.example/tram", Published: time.Date(2026, 3, 17, 0, 0, 0, 0, time.UTC)},
	}}
	g := &generator{t: t, page: newPage(d), at: bounds(text)}
	for n := range rapid.IntRange(0, 8).Draw(t, "annotations") {
		a := g.annotation(n)
		g.ids = append(g.ids, a.ID)
		d.Annotations = append(d.Annotations, a)
	}
	return d
}

// files keeps an export in memory.
type files struct {
	names []string
	data  map[string]*bytes.Buffer
}

func (f *files) create(name string) (io.Writer, error) {
	if f.data == nil {
		f.data = map[string]*bytes.Buffer{}
	}
	f.names = append(f.names, name)
	f.data[name] = new(bytes.Buffer)
	return f.data[name], nil
}

// source is the exported file as an import finds it.
func (f *files) source(articles ...*model.Article) Source {
	name := f.names[len(f.names)-1]
	if name == "TypeSystem.xml" {
		name = f.names[len(f.names)-2]
	}
	return Source{Name: name, Data: f.data[name].Bytes(), Articles: articles, Beside: func(ext string) ([]byte, error) {
		for n, b := range f.data {
			if strings.HasSuffix(n, ext) {
				return b.Bytes(), nil
			}
		}
		return nil, fmt.Errorf("no %s", ext)
	}}
}

// canon writes a set of annotations as text, ids being replaced by their order
// where the format does not keep them, so that two sets can be compared.
func canon(as []*annotate.Annotation, keepsIDs bool) string {
	as = slices.Clone(as)
	for i, a := range as {
		as[i] = a.Clone()
	}
	var lines []string
	ids := map[string]string{}
	line := func(a *annotate.Annotation, withIDs bool) string {
		var b strings.Builder
		id := func(s string) string {
			switch {
			case keepsIDs || !isID(s):
				return s
			case withIDs:
				return ids[s]
			}
			return "?"
		}
		fmt.Fprintf(&b, "%s %v %#v", a.Kind(), a.Target.Range, a.Target.Quote)
		if a.Target.Whole {
			b.WriteString(" whole")
		}
		if keepsIDs {
			b.WriteString(" " + a.ID)
		}
		fmt.Fprintf(&b, " of %s", id(a.Target.Annotation))
		for _, c := range columnsFor(a) {
			v := c.get(a)
			if c.refers {
				v = id(v)
			}
			fmt.Fprintf(&b, " %s=%q", c.name, v)
		}
		for _, pl := range a.Body.Places() {
			fmt.Fprintf(&b, " %v %#v %v", pl.Range, pl.Quote, pl.State)
		}
		return b.String()
	}
	// Two rounds name an annotation by what it says, then by whom it refers to.
	slices.SortFunc(as, func(a, b *annotate.Annotation) int { return strings.Compare(line(a, false), line(b, false)) })
	for _, a := range as {
		ids[a.ID] = "<" + line(a, false) + ">"
	}
	for _, a := range as {
		lines = append(lines, line(a, true))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// What a format holds comes back as it was; what it does not hold is told.
func TestWhatAFormatHoldsComesBack(t *testing.T) {
	for _, f := range Formats {
		if !f.Exports() || !f.Imports() || f.Kinds != nil || f.Itself { // see pdf_test.go
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { roundTrip(t, f, genDocument(t)) })
		})
	}
}

func roundTrip(t *rapid.T, f Format, d Document) {
	want, losses := prepare(d, f.Holds, f.Kinds, kind.All.With(ownKinds))
	var out files
	told, err := f.Export(out.create, slices.Values([]Document{d}), ownKinds...)
	if err != nil {
		t.Fatal(err)
	}
	if len(told) < len(losses) {
		t.Fatalf("%d losses told, want %d at least", len(told), len(losses))
	}
	src := out.source(d.Article)
	src.Own = ownKinds
	docs, lost, err := f.Import(src)
	if err != nil {
		t.Fatalf("%v\n%s", err, src.Data)
	}
	var got []*annotate.Annotation
	for _, d := range docs {
		got = append(got, d.Annotations...)
	}
	if f.Name == refiFormat.Name { // its codings of a whole text bear one date
		for _, a := range want.Annotations {
			if a.Target.Whole {
				a.Modified = time.Time{}
			}
		}
	}
	keeps := f.Holds&IDs != 0
	if a, b := canon(got, keeps), canon(want.Annotations, keeps); a != b {
		t.Fatalf("came back as\n%s\nwant\n%s\nlosses %v\nthrough\n%s", a, b, lost, src.Data)
	}
}
