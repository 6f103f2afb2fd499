package query

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"stet/annotate/kind"
)

// A LedgerClaim is one claim with all its appearances, over articles, people
// and time. Rows are appearances of the same claim if a relation says so, or if
// they say the same words (see [Fold]).
type LedgerClaim struct {
	Says    string // in the words of the first appearance, or in other words if somebody gave them
	Rows    []*Row // by date of the article, then of the annotation
	Who     []string
	Verdict string // the code of the last verdict, "" if absent
	Status  string // of the appearance that was checked furthest
	// Contradicted and Supported count the relations of those kinds to other
	// claims.
	Contradicted, Supported int
}

// Ledger returns the claims among rows, those with most appearances first.
// Relations among all the given rows count.
func Ledger(rows []*Row, same Same) []LedgerClaim {
	claims := map[string]*Row{}
	joined := forest{}
	words := map[string]string{}
	for _, r := range rows {
		if !r.Claims() {
			continue
		}
		claims[r.ID] = r
		said := Fold(strings.Trim(saysOf(r), ` .,;:!?“”"'‘’`))
		if first, ok := words[said]; ok {
			joined.join(first, r.ID)
		} else {
			words[said] = r.ID
		}
	}
	for _, r := range rows {
		if r.Links() && r.Label == kind.SameClaim && claims[r.On] != nil && claims[r.To] != nil {
			joined.join(r.On, r.To)
		}
	}
	byRoot := map[string]*LedgerClaim{}
	for id, r := range claims {
		root := joined.root(id)
		if byRoot[root] == nil {
			byRoot[root] = &LedgerClaim{}
		}
		byRoot[root].Rows = append(byRoot[root].Rows, r)
	}
	for _, r := range rows {
		if l := byRoot[joined.root(r.To)]; r.Links() && l != nil {
			switch r.Label {
			case kind.Supports:
				l.Supported++
			case kind.Attacks:
				l.Contradicted++
			}
		}
	}
	out := make([]LedgerClaim, 0, len(byRoot))
	for _, l := range byRoot {
		l.sum(same)
		out = append(out, *l)
	}
	slices.SortFunc(out, func(a, b LedgerClaim) int {
		return cmp.Or(len(b.Rows)-len(a.Rows), ComparePlace(a.Rows[0], b.Rows[0]))
	})
	return out
}

func saysOf(r *Row) string {
	if s := r.Detail("claim"); s != "" {
		return s
	}
	return r.Words
}

// sum fills in what follows from the appearances.
func (l *LedgerClaim) sum(same Same) {
	slices.SortFunc(l.Rows, func(a, b *Row) int {
		return cmp.Or(a.Published.Compare(b.Published), a.At().Compare(b.At()), ComparePlace(a, b))
	})
	l.Says = saysOf(l.Rows[0])
	ranks := []string{kind.ToCheck, kind.NotCheckable, kind.InProgress, kind.HasVerdict}
	var last time.Time
	for _, r := range l.Rows {
		if s := r.Detail("claim"); s != "" {
			l.Says = s
		}
		if who := same.of(r.Who); who != "" && !slices.Contains(l.Who, who) {
			l.Who = append(l.Who, who)
		}
		if s := r.Detail("status"); slices.Index(ranks, s) > slices.Index(ranks, l.Status) {
			l.Status = s
		}
		if v := r.Detail("verdict"); v != "" && !r.At().Before(last) {
			l.Verdict, last = v, r.At()
		}
	}
}

// A forest joins things into sets (union-find with path halving).
type forest map[string]string

func (f forest) root(id string) string {
	for f[id] != "" && f[id] != id {
		if up := f[f[id]]; up != "" {
			f[id] = up
		}
		id = f[id]
	}
	return id
}

func (f forest) join(a, b string) {
	if a, b = f.root(a), f.root(b); a != b {
		f[max(a, b)] = min(a, b)
	}
}
