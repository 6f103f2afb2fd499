package report

import (
	"stet/annotate/kind"
	"stet/annotate/query"
)

var voicesSection = section{
	ID: "voices", Title: "Who says what",
	has: func(r *Report) bool { return len(r.Voices) > 0 },
	markdown: func(r *Report, p printer) {
		p("## Who says what\n")
		for _, v := range r.Voices {
			p("### %s\n", md(nobody(v.Name)))
			for _, q := range v.Quotes {
				p("* %s (%s)", md(q.Words()), md(where(q.Row)))
			}
			p("")
		}
	},
}

// A Voice is one speaker with what was quoted of them.
type Voice struct {
	Name   string // "" where nobody is named
	Quotes []*Note
}

func quoted(r *query.Row) bool { return r.Full != nil && kind.AsQuote(r.Full) != nil }
