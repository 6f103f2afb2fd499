package intake

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/model"
	"stet/model/source"
)

// A piece is an article as a database has it.
type piece struct{ title, source, day, author, text string }

var pieces = []piece{
	{"Harbour to be deepened", "The Island Weekly", "March 5, 2024 Tuesday", "Ada Weber", "The council wants the harbour to be deepened.\n\nMAYOR: There is no choice."},
	{"The ferry runs again", "The Evening Post (Northhaven)", "March 6, 2024 Wednesday", "", "After the ice has gone the ferry runs again."},
}

// made writes a file and opens it.
func made(t testing.TB, name string, data []byte, o Options) *Container {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// said are the articles of a container in one line each.
func said(t testing.TB, c *Container) (lines []string, tally Tally) {
	t.Helper()
	tally, err := c.Each(context.Background(), func(i *Item) error {
		a := i.Article
		if a == nil {
			a = source.Compose(i.Meta, i.Body)
		}
		var body []string
		for k := range a.Blocks {
			b := &a.Blocks[k]
			text := a.Slice(b.Range)
			if b.Kind == model.Boilerplate {
				text = "(" + text + ")"
			}
			body = append(body, text)
		}
		m := a.Meta
		lines = append(lines, strings.Join([]string{m.Title, m.Publisher, m.Published.Format(time.DateOnly), m.Byline, strings.Join(body, "/")}, "|"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines, tally
}

func want(t testing.TB, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

const (
	harbour = "Harbour to be deepened|The Island Weekly|2024-03-05|Ada Weber|The council wants the harbour to be deepened./MAYOR: There is no choice."
	ferry   = "The ferry runs again|The Evening Post (Northhaven)|2024-03-06||After the ice has gone the ferry runs again."
)

// para is a paragraph of Word: its look is "c" for centred, "b" for a bold label
// before a colon, and a size in points.
func para(look string, size int, text string) string {
	centre, runs := "", ""
	run := func(bold bool, s string) {
		b := ""
		if bold {
			b = "<w:b/>"
		}
		runs += fmt.Sprintf(`<w:r><w:rPr>%s<w:sz w:val="%d"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>`, b, 2*size, html.EscapeString(s))
	}
	if strings.Contains(look, "c") {
		centre = `<w:jc w:val="center"/>`
	}
	label, rest, ok := strings.Cut(text, ":")
	if strings.Contains(look, "b") && ok {
		run(true, label+":")
		run(false, "\u00a0"+strings.TrimSpace(rest))
	} else {
		run(false, text)
	}
	return "<w:p><w:pPr>" + centre + "</w:pPr>" + runs + "</w:p>"
}

func nexisDocx(t testing.TB, cover string, more func(int) string) []byte {
	var b strings.Builder
	b.WriteString(cover + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>")
	for i, p := range pieces {
		b.WriteString(para("c", 14, p.title) + para("c", 10, p.source) + para("c", 10, p.day) + para("", 8, "Copyright 2024 Island Press Ltd. All Rights Reserved"))
		b.WriteString(para("b", 10, "Section: NEWS; Pg. A3") + para("b", 10, fmt.Sprintf("Length: %d words", len(strings.Fields(p.text)))))
		if p.author != "" {
			b.WriteString(para("b", 10, "Byline: "+p.author))
		}
		b.WriteString(para("", 14, "Body"))
		for text := range strings.SplitSeq(p.text, "\n\n") {
			b.WriteString(para("", 10, text))
		}
		b.WriteString(more(i) + para("b", 10, "Load-Date: March 9, 2024") + para("", 8, "End of Document") + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>")
	}
	return zipped(t, "word/document.xml", "<w:document><w:body>"+b.String()+"</w:body></w:document>")
}

func zipped(t testing.TB, parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
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

func nothing(int) string { return "" }

func TestNexisDocx(t *testing.T) {
	cover := para("", 12, "Documents (2)") + para("", 10, "1. Harbour to be deepened") + para("", 10, "2. The ferry runs again")
	lines, tally := said(t, made(t, "a.docx", nexisDocx(t, cover, nothing), Options{}))
	want(t, lines, harbour, ferry)
	if len(tally.Faults) > 0 || tally.Stated != 2 {
		t.Errorf("%+v", tally)
	}
}

func TestNexisSectionsBehindTheTextAreNoText(t *testing.T) {
	lines, _ := said(t, made(t, "a.docx", nexisDocx(t, "", func(int) string { return para("", 14, "Gráficos") + para("", 10, "The harbour in winter") }), Options{}))
	want(t, lines, harbour+"/(The harbour in winter)", ferry+"/(The harbour in winter)")
}

func TestNexisNamesWhatIsMissing(t *testing.T) {
	cover := para("", 12, "Documents (3)") + para("", 10, "1. Harbour to be deepened") + para("", 10, "2. A storm comes up") + para("", 10, "3. The ferry runs again")
	_, tally := said(t, made(t, "a.docx", nexisDocx(t, cover, nothing), Options{}))
	var faults []string
	for _, f := range tally.Faults {
		faults = append(faults, f.String())
	}
	want(t, faults, "says it holds 3 articles, holds 2", "article 2 (A storm comes up): is listed, but not in the file")
	if !tally.Lost() {
		t.Error("nothing is said to be lost")
	}
}

func nexisHTML(of string, labels [4]string) []byte {
	var b strings.Builder
	b.WriteString(`<html><head><style><!--
.c0 { text-align: center; } .c7 { font-size: 14pt; font-weight: bold; } .c8 { font-weight: bold; }
--></style></head><body>`)
	for i, p := range pieces {
		line := func(class, s string) { fmt.Fprintf(&b, "<div class=%q><p><span>%s</span></p></div>\n", class, s) }
		field := func(label, s string) {
			fmt.Fprintf(&b, "<div><p><span class=c8>%s: </span><span>%s</span></p></div>\n", label, s)
		}
		line("c0", fmt.Sprintf(of, i+1, len(pieces)))
		line("c0", p.source)
		line("c0", p.day)
		fmt.Fprintf(&b, "<div><p><span class=c7>%s</span></p></div>", p.title)
		if p.author != "" {
			field(labels[0], p.author)
		}
		field(labels[1], "NEWS; S. 3")
		field(labels[2], "12 words")
		b.WriteString("<div>")
		for text := range strings.SplitSeq(p.text, "\n\n") {
			b.WriteString("<p><span>" + strings.Replace(text, "harbour", "<span class=c8>harbour</span>", 1) + "</span></p>\n")
		}
		b.WriteString("</div>")
		field(labels[3], "March 9, 2024")
		line("c0", "Copyright 2024 Island Press<br>All Rights Reserved")
	}
	return []byte(b.String() + "</body></html>")
}

func TestNexisPagesInSeveralLanguages(t *testing.T) {
	for _, c := range []struct {
		of     string
		labels [4]string
	}{
		{"%d of %d DOCUMENTS", [4]string{"BYLINE", "SECTION", "LENGTH", "LOAD-DATE"}},
		{"Dokument %d von %d", [4]string{"AUTOR", "RUBRIK", "LÄNGE", "UPDATE"}},
		{"Document %d de %d", [4]string{"AUTEUR", "RUBRIQUE", "LONGUEUR", "DATE-CHARGEMENT"}},
	} {
		lines, tally := said(t, made(t, "a.html", nexisHTML(c.of, c.labels), Options{}))
		want(t, lines, harbour, ferry)
		if tally.Stated != 2 {
			t.Errorf("%s: %+v", c.of, tally)
		}
	}
}

func TestFactivaLines(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<html><head><title>Factiva</title></head><body>`)
	for i, p := range pieces {
		fmt.Fprintf(&b, `<div class="article"><div class="article enArticle"><p></p><div>News</div><div id="hd"><span class="enHeadline">%d) %s</span></div>`, i+1, p.title)
		if p.author != "" {
			fmt.Fprintf(&b, `<div class="author">%s </div>`, p.author)
		}
		fmt.Fprintf(&b, `<div>1,204 words</div><div>%d March 2024</div><div>%s</div><div>ISLW</div><div>17</div><div>English</div><div>(c) 2024 Island Press</div>`, 5+i, p.source)
		for text := range strings.SplitSeq(p.text, "\n\n") {
			fmt.Fprintf(&b, `<p class="articleParagraph enarticleParagraph">%s</p>`, text)
		}
		fmt.Fprintf(&b, `<p>Island Press Limited</p><p>Document ISLW00002024030%ded1a0000d</p></div></div><br>`, 5+i)
	}
	c := made(t, "a.html", []byte(b.String()), Options{})
	lines, _ := said(t, c)
	want(t, lines, harbour, ferry)
	if c.Format.Title != "Factiva" {
		t.Error(c.Format.Name)
	}
}

func TestEuropresse(t *testing.T) {
	page := `<html><body><table><tr><td><span class="DocPublicationName">Le Courrier de l'île</span><br><span class="DocHeader">Politique, </span><span class="DocHeader">mardi </span><span class="DocHeader">5 mars 2024</span><span class="DocHeader">, p. 3</span><br><br><span class="TitreArticleVisu">Le port sera plus profond</span><br><br>Ada Weber<br><p></p>Le conseil le veut.<p></p>Il le dit.<p></p><b>© 2024 Le Courrier. Tous droits réservés.</b><p></p>Numéro de document : news·20240305·CI·0001<br></td></tr></table></body></html>`
	lines, _ := said(t, made(t, "a.html", []byte(page), Options{}))
	want(t, lines, "Le port sera plus profond|Le Courrier de l'île|2024-03-05|Ada Weber|Le conseil le veut./Il le dit.")
}

// The form of Europresse since 2014: elements for head, text and foot.
func TestEuropresseArticles(t *testing.T) {
	page := `<html><body><article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Courrier de l'île, no. 12</span></div><div class="rdp__docHeader"><span class="DocHeader">Politique, mardi 5 mars 2024 1 204 mots, p. 3</span></div><div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">Le port sera plus profond</p></div><p class="rdp__subtitle">Le conseil a tranché</p><p class="sm-margin-bottomNews">Ada Weber</p></header><section><div class="docOcurrContainer"><p>Le conseil le veut</p><p>Il le dit.</p></div></section><footer><div class="publiC-lblNodoc">news·20240305·CI·0001</div></footer></article></body></html>`
	c := made(t, "a.html", []byte(page), Options{})
	lines, _ := said(t, c)
	want(t, lines, "Le port sera plus profond|Le Courrier de l'île, no. 12|2024-03-05|Ada Weber|Le conseil a tranché/Le conseil le veut/Il le dit.")
	_, _ = c.Each(context.Background(), func(i *Item) error {
		if m := i.Meta; m.Length != 1204 || m.Page != "3" || m.Section != "Politique" || m.ID != "news·20240305·CI·0001" {
			t.Errorf("%+v", m)
		}
		return nil
	})
}

func TestProQuest(t *testing.T) {
	rule := strings.Repeat("_", 60)
	text := rule + "\n\nDocument 1 of 1\n\nHarbour to be deepened\n\nAuthor: Ada Weber\n\nAbstract: A short one.\n\nFull text: The council wants it.\n\nIt says so.\n\nSubject: Harbours\n\nTitle: Harbour to be deepened\n\nPublication title: The Island Weekly\n\nPublication date: Mar 5, 2024\n\nProQuest document ID: 12345\n\nCopyright: Island Press\n\n" + rule + "\nContact us at: example\n"
	lines, _ := said(t, made(t, "a.txt", []byte(text), Options{}))
	want(t, lines, "Harbour to be deepened|The Island Weekly|2024-03-05|Ada Weber|(A short one.)/The council wants it./It says so.")
}

func TestMailbox(t *testing.T) {
	box := "From a@news.example Tue Mar  5 07:15:00 2024\nFrom: Island News <a@news.example>\nSubject: Harbour to be deepened\nDate: Tue, 5 Mar 2024 07:15:00 +0000\nContent-Type: text/plain; charset=UTF-8\n\nThe council wants it.\n>From here on, it says, no ship is too deep.\n\n" +
		"From a@news.example Wed Mar  6 07:15:00 2024\nFrom: a@news.example\nSubject: =?UTF-8?Q?F=C3=A4hre?=\nDate: Wed, 6 Mar 2024 07:15:00 +0000\n\nIt runs again.\n"
	lines, _ := said(t, made(t, "a.mbox", []byte("\ufeff"+box), Options{})) // a mark is before it
	want(t, lines, "Harbour to be deepened||2024-03-05|Island News|The council wants it.\nFrom here on, it says, no ship is too deep.", "Fähre||2024-03-06|a@news.example|It runs again.")
}

func warcOf(records ...[2]string) []byte {
	var b bytes.Buffer
	for _, r := range records {
		z := gzip.NewWriter(&b)
		fmt.Fprintf(z, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: https://island.example/a\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", r[0], len(r[1]), r[1])
		z.Close()
	}
	return b.Bytes()
}

func TestWebArchive(t *testing.T) {
	page := "<html><head><title>Harbour to be deepened</title></head><body><article><h1>Harbour to be deepened</h1>" + strings.Repeat("<p>The council wants the harbour to be deepened before the winter, it said on Monday evening in the town hall.</p>", 5) + "</article></body></html>"
	answer := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
	c := made(t, "a.warc.gz", warcOf([2]string{"warcinfo", "x"}, [2]string{"request", "GET /a HTTP/1.1"}, [2]string{"response", answer}, [2]string{"response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nno"}), Options{})
	lines, _ := said(t, c)
	if len(lines) != 1 || !strings.HasPrefix(lines[0], "Harbour to be deepened|") {
		t.Errorf("%q", lines)
	}
}

func TestJSONLines(t *testing.T) {
	lines, _ := said(t, made(t, "a.jsonl", []byte(`{"headline":"Harbour","media_name":"The Island Weekly","publish_date":"2024-03-05 10:00:00","authors":["Ada Weber","Bo Li"],"text":"The council.\n\nSoon."}`+"\n"), Options{}))
	want(t, lines, "Harbour|The Island Weekly|2024-03-05|Ada Weber, Bo Li|The council./Soon.")
	lines, _ = said(t, made(t, "a.json", []byte(`[{"what":"Harbour","words":"The council."},{"what":"Ferry","words":"It runs."}]`), Options{Columns: map[string]string{"title": "what", "text": "words"}}))
	want(t, lines, "Harbour||0001-01-01||The council.", "Ferry||0001-01-01||It runs.")
}
