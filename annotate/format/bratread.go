package format

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/pattern"
)

func isBlank(r rune) bool { return unicode.IsSpace(r) }

var (
	errNoText = errors.New("the text is missing: the .txt beside the .ann, or the article")
	bratLine  = pattern.Late(`^([TREAMN][0-9]+|\*|#[0-9]*)\t`)
)

// A bratSpan is one T line.
type bratSpan struct {
	id, typ, text string
	raw           string // the line
	line          int
	frags         []annotate.Place // as listed, then sorted and joined
	used          bool             // a part of an event
}

// A bratArg is one ROLE:ID of an event or a relation.
type bratArg struct{ role, id string }

type bratReader struct {
	page   *page
	src    Source
	losses []Loss

	spans  map[string]*bratSpan
	order  []*bratSpan
	events []bratEvent
	rest   []bratOther
	owner  map[string]*annotate.Annotation     // by the id of a T, E or R line
	pieces int                                 // parts of events so far
	lines  map[*annotate.Annotation]*bratLines // what the file says of each
	notes  map[bratNote][]string               // the lines of notes
	noted  []bratNote                          // in the order of the file
}

type bratEvent struct {
	id   string
	raw  string
	line int
	args []bratArg // the trigger first
}

// A bratOther is a line about others: R, A, M, N, # or *.
type bratOther struct {
	id, head, tail string
	raw            string
	line           int
}

// A bratNote is a column of an annotation that notes say, one line each.
type bratNote struct {
	of     *annotate.Annotation
	column string
}

func decodeBrat(src Source) ([]*page, []Loss, error) {
	article, coder := src.named()
	if src.Beside != nil { // the text in which brat counts, with its own line ends
		if text, err := src.Beside(".txt"); err == nil && (article == nil || string(text) != article.Text) && !strings.ContainsRune(string(text), 0) {
			raw := &model.Article{Text: strings.ToValidUTF8(string(text), "\ufffd"), Path: strings.TrimSuffix(src.Name, path.Ext(src.Name)) + ".txt"}
			if article != nil {
				raw.Path, raw.Meta = article.Path, article.Meta
			}
			article = raw
		}
	}
	if article == nil {
		return nil, nil, errNoText
	}
	r := &bratReader{
		page: newPage(Document{Article: article, Annotator: coder}), src: src,
		spans: map[string]*bratSpan{}, owner: map[string]*annotate.Annotation{}, notes: map[bratNote][]string{},
		lines: map[*annotate.Annotation]*bratLines{},
	}
	r.sort(string(src.Data))
	var frags []*annotate.Place
	for _, s := range r.order {
		r.cut(s)
		for i := range s.frags {
			frags = append(frags, &s.frags[i])
		}
	}
	counted := r.page.reckon(frags, Format{Unit: CodePoints}, func(Loss) {}) // told when all is placed
	for _, s := range r.order {
		r.fragments(s, counted)
	}
	for _, e := range r.events {
		r.event(e)
	}
	for _, s := range r.order {
		if !s.used {
			r.span(s)
		}
	}
	r.unknown()
	for _, o := range r.rest {
		if o.id[0] == 'R' || o.id[0] == '*' {
			r.relation(o)
		}
	}
	for _, o := range r.rest {
		if o.id[0] == '#' {
			r.about(o)
		}
	}
	r.setNotes()
	for _, o := range r.rest {
		if o.id[0] != '#' {
			r.about(o)
		}
	}
	r.page.imported = r.imported()
	return []*page{r.page}, r.losses, nil
}

func (r *bratReader) lose(line int, l Loss) {
	l.Document, l.Line = r.src.Name, line
	r.losses = append(r.losses, l)
}

// maxContinued is how many lines the words of one span go on for at most; the
// longest of PolNeAR's goes on for one.
const maxContinued = 1000

// sort sorts the lines of the file. One that begins with no id goes on with the T
// line above it, whose words held a line end, where these are too short for its
// offsets; else it is broken.
func (r *bratReader) sort(data string) {
	data = strings.TrimPrefix(data, "\ufeff")
	if strings.Count(data, "\r\n") == strings.Count(data, "\n") {
		data = strings.ReplaceAll(data, "\r\n", "\n")
	}
	n, continued := 0, 0
	var above *bratSpan
	gap := "\n" // the line ends since the words above
	for line := range strings.SplitSeq(data, "\n") {
		n++
		if !bratLine().MatchString(line) {
			switch {
			case above != nil && line == "":
				gap += "\n"
			case above != nil && continued < maxContinued && above.short():
				continued++
				above.text += gap + line
				above.raw += gap + line
				gap = "\n"
				r.lose(above.line, Loss{What: BrokenLine, ID: above.id, Kept: true, Detail: "its words go on in the next line"})
			case line != "":
				r.lose(n, Loss{What: BrokenLine, Detail: fmt.Sprintf("%.60q", line)})
			}
			continue
		}
		above, gap, continued = nil, "\n", 0
		f := strings.SplitN(line, "\t", 3)
		id, head, tail := f[0], f[1], ""
		if len(f) == 3 {
			tail = f[2]
		}
		switch id[0] {
		case 'T':
			if above = r.textBound(n, id, head, tail); above != nil {
				above.raw = line
			}
		case 'E':
			if args, ok := bratArgs(strings.Fields(head)); ok && len(args) > 0 {
				r.events = append(r.events, bratEvent{id, line, n, args})
			} else {
				r.lose(n, Loss{What: BrokenLine, ID: id})
			}
		default:
			r.rest = append(r.rest, bratOther{id, head, tail, line, n})
		}
	}
}

// short reports whether the words of a span are shorter than its offsets say.
func (s *bratSpan) short() bool {
	n := len(s.frags) - 1
	for _, f := range s.frags {
		n += f.Quote.End - f.Quote.Start
	}
	return len(s.text) < n
}

func bratArgs(fields []string) ([]bratArg, bool) {
	var args []bratArg
	for _, f := range fields {
		role, id, ok := strings.Cut(f, ":")
		if !ok || role == "" || id == "" {
			return nil, false
		}
		args = append(args, bratArg{role, id})
	}
	return args, true
}

// textBound reads "Type 0 5;16 23" of a T line; nil if it is broken.
func (r *bratReader) textBound(line int, id, head, text string) *bratSpan {
	typ, at, _ := strings.Cut(head, " ")
	s := &bratSpan{id: id, typ: typ, text: text, line: line}
	for frag := range strings.SplitSeq(at, ";") {
		from, to, _ := strings.Cut(frag, " ")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || start < 0 || end < start {
			r.lose(line, Loss{What: BrokenLine, ID: id, Detail: fmt.Sprintf("%.60q is no START END", frag)})
			return nil
		}
		s.frags = append(s.frags, annotate.Place{Quote: annotate.Quote{Start: start, End: end}})
	}
	if r.spans[id] != nil {
		r.lose(line, Loss{What: Duplicate, ID: id, Kept: true})
	} else {
		r.spans[id] = s
	}
	r.order = append(r.order, s)
	return s
}

// cut gives each fragment its words, in the order in which they are listed.
func (r *bratReader) cut(s *bratSpan) {
	if words := cutWords(s.text, s.frags); words != nil {
		for i := range s.frags {
			s.frags[i].Quote.Exact = words[i]
		}
	} else {
		r.lose(s.line, Loss{What: BrokenLine, ID: s.id, Kept: true, Detail: "the words are not as long as the fragments"})
	}
}

// fragments sorts the fragments of a span, and joins those that only a line end
// divides.
func (r *bratReader) fragments(s *bratSpan, counted *reckoner) {
	byStart := func(a, b annotate.Place) int { return cmp.Compare(a.Quote.Start, b.Quote.Start) }
	if !slices.IsSortedFunc(s.frags, byStart) {
		r.lose(s.line, Loss{What: Unsorted, ID: s.id, Kept: true})
		slices.SortStableFunc(s.frags, byStart)
	}
	joined := s.frags[:1]
	for _, f := range s.frags[1:] {
		last := &joined[len(joined)-1].Quote
		from, ok1 := counted.taken.at[last.End]
		to, ok2 := counted.taken.at[f.Quote.Start]
		if ok1 && ok2 && blank(r.page.Article.Text, from, to) {
			last.End = f.Quote.End
			if last.Exact != "" {
				last.Exact += " "[:min(1, int(to-from))] + f.Quote.Exact
			}
			continue
		}
		joined = append(joined, f)
	}
	s.frags = joined
}

// cutWords cuts the words of a T line into those of its fragments, which one
// blank divides; nil if they do not fit under any unit.
func cutWords(text string, frags []annotate.Place) []string {
	if len(frags) == 1 {
		return []string{text}
	}
	for _, u := range []Unit{CodePoints, UTF16, Bytes} {
		if words := cutBy(text, frags, u); words != nil {
			return words
		}
	}
	return nil
}

func cutBy(text string, frags []annotate.Place, u Unit) []string {
	var words []string
	for i, f := range frags {
		if i > 0 {
			if !strings.HasPrefix(text, " ") && !strings.HasPrefix(text, "\n") {
				return nil
			}
			text = text[1:]
		}
		n, at := f.Quote.End-f.Quote.Start, 0
		for n > 0 && at < len(text) {
			c, size := utf8.DecodeRuneInString(text[at:])
			n -= u.count(c, size)
			at += size
		}
		if n != 0 {
			return nil
		}
		words = append(words, text[:at])
		text = text[at:]
	}
	if text != "" {
		return nil
	}
	return words
}

// span makes an annotation of a T line that is no part of an event.
func (r *bratReader) span(s *bratSpan) *annotate.Annotation {
	a := bratSpanOf(r.src.kinds(), s.typ)
	a.ID = s.id
	r.aim(a, s.frags)
	l := r.of(a)
	l.ID, l.Type = s.id, s.typ
	l.Lines = append(l.Lines, s.raw)
	return r.add(s.id, a)
}

// bratSpanOf knows the kinds by the capital that bratType gives them.
func bratSpanOf(kinds kind.Rows, typ string) *annotate.Annotation {
	if bratReserved(kinds, typ) {
		if k, ok := kinds.Find(strings.ToLower(typ)); ok {
			return &annotate.Annotation{Body: k.New()}
		}
	}
	return spanOf(kinds, typ)
}

// aim gives an annotation its words: several stretches are the parts of a
// quote; of any other kind they are covered.
func (r *bratReader) aim(a *annotate.Annotation, frags []annotate.Place) {
	a.Target.Place = cover(frags)
	if len(frags) < 2 {
		return
	}
	r.page.probes = append(r.page.probes, frags...) // their words tell how the file counts
	for _, f := range kind.Of(a).Places {
		if f.Whole {
			f.Set(a.Body, frags)
			return
		}
	}
	r.lose(0, Loss{What: Discontinuous.What(), ID: a.ID, Kept: true, Detail: "covered as one"})
}

// cover returns the stretch from the first to the last of places; its words are
// known where it is one.
func cover(places []annotate.Place) annotate.Place {
	if len(places) == 1 {
		return places[0]
	}
	c := annotate.Place{Quote: annotate.Quote{Start: places[0].Quote.Start}}
	for _, p := range places {
		c.Quote.End = max(c.Quote.End, p.Quote.End)
	}
	return c
}

func (r *bratReader) add(id string, a *annotate.Annotation) *annotate.Annotation {
	r.page.Annotations = append(r.page.Annotations, a)
	if r.owner[id] == nil {
		r.owner[id] = a
	}
	return a
}
