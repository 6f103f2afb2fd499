// Package ui is the program on the screen: which panes are open, who gets a key,
// where each is drawn. It holds the only tea.Model.
//
// It refuses to know what a pane shows: it hands messages down, and acts on
// those that panes send up.
package ui

import (
	"cmp"
	"context"
	"os"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/annotate"
	"stet/annotate/store"
	"stet/model"
	"stet/model/clean"
	"stet/model/fetch"
	"stet/ui/card"
	"stet/ui/keys"
	"stet/ui/paint"
	"stet/ui/pane"
	"stet/ui/reader"
	"stet/ui/review"
	"stet/ui/screen"
	"stet/ui/theme"
)

// Options are what the program is started with.
type Options struct {
	// Article is what to open, where it was read already: from standard input.
	Article *model.Article
	Path    string // else the file or folder to open; "" shows the first screen
	// Review opens the annotations of the folder at Path, those that Query finds.
	Review bool
	Query  string
	// What the first screen tells of: where the annotator's name comes from, the
	// configured library, and how to get at the sample library; nil if it cannot.
	NameFrom, Library string
	Demo              func() (dir string, err error)
	// Guided says that the folder at Path is the demo: it begins with the guide,
	// unless that was finished or left before.
	Guided bool
	Line   int // the line of the file to go to, 0 for none
	Desk   *store.Desk
	Face
	Learn  bool    // kept and refused annotations teach the suggestions
	Claims float64 // the score from which claims are suggested, 0 for the usual
	// Formats are what a review can be written in, and Write writes it.
	Formats []review.Format
	Write   func(context.Context, review.Writing) (left string, err error)
	// Fault is told of a panic in work that the program survives; nil to tell nobody.
	Fault func(fault error, stack []byte)
	// Client makes what fetches for the library at dir; nil for one without rules.
	Client func(dir string) (*fetch.Client, error)
}

// A Face is how the screen looks and which keys it knows, as the config file says it.
type Face struct {
	Theme string
	Dark  *bool  // nil to follow the terminal
	Mouse string // on, wheel, off
	// Keys bind commands anew, by name; see CheckKeys.
	Keys    map[string][]string
	Measure int // columns that text may be wide, 0 for 72
	// Layers are what is shown of an article at first, by name; nil for the usual.
	Layers []string
	// Sort and Filter are how articles are listed where nobody chose otherwise.
	Sort, Filter string
	ASCII        bool
	Usual        string // the theme where none is asked for, by the colours of the terminal
	// Reorders says that the terminal orders letters from right to left itself.
	Reorders bool
}

// A program hands messages to whom they belong, and draws the pane on the screen.
type program struct {
	*stack
	o         *Options
	env       *pane.Env
	opener    *opener
	ending    *ending
	guiding   *guiding
	typeAhead *typeAhead
	dark      bool
	method    ansi.Method
	palette   *card.Palette
	legend    *card.Legend
	w, h      int
}

func newProgram(o Options) (*program, error) {
	m := &program{stack: &stack{articles: map[pane.Pane]article{}}, o: &o, dark: true, method: ansi.WcWidth, w: 80, h: 24}
	m.dark = !LightBackground(os.Getenv("COLORFGBG")) // until the terminal answers
	if o.Dark != nil {
		m.dark = *o.Dark
	}
	m.env = &pane.Env{Desk: o.Desk, ASCII: o.ASCII, Keys: o.Keys, Measure: o.Measure, Layers: o.Layers, Claims: o.Claims, Learn: o.Learn}
	m.guiding = &guiding{stack: m.stack, o: m.o, env: m.env}
	m.opener = &opener{stack: m.stack, disk: disk{m.o, m.env}, guiding: m.guiding}
	m.opener.memory = &memory{stack: m.stack, o: m.o, judged: map[string][]*annotate.Annotation{}}
	m.ending = &ending{stack: m.stack, env: m.env, failed: map[pane.Pane]bool{}, later: later, remember: m.opener.remember}
	m.typeAhead = &typeAhead{stack: m.stack, env: m.env, ending: m.ending, opening: &m.opener.opening, key: m.key,
		covered: func() bool { return m.palette != nil || m.legend != nil }, brake: brake{now: time.Now}}
	m.opener.typeAhead, m.ending.typeAhead = m.typeAhead, m.typeAhead
	if err := m.restyle(); err != nil {
		return nil, err
	}
	first, err := m.opener.first()
	if err != nil {
		return nil, err
	}
	m.push(first)
	if o.Guided {
		if a, ok := m.opener.demoArticle(o.Path); ok {
			m.opener.guided(a)
		}
	}
	m.fit()
	return m, nil
}

// LightBackground reports whether the last number of COLORFGBG, which rxvt and others
// set, is that of a light colour among the first sixteen.
func LightBackground(colours string) bool {
	n, err := strconv.Atoi(colours[strings.LastIndexByte(colours, ';')+1:])
	return err == nil && (n == 7 || n >= 9 && n <= 15)
}

// restyle makes the painter anew: the background or the width method changed.
func (m *program) restyle() error {
	t, err := theme.Load(cmp.Or(m.o.Theme, m.o.Usual), m.dark)
	if err != nil {
		return err
	}
	m.env.Paint = paint.New(t, m.method)
	if m.o.ASCII {
		m.env.Paint = m.env.Paint.ASCII()
	}
	if m.o.Reorders {
		m.env.Paint = m.env.Paint.InTerminalOrder()
	}
	return nil
}

func (m *program) Init() tea.Cmd {
	var cmds []tea.Cmd
	for _, p := range m.panes {
		if p, ok := p.(interface{ Init() tea.Cmd }); ok {
			cmds = append(cmds, p.Init())
		}
	}
	if r, ok := m.top().(*reader.Reader); ok {
		cmds = append(cmds, m.opener.memory.lookFor(r))
	}
	return tea.Batch(cmds...)
}

// Update hands a message to whom it belongs, and shows the guide what came of it.
func (m *program) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := tea.Batch(m.take(msg), m.typeAhead.catchUp(m.fit), m.guiding.show())
	m.fit()
	return m, cmd
}

// fit tells what is on the screen how large it is.
func (m *program) fit() {
	if m.w < 1 || m.h < 1 {
		return
	}
	if m.legend != nil {
		m.legend.Resize(m.h)
	}
	if m.palette != nil {
		m.palette.Resize(m.h)
	}
	m.top().Resize(m.w, m.h-len(m.guiding.rows(m.w, m.h)))
}

// take hands a message to whom it belongs.
func (m *program) take(msg tea.Msg) tea.Cmd {
	if a, ok := msg.(pane.Arrived); ok {
		msg = m.typeAhead.arrive(a)
	}
	if _, ok := msg.(pane.Request); ok {
		m.env.Answer()
	}
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
		return nil
	case tea.BackgroundColorMsg:
		if m.o.Dark == nil {
			m.dark = msg.IsDark()
		}
		return m.restyled()
	case tea.ModeReportMsg:
		if screen.MeasuresGraphemes(msg) && m.method != ansi.GraphemeWidth {
			m.method = ansi.GraphemeWidth
			return m.restyled()
		}
		return nil
	case tea.KeyPressMsg:
		if plain := keys.Plain(msg); !m.bound(msg.String()) {
			msg = plain
		}
		return m.typeAhead.take(msg)
	case tea.PasteMsg:
		return m.typeAhead.take(tea.PasteMsg{Content: clean.Paste(msg.Content)})
	case tea.ResumeMsg:
		m.env.Resume()
	case screen.Unread:
		m.typeAhead.brake.unread(msg.Keys)
	case stuckMsg:
		return m.typeAhead.stuck(msg)
	case pane.Panicked:
		return tea.Batch(m.toPanes(msg), m.tellFault(msg))
	case pane.Palette:
		m.palette = card.NewPalette(append(m.guiding.entries(), colouring().Entries(m)...))
		return nil
	case *card.Legend:
		m.legend = msg
		return nil
	case tea.FocusMsg, review.Changed: // somebody else may have written meanwhile
		return m.toPanes(pane.Returned{})
	case pane.Said, pane.Failed: // to whom it is said is on the screen
		return m.top().Update(msg)
	}
	if cmd, taken := m.ending.take(msg); taken {
		return cmd
	}
	if cmd, taken := m.opener.take(msg); taken {
		return cmd
	}
	return m.toPanes(msg)
}

// restyled tells every pane that widths or styles have changed.
func (m *program) restyled() tea.Cmd {
	if err := m.restyle(); err != nil {
		return nil // the theme was good before
	}
	return m.toPanes(pane.Restyled{})
}

func (m *program) tellFault(p pane.Panicked) tea.Cmd {
	if m.o.Fault == nil {
		return nil
	}
	return func() tea.Msg { m.o.Fault(p.Err, p.Stack); return nil }
}

// toPanes hands a message that is no key to every pane: results of work find
// their pane by its token.
func (m *program) toPanes(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(tea.MouseMsg); ok {
		if m.palette != nil || m.legend != nil || m.typeAhead.busy() != "" {
			return nil
		}
		if msg = below(msg, len(m.guiding.rows(m.w, m.h))); msg == nil {
			return nil
		}
		return m.top().Update(msg)
	}
	var cmds []tea.Cmd
	for _, p := range m.all() {
		cmds = append(cmds, p.Update(msg))
	}
	return tea.Batch(cmds...)
}

func (m *program) key(msg tea.Msg) tea.Cmd {
	if m.ending.shutdown != nil {
		if key, ok := msg.(tea.KeyPressMsg); ok {
			return m.ending.key(key.String())
		}
		return nil
	}
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "ctrl+c":
			return m.ending.back()
		case "ctrl+z":
			if !m.bound("ctrl+z") && screen.Suspends {
				m.env.Suspend()
				return tea.Suspend
			}
		}
	}
	if m.legend != nil {
		if m.legend.Update(msg) == card.Left {
			m.legend = nil
		}
		return nil
	}
	if m.palette != nil {
		out, e := m.palette.Update(msg)
		if out == card.Stays {
			return nil
		}
		m.palette = nil
		switch {
		case e == nil:
			return nil
		case e.Name == leaveGuide:
			return m.guiding.leave()
		}
		if c, ok := colouring().Find(e.Name); ok {
			return c.Do(m, 0)
		}
		return m.top().Do(e.Name)
	}
	if key, ok := msg.(tea.KeyPressMsg); ok && m.guiding.guide != nil && key.String() == m.guiding.leaveKey(m.top().Entries()) {
		return m.guiding.leave()
	}
	if key, ok := msg.(tea.KeyPressMsg); ok {
		if cmd, taken := m.ending.unsavedKey(key.String()); taken {
			return cmd
		}
	}
	return m.top().Update(msg)
}

// HandsOver reports whether the terminal is about to be another program's.
func (m *program) HandsOver() bool { return m.env.HandsOver() }

// View draws the frame.
func (m *program) View() tea.View {
	v := tea.NewView(m.draw())
	v.WindowTitle = windowTitle(m.top().Title())
	if m.o.Mouse == "" || m.o.Mouse == "on" {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// longestTitle is how much of a title a window gets, in code points: more is seen
// nowhere, and some terminals take no more.
const longestTitle = 120

func windowTitle(of string) string {
	n := 0
	for i := range of {
		if n++; n > longestTitle {
			of = of[:i] + "…"
			break
		}
	}
	return "stet: " + clean.Line(of)
}

func (m *program) draw() string {
	if m.w < 1 || m.h < 1 {
		return ""
	}
	if m.legend != nil {
		return strings.Join(m.legend.View(m.env.Paint, m.w, m.h), "\n")
	}
	if m.palette != nil {
		return strings.Join(m.palette.View(m.env.Paint, m.w, m.h), "\n")
	}
	rows := m.guiding.rows(m.w, m.h)
	lines := append(rows, m.top().View()...)
	if says := m.ending.warning(); says != "" && len(lines) > 1 {
		lines[len(lines)-1] = m.env.Paint.Fit(m.env.Paint.Text("status.error", says), m.w)
	}
	return strings.Join(lines, "\n")
}
