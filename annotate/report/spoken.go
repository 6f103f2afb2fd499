package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/count"
	"stet/model/source"
)

// A Said is one annotation that is read aloud.
type Said struct {
	*annotate.Annotation
	By        string // whose it is; "" where that need not be said
	Suggested bool   // the program found it, and nobody has decided on it
	Unsure    bool   // where its words end is for a person to decide
}

// A telling is what is said in the course of a reading, in the order in which it
// is numbered: as it is in the text, and what is nowhere at the end.
type telling struct {
	all    []*numbered
	byID   map[string]*numbered
	bounds []bound
	quoted map[model.Range]string // the titles of the bounded ones by coreRange
}

// A numbered is an annotation under its number.
type numbered struct {
	Said
	kind  kind.Kind
	title string      // “quote 2”
	words model.Range // in the text; empty if absent
	about []*numbered // what was said about it
	done  bool
}

// A bound is where the words of a bounded annotation begin or end.
type bound struct {
	pos   model.Pos
	ends  bool
	outer bool // the first beginning or the last end
	of    *numbered
}

func newTelling(a *model.Article, said []Said) *telling {
	t := &telling{byID: map[string]*numbered{}, quoted: map[model.Range]string{}}
	for _, s := range said {
		m := &numbered{Said: s, kind: kind.Of(s.Annotation)}
		if !s.Target.Whole && s.Target.Annotation == "" && s.Target.State != annotate.Orphan {
			m.words = s.Target.Range.Intersect(model.Range{End: model.Pos(len(a.Text))})
		}
		t.all = append(t.all, m)
	}
	slices.SortStableFunc(t.all, func(x, y *numbered) int {
		switch { // what has no place is last
		case x.words.Empty() == y.words.Empty():
			return x.words.Compare(y.words)
		case x.words.Empty():
			return 1
		}
		return -1
	})
	t.number(a)
	slices.SortStableFunc(t.bounds, compareBounds)
	return t
}

// number gives every annotation its title. Bounded ones with the same words share
// it, so that they are heard to begin and end once.
func (t *telling) number(a *model.Article) {
	n := map[string]int{}
	at := map[model.Range]*numbered{}
	for _, m := range t.all {
		if m.ID != "" && t.byID[m.ID] == nil {
			t.byID[m.ID] = m
		}
		bounded := m.kind.Bounded && !m.words.Empty()
		if first := at[m.words]; bounded && first != nil && first.kind.Name == m.kind.Name {
			m.title = first.title
			continue
		}
		n[m.kind.Title]++
		m.title = fmt.Sprintf("%s %d", cmp.Or(m.kind.Title, "annotation"), n[m.kind.Title])
		if bounded {
			at[m.words] = m
			t.bound(a, m)
		}
	}
	for _, m := range t.all {
		if parent := t.byID[m.Target.Annotation]; m.Target.Annotation != "" && parent != nil {
			parent.about = append(parent.about, m)
		}
	}
}

// bound notes where the words of m begin and end, piece by piece.
func (t *telling) bound(a *model.Article, m *numbered) {
	pieces := []model.Range{m.words}
	for _, f := range m.kind.Places {
		if !f.Whole {
			continue
		}
		var parts []model.Range
		for _, p := range f.Get(m.Body) {
			if r := p.Range.Intersect(m.words); p.State != annotate.Orphan && !r.Empty() {
				parts = append(parts, r)
			}
		}
		if len(parts) > 1 {
			slices.SortFunc(parts, model.Range.Compare)
			pieces = parts
		}
	}
	for i, p := range pieces {
		p = withMarks(a.Text, p)
		t.bounds = append(t.bounds, bound{p.Start, false, i == 0, m}, bound{p.End, true, i == len(pieces)-1, m})
	}
	t.quoted[coreRange(a.Text, m.words)] = m.title
}

// compareBounds orders what happens at one place: ends before beginnings, the
// inner end and the outer beginning first.
func compareBounds(x, y bound) int {
	switch {
	case x.pos != y.pos:
		return cmp.Compare(x.pos, y.pos)
	case x.ends != y.ends && x.ends:
		return -1
	case x.ends != y.ends:
		return 1
	case x.ends:
		return y.of.words.Compare(x.of.words)
	}
	return x.of.words.Compare(y.of.words)
}

// withMarks adds to a stretch the quotation marks and stops that are at its
// edges: “end of quote” between a word and its full stop would be a stumble.
func withMarks(text string, r model.Range) model.Range {
	for range mostMarks {
		c, n := utf8.DecodeLastRuneInString(text[:r.Start])
		if n == 0 || !unicode.In(c, unicode.Pi, unicode.Ps) && c != '"' && c != '„' {
			break
		}
		r.Start -= model.Pos(n)
	}
	for range mostMarks {
		c, n := utf8.DecodeRuneInString(text[r.End:])
		if n == 0 || !unicode.In(c, unicode.Pf, unicode.Pe) && !strings.ContainsRune(`".,;:!?…`, c) {
			break
		}
		r.End += model.Pos(n)
	}
	return r
}

// The lengths in bytes at which words are told whole, and marks looked for at an
// edge, at most.
const (
	longWords = 400
	mostMarks = 4
)

// coreRange is a stretch without marks and blanks at its edges.
func coreRange(text string, r model.Range) model.Range {
	sign := func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }
	for range mostMarks {
		if c, n := utf8.DecodeRuneInString(text[r.Start:r.End]); n > 0 && sign(c) {
			r.Start += model.Pos(n)
		}
		if c, n := utf8.DecodeLastRuneInString(text[r.Start:r.End]); n > 0 && sign(c) {
			r.End -= model.Pos(n)
		}
	}
	return r
}

// shortened is words as they are told again, without quotation marks: up to twelve
// of them, of more the first four and the last three.
func shortened(words string) string {
	head, tail := words, words
	if len(words) > longWords {
		head, tail = words[:longWords/2], words[len(words)-longWords/2:]
	} else if len(strings.Fields(words)) <= 12 {
		return quoteMarks.Replace(words)
	}
	first, last := strings.Fields(strings.ToValidUTF8(head, "")), strings.Fields(strings.ToValidUTF8(tail, ""))
	return quoteMarks.Replace(fmt.Sprintf("%s, and so on, to %s", strings.Join(first[:min(4, len(first))], " "), strings.Join(last[max(0, len(last)-3):], " ")))
}

var quoteMarks = strings.NewReplacer("“", "", "”", "", "„", "", `"`, "", "«", "", "»", "")

// name says whom or what a Ref means.
func (t *telling) name(r annotate.Ref) string {
	switch r.Kind {
	case annotate.RefAnnotation:
		if m := t.byID[r.ID]; m != nil {
			return m.title
		}
		return "another annotation"
	case annotate.RefWords:
		if r.Words == nil {
			return ""
		}
		return shortened(r.Words.Quote.Exact)
	case annotate.RefArticle:
		return "the article itself"
	}
	return r.String()
}

// remark is what is said of an annotation, as a sentence, or as two where a person
// wrote something. It begins with head. Words are those of the text that it is
// about, "" where they need not be told; where is what is said in their place.
func (t *telling) remark(m *numbered, head, where, words string) string {
	parts := []string{head}
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if m.Suggested {
		add("suggested")
	}
	if m.Target.Annotation != "" {
		add(fmt.Sprintf("on %s", t.name(annotate.Ref{Kind: annotate.RefAnnotation, ID: m.Target.Annotation})))
	}
	add(where)
	if b, ok := m.Body.(kind.Spoken); ok {
		add(b.Spoken(t.name))
	} else if m.Body != nil {
		add(m.Body.Label())
	}
	if m.Unsure {
		add("where it ends is not sure")
	}
	add(trouble(m.Target.State))
	if len(m.Tags) > 0 {
		add(fmt.Sprintf("tagged %s", strings.Join(m.Tags, ", ")))
	}
	if m.By != "" {
		add(fmt.Sprintf("annotated by %s", m.By))
	}
	s := strings.Join(parts, ", ")
	if words != "" {
		s += ": " + words
	}
	s = stopped(capital(s))
	if m.Comment != "" {
		s = fmt.Sprintf("%s Remark: %s End of remark.", s, stopped(withoutMarkup(m.Comment)))
	}
	return strings.Join(strings.Fields(s), " ")
}

// withoutMarkup is the text of a remark, which is Markdown.
func withoutMarkup(remark string) string {
	a, err := source.Read("remark.md", []byte("\n"+remark)) // a remark has no front matter
	if err != nil || strings.TrimSpace(a.Text) == "" {
		return remark
	}
	return a.Text
}

// stopped ends a sentence.
func stopped(s string) string {
	s = strings.TrimSpace(s)
	inner := strings.TrimRightFunc(s, func(r rune) bool { return r == '"' || unicode.In(r, unicode.Pf, unicode.Pe) })
	if r, _ := utf8.DecodeLastRuneInString(inner); strings.ContainsRune(".!?…", r) {
		return s
	}
	return s + "."
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// counts says what there is to hear, by kind.
func (t *telling) counts() string {
	var kept, suggested []string
	all := make([]*annotate.Annotation, len(t.all))
	for i, m := range t.all {
		all[i] = m.Annotation
	}
	for _, k := range kind.Among(all) {
		n := [2]int{}
		for _, m := range t.all {
			if m.kind.Name == k.Name {
				if m.Suggested {
					n[1]++
				} else {
					n[0]++
				}
			}
		}
		if n[0] > 0 {
			kept = append(kept, count.Of(n[0], k.Title))
		}
		if n[1] > 0 {
			suggested = append(suggested, count.Of(n[1], k.Title))
		}
	}
	var out []string
	if len(kept) > 0 {
		out = append(out, "Kept: "+strings.Join(kept, ", ")+".")
	}
	if len(suggested) > 0 {
		out = append(out, "Only suggested: "+strings.Join(suggested, ", ")+".")
	}
	return cmp.Or(strings.Join(out, " "), "Nothing is annotated.")
}
