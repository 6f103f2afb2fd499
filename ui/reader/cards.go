package reader

import (
	"fmt"
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"stet/model"
	"stet/ui/card"
	"stet/ui/paint"
	"stet/ui/sheet"
)

// show shows a form, or the one about the same thing that was left before.
func (c *cards) show(key string, f *card.Form, done func(*card.Form) tea.Cmd) {
	if draft, ok := c.drafts[key]; ok {
		delete(c.drafts, key)
		f = draft.Form
	}
	c.open = &openForm{Form: f, key: key, done: done, command: c.command, words: c.focus.Range}
	if c.focus.Sel != nil {
		c.open.words, c.open.selected = c.focus.Sel.Range(), true
	}
	c.refill(key, f)
	c.from = c.sheet.Place()
	c.cover()
	c.statusLine.status.Message = ""
	if c.focus.On && !c.sheet.LeavesRoom(c.focus.Range, c.sheet.Covered) {
		c.sheet.Reveal(c.focus.Range)
	}
}

// marks adds the words that the open card asks about.
func (c *cards) marks(out []paint.Mark) []paint.Mark {
	if o := c.open; o != nil && !o.asks.Empty() && o.asks != c.focus.Range {
		out = append(out, paint.Mark{Range: o.asks, Layer: paint.Selection, Role: "selection"})
	}
	return out
}

// cover tells the sheet which of its lines the open card covers.
func (c *cards) cover() {
	if c.sheet.Covered = 0; c.open != nil {
		c.sheet.Covered = len(c.open.View(c.env.Paint, c.sheet.W, c.sheet.TextHeight()))
	}
}

// shut takes the open card away, and shows the page as it was before.
func (c *cards) shut() {
	if c.open != nil {
		c.sheet.Return(c.from)
	}
	c.open = nil
	c.cover()
}

// update hands a key to the open form, and has kept what is in it.
func (c *cards) update(msg tea.Msg) tea.Cmd { return tea.Batch(c.take(msg), c.keep()) }

func (c *cards) take(msg tea.Msg) tea.Cmd {
	o := c.open
	if key, ok := msg.(tea.KeyPressMsg); ok && key.String() == "f" && o.picks != nil && !o.Entered() && o.Asking() == o.pickField {
		c.pointer.Start(o.picks)
		return nil
	}
	if key, ok := msg.(tea.KeyPressMsg); ok && key.String() == longNote && o.long != nil {
		return o.long(o.Words())
	}
	if key, ok := msg.(tea.KeyPressMsg); ok && !o.Entered() {
		if do, ok := o.also[key.String()]; ok {
			return do()
		}
	}
	switch o.Update(msg) {
	case card.Left:
		c.shut()
		if c.focus.Item != nil { // where that still is
			c.statusLine.status.Message = c.statusLine.full
		}
		if !o.passing {
			c.drafts[o.key] = o
			if d, ok := draftOf(o); ok {
				c.statusLine.say("left unfinished: " + d.Title + c.statusLine.table.Fill(fmt.Sprintf(" · {%s} goes on with it", d.Command)))
			}
		}
		return c.back(o)
	case card.Finished:
		c.shut()
		c.ended = o.Form
		c.answer(o)
		cmd := o.done(o.Form)
		c.settle()
		if c.open == nil {
			return tea.Batch(cmd, c.back(o))
		}
		if c.open.behind == nil {
			c.open.behind = o.behind
		}
		return cmd
	}
	return nil
}

// back returns to the card from which one was opened, if that was so.
func (c *cards) back(o *openForm) tea.Cmd {
	if o.behind == nil {
		return nil
	}
	return o.behind()
}

// The cards are the one that is open, and those that were left.
type cards struct {
	*shared
	open    *openForm            // nil for none
	ended   *card.Form           // that was answered last
	from    sheet.Place          // where the page was when the card came
	drafts  map[string]*openForm // by what they were about
	warned  bool                 // it was said that one of them would be lost
	command string               // that is being carried out, which may open a card
	kept    keptDrafts
	unsaved func() int // edits that are not on the disk
	pointer *sheet.Pointer
}

// unfinished is the title of a card that was left with something typed or chosen in
// it, "" for none: of several always the same.
func (c *cards) unfinished() string {
	for _, key := range slices.Sorted(maps.Keys(c.drafts)) {
		if d := c.drafts[key]; d.Touched() {
			return d.Title
		}
	}
	return ""
}

// An openForm is a card over the text and what it is about.
type openForm struct {
	*card.Form
	key string // what it is about, for drafts
	// How it was opened: by which command, about which words, and whether they were
	// selected.
	command  string
	words    model.Range
	selected bool
	asks     model.Range                // that are lit while it is open
	passing  bool                       // nothing of it is worth being kept when it is left
	behind   func() tea.Cmd             // goes back to the card from which it was opened; nil for none
	long     func(words string) tea.Cmd // goes on with a long text in the editor; nil where none is asked for
	done     func(*card.Form) tea.Cmd
	// picks takes a word pointed at with f as the answer of the field pickField.
	pickField string
	picks     func(model.Range) tea.Cmd
	// also are keys that mean something else while no words are typed.
	also map[string]func() tea.Cmd
}
