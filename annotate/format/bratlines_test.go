package format

import (
	"slices"
	"strings"
	"testing"

	"stet/annotate"
	"stet/model"
)

// harbourText and harbourLines are a file as people make them with brat: types of
// their own, attributes of spans and events, events that refer to later ones,
// normalisations, classes, notes, fragments out of order.
const harbourText = "Ona told Per that the ferry would sail.\nLighthouse Ltd, its owner, said no. Ona left.\n"

var harbourLines = []string{
	"T1\tPer 0 3\tOna",
	"T2\tSpeaking 4 8\ttold",
	"T3\tPer 9 12\tPer",
	"E1\tSpeaking:T2 Agent:T1 Topic:E2",
	"T4\tMoving 34 38\tsail",
	"T5\tVessel 22 27\tferry",
	"E2\tMoving:T4 Theme:T5",
	"T6\tOrganization 40 54\tLighthouse Ltd",
	"A1\tNegation E2",
	"A2\tConfidence T1 L2",
	"M1\tSure T6",
	"R1\towns Arg1:T6 Arg2:T5\t",
	"N1\tReference T6 Registry:77\tLighthouse",
	"#1\tAnnotatorNotes T1\twho is she?",
	"T7\tPer 76 79\tOna",
	"*\tEquiv T1 T7",
	"T8\tClaim 67 71;9 12\tsaid Per",
}

func harbour(t *testing.T, lines []string) (Document, []Loss) {
	t.Helper()
	article := &model.Article{Text: harbourText, Digest: model.DigestOf(harbourText), Path: "harbour.txt"}
	docs, losses := imported(t, bratFormat, Source{Name: "harbour.ann", Data: []byte(strings.Join(lines, "\n") + "\n"), Articles: []*model.Article{article}})
	return docs[0], losses
}

func annOf(t *testing.T, d Document) []string {
	t.Helper()
	var out files
	if _, err := bratFormat.Export(out.create, slices.Values([]Document{d})); err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(strings.SplitSeq(strings.TrimSuffix(out.data["harbour.ann"].String(), "\n"), "\n"))
}

func TestBratLinesGoBackAsTheyWere(t *testing.T) {
	d, _ := harbour(t, harbourLines)
	if got, want := annOf(t, d), slices.Sorted(slices.Values(harbourLines)); !slices.Equal(got, want) {
		t.Errorf("went back as\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Of what was changed here, types and attributes keep their names; whatever
// referred to it goes back too.
func TestAChangedBratAnnotationKeepsItsType(t *testing.T) {
	d, _ := harbour(t, harbourLines)
	for i, a := range d.Annotations {
		if a.Target.Quote.Exact == "Lighthouse Ltd" && !isLink(a) {
			d.Annotations[i] = a.Clone()
			d.Annotations[i].Comment = "a company"
		}
	}
	got := strings.Join(annOf(t, d), "\n")
	for _, want := range []string{"Organization 40 54\tLighthouse Ltd", "\tSure T", "AnnotatorNotes T", "a company", "\towns Arg1:T", "E1\tSpeaking:T2 Agent:T1 Topic:E2"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	again, losses := harbour(t, strings.Split(got, "\n"))
	if len(again.Annotations) != len(d.Annotations) || lossesOf(losses, Dangling) > 0 {
		t.Errorf("%d annotations of %d came back: %v", len(again.Annotations), len(d.Annotations), losses)
	}
}

// A line that is no line of brat's is part of the words above only where these
// are too short.
func TestABrokenLineIsNotSwallowed(t *testing.T) {
	d, losses := harbour(t, []string{"T1\tPer 0 3\tOna", "T9 Vessel", "T2\tVessel 29 54\twould sail.", "Lighthouse Ltd"})
	words := map[string]annotate.State{}
	for _, a := range d.Annotations {
		words[a.Target.Quote.Exact] = a.Target.State
	}
	if s, ok := words["Ona"]; !ok || s != annotate.Exact || lossesOf(losses, BrokenLine) == 0 {
		t.Errorf("%v, %v", words, losses)
	}
	if !slices.ContainsFunc(losses, func(l Loss) bool { return l.What == BrokenLine && l.Line == 2 }) {
		t.Errorf("line 2 is not told: %v", losses)
	}
}

// brat shows an error instead of a document that has attributes of relations.
func TestNoAttributeOfARelation(t *testing.T) {
	d, _ := harbour(t, []string{"T1\tPer 0 3\tOna", "T3\tPer 9 12\tPer", "R1\tknows Arg1:T1 Arg2:T3\t"})
	for i, a := range d.Annotations {
		if isLink(a) {
			d.Annotations[i] = a.Clone()
			d.Annotations[i].Origin = annotate.Origin{How: annotate.Edited, Generator: "suggest/1"}
			d.Annotations[i].Tags = []string{"sure"}
		}
	}
	for _, line := range annOf(t, d) {
		if strings.HasPrefix(line, "A") && strings.Contains(line, " R") {
			t.Errorf("%q", line)
		}
	}
}

// Words that were found elsewhere than their line said have the place in the file that
// goes back at which brat finds them, and it is told; the lines around stay.
func TestABratLineWithAWrongPlaceIsMended(t *testing.T) {
	wrong := slices.Clone(harbourLines)
	wrong[4] = "T4\tMoving 31 35\tsail"
	d, losses := harbour(t, wrong)
	if lossesOf(losses, Elsewhere) != 1 {
		t.Fatalf("read with %v", losses)
	}
	var out files
	losses, err := bratFormat.Export(out.create, slices.Values([]Document{d}))
	if err != nil || lossesOf(losses, Rewritten) != 1 {
		t.Errorf("written with %v, %v", losses, err)
	}
	if got, want := annOf(t, d), slices.Sorted(slices.Values(harbourLines)); !slices.Equal(got, want) {
		t.Errorf("went back as\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Lines that cannot go back since the text is another one are told.
func TestBratLinesOfAChangedTextAreTold(t *testing.T) {
	d, _ := harbour(t, harbourLines[:3])
	text := "Today " + harbourText
	article := &model.Article{Text: text, Digest: model.DigestOf(text), Path: "harbour.txt"}
	p := newPage(Document{Article: article})
	for _, a := range d.Annotations {
		start := strings.Index(text, a.Target.Quote.Exact)
		a.Target.Place = annotate.Place{Range: model.Range{Start: model.Pos(start), End: model.Pos(start + len(a.Target.Quote.Exact))}}
		p.describe(&a.Target.Place)
	}
	d.Article = article
	var out files
	losses, err := bratFormat.Export(out.create, slices.Values([]Document{d}))
	if err != nil || lossesOf(losses, Rewritten) != 3 {
		t.Errorf("written with %v, %v", losses, err)
	}
	if got := out.data["harbour.ann"].String(); !strings.Contains(got, "Per 6 9\tOna\n") {
		t.Errorf("written as\n%s", got)
	}
}
