package format

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/source"
	"stet/model/source/pdf/pdftest"
)

// aPDF is an article of two pages, the second of which goes on in mid-sentence.
func aPDF(t *testing.T) (*model.Article, func() ([]byte, error)) {
	t.Helper()
	if testing.Short() {
		t.Skip("PDFium takes seconds to compile")
	}
	path := filepath.Join(t.TempDir(), "harbour.pdf")
	data := pdftest.Make(
		pdftest.Page{Lines: []string{`The council wants the harbour to be deep-`, `ened. "It pays," said the mayor, and the`, `harbour master agreed with her plan on`}},
		pdftest.Page{Lines: []string{`Monday in the evening. "It pays," he said.`}},
	)
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	a, err := source.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return a, func() ([]byte, error) { return os.ReadFile(path) }
}

// Annotations of two people on a PDF go out as highlights of a copy and come back
// as they were, over the end of a line and of a page too.
func TestHighlightsComeBackAsAnnotations(t *testing.T) {
	article, original := aPDF(t)
	at := func(words string, nth int) annotate.Target {
		start := -1
		for range nth {
			start += 1 + strings.Index(article.Text[start+1:], words)
		}
		p := newPage(Document{Article: article})
		pl := annotate.Place{Range: model.Range{Start: model.Pos(start), End: model.Pos(start + len(words))}}
		p.describe(&pl)
		return annotate.Target{Place: pl}
	}
	when := time.Date(2026, 3, 17, 9, 0, 0, 0, time.UTC)
	made := func(n string, who string, target annotate.Target, b annotate.Body) *annotate.Annotation {
		return &annotate.Annotation{ID: ownIDs + "0195a3c0-0000-7000-8000-00000000000" + n, Body: b, Target: target,
			Creator: ownAnnotator + who, Created: when, Modified: when, Origin: annotate.Origin{How: annotate.ByHand}}
	}
	mayor := annotate.Ref{Kind: annotate.RefName, Name: "the mayor", Type: mention.Person}
	alice := Document{Article: article, Annotator: "alice", Original: original, Annotations: []*annotate.Annotation{
		made("1", "alice", at(`"It pays,"`, 1), &kind.Quote{Form: "direct", Speaker: mayor}),
		made("2", "alice", at("agreed with her plan on Monday", 1), &kind.Claim{Claimant: mayor}),
		made("3", "alice", at(`"It pays,"`, 2), &kind.Quote{Form: "direct", Speaker: annotate.Ref{Kind: annotate.RefNobody}}),
	}}
	alice.Annotations[0].Comment, alice.Annotations[0].Tags = "Does it?\n\nwho: knows", []string{"economy"}
	bob := Document{Article: article, Annotator: "bob", Original: original, Annotations: []*annotate.Annotation{
		made("4", "bob", at("deepened", 1), kindNote()),
	}}
	bob.Annotations[0].Creator = "mailto:bob@desk.example"
	bob.Annotations[0].Comment = "who: asks that?"
	var out files
	losses, err := pdfFormat.Export(out.create, slices.Values([]Document{alice, bob}))
	if err != nil || len(losses) > 0 {
		t.Fatal(losses, err)
	}
	docs, losses, err := pdfFormat.Import(out.source(article))
	if err != nil || len(losses) > 0 || len(docs) != 2 {
		t.Fatal(len(docs), losses, err)
	}
	for i, d := range []Document{alice, bob} {
		want, _ := prepare(d, pdfFormat.Holds, nil, kind.All)
		if a, b := canon(docs[i].Annotations, true), canon(want.Annotations, true); a != b || docs[i].Annotator != d.Annotator {
			t.Errorf("%s came back as %s\n%s\nwant\n%s", d.Annotator, docs[i].Annotator, a, b)
		}
	}
}

// An article that is no PDF has no copy, and its annotations are counted as lost.
func TestOnlyPDFsGetHighlights(t *testing.T) {
	d := tram()
	d.Original = func() ([]byte, error) { return []byte(d.Article.Text), nil }
	var out files
	losses, err := pdfFormat.Export(out.create, slices.Values([]Document{d}))
	if err != nil || len(out.names) > 0 {
		t.Fatal(out.names, err)
	}
	lost := 0
	for _, l := range losses {
		if l.What == NotPDF {
			lost++
		}
	}
	if p, _ := prepare(d, pdfFormat.Holds, nil, kind.All); lost != len(p.Annotations) {
		t.Errorf("%d lost, want %d: %v", lost, len(p.Annotations), losses)
	}
}

// kindNote is the body of a note.
func kindNote() annotate.Body {
	k, _ := kind.Find("note")
	return k.New()
}

// A passage of a PDF has its page in REFI-QDA, where people look it up; read back,
// the page is no remark.
func TestPagesAreInREFI(t *testing.T) {
	article, _ := aPDF(t)
	p := newPage(Document{Article: article})
	start := model.Pos(strings.LastIndex(article.Text, "It pays"))
	pl := annotate.Place{Range: model.Range{Start: start, End: start + 7}}
	p.describe(&pl)
	d := Document{Article: article, Annotator: "alice", Annotations: []*annotate.Annotation{{ID: ownIDs + "0195a3c0-0000-7000-8000-000000000001", Body: kindNote(), Target: annotate.Target{Place: pl}, Creator: ownAnnotator + "alice"}}}
	d.Annotations[0].Tags = []string{"money"}
	var out files
	if _, err := refiFormat.Export(out.create, slices.Values([]Document{d})); err != nil {
		t.Fatal(err)
	}
	qde, err := inZip(out.source().Data, "project.qde")
	if err != nil || !strings.Contains(qde, "<Description>p. 2</Description>") {
		t.Errorf("no page in %s, %v", qde, err)
	}
	docs, _, err := refiFormat.Import(out.source(article))
	if err != nil || len(docs) != 1 || docs[0].Annotations[0].Comment != "" {
		t.Errorf("%+v %v", docs, err)
	}
}

// inZip is the text of a file in a ZIP archive.
func inZip(data []byte, name string) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", err
	}
	f, err := z.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	return string(text), err
}
