package format

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stet/model/count"
)

// A What names one sort of loss: one of it, and several.
type What struct{ one, several string }

func (w What) String() string { return w.one }

// What an import meets in files. What an export leaves out is named by the
// features ([Feature.What]).
var (
	BrokenLine     = What{"broken line", "broken lines"} // part of it could be used, or none
	Unsorted       = What{"unsorted list of fragments", "unsorted lists of fragments"}
	Elsewhere      = What{"quote found elsewhere", "quotes found elsewhere"}                 // the words are not at the offsets
	Similar        = What{"quote found in similar words", "quotes found in similar words"}   // a person is asked
	NotFound       = What{"quote not found", "quotes not found"}                             // kept as an orphan
	Ambiguous      = What{"quote found at several places", "quotes found at several places"} // a person is asked
	NoUnit         = What{"offset in an unknown unit", "offsets in an unknown unit"}
	OutOfText      = What{"offset outside the text", "offsets outside the text"}
	NoWords        = What{"annotation of no words", "annotations of no words"}
	NoQuote        = What{"file without quotes", "files without quotes"} // offsets could not be checked
	OtherUnit      = What{"file in another unit", "files in another unit"}
	Dangling       = What{"reference to nothing", "references to nothing"}
	Duplicate      = What{"repeated id", "repeated ids"}
	Undecided      = What{"undecided answer", "undecided answers"}
	NotText        = What{"annotation of no text", "annotations of no text"} // of an image, of sound
	UnknownThing   = What{"thing without a place in stet", "things without a place in stet"}
	EdgeLineEnd    = What{"line end at an edge", "line ends at an edge"}
	SplitsToken    = What{"token split at an edge", "tokens split at an edge"}
	TooLong        = What{"value that is too long", "values that are too long"}
	OtherKind      = What{"annotation of another kind", "annotations of another kind"}
	UnknownKind    = What{"annotation of an unknown kind", "annotations of an unknown kind"}
	ChangedHere    = What{"annotation that was changed here", "annotations that were changed here"}
	OtherArticle   = What{"annotation of another article", "annotations of another article"}
	Carried        = What{"part that stet does not show", "parts that stet does not show"} // carried, and written back
	NoPlace        = What{"place that cannot be found", "places that cannot be found"}     // of no words
	Joined         = What{"list of remarks", "lists of remarks"}                           // joined into one
	WrongTime      = What{"time that cannot be read", "times that cannot be read"}
	Reply          = What{"reply", "replies"}
	MissingText    = What{"text that is missing", "texts that are missing"}
	NoAddress      = What{"address of the fact-check", "addresses of the fact-check"}
	NotPDF         = What{"annotation of an article that is not a PDF", "annotations of articles that are not PDF"}
	Rewritten      = What{"line written anew", "lines written anew"} // not as it was imported
	Dropped        = What{"value that the file no longer has", "values that the file no longer has"}
	OtherEncoding  = What{"file in another encoding", "files in another encoding"}
	Column         = What{"column that stet does not know", "columns that stet does not know"}
	Coauthor       = What{"second author", "further authors"} // of one annotation
	Unread         = What{"field that stet does not read", "fields that stet does not read"}
	SeveralTargets = What{"annotation of several places", "annotations of several places"}
)

// A Loss is one thing that could not be carried over as it was.
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
	if l.Kept {
		fmt.Fprintf(&b, ": %s, kept", l.What)
	} else {
		fmt.Fprintf(&b, ": %s", l.What)
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
// number. It is "nothing" if missing.
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
		return cmp.Or(counts[b]-counts[a], strings.Compare(a.one, b.one))
	})
	parts := make([]string, len(sorts))
	for i, s := range sorts {
		parts[i] = count.Many(counts[s], s.one, s.several)
		if s.kept {
			parts[i] = fmt.Sprintf("%s (kept)", parts[i])
		}
	}
	return strings.Join(parts, ", ")
}
