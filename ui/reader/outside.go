package reader

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/net/idna"

	"stet/model"
	"stet/model/clean"
	"stet/model/count"
	"stet/model/files"
	"stet/ui/ask"
	"stet/ui/card"
	"stet/ui/pane"
	"stet/ui/screen"
	"stet/ui/sheet"
)

// longNote is the key that goes on with a note in the user's editor.
const longNote = "ctrl+o"

// Outside is what is handed to other programs: the note in focus to the editor, words
// to a command or to the clipboard, the source to the browser.
type outside struct {
	said   bool      // the host of the source was said; the same key again opens it
	piping pane.Task // a command that gets its text
	in     *sheet.Contents
	focus  *sheet.Focus
	notes  *notes
	cards  *cards
	tags   *tagger
	told   *told
}

// An edited note comes back from the editor.
type editedMsg struct {
	from *outside
	on   ask.Noted
	was  string
	text string // what stands in the file now
	file string // "" where there is none
	err  error
}

// note opens the note in focus, or a new one, in the user's editor.
func (o *outside) note() tea.Cmd {
	n, ok := o.tags.toNote()
	if !ok {
		return nil
	}
	return o.edit(n, n.Was())
}

// edit opens text in the user's editor, to become the note on something.
func (o *outside) edit(n ask.Noted, text string) tea.Cmd {
	editor := os.Getenv("VISUAL")
	if editor == "" {
		editor = os.Getenv("EDITOR")
	}
	args := strings.Fields(editor)
	if len(args) == 0 {
		o.told.say("no editor is named: set VISUAL or EDITOR")
		return nil
	}
	return func() tea.Msg {
		name, err := noteFile(text)
		if err != nil {
			return pane.Failed{Err: fmt.Errorf("no editor: %w", err)}
		}
		return screen.Exec(exec.Command(args[0], append(args[1:], name)...), func(err error) tea.Msg {
			m := editedMsg{from: o, on: n, was: text, file: name}
			data, unread := files.Read(name, mostNote)
			m.text, m.err = strings.TrimRight(string(data), "\n"), errors.Join(err, unread)
			return m
		})()
	}
}

// noteFile writes text into a temporary file, and returns its name.
func noteFile(text string) (string, error) {
	f, err := os.CreateTemp("", "stet-note-*.md")
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(text)
	return f.Name(), errors.Join(err, f.Close())
}

// mostNote bounds what is read of a note that was written outside, in bytes.
const mostNote = 16 << 20

// edited puts what the editor left into the note; the card from which it was
// opened has nothing left to ask then. The file is removed once the note is saved.
// What an editor that failed has left is a draft, and stays in the file.
func (o *outside) edited(m editedMsg) tea.Cmd {
	switch unchanged := m.text == m.was || m.text == ""; {
	case m.from != o:
		return nil
	case m.err != nil && unchanged:
		o.told.complain("the editor: " + clean.Blanks(m.err.Error()))
		return remove(m.file)
	case m.err != nil:
		if o.cards.open == nil || o.cards.open.long == nil {
			o.tags.noteOn(m.on)
		}
		o.cards.open.Draft(m.text)
		o.told.complain("the editor: " + clean.Blanks(m.err.Error()) + " · what it wrote is in the card, and in " + m.file)
		return o.cards.keep()
	case m.text == m.was:
		o.told.say("nothing was changed")
		return remove(m.file)
	}
	if o.cards.open != nil && o.cards.open.long != nil {
		o.cards.shut()
	}
	if m.file != "" {
		o.notes.stored = append(o.notes.stored, m.file)
	}
	return tea.Batch(o.tags.noted(m.on, o.notes.scene(m.on.Words).Noted(m.on, m.text)), o.cards.keep())
}

// remove removes files that nobody needs any more.
func remove(names ...string) tea.Cmd {
	return func() tea.Msg {
		for _, name := range names {
			if name != "" {
				os.Remove(name)
			}
		}
		return nil
	}
}

// source says where the article's source lies; the same key again opens it.
func (o *outside) source() tea.Cmd {
	if o.said {
		return message(OpenURL{URL: o.in.Art.Meta.URL})
	}
	host, err := hostOf(o.in.Art.Meta.URL)
	if err != nil {
		o.told.complain("not opened: " + err.Error())
		return nil
	}
	o.said = true
	o.told.say(host + o.told.table.Fill(" · {source} again opens it outside"))
	return nil
}

// hostOf returns the host of a web address as the network knows it: letters that
// only look like those of another name stand as xn--….
func hostOf(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", fmt.Errorf("this is no web address: %s", pane.Excerpt(address, 60))
	}
	host, err := idna.ToASCII(u.Host)
	if err != nil {
		return "", fmt.Errorf("this is no host: %s", pane.Excerpt(u.Host, 60))
	}
	return u.Scheme + "://" + host, nil
}

// copy puts the words and where they stand into the clipboard.
func (o *outside) copy() tea.Cmd {
	rng := o.focus.Range
	if o.focus.Sel != nil {
		rng = o.focus.Sel.Range()
	}
	text := o.cite(rng)
	return tea.Batch(screen.SetClipboard(text), pane.Copied(text))
}

// cite is some words with who said them and where they stand, unwrapped.
func (o *outside) cite(rng wordRange) string {
	words := "“" + strings.Trim(clean.Blanks(o.in.Art.Slice(rng)), "“”\"„") + "”"
	if who, ok := o.in.Quotes.SpeakerOf(rng); ok {
		words = strings.TrimSuffix(words, "”") + "” said " + who.Name + "."
	}
	m := o.in.Art.Meta
	date := "no date"
	if !m.Published.IsZero() {
		date = m.Published.Format("2 January 2006")
	}
	parts := []string{words + " " + titleOf(o.in.Art)}
	page := ""
	if n := o.in.Art.PageOf(rng.Start); n > 0 {
		page = "p. " + strconv.Itoa(n)
	} else if m.Page != "" {
		page = "p. " + m.Page
	}
	for _, p := range []string{m.Publisher, date, page, m.URL, fileName(o.in.Art)} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}

// fileName is how an article is named in the status line.
func fileName(a *model.Article) string {
	if a.Path == "" {
		return "standard input"
	}
	return filepath.Base(a.Path)
}

// pipe asks for a command that gets the selected words, or the article, on
// its standard input. Its first line of output is shown.
func (o *outside) pipe() tea.Cmd {
	text, what := o.in.Art.Text, "the article"
	if o.focus.Sel != nil {
		text, what = o.in.Art.Slice(o.focus.Sel.Range()), count.Of(o.focus.SelectedWords(), "word")
	}
	f := &card.Field{Name: "command", Label: "command", Typed: func(s string) any { return s }}
	o.cards.show("pipe", card.NewForm("pipe "+what+" to", "⏎ run · esc leave", f), func(f *card.Form) tea.Cmd {
		line := card.One[string](f, "command")
		ctx, done := o.piping.Begin(context.Background())
		o.told.say("running " + line + o.told.table.Fill(" · {leave} stops it"))
		return pane.Safely(0, "running "+line, func() tea.Msg {
			defer done()
			return pipe(ctx, line, text, pipeTime)
		})
	})
	return nil
}
