package page

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stet/model/need"
)

// TestPagesAreReadAsTheyWere holds what of two hundred pages is taken for the story, and
// what is known of it.
func TestPagesAreReadAsTheyWere(t *testing.T) {
	paths, _ := filepath.Glob(need.Corpora(t, "") + "/pages*/html/*.html.gz")
	base, _ := url.Parse("https://gazette.example/2026/03/story.html")
	var got []need.Result
	for i, path := range paths {
		if i%3 != 0 {
			continue // more would make this test slow
		}
		doc := parsed(t, path)
		Number(doc)
		p := Read(doc, base)
		var all strings.Builder
		fmt.Fprintf(&all, "%+v\n%t %d\n", p.Meta, p.Found, p.Doubt)
		kept := 0
		for n := range doc.Descendants() {
			if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" && p.Kept[NumberOf(n)] {
				fmt.Fprintf(&all, "%q\n", n.Data)
				kept++
			}
		}
		name := strings.TrimSuffix(filepath.Base(path), ".html.gz")
		got = append(got, need.Result{Name: name, About: fmt.Sprintf("%d texts kept, doubt %d", kept, p.Doubt), All: all.String()})
	}
	need.Unchanged(t, filepath.Join("testdata", "pages.txt"), got)
}

func parsed(t *testing.T, path string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(strings.ToValidUTF8(string(need.Gunzip(t, path)), "\uFFFD")))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
