package format

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/pattern"
)

// brat keeps annotations in a .ann file beside the .txt that it never changes
// (brat.nlplab.org/standoff.html): a line each for text-bound annotations (T),
// events (E), relations (R), attributes (A, M), normalisations (N) and notes (#).
//
// A quote is written as PolNeAR writes it: an event Attribution with Content,
// Cue and Source. What brat has no line for is an attribute where it is one
// word, else a note of that name, one line a note.
var bratFormat = Format{
	Name: "brat", Title: "brat standoff", Ext: ".ann", Unit: CodePoints,
	Holds:   Everything &^ (WholeArticle | Remarks | Orphans | Coders | Times | IDs),
	Note:    "A quote is an Attribution event, as in PolNeAR.",
	Several: true,
	encode:  encodeBrat, decode: decodeBrat,
}

// The types and roles of attribution in PARC 3 and PolNeAR, and those that stet
// adds in the same way.
const (
	bratAttribution = "Attribution"
	bratContent     = "Content"
	bratCue         = "Cue"
	bratSource      = "Source"
	bratTarget      = "Target"
	bratNotes       = "AnnotatorNotes"

	bratAttributed = "quote" // the kind that an Attribution is
	bratRoles      = 2       // a source and a target: how many words of names an event has
)

// bratID is the id of a line that others may refer to.
var bratID = pattern.Late(`^[TER][0-9]+$`)

// bratWord is what brat takes for the name of a type or an attribute.
var bratWord = pattern.Late(`^[A-Za-z0-9_-]+$`)

func encodeBrat(out *output, pages iter.Seq[*page]) error {
	used := map[string]int{}
	for p := range pages {
		name := p.Name()
		if used[name]++; used[name] > 1 {
			name = fmt.Sprintf("%s-%d", name, used[name])
		}
		text, err := out.create(name + ".txt")
		if err != nil {
			return err
		}
		if _, err := io.WriteString(text, p.Article.Text); err != nil {
			return err
		}
		ann, err := out.create(name + ".ann")
		if err != nil {
			return err
		}
		w := &bratWriter{page: p, out: out, lines: map[byte]int{}, used: map[string]bool{}}
		w.write()
		if _, err := io.WriteString(ann, w.String()); err != nil {
			return err
		}
	}
	return nil
}

type bratWriter struct {
	strings.Builder
	page  *page
	out   *output
	lines map[byte]int    // the last number of each letter
	used  map[string]bool // ids of lines that go back as they were
}

// line writes a line with the next number of its letter and returns its id.
func (w *bratWriter) line(letter byte, rest string) string {
	id := w.next(letter)
	w.WriteString(id + "\t" + rest + "\n")
	return id
}

func (w *bratWriter) next(letter byte) string {
	for {
		w.lines[letter]++
		if id := fmt.Sprintf("%c%d", letter, w.lines[letter]); !w.used[id] {
			return id
		}
	}
}

// goBack writes the lines of what was imported and not touched, and returns the
// annotations that need no others.
func (w *bratWriter) goBack(ids, norm map[string]string) map[*annotate.Annotation]*bratLines {
	same := w.untouched()
	for _, a := range w.page.Annotations {
		l := same[a]
		if l == nil {
			continue
		}
		ids[a.ID], norm[a.ID] = l.ID, l.ID
		for _, line := range l.Lines {
			id, _, _ := strings.Cut(line, "\t")
			if w.used[id] = true; id != "*" || !w.used[line] {
				w.WriteString(w.mended(a, line) + "\n")
			}
			w.used[line] = true
		}
	}
	return same
}

// write writes the spans and events first, since what refers to them needs
// their ids, then relations, attributes and notes.
func (w *bratWriter) write() {
	ids := map[string]string{}
	plain := map[string]*annotate.Annotation{} // what the lines so far say
	norm := map[string]string{}                // the T line of an entity
	same := w.goBack(ids, norm)
	for _, a := range w.page.Annotations {
		if isLink(a) || same[a] != nil {
			continue
		}
		ids[a.ID], norm[a.ID] = w.mark(a)
		plain[a.ID] = w.plain(a)
	}
	to := func(_ *annotate.Annotation, id string) string { return ids[id] }
	for _, a := range w.page.Annotations {
		if isLink(a) && same[a] == nil {
			ids[a.ID] = w.next('R')
		}
	}
	rename(w.page.Annotations, to)
	for _, a := range w.page.Annotations {
		if same[a] != nil {
			continue
		}
		id := ids[a.ID]
		b := plain[a.ID]
		if isLink(a) {
			b = w.relation(a, id)
		}
		w.attributes(a, b, id, norm[a.ID])
	}
}

// relation writes a link, and returns what its line says of it.
func (w *bratWriter) relation(a *annotate.Annotation, id string) *annotate.Annotation {
	typ := a.Body.Label()
	if !bratWord().MatchString(typ) {
		typ = "Related"
	}
	fmt.Fprintf(w, "%s\t%s Arg1:%s Arg2:%s\t\n", id, typ, a.Target.Annotation, a.Who().ID)
	b := linked(typ)
	b.Body.Refs()[0].Ref.Kind, b.Body.Refs()[0].Ref.ID = annotate.RefAnnotation, a.Who().ID
	b.Origin.How = annotate.ByHand
	return b
}

// mark writes the words of an annotation and the event that holds them
// together. It returns the annotation's id and that of the words.
func (w *bratWriter) mark(a *annotate.Annotation) (id, words string) {
	isQuote := a.Kind() == bratAttributed
	type role struct{ name, id string }
	var roles []role
	typ := bratType(a)
	if isQuote {
		typ = bratContent
	}
	for i, parts := range w.pieces(a) {
		id := w.span(a, typ, parts)
		if i == 0 {
			words = id
			if isQuote {
				roles = append(roles, role{bratContent, id})
			}
			continue
		}
		roles = append(roles, role{fmt.Sprint(bratContent, i+1), id})
	}
	trigger, triggerType := words, typ
	for _, f := range kind.Of(a).Places {
		if ps := f.Get(a.Body); !f.Whole && len(ps) > 0 {
			roles = append(roles, role{bratCue, w.span(a, bratCue, ps)})
			trigger = w.span(a, bratAttribution, ps)
			triggerType = bratAttribution
		}
	}
	if isQuote && trigger == words {
		triggerType = bratAttribution
		trigger = w.span(a, bratAttribution, w.pieces(a)[0])
	}
	for i, r := range a.Body.Refs() {
		switch {
		case r.Ref.Words == nil:
		case i >= bratRoles:
			w.out.lose(w.page, a, Words.What(), r.Name+" "+r.Ref.Words.Quote.Exact)
		default:
			name := bratSource
			if i > 0 {
				name = bratTarget
			}
			roles = append(roles, role{name, w.span(a, name, []annotate.Place{*r.Ref.Words})})
		}
	}
	if len(roles) == 0 {
		return words, words
	}
	event := triggerType + ":" + trigger
	for _, r := range roles {
		event += " " + r.name + ":" + r.id
	}
	return w.line('E', event), words
}

// pieces returns the words of an annotation for its T lines: one line, of which
// the parts of a quote are fragments. Parts that only white space divides get a
// line each, for else they would read as words that go over a line end.
func (w *bratWriter) pieces(a *annotate.Annotation) [][]annotate.Place {
	parts := wholeParts(a)
	if len(parts) < 2 {
		if len(parts) == 0 {
			parts = []annotate.Place{a.Target.Place}
		}
		return [][]annotate.Place{parts}
	}
	for i := 1; i < len(parts); i++ {
		if blank(w.page.Article.Text, parts[i-1].End, parts[i].Start) {
			var each [][]annotate.Place
			for _, p := range parts {
				each = append(each, []annotate.Place{p})
			}
			return each
		}
	}
	return [][]annotate.Place{parts}
}

// wholeParts returns the places that make up a discontinuous target.
func wholeParts(a *annotate.Annotation) []annotate.Place {
	for _, f := range kind.Of(a).Places {
		if f.Whole {
			return f.Get(a.Body)
		}
	}
	return nil
}

// blank reports whether nothing but white space lies between two positions.
func blank(text string, from, to model.Pos) bool {
	return from <= to && strings.TrimSpace(text[from:to]) == ""
}

// bratType is the type of an annotation's T line.
func bratType(a *annotate.Annotation) string {
	label, _ := labelOf(a)
	if l := bratLinesOf(a); l != nil && l.Type != "" {
		was := bratSpanOf(kind.Among([]*annotate.Annotation{a}), l.Type)
		if called, _ := labelOf(was); was.Kind() == a.Kind() && called == label {
			return l.Type // as the file called it
		}
	}
	if bratWord().MatchString(label) && !bratReserved(kind.All, label) {
		return label
	}
	title := kind.Of(a).Name
	return strings.ToUpper(title[:1]) + title[1:]
}

func bratReserved(kinds kind.Rows, typ string) bool {
	switch typ {
	case bratAttribution, bratContent, bratCue, bratSource, bratTarget:
		return true
	}
	_, isKind := kinds.Find(strings.ToLower(typ))
	return isKind && typ != strings.ToLower(typ)
}

// span writes a T line. Where words go over a line end, brat has a fragment a
// line; tabs within them read as blanks.
func (w *bratWriter) span(a *annotate.Annotation, typ string, places []annotate.Place) string {
	text := w.page.Article.Text
	var frags, words []string
	for _, p := range places {
		lines := linesOf(text, p.Range)
		if n := len(lines); lines[0].Start != p.Start || lines[n-1].End != p.End {
			w.out.lose(w.page, a, EdgeLineEnd, quoted(a))
		}
		for _, r := range lines {
			frags = append(frags, fmt.Sprintf("%d %d", w.page.offsets.CodePoint(r.Start), w.page.offsets.CodePoint(r.End)))
			words = append(words, bratBlanks.Replace(text[r.Start:r.End]))
		}
	}
	return w.line('T', typ+" "+strings.Join(frags, ";")+"\t"+strings.Join(words, " "))
}

var bratBlanks = strings.NewReplacer("\t", " ", "\r", " ", "\n", " ")

// linesOf cuts a range at its line ends; a range of nothing else stays whole.
func linesOf(text string, r model.Range) []model.Range {
	var out []model.Range
	start := r.Start
	for i := r.Start; i <= r.End; i++ {
		if i == r.End || text[i] == '\n' || text[i] == '\r' {
			if i > start {
				out = append(out, model.Range{Start: start, End: i})
			}
			start = i + 1
		}
	}
	if out == nil {
		out = []model.Range{r}
	}
	return out
}

// plain returns what an import makes of an annotation's T and E lines alone.
func (w *bratWriter) plain(a *annotate.Annotation) *annotate.Annotation {
	b := bratSpanOf(kind.Among([]*annotate.Annotation{a}), bratType(a))
	if a.Kind() == bratAttributed {
		b = labelled(bratAttributed, "")
	}
	for i, r := range a.Body.Refs() {
		if r.Ref.Words != nil && i < bratRoles {
			b.Body.Refs()[i].Ref.Kind = annotate.RefWords
			b.Body.Refs()[i].Ref.Words = r.Ref.Words
		}
	}
	if k := kind.Of(b); k.Fill != nil {
		k.Fill(b.Body, a.Target.Quote.Exact)
	}
	b.Origin.How = annotate.ByHand
	return b
}

// attributes writes what the lines so far, which say b, do not say of a.
func (w *bratWriter) attributes(a, b *annotate.Annotation, id, words string) {
	w.imported(a, id)
	for _, c := range columnsFor(a) {
		v := c.get(a)
		if c.place || c.words || v == c.get(b) {
			continue
		}
		switch {
		case c.name == "who_id" && words == id && strings.Contains(v, ":") && !strings.ContainsAny(v, " \t\r\n"):
			w.line('N', fmt.Sprintf("Reference %s %s\t%s", id, v, bratBlanks.Replace(a.Who().Name)))
		case c.name == "note":
			w.note(bratNotes, id, v)
		case v != "" && c.name != "tags" && !isLink(a) && // brat has no attributes of relations
			!strings.ContainsFunc(v, isBlank):
			w.line('A', c.name+" "+id+" "+v)
		default:
			w.note(c.name, id, v)
		}
	}
}

// imported writes the attributes that came in as tags and still are among them, and
// takes these from the annotation.
func (w *bratWriter) imported(a *annotate.Annotation, id string) {
	l := bratLinesOf(a)
	if l == nil || isLink(a) {
		return
	}
	a.Tags = slices.DeleteFunc(slices.Clone(a.Tags), func(tag string) bool {
		name, value, _ := strings.Cut(tag, ":")
		was, ok := l.Attributes[name]
		if !ok || was != value {
			return false
		}
		w.line('A', strings.TrimSpace(name+" "+id+" "+value))
		return true
	})
}

// note writes a text as notes of that type, one a line.
func (w *bratWriter) note(typ, id, text string) {
	for line := range strings.SplitSeq(text, "\n") {
		w.line('#', typ+" "+id+"\t"+line)
	}
}
