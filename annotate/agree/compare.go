package agree

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/segment"
)

// Gold begins the names of annotators who are no coders: an adjudication, machines.
const Gold = "@"

// A Document is one article and what each coder said of it.
type Document struct {
	Article *model.Article
	Coders  map[string]Coding
}

// A Coding is one coder's annotations of one article, and when the coder was
// done with it, or zero. That of an adjudication holds refused ones too.
type Coding struct {
	Annotations []*annotate.Annotation
	Coded       time.Time
}

// A Figure is one line of a report.
type Figure struct {
	Level   string // "article", "sentence" or "words"
	What    string // the question or the kind
	Label   string // of which label, "" for all
	Measure string // "α", "κ", "F1 exact", …
	Value   float64
	// Low and High bound the middle 95 % of bootstrap samples; NaN where there
	// are none.
	Low, High float64
	Units     int // articles, sentences, pairs or stretches that count
	Coders    int
}

// none is the code of a unit that a coder saw and left without one.
const none = "—"

// Compare measures the agreement over articles that two coders or more have
// seen: those in which they have annotated anything, or said to be done. Codes
// of an article are those of the codebook's questions, and tags of the form
// QUESTION:CODE without one. For the questions and kinds that scales name, α is
// computed by that scale too.
func Compare(docs []Document, book *codebook.Codebook, scales ...Scaled) []Figure {
	s := &study{book: book, coders: codersOf(docs), scales: scales}
	for _, d := range docs {
		if seen := s.seen(d); len(seen) >= 2 {
			s.docs = append(s.docs, d)
		}
	}
	s.kinds = kindsIn(s.docs)
	var figures []Figure
	figures = append(figures, s.articles()...)
	figures = append(figures, s.sentences()...)
	return append(figures, s.words()...)
}

type study struct {
	book   *codebook.Codebook
	coders []string
	docs   []Document // that two or more have seen
	kinds  kind.Rows  // that there are
	scales []Scaled
}

// kindsIn are the kinds that there are in documents, those that a codebook adds
// included.
func kindsIn(docs []Document) kind.Rows {
	var all []*annotate.Annotation
	for _, d := range docs {
		for _, c := range d.Coders {
			all = append(all, c.Annotations...)
		}
	}
	return kind.Among(all)
}

// A variable is what coders are compared by, of one kind: the label, or another
// of its coded fields.
type variable struct {
	kind string
	what string // in the report
	more bool   // it is not the label
	code func(*annotate.Annotation) string
	unit Scale
	one  bool // of an annotation alone: numbers and dates of a sentence do not add up
}

// variables are those of the kinds whose annotations are about words.
func (s *study) variables() []variable {
	var out []variable
	for _, k := range s.kinds {
		if k.Links {
			continue
		}
		out = append(out, variable{kind: k.Name, what: k.Name, code: func(a *annotate.Annotation) string { return a.Body.Label() }, unit: Nominal()})
		for _, f := range k.Coded {
			v := variable{kind: k.Name, what: k.Name + ": " + f.Name, more: true, code: func(a *annotate.Annotation) string { return f.Get(a.Body) }, unit: Nominal()}
			switch f.Type {
			case kind.Number:
				v.unit, v.one = Interval(), true
			case kind.Date:
				v.one = true
			}
			out = append(out, v)
		}
	}
	return out
}

func codersOf(docs []Document) []string {
	names := map[string]bool{}
	for _, d := range docs {
		for name := range d.Coders {
			if !strings.HasPrefix(name, Gold) {
				names[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// seen returns the coders who have looked at an article.
func (s *study) seen(d Document) []string {
	return slices.DeleteFunc(slices.Clone(s.coders), func(name string) bool {
		c, ok := d.Coders[name]
		return !ok || len(c.Annotations) == 0 && c.Coded.IsZero()
	})
}

// A codedTable holds the codes that coders gave to some units: the answers to one question, or
// what one kind says of sentences.
type codedTable struct {
	level, what, label string
	t                  Table
}

// articles compares the codes of whole articles, question by question.
func (s *study) articles() []Figure { return s.measure(s.articleTables()) }

// sentences compares, kind by kind, which sentences bear an annotation, and of
// which label or other code.
func (s *study) sentences() []Figure { return s.measure(s.sentenceTables()) }

func (s *study) measure(tables []codedTable) (figures []Figure) {
	for _, c := range tables {
		figures = append(figures, s.coefficients(c.level, c.what, c.label, c.t)...)
	}
	return figures
}

// articleTables are the codes of whole articles, question by question.
func (s *study) articleTables() []codedTable {
	answers := map[string]map[*model.Article]map[string][]string{} // question, article, coder
	many := map[string]bool{}
	for _, d := range s.docs {
		for _, name := range s.coders {
			c := d.Coders[name]
			for _, a := range c.Annotations {
				if !a.Target.Whole {
					continue
				}
				s.answers(a, func(question, code string) {
					byArticle := child(answers, question)
					byCoder := child(byArticle, d.Article)
					byCoder[name] = append(byCoder[name], code)
					many[question] = many[question] || len(byCoder[name]) > 1
				})
			}
		}
	}
	var tables []codedTable
	for _, question := range slices.Sorted(maps.Keys(answers)) {
		if set := s.set(question); set != nil && set.Many || many[question] {
			tables = append(tables, s.manyCodes(question, answers[question])...)
			continue
		}
		t := s.table(func(d Document, coder string) string {
			codes := answers[question][d.Article][coder]
			return strings.Join(append(codes, none)[:max(1, len(codes))], "")
		})
		tables = append(tables, codedTable{"article", question, "", t})
	}
	return tables
}

func child[K1, K2 comparable, V any](m map[K1]map[K2]V, k K1) map[K2]V {
	if m[k] == nil {
		m[k] = map[K2]V{}
	}
	return m[k]
}

// manyCodes compares a question with any number of answers: each code is one of
// its own, given or not.
func (s *study) manyCodes(question string, answers map[*model.Article]map[string][]string) []codedTable {
	codes := map[string]bool{}
	for _, byCoder := range answers {
		for _, given := range byCoder {
			for _, c := range given {
				codes[c] = true
			}
		}
	}
	var tables []codedTable
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		t := s.table(func(d Document, coder string) string {
			if slices.Contains(answers[d.Article][coder], code) {
				return code
			}
			return none
		})
		tables = append(tables, codedTable{"article", question, code, t})
	}
	return tables
}

func (s *study) set(question string) *codebook.Set {
	if s.book == nil {
		return nil
	}
	return s.book.Find(question)
}

// answers yields the codes that an annotation of the whole article gives.
func (s *study) answers(a *annotate.Annotation, yield func(question, code string)) {
	for _, tag := range a.Tags {
		if question, code, ok := strings.Cut(tag, ":"); ok && (s.book == nil || s.set(question) != nil) {
			yield(question, code)
		}
	}
	if label := a.Body.Label(); label != "" {
		yield(a.Kind(), label)
	}
}

// table makes a row for each article and a column for each coder.
func (s *study) table(code func(d Document, coder string) string) Table {
	var t Table
	for _, d := range s.docs {
		seen := s.seen(d)
		row := make([]string, len(s.coders))
		for i, coder := range s.coders {
			if slices.Contains(seen, coder) {
				row[i] = code(d, coder)
			}
		}
		t = append(t, row)
	}
	return t
}

// coefficients are what a paper reports of one table.
func coefficients(level, what, label string, t Table) []Figure {
	figure := func(measure string, f func(Table) Result, t Table) Figure {
		return coefficient(level, what, label, measure, f, t)
	}
	out := []Figure{figure("α", func(t Table) Result { return Alpha(t, Nominal()) }, t)}
	full := used(t)
	switch n := codersIn(t); {
	case n == 2:
		out = append(out, figure("Cohen’s κ", Cohen, full))
	case n > 2:
		out = append(out, figure("Fleiss’ κ", Fleiss, full))
	}
	return out
}

func coefficient(level, what, label, measure string, f func(Table) Result, t Table) Figure {
	r := f(t)
	low, high := math.NaN(), math.NaN()
	if !math.IsNaN(r.Value) {
		low, high = Bootstrap(t, f)
	}
	return Figure{Level: level, What: what, Label: label, Measure: measure, Value: r.Value, Low: low, High: high, Units: r.Units, Coders: codersIn(t)}
}

// used leaves out the columns of coders who coded nothing.
func used(t Table) Table {
	var columns []int
	for i := range width(t) {
		if slices.ContainsFunc(t, func(u []string) bool { return u[i] != "" }) {
			columns = append(columns, i)
		}
	}
	out := make(Table, len(t))
	for i, u := range t {
		for _, c := range columns {
			out[i] = append(out[i], u[c])
		}
	}
	return out
}

func width(t Table) int {
	if len(t) == 0 {
		return 0
	}
	return len(t[0])
}

func codersIn(t Table) int { return width(used(t)) }

// sentenceTables say, kind by kind, which sentences bear an annotation, and of which
// label or other code.
func (s *study) sentenceTables() []codedTable {
	tables := map[string]Table{}
	variables := s.variables()
	for _, d := range s.docs {
		sentences := segment.Sentences(d.Article.Text, model.Range{End: model.Pos(len(d.Article.Text))})
		for _, v := range variables {
			if v.one {
				continue
			}
			rows := make(Table, len(sentences))
			for i := range rows {
				rows[i] = make([]string, len(s.coders))
			}
			for column, coder := range s.coders {
				if slices.Contains(s.seen(d), coder) {
					fill(rows, column, sentences, ofKind(d.Coders[coder].Annotations, v.kind), v)
				}
			}
			tables[v.what] = append(tables[v.what], rows...)
		}
	}
	var out []codedTable
	for _, v := range variables {
		if t := tables[v.what]; anyCode(t) {
			out = append(out, codedTable{"sentence", v.what, "", t})
		}
	}
	return out
}

// ofKind returns a coder's annotations of words, of one kind.
func ofKind(as []*annotate.Annotation, name string) []*annotate.Annotation {
	var out []*annotate.Annotation
	for _, a := range as {
		if a.Kind() == name && !a.Target.Whole && a.Target.Annotation == "" && !a.Target.Empty() && a.Target.State != annotate.Orphan {
			out = append(out, a)
		}
	}
	slices.SortFunc(out, func(a, b *annotate.Annotation) int {
		return cmp.Or(a.Target.Compare(b.Target.Range), cmp.Compare(a.Body.Label(), b.Body.Label()))
	})
	return out
}

// fill gives each sentence the codes of the annotations that begin in it or reach
// into it, "—" if absent. An annotation without a label has its kind.
func fill(rows Table, column int, sentences []model.Range, as []*annotate.Annotation, v variable) {
	labels := make([][]string, len(sentences))
	for _, a := range as {
		i, _ := slices.BinarySearchFunc(sentences, a.Target.Start, func(s model.Range, at model.Pos) int {
			if s.End <= at {
				return -1
			}
			return 1
		})
		for ; i < len(sentences) && sentences[i].Start < a.Target.End; i++ {
			label := v.code(a)
			if label == "" && !v.more {
				label = a.Kind()
			}
			if label != "" && !slices.Contains(labels[i], label) {
				labels[i] = append(labels[i], label)
			}
		}
	}
	for i := range rows {
		slices.Sort(labels[i])
		rows[i][column] = cmp.Or(strings.Join(labels[i], "+"), none)
	}
}

func anyCode(t Table) bool {
	return slices.ContainsFunc(t, func(u []string) bool {
		return slices.ContainsFunc(u, func(c string) bool { return c != "" && c != none })
	})
}
