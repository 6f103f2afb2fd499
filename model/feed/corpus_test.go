package feed

import (
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/model/need"
)

// TestFeedsAreReadAsTheyWere holds all that is read of a thousand feeds, many of them
// broken. They are small: a result is that of all whose names begin alike.
func TestFeedsAreReadAsTheyWere(t *testing.T) {
	folder := need.Corpora(t, "feeds/testdata")
	base, _ := url.Parse("https://gazette.example/")
	alike, entries := map[string]string{}, map[string]int{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if ext := filepath.Ext(path); err != nil || d.IsDir() || ext != ".xml" && ext != ".json" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(folder, path)
		group, _, _ := strings.Cut(strings.TrimSuffix(filepath.ToSlash(name), filepath.Ext(name)), "_")
		f, err := Read(data, "", base)
		alike[group] += fmt.Sprintf("%s %v\n", name, err)
		if err == nil {
			alike[group] += fmt.Sprintf("%q %q %q\n", f.Title, f.Site, f.Notices)
			for i := range f.Items {
				it := &f.Items[i]
				alike[group] += fmt.Sprintf("  %q %+v %q %v\n", it.Key, it.Meta, it.Content, it.Base)
				entries[group]++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []need.Result
	for _, group := range slices.Sorted(maps.Keys(alike)) {
		got = append(got, need.Result{Name: group, About: fmt.Sprintf("%d entries", entries[group]), All: alike[group]})
	}
	need.Unchanged(t, filepath.Join("testdata", "feeds.txt"), got)
}
