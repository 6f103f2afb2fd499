package reader

import (
	"errors"
	"os"
	"os/exec"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/ui/screen"
)

// An edited note comes back from the editor.
type editedMsg struct {
	reader *Reader
	about  *annotate.Annotation // nil for a new note on the focus
	text   string
	err    error
}

// editOutside opens the note in focus, or a new one, in the user's editor.
func (r *Reader) editOutside() tea.Cmd {
	about, text := r.ownFocus(), ""
	if about != nil {
		text = about.Comment
	}
	editor := os.Getenv("VISUAL")
	if editor == "" {
		editor = os.Getenv("EDITOR")
	}
	args := strings.Fields(editor)
	if len(args) == 0 {
		r.say("no editor is named: set VISUAL or EDITOR")
		return nil
	}
	f, err := os.CreateTemp("", "stet-note-*.md")
	if err == nil {
		_, err = f.WriteString(text)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		r.complain("no editor: " + err.Error())
		return nil
	}
	name := f.Name()
	return screen.Exec(exec.Command(args[0], append(args[1:], name)...), func(err error) tea.Msg {
		defer os.Remove(name)
		m := editedMsg{reader: r, about: about, err: err}
		if err == nil {
			var data []byte
			data, m.err = os.ReadFile(name)
			m.text = strings.TrimRight(string(data), "\n")
		}
		return m
	})
}

// gotEdited puts what the editor left into the note.
func (r *Reader) gotEdited(m editedMsg) tea.Cmd {
	switch {
	case m.reader != r:
		return nil
	case m.err != nil:
		r.complain("the editor: " + m.err.Error())
		return nil
	case m.about == nil && m.text == "", m.about != nil && m.text == m.about.Comment:
		r.say("nothing was changed")
		return nil
	}
	if m.about == nil {
		words, ok := r.words(mustKind("note"))
		if !ok {
			return nil
		}
		a := r.fresh(new(kind.Note), words)
		a.Comment = m.text
		return r.tag("note", a)
	}
	before := r.file.Set.Get(m.about.ID)
	if before == nil {
		r.complain("the annotation is gone; its note was: " + oneLine(m.text))
		return nil
	}
	after := before.Clone()
	after.Comment, after.Modified = m.text, now()
	cmd := r.do(annotate.Edit{Title: "note", Swaps: []annotate.Swap{{Before: before, After: after}}})
	r.did("note on the " + kind.Of(after).Title)
	return cmd
}
