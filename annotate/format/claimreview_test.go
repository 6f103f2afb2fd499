package format

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/piprate/json-gold/ld"

	"stet/annotate"
	"stet/annotate/kind"
)

// schema stands for the context of schema.org, which lies on the network: all of
// its words are its own.
type schema struct{}

func (schema) LoadDocument(url string) (*ld.RemoteDocument, error) {
	return &ld.RemoteDocument{DocumentURL: url, Document: map[string]any{"@context": map[string]any{"@vocab": "http://schema.org/"}}}, nil
}

// What search engines ask of a ClaimReview is in it, and it is JSON-LD: without
// claimReviewed, the rating's alternateName and url they show none
// (developers.google.com/search/docs/appearance/structured-data/factcheck).
func TestAClaimReviewHasWhatSearchEnginesAskFor(t *testing.T) {
	d := tram()
	i := slices.IndexFunc(d.Annotations, func(a *annotate.Annotation) bool { return a.Kind() == "claim" })
	claim := d.Annotations[i].Body.(*kind.Claim)
	claim.Claimant = annotate.NameRef("Jane Doe", "")
	claim.Review = &kind.Review{Verdict: "REFUTES", Date: time.Date(2026, 3, 18, 9, 0, 0, 0, time.UTC), Evidence: []kind.Evidence{
		{Link: "https://audit.example/tram", Words: "It does not.", Relation: "REFUTES"}, {Link: "the council’s minutes"}}}
	var out files
	if _, err := claimReviewFormat.Export(out.create, slices.Values([]Document{d})); err != nil {
		t.Fatal(err)
	}
	var doc any
	if err := json.Unmarshal(out.source().Data, &doc); err != nil {
		t.Fatal(err)
	}
	options := ld.NewJsonLdOptions("")
	options.DocumentLoader = schema{}
	expanded, err := ld.NewJsonLdProcessor().Expand(doc, options)
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(expanded)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"@type":["http://schema.org/ClaimReview"]`, `"http://schema.org/url":[{"@value":"https://news.example/tram"}]`,
		`"http://schema.org/claimReviewed":[{"@value":"The tram pays for itself."}]`, `"http://schema.org/alternateName":[{"@value":"refuted"}]`,
		`"http://schema.org/ratingValue":[{"@value":1}]`, `"http://schema.org/bestRating":[{"@value":5}]`,
		`"http://schema.org/citation":[{"@type":["http://schema.org/CreativeWork"],"http://schema.org/text":[{"@value":"It does not."}],"http://schema.org/url":[{"@value":"https://audit.example/tram"}]}`,
		`"http://schema.org/name":[{"@value":"the council’s minutes"}]`, `"http://schema.org/appearance"`, `"http://schema.org/name":[{"@value":"Jane Doe"}]`,
	} {
		if !strings.Contains(string(data), want) {
			t.Errorf("no %s in\n%s", want, data)
		}
	}
	if strings.Contains(string(data), "urn:x-stet") {
		t.Errorf("a name of stet's own goes out:\n%s", data)
	}

	docs, _ := imported(t, claimReviewFormat, out.source(d.Article))
	back := docs[0].Annotations[0].Body.(*kind.Claim)
	if r := back.Review; r.Verdict != "REFUTES" || r.Rating != "" || len(r.Evidence) != 2 || r.Evidence[0].Link != "https://audit.example/tram" || r.Evidence[1].Link != "the council’s minutes" {
		t.Errorf("came back as %+v", r)
	}
	if back.Claimant.ID != claim.Claimant.ID {
		t.Errorf("the claimant came back as %+v", back.Claimant)
	}
}
