package machine

import (
	"fmt"
	"slices"
	"strings"

	"stet/model/clean"
	"stet/model/count"
)

// A Reason is why an answer was not used.
type Reason int

// The reasons, in the order in which they are told.
const (
	Used         Reason = iota
	NotThere            // its words are not in the article
	Several             // its words occur at several places, and nothing says which
	UnknownKind         // the project has no such kind, or did not ask for it
	UnknownCode         // the codebook has no such code
	SaysNothing         // what such an annotation needs is missing
	Unreadable          // it is no object, or too large
	TooMany             // more answers than an article can have
	BadNumber           // an offset that no words confirm
	reasonsCount        // how many there are
)

// reasons words each reason, for one answer and for several.
var reasons = [reasonsCount][2]string{
	NotThere:    {"has words that are not in the article", "have words that are not in the article"},
	Several:     {"has words that stand at several places", "have words that stand at several places"},
	UnknownKind: {"is of a kind that was not asked for", "are of kinds that were not asked for"},
	UnknownCode: {"has a code that the codebook does not have", "have codes that the codebook does not have"},
	SaysNothing: {"lacks what such an annotation needs", "lack what such an annotation needs"},
	Unreadable:  {"cannot be read", "cannot be read"},
	TooMany:     {"is one too many", "are too many for one article"},
	BadNumber:   {"has an offset that cuts a word", "have offsets that cut a word"},
}

// A Tally counts what became of answers.
type Tally struct {
	Given  int // answers
	Kept   int // annotations that came of them
	Joined int // answers that said what another had said
	Mended int // replies whose JSON had to be repaired
	by     [reasonsCount]int
	// examples are what was refused, a few of each reason.
	examples [reasonsCount][]string
}

// mostExamples is how many of what was refused are told, for each reason.
const mostExamples = 3

func (t *Tally) refuse(r Reason, what string) {
	t.by[r]++
	what = clean.Line(cut(what, 60))
	if what != "" && len(t.examples[r]) < mostExamples && !slices.Contains(t.examples[r], what) {
		t.examples[r] = append(t.examples[r], what)
	}
}

// Of counts the answers that were not used for a reason.
func (t *Tally) Of(r Reason) int { return t.by[r] }

// Refused counts the answers that were not used.
func (t *Tally) Refused() (n int) {
	for r := range t.by {
		if Reason(r) != Used {
			n += t.Of(Reason(r))
		}
	}
	return n
}

// Add takes another tally in.
func (t *Tally) Add(o *Tally) {
	t.Given, t.Kept, t.Joined, t.Mended = t.Given+o.Given, t.Kept+o.Kept, t.Joined+o.Joined, t.Mended+o.Mended
	for r := range t.by {
		t.by[r] += o.by[r]
		for _, e := range o.examples[r] {
			if len(t.examples[r]) < mostExamples && !slices.Contains(t.examples[r], e) {
				t.examples[r] = append(t.examples[r], e)
			}
		}
	}
}

// Refusals says what was not used and why, a line for each reason.
func (t *Tally) Refusals() (lines []string) {
	for r, n := range t.by {
		if Reason(r) == Used || n == 0 {
			continue
		}
		line := fmt.Sprintf("%s %s", count.Of(n, "answer"), reasons[r][min(n, 2)-1])
		if of := t.examples[r]; len(of) > 0 {
			more := ""
			if n > len(of) && len(of) == mostExamples {
				more = ", …"
			}
			line += ": “" + strings.Join(of, "”, “") + "”" + more
		}
		lines = append(lines, line)
	}
	return lines
}
