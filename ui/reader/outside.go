package reader

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/model"
	"stet/model/clean"
	"stet/model/count"
	"stet/ui/ask"
	"stet/ui/card"
	"stet/ui/pane"
	"stet/ui/programs"
	"stet/ui/screen"
)

// longNote is the key that goes on with a note in the user's editor.
const longNote = "ctrl+o"

// Outside is what is handed to other programs: the note in focus to the editor, words
// to a command or to the clipboard, the source to the browser.
type outside struct {
	*shared
	said   bool      // the host of the source was said; the same key again opens it
	piping pane.Task // a command that gets its text
	notes  *notes
	cards  *cards
	tags   *tagger
}

// An edited note comes back from the editor.
type editedMsg struct {
	from *outside
	on   ask.Noted
	was  string
	programs.Edited
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
	came := o.notes.env.HandOver("the editor")
	cmd := programs.Edit(text, func(e programs.Edited) tea.Msg { return came(editedMsg{o, n, text, e}) })
	if cmd == nil {
		o.notes.env.GiveUp()
		o.notes.env.Refuse()
		o.statusLine.say("no editor is named: set VISUAL or EDITOR")
	}
	return cmd
}

// edited puts what the editor left into the note; the card from which it was
// opened has nothing left to ask then. The file is removed once the note is saved.
// What an editor that failed has left is a draft, and stays in the file.
func (o *outside) edited(m editedMsg) tea.Cmd {
	switch unchanged := m.Text == m.was || m.Text == ""; {
	case m.from != o:
		return nil
	case m.Err != nil && unchanged:
		o.statusLine.complain("the editor: " + clean.Blanks(m.Err.Error()))
		if exit := new(exec.ExitError); !errors.As(m.Err, &exit) { // it never came
			o.notes.env.Refuse()
		}
		return programs.Remove(m.File)
	case m.Err != nil:
		if o.cards.open == nil || o.cards.open.long == nil {
			o.tags.noteOn(m.on)
		}
		o.cards.open.Draft(m.Text)
		o.statusLine.complain(fmt.Sprintf("the editor: %s · what it wrote is in the card, and in %s", clean.Blanks(m.Err.Error()), m.File))
		return o.cards.keep()
	case m.Text == m.was:
		o.statusLine.say("nothing was changed")
		return programs.Remove(m.File)
	}
	if o.cards.open != nil && o.cards.open.long != nil {
		o.cards.shut()
	}
	if m.File != "" {
		o.notes.stored = append(o.notes.stored, m.File)
	}
	return tea.Batch(o.tags.noted(m.on, o.notes.scene(m.on.Words).Noted(m.on, m.Text)), o.cards.keep())
}

// source says where the picture or the link in focus lies, else the article's source;
// the same key again opens it.
func (o *outside) source() tea.Cmd {
	address, what := o.address()
	if o.said {
		return message(OpenURL{URL: address})
	}
	host, err := programs.Host(address)
	if u, bad := url.Parse(address); bad == nil && u.Scheme == "" && what != "" {
		o.statusLine.say(fmt.Sprintf("not opened: %s%s, which is no web address", what, address))
		return nil
	}
	if err != nil {
		o.statusLine.complain("not opened: " + err.Error())
		return nil
	}
	o.said = true
	o.statusLine.say(what + host + o.statusLine.table.Fill(" · {source} again opens it outside"))
	return nil
}

// address is that of the picture or the link in focus, else of the article's source, and
// what it is.
func (o *outside) address() (address, what string) {
	source := o.in.Art.Meta.URL
	if i := o.in.Art.BlockAt(o.focus.Range.Start); o.focus.On && i >= 0 {
		for _, s := range o.in.Art.Blocks[i].Spans {
			if s.Href == "" || !s.Range.Overlaps(o.focus.Range) {
				continue
			}
			what = "a link to "
			if s.Mark == model.Picture {
				what = "a picture at "
			}
			if base, err := url.Parse(source); err == nil && base.Host != "" {
				if to, err := base.Parse(s.Href); err == nil {
					return to.String(), what
				}
			}
			return s.Href, what
		}
	}
	return source, "the source at "
}

// copy puts the words and where they are into the clipboard.
func (o *outside) copy() tea.Cmd {
	rng := o.focus.Range
	if o.focus.Sel != nil {
		rng = o.focus.Sel.Range()
	}
	text := o.cite(rng)
	return tea.Batch(screen.SetClipboard(text), pane.Copied(text))
}

// cite is some words with who said them and where they are, unwrapped.
func (o *outside) cite(rng model.Range) string {
	words := "“" + strings.Trim(clean.Blanks(o.in.Art.Slice(rng)), "“”\"„") + "”"
	if who, ok := o.in.Quotes.SpeakerOf(rng); ok {
		words = fmt.Sprintf("%s” said %s.", strings.TrimSuffix(words, "”"), who.Name)
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
	o.cards.show("pipe", card.NewForm(fmt.Sprintf("pipe %s to", what), "⏎ run · esc leave", f), func(f *card.Form) tea.Cmd {
		line := card.One[string](f, "command")
		ctx, done := o.piping.Begin(context.Background())
		o.statusLine.say(fmt.Sprintf("running %s", line) + o.statusLine.table.Fill(" · {leave} stops it"))
		return pane.Safely(0, fmt.Sprintf("running %s", line), func() tea.Msg {
			defer done()
			return programs.Pipe(ctx, line, text, programs.PipeTime)
		})
	})
	return nil
}
