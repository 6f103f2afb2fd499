package format

import (
	"fmt"
	"strings"
	"testing"

	"stet/annotate"
	"stet/model"
)

// broken says what is in a file of a format, and what an import says and keeps of it.
type broken struct{ what, file, want string }

const brokenText = "Doe said so. Roe denied it.\n"

// told is what an import makes of a file: a line for each annotation, with the state of its
// words unless they are where the file says, and for each loss.
func told(t *testing.T, name, file string) string {
	t.Helper()
	f, ok := Find(name)
	if !ok {
		t.Fatalf("there is no format %s", name)
	}
	article := &model.Article{Text: brokenText, Digest: model.DigestOf(brokenText), Path: "a.txt", Meta: model.Meta{URL: "https://gazette.example/a"}}
	docs, losses, err := f.Import(Source{Name: "a" + f.Ext, Data: []byte(file), Articles: []*model.Article{article}})
	var out []string
	for _, d := range docs {
		out = append(out, marked(d.Annotations)...)
		for _, a := range d.Annotations {
			if isPlace(a) && a.Target.State != annotate.Exact {
				out = append(out, fmt.Sprintf("%q is %s", a.Target.Quote.Exact, a.Target.State))
			}
		}
	}
	for _, l := range losses {
		l.ID = "" // new ones differ
		out = append(out, strings.TrimPrefix(l.String(), "a"))
	}
	if err != nil {
		out = append(out, "refused: "+err.Error())
	}
	return strings.Join(out, "\n")
}

func toldOf(t *testing.T, format string, table []broken) {
	t.Helper()
	for _, c := range table {
		if got := told(t, format, c.file); got != c.want {
			t.Errorf("%s, %s:\n%s\nwant\n%s", format, c.what, got, c.want)
		}
	}
}

// What of a broken file of brat is lost is said, line by line.
func TestWhatIsLostOfBrat(t *testing.T) {
	toldOf(t, "brat", []broken{
		{"nothing", "T1\tPER 0 3\tDoe\n", "PERSON [Doe]"},
		{"an offset beyond the text", "T1\tPER 990 993\tXyz\n", "PERSON [Xyz]\n\"Xyz\" is orphan\n: quote not found, kept: \"Xyz\""},
		{"a negative offset", "T1\tPER -3 3\tDoe\n", `.ann:1: broken line: "-3 3" is no START END`},
		{"an end before its start", "T1\tPER 3 0\tDoe\n", `.ann:1: broken line: "3 0" is no START END`},
		{"words that are elsewhere", "T1\tPER 0 3\tRoe\n", "PERSON [Roe]\n: quote found elsewhere, kept: \"Roe\""},
		{"words that are nowhere", "T1\tPER 0 3\tPoe\n", "PERSON [Poe]\n\"Poe\" is orphan\n: quote not found, kept: \"Poe\""},
		{"no words", "T1\tPER 0 3\t\n", "PERSON [Doe]"},
		{"an empty span", "T1\tPER 2 2\t\n", ": annotation of no words"},
		{"an id twice", "T1\tPER 0 3\tDoe\nT1\tPER 13 16\tRoe\n", "PERSON [Doe]\nPERSON [Roe]\n.ann:2: repeated id, kept\n: repeated id, kept"},
		{"a relation to nothing", "T1\tPER 0 3\tDoe\nR1\tknows Arg1:T1 Arg2:T9\n", "PERSON [Doe]\n.ann:2: reference to nothing: T9"},
		{"an event without its words", "T1\tPER 0 3\tDoe\nE1\tSay:T9 Agent:T1\n", "PERSON [Doe]\n.ann:2: reference to nothing: T9"},
		{"an attribute of nothing", "T1\tPER 0 3\tDoe\nA1\tSure T9\n", "PERSON [Doe]\n.ann:2: reference to nothing: T9"},
		{"a note on nothing", "T1\tPER 0 3\tDoe\n#1\tAnnotatorNotes T9\twho?\n", "PERSON [Doe]\n.ann:2: reference to nothing: T9"},
		{"a line of no letter", "T1\tPER 0 3\tDoe\nX1\tPER 0 3\tDoe\n", "PERSON [Doe]\n.ann:2: broken line: \"X1\\tPER 0 3\\tDoe\""},
		{"a line without tabs", "T1\tPER 0 3\tDoe\nT2 PER 13 16 Roe\n", "PERSON [Doe]\n.ann:2: broken line: \"T2 PER 13 16 Roe\""},
		{"fragments backwards", "T1\tPER 13 16;0 3\tRoe Doe\n", "PERSON [Doe said so. Roe]\n.ann:1: unsorted list of fragments, kept\n.ann: discontinuous quote, kept: covered as one"},
		{"an equivalence of one", "T1\tPER 0 3\tDoe\n*\tEquiv T1\n", "PERSON [Doe]\n.ann:2: broken line"},
		{"an empty file", "", ""},
	})
}

func TestWhatIsLostOfCoNLL(t *testing.T) {
	toldOf(t, "conll-2002", []broken{
		{"nothing", "Doe B-PER\nsaid O\nso. O\nRoe B-PER\ndenied O\nit. O\n", "PERSON [Doe]\nPERSON [Roe]"},
		{"a line without a label", "Doe B-PER\nsaid\nso. O\n", "PERSON [Doe]\n.iob2:2: broken line: \"said\" has no label"},
		{"nothing but tokens", "Doe\nsaid\n", ".iob2:1: broken line: \"Doe\" has no label\n.iob2:2: broken line: \"said\" has no label\nrefused: no line of it could be read"},
		{"an empty file", "", ""},
	})
	toldOf(t, "conll-2003", []broken{
		{"another text", "Poe NNP I-NP I-PER\nsaid VBD O O\n", "PERSON [Poe]\n\"Poe\" is orphan\n: quote not found, kept: \"Poe\""},
	})
}

func TestWhatIsLostOfJSONLines(t *testing.T) {
	toldOf(t, "doccano", []broken{
		{"nothing", `{"text":"Doe said so. Roe denied it.\n","label":[[0,3,"PER"]]}`, "PERSON [Doe]"},
		{"a line that is none", "{\"text\":\"Doe said so.\",\"label\":[[0,3,\"PER\"]]}\n{\"text\":\n", "PERSON [Doe]\n.jsonl:2: broken line: unexpected end of JSON input"},
		{"no line", "{\n", ".jsonl:1: broken line: unexpected end of JSON input\nrefused: no line of it could be read: unexpected end of JSON input"},
		{"an offset beyond the text", `{"text":"Doe said so.","label":[[0,99,"PER"]]}`, "-1: offset outside the text: 0-99"},
		{"a negative offset", `{"text":"Doe said so.","label":[[-1,3,"PER"]]}`, `.jsonl:1: broken line: a span without start and end: [-1,3,"PER"]`},
		{"an end before its start", `{"text":"Doe said so.","label":[[3,0,"PER"]]}`, `.jsonl:1: broken line: a span without start and end: [3,0,"PER"]`},
		{"an empty span", `{"text":"Doe said so.","label":[[3,3,"PER"]]}`, ": annotation of no words"},
		{"a label without offsets", `{"text":"Doe said so.","label":[["PER"]]}`, ".jsonl:1: broken line: a span of 1 values, want start, end, label"},
		{"offsets that are words", `{"text":"Doe said so.","label":[["a","b","PER"]]}`, ".jsonl:1: broken line: \"a\" is no offset"},
		{"no text", `{"label":[[0,3,"PER"]]}`, ".jsonl:1: broken line: an object without a text\nrefused: no line of it could be read: an object without a text"},
		{"a relation to nothing", `{"text":"Doe said so.","entities":[{"id":1,"label":"PER","start_offset":0,"end_offset":3}],"relations":[{"id":1,"from_id":1,"to_id":9,"type":"knows"}]}`, "PERSON [Doe]\n: reference to nothing: 9"},
	})
	toldOf(t, "prodigy", []broken{
		{"nothing", `{"text":"Doe said so.","spans":[{"start":0,"end":3,"label":"PER"}],"answer":"accept"}`, "PERSON [Doe]"},
		{"undecided", `{"text":"Doe said so.","spans":[{"start":0,"end":3,"label":"PER"}],"answer":"ignore"}`, ".jsonl:1: undecided answer: the answer is ignore"},
		{"a span beyond the text", `{"text":"Doe said so.","spans":[{"start":0,"end":99,"label":"PER"}],"answer":"accept"}`, "-1: offset outside the text: 0-99"},
		{"a span without a label", `{"text":"Doe said so.","spans":[{"start":0,"end":3}],"answer":"accept"}`, "note [Doe]"},
		{"a span without an end", `{"text":"Doe said so.","spans":[{"start":0,"label":"PER"}],"answer":"accept"}`, `.jsonl:1: broken line: a span without start and end: {"start":0,"label":"PER"}`},
		{"a relation to nothing", `{"text":"Doe said so.","relations":[{"head":0,"child":9,"label":"knows"}],"answer":"accept"}`, ".jsonl:1: broken line: a relation without its head_span"},
		{"an image", `{"image":"a.png","spans":[],"answer":"accept"}`, ".jsonl:1: broken line: an object without a text\nrefused: no line of it could be read: an object without a text"},
		{"no line", `[]`, ".jsonl:1: broken line: json: cannot unmarshal array into Go value of type format.prodigyLine\nrefused: no line of it could be read: json: cannot unmarshal array into Go value of type format.prodigyLine"},
	})
	toldOf(t, "spacy", []broken{
		{"nothing", `{"text":"Doe said so.","ents":[{"start":0,"end":3,"label":"PER"}]}`, "PERSON [Doe]"},
		{"an offset beyond the text", `{"text":"Doe said so.","ents":[{"start":0,"end":99,"label":"PER"}]}`, "-1: offset outside the text: 0-99"},
		{"a negative offset", `{"text":"Doe said so.","ents":[{"start":-1,"end":3,"label":"PER"}]}`, ".jsonl:1: broken line: a span without start and end in ents"},
		{"no text", `{"ents":[{"start":0,"end":3,"label":"PER"}]}`, ".jsonl:1: broken line: an object without a text\nrefused: no line of it could be read: an object without a text"},
	})
}

func TestWhatIsLostOfLabelStudio(t *testing.T) {
	result := func(value string) string {
		return `[{"data":{"text":"Doe said so. Roe denied it.\n"},"annotations":[{"result":[` + value + `]}]}]`
	}
	toldOf(t, "label-studio", []broken{
		{"nothing", result(`{"id":"r","type":"labels","value":{"start":0,"end":3,"text":"Doe","labels":["PER"]}}`), "PERSON [Doe]"},
		{"words that are elsewhere", result(`{"id":"r","type":"labels","value":{"start":0,"end":3,"text":"Roe","labels":["PER"]}}`), "PERSON [Roe]\n: quote found elsewhere, kept: \"Roe\""},
		{"words that are nowhere", result(`{"id":"r","type":"labels","value":{"start":0,"end":3,"text":"Poe","labels":["PER"]}}`), "PERSON [Poe]\n\"Poe\" is orphan\n: quote not found, kept: \"Poe\""},
		{"an offset beyond the text", result(`{"id":"r","type":"labels","value":{"start":0,"end":99,"labels":["PER"]}}`), ": offset outside the text: 0-99"},
		{"a negative offset", result(`{"id":"r","type":"labels","value":{"start":-2,"end":3,"labels":["PER"]}}`), ".json, task 1: annotation of no text: labels"},
		{"no place", result(`{"id":"r","type":"labels","value":{"labels":["PER"]}}`), ".json, task 1: annotation of no text: labels"},
		{"a box in an image", result(`{"id":"r","type":"rectanglelabels","value":{"x":1,"y":2,"width":3,"height":4,"rectanglelabels":["PER"]}}`), ".json, task 1: annotation of no text: rectanglelabels"},
		{"a relation to nothing", result(`{"type":"relation","from_id":"r","to_id":"q","labels":["knows"]}`), ": reference to nothing: r"},
		{"no text", `[{"data":{},"annotations":[{"result":[{"id":"r","type":"labels","value":{"start":0,"end":3,"labels":["PER"]}}]}]}]`, "PERSON [Doe]"},
		{"half a file", `[{"data":{"text":"Doe`, "refused: unexpected end of JSON input"},
		{"no list", `7`, "refused: json: cannot unmarshal number into Go value of type []json.RawMessage"},
	})
}

func TestWhatIsLostOfWebAnnotations(t *testing.T) {
	anno := func(target string) string {
		return `[{"id":"x","type":"Annotation","body":{"type":"TextualBody","purpose":"tagging","value":"PER"},"target":` + target + `}]`
	}
	toldOf(t, "w3c", []broken{
		{"nothing", anno(`{"source":"https://gazette.example/a","selector":{"type":"TextQuoteSelector","exact":"Doe"}}`), "PERSON [Doe]"},
		{"words that are nowhere", anno(`{"source":"https://gazette.example/a","selector":{"type":"TextQuoteSelector","exact":"Poe"}}`), "PERSON [Poe]\n\"Poe\" is orphan\n: quote not found, kept: \"Poe\""},
		{"words that are at two places", anno(`{"source":"https://gazette.example/a","selector":{"type":"TextQuoteSelector","exact":"oe"}}`), "PERSON [oe]\n\"oe\" is fuzzy\n: quote found at several places, kept: \"oe\""},
		{"a position beyond the text", anno(`{"source":"https://gazette.example/a","selector":{"type":"TextPositionSelector","start":0,"end":99}}`), ": offset outside the text: 0-99"},
		{"a negative position", anno(`{"source":"https://gazette.example/a","selector":{"type":"TextPositionSelector","start":-1,"end":3}}`), "PERSON []\n\"\" is orphan\n.json: place that cannot be found, kept: a TextPositionSelector"},
		{"a selector that nobody knows", anno(`{"source":"https://gazette.example/a","selector":{"type":"x:Wave","value":"1"}}`), "PERSON []\n\"\" is orphan\n.json: place that cannot be found, kept: a x:Wave"},
		{"a part of an image", anno(`{"source":"https://gazette.example/a.png","selector":{"type":"FragmentSelector","value":"xywh=1,2,3,4"}}`), "PERSON []\n\"\" is orphan\n.json: place that cannot be found, kept: a FragmentSelector"},
		{"two places", anno(`[{"source":"https://gazette.example/a","selector":{"type":"TextQuoteSelector","exact":"Doe"}},{"source":"https://gazette.example/a","selector":{"type":"TextQuoteSelector","exact":"Roe"}}]`), "PERSON [Doe]\nPERSON [Roe]\n.json: annotation of several places, kept: 2 of them, an annotation each"},
		{"another article", anno(`{"source":"https://other.example/b","selector":{"type":"TextQuoteSelector","exact":"Poe"}}`), "PERSON [Poe]\n\"Poe\" is orphan\n: quote not found, kept: \"Poe\""},
		{"a wrong date", `[{"id":"x","type":"Annotation","created":"yesterday","body":{"type":"TextualBody","value":"who?"},"target":{"source":"https://gazette.example/a","selector":{"type":"TextQuoteSelector","exact":"Doe"}}}]`, "note [Doe]\n.json: time that cannot be read: \"yesterday\""},
		{"no target", `[{"id":"x","type":"Annotation","body":{"type":"TextualBody","value":"who?"}}]`, ".json: broken line: no W3C annotation: it has no target"},
		{"an id twice", `[{"id":"x","type":"Annotation","target":"https://gazette.example/a"},{"id":"x","type":"Annotation","target":"https://gazette.example/a"}]`, "note []\nnote []\n: repeated id, kept"},
		{"half a file", `[{"id":"x"`, "refused: unexpected end of JSON input"},
	})
	toldOf(t, "hypothesis", []broken{
		{"nothing", `[{"id":"a","uri":"https://gazette.example/a","tags":["PER"],"target":[{"selector":[{"type":"TextQuoteSelector","exact":"Doe"}]}]}]`, "PERSON [Doe]"},
		{"words that are nowhere", `[{"id":"a","uri":"https://gazette.example/a","tags":["PER"],"target":[{"selector":[{"type":"TextQuoteSelector","exact":"Poe"}]}]}]`, "PERSON [Poe]\n\"Poe\" is orphan\n: quote not found, kept: \"Poe\""},
		{"a reply", `[{"id":"b","references":["a"],"text":"Jane","target":[{}]}]`, ": reference to nothing: a"},
		{"no selector", `[{"id":"a","uri":"https://gazette.example/a","text":"who?","target":[{"selector":[]}]}]`, "note []"},
		{"a wrong date", `[{"id":"a","created":"yesterday","uri":"https://gazette.example/a","text":"who?","target":[{"selector":[{"type":"TextQuoteSelector","exact":"Doe"}]}]}]`, "note [Doe]\n.json: time that cannot be read: \"yesterday\""},
		{"no list", `{"total":1}`, "refused: no rows and no annotations in it"},
	})
}

func TestWhatIsLostOfCSV(t *testing.T) {
	toldOf(t, "csv", []broken{
		{"nothing", "kind,quote,type\nentity,Doe,PERSON\n", "PERSON [Doe]"},
		{"an unknown kind", "kind,quote\nmetaphor,Doe\n", `.csv:2: broken line: "metaphor" is no kind`},
		{"words that are nowhere", "kind,quote\nnote,Poe\n", "note [Poe]\n\"Poe\" is orphan\n: quote not found, kept: \"Poe\""},
		{"words that are elsewhere", "kind,start,end,unit,quote\nnote,0,3,codepoint,Roe\n", "note [Roe]\n: quote found elsewhere, kept: \"Roe\""},
		{"an offset that is a word", "kind,start,end,unit,quote\nnote,a,b,codepoint,Doe\n", "note [Doe]\n.csv:2: broken line, kept: \"a\" to \"b\" are no offsets"},
		{"a negative offset", "kind,start,end,unit,quote\nnote,-1,3,codepoint,\n", ".csv:2: broken line: neither offsets nor a quote"},
		{"an offset beyond the text", "kind,start,end,unit,quote\nnote,0,99,codepoint,\n", ": offset outside the text: 0-99"},
		{"a unit that nobody knows", "kind,start,end,unit,quote\nnote,0,3,words,\n", ".csv:2: broken line: neither offsets nor a quote"},
		{"a column that nobody knows", "kind,quote,mood\nnote,Doe,glad\n", "note [Doe]\n.csv:1: column that stet does not know: \"mood\""},
		{"a wrong date", "kind,quote,created\nnote,Doe,yesterday\n", `.csv:2: broken line: created: "yesterday" is no date: want 2026-03-17 or 2026-03-17T09:41:07Z`},
		{"a wrong score", "kind,quote,score\nnote,Doe,7\n", `.csv:2: broken line: score: "7" is no score: want a number from 0 to 1`},
		{"a wrong origin", "kind,quote,origin\nnote,Doe,heaven\n", `.csv:2: broken line: origin: "heaven" is no origin: want hand, kept, edited, refused or suggested`},
		{"a wrong place of a part", "kind,quote,parts\nquote,Doe,9-3\n", `.csv:2: broken line: parts: "9-3" is no pair of offsets: want START-END`},
		{"an open quotation mark", "kind,quote\nnote,\"Doe\n", `.csv:2: broken line: parse error on line 2, column 11: extraneous or missing " in quoted-field`},
		{"a row that is short", "quote,kind\nDoe\n", `.csv:2: broken line: "" is no kind`},
		{"no kind", "quote\nDoe\n", "refused: no column kind in the header row"},
		{"an empty file", "", "refused: no header row: EOF"},
	})
}

func TestWhatIsLostOfCASAndTSV(t *testing.T) {
	tsv := func(rest string) string {
		return "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|label\n\n\n#Text=Doe said so. Roe denied it.\n" + rest
	}
	toldOf(t, "webanno-tsv", []broken{
		{"nothing", tsv("1-1\t0-3\tDoe\tPER\t\n1-2\t4-8\tsaid\t_\t\n"), "Span.label:PER [Doe]"},
		{"a token that is elsewhere", tsv("1-1\t4-7\tDoe\tPER\t\n"), "Span.label:PER [Doe]"},
		{"a token beyond the text", tsv("1-1\t90-93\tDoe\tPER\t\n"), "Span.label:PER [Doe]"},
		{"offsets that are words", tsv("1-1\ta-b\tDoe\tPER\t\n"), `.tsv:6: broken line: "1-1\ta-b\tDoe\tPER\t"`},
		{"a line that is short", tsv("1-1\t0-3\n"), `.tsv:6: broken line: "1-1\t0-3"`},
		{"no header", "1-1\t0-3\tDoe\tPER\t\n", "refused: no WebAnno TSV 3: the first line is not #FORMAT=WebAnno TSV 3"},
		{"a layer that is none", "#FORMAT=WebAnno TSV 3.3\n#T_XX=what\n\n\n#Text=Doe\n1-1\t0-3\tDoe\t\n", `.tsv:2: broken line: "#T_XX=what"`},
		{"a relation to nothing", "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|label\n#T_RL=webanno.custom.Rel|label|BT_webanno.custom.Span\n\n\n#Text=Doe said so. Roe denied it.\n1-1\t0-3\tDoe\tPER\tknows\t9-9\t\n", "Span.label:PER [Doe]\n.tsv:7: reference to nothing: 9-9 -> 1-1"},
	})
	xmi := func(rest string) string {
		return `<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">` + rest + `<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="Doe said so. Roe denied it.&#10;"/></xmi:XMI>`
	}
	toldOf(t, "uima-xmi", []broken{
		{"nothing", xmi(`<custom:Span xmi:id="2" sofa="1" begin="0" end="3" label="PER"/>`), "Span.label:PER [Doe]"},
		{"an offset beyond the text", xmi(`<custom:Span xmi:id="2" sofa="1" begin="0" end="99" label="PER"/>`), ": offset outside the text: 0-99"},
		{"an end before its start", xmi(`<custom:Span xmi:id="2" sofa="1" begin="3" end="0" label="PER"/>`), ".xmi: thing without a place in stet: webanno.custom.Span"},
		{"an offset that is a word", xmi(`<custom:Span xmi:id="2" sofa="1" begin="a" end="3" label="PER"/>`), ".xmi: thing without a place in stet: webanno.custom.Span"},
		{"no place", xmi(`<custom:Span xmi:id="2" sofa="1" label="PER"/>`), ".xmi: thing without a place in stet: webanno.custom.Span"},
		{"a relation to nothing", xmi(`<custom:Span xmi:id="2" sofa="1" begin="0" end="3" label="PER"/><custom:Rel xmi:id="3" sofa="1" begin="0" end="3" Governor="2" Dependent="9"/>`), "Span.label:PER [Doe]\n.xmi: reference to nothing: 2 -> 9"},
		{"no text", `<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmi:version="2.0"/>`, "refused: neither a CAS in XMI or JSON nor a zip with one"},
		{"half a file", `<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"><cas:So`, "refused: XML syntax error on line 1: unexpected EOF"},
	})
	cas := func(rest string) string {
		return `{"%TYPES":{},"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaNum":1,"sofaID":"_InitialView","mimeType":"text","sofaString":"Doe said so. Roe denied it.\n"}` + rest + `],"%VIEWS":{}}`
	}
	toldOf(t, "uima-json", []broken{
		{"nothing", cas(`,{"%ID":2,"%TYPE":"webanno.custom.Span","@sofa":1,"begin":0,"end":3,"label":"PER"}`), "Span.label:PER [Doe]"},
		{"an offset beyond the text", cas(`,{"%ID":2,"%TYPE":"webanno.custom.Span","@sofa":1,"begin":0,"end":99,"label":"PER"}`), ": offset outside the text: 0-99"},
		{"a negative offset", cas(`,{"%ID":2,"%TYPE":"webanno.custom.Span","@sofa":1,"begin":-1,"end":3,"label":"PER"}`), "refused: -1 is no whole number from 0 to 2147483647"},
		{"a relation to nothing", cas(`,{"%ID":2,"%TYPE":"webanno.custom.Span","@sofa":1,"begin":0,"end":3,"label":"PER"},{"%ID":3,"%TYPE":"webanno.custom.Rel","@sofa":1,"begin":0,"end":3,"@Governor":2,"@Dependent":9}`), "Span.label:PER [Doe]\n.json: reference to nothing: 2 -> 9"},
		{"no text", `{"%FEATURE_STRUCTURES":[]}`, ""},
		{"half a file", `{"%FEATURE_STRUCTURES":[`, "refused: the file ends where an object is expected"},
	})
}

func TestWhatIsLostOfReviewsAndProjects(t *testing.T) {
	review := func(rest string) string { return `{"@type":"ClaimReview",` + rest + `}` }
	toldOf(t, "claimreview", []broken{
		{"nothing", review(`"claimReviewed":"Doe said so.","datePublished":"2031-01-05"`), "claim [Doe said so.]"},
		{"a claim that the article lacks", review(`"claimReviewed":"Poe said so."`), "claim []"},
		{"no claim", review(`"reviewBody":"It is not so."`), ".json: thing without a place in stet: a ClaimReview without claimReviewed"},
		{"a wrong date", review(`"claimReviewed":"Doe said so.","datePublished":"last week"`), "claim [Doe said so.]\n.json: time that cannot be read: \"last week\""},
		{"no review", `{"@type":"Article"}`, ""},
		{"half a file", `{"@type":`, "refused: unexpected end of JSON input"},
		{"half of one script of a page", `<script type="application/ld+json">{"@type":</script><script type="application/ld+json">` + review(`"claimReviewed":"Doe said so."`) + `</script>`, "claim [Doe said so.]\n.json: broken line: script 1: unexpected end of JSON input"},
	})
	project := func(selection string) string {
		return `<Project xmlns="urn:QDA-XML:project:1.0"><Users><User guid="u" name="Jo"/></Users><CodeBook><Codes><Code guid="c" name="PER"/></Codes></CodeBook><Sources><TextSource name="a" guid="s"><PlainTextContent>Doe said so. Roe denied it.
</PlainTextContent>` + selection + `</TextSource></Sources></Project>`
	}
	coding := `<Coding guid="k"><CodeRef targetGUID="c"/></Coding>`
	toldOf(t, "refi-qda", []broken{
		{"nothing", project(`<PlainTextSelection guid="1" name="Doe" startPosition="0" endPosition="3">` + coding + `</PlainTextSelection>`), "PERSON [Doe]"},
		{"words that are elsewhere", project(`<PlainTextSelection guid="1" name="Roe" startPosition="0" endPosition="3">` + coding + `</PlainTextSelection>`), "PERSON [Roe]\n: quote found elsewhere, kept: \"Roe\""},
		{"an offset beyond the text", project(`<PlainTextSelection guid="1" startPosition="0" endPosition="99">` + coding + `</PlainTextSelection>`), ": offset outside the text: 0-99"},
		{"a negative offset", project(`<PlainTextSelection guid="1" startPosition="-1" endPosition="3">` + coding + `</PlainTextSelection>`), ".qdpx: broken line: from -1 to 3"},
		{"an offset that is a word", project(`<PlainTextSelection guid="1" startPosition="a" endPosition="3">` + coding + `</PlainTextSelection>`), `refused: no REFI-QDA project: strconv.ParseInt: parsing "a": invalid syntax`},
		{"a code that is nowhere", project(`<PlainTextSelection guid="1" startPosition="0" endPosition="3"><Coding guid="k"><CodeRef targetGUID="x"/></Coding></PlainTextSelection>`), "note [Doe]\n.qdpx: reference to nothing: code x"},
		{"a wrong time", project(`<PlainTextSelection guid="1" startPosition="0" endPosition="3" creationDateTime="today">` + coding + `</PlainTextSelection>`), "PERSON [Doe]\n.qdpx: time that cannot be read: \"today\""},
		{"a picture", `<Project xmlns="urn:QDA-XML:project:1.0"><Sources><PictureSource name="p" guid="s"/></Sources></Project>`, ".qdpx: picture: p"},
		{"a text that is missing", `<Project xmlns="urn:QDA-XML:project:1.0"><Sources><TextSource name="b" guid="s" plainTextPath="internal://b.txt"/></Sources></Project>`, ""},
		{"half a file", `<Project xmlns="urn:QDA-XML:project:1.0"><Sources>`, "refused: no REFI-QDA project: XML syntax error on line 1: unexpected EOF"},
	})
}
