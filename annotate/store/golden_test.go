package store

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/need"
)

const golden = "testdata/tram.txt.alice.anno.json"

// tramDesk makes annotations of testdata/tram.txt.
type tramDesk struct {
	text string
	off  *model.Offsets
	art  *model.Article
}

func newTramDesk(t testing.TB) *tramDesk {
	t.Helper()
	data, err := os.ReadFile("testdata/tram.txt")
	if err != nil {
		t.Fatal(err)
	}
	a := &model.Article{
		Text: string(data), Path: "testdata/tram.txt", Digest: model.DigestOf(string(data)),
		Meta: model.Meta{Title: "Mayor defends tram as costs climb 📈", URL: "https://news.example/2026/03/tram-plan", Format: "text/plain", Language: "en"},
	}
	return &tramDesk{a.Text, model.NewOffsets(a.Text), a}
}

// at describes the nth occurrence of words, from 0.
func (d *tramDesk) at(words string, n int) annotate.Place {
	at := 0
	for {
		i := strings.Index(d.text[at:], words)
		if i < 0 {
			panic("no such words: " + words)
		}
		at += i
		if n == 0 {
			return anchor.Describe(d.art, d.off, model.Range{Start: model.Pos(at), End: model.Pos(at + len(words))})
		}
		n--
		at++
	}
}

func (d *tramDesk) words(words string, n int) *annotate.Place {
	p := d.at(words, n)
	return &p
}

func id(n int) string { return fmt.Sprintf("urn:uuid:0199a3c0-0000-7000-8000-%012x", n) }

// annotations is one of everything that can be said.
func (d *tramDesk) annotations() []*annotate.Annotation {
	doe := annotate.NameRef("Jane Doe", mention.Person)
	doeHere := doe
	doeHere.Words = d.words("Mayor Jane Doe", 0)
	union := annotate.NameRef("Taxpayers’ Union", mention.Org)
	union.Words = d.words("Taxpayers’ Union", 0)
	tram := annotate.TopicRef("Riverton tram")
	tram.Words = d.words("the new line", 0)
	cut := "“We have cut emissions by 30 per cent since 2019,” Doe told reporters, “and we are not going back.”"
	all := []*annotate.Annotation{
		{Target: annotate.Target{Place: d.at("that the new line “will pay for itself within ten years,”", 0)},
			Body: &kind.Quote{Form: "mixed", Speaker: doeHere, Cue: d.words("said", 0)}, Origin: annotate.Origin{How: annotate.Edited, Generator: "quotation/1"}},
		{Target: annotate.Target{Place: d.at(cut, 0)},
			Body: &kind.Quote{Form: "direct", Speaker: doe, Cue: d.words("told reporters", 0), Parts: []annotate.Place{
				d.at("“We have cut emissions by 30 per cent since 2019,”", 0), d.at("“and we are not going back.”", 0)}},
			Origin: annotate.Origin{How: annotate.Kept, Generator: "quotation/1"}},
		{Target: annotate.Target{Place: d.at("We have cut emissions by 30 per cent since 2019", 0)},
			Body: &kind.Claim{Text: "Riverton cut its emissions by 30 per cent between 2019 and 2026.", Claimant: doe, ClaimKind: "statistical",
				CheckWorthiness: "CFS", Factuality: "CT+", InQuote: id(2), ToldBy: id(2), Status: kind.HasVerdict,
				Review: &kind.Review{Verdict: "REFUTES", Rating: "mostly false", Date: time.Date(2026, 3, 18, 0, 0, 0, 0, time.UTC), Evidence: []kind.Evidence{
					{Link: "https://stats.example/riverton/emissions-2025.csv", Words: "2019: 412 kt; 2025: 351 kt", Relation: "REFUTES", Read: time.Date(2026, 3, 18, 8, 2, 0, 0, time.UTC)},
					{Link: "https://city.example/press/2026-03-17", Relation: "SUPPORTS"}}}},
			Comment: "The city counts only municipal buildings. *351/412* is a cut of 15 per cent.", Tags: []string{"climate"}},
		{Target: annotate.Target{Place: d.at("Councillor Amir Khan (Green) backed the plan 👍🏽", 0)},
			Body: &kind.Stance{Holder: annotate.NameRef("Amir Khan", mention.Person), Towards: tram, Stance: kind.Favor, Scheme: kind.SemEval6, ToldBy: kind.ToldByArticle}},
		{Target: annotate.Target{Place: d.at("the Taxpayers’ Union said the figures were “fantasy”", 0)},
			Body:          &kind.Stance{Holder: union, Towards: annotate.Ref{Kind: annotate.RefAnnotation, ID: id(3)}, Stance: kind.Against, Scheme: kind.SemEval6, ToldBy: kind.ToldByArticle, OnClaim: id(3)},
			ConflictsWith: id(4)},
		{Target: annotate.Target{Place: d.at("Doe dismissed that", 0)},
			Body: &kind.Stance{Holder: doe, Towards: annotate.Ref{Kind: annotate.RefWords, Words: d.words("the figures were “fantasy”", 0)}, Stance: kind.Against, Scheme: kind.SemEval6, ToldBy: kind.ToldByArticle}},
		{Target: annotate.Target{Place: d.at("critics fear for the bus network", 0)},
			Body: &kind.Stance{Holder: annotate.Ref{Kind: annotate.RefNobody}, Towards: annotate.Ref{Kind: annotate.RefArticle}, Stance: kind.Neither, Scheme: kind.SemEval6}},
		{Target: annotate.Target{Place: d.at("Taxpayers’ Union", 0)},
			Body: &kind.Entity{Named: annotate.NameRef("Taxpayers’ Union", mention.Org)}},
		{Target: annotate.Target{Whole: true},
			Body: &kind.Entity{Named: annotate.NameRef("Jane Doe", mention.Person), Also: []string{"Doe", "the mayor"}, Apart: []string{"John Doe"}}},
		{Target: annotate.Target{Place: d.at("call it reckless", 0)},
			Body: &kind.Note{}, Comment: "Ask the union for its own cost model.", Tags: []string{"follow-up", "frame:economic"}},
		{Target: annotate.Target{Annotation: id(5)},
			Body: &kind.Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: id(3)}, Relation: kind.Attacks}},
		{Target: annotate.Target{Place: d.at("Green", 0)}, Body: &kind.Entity{Named: annotate.NameRef("Green", mention.GPE)},
			Origin: annotate.Origin{How: annotate.Refused, Generator: "mention/1"}},
		{Target: annotate.Target{Place: d.at("Doe dismissed that", 0)},
			Body: &kind.Stance{Holder: doe, Towards: union, Stance: kind.Against, Scheme: kind.SemEval6}, Origin: annotate.Origin{How: annotate.Refused, Generator: "suggest/1"}},
	}
	for i, a := range all {
		a.ID = id(i + 1)
		a.Creator = "urn:x-stet:annotator:alice"
		a.Created = time.Date(2026, 3, 17, 9, 41, 7, 0, time.UTC)
		a.Modified = a.Created.Add(time.Duration(i) * time.Minute)
		if a.Origin.How == "" {
			a.Origin.How = annotate.ByHand
		}
		if a.Origin.How == annotate.Refused {
			a.Created = a.Modified // only the decision is kept
		}
	}
	return all
}

func (d *tramDesk) collection() *Collection {
	c := NewCollection(Document{ID: d.art.Meta.URL, Format: "text/plain", Language: "en", Digest: d.art.Digest, CodePoints: d.off.Len()},
		Creator{ID: "urn:x-stet:annotator:alice", Name: "Alice", Nickname: "alice"}, d.art.Meta.Title, time.Date(2026, 3, 17, 9, 41, 7, 0, time.UTC))
	c.Annotations = d.annotations()
	c.Coded = time.Date(2026, 3, 18, 8, 10, 0, 0, time.UTC)
	c.Codebook = "https://example.org/codebooks/news-1"
	return c
}

// The golden sidecar is version 1 of the schema: what is written must stay it,
// to the byte.
func TestTheGoldenSidecar(t *testing.T) {
	c := newTramDesk(t).collection()
	got := c.Encode()
	want := []byte(need.Expected(t, golden, string(got)))
	if !bytes.Equal(got, want) {
		t.Fatalf("written sidecar differs from %s at byte %d", golden, firstDifference(got, want))
	}
}

func TestWhatIsReadIsWhatWasWritten(t *testing.T) {
	desk := newTramDesk(t)
	want := desk.annotations()
	c, err := Decode(desk.collection().Encode())
	if err != nil || len(c.Problems) > 0 {
		t.Fatal(err, c.Problems)
	}
	byID := map[string]*annotate.Annotation{}
	for _, a := range c.Annotations {
		byID[a.ID] = a
	}
	anchor.NewFinder(desk.art, desk.off, nil).FindAll(c.Annotations)
	for _, a := range want {
		got := byID[a.ID]
		if got == nil {
			t.Errorf("%s is lost", a.ID)
			continue
		}
		got.Source = nil
		if g, w := dump(got), dump(a); g != w {
			t.Errorf("%s came back otherwise:\n got %s\nwant %s", a.ID, g, w)
		}
	}
	if !c.Coded.Equal(desk.collection().Coded) || c.Document != desk.collection().Document {
		t.Errorf("coded %v, document %+v", c.Coded, c.Document)
	}
}

// dump writes out all of an annotation, what its pointers lead to as well.
func dump(a *annotate.Annotation) string {
	var b strings.Builder
	body := a.Body
	c := *a
	c.Body = nil
	fmt.Fprintf(&b, "%+v %s %q %+v", c, body.Kind(), body.Label(), body)
	for _, r := range body.Refs() {
		ref := *r.Ref
		ref.Words = nil
		fmt.Fprintf(&b, " %s=%+v", r.Name, ref)
	}
	for _, p := range body.Places() {
		fmt.Fprintf(&b, " %+v", *p)
	}
	if q, ok := body.(*kind.Claim); ok && q.Review != nil {
		fmt.Fprintf(&b, " %+v", *q.Review)
	}
	return pointers.ReplaceAllString(b.String(), "0x")
}

var pointers = regexp.MustCompile(`0x[0-9a-f]+`)

func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}
