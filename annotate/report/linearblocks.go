package report

import (
	"fmt"
	"strings"

	"stet/model"
	"stet/model/count"
)

// table reads a table row by row; each cell comes with the head of its column.
func (r *reading) table(b *model.Block, next model.Pos) {
	rows := split(r.article.Text, b.Range, '\n')
	var heads []string
	for i, cell := range split(r.article.Text, rows[0], '\t') {
		head := strings.Join(strings.Fields(r.article.Slice(cell)), " ")
		if head == "" || len(head) > longHead {
			head = fmt.Sprintf("column %d", i+1)
		}
		heads = append(heads, head)
	}
	r.say(fmt.Sprintf("Table, %s, %s below the heads.", count.Of(len(heads), "column"), count.Of(len(rows)-1, "row")))
	for i, row := range rows {
		if r.stopped {
			return
		}
		before := fmt.Sprintf("Row %d: ", i)
		if i == 0 {
			before = "Heads: "
		}
		r.row(b, row, heads, i == 0)
		end := next
		if i+1 < len(rows) {
			end = row.End
		}
		r.pass(model.Range{Start: row.End, End: row.End}, end, b)
		r.say(before + r.line.String())
		r.line.Reset()
	}
	r.say("End of table.")
}

// A head of more than longHead bytes is too long to be said with each cell, and a
// row is filled up with empty cells to mostEmpty at most.
const (
	longHead  = 60
	mostEmpty = 30
)

func (r *reading) row(b *model.Block, row model.Range, heads []string, first bool) {
	cells := split(r.article.Text, row, '\t')
	for len(cells) < min(len(heads), mostEmpty) { // the last ones may be left out of the text
		cells = append(cells, model.Range{Start: row.End, End: row.End})
	}
	for j, cell := range cells {
		if j > 0 {
			r.line.WriteString("; ")
		}
		if !first && j < len(heads) {
			r.line.WriteString(heads[j] + ", ")
		}
		if strings.TrimSpace(r.article.Slice(cell)) == "" {
			r.line.WriteString("empty")
		}
		r.text(cell, cell, b)
	}
	if line := strings.TrimRight(r.line.String(), " "); stopped(line) != line { // a remark ends with a stop of its own
		r.line.WriteString(". ")
	}
}

// split cuts a stretch of text at each sep. There is at least one piece.
func split(text string, r model.Range, sep byte) []model.Range {
	var out []model.Range
	for {
		i := strings.IndexByte(text[r.Start:r.End], sep)
		if i < 0 {
			return append(out, r)
		}
		out = append(out, model.Range{Start: r.Start, End: r.Start + model.Pos(i)})
		r.Start += model.Pos(i) + 1
	}
}

// itemNumbers says of each block that is a list item which it is of how many, in
// the list of its level; "" of the others.
func itemNumbers(a *model.Article) []string {
	out := make([]string, len(a.Blocks))
	var lists [][]int // the open lists, the innermost last, by block
	closeTo := func(level int) {
		for ; len(lists) > 0 && (level == 0 || a.Blocks[lists[len(lists)-1][0]].Level > level); lists = lists[:len(lists)-1] {
			items := lists[len(lists)-1]
			for n, i := range items {
				out[i] = fmt.Sprintf("List item %d of %d: ", n+1, len(items))
				if l := a.Blocks[i].Level; l > 1 {
					out[i] = fmt.Sprintf("List item %d of %d, level %d: ", n+1, len(items), l)
				}
			}
		}
	}
	for i := range a.Blocks {
		b := &a.Blocks[i]
		if b.Kind != model.ListItem {
			closeTo(0)
			continue
		}
		level := max(1, b.Level)
		closeTo(level)
		if n := len(lists); n > 0 && max(1, a.Blocks[lists[n-1][0]].Level) == level {
			lists[n-1] = append(lists[n-1], i)
		} else {
			lists = append(lists, []int{i})
		}
	}
	closeTo(0)
	return out
}
