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
)

// A guiding is the guide that leads through the demo, if it does.
type guiding struct {
	*stack
	o     *Options
	env   *pane.Env
	guide *guide.Guide // nil while nobody is guided
}

// leaveGuide is the name of the command that leaves the guide.
const leaveGuide = "leave-guide"

// guideCommands are the guide's own. It takes the first of these keys that the
// pane on the screen has no use for.
var guideCommands = keys.Table[*guiding]{
	{Name: leaveGuide, Keys: []string{"ctrl+g", "f12"}, Group: "Other", Help: "leave the guide", Do: func(g *guiding, _ int) tea.Cmd { return g.leave() }},
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

// note notes that the guide is not to come again. Where that cannot be
// noted it comes once more.
func (g *guiding) note() tea.Cmd {
	if g.o.Desk == nil {
		return nil
	}
	mark := guideMark(g.o.Desk.State)
	return func() tea.Msg {
		if os.MkdirAll(filepath.Dir(mark), 0o700) == nil {
			os.WriteFile(mark, nil, 0o600)
		}
		return nil
	}
}

// show shows the guide what is on the screen now.
func (g *guiding) show() tea.Cmd {
	if g.guide == nil {
		return nil
	}
	was := g.guide.Taught()
	g.guide.See(g.scene())
	if g.guide.Over() {
		g.guide = nil
		return nil
	}
	if !was && g.guide.Taught() {
		return g.note()
	}
	return nil
}

func (g *guiding) leave() tea.Cmd {
	g.guide = nil
	return tea.Batch(g.note(), g.top().Update(pane.Said{Text: "the guide is left · stet demo --again begins it anew"}))
}

func (g *guiding) scene() guide.Scene {
	s := guide.Scene{Facts: factsOf(g.top())}
	if p := g.under(); p != nil {
		s.Below = factsOf(p).Shows
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
func (g *guiding) entries() []keys.Entry {
	entries := g.top().Entries()
	if g.guide != nil {
		entries = append(entries, guideCommands.Bound(g.o.Keys).Entries(g)...)
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

// rows draws the guide for a screen of that size.
func (g *guiding) rows(w, h int) []string {
	if g.guide == nil {
		return nil
	}
	entries := g.top().Entries()
	key := g.keyIn(entries)
	return g.guide.View(g.env.Paint, key, cmp.Or(g.leaveKey(entries), key(leaveGuide)), w, h)
}

// leaveKey is the key with which the guide is left: the first that is bound to
// that and begins nothing in the pane; "" if absent.
func (g *guiding) leaveKey(entries []keys.Entry) string {
	taken := map[string]bool{}
	for _, e := range entries {
		for _, k := range e.Keys {
			if seq, err := keys.Parse(k); err == nil {
				taken[seq[0]] = true
			}
		}
	}
	for _, k := range guideCommands.Bound(g.o.Keys)[0].Keys {
		if seq, err := keys.Parse(k); err == nil && len(seq) == 1 && !taken[k] {
			return k
		}
	}
	return ""
}

// keyIn tells the key of a command, as it is bound, and how enter is written. In
// ASCII the sign for that is another key's.
func (g *guiding) keyIn(entries []keys.Entry) func(command string) string {
	return func(name string) string {
		e := keys.Entry{Name: name}
		if i := slices.IndexFunc(entries, func(e keys.Entry) bool { return e.Name == name }); i >= 0 {
			e = entries[i]
		} else if name == "enter" {
			e.Keys = []string{"enter"}
		}
		if g.env.ASCII && len(e.Keys) > 0 {
			return e.Keys[0]
		}
		return e.Key()
	}
}
