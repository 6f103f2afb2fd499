package session

import (
	"cmp"
	"errors"
	"slices"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/store"
	"stet/annotate/suggest"
	"stet/model"
)

// An Article is one article with all that is said of it: a session over the
// annotator's own sidecar and that of the adjudication, and what others say.
type Article struct {
	*Session
	Own *Sidecar
	// Gold is the adjudication's; nil where nobody else tagged, and where Own is it.
	Gold   *Sidecar
	Others []*Sidecar // of people, read-only, by name
	// Machines are the names of the sidecars of machines, of their newest runs alone.
	Machines  []string
	suggested []suggest.Suggestion    // what they say of words, in text order
	answered  []*annotate.Annotation  // and of the whole article
	codings   map[string]agree.Coding // all that they say, by their sidecars
	against   compared
	Project   *Project
	Drafts    []Draft // cards that were left unfinished
	// Lost says what of stet's own could not be read: unfinished cards, or how earlier
	// edits are undone.
	Lost error
	Judging
}

// OpenArticle opens the sidecars of an article with the edits of earlier sessions,
// and reads how its folder is worked in. It reads files. Where it returns an error
// and an article, that holds what could be read.
func OpenArticle(desk *store.Desk, a *model.Article) (*Article, error) {
	own, err := Open(desk, a)
	if err != nil {
		return nil, err
	}
	w := &Article{Session: New(desk), Own: own, Project: NoProject()}
	others, err := desk.Others(a)
	for _, f := range others {
		if f.Annotator != store.Gold {
			w.Others = append(w.Others, sidecar(desk, a, f))
		}
	}
	if err == nil && len(w.Others) > 0 && own.Annotator != store.Gold {
		w.Gold, err = Open(desk.Gold(), a)
	}
	if w.Gold != nil { // below your own edits of the same second
		w.withHistory(w.Gold)
	}
	w.withHistory(own)
	slices.Reverse(w.sidecars)
	if err == nil {
		w.Project, err = LoadProject(a.Path)
	}
	drafts, lost := Drafts(desk, a)
	w.Drafts, w.Lost = drafts, errors.Join(lost, w.Lost)
	machines, unread := desk.Machines(a)
	w.takeMachines(machines)
	err = cmp.Or(err, unread)
	w.Compare()
	return w, err
}

// withHistory adds a sidecar with the edits of earlier sessions. Where its journal
// cannot be read, only the way back is lost.
func (w *Article) withHistory(sc *Sidecar) {
	w.Add(sc)
	earlier, err := sc.file.Earlier()
	w.remember(sc, earlier)
	w.Lost = errors.Join(w.Lost, err)
}

// Blind reports whether what others tagged is hidden until the annotator's own
// work on this article is done. An adjudication has no work of its own.
func (w *Article) Blind() bool {
	return w.Project.Book.Settings.Blind && w.Own.Annotator != store.Gold && w.Own.Set.Coded().IsZero()
}

// Shown returns the sidecars of others and of the adjudication that may be seen.
func (w *Article) Shown() []*Sidecar {
	switch {
	case w.Blind():
		return nil
	case w.Gold != nil:
		return append(slices.Clone(w.Others), w.Gold)
	}
	return w.Others
}

// Do carries out an edit of the annotator's own annotations.
func (w *Article) Do(e annotate.Edit) error {
	return w.Session.Do(e.Title, Part{w.Own, e})
}
