package query

import (
	"stet/annotate"
	"stet/annotate/store"
)

// Undecided returns what machines say of words and an annotator has not decided, by
// article and place: nothing of theirs is on half of the words and of the kind, and they
// have refused no such thing there. In a blind project only of the articles that they are
// done with; of the kinds that wanted reports.
func (x *Index) Undecided(annotator string, blind bool, wanted func(kind string) bool) []*Row {
	if len(x.machine) == 0 {
		return nil
	}
	coded := map[string]bool{}
	if blind {
		coded = x.Coded(annotator)
	}
	type place struct{ article, kind string }
	by := map[place][]*Row{}
	for _, rows := range [][]*Row{x.rows, x.refused} {
		for _, r := range rows {
			if r.Annotator == annotator && !r.Whole && r.State != annotate.Orphan {
				by[place{r.Article, r.Kind}] = append(by[place{r.Article, r.Kind}], r)
			}
		}
	}
	var out []*Row
	for _, r := range x.machine {
		if r.Whole || r.On != "" || r.State > annotate.Moved || blind && !coded[r.Article] || !wanted(r.Kind) || store.IsEarlierRun(r.Annotator) {
			continue
		}
		if !settled(r, by[place{r.Article, r.Kind}]) {
			out = append(out, r)
		}
	}
	return out
}

// settled reports whether one of the rows of the same article and kind decides on what
// a machine says.
func settled(r *Row, decided []*Row) bool {
	for _, d := range decided {
		whole := r.End - r.Start
		if d.How != annotate.Refused {
			whole = min(whole, d.End-d.Start)
		} else if d.Label != r.Label {
			continue
		}
		if 2*(min(d.End, r.End)-max(d.Start, r.Start)) >= whole && whole > 0 && holdsTags(d.Tags, r.Tags) {
			return true
		}
	}
	return false
}

func holdsTags(all, some []string) bool {
	for _, tag := range some {
		found := false
		for _, t := range all {
			found = found || t == tag
		}
		if !found {
			return false
		}
	}
	return true
}
