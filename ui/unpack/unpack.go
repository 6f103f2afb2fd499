// Package unpack is the pane for a file with many articles: what it is, the titles
// in it, and the offer to make files of them.
//
// It refuses to write anything: it tells the program where the articles are to go.
package unpack

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/model/count"
	"stet/model/intake"
	"stet/ui/card"
	"stet/ui/keys"
	"stet/ui/pane"
)

// Into asks for the articles of a file to be unpacked into a folder.
type Into struct{ Path, Dir string }

// Requests makes it a [pane.Request].
func (Into) Requests() {}

// A Box is the pane.
type Box struct {
	env    *pane.Env
	path   string
	format string // "Nexis"
	front  card.Front[*Box]
	titles []title
	found  int
	faults []intake.Fault
	ended  bool
	err    error
	at     pane.Cursor
	ctx    context.Context
	stop   context.CancelFunc
	w, h   int
}

// A title is what the list shows of an article.
type title struct{ day, source, title string }

// mostTitles is how many titles are listed; of more, only the number is told.
const mostTitles = 10_000

// New returns the pane of the file at path.
func New(env *pane.Env, path string, format *intake.Format) *Box {
	ctx, stop := context.WithCancel(context.Background())
	return &Box{env: env, path: path, format: format.Title, ctx: ctx, stop: stop, front: card.Front[*Box]{Env: env, Table: commands.Bound(env.Keys)}}
}

// Folder is where the articles go unless another folder is named: one that is
// called like the file, beside it.
func Folder(path string) string {
	base := filepath.Base(path)
	name := strings.TrimSuffix(strings.TrimSuffix(base, ".gz"), filepath.Ext(strings.TrimSuffix(base, ".gz")))
	if name == "" || name == base {
		name = base + "-articles"
	}
	return filepath.Join(filepath.Dir(path), name)
}

type titlesMsg struct {
	titles []title
	found  int
}

type endMsg struct {
	tally intake.Tally
	err   error
}

// Init reads the titles, beside the interface.
func (b *Box) Init() tea.Cmd {
	return pane.Stream(b, 0, fmt.Sprintf("listing %s", b.path), func(hand func(tea.Msg)) {
		c, err := intake.Open(b.path, intake.Options{})
		if err != nil {
			hand(endMsg{err: err})
			return
		}
		defer c.Close()
		var batch []title
		found := 0
		tally, err := c.Each(b.ctx, func(i *intake.Item) error {
			m := &i.Meta
			if i.Article != nil {
				m = &i.Article.Meta
			}
			if found++; found <= mostTitles {
				t := title{source: m.Publisher, title: m.Title}
				if !m.Published.IsZero() {
					t.day = m.Published.Format("2006-01-02")
				}
				batch = append(batch, t)
			}
			if found%200 == 0 {
				hand(titlesMsg{batch, found})
				batch = nil
			}
			return nil
		})
		hand(titlesMsg{batch, found})
		hand(endMsg{tally, err})
	})
}

// commands is the table of the pane's keys.
var commands = keys.Table[*Box]{
	{Name: "line-down", Keys: []string{"j", "down"}, Group: "Move", Help: "one title on", Do: moves(func(b *Box) int { return 1 })},
	{Name: "line-up", Keys: []string{"k", "up"}, Group: "Move", Help: "one title back", Do: moves(func(b *Box) int { return -1 })},
	{Name: "page-down", Keys: []string{"space", "pgdown"}, Group: "Move", Help: "one page on", Do: moves((*Box).rows)},
	{Name: "page-up", Keys: []string{"b", "pgup"}, Group: "Move", Help: "one page back", Do: moves(func(b *Box) int { return -b.rows() })},
	{Name: "top", Keys: []string{"g", "home"}, Group: "Move", Help: "to the first title", Do: moves(func(b *Box) int { return -len(b.titles) })},
	{Name: "end", Keys: []string{"G", "end"}, Group: "Move", Help: "to the last title", Do: moves(func(b *Box) int { return len(b.titles) })},
	{Name: "keep", Keys: []string{"enter"}, Group: "Unpack", Help: "make a file of each article, in a folder beside the file", Why: (*Box).whyNot, Do: effect((*Box).here)},
	{Name: "elsewhere", Keys: []string{"o"}, Group: "Unpack", Asks: true, Help: "make a file of each article, in another folder", Why: (*Box).whyNot, Do: effect((*Box).elsewhere)},
	{Name: "palette", Keys: []string{"?", ":"}, Group: "Other", Help: "all that can be done here", Do: effect(func(b *Box) tea.Cmd { return b.env.Ask(pane.Palette{}) })},
	{Name: "quit", Keys: []string{"q", "esc"}, Group: "Other", Help: "back, or quit", Do: effect(func(b *Box) tea.Cmd { return b.env.Ask(pane.Back{}) })},
}

// Commands is the table of the pane, for the help and the README.
func Commands() keys.Table[*Box] { return commands }

func send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

func effect(do func(*Box) tea.Cmd) func(*Box, int) tea.Cmd {
	return func(b *Box, _ int) tea.Cmd { return do(b) }
}

func moves(by func(*Box) int) func(*Box, int) tea.Cmd {
	return func(b *Box, n int) tea.Cmd {
		b.at.Move(by(b)*max(1, n), len(b.titles), b.rows())
		return nil
	}
}

func (b *Box) whyNot() string {
	switch {
	case b.err != nil:
		return "the file cannot be read"
	case b.ended && b.found == 0:
		return "there is no article in it"
	}
	return ""
}

func (b *Box) here() tea.Cmd {
	b.front.Say("unpacking…")
	return b.env.Ask(Into{b.path, Folder(b.path)})
}

// elsewhere asks for a folder.
func (b *Box) elsewhere() tea.Cmd {
	form := card.NewForm("unpack into", "⏎ do it · esc leave", &card.Field{Name: "words", Hint: "a folder", Typed: func(w string) any { return w }})
	b.front.Ask(form, func(f *card.Form) tea.Cmd {
		dir := strings.TrimSpace(card.One[string](f, "words"))
		if dir == "" {
			return nil
		}
		b.front.Say("unpacking…")
		return b.env.Ask(Into{b.path, dir})
	})
	return nil
}

// Update takes a message.
func (b *Box) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		return b.front.Key(b, m)
	case tea.PasteMsg:
		cmd, _ := b.front.Paste(m)
		return cmd
	case tea.MouseWheelMsg, tea.MouseClickMsg:
		if row, ok := b.at.Mouse(m, headRows, len(b.titles), b.rows()); ok {
			b.at.To(row, len(b.titles), b.rows())
		}
	case pane.Streamed:
		if m.To != pane.Pane(b) {
			return nil
		}
		for _, one := range m.Msgs {
			b.take(one)
		}
		return m.Next
	case pane.Failed:
		b.front.Complain(m.Err.Error())
	case pane.Said:
		b.front.Say(m.Text)
	}
	return nil
}

func (b *Box) take(msg tea.Msg) {
	switch m := msg.(type) {
	case titlesMsg:
		b.titles, b.found = append(b.titles, m.titles...), m.found
	case endMsg:
		b.ended, b.faults, b.err = true, m.tally.Faults, m.err
		if m.err != nil {
			b.front.Complain(m.err.Error())
		}
	}
}

// what says what the file is: "Nexis, 62 articles".
func (b *Box) what() string {
	n := count.Of(b.found, "article")
	if !b.ended {
		n = fmt.Sprintf("%s so far", n)
	}
	s := fmt.Sprintf("%s, %s", b.format, n)
	if k := len(b.faults); k > 0 {
		s += fmt.Sprintf(", %s from what it says of itself", count.Of(k, "difference"))
	}
	return s
}

// Title names the pane.
func (b *Box) Title() string { return filepath.Base(b.path) }

// Typing reports whether a text field is open.
func (b *Box) Typing() bool { return b.front.Typing() }

// Close ends the reading of titles; there is nothing to save.
func (b *Box) Close() tea.Cmd {
	b.stop()
	return send(pane.Closed{Pane: b})
}

// Entries lists what can be done now.
func (b *Box) Entries() []keys.Entry { return b.front.Table.Entries(b) }

// Do carries out the command of that name.
func (b *Box) Do(name string) tea.Cmd { return b.front.Do(b, name) }
