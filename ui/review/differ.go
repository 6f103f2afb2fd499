package review

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/agree"
	"stet/annotate/query"
	"stet/annotate/session"
	"stet/model/count"
	"stet/ui/ask"
	"stet/ui/pane"
)

// A differMsg lists where machines and people differ, the most first.
type differMsg struct {
	token    pane.Token
	names    map[string]string // of articles, by their paths
	found    []agree.Difference
	problems []error
}

// differing goes by so many places where machines and people differ; it compares them
// first where they are not listed.
func (ls *listing) differing(by int) tea.Cmd {
	if ls.only != nil && ls.only.says != nil {
		ls.move(by)
		return nil
	}
	fo := ls.folder
	var paths []string
	names := map[string]string{}
	for _, article := range fo.compared() {
		paths = append(paths, fo.path(article))
		names[fo.path(article)] = article
	}
	if len(paths) == 0 || fo.env.Desk == nil {
		fo.front.Say("no article that you may see was coded by a machine and by people · stet help machines")
		return nil
	}
	t, desk := ls.comparing.Next(), fo.env.Desk
	fo.front.Say(fmt.Sprintf("comparing machines and people in %s …", count.Of(len(paths), "article")))
	return pane.Safely(t, "comparing machines and people", func() tea.Msg {
		found, problems := session.Differing(desk, paths)
		return differMsg{t, names, found, problems}
	})
}

// compared are the articles with rows of machines, in a blind project those that you are
// done with, by name.
func (fo *folder) compared() (articles []string) {
	var coded map[string]bool
	if fo.blind {
		coded = fo.index.Coded(fo.me())
	}
	for _, row := range fo.index.Machines() {
		if !fo.blind || coded[row.Article] {
			articles = append(articles, row.Article)
		}
	}
	return slices.Compact(articles)
}

// differ lists what was compared: of each difference what a machine says, or else what a
// person does.
func (ls *listing) differ(m differMsg) {
	if !ls.comparing.Holds(m.token) {
		return
	}
	type key struct{ article, annotator, id string }
	rows := map[key]*query.Row{}
	for _, r := range slices.Concat(ls.folder.index.Rows(), ls.folder.index.Machines()) {
		rows[key{r.Article, r.Annotator, r.ID}] = r
	}
	only := &only{about: "where machines and people differ", rows: map[rowID]bool{}, says: map[rowID]string{}}
	for i := range m.found {
		x := &m.found[i]
		for _, coder := range slices.Concat(x.Machines, x.People) {
			if len(x.Says[coder]) == 0 {
				continue
			}
			row := rows[key{m.names[x.In.Article.Path], coder, x.Says[coder][0].ID}]
			if row == nil || only.rows[idOf(row)] {
				continue
			}
			only.rows[idOf(row)], only.says[idOf(row)] = true, ask.Sides(x, ls.folder.me())
			only.order = append(only.order, idOf(row))
			break
		}
	}
	says := fmt.Sprintf("%s where machines and people differ, the most first", count.Of(len(only.order), "place"))
	if len(m.problems) > 0 {
		says += " · not compared: " + m.problems[0].Error()
	}
	ls.folder.front.Say(says)
	if len(only.order) == 0 {
		return
	}
	only.asked = ls.asked
	ls.only, ls.at.At, ls.moved = only, 0, false
	ls.ask("") // a filter on people would hide machines
	ls.moved = true
}

// inOrder returns the rows of an order that the index still has, as they are now.
func (o *only) inOrder(x *query.Index) (rows []*query.Row) {
	now := map[rowID]*query.Row{}
	for _, r := range slices.Concat(x.Rows(), x.Machines()) {
		now[idOf(r)] = r
	}
	for _, id := range o.order {
		if r := now[id]; r != nil {
			rows = append(rows, r)
		}
	}
	return rows
}
