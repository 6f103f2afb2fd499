package reader

// What a reader says to the program.

// OpenReview asks for the annotations of the folder in which the article lies.
type OpenReview struct{ Path string }

// OpenNeighbour asks for the next (+1) or previous (-1) article of the list, or
// of the folder; with Unread, for the next one that was not read.
type OpenNeighbour struct {
	Step    int
	Unread  bool
	Go      bool   // there to go on by the current kind of step here
	Uncoded bool   // for the next one that the annotator has not coded
	After   string // what was done before, to be said there, or here if there is no such article
}

// Announce asks for the title of the next article that was not read to be said,
// after the words in Says.
type Announce struct{ Says string }

// UndoDone asks for the article that was done before this one came, as it was then.
type UndoDone struct {
	Says string // what is said where nothing was done
}

// Done says that a person is done with the article: it goes out of the list of
// what is to be read, and the next one that is not done may come.
type Done struct {
	Coded bool
	Says  string // what was done, and how it is taken back
}

// OpenURL asks for a URL to be opened outside, after its host was shown.
type OpenURL struct{ URL string }

// Requests makes it a [pane.Request].
func (OpenReview) Requests() {}

// Requests makes it a [pane.Request].
func (OpenNeighbour) Requests() {}

// Requests makes it a [pane.Request].
func (UndoDone) Requests() {}

// Requests makes it a [pane.Request].
func (Done) Requests() {}
