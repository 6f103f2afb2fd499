package review

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/annotate/session"
	"stet/model/count"
	"stet/model/source"
	"stet/ui/card"
	"stet/ui/pane"
)

// Edits in the list go to the sidecars of their articles: the session opens the
// file, edits its set and saves it. One act of a person may reach several files; it
// is one undo.

// Editing is what is done to the rows.
type editing struct {
	folder  *folder
	list    *listing
	front   *card.Front[*Review]
	naming  pane.Guard
	work    *session.Session
	sheets  map[string]*sheet // by article
	guard   pane.Guard
	waiting *act // until its files are open
	closing bool
}

// A sheet is the own sidecar of one article.
type sheet struct {
	name string // the article's path
	*session.Sidecar
}

// An act is what a person wants done to some rows. Swaps returns what it does to
// one annotation.
type act struct {
	title string // "deleted", "tagged economy"
	rows  []*query.Row
	swaps func(s *sheet, a *annotate.Annotation) annotate.Edit
	// ask, in place of swaps, is handed the annotation of the one row, for a
	// question that needs it.
	ask func(a *annotate.Annotation)
}

// act carries out an act on your own rows among those given.
func (ed *editing) act(a act) tea.Cmd {
	mine := slices.DeleteFunc(slices.Clone(a.rows), func(row *query.Row) bool { return row.Annotator != ed.folder.me() })
	if len(mine) < len(a.rows) {
		ed.front.Say(fmt.Sprintf("%d of others’ rows are left alone", len(a.rows)-len(mine)))
	}
	a.rows = mine
	var missing []string
	for _, row := range mine {
		if ed.sheets[row.Article] == nil && !slices.Contains(missing, row.Article) {
			missing = append(missing, row.Article)
		}
	}
	if len(missing) == 0 {
		return ed.carryOut(a)
	}
	ed.waiting = &a
	return ed.openSheets(missing)
}

type openedMsg struct {
	token  pane.Token
	sheets []*sheet
	err    error
}

func (ed *editing) openSheets(articles []string) tea.Cmd {
	t, desk := ed.guard.Next(), ed.folder.env.Desk
	paths := make([]string, len(articles))
	for i, a := range articles {
		paths[i] = ed.folder.path(a)
	}
	return pane.Safely(t, "opening the sidecars", func() tea.Msg {
		m := openedMsg{token: t}
		for i, path := range paths {
			article, err := source.Open(path)
			if err != nil {
				return openedMsg{token: t, err: err}
			}
			sc, err := session.Open(desk, article)
			if err != nil {
				return openedMsg{token: t, err: err}
			}
			m.sheets = append(m.sheets, &sheet{articles[i], sc})
		}
		return m
	})
}

func (ed *editing) opened(m openedMsg) tea.Cmd {
	if !ed.guard.Holds(m.token) || ed.waiting == nil {
		return nil
	}
	a := *ed.waiting
	ed.waiting = nil
	if m.err != nil {
		ed.front.Complain(m.err.Error())
	}
	if m.err != nil || !ed.adopt(m.sheets) {
		if a.ask != nil {
			ed.front.Env.Refuse()
		}
		return nil
	}
	if n := ed.stale(a.rows); n > 0 {
		for _, s := range m.sheets {
			ed.put(s.Sidecar)
		}
		ed.list.list()
		ed.front.Refuse(fmt.Sprintf("%s changed elsewhere since, shown as now: look, and do it again", count.Of(n, "annotation")))
		return nil
	}
	return ed.carryOut(a)
}

// stale counts the rows that no longer say what their annotations say: an act on them
// would replace what the person has not seen.
func (ed *editing) stale(rows []*query.Row) (n int) {
	for _, row := range rows {
		if note := ed.sheets[row.Article].Set.Get(row.ID); note != nil && !row.Says(note) {
			n++
		}
	}
	return n
}

// adopt takes sidecars that were opened, unless one of them cannot be written: then it
// says so.
func (ed *editing) adopt(sheets []*sheet) bool {
	for _, s := range sheets {
		if s.ReadOnly != "" {
			ed.front.Complain(s.name + ": " + s.ReadOnly)
			return false
		}
	}
	for _, s := range sheets {
		if ed.sheets[s.name] == nil { // else it was opened meanwhile, and may be edited
			ed.sheets[s.name] = s
			ed.work.Add(s.Sidecar)
		}
	}
	return true
}

// carryOut does an act whose files are open: one edit a file, one undo for all.
func (ed *editing) carryOut(a act) tea.Cmd {
	if a.ask != nil {
		for _, row := range a.rows {
			if note := ed.sheets[row.Article].Set.Get(row.ID); note != nil {
				a.ask(note)
			}
		}
		if !ed.front.Typing() {
			ed.front.Refuse("it is no longer there: " + a.title)
		}
		return nil
	}
	edits := map[*sheet]*annotate.Edit{}
	var sheets []*sheet
	n := 0
	for _, row := range a.rows {
		s := ed.sheets[row.Article]
		note := s.Set.Get(row.ID)
		if note == nil {
			continue // deleted along with another one, or elsewhere
		}
		e := a.swaps(s, note)
		if len(e.Swaps) == 0 {
			continue
		}
		n++
		if edits[s] == nil {
			edits[s] = &annotate.Edit{Title: e.Title, At: ed.now()}
			sheets = append(sheets, s)
		}
		edits[s].Swaps = joinSwaps(edits[s].Swaps, e.Swaps)
	}
	if n == 0 {
		ed.front.Say("nothing to change")
		return nil
	}
	title := a.title + ": " + edits[sheets[0]].Title
	if n > 1 {
		title = fmt.Sprintf("%s: %d rows", a.title, n)
	}
	return ed.commit(title, sheets, edits)
}

// commit carries out one edit for each sidecar, as one act with one undo.
func (ed *editing) commit(title string, sheets []*sheet, edits map[*sheet]*annotate.Edit) tea.Cmd {
	var parts []session.Part
	for _, s := range sheets {
		parts = append(parts, session.Part{Sidecar: s.Sidecar, Edit: *edits[s]})
	}
	if err := ed.work.Do(title, parts...); err != nil {
		ed.front.Complain(err.Error())
		return nil
	}
	clear(ed.list.marked)
	ed.front.SayDone(title)
	return ed.edited(parts)
}

// joinSwaps adds swaps to an edit, in which each annotation occurs once.
func joinSwaps(all, more []annotate.Swap) []annotate.Swap {
	for _, s := range more {
		i := slices.IndexFunc(all, func(o annotate.Swap) bool { return o.Before != nil && s.Before != nil && o.Before.ID == s.Before.ID })
		switch {
		case i < 0:
			all = append(all, s)
		case s.After == nil:
			all[i].After = nil // deleted, whatever else was to happen to it
		}
	}
	return all
}

// edited shows the sidecars of an act as they are now, and saves them.
func (ed *editing) edited(parts []session.Part) tea.Cmd {
	for _, p := range parts {
		ed.put(p.Sidecar)
	}
	ed.list.list()
	return ed.tasks(ed.work.Save())
}

// put replaces the rows of a sidecar by what its set says.
func (ed *editing) put(sc *session.Sidecar) {
	for _, s := range ed.sheets {
		if s.Sidecar == sc {
			ed.folder.index = ed.folder.index.Put(s.name, s.Annotator, s.Article(), s.Set.Snapshot())
		}
	}
}

func (ed *editing) now() time.Time { return ed.folder.o.Now().UTC().Truncate(time.Second) }

// undo takes the last act back, in all its files.
func (ed *editing) undo() tea.Cmd {
	act, ok := ed.work.Undo()
	if !ok {
		return nil
	}
	ed.front.Say("undone: " + act.Title + ed.folder.listKeys.Fill(" · {redo} brings it back"))
	if e := act.Names; e.File != "" {
		return ed.restoreNames(e.File, e.After, e.Before)
	}
	return ed.goneBack(act)
}

// redo brings back the act that was taken back last.
func (ed *editing) redo() tea.Cmd {
	act, ok := ed.work.Redo()
	if !ok {
		return nil
	}
	ed.front.SayDone("done again: " + act.Title)
	if e := act.Names; e.File != "" {
		return ed.restoreNames(e.File, e.Before, e.After)
	}
	return ed.goneBack(act)
}

// goneBack shows and saves what an act has left that was undone or done again.
func (ed *editing) goneBack(act session.Act) tea.Cmd {
	if act.Left > 0 {
		ed.front.Complain(fmt.Sprintf("%s changed elsewhere since, and left as they are: %s", count.Of(act.Left, "annotation"), act.Title))
	}
	cmd := ed.edited(act.Parts)
	ed.list.standOn(act)
	return cmd
}

// remove deletes rows with what hangs on them.
func (ed *editing) remove() tea.Cmd {
	return ed.act(act{title: "deleted", rows: ed.list.targets(), swaps: func(s *sheet, a *annotate.Annotation) annotate.Edit {
		return kind.Deletion(s.Set, a)
	}})
}

// change returns the act that changes a copy of each row's annotation.
func (ed *editing) change(title string, rows []*query.Row, change func(a *annotate.Annotation)) tea.Cmd {
	at := ed.now()
	return ed.act(act{title: title, rows: rows, swaps: func(_ *sheet, a *annotate.Annotation) annotate.Edit {
		c := a.Clone()
		change(c)
		c.Modified = at
		if c.Origin.How == annotate.Kept {
			c.Origin.How = annotate.Edited
		}
		return annotate.Edit{Title: kind.Of(a).Title + whoOf(c), Swaps: []annotate.Swap{{Before: a, After: c}}}
	}})
}

func whoOf(a *annotate.Annotation) string {
	if who := strings.TrimSpace(a.Who().String()); who != "" {
		return ", " + who
	}
	return ""
}
