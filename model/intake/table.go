package intake

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"stet/model"
	"stet/model/clean"
	"stet/model/source/prose"
)

// A table has an article in each row: CSV and its like, and JSON lines. Which
// column is what is known by its name, or said with --map.
var table = Format{
	Name: "csv", Title: "table",
	Doc:        "a table with a header: csv, tsv, or with semicolons; columns are known by common names, by those of Media Cloud and newspaper4k, or by --map",
	Extensions: []string{".csv", ".tsv"},
	sniff: func(p *probe) bool {
		if p.ext != ".csv" && p.ext != ".tsv" && p.ext != ".tab" {
			return false
		}
		line, _, _ := strings.Cut(p.head, "\n")
		cells, err := newCSV(strings.NewReader(strings.TrimPrefix(line, "\uFEFF")), line).Read()
		return err == nil && hasText(columnsOf(cells, p.c.opts.Columns))
	},
	read: readTable,
}

var jsonLines = Format{
	Name: "jsonl", Title: "JSON lines",
	Doc:        "JSON lines, or a list of objects in JSON: likewise",
	Extensions: []string{".jsonl", ".ndjson"},
	sniff: func(p *probe) bool {
		switch p.ext {
		case ".jsonl", ".ndjson", ".json":
		default:
			return false
		}
		object, ok := firstObject(p.head)
		return ok && hasText(columnsOf(sortedKeys(object), p.c.opts.Columns))
	},
	read: readJSONLines,
}

// columnNames are the names that columns have, the surest first, without case,
// blanks and hyphens.
var columnNames = map[field][]string{
	fieldTitle:    {"title", "headline", "titel", "titre", "título", "article_title", "name"},
	fieldSource:   {"source", "publisher", "media_name", "source_name", "publication", "newspaper", "outlet", "medium", "site_name", "sitename", "source_domain", "domain", "quelle", "media_url"},
	fieldDate:     {"date", "published", "publish_date", "publication_date", "date_publish", "date_published", "pubdate", "published_at", "datum", "created_at", "indexed_date"},
	fieldByline:   {"author", "authors", "byline", "autor", "auteur", "creator"},
	fieldSection:  {"section", "category", "ressort", "rubrik"},
	fieldPage:     {"page", "seite"},
	fieldLength:   {"words", "length", "word_count", "wordcount"},
	fieldLanguage: {"language", "lang", "meta_lang", "sprache"},
	fieldID:       {"id", "stories_id", "article_id", "doc_id", "uuid", "guid"},
	fieldURL:      {"url", "link", "canonical_link", "source_url", "article_url"},
	fieldBody:     {"text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "story_text", "main_text", "volltext"},
	fieldSummary:  {"summary", "abstract", "description", "lead", "standfirst", "meta_description"},
}

// columnsOf finds which column is which field. What a person says comes first.
func columnsOf(names []string, said map[string]string) map[field]int {
	at := map[field]int{}
	fold := func(s string) string {
		return strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(s)))
	}
	for _, f := range fieldNames {
		column, ok := said[f.name]
		if i := slices.Index(names, column); ok && i >= 0 {
			at[f.field] = i
		}
	}
	for f, known := range columnNames {
		if _, ok := at[f]; ok {
			continue
		}
		for _, want := range known {
			if i := slices.IndexFunc(names, func(n string) bool { return fold(n) == want }); i >= 0 {
				at[f] = i
				break
			}
		}
	}
	return at
}

func hasText(at map[field]int) bool { _, ok := at[fieldBody]; return ok }

// unmapped returns the columns that a person names and the table lacks.
func unmapped(names []string, said map[string]string) error {
	for _, f := range fieldNames {
		if column, ok := said[f.name]; ok && !slices.Contains(names, column) {
			return fmt.Errorf("has no column %q; it has %s", column, strings.Join(names, ", "))
		}
	}
	return nil
}

// row makes an article of the cells of a row.
func row(value func(f field) string) *Item {
	item := &Item{Meta: model.Meta{Format: "text/markdown"}}
	for _, f := range fieldNames {
		v := strings.TrimSpace(value(f.field))
		switch {
		case v == "":
		case f.field == fieldBody:
			item.Body = append(item.Body, textParagraphs(v)...)
		case f.field == fieldSummary:
			item.Body = slices.Insert(item.Body, 0, boilerplate(prose.Paragraph{Text: clean.Blanks(v)}))
		case f.field == fieldSection:
			item.Meta.Section = clean.Blanks(v)
		default:
			set(&item.Meta, f.field, v)
		}
	}
	return item
}

// textParagraphs parts a text at its blank lines; where it has none, at its line
// ends.
func textParagraphs(s string) (list []prose.Paragraph) {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	sep := "\n\n"
	if !strings.Contains(s, sep) {
		sep = "\n"
	}
	for part := range strings.SplitSeq(s, sep) {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, prose.Paragraph{Text: part})
		}
	}
	return list
}

// separator returns what parts the cells of a header.
func separator(header string) rune {
	best := ','
	for _, c := range "\t;|" {
		if strings.Count(header, string(c)) > strings.Count(header, string(best)) {
			best = c
		}
	}
	return best
}

func newCSV(r io.Reader, header string) *csv.Reader {
	c := csv.NewReader(r)
	c.Comma = separator(header)
	c.FieldsPerRecord = -1
	c.LazyQuotes = true
	c.ReuseRecord = true
	return c
}

// mostRow is how large a row may be, in bytes.
const mostRow = 64 << 20

var errRow = errors.New("a row is larger than 64 MB: a quotation mark may be missing")

// A rowLimit stops a reader that swallows more than a row may hold.
type rowLimit struct {
	r    io.Reader
	left int64
}

func (l *rowLimit) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errRow
	}
	n, err := l.r.Read(p)
	l.left -= int64(n)
	return n, err
}

func readTable(r *reading) error {
	in, err := r.open()
	if err != nil {
		return err
	}
	head := make([]byte, 4096)
	n, _ := io.ReadFull(in, head)
	head = head[:n]
	limit := &rowLimit{r: decoded(io.MultiReader(bytes.NewReader(head), in), string(head)), left: mostRow}
	header, _, _ := strings.Cut(string(head), "\n")
	c := newCSV(limit, header)
	names, err := c.Read()
	if err != nil {
		return err
	}
	names = slices.Clone(names)
	if err := unmapped(names, r.opts.Columns); err != nil {
		return err
	}
	at := columnsOf(names, r.opts.Columns)
	for n := 1; ; n++ {
		limit.left = mostRow
		cells, err := c.Read()
		var wrong *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &wrong):
			r.fault(Fault{Number: n, What: "the row cannot be read: " + wrong.Err.Error(), Lost: true})
			continue
		case err != nil:
			return err
		case len(cells) == 1 && strings.TrimSpace(cells[0]) == "":
			continue
		case len(cells) != len(names):
			r.fault(Fault{Number: n, What: fmt.Sprintf("has %d cells, the header %d", len(cells), len(names)), Lost: len(cells) > len(names)})
		}
		item := row(func(f field) string {
			if i, ok := at[f]; ok && i < len(cells) {
				return cells[i]
			}
			return ""
		})
		item.Number = n
		if err := r.item(item); err != nil {
			return err
		}
	}
}

// firstObject reads the first object of JSON lines or of a list. A head may cut it.
func firstObject(head string) (map[string]json.RawMessage, bool) {
	head = strings.TrimLeft(strings.TrimPrefix(head, "\uFEFF"), " \t\r\n[")
	if !strings.HasPrefix(head, "{") {
		return nil, false
	}
	object := map[string]json.RawMessage{}
	d := json.NewDecoder(strings.NewReader(head))
	if err := d.Decode(&object); err == nil {
		return object, true
	}
	// The object is longer than the head: its keys are what tells.
	d = json.NewDecoder(strings.NewReader(head))
	if _, err := d.Token(); err != nil {
		return nil, false
	}
	for d.More() {
		key, err := d.Token()
		name, ok := key.(string)
		if err != nil || !ok {
			break
		}
		object[name] = nil
		var value json.RawMessage
		if d.Decode(&value) != nil {
			break
		}
	}
	return object, len(object) > 0
}

func sortedKeys(object map[string]json.RawMessage) []string {
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func readJSONLines(r *reading) error {
	in, err := r.open()
	if err != nil {
		return err
	}
	limit := &rowLimit{r: skipMark(in), left: mostRow}
	d := json.NewDecoder(limit)
	if list, err := opensList(d, limit); err != nil || list {
		if err != nil {
			return err
		}
	}
	known := columnsByName(r.opts.Columns)
	for n := 1; d.More(); n++ {
		limit.left = mostRow
		var object map[string]json.RawMessage
		if err := d.Decode(&object); err != nil {
			var kind *json.UnmarshalTypeError
			if errors.As(err, &kind) {
				r.fault(Fault{Number: n, What: "is no object: " + kind.Value, Lost: true})
				continue
			}
			return fmt.Errorf("%w: line %d: %v", prose.ErrBroken, n, err)
		}
		item := row(func(f field) string {
			for _, key := range known[f] {
				if v, ok := object[key]; ok {
					if s := jsonText(v); s != "" {
						return s
					}
				}
			}
			return ""
		})
		item.Number = n
		if err := r.item(item); err != nil {
			return err
		}
	}
	return nil
}

// opensList passes over the bracket of a list.
func opensList(d *json.Decoder, l *rowLimit) (bool, error) {
	b := make([]byte, 1)
	for {
		n, err := l.r.Read(b)
		if err != nil && n == 0 {
			return false, nil
		}
		switch b[0] {
		case ' ', '\t', '\r', '\n':
			continue
		case '[':
			l.r = io.MultiReader(strings.NewReader("["), l.r)
			_, err := d.Token()
			return true, err
		}
		l.r = io.MultiReader(strings.NewReader(string(b)), l.r)
		return false, nil
	}
}

// columnsByName returns the keys of a field, those that a person says first.
func columnsByName(said map[string]string) map[field][]string {
	known := map[field][]string{}
	for _, f := range fieldNames {
		if column, ok := said[f.name]; ok {
			known[f.field] = []string{column}
			continue
		}
		known[f.field] = columnNames[f.field]
	}
	return known
}

// jsonText returns a value as text: a list of names or numbers with commas, an
// object by its name.
func jsonText(v json.RawMessage) string {
	if len(v) == 0 {
		return ""
	}
	switch v[0] {
	case '"':
		var s string
		_ = json.Unmarshal(v, &s)
		return s
	case '[':
		var list []json.RawMessage
		_ = json.Unmarshal(v, &list)
		var parts []string
		for _, item := range list[:min(len(list), 100)] {
			if s := jsonText(item); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", ")
	case '{':
		var o struct{ Name, Title string }
		_ = json.Unmarshal(v, &o)
		if o.Name != "" {
			return o.Name
		}
		return o.Title
	case 'n', 't', 'f':
		return ""
	}
	return string(v)
}
