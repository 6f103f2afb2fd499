package reader

import "stet/model"

// What a reader says to the program.

// OpenReview asks for the annotations of the folder in which the article lies.
type OpenReview struct{ Path string }

// OpenNeighbour asks for the next (+1) or previous (-1) article of the list, or
// of the folder; with Unread, for the next one that was not read.
type OpenNeighbour struct {
	Step   int
	Unread bool
}

// Stopped tells where reading stopped, when the reader closes.
type Stopped struct {
	Article  *model.Article
	Position model.Pos
	AtEnd    bool
}

// OpenURL asks for a URL to be opened outside, after its host was shown.
type OpenURL struct{ URL string }
