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
	"stet/ui/pane"
)

// Edits in the list go to the sidecars of their articles: the session opens the
// file, edits its set and saves it. One act of a person may reach several files; it
// is one undo.

type editing struct {
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

// act carries out an act on one's own rows among those given.
func (r *Review) act(a act) tea.Cmd {
	mine := slices.DeleteFunc(slices.Clone(a.rows), func(row *query.Row) bool { return row.Annotator != r.me() })
	if len(mine) < len(a.rows) {
		r.front.Say(fmt.Sprintf("%d of others’ rows are left alone", len(a.rows)-len(mine)))
	}
	a.rows = mine
	var missing []string
	for _, row := range mine {
		if r.desk.sheets[row.Article] == nil && !slices.Contains(missing, row.Article) {
			missing = append(missing, row.Article)
		}
	}
	if len(missing) == 0 {
		return r.carryOut(a)
	}
	r.desk.waiting = &a
	return r.openSheets(missing)
}

type openedMsg struct {
	token  pane.Token
	sheets []*sheet
	err    error
}

func (r *Review) openSheets(articles []string) tea.Cmd {
	t, desk := r.desk.guard.Next(), r.env.Desk
	paths := make([]string, len(articles))
	for i, a := range articles {
		paths[i] = r.path(a)
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

func (r *Review) gotOpened(m openedMsg) tea.Cmd {
	if !r.desk.guard.Holds(m.token) || r.desk.waiting == nil {
		return nil
	}
	a := *r.desk.waiting
	r.desk.waiting = nil
	if m.err != nil {
		r.front.Complain(m.err.Error())
		return nil
	}
	for _, s := range m.sheets {
		if s.ReadOnly != "" {
			r.front.Complain(s.name + ": " + s.ReadOnly)
			return nil
		}
	}
	for _, s := range m.sheets {
		r.desk.sheets[s.name] = s
		r.desk.work.Add(s.Sidecar)
	}
	return r.carryOut(a)
}

// carryOut does an act whose files are open: one edit a file, one undo for all.
func (r *Review) carryOut(a act) tea.Cmd {
	if a.ask != nil {
		for _, row := range a.rows {
			if note := r.desk.sheets[row.Article].Set.Get(row.ID); note != nil {
				a.ask(note)
			}
		}
		return nil
	}
	edits := map[*sheet]*annotate.Edit{}
	var sheets []*sheet
	n := 0
	for _, row := range a.rows {
		s := r.desk.sheets[row.Article]
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
			edits[s] = &annotate.Edit{Title: e.Title, At: r.now()}
			sheets = append(sheets, s)
		}
		edits[s].Swaps = joinSwaps(edits[s].Swaps, e.Swaps)
	}
	if n == 0 {
		r.front.Say("nothing to change")
		return nil
	}
	var parts []session.Part
	for _, s := range sheets {
		parts = append(parts, session.Part{Sidecar: s.Sidecar, Edit: *edits[s]})
	}
	title := a.title + ": " + parts[0].Edit.Title
	if n > 1 {
		title = fmt.Sprintf("%s: %d rows", a.title, n)
	}
	if err := r.desk.work.Do(title, parts...); err != nil {
		r.front.Complain(err.Error())
		return nil
	}
	clear(r.marked)
	r.front.SayDone(title)
	return r.edited(parts)
}

// joinSwaps adds swaps to an edit, in which each annotation stands once.
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
func (r *Review) edited(parts []session.Part) tea.Cmd {
	for _, p := range parts {
		r.put(p.Sidecar)
	}
	r.list()
	return r.tasks(r.desk.work.Save())
}

// put replaces the rows of a sidecar by what its set says.
func (r *Review) put(sc *session.Sidecar) {
	for _, s := range r.desk.sheets {
		if s.Sidecar == sc {
			r.index = r.index.Put(s.name, s.Annotator, s.Article(), s.Set.All())
		}
	}
}

func (r *Review) now() time.Time { return r.o.Now().UTC().Truncate(time.Second) }

// undo takes the last act back, in all its files.
func (r *Review) undo() tea.Cmd {
	act, ok := r.desk.work.Undo()
	if !ok {
		return nil
	}
	r.front.Say("undone: " + act.Title + r.listKeys.Fill(" · {redo} brings it back"))
	if e := act.Names; e.File != "" {
		return r.restoreNames(e.File, e.After, e.Before)
	}
	return r.goneBack(act)
}

// redo brings back the act that was taken back last.
func (r *Review) redo() tea.Cmd {
	act, ok := r.desk.work.Redo()
	if !ok {
		return nil
	}
	r.front.SayDone("done again: " + act.Title)
	if e := act.Names; e.File != "" {
		return r.restoreNames(e.File, e.Before, e.After)
	}
	return r.goneBack(act)
}

// goneBack shows and saves what an act has left that was undone or done again.
func (r *Review) goneBack(act session.Act) tea.Cmd {
	if act.Left > 0 {
		r.front.Complain(count.Of(act.Left, "annotation") + " changed elsewhere since, and left as they are: " + act.Title)
	}
	cmd := r.edited(act.Parts)
	r.standOn(act)
	return cmd
}

// standOn goes to the first row that an act has touched, if it is listed.
func (r *Review) standOn(act session.Act) {
	touched := map[string]bool{}
	for _, p := range act.Parts {
		for _, s := range p.Edit.Swaps {
			for _, a := range []*annotate.Annotation{s.Before, s.After} {
				if a != nil {
					touched[a.ID] = true
				}
			}
		}
	}
	for i, l := range r.lines {
		if l.row != nil && touched[l.row.ID] {
			r.goTo(i, 1)
			return
		}
	}
}

// remove deletes rows with what hangs on them.
func (r *Review) remove() tea.Cmd {
	return r.act(act{title: "deleted", rows: r.targets(), swaps: func(s *sheet, a *annotate.Annotation) annotate.Edit {
		return kind.Deletion(s.Set, a)
	}})
}

// change returns the act that changes a copy of each row's annotation.
func (r *Review) change(title string, rows []*query.Row, change func(a *annotate.Annotation)) tea.Cmd {
	at := r.now()
	return r.act(act{title: title, rows: rows, swaps: func(_ *sheet, a *annotate.Annotation) annotate.Edit {
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
