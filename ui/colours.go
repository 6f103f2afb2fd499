package ui

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"stet/ui/keys"
	"stet/ui/pane"
	"stet/ui/theme"
)

// colouring are the commands that change the colours for this run: a theme, and what
// it is on. They are made when they are first asked for: every command starts without.
var colouring = sync.OnceValue(func() (t keys.Table[*program]) {
	for _, name := range theme.Names() {
		about := ""
		if th, err := theme.Load(name, true); err == nil {
			about, _, _ = strings.Cut(th.About, ":")
		}
		t = append(t, keys.Command[*program]{Name: "theme-" + name, Group: "Colours", Help: fmt.Sprintf("a theme for %s", about),
			Do: func(m *program, _ int) tea.Cmd {
				m.o.Theme = name
				return m.recoloured(fmt.Sprintf("theme = %q", name))
			}})
	}
	for _, b := range []struct {
		name string
		dark *bool
	}{{"light", new(bool)}, {"dark", isTrue()}} {
		t = append(t, keys.Command[*program]{Name: "background-" + b.name, Group: "Colours", Help: fmt.Sprintf("colours for a %s background", b.name),
			Do: func(m *program, _ int) tea.Cmd {
				m.o.Dark, m.dark = b.dark, *b.dark
				return m.recoloured("background = " + strconv.Quote(b.name))
			}})
	}
	return t
})

func isTrue() *bool { b := true; return &b }

// recoloured draws all anew, and says how the config file keeps that.
func (m *program) recoloured(line string) tea.Cmd {
	return tea.Batch(m.restyled(), m.top().Update(pane.Said{Text: fmt.Sprintf("for this run · %s in the config file keeps it so", line)}))
}
