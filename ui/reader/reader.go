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
	"stet/annotate/codebook"
	"stet/annotate/store"
	"stet/annotate/suggest"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
	"stet/ui/card"
	"stet/ui/keys"
	"stet/ui/layout"
	"stet/ui/pane"
)

// A Reader shows one article. Its methods belong to the interface's goroutine.
// Its state stands in parts, by what it is about; each part is embedded.
type Reader struct {
	env *pane.Env
	art *model.Article
	off *model.Offsets // of art.Text, built when the first place is described
	sheet
	sidecars
	analysis
	layers
	attention
	entry
	table   keys.Table[*Reader] // Commands with the keys of the config file
	message pane.Status
	opening pane.Guard // reading the article and its sidecars
	finding pane.Guard // analysing it
	piping  pane.Task  // a command that gets its text
}

// The sheet is the page as it is laid out, and where it is scrolled to.
type sheet struct {
	set     *model.Article // what the page shows: the article, or what is left of it
	page    *layout.Page
	laid    frame // for which the page was laid out
	top     layout.At
	eye     eye
	w, h    int       // the whole pane, in cells
	lead    int       // lines of the header that are scrolled off the top
	line    int       // line of the file to go to once the article is read, 0 for none
	start   model.Pos // where an earlier session stopped, until the article is read
	wentEnd bool      // the end was said; the next space goes to the next article
	bytes   int64     // the size of the file, 0 if it is not known
	length  int       // of the article in words, 0 until they are counted
	about   bool      // that is an estimate
}

// The sidecars are what is said of the article, and how it is saved.
type sidecars struct {
	file       *store.File            // one's own sidecar; nil until it is read
	others     []*store.File          // other people's
	glanced    []*annotate.Annotation // one's own on the first screen, until file is read
	project    project
	save       saver    // of one's own sidecar
	gold       saver    // of the adjudication's; its file is nil where nobody else tagged
	acts       []*saver // whose this session's edits were, for undo in their order
	undone     []*saver // whose those were that were taken back
	sourceSaid bool     // the host of the source was said; the same key again opens it
	closing    bool     // a Closed is owed once all is written
	judging
	shelve func(*model.Article) (*model.Article, error)
	opened time.Time // when the sidecar was read: edits before are of earlier sessions
	asked  time.Time // the edit of an earlier session that a second u undoes
	seen   string    // the last of the changed annotations that was looked at
	known  SaidBefore
}

// The analysis is what the program found by itself.
type analysis struct {
	tagged mention.Tagged // as the tagger left them, before corrections
	names  *mention.Found
	quotes *quotation.List
	found  []suggest.Suggestion // what was suggested
	span   model.Range          // of the text, for which suggestions were made
	final  bool                 // the whole article was analysed
	share  float64              // how much of that is done, 0 to 1
	whole  pane.Task            // the analysis of the whole article
}

// The layers are what stands in the text, and which of it is shown.
type layers struct {
	items       []item          // in order
	reach       []model.Pos     // reach[i] is the furthest end among items[:i+1]
	quoted      tally           // the article's quotes
	hidden      map[string]bool // layers that are not shown, by name
	shownBefore map[string]bool // the same before all marks were hidden, nil otherwise
	skim        skim
	restTurned  bool // the boilerplate is shown where it is hidden at first, or hidden
}

// Attention is where the person is in the text.
type attention struct {
	focus    focus
	sel      *selection
	goOn     goOn // what n and N repeat
	search   search
	dragFrom model.Range // the cluster on which the button went down
}

// The entry is what is being typed.
type entry struct {
	point  *pointing
	form   *openForm
	drafts map[string]*openForm      // forms that were left, by what they were about
	warned bool                      // it was said that one of them would be lost
	again  func() tea.Cmd            // repeats the last tagging on the words in focus; nil if none
	after  map[string]func() tea.Cmd // keys that mean something only right after an edit
	typist keys.Typist
}

// An item is something that stands in the text: an annotation of one's own, of
// somebody else, or a suggestion.
type item struct {
	note  *annotate.Annotation
	ends  []quotation.End // a suggestion whose end is not sure
	why   string
	found bool   // a suggestion, not decided on yet
	by    string // the other annotator, "" for one's own and for suggestions
}

func (it *item) rng() model.Range { return it.note.Target.Range }

// same reports whether two items are the same thing to a person, though the
// list may have been made anew in between.
func (it *item) same(o *item) bool {
	if it.found || o.found {
		return it.found == o.found && it.note.Kind() == o.note.Kind() && it.rng() == o.rng()
	}
	return it.note.ID == o.note.ID
}

// A focus is one range, and which of the items there.
type focus struct {
	on   bool
	rng  model.Range
	item *item // nil where the focus is on mere words
}

// A selection is a range that is being made.
type selection struct {
	model.Selection
	grown []model.Range // what it was before each growth, for shrinking back
	of    *item         // what was in focus when it began: ⏎ gives it the new words
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
	r := &Reader{
		env: env, art: o.Article, table: Commands.Bound(env.Keys),
		sheet:     sheet{w: 80, h: 24, line: o.Line, start: o.Start, bytes: o.Bytes},
		sidecars:  sidecars{shelve: o.Shelve, project: project{book: codebook.Default()}},
		analysis:  analysis{names: &mention.Found{}},
		layers:    layers{hidden: hiddenAtFirst(env.Layers)},
		attention: attention{goOn: goOn{what: nextAny, at: o.At}},
		entry:     entry{drafts: map[string]*openForm{}},
	}
	r.lookLike(o.Look)
	switch {
	case o.Look.way == nextClaim || o.Look.way == nextUndecided: // as in the article before
		r.goOn.what = o.Look.way
	case o.Listed:
		r.goOn.what = nextUnread
	}
	r.layOut()
	return r
}

// Article returns what is shown.
func (r *Reader) Article() *model.Article { return r.art }

// Position returns the place of the first line on the screen.
func (r *Reader) Position() model.Pos {
	for _, l := range r.page.Lines(r.top, r.textHeight()) {
		if !l.Gap {
			return l.Src.Start
		}
	}
	return 0
}

// Share is how much of the article lies above the end of the screen, 0 to 1.
func (r *Reader) Share() float64 {
	if r.atEnd() {
		return 1
	}
	return r.page.Fraction(r.top)
}

// Title names the article.
func (r *Reader) Title() string {
	if r.art.Meta.Title != "" {
		return r.art.Meta.Title
	}
	return r.art.Path
}

// Typing reports whether a text field or a prompt is open.
func (r *Reader) Typing() bool { return r.form != nil || r.search.open || r.point != nil }

// offsets counts the text in code points, once.
func (r *Reader) offsets() *model.Offsets {
	if r.off == nil {
		r.off = model.NewOffsets(r.art.Text)
	}
	return r.off
}

// say puts a message into the status line.
func (r *Reader) say(text string) { r.message = pane.Status{Message: text} }

// did says what was just done to the annotations, and how it is taken back.
func (r *Reader) did(what string) { r.say(what + r.table.Fill(" · {undo} undo")) }

// complain puts an error into the status line.
func (r *Reader) complain(text string) { r.message = pane.Status{Message: text, Error: true} }
