package library

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"stet/model"
	"stet/model/intake"
	"stet/model/source"
)

// Fill reads the articles of the given entries and hands them over in batches,
// from one goroutine, until ctx is done. count finds the quotes of an article;
// with nil they are not counted. A file that cannot be read is an entry with a
// Problem.
func Fill(ctx context.Context, dir string, stale []Entry, count func(*model.Article) int, hand func([]Entry)) {
	inParallel(ctx, stale, func(e Entry) Entry { return fill(dir, e.File, count) }, hand)
}

// inParallel does work on all processors and hands the results over in batches,
// from one goroutine, in no order.
func inParallel[A, B any](ctx context.Context, items []A, work func(A) B, hand func([]B)) {
	next, done := make(chan A), make(chan B, 64)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(items)) {
		wg.Go(func() {
			for x := range next {
				done <- work(x)
			}
		})
	}
	go func() {
		defer func() { close(next); wg.Wait(); close(done) }()
		for _, x := range items {
			select {
			case next <- x:
			case <-ctx.Done():
				return
			}
		}
	}()
	batch(done, hand)
}

// batch gathers what comes within a tenth of a second; the first goes at once.
func batch[T any](in <-chan T, hand func([]T)) {
	const often = 100 * time.Millisecond
	var got []T
	var last time.Time
	for x := range in {
		got = append(got, x)
		if time.Since(last) >= often {
			hand(got)
			got, last = nil, time.Now()
		}
	}
	if len(got) > 0 {
		hand(got)
	}
}

func fill(dir string, f File, count func(*model.Article) int) Entry {
	e := bare(f)
	e.Read, e.racy = true, !f.SettledAt(time.Now())
	file := filepath.Join(dir, filepath.FromSlash(f.Path))
	if box := intake.Recognise(file); box != nil {
		e.Problem = fmt.Sprintf("%s with many articles: opening it offers to unpack them", box.Title)
		return e
	}
	a, err := source.Open(file)
	if err != nil {
		e.Problem = strings.TrimPrefix(err.Error(), file+": ")
		return e
	}
	if a.Meta.Title != "" {
		e.Title = a.Meta.Title
	}
	e.Source, e.Byline, e.Date = a.Meta.Publisher, a.Meta.Byline, a.Meta.Published
	e.Language, e.Tags = a.Meta.Language, a.Meta.Tags
	e.Words, e.Lead = a.Words(), lead(a)
	if count != nil {
		e.Quotes = count(a)
	}
	return e
}

// lead returns the beginning of the first paragraph, for a list.
func lead(a *model.Article) string {
	const limit = 400 // bytes; a preview has four lines of 72 cells
	for i := range a.Blocks {
		b := &a.Blocks[i]
		if b.Kind != model.Paragraph {
			continue
		}
		s := strings.Join(strings.Fields(a.Slice(model.Range{Start: b.Range.Start, End: min(b.Range.End, b.Range.Start+2*limit)})), " ")
		if len(s) <= limit {
			return s
		}
		cut := strings.LastIndexByte(s[:limit], ' ')
		if cut < 0 {
			for cut = limit; !utf8.RuneStart(s[cut]); cut-- {
			}
		}
		return s[:cut] + " …"
	}
	return ""
}
