package sheet

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"stet/model"
	"stet/model/lang"
	"stet/ui/paint"
)

// Hits are where words are that are looked for. It works on the text, not on its
// lines, so a phrase is found across a line end.
type Hits struct {
	words string
	want  hitQuery
	hits  []model.Range // of the whole text, in order
	sheet *Sheet
	focus *Focus
}

// NewHits returns none yet, on a page.
func NewHits(s *Sheet, focus *Focus) *Hits { return &Hits{sheet: s, focus: focus} }

// Words are what is looked for.
func (s *Hits) Words() string { return s.words }

// Count is how many there are.
func (s *Hits) Count() int { return len(s.hits) }

// A hitQuery is what hits are of: folded words, and a text of so many bytes.
type hitQuery struct {
	words    string
	keepCase bool
	size     int
}

// grewFrom reports whether all hits lie where those before do.
func (s hitQuery) grewFrom(before hitQuery) bool {
	return before.words != "" && strings.HasPrefix(s.words, before.words) && s.keepCase == before.keepCase && s.size == before.size
}

// maxHits bounds what is remembered of a word that is everywhere.
const maxHits = 100_000

// Peek scrolls to the first hit from the top of the screen on, while typing.
func (s *Hits) Peek() {
	if i := s.after(s.sheet.Visible().Start); i >= 0 {
		s.sheet.Reveal(s.hits[i])
	}
}

// Look finds words in the text, folded as [lang.Fold] does; capitals count where
// one was typed. Words that only grew are looked for where they were found before.
func (s *Hits) Look(text, words string) {
	before, old := s.want, s.hits
	s.words, s.want, s.hits = words, hitQuery{}, nil
	if strings.TrimSpace(words) == "" {
		return
	}
	s.want.keepCase = strings.ContainsFunc(words, unicode.IsUpper)
	s.want.words, s.want.size = lang.FoldWords(words, s.want.keepCase), len(text)
	finder := lang.NewFinder(s.want.words, s.want.keepCase)
	places := finder.All(text)
	if s.want.grewFrom(before) && len(old) < maxHits {
		places = finder.Again(text, func(yield func(at, n int) bool) {
			for _, h := range old {
				if !yield(int(h.Start), h.Len()) {
					return
				}
			}
		})
	}
	for at, n := range places {
		if s.hits = append(s.hits, model.Range{Start: model.Pos(at), End: model.Pos(at + n)}); len(s.hits) == maxHits {
			return
		}
	}
}

// after returns the index of the first hit that begins at p or after; -1 if none.
func (s *Hits) after(p model.Pos) int {
	i, _ := slices.BinarySearchFunc(s.hits, p, func(h model.Range, p model.Pos) int { return int(h.Start - p) })
	if i == len(s.hits) {
		return -1
	}
	return i
}

// Marks adds the hits on the screen.
func (s *Hits) Marks(out []paint.Mark, v model.Range) []paint.Mark {
	for i := max(0, s.after(v.Start)); i < len(s.hits) && s.hits[i].Start < v.End; i++ {
		out = append(out, paint.Mark{Range: s.hits[i], Layer: paint.Search, Role: "search"})
	}
	return out
}

// Next puts the focus on the next or previous hit, and says which; beyond the last it
// goes on at the other end and says so. It needs hits.
func (s *Hits) Next(forward, here bool) (says string) {
	from := s.sheet.Visible().Start
	if s.focus.On {
		from = s.focus.Range.Start
		if !here {
			from++
		}
	}
	i, wrapped := s.after(from), ""
	switch {
	case forward && i < 0:
		i, wrapped = 0, " · from the top again"
	case !forward:
		if i < 0 {
			i = len(s.hits)
		}
		if i--; i >= 0 && s.focus.On && s.hits[i].Start >= s.focus.Range.Start {
			i--
		}
		if i < 0 {
			i, wrapped = len(s.hits)-1, " · from the end again"
		}
	}
	if s.focus.Sel != nil {
		s.focus.ExtendTo(s.hits[i])
	} else {
		s.focus.Set(s.hits[i])
	}
	return fmt.Sprintf("“%s” %d of %d%s", s.words, i+1, len(s.hits), wrapped)
}
