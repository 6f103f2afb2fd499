package reader

import (
	tea "charm.land/bubbletea/v2"

	"stet/ui/card"
)

// open shows a form, or the one about the same thing that was left before.
func (r *Reader) open(key string, f *card.Form, done func(*card.Form) tea.Cmd) {
	if draft, ok := r.cards.drafts[key]; ok {
		delete(r.cards.drafts, key)
		f = draft.Form
	}
	r.cards.open = &openForm{Form: f, key: key, done: done}
	r.cover()
	r.message.Message = ""
	if r.focus.On {
		r.sheet.Reveal(r.focus.Range)
	}
}

// cover tells the sheet which of its lines the open card covers.
func (r *Reader) cover() {
	if r.sheet.Covered = 0; r.cards.open != nil {
		r.sheet.Covered = len(r.cards.open.View(r.env.Paint, r.sheet.W, r.sheet.TextHeight()))
	}
}

// shut takes the open card away.
func (r *Reader) shut() {
	r.cards.open = nil
	r.cover()
}

// formUpdate hands a key to the open form.
func (r *Reader) formUpdate(msg tea.Msg) tea.Cmd {
	o := r.cards.open
	if key, ok := msg.(tea.KeyPressMsg); ok && key.String() == "f" && o.picks != nil && o.Words() == "" && o.Asking() == o.pickField {
		r.startPointing(o.picks)
		return nil
	}
	if key, ok := msg.(tea.KeyPressMsg); ok && key.String() == longNote && o.long != nil {
		return o.long(o.Words())
	}
	if key, ok := msg.(tea.KeyPressMsg); ok && o.Words() == "" {
		if do, ok := o.also[key.String()]; ok {
			return do()
		}
	}
	switch o.Update(msg) {
	case card.Left:
		r.shut()
		r.cards.drafts[o.key] = o
	case card.Finished:
		r.shut()
		return o.done(o.Form)
	}
	return nil
}
