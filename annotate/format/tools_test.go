package format

import (
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
)

// tram is a small article of which one of everything was said. The emoji makes
// the units differ: Doe is at 2 in code points, at 3 in UTF-16, at 5 in bytes.
func tram() Document {
	text := "👍 Doe said “it pays,” and left. Khan Li agreed.\n"
	d := Document{Annotator: "alice", Article: &model.Article{Text: text, Digest: model.DigestOf(text), Path: "tram.txt",
		Meta: model.Meta{Title: "Tram", URL: "https://news.example/tram", Published: time.Date(2026, 3, 17, 0, 0, 0, 0, time.UTC)}}}
	p := newPage(d)
	at := func(words string) annotate.Place {
		start := model.Pos(strings.Index(text, words))
		pl := annotate.Place{Range: model.Range{Start: start, End: start + model.Pos(len(words))}}
		p.describe(&pl)
		return pl
	}
	add := func(n string, words string, b annotate.Body) *annotate.Annotation {
		a := &annotate.Annotation{ID: ownIDs + "0195a3c0-0000-7000-8000-00000000000" + n, Body: b, Creator: ownAnnotator + "alice",
			Created: time.Date(2026, 3, 17, 9, 0, 0, 0, time.UTC), Modified: time.Date(2026, 3, 17, 9, 0, 0, 0, time.UTC),
			Origin: annotate.Origin{How: annotate.ByHand}}
		if words == "" {
			a.Target.Whole = true
		} else {
			a.Target.Place = at(words)
		}
		d.Annotations = append(d.Annotations, a)
		return a
	}
	person := func(name string) *kind.Entity {
		return &kind.Entity{Named: annotate.Ref{Kind: annotate.RefName, Name: name, Type: mention.Person}}
	}
	doe, cue := at("Doe"), at("said")
	add("1", "Doe", person("Doe"))
	add("2", "Khan", person("Khan"))
	add("3", "Li", person("Li"))
	quote := add("4", "“it pays,”", &kind.Quote{Form: "direct", Cue: &cue, Speaker: annotate.Ref{Kind: annotate.RefName, Name: "Jane Doe", Words: &doe}})
	quote.Origin.How, quote.Comment = annotate.Edited, "=1+1 says Doe"
	claim := add("5", "it pays", &kind.Claim{CheckWorthiness: "CFS", Text: "The tram pays for itself.", Status: kind.HasVerdict,
		Claimant: annotate.Ref{Kind: annotate.RefName, Name: "Jane Doe", Type: mention.Person, ID: "https://kb.example/doe"},
		Review:   &kind.Review{Verdict: "REFUTES", Rating: "Mostly false", Date: time.Date(2026, 3, 18, 0, 0, 0, 0, time.UTC)}})
	link := add("6", "", &kind.Link{Relation: "about", To: annotate.Ref{Kind: annotate.RefAnnotation, ID: quote.ID}})
	link.Target = annotate.Target{Annotation: claim.ID}
	add("7", "", new(kind.Note)).Tags = []string{"topic:transport"}
	return d
}

// What each tool demands of a file, as it is in the file.
var demands = map[string][]string{
	"brat": {"\tPERSON 2 5\tDoe\n", "\tCue 6 10\tsaid\n", "E1\tAttribution:T", " Content:T", " Source:T", " Arg1:T", "Arg2:E1", "\tAnnotatorNotes E1\t=1+1 says Doe\n"},
	// Two names that touch: IOB1 needs the B- to tell them apart, and nothing else does.
	"conll-2002":   {"-DOCSTART- O\n\n", "Khan B-PERSON\nLi B-PERSON\n", "Doe B-PERSON\n"},
	"conll-2003":   {"-DOCSTART- -X- -X- O\n\n", "Khan -X- -X- I-PERSON\nLi -X- -X- B-PERSON\n", "Doe -X- -X- I-PERSON\n"},
	"doccano":      {`[2,5,"PERSON"]`, `"relations":[{"id":0,"from_id":`, `"start_offset":2,"end_offset":5`},
	"label-studio": {`"from_name":"label","to_name":"text","type":"labels","value":{"start":2,"end":5,"text":"Doe","labels":["PERSON"]},"origin":"manual"`, `"origin":"prediction-changed"`, `"type":"relation","from_id":"urn:uuid:0195a3c0-0000-7000-8000-000000000005"`, `"direction":"right"`, `"choices":["topic:transport"]`},
	"prodigy":      {`"start":2,"end":5,"token_start":1,"token_end":1,"label":"PERSON"`, `"answer":"accept"`, `"_annotator_id":"alice"`, `"tokens":[{"text":"👍","start":0,"end":1,"id":0,"ws":true}`, `"relations":[{"head":`},
	"notes":        {"---\ntitle: \"Tram\"\n", "> it pays", "%% ^0195a3c0-0000-7000-8000-000000000005", "`tram.txt:1`"},
	"readwise":     {"Highlight,Title,Author,URL,Note,Location,Date\n", "Doe,Tram,,https://news.example/tram,.PERSON,1,"},
	"spacy":        {`"ents":[{"start":2,"end":5,"label":"PERSON"}`, `"spans":{"stet":[`, `{"id":0,"start":0,"end":1}`},
	"uima-xmi":     {`:NamedEntity xmi:id=`, `sofa="1" begin="3" end="6" value="PERSON"`, `sofaString="👍 Doe said`, `Governor="`},
	"uima-json":    {`"%TYPE":"de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity","@sofa":1,"begin":3,"end":6,"value":"PERSON"`, `"@Governor":`},
	"w3c":          {`"@context":"http://www.w3.org/ns/anno.jsonld"`, `{"type":"TextualBody","purpose":"tagging","value":"PERSON"}`, `{"type":"TextPositionSelector","start":3,"end":6}`, `"type":["Dataset","stet:Quotation"]`},
	"hypothesis":   {`"uri":"https://news.example/tram"`, `"target":[{"source":"https://news.example/tram","selector":[{"type":"TextQuoteSelector","exact":"Doe","prefix":"👍 "`, `"user":"acct:alice@stet"`, `"tags":["quote/direct","who_kind: name","who: Jane Doe","origin: edited"]`},
	"csv":          {"codepoint,Doe,", ",'=1+1 says Doe,", ",REFUTES,Mostly false,2026-03-18,"},
	"csv-wide":     {"file,url,title,published,annotator,cluster,copy_of,n_quote,n_claim,n_stance,n_entity,n_note,n_link,topic\n", ",alice,,,1,1,0,3,1,1,transport\n"},
	"claimreview":  {`"@context":"https://schema.org","@type":"ClaimReview"`, `"claimReviewed":"The tram pays for itself."`, `"datePublished":"2026-03-18"`, `"reviewRating":{"@type":"Rating","alternateName":"Mostly false","ratingValue":1,"bestRating":5,"worstRating":1}`, `"itemReviewed":{"@type":"Claim","author":{"@type":"Person","name":"Jane Doe","sameAs":"https://kb.example/doe"}`, `"appearance":{"@type":"CreativeWork","url":"https://news.example/tram"`},
	"markdown":     {"# Tram\n", "👍 Doe<sup>3</sup> said “it pays<sup>5</sup>,”<sup>4</sup> and left.", "4. **quote** Jane Doe · form: direct", "   > “it pays,”\n", "\n   =1+1 says Doe\n"},
	"refi-qda":     {"PK"},
}

// forbidden is what must not be in a file.
var forbidden = map[string][]string{
	"hypothesis": {"TextPositionSelector"}, "claimreview": {"quote"}, "conll-2002": {"I-quote/direct\nI", "claim"},
}

func TestEachToolGetsWhatItDemands(t *testing.T) {
	for _, f := range Formats {
		if !f.Exports() || f.Itself {
			continue
		}
		var out files
		losses, err := f.Export(out.create, slices.Values([]Document{tram()}))
		if err != nil {
			t.Fatal(err)
		}
		file := string(out.source().Data)
		for _, want := range demands[f.Name] {
			if !strings.Contains(file, want) {
				t.Errorf("%s: %q is not in\n%s", f.Name, want, file)
			}
		}
		for _, bad := range forbidden[f.Name] {
			if strings.Contains(file, bad) {
				t.Errorf("%s: %q is in\n%s", f.Name, bad, file)
			}
		}
		if demands[f.Name] == nil {
			t.Errorf("%s has no demands", f.Name)
		}
		if f.Holds != Everything && len(losses) == 0 && f.Holds&WholeArticle == 0 {
			t.Errorf("%s lost nothing, though it does not hold everything", f.Name)
		}
	}
}

// Several annotators of one article are one task with several answers.
func TestLabelStudioGroupsAnnotators(t *testing.T) {
	first, second := tram(), tram()
	second.Article, second.Annotator = first.Article, "bob"
	var out files
	if _, err := labelStudioFormat.Export(out.create, slices.Values([]Document{first, second})); err != nil {
		t.Fatal(err)
	}
	docs, _ := imported(t, labelStudioFormat, out.source())
	if len(docs) != 2 || docs[0].Annotator != "alice" || docs[1].Annotator != "bob" || strings.Count(string(out.source().Data), `"data"`) != 1 {
		t.Errorf("%d documents in\n%s", len(docs), out.source().Data)
	}
}

func TestAClaimReviewComesBack(t *testing.T) {
	var out files
	losses, err := claimReviewFormat.Export(out.create, slices.Values([]Document{tram()}))
	if err != nil {
		t.Fatal(err)
	}
	if n := lossesOf(losses, OtherKind); n != 6 {
		t.Errorf("%d annotations of other kinds were told, want 6", n)
	}
	docs, lost := imported(t, claimReviewFormat, out.source(tram().Article))
	c := docs[0].Annotations[0].Body.(*kind.Claim)
	if len(lost) > 0 || c.Text != "The tram pays for itself." || c.Review.Rating != "Mostly false" || c.Review.Verdict != "REFUTES" ||
		c.Claimant.Name != "Jane Doe" || c.Claimant.ID != "https://kb.example/doe" {
		t.Errorf("came back as %+v, review %+v, %v", c, c.Review, lost)
	}
}

// Cells that a spreadsheet would calculate are guarded, and come back.
func TestCSVGuardsFormulas(t *testing.T) {
	for _, cell := range []string{"＝1+1", "＋1", "－1", "＠x", "'＝1", "Ａ＝1", "=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "''+", "'x", "x=1", "", "'"} {
		g := Cell(cell)
		if g != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(g)[0]) {
			t.Errorf("%q is written as %q, which is calculated", cell, g)
		}
		if unguard(g) != cell {
			t.Errorf("%q came back as %q", cell, unguard(g))
		}
	}
}

// Comments are no tokens, and the words of CoNLL-U are in their own column.
func TestCoNLLReadsCommentsAndCoNLLU(t *testing.T) {
	u := "# newdoc id = log-7\n# sent_id = 1\n# text = Ona's ferry sailed.\n" +
		"1-2\tOna's\t_\t_\t_\t_\t_\t_\t_\tNE=B-PER\n1\tOna\tOna\tPROPN\t_\t_\t3\tnmod\t_\t_\n2\t's\t's\tPART\t_\t_\t1\tcase\t_\t_\n" +
		"3\tferry\tferry\tNOUN\t_\t_\t4\tnsubj\t_\tNE=O\n4\tsailed\tsail\tVERB\t_\t_\t0\troot\t_\tNE=O|SpaceAfter=No\n5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\tNE=O\n"
	for file, want := range map[string]string{
		u: "PERSON [Ona's] in Ona's ferry sailed.\n",
		"# id = 5 domain = news\nOna B-PER\nsailed O\n# B-SIGN\n": "PERSON [Ona] / SIGN [#] in Ona sailed #\n",
	} {
		docs, losses := imported(t, conll2002Format, Source{Name: "a.conllu", Data: []byte(file)})
		if got := strings.Join(marked(docs[0].Annotations), " / ") + " in " + docs[0].Article.Text; got != want || losses != nil {
			t.Errorf("got  %q, %v\nwant %q", got, losses, want)
		}
	}
}

// What R writes for nothing is nothing, and a code of that name stays one.
func TestNAIsEmptyWhereRWroteIt(t *testing.T) {
	article := &model.Article{Text: "Ona sailed.", Digest: model.DigestOf("Ona sailed."), Path: "a.txt"}
	for file, want := range map[string]string{
		"\"kind\",\"start\",\"end\",\"quote\",\"tags\",\"created\"\n\"note\",0,3,\"Ona\",\"NA\",\"NA\"\n": "note [Ona]",
		"kind,start,end,quote,tags,created\nnote,0,3,Ona,NA,2026-01-02\n":                                 "NA [Ona]",
	} {
		docs, losses := imported(t, csvFormat, Source{Name: "r.csv", Data: []byte(file), Articles: []*model.Article{article}})
		if got := strings.Join(marked(docs[0].Annotations), " / "); got != want || losses != nil {
			t.Errorf("%s\ngot  %s, %v\nwant %s", file, got, losses, want)
		}
	}
}

// Not to know is not half true, and a review is not published where the claim is.
func TestNotEnoughInfoIsNoRating(t *testing.T) {
	d := tram()
	for _, a := range d.Annotations {
		if c, ok := a.Body.(*kind.Claim); ok && c.Review != nil {
			c.Review.Verdict, c.Review.Rating = "NOT ENOUGH INFO", ""
		}
	}
	var out files
	losses, err := claimReviewFormat.Export(out.create, slices.Values([]Document{d}))
	if err != nil {
		t.Fatal(err)
	}
	data := string(out.source().Data)
	if strings.Contains(data, "ratingValue") || strings.Contains(data, `"@type":"ClaimReview","url"`) || lossesOf(losses, NoAddress) == 0 {
		t.Errorf("%s\n%v", data, losses)
	}
	docs, _ := imported(t, claimReviewFormat, out.source(d.Article))
	if c := docs[0].Annotations[0].Body.(*kind.Claim); c.Review.Verdict != "NOT ENOUGH INFO" {
		t.Errorf("came back as %q", c.Review.Verdict)
	}
}
