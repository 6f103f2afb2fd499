package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"

	"stet/annotate/query"
	"stet/ui/review"
)

// reviewFormats are the formats of stet list that make a file worth keeping.
func reviewFormats() []review.Format {
	var out []review.Format
	for _, name := range []string{"csv", "md", "jsonl"} {
		f := findListFormat(name)
		out = append(out, review.Format{Name: f.name, Title: f.help, Ext: "." + f.name})
	}
	return out
}

// writeRows writes rows to a file that does not exist yet, as stet list prints
// them. What is there already is never overwritten; a file that could not be
// finished, or not before ctx was over, is taken away again.
func (p *program) writeRows(ctx context.Context, format, path string, rows []*query.Row) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	err = errors.Join(p.rowsTo(ctx, f, format, rows), f.Close())
	if err != nil {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}

func (p *program) rowsTo(ctx context.Context, to io.Writer, format string, rows []*query.Row) error {
	out := bufio.NewWriter(to)
	w := findListFormat(format).begin(p)
	for _, part := range byArticle(rows) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.write(out, part); err != nil {
			return err
		}
	}
	if err := w.end(out); err != nil {
		return err
	}
	return out.Flush()
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
