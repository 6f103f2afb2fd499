// Package pdftest makes PDF files for tests.
package pdftest

import (
	"fmt"
	"strings"
)

// Make is a PDF of pages, each of lines of ASCII text from the top. Objects that
// annotate a page can be added by Annots.
func Make(pages ...Page) []byte { return File{Pages: pages}.Bytes() }

// A File is what is in a PDF.
type File struct {
	Pages   []Page
	Info    string // the dictionary of its properties, "" for none
	Encrypt string // likewise
}

// fonts are the names that Page.Content may use, F1 to F5.
var fonts = []string{"Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Courier", "Times-BoldItalic"}

// Bytes is the file.
func (made File) Bytes() []byte {
	f := &file{}
	pages := made.Pages
	f.add("<< /Type /Catalog /Pages 2 0 R >>")
	kids := make([]string, len(pages))
	for i := range pages {
		kids[i] = fmt.Sprintf("%d 0 R", 3+len(fonts)+2*i)
	}
	f.add(fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(pages)))
	var names strings.Builder
	for i, font := range fonts {
		f.add("<< /Type /Font /Subtype /Type1 /BaseFont /" + font + " >>")
		fmt.Fprintf(&names, "/F%d %d 0 R ", i+1, 3+i)
	}
	for i, p := range pages {
		f.add(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R /Resources << /Font << %s>> >> /Annots [%s] >>", 4+len(fonts)+2*i, names.String(), strings.Join(p.Annots, " ")))
		var text strings.Builder
		for k, line := range p.Lines {
			line = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(line)
			fmt.Fprintf(&text, "BT /F1 12 Tf 50 %d Td (%s) Tj ET\n", 740-15*k, line)
		}
		text.WriteString(p.Content)
		f.add(fmt.Sprintf("<< /Length %d >>\nstream\n%sendstream", text.Len(), text.String()))
	}
	if made.Info != "" {
		f.add(made.Info)
		f.trailer += fmt.Sprintf(" /Info %d 0 R", len(f.at))
	}
	if made.Encrypt != "" {
		f.trailer += " /ID [<00> <00>] /Encrypt " + made.Encrypt
	}
	return f.end()
}

// A Page is what Make puts on one page.
type Page struct {
	Lines  []string // the first 740 points from the bottom, 50 from the left
	Annots []string // dictionaries of annotations
	// Content is operators of a content stream that come after the lines.
	Content string
}

type file struct {
	data    strings.Builder
	at      []int // where each object begins
	trailer string
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
	fmt.Fprintf(&f.data, "trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n", len(f.at)+1, f.trailer, xref)
	return []byte(f.data.String())
}
