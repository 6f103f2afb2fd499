package intake

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/need"
	"stet/model/source"
)

// TestContainersAreReadAsTheyWere holds the articles of the exports of databases and
// of other files with many, with all that is known of each, and what is told of the
// rest.
func TestContainersAreReadAsTheyWere(t *testing.T) {
	folder := need.Corpora(t, "exports")
	var got []need.Result
	for _, pattern := range []string{"*.*", "made/*.*"} {
		paths, _ := filepath.Glob(filepath.Join(folder, pattern))
		for _, path := range paths {
			name, _ := filepath.Rel(folder, path)
			got = append(got, container(path, filepath.ToSlash(name)))
		}
	}
	need.Unchanged(t, filepath.Join("testdata", "exports.txt"), got)
}

func container(path, name string) need.Result {
	var all strings.Builder
	c, err := Open(path, Options{})
	if err != nil {
		return need.Result{Name: name, About: "no container", All: strings.ReplaceAll(err.Error(), path, name)}
	}
	defer c.Close()
	n := 0
	tally, err := c.Each(context.Background(), func(i *Item) error {
		n++
		a := i.Article
		if a == nil {
			a = source.Compose(i.Meta, i.Body)
		}
		m := a.Meta
		m.Original = filepath.Base(m.Original)
		fmt.Fprintf(&all, "%d %+v %q %q\n", i.Number, m, a.Notices, a.Lacking)
		for k := range a.Blocks {
			fmt.Fprintf(&all, "%v %q\n", a.Blocks[k].Kind, a.Slice(a.Blocks[k].Range))
		}
		return nil
	})
	fmt.Fprintf(&all, "%+v %v\n", tally, err)
	return need.Result{Name: name, About: fmt.Sprintf("%d articles", n), All: all.String()}
}
