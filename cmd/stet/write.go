package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"stet/annotate/format"
	"stet/annotate/query"
	"stet/model/source"
	"stet/ui/review"
)

// listFiles are the formats of stet list that make a file worth keeping.
var listFiles = []string{"csv", "md", "jsonl"}

// reviewFormats are what W in the review offers: formats of stet list, and those
// of stet export that make one file and are not among them.
func reviewFormats() []review.Format {
	var out []review.Format
	taken := map[string]bool{"markdown": true} // md is one
	for _, name := range listFiles {
		f := findListFormat(name)
		out = append(out, review.Format{Name: f.name, Title: f.help, Ext: "." + f.name})
		taken[name] = true
	}
	for _, f := range format.Formats {
		if f.Exports() && !f.Several && !taken[f.Name] {
			out = append(out, review.Format{Name: f.Name, Title: f.Title, Ext: f.Ext})
		}
	}
	return out
}

// A rowWriter writes rows of the review to a file.
type rowWriter struct{ *program }

// write writes rows to a file that does not exist yet, as stet list prints or
// stet export writes them. What is there already is never overwritten; a file that
// could not be finished, or not before ctx was over, is taken away again.
func (p rowWriter) write(ctx context.Context, w review.Writing) (left string, err error) {
	file, err := os.OpenFile(w.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return "", err
	}
	out := bufio.NewWriter(file)
	if slices.Contains(listFiles, w.Format.Name) {
		err = p.listRows(ctx, out, w)
	} else {
		left, err = p.exportRows(ctx, out, w)
	}
	err = errors.Join(err, out.Flush(), file.Close())
	if err != nil {
		err = errors.Join(err, os.Remove(w.Path))
	}
	return left, err
}

// listRows writes rows as stet list prints them.
func (p rowWriter) listRows(ctx context.Context, out io.Writer, w review.Writing) error {
	to := findListFormat(w.Format.Name).begin(p.program)
	for _, part := range byArticle(w.Rows) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := to.write(out, part); err != nil {
			return err
		}
	}
	return to.end(out)
}

// exportRows writes the annotations of rows in an exchange format, and says what it
// could not hold.
func (p rowWriter) exportRows(ctx context.Context, out io.Writer, w review.Writing) (left string, err error) {
	f, ok := format.Find(w.Format.Name)
	if !ok {
		return "", fmt.Errorf("there is no format %q", w.Format.Name)
	}
	var broken error
	losses, err := f.Export(func(string) (io.Writer, error) { return out, nil }, func(yield func(format.Document) bool) {
		for _, part := range bySidecar(w.Rows) {
			d, err := p.documentOf(ctx, w.Dir, part)
			if broken = errors.Join(ctx.Err(), err); broken != nil || !yield(d) {
				return
			}
		}
	}, ownKinds(w.Dir)...)
	if err = errors.Join(err, broken); err != nil || len(losses) == 0 {
		return "", err
	}
	return format.Account(losses), nil
}

// documentOf reads the annotations that rows of one sidecar stand for.
func (p rowWriter) documentOf(ctx context.Context, dir string, rows []*query.Row) (format.Document, error) {
	a, err := source.Open(filepath.Join(dir, filepath.FromSlash(rows[0].Article)))
	if err != nil {
		return format.Document{}, err
	}
	desk := p.desk(ctx)
	desk.Annotator = rows[0].Annotator
	file, err := desk.Open(a)
	if err != nil {
		return format.Document{}, err
	}
	meaning := func(code string) string { return desk.Meaning(a.Path, code) }
	d := format.Document{Article: a, Annotator: file.Annotator, Meaning: meaning}
	asked := map[string]bool{}
	for _, r := range rows {
		asked[r.ID] = true
	}
	for _, an := range file.Set.All() {
		if asked[an.ID] {
			d.Annotations = append(d.Annotations, an)
		}
	}
	return d, nil
}

// byArticle cuts rows wherever the article changes.
func byArticle(rows []*query.Row) [][]*query.Row {
	var out [][]*query.Row
	start := 0
	for i := range rows {
		if i+1 == len(rows) || rows[i+1].Article != rows[i].Article {
			out = append(out, rows[start:i+1])
			start = i + 1
		}
	}
	return out
}

// bySidecar gathers the rows of each article and annotator, in the order of their
// first ones.
func bySidecar(rows []*query.Row) [][]*query.Row {
	type sidecar struct{ article, annotator string }
	at := map[sidecar]int{}
	var out [][]*query.Row
	for _, r := range rows {
		s := sidecar{r.Article, r.Annotator}
		i, ok := at[s]
		if !ok {
			i, at[s] = len(out), len(out)
			out = append(out, nil)
		}
		out[i] = append(out[i], r)
	}
	return out
}
