package format

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A What names one sort of loss, in the singular.
type What string

// What an import meets in files. What an export leaves out is named by the
// features ([Feature.What]).
const (
	BrokenLine     What = "broken line" // part of it could be used, or none
	Unsorted       What = "unsorted list of fragments"
	Elsewhere      What = "quote found elsewhere"         // the words are not at the offsets
	Similar        What = "quote found in similar words"  // a person is asked
	NotFound       What = "quote not found"               // kept as an orphan
	Ambiguous      What = "quote found at several places" // a person is asked
	NoUnit         What = "offset in an unknown unit"
	OutOfText      What = "offset outside the text"
	NoWords        What = "annotation of no words"
	NoQuote        What = "file without quotes" // offsets could not be checked
	OtherUnit      What = "file in another unit"
	Dangling       What = "reference to nothing"
	Duplicate      What = "repeated id"
	Undecided      What = "undecided answer"
	NotText        What = "annotation of no text" // of an image, of sound
	UnknownThing   What = "thing without a place in stet"
	EdgeLineEnd    What = "line end at an edge"
	SplitsToken    What = "token split at an edge"
	TooLong        What = "value that is too long"
	OtherKind      What = "annotation of another kind"
	UnknownKind    What = "annotation of an unknown kind"
	ChangedHere    What = "annotation that was changed here"
	OtherArticle   What = "annotation of another article"
	Carried        What = "part that stet does not show" // carried, and written back
	NoPlace        What = "place that cannot be found"   // of no words
	Joined         What = "list of remarks"              // joined into one
	Reply          What = "reply"
	SeveralTargets What = "annotation of several places"
)

// A Loss is one thing that could not be carried over as it stood.
type Loss struct {
	What     What
	Document string // which document or file
	Line     int    // of the file, from 1; 0 where there are no lines
	ID       string // of the annotation, in stet on export, in the file on import
	Detail   string
	// Kept is true where the thing was mended or taken otherwise, not lost.
	Kept bool
}

func (l Loss) String() string {
	var b strings.Builder
	b.WriteString(l.Document)
	if l.Line > 0 {
		fmt.Fprintf(&b, ":%d", l.Line)
	}
	fmt.Fprintf(&b, ": %s", l.What)
	if l.Kept {
		b.WriteString(", kept")
	}
	if l.Detail != "" {
		fmt.Fprintf(&b, ": %s", l.Detail)
	}
	if l.ID != "" {
		fmt.Fprintf(&b, " (%s)", l.ID)
	}
	return b.String()
}

// Account sums losses up in one line, "2 overlaps, 1 discontinuous quote, 11
// notes", the gravest sort first: what is lost before what was mended, then by
// number. It is "nothing" where there are none.
func Account(losses []Loss) string {
	type sort struct {
		What
		kept bool
	}
	counts := map[sort]int{}
	var sorts []sort
	for _, l := range losses {
		s := sort{l.What, l.Kept}
		if counts[s]++; counts[s] == 1 {
			sorts = append(sorts, s)
		}
	}
	if len(sorts) == 0 {
		return "nothing"
	}
	slices.SortStableFunc(sorts, func(a, b sort) int {
		if a.kept != b.kept {
			if a.kept {
				return 1
			}
			return -1
		}
		return cmp.Or(counts[b]-counts[a], strings.Compare(string(a.What), string(b.What)))
	})
	parts := make([]string, len(sorts))
	for i, s := range sorts {
		parts[i] = s.count(counts[s])
		if s.kept {
			parts[i] += " (kept)"
		}
	}
	return strings.Join(parts, ", ")
}

// count writes a number of losses of one sort: "1 overlap", "2 lists of tags".
// The noun is the last word before the first preposition or relative clause.
func (w What) count(n int) string {
	if n == 1 {
		return "1 " + string(w)
	}
	words := strings.Fields(string(w))
	noun := len(words) - 1
	for i, word := range words {
		if i > 0 && slices.Contains([]string{"of", "to", "without", "in", "at", "that", "found", "not", "outside", "on", "split", "or"}, word) {
			noun = i - 1
			break
		}
	}
	switch s := words[noun]; {
	case strings.HasSuffix(s, "ss"):
		words[noun] = s + "es"
	case strings.HasSuffix(s, "y"):
		words[noun] = s[:len(s)-1] + "ies"
	default:
		words[noun] = s + "s"
	}
	if i := slices.Index(words, "is"); i > 0 {
		words[i] = "are"
	}
	return fmt.Sprintf("%d %s", n, strings.Join(words, " "))
}
