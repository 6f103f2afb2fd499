package reader

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model/clean"
	"stet/ui/card"
	"stet/ui/pane"
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

// pipeLimit bounds what a command may take and give.
const (
	pipeTime   = 10 * time.Second
	pipeOutput = 64 << 10 // bytes
)

// openPipe asks for a command that gets the selected words, or the article, on
// its standard input. Its first line of output is shown.
func (r *Reader) openPipe() tea.Cmd {
	text, what := r.art.Text, "the article"
	if r.sel != nil {
		text, what = r.art.Slice(r.sel.Range()), plural(r.selectedWords(), "word")
	}
	f := &card.Field{Name: "command", Label: "command", Typed: func(s string) any { return s }}
	r.open("pipe", card.NewForm("pipe "+what+" to", "⏎ run · esc leave", f), func(f *card.Form) tea.Cmd {
		line := card.One[string](f, "command")
		return pane.Safely(0, "running "+line, func() tea.Msg { return pipe(line, text) })
	})
	return nil
}

// pipe runs a line of the user's own shell.
func pipe(line, text string) tea.Msg {
	ctx, cancel := context.WithTimeout(context.Background(), pipeTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", line)
	cmd.Stdin = strings.NewReader(text)
	cmd.WaitDelay = time.Second
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &limited{&out, pipeOutput}, &limited{&out, pipeOutput}
	err := cmd.Run()
	first, _, _ := strings.Cut(strings.TrimSpace(out.String()), "\n")
	switch {
	case ctx.Err() != nil:
		return pane.Failed{Err: fmt.Errorf("%s took longer than %v and was ended", line, pipeTime)}
	case err != nil:
		return pane.Failed{Err: fmt.Errorf("%s: %w: %s", line, err, clean.Line(first))}
	case first == "":
		first = "done"
	}
	return pane.Said{Text: line + ": " + first}
}

// A limited writer drops what is beyond its limit.
type limited struct {
	to   *bytes.Buffer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	n := min(len(p), l.left)
	l.left -= n
	l.to.Write(p[:n])
	return len(p), nil
}
