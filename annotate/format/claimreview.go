package format

import (
	"cmp"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
)

// ClaimReview is what a fact-check's page says to search engines and claim
// databases (schema.org/ClaimReview): a claim, who made it, and the verdict. The
// writer is strict; the reader takes what pages really hold: graphs, lists,
// numbers as strings, and whole pages with the JSON in a script.
var claimReviewFormat = Format{
	Name: "claimreview", Title: "ClaimReview JSON-LD", Ext: ".json",
	Holds:  Verdicts | Notes | Names | Identities | Overlaps | Orphans | WholeArticle,
	Kinds:  []string{"claim"},
	Note:   "Claims that have a rating or a verdict, and no others. `url`, the page of the fact-check, is what --url says, and left out without it.",
	encode: encodeClaimReview, decode: decodeClaimReview,
}

const schemaOrg = "https://schema.org"

// ratings are the verdicts of FEVER on the scale that schema.org takes for
// granted, 1 to 5. One of them is none: not to know is not half true.
var ratings = map[string]int{"SUPPORTS": 5, notEnough: 0, "REFUTES": 1}

const notEnough = "NOT ENOUGH INFO"

// longClaim is the length from which Google advised to be shorter, in
// characters.
const longClaim = 75

func encodeClaimReview(out *output, pages iter.Seq[*page]) error {
	w, err := out.create("")
	if err != nil {
		return err
	}
	sep := "[\n"
	for p := range pages {
		for _, a := range p.Annotations {
			r, ok := claimReview(out, p, a)
			if !ok {
				continue
			}
			data, err := marshal(r)
			if err == nil {
				_, err = io.WriteString(w, sep+string(data))
			}
			if err != nil {
				return err
			}
			sep = ",\n"
		}
	}
	_, err = io.WriteString(w, strings.Replace(sep, ",", "", 1)+"]\n")
	return err
}

func claimReview(out *output, p *page, a *annotate.Annotation) (object, bool) {
	c := kind.AsClaim(a)
	if c == nil || c.Review == nil || c.Review.Rating == "" && c.Review.Verdict == "" {
		out.lose(p, a, What{"claim without a verdict", "claims without a verdict"}, quoted(a))
		return nil, false
	}
	claim := cmp.Or(c.Text, a.Target.Quote.Exact)
	if n := utf8.RuneCountInString(claim); n > longClaim {
		out.losses = append(out.losses, Loss{What: What{"long claim", "long claims"}, Document: p.Name(), ID: a.ID, Kept: true,
			Detail: fmt.Sprintf("%d characters; search engines ask for %d at most", n, longClaim)})
	}
	m := p.Article.Meta
	if p.Published == "" {
		out.losses = append(out.losses, Loss{What: NoAddress, Document: p.Name(), ID: a.ID, Detail: "`url` is where the review is published; --url says it"})
	}
	if m.URL == "" {
		out.losses = append(out.losses, Loss{What: What{"address of the claim", "addresses of the claim"}, Document: p.Name(), ID: a.ID, Detail: "the article has none"})
	}
	o := object{{"@context", schemaOrg}, {"@type", "ClaimReview"}, {"claimReviewed", claim},
		{"author", object{{"@type", "Person"}, {"name", p.Annotator}}}}
	if p.Published != "" {
		o = append(o, member{"url", p.Published})
	}
	if day := cmp.Or(kind.FormatTime(c.Review.Date), kind.FormatTime(a.Modified)); day != "" {
		o = append(o, member{"datePublished", day})
	}
	rating := object{{"@type", "Rating"}, {"alternateName", cmp.Or(c.Review.Rating, kind.Word(c.Review.Verdict))}}
	if value := ratings[c.Review.Verdict]; value > 0 {
		rating = append(rating, member{"ratingValue", value}, member{"bestRating", 5}, member{"worstRating", 1})
	}
	o = append(o, member{"reviewRating", rating})
	item := object{{"@type", "Claim"}}
	if name := claimantName(c.Claimant); name != "" {
		author := object{{"@type", "Person"}, {"name", name}}
		if c.Claimant.Type == mention.Org {
			author[0].value = "Organization"
		}
		if isAddress(c.Claimant.ID) { // else it is a name of stet's own, which says no more
			author = append(author, member{"sameAs", c.Claimant.ID})
		}
		item = append(item, member{"author", author})
	}
	if !m.Published.IsZero() {
		item = append(item, member{"datePublished", kind.FormatTime(m.Published)})
	}
	if work := appearance(m); len(work) > 1 {
		item = append(item, member{"appearance", work})
	}
	o = append(o, member{"itemReviewed", item})
	if a.Comment != "" {
		o = append(o, member{"reviewBody", a.Comment})
	}
	tellEvidence(out, p, a, c.Review)
	if len(c.Review.Evidence) > 0 {
		o = append(o, member{"citation", citations(c.Review)})
	}
	return o, true
}

// tellEvidence tells of evidence that does something else than the verdict says.
func tellEvidence(out *output, p *page, a *annotate.Annotation, r *kind.Review) {
	for _, e := range r.Evidence {
		if e.Relation != "" && e.Relation != r.Verdict {
			out.lose(p, a, What{"what a piece of evidence does", "what pieces of evidence do"}, kind.Word(e.Relation)+", "+e.Link)
		}
	}
}

// appearance is where a claim was made, as far as that is known.
func appearance(m model.Meta) object {
	work := object{{"@type", "CreativeWork"}}
	for _, said := range []member{{"url", m.URL}, {"headline", m.Title}} {
		if said.value != "" {
			work = append(work, said)
		}
	}
	return work
}

// claimantName is who is said to claim something: by name, or in the words of the
// article.
func claimantName(r annotate.Ref) string {
	switch r.Kind {
	case annotate.RefName, annotate.RefWords:
		return r.String()
	}
	return ""
}

// citations are the evidence, which ClaimReview has no word of its own for.
func citations(r *kind.Review) []object {
	var out []object
	for _, e := range r.Evidence {
		o := object{{"@type", "CreativeWork"}}
		if isAddress(e.Link) {
			o = append(o, member{"url", e.Link})
		} else {
			o = append(o, member{"name", e.Link})
		}
		if e.Words != "" {
			o = append(o, member{"text", e.Words})
		}
		out = append(out, o)
	}
	return out
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}
