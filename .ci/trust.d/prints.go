package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// poison is what a terminal would obey, or hide: a title, the clipboard (OSC 52), a
// colour, C1 controls, a bidi override, letters that are not seen, a tag, a backspace.
var poison = []string{
	"\x1b]0;own\x07", "\x1b]52;c;cm0gLXJm\x07", "\x1b[31;5mred", "\x1b[2J", "\u009b31m", "\u009d52;c;eA==\u009c", "\u202egnp.exe", "\u2066x",
	"a\u200bb", "\U000e0041", "x\b\b", "\x1bPq\x1b\\", "\x7f", "\x00", "<script>alert(1)</script>", "[x](javascript:alert(1))", "=cmd|'/c calc'!A1",
}

// commands are what prints; FILE is one of the articles.
var printing = [][]string{
	{"show", "FILE"}, {"show", "--linear", "FILE"}, {"detect", "FILE"}, {"detect", "--format", "jsonl", "FILE"}, {"list", "."}, {"list", "--format", "jsonl", "."},
	{"list", "--format", "csv", "."}, {"list", "--format", "grep", "."}, {"check", "."}, {"check"}, {"codebook"}, {"agree", "."}, {"agree", "--format", "csv", "."}, {"report", "."},
	{"diff", "FILE"}, {"anchor", "FILE"}, {"copies", "."}, {"feeds", "list", "--library", "."}, {"feeds", "export", "--library", "."}, {"config"}, {"names"}, {"FILE.missing"},
	{"add", "note", "FILE", "--exact", "POISON", "--text", "x"}, {"import", "--format", "csv", "bad.csv", "--to", "."}, {"import", "bad.json"}, {"merge", "bad.json"},
	{"export", "--format", "csv", "."}, {"export", "--format", "csv-wide", "."}, {"export", "--format", "markdown", "."}, {"export", "--format", "notes", "."},
	{"export", "--format", "readwise", "."}, {"export", "--format", "w3c", "."}, {"export", "--format", "hypothesis", "."}, {"export", "--format", "doccano", "."},
	{"export", "--format", "label-studio", "."}, {"export", "--format", "prodigy", "."}, {"export", "--format", "spacy", "."}, {"export", "--format", "conll-2003", "."},
	{"export", "--format", "uima-xmi", "FILE"}, {"export", "--format", "uima-json", "FILE"}, {"export", "--format", "claimreview", "."}, {"export", "--format", "refi-qda", "."},
	{"export", "--format", "brat", "FILE"},
}

// prints runs commands that print in folders made to be hostile, on a terminal, and
// looks at every byte.
func (b *bench) prints(times int) {
	for n := range times {
		b.tried++
		p := poison[n%len(poison)]
		dir, home := b.folder(fmt.Sprintf("prints/%d", n%len(poison))), b.folder("home")
		b.hostile(dir, p)
		file := "a" + strings.NewReplacer("/", "-", "\x00", "-").Replace(p) + ".txt"
		var args []string
		for _, a := range printing[n%len(printing)] {
			args = append(args, strings.NewReplacer("FILE", file, "POISON", strings.ReplaceAll(p, "\x00", "-")).Replace(a))
		}
		s, err := start(dir, environment(home), append([]string{b.stet}, args...)...)
		must(err)
		if _, ok := s.ended(30 * time.Second); !ok { // one that opens a screen
			s.kill()
			continue
		}
		s.file.Close()
		if bad := foreign.Find(s.bytes()); bad != nil {
			b.leaked = append(b.leaked, fmt.Sprintf("stet %q prints %q", args, bad))
		}
	}
}

// hostile lays out a folder in which everything that can hold words holds poison.
func (b *bench) hostile(dir, p string) {
	clean := strings.NewReplacer("/", "-", "\x00", "-").Replace(p)
	file := filepath.Join(dir, "a"+clean+".txt")
	if _, err := os.Stat(file); err == nil {
		return
	}
	json := jsonString(p)
	must(os.MkdirAll(dir+"/.stet", 0o755))
	files := map[string]string{
		file:                   "Title: " + p + "\n\n“We will not " + p + " sign,” said Angela " + p + "Merkel in Berlin on Monday. " + p + "\n",
		dir + "/b.md":          "---\ntitle: " + json + "\nauthor: " + json + "\npublisher: " + json + "\nurl: " + json + "\ntags: [" + json + "]\n---\n\nThe council said it " + p + " will not pay.\n",
		dir + "/codebook.toml": "id = " + json + "\ntitle = " + json + "\n[[codes]]\nkey = " + json + "\ntitle = " + json + "\n",
		dir + "/names.toml":    "[" + json + "]\nalso = [" + json + "]\n",
		dir + "/feeds.opml":    "<opml version=\"2.0\"><body><outline text=\"" + xmlText(p) + "\" xmlUrl=\"http://h.example/" + xmlText(p) + "\"/></body></opml>",
		dir + "/bad.json":      "{" + json + ": [" + json,
		dir + "/bad.csv":       "file," + p + "\n" + p + ",1\n",
		file + ".eve.anno.json": `{"@context":["http://www.w3.org/ns/anno.jsonld"],"id":"urn:uuid:0191e4a7-0000-7000-8000-000000000001","type":"AnnotationCollection","label":` + json +
			`,"creator":{"id":"urn:x-stet:annotator:eve","type":"Person","name":` + json + `},"first":{"type":"AnnotationPage","items":[{"id":"urn:uuid:0191e4a7-0000-7000-8000-000000000002","type":"Annotation","motivation":"commenting","body":[{"type":"TextualBody","value":` + json +
			`,"purpose":"commenting"},{"type":"TextualBody","value":` + json + `,"purpose":"tagging"}],"creator":{"id":"urn:x-stet:annotator:eve","name":` + json +
			`},"target":{"source":` + json + `,"selector":[{"type":"TextQuoteSelector","exact":"We will not"}]}}]}}`,
	}
	for name, text := range files {
		must(os.WriteFile(name, []byte(text), 0o644))
	}
}

func jsonString(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x20 || r == '"' || r == '\\' || r >= 0x7f && r < 0xa0 {
			fmt.Fprintf(&b, "\\u%04x", r)
		} else {
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}

func xmlText(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\x1b", "", "\x00", "", "\x07", "", "\b", "").Replace(s)
}
