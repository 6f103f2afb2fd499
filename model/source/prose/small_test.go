package prose

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"stet/model"
	"stet/model/need"
)

// TestSmallDocumentsAreReadAsTheyWere holds what is read of documents of our own, a few
// rules in each: every paragraph with what is known of it, and what the document says of
// itself. The first line is the kind; of docx and odt, "-- NAME" begins a part, and \xHH
// stands for a byte of rtf.
func TestSmallDocumentsAreReadAsTheyWere(t *testing.T) {
	need.Cases(t, filepath.Join("testdata", "small.txt"), func(input string) string { return smallDocument(t, input) })
}

func smallDocument(t testing.TB, input string) string {
	kind, text, _ := strings.Cut(input, "\n")
	var parts []string
	for i, part := range strings.Split("\n"+text, "\n-- ") {
		if i > 0 {
			name, content, _ := strings.Cut(part, "\n")
			parts = append(parts, name, content)
		}
	}
	var b strings.Builder
	tell := func(p Paragraph) error {
		fmt.Fprintf(&b, "%s\n", toldOf(&p))
		return nil
	}
	var f Facts
	var err error
	switch kind {
	case "rtf":
		f, err = RTF(strings.NewReader(need.Bytes(text)), tell)
	case "docx":
		data := pack(t, parts...)
		f, err = Docx(bytes.NewReader(data), int64(len(data)), tell)
	case "odt":
		data := pack(t, parts...)
		f, err = ODT(bytes.NewReader(data), int64(len(data)), tell)
	}
	for _, s := range [][2]string{{"title", f.Title}, {"author", f.Author}, {"language", f.Language}, {"notices", strings.Join(f.Notices(), "; ")}} {
		if s[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", s[0], s[1])
		}
	}
	if !f.Created.IsZero() || !f.Modified.IsZero() {
		fmt.Fprintf(&b, "made %s, changed %s\n", f.Created.Format("2006-01-02 15:04"), f.Modified.Format("2006-01-02 15:04"))
	}
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
	}
	return b.String()
}

func toldOf(p *Paragraph) string {
	s := fmt.Sprintf("%q", p.Text)
	if p.Kind != model.Paragraph {
		s = fmt.Sprintf("%v %d %s %s", p.Kind, p.Level, p.Marker, s)
	}
	if p.Row > 0 {
		s += fmt.Sprintf(" row %d cell %d", p.Row, p.Cell)
	}
	for _, of := range []struct {
		name string
		is   bool
	}{{p.Role, p.Role != ""}, {"centred", p.Centre}, {"new page", p.Break}, {"bold", p.Bold()}} {
		if of.is {
			s += ", " + of.name
		}
	}
	if p.Size > 0 {
		s += fmt.Sprintf(", %v points", p.Size)
	}
	if p.Lead > 0 {
		s += fmt.Sprintf(", %d bold", p.Lead)
	}
	for _, span := range p.Spans {
		s += fmt.Sprintf(", %v %d-%d %s", span.Mark, span.Range.Start, span.Range.End, span.Href)
	}
	return strings.TrimSpace(s)
}
