package review

import (
	"fmt"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/model/count"
)

// A summary is what the first line says of an index. It is made once for each,
// because there may be 100,000 rows.
type summary struct {
	of             *query.Index
	blind          bool
	all            []*query.Row // those that may be seen
	hidden         int
	rows, articles int
	who            []string // the annotators, at most two of them
	more           int      // annotators beyond these
	lost, moved    int
	unreadable     int
	byID           map[string]*query.Row // the ends of relations
	shared         map[string]*query.Row // the claims of which others share the verdict, by these
}

func summarise(x *query.Index, me string, blind bool) summary {
	s := summary{of: x, blind: blind, all: x.Rows(), unreadable: len(x.Problems())}
	if blind {
		s.all = x.Visible(me)
		s.hidden = len(x.Rows()) - len(s.all)
	}
	s.rows, s.shared = len(s.all), query.SharedVerdicts(s.all)
	who := map[string]bool{}
	article := ""
	s.byID = map[string]*query.Row{}
	for _, row := range s.all {
		if row.Links() {
			s.byID[row.On], s.byID[row.To] = nil, nil
		}
	}
	for _, row := range s.all {
		if _, wanted := s.byID[row.ID]; wanted {
			s.byID[row.ID] = row
		}
		if row.Article != article { // rows are by article
			article = row.Article
			s.articles++
		}
		if !who[row.Annotator] {
			who[row.Annotator] = true
			if len(s.who) < 2 {
				s.who = append(s.who, row.Annotator)
			} else {
				s.more++
			}
		}
		switch row.State {
		case annotate.Orphan:
			s.lost++
		case annotate.Moved, annotate.Fuzzy:
			s.moved++
		}
	}
	return s
}

func (s summary) text(articles int) string {
	out := fmt.Sprintf("  %s · %s", count.Of(articles, "article"), count.Of(s.rows, "annotation"))
	switch {
	case s.more > 0:
		out = fmt.Sprintf("%s by %d people", out, len(s.who)+s.more)
	case len(s.who) == 2:
		out = fmt.Sprintf("%s by %s and %s", out, s.who[0], s.who[1])
	case len(s.who) == 1:
		out = fmt.Sprintf("%s by %s", out, s.who[0])
	}
	return out
}

func countToCheck(rows []*query.Row) int {
	n := 0
	for _, row := range rows {
		if row.Detail("status") == kind.ToCheck {
			n++
		}
	}
	return n
}
