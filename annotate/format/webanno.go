package format

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
)

// WebAnno TSV 3 is INCEpTION's lossless text format: a token a line, and a
// column a feature of each layer. It counts in UTF-16 units
// (inception-io-webanno-tsv, webannotsv.adoc).
var webannoFormat = Format{
	Name: "webanno-tsv", Title: "WebAnno TSV 3", Ext: ".tsv", Unit: UTF16,
	Holds:  Labels | Tags | Overlaps | Links,
	Note:   "Import only: INCEpTION itself now calls the format its legacy.",
	decode: decodeWebAnno,
}

// A webannoLayer is one layer of the header: spans, relations or chains.
type webannoLayer struct {
	kind     string // "SP", "RL", "CH"
	name     string // without its package
	full     string
	features []string
	first    int // its first column after the token's three
}

// A webannoUnit is one annotation of a span layer while its lines are read.
type webannoUnit struct {
	a        *annotate.Annotation
	layer    string // with its package
	values   []layerFeature
	features map[string]bool // of the layer, that it has
}

// A webannoSpot is one end of a relation: an annotation that is known, or one
// on a token, by its number if several are there.
type webannoSpot struct{ id, token, index string }

// A webannoLink is a relation, a filled slot or a step of a chain, whose ends
// are looked for once all is read.
type webannoLink struct {
	line     int
	from, to webannoSpot
	relation string
	tags     []string
}

type webannoReader struct {
	src    Source
	losses []Loss
	layers []webannoLayer
	text   strings.Builder
	at     int                       // length of the text in UTF-16 units
	units  map[string]*webannoUnit   // by layer and number, or by layer and token
	where  map[string]string         // the first id by layer and token
	tokens map[string]annotate.Quote // by number
	list   []*webannoUnit
	links  []webannoLink
	chains map[string]string // the last link of a chain, by layer and chain
}

var errNoWebAnno = errors.New("no WebAnno TSV 3: the first line is not #FORMAT=WebAnno TSV 3")

func decodeWebAnno(src Source) ([]*page, []Loss, error) {
	r := &webannoReader{src: src, units: map[string]*webannoUnit{}, where: map[string]string{},
		tokens: map[string]annotate.Quote{}, chains: map[string]string{}}
	lines := strings.Split(strings.TrimPrefix(string(src.Data), "\ufeff"), "\n")
	if !strings.HasPrefix(lines[0], "#FORMAT=WebAnno TSV 3") {
		return nil, nil, errNoWebAnno
	}
	r.header(lines)
	var sentence []string
	for i, line := range lines {
		line = strings.TrimSuffix(line, "\r")
		switch {
		case strings.HasPrefix(line, "#Text="):
			sentence = append(sentence, webannoUnescape(line[len("#Text="):]))
		case line == "" || line[0] == '#':
		default:
			r.row(i+1, line, strings.Join(sentence, "\n"))
			sentence = nil
		}
	}
	links := r.relations() // may make annotations of tokens
	p := newTextPage(src, 1, r.text.String())
	if article, annotator, ok := src.ofFolder(); ok {
		p.Article.Path, p.Annotator = article, annotator
	}
	for _, u := range r.list {
		b := ofLayer(src.kinds(), u.layer, u.values)
		b.ID, b.Target = u.a.ID, u.a.Target
		p.Annotations = append(p.Annotations, b)
	}
	p.Annotations = append(p.Annotations, links...)
	return []*page{p}, r.losses, nil
}

func (r *webannoReader) lose(line int, w What, detail string) {
	r.losses = append(r.losses, Loss{What: w, Document: r.src.Name, Line: line, Detail: detail})
}

// header reads "#T_SP=webanno.custom.Span|value" and its like.
func (r *webannoReader) header(lines []string) {
	column := 0
	for n, line := range lines {
		line = strings.TrimSuffix(line, "\r")
		if !strings.HasPrefix(line, "#") {
			if line != "" {
				return
			}
			continue
		}
		kind, rest, ok := strings.Cut(strings.TrimPrefix(line, "#T_"), "=")
		if !ok || !slices.Contains([]string{"SP", "RL", "CH"}, kind) {
			if strings.HasPrefix(line, "#T_") {
				r.lose(n+1, BrokenLine, fmt.Sprintf("%.60q", line))
			}
			continue
		}
		fields := strings.Split(rest, "|")
		l := webannoLayer{kind: kind, full: fields[0], name: fields[0][strings.LastIndexByte(fields[0], '.')+1:], features: fields[1:], first: column}
		if len(l.features) == 0 {
			l.features = []string{""} // a layer without features has one column
		}
		column += len(l.features)
		r.layers = append(r.layers, l)
	}
}

// row reads one token, or a part of one. The sentence that it begins goes to
// the text where the token's offset says.
func (r *webannoReader) row(n int, line, sentence string) {
	f := strings.Split(strings.TrimSuffix(line, "\t"), "\t")
	from, to, ok := strings.Cut(f[min(1, len(f)-1)], "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if len(f) < 3 || !ok || err1 != nil || err2 != nil || start < 0 || end < start {
		r.lose(n, BrokenLine, fmt.Sprintf("%.60q", line))
		return
	}
	if sentence != "" {
		r.sentence(n, start, f[2], sentence)
	}
	token, cells := f[0], f[3:]
	r.tokens[token] = annotate.Quote{Start: start, End: end, Exact: webannoUnescape(f[2])}
	for i, l := range r.layers {
		if l.first >= len(cells) {
			break
		}
		values := cells[l.first:min(len(cells), l.first+len(l.features))]
		switch l.kind {
		case "SP":
			r.span(n, i, l, token, values)
		case "RL":
			r.relation(n, i, l, token, values)
		case "CH":
			r.chain(n, i, l, token, values)
		}
	}
}

// maxWebAnnoGap is how many units may lie between two sentences; the blanks
// between them are not in the file.
const maxWebAnnoGap = 1 << 16

// sentence appends a sentence so that its first token, which may not be its
// first character, comes to be at its offset.
func (r *webannoReader) sentence(n, start int, token, sentence string) {
	lead := utf16Len(sentence[:max(0, strings.Index(sentence, webannoUnescape(token)))])
	gap := start - lead - r.at
	if gap < 0 || gap > maxWebAnnoGap {
		r.lose(n, BrokenLine, fmt.Sprintf("the sentence begins at %d, the text before it ends at %d", start-lead, r.at))
		gap = 1
	}
	if gap > 0 && r.at == 0 {
		r.text.WriteString(strings.Repeat(" ", gap))
	} else if gap > 0 {
		r.text.WriteString(strings.Repeat(" ", gap-1) + "\n")
	}
	r.text.WriteString(sentence)
	r.at += gap + utf16Len(sentence)
}

func utf16Len(s string) int {
	n := 0
	for _, c := range s {
		n += UTF16.count(c, 0)
	}
	return n
}

// span reads the columns of a span layer: values divided by |, each perhaps
// with the number of its annotation.
func (r *webannoReader) span(line, layer int, l webannoLayer, token string, values []string) {
	for feature, cell := range values {
		if cell == "_" {
			continue
		}
		name := l.features[feature]
		slot := strings.HasPrefix(name, "ROLE_")
		if feature > 0 && strings.HasPrefix(l.features[feature-1], "ROLE_") {
			continue // the far ends of the slot before it
		}
		var targets []string // of a slot, in the next column
		if slot && feature+1 < len(values) {
			targets = webannoSplit(values[feature+1], '|')
		}
		for stack, value := range webannoSplit(cell, '|') {
			value, number := webannoNumber(value)
			u := r.unit(layer, token, number, stack, r.tokens[token])
			if slot {
				if stack < len(targets) {
					r.slots(line, u, value, targets[stack])
				}
				continue
			}
			u.set(name, value)
		}
	}
}

// unit returns the annotation of a layer that bears a number, or that is
// alone on a token, and lets it cover the token too.
func (r *webannoReader) unit(layer int, token, number string, stack int, words annotate.Quote) *webannoUnit {
	key := fmt.Sprintf("%d %s.%d", layer, token, stack)
	if number != "" {
		key = fmt.Sprintf("%d [%s]", layer, number)
	}
	u := r.units[key]
	if u == nil {
		u = &webannoUnit{a: spanOf(kind.All, ""), features: map[string]bool{}}
		if layer >= 0 {
			u.layer = r.layers[layer].full
		}
		u.a.ID = key
		u.a.Target.Quote = words
		r.units[key] = u
		r.list = append(r.list, u)
	}
	if q := &u.a.Target.Quote; words.End > q.End {
		q.End = words.End
		q.Exact = "" // the words between tokens are in the text only
	}
	if at := fmt.Sprintf("%d %s", layer, token); r.where[at] == "" {
		r.where[at] = u.a.ID
	}
	return u
}

// set takes a feature.
func (u *webannoUnit) set(name, value string) {
	if u.features[name] || value == "*" {
		return // the same on every token, or none
	}
	u.features[name] = true
	u.values = append(u.values, layerFeature{name, webannoUnescape(value)})
}

// slots reads what fills a slot: roles, and the far end of each.
func (r *webannoReader) slots(line int, u *webannoUnit, roles, targets string) {
	if targets == "*" || roles == "_" {
		return
	}
	names := webannoSplit(roles, ';')
	for i, target := range webannoSplit(targets, ';') {
		role := ""
		if i < len(names) {
			if role, _ = webannoNumber(names[i]); role == "*" {
				role = ""
			}
		}
		token, index := webannoNumber(target)
		r.links = append(r.links, webannoLink{line: line, from: webannoSpot{id: u.a.ID},
			to: webannoSpot{token: token, index: index}, relation: webannoUnescape(role)})
	}
}

// relation reads a relation layer, whose last column names the token that the
// arrow comes from, "1-1[2_3]" where several annotations are at either end.
func (r *webannoReader) relation(line, layer int, l webannoLayer, token string, values []string) {
	origin := values[len(values)-1]
	if origin == "_" {
		return
	}
	features := make([][]string, len(values)-1)
	for i, v := range values[:len(values)-1] {
		features[i] = webannoSplit(v, '|')
	}
	for i, from := range webannoSplit(origin, '|') {
		link := webannoLink{line: line, relation: l.name}
		origin, index := webannoNumber(from)
		fromIndex, toIndex, _ := strings.Cut(index, "_")
		link.from = webannoSpot{token: origin, index: strings.TrimPrefix(fromIndex, "0")}
		link.to = webannoSpot{token: token, index: strings.TrimPrefix(toIndex, "0")}
		labelled := false
		for f, values := range features {
			if i >= len(values) || values[i] == "_" || values[i] == "*" {
				continue
			}
			value := webannoUnescape(values[i])
			if name := l.features[f]; !labelled && (name == "value" || f == len(features)-1) {
				link.relation, labelled = value, true
			} else {
				link.tags = append(link.tags, name+":"+value)
			}
		}
		r.links = append(r.links, link)
	}
}

// chain reads a chain layer, whose cells are LABEL->CHAIN-LINK: a relation from
// each link to the next.
func (r *webannoReader) chain(line, layer int, l webannoLayer, token string, values []string) {
	if values[0] == "_" {
		return
	}
	types := []string{}
	if len(values) > 1 {
		types = webannoSplit(values[1], '|')
	}
	for i, cell := range webannoSplit(values[0], '|') {
		label, link, ok := strings.Cut(cell, "->")
		chain, _, _ := strings.Cut(link, "-")
		if !ok {
			r.lose(line, BrokenLine, fmt.Sprintf("%.60q is no link of a chain", cell))
			continue
		}
		u := r.unit(layer, "->"+link, "", 0, r.tokens[token])
		if i < len(types) {
			t, _ := webannoNumber(types[i])
			u.set(valueFeature, t)
		}
		key := fmt.Sprintf("%d %s", layer, chain)
		if last := r.chains[key]; last != "" && last != u.a.ID {
			relation := webannoUnescape(label)
			if relation == "*" {
				relation = "same"
			}
			r.links = append(r.links, webannoLink{line: line, from: webannoSpot{id: last}, to: webannoSpot{id: u.a.ID}, relation: relation})
		}
		r.chains[key] = u.a.ID
	}
}

// relations makes the links, now that every annotation is known.
func (r *webannoReader) relations() []*annotate.Annotation {
	var out []*annotate.Annotation
	for _, l := range r.links {
		from, to := r.find(l.from), r.find(l.to)
		if from == "" || to == "" {
			r.lose(l.line, Dangling, l.from.token+" -> "+l.to.token)
			continue
		}
		a := linked(l.relation)
		a.Tags = l.tags
		a.Target.Annotation = from
		*a.Body.Refs()[0].Ref = annotate.Ref{Kind: annotate.RefAnnotation, ID: to}
		out = append(out, a)
	}
	return out
}

// find returns the id of the annotation at a spot. A relation between bare
// tokens makes annotations of them.
func (r *webannoReader) find(s webannoSpot) string {
	if s.id != "" {
		return s.id
	}
	for layer, l := range r.layers {
		if l.kind != "SP" {
			continue
		}
		if u := r.units[fmt.Sprintf("%d [%s]", layer, s.index)]; u != nil && s.index != "" {
			return u.a.ID
		}
		if id := r.where[fmt.Sprintf("%d %s", layer, s.token)]; id != "" && s.index == "" {
			return id
		}
	}
	words, ok := r.tokens[s.token]
	if !ok || s.index != "" {
		return ""
	}
	u := r.unit(-1, s.token, "", 0, words)
	u.layer = "Token"
	return u.a.ID
}
