package reader

import (
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/codebook"
	"stet/model/mention"
	"stet/ui/pane"
)

// A namesMsg is what became of a change of names.toml.
type namesMsg struct {
	reader *Reader
	edit   codebook.NamesEdit
	said   string
	err    error
}

func (r *Reader) namesFile() string {
	return filepath.Join(r.project.Root, codebook.NamesFile)
}

// joinNames says of a name what it is in every article of the library: an entry
// is added to names.toml, which right afterwards u takes away again.
func (r *Reader) joinNames(name string, t mention.Type, also []string) tea.Cmd {
	file := r.namesFile()
	return pane.Safely(0, "writing "+codebook.NamesFile, func() tea.Msg {
		edit, err := codebook.JoinNames(file, name, t, append([]string{name}, also...)...)
		return namesMsg{reader: r, edit: edit, said: name + " is the same in all articles of the folder: " + codebook.NamesFile, err: err}
	})
}

func (r *Reader) gotNames(m namesMsg) {
	switch {
	case m.reader != r:
		return
	case m.err != nil:
		r.complain(m.err.Error())
		return
	}
	r.project.Names = m.edit.Names
	r.regroup()
	r.gather()
	if m.edit.After == nil {
		r.say(m.said)
		return
	}
	r.did(m.said)
	r.after = map[string]func() tea.Cmd{"u": func() tea.Cmd { return r.unjoinNames(m.edit) }}
}

// unjoinNames puts names.toml back as it was, unless somebody else changed it.
func (r *Reader) unjoinNames(e codebook.NamesEdit) tea.Cmd {
	return pane.Safely(0, "writing "+codebook.NamesFile, func() tea.Msg {
		names, err := codebook.ReplaceNames(e.File, e.After, e.Before)
		return namesMsg{reader: r, edit: codebook.NamesEdit{File: e.File, Names: names}, said: codebook.NamesFile + " is as it was", err: err}
	})
}
