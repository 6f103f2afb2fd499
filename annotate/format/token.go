package format

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"stet/annotate"
	"stet/model"
	"stet/model/segment"
)

// tokens cuts a text into words and single signs, white space apart. Every
// annotation begins and ends at the edge of a token: one that begins within a
// word cuts it in two.
func (p *page) tokens() []model.Range {
	text := p.Article.Text
	cuts := make(map[model.Pos]bool, 2*len(p.Annotations))
	for _, a := range p.Annotations {
		if isPlace(a) {
			cuts[a.Target.Start], cuts[a.Target.End] = true, true
		}
	}
	var out []model.Range
	start, last := model.Pos(-1), rune(0)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		at := model.Pos(i)
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		switch {
		case start >= 0 && (cuts[at] || !joins(last, r, next)):
			out = append(out, model.Range{Start: start, End: at})
			start = -1
			fallthrough
		case start < 0:
			if !unicode.IsSpace(r) {
				start = at
			}
		}
		last = r
		i += size
	}
	if start >= 0 {
		out = append(out, model.Range{Start: start, End: model.Pos(len(text))})
	}
	return out
}

// joins reports whether r goes on with the token that ends with last: letters
// and digits, what combines with any sign, and an apostrophe or a point between
// letters or digits.
func joins(last, r, next rune) bool {
	wordy := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	switch {
	case unicode.IsSpace(r):
		return false
	case unicode.IsMark(r) || r == '\u200d' || unicode.Is(unicode.Sk, r):
		return true
	case wordy(r):
		return wordy(last) || apostrophe(last)
	}
	return apostrophe(r) && wordy(last) && wordy(next) && last != r
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == '.' }

// sentences returns the indices of the tokens that begin a sentence; none lies
// within an annotation.
func (p *page) sentences(tokens []model.Range) map[int]bool {
	inside := p.inside(tokens)
	first := map[int]bool{}
	t := 0
	for _, s := range segment.Sentences(p.Article.Text, model.Range{End: model.Pos(len(p.Article.Text))}) {
		for t < len(tokens) && tokens[t].Start < s.Start {
			t++
		}
		if t < len(tokens) && !inside[t] {
			first[t] = true
		}
	}
	return first
}

// inside says of each token whether an annotation goes on in it.
func (p *page) inside(tokens []model.Range) []bool {
	in := make([]bool, len(tokens)+1)
	var end model.Pos
	as := slices.Clone(p.Annotations)
	slices.SortStableFunc(as, func(a, b *annotate.Annotation) int { return a.Target.Compare(b.Target.Range) })
	i := 0
	for t, tok := range tokens {
		in[t] = tok.Start < end
		for ; i < len(as) && as[i].Target.Start <= tok.Start; i++ {
			if isPlace(as[i]) {
				end = max(end, as[i].Target.End)
			}
		}
	}
	return in
}

// tokenSpan returns the indices of the first and the last token of a range.
func tokenSpan(tokens []model.Range, r model.Range) (first, last int) {
	byStart := func(t model.Range, at model.Pos) int { return int(t.Start - at) }
	first, _ = slices.BinarySearchFunc(tokens, r.Start, byStart)
	last, _ = slices.BinarySearchFunc(tokens, r.End, byStart)
	return first, max(first, last-1)
}
