package format

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/annotate"
)

// marked writes annotations as "label [words] tags", relations as
// "label: words -> words".
func marked(as []*annotate.Annotation) []string {
	words := map[string]string{}
	for _, a := range as {
		words[a.ID] = a.Target.Quote.Exact
	}
	var out []string
	for _, a := range as {
		label, rest := labelOf(a)
		if isLink(a) {
			out = append(out, fmt.Sprintf("%s: %s -> %s", a.Body.Label(), words[a.Target.Annotation], words[a.Who().ID]))
			continue
		}
		out = append(out, strings.Join(append([]string{label + " [" + words[a.ID] + "]"}, rest...), " "))
	}
	slices.Sort(out)
	return out
}

// What the files of INCEpTION's suite say, one line an annotation.
var webannoSuite = map[string]string{
	"sampleSlotAnnotation2":                                           "SimpleSlotHost [This] / SimpleSlotHost [This] / pr1: This -> This",
	"testAnnotationWithLeadingWhitespaceAtStart":                      "entity [one]",
	"testCrossSentenceSpanWithFeatureValue":                           "PERSON [He loves her .\nShe loves him not .]",
	"testDependencyWithValues":                                        "Dependency: This -> is / POS:POS1 [This] / POS:POS2 [is]",
	"testMultiTokenChain":                                             "SimpleLink [This is] / SimpleLink [a test] / same: This is -> a test",
	"testMultiTokenStackedSlotFeature":                                "SimpleLinkHost [This] / SimpleSpan [is a] / SimpleSpan [is a] / p1: This -> is a / p2: This -> is a",
	"testSentenceWithEmoji":                                           "Span [😊]",
	"testSentenceWithTab":                                             "Span [This]",
	"testSimpleCrossSenenceSlotFeature":                               "SimpleLinkHost [He] / SimpleSpan [him] / SimpleSpan [loves] / p1: He -> loves / p2: He -> him",
	"testSingleNonMultiTokenRelationWithMultipleFeatureValues":        "Span [This is] / Span [a test] / nsubj: This is -> a test",
	"testSingleStackedNonTokenOverlappingRelationWithoutFeatureValue": "Relation: This is a test . -> . / Span [.] / Span [.] / Span [This is a test .] / Span [This is a test .]",
	"testSingleTokenRelationWithFeatureValue":                         "Token [.] / Token [This] / nsubj: This -> .",
	"testStackedChain": "SimpleLink [This] / SimpleLink [This] / SimpleLink [a] / SimpleLink [a] / SimpleLink [is] / SimpleLink [is] / " +
		"same: This -> is / same: This -> is / same: is -> a / same: is -> a",
	"testSubMultiTokenSpanWithFeatureValue":          "Span:1 [aaaaaa] / Span:2 [aaaaaa bbbbbb] / Span:3 [bb] / Span:4 [bbbb] / Span:5 [bbbb] / Span:6 [aaa bbbbbb] / Span:7 [aaaaaa bbb] / Span:8 [aaa bbb] / Span:9 [aaa bbbbbb ccc]",
	"testSubTokenRelation2":                          "Relation: T -> again / Span:OTH [T] / Span:OTH [again]",
	"testTokenAttachedAnnotationsWithValues":         "Lemma:lemma1 [This] / MorphologicalFeatures.tense:tense1 [This] MorphologicalFeatures:morph / POS:pos1 [This] / Stem:stem1 [This]",
	"testTokenBoundedSpanWithUnderscoreFeatureValue": "Span:_ [.] / Span:_ [This] / Span:_ [a] / Span:_ [is] / Span:_ [test]",
	"testTokenBoundedStackedLookAlike":               "Span:NOTSTACKED[0] [This] / Span:NOTSTACKED[1] [is] / Span:NOTSTACKED[2] [a] / Span:NOTSTACKED[3] [test] / Span:NOTSTACKED[4] [.]",
	"testTwoSentencesWithNoSpaceInBetween":           "",
	"testZeroLengthSpansWithoutFeatureValues":        "",
}

func TestWebAnnoReadsTheSuiteOfINCEpTION(t *testing.T) {
	dir := shared(t, "corpora", "formats", "webanno-tsv")
	for name, want := range webannoSuite {
		docs, _ := imported(t, webannoFormat, read(t, filepath.Join(dir, name+".tsv")))
		if got := strings.Join(marked(docs[0].Annotations), " / "); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", name, got, want)
		}
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.tsv"))
	for _, file := range files {
		_, losses := imported(t, webannoFormat, read(t, file))
		for _, l := range losses {
			if l.What != NoWords && l.What != Dangling { // annotations of length zero, and what refers to them
				t.Errorf("%s: %v", filepath.Base(file), l)
			}
		}
	}
}

func TestWebAnnoCountsInUTF16(t *testing.T) {
	docs, losses := imported(t, webannoFormat, Source{Name: "a.tsv", Data: []byte("#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n\n\n" +
		"#Text=👍 Doe\\\\\n1-1\t0-2\t👍\t_\t\n1-2\t3-6\tDoe\tPER[1]\t\n1-3\t6-7\t\\\\\tPER[1]\t\n\n#Text=said\n2-1\t8-12\tsaid\tcue\\|x\t\n")})
	if got := strings.Join(marked(docs[0].Annotations), " / "); got != `PERSON [Doe\] / Span:cue|x [said]` || losses != nil {
		t.Errorf("got %s, %v", got, losses)
	}
}

// Layers keep their names, identifiers say who is meant, and one document that
// several people annotated is one.
func TestWebAnnoKeepsLayersAndPeople(t *testing.T) {
	head := "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n" +
		"#T_SP=webanno.custom.Tone|mood\n#T_SP=webanno.custom.Frame|mood\n\n\n#Text=Ona sailed north\n"
	rows := "1-1\t0-3\tOna\thttps://kb.example/Q5\tPER\tcalm\t_\t\n1-2\t4-10\tsailed\t_\t_\t_\tcalm\t\n1-3\t11-16\tnorth\t*\tLOC\t_\t_\t\n"
	src := Source{Name: "mira.tsv", Folder: "log.txt", Data: []byte(head + rows)}
	docs, losses := imported(t, webannoFormat, src)
	if got, want := strings.Join(marked(docs[0].Annotations), " / "), "Frame.mood:calm [sailed] / LOC [north] / PERSON [Ona] / Tone.mood:calm [Ona]"; got != want || losses != nil {
		t.Errorf("got  %s, %v\nwant %s", got, losses, want)
	}
	for _, a := range docs[0].Annotations {
		if label, _ := labelOf(a); label == "PERSON" && a.Who().ID != "https://kb.example/Q5" {
			t.Errorf("the identifier is %q", a.Who().ID)
		}
	}
	if d := docs[0]; d.Name() != "log" || d.Annotator != "mira" {
		t.Errorf("document %q of %q", d.Name(), d.Annotator)
	}
}
