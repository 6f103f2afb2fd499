package ui

import (
	"cmp"
	"context"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/query"
	"stet/annotate/store"
	"stet/model"
	"stet/model/library"
	"stet/model/segment"
	"stet/ui/list"
	"stet/ui/pane"
	"stet/ui/reader"
	"stet/ui/review"
)

// A memory is what was judged before: in the folder of an article, and in this run.
type memory struct {
	*stack
	o        *Options
	seeing   pane.Guard
	verdicts verdicts                          // what was checked in the folder of the last article
	judged   map[string][]*annotate.Annotation // claims with a verdict, by article, of those that were left in this run
}

// A verdicts is the claims of a folder that have a verdict, as its index knew
// them when it was last written.
type verdicts struct {
	dir  string
	at   time.Time // of the index
	rows []*query.Row
}

// seenMsg says what in an article was checked before.
type seenMsg struct {
	to       pane.Pane
	said     reader.PriorClaims
	verdicts verdicts
}

// lookFor looks whether an article says again what has a verdict in its
// folder. It reads the index, not the sidecars: it must cost next to nothing. What
// was judged in this run may not be in the index yet.
func (m *memory) lookFor(r *reader.Reader) tea.Cmd {
	a, desk, known := r.Article(), m.o.Desk, m.verdicts
	if desk == nil || a.Path == "" {
		return nil
	}
	dir, name := m.folderOf(r)
	rows, newer := m.judgedIn(dir)
	return pane.Safely(m.seeing.Next(), "looking for checked claims", func() tea.Msg {
		msg := seenMsg{to: r, verdicts: known.fresh(dir, desk.Cache)}
		for _, row := range msg.verdicts.rows {
			if !newer[row.Article] {
				rows = append(rows, row)
			}
		}
		if len(rows) > 0 {
			msg.said = saidBefore(a, name, rows)
		}
		return msg
	})
}

// saidBefore finds the claims of rows that an article says again.
func saidBefore(a *model.Article, name string, rows []*query.Row) (out reader.PriorClaims) {
	var at []model.Range
	var sentences []string
	for i := range a.Blocks {
		if b := &a.Blocks[i]; b.Prose() {
			for _, s := range segment.Sentences(a.Text, b.Range) {
				at, sentences = append(at, s), append(sentences, a.Slice(s))
			}
		}
	}
	for _, s := range query.SeenBefore(rows, name, sentences) {
		if review := s.Claim.Review(); review != nil {
			out = append(out, reader.PriorClaim{Sentence: at[s.Sentence], Words: s.Claim.Words, Review: *review, In: path.Base(s.Claim.Article), ID: s.Claim.ID})
		}
	}
	return out
}

// tellFolder reads your own annotations in the other articles of a folder for a reader,
// those first that are most like some words.
func (m *memory) tellFolder(a reader.AskFolder) tea.Cmd {
	r, ok := m.top().(*reader.Reader)
	if desk := m.o.Desk; ok && desk != nil {
		dir, name := m.folderOf(r)
		return pane.Safely(0, "reading the annotations of the folder", func() tea.Msg {
			rows, err := elsewhere(desk, dir, name)
			if err != nil {
				return pane.Failed{Err: err}
			}
			share := map[*query.Row]float64{}
			for _, row := range rows {
				share[row] = query.Alike(a.Words, row.Words)
			}
			slices.SortStableFunc(rows, func(x, y *query.Row) int { return cmp.Compare(share[y], share[x]) })
			return reader.Elsewhere{To: r, From: a.From, Rows: rows}
		})
	}
	return nil
}

// elsewhere returns the annotator's own annotations in the articles of a folder but one.
func elsewhere(desk *store.Desk, dir, but string) (rows []*query.Row, err error) {
	dir, err = filepath.EvalSymlinks(cmp.Or(dir, "."))
	if err != nil {
		return nil, err
	}
	list, err := library.List(context.Background(), dir)
	if err != nil {
		return nil, err
	}
	x, _, err := query.Open(dir, desk.Cache).Refresh(context.Background(), list, desk, func(*query.Index) {})
	if err != nil {
		return nil, err
	}
	me := store.Slug(desk.Annotator)
	for _, row := range x.Rows() {
		if row.Annotator == me && row.Article != but && row.How != annotate.Refused && !row.Links() && !row.Whole {
			rows = append(rows, row)
		}
	}
	return rows, nil
}

// note keeps in mind which claims of an article that is left have a verdict.
func (m *memory) note(r *reader.Reader) {
	file := r.Article().Path
	if a := m.articles[r]; a.root != "" {
		file = filepath.Join(a.root, filepath.FromSlash(a.name))
	}
	if file == "" {
		return
	}
	judged := r.Judged()
	if _, known := m.judged[file]; known || len(judged) > 0 {
		m.judged[file] = judged
	}
}

// judgedIn returns the claims of a folder that were judged in this run, and the
// articles of which that is known.
func (m *memory) judgedIn(dir string) (rows []*query.Row, of map[string]bool) {
	of = map[string]bool{}
	for file, claims := range m.judged {
		rel, err := filepath.Rel(dir, file)
		if err != nil || !filepath.IsLocal(rel) {
			continue
		}
		name := filepath.ToSlash(rel)
		of[name] = true
		for _, a := range claims {
			row := query.NewRow(a)
			row.Article = name
			rows = append(rows, &row)
		}
	}
	return rows, of
}

// fresh returns the verdicts of a folder, read again if its index was written
// since.
func (v verdicts) fresh(dir, cache string) verdicts {
	info, err := os.Stat(library.CacheFile(cache, dir, "annotations"))
	if err != nil {
		return verdicts{}
	}
	if v.dir == dir && v.at.Equal(info.ModTime()) {
		return v
	}
	v = verdicts{dir: dir, at: info.ModTime()}
	for _, row := range query.Open(dir, cache).Rows() {
		if row.Claims() && row.Detail("verdict") != "" {
			v.rows = append(v.rows, row)
		}
	}
	return v
}

// folderOf returns the folder whose list or review is open and holds an article,
// else its library or own folder, and the article's name there.
func (m *memory) folderOf(r *reader.Reader) (dir, name string) {
	path := r.Article().Path
	for _, p := range m.panes {
		open := ""
		switch p := p.(type) {
		case *list.List:
			open = p.Dir()
		case *review.Review:
			open = p.Dir()
		}
		if rel, err := filepath.Rel(open, path); open != "" && err == nil && filepath.IsLocal(rel) {
			return open, filepath.ToSlash(rel)
		}
	}
	a := m.articles[r]
	return a.root, a.name
}

func (m *memory) saw(s seenMsg) tea.Cmd {
	m.verdicts = s.verdicts
	if len(s.said) == 0 || m.top() != s.to {
		return nil
	}
	return s.to.Update(s.said)
}
