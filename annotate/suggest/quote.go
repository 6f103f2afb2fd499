package suggest

import (
	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
)

func quote(a *model.Article, names *mention.Found, q *quotation.Quotation) Suggestion {
	body := &kind.Quote{Form: string(q.Form), Speaker: speaker(names, q.Speaker)}
	if !q.Cue.Empty() {
		body.Cue = place(q.Cue)
	}
	if len(q.Parts) > 1 {
		for _, p := range q.Parts {
			body.Parts = append(body.Parts, *place(p))
		}
	}
	return Suggestion{
		Annotation: annotate.Annotation{Target: annotate.Target{Place: *place(q.Cover())}, Body: body},
		Why:        q.Why,
		Indirect:   !q.Said(),
		Ends:       q.Ends,
	}
}

func place(r model.Range) *annotate.Place { return &annotate.Place{Range: r, Score: 1} }

// speaker makes a Ref of who is quoted: an entity by its name, somebody who is
// only described by these words, else nobody.
func speaker(names *mention.Found, s quotation.Speaker) annotate.Ref {
	ref := annotate.Ref{Kind: annotate.RefNobody}
	switch {
	case s.Entity >= 0 && s.Entity < len(names.Entities):
		e := &names.Entities[s.Entity]
		ref = annotate.NameRef(e.Name, e.Type)
	case s.Name != "":
		ref = annotate.Ref{Kind: annotate.RefWords, Name: s.Name}
	}
	if !s.Range.Empty() {
		ref.Words = place(s.Range)
	}
	return ref
}
