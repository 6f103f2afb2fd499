package reader

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/codebook"
	"stet/model/library"
	"stet/model/mention"
	"stet/ui/pane"
)

// A namesMsg is what became of a change of names.toml.
type namesMsg struct {
	reader        *Reader
	names         *codebook.Names
	before, after []byte // before is nil where there was no file
	said          string
	err           error
}

func (r *Reader) namesFile() string { return filepath.Join(r.project.root, codebook.NamesFile) }

// joinNames says of a name what it is in every article of the library: an entry
// is added to names.toml, which right afterwards u takes away again.
func (r *Reader) joinNames(name string, t mention.Type, also []string) tea.Cmd {
	file := r.namesFile()
	return pane.Safely(0, "writing "+codebook.NamesFile, func() tea.Msg {
		m := namesMsg{reader: r, said: name + " is the same in all articles of the folder: " + codebook.NamesFile}
		m.before, m.err = os.ReadFile(file)
		if errors.Is(m.err, fs.ErrNotExist) {
			m.before, m.err = nil, nil
		}
		m.after = m.before
		for _, form := range append([]string{name}, also...) {
			if m.err == nil {
				m.after, m.names, m.err = codebook.Join(codebook.NamesFile, m.after, name, t, form)
			}
		}
		if m.err == nil {
			m.err = library.WriteFile(file, m.after)
		}
		return m
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
	r.project.names = m.names
	r.regroup()
	r.gather()
	if m.after == nil {
		r.say(m.said)
		return
	}
	r.say(m.said + " · u undo")
	r.after = map[string]func() tea.Cmd{"u": func() tea.Cmd { return r.unjoinNames(m.before, m.after) }}
}

// unjoinNames puts names.toml back as it was, unless somebody else changed it.
func (r *Reader) unjoinNames(before, after []byte) tea.Cmd {
	file := r.namesFile()
	return pane.Safely(0, "writing "+codebook.NamesFile, func() tea.Msg {
		m := namesMsg{reader: r, said: codebook.NamesFile + " is as it was"}
		data, err := os.ReadFile(file)
		switch {
		case err != nil:
			m.err = err
		case !bytes.Equal(data, after):
			m.err = errors.New(codebook.NamesFile + " was changed meanwhile: nothing is undone")
		case before == nil:
			m.err = os.Remove(file)
		default:
			m.err = library.WriteFile(file, before)
		}
		if m.err == nil && before != nil {
			m.names, m.err = codebook.ReadNames(codebook.NamesFile, before)
		}
		return m
	})
}
