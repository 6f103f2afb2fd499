package format

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stet/model"
)

// hostile are files that are small on disk and would be much work for a reader
// that goes over anything twice: each doubles with n.
var hostile = []struct {
	format, name string
	file         func(n int) string
}{
	{"brat", "every span the whole text", func(n int) string { return lines(n, "T%[1]d\tX 0 %[2]d\tx\n", n) }},
	{"brat", "one note in many lines", func(n int) string { return "T1\tX 0 1\tx\n" + strings.Repeat("#1\tAnnotatorNotes T1\ty\n", n) }},
	{"brat", "fragments", func(n int) string { return "T1\tX " + strings.Repeat("0 1;", n) + "0 1\tx\n" }},
	{"brat", "broken lines", func(n int) string { return "T1\tX 0 1\tx\n" + strings.Repeat("x\n", n) }},
	{"brat", "one event of many parts", func(n int) string {
		return "T1\tCue 0 1\tx\n" + "E1\tAttribution:T1" + strings.Repeat(" Content:T1", n) + "\n"
	}},
	{"brat", "events of long parts", func(n int) string {
		return "T1\tContent " + strings.Repeat("0 1;", n) + "0 1\tx\n" + lines(n, "E%[1]d\tAttribution:T1 Content:T1\n")
	}},
	{"conll-2002", "tokens", func(n int) string { return strings.Repeat("x B-y\n", n) }},
	{"conll-2002", "documents", func(n int) string { return strings.Repeat("-DOCSTART- O\nx B-y\n", n) }},
	{"webanno-tsv", "stacks", func(n int) string {
		return "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.S|ROLE_a.S:l_a.L|a.S\n\n#Text=x\n1-1\t0-1\tx\t" + strings.Repeat("a|", n) + "a\t" + strings.Repeat("1-1|", n) + "1-1\t\n"
	}},
	{"webanno-tsv", "relations to one token", func(n int) string {
		return "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.S|v\n#T_RL=a.R|v|BT_a.S\n\n#Text=x\n1-1\t0-1\tx\t" + strings.Repeat("a|", n) + "a\t" + strings.Repeat("*|", n) + "*\t" + strings.Repeat("1-1[1_2]|", n) + "1-1\t\n"
	}},
	{"doccano", "spans", func(n int) string { return `{"text":"x","label":[` + strings.Repeat(`[0,1,"y"],`, n) + `[0,1,"y"]]}` }},
	{"doccano", "texts", func(n int) string { return strings.Repeat(`{"text":"x","label":["y"]}`+"\n", n) }},
	{"doccano", "depth", func(n int) string { return `{"text":"x","label":` + strings.Repeat("[", n) }},
	{"label-studio", "one region in many results", func(n int) string {
		return `[{"data":{"text":"x"},"annotations":[{"result":[` + strings.Repeat(`{"id":"a","type":"textarea","value":{"start":0,"end":1,"text":["x"],"labels":["y"]}},`, n) + `{}]}]}]`
	}},
	{"prodigy", "spans over all tokens", func(n int) string {
		return `{"text":"` + strings.Repeat("x", n) + `","tokens":[` + strings.TrimSuffix(lines(n, `{"text":"x","start":%[1]d,"end":%[1]d},`), ",") + `],"spans":[` +
			strings.TrimSuffix(lines(n, `{"start":0,"end":%[2]d,"label":"y"},`, n), ",") + `]}`
	}},
	{"hypothesis", "pages", func(n int) string {
		return `{"rows":[` + strings.TrimSuffix(lines(n, `{"uri":"%[1]d","target":[{"selector":[{"type":"TextQuoteSelector","exact":"x"}]}]},`), ",") + `]}`
	}},
	{"hypothesis", "quotes that are not there", func(n int) string {
		return `{"rows":[` + strings.TrimSuffix(lines(n, `{"target":[{"selector":[{"type":"TextQuoteSelector","exact":"no %[1]d"}]}]},`), ",") + `]}`
	}},
	{"w3c", "annotations", func(n int) string {
		return `[` + strings.TrimSuffix(lines(n, `{"id":"%[1]d","type":"Annotation","target":"x"},`), ",") + `]`
	}},
	{"csv", "rows of other files", func(n int) string { return "kind,file,quote\n" + lines(n, "note,%[1]d,x\n") }},
	{"csv", "tags", func(n int) string { return "kind,quote,tags\nnote,x," + strings.Repeat("a;", n) + "\n" }},
	{"claimreview", "depth", func(n int) string { return strings.Repeat(`{"a":`, n) }},
	{"claimreview", "scripts", func(n int) string { return strings.Repeat(`<script type="application/ld+json">`, n) }},
	{"refi-qda", "codes in codes", func(n int) string {
		return `<Project xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes>` + strings.Repeat(`<Code name="a">`, n)
	}},
}

func lines(n int, format string, args ...any) string {
	var b strings.Builder
	for i := range n {
		all := append([]any{i}, args...)
		if len(args) == 0 {
			fmt.Fprintf(&b, format, i)
		} else {
			fmt.Fprintf(&b, format, all...)
		}
	}
	return b.String()
}

func importHostile(format, file string, n int) error {
	f, _ := Find(format)
	text := strings.Repeat("x ", n/2)
	_, _, err := f.Import(Source{Name: "a", Data: []byte(file), Articles: []*model.Article{{Text: text, Digest: model.DigestOf(text), Path: "b.txt"}},
		Beside: func(string) ([]byte, error) { return nil, errors.New("none") }})
	return err
}

// Twice as large a file is twice the work: compare n=1000 with n=2000.
func BenchmarkHostile(b *testing.B) {
	for _, h := range hostile {
		for _, n := range []int{4000, 8000, 16000} {
			file := h.file(n)
			b.Run(fmt.Sprintf("%s/%s/%d", h.format, strings.ReplaceAll(h.name, " ", "-"), n), func(b *testing.B) {
				for range b.N {
					importHostile(h.format, file, n)
				}
			})
		}
	}
}

func TestHostileFilesAreReadOrRefused(t *testing.T) {
	for _, h := range hostile {
		if err := importHostile(h.format, h.file(300), 300); err != nil && h.name != "depth" && h.name != "codes in codes" && h.name != "scripts" {
			t.Errorf("%s, %s: %v", h.format, h.name, err)
		}
	}
}

// A project of a few kilobytes does not unpack to gigabytes.
func TestAZipBombIsRefused(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("project.qde")
	if err != nil {
		t.Fatal(err)
	}
	blank := bytes.Repeat([]byte(" "), 1<<20)
	for range maxREFIText>>20 + 2 {
		if _, err := w.Write(blank); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := refiFormat.Import(Source{Name: "a.qdpx", Data: b.Bytes()}); err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Errorf("%d bytes that unpack to %d MB: %v", b.Len(), maxREFIText>>20+2, err)
	}
}

// A remark of somebody else brings no HTML and no link that runs something into a page;
// notes that come back are as they were.
func TestRemarksBringNoHTML(t *testing.T) {
	for _, remark := range []string{
		`<img src=x onerror=alert(1)>`, `see [this](javascript:alert(1))`, "two\n<script>lines</script>", `[a]( DATA:text/html,x) and [b](https://gazette.example)`,
		`a \<b \\<c`, `*stressed*, 1 < 2`,
	} {
		for _, name := range []string{"markdown", "notes"} {
			f, _ := Find(name)
			d := tram()
			d.Annotations = d.Annotations[:1]
			d.Annotations[0].Comment = remark
			var out files
			if _, err := f.Export(out.create, slices.Values([]Document{d})); err != nil {
				t.Fatal(err)
			}
			written := string(out.source().Data)
			if live := regexp.MustCompile(`(?i)(^|[^\\])<(img|script|b|c)|[^\\]\]\(\s*(javascript|data):`).FindString(strings.ReplaceAll(written, "<sup>", "")); live != "" {
				t.Errorf("%s: %q is alive in\n%s", name, live, written)
			}
			if name == "markdown" {
				continue
			}
			back, _, err := f.Import(out.source())
			if err != nil || len(back) != 1 || len(back[0].Annotations) != 1 || back[0].Annotations[0].Comment != remark {
				t.Errorf("%q comes back as %+v, %v", remark, back, err)
			}
		}
	}
}
