package report

import (
	"fmt"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/model"
)

// A Paragraph is one block of an article, cut where marks begin and end.
type Paragraph struct {
	Kind   model.BlockKind
	Level  int
	Marker string // of a list item
	Pieces []Piece
}

// A Piece is some words under one unchanging set of kinds, which end in notes.
type Piece struct {
	Text  string
	Kinds []string // in the order of the table of kinds
	Ends  []*Note  // whose words end here
}

// Paragraphs returns the text of an article with its annotations in it. It
// takes O((n + m) log m) for n bytes and m marks.
func (a *Article) Paragraphs() []Paragraph {
	if a.Text == nil {
		return nil
	}
	marks := a.marks()
	var out []Paragraph
	var open []mark
	next := 0
	for i := range a.Text.Blocks {
		b := &a.Text.Blocks[i]
		p := Paragraph{Kind: b.Kind, Level: b.Level, Marker: b.Marker}
		at := b.Range.Start
		for at < b.Range.End {
			for next < len(marks) && marks[next].rng.Start <= at {
				open = append(open, marks[next])
				next++
			}
			open = slices.DeleteFunc(open, func(m mark) bool { return m.rng.End <= at })
			end := b.Range.End
			if next < len(marks) {
				end = min(end, marks[next].rng.Start)
			}
			for _, m := range open {
				end = min(end, m.rng.End)
			}
			until := end
			if end == b.Range.End { // a mark may end in the white space after a block
				until = a.nextBlock(i)
			}
			p.Pieces = append(p.Pieces, piece(a.Text.Text[at:end], open, end, until))
			at = end
		}
		if i == 0 && a.saysTitle(p) {
			continue // the report has it as the heading
		}
		out = append(out, p)
	}
	return out
}

// saysTitle reports whether a paragraph is the title and nothing is marked in it.
func (a *Article) saysTitle(p Paragraph) bool {
	return p.Kind == model.Heading && len(p.Pieces) == 1 && len(p.Pieces[0].Kinds) == 0 &&
		strings.Join(strings.Fields(p.Pieces[0].Text), " ") == a.Title
}

type mark struct {
	rng  model.Range
	note *Note
}

// marks returns the places of the notes in the text, by start. Names are left
// out: they would mark a fifth of the letters.
func (a *Article) marks() []mark {
	var out []mark
	for _, n := range a.Notes {
		full := n.Row.Full
		if full == nil || kind.Of(full).Named || full.Target.State == annotate.Orphan {
			continue
		}
		r := full.Target.Range.Intersect(model.Range{End: model.Pos(len(a.Text.Text))})
		if !r.Empty() {
			out = append(out, mark{r, n})
		}
	}
	slices.SortStableFunc(out, func(x, y mark) int { return x.rng.Compare(y.rng) })
	return out
}

// nextBlock returns where the block after the ith begins.
func (a *Article) nextBlock(i int) model.Pos {
	if i+1 < len(a.Text.Blocks) {
		return a.Text.Blocks[i+1].Range.Start
	}
	return model.Pos(len(a.Text.Text))
}

func piece(text string, open []mark, end, until model.Pos) Piece {
	p := Piece{Text: text}
	for _, k := range kindsOf(open) {
		if slices.ContainsFunc(open, func(m mark) bool { return m.note.Row.Kind == k.Name }) {
			p.Kinds = append(p.Kinds, k.Name)
		}
	}
	for _, m := range open {
		if end <= m.rng.End && m.rng.End <= until {
			p.Ends = append(p.Ends, m.note)
		}
	}
	return p
}

func kindsOf(marks []mark) kind.Rows {
	as := make([]*annotate.Annotation, len(marks))
	for i, m := range marks {
		as[i] = m.note.Row.Full
	}
	return kind.Among(as)
}

// Says puts what a note says into one line.
func (n *Note) Says() string {
	r := n.Row
	k := r.Row()
	parts := []string{k.Title}
	switch {
	case r.Who != "" && r.To != "":
		parts = append(parts, r.Who+" → "+r.To)
	case r.Who != "":
		parts = append(parts, r.Who)
	case r.To != "":
		parts = append(parts, "→ "+r.To)
	}
	if r.Label != "" {
		parts = append(parts, kind.Word(r.Label))
	}
	for _, d := range r.Details {
		if f, ok := k.Field(d.Name); ok && f.Told && d.Value != kind.HasVerdict { // the verdict itself follows
			parts = append(parts, kind.Word(d.Value))
		}
	}
	if len(r.Tags) > 0 {
		parts = append(parts, strings.Join(r.Tags, ", "))
	}
	return strings.Join(parts, " · ")
}

// Words returns the annotated words on one line, in quotation marks unless they
// bring their own.
func (n *Note) Words() string {
	if n.Row.Whole {
		return "the whole article"
	}
	return query.Quoted(n.Row.Words)
}

// Trouble says what is wrong with a note's place, "" if nothing is.
func (n *Note) Trouble() string { return trouble(n.Row.State) }

func trouble(s annotate.State) string {
	switch s {
	case annotate.Orphan:
		return "no longer in the article"
	case annotate.Fuzzy:
		return "only similar words are in the article"
	}
	return ""
}

func lineSuffix(r *query.Row) string {
	if r.Line == 0 {
		return ""
	}
	return fmt.Sprintf(", line %d", r.Line)
}
