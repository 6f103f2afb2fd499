package review

import (
	"slices"

	"stet/annotate/query"
)

// columns are the widths of a row's parts at the present width, 0 for none.
type columns struct{ who, words, extra, article, by int }

func (dr *drawing) columns() columns {
	c := columns{who: 16, extra: 12, article: 10}
	switch {
	case dr.w >= 120:
		c.who, c.extra, c.article = 24, 16, 24
	case dr.w < 40:
		c = columns{}
	case dr.w < 60:
		c.extra, c.article = 0, 0
	}
	need := dr.list.need
	c.who, c.extra, c.article = min(c.who, need.who), min(c.extra, need.extra), min(c.article, need.article)
	if dr.w >= 100 {
		c.by = min(12, need.by)
	}
	c.words = max(0, dr.w-5-gap(c.who)-gap(c.extra)-gap(c.by)-gap(c.article)-1)
	return c
}

// gap is a column with the blanks beside it.
func gap(w int) int {
	if w == 0 {
		return 0
	}
	return w + 2
}

// mostMeasured is how many rows the columns are fitted to.
const mostMeasured = 500

// measure returns how wide the columns have to be for some rows. The annotator has a column
// if the rows are by several.
func (f *folder) measure(rows []*query.Row) (c columns) {
	p := f.env.Paint
	several := slices.ContainsFunc(rows, func(row *query.Row) bool { return row.Annotator != rows[0].Annotator })
	for _, row := range rows[:min(len(rows), mostMeasured)] {
		extra, _ := f.extra(row)
		c.who, c.extra, c.article = max(c.who, p.Width(row.Who)), max(c.extra, p.Width(extra)), max(c.article, p.Width(baseName(row.Article)))
		if several {
			c.by = max(c.by, p.Width(row.Annotator))
		}
	}
	return c
}
