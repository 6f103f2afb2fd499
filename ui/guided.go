package ui

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	tea "charm.land/bubbletea/v2"

	"stet/ui/guide"
	"stet/ui/keys"
	"stet/ui/pane"
	"stet/ui/reader"
)

// leaveGuide is the name of the command that leaves the guide.
const leaveGuide = "leave-guide"

// guideCommands are the guide's own. It takes the first of these keys that the
// pane on the screen has no use for.
var guideCommands = keys.Table[*program]{
	{Name: leaveGuide, Keys: []string{"ctrl+g", "f12"}, Group: "Other", Help: "leave the guide", Do: func(m *program, _ int) tea.Cmd { return m.leaveGuide() }},
}

// guideMark is the file that says that the guide was finished or left.
func guideMark(state string) string { return filepath.Join(state, "guide") }

// guideSeen reports whether the guide was finished or left before, by what lies
// in the state folder.
func guideSeen(state string) bool {
	_, err := os.Stat(guideMark(state))
	return err == nil
}

// ForgetGuide makes the guide come again.
func ForgetGuide(state string) error {
	if err := os.Remove(guideMark(state)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// noteGuide notes that the guide is not to come again. Where that cannot be
// noted it comes once more.
func (m *program) noteGuide() tea.Cmd {
	if m.o.Desk == nil {
		return nil
	}
	mark := guideMark(m.o.Desk.State)
	return func() tea.Msg {
		if os.MkdirAll(filepath.Dir(mark), 0o700) == nil {
			os.WriteFile(mark, nil, 0o600)
		}
		return nil
	}
}

// guided reads the article with which the demo in a folder begins; false where the
// guide was finished or left before.
func (m *program) guided(dir string) (article, bool) {
	if m.o.Desk == nil || guideSeen(m.o.Desk.State) {
		return article{}, false
	}
	a, err := m.load(filepath.Join(dir, guide.Article))
	a.mark.Pos = 0 // from its top, whatever was read of it
	return a, err == nil
}

// beginGuide opens the guided article over the list.
func (m *program) beginGuide(a article) *reader.Reader {
	r := m.readerOf(a, 0, reader.Place{})
	m.panes = append(m.panes, r)
	m.guide = guide.New()
	return r
}

// showGuide shows the guide what is on the screen now.
func (m *program) showGuide() tea.Cmd {
	if m.guide == nil {
		return nil
	}
	was := m.guide.Taught()
	m.guide.See(m.scene())
	if m.guide.Over() {
		m.guide = nil
		return nil
	}
	if !was && m.guide.Taught() {
		return m.noteGuide()
	}
	return nil
}

func (m *program) leaveGuide() tea.Cmd {
	m.guide = nil
	return tea.Batch(m.noteGuide(), m.top().Update(pane.Said{Text: "the guide is left · stet demo --again begins it anew"}))
}

func (m *program) scene() guide.Scene {
	s := guide.Scene{Facts: factsOf(m.top())}
	if n := len(m.panes); n > 1 {
		s.Below = factsOf(m.panes[n-2]).Shows
	}
	return s
}

func factsOf(p pane.Pane) pane.Facts {
	if t, ok := p.(pane.Teller); ok {
		return t.Facts()
	}
	return pane.Facts{}
}

// entries are the commands of what is on the screen.
func (m *program) entries() []keys.Entry {
	entries := m.top().Entries()
	if m.guide != nil {
		entries = append(entries, guideCommands.Bound(m.o.Keys).Entries(m)...)
	}
	return entries
}

// below is a message of the mouse as the pane takes it that is drawn so many lines
// below the top; nil where it is of the lines above.
func below(msg tea.Msg, lines int) tea.Msg {
	switch m := msg.(type) {
	case tea.MouseClickMsg:
		if m.Y -= lines; m.Y < 0 {
			return nil
		}
		return m
	case tea.MouseMotionMsg:
		m.Y = max(0, m.Y-lines)
		return m
	}
	return msg
}

// guideRows draws the guide for a screen of that size.
func (m *program) guideRows(w, h int) []string {
	if m.guide == nil {
		return nil
	}
	entries := m.top().Entries()
	key := m.keyIn(entries)
	return m.guide.View(m.env.Paint, key, cmp.Or(m.guideKey(entries), key(leaveGuide)), w, h)
}

// guideKey is the key with which the guide is left: the first that is bound to
// that and begins nothing in the pane; "" if there is none.
func (m *program) guideKey(entries []keys.Entry) string {
	taken := map[string]bool{}
	for _, e := range entries {
		for _, k := range e.Keys {
			if seq, err := keys.Parse(k); err == nil {
				taken[seq[0]] = true
			}
		}
	}
	for _, k := range guideCommands.Bound(m.o.Keys)[0].Keys {
		if seq, err := keys.Parse(k); err == nil && len(seq) == 1 && !taken[k] {
			return k
		}
	}
	return ""
}

// keyIn tells the key of a command, as it is bound, and how enter is written. In
// ASCII the sign for that is another key's.
func (m *program) keyIn(entries []keys.Entry) func(command string) string {
	return func(name string) string {
		e := keys.Entry{Name: name}
		if i := slices.IndexFunc(entries, func(e keys.Entry) bool { return e.Name == name }); i >= 0 {
			e = entries[i]
		} else if name == "enter" {
			e.Keys = []string{"enter"}
		}
		if m.env.ASCII && len(e.Keys) > 0 {
			return e.Keys[0]
		}
		return e.Key()
	}
}
