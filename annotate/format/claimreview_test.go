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

// faults holds one ClaimReview to what Google's documentation requires of it and of the
// types within, and to what it says of their values.
func faults(r map[string]any) (out []string) {
	text := func(o map[string]any, key string) string { s, _ := o[key].(string); return s }
	within := func(o map[string]any, key, typ string) map[string]any {
		in, _ := o[key].(map[string]any)
		if text(in, "@type") != typ {
			out = append(out, key+" is no "+typ)
		}
		return in
	}
	must := func(ok bool, what string) {
		if !ok {
			out = append(out, what)
		}
	}
	must(text(r, "@context") == "https://schema.org" && text(r, "@type") == "ClaimReview", "it is no ClaimReview")
	must(text(r, "claimReviewed") != "", "required: claimReviewed")
	must(strings.HasPrefix(text(r, "url"), "https://"), "required: url")
	rating := within(r, "reviewRating", "Rating")
	must(text(rating, "alternateName") != "", "required: alternateName")
	if value, numbered := rating["ratingValue"].(float64); numbered {
		best, _ := rating["bestRating"].(float64)
		worst, _ := rating["worstRating"].(float64)
		must(1 <= worst && worst <= value && value <= best, "a rating beyond its scale")
	}
	claim := within(r, "itemReviewed", "Claim")
	for _, o := range []map[string]any{r, claim} {
		if author, said := o["author"].(map[string]any); said {
			must(text(author, "name") != "" && slices.Contains([]string{"Person", "Organization"}, text(author, "@type")), "an author without a name or a type")
		}
		if day, said := o["datePublished"]; said {
			_, err := time.Parse(time.DateOnly, day.(string)[:10])
			must(err == nil, "a date that is none")
		}
	}
	if _, said := claim["appearance"]; said {
		if at, said := within(claim, "appearance", "CreativeWork")["url"]; said {
			must(strings.HasPrefix(at.(string), "https://"), "an appearance at no address")
		}
	}
	return out
}

// With the address of the fact-check, which only its author knows, nothing is missing
// in any review; without it that is all that is, and it is told.
func TestEveryClaimReviewIsValid(t *testing.T) {
	for _, verdict := range []string{"SUPPORTS", "REFUTES", "NOT ENOUGH INFO", ""} {
		for _, article := range []string{"https://news.example/tram", ""} {
			for _, published := range []string{"https://check.example/tram", ""} {
				d := tram()
				d.Published, d.Article.Meta.URL = published, article
				i := slices.IndexFunc(d.Annotations, func(a *annotate.Annotation) bool { return a.Kind() == "claim" })
				d.Annotations[i].Body.(*kind.Claim).Review = &kind.Review{Verdict: verdict, Rating: "Mostly false"}
				var out files
				losses, err := claimReviewFormat.Export(out.create, slices.Values([]Document{d}))
				if err != nil {
					t.Fatal(err)
				}
				var reviews []map[string]any
				if err := json.Unmarshal(out.source().Data, &reviews); err != nil || len(reviews) != 1 {
					t.Fatalf("%v: %s", err, out.source().Data)
				}
				want := []string(nil)
				if published == "" {
					want = []string{"required: url"}
				}
				if got := faults(reviews[0]); !slices.Equal(got, want) || lossesOf(losses, NoAddress) != len(want) {
					t.Errorf("%q, %q, %q: %q, told %v\n%s", verdict, article, published, got, losses, out.source().Data)
				}
			}
		}
	}
}
