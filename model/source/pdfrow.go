package source

import (
	"fmt"
	"strings"
	"time"

	"stet/model"
	"stet/model/clean"
	"stet/model/source/pdf"
)

// pdfRow is a PDF. Its article knows where its pages begin.
var pdfRow = Format{
	Name: "pdf", MediaType: "application/pdf",
	Extensions: []string{".pdf"},
	Doc:        "a PDF: columns in reading order, lines joined, running heads as boilerplate, page numbers kept; a scan or a locked file is refused",
	load:       loadPDF,
	magic:      func(data string) bool { return strings.HasPrefix(data, "%PDF-") },
}

// mostPDF is the largest PDF that is read, in bytes.
const mostPDF = 512 << 20

func loadPDF(a *model.Article, data string) error {
	if len(data) > mostPDF {
		return fmt.Errorf("larger than %d MB", mostPDF>>20)
	}
	doc, err := pdf.Read([]byte(data))
	if err != nil {
		return err
	}
	a.Notices = append(a.Notices, doc.Notices...)
	var b builder
	for i := range doc.Paragraphs {
		p := &doc.Paragraphs[i]
		b.begin(model.Block{Kind: p.Kind, Level: p.Level})
		for _, piece := range p.Pieces {
			for len(a.Pages) < piece.Page {
				a.Pages = append(a.Pages, model.Pos(len(b.buf)))
			}
			writePiece(&b, p.Kind, piece)
		}
		b.end()
	}
	for len(a.Pages) < doc.Pages { // empty pages at the end
		a.Pages = append(a.Pages, model.Pos(len(b.buf)))
	}
	b.finish(a)
	labelHead(a)
	labelBoilerplate(a)
	a.Meta.Title = title(a)
	if a.Meta.Title == "" {
		a.Meta.Title = clean.Entities(doc.Title)
	}
	if a.Meta.Byline == "" {
		a.Meta.Byline = clean.Entities(doc.Author)
	}
	if t, err := time.Parse("D:20060102150405", strings.TrimSpace(doc.Created[:min(len(doc.Created), 16)])); err == nil {
		a.Meta.Modified = t
	}
	return nil
}

// writePiece writes the part of a paragraph that lies on one page.
func writePiece(b *builder, kind model.BlockKind, p pdf.Piece) {
	at := model.Pos(0)
	for _, s := range p.Spans {
		if s.Range.Empty() || s.Range.Start < at || kind == model.Heading || kind == model.Boilerplate {
			continue
		}
		composeText(b, p.Text[at:s.Range.Start])
		b.open(s.Mark, "")
		composeText(b, p.Text[s.Range.Start:s.Range.End])
		b.close()
		at = s.Range.End
	}
	composeText(b, p.Text[at:])
}
