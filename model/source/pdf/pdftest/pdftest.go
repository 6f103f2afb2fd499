// Package pdftest makes PDF files for tests.
package pdftest

import (
	"fmt"
	"strings"
)

// Make is a PDF of pages, each of lines of ASCII text from the top. Objects that
// annotate a page can be added by Annots.
func Make(pages ...Page) []byte {
	f := &file{}
	f.add("<< /Type /Catalog /Pages 2 0 R >>")
	kids := make([]string, len(pages))
	for i := range pages {
		kids[i] = fmt.Sprintf("%d 0 R", 4+2*i)
	}
	f.add(fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(pages)))
	f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	for i, p := range pages {
		f.add(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> /Annots [%s] >>", 5+2*i, strings.Join(p.Annots, " ")))
		var text strings.Builder
		for k, line := range p.Lines {
			line = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(line)
			fmt.Fprintf(&text, "BT /F1 12 Tf 50 %d Td (%s) Tj ET\n", 740-15*k, line)
		}
		f.add(fmt.Sprintf("<< /Length %d >>\nstream\n%sendstream", text.Len(), text.String()))
	}
	return f.end()
}

// A Page is what Make puts on one page.
type Page struct {
	Lines  []string // the first 740 points from the bottom, 50 from the left
	Annots []string // dictionaries of annotations
}

type file struct {
	data strings.Builder
	at   []int // where each object begins
}

func (f *file) add(object string) {
	if f.data.Len() == 0 {
		f.data.WriteString("%PDF-1.7\n")
	}
	f.at = append(f.at, f.data.Len())
	fmt.Fprintf(&f.data, "%d 0 obj\n%s\nendobj\n", len(f.at), object)
}

func (f *file) end() []byte {
	xref := f.data.Len()
	fmt.Fprintf(&f.data, "xref\n0 %d\n0000000000 65535 f \n", len(f.at)+1)
	for _, at := range f.at {
		fmt.Fprintf(&f.data, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&f.data, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(f.at)+1, xref)
	return []byte(f.data.String())
}
