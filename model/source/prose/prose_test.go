package prose

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"stet/model"
)

// pack makes a zip file of parts, by name and content in turn.
func pack(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// all reads a document to the end.
func all(read func(Yield) (Facts, error)) (list []Paragraph, f Facts, err error) {
	f, err = read(func(p Paragraph) error { list = append(list, p); return nil })
	return list, f, err
}

func docxOf(t testing.TB, body string, more ...string) []byte {
	return pack(t, append([]string{"word/document.xml", "<?xml version='1.0'?><w:document><w:body>" + body + "</w:body></w:document>"}, more...)...)
}

func readDocx(data []byte) ([]Paragraph, Facts, error) {
	return all(func(y Yield) (Facts, error) { return Docx(bytes.NewReader(data), int64(len(data)), y) })
}

func said(list []Paragraph) string {
	var b strings.Builder
	for _, p := range list {
		switch {
		case p.Kind == model.Heading:
			fmt.Fprintf(&b, "%s ", strings.Repeat("#", p.Level))
		case p.Kind == model.ListItem:
			fmt.Fprintf(&b, "%s ", p.Marker)
		case p.Row > 0:
			fmt.Fprintf(&b, "%d/%d ", p.Row, p.Cell)
		}
		b.WriteString(p.Text + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestDocx(t *testing.T) {
	data := docxOf(t, `<w:p><w:pPr><w:pStyle w:val="Ttl"/></w:pPr><w:r><w:t>Harbour to be deepened</w:t></w:r></w:p>
		<w:p><w:r><w:t xml:space="preserve">The council </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>wants</w:t></w:r><w:r><w:t xml:space="preserve"> it &amp; so do we</w:t></w:r>
		<w:del><w:r><w:delText>not</w:delText></w:r></w:del><w:ins><w:r><w:t>.</w:t></w:r></w:ins><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
		<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr></w:pPr><w:r><w:t>first</w:t></w:r></w:p>
		<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr></w:pPr><w:r><w:t>second</w:t></w:r></w:p>
		<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
		<w:p><w:hyperlink r:id="r1"><w:r><w:t>a page</w:t></w:r></w:hyperlink></w:p>`,
		"word/styles.xml", `<w:styles><w:style w:styleId="Ttl"><w:name w:val="Title"/></w:style></w:styles>`,
		"word/numbering.xml", `<w:numbering><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
		"word/_rels/document.xml.rels", `<Relationships><Relationship Id="r1" Target="https://harbour.example/" TargetMode="External"/></Relationships>`,
		"word/footnotes.xml", `<w:footnotes><w:footnote w:id="0"><w:p><w:r><w:t>rule</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t> By vote.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
		"docProps/core.xml", `<cp:coreProperties><dc:creator>A. Weber</dc:creator></cp:coreProperties>`)
	list, f, err := readDocx(data)
	if err != nil {
		t.Fatal(err)
	}
	want := "# Harbour to be deepened\nThe council wants it & so do we.[1]\n1. first\n2. second\n1/1 a\n1/2 b\na page\n[1] By vote."
	if got := said(list); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if s := list[1].Spans; len(s) != 1 || s[0].Mark != model.Strong || list[1].Text[s[0].Range.Start:s[0].Range.End] != "wants" {
		t.Errorf("%+v", s)
	}
	if s := list[6].Spans; len(s) != 1 || s[0].Href != "https://harbour.example/" {
		t.Errorf("%+v", s)
	}
	if got := strings.Join(f.Notices(), "; "); f.Author != "A. Weber" || got != "1 tracked insertion, read as text; 1 tracked deletion, left out" {
		t.Error(f.Author, got)
	}
}

func TestODT(t *testing.T) {
	data := pack(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml",
		`<office:document-content><office:automatic-styles><style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles><office:body><office:text>
		<text:h text:outline-level="1">Harbour</text:h><text:p>The council <text:span text:style-name="T1">wants</text:span>
		it<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>By vote.</text:p></text:note-body></text:note>.<text:line-break/>Soon.</text:p>
		<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list></office:text></office:body></office:document-content>`)
	list, _, err := all(func(y Yield) (Facts, error) { return ODT(bytes.NewReader(data), int64(len(data)), y) })
	if err != nil {
		t.Fatal(err)
	}
	if got, want := said(list), "# Harbour\nThe council wants it[1].\nSoon.\n• one\n[1] By vote."; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestRTF(t *testing.T) {
	list, f, err := all(func(y Yield) (Facts, error) {
		return RTF(strings.NewReader(`{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}}{\stylesheet{\s1 heading 1;}}{\info{\title Harbour}}`+
			`{\header left out\par}\pard\s1 Harbour\par\pard The {\b council} caf\'e9 \u8212?\f1 \'e4\'e0\f0 .\par`+
			`{\field{\*\fldinst HYPERLINK "https://harbour.example/"}{\fldrslt a page}}{\*\unknown gone}{\v hidden}\par`+
			`\trowd\intbl a\cell b\cell\row\pard end{\footnote note}\page next\par}`), y)
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := said(list), "# Harbour\nThe council café —да.\na page\n1/1 a\n1/2 b\nend\nnext\nnote"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if f.Title != "Harbour" || !list[6].Break || list[2].Spans[0].Href == "" {
		t.Errorf("%+v %+v", f, list[2])
	}
}

// A change is counted where its mark is set, not where it is taken back.
func TestTrackedChangesAreCountedOnce(t *testing.T) {
	list, f, err := all(func(y Yield) (Facts, error) {
		return RTF(strings.NewReader(`{\rtf1 a{\deleted b}\deleted c\deleted0 d\revised e\revised0 f\par}`), y)
	})
	if got := strings.Join(f.Notices(), "; "); err != nil || said(list) != "adef" || got != "1 tracked insertion, read as text; 2 tracked deletions, left out" {
		t.Error(err, said(list), got)
	}
}

func TestADocumentThatIsCutOffGivesWhatItHas(t *testing.T) {
	list, _, err := all(func(y Yield) (Facts, error) { return RTF(strings.NewReader(`{\rtf1 one\par two`), y) })
	if !errors.Is(err, ErrBroken) || said(list) != "one\ntwo" {
		t.Error(err, said(list))
	}
	if _, _, err := readDocx([]byte("PK\x03\x04 no more")); !errors.Is(err, ErrBroken) {
		t.Error(err)
	}
}

func TestBombs(t *testing.T) {
	if _, _, err := readDocx(docxOf(t, strings.Repeat("<w:p>", 2000))); !errors.Is(err, ErrTooDeep) {
		t.Error("nesting:", err)
	}
	if _, _, err := all(func(y Yield) (Facts, error) { return RTF(strings.NewReader(`{\rtf1`+strings.Repeat("{", 5000)), y) }); !errors.Is(err, ErrTooDeep) {
		t.Error("groups:", err)
	}
	b := &boundedPart{ReadCloser: zeros{}, packed: 1000}
	n, err := int64(0), error(nil)
	for buf := make([]byte, 1<<20); err == nil; {
		var k int
		k, err = b.Read(buf)
		n += int64(k)
	}
	if !errors.Is(err, ErrBomb) || n > mostUnpacked+1<<20 {
		t.Error("unpacked:", n, err)
	}
	if _, err := OpenPackage(zeros{}, 1<<40); err == nil {
		t.Error("a table of contents without end")
	}
}

// zeros is a file that never ends.
type zeros struct{}

func (zeros) Read(p []byte) (int, error)            { clear(p); return len(p), nil }
func (zeros) ReadAt(p []byte, _ int64) (int, error) { clear(p); return len(p), nil }
func (zeros) Close() error                          { return nil }

func FuzzRTF(f *testing.F) {
	for _, s := range []string{`{\rtf1\ansi a\par}`, `{\rtf1{\*\x{\u-10179?\u-8704?}}\'zz\bin3 abc}`, `{\rtf1\u`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkAll(t, func(y Yield) (Facts, error) { return RTF(bytes.NewReader(data), y) })
	})
}

func FuzzDocx(f *testing.F) {
	f.Add(`<w:p><w:r><w:t>a</w:t></w:r></w:p>`)
	f.Add(`<w:p><w:p></w:tbl><w:tc><w:t><![CDATA[x]]>`)
	f.Fuzz(func(t *testing.T, body string) {
		data := docxOf(t, body)
		checkAll(t, func(y Yield) (Facts, error) { return Docx(bytes.NewReader(data), int64(len(data)), y) })
	})
}

func FuzzODT(f *testing.F) {
	f.Add(`<text:p>a<text:span>b</text:p></text:span>`)
	f.Fuzz(func(t *testing.T, body string) {
		data := pack(t, "content.xml", body)
		checkAll(t, func(y Yield) (Facts, error) { return ODT(bytes.NewReader(data), int64(len(data)), y) })
	})
}

// checkAll holds what every reader promises: spans lie in the text, in order.
func checkAll(t *testing.T, read func(Yield) (Facts, error)) {
	list, _, _ := all(read)
	for _, p := range list {
		at := model.Pos(0)
		for _, s := range p.Spans {
			if s.Range.Start < at || s.Range.End < s.Range.Start || int(s.Range.End) > len(p.Text) {
				t.Fatalf("span %v of %q", s, p.Text)
			}
			at = s.Range.Start
		}
	}
}
