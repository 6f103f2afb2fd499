// Package report turns what was annotated into a document: for people without
// stet Markdown, or one HTML file that needs no network and no script; for the ear
// the article in lines that are read aloud.
//
// It refuses to know how a question is asked (package query) and where the
// report is put. Whatever it takes from articles and sidecars is text: it is
// escaped, and controls are made visible.
package report

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/model"
	"stet/model/source"
)

// A Report is what is told about some annotations.
type Report struct {
	Title      string
	Made       time.Time
	Articles   []*Article // by path
	Annotators []string   // by name
	Counts     []Count    // by kind, those that occur

	Claims  []Claim
	Voices  []Voice // who is quoted, the most quoted first
	Stances query.Matrix

	Own     []string       // titles of the kinds that a codebook adds
	numbers map[string]int // of the notes, by ID and sidecar
}

// An Article is one article with its annotations.
type Article struct {
	Path   string
	Title  string
	Source string
	Date   time.Time
	// Text is nil where the article could not be read.
	Text *model.Article
	// Notes are its annotations as they are in the text; those of the whole
	// article and lost ones come last.
	Notes []*Note
}

// A Note is one annotation under its number in the report, from 1.
type Note struct {
	Number int
	Row    *query.Row
}

// A Count is how many annotations of a kind there are.
type Count struct {
	Kind string
	N    int
}

// New makes a report of rows that came with their annotations (see
// [query.Collect]). The articles are read from their paths; same joins names, nil
// joins none.
func New(ctx context.Context, title string, made time.Time, rows []*query.Row, same query.Same) (*Report, error) {
	r := &Report{Title: title, Made: made}
	rows = slices.Clone(rows)
	slices.SortFunc(rows, query.ComparePlace)
	var article *Article
	for _, row := range rows {
		if article == nil || article.Path != row.Article {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			article = &Article{Path: row.Article, Title: row.Title, Source: row.Source, Date: row.Published}
			if text, err := source.Open(filepath.FromSlash(row.Article)); err == nil {
				article.Text = text
			}
			r.Articles = append(r.Articles, article)
		}
		article.Notes = append(article.Notes, &Note{Row: row})
		if !slices.Contains(r.Annotators, row.Annotator) {
			r.Annotators = append(r.Annotators, row.Annotator)
		}
	}
	slices.Sort(r.Annotators)
	r.number()
	r.gather(same)
	r.Stances = query.Stances(rows, same)
	return r, nil
}

// number counts the annotations through, in the order in which they are shown.
func (r *Report) number() {
	n := 0
	r.numbers = map[string]int{}
	for _, a := range r.Articles {
		slices.SortStableFunc(a.Notes, func(x, y *Note) int { return cmp.Compare(placeRank(x.Row), placeRank(y.Row)) })
		for _, note := range a.Notes {
			n++
			note.Number = n
			r.numbers[note.Row.Sidecar+note.Row.ID] = n
		}
	}
}

// Number returns the number of the note about a row.
func (r *Report) Number(row *query.Row) int { return r.numbers[row.Sidecar+row.ID] }

func placeRank(r *query.Row) int {
	switch {
	case r.State == annotate.Orphan:
		return 2
	case r.Whole || r.Words == "":
		return 1
	}
	return 0
}

// gather puts the annotations together by what they say.
func (r *Report) gather(same query.Same) {
	kinds := map[string]int{}
	var all []*annotate.Annotation
	voices := map[string]*Voice{}
	var rows []*query.Row
	for _, a := range r.Articles {
		for _, n := range a.Notes {
			rows = append(rows, n.Row)
		}
	}
	shared := query.SharedVerdicts(rows)
	for _, a := range r.Articles {
		for _, n := range a.Notes {
			kinds[n.Row.Kind]++
			all = append(all, n.Row.Full)
			switch claim, quote := claimed(n.Row), quoted(n.Row); {
			case claim != nil:
				r.Claims = append(r.Claims, newClaim(n, claim, shared[n.Row.ID]))
			case quote:
				who := n.Row.Who
				if same != nil {
					who = same(who)
				}
				v := voices[who]
				if v == nil {
					v = &Voice{Name: who}
					voices[who] = v
				}
				v.Quotes = append(v.Quotes, n)
			}
		}
	}
	for _, k := range kind.Among(all) {
		if kinds[k.Name] == 0 {
			continue
		}
		if k.Added() {
			r.Own = append(r.Own, k.Title)
		}
		r.Counts = append(r.Counts, Count{k.Title, kinds[k.Name]})
	}
	for _, v := range voices {
		r.Voices = append(r.Voices, *v)
	}
	slices.SortFunc(r.Voices, func(a, b Voice) int {
		return cmp.Or(cmp.Compare(len(b.Quotes), len(a.Quotes)), strings.Compare(a.Name, b.Name))
	})
}

// where says on which line of which article a note is.
func where(r *query.Row) string {
	return articleName(r.Article) + lineSuffix(r)
}

func articleName(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
