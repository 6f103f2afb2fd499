package reader

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/session"
	"stet/ui/card"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// Kept drafts are the cards that are unfinished, as they are on the disk.
type keptDrafts struct {
	earlier []session.Draft // of earlier sessions, not opened again yet
	last    []session.Draft // what was written last
	// answered are cards of which it is not known yet that what they led to is saved. Until
	// then they stay: a kill in between would take what was typed.
	answered []session.Draft
	writing  bool
}

// A keptMsg says that drafts were written.
type keptMsg struct{ of *cards }

// keep writes what is in unfinished cards, off the interface's goroutine, if it is
// not what was written last. What is typed meanwhile is written after that.
func (c *cards) keep() tea.Cmd {
	now := c.unfinishedNow()
	if c.env.Desk == nil || c.kept.writing || sameDrafts(now, c.kept.last) {
		return nil
	}
	c.kept.writing, c.kept.last = true, now
	desk, art := c.env.Desk, c.in.Art
	return func() tea.Msg {
		session.KeepDrafts(desk, art, now) // what is typed is not lost by that alone
		return keptMsg{c}
	}
}

func (c *cards) wrote(m keptMsg) tea.Cmd {
	if m.of != c {
		return nil
	}
	c.kept.writing = false
	return c.keep()
}

// sameDrafts compares drafts but for the time.
func sameDrafts(a, b []session.Draft) bool {
	return slices.EqualFunc(a, b, func(x, y session.Draft) bool {
		return x.Key == y.Key && x.At == y.At && reflect.DeepEqual(x.Fields, y.Fields)
	})
}

// unfinishedNow are the cards in which something is that was not accepted.
func (c *cards) unfinishedNow() []session.Draft {
	out := slices.Concat(c.kept.earlier, c.kept.answered)
	add := func(o *openForm) {
		if d, ok := draftOf(o); ok {
			out = append(out, d)
		}
	}
	for _, o := range c.drafts {
		add(o)
	}
	if c.open != nil {
		add(c.open)
	}
	slices.SortFunc(out, func(a, b session.Draft) int { return strings.Compare(a.Key, b.Key) })
	return out
}

// draftOf is what is in a card; false if nothing does.
func draftOf(o *openForm) (session.Draft, bool) {
	fields, at := o.Filled()
	if !o.Touched() || len(fields) == 0 || o.command == "" {
		return session.Draft{}, false
	}
	return session.Draft{Key: o.key, Title: o.Title, Command: o.command, Words: o.words, Selected: o.selected, Fields: fields, At: at, When: time.Now()}, true
}

// answer keeps a card that was answered until what it leads to is saved.
func (c *cards) answer(o *openForm) {
	if d, ok := draftOf(o); ok {
		c.kept.answered = append(c.kept.answered, d)
	}
}

// settle lets go of the cards that were answered, once everything is saved.
func (c *cards) settle() {
	if c.unsaved() == 0 {
		c.kept.answered = nil
	}
}

// stored reports whether all that was typed into a card is in annotations: the
// program ended after they were saved, and before the card was let go.
func stored(d session.Draft, notes []*annotate.Annotation) bool {
	typed := 0
	for _, f := range d.Fields {
		words := append(slices.Clone(f.Answers), strings.TrimSpace(f.Typed))
		for _, w := range words {
			if w == "" {
				continue
			}
			typed++
			if !slices.ContainsFunc(notes, func(a *annotate.Annotation) bool { return a.Comment == w || slices.Contains(a.Tags, w) }) {
				return false
			}
		}
	}
	return typed > 0
}

// refill puts what an earlier session left unfinished into the same card.
func (c *cards) refill(key string, f *card.Form) {
	i := slices.IndexFunc(c.kept.earlier, func(d session.Draft) bool { return d.Key == key })
	if i < 0 {
		return
	}
	d := c.kept.earlier[i]
	c.kept.earlier = slices.Delete(c.kept.earlier, i, i+1)
	f.Refill(d.Fields, d.At)
}

// offer tells of cards that an earlier session left unfinished; ⏎ goes on with the
// first.
func (r *Reader) offer(ds []session.Draft) {
	c := r.cards
	if r.notes.own != nil {
		ds = slices.DeleteFunc(ds, func(d session.Draft) bool { return stored(d, r.notes.own.Set.All()) })
	}
	if len(ds) == 0 {
		return
	}
	c.kept.earlier, c.kept.last = ds, ds
	d := ds[0]
	r.statusLine.say(fmt.Sprintf("left unfinished %s: %s · ⏎ goes on with it", pane.When(d.When, time.Now()), d.Title))
	r.statusLine.after = map[string]func() tea.Cmd{"enter": func() tea.Cmd { return r.goOnWith(d) }}
}

// goOnWith opens the card of a draft where it was opened.
func (r *Reader) goOnWith(d session.Draft) tea.Cmd {
	if !d.Words.Empty() {
		r.focus.Set(d.Words)
		if d.Selected {
			r.focus.Sel = &sheet.Selection{Selection: sheet.Selected(d.Words)}
		}
	}
	cmd := r.Do(d.Command)
	if o := r.cards.open; o != nil && o.key != d.Key { // what it was about has changed
		o.Refill(d.Fields, d.At)
		r.cards.kept.earlier = slices.DeleteFunc(r.cards.kept.earlier, func(e session.Draft) bool { return e.Key == d.Key })
	}
	r.cards.cover()
	return cmd
}

// KeepDrafts writes what is in unfinished cards, when the program ends.
func (r *Reader) KeepDrafts() {
	c := r.cards
	if now := c.unfinishedNow(); c.env.Desk != nil && (c.kept.writing || !sameDrafts(now, c.kept.last)) {
		session.KeepDrafts(c.env.Desk, c.in.Art, now)
	}
}
