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
	"testAnnotationWithLeadingWhitespaceAtStart":                      "NamedEntity [one]",
	"testCrossSentenceSpanWithFeatureValue":                           "PERSON [He loves her .\nShe loves him not .]",
	"testDependencyWithValues":                                        "Dependency: This -> is / POS1 [This] / POS2 [is]",
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
	"testSubMultiTokenSpanWithFeatureValue":          "1 [aaaaaa] / 2 [aaaaaa bbbbbb] / 3 [bb] / 4 [bbbb] / 5 [bbbb] / 6 [aaa bbbbbb] / 7 [aaaaaa bbb] / 8 [aaa bbb] / 9 [aaa bbbbbb ccc]",
	"testSubTokenRelation2":                          "OTH [T] / OTH [again] / Relation: T -> again",
	"testTokenAttachedAnnotationsWithValues":         "lemma1 [This] / pos1 [This] / stem1 [This] / tense1 [This] value:morph",
	"testTokenBoundedSpanWithUnderscoreFeatureValue": "_ [.] / _ [This] / _ [a] / _ [is] / _ [test]",
	"testTokenBoundedStackedLookAlike":               "NOTSTACKED[0] [This] / NOTSTACKED[1] [is] / NOTSTACKED[2] [a] / NOTSTACKED[3] [test] / NOTSTACKED[4] [.]",
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
	if got := strings.Join(marked(docs[0].Annotations), " / "); got != `PERSON [Doe\] / cue|x [said]` || losses != nil {
		t.Errorf("got %s, %v", got, losses)
	}
}
