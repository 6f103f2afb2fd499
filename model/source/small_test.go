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

// TestSmallFilesAreReadAsTheyWere holds what is read of files of our own, a few rules in
// each: what is known of the article, each block with its marks, what is told, and the
// file that is written of it if that is another. The first line is the name; \xHH is
// one byte. "story:" before the name asks for the story of a page, "fragment:" before
// an address for a piece of HTML that a feed brings.
func TestSmallFilesAreReadAsTheyWere(t *testing.T) {
	need.Cases(t, filepath.Join("testdata", "small.txt"), smallFile)
}

func smallFile(input string) string {
	name, text, _ := strings.Cut(input, "\n")
	data := need.Bytes(text)
	if address, is := strings.CutPrefix(name, "fragment: "); is {
		base, _ := url.Parse(address)
		return toldArticle(ReadFragment(data, base), data)
	}
	page, isStory := strings.CutPrefix(name, "story: ")
	a, err := Read(page, []byte(data))
	if err != nil {
		return fmt.Sprintf("error: %v", err)
	}
	if isStory {
		a = Story(a)
	}
	return toldArticle(a, data)
}

// toldArticle tells what was read of data.
func toldArticle(a *model.Article, data string) string {
	var b strings.Builder
	m := &a.Meta
	fmt.Fprintf(&b, "%s %q", m.Format, m.Title)
	for _, s := range [][2]string{{"by", m.Byline}, {"in", m.Publisher}, {"at", m.URL}, {"language", m.Language}, {"tags", strings.Join(m.Tags, "; ")}, {"section", m.Section}, {"page", m.Page}, {"number", m.ID}, {"of", m.Original}, {"lacking", a.Lacking}} {
		if s[1] != "" {
			fmt.Fprintf(&b, ", %s %q", s[0], s[1])
		}
	}
	if m.Length > 0 {
		fmt.Fprintf(&b, ", %d words", m.Length)
	}
	if !m.Published.IsZero() {
		fmt.Fprintf(&b, ", published %s", m.Published.UTC().Format("2006-01-02 15:04"))
	}
	if !m.Modified.IsZero() {
		fmt.Fprintf(&b, ", changed %s", m.Modified.UTC().Format("2006-01-02 15:04"))
	}
	b.WriteByte('\n')
	for _, n := range a.Notices {
		fmt.Fprintf(&b, "notice: %s\n", n)
	}
	for i := range a.Blocks {
		fmt.Fprintf(&b, "%s\n", toldBlock(a, &a.Blocks[i]))
	}
	if file := string(Write(a)); file != data {
		b.WriteString("written:\n" + file)
	}
	return b.String()
}

func toldBlock(a *model.Article, k *model.Block) string {
	kinds := map[model.BlockKind]string{model.Paragraph: "", model.Heading: "heading", model.Blockquote: "quote", model.ListItem: "item", model.Code: "code", model.Table: "table", model.Caption: "caption", model.Boilerplate: "frame"}
	s := kinds[k.Kind]
	if k.Level > 0 {
		s += fmt.Sprint(k.Level)
	}
	if k.Marker != "" {
		s += " " + k.Marker
	}
	s += fmt.Sprintf(" %q", a.Slice(k.Range))
	if k.Line > 0 {
		s += fmt.Sprintf(" line %d", k.Line)
	}
	for _, of := range []struct {
		name string
		is   bool
	}{{"rule", k.Rule}, {"soft", k.Soft}, {k.Language, k.Language != ""}, {fmt.Sprint(k.Align), len(k.Align) > 0}} {
		if of.is {
			s += " " + of.name
		}
	}
	for _, span := range k.Spans {
		s += fmt.Sprintf(", %v %d-%d %s", span.Mark, span.Range.Start-k.Range.Start, span.Range.End-k.Range.Start, span.Href)
	}
	return strings.TrimSpace(s)
}
