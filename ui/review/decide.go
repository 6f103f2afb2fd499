package review

import (
	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/annotate/session"
	"stet/annotate/store"
	"stet/model/count"
	"stet/model/source"
	"stet/ui/ask"
	"stet/ui/pane"
)

// What machines suggest is decided here in bulk: a filter such as "machine: kind:claim
// score:0.8" lists it, ctrl+a marks it, and one key keeps or refuses all of it. That is
// one act, and one undo.

// A decidedMsg brings what is needed to decide on rows of machines.
type decidedMsg struct {
	token  pane.Token
	how    annotate.How
	rows   []*query.Row
	sheets []*sheet                       // that were not open yet
	notes  map[rowID]*annotate.Annotation // what the rows say, with their places
	pens   map[string]*ask.Pen            // by article
	err    error
}

// suggested are the rows of machines among those that a command acts on.
func (ls *listing) suggested() (rows []*query.Row) {
	for _, row := range ls.targets() {
		if row.Machine() != "" {
			rows = append(rows, row)
		}
	}
	return rows
}

// decide keeps or refuses what machines suggest in the rows.
func (ed *editing) decide(how annotate.How) tea.Cmd {
	rows, desk := ed.list.suggested(), ed.folder.env.Desk
	if len(rows) == 0 || desk == nil {
		return nil
	}
	t, open, path := ed.guard.Next(), map[string]bool{}, ed.folder.path
	for name := range ed.sheets {
		open[name] = true
	}
	return pane.Safely(t, "opening what machines suggest", func() tea.Msg {
		m := decidedMsg{token: t, how: how, rows: rows, notes: map[rowID]*annotate.Annotation{}, pens: map[string]*ask.Pen{}}
		for _, row := range rows {
			if m.pens[row.Article] != nil {
				continue
			}
			if err := m.read(desk, path(row.Article), row.Article, open[row.Article]); err != nil {
				return decidedMsg{token: t, err: err}
			}
		}
		return m
	})
}

// read opens one article, its sidecar unless that is open, and what machines say of it.
func (m *decidedMsg) read(desk *store.Desk, path, name string, open bool) error {
	a, err := source.Open(path)
	if err != nil {
		return err
	}
	m.pens[name] = ask.NewPen(a, desk.Creator())
	if !open {
		sc, err := session.Open(desk, a)
		if err != nil {
			return err
		}
		m.sheets = append(m.sheets, &sheet{name, sc})
	}
	machines, err := desk.Machines(a)
	for _, f := range machines {
		for _, n := range f.Set.All() {
			m.notes[rowID{f.Annotator, n.ID}] = n
		}
	}
	return err
}

// decided carries out the decision: one act over all files.
func (ed *editing) decided(m decidedMsg) tea.Cmd {
	switch {
	case !ed.guard.Holds(m.token):
		return nil
	case m.err != nil:
		ed.front.Complain(m.err.Error())
		return nil
	}
	if !ed.adopt(m.sheets) {
		return nil
	}
	edits, order, n := map[*sheet]*annotate.Edit{}, []*sheet{}, 0
	for _, row := range m.rows {
		note, s := m.notes[rowID{row.Annotator, row.ID}], ed.sheets[row.Article]
		if note == nil || s == nil {
			continue // the machine was asked again meanwhile
		}
		a := m.pens[row.Article].Keep(note, m.how)
		a.Origin.Why, a.Source = "", nil
		if edits[s] == nil {
			edits[s] = &annotate.Edit{Title: kind.Of(a).Title + whoOf(a), At: ed.now()}
			order = append(order, s)
		}
		edits[s].Swaps = append(edits[s].Swaps, annotate.Swap{After: a})
		n++
	}
	if n == 0 {
		ed.front.Say("nothing of that is suggested any more")
		return nil
	}
	title := edits[order[0]].Title
	if n > 1 {
		title = count.Of(n, "suggestion")
	}
	done := map[annotate.How]string{annotate.Kept: "kept", annotate.Refused: "refused"}[m.how]
	return ed.commit(done+": "+title, order, edits)
}

// needsSuggested says why nothing can be kept.
func needsSuggested(r *Review) string {
	if len(r.list.suggested()) == 0 {
		return "no suggestion of a machine in focus · M lists them"
	}
	return ""
}

// needsOwnOrSuggested says why nothing can be deleted or refused.
func needsOwnOrSuggested(r *Review) string {
	if len(r.list.suggested()) > 0 {
		return ""
	}
	return needsOwn(r)
}

// refuseOrDelete refuses what machines suggest, else deletes what is your own.
func (ed *editing) refuseOrDelete() tea.Cmd {
	if len(ed.list.suggested()) > 0 {
		return ed.decide(annotate.Refused)
	}
	return ed.remove()
}

// showSuggested asks for what machines suggest, or no longer.
func (ls *listing) showSuggested() {
	if query.AsksMachines(ls.query) {
		ls.ask("")
		return
	}
	ls.ask("machine:")
	if len(ls.shown) == 0 {
		ls.folder.front.Say("no machine suggests anything that is not decided · stet help machines")
	}
}
