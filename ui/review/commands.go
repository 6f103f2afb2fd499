package review

import (
	"cmp"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/ui/card"
	"stet/ui/keys"
	"stet/ui/pane"
)

// commands is the table of the pane's keys.
var commands = commandsFor(kind.All)

// commandsFor is the table with the keys of kinds.
func commandsFor(kinds kind.Rows) keys.Table[*Review] {
	return slices.Concat(always, kindCommands(kinds))
}

var always = keys.Table[*Review]{
	{Name: "line-down", Keys: []string{"j", "down"}, Group: "Move", Help: "one row on", Do: steps(1)},
	{Name: "line-up", Keys: []string{"k", "up"}, Group: "Move", Help: "one row back", Do: steps(-1)},
	{Name: "page-down", Keys: []string{"space", "pgdown"}, Group: "Move", Help: "one page on", Do: plain(func(r *Review) { r.list.move(r.draw.listHeight()) })},
	{Name: "page-up", Keys: []string{"b", "pgup"}, Group: "Move", Help: "one page back", Do: plain(func(r *Review) { r.list.move(-r.draw.listHeight()) })},
	{Name: "half-down", Keys: []string{"ctrl+d"}, Group: "Move", Help: "half a page on", Do: plain(func(r *Review) { r.list.move(max(1, r.draw.listHeight()/2)) })},
	{Name: "half-up", Keys: []string{"ctrl+u"}, Group: "Move", Help: "half a page back", Do: plain(func(r *Review) { r.list.move(-max(1, r.draw.listHeight()/2)) })},
	{Name: "top", Keys: []string{"g", "home"}, Group: "Move", Help: "to the first row", Do: plain(func(r *Review) { r.list.move(-len(r.list.lines)) })},
	{Name: "end", Keys: []string{"G", "end"}, Group: "Move", Help: "to the last row", Do: plain(func(r *Review) { r.list.move(len(r.list.lines)) })},

	{Name: "search", Keys: []string{"/"}, Group: "Ask", Asks: true, Help: "filter as you type: words, kind:claim, by:NAME, tag:…", Do: plain(func(r *Review) { r.ask.filter() })},
	{Name: "group", Keys: []string{"B"}, Group: "Ask", Asks: true, Help: "group by who, what, article, day …", Do: plain(func(r *Review) { r.ask.group() })},
	{Name: "sort", Keys: []string{"S"}, Group: "Ask", Asks: true, Help: "sort by place, time, who …", Do: plain(func(r *Review) { r.ask.sort() })},
	{Name: "views", Keys: []string{"T"}, Group: "Ask", Asks: true, Help: "look at it as a table: stances, claims, voices, time", Do: plain(func(r *Review) { r.ask.view() })},
	{Name: "show-suggested", Keys: []string{"M"}, Group: "Ask", Help: "what machines suggest and you have not decided; add kind:claim score:0.8", Do: plain(func(r *Review) { r.list.showSuggested() })},
	{Name: "next-difference", Keys: []string{"]d"}, Group: "Ask", Help: "where machines and people differ, the most first; then the next of these places", Do: effect(func(r *Review) tea.Cmd { return r.list.differing(1) })},
	{Name: "previous-difference", Keys: []string{"[d"}, Group: "Ask", Help: "the previous of these places", Do: effect(func(r *Review) tea.Cmd { return r.list.differing(-1) })},
	{Name: "show-all", Keys: []string{"m ."}, Group: "Ask", Help: "all kinds", Do: plain(func(r *Review) { r.list.toggleKind("") })},

	{Name: "keep", Keys: []string{"enter"}, Group: "Row", Asks: true, Help: "go there; q comes back to this row", Why: needsRow, Do: opening("")},
	{Name: "select", Keys: []string{"v"}, Group: "Row", Help: "mark the row, for a command on several", Why: needsRow, Do: plain(func(r *Review) { r.list.mark() })},
	{Name: "select-all", Keys: []string{"ctrl+a"}, Group: "Row", Help: "mark all rows that are listed, or none", Why: needsRow, Do: plain(func(r *Review) { r.list.markAll() })},
	{Name: "who", Keys: []string{"w"}, Group: "Row", Asks: true, Help: "say who speaks, claims or holds", Why: needsWho, Do: effect(func(r *Review) tea.Cmd { return r.ask.who() })},
	{Name: "name", Keys: []string{"e"}, Group: "Row", Asks: true, Help: "the name: what it is; for who speaks, whom they are the same as in all articles", Why: needsName, Do: effect((*Review).openName)},
	{Name: "verdict", Keys: []string{"V"}, Group: "Row", Asks: true, Help: "verdict and evidence of the claim", Why: needsClaim, Do: effect(func(r *Review) tea.Cmd { return r.ask.verdict() })},
	{Name: "tag", Keys: []string{"t"}, Group: "Row", Asks: true, Help: "add tags; with a minus before it one is taken away", Why: needsOwn, Do: plain(func(r *Review) { r.ask.tags() })},
	{Name: "relate", Keys: []string{"r"}, Group: "Row", Asks: true, Help: "the same claim, for or against another; the marked ones to this one", Why: needsRelatable, Do: effect(func(r *Review) tea.Cmd { return r.ask.relateRows() })},
	{Name: "refuse", Keys: []string{"x"}, Group: "Row", Help: "delete what is yours, refuse what a machine suggests", Why: needsOwnOrSuggested, Do: effect(func(r *Review) tea.Cmd { return r.edits.refuseOrDelete() })},
	{Name: "accept", Keys: []string{"P"}, Group: "Row", Help: "keep what a machine suggests, here or in marked rows", Why: needsSuggested, Do: effect(func(r *Review) tea.Cmd { return r.edits.decide(annotate.Kept) })},
	{Name: "undo", Keys: []string{"u"}, Group: "Row", Help: "undo the last edit made here", Why: needsDone, Do: effect(func(r *Review) tea.Cmd { return r.edits.undo() })},
	{Name: "redo", Keys: []string{"ctrl+r"}, Group: "Row", Help: "redo the edit undone last", Why: needsUndone, Do: effect(func(r *Review) tea.Cmd { return r.edits.redo() })},
	{Name: "copy", Keys: []string{"y"}, Group: "Row", Help: "copy the words with their source", Why: needsRow, Do: effect((*Review).copy)},
	{Name: "card", Keys: []string{"C", "i"}, Group: "Row", Help: "the whole annotation: by whom, when, where it is stored", Why: needsRow, Do: plain(func(r *Review) { r.draw.open = true })},

	{Name: "write", Keys: []string{"W"}, Group: "Other", Asks: true, Help: "write what is listed to a file", Why: needsWriter, Do: plain(func(r *Review) { r.writer.ask() })},
	{Name: "legend", Keys: []string{"I"}, Group: "Other", Help: "what the signs mean", Do: effect(func(r *Review) tea.Cmd { return r.folder.env.Ask(r.draw.legend()) })},
	{Name: "palette", Keys: []string{"?", ":"}, Group: "Other", Help: "all that can be done here", Do: sending(pane.Palette{})},
	{Name: "leave", Keys: []string{"esc", "q"}, Group: "Other", Help: "stop writing, unmark, then back", Do: effect((*Review).leave)},
}

// kindCommands asks for the kinds by the letters of their layers.
func kindCommands(kinds kind.Rows) keys.Table[*Review] {
	var t keys.Table[*Review]
	for _, k := range kinds {
		if k.Layer == "" {
			continue
		}
		t = append(t, keys.Command[*Review]{
			Name: shows(k), Keys: []string{"m " + k.Layer}, Group: "Kinds", Short: k.Plural(), Help: fmt.Sprintf("each %s, besides what is asked for already", k.Title),
			Do: plain(func(r *Review) { r.list.toggleKind(k.Name) }),
		})
	}
	return t
}

func plain(do func(*Review)) func(*Review, int) tea.Cmd {
	return func(r *Review, _ int) tea.Cmd { do(r); return nil }
}

func effect(do func(*Review) tea.Cmd) func(*Review, int) tea.Cmd {
	return func(r *Review, _ int) tea.Cmd { return do(r) }
}

func steps(way int) func(*Review, int) tea.Cmd {
	return plainCount(func(r *Review, n int) { r.list.move(way * max(1, n)) })
}

func plainCount(do func(*Review, int)) func(*Review, int) tea.Cmd {
	return func(r *Review, n int) tea.Cmd { do(r, n); return nil }
}

func sending(msg pane.Request) func(*Review, int) tea.Cmd {
	return effect(func(r *Review) tea.Cmd { return r.folder.env.Ask(msg) })
}

func opening(command string) func(*Review, int) tea.Cmd {
	return effect(func(r *Review) tea.Cmd {
		row := r.list.row()
		open := Open{Path: r.folder.path(row.Article), ID: row.ID, Command: command}
		return r.folder.env.Ask(open)
	})
}

// openName goes to a name that was tagged; of who speaks, claims or holds it asks
// whom they are the same as.
func (r *Review) openName() tea.Cmd {
	if hasWho(r.folder.kindOf(r.list.row())) {
		return r.ask.same()
	}
	return opening("name")(r, 0)
}

func needsRow(r *Review) string {
	if r.list.row() == nil {
		return "no row is listed"
	}
	return ""
}

// needsOwn says why none of the rows can be changed.
func needsOwn(r *Review) string {
	rows := r.list.targets()
	if len(rows) == 0 {
		return needsRow(r)
	}
	for _, row := range rows {
		if row.Annotator == r.folder.me() {
			return ""
		}
	}
	return fmt.Sprintf("it is %s’s: only your own can be changed", rows[0].Annotator)
}

func needsRelatable(r *Review) string {
	if row := r.list.row(); row == nil || r.folder.kindOf(row).Links {
		return "nothing to relate in focus"
	}
	return needsOwn(r)
}

func needsClaim(r *Review) string {
	if row := r.list.row(); row == nil || !row.Claims() {
		return "no claim in focus"
	}
	return needsOwn(r)
}

func needsName(r *Review) string {
	if row := r.list.row(); row == nil || row.Who == "" && row.To == "" {
		return "no name in focus"
	}
	return ""
}

func needsWho(r *Review) string {
	for _, row := range r.list.targets() {
		if hasWho(r.folder.kindOf(row)) {
			return needsOwn(r)
		}
	}
	return "nobody speaks, claims or holds here"
}

func needsDone(r *Review) string {
	if _, ok := r.edits.work.Last(); !ok {
		return r.folder.listKeys.Fill("nothing to undo · {half-up} is half a page up")
	}
	return ""
}

func needsUndone(r *Review) string {
	if _, ok := r.edits.work.Next(); !ok {
		return "nothing was undone"
	}
	return ""
}

func needsWriter(r *Review) string {
	switch {
	case r.folder.o.Write == nil:
		return "nothing can be written here"
	case len(r.list.shown) == 0:
		return "no row is listed"
	}
	return ""
}

func (qs *questions) filter() {
	qs.front.AskFilter(qs.list.asked, qs.list.ask, qs.list.move)
}

func (r *Review) leave() tea.Cmd {
	if r.writer.export.Stop() { // what became of it is told when it has ended
		return nil
	}
	if r.list.only != nil {
		was := r.list.only
		r.list.table, r.list.only = was.from, nil
		if was.order != nil {
			r.list.ask(was.asked)
		} else {
			r.list.list()
		}
		return nil
	}
	if len(r.list.marked) > 0 {
		clear(r.list.marked)
		return nil
	}
	return r.folder.env.Ask(pane.Back{})
}

// group asks how to group; the choice of now again ungroups.
func (qs *questions) group() {
	choices := []card.Choice{{Key: "0", Text: "not at all", Value: query.Grouping{}}}
	for i, g := range query.Groupings {
		choices = append(choices, card.Choice{Key: string(rune('1' + i)), Text: g.Name, Note: g.Help, Value: g})
	}
	qs.front.Ask(card.NewForm("group by", "esc leave", card.Pick("by", cmp.Or(qs.list.groups.Name, choices[0].Text), choices)), func(f *card.Form) tea.Cmd {
		qs.list.groups = card.One[query.Grouping](f, "by")
		qs.list.list()
		return nil
	})
}

func (qs *questions) sort() {
	var choices []card.Choice
	for i, o := range query.Orders {
		choices = append(choices, card.Choice{Key: string(rune('1' + i)), Text: o.Name, Note: o.Help, Value: o})
	}
	qs.front.Ask(card.NewForm("sort", "esc leave", card.Pick("by", cmp.Or(qs.list.order.Name, choices[0].Text), choices)), func(f *card.Form) tea.Cmd {
		qs.list.order = card.One[query.Order](f, "by")
		qs.list.list()
		return nil
	})
}

// shows is the name of the command that shows a kind. That of a kind which a codebook
// adds is the same as in an article.
func shows(k kind.Kind) string {
	if k.Added() {
		return "show-" + k.Command
	}
	return "show-" + k.Name
}
