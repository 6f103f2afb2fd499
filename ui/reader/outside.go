package reader

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/net/idna"

	"stet/ui/ask"
	"stet/ui/pane"
	"stet/ui/screen"
)

// longNote is the key that goes on with a note in the user's editor.
const longNote = "ctrl+o"

// An edited note comes back from the editor.
type editedMsg struct {
	reader *Reader
	on     ask.Noted
	was    string
	text   string
	err    error
}

// editOutside opens the note in focus, or a new one, in the user's editor.
func (r *Reader) editOutside() tea.Cmd {
	n, ok := r.toNote()
	if !ok {
		return nil
	}
	return r.edit(n, n.Was())
}

// edit opens text in the user's editor, to become the note on something.
func (r *Reader) edit(n ask.Noted, text string) tea.Cmd {
	editor := os.Getenv("VISUAL")
	if editor == "" {
		editor = os.Getenv("EDITOR")
	}
	args := strings.Fields(editor)
	if len(args) == 0 {
		r.say("no editor is named: set VISUAL or EDITOR")
		return nil
	}
	return func() tea.Msg {
		name, err := noteFile(text)
		if err != nil {
			return pane.Failed{Err: fmt.Errorf("no editor: %w", err)}
		}
		return screen.Exec(exec.Command(args[0], append(args[1:], name)...), func(err error) tea.Msg {
			defer os.Remove(name)
			m := editedMsg{reader: r, on: n, was: text, err: err}
			if err == nil {
				var data []byte
				data, m.err = os.ReadFile(name)
				m.text = strings.TrimRight(string(data), "\n")
			}
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

// gotEdited puts what the editor left into the note; the card from which it was
// opened has nothing left to ask then.
func (r *Reader) gotEdited(m editedMsg) tea.Cmd {
	switch {
	case m.reader != r:
		return nil
	case m.err != nil:
		r.complain("the editor: " + m.err.Error())
		return nil
	case m.text == m.was:
		r.say("nothing was changed")
		return nil
	}
	if r.cards.open != nil && r.cards.open.long != nil {
		r.shut()
	}
	return r.noted(m.on, r.scene(m.on.Words).Noted(m.on, m.text))
}

// openSource says where the article's source lies; the same key again opens it.
func (r *Reader) openSource() tea.Cmd {
	if r.once.source {
		return message(OpenURL{URL: r.in.Art.Meta.URL})
	}
	host, err := hostOf(r.in.Art.Meta.URL)
	if err != nil {
		r.complain("not opened: " + err.Error())
		return nil
	}
	r.once.source = true
	r.say(host + r.table.Fill(" · {source} again opens it outside"))
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
