package review

import (
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/codebook"
	"stet/model/library"
	"stet/ui/card"
	"stet/ui/pane"
)

// namesFile is where the names of a folder are joined: at the root of its
// library, else in it.
func namesFile(dir string) string {
	if root, ok := library.Root(dir); ok {
		dir = root
	}
	return filepath.Join(dir, codebook.NamesFile)
}

// openSame asks whom the person of the current row is the same as. The names
// most alike stand first; only a person joins them.
func (r *Review) openSame() tea.Cmd {
	row := r.row()
	who := row.Who
	if who == "" {
		who = row.To
	}
	var choices []card.Choice
	names := r.knownNames("")
	slices.SortStableFunc(names, func(a, b card.Choice) int { return likeness(b.Text, who) - likeness(a.Text, who) })
	for _, c := range names {
		if r.names.Same(c.Text) == r.names.Same(who) {
			continue
		}
		c.Key, c.Value = "", c.Text
		if len(choices) < 9 {
			c.Key = string(rune('1' + len(choices)))
		}
		choices = append(choices, c)
	}
	form := card.NewForm(who+" is the same as", "esc leave", &card.Field{
		Name: "same", Choices: choices, Hint: "or type the name in full", Typed: func(words string) any { return words },
	})
	r.front.Ask(form, func(f *card.Form) tea.Cmd { return r.joinNames(card.One[string](f, "same"), who) })
	return nil
}

// likeness counts the words that two names share, the last one twice.
func likeness(a, b string) int {
	as, bs := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	n := 0
	for _, w := range as {
		if slices.Contains(bs, w) {
			n++
		}
	}
	if len(as) > 0 && len(bs) > 0 && as[len(as)-1] == bs[len(bs)-1] {
		n++
	}
	return n
}

// A namesMsg is what became of a change of names.toml.
type namesMsg struct {
	token pane.Token
	edit  codebook.NamesEdit
	title string // what was done, "" for an undo
	err   error
}

// joinNames adds to names.toml that both are the same.
func (r *Review) joinNames(into, name string) tea.Cmd {
	t, file := r.naming.Next(), r.namesFile
	return pane.Safely(t, "joining names", func() tea.Msg {
		edit, err := codebook.JoinNames(file, into, "", name)
		return namesMsg{token: t, edit: edit, title: name + " is " + into, err: err}
	})
}

// restoreNames puts names.toml back as it was, unless somebody else changed it.
func (r *Review) restoreNames(file string, now, then []byte) tea.Cmd {
	t := r.naming.Next()
	return pane.Safely(t, "joining names", func() tea.Msg {
		names, err := codebook.ReplaceNames(file, now, then)
		return namesMsg{token: t, edit: codebook.NamesEdit{File: file, Names: names}, err: err}
	})
}

func (r *Review) gotNames(m namesMsg) tea.Cmd {
	if !r.naming.Holds(m.token) {
		return nil
	}
	if m.err != nil {
		r.front.Complain(m.err.Error())
		return nil
	}
	r.names = m.edit.Names
	if m.title != "" {
		r.desk.work.Named(m.title, m.edit)
		r.front.SayDone(m.title + ", in " + filepath.Base(m.edit.File))
	}
	r.list()
	return nil
}
