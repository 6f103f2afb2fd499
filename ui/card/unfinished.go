package card

import (
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/session"
	"stet/annotate/store"
	"stet/model"
	"stet/model/clean"
	"stet/ui/pane"
)

// Unfinished keeps the card of a list of rows on the disk while it is filled in, and
// offers it again after a hangup or a kill.
type Unfinished struct {
	Desk   *store.Desk // nil where nothing is kept
	Dir    string      // the folder whose rows they are
	Pane   string      // the name of the list, where a folder has several
	Form   func() *Form
	Doing  func() string   // the command that asks
	On     func() []string // the rows that it asks about
	Unsafe func() bool     // something that was answered is not on the disk yet
	Stand  func(rows []string)
	Do     func(command string) tea.Cmd
	Say    func(string)

	earlier  []session.Draft // of an earlier program
	lost     error           // why they could not be read
	told     bool            // of them
	offered  bool            // ⏎ goes on with the first
	refill   *session.Draft  // for the card that is about to come
	answered []session.Draft
	last     []session.Draft // as they were written last
	writing  bool
}

type (
	foundMsg struct {
		of  *Unfinished
		ds  []session.Draft
		err error
	}
	keptMsg struct{ of *Unfinished }
)

func (u *Unfinished) about() *model.Article {
	return &model.Article{Path: filepath.Join(u.Dir, u.Pane)}
}

// Find looks for what an earlier program left.
func (u *Unfinished) Find() tea.Cmd {
	if u.Desk == nil {
		return nil
	}
	return func() tea.Msg {
		ds, err := session.Drafts(u.Desk, u.about())
		return foundMsg{u, ds, err}
	}
}

// Open is the card that is open; false where nothing is in it.
func (u *Unfinished) Open() (session.Draft, bool) {
	f := u.Form()
	if f == nil || !f.Touched() || u.Doing() == "" {
		return session.Draft{}, false
	}
	fields, at := f.Filled()
	return session.Draft{Key: strings.Join(u.On(), "\n"), Title: f.Title, Command: u.Doing(), Fields: fields, At: at, When: time.Now()}, len(fields) > 0
}

// Follow writes down what is in the card after a message, when before is what was
// there. A card that was answered stays until that is saved.
func (u *Unfinished) Follow(msg tea.Msg, before session.Draft, was bool) tea.Cmd {
	switch m := msg.(type) {
	case foundMsg:
		if m.of == u {
			u.earlier, u.last, u.lost = m.ds, m.ds, m.err
		}
	case keptMsg:
		if m.of == u {
			u.writing = false
		}
	case tea.KeyPressMsg:
		if was && u.Form() == nil && m.String() != "esc" {
			u.answered = append(u.answered, before)
		}
	}
	if f := u.Form(); f != nil && u.refill != nil {
		f.Refill(u.refill.Fields, u.refill.At)
		u.refill = nil
	}
	if !u.Unsafe() {
		u.answered = nil
	}
	now := u.now()
	if u.Desk == nil || u.writing || same(now, u.last) {
		return nil
	}
	u.writing, u.last = true, now
	return func() tea.Msg {
		session.KeepDrafts(u.Desk, u.about(), now) // what is typed is not lost by that alone
		return keptMsg{u}
	}
}

func (u *Unfinished) now() []session.Draft {
	all := slices.Concat(u.earlier, u.answered)
	if d, ok := u.Open(); ok {
		all = append(all, d)
	}
	return all
}

// same compares drafts but for the time.
func same(a, b []session.Draft) bool {
	return slices.EqualFunc(a, b, func(x, y session.Draft) bool {
		x.When, y.When = time.Time{}, time.Time{}
		return reflect.DeepEqual(x, y)
	})
}

// Offer tells of a card that was left, once the rows are there.
func (u *Unfinished) Offer() {
	switch {
	case u.told:
		return
	case u.lost != nil:
		u.told = true
		u.Say(clean.Blanks(u.lost.Error()))
		return
	case len(u.earlier) == 0:
		return
	}
	u.told, u.offered = true, true
	u.Say(fmt.Sprintf("left unfinished %s: %s · ⏎ goes on with it", pane.When(u.earlier[0].When, time.Now()), u.earlier[0].Title))
}

// GoOn opens the card that was offered, if the key says so; taken is false of any other.
func (u *Unfinished) GoOn(key string) (cmd tea.Cmd, taken bool) {
	offered := u.offered
	if u.offered = false; !offered || key != "enter" {
		return nil, false
	}
	d := u.earlier[0]
	u.earlier = u.earlier[1:]
	u.Stand(strings.Split(d.Key, "\n"))
	u.refill = &d
	return u.Do(d.Command), true
}

// KeepDrafts writes what is in the card, when the program ends.
func (u *Unfinished) KeepDrafts() {
	if now := u.now(); u.Desk != nil && (u.writing || !same(now, u.last)) {
		session.KeepDrafts(u.Desk, u.about(), now)
	}
}
