package kind

import (
	"slices"

	"stet/annotate"
)

var quoteKind = Kind{
	Name: "quote", Title: "quote", Key: "q", Sign: "“",
	Motivation: "classifying", Type: "stet:Quotation", Found: true,
	Units: []string{"quote", "sentence"}, Bounded: true,
	New: func() annotate.Body { return new(Quote) },
	Fields: []Field{
		text("form", func(q *Quote) *string { return &q.Form }),
	},
	Places: []PlaceField{
		{Name: "cue", Get: cueOf, Set: setCue},
		{
			Name: "parts", Whole: true,
			Get: func(b annotate.Body) []annotate.Place { return b.(*Quote).Parts },
			Set: func(b annotate.Body, ps []annotate.Place) { b.(*Quote).Parts = ps },
		},
	},
}

func cueOf(b annotate.Body) []annotate.Place {
	if c := b.(*Quote).Cue; c != nil {
		return []annotate.Place{*c}
	}
	return nil
}

func setCue(b annotate.Body, ps []annotate.Place) {
	q := b.(*Quote)
	q.Cue = nil
	if len(ps) > 0 {
		q.Cue = &ps[0]
	}
}

// A Quote is speech that the article reports.
type Quote struct {
	Form    string // direct, indirect or mixed (see package quotation)
	Speaker annotate.Ref
	Cue     *annotate.Place // the words of saying, nil if there are none
	// Parts are the pieces of a discontinuous quote, which the target covers;
	// empty where the target is the whole content.
	Parts []annotate.Place
}

func (q *Quote) Kind() string  { return quoteKind.Name }
func (q *Quote) Label() string { return q.Form }

func (q *Quote) Clone() annotate.Body {
	c := *q
	c.Speaker, c.Cue, c.Parts = q.Speaker.Clone(), clonePlace(q.Cue), slices.Clone(q.Parts)
	return &c
}

func (q *Quote) Refs() []annotate.Role { return []annotate.Role{{Name: "speaker", Ref: &q.Speaker}} }

func (q *Quote) Places() []*annotate.Place {
	ps := []*annotate.Place{q.Cue}
	for i := range q.Parts {
		ps = append(ps, &q.Parts[i])
	}
	return places(ps, &q.Speaker)
}

// Gloss says in the margin who speaks, and by which word.
func (q *Quote) Gloss() string {
	if q.Cue != nil && q.Cue.Quote.Exact != "" {
		return q.Speaker.String() + ", " + q.Cue.Quote.Exact
	}
	return q.Speaker.String()
}

// Spoken says who speaks, and whether it is in their own words.
func (q *Quote) Spoken(name Naming) string {
	if q.Form == "indirect" {
		return "indirect, " + by(name(q.Speaker))
	}
	return by(name(q.Speaker))
}

func (q *Quote) Encode(w *Writer) {
	w.Dataset("body", quoteKind.Type, func() {
		w.Text("quoteType", q.Form)
		w.Ref("speaker", q.Speaker)
		if q.Cue != nil {
			w.Key("cue")
			w.Words(*q.Cue)
		}
		if len(q.Parts) > 0 {
			w.Key("part").Array(func() {
				for _, p := range q.Parts {
					w.Words(p)
				}
			})
		}
	})
}

func (q *Quote) Decode(e *Element) {
	if !e.Is(quoteKind.Type) {
		return
	}
	for key := range e.Members() {
		switch key {
		case "quoteType":
			q.Form = e.String()
		case "speaker":
			q.Speaker = e.Ref()
		case "cue":
			p := e.Words()
			q.Cue = &p
		case "part":
			for range e.Array() {
				q.Parts = append(q.Parts, e.Words())
			}
		}
	}
}
