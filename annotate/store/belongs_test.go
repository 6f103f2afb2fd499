package store

import "testing"

// A list that names what it does not open passes over the files that stet itself wrote.
func TestWhatStetWritesIsItsOwn(t *testing.T) {
	for path, want := range map[string]bool{
		"codebook.toml": true, "names.toml": true, "assignments.tsv": true, "feeds.opml": true, "pages.toml": true, "sub/talks.txt.alice.anno.json": true,
		"talks.txt": false, "others.opml": false, "table.xlsx": false,
	} {
		if Belongs(path) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
}
