package mention

import (
	"stet/model"
	"stet/model/segment"
)

// edges fits ranges to the edges of grapheme clusters, in text order.
type edges struct {
	clusters segment.Edges
	last     int // the end of the last range
}

func newEdges(text string) edges { return edges{clusters: segment.NewEdges(text)} }

// fit widens [start, end), in bytes, to the edges of grapheme clusters. It returns
// an empty range if that would touch the one before.
func (e *edges) fit(start, end int) (int, int) {
	from, _ := e.clusters.Around(model.Pos(start))
	_, to := e.clusters.Around(model.Pos(end))
	if int(from) < e.last {
		return 0, 0
	}
	e.last = int(to)
	return int(from), int(to)
}
