// Package start is the first screen, for a person who has nothing set up yet:
// what stet is, and the few ways to begin.
//
// It refuses to carry any of them out: it tells the program what was chosen.
package start

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/ui/card"
	"stet/ui/keys"
	"stet/ui/pane"
)

// Options are what the screen tells of.
type Options struct {
	Annotator string // as whom one annotates
	From      string // where that name comes from: "git config user.name"
	Library   string // where articles live, "" if that is not configured
	CanDemo   bool   // there is a sample library
}

// What was chosen.
type (
	// Demo asks for the sample library.
	Demo struct{}
	// Open asks for a file or a folder.
	Open struct{ Name string }
	// Text is what was pasted.
	Text struct{ Text string }
	// Follow asks for a feed to be followed, whose articles go into a folder.
	Follow struct{ URL, Dir string }
	// Annotator is the name to annotate under, Library the folder of articles.
	Annotator struct{ Name string }
	Library   struct{ Dir string }
)

// Requests makes it a [pane.Request].
func (Demo) Requests() {}

// Requests makes it a [pane.Request].
func (Open) Requests() {}

// Requests makes it a [pane.Request].
func (Text) Requests() {}

// Requests makes it a [pane.Request].
func (Follow) Requests() {}

// Requests makes it a [pane.Request].
func (Annotator) Requests() {}

// Requests makes it a [pane.Request].
func (Library) Requests() {}

// A Start is the pane.
type Start struct {
	env   *pane.Env
	o     Options
	front card.Front[*Start] // the card, the commands
	w, h  int
}

// New returns the first screen.
func New(env *pane.Env, o Options) *Start {
	return &Start{env: env, o: o, front: card.Front[*Start]{Env: env, Table: commands.Bound(env.Keys)}}
}

// Title names the pane.
func (s *Start) Title() string { return "stet" }

// Typing reports whether a text field is open.
func (s *Start) Typing() bool { return s.front.Typing() }

// Close has nothing to save.
func (s *Start) Close() tea.Cmd { return send(pane.Closed{Pane: s}) }

func send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

// commands is the table of the pane's keys; those of the group Begin are the
// lines of the screen.
var commands = keys.Table[*Start]{
	{Name: "demo", Keys: []string{"d"}, Group: "Begin", Help: "try it: learn the keys by doing", Why: (*Start).whyNoDemo, Do: does(Demo{})},
	{Name: "open", Keys: []string{"o"}, Group: "Begin", Asks: true, Help: "open a file or a folder", Do: asks("open", "a file or a folder", func(w string) pane.Request { return Open{w} })},
	{Name: "paste", Keys: []string{"p"}, Group: "Begin", Help: "paste or pipe a text", Do: plain((*Start).paste)},
	{Name: "follow", Keys: []string{"f"}, Group: "Begin", Asks: true, Help: "follow a feed", Do: plain((*Start).follow)},
	{Name: "quit", Keys: []string{"q", "esc"}, Group: "Begin", Help: "quit", Do: does(pane.Back{})},
	{Name: "annotator", Keys: []string{"c"}, Group: "Set up", Asks: true, Help: "change the name you annotate under", Do: asks("annotate as", "a name", func(w string) pane.Request { return Annotator{w} })},
	{Name: "library", Keys: []string{"l"}, Group: "Set up", Asks: true, Help: "change where articles live", Do: asks("articles live in", "a folder", func(w string) pane.Request { return Library{w} })},
	{Name: "palette", Keys: []string{"?", ":"}, Group: "Other", Help: "all that can be done here", Do: does(pane.Palette{})},
}

// shell says what the same is on a command line.
var shell = map[string]string{
	"demo": "stet demo", "open": "stet FILE  stet DIR", "paste": "… | stet -", "follow": "stet feeds add URL",
}

// Commands is the table of the pane, for the help and the README.
func Commands() keys.Table[*Start] { return commands }

func does(msg pane.Request) func(*Start, int) tea.Cmd {
	return func(s *Start, _ int) tea.Cmd { return s.env.Ask(msg) }
}

func plain(do func(*Start)) func(*Start, int) tea.Cmd {
	return func(s *Start, _ int) tea.Cmd { do(s); return nil }
}

// asks opens a form for one line of words.
func asks(title, hint string, answer func(string) pane.Request) func(*Start, int) tea.Cmd {
	return plain(func(s *Start) {
		form := card.NewForm(title, "⏎ do it · esc leave", &card.Field{Name: "words", Hint: hint, Typed: func(w string) any { return w }})
		s.ask(form, answer)
	})
}

func (s *Start) whyNoDemo() string {
	if !s.o.CanDemo {
		return "the sample articles cannot be laid out here"
	}
	return ""
}

// follow asks for a feed, and for a folder where none is configured.
func (s *Start) follow() {
	typed := func(w string) any { return strings.TrimSpace(w) }
	fields := []*card.Field{{Name: "words", Label: "feed", Hint: "its URL, or that of its site", Typed: typed}}
	if s.o.Library == "" {
		fields = append(fields, &card.Field{Name: "dir", Label: "into", Hint: "a folder for the articles", Typed: typed})
	}
	form := card.NewForm("follow a feed", "⏎ ask for it · esc leave", fields...)
	s.ask(form, func(w string) pane.Request {
		return Follow{URL: w, Dir: cmp.Or(s.o.Library, card.One[string](form, "dir"))}
	})
}

func (s *Start) paste() {
	s.front.Say("paste the text now (ctrl+shift+v or the middle button)")
}

// lineEnds undoes what terminals do to a paste: they send a carriage return for
// each end of a line.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// Update takes a message.
func (s *Start) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		if m.String() == "esc" && !s.front.Typing() && s.front.Told.Message != "" {
			s.front.Told = pane.Status{} // esc leaves what is being done, and only then stet
			return nil
		}
		return s.front.Key(s, m)
	case tea.PasteMsg:
		cmd, taken := s.front.Paste(m)
		if !taken && strings.TrimSpace(m.Content) != "" {
			return s.env.Ask(Text{lineEnds.Replace(m.Content)})
		}
		return cmd
	case pane.Failed:
		s.front.Complain(m.Err.Error())
	case pane.Said:
		s.front.Say(m.Text)
	}
	return nil
}

// ask opens a form; its words, if there are any, make a message.
func (s *Start) ask(form *card.Form, answer func(words string) pane.Request) {
	s.front.Ask(form, func(f *card.Form) tea.Cmd {
		if words := strings.TrimSpace(card.One[string](f, "words")); words != "" {
			return s.env.Ask(answer(words))
		}
		return nil
	})
}

// Entries lists what can be done now.
func (s *Start) Entries() []keys.Entry { return s.front.Table.Entries(s) }

// Do carries out the command of that name.
func (s *Start) Do(name string) tea.Cmd { return s.front.Do(s, name) }

// SetUp changes what the screen tells of.
func (s *Start) SetUp(o Options) { s.o = o }
