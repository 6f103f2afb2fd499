package format

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// These tests read files that other tools wrote. They are not part of the
// repository; the tests skip without them.

func sample(t *testing.T, elem ...string) Source {
	return read(t, shared(t, append([]string{"corpora", "formats"}, elem...)...))
}

func lossesOf(losses []Loss, w What) (n int) {
	for _, l := range losses {
		if l.What == w {
			n++
		}
	}
	return n
}

func expect(t *testing.T, what string, got, want any) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestBratReadsOtherCorpora(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(shared(t, "corpora", "formats", "brat"), "*.ann"))
	spans, lines := 0, 0
	for _, file := range files {
		src := read(t, file)
		lines += len(textBound.FindAll(src.Data, -1))
		docs, losses := imported(t, bratFormat, src)
		for _, a := range docs[0].Annotations {
			if !isLink(a) {
				spans++
			}
		}
		// The syntax trees have a root that is nowhere: "T1 ROOT 0 4 ROOT".
		for _, l := range losses {
			if l.What != NotFound && l.What != Elsewhere {
				t.Errorf("%s: %v", filepath.Base(file), l)
			}
		}
	}
	expect(t, "annotations", spans, lines)
}

func TestDoccanoReadsItsOwnTests(t *testing.T) {
	docs, losses := imported(t, doccanoFormat, sample(t, "doccano", "relation_extraction-example.jsonl"))
	expect(t, "relations", strings.Join(marked(docs[0].Annotations), " / "), "DATE [September 4, 1998] / ORG [Google] / PERSON [Larry Page] / "+
		"PERSON [Sergey Brin] / foundedAt: Google -> September 4, 1998 / foundedBy: Google -> Larry Page / foundedBy: Google -> Sergey Brin")
	expect(t, "losses", len(losses), 0)
	docs, losses = imported(t, doccanoFormat, sample(t, "doccano", "sequence_labeling-example.jsonl"))
	expect(t, "texts", len(docs), 2)
	expect(t, "lines without a text", lossesOf(losses, BrokenLine), 1)
	docs, _ = imported(t, doccanoFormat, sample(t, "doccano", "sequence_labeling-example_overlapping.jsonl"))
	expect(t, "the same words twice", len(docs[0].Annotations), 2)
	docs, _ = imported(t, conll2002Format, sample(t, "doccano", "sequence_labeling-example.conll"))
	expect(t, "CoNLL", strings.Join(marked(docs[0].Annotations), " / "), "LOC [JAPAN] / PERSON [Nadim Ladki]")
	docs, _ = imported(t, conll2003Format, sample(t, "doccano", "sequence_labeling-labeling.trailing.conll"))
	expect(t, "CoNLL with blank lines", strings.Join(marked(docs[0].Annotations), " / "), "LOC [JAPAN] / PERSON [CHINA]")
}

func TestProdigyReadsItsExamples(t *testing.T) {
	src := sample(t, "prodigy", "news_headlines-ner.jsonl")
	docs, losses := imported(t, prodigyFormat, src)
	expect(t, "headlines", len(docs)+lossesOf(losses, Undecided), strings.Count(string(src.Data), "\n"))
	expect(t, "spans", spansOf(docs), strings.Count(string(src.Data), `"token_end"`))
	expect(t, "doubtful offsets", lossesOf(losses, OtherUnit)+lossesOf(losses, Elsewhere)+lossesOf(losses, NotFound), 0)

	docs, losses = imported(t, prodigyFormat, sample(t, "prodigy", "relations.jsonl"))
	links := 0
	for _, d := range docs {
		for _, a := range d.Annotations {
			if isLink(a) {
				links++
			}
		}
	}
	expect(t, "relations or their loss", links > 0 && lossesOf(losses, Elsewhere) == 0, true)
	t.Logf("%d texts, %d relations; %s", len(docs), links, Account(losses))
}

func spansOf(docs []Document) (n int) {
	for _, d := range docs {
		for _, a := range d.Annotations {
			if isPlace(a) {
				n++
			}
		}
	}
	return n
}

func TestLabelStudioTellsOfWhatIsNoText(t *testing.T) {
	docs, losses := imported(t, labelStudioFormat, sample(t, "label-studio", "csv_test.json"))
	expect(t, "annotators", len(docs), 2)
	expect(t, "who", docs[0].Annotator, "hakan@heartex.com")
	expect(t, "boxes on pictures", lossesOf(losses, NotText), 3)
	expect(t, "predictions", lossesOf(losses, Undecided), 2)
}

func TestHypothesisFindsItsWordsOnThePage(t *testing.T) {
	page, err := os.Open(shared(t, "corpora", "formats", "hypothesis", "wikipedia-regression-testing.html"))
	if err != nil {
		t.Fatal(err)
	}
	defer page.Close()
	src := sample(t, "hypothesis", "wikipedia-regression-testing.json")
	text := textContent(t, page)
	src.Articles = []*model.Article{{Text: text, Digest: model.DigestOf(text), Path: "regression.html"}}
	docs, losses := imported(t, hypothesisFormat, src)
	expect(t, "annotations", len(docs[0].Annotations), 5)
	expect(t, "lost quotes", lossesOf(losses, NotFound), 0)
	for _, a := range docs[0].Annotations {
		expect(t, "place of "+a.Comment, a.Target.State, annotate.Exact)
	}
}

// textContent is what a browser's textContent of the body is.
func textContent(t *testing.T, page *os.File) string {
	doc, err := html.Parse(page)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

func TestW3CReadsRecogito(t *testing.T) {
	docs, losses := imported(t, w3cFormat, sample(t, "w3c", "recogito.w3c.json"))
	n := 0
	for _, d := range docs {
		n += len(d.Annotations)
	}
	expect(t, "annotations", n, 5)
	expect(t, "words that are not here", lossesOf(losses, NotFound), 5) // there is no text
	src := sample(t, "w3c", "recogito.w3c.json")
	text := "He had wanted\nto marry him. But as years went by, there came a time when the gods settled it."
	src.Articles = []*model.Article{{Text: text, Digest: model.DigestOf(text), Path: "odyssey.txt"}}
	docs, losses = imported(t, w3cFormat, src)
	expect(t, "words found elsewhere", lossesOf(losses, Elsewhere) > 0, true)
	_ = docs
}

func TestClaimReviewReadsPages(t *testing.T) {
	docs, losses := imported(t, claimReviewFormat, sample(t, "claimreview", "examples.txt"))
	expect(t, "losses but pictures, titles and the like", len(losses)-lossesOf(losses, Unread), 0)
	var claims []*kind.Claim
	for _, d := range docs {
		for _, a := range d.Annotations {
			claims = append(claims, a.Body.(*kind.Claim))
		}
	}
	expect(t, "claims", len(claims), 2)
	expect(t, "claimant", claims[0].Claimant.Name, "Rich Perry")
	expect(t, "rating", claims[0].Review.Rating, "True")
	expect(t, "second claimant", claims[1].Claimant.Name, "Barack Obama")
}

func TestREFIReadsATLASti(t *testing.T) {
	src := sample(t, "refi-qda", "Project.qde")
	_, losses := imported(t, refiFormat, src)
	if lossesOf(losses, MissingText) == 0 {
		t.Error("the texts are not in the file, and nothing was said of it")
	}
	text := strings.Repeat("x", 139) + "Oh, that was great. See you tomorrow? Eleven thirty. Mm." + strings.Repeat(" x", 400)
	src.Articles = []*model.Article{{Text: text, Digest: model.DigestOf(text), Path: "1994 Diet Coke-Diet Coke Break.txt"}}
	docs, _ := imported(t, refiFormat, src)
	i := slices.IndexFunc(docs, func(d Document) bool { return len(d.Annotations) > 0 && d.Article.Text == text })
	if i < 0 {
		t.Fatal("no annotations of the article")
	}
	a := docs[i].Annotations[0]
	expect(t, "words", a.Target.Quote.Exact, "Oh, that was great. See you tomorrow? Eleven thirty. Mm.")
	expect(t, "code", strings.Join(a.Tags, ", "), "Coke::diet Coke")
	expect(t, "coder", docs[i].Annotator, "Friedrich Markgraf")
}

// Shapes that the samples do not have, in our own words.
func TestOtherShapes(t *testing.T) {
	article := &model.Article{Text: "Doe said so.", Digest: model.DigestOf("Doe said so."), Path: "a.txt"}
	for _, c := range []struct{ format, file, want string }{
		{"label-studio", `{"annotations":[{"completed_by":"dana","result":[{"id":"r","type":"labels","value":{"start":0,"end":3,"text":"Doe","labels":["PER"]}}]}]}`, "PERSON [Doe]"},
		{"label-studio", `[{"data":{"html":"<p>Doe said so.</p>"},"annotations":[{"result":[{"id":"r","type":"hypertextlabels","value":{"start":"/p[1]/text()[1]","end":"/p[1]/text()[1]","startOffset":0,"endOffset":3,"globalOffsets":{"start":0,"end":3},"text":"Doe","hypertextlabels":["PER"]}}]}]}]`, "PERSON [Doe]"},
		{"label-studio", `[{"data":{"text":"Doe said so."},"completions":[{"completed_by":7,"result":[{"id":"r","type":"labels","value":{"start":0,"end":3,"text":"Doe","labels":["PER","VIP"]}},{"id":"r","type":"choices","value":{"start":0,"end":3,"choices":["sure"]}}]}]}]`, "PERSON [Doe] VIP sure"},
		{"prodigy", `{"text":"Doe said so.","accept":[1,"b"],"label":null,"meta":"x","answer":"accept"}`, "1 [] / b []"},
		{"prodigy", `{"text":"Doe said so.","spans":[{"start":0,"end":3,"label":"PER"}],"answer":"reject"}`, "PERSON [Doe]"},
		{"doccano", `{"id":3,"data":"Doe said so.","labels":[[0,3,"PER"]],"annotation_approver":null}`, "PERSON [Doe]"},
		{"doccano", "{\"text\":\"Doe\u0085said so.\",\"label\":[[4,8,\"CUE\"]]}", "CUE [said]"},
		{"conll-2003", "Doe NNP B-NP S-PER\nsaid VBD O O\n", "PERSON [Doe]"},
		{"conll-2002", "# newdoc id = a\nDoe B-PER\n# text = Jane B-52\nsaid O\n", "PERSON [Doe]"},
		{"conll-2002", "# B-rank=first\n1 O\n", "rank=first [#]"},
		{"conll-2002", "-DOCSTART- O\n\n#one=two B-PER\n# B-x=y\nsaid O\n", "PERSON [#one=two] / x=y [#]"},
		{"conll-2003", "-DOCSTART- -X- O\n\nDoe -X- _ B-PER\r\nsaid -X- _ O\r\n", "PERSON [Doe]"},
		{"brat", "T1\tPER 0 3\tDoe\nN1\tReference T1 Wikipedia:64488\tJohn Doe\n#1\tAnnotatorNotes T1\tsure?\n*\tEquiv T1 T1\n", "Equiv: Doe -> Doe / PERSON [Doe]"},
		{"brat", "T1\tAttack 4 8\tsaid\nT2\tPER 0 3\tDoe\nE1\tAttack:T1 Agent:T2\nM1\tNegated E1\n", "Agent: said -> Doe / Attack [said] Negated / PERSON [Doe]"},
		{"w3c", `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"x","type":"Annotation","body":{"type":"TextualBody","purpose":"tagging","value":"PER"},"target":{"source":"u","selector":{"type":"TextQuoteSelector","exact":"Doe"}}}`, "PERSON [Doe]"},
		{"hypothesis", `[{"id":"a","text":"who?","tags":["PER"],"target":[{"selector":[{"type":"TextQuoteSelector","exact":"Doe"}]}]},{"id":"b","references":["a"],"text":"Jane","target":[{}]}]`, "PERSON [Doe] / note []"},
		{"claimreview", `{"@graph":[{"@type":["ClaimReview"],"claimReviewed":"Doe said so.","reviewRating":{"ratingValue":"1","bestRating":"5"},"datePublished":"2021-01-05 05:00"}]}`, "claim [Doe said so.]"},
		{"csv", "kind;quote;type\nentity;Doe;PERSON\n", "PERSON [Doe]"},
	} {
		f, _ := Find(c.format)
		docs, losses := imported(t, f, Source{Name: "b", Data: []byte(c.file), Articles: []*model.Article{article}})
		var as []*annotate.Annotation
		for _, d := range docs {
			as = append(as, d.Annotations...)
		}
		if got := strings.Join(marked(as), " / "); got != c.want {
			t.Errorf("%s\ngot  %s, %v\nwant %s", c.file, got, losses, c.want)
		}
	}
}

// Offsets of texts whose line ends a tool has changed, in both directions, are
// found out by the words, and by words that nothing is said of.
func TestLineEndsAreFoundOut(t *testing.T) {
	dos, unix := "One.\r\nTwo.\r\nDoe said so, and went on for hours.\r\n", "One.\nTwo.\nDoe said so, and went on for hours.\n"
	for _, c := range []struct {
		name, format, file, text string
	}{
		{"counted with LF, read with CRLF", "brat", "T1\tPER 10 13\tDoe\n", dos},
		{"counted with CRLF, read with LF", "brat", "T1\tPER 12 15\tDoe\n", unix},
		{"in a Label Studio file", "label-studio", `[{"annotations":[{"result":[{"id":"r","type":"labels","value":{"start":12,"end":15,"text":"Doe","labels":["PER"]}}]}]}]`, unix},
		{"by a probe", "refi-qda", `<Project xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes><Code guid="c" name="PER"/></Codes></CodeBook><Sources><TextSource name="a">` +
			`<PlainTextSelection guid="1" startPosition="12" endPosition="15" name="renamed"><Coding><CodeRef targetGUID="c"/></Coding></PlainTextSelection>` +
			`<PlainTextSelection guid="2" startPosition="12" endPosition="47" name="Doe said so, and went on…"/></TextSource></Sources></Project>`, unix},
	} {
		f, _ := Find(c.format)
		docs, losses := imported(t, f, Source{Name: "a", Data: []byte(c.file), Articles: []*model.Article{{Text: c.text, Digest: model.DigestOf(c.text), Path: "a.txt"}}})
		got := ""
		for _, a := range docs[0].Annotations {
			if a.Kind() == "entity" {
				got = a.Target.Quote.Exact
			}
		}
		if got != "Doe" {
			t.Errorf("%s: %q, %v", c.name, got, losses)
		}
	}
}
