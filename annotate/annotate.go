// Package annotate is what a person says about an article: annotations, what
// they point at, whom they speak of, the set of them on one article, and the
// edits that change the set and can be undone.
//
// It refuses to know the kinds of body (package kind), how words are found
// again (anchor), files (store) and the screen.
package annotate

import (
	"math"
	"slices"
	"strconv"
	"time"

	"stet/model"
)

// An Annotation is a body said about a target. Annotations are immutable once
// they are in a [Set]: an edit puts a changed copy in the place of the old one,
// so a slice of them is a snapshot that may be saved by another goroutine.
type Annotation struct {
	ID       string // urn:uuid: of version 7
	Target   Target
	Body     Body
	Tags     []string
	Comment  string    // a remark in Markdown that goes with any kind of body
	Creator  string    // the annotator's IRI, urn:x-stet:annotator:NAME or an e-mail address
	Created  time.Time // UTC, whole seconds
	Modified time.Time
	Origin   Origin
	// ConflictsWith is the ID of the annotation that this one is a conflicting
	// version of, after two people changed it at once; "" otherwise.
	ConflictsWith string
	// Imported is what the file of another program said of it that stet does not
	// show: a JSON object, kept unchanged and written back to such a file; nil if
	// nothing is carried.
	Imported []byte
	// Source is what it was read from, nil if it was made here. Clone keeps it,
	// so that what this version does not understand survives an edit.
	Source *Source
}

// A Source is an annotation as it was in a file.
type Source struct {
	JSON []byte      // its bytes
	Line int         // on which they begin, from 1; 0 if that is not known
	Of   string      // digest of the text that the file spoke of
	As   *Annotation // what was read from them
}

// Clone returns a copy that may be changed.
func (a *Annotation) Clone() *Annotation {
	c := *a
	c.Tags = slices.Clone(a.Tags)
	if a.Body != nil {
		c.Body = a.Body.Clone()
	}
	return &c
}

// Kind returns the name of the body's kind, "" if absent.
func (a *Annotation) Kind() string {
	if a.Body == nil {
		return ""
	}
	return a.Body.Kind()
}

// A Target is what an annotation is about: some words of the article, the
// whole article, or another annotation.
type Target struct {
	Place             // the words; zero unless they are the target
	Whole      bool   // the article itself
	Annotation string // the ID of the annotation from which a link goes
}

// A Place is some words of the article: where they are in the present text,
// and how they can be found in another one.
type Place struct {
	model.Range // in the present text; empty while State is Orphan
	Quote       Quote
	State       State
	Score       float64 // how sure the place is, 0 to 1; 1 where State is Exact
}

// A Quote holds the selectors of a place as they are in the file: a
// TextQuoteSelector and a TextPositionSelector of the W3C Web Annotation model,
// of the text that was annotated.
type Quote struct {
	Exact, Prefix, Suffix string
	Start, End            int // code points from 0, end exclusive
	Page                  int // of a paged document, from 1, on which the words begin; 0 elsewhere
	// Of is the digest of that text, "" for the one in which it was made and
	// that has not been saved yet.
	Of string
}

// A State says how a place was found.
type State int

// The states, from sure to lost.
const (
	Exact  State = iota // the offsets hold, and the words are there
	Moved               // the same words are elsewhere
	Fuzzy               // similar words; a person is asked
	Orphan              // not found; kept and listed, shown nowhere
)

func (s State) String() string { return [...]string{"exact", "moved", "fuzzy", "orphan"}[s] }

// Origin says how an annotation came about.
type Origin struct {
	How       How
	Generator string // the engine or the machine whose suggestion it was ("quotation/1"), else ""
	// Score is how likely the engine held the suggestion to be right, from 0 to 1,
	// in hundredths; of a claim, to be worth a check. 0 where it gave none.
	Score float64
	Why   string // what a machine said for it; "" once a person has kept it
}

// FormatScore writes a score as files and tables have it, "" for none.
func FormatScore(score float64) string {
	if score == 0 {
		return ""
	}
	return strconv.FormatFloat(math.Round(score*100)/100, 'f', -1, 64)
}

// ParseScore reads a score; ok is false for anything else.
func ParseScore(s string) (score float64, ok bool) {
	if s == "" {
		return 0, true
	}
	score, err := strconv.ParseFloat(s, 64)
	return score, err == nil && score >= 0 && score <= 1
}

// How is the way in which a person came to an annotation.
type How string

// The ways. A refused suggestion is kept so that it stays refused; it is no
// annotation for any list, count or export.
const (
	ByHand  How = "hand"
	Kept    How = "kept"
	Edited  How = "edited"
	Refused How = "refused"
	// Suggested is that of everything in a machine's sidecar.
	Suggested How = "suggested"
)

// A Body is what an annotation says. Each kind has its own type in package kind.
type Body interface {
	Kind() string
	Clone() Body
	// Refs returns whom and what the body speaks of, by role ("speaker",
	// "claimant", "holder", "target"). The pointers lead into the body, so that
	// a clone can be renamed or cleared through them.
	Refs() []Role
	// Places returns the words of the article that the body points at besides
	// the target (cue, parts, mentions), likewise as pointers into the body.
	Places() []*Place
	// Label is the code that the body assigns ("FAVOR", "ORG", "direct"), "" if none.
	Label() string
}

// A Role is one Ref of a body under its name.
type Role struct {
	Name string
	Ref  *Ref
}

// Who returns the first Ref of a body: the speaker, claimant, holder or name.
func (a *Annotation) Who() Ref {
	if a.Body != nil {
		for _, r := range a.Body.Refs() {
			return *r.Ref
		}
	}
	return Ref{}
}
