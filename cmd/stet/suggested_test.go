package main

import (
	"bytes"
	"encoding/xml"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stet/annotate/suggest"
	"stet/model"
	"stet/model/source"
)

// TestFindingsAreAsTheyWere holds every quotation, mention, claim and stance that is
// found in the articles that come with stet. A change of an engine shows here what it
// does to a reader; -update writes it.
func TestFindingsAreAsTheyWere(t *testing.T) {
	root := moduleRoot(t)
	var got bytes.Buffer
	d := detection{print: findingsAsText, least: suggest.Worth}
	n := 0
	add := func(name string, a *model.Article) {
		out, err := d.of(origin{File: name}, a)
		if err != nil {
			t.Fatal(err)
		}
		got.Write(out)
		n++
	}
	for _, pattern := range []string{"cmd/stet/demo/*.txt", "cmd/stet/demo/*.md", "testdata/articles/*.txt"} {
		paths, _ := filepath.Glob(filepath.Join(root, pattern))
		for _, path := range paths {
			a, err := source.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			source.Speak(a, "en", "")
			add(filepath.Base(path), a)
		}
	}
	for _, feed := range []string{"facts.xml", "skim.xml"} {
		for _, story := range storiesOf(t, filepath.Join(root, "testdata", "job", feed)) {
			if n == 20 {
				break
			}
			a := source.OfText("", story)
			source.Speak(a, "en", "")
			title, _, _ := strings.Cut(story, "\n")
			add(title, a)
		}
	}
	if n != 20 {
		t.Errorf("%d articles, want 20", n)
	}
	compareGolden(t, filepath.Join(root, "testdata", "findings.txt"), got.Bytes())
}

var (
	paragraphs = regexp.MustCompile(`</(p|h\d|blockquote|li)>`)
	tags       = regexp.MustCompile(`<[^>]*>`)
)

// storiesOf are the entries of a feed as plain texts.
func storiesOf(t *testing.T, path string) (out []string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var feed struct {
		Items []struct {
			Title string `xml:"title"`
			Body  string `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal(data, &feed); err != nil {
		t.Fatal(err)
	}
	for _, item := range feed.Items {
		body := tags.ReplaceAllString(paragraphs.ReplaceAllString(item.Body, "\n\n"), "")
		out = append(out, item.Title+"\n\n"+strings.TrimSpace(body)+"\n")
	}
	return out
}
