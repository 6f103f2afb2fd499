// Package anchor describes words of an article so that they can be found again,
// and finds them in a text that may have changed.
//
// It refuses to know what is said about the words, and where they are stored.
package anchor

import (
	"unicode/utf8"

	"stet/annotate"
	"stet/model"
)

// contextLen is how many code points of prefix and suffix a quote carries.
const contextLen = 32

// Describe returns a place for some words of an article, with the selectors by
// which they are found again: the words, 32 code points before and after them,
// and their offsets in code points.
func Describe(a *model.Article, off *model.Offsets, r model.Range) annotate.Place {
	return annotate.Place{
		Range: r,
		Quote: annotate.Quote{
			Exact:  a.Slice(r),
			Prefix: lastPoints(a.Text[:r.Start], contextLen),
			Suffix: firstPoints(a.Text[r.End:], contextLen),
			Start:  off.CodePoint(r.Start),
			End:    off.CodePoint(r.End),
			Page:   a.PageOf(r.Start),
			Of:     a.Digest,
		},
		State: annotate.Exact,
		Score: 1,
	}
}

// Confirm returns a copy of an annotation whose places, wherever they were
// found, are described anew: a person has said that they are right. An orphaned
// place keeps its old selectors.
func Confirm(ann *annotate.Annotation, a *model.Article, off *model.Offsets) *annotate.Annotation {
	c := ann.Clone()
	for _, p := range Places(c) {
		if p.State != annotate.Orphan {
			*p = Describe(a, off, p.Range)
		}
	}
	return c
}

// Places returns every place in an annotation, the target first.
func Places(a *annotate.Annotation) []*annotate.Place {
	var ps []*annotate.Place
	if hasWords(a) {
		ps = append(ps, &a.Target.Place)
	}
	if a.Body != nil {
		ps = append(ps, a.Body.Places()...)
	}
	return ps
}

func hasWords(a *annotate.Annotation) bool {
	return !a.Target.Whole && a.Target.Annotation == ""
}

// Tally counts the annotations by how their target was found: the index is an
// [annotate.State].
func Tally(as []*annotate.Annotation) (n [4]int) {
	for _, a := range as {
		if hasWords(a) {
			n[a.Target.State]++
		}
	}
	return n
}

func firstPoints(s string, n int) string {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return s[:i]
}

func lastPoints(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}
