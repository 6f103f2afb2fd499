package library

import (
	"strings"
	"testing"
)

func TestFilesThatAreNotOpenedAreCounted(t *testing.T) {
	var others []File
	for _, name := range []string{"a.jpg", "b.JPG", "c.xlsx", "notes", "a.md.bob.anno.json", "d.mp3"} {
		others = append(others, File{Path: name})
	}
	list := Unopened(Rest{Others: others}, func(p string) bool { return strings.HasSuffix(p, ".anno.json") })
	if got := Endings(list, 3); got != "2 .jpg, 1 without an extension, 1 .mp3, 1 other" {
		t.Error(got)
	}
	if got := Endings(Unopened(Rest{Others: others[:2]}, func(string) bool { return true }), 3); got != "" {
		t.Error(got)
	}
	if got := Endings(Unopened(Rest{Links: 2, Special: 1}, nil), 3); got != "2 links, 1 special file" {
		t.Error(got)
	}
}
