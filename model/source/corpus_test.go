package source

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"stet/model"
	"stet/model/need"
)

// TestFilesAreReadAsTheyWere holds the articles that are made of documents and of
// pages: the text, its blocks and styles, and what is known and told of it; and what
// is written of them.
func TestFilesAreReadAsTheyWere(t *testing.T) {
	folder := need.Corpora(t, "")
	var got []need.Result
	for _, pattern := range []string{"exports/made/*.*", "exports/*.*", "opinion/*.txt", "../articles/*"} {
		paths, _ := filepath.Glob(filepath.Join(folder, pattern))
		for _, path := range paths {
			if !Known(path) || filepath.Ext(path) == ".pdf" && !strings.Contains(path, "column") {
				continue
			}
			a, err := Open(path)
			got = append(got, result(filepath.Base(path), a, err))
		}
	}
	base, _ := url.Parse("https://gazette.example/2026/03/story.html")
	pages, _ := filepath.Glob(filepath.Join(folder, "pages*/html/*.html.gz"))
	for i, path := range pages {
		if i%24 != 5 {
			continue // more would make this test slow
		}
		a, err := ReadPage(need.Gunzip(t, path), "text/html", base, nil)
		got = append(got, result(filepath.Base(path)[:8], a, err))
	}
	need.Unchanged(t, filepath.Join("testdata", "files.txt"), got)
}

func result(name string, a *model.Article, err error) need.Result {
	if err != nil {
		return need.Result{Name: name, About: "an error", All: err.Error()}
	}
	var all strings.Builder
	fmt.Fprintf(&all, "%+v\n%q\n%s\n%v\n", a.Meta, a.Notices, a.Lacking, a.Pages)
	for i := range a.Blocks {
		b := a.Blocks[i]
		fmt.Fprintf(&all, "%q ", a.Slice(b.Range))
		fmt.Fprintf(&all, "%+v\n", b)
	}
	all.Write(Write(a))
	return need.Result{Name: name, About: fmt.Sprintf("%d blocks, %d words", len(a.Blocks), a.Words()), All: all.String()}
}
