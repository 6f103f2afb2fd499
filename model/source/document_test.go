package source

import (
	"archive/zip"
	"bytes"
	"fmt"
	"testing"

	"stet/model"
)

func packed(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i]})
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(parts[i+1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestADocumentOpensLikeAnyFile(t *testing.T) {
	body := `<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Harbour to be deepened</w:t></w:r></w:p><w:p><w:r><w:t>By Ada Weber</w:t></w:r></w:p><w:p><w:r><w:t>5 March 2024</w:t></w:r></w:p>` +
		`<w:p><w:r><w:t>The council wants it.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>metres</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>cost</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>It says so.</w:t></w:r></w:p>`
	data := packed(t, "word/document.xml", "<w:document><w:body>"+body+"</w:body></w:document>")
	for _, name := range []string{"a.docx", "A.DOCX", ""} { // also from standard input
		a, err := Read(name, data)
		if err != nil {
			t.Fatal(err)
		}
		if got := blocksOf(a); got != "# Harbour to be deepened / (By Ada Weber) / (5 March 2024) / The council wants it. / metres\tcost\n2\t9 / It says so." {
			t.Errorf("%q: %s", name, got)
		}
		if m := a.Meta; m.Title != "Harbour to be deepened" || m.Byline != "Ada Weber" || m.Published.Month() != 3 || m.Published.Year() != 2024 {
			t.Errorf("%+v", m)
		}
		if back, err := Read("a.md", Write(a)); err != nil || back.Text != a.Text {
			t.Errorf("written: %v", err)
		}
	}
	if _, err := Read("a.docx", []byte("plain words")); err == nil {
		t.Error("text under the name of a document")
	}
}

func TestEPUBInTheOrderOfItsSpine(t *testing.T) {
	page := func(s string) string { return "<html><head><title>x</title></head><body>" + s + "</body></html>" }
	a, err := Read("a.epub", packed(t, "mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="E/c.opf"/></rootfiles></container>`,
		"E/c.opf", `<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The harbour</dc:title><dc:creator>Ada Weber</dc:creator><dc:language>en-GB</dc:language></metadata><manifest><item id="2" href="b.xhtml" media-type="application/xhtml+xml"/><item id="1" href="a%20b.xhtml" media-type="application/xhtml+xml"/><item id="3" href="c.xhtml" media-type="application/xhtml+xml"/><item id="n" href="n.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest><spine><itemref idref="1"/><itemref idref="n"/><itemref idref="3" linear="no"/><itemref idref="2"/></spine></package>`,
		"E/b.xhtml", page("<h1>Two</h1><p>It is deep.</p>"), "E/a b.xhtml", page("<h1>One</h1><p>It is shallow.</p>"), "E/n.xhtml", page("<p>contents</p>")))
	if err != nil {
		t.Fatal(err)
	}
	if got := blocksOf(a); got != "# One / It is shallow. / # Two / It is deep." {
		t.Error(got)
	}
	if got := fmt.Sprint(a.Notices); got != "[1 part outside of the reading order, left out]" {
		t.Errorf("it says %q", got)
	}
	if m := a.Meta; m.Title != "The harbour" || m.Byline != "Ada Weber" || m.Language != "en" {
		t.Errorf("%+v", m)
	}
}

// Whatever is in the parts of an e-book, reading it ends and gives an article whose
// blocks lie in its text.
func FuzzEPUB(f *testing.F) {
	f.Add(`<package><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>`, `<html><body><h1>A</h1><p>b</p></body></html>`)
	f.Add(`<package><manifest><item id="a" href="../../a.xhtml"/><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="a"/></spine></package>`, `<p><table><tr><td><p>`)
	f.Add(`<package`, "\x00\xff")
	f.Fuzz(func(t *testing.T, opf, chapter string) {
		a, err := Read("a.epub", packed(t, "mimetype", "application/epub+zip",
			"META-INF/container.xml", `<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>`,
			"a.opf", opf, "a.xhtml", chapter))
		if err != nil {
			return
		}
		at := model.Pos(0)
		for _, b := range a.Blocks {
			if b.Range.Start < at || b.Range.End < b.Range.Start || int(b.Range.End) > len(a.Text) {
				t.Fatalf("block %v of a text of %d", b.Range, len(a.Text))
			}
			at = b.Range.End
		}
	})
}
