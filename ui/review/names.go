package review

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/codebook"
	"stet/model/library"
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
func (ed *editing) joinNames(into, name string) tea.Cmd {
	t, file := ed.naming.Next(), ed.folder.namesFile
	return pane.Safely(t, "joining names", func() tea.Msg {
		edit, err := codebook.JoinNames(file, into, "", name)
		return namesMsg{token: t, edit: edit, title: fmt.Sprintf("%s is %s", name, into), err: err}
	})
}

// restoreNames puts names.toml back as it was, unless somebody else changed it.
func (ed *editing) restoreNames(file string, now, then []byte) tea.Cmd {
	t := ed.naming.Next()
	return pane.Safely(t, "joining names", func() tea.Msg {
		names, err := codebook.ReplaceNames(file, now, then)
		return namesMsg{token: t, edit: codebook.NamesEdit{File: file, Names: names}, err: err}
	})
}

func (ed *editing) gotNames(m namesMsg) tea.Cmd {
	if !ed.naming.Holds(m.token) {
		return nil
	}
	if m.err != nil {
		ed.front.Complain(m.err.Error())
		return nil
	}
	ed.folder.names = m.edit.Names
	if m.title != "" {
		ed.work.Named(m.title, m.edit)
		ed.front.SayDone(fmt.Sprintf("%s, in %s", m.title, filepath.Base(m.edit.File)))
	}
	ed.list.list()
	return nil
}
