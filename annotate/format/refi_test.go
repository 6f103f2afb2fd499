package format

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
)

func qdeOf(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("project.qde")
	if err != nil {
		t.Fatal(err)
	}
	qde, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(qde)
}

// What is said of the whole article is a coding of its source, with its memo, and a
// code says what it means.
func TestREFIHasCodingsOfATextAndMeaningsOfCodes(t *testing.T) {
	d := tram()
	d.Meaning = func(code string) string { return map[string]string{"topic:transport": "trams and buses"}[code] }
	whole := d.Annotations[6]
	whole.Tags, whole.Comment = append(whole.Tags, "seen twice"), "look again"
	var out files
	losses, err := refiFormat.Export(out.create, slices.Values([]Document{d}))
	if err != nil || lossesOf(losses, WholeArticle.What()) != 0 {
		t.Fatalf("%v, %v", losses, err)
	}
	qde := qdeOf(t, out.source().Data)
	for _, want := range []string{`name="topic:transport" isCodable="true">`, "<Description>trams and buses</Description>", `<Coding guid="` + strings.TrimPrefix(whole.ID, ownIDs)} {
		if !strings.Contains(qde, want) {
			t.Errorf("%s is not in\n%s", want, qde)
		}
	}
	docs, lost := imported(t, refiFormat, out.source(d.Article))
	if n := lossesOf(lost, What{"description of a code", "descriptions of a code"}); n != 1 || len(lost) != 1 {
		t.Errorf("read with %v", lost)
	}
	for _, a := range docs[0].Annotations {
		if a.ID == whole.ID && a.Target.Whole && slices.Equal(a.Tags, whole.Tags) && a.Comment == whole.Comment {
			return
		}
	}
	t.Errorf("the annotation of the article did not come back: %v", marked(docs[0].Annotations))
}

// Two interviews of one name are two articles, and a title is no file name.
func TestTextsOfOneNameStayApart(t *testing.T) {
	const source = `<TextSource guid="%[1]s1111111-1111-1111-1111-111111111111" name="%[2]s" plainTextPath="internal://%[1]s.txt"><PlainTextSelection guid="%[1]s2111111-1111-1111-1111-111111111111" name="Per" startPosition="0" endPosition="3"/></TextSource>`
	var project bytes.Buffer
	z := zip.NewWriter(&project)
	write := func(name, text string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	write("project.qde", `<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="p"><Sources>`+
		fmt.Sprintf(source, "a", "Dr. Holt")+fmt.Sprintf(source, "b", "Dr. Moor")+fmt.Sprintf(source, "c", "Dr. Holt")+
		`</Sources></Project>`)
	write("sources/a.txt", "Per said yes.")
	write("sources/b.txt", "\xff\xfe"+wide("Per said no."))
	write("sources/c.txt", "Per was away.")
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	docs, losses := imported(t, refiFormat, Source{Name: "p.qdpx", Data: project.Bytes()})
	got := map[string]string{}
	for _, d := range docs {
		got[d.Name()] = d.Article.Text
	}
	want := map[string]string{"Dr. Holt": "Per said yes.", "Dr. Moor": "Per said no.", "Dr. Holt-2": "Per was away."}
	if !maps.Equal(got, want) {
		t.Errorf("%v, want %v (told %v)", got, want, losses)
	}
}
