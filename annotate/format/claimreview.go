package format

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/pattern"
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

// maxReviews is how many reviews of one article are read; each is looked for in
// its text.
const maxReviews = 10_000

// jsonLD finds the scripts of a page that hold JSON-LD.
var jsonLD = pattern.Late(`(?is)<script[^>]*application/ld\+json[^>]*>(.*?)</script>`)

func decodeClaimReview(src Source) ([]*page, []Loss, error) {
	var losses []Loss
	pieces := [][]byte{src.Data}
	if found := jsonLD().FindAllSubmatch(src.Data, -1); found != nil {
		pieces = nil
		for _, f := range found {
			pieces = append(pieces, f[1])
		}
	}
	var pages pagesByAddress
	for i, data := range pieces {
		var v any
		if err := json.Unmarshal([]byte(strings.TrimPrefix(string(data), "\ufeff")), &v); err != nil {
			if len(pieces) == 1 {
				return nil, losses, err
			}
			losses = append(losses, Loss{What: BrokenLine, Document: src.Name, Detail: fmt.Sprintf("script %d: %v", i+1, err)})
			continue
		}
		reviews := claimReviews(v, nil)
		if len(reviews) > maxReviews {
			return nil, losses, fmt.Errorf("more than %d reviews", maxReviews)
		}
		for _, review := range reviews {
			a, address, ok := claimOf(review, src.only())
			if !ok {
				losses = append(losses, Loss{What: UnknownThing, Document: src.Name, Detail: "a ClaimReview without claimReviewed"})
				continue
			}
			losses = append(losses, wrongTimes(src.Name, "", stringOf(review["datePublished"]))...)
			p := pages.at(src, address, "")
			p.Annotations = append(p.Annotations, a)
		}
	}
	return pages.list, losses, nil
}

// claimReviews collects the reviews in a value, in order: its members are
// looked through as deep as encoding/json lets them go.
func claimReviews(v any, found []map[string]any) []map[string]any {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			found = claimReviews(e, found)
		}
	case map[string]any:
		if slices.Contains(stringsOf(v["@type"]), "ClaimReview") {
			return append(found, v)
		}
		for _, key := range slices.Sorted(mapKeys(v)) {
			found = claimReviews(v[key], found)
		}
	}
	return found
}

func mapKeys(m map[string]any) iter.Seq[string] {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// claimOf reads one review. The claim is about its words where the article has
// them, else about the article.
func claimOf(r map[string]any, article *model.Article) (a *annotate.Annotation, address string, ok bool) {
	words := stringOf(r["claimReviewed"])
	item := thing(r["itemReviewed"])
	if words == "" {
		words = stringOf(item["name"])
	}
	if words == "" {
		return nil, "", false
	}
	a = labelled("claim", "")
	c := kind.AsClaim(a)
	if article != nil && strings.Contains(article.Text, words) {
		a.Target.Quote = annotate.Quote{Exact: words, Start: unplaced}
	} else {
		a.Target.Whole, c.Text = true, words
	}
	a.Comment = stringOf(r["reviewBody"])
	claimantOf(c, item)
	c.Review = reviewOf(thing(r["reviewRating"]))
	c.Review.Date = anyTime(stringOf(r["datePublished"]))
	c.Status = kind.HasVerdict
	address = stringOf(r["url"])
	if appearance := stringOf(thing(item["appearance"])["url"]); appearance != "" {
		address = appearance
	}
	c.Review.Evidence = citedIn(r["citation"])
	if url := stringOf(r["url"]); url != "" && url != address {
		c.Review.Evidence = append(c.Review.Evidence, kind.Evidence{Link: url, Words: stringOf(thing(r["author"])["name"])})
	}
	return a, address, true
}

// reviewOf reads a rating: by its name, else by its number on a scale that is known or
// told with it.
func reviewOf(rating map[string]any) *kind.Review {
	r := &kind.Review{Rating: cmp.Or(stringOf(rating["alternateName"]), stringOf(rating["name"]))}
	value, best := stringOf(rating["ratingValue"]), stringOf(rating["bestRating"])
	if code := kind.Code(r.Rating); isVerdict(code) {
		r.Rating, r.Verdict = "", code
		return r
	}
	for verdict, known := range ratings {
		if known > 0 && value == fmt.Sprint(known) && best == "5" {
			r.Verdict = verdict
		}
	}
	if r.Rating == "" && r.Verdict == "" {
		if r.Rating = value; value != "" && best != "" {
			r.Rating = fmt.Sprintf("%s of %s", value, best)
		}
	}
	return r
}

// thing reads what pages write as an object, as a list of these, of which the first
// counts, or as its bare name or number.
func thing(v any) map[string]any {
	switch v := v.(type) {
	case map[string]any:
		return v
	case []any:
		if len(v) > 0 {
			return thing(v[0])
		}
	case string:
		return map[string]any{"name": v}
	case float64:
		return map[string]any{"name": fmt.Sprint(v)}
	}
	return nil
}

func isVerdict(code string) bool {
	_, ok := ratings[code]
	return ok
}

// citedIn reads what a review cites: works, or addresses alone.
func citedIn(v any) (out []kind.Evidence) {
	works, ok := v.([]any)
	if !ok {
		works = []any{v}
	}
	for _, w := range works {
		e := kind.Evidence{Link: stringOf(w)}
		if work, ok := w.(map[string]any); ok {
			e.Link, e.Words = cmp.Or(stringOf(work["url"]), stringOf(work["name"])), stringOf(work["text"])
		}
		if e.Link != "" {
			out = append(out, e)
		}
	}
	return out
}

func claimantOf(c *kind.Claim, item map[string]any) {
	author := thing(item["author"])
	name := stringOf(author["name"])
	if name == "" {
		return
	}
	c.Claimant = annotate.NameRef(name, "")
	if same := stringOf(author["sameAs"]); same != "" {
		c.Claimant.ID = same
	}
	switch stringOf(author["@type"]) {
	case "Person":
		c.Claimant.Type = mention.Person
	case "Organization":
		c.Claimant.Type = mention.Org
	}
}

// stringOf reads a value that pages write as text, as a number or as a list.
func stringOf(v any) string {
	if s := stringsOf(v); len(s) > 0 {
		return s[0]
	}
	return ""
}

func stringsOf(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case float64:
		return []string{fmt.Sprint(v)}
	case []any:
		var out []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}
