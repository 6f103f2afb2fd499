package kind

import "stet/annotate"

// ToldByArticle says that the article itself tells of a claim or a stance.
const ToldByArticle = "stet:article"

// toldBy is the quote in which something is told; without one the article tells
// it.
func toldBy[B annotate.Body](at func(B) *string) Field {
	f := reference("told_by", "toldBy", at)
	f.Else = ToldByArticle
	return f
}

// TellIn makes the quote of that ID the place where a claim or a stance is told, unless a
// place other than the article is set. It reports whether that changed anything.
func TellIn(a *annotate.Annotation, quote string) (changed bool) {
	if a.Body == nil {
		return false
	}
	for _, f := range Of(a).Fields {
		if (f.Name == "told_by" || f.Name == "in_quote") && (f.Get(a.Body) == "" || f.Get(a.Body) == f.Else) {
			f.Set(a.Body, quote)
			changed = true
		}
	}
	return changed
}

// Telling returns the swaps that go with a new quote: the suggestions that were kept between
// its marks before it are told in it. What a person has edited stays as it is.
func Telling(set *annotate.Set, quote *annotate.Annotation) (swaps []annotate.Swap) {
	for _, a := range set.All() {
		if a.Origin.How != annotate.Kept || AsQuote(a) != nil || a.Target.Empty() || !quote.Target.Range.Covers(a.Target.Range) {
			continue
		}
		if told := a.Clone(); TellIn(told, quote.ID) {
			told.Modified = quote.Modified
			swaps = append(swaps, annotate.Swap{Before: a, After: told})
		}
	}
	return swaps
}

// RefersTo returns the IDs of the annotations that a body speaks of.
func RefersTo(a *annotate.Annotation) []string {
	var out []string
	if a.Body == nil {
		return nil
	}
	for _, f := range Of(a).Fields {
		if id := f.Get(a.Body); f.Refers() && id != "" && id != ToldByArticle {
			out = append(out, id)
		}
	}
	for _, r := range a.Body.Refs() {
		if r.Ref.Kind == annotate.RefAnnotation {
			out = append(out, r.Ref.ID)
		}
	}
	return out
}

// Forget clears what a speaks of the annotation of that ID, which is going to
// be deleted. What was told by it is told by the article.
func Forget(a *annotate.Annotation, id string) {
	for _, f := range Of(a).Fields {
		if !f.Refers() || f.Get(a.Body) != id {
			continue
		}
		f.Set(a.Body, f.Else) // a field that refers takes any ID
	}
	for _, r := range a.Body.Refs() {
		if r.Ref.Kind == annotate.RefAnnotation && r.Ref.ID == id {
			*r.Ref = annotate.Ref{}
		}
	}
}

// Redirect makes a speak of other annotations, by their IDs: of those that ids does
// not know, as before.
func Redirect(a *annotate.Annotation, ids map[string]string) {
	to := func(id string) string {
		if known := ids[id]; id != "" && known != "" {
			return known
		}
		return id
	}
	a.Target.Annotation = to(a.Target.Annotation)
	if a.Body == nil {
		return
	}
	for _, f := range Of(a).Fields {
		if f.Refers() {
			f.Set(a.Body, to(f.Get(a.Body))) // a field that refers takes any ID
		}
	}
	for _, r := range a.Body.Refs() {
		if r.Ref.Kind == annotate.RefAnnotation {
			r.Ref.ID = to(r.Ref.ID)
		}
	}
}
