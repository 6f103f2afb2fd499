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
	"stet/annotate/store"
	"stet/model"
	"stet/model/source"
	"stet/ui/pane"
)

// Edits in the list go to the sidecars of their articles: the file is opened,
// its set is edited, and it is saved. One act of a person may reach several
// files; it is one undo.

type editing struct {
	sheets       map[string]*sheet // by article
	guard        pane.Guard
	waiting      *act // until its files are open
	done, undone []batch
	closing      bool
}

// A sheet is the own sidecar of one article.
type sheet struct {
	name    string // the article's path
	article *model.Article
	file    *store.File
	dirty   bool // there is something that no write has taken yet
	writing bool
	notes   []note // for the journal, once the write is done
	err     error
}

// A note is what is put down in a file's journal after a save.
type note struct {
	did        *annotate.Edit
	undo, redo bool
	plan       *store.Plan // of an act on several files, else nil
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

// A batch is an act that was carried out.
type batch struct {
	title string
	parts []part
	plan  *store.Plan // where there are several parts, else nil
	// Of a change of names.toml: the file, and what it said. No parts then.
	file          string
	before, after []byte
}

type part struct {
	sheet *sheet
	edit  annotate.Edit
}

// act carries out an act on one's own rows among those given.
func (r *Review) act(a act) tea.Cmd {
	mine := slices.DeleteFunc(slices.Clone(a.rows), func(row *query.Row) bool { return row.Annotator != r.me() })
	if len(mine) < len(a.rows) {
		r.say(fmt.Sprintf("%d of others’ rows are left alone", len(a.rows)-len(mine)))
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
			file, err := desk.Open(article)
			if err != nil {
				return openedMsg{token: t, err: err}
			}
			m.sheets = append(m.sheets, &sheet{name: articles[i], article: article, file: file})
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
		r.complain(m.err.Error())
		return nil
	}
	for _, s := range m.sheets {
		if s.file.ReadOnly != "" {
			r.complain(s.name + ": " + s.file.ReadOnly)
			return nil
		}
		r.desk.sheets[s.name] = s
	}
	return r.carryOut(a)
}

// carryOut does an act whose files are open: one edit a file, one undo for all.
func (r *Review) carryOut(a act) tea.Cmd {
	if a.ask != nil {
		for _, row := range a.rows {
			if note := r.desk.sheets[row.Article].file.Set.Get(row.ID); note != nil {
				a.ask(note)
			}
		}
		return nil
	}
	b := batch{title: a.title}
	edits := map[*sheet]*annotate.Edit{}
	var sheets []*sheet
	n := 0
	for _, row := range a.rows {
		s := r.desk.sheets[row.Article]
		note := s.file.Set.Get(row.ID)
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
		r.say("nothing to change")
		return nil
	}
	if len(sheets) > 1 {
		var all []store.FileEdit
		for _, s := range sheets {
			all = append(all, store.FileEdit{File: s.file, Edit: *edits[s]})
		}
		b.plan = r.env.Desk.Plan(all)
	}
	for _, s := range sheets {
		s.file.Set.Do(*edits[s])
		s.notes = append(s.notes, note{did: edits[s], plan: b.plan})
		b.parts = append(b.parts, part{s, *edits[s]})
	}
	if n > 1 {
		b.title = fmt.Sprintf("%s: %d rows", a.title, n)
	} else {
		b.title = a.title + ": " + b.parts[0].edit.Title
	}
	r.desk.done, r.desk.undone = append(r.desk.done, b), nil
	clear(r.marked)
	r.did(b.title)
	return r.written(sheets)
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

// written shows sheets as they are now, and saves them.
func (r *Review) written(sheets []*sheet) tea.Cmd {
	var cmds []tea.Cmd
	for _, s := range sheets {
		s.dirty = true
		r.put(s)
		cmds = append(cmds, r.save(s))
	}
	r.list()
	return tea.Batch(cmds...)
}

// put replaces the rows of a sheet by what its set says.
func (r *Review) put(s *sheet) {
	r.index = r.index.Put(s.name, s.file.Annotator, s.article, s.file.Set.All())
}

func (r *Review) now() time.Time { return r.o.Now().UTC().Truncate(time.Second) }

// undo takes the last act back, in all its files.
func (r *Review) undo() tea.Cmd {
	b := r.desk.done[len(r.desk.done)-1]
	r.desk.done = r.desk.done[:len(r.desk.done)-1]
	r.desk.undone = append(r.desk.undone, b)
	if b.file != "" {
		r.say("undone: " + b.title + r.listKeys.Fill(" · {redo} brings it back"))
		return r.restoreNames(b.file, b.after, b.before)
	}
	var sheets []*sheet
	for _, p := range slices.Backward(b.parts) {
		p.sheet.file.Set.Undo()
		p.sheet.notes = append(p.sheet.notes, note{undo: true, plan: b.plan})
		sheets = append(sheets, p.sheet)
	}
	r.say("undone: " + b.title + r.listKeys.Fill(" · {redo} brings it back"))
	cmd := r.written(sheets)
	r.standOn(b)
	return cmd
}

// standOn goes to the first row that a batch has touched, if it is listed.
func (r *Review) standOn(b batch) {
	touched := map[string]bool{}
	for _, p := range b.parts {
		for _, s := range p.edit.Swaps {
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

// redo brings back the act that was taken back last.
func (r *Review) redo() tea.Cmd {
	b := r.desk.undone[len(r.desk.undone)-1]
	r.desk.undone = r.desk.undone[:len(r.desk.undone)-1]
	r.desk.done = append(r.desk.done, b)
	if b.file != "" {
		r.did("done again: " + b.title)
		return r.restoreNames(b.file, b.before, b.after)
	}
	var sheets []*sheet
	for _, p := range b.parts {
		p.sheet.file.Set.Redo()
		p.sheet.notes = append(p.sheet.notes, note{redo: true})
		sheets = append(sheets, p.sheet)
	}
	r.did("done again: " + b.title)
	cmd := r.written(sheets)
	r.standOn(b)
	return cmd
}

// remove deletes rows with what hangs on them.
func (r *Review) remove() tea.Cmd {
	return r.act(act{title: "deleted", rows: r.targets(), swaps: func(s *sheet, a *annotate.Annotation) annotate.Edit {
		return kind.Deletion(s.file.Set, a)
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
