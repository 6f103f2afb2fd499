package query

import "stet/annotate/kind"

// sameClaim reports whether a row says that two claims are the same.
func (r *Row) sameClaim() bool {
	return r.Links() && r.Label == kind.SameClaim && r.On != "" && r.To != ""
}

// SharedVerdicts returns, for each claim without a verdict that relations say is the same
// as one that has one, the row of that: the check is written down once. Of several the
// one that was touched last holds.
func SharedVerdicts(rows []*Row) map[string]*Row {
	var joined forest
	for _, r := range rows {
		if r.sameClaim() {
			if joined == nil {
				joined = forest{}
			}
			joined.join(r.On, r.To)
		}
	}
	if joined == nil {
		return nil
	}
	judged := map[string]*Row{} // by the root of the claims that are the same
	for _, r := range rows {
		if !r.Claims() || r.Detail("verdict") == "" {
			continue
		}
		root := joined.root(r.ID)
		if was := judged[root]; was == nil || r.At().After(was.At()) {
			judged[root] = r
		}
	}
	out := map[string]*Row{}
	for _, r := range rows {
		if r.Claims() && r.Detail("verdict") == "" {
			if of := judged[joined.root(r.ID)]; of != nil {
				out[r.ID] = of
			}
		}
	}
	return out
}
