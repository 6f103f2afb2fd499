package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/suggest"
	"stet/model"
	"stet/model/clean"
	"stet/model/count"
	"stet/model/lang"
	"stet/model/mention"
	"stet/model/quotation"
)

// printFindings writes the suggestions in one article in some format.
type printFindings func(origin, *model.Article, findings) ([]byte, error)

// An origin is where a text came from: a file, or a line with an id.
type origin struct {
	File string          `json:"file,omitempty"`
	ID   json.RawMessage `json:"id,omitempty"`
}

// findingsAsText is for people: one line for each thing, named by file and line.
func findingsAsText(o origin, a *model.Article, f findings) ([]byte, error) {
	var b bytes.Buffer
	where := o.File
	if where == "" {
		where = string(o.ID)
	}
	row := func(r model.Range, kind, who, words string) {
		fmt.Fprintf(&b, "%s:%d: %-7s  %s: %s\n", clean.Line(where), lineAt(a, r.Start), kind, clean.Line(who), clean.Line(words))
	}
	if f.article {
		fmt.Fprintf(&b, "%s: article  %s, %s\n", clean.Line(where), languageOf(a), count.Of(a.Words(), "word"))
	}
	for _, m := range f.names.Mentions {
		if f.hideNames {
			break
		}
		who := string(m.Type)
		if m.Entity >= 0 {
			who = f.names.Entities[m.Entity].Name + " " + who
		}
		row(m.Range, "mention", who, a.Slice(m.Range))
	}
	for i := range f.quotes {
		q := &f.quotes[i]
		row(q.Cover(), "quote", speakerName(f.names, q), a.Slice(q.Cover()))
	}
	for _, s := range f.others {
		r := s.Annotation.Target.Range
		row(r, s.Annotation.Kind(), s.Annotation.Who().String()+" "+s.Annotation.Body.Label(), a.Slice(r))
	}
	return b.Bytes(), nil
}

func speakerName(names *mention.Found, q *quotation.Quotation) string {
	switch s := q.Speaker; {
	case q.Unsought:
		return "speaker not looked for"
	case s.Entity >= 0:
		return names.Entities[s.Entity].Name
	case s.Name != "":
		return s.Name
	}
	return "nobody named"
}

// findingsAsJSON is the contract of DESIGN §8: one object a line, offsets in
// code points.
func findingsAsJSON(o origin, a *model.Article, f findings) ([]byte, error) {
	w := jsonFindings{origin: o, text: a, offsets: model.NewOffsets(a.Text), names: f.names}
	if f.article {
		w.article()
	}
	for i := range f.names.Mentions {
		if !f.hideNames {
			w.mention(&f.names.Mentions[i])
		}
	}
	for i := range f.quotes {
		w.quote(&f.quotes[i])
	}
	for i := range f.others {
		w.suggestion(&f.others[i])
	}
	return w.out, w.err
}

type jsonFindings struct {
	origin  origin
	text    *model.Article
	offsets *model.Offsets
	names   *mention.Found
	out     []byte
	err     error
}

// words is a stretch of the text.
type words struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Exact string `json:"exact"`
}

// party is who speaks, claims or holds, or what is spoken of: the words that are
// there, if any do, and the name of whom or what they mean.
type party struct {
	*words
	Entity string `json:"entity,omitempty"`
}

func (w *jsonFindings) words(r model.Range) words {
	return words{Start: w.offsets.CodePoint(r.Start), End: w.offsets.CodePoint(r.End), Exact: w.text.Slice(r)}
}

// party is nil where nothing is known.
func (w *jsonFindings) party(r model.Range, entity string) *party {
	if r.Empty() && entity == "" {
		return nil
	}
	p := &party{Entity: entity}
	if !r.Empty() {
		at := w.words(r)
		p.words = &at
	}
	return p
}

func (w *jsonFindings) line(v any) {
	line, err := jsonLine(v)
	w.out = append(w.out, line...)
	if w.err == nil {
		w.err = err
	}
}

// article is the record of the text itself; its language is "" if that is unknown.
func (w *jsonFindings) article() {
	w.line(struct {
		origin
		Kind  string `json:"kind"`
		Lang  string `json:"lang"`
		Chars int    `json:"chars"`
	}{w.origin, "article", w.text.Meta.Language, w.offsets.Len()})
}

// languageOf is what a person calls the language of an article.
func languageOf(a *model.Article) string {
	if l := lang.Of(a.Meta.Language); l != nil {
		return l.Name
	}
	return cmp.Or(a.Meta.Language, "language not recognised")
}

func (w *jsonFindings) mention(m *mention.Mention) {
	line := struct {
		origin
		Kind string `json:"kind"`
		words
		Type   mention.Type `json:"type"`
		Entity string       `json:"entity,omitempty"`
	}{origin: w.origin, Kind: "mention", words: w.words(m.Range), Type: m.Type}
	if m.Entity >= 0 {
		line.Entity = w.names.Entities[m.Entity].Name
	}
	w.line(line)
}

func (w *jsonFindings) quote(q *quotation.Quotation) {
	type end struct {
		At  int    `json:"at"`
		Why string `json:"why"`
	}
	line := struct {
		origin
		Kind    string         `json:"kind"`
		Form    quotation.Form `json:"form"`
		Parts   []words        `json:"parts"`
		Cue     *words         `json:"cue,omitempty"`
		Speaker *party         `json:"speaker,omitempty"`
		Ends    []end          `json:"ends,omitempty"` // where it may end, if that is not certain
	}{origin: w.origin, Kind: "quote", Form: q.Form}
	for _, r := range q.Parts {
		line.Parts = append(line.Parts, w.words(r))
	}
	if !q.Cue.Empty() {
		cue := w.words(q.Cue)
		line.Cue = &cue
	}
	entity := ""
	if s := q.Speaker; s.Entity >= 0 || s.Name != w.text.Slice(s.Range) { // she, who is only described
		entity = s.Name
	}
	line.Speaker = w.party(q.Speaker.Range, entity)
	for _, e := range q.Ends {
		line.Ends = append(line.Ends, end{w.offsets.CodePoint(e.Pos), e.Why})
	}
	w.line(line)
}

func (w *jsonFindings) suggestion(s *suggest.Suggestion) {
	line := struct {
		origin
		Kind string `json:"kind"`
		words
		Claimant        *party  `json:"claimant,omitempty"`
		Holder          *party  `json:"holder,omitempty"`
		Target          *party  `json:"target,omitempty"`
		Teller          *party  `json:"teller,omitempty"` // of a stance, who says it in speech
		CheckWorthiness string  `json:"checkWorthiness,omitempty"`
		Label           string  `json:"label,omitempty"`
		Score           float64 `json:"score,omitempty"` // of a claim, from 0 to 1
		Why             string  `json:"why,omitempty"`
	}{origin: w.origin, Kind: s.Annotation.Kind(), words: w.words(s.Annotation.Target.Range), Score: s.Annotation.Origin.Score, Why: s.Why}
	for _, role := range s.Annotation.Body.Refs() {
		at := map[string]**party{"claimant": &line.Claimant, "holder": &line.Holder, "target": &line.Target}[role.Name]
		if at != nil {
			*at = w.ref(role.Ref)
		}
	}
	if s.Teller.Kind != "" {
		line.Teller = w.ref(&s.Teller)
	}
	line.Label = s.Annotation.Body.Label()
	if fields := kind.Of(&s.Annotation).Fields; len(fields) > 0 && fields[0].Name == "check_worthiness" {
		line.CheckWorthiness, line.Label = line.Label, ""
	}
	w.line(line)
}

func (w *jsonFindings) ref(r *annotate.Ref) *party {
	var at model.Range
	if r.Words != nil {
		at = r.Words.Range
	}
	entity := ""
	if r.Kind == annotate.RefName || r.Kind == annotate.RefTopic {
		entity = r.Name
	}
	return w.party(at, entity)
}

// lineAt is the line of the file, from 1, on which p is; 0 if it is not known.
// It counts from the beginning of the block.
func lineAt(a *model.Article, p model.Pos) int {
	i := a.BlockAt(p)
	if i < 0 || a.Blocks[i].Line == 0 {
		return 0
	}
	b := &a.Blocks[i]
	return b.Line + strings.Count(a.Slice(model.Range{Start: b.Range.Start, End: p}), "\n")
}
