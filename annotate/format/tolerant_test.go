package format

import (
	"slices"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// What other programs write a little otherwise is read, and what cannot be read is told.
func TestFilesOfOtherProgramsAreReadOrTold(t *testing.T) {
	const text = "Lena Moor spoke in Hallby.\n\nThe mayor of Hallby agreed with Per Holt.\n"
	w3c := func(target, more string) string {
		return `{"type":"Annotation","id":"urn:x:1","target":` + target + `,"body":{"type":"TextualBody","value":"so"}` + more + `}`
	}
	tests := map[string]struct {
		format, file string
		words        string // of the annotations, "-" for the whole article, "?" for none
		told         string // what is told of all, joined
	}{
		"a table of pandas has offsets with a point":       {"doccano", `{"text":"Lena Moor spoke","label":[[0.0,9.0,"PER"]]}`, "Lena Moor", ""},
		"offsets as texts":                                 {"doccano", `{"text":"Lena Moor spoke","entities":[{"start_offset":"0","end_offset":"9","label":"PER"}]}`, "Lena Moor", ""},
		"half an offset is none":                           {"doccano", `{"text":"Lena Moor spoke","label":[[0.5,9,"PER"]]}`, "", "broken line"},
		"a span of old doccano that ends before it begins": {"doccano", `{"text":"Lena Moor spoke","annotations":[{"label":1,"start_offset":9,"end_offset":0},{"label":2}]}`, "-", "broken line"},
		"Prodigy by way of a table":                        {"prodigy", `{"text":"Lena Moor spoke","answer":"accept","spans":[{"start":0.0,"end":9.0,"label":"PER"}]}`, "Lena Moor", ""},
		"two broken spans of spaCy are two":                {"spacy", `{"text":"Lena Moor spoke","ents":[{"start":4,"label":"PER"},{"end":4,"label":"PER"},{"start":"0","end":9,"label":"PER"}]}`, "Lena Moor", "broken line; broken line"},
		"Label Studio offsets as texts":                    {"label-studio", `[{"data":{"text":"Lena Moor spoke"},"annotations":[{"completed_by":1,"result":[{"type":"labels","value":{"start":"0","end":"9.0","labels":["PER"]}}]}]}]`, "Lena Moor", ""},
		"one broken result leaves the others":              {"label-studio", `[{"data":{"text":"Lena Moor spoke"},"annotations":[{"result":[{"type":7},{"type":"labels","value":{"start":0,"end":9,"labels":["PER"]}}]}]}]`, "Lena Moor", "broken line"},
		"one broken task leaves the others":                {"label-studio", `[7,{"data":{"text":"Lena Moor spoke"},"annotations":[{"result":[{"type":"labels","value":{"start":0,"end":9,"labels":["PER"]}}]}]}]`, "Lena Moor", "broken line"},
		"a task of nothing is no answer":                   {"label-studio", `{}`, "", "annotation of no text"},
		"lines of a dialogue are no offsets":               {"label-studio", `[{"data":{"text":"Lena Moor spoke"},"annotations":[{"result":[{"type":"paragraphlabels","value":{"start":"0","end":"0","startOffset":0,"endOffset":4,"paragraphlabels":["PER"]}}]}]}]`, "", "annotation of no text"},
		"words in an address, as browsers write them":      {"w3c", w3c(`"https://example.org/a#:~:text=Per%20Holt"`, ""), "Per Holt", ""},
		"words in an address, from first to last":          {"w3c", w3c(`"https://example.org/a#:~:text=The%20mayor,agreed"`, ""), "The mayor of Hallby agreed", ""},
		"words in an address, with what is before":         {"w3c", w3c(`"https://example.org/a#:~:text=mayor%20of-,Hallby"`, ""), "Hallby", ""},
		"a part of a page that nobody knows":               {"w3c", w3c(`"https://example.org/a#comments"`, ""), "?", "place that cannot be found"},
		"a route of an application is the page":            {"w3c", w3c(`"https://example.org/#/a"`, ""), "-", ""},
		"positions as texts":                               {"w3c", w3c(`{"source":"a","selector":{"type":"TextPositionSelector","start":"0","end":"9"}}`, ""), "Lena Moor", ""},
		"an annotation that two made":                      {"w3c", w3c(`"a"`, `,"creator":[{"name":"Mira"},{"name":"Theo"}]`), "-", "second author"},
		"an annotation without a type":                     {"w3c", `{"target":"a","body":{"type":"TextualBody","value":"so"}}`, "-", ""},
		"columns in capitals":                              {"csv", "Kind, Quote\nentity,Per Holt\n", "Per Holt", ""},
		"a column that nobody knows":                       {"csv", "kind,quote,colour\nentity,Per Holt,red\n", "Per Holt", "column that stet does not know"},
		"more cells than columns":                          {"csv", "kind,quote\nentity,Per Holt,red\n", "Per Holt", "broken line"},
		"the numbers of rows that R writes":                {"csv", "\"\",\"kind\",\"quote\"\n\"1\",\"entity\",\"Per Holt\"\n", "Per Holt", ""},
		"a table that a spreadsheet saved in Windows-1252": {"csv", "kind,quote,note\nnote,Per Holt,caf\xe9\n", "Per Holt", "file in another encoding"},
		"lines that a program for Windows saved in UTF-16": {"doccano", "\xff\xfe" + wide(`{"text":"Lena Moor spoke","label":[[0,9,"PER"]]}`), "Lena Moor", ""},
		"what no part of the W3C model is":                 {"w3c", `{"hasTarget":"a"}`, "", "error"},
		"what no answer of Hypothesis is":                  {"hypothesis", `{"status":"failure"}`, "", "error"},
		"an empty collection":                              {"w3c", `{"type":"AnnotationCollection","total":0}`, "", ""},
		"no rows":                                          {"hypothesis", `{"total":0,"rows":[]}`, "", ""},
	}
	for name, test := range tests {
		f, ok := Find(test.format)
		if !ok {
			t.Fatal(test.format)
		}
		article := &model.Article{Text: text, Digest: model.DigestOf(text), Path: "a.txt"}
		docs, losses, err := f.Import(Source{Name: "a", Data: []byte(test.file), Articles: []*model.Article{article}})
		var words, told []string
		if err != nil {
			told = append(told, "error")
		}
		for _, l := range losses {
			if l.What != NoQuote {
				told = append(told, l.What.String())
			}
		}
		for _, d := range docs {
			for _, a := range d.Annotations {
				switch p := a.Target.Place; {
				case a.Target.Whole:
					words = append(words, "-")
				case p.State == annotate.Orphan:
					words = append(words, "?")
				default:
					words = append(words, d.Article.Slice(p.Range))
				}
			}
		}
		slices.Sort(words)
		if got := strings.Join(words, "; "); got != test.words {
			t.Errorf("%s: %q is annotated, want %q", name, got, test.words)
		}
		if got := strings.Join(told, "; "); got != test.told {
			t.Errorf("%s: told %q, want %q", name, got, test.told)
		}
	}
}

// wide writes ASCII in UTF-16, the lower byte first.
func wide(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteString(s[i:i+1] + "\x00")
	}
	return b.String()
}

// The help names every column that a table has before those of the fields of kinds, and
// all that kinds share.
func TestTheHelpNamesTheColumns(t *testing.T) {
	help := CSVColumns()
	for _, c := range csvPlain {
		if !strings.Contains(help, "`"+c.name+"`") {
			t.Errorf("no word of the column %s", c.name)
		}
	}
	for _, c := range common {
		if !strings.Contains(help, "`"+c.name+"`") {
			t.Errorf("no word of the column %s", c.name)
		}
	}
	names := columnNames(kind.All)
	for _, c := range csvKinds {
		for name := range strings.SplitSeq(c.names, ", ") {
			if name = strings.Trim(name, "`"); !slices.Contains(names, name) && !strings.HasSuffix(name, "…") {
				t.Errorf("the help speaks of a column %s, which no kind has", name)
			}
		}
	}
}
