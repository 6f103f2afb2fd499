package reader

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/model/count"
	"stet/ui/ask"
	"stet/ui/card"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// openName asks what is to be said of the name in focus; right afterwards o takes it
// back to this one. Where no name is in focus, it lists all.
func (r *Reader) openName() tea.Cmd {
	k := mustKind(sheet.KindEntity)
	words, ok := r.focus.Words(k)
	if !ok || r.focus.Item != nil && r.focus.Sel == nil && r.focus.Range == r.focus.Item.Range() {
		r.openNames() // a quote or a claim is in focus, and no name
		return nil
	}
	r.ask(r.scene(words).Name(), func(a ask.Answer) tea.Cmd { return r.tag(k, a) })
	return nil
}

// named carries out what was said of a name, and lets o restrict it to its words.
func (r *Reader) named(a ask.Answer) tea.Cmd {
	words := a.Words
	cmd := r.tagged(a.Edit)
	if a.Named == nil && a.Says == "" { // it is a decision, which is asked about further
		return cmd
	}
	r.focus.Set(words)
	if a.Named == nil {
		r.did(a.Says)
		return cmd
	}
	name, n := a.Named, 1
	if i := r.in.Names.EntityAt(words.Start); i >= 0 {
		n = len(r.in.Names.Entities[i].Mentions)
	}
	text := name.Name + " is " + name.Is() + " now"
	if was := pane.OneLine(r.in.Art.Slice(words)); was != name.Name && !strings.Contains(name.Name, was) {
		text = was + " is called " + name.Name + " now"
	}
	r.after = map[string]func() tea.Cmd{}
	if n > 1 {
		text += ", in " + count.Of(n, "place") + " · o only here"
		r.after["o"] = func() tea.Cmd {
			only := r.scene(words).OnlyHere(name)
			cmd := r.do(only.Edit)
			r.focus.Set(words)
			r.did(only.Says)
			return cmd
		}
	}
	if r.project.Root != "" {
		text += " · a in all articles"
		r.after["a"] = func() tea.Cmd { return r.joinNames(name.Name, name.Type, name.Also) }
	}
	r.did(text)
	return cmd
}

// openNames lists who and what is named in the article, the most frequent first.
// Choosing one lights its mentions and makes n go from one to the next.
func (r *Reader) openNames() {
	if len(r.in.Names.Entities) == 0 {
		r.say(r.table.Fill("no names found · {point} points at a word, {name} makes it a name"))
		return
	}
	form := ask.Names(r.in.Names, r.table.Fill("a name in focus: {name} changes it · esc leave"))
	r.open("names", form, func(f *card.Form) tea.Cmd {
		i := card.One[int](f, "name")
		if i < 0 {
			r.say("no such name here")
			return nil
		}
		r.goOn = goOn{what: nextMention, kind: r.in.Names.Entities[i].Name}
		r.focus.Drop()
		r.step(true)
		return nil
	})
}
