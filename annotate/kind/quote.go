package kind

import (
	"fmt"
	"slices"

	"stet/annotate"
)

var quoteKind = row(Kind{
	Name: "quote", Title: "quote", Sign: "“",
	Command: "quote", Key: `"`, Asks: "keep or make a quote", Layer: "q", Walk: "q",
	Motivation: "classifying", Type: "stet:Quotation", Found: true,
	Units: []string{"quote", "sentence"}, Bounded: true, Voiced: true,
	New: func() annotate.Body { return new(Quote) },
	Table: []Field{
		choice("form", "quoteType", func(q *Quote) *string { return &q.Form }),
		name("speaker", "speaker", func(q *Quote) *annotate.Ref { return &q.Speaker }),
		cueField,
		partsField,
	},
})

// A Quote is speech that the article reports.
type Quote struct {
	Form    string // direct, indirect or mixed (see package quotation)
	Speaker annotate.Ref
	Cue     *annotate.Place // the words of saying, nil if absent
	// Parts are the pieces of a discontinuous quote, which the target covers;
	// empty where the target is the whole content.
	Parts []annotate.Place
}

var cueField = Field{
	Name: "cue", Key: "cue", Type: Words,
	Place: PlaceField{
		Name: "cue",
		Get: func(b annotate.Body) []annotate.Place {
			if c := b.(*Quote).Cue; c != nil {
				return []annotate.Place{*c}
			}
			return nil
		},
		Set: func(b annotate.Body, ps []annotate.Place) {
			q := b.(*Quote)
			q.Cue = nil
			if len(ps) > 0 {
				q.Cue = &ps[0]
			}
		},
	},
	write: func(w *Writer, b annotate.Body) {
		if c := b.(*Quote).Cue; c != nil {
			w.Key("cue")
			w.Words(*c)
		}
	},
	read: func(e *Element, b annotate.Body) { p := e.Words(); b.(*Quote).Cue = &p },
}

var partsField = Field{
	Name: "parts", Key: "part", Type: Words,
	Place: PlaceField{
		Name: "parts", Whole: true,
		Get: func(b annotate.Body) []annotate.Place { return b.(*Quote).Parts },
		Set: func(b annotate.Body, ps []annotate.Place) { b.(*Quote).Parts = ps },
	},
	write: func(w *Writer, b annotate.Body) {
		if ps := b.(*Quote).Parts; len(ps) > 0 {
			w.Key("part").Array(func() {
				for _, p := range ps {
					w.Words(p)
				}
			})
		}
	},
	read: func(e *Element, b annotate.Body) {
		q := b.(*Quote)
		for range e.Array() {
			q.Parts = append(q.Parts, e.Words())
		}
	},
}

func (q *Quote) Kind() string          { return quoteKind.Name }
func (q *Quote) Label() string         { return q.Form }
func (q *Quote) Refs() []annotate.Role { return quoteKind.roles(q) }
func (q *Quote) Encode(w *Writer)      { quoteKind.encode(w, q) }
func (q *Quote) Decode(e *Element)     { quoteKind.decode(e, q) }

func (q *Quote) Clone() annotate.Body {
	c := *q
	c.Speaker, c.Cue, c.Parts = q.Speaker.Clone(), clonePlace(q.Cue), slices.Clone(q.Parts)
	return &c
}

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
		return fmt.Sprintf("indirect, %s", by(name(q.Speaker)))
	}
	return by(name(q.Speaker))
}
