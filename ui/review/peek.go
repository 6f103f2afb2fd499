package review

import (
	"fmt"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/query"
	"stet/model"
	"stet/model/source"
	"stet/ui/layout"
	"stet/ui/paint"
	"stet/ui/pane"
)

// A peek is the article of the current row, for the context below the list.
type peek struct {
	folder  *folder
	list    *listing
	guard   pane.Guard
	path    string // of the article asked for, "" for none
	article *model.Article
	offsets *model.Offsets
}

type peekMsg struct {
	token   pane.Token
	article *model.Article
	offsets *model.Offsets
}

// look asks for the article of the current row if it is not at hand.
func (pk *peek) look() tea.Cmd {
	row := pk.list.row()
	if row == nil || pk.path == row.Article {
		return nil
	}
	t, path := pk.guard.Next(), pk.folder.path(row.Article)
	pk.path, pk.article = row.Article, nil
	return pane.Safely(t, fmt.Sprintf("reading %s", row.Article), func() tea.Msg {
		a, err := source.Open(path)
		if err != nil {
			return peekMsg{token: t} // the row's own words are shown
		}
		return peekMsg{t, a, model.NewOffsets(a.Text)}
	})
}

func (pk *peek) got(m peekMsg) {
	if pk.guard.Holds(m.token) {
		pk.article, pk.offsets = m.article, m.offsets
	}
}

// around is how much of a long paragraph is shown on each side of the words, in
// bytes.
const around = 600

// context returns the words of a row within what is around them: from the
// article if it is at hand, else from the row's own prefix and suffix.
func (pk *peek) context(row *query.Row) (before, words, after string) {
	a := pk.article
	if row.Whole {
		return "", row.Title, ""
	}
	if a == nil || pk.path != row.Article || row.State == annotate.Orphan {
		return row.Prefix, row.Words, row.Suffix
	}
	start, ok := pk.offsets.PosOfCodePoint(row.Start)
	end, ok2 := pk.offsets.PosOfCodePoint(row.End)
	if !ok || !ok2 || start > end {
		return row.Prefix, row.Words, row.Suffix
	}
	from, to := start, end
	if i := a.BlockAt(start); i >= 0 {
		from = max(a.Blocks[i].Range.Start, start-around)
	}
	if i := a.BlockAt(max(start, end-1)); i >= 0 {
		to = max(end, min(a.Blocks[i].Range.End, end+around))
	}
	for from < start && !utf8.RuneStart(a.Text[from]) {
		from++
	}
	for to > end && to < model.Pos(len(a.Text)) && !utf8.RuneStart(a.Text[to]) {
		to--
	}
	return a.Text[from:start], a.Text[start:end], a.Text[end:to]
}

// lines lays the context out in at most n lines of w cells, those with
// the words first.
func (pk *peek) lines(row *query.Row, w, n int) []string {
	before, words, after := pk.context(row)
	before, words, after = flat(before), flat(words), flat(after)
	text := strings.TrimLeft(before, " ")
	at := model.Pos(len(text))
	text += words + after
	end := at + model.Pos(len(words))
	page := layout.New(&model.Article{
		Text: text, Blocks: []model.Block{{Kind: model.Paragraph, Range: model.Range{End: model.Pos(len(text))}}},
	}, pk.folder.env.Paint.Page(w))
	var lines []layout.Line
	for _, l := range page.Lines(page.Top(), 1000) {
		if !l.Gap {
			lines = append(lines, l)
		}
	}
	first := 0
	for i, l := range lines {
		if l.Src.Start <= at {
			first = i
		}
	}
	first = max(0, min(first-1, len(lines)-n)) // a line of what is before
	mark := paint.Mark{Range: model.Range{Start: at, End: end}, Layer: paint.Selection, Role: "focus"}
	var out []string
	for _, l := range lines[first:min(len(lines), first+n)] {
		out = append(out, pk.folder.env.Paint.Line(l, []paint.Mark{mark}))
	}
	return out
}

// flat puts a stretch of an article on one line: a run of white space becomes a blank.
func flat(s string) string {
	var b strings.Builder
	blank := false
	for _, c := range s {
		if is := c == ' ' || c == '\n' || c == '\r' || c == '\t'; is {
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
			continue
		}
		blank = false
		b.WriteRune(c)
	}
	return b.String()
}
