package reader

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/session"
	"stet/model"
	"stet/model/clean"
	"stet/model/count"
	"stet/model/lang"
	"stet/model/source"
	"stet/ui/pane"
)

// Init begins what a reader does once it is on the screen: the rest of a large
// file and the sidecars are read, then the text is analysed, first what is seen.
func (r *Reader) Init() tea.Cmd { return r.opener.begin() }

func (o *opener) begin() tea.Cmd {
	o.toStart()
	o.toWords()
	if o.in.Art.Partial { // the rest is read once what is on the screen has its marks
		return tea.Batch(o.glance(), o.find())
	}
	return tea.Batch(o.glance(), o.readSidecars(), o.find())
}

// shortText is the length of a text in bytes up to which finding everything takes
// hardly longer than finding what is on the screen.
const shortText = 16 << 10

// find finds what is on the screen and a little below, in a short text all.
func (o *opener) find() tea.Cmd {
	if art := o.in.Art; !art.Partial && len(art.Text) <= shortText {
		return o.findAll()
	}
	return o.finds.begin(o.window(), o.notes.rules(), false)
}

func (o *opener) findAll() tea.Cmd {
	return o.finds.begin(model.Range{End: model.Pos(len(o.in.Art.Text))}, o.notes.rules(), true)
}

// glancedMsg holds one's annotations on the screen, from before the sidecar is
// read.
type glancedMsg struct {
	to    *opener
	notes []*annotate.Annotation
}

func (o *opener) glance() tea.Cmd {
	if o.env.Desk == nil {
		return nil
	}
	desk, art, window := o.env.Desk, o.in.Art, o.window()
	return pane.Safely(0, "looking at the sidecar", func() tea.Msg {
		return glancedMsg{o, desk.Glance(art, window)}
	})
}

func (o *opener) gotGlanced(m glancedMsg) {
	if m.to == o && o.notes.own == nil && len(m.notes) > 0 {
		o.notes.glanced = m.notes
		o.notes.gather()
	}
}

type wholeMsg struct {
	token pane.Token
	art   *model.Article
	err   error
}

func (o *opener) readWhole() tea.Cmd {
	t, path := o.guard.Next(), o.in.Art.Path
	return pane.Safely(t, fmt.Sprintf("reading %s", path), func() tea.Msg {
		art, err := source.Open(path)
		if err == nil && o.env.Desk != nil {
			o.env.Desk.Spoken.Set(art)
		}
		return wholeMsg{t, art, err}
	})
}

func (o *opener) gotWhole(m wholeMsg) tea.Cmd {
	if !o.guard.Holds(m.token) {
		return nil
	}
	if m.err != nil {
		o.read = true
		o.statusLine.complain("only the beginning could be read: " + m.err.Error())
		return nil
	}
	o.in.Art = m.art
	o.notes.takePen()
	o.sheet.LayOut()
	o.toStart()
	o.toWords()
	return tea.Batch(o.readSidecars(), o.find())
}

type sidecarsMsg struct {
	token pane.Token
	work  *session.Article
	err   error
}

func (o *opener) readSidecars() tea.Cmd {
	if o.env.Desk == nil {
		o.read = true
		return nil
	}
	t, desk, art := o.guard.Next(), o.env.Desk, o.in.Art
	return pane.Safely(t, "reading the sidecars", func() tea.Msg {
		work, err := session.OpenArticle(desk, art)
		return sidecarsMsg{t, work, err}
	})
}

func (o *opener) gotSidecars(m sidecarsMsg) tea.Cmd {
	if !o.guard.Holds(m.token) {
		return nil
	}
	o.read = true
	if o.notes.glanced = nil; m.work != nil {
		m.work.Shelve = o.notes.shelve
		o.notes.work, o.notes.own, o.notes.project = m.work, m.work.Own, m.work.Project
		o.notes.useKinds()
	}
	if o.notes.own != nil {
		o.notes.regroup()
	}
	o.judge.at = -1
	o.notes.gather()
	if before := o.statusLine.status; o.notes.own != nil {
		if !o.notes.sayOpened() {
			o.reuse.say()
		}
		if before.Message != "" && !o.statusLine.status.Error { // what was done last comes first
			o.statusLine.status.Message = before.Message
		}
	}
	if m.err != nil { // before all else that is to be said
		o.statusLine.complain(m.err.Error())
	}
	if m.work != nil {
		o.offer(m.work.Drafts)
		if m.work.Lost != nil {
			o.statusLine.status.Note = clean.Blanks(m.work.Lost.Error())
		}
	}
	if o.notes.own != nil && o.tags.relates.wantsElsewhere() {
		return tea.Batch(o.toPlace(), message(AskFolder{}))
	}
	return o.toPlace()
}

// toPlace puts the annotation into focus that the article was opened at, and
// does there what was asked for.
func (o *opener) toPlace() tea.Cmd {
	at := o.goal.at
	if at.ID == "" {
		return o.arrive()
	}
	o.goal.at = Place{}
	for i := range o.in.Items {
		if it := &o.in.Items[i]; at.ID != "" && it.Note.ID == at.ID {
			o.walk.to(it)
			if at.Do != "" {
				return o.do(at.Do)
			}
		}
	}
	return nil
}

// arrive does what was asked for without an annotation to do it at, once all is read
// and found.
func (o *opener) arrive() tea.Cmd {
	do := o.goal.at.Do
	if do == "" || o.goal.at.ID != "" || !o.finds.final || o.notes.own == nil && o.env.Desk != nil {
		return nil
	}
	o.goal.at = Place{}
	return o.do(do)
}

// sinceAnnotated counts annotations by what became of their words, and says
// nothing of what became of none.
func sinceAnnotated(moved, fuzzy, lost int) string {
	var said []string
	for _, n := range []struct {
		count int
		what  string
	}{{moved, "moved"}, {fuzzy, "to be looked at"}, {lost, "not found"}} {
		if n.count > 0 {
			said = append(said, fmt.Sprintf("%d %s", n.count, n.what))
		}
	}
	return strings.Join(said, ", ")
}

// welcome is what the status line says of an article that was just opened.
func (r *Reader) welcome() pane.Status {
	found, kept := r.in.Quoted.Found, r.in.Quoted.Kept
	code := r.in.Art.Meta.Language
	switch {
	case !lang.Of(code).Finds(lang.Claims):
		return pane.Status{Message: languageName(code) + ": " + lang.Limits(lang.Of(code))}
	case r.notes.own == nil && r.env.Desk != nil, kept == 0 && !r.finds.final: // not all is known yet
		if found == 0 {
			return pane.Status{}
		}
		return pane.Status{Message: fmt.Sprintf("%s found", count.Of(found, "quote"))}
	case found+kept == 0:
		return pane.Status{Message: r.statusLine.table.Fill("no quotes found · {point} points at a word, {select} selects its sentence")}
	case kept == 0:
		return pane.Status{Message: fmt.Sprintf("%s found, none kept yet", count.Of(found, "quote"))}
	case found == 0:
		return pane.Status{Message: fmt.Sprintf("%s kept", count.Of(kept, "quote"))}
	}
	return pane.Status{Message: fmt.Sprintf("%s kept, %d more found", count.Of(kept, "quote"), found)}
}

// toStart shows the line that was asked for, or the place where an earlier
// session stopped.
func (o *opener) toStart() {
	switch {
	case o.goal.line > 0:
		if p, ok := o.in.Art.LineStart(o.goal.line); ok {
			o.sheet.GoTo(p)
			o.goal.line, o.goal.start = 0, 0
		} else if !o.in.Art.Partial {
			o.statusLine.complain(fmt.Sprintf("there is no text on line %d or after it", o.goal.line))
			o.goal.line = 0
		}
	case o.goal.start > 0 && int(o.goal.start) < len(o.in.Art.Text):
		o.sheet.GoTo(o.goal.start)
		o.goal.start = 0
	}
}

// toWords goes to the first of the words that the article was opened for, once all of
// it is there; n goes on to the next.
func (o *opener) toWords() {
	words := o.goal.at.Find
	if words == "" || o.in.Art.Partial {
		return
	}
	o.goal.at.Find = ""
	if o.search.hits.Look(o.in.Art.Text, words); o.search.hits.Count() > 0 {
		o.sheet.GoTo(0)
		o.search.next(true, true)
		o.walk.on = motion{what: nextHit}
	}
}

// languageName is what the status line calls a language.
func languageName(code string) string {
	if l := lang.Of(code); l != nil {
		return l.Name
	}
	if code == "" {
		return "language not recognised"
	}
	return fmt.Sprintf("language %s", code)
}

// window is the text that is analysed first: a little more than the screen.
func (o *opener) window() model.Range {
	v := o.sheet.Visible()
	for range 2 {
		if i := o.in.Art.BlockAt(v.End); i+1 < len(o.in.Art.Blocks) && i >= 0 {
			v.End = o.in.Art.Blocks[i+1].Range.End
		}
	}
	return v
}

// gotFound takes the suggestions. A mark may be revised by what the whole article
// shows, but not one that is in focus or kept.
func (o *opener) gotFound(m foundMsg) tea.Cmd {
	if !o.finds.guard.Holds(m.token) {
		return nil
	}
	o.looked = true
	focused := o.focus.Item
	o.finds.tagged, o.in.Names, o.in.Quotes, o.finds.found, o.finds.final = m.tagged, m.names, m.quotes, m.found, m.final
	o.finds.span = model.Range{End: model.Pos(len(o.in.Art.Text))}
	if !o.in.Everywhere() {
		o.finds.span = model.Range{}
		o.notes.follow()
	}
	if focused != nil && focused.Found {
		o.finds.keep(focused)
	}
	o.notes.gather()
	switch {
	case m.final && m.rules != len(o.notes.rules()): // the sidecar came while it was looked for
		return o.findAll()
	case m.final:
		return o.arrive()
	case o.in.Art.Partial:
		return o.readWhole()
	}
	return o.findAll()
}

// An opener reads the article, its sidecars and what is in it, the screen first.
type opener struct {
	*shared
	offer  func([]session.Draft) // tells of what was left unfinished
	guard  pane.Guard            // reading the article and its sidecars
	goal   goal                  // where to go once they are read
	looked bool                  // what is on the screen was analysed
	read   bool                  // the sidecars were read, or cannot be
	do     func(command string) tea.Cmd
	finds  *analysis
	notes  *notes
	walk   *walk
	judge  *adjudicator
	tags   *tagger
	reuse  *verdictReuse
	search *search
}

// panicked says what could not be done. The article can be read and tagged by hand all
// the same.
func (o *opener) panicked(m pane.Panicked) tea.Cmd {
	if !o.finds.guard.Holds(m.Token) && !o.guard.Holds(m.Token) {
		return nil
	}
	o.finds.final, o.looked = true, true
	o.read = o.read || o.guard.Holds(m.Token)
	o.statusLine.complain(fmt.Sprintf("%s failed (%v) · the article can be read and tagged by hand", m.What, m.Err))
	if o.in.Art.Partial && o.finds.guard.Holds(m.Token) {
		return o.readWhole()
	}
	return nil
}

// reading says what is still read of all that keys are about, "" for nothing.
func (o *opener) reading() string {
	switch {
	case !o.looked:
		return "finding quotes"
	case !o.read && o.in.Art.Partial:
		return "reading the article"
	case !o.read:
		return "reading the annotations"
	}
	return ""
}

// A goal is where to go once the article and its sidecar are read.
type goal struct {
	line  int       // of the file, 0 for none
	start model.Pos // where an earlier session stopped
	at    Place
}
