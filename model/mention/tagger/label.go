package tagger

// A Label is what a token is part of: outside, or the beginning or the inside of
// a name of one kind (the IOB2 scheme).
type Label uint8

// A Kind is what a name names.
type Kind uint8

// The kinds. Misc is learnt because it is not what the others are; nobody asks
// for it.
const (
	Person Kind = iota
	Organisation
	Location
	People // a nation's, a faith's or a movement's adjective or members
	Event
	Misc
	kinds
)

// Labels is how many labels there are.
const Labels = 1 + 2*int(kinds)

// Outside is the label of a token that is part of no name.
const Outside Label = 0

// Begin returns the label of the first word of a name of a kind.
func Begin(k Kind) Label { return Label(1 + 2*k) }

// Inside returns the label of its other words.
func Inside(k Kind) Label { return Label(2 + 2*k) }

// Kind returns the kind of a label that is not [Outside].
func (l Label) Kind() Kind { return Kind(l-1) / 2 }

// Begins reports whether a name begins at l.
func (l Label) Begins() bool { return l&1 == 1 }

// May reports whether l can follow before: an inside follows its own kind.
func (l Label) May(before Label) bool {
	return l == Outside || l.Begins() || before != Outside && before.Kind() == l.Kind()
}
