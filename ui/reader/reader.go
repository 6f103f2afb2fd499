// Package reader is the article on the screen: reading it, seeing who says
// what, and tagging it from the keyboard.
//
// It refuses to know how the article came to be read, which other panes there
// are, and how anything is stored: it asks its desk, and speaks upwards by the
// messages in messages.go.
package reader

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/session"
	"stet/annotate/suggest"
	"stet/model"
	"stet/model/mention"
	"stet/ui/ask"
	"stet/ui/card"
	"stet/ui/keys"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// A Reader shows one article. Its methods belong to the interface's goroutine.
type Reader struct {
	env   *pane.Env
	in    *sheet.Contents // what stands in the article
	pen   *ask.Pen        // makes annotations of it
	sheet *sheet.Sheet
	focus *sheet.Focus
	finds analysis
	sidecars
	cards   cards
	point   *pointing // nil while nothing is pointed at
	search  search
	goOn    goOn                      // what n and N repeat
	goal    goal                      // where to go once the article is read
	once    once                      // what was said
	again   func() tea.Cmd            // repeats the last tagging on the words in focus; nil if none
	after   map[string]func() tea.Cmd // keys that mean something only right after an edit
	typist  keys.Typist
	table   keys.Table[*Reader] // Commands with the keys of the config file
	message pane.Status
	opening pane.Guard // reading the article and its sidecars
	piping  pane.Task  // a command that gets its text
}

// The sidecars are what is said of the article, and how it is saved.
type sidecars struct {
	work    *session.Article       // nil until the sidecars are read
	file    *session.Sidecar       // one's own among them
	glanced []*annotate.Annotation // one's own on the first screen, until file is read
	project *session.Project       // of the folder: that of work, once that is read
	at      int                    // the disagreement that was gone to last; -1 for none
	closing bool                   // a Closed is owed once all is written
	shelve  func(*model.Article) (*model.Article, error)
	asked   time.Time // the edit of an earlier session that a second u undoes
	seen    string    // the last of the changed annotations that was looked at
	known   SaidBefore
}

// The analysis is what the program found by itself; the names and quotes are
// among the contents.
type analysis struct {
	guard  pane.Guard
	tagged mention.Tagged       // as the tagger left them, before corrections
	found  []suggest.Suggestion // what was suggested
	span   model.Range          // of the text, for which suggestions were made
	final  bool                 // the whole article was analysed
	share  float64              // how much of that is done, 0 to 1
	whole  pane.Task            // the analysis of the whole article
}

// A goal is where to go once the article and its sidecar are read.
type goal struct {
	line  int       // of the file, 0 for none
	start model.Pos // where an earlier session stopped
	at    Place
}

// Once is what was said once, so that the same key again does it.
type once struct {
	end    bool // that the article ends here: the next one is opened
	source bool // the host of the source: it is opened
	draft  bool // that a card was left unfinished: the article is left
}

// The cards are the one that is open, and those that were left.
type cards struct {
	open   *openForm            // nil for none
	drafts map[string]*openForm // by what they were about
}

// An openForm is a card over the text and what it is about.
type openForm struct {
	*card.Form
	key  string                     // what it is about, for drafts
	long func(words string) tea.Cmd // goes on with a long text in the editor; nil where none is asked for
	done func(*card.Form) tea.Cmd
	// picks takes a word pointed at with f as the answer of the field pickField.
	pickField string
	picks     func(model.Range) tea.Cmd
	// also are keys that mean something else while no words are typed.
	also map[string]func() tea.Cmd
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

// A Place is an annotation to go to, and the command to carry out there.
type Place struct {
	ID string
	Do string // the name of a command, "" for none
}

// New returns a reader of an article, which may be the beginning of a longer
// one. Nothing is read or analysed until [Reader.Init].
func New(env *pane.Env, o Options) *Reader {
	in := sheet.NewContents(o.Article, env.Layers)
	s := sheet.New(env, in, o.Bytes)
	r := &Reader{
		env: env, in: in, sheet: s, focus: sheet.NewFocus(s), table: Commands.Bound(env.Keys),
		sidecars: sidecars{shelve: o.Shelve, project: session.NoProject()},
		goal:     goal{line: o.Line, start: o.Start, at: o.At},
		cards:    cards{drafts: map[string]*openForm{}},
	}
	r.pen = r.newPen()
	r.lookLike(o.Look)
	switch {
	case o.Look.goOn.carriesOver(): // as in the article before
		r.goOn = o.Look.goOn
	case o.Listed:
		r.goOn.what = nextUnread
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

// Title names the article.
func (r *Reader) Title() string {
	if r.in.Art.Meta.Title != "" {
		return r.in.Art.Meta.Title
	}
	return r.in.Art.Path
}

// Typing reports whether a text field or a prompt is open.
func (r *Reader) Typing() bool { return r.cards.open != nil || r.search.open || r.point != nil }

// newPen is the pen for the article as it is now.
func (r *Reader) newPen() *ask.Pen {
	creator := ""
	if r.env.Desk != nil {
		creator = r.env.Desk.Creator()
	}
	return ask.NewPen(r.in.Art, creator)
}

// say puts a message into the status line.
func (r *Reader) say(text string) { r.message = pane.Status{Message: text} }

// did says what was just done to the annotations, and how it is taken back.
func (r *Reader) did(what string) { r.say(what + r.table.Fill(" · {undo} undo")) }

// complain puts an error into the status line.
func (r *Reader) complain(text string) { r.message = pane.Status{Message: text, Error: true} }
