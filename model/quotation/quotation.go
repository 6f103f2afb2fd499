// Package quotation finds what an article reports as somebody's words, the
// words that introduce it, and who spoke.
//
// It refuses to know what a person has kept or corrected, and the screen. It
// takes the names it needs from package mention.
package quotation

import "stet/model"

// A Form says how words are reported.
type Form string

// The forms, as in bbc/citron's data and the PARC 3 literature: direct speech
// is between marks, indirect speech does not, mixed speech does in part.
const (
	Direct   Form = "direct"
	Indirect Form = "indirect"
	Mixed    Form = "mixed"
)

// A Quotation is one attribution: content, cue and source in the terms of PARC
// 3 (Pareti 2016) and PolNeAR (Newell et al. 2018).
type Quotation struct {
	// Parts is the content, all that is attributed, 1..n stretches in text
	// order, marks included.
	Parts []model.Range
	// Marked are the stretches between quotation marks within the content,
	// 0..n, marks included; a turn of an interview or a post is one without marks.
	Marked []model.Range
	Cue    model.Range // the words of saying, or empty
	// Word is the dictionary form of the cue ("say", "support"), or "".
	Word string
	// Speaker is the source as it is by the cue: a name, a pronoun or a
	// description. Its range is empty where nobody is named.
	Speaker Speaker
	Form    Form
	// Ends is empty where the end is certain. Otherwise the quotation never
	// closes (or the close is doubtful), and these are the places where the
	// words may end, in text order: a person is asked.
	Ends []End
	// Content says what kind of words the content is.
	Content Content
	// InSpeech is true for what somebody reports in speech that is itself
	// reported: “I hear that …,” Doe said.
	InSpeech bool
	// Unsought is true where speakers are not looked for in the language of the
	// words: that none is named says nothing.
	Unsought bool
	// Why says in a sentence for a reader how it was found (“said” after these words
	// tells who speaks).
	Why string
}

// A Content is the grammar of a content.
type Content string

// The kinds of content.
const (
	Speech     Content = "speech"     // words between marks, or a whole sentence before or around the cue
	Clause     Content = "clause"     // that he would come; he would come; whether he came
	Infinitive Content = "infinitive" // to come
	Phrase     Content = "phrase"     // the plan, after words that judge or describe it
)

// A Speaker is who is quoted.
type Speaker struct {
	Range  model.Range // the source mention, or empty
	Entity int         // index into mention.Found.Entities, or -1
	Name   string      // canonical name of the entity, else the words themselves
}

// An End is a place where a quotation that never closes may end.
type End struct {
	Pos model.Pos
	Why string // "before the dash", "end of the paragraph"
}

// Cover returns the smallest range that holds the whole content.
func (q *Quotation) Cover() model.Range {
	var r model.Range
	for _, p := range q.Parts {
		r = r.Union(p)
	}
	return r
}

// Said reports whether any of the content is between marks: such a
// quotation is a suggested quote; one without is the layer of indirect
// attributions.
func (q *Quotation) Said() bool { return len(q.Marked) > 0 }

// Engine names this engine in the origin of what was kept, Teller that of other
// languages than English.
const (
	Engine = "quotation/1"
	Teller = "teller/1"
)
