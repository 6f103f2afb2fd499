// Package reader is the article on the screen: reading it, seeing who says
// what, and tagging it from the keyboard.
//
// It refuses to know how the article came to be read, which other panes there
// are, and how anything is stored: it asks its desk, and speaks upwards by the
// messages in messages.go.
package reader

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/session"
	"stet/annotate/suggest"
	"stet/model"
	"stet/ui/keys"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// A Reader shows one article. Its methods belong to the interface's goroutine. What
// it does is done by its parts; it hands them keys and messages.
type Reader struct {
	*shared
	finds *analysis // what the program finds
	notes *notes    // the annotations of the article, and how they are saved

	cards   *cards         // the questions that are open
	pointer *sheet.Pointer // f
	search  *search        // /
	walk    *walk          // the current kind of step
	looks   *looks         // what is shown
	tags    *tagger        // tagging
	judge   *adjudicator   // adjudication
	mend    *mender        // annotations whose words were changed
	reuse   *verdictReuse  // what was checked before
	outside *outside       // what is handed to other programs

	opener *opener // how it is read
	sel    *selector
	typist keys.Typist
}

// Options are what a reader is opened with.
type Options struct {
	Article *model.Article
	Line    int       // go to this line of the file, from 1; 0 for none
	Start   model.Pos // where an earlier session stopped
	At      Place     // the annotation to put into focus
	// Shelve stores a text that came from no file, at the first edit, and returns
	// it as read from there; nil where that is not possible.
	Shelve func(*model.Article) (*model.Article, error)
	Bytes  int64 // the size of the file, 0 if it is not known
	Look   Look  // how the last article was looked at
	Listed bool  // it was opened from a list, in which n goes on
}

// shared is what all parts of the reader work on.
type shared struct {
	env        *pane.Env
	in         *sheet.Contents // what is in the article
	sheet      *sheet.Sheet    // the article as a page
	focus      *sheet.Focus    // where in it the person is
	statusLine *statusLine     // what the status line says
}

// A Place is where to go in an article: an annotation, or the first of some words.
type Place struct {
	ID   string
	Do   string // the name of a command to carry out there, "" for none
	Find string // words, "" for none
}

// New returns a reader of an article, which may be the beginning of a longer
// one. Nothing is read or analysed until [Reader.Init].
func New(env *pane.Env, o Options) *Reader {
	in := sheet.NewContents(o.Article, env.Layers)
	s := sheet.New(env, in, o.Bytes)
	p := &shared{env: env, in: in, sheet: s, focus: sheet.NewFocus(s), statusLine: &statusLine{table: Commands.Bound(env.Keys)}}
	r := &Reader{shared: p, pointer: sheet.NewPointer(s, p.statusLine.say)}
	r.finds = &analysis{shared: p, of: r, least: cmp.Or(env.Claims, suggest.Worth)}
	r.reuse = &verdictReuse{shared: p}
	r.cards = &cards{shared: p, pointer: r.pointer, drafts: map[string]*openForm{}, unsaved: r.Unsaved}
	r.notes = &notes{shared: p, of: r, finds: r.finds, cards: r.cards, shelve: o.Shelve, project: session.NoProject()}
	r.search = &search{shared: p, hits: sheet.NewHits(s, p.focus)}
	r.judge = &adjudicator{shared: p, notes: r.notes, cards: r.cards}
	r.walk = &walk{shared: p, finds: r.finds, notes: r.notes, search: r.search, judge: r.judge}
	r.looks = &looks{shared: p, notes: r.notes, walk: r.walk}
	r.outside = &outside{shared: p, notes: r.notes, cards: r.cards}
	r.tags = &tagger{shared: p, notes: r.notes, cards: r.cards, walk: r.walk, judge: r.judge, reuse: r.reuse, outside: r.outside}
	r.tags.relates = &relator{shared: p, of: r, notes: r.notes, cards: r.cards, tags: r.tags}
	r.mend = &mender{shared: p, notes: r.notes, cards: r.cards, pointer: r.pointer, tags: r.tags}
	r.sel = &selector{shared: p, walk: r.walk, pointer: r.pointer}
	r.opener = &opener{shared: p, do: r.Do, offer: r.offer, goal: goal{line: o.Line, start: o.Start, at: o.At}, finds: r.finds,
		notes: r.notes, walk: r.walk, judge: r.judge, tags: r.tags, reuse: r.reuse, search: r.search}
	r.reuse.notes, r.reuse.walk, r.outside.tags = r.notes, r.walk, r.tags
	r.notes.takePen()
	r.looks.like(o.Look)
	switch {
	case o.Look.motion.carriesOver(): // as in the article before
		r.walk.on = o.Look.motion
	case o.Listed:
		r.walk.on.what = nextUnread
	}
	r.sheet.LayOut()
	return r
}

// Article returns what is shown.
func (r *Reader) Article() *model.Article { return r.in.Art }

// Position returns the place of the first line on the screen.
func (r *Reader) Position() model.Pos { return r.sheet.Position() }

// Share is how much of the article lies above the end of the screen, 0 to 1.
func (r *Reader) Share() float64 { return r.sheet.Share() }

// Look returns how this article is looked at, for the next one.
func (r *Reader) Look() Look { return r.looks.now() }

// Title names the article.
func (r *Reader) Title() string { return titleOf(r.in.Art) }

func titleOf(a *model.Article) string { return cmp.Or(a.Meta.Title, a.Path) }

// Typing reports whether a text field or a prompt is open.
func (r *Reader) Typing() bool { return r.cards.open != nil || r.search.open || r.pointer.On() }

// notSaved is in the status line while an edit is not on the disk.
const notSaved = "NOT SAVED"

// Close saves what is not saved yet and ends in a [pane.Closed].
func (r *Reader) Close() tea.Cmd {
	r.finds.stop()
	r.outside.piping.Stop()
	return r.notes.close()
}

// Unsaved counts the edits that are not on the disk.
func (r *Reader) Unsaved() int {
	if r.notes.work == nil {
		return 0
	}
	return r.notes.work.Unsaved()
}

// SaveElsewhere writes what could not be saved to the desk's own folder.
func (r *Reader) SaveElsewhere() tea.Cmd { return r.notes.elsewhere() }

// Keep writes down what is not saved, for the next program to save it.
func (r *Reader) Keep() (int, error) { return r.notes.work.Keep() }
