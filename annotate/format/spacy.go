package format

import (
	"encoding/json"
	"fmt"
	"iter"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// spaCy writes a Doc as JSON (Doc.to_json, one a line where there are several): a
// text, its tokens, names that do not overlap, and groups of spans that may. Its
// DocBin is made of such Docs. All annotations are in the group "stet"; the names
// are besides in ents, which entity recognition is trained on.
var spacyFormat = Format{
	Name: "spacy", Title: "spaCy Doc JSON", Ext: ".jsonl", Unit: CodePoints,
	Holds:  Labels | Identities | Overlaps,
	Note:   "All in the span group `stet`, names in `ents` too; `Doc(vocab).from_json` reads a line.",
	encode: encodeSpacy, decode: decodeSpacy,
}

const spacyGroup = "stet"

func encodeSpacy(out *output, pages iter.Seq[*page]) error {
	w, err := out.create("")
	if err != nil {
		return err
	}
	for p := range pages {
		tokens := []object{}
		for i, t := range p.spacyTokens() {
			tokens = append(tokens, object{{"id", i}, {"start", p.offsets.CodePoint(t.Start)}, {"end", p.offsets.CodePoint(t.End)}})
		}
		spans, ents := []object{}, []object{}
		last := -1
		for _, a := range p.Annotations {
			label, _ := labelOf(a)
			q := a.Target.Quote
			o := object{{"start", q.Start}, {"end", q.End}, {"label", label}}
			span := append(append(object{}, o...), member{"kb_id", valueOf(a, "who_id")})
			for _, c := range columnsFor(a) {
				if v := c.get(a); c.feature == Identities && c.name != "who_id" && v != "" {
					span = append(span, member{c.name, v}) // spaCy has room for one
				}
			}
			spans = append(spans, span)
			switch {
			case a.Kind() != "entity":
			case q.Start < last:
				out.losses = append(out.losses, Loss{What: What{"name within another, in the group alone", "names within another, in the group alone"}, Document: p.Name(), ID: a.ID, Detail: quoted(a), Kept: true})
			default:
				ents = append(ents, append(object{}, o...))
				last = q.End
			}
		}
		if err := writeJSONLine(w, object{{"text", p.Article.Text}, {"ents", ents}, {"spans", object{{spacyGroup, spans}}}, {"tokens", tokens}}); err != nil {
			return err
		}
	}
	return nil
}

// spacyTokens are the tokens as spaCy has them: they make up the text, but for one
// blank after each; other white space is a token.
func (p *page) spacyTokens() (out []model.Range) {
	at := model.Pos(0)
	text := p.Article.Text
	gap := func(to model.Pos) {
		if at < to && text[at] == ' ' && at > 0 {
			at++
		}
		if at < to {
			out = append(out, model.Range{Start: at, End: to})
		}
	}
	for _, t := range p.tokens() {
		gap(t.Start)
		out = append(out, t)
		at = t.End
	}
	gap(model.Pos(len(text)))
	return out
}

type spacySpan struct {
	Start *offset `json:"start"`
	End   *offset `json:"end"`
	Label string  `json:"label"`
	KB    string  `json:"kb_id"`
	all   jsonObject
}

func (s *spacySpan) UnmarshalJSON(data []byte) error {
	type plain spacySpan
	if err := json.Unmarshal(data, &s.all); err != nil {
		return err
	}
	return json.Unmarshal(data, (*plain)(s))
}

type spacyDoc struct {
	Text   *string                `json:"text"`
	Ents   []spacySpan            `json:"ents"`
	Spans  map[string][]spacySpan `json:"spans"`
	Cats   map[string]float64     `json:"cats"`
	Tokens []json.RawMessage      `json:"tokens"`
}

// decodeSpacy reads a Doc a line, or a list of them. A span that is a name too is
// one annotation; of a category that is more likely than not, the text is one.
func decodeSpacy(src Source) ([]*page, []Loss, error) {
	var pages []*page
	var losses []Loss
	read := func(n int, raw []byte) error {
		var d spacyDoc
		if err := json.Unmarshal(raw, &d); err != nil {
			return err
		}
		if d.Text == nil {
			return fmt.Errorf("an object without a text")
		}
		p, broken := d.page(src, n)
		pages = append(pages, p)
		losses = append(losses, d.unread(src.kinds(), raw, Loss{What: Unread, Document: src.Name, Line: n})...)
		for _, err := range broken {
			losses = append(losses, Loss{What: BrokenLine, Document: src.Name, Line: n, Detail: err.Error()})
		}
		return nil
	}
	var list []json.RawMessage
	if json.Unmarshal(src.Data, &list) == nil {
		for i, raw := range list {
			if err := read(i+1, raw); err != nil {
				losses = append(losses, Loss{What: BrokenLine, Document: src.Name, Detail: err.Error()})
			}
		}
		return pages, losses, nil
	}
	losses, err := readJSONLines(src, read, &losses)
	return pages, losses, err
}

// unread tells of the parts of a Doc that stet has no place for: what a pipeline found in
// its tokens, extensions, and further members of spans.
func (d *spacyDoc) unread(kinds kind.Rows, raw []byte, l Loss) []Loss {
	var all jsonObject
	json.Unmarshal(raw, &all) // it was read before
	losses := unread(all, []string{"text", "ents", "spans", "cats", "tokens", "sents"}, l)
	if len(d.Tokens) > 0 {
		var token jsonObject
		json.Unmarshal(d.Tokens[0], &token)
		l.Detail = "tokens."
		losses = append(losses, unread(token, []string{"id", "start", "end"}, l)...)
	}
	for _, group := range sortedKeys(d.Spans) {
		for _, s := range d.Spans[group] {
			l.Detail = fmt.Sprintf("spans.%s.", group)
			read := []string{"start", "end", "label", "kb_id", "text"}
			for _, c := range columnsFor(spanOf(kinds, s.Label)) {
				if c.feature == Identities {
					read = append(read, c.name)
				}
			}
			losses = append(losses, unread(s.all, read, l)...)
		}
	}
	return losses
}

// setKB sets the entry of a knowledge base that a span names; of what is no name it is a tag.
func setKB(a *annotate.Annotation, entry string) {
	if entry == "" {
		return
	}
	if known, _ := setValue(a, "who_id", entry); !known {
		a.Tags = append(a.Tags, entry)
	}
}

func (d *spacyDoc) page(src Source, n int) (p *page, broken []error) {
	p = newTextPage(src, n, *d.Text)
	p.said = true // spaCy counts as Python does
	seen := map[string]bool{}
	add := func(group string, s spacySpan) {
		if !isSpan(s.Start, s.End) {
			broken = append(broken, fmt.Errorf("%w in %s", errNoSpan, group))
			return
		}
		key := fmt.Sprint(*s.Start, " ", *s.End, " ", s.Label)
		if seen[key] && group == "ents" {
			return // it is in a group already, with what that says besides
		}
		seen[key] = true
		a := spanOf(src.kinds(), s.Label)
		a.Target.Quote = annotate.Quote{Exact: s.all.text("text"), Start: int(*s.Start), End: int(*s.End)}
		setKB(a, s.KB)
		for _, c := range columnsFor(a) {
			if v := s.all.text(c.name); c.feature == Identities && v != "" {
				c.set(a, v) // a name takes any
			}
		}
		if group != spacyGroup && group != "ents" && group != "sc" { // spaCy's own name for the only one
			a.Tags = append(a.Tags, "group:"+group)
		}
		p.Annotations = append(p.Annotations, a)
	}
	for _, group := range sortedKeys(d.Spans) {
		for _, s := range d.Spans[group] {
			add(group, s)
		}
	}
	for _, s := range d.Ents {
		add("ents", s)
	}
	for _, name := range sortedKeys(d.Cats) {
		if d.Cats[name] > 0.5 {
			a := remark()
			a.Target.Whole, a.Tags = true, []string{name}
			p.Annotations = append(p.Annotations, a)
		}
	}
	return p, broken
}
