package model

// A Pos is a byte offset into [Article.Text], on a grapheme boundary.
type Pos int

// A Range is the half-open stretch of text [Start, End), in bytes.
type Range struct{ Start, End Pos }

// Len returns the length in bytes.
func (r Range) Len() int { return int(r.End - r.Start) }

// Empty reports whether r covers nothing.
func (r Range) Empty() bool { return r.Start >= r.End }

// Contains reports whether p lies in r.
func (r Range) Contains(p Pos) bool { return r.Start <= p && p < r.End }

// Covers reports whether all of o lies in r.
func (r Range) Covers(o Range) bool { return r.Start <= o.Start && o.End <= r.End }

// Overlaps reports whether r and o share a byte.
func (r Range) Overlaps(o Range) bool { return r.Start < o.End && o.Start < r.End }

// Intersect returns what r and o share; it may be empty.
func (r Range) Intersect(o Range) Range { return Range{max(r.Start, o.Start), min(r.End, o.End)} }

// Union returns the smallest range that covers both. An empty range counts for
// nothing.
func (r Range) Union(o Range) Range {
	switch {
	case r.Empty():
		return o
	case o.Empty():
		return r
	}
	return Range{min(r.Start, o.Start), max(r.End, o.End)}
}

// Compare orders ranges by start, the longer first: the order of a sidecar and
// of nested marks.
func (r Range) Compare(o Range) int {
	switch {
	case r.Start != o.Start:
		return int(r.Start - o.Start)
	default:
		return int(o.End - r.End)
	}
}

// A Selection is a range that is being made: the anchor stays, the head moves.
type Selection struct{ Anchor, Head Pos }

// Range returns the selected stretch, whichever way it was made.
func (s Selection) Range() Range { return Range{min(s.Anchor, s.Head), max(s.Anchor, s.Head)} }

// Flip moves the head to the other end.
func (s Selection) Flip() Selection { return Selection{Anchor: s.Head, Head: s.Anchor} }
