package pane

// Facts are what can be told of a pane from outside, as plain data, by whoever
// follows what is done in it without knowing it. A pane that has something to
// tell implements [Teller].
type Facts struct {
	Shows  string  // "article" or "review"
	Path   string  // of the article
	Focus  Thing   // what is in focus; mere words have no kind
	Tagged []Thing // what you kept, made or refused in the article
	Undone bool    // something was taken back that can be brought back
	Shown  string  // how much of the article: "all", "said", "clean"
	// Asks is the question that waits for an answer, in one word: "who", "claim",
	// "point", "label", "search"; "" while none does.
	Asks string
}

// A Thing is something that is said of some words of an article.
type Thing struct {
	Kind     string // "quote", "claim" …
	Words    string
	Who      string // who speaks, claims or holds; "" where nobody is named
	Standing Standing
}

// A Standing says whose a thing is.
type Standing int

// The standings.
const (
	Found   Standing = iota // a suggestion that waits for a decision
	Yours                   // kept or made
	Refused                 // a suggestion that was turned down
	Others                  // somebody else's
)

// A Teller is a pane that tells what can be seen of it.
type Teller interface{ Facts() Facts }
