package format

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/count"
)

// CSV in its long form has a row an annotation and a column for everything that
// can be said of one: what R, SPSS, pandas and a spreadsheet read (RFC 4180,
// UTF-8). Cells that a spreadsheet would take for a formula begin with an
// apostrophe, as those of Hypothesis do.
var csvFormat = Format{
	Name: "csv", Title: "CSV, a row an annotation", Ext: ".csv", Unit: CodePoints,
	Holds:  Everything,
	Note:   "Cells that look like formulas begin with an apostrophe.",
	encode: encodeCSV, decode: decodeCSV,
}

// csvWideFormat is the table of content analysis: a row an article and
// annotator, a column a question. Tools for agreement and R read it.
var csvWideFormat = Format{
	Name: "csv-wide", Title: "CSV, a row an article", Ext: ".csv",
	Holds:  Labels | Tags | WholeArticle | Overlaps | Links | Remarks | Orphans,
	Note:   "The codes of whole articles, a column a question; of the rest, how many there are.",
	encode: encodeWide,
}

const (
	csvUnit    = "codepoint"
	csvArticle = "article"
	csvWords   = "words"
)

func encodeCSV(out *output, pages iter.Seq[*page]) error {
	f, err := out.create("")
	if err != nil {
		return err
	}
	w := csv.NewWriter(f)
	names := columnNames(out.kinds)
	if err := w.Write(csvHead(out.kinds)); err != nil {
		return err
	}
	for p := range pages {
		for _, a := range p.Annotations {
			if err := writeCSVRow(w, csvRow(out, p, a, names)); err != nil {
				return err
			}
		}
	}
	w.Flush()
	return w.Error()
}

func csvRow(out *output, p *page, a *annotate.Annotation, names []string) []string {
	m := p.Article.Meta
	target, q := a.Target.Annotation, a.Target.Quote
	start, end, unit, state, page := "", "", "", "", ""
	switch {
	case isPlace(a):
		target, unit, state = csvWords, csvUnit, a.Target.State.String()
		start, end = strconv.Itoa(q.Start), strconv.Itoa(q.End)
		if q.Page > 0 {
			page = strconv.Itoa(q.Page)
		}
	case target == "":
		target = csvArticle
	}
	row := []string{
		p.Article.Path, m.URL, m.Title, kind.FormatTime(m.Published), p.Annotator, a.ID, a.Kind(), a.Body.Label(), target,
		start, end, unit, q.Exact, q.Prefix, q.Suffix, state, page,
	}
	plain := len(row)
	row = append(row, make([]string, len(names))...)
	for _, c := range columnsFor(a) {
		switch i, v := slices.Index(names, c.name), c.get(a); {
		case i >= 0:
			row[plain+i] = v
		case v != "": // of a kind that another codebook calls by the same name
			out.lose(p, a, c.feature.What(), c.name+" "+v)
		}
	}
	return row
}

func writeCSVRow(w *csv.Writer, row []string) error {
	for i, cell := range row {
		row[i] = Cell(cell)
	}
	return w.Write(row)
}

// Cell puts an apostrophe before a cell that a spreadsheet would calculate (OWASP, CSV
// Injection), and before one that would look like it; unguard takes it away. A line
// end counts too, since a reader makes LF of CRLF, and so do the signs in the width of
// Chinese and Japanese, which some spreadsheets take for theirs.
func Cell(cell string) string {
	if looksCalculated(strings.TrimLeft(cell, "'")) {
		return "'" + cell
	}
	return cell
}

func unguard(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && looksCalculated(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return cell
}

func looksCalculated(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first)
}

func decodeCSV(src Source) ([]*page, []Loss, error) {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(src.Data), "\ufeff")))
	r.FieldsPerRecord = -1
	r.Comma = delimiter(src.Data)
	head, err := r.Read()
	if err != nil {
		return nil, nil, fmt.Errorf("no header row: %w", err)
	}
	at := map[string]int{}
	for i, name := range head {
		at[columnName(name)] = i
	}
	if _, ok := at["kind"]; !ok {
		return nil, nil, fmt.Errorf("no column kind in the header row")
	}
	t := &csvTable{src: src, at: at, pages: map[csvKey]*page{}, missing: writtenByR(src.Data, r.Comma, at)}
	t.unknown(head)
	for {
		row, err := r.Read()
		if err == io.EOF {
			return t.list, t.losses, nil
		}
		line := 0
		var broken *csv.ParseError
		switch {
		case errors.As(err, &broken):
			line = broken.Line
		case err == nil:
			line, _ = r.FieldPos(0) // which panics where there is no row
			err = t.row(line, row)
			if err == nil && len(row) > t.width {
				err = fmt.Errorf("%s beyond the columns of the header row", count.Many(len(row)-t.width, "cell", "cells"))
			}
		}
		if err != nil {
			t.losses = append(t.losses, Loss{What: BrokenLine, Document: src.Name, Line: line, Detail: err.Error()})
			if len(t.losses) > maxBroken {
				return nil, t.losses, fmt.Errorf("more than %d broken rows", maxBroken)
			}
		}
	}
}

// maxBroken is how many broken rows make a file no table.
const maxBroken = 10_000

// delimiter is what is most often in the first line: a spreadsheet of some
// countries writes semicolons.
func delimiter(data []byte) rune {
	first, _, _ := strings.Cut(string(data[:min(len(data), 1<<16)]), "\n")
	best := ','
	for _, c := range ";\t" {
		if strings.Count(first, string(c)) > strings.Count(first, string(best)) {
			best = c
		}
	}
	return best
}

// columnName is a name in the header row as stet writes it.
func columnName(cell string) string { return strings.ToLower(strings.TrimSpace(unguard(cell))) }

// unknown tells of the columns that have no meaning here. The first may have no name:
// R writes the numbers of the rows there.
func (t *csvTable) unknown(head []string) {
	known := csvHead(t.src.kinds())
	for i, name := range head {
		called := columnName(name)
		if called == "" && i == 0 || slices.Contains(known, called) {
			continue
		}
		t.losses = append(t.losses, Loss{What: Column, Document: t.src.Name, Line: 1, Detail: fmt.Sprintf("%q", name)})
	}
	t.width = len(head)
}

type csvKey struct{ file, url, annotator string }

type csvTable struct {
	src    Source
	at     map[string]int
	list   []*page
	pages  map[csvKey]*page
	losses []Loss
	width  int // columns in the header row
	// missing is what stands for an empty cell.
	missing string
}

// naCells are columns in which NA can only mean that there is nothing.
var naCells = []string{"id", "start", "end", "unit", "created", "modified", "reviewed", "who_at", "towards_at", "cue", "parts", "published", "who_ref"}

// writtenByR returns "NA" where a file has it in a column of numbers, dates or
// offsets: R writes that for what is empty.
func writtenByR(data []byte, comma rune, at map[string]int) string {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), byteOrderMark)))
	r.FieldsPerRecord, r.Comma, r.ReuseRecord = -1, comma, true
	for n := 0; n < maxBroken; {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if n++; err != nil {
			continue
		}
		for _, name := range naCells {
			if i, ok := at[name]; ok && i < len(row) && row[i] == "NA" {
				return "NA"
			}
		}
	}
	return ""
}

func (t *csvTable) row(line int, row []string) error {
	cell := func(name string) string {
		if i, ok := t.at[name]; ok && i < len(row) {
			if row[i] == t.missing {
				return ""
			}
			return unguard(row[i])
		}
		return ""
	}
	k, ok := t.src.kinds().Find(cell("kind"))
	if !ok {
		return fmt.Errorf("%q is no kind", cell("kind"))
	}
	a := &annotate.Annotation{ID: cell("id"), Body: k.New()}
	switch target := cell("target"); target {
	case csvArticle:
		a.Target.Whole = true
	case csvWords, "":
		q := annotate.Quote{Exact: cell("quote"), Prefix: cell("prefix"), Suffix: cell("suffix"), Start: unplaced}
		if err := t.offsets(cell, line, &q); err != nil {
			return err
		}
		a.Target.Quote = q
	default:
		a.Target.Annotation = target
	}
	for _, c := range columnsFor(a) {
		if _, ok := t.at[c.name]; !ok {
			continue
		}
		if err := c.set(a, cell(c.name)); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	t.label(k, a, cell("label"), line)
	p := t.page(csvKey{cell("file"), cell("url"), cell("annotator")})
	p.Annotations = append(p.Annotations, a)
	return nil
}

// label takes the label of a row where the column of the kind itself said nothing, and
// tells of one that cannot be had.
func (t *csvTable) label(k kind.Kind, a *annotate.Annotation, label string, line int) {
	f, ok := k.Label()
	if _, own := t.at[f.Name]; label == "" || ok && own || a.Body.Label() == label {
		return
	}
	if err := k.SetLabel(a.Body, label); err != nil {
		t.losses = append(t.losses, Loss{What: UnknownThing, Document: t.src.Name, Line: line, Detail: fmt.Sprintf("label %.60q: %s", label, err)})
	}
}

// offsets reads those of a row. Where they cannot be read, its words are looked for.
func (t *csvTable) offsets(cell func(string) string, line int, q *annotate.Quote) error {
	from, to, unit := cell("start"), cell("end"), cell("unit")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	readable := err1 == nil && err2 == nil && start >= 0 && end >= start
	switch {
	case readable && (unit == csvUnit || unit == ""):
		q.Start, q.End = start, end
	case q.Exact == "":
		return fmt.Errorf("neither offsets nor a quote")
	case readable:
		t.losses = append(t.losses, Loss{What: NoUnit, Document: t.src.Name, Line: line, Detail: fmt.Sprintf("%.60q", unit), Kept: true})
	case from != "" || to != "":
		t.losses = append(t.losses, Loss{What: BrokenLine, Document: t.src.Name, Line: line, Detail: fmt.Sprintf("%.60q to %.60q are no offsets", from, to), Kept: true})
	}
	return nil
}

func (t *csvTable) page(key csvKey) *page {
	p := t.pages[key]
	if p == nil {
		p = newPage(Document{Annotator: key.annotator, Article: &model.Article{Path: key.file, Meta: model.Meta{URL: key.url}}})
		t.pages[key] = p
		t.list = append(t.list, p)
	}
	return p
}

// encodeWide holds the rows until it knows the columns.
func encodeWide(out *output, pages iter.Seq[*page]) error {
	f, err := out.create("")
	if err != nil {
		return err
	}
	type row struct {
		plain []string
		codes map[string][]string
	}
	var rows []row
	questions := map[string]bool{}
	stories := newStories()
	for p := range pages {
		m := p.Article.Meta
		stories.add(p.Article)
		r := row{codes: map[string][]string{},
			plain: []string{p.Article.Path, m.URL, m.Title, kind.FormatTime(m.Published), p.Annotator}}
		counts := map[string]int{}
		for _, a := range p.Annotations {
			counts[a.Kind()]++
			if a.Target.Whole {
				codesOf(a, func(question, code string) {
					questions[question] = true
					r.codes[question] = append(r.codes[question], code)
				})
			}
		}
		for _, k := range out.kinds {
			r.plain = append(r.plain, strconv.Itoa(counts[k.Name]))
		}
		rows = append(rows, r)
	}
	w := csv.NewWriter(f)
	head := []string{"file", "url", "title", "published", "annotator", "cluster", "copy_of"}
	stories.find()
	for _, k := range out.kinds {
		head = append(head, "n_"+k.Name)
	}
	names := slices.Sorted(maps.Keys(questions))
	if err := writeCSVRow(w, append(head, names...)); err != nil {
		return err
	}
	for _, r := range rows {
		r.plain = slices.Insert(r.plain, 5, stories.columns(r.plain[0])...)
		for _, q := range names {
			r.plain = append(r.plain, strings.Join(r.codes[q], "; "))
		}
		if err := writeCSVRow(w, r.plain); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// codesOf yields what an annotation of the whole article answers to which
// question: a tag "topic:economy", another tag as yes, and the label of a kind
// that has one.
func codesOf(a *annotate.Annotation, yield func(question, code string)) {
	for _, t := range a.Tags {
		if question, code, ok := strings.Cut(t, ":"); ok {
			yield(question, code)
		} else {
			yield(t, "1")
		}
	}
	if label := a.Body.Label(); label != "" {
		yield(a.Kind(), label)
	}
}
