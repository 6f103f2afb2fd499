package reader

import (
	"fmt"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/session"
	"stet/model"
	"stet/model/count"
	"stet/model/lang"
	"stet/model/source"
	"stet/ui/pane"
)

// Init begins what a reader does once it is on the screen: the rest of a large
// file and the sidecars are read, then the text is analysed, first what is seen.
func (r *Reader) Init() tea.Cmd {
	r.goToStart()
	if r.in.Art.Partial { // the rest is read once what is on the screen has its marks
		return tea.Batch(r.glance(), r.analyse(r.window(), false))
	}
	return tea.Batch(r.glance(), r.readSidecars(), r.analyse(r.window(), false))
}

// glancedMsg holds one's annotations on the screen, from before the sidecar is
// read.
type glancedMsg struct {
	reader *Reader
	notes  []*annotate.Annotation
}

func (r *Reader) glance() tea.Cmd {
	if r.env.Desk == nil {
		return nil
	}
	desk, art, window := r.env.Desk, r.in.Art, r.window()
	return pane.Safely(0, "looking at the sidecar", func() tea.Msg {
		return glancedMsg{r, desk.Glance(art, window)}
	})
}

func (r *Reader) gotGlanced(m glancedMsg) {
	if m.reader == r && r.file == nil && len(m.notes) > 0 {
		r.glanced = m.notes
		r.gather()
	}
}

type wholeMsg struct {
	token pane.Token
	art   *model.Article
	err   error
}

func (r *Reader) readWhole() tea.Cmd {
	t, path := r.opening.Next(), r.in.Art.Path
	return pane.Safely(t, "reading "+path, func() tea.Msg {
		art, err := source.Open(path)
		if err == nil && r.env.Desk != nil {
			r.env.Desk.Spoken.Set(art)
		}
		return wholeMsg{t, art, err}
	})
}

func (r *Reader) gotWhole(m wholeMsg) tea.Cmd {
	if !r.opening.Holds(m.token) {
		return nil
	}
	if m.err != nil {
		r.complain("only the beginning could be read: " + m.err.Error())
		return nil
	}
	r.in.Art = m.art
	r.pen = r.newPen()
	r.sheet.LayOut()
	r.goToStart()
	return tea.Batch(r.readSidecars(), r.analyse(r.window(), false))
}

type sidecarsMsg struct {
	token pane.Token
	work  *session.Article
	err   error
}

func (r *Reader) readSidecars() tea.Cmd {
	if r.env.Desk == nil {
		return nil
	}
	t, desk, art := r.opening.Next(), r.env.Desk, r.in.Art
	return pane.Safely(t, "reading the sidecars", func() tea.Msg {
		work, err := session.OpenArticle(desk, art)
		return sidecarsMsg{t, work, err}
	})
}

func (r *Reader) gotSidecars(m sidecarsMsg) tea.Cmd {
	if !r.opening.Holds(m.token) {
		return nil
	}
	if r.glanced = nil; m.work != nil {
		m.work.Shelve = r.shelve
		r.work, r.file, r.project = m.work, m.work.Own, m.work.Project
		r.useKinds()
	}
	if r.file != nil {
		r.regroup()
	}
	r.at = -1
	r.gather()
	if r.file != nil {
		r.sayOpened()
	}
	if m.err != nil { // before all else that is to be said
		r.complain(m.err.Error())
	}
	return r.goToPlace()
}

// goToPlace puts the annotation into focus that the article was opened at, and
// does there what was asked for.
func (r *Reader) goToPlace() tea.Cmd {
	at := r.goal.at
	r.goal.at = Place{}
	for i := range r.in.Items {
		if it := &r.in.Items[i]; at.ID != "" && it.Note.ID == at.ID {
			r.focusItem(it)
			if at.Do != "" {
				return r.Do(at.Do)
			}
		}
	}
	return nil
}

// sinceAnnotated counts annotations by what became of their words, and says
// nothing of what became of none.
func sinceAnnotated(moved, fuzzy, lost int) string {
	var said []string
	for _, n := range []struct {
		count int
		what  string
	}{{moved, "moved"}, {fuzzy, "to be looked at"}, {lost, "not found"}} {
		if n.count > 0 {
			said = append(said, fmt.Sprintf("%d %s", n.count, n.what))
		}
	}
	return strings.Join(said, ", ")
}

// sayOpened tells what a person must know about the sidecar that was read.
func (r *Reader) sayOpened() {
	f := r.file
	n := anchor.Tally(f.Set.All())
	switch moved, fuzzy, lost := n[annotate.Moved], n[annotate.Fuzzy], n[annotate.Orphan]; {
	case f.ReadOnly != "":
		r.complain(filepath.Base(f.Path()) + " is read only: " + f.ReadOnly)
	case fuzzy+lost > 0:
		r.complain("changed since: " + sinceAnnotated(moved, fuzzy, lost) + r.table.Fill(" · {changed} shows them"))
	case r.renamed() > 0:
		r.say(count.Of(r.renamed(), "annotation") + " with renamed codes · stet codebook --migrate")
	case r.blind() && len(r.work.Others) > 0:
		r.say(count.Of(len(r.work.Others), "other coder") + r.table.Fill(" hidden until you press {done}"))
	case len(r.work.Others) > 0:
		r.say(r.othersHere())
	case len(r.in.Art.Notices) > 0:
		r.complain(r.in.Art.Notices[0])
	case moved > 0:
		r.say(fmt.Sprintf("the article has changed: %d moved with their words", moved))
	default:
		r.sayKnown()
	}
}

// welcome is what the status line says of an article that was just opened.
func (r *Reader) welcome() pane.Status {
	found, kept := r.in.Quoted.Found, r.in.Quoted.Kept
	code := r.in.Art.Meta.Language
	switch {
	case !lang.Of(code).Finds(lang.Claims):
		return pane.Status{Message: languageName(code) + ": " + lang.Limits(lang.Of(code))}
	case r.file == nil && r.env.Desk != nil, kept == 0 && !r.finds.final: // not all is known yet
		if found == 0 {
			return pane.Status{}
		}
		return pane.Status{Message: count.Of(found, "quote") + " found"}
	case found+kept == 0:
		return pane.Status{Message: r.table.Fill("no quotes found · {point} points at a word, {select} selects its sentence")}
	case kept == 0:
		return pane.Status{Message: count.Of(found, "quote") + " found, none kept yet"}
	case found == 0:
		return pane.Status{Message: fmt.Sprintf("%s kept", count.Of(kept, "quote"))}
	}
	return pane.Status{Message: fmt.Sprintf("%s kept, %d more found", count.Of(kept, "quote"), found)}
}

// goToStart shows the line that was asked for, or the place where an earlier
// session stopped.
func (r *Reader) goToStart() {
	switch {
	case r.goal.line > 0:
		if p, ok := r.in.Art.LineStart(r.goal.line); ok {
			r.sheet.GoTo(p)
			r.goal.line, r.goal.start = 0, 0
		} else if !r.in.Art.Partial {
			r.complain(fmt.Sprintf("there is no text on line %d or after it", r.goal.line))
			r.goal.line = 0
		}
	case r.goal.start > 0 && int(r.goal.start) < len(r.in.Art.Text):
		r.sheet.GoTo(r.goal.start)
		r.goal.start = 0
	}
}

// languageName is what the status line calls a language.
func languageName(code string) string {
	if l := lang.Of(code); l != nil {
		return l.Name
	}
	if code == "" {
		return "language not recognised"
	}
	return "language " + code
}

// othersHere says who else tagged the article.
func (r *Reader) othersHere() string {
	var names []string
	n := 0
	for _, f := range r.work.Others {
		names = append(names, f.Annotator)
		n += len(f.Set.All())
	}
	says := strings.Join(names, ", ") + " tagged this too: " + count.Of(n, "annotation")
	if len(r.work.Open) > 0 {
		return says + ", " + count.Of(len(r.work.Open), "disagreement") + r.table.Fill(" · {next-difference} shows them")
	}
	return says + r.table.Fill(" · {show-others} hides them")
}
