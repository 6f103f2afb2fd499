package review

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/model/count"
	"stet/ui/card"
	"stet/ui/pane"
)

// A writer writes what is listed to a file.
type writer struct {
	folder *folder
	list   *listing
	front  *card.Front[*Review]
	guard  pane.Guard
	naming pane.Guard // the name that a card is to offer
	export pane.Task  // the file that is being written
}

// ask asks for the format to write what is listed in, and then for a file.
func (wr *writer) ask() {
	var formats []card.Choice
	taken := map[string]bool{}
	for _, f := range wr.folder.o.Formats {
		formats = append(formats, card.Choice{Key: freeKey(f.Name, taken), Text: f.Name, Note: f.Title, Value: f})
	}
	rows := slices.Clone(wr.list.shown)
	wr.front.Ask(card.NewForm(fmt.Sprintf("write %s", count.Of(len(rows), "row")), "esc leave", &card.Field{Name: "format", Label: "format", Choices: formats}), func(f *card.Form) tea.Cmd {
		format := card.One[Format](f, "format")
		return wr.suggest(Writing{Format: format, Path: "annotations" + format.Ext, Dir: wr.folder.index.Dir, Rows: rows})
	})
}

// A nameMsg is a name for a file that is free.
type nameMsg struct {
	token pane.Token
	Writing
	err error
}

// suggest looks for a name like that of w under which nothing lies yet, in the
// working directory unless it names another folder.
func (wr *writer) suggest(w Writing) tea.Cmd {
	t := wr.naming.Next()
	const what = "looking for a name"
	return wr.front.Env.Await(what, pane.Safely(t, what, func() tea.Msg {
		path, err := filepath.Abs(w.Path)
		w.Path = freeName(path)
		return nameMsg{t, w, err}
	}))
}

// freeName returns path, or path with a number in it, where nothing lies there.
func freeName(path string) string {
	ext := filepath.Ext(path)
	name := path
	for i := 2; i < 1000; i++ {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			break
		}
		name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, ext), i, ext)
	}
	return name
}

func (wr *writer) gotName(m nameMsg) {
	switch {
	case !wr.naming.Holds(m.token) || wr.front.Typing():
		return
	case m.err != nil:
		wr.front.Complain(m.err.Error())
		wr.front.Env.Refuse()
		return
	}
	folder, name := filepath.Split(m.Path)
	form := card.NewForm(fmt.Sprintf("write %s as %s", count.Of(len(m.Rows), "row"), m.Format.Name), "⏎ write it · esc leave", &card.Field{
		Name: "file", Label: "file", Hint: fmt.Sprintf("⏎ %s, or type a name", name), Typed: func(s string) any { return s },
		Default: &card.Choice{Text: fmt.Sprintf("write %s", name), Value: name},
	})
	form.Lines = []string{"into      " + folder}
	wr.front.Ask(form, func(f *card.Form) tea.Cmd {
		path := card.One[string](f, "file")
		if !filepath.IsAbs(path) {
			path = filepath.Join(folder, path)
		}
		w := m.Writing
		w.Path = path
		return wr.writeTo(w)
	})
}

type wroteMsg struct {
	Writing
	left string
	err  error
}

func (wr *writer) writeTo(w Writing) tea.Cmd {
	write := wr.folder.o.Write
	ctx, done := wr.export.Begin(context.Background())
	wr.front.Say(fmt.Sprintf("writing %s", count.Of(len(w.Rows), "row")) + wr.folder.listKeys.Fill(" · {leave} stops it"))
	return pane.Safely(wr.guard.Next(), fmt.Sprintf("writing %s", w.Path), func() tea.Msg {
		defer done()
		left, err := write(ctx, w)
		return wroteMsg{w, left, err}
	})
}

// gotWrote says what was written; where something lay there already, it asks for
// another name.
func (wr *writer) gotWrote(m wroteMsg) tea.Cmd {
	switch {
	case errors.Is(m.err, fs.ErrExist):
		wr.front.Complain(fmt.Sprintf("%s is there already, and is left as it is", filepath.Base(m.Path)))
		return wr.suggest(m.Writing)
	case errors.Is(m.err, context.Canceled):
		wr.front.Say("stopped, no file was written")
	case m.err != nil:
		wr.front.Complain("not written: " + m.err.Error())
	case m.left != "":
		wr.front.Say(fmt.Sprintf("%s written to %s · not held: %s", count.Of(len(m.Rows), "row"), filepath.Base(m.Path), m.left))
	default:
		wr.front.Say(fmt.Sprintf("%s written to %s", count.Of(len(m.Rows), "row"), m.Path))
	}
	return nil
}

// freeKey gives a choice the first letter of its name that no other one has.
func freeKey(name string, taken map[string]bool) string {
	for _, c := range name {
		if k := string(c); 'a' <= c && c <= 'z' && !taken[k] {
			taken[k] = true
			return k
		}
	}
	return ""
}
