// Package ui is the program on the screen: which panes are open, who gets a key,
// where each is drawn. It holds the only tea.Model.
//
// It refuses to know what a pane shows: it hands messages down, and acts on
// those that panes send up.
package ui

import (
	"context"
	"os"
	"slices"
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
	"stet/ui/guide"
	"stet/ui/keys"
	"stet/ui/list"
	"stet/ui/paint"
	"stet/ui/pane"
	"stet/ui/reader"
	"stet/ui/review"
	"stet/ui/screen"
	"stet/ui/start"
	"stet/ui/theme"
	"stet/ui/unpack"
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
	Theme  string
	Dark   *bool  // nil to follow the terminal
	Mouse  string // on, wheel, off
	// Keys bind commands anew, by name; see CheckKeys.
	Keys    map[string][]string
	Measure int // columns that text may be wide, 0 for 72
	// Layers are what is shown of an article at first, by name; nil for the usual.
	Layers  []string
	ASCII   bool
	NoColor bool
	// Formats are what a review can be written in, and Write writes it.
	Formats []review.Format
	Write   func(context.Context, review.Writing) (left string, err error)
	// Fault is told of a panic in work that the program survives; nil to tell nobody.
	Fault func(fault error, stack []byte)
	// Client makes what fetches for the library at dir; nil for one without rules.
	Client func(dir string) (*fetch.Client, error)
}

// A program is the stack of open panes; the last is on the screen.
type program struct {
	o        Options
	env      *pane.Env
	dark     bool
	method   ansi.Method
	panes    []pane.Pane
	closing  []pane.Pane // off the screen, but not all of theirs is saved yet
	opening  pane.Guard
	seeing   pane.Guard
	finished *finished                         // what D put away last, nil for nothing
	guide    *guide.Guide                      // nil while nobody is guided
	verdicts verdicts                          // what was checked in the folder of the last article
	judged   map[string][]*annotate.Annotation // claims with a verdict, by article, of those that were left in this run
	articles map[pane.Pane]article             // what the readers show, for their marks
	look     reader.Look                       // at the last article
	palette  *card.Palette
	legend   *card.Legend
	w, h     int
	leaving  bool               // the last pane is closing; the program ends with it
	parting  *parting           // nil until a signal ends the program
	unsaved  int                // edits that could not be saved, about which it is asked
	why      error              // they could not
	failed   map[pane.Pane]bool // panes off the screen that could not save
	later    func(time.Duration, tea.Msg) tea.Cmd
}

func newProgram(o Options) (*program, error) {
	m := &program{o: o, dark: true, method: ansi.WcWidth, w: 80, h: 24, articles: map[pane.Pane]article{}, judged: map[string][]*annotate.Annotation{}, failed: map[pane.Pane]bool{}, later: later}
	m.dark = !lightBackground(os.Getenv("COLORFGBG")) // until the terminal answers
	if o.Dark != nil {
		m.dark = *o.Dark
	}
	m.env = &pane.Env{Desk: o.Desk, ASCII: o.ASCII, Keys: o.Keys, Measure: o.Measure, Layers: o.Layers}
	if err := m.restyle(); err != nil {
		return nil, err
	}
	first, err := m.first()
	if err != nil {
		return nil, err
	}
	m.panes = []pane.Pane{first}
	if o.Guided {
		if a, ok := m.guided(o.Path); ok {
			m.beginGuide(a)
		}
	}
	m.fit()
	return m, nil
}

// lightBackground reports whether the last number of COLORFGBG, which rxvt and others
// set, is that of a light colour among the first sixteen.
func lightBackground(colours string) bool {
	n, err := strconv.Atoi(colours[strings.LastIndexByte(colours, ';')+1:])
	return err == nil && (n == 7 || n >= 9 && n <= 15)
}

// restyle makes the painter anew: the background or the width method changed.
func (m *program) restyle() error {
	name := m.o.Theme
	if name == "" && m.o.NoColor {
		name = "mono"
	}
	t, err := theme.Load(name, m.dark)
	if err != nil {
		return err
	}
	m.env.Paint = paint.New(t, m.method)
	if m.o.ASCII {
		m.env.Paint = m.env.Paint.ASCII()
	}
	return nil
}

func (m *program) top() pane.Pane { return m.panes[len(m.panes)-1] }

func (m *program) Init() tea.Cmd {
	var cmds []tea.Cmd
	for _, p := range m.panes {
		if p, ok := p.(interface{ Init() tea.Cmd }); ok {
			cmds = append(cmds, p.Init())
		}
	}
	if r, ok := m.top().(*reader.Reader); ok {
		cmds = append(cmds, m.seenBefore(r))
	}
	return tea.Batch(cmds...)
}

// Update hands a message to whom it belongs, and shows the guide what came of it.
func (m *program) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := tea.Batch(m.take(msg), m.showGuide())
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
	m.top().Resize(m.w, m.h-len(m.guideRows(m.w, m.h)))
}

// take hands a message to whom it belongs.
func (m *program) take(msg tea.Msg) tea.Cmd {
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
		return m.key(msg)
	case tea.PasteMsg:
		return m.key(tea.PasteMsg{Content: clean.Paste(msg.Content)})
	case screen.Ended:
		return m.part(false)
	case pane.Panicked:
		return tea.Batch(m.toPanes(msg), m.tellFault(msg))
	case pane.Palette:
		m.palette = card.NewPalette(m.entries())
		return nil
	case *card.Legend:
		m.legend = msg
		return nil
	case pane.Back:
		return m.back()
	case pane.Closed:
		return m.closed(msg)
	case slowMsg:
		msg.of.slow = true
		return nil
	case retryMsg:
		return m.retry(msg.of)
	case seenMsg:
		return m.saw(msg)
	case opened:
		return m.show(msg)
	case reader.OpenReview:
		return m.openReviewOf(msg.Path)
	case list.OpenReview:
		return m.openReview(msg.Dir)
	case unpack.Into:
		return m.unpack(msg)
	case list.Open:
		return m.openArticle(msg.Path, "", "")
	case start.Annotator:
		return m.annotate(msg.Name)
	case start.Demo, start.Open, start.Text, start.Library, start.Follow:
		return m.begin(msg)
	case review.Open:
		return m.openArticle(msg.Path, msg.ID, msg.Command)
	case tea.FocusMsg, review.Changed: // somebody else may have written meanwhile
		return m.toPanes(pane.Returned{})
	case reader.Done:
		return m.done(msg)
	case reader.UndoDone:
		return m.undoDone(msg)
	case reader.OpenNeighbour:
		return m.openNeighbour(msg)
	case reader.Announce:
		return m.announce(msg)
	case pane.Said, pane.Failed: // to whom it is said is on the screen
		return m.top().Update(msg)
	case reader.OpenURL:
		return openURL(msg.URL)
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
		if m.palette != nil || m.legend != nil {
			return nil
		}
		if msg = below(msg, len(m.guideRows(m.w, m.h))); msg == nil {
			return nil
		}
		return m.top().Update(msg)
	}
	var cmds []tea.Cmd
	for _, p := range slices.Concat(m.panes, m.closing) {
		cmds = append(cmds, p.Update(msg))
	}
	return tea.Batch(cmds...)
}

func (m *program) key(msg tea.Msg) tea.Cmd {
	if m.parting != nil {
		if key, ok := msg.(tea.KeyPressMsg); ok {
			return m.partingKey(key.String())
		}
		return nil
	}
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "ctrl+c":
			return m.back()
		case "ctrl+z":
			if !m.bound("ctrl+z") {
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
			return m.leaveGuide()
		}
		return m.top().Do(e.Name)
	}
	if key, ok := msg.(tea.KeyPressMsg); ok && m.guide != nil && key.String() == m.guideKey(m.top().Entries()) {
		return m.leaveGuide()
	}
	if key, ok := msg.(tea.KeyPressMsg); ok {
		if cmd, taken := m.unsavedKey(key.String()); taken {
			return cmd
		}
	}
	return m.top().Update(msg)
}

// back closes the topmost pane once it has saved; with the last one the program ends.
func (m *program) back() tea.Cmd {
	switch {
	case m.leaving:
		return nil
	case len(m.panes) == 1:
		return m.part(true)
	}
	m.leaving = true
	return tea.Batch(m.remember(m.top()), m.top().Close())
}

// closed takes the word of a pane that it has saved what it could.
func (m *program) closed(c pane.Closed) tea.Cmd {
	if m.parting != nil {
		return m.parted(c)
	}
	if i := slices.Index(m.closing, c.Pane); i >= 0 {
		if c.Unsaved == 0 {
			m.closing = slices.Delete(m.closing, i, i+1)
			delete(m.failed, c.Pane)
			return nil
		}
		m.failed[c.Pane] = true
		return m.retryLater(c.Pane)
	}
	if !m.leaving || c.Pane != m.top() {
		return nil
	}
	m.leaving = false
	if c.Unsaved > 0 {
		m.unsaved, m.why = c.Unsaved, c.Err
		return nil
	}
	m.panes = m.panes[:len(m.panes)-1]
	return m.top().Update(pane.Returned{})
}

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
	rows := m.guideRows(m.w, m.h)
	lines := append(rows, m.top().View()...)
	if says := m.warning(); says != "" && len(lines) > 1 {
		lines[len(lines)-1] = m.env.Paint.Fit(m.env.Paint.Text("status.error", says), m.w)
	}
	return strings.Join(lines, "\n")
}
