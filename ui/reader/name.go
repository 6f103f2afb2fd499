package reader

import (
	"fmt"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/model/clean"
	"stet/model/count"
	"stet/model/mention"
	"stet/ui/ask"
	"stet/ui/card"
	"stet/ui/pane"
)

// name asks what is to be said of the name in focus; right afterwards o takes it
// back to this one. Where no name is in focus, it lists all.
func (t *tagger) name(k kind.Kind) tea.Cmd {
	words, ok := t.focus.Words(k)
	if !ok || t.focus.Item != nil && t.focus.Sel == nil && t.focus.Range == t.focus.Item.Range() {
		t.names() // a quote or a claim is in focus, and no name
		return nil
	}
	t.ask(t.notes.scene(words).Name(), func(a ask.Answer) tea.Cmd { return t.tag(k, a) })
	return nil
}

// named carries out what was said of a name, and lets o restrict it to its words.
func (t *tagger) named(a ask.Answer) tea.Cmd {
	words := a.Words
	cmd := t.notes.tagged(a.Edit)
	if a.Named == nil && a.Says == "" { // it is a decision, which is asked about further
		return cmd
	}
	t.focus.Set(words)
	if a.Named == nil {
		t.statusLine.did(a.Says)
		return cmd
	}
	name, n := a.Named, 1
	if i := t.in.Names.EntityAt(words.Start); i >= 0 {
		n = len(t.in.Names.Entities[i].Mentions)
	}
	text := fmt.Sprintf("%s is %s now", name.Name, name.Is())
	if was := clean.Blanks(t.in.Art.Slice(words)); was != name.Name && !strings.Contains(name.Name, was) {
		text = fmt.Sprintf("%s is called %s now", was, name.Name)
	}
	t.statusLine.after = map[string]func() tea.Cmd{}
	if n > 1 {
		text = fmt.Sprintf("%s, in %s · o only here", text, count.Of(n, "place"))
		t.statusLine.after["o"] = func() tea.Cmd {
			only := t.notes.scene(words).OnlyHere(name)
			cmd := t.notes.do(only.Edit)
			t.focus.Set(words)
			t.statusLine.did(only.Says)
			return cmd
		}
	}
	if t.notes.project.Root != "" {
		text += " · a in all articles"
		t.statusLine.after["a"] = func() tea.Cmd { return t.joinNames(name.Name, name.Type, name.Also) }
	}
	t.statusLine.did(text)
	return cmd
}

// names lists who and what is named in the article, the most frequent first.
// Choosing one lights its mentions and makes n go from one to the next.
func (t *tagger) names() {
	if len(t.in.Names.Entities) == 0 {
		t.statusLine.say(t.statusLine.table.Fill("no names found · {point} points at a word, {name} makes it a name"))
		t.notes.env.Refuse()
		return
	}
	form := ask.Names(t.in.Names, t.statusLine.table.Fill("a name in focus: {name} changes it · esc leave"))
	t.cards.show("names", form, func(f *card.Form) tea.Cmd {
		i := card.One[int](f, "name")
		if i < 0 {
			t.statusLine.say("no such name here")
			return nil
		}
		t.walk.on = motion{what: nextMention, kind: t.in.Names.Entities[i].Name}
		t.focus.Drop()
		t.walk.step(true)
		return nil
	})
}

func (t *tagger) namesFile() string {
	return filepath.Join(t.notes.project.Root, codebook.NamesFile)
}

// joinNames says of a name what it is in every article of the library: an entry
// is added to names.toml, which right afterwards u takes away again.
func (t *tagger) joinNames(name string, typ mention.Type, also []string) tea.Cmd {
	file := t.namesFile()
	return pane.Safely(0, fmt.Sprintf("writing %s", codebook.NamesFile), func() tea.Msg {
		edit, err := codebook.JoinNames(file, name, typ, append([]string{name}, also...)...)
		return namesMsg{to: t, edit: edit, said: fmt.Sprintf("%s is the same in all articles of the folder: %s", name, codebook.NamesFile), err: err}
	})
}

func (t *tagger) gotNames(m namesMsg) {
	switch {
	case m.to != t:
		return
	case m.err != nil:
		t.statusLine.complain(m.err.Error())
		return
	}
	t.notes.project.Names = m.edit.Names
	t.notes.regroup()
	t.notes.gather()
	if m.edit.After == nil {
		t.statusLine.say(m.said)
		return
	}
	t.statusLine.did(m.said)
	t.statusLine.after = map[string]func() tea.Cmd{"u": func() tea.Cmd { return t.unjoinNames(m.edit) }}
}

// unjoinNames puts names.toml back as it was, unless somebody else changed it.
func (t *tagger) unjoinNames(e codebook.NamesEdit) tea.Cmd {
	return pane.Safely(0, fmt.Sprintf("writing %s", codebook.NamesFile), func() tea.Msg {
		names, err := codebook.ReplaceNames(e.File, e.After, e.Before)
		return namesMsg{to: t, edit: codebook.NamesEdit{File: e.File, Names: names}, said: fmt.Sprintf("%s is as it was", codebook.NamesFile), err: err}
	})
}

// A namesMsg is what became of a change of names.toml.
type namesMsg struct {
	to   *tagger
	edit codebook.NamesEdit
	said string
	err  error
}
