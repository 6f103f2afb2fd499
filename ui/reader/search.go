package reader

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"stet/model"
	"stet/model/lang"
	"stet/ui/paint"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// A search is what / looks for. It works on the text, not on its lines, so a
// phrase is found across a line end.
type search struct {
	open  bool
	input pane.Input
	words string
	want  sought
	hits  []model.Range // of the whole text, in order
	in    *sheet.Contents
	sheet *sheet.Sheet
	focus *sheet.Focus
	told  *told
}

// A sought is what hits are of: folded words, and a text of so many bytes.
type sought struct {
	words    string
	keepCase bool
	size     int
}

// grewFrom reports whether all hits lie where those before do.
func (s sought) grewFrom(before sought) bool {
	return before.words != "" && strings.HasPrefix(s.words, before.words) && s.keepCase == before.keepCase && s.size == before.size
}

// maxHits bounds what is remembered of a word that stands everywhere.
const maxHits = 100_000

// begin asks for what to look for.
func (s *search) begin() { s.open, s.input = true, pane.NewInput("") }

// update takes a key or a paste while the prompt is open, and reports whether it
// ended with something found.
func (s *search) update(msg tea.Msg) bool {
	key, ok := msg.(tea.KeyPressMsg)
	switch {
	case ok && key.String() == "esc":
		s.open = false
		s.look("", "")
	case ok && key.String() == "enter":
		s.open = false
		if len(s.hits) == 0 {
			s.told.say("not found: " + s.words)
			return false
		}
		s.next(true, true)
		return true
	default:
		s.input.Update(msg)
		s.look(s.in.Art.Text, s.input.Value())
		s.peek()
	}
	return false
}

// peek scrolls to the first hit from the top of the screen on, while typing.
func (s *search) peek() {
	if i := s.after(s.sheet.Visible().Start); i >= 0 {
		s.sheet.Reveal(s.hits[i])
	}
}

// look finds the words in the text, folded as [lang.Fold] does; capitals count where
// one was typed. Words that only grew are looked for where they were found before.
func (s *search) look(text, words string) {
	before, old := s.want, s.hits
	s.words, s.want, s.hits = words, sought{}, nil
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
func (s *search) after(p model.Pos) int {
	i, _ := slices.BinarySearchFunc(s.hits, p, func(h model.Range, p model.Pos) int { return int(h.Start - p) })
	if i == len(s.hits) {
		return -1
	}
	return i
}

func (s *search) counted() string {
	if s.input.Empty() {
		return ""
	}
	return fmt.Sprintf("   %d found", len(s.hits))
}

// marks adds the hits on the screen.
func (s *search) marks(out []paint.Mark, v model.Range) []paint.Mark {
	for i := max(0, s.after(v.Start)); i < len(s.hits) && s.hits[i].Start < v.End; i++ {
		out = append(out, paint.Mark{Range: s.hits[i], Layer: paint.Search, Role: "search"})
	}
	return out
}

// next puts the focus on the next or previous hit; beyond the last it goes
// on at the other end and says so.
func (s *search) next(forward, here bool) {
	if len(s.hits) == 0 {
		s.told.say(s.told.table.Fill("nothing to search for yet · {search} asks"))
		return
	}
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
	s.told.say(fmt.Sprintf("“%s” %d of %d%s", s.words, i+1, len(s.hits), wrapped))
}
