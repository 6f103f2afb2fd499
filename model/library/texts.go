package library

import (
	"context"
	"path/filepath"

	"stet/model/source"
)

// A Text is the text of one article, for searching.
type Text struct{ Path, Text string }

// ReadTexts reads the texts of articles of the folder dir, puts each through
// fold, and hands them over in batches, until they have limit bytes in all or
// ctx is done. A file that cannot be read is passed over.
func ReadTexts(ctx context.Context, dir string, entries []Entry, limit int, fold func(string) string, hand func([]Text)) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	size := 0
	inParallel(ctx, entries, func(e Entry) Text {
		a, err := source.Open(filepath.Join(dir, filepath.FromSlash(e.Path)))
		if err != nil {
			return Text{Path: e.Path}
		}
		return Text{e.Path, fold(a.Text)}
	}, func(ts []Text) {
		for _, t := range ts {
			size += len(t.Text)
		}
		if size > limit {
			stop()
			return
		}
		hand(ts)
	})
}
