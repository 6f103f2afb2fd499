// Package ask asks about the words of an article: who says it, towards whom, under
// which label, how it was judged, which codes, how it relates to what else is tagged.
// Values go in, an edit comes out: a [Scene] says what is known where one asks, a
// [Question] is a card, and its answers become an [Answer]. Nothing is carried out
// here, and nothing drawn but the card.
//
// How the questions of a kind get here. A kind with a card of its own has a file here
// with a method of Scene that returns its Question (claim.go, stance.go). Any other
// kind is asked from its row of the kind table, a card.Field for each field of the
// row, by the field's type: a text is typed, a choice offers the codes of the codebook
// ([choices]), a name is [Scene.who], a reference is [Scene.others]. The reader opens
// whatever Question it gets and carries out whatever Answer comes of it.
package ask

import (
	"fmt"
	"time"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
	"stet/ui/card"
)

// A Scene is what a question is asked about: the article, the suggestions and tagged in
// it, and where the person is.
type Scene struct {
	Pen    *Pen
	Names  *mention.Found
	Quotes *quotation.List
	Book   *codebook.Codebook
	Joined *codebook.Names        // over the articles of the library, nil for none
	Own    []*annotate.Annotation // the annotator's own, in order

	Near []*annotate.Annotation // your own on the screen
	// Answered says what machines answer to a question about the whole article; nil
	// if missing.
	Answered func(question string) []string

	Words    model.Range          // that are asked about
	Focus    model.Range          // what is in focus, empty for nothing
	Selected bool                 // the words were selected
	Within   *annotate.Annotation // the quote of your own that holds the words, nil for none
	Quote    *annotate.Annotation // the closest quote there, if it is your own; nil for none
	Anew     bool                 // a decision for these words alone is asked for
}

// A Question is a card and what its answers come to.
type Question struct {
	*card.Form
	Key    string      // what it is about: a card that was left is found again by it
	Words  model.Range // that it is about
	Answer func(*card.Form) Answer
}

// An Answer is an edit, which is not carried out yet.
type Answer struct {
	Edit  annotate.Edit
	Words model.Range         // that were asked about
	Says  string              // what was done, in a line
	Again func(*Scene) Answer // the same on the words of another scene; nil where that means nothing
	Named *Naming             // what a name is now, nil where no name was asked about
	// Refused says why the answers come to no edit, "" where they do.
	Refused string
}

// question makes a Question about some words.
func question(what string, words model.Range, form *card.Form, answer func(*card.Form) Answer) Question {
	return Question{Form: form, Key: Key(what, words), Words: words, Answer: answer}
}

// Key names a question about some words.
func Key(what string, words model.Range) string {
	return fmt.Sprintf("%s %d %d", what, words.Start, words.End)
}

// Added is the answer that adds annotations.
func Added(title string, as ...*annotate.Annotation) Answer {
	e := annotate.Edit{Title: title}
	for _, a := range as {
		e.Swaps = append(e.Swaps, annotate.Swap{After: a})
	}
	return Answer{Edit: e, Says: title}
}

// changes is the answer that puts one annotation in the place of another, of nil
// where it is new.
func changes(title, says string, before, after *annotate.Annotation) Answer {
	return Answer{Edit: annotate.Edit{Title: title, Swaps: []annotate.Swap{{Before: before, After: after}}}, Says: says}
}

// again makes an answer that can be given again on other words.
func again(s *Scene, make func(*Scene) Answer) Answer {
	answer := make(s)
	answer.Words = s.Words
	answer.Again = func(other *Scene) Answer { return again(other, make) }
	return answer
}

// now is the time of an edit, in the precision of the file.
func now() time.Time { return time.Now().UTC().Truncate(time.Second) }

// typed takes typed words as they are.
func typed(s string) any { return s }
