package kind

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/wire"
	"stet/model"
	"stet/model/mention"
)

// naming calls annotations by their ID and anything else by its name.
func naming(r annotate.Ref) string {
	if r.Kind == annotate.RefAnnotation {
		return r.ID
	}
	return r.Name
}

func person(name string) annotate.Ref { return annotate.NameRef(name, mention.Person) }

// What is read aloud of an annotation, and what is beside it in the margin.
func TestWhatIsSaidOfAnAnnotation(t *testing.T) {
	cue := annotate.Place{Quote: annotate.Quote{Exact: "warned"}}
	for _, c := range []struct {
		name           string
		body           annotate.Body
		spoken, margin string
	}{
		{"a quote", &Quote{Form: "direct", Speaker: person("Doe")}, "by Doe", "Doe"},
		{"a quote with its cue", &Quote{Form: "direct", Speaker: person("Doe"), Cue: &cue}, "by Doe", "Doe, warned"},
		{"an indirect quote of nobody", &Quote{Form: "indirect"}, "indirect, by whom is not said", ""},
		{"a claim to check", &Claim{Claimant: person("Doe"), Status: ToCheck}, "by Doe, to check", "Doe  to check"},
		{"a claim in other words", &Claim{Claimant: person("Doe"), Status: ToCheck, Text: "It pays.", ClaimKind: "causal", CheckWorthiness: "CFS"}, "by Doe, in other words, It pays., causal, worth checking, to check", "Doe  to check"},
		{"a claim told in a quote", &Claim{Claimant: person("Doe"), Status: ToCheck, ToldBy: "quote 2"}, "by Doe, to check, told in quote 2", "Doe  to check"},
		{"a claim the article tells", &Claim{Claimant: person("Doe"), Status: ToCheck, ToldBy: ToldByArticle}, "by Doe, to check", "Doe  to check"},
		{"a verdict", &Claim{Claimant: person("Doe"), Status: HasVerdict, Review: &Review{Verdict: "REFUTES", Rating: "mostly wrong", Evidence: make([]Evidence, 1)}}, "by Doe, refuted, mostly wrong, with evidence", "Doe  refuted"},
		{"a verdict with more", &Claim{Claimant: person("Doe"), Status: HasVerdict, Review: &Review{Verdict: "SUPPORTS", Evidence: make([]Evidence, 3)}}, "by Doe, supported, with 3 pieces of evidence", "Doe  supported"},
		{"evidence before a verdict", &Claim{Claimant: person("Doe"), Status: InProgress, Review: &Review{}}, "by Doe, in progress", "Doe  in progress"},
		{"a stance for", &Stance{Holder: person("Doe"), Towards: person("Tram"), Stance: Favor}, "Doe is for Tram", "Doe + Tram"},
		{"a stance against", &Stance{Holder: person("Doe"), Towards: person("Tram"), Stance: Against}, "Doe is against Tram", "Doe − Tram"},
		{"a stance of neither", &Stance{Holder: person("Doe"), Towards: person("Tram"), Stance: Neither}, "Doe is neither for nor against Tram", "Doe · Tram"},
		{"a stance not yet said", &Stance{Holder: person("Doe"), Towards: person("Tram")}, "Doe has a stance on Tram", "Doe ? Tram"},
		{"a stance of another scheme", &Stance{Holder: person("Doe"), Towards: person("Tram"), Stance: "warm", OnClaim: "claim 1", ToldBy: "quote 2"}, "Doe has the stance warm towards Tram, about claim 1, told in quote 2", "Doe warm Tram"},
		{"a stance of nobody", &Stance{Stance: Favor}, "somebody is for something", " + "},
		{"a name", &Entity{Named: person("Doe"), Also: []string{"the mayor", "JD"}, Apart: []string{"Ann Doe"}}, "Doe, person, also called the mayor, JD, not the same as Ann Doe", "Doe  PERSON"},
		{"a relation", &Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: "claim 2"}, Relation: Supports}, "supports, to claim 2", "supports"},
		{"a relation to nothing", &Link{Relation: Supports}, "supports, to nothing", "supports"},
	} {
		if got := c.body.(Spoken).Spoken(naming); got != c.spoken {
			t.Errorf("%s is read aloud as %q, want %q", c.name, got, c.spoken)
		}
		if got := c.body.(interface{ Gloss() string }).Gloss(); got != c.margin {
			t.Errorf("%s stands in the margin as %q, want %q", c.name, got, c.margin)
		}
	}
	for stance, want := range map[string]string{Favor: "Doe for Tram", Against: "Doe against Tram", Neither: "Doe neither for nor against Tram", "": "Doe towards Tram", "warm": "Doe warm Tram"} {
		if got := (&Stance{Holder: person("Doe"), Towards: person("Tram"), Stance: stance}).Brief(); got != want {
			t.Errorf("in brief %q, want %q", got, want)
		}
	}
}

// Whoever and whatever can be meant is written to a file and comes back the same.
func TestWhoIsMeantComesBackFromAFile(t *testing.T) {
	words := annotate.Place{State: annotate.Orphan, Quote: annotate.Quote{Exact: "the mayor", Prefix: "a ", Suffix: " b", Start: 3, End: 12, Of: "d"}}
	for _, r := range []annotate.Ref{
		{}, person("Doe"), annotate.NameRef("UN", mention.Org), annotate.NameRef("Riverton", "GPE"), annotate.NameRef("Odd", ""),
		{Kind: annotate.RefName, Name: "Doe", Type: mention.Person, ID: "urn:x-stet:name:doe", Words: &words},
		{Kind: annotate.RefTopic, Name: "the tram", Type: mention.Topic}, {Kind: annotate.RefAnnotation, ID: "urn:uuid:1"},
		{Kind: annotate.RefWords, Words: &words}, {Kind: annotate.RefArticle}, {Kind: annotate.RefNobody},
	} {
		w := &Writer{Source: "https://gazette.example/a", Of: "d", Now: "d"}
		w.Object(func() { w.Ref("who", r) })
		if r.Kind == annotate.RefUnset {
			if strings.Contains(string(w.Bytes()), "who") {
				t.Errorf("nobody said who, and it is written: %s", w.Bytes())
			}
			continue
		}
		e := NewElement(w.Bytes(), "d")
		for range e.Members() {
			if got := e.Ref(); !reflect.DeepEqual(got, r) {
				t.Errorf("%+v came back as %+v", r, got)
			}
		}
		if inFile := strings.Contains(string(w.Bytes()), "gazette.example/a\","); r.Kind == annotate.RefArticle && !inFile {
			t.Errorf("the article is not named: %s", w.Bytes())
		}
	}
	e := NewElement([]byte(`{"who": "the tram"}`), "d")
	for range e.Members() {
		if got := e.Ref(); got != (annotate.Ref{Kind: annotate.RefTopic, Type: mention.Topic, Name: "the tram"}) {
			t.Errorf("a plain string is %+v", got)
		}
	}
}

// Words name the text that they are of where it is another than the file's, and only there.
func TestWordsNameTheirText(t *testing.T) {
	file, other := model.DigestOf("a"), model.DigestOf("b")
	for _, c := range []struct {
		of, now string
		named   bool
		want    string
	}{
		{file, file, false, file}, {other, file, true, other}, {"", file, false, file}, {"", other, true, other}, {file, other, false, file},
	} {
		w := &Writer{Source: "a.txt", Of: file, Now: c.now}
		w.Words(annotate.Place{Quote: annotate.Quote{Exact: "x", Of: c.of}})
		if named := strings.Contains(string(w.Bytes()), "TimeState"); named != c.named {
			t.Errorf("words of %.4s in a file of %.4s, the text being %.4s, name theirs: %t", c.of, file, c.now, named)
		}
		if got := ReadWords(wire.NewReader(w.Bytes()), file).Quote.Of; got != c.want {
			t.Errorf("they come back as of %.4s, want %.4s", got, c.want)
		}
	}
	for name, json := range map[string]string{
		"a state that is no object":  `{"selector": [{"exact": "x"}], "state": "now"}`,
		"a text by another name":     `{"selector": [{"exact": "x"}], "state": {"cached": "https://archive.example/a"}}`,
		"a digest that is too short": `{"selector": [{"exact": "x"}], "state": {"cached": "ni:///sha-256;AAAA"}}`,
		"a number for a text":        `{"selector": [{"exact": "x"}], "state": {"cached": 7}}`,
		"one selector":               `{"selector": {"exact": "x"}}`,
		"a selector that is none":    `{"selector": [7, {"exact": "x"}]}`,
		"a page that is none":        `{"selector": [{"exact": "x"}, {"value": "char=3"}, {"value": "page=x"}]}`,
	} {
		p := ReadWords(wire.NewReader([]byte(json)), file)
		if p.Quote.Exact != "x" || p.Quote.Of != file || p.Quote.Page != 0 || p.State != annotate.Orphan {
			t.Errorf("%s: %+v", name, p)
		}
	}
	for _, digest := range []string{"", "xyz", "00", file + "00"} {
		if iri := DigestIRI(digest); iri != "" {
			t.Errorf("%q is named %s", digest, iri)
		}
	}
	for _, iri := range []string{"", digestScheme, strings.TrimPrefix(DigestIRI(file), digestScheme), DigestIRI(file) + "A", "x" + DigestIRI(file)} {
		if digest := digestOf(iri); digest != "" {
			t.Errorf("%s names %s", iri, digest)
		}
	}
	if digestOf(DigestIRI(file)) != file {
		t.Error("a digest does not come back")
	}
}

// A field is reached by its name, the label by "": this is how a codebook that renames
// codes changes what annotations say.
func TestAFieldIsReachedByItsName(t *testing.T) {
	stance := func() *annotate.Annotation {
		return &annotate.Annotation{Body: &Stance{Stance: Favor, Scheme: SemEval6}}
	}
	framed := func() *annotate.Annotation { return &annotate.Annotation{Body: full(t)} }
	for _, c := range []struct {
		a           *annotate.Annotation
		field, want string
		ok          bool
	}{
		{stance(), "", Favor, true}, {stance(), "stance", Favor, true}, {stance(), "scheme", SemEval6, true}, {stance(), "holder", "", false}, {stance(), "verdict", "", false},
		{framed(), "", "conflict", true}, {framed(), "tone", "ironic; alarmed", true}, {framed(), "blamed", "", false},
		{&annotate.Annotation{Body: &Note{}}, "", "", false}, {&annotate.Annotation{Body: &Quote{}}, "cue", "", false}, {&annotate.Annotation{}, "", "", false},
	} {
		got, set, ok := Access(c.a, c.field)
		if got != c.want || ok != c.ok || (set != nil) != c.ok {
			t.Errorf("%s of a %s is %q, %t", c.field, c.a.Kind(), got, ok)
			continue
		}
		if !ok {
			continue
		}
		if err := set("new"); err != nil {
			t.Errorf("%s: %v", c.field, err)
		}
		if now, _, _ := Access(c.a, c.field); now != "new" {
			t.Errorf("%s of a %s was set and is %q", c.field, c.a.Kind(), now)
		}
	}
}

// Evidence in a table or a form is read whole or not at all, and says what is wrong.
func TestEvidenceThatIsWrongSaysSo(t *testing.T) {
	k, _ := Find("claim")
	f, _ := k.Field("evidence")
	b := &Claim{}
	const good = `[{"link":"https://a.example","words":"351 kt","relation":"REFUTES","read":"2026-03-18"}]`
	if err := f.Set(b, good); err != nil || len(b.Review.Evidence) != 1 || !b.Review.Evidence[0].Read.Equal(time.Date(2026, 3, 18, 0, 0, 0, 0, time.UTC)) {
		t.Fatalf("%v, %+v", err, b.Review)
	}
	for text, says := range map[string]string{
		`[{"link":"b"},{"read":"yesterday"}]`: `"yesterday" is no date`,
		`[{"url":"https://b.example"}]`:       `"url"`,
		`[{"link":7}]`:                        "evidence",
		`{"link":"b"}`:                        "evidence",
		`[{"link":"b"}`:                       "evidence",
		`[{"link":"b"}] and more`:             "evidence",
		`https://b.example`:                   "evidence",
	} {
		if err := f.Set(b, text); err == nil || !strings.Contains(err.Error(), says) || !strings.HasPrefix(err.Error(), "evidence: ") {
			t.Errorf("%s: %v, want it to say %s", text, err, says)
		}
		if f.Get(b) == "" || len(b.Review.Evidence) != 1 || b.Review.Evidence[0].Link != "https://a.example" {
			t.Fatalf("%s has taken away what was there", text)
		}
	}
	if err := f.Set(b, ""); err != nil || len(b.Review.Evidence) != 0 {
		t.Errorf("none: %v, %+v", err, b.Review.Evidence)
	}
}

// Which annotations one speaks of, and how that is led elsewhere and forgotten.
func TestWhatAnAnnotationSpeaksOf(t *testing.T) {
	about := func(id string) annotate.Ref { return annotate.Ref{Kind: annotate.RefAnnotation, ID: id} }
	for _, c := range []struct {
		body annotate.Body
		want string
		left string // once b is gone
	}{
		{nil, "[]", "[]"},
		{&Note{}, "[]", "[]"},
		{&Claim{InQuote: "a", ToldBy: "b"}, "[a b]", "[a]"},
		{&Claim{ToldBy: ToldByArticle, Claimant: person("b")}, "[]", "[]"},
		{&Stance{OnClaim: "b", ToldBy: "c", Towards: about("b")}, "[c b b]", "[c]"},
		{&Stance{Holder: annotate.Ref{Kind: annotate.RefName, ID: "b"}, Towards: about("c")}, "[c]", "[c]"},
		{&Link{To: about("b")}, "[b]", "[]"},
	} {
		a := &annotate.Annotation{Body: c.body}
		if got := fmt.Sprint(RefersTo(a)); got != c.want {
			t.Errorf("%+v speaks of %s, want %s", c.body, got, c.want)
		}
		Redirect(a, map[string]string{"b": "moved", "": "nothing"})
		if got, want := fmt.Sprint(RefersTo(a)), strings.ReplaceAll(c.want, "b", "moved"); got != want {
			t.Errorf("%+v speaks of %s, want %s", c.body, got, want)
		}
		if c.body == nil {
			continue
		}
		Forget(a, "moved")
		if got := fmt.Sprint(RefersTo(a)); got != c.left {
			t.Errorf("%+v still speaks of %s, want %s", c.body, got, c.left)
		}
		if s, ok := c.body.(*Stance); ok && s.Holder.Kind == annotate.RefName && s.Holder.ID != "b" {
			t.Errorf("a name with the same ID was led elsewhere: %+v", s.Holder)
		}
	}
}

// What a person decided about names: of the article first, of one mention last, so that
// it wins; what was refused is dropped, and lost words decide nothing.
func TestRulesAboutNames(t *testing.T) {
	at := func(s annotate.State, from model.Pos) annotate.Target {
		return annotate.Target{Place: annotate.Place{State: s, Range: model.Range{Start: from, End: from + 3}}}
	}
	named := func(name string, target annotate.Target, how annotate.How) *annotate.Annotation {
		return &annotate.Annotation{Target: target, Origin: annotate.Origin{How: how}, Body: &Entity{Named: person(name), Also: []string{"x"}, Apart: []string{"y"}}}
	}
	rules := Rules([]*annotate.Annotation{
		named("exact", at(annotate.Exact, 1), annotate.ByHand), named("moved", at(annotate.Moved, 5), annotate.Refused),
		named("fuzzy", at(annotate.Fuzzy, 9), annotate.ByHand), named("lost", at(annotate.Orphan, 0), annotate.ByHand),
		named("whole", annotate.Target{Whole: true}, annotate.ByHand), named("refused", annotate.Target{Whole: true}, annotate.Refused), {Body: &Note{}},
	})
	var got []string
	for _, r := range rules {
		got = append(got, fmt.Sprintf("%s %t %d %v %v", r.As, r.Drop, r.Here.Start, r.Also, r.Apart))
	}
	if s := strings.Join(got, "; "); s != "whole false 0 [x] [y]; refused true 0 [x] [y]; exact false 1 [] []; moved true 5 [] []" {
		t.Error(s)
	}
}

// Words on the screen for one and several, and with the article before them.
func TestTitlesInEnglish(t *testing.T) {
	for title, want := range map[string]string{"quote": "a quote, quotes", "irony": "an irony, ironies", "essay": "an essay, essays", "y": "a y, ys", "bus": "a bus, buses", "box": "a box, boxes", "pitch": "a pitch, pitches", "wish": "a wish, wishes", "stance": "a stance, stances", "": "a , s"} {
		if got := An(title) + ", " + (Kind{Title: title}).Plural(); got != want {
			t.Errorf("%q: %s, want %s", title, got, want)
		}
	}
	for code, word := range map[string]string{"GPE": "place", "LOC": "place", "FAVOR": "for", "x:mine": "x:mine"} {
		if Word(code) != word {
			t.Errorf("%s is called %s", code, Word(code))
		}
	}
	for word, code := range map[string]string{"place": "GPE", "PLACE": "GPE", "loc": "LOC", "For": "FAVOR", "x:mine": "x:mine", "": ""} {
		if Code(word) != code {
			t.Errorf("%s means %s", word, Code(word))
		}
	}
}
