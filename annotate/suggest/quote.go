package suggest

import (
	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
)

// quote suggests the words between marks where there are any: in mixed speech
// the marks say which words are the speaker's own. An indirect attribution is
// suggested with all its content.
func quote(a *model.Article, names *mention.Found, q *quotation.Quotation) Suggestion {
	body := &kind.Quote{Form: string(q.Form), Speaker: quoted(a, names, q)}
	if !q.Cue.Empty() {
		body.Cue = place(q.Cue)
	}
	parts := q.Parts
	if q.Said() {
		parts = q.Marked
	}
	var cover model.Range
	for _, p := range parts {
		cover = cover.Union(p)
		if len(parts) > 1 {
			body.Parts = append(body.Parts, *place(p))
		}
	}
	return Suggestion{
		Annotation: annotate.Annotation{
			Target: annotate.Target{Place: *place(cover)}, Body: body,
			Origin: annotate.Origin{Generator: engineOf(a, q)},
		},
		Why:      q.Why,
		Indirect: !q.Said(),
		Ends:     q.Ends,
	}
}

func place(r model.Range) *annotate.Place { return &annotate.Place{Range: r, Score: 1} }

// engineOf names the engine that found a quotation.
func engineOf(a *model.Article, q *quotation.Quotation) string {
	if languageOf(a, q) == "en" {
		return quotation.Engine
	}
	return quotation.Teller
}

// quoted makes a Ref of who is quoted. It is unset where speakers were not looked for.
func quoted(a *model.Article, names *mention.Found, q *quotation.Quotation) annotate.Ref {
	if q.Unsought {
		return annotate.Ref{}
	}
	return speaker(a, names, q.Speaker)
}

// speaker makes a Ref of who is quoted: an entity by its name, somebody who is
// only described by the words that do, else nobody.
func speaker(a *model.Article, names *mention.Found, s quotation.Speaker) annotate.Ref {
	ref := annotate.Ref{Kind: annotate.RefNobody}
	switch {
	case s.Entity >= 0 && s.Entity < len(names.Entities):
		e := &names.Entities[s.Entity]
		ref = annotate.NameRef(e.Name, e.Type)
	case s.Name != "":
		ref = annotate.Ref{Kind: annotate.RefWords}
	}
	if !s.Range.Empty() {
		ref.Words = place(s.Range)
		ref.Words.Quote.Exact = a.Slice(s.Range) // by which the Ref is shown
	}
	return ref
}
