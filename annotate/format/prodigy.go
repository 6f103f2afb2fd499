package format

import (
	"encoding/json"
	"fmt"
	"iter"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model/clean"
)

// Prodigy has one JSON object a line: a text, its tokens, labelled spans and
// relations between them, and a person's answer. It keeps keys that it does not
// know, so what a span has no key for is a key of stet's.
var prodigyFormat = Format{
	Name: "prodigy", Title: "Prodigy JSONL", Ext: ".jsonl", Unit: CodePoints,
	Holds:  Everything &^ Orphans,
	Note:   "A rejected answer comes in as a refused suggestion; an ignored one is left out.",
	encode: encodeProdigy, decode: decodeProdigy,
}

type prodigyToken struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	ID    int    `json:"id"`
	WS    bool   `json:"ws"`
}

func encodeProdigy(out *output, pages iter.Seq[*page]) error {
	w, err := out.create("")
	if err != nil {
		return err
	}
	for p := range pages {
		if err := writeJSONLine(w, prodigyTask(p)); err != nil {
			return err
		}
	}
	return nil
}

// elsewhereKey holds the annotations that are about no words of the text.
const elsewhereKey = "annotations"

func prodigyTask(p *page) object {
	ranges := p.tokens()
	tokens := make([]prodigyToken, len(ranges))
	for i, r := range ranges {
		tokens[i] = prodigyToken{p.Article.Slice(r), p.offsets.CodePoint(r.Start), p.offsets.CodePoint(r.End), i, false}
		if i > 0 {
			tokens[i-1].WS = ranges[i-1].End < r.Start
		}
	}
	spans, relations, elsewhere := []object{}, []object{}, []object{}
	heads := map[string]object{} // the span of an annotation, as relations repeat it
	last := map[string]int{}
	for _, a := range p.Annotations {
		if !isPlace(a) {
			continue
		}
		from, to := tokenSpan(ranges, a.Target.Range)
		label, _ := labelOf(a)
		q := a.Target.Quote
		span := object{{"text", q.Exact}, {"start", q.Start}, {"end", q.End}, {"token_start", from}, {"token_end", to}, {"label", label}}
		heads[a.ID], last[a.ID] = span, to
		spans = append(spans, append(append(object{}, span...), own(a)...))
	}
	for _, a := range p.Annotations {
		if isPlace(a) {
			continue
		}
		head, child := heads[a.Target.Annotation], heads[a.Who().ID]
		if isLink(a) && head != nil && child != nil {
			r := object{{"head", last[a.Target.Annotation]}, {"child", last[a.Who().ID]},
				{"head_span", head}, {"child_span", child}, {"label", a.Body.Label()}, {"from", a.Target.Annotation}}
			relations = append(relations, append(r, own(a)...))
			continue
		}
		label, _ := labelOf(a)
		elsewhere = append(elsewhere, append(object{{"label", label}, {"from", a.Target.Annotation}}, own(a)...))
	}
	task := object{{"text", p.Article.Text}, {"meta", object{{"source", p.Article.Meta.URL}, {"title", p.Article.Meta.Title}}},
		{"tokens", tokens}, {"spans", spans}}
	if len(relations) > 0 {
		task = append(task, member{"relations", relations})
	}
	if len(elsewhere) > 0 {
		task = append(task, member{elsewhereKey, elsewhere})
	}
	return append(task, member{"answer", "accept"}, member{"_annotator_id", p.Annotator})
}

// own writes an annotation's id, and what its label and words do not say.
func own(a *annotate.Annotation) object {
	return append(object{{"id", a.ID}}, members(a, asLabelled(a))...)
}

type prodigyLine struct {
	Text        *string           `json:"text"`
	Spans       []json.RawMessage `json:"spans"`
	Relations   []json.RawMessage `json:"relations"`
	Annotations []json.RawMessage `json:"annotations"`
	Answer      string            `json:"answer"`
	Annotator   string            `json:"_annotator_id"`
	Session     string            `json:"_session_id"`
	Label       json.RawMessage   `json:"label"`
	Accept      []json.RawMessage `json:"accept"` // texts or numbers
	Tokens      []prodigyToken    `json:"tokens"`
	Meta        json.RawMessage   `json:"meta"`
	Typed       json.RawMessage   `json:"user_input"` // into a field of the page
	Time        json.RawMessage   `json:"_timestamp"` // of the answer, in seconds since 1970
}

// The keys of a line and of a span that stet reads, or that say nothing of the text: how
// Prodigy tells tasks apart and shows them. prodigySaid are those of its meta.
var (
	prodigyRead = []string{"text", "spans", "relations", "annotations", "answer", "_annotator_id", "_session_id", "label", "accept", "tokens", "meta", "user_input", "_timestamp",
		"options", "config", "html", "style", "_input_hash", "_task_hash", "_view_id", "_is_binary"}
	prodigySpanRead = []string{"id", "start", "end", "text", "label", "from", "token_start", "token_end", "kb_id", "type", "input_hash", "answer"}
	prodigySaid     = []string{"source", "title"}
)

func decodeProdigy(src Source) ([]*page, []Loss, error) {
	var pages []*page
	var losses []Loss
	losses, err := readJSONLines(src, func(n int, raw []byte) error {
		var l prodigyLine
		if err := json.Unmarshal(raw, &l); err != nil {
			return err
		}
		if l.Text == nil {
			return fmt.Errorf("an object without a text")
		}
		if l.Answer == "ignore" {
			losses = append(losses, Loss{What: Undecided, Document: src.Name, Line: n, Detail: "the answer is ignore"})
			return nil
		}
		p, lost := l.page(src, n)
		losses = append(losses, lost...)
		losses = append(losses, l.unread(raw, Loss{What: Unread, Document: src.Name, Line: n})...)
		pages = append(pages, p)
		return nil
	}, &losses)
	return pages, losses, err
}

// A prodigySpan is what stet reads of a span, of an end of a relation, or of an
// annotation elsewhere.
type prodigySpan struct {
	ID     string  `json:"id"`
	Start  *offset `json:"start"`
	End    *offset `json:"end"`
	Text   string  `json:"text"`
	Label  string  `json:"label"`
	From   string  `json:"from"`
	others map[string]json.RawMessage
}

func readProdigySpan(raw json.RawMessage) (s prodigySpan, err error) {
	if err = json.Unmarshal(raw, &s.others); err != nil {
		return s, err
	}
	read := func(key string, into any) {
		if v, ok := s.others[key]; ok && err == nil {
			err = json.Unmarshal(v, into)
		}
	}
	if json.Unmarshal(s.others["id"], &s.ID) != nil { // a number in other people's files
		s.ID = string(s.others["id"])
	}
	read("start", &s.Start)
	read("end", &s.End)
	read("label", &s.Label)
	json.Unmarshal(s.others["text"], &s.Text) // not always there
	json.Unmarshal(s.others["from"], &s.From) // stet's own
	return s, err
}

// A prodigyPage is a line while its annotations are made.
type prodigyPage struct {
	*page
	line   *prodigyLine
	losses []Loss
	src    Source
	n      int
	ends   map[[2]int]string // the id of the annotation of some words
}

func (l *prodigyLine) page(src Source, n int) (*page, []Loss) {
	p := &prodigyPage{page: newTextPage(src, n, *l.Text), line: l, src: src, n: n, ends: map[[2]int]string{}}
	if p.Annotator = l.Annotator; p.Annotator == "" {
		p.Annotator = l.Session
	}
	p.Article.Meta.URL = clean.Address(l.meta().text("source"))
	p.spans()
	for _, raw := range l.Relations {
		a, s, err := prodigyRelation(raw, p.ends)
		if err != nil {
			p.lose(err.Error())
			continue
		}
		p.add(a, s)
	}
	for _, raw := range l.Annotations {
		s, err := readProdigySpan(raw)
		if err != nil {
			p.lose(err.Error())
			continue
		}
		a := spanOf(p.src.kinds(), s.Label)
		a.Target.Whole, a.Target.Annotation = s.From == "", s.From
		p.add(a, s)
	}
	p.categories()
	p.Done = l.Answer == "accept" && len(p.Annotations) == 0 && p.Annotator != "" // nothing was found
	return p.page, p.losses
}

// meta is what a line says of its source; another shape than an object says nothing to us.
func (l *prodigyLine) meta() (o jsonObject) {
	json.Unmarshal(l.Meta, &o)
	return o
}

// unread tells of the parts of a line that stet has no place for.
func (l *prodigyLine) unread(raw []byte, of Loss) []Loss {
	var all jsonObject
	json.Unmarshal(raw, &all) // it was read before
	losses := unread(all, prodigyRead, of)
	of.Detail = "meta."
	losses = append(losses, unread(l.meta(), prodigySaid, of)...)
	of.Detail = "spans."
	for _, raw := range l.Spans {
		s, err := readProdigySpan(raw)
		if err == nil && !strings.HasPrefix(s.ID, ownIDs) {
			losses = append(losses, unread(s.others, prodigySpanRead, of)...)
		}
	}
	return losses
}

func (p *prodigyPage) lose(detail string) {
	p.losses = append(p.losses, Loss{What: BrokenLine, Document: p.src.Name, Line: p.n, Detail: detail})
}

// add adds an annotation with what stet once wrote of it. A rejected answer
// makes it a refused suggestion.
func (p *prodigyPage) add(a *annotate.Annotation, s prodigySpan) {
	a.ID = s.ID
	var seconds float64
	if json.Unmarshal(p.line.Time, &seconds); seconds > 0 {
		a.Created = time.Unix(int64(seconds), 0).UTC()
	}
	if err := takeMembers(a, s.ID, s.others); err != nil {
		p.lose(err.Error())
	}
	if p.line.Answer == "reject" {
		a.Origin.How = annotate.Refused
	}
	p.Annotations = append(p.Annotations, a)
}

func (p *prodigyPage) spans() {
	begins := make(map[int]int, len(p.line.Tokens))
	for i, t := range p.line.Tokens {
		begins[t.Start] = i
		if i < maxProbes && t.Text != "" && t.Start >= 0 && t.End >= t.Start {
			p.probes = append(p.probes, annotate.Place{Quote: annotate.Quote{Exact: t.Text, Start: t.Start, End: t.End}})
		}
	}
	for i, raw := range p.line.Spans {
		s, err := readProdigySpan(raw)
		if err != nil || !isSpan(s.Start, s.End) {
			p.lose(fmt.Sprintf("%v: %.60s", errNoSpan, raw))
			continue
		}
		if s.ID == "" {
			s.ID = fmt.Sprintf("span %d", i)
		}
		a := spanOf(p.src.kinds(), s.Label)
		start, end := int(*s.Start), int(*s.End)
		a.Target.Quote = annotate.Quote{Exact: s.Text, Start: start, End: end}
		if a.Target.Quote.Exact == "" {
			a.Target.Quote.Exact = p.line.words(begins, start, end)
		}
		setKB(a, textIn(s.others["kb_id"]))
		p.ends[[2]int{start, end}] = s.ID
		p.add(a, s)
	}
}

// categories makes notes on the text of the labels that were accepted for it, and of what
// was typed.
func (p *prodigyPage) categories() {
	if typed := strings.Join(stringsIn(p.line.Typed), "\n"); typed != "" {
		a := remark()
		a.Target.Whole, a.Comment = true, typed
		p.add(a, prodigySpan{})
	}
	for _, raw := range append(p.line.Accept, p.line.Label) {
		var label string
		if json.Unmarshal(raw, &label) != nil {
			label = string(raw) // a number
		}
		if label != "" && label != "null" {
			a := remark()
			a.Target.Whole, a.Tags = true, []string{label}
			p.add(a, prodigySpan{})
		}
	}
}

// maxProbes is how many tokens help to find out how the file counts.
const maxProbes = 1000

// maxPhrase is how many tokens a span may have for its words to be put together
// from them: enough for names, and no work for hostile files.
const maxPhrase = 32

// words puts the words of a span together from its tokens, to check its offsets
// by where it has no text of its own; "" where they do not fit. begins holds
// the tokens by their first offset.
func (l *prodigyLine) words(begins map[int]int, start, end int) string {
	i, ok := begins[start]
	if !ok {
		return ""
	}
	var b strings.Builder
	for n := 0; n < maxPhrase && i+n < len(l.Tokens); n++ {
		t := l.Tokens[i+n]
		if n > 0 && t.Start > l.Tokens[i+n-1].End {
			b.WriteByte(' ')
		}
		b.WriteString(t.Text)
		if t.End == end {
			return b.String()
		}
	}
	return ""
}

func prodigyRelation(raw json.RawMessage, ends map[[2]int]string) (*annotate.Annotation, prodigySpan, error) {
	s, err := readProdigySpan(raw)
	if err != nil {
		return nil, s, err
	}
	end := func(key string) (string, error) {
		e, err := readProdigySpan(s.others[key])
		if err != nil || e.Start == nil || e.End == nil {
			return "", fmt.Errorf("a relation without its %s", key)
		}
		id, ok := ends[[2]int{int(*e.Start), int(*e.End)}]
		if !ok { // Prodigy relates tokens as well as spans
			return "", fmt.Errorf("a relation of words that are no span: %d-%d", *e.Start, *e.End)
		}
		return id, nil
	}
	k, _ := kind.Find("link")
	a := &annotate.Annotation{Body: k.New()}
	k.SetLabel(a.Body, s.Label)
	head, err := end("head_span")
	if err != nil {
		return nil, s, err
	}
	child, err := end("child_span")
	if err != nil {
		return nil, s, err
	}
	a.Target.Annotation = head
	if s.From != "" {
		a.Target.Annotation = s.From
	}
	*a.Body.Refs()[0].Ref = annotate.Ref{Kind: annotate.RefAnnotation, ID: child}
	return a, s, nil
}
