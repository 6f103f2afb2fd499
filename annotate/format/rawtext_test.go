package format

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	"stet/model"
)

// rawWords are what a span may be, rawGaps what may be between two: everything
// that makes a text count otherwise in one unit than in another.
var (
	rawWords = []string{"Ona", "ferry", "harbour's", "Łódź", "cafe\u0301", "ﬁsh", "12.5", "👩‍🚀", "🇫🇮", "𝔄lpha", "海", "don’t"}
	rawGaps  = []string{" ", "  ", "\r\n", "\r\n\r\n", "\n", "\r", "\t", " 👍 ", ", ", ". ", "\u00a0"}
)

// A rawSpan is some words of a raw text, in bytes.
type rawSpan struct{ start, end int }

// genRaw draws a text as a tool holds it, before any normalising, and spans that
// begin and end with a word.
func genRaw(t *rapid.T) (string, []rawSpan) {
	var b strings.Builder
	if rapid.IntRange(0, 4).Draw(t, "bom") == 0 {
		b.WriteString("\ufeff")
	}
	var words []rawSpan
	for range rapid.IntRange(2, 30).Draw(t, "words") {
		at := b.Len()
		b.WriteString(rapid.SampledFrom(rawWords).Draw(t, "word"))
		words = append(words, rawSpan{at, b.Len()})
		b.WriteString(rapid.SampledFrom(rawGaps).Draw(t, "gap"))
	}
	b.WriteString("end.")
	var spans []rawSpan
	for range rapid.IntRange(1, 5).Draw(t, "spans") {
		i := rapid.IntRange(0, len(words)-1).Draw(t, "from")
		j := rapid.IntRange(i, min(i+3, len(words)-1)).Draw(t, "to")
		spans = append(spans, rawSpan{words[i].start, words[j].end})
	}
	return b.String(), spans
}

// counted is how many units of a text are before a byte.
func counted(text string, at int, u Unit) int {
	switch u {
	case UTF16:
		return len(utf16.Encode([]rune(text[:at])))
	case Bytes:
		return at
	}
	return utf8.RuneCountInString(text[:at])
}

// asArticle is the text as stet opens it.
func asArticle(raw string) *model.Article {
	text := strings.TrimPrefix(raw, "\ufeff")
	for strings.Contains(text, "\r\n") {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	return &model.Article{Text: text, Digest: model.DigestOf(text), Path: "raw-1.txt"}
}

// rawTools write a text with spans as a tool would, in a unit.
var rawTools = []struct {
	name, format string
	unit         Unit
	quoted       bool // the file repeats the words
	write        func(t *rapid.T, raw string, spans []rawSpan, u Unit) Source
}{
	{"doccano", "doccano", CodePoints, false, rawDoccano},
	{"doccano as its front end counts", "doccano", UTF16, false, rawDoccano},
	{"Prodigy", "prodigy", CodePoints, true, rawProdigy},
	{"Prodigy without words", "prodigy", CodePoints, false, rawProdigy},
	{"Label Studio", "label-studio", CodePoints, true, rawStudio},
	{"Label Studio without words", "label-studio", CodePoints, false, rawStudio},
	{"an old Label Studio", "label-studio", UTF16, true, rawStudio},
	{"brat", "brat", CodePoints, true, rawBrat},
	{"a script that counts bytes", "brat", Bytes, true, rawBrat},
	{"REFI-QDA", "refi-qda", CodePoints, true, rawREFI},
	{"REFI-QDA in UTF-16", "refi-qda", UTF16, true, rawREFI},
	{"REFI-QDA without names", "refi-qda", CodePoints, false, rawREFI},
}

func mustJSON(v any) []byte {
	data, err := marshal(v)
	if err != nil {
		panic(err) // of this file
	}
	return data
}

func rawDoccano(_ *rapid.T, raw string, spans []rawSpan, u Unit) Source {
	var labels []any
	for _, s := range spans {
		labels = append(labels, []any{counted(raw, s.start, u), counted(raw, s.end, u), "L"})
	}
	return Source{Name: "raw.jsonl", Data: append(mustJSON(object{{"text", raw}, {"label", labels}}), '\n')}
}

func rawProdigy(t *rapid.T, raw string, spans []rawSpan, u Unit) Source {
	quoted := rapid.Bool().Draw(t, "quoted")
	var out []object
	for _, s := range spans {
		o := object{{"start", counted(raw, s.start, u)}, {"end", counted(raw, s.end, u)}, {"label", "L"}}
		if quoted {
			o = append(o, member{"text", raw[s.start:s.end]})
		}
		out = append(out, o)
	}
	return Source{Name: "raw.jsonl", Data: append(mustJSON(object{{"text", raw}, {"spans", out}, {"answer", "accept"}}), '\n')}
}

func rawStudio(t *rapid.T, raw string, spans []rawSpan, u Unit) Source {
	quoted := u != CodePoints || rapid.Bool().Draw(t, "quoted")
	var results []object
	for i, s := range spans {
		value := object{{"start", counted(raw, s.start, u)}, {"end", counted(raw, s.end, u)}, {"labels", []string{"L"}}}
		if quoted { // as its front end writes them
			value = append(value, member{"text", strings.NewReplacer("\n", `\n`, "\r", `\n`).Replace(raw[s.start:s.end])})
		}
		results = append(results, object{{"id", fmt.Sprint("r", i)}, {"type", "labels"}, {"from_name", "label"}, {"to_name", "text"}, {"value", value}})
	}
	return Source{Name: "raw.json", Data: mustJSON([]object{{{"data", object{{"text", raw}}}, {"annotations", []object{{{"completed_by", 1}, {"result", results}}}}}})}
}

func rawBrat(_ *rapid.T, raw string, spans []rawSpan, u Unit) Source {
	var b strings.Builder
	for i, s := range spans {
		var frags, words []string
		for _, r := range linesOf(raw, model.Range{Start: model.Pos(s.start), End: model.Pos(s.end)}) {
			frags = append(frags, fmt.Sprintf("%d %d", counted(raw, int(r.Start), u), counted(raw, int(r.End), u)))
			words = append(words, raw[r.Start:r.End])
		}
		fmt.Fprintf(&b, "T%d\tL %s\t%s\n", i+1, strings.Join(frags, ";"), strings.ReplaceAll(strings.Join(words, " "), "\t", " "))
	}
	return Source{Name: "raw-1.ann", Data: []byte(b.String()), Beside: func(string) ([]byte, error) { return []byte(raw), nil }}
}

func rawREFI(t *rapid.T, raw string, spans []rawSpan, u Unit) Source {
	named := u != CodePoints || rapid.Bool().Draw(t, "named")
	var b strings.Builder
	for i, s := range spans {
		name := ""
		if named {
			name = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;", "\r", "&#13;", "\n", "&#10;", "\t", "&#9;").Replace(raw[s.start:s.end])
		}
		fmt.Fprintf(&b, `<PlainTextSelection guid="%d" name="%s" startPosition="%d" endPosition="%d"><Coding guid="9"><CodeRef targetGUID="c"/></Coding></PlainTextSelection>`,
			i, name, counted(raw, s.start, u), counted(raw, s.end, u))
	}
	var data bytes.Buffer
	z := zip.NewWriter(&data)
	text, _ := z.Create("sources/t.txt")
	text.Write([]byte(raw))
	qde, _ := z.Create("project.qde")
	fmt.Fprintf(qde, `<Project xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes><Code guid="c" name="L"/></Codes></CodeBook><Sources><TextSource name="raw-1" plainTextPath="internal://t.txt">%s</TextSource></Sources></Project>`, b.String())
	z.Close()
	return Source{Name: "raw.qdpx", Data: data.Bytes()}
}

// plain is a text without what an article does not keep of it.
func plain(s string) string {
	return strings.ReplaceAll(strings.TrimPrefix(s, "\ufeff"), "\r\n", "\n")
}

// Whatever a text is made of, and in whatever unit its tool counts, the words are
// those that were marked there: or the span is refused, and told.
func TestOffsetsCountInTheFilesOwnText(t *testing.T) {
	for _, tool := range rawTools {
		t.Run(tool.name, func(t *testing.T) {
			right, refused := 0, 0
			rapid.Check(t, func(t *rapid.T) {
				raw, spans := genRaw(t)
				src := tool.write(t, raw, spans, tool.unit)
				src.Articles = []*model.Article{asArticle(raw)}
				f, _ := Find(tool.format)
				docs, losses, err := f.Import(src)
				if err != nil {
					t.Fatal(err)
				}
				want := map[string]int{}
				for _, s := range spans {
					want[plain(raw[s.start:s.end])]++
				}
				got := 0
				for _, d := range docs {
					for _, a := range d.Annotations {
						words := src.Articles[0].Slice(a.Target.Range)
						if want[words]--; want[words] < 0 {
							t.Fatalf("%q is not one of the marked words of %q; %v\n%s", words, raw, losses, src.Data)
						}
						got++
					}
				}
				if told := lossesOf(losses, NoUnit); got+told != len(spans) {
					t.Fatalf("%d spans and %d refused of %d: %v\n%q\n%s", got, told, len(spans), losses, raw, src.Data)
				}
				right, refused = right+got, refused+len(spans)-got
			})
			if tool.quoted && refused > right/4 {
				t.Errorf("%d refused, %d right", refused, right)
			}
			t.Logf("%d right, %d refused", right, refused)
		})
	}
}
