package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/annotate/store"
	"stet/ui/card"
)

// relateRows relates the marked rows, or else the current one, to another: the
// marked ones to the current one, one alone to what is chosen among those most
// like it. A relation lies in the sidecar of the row that it goes from.
func (qs *questions) relateRows() tea.Cmd {
	row := qs.list.row()
	var from []*query.Row
	for _, m := range qs.list.targets() {
		if m != row {
			from = append(from, m)
		}
	}
	var fields []*card.Field
	title := fmt.Sprintf("%d marked rows, to “%s”", len(from), short(strings.Join(strings.Fields(row.Words), " "), 40))
	if len(from) == 0 {
		from = []*query.Row{row}
		title = "“" + short(strings.Join(strings.Fields(row.Words), " "), 50) + "”"
		fields = append(fields, &card.Field{Name: "to", Label: "to", Choices: qs.alike(row)})
	}
	fields = append(fields, &card.Field{Name: "is", Label: "it", Inline: true, Choices: []card.Choice{
		{Key: "i", Text: "is the same claim", Value: kind.SameClaim},
		{Key: "s", Text: "supports it", Value: kind.Supports},
		{Key: "a", Text: "contradicts it", Value: kind.Attacks},
	}})
	qs.front.Ask(card.NewForm(title, "esc leave", fields...), func(f *card.Form) tea.Cmd {
		to := row
		if other := card.One[*query.Row](f, "to"); other != nil {
			to = other
		}
		return qs.relate(from, to, card.One[string](f, "is"))
	})
	return nil
}

// alike offers the other rows of a kind, the most like ones first.
func (qs *questions) alike(row *query.Row) []card.Choice {
	type other struct {
		row   *query.Row
		share float64
	}
	var others []other
	for _, o := range qs.folder.sum.all {
		if o.Kind == row.Kind && idOf(o) != idOf(row) {
			others = append(others, other{o, query.Alike(row.Words, o.Words)})
		}
	}
	slices.SortStableFunc(others, func(a, b other) int { return cmp.Compare(b.share, a.share) })
	var choices []card.Choice
	for i, o := range others[:min(len(others), 200)] { // more are not looked through
		c := card.Choice{Text: strings.Join(strings.Fields(o.row.Words), " "), Note: o.row.Who + " · " + baseName(o.row.Article), Value: o.row}
		if i < 9 {
			c.Key = string(rune('1' + i))
		}
		choices = append(choices, c)
	}
	return choices
}

// relate makes one relation for each row that it goes from.
func (qs *questions) relate(from []*query.Row, to *query.Row, relation string) tea.Cmd {
	at := qs.edits.now()
	return qs.edits.act(act{title: fmt.Sprintf("related, %s", relation), rows: from, swaps: func(_ *sheet, a *annotate.Annotation) annotate.Edit {
		link := &annotate.Annotation{
			ID: store.NewID(), Target: annotate.Target{Annotation: a.ID},
			Body:    &kind.Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: to.ID}, Relation: relation},
			Creator: qs.folder.env.Desk.Creator(), Created: at, Modified: at, Origin: annotate.Origin{How: annotate.ByHand},
		}
		return annotate.Edit{Title: kind.Of(a).Title + whoOf(a), Swaps: []annotate.Swap{{After: link}}}
	}})
}
