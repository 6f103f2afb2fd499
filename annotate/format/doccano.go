package format

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// doccano has one JSON object a line: a text and its labelled spans, with
// relations in projects that have them. Its server cuts texts in code points
// (doccano/doccano#2290).
var doccanoFormat = Format{
	Name: "doccano", Title: "doccano JSONL", Ext: ".jsonl", Unit: CodePoints,
	Holds:  Labels | Overlaps | Links,
	Note:   "A project that forbids overlapping spans drops them without a word on import.",
	encode: encodeDoccano, decode: decodeDoccano,
}

// doccanoUnit tells an import of stet what nothing else in the file can tell;
// doccano keeps it among the data that belong to the text.
const doccanoUnit = "codepoint"

type doccanoRelation struct {
	ID   int    `json:"id"`
	From int    `json:"from_id"`
	To   int    `json:"to_id"`
	Type string `json:"type"`
}

// encodeDoccano writes the same keys on all lines: doccano reads them as one table,
// and refuses the file if something is missing in it. Spans have ids where relations
// want them.
func encodeDoccano(out *output, pages iter.Seq[*page]) error {
	w, err := out.create("")
	if err != nil {
		return err
	}
	t := doccanoTable{w: w}
	for p := range pages {
		t.add(p)
		if t.size > mostHeld {
			t.related = true // nobody knows yet
		}
		if t.related {
			if err := t.flush(); err != nil {
				return err
			}
		}
	}
	return t.flush()
}

// mostHeld is how much text is held until it is known whether there are relations.
const mostHeld = 32 << 20

// A doccanoTable holds lines until their keys are known.
type doccanoTable struct {
	w       io.Writer
	rows    []doccanoRow
	size    int  // of the texts in rows
	n       int  // rows written
	related bool // there are relations
}

type doccanoRow struct {
	text      string
	labels    []any
	entities  []object
	relations []doccanoRelation
}

func (t *doccanoTable) add(p *page) {
	ids := map[string]int{}
	row := doccanoRow{text: p.Article.Text, labels: []any{}, entities: []object{}, relations: []doccanoRelation{}}
	for _, a := range p.Annotations {
		if isLink(a) {
			continue
		}
		label, _ := labelOf(a)
		q := a.Target.Quote
		ids[a.ID] = len(row.entities)
		row.labels = append(row.labels, []any{q.Start, q.End, label})
		row.entities = append(row.entities, object{{"id", ids[a.ID]}, {"label", label}, {"start_offset", q.Start}, {"end_offset", q.End}})
	}
	for _, a := range p.Annotations {
		if isLink(a) {
			row.relations = append(row.relations, doccanoRelation{len(row.relations), ids[a.Target.Annotation], ids[a.Who().ID], a.Body.Label()})
		}
	}
	t.related = t.related || len(row.relations) > 0
	t.rows, t.size = append(t.rows, row), t.size+len(row.text)
}

func (t *doccanoTable) flush() error {
	for _, row := range t.rows {
		t.n++
		line := object{{"id", t.n}, {"text", row.text}, {"label", row.labels}}
		if t.related {
			line = append(line, member{"entities", row.entities}, member{"relations", row.relations})
		}
		line = append(line, member{"Comments", []string{}}, member{"offset_unit", doccanoUnit})
		if err := writeJSONLine(t.w, line); err != nil {
			return err
		}
	}
	t.rows, t.size = nil, 0
	return nil
}

// A doccanoLine is one line in any of the shapes that doccano has had.
type doccanoLine struct {
	ID        json.RawMessage   `json:"id"`
	Text      *string           `json:"text"`
	Data      *string           `json:"data"`
	Label     []json.RawMessage `json:"label"`
	Labels    []json.RawMessage `json:"labels"`
	Entities  []json.RawMessage `json:"entities"`
	Relations []struct {
		ID   json.RawMessage `json:"id"`
		From json.RawMessage `json:"from_id"`
		To   json.RawMessage `json:"to_id"`
		Type string          `json:"type"`
	} `json:"relations"`
	Comments    []json.RawMessage `json:"Comments"`
	Annotations []json.RawMessage `json:"annotations"` // of its first versions
	Unit        string            `json:"offset_unit"`
}

// A doccanoOld is a span or a label of the text as the first versions wrote it; a
// label is a number there.
type doccanoOld struct {
	Label json.RawMessage `json:"label"`
	Start *offset         `json:"start_offset"`
	End   *offset         `json:"end_offset"`
	User  json.RawMessage `json:"user"`
}

func (o doccanoOld) annotation(kinds kind.Rows) (*annotate.Annotation, error) {
	label := textOrRaw(o.Label)
	if label == "null" {
		label = ""
	}
	a := spanOf(kinds, label)
	switch {
	case o.Start == nil && o.End == nil:
		a.Target.Whole = true
	case isSpan(o.Start, o.End):
		a.Target.Quote = annotate.Quote{Start: int(*o.Start), End: int(*o.End)}
	default:
		return nil, errNoSpan
	}
	if user := textOrRaw(o.User); user != "null" {
		a.Creator = user
	}
	return a, nil
}

// doccanoSpanKeys are those of a span.
var doccanoSpanKeys = []string{"id", "label", "start_offset", "end_offset", "user", "example", "created_at", "updated_at", "prob", "manual"}

// doccanoKeys are the keys of a line that stet reads, or that say nothing.
var doccanoKeys = []string{"id", "text", "data", "label", "labels", "entities", "relations", "Comments", "annotations", "offset_unit"}

func decodeDoccano(src Source) ([]*page, []Loss, error) {
	var d doccanoReader
	losses, err := readJSONLines(src, func(n int, raw []byte) error {
		return d.line(src, n, raw)
	}, &d.losses)
	return d.pages, losses, err
}

type doccanoReader struct {
	pages  []*page
	losses []Loss
}

func (d *doccanoReader) line(src Source, n int, raw []byte) error {
	var l doccanoLine
	if err := json.Unmarshal(raw, &l); err != nil {
		return err
	}
	if l.Text == nil {
		l.Text = l.Data
	}
	if l.Text == nil {
		return fmt.Errorf("an object without a text")
	}
	p := newTextPage(src, n, *l.Text)
	p.said = l.Unit == doccanoUnit
	d.pages = append(d.pages, p)
	spans := l.Entities
	if spans == nil {
		spans = append(l.Label, l.Labels...)
	}
	for _, s := range spans {
		a, err := doccanoSpan(src.kinds(), s)
		if err != nil {
			d.losses = append(d.losses, Loss{What: BrokenLine, Document: src.Name, Line: n, Detail: err.Error()})
			continue
		}
		p.Annotations = append(p.Annotations, a)
	}
	for _, r := range l.Relations {
		a := linked(r.Type)
		a.Target.Annotation = string(r.From)
		*a.Body.Refs()[0].Ref = annotate.Ref{Kind: annotate.RefAnnotation, ID: string(r.To)}
		p.Annotations = append(p.Annotations, a)
	}
	for _, raw := range l.Annotations {
		var o doccanoOld
		err := json.Unmarshal(raw, &o)
		if err == nil {
			var a *annotate.Annotation
			if a, err = o.annotation(src.kinds()); err == nil {
				p.Annotations = append(p.Annotations, a)
				continue
			}
		}
		d.losses = append(d.losses, Loss{What: BrokenLine, Document: src.Name, Line: n, Detail: fmt.Sprintf("%v: %.60s", err, raw)})
	}
	for _, raw := range l.Comments {
		var c jsonObject
		json.Unmarshal(raw, &c) // else it is the text alone
		a := remark()
		a.Target.Whole, a.Comment = true, orElse(textIn(raw), c.text("text"))
		a.Creator = orElse(c.text("username"), c.text("user"))
		if a.Comment != "" {
			p.Annotations = append(p.Annotations, a)
		}
	}
	d.others(src, n, raw)
	return nil
}

// others tells of the keys of a line that stet has no place for.
func (d *doccanoReader) others(src Source, n int, raw []byte) {
	var all jsonObject
	json.Unmarshal(raw, &all) // it was read before
	d.losses = append(d.losses, unread(all, doccanoKeys, Loss{What: Unread, Document: src.Name, Line: n})...)
	for _, span := range listIn(all["entities"]) {
		var members jsonObject
		json.Unmarshal(span, &members) // else it is a list
		d.losses = append(d.losses, unread(members, doccanoSpanKeys, Loss{What: Unread, Document: src.Name, Line: n, Detail: "entities."})...)
	}
}

// doccanoSpan reads [start, end, label], {id, label, start_offset, end_offset},
// or the label of the whole text.
func doccanoSpan(kinds kind.Rows, raw json.RawMessage) (*annotate.Annotation, error) {
	var label string
	var triple []json.RawMessage
	var e struct {
		ID    json.RawMessage `json:"id"`
		Label string          `json:"label"`
		Start *offset         `json:"start_offset"`
		End   *offset         `json:"end_offset"`
	}
	switch strings.TrimSpace(string(raw))[0] {
	case '"':
		if err := json.Unmarshal(raw, &label); err != nil {
			return nil, err
		}
		a := spanOf(kinds, label)
		a.Target.Whole = true
		return a, nil
	case '[':
		if err := json.Unmarshal(raw, &triple); err != nil {
			return nil, err
		}
		if len(triple) != 3 {
			return nil, fmt.Errorf("a span of %d values, want start, end, label", len(triple))
		}
		if err := jsonAll(triple, &e.Start, &e.End, &e.Label); err != nil {
			return nil, err
		}
	default:
		if err := json.Unmarshal(raw, &e); err != nil {
			return nil, err
		}
	}
	if !isSpan(e.Start, e.End) {
		return nil, fmt.Errorf("%w: %.60s", errNoSpan, raw)
	}
	a := spanOf(kinds, e.Label)
	a.ID = string(e.ID)
	a.Target.Quote = annotate.Quote{Start: int(*e.Start), End: int(*e.End)}
	return a, nil
}

func jsonAll(raws []json.RawMessage, into ...any) error {
	for i, raw := range raws {
		if err := json.Unmarshal(raw, into[i]); err != nil {
			return err
		}
	}
	return nil
}

// newTextPage makes a page of a text that lies within a file.
func newTextPage(src Source, n int, text string) *page {
	return newPage(Document{Article: &model.Article{Text: text, Path: fmt.Sprintf("%s-%d", src.stem(), n)}})
}
