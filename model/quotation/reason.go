package quotation

import "fmt"

// A reason is how an attribution was recognised.
type reason int

const (
	byCue      reason = iota
	cueBefore         // Doe said it was late
	cueAfter          // It was late, Doe said
	byInverted        // It was late, said Doe
	inAsClause        // As Doe said, it was late
	inPassive         // The plan was praised by Doe
	inRelative        // The plan that Doe praised
	afterName         // Doe supporters
	byUnknown         // “…,” Doe thundered
	byColon           // Doe: It is late
	byWords           // In the words of Doe, “…”
	bySurvey          // In a new poll, Doe leads
)

// reasons holds the sentence of each reason, and another one of those that may tell of a
// view or wish as well as of speech. They take the cue.
var reasons = [...]struct{ sentence, view string }{
	byCue:      {"“%s” tells who speaks", "“%s” tells whose view or wish this is"},
	cueBefore:  {"“%s” before these words tells who speaks", "“%s” before these words tells whose view or wish this is"},
	cueAfter:   {"“%s” after these words tells who speaks", "“%s” after these words tells whose view or wish this is"},
	byInverted: {sentence: "“%s” with the speaker after it tells whose words these are"},
	inAsClause: {sentence: "“%s” in a clause with “as” tells who speaks"},
	inPassive:  {sentence: "“%s” in the passive tells whose view or wish this is"},
	inRelative: {sentence: "“%s” in a relative clause tells whose view or wish this is"},
	afterName:  {sentence: "“%s” after a name tells whose view this is"},
	byUnknown:  {sentence: "“%s” between a name and these words is taken for a word of saying"},
	byColon:    {sentence: "“%s” after a name tells who speaks"},
	byWords:    {sentence: "“%s” tells in whose words this is said"},
	bySurvey:   {sentence: "“%s” before a poll tells where this comes from"},
}

// of tells the reason of content, with its cue.
func (r reason) of(content Content, cue string) string {
	sentence := reasons[r].sentence
	if (content == Infinitive || content == Phrase) && reasons[r].view != "" {
		sentence = reasons[r].view
	}
	return fmt.Sprintf(sentence, cue)
}
