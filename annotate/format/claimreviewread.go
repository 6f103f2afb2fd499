package format

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/pattern"
	"strings"
)

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
			losses = append(losses, unreadReview(review, kind.AsClaim(a), src)...)
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
		for _, key := range sortedKeys(v) {
			found = claimReviews(v[key], found)
		}
	}
	return found
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
	a.Comment = cmp.Or(stringOf(r["reviewBody"]), stringOf(thing(r["reviewRating"])["ratingExplanation"]))
	a.Creator = stringOf(thing(r["author"])["name"])
	claimantOf(c, item)
	c.Review = reviewOf(thing(r["reviewRating"]))
	c.Review.Date = anyTime(stringOf(r["datePublished"]))
	c.Status = kind.HasVerdict
	address = stringOf(r["url"])
	if appeared := cmp.Or(addressOf(item["appearance"]), addressOf(item["firstAppearance"])); appeared != "" {
		address = appeared
	}
	c.Review.Evidence = citedIn(r["citation"])
	if url := stringOf(r["url"]); url != "" && url != address {
		c.Review.Evidence = append(c.Review.Evidence, kind.Evidence{Link: url, Words: stringOf(thing(r["author"])["name"])})
	}
	return a, address, true
}

// unreadReview tells of what a review says besides: members that stet has no place for, and
// all but the first of those who claim, of those who check, and of the places of the claim.
func unreadReview(r map[string]any, c *kind.Claim, src Source) (losses []Loss) {
	document := src.Name
	tell := func(of string, o map[string]any, read ...string) {
		losses = append(losses, unread(o, append(read, "@type", "@id"), Loss{What: Unread, Document: document, Detail: of})...)
	}
	more := func(what What, of string, v any) {
		if list, ok := v.([]any); ok {
			for _, e := range list[min(1, len(list)):] {
				losses = append(losses, Loss{What: what, Document: document, Detail: of + cmp.Or(stringOf(e), stringOf(thing(e)["name"]), addressOf(e))})
			}
		}
	}
	item, rating := thing(r["itemReviewed"]), thing(r["reviewRating"])
	tell("", r, "@context", "claimReviewed", "author", "url", "datePublished", "reviewRating", "itemReviewed", "reviewBody", "citation")
	more(Coauthor, "", r["author"])
	known := []string{"name", "author", "appearance", "firstAppearance"}
	if a := src.only(); a != nil && anyTime(stringOf(item["datePublished"])).Equal(a.Meta.Published) {
		known = append(known, "datePublished")
	}
	if stringOf(r["claimReviewed"]) != "" && stringOf(item["name"]) != stringOf(r["claimReviewed"]) {
		known = known[1:]
	}
	tell("itemReviewed.", item, known...)
	claimant := thing(item["author"])
	tell("itemReviewed.author.", claimant, "name", "sameAs")
	more(Coauthor, "itemReviewed.author ", item["author"])
	more(Unread, "itemReviewed.author.sameAs ", claimant["sameAs"])
	more(Unread, "itemReviewed.appearance ", item["appearance"])
	if first := addressOf(item["firstAppearance"]); addressOf(item["appearance"]) != "" && first != addressOf(item["appearance"]) && first != "" {
		losses = append(losses, Loss{What: Unread, Document: document, Detail: "itemReviewed.firstAppearance " + first})
	}
	explained := ""
	if stringOf(r["reviewBody"]) == "" {
		explained = "ratingExplanation"
	}
	tell("reviewRating.", rating, "alternateName", "name", "ratingValue", "bestRating", "worstRating", explained)
	if value := stringOf(rating["ratingValue"]); value != "" && c.Review.Verdict == "" && !strings.HasPrefix(c.Review.Rating, value) {
		losses = append(losses, Loss{What: Unread, Document: document, Detail: "reviewRating.ratingValue " + value})
	}
	return losses
}

// addressOf reads where a work is: an address alone, or what an object gives.
func addressOf(v any) string {
	if s := stringOf(v); isAddress(s) {
		return s
	}
	o := thing(v)
	return cmp.Or(stringOf(o["url"]), stringOf(o["sameAs"]))
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
