package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/model"
	"stet/model/library"
	"stet/model/mention"
	"stet/model/quotation"
	"stet/ui/guide"
	"stet/ui/list"
	"stet/ui/pane"
	"stet/ui/programs"
	"stet/ui/reader"
	"stet/ui/review"
	"stet/ui/start"
	"stet/ui/unpack"
)

// An opener makes panes of articles and folders, and puts them on the screen.
type opener struct {
	*stack
	disk
	opening   pane.Guard
	finished  *finished   // what D put away last, nil for nothing
	look      reader.Look // at the last article
	memory    *memory
	guiding   *guiding
	typeAhead *typeAhead
}

// take takes a message that is about what is on the screen; taken is false of any
// other.
func (op *opener) take(msg tea.Msg) (cmd tea.Cmd, taken bool) {
	switch msg := msg.(type) {
	case opened:
		cmd = op.show(msg)
	case seenMsg:
		cmd = op.memory.saw(msg)
	case list.Open:
		cmd = op.article(msg.Path, reader.Place{Find: msg.Find}, msg.Skim)
	case review.Open:
		cmd = op.article(msg.Path, reader.Place{ID: msg.ID, Do: msg.Command}, false)
	case list.OpenReview:
		cmd = op.review(msg.Dir)
	case reader.OpenReview:
		cmd = op.reviewAround(msg.Path)
	case reader.OpenNeighbour:
		cmd = op.neighbouring(msg)
	case reader.AskFolder:
		cmd = op.memory.tellFolder(msg)
	case reader.Announce:
		cmd = op.announce(msg)
	case reader.Done:
		cmd = op.putAway(msg)
	case reader.UndoDone:
		cmd = op.undoDone(msg)
	case reader.OpenURL:
		cmd = programs.Browse(msg.URL)
	case unpack.Into:
		cmd = op.unpack(msg)
	case start.Annotator:
		cmd = op.annotateAs(msg.Name)
	case start.Demo, start.Open, start.Text, start.Library, start.Follow:
		cmd = op.begin(msg)
	default:
		return nil, false
	}
	return cmd, true
}

// first makes the pane with which the program begins. It reads no more than the
// first screen needs.
func (op *opener) first() (pane.Pane, error) {
	if op.o.Article != nil {
		if a, ok := op.shelved(op.o.Article); ok {
			return op.readerOf(a, op.o.Line, reader.Place{}), nil
		}
		return op.readerOf(article{Article: op.o.Article}, op.o.Line, reader.Place{}), nil
	}
	if op.o.Path == "" {
		return op.startScreen(), nil
	}
	if op.o.Review {
		return op.reviewOf(op.o.Path, shown(op.o.Path), op.o.Query), nil
	}
	if info, err := os.Stat(op.o.Path); err == nil && info.IsDir() {
		return op.libraryOf(op.o.Path, shown(op.o.Path)), nil
	}
	if box := op.boxOf(op.o.Path); box != nil {
		return box, nil
	}
	a, err := op.load(op.o.Path)
	if err != nil {
		return nil, err
	}
	return op.readerOf(a, op.o.Line, reader.Place{}), nil
}

func (op *opener) libraryOf(dir, shown string) *list.List {
	return list.New(op.env, list.Options{
		Dir: dir, Shown: shown, Count: countQuotes, Sort: op.o.Sort, Filter: op.o.Filter,
		Fetch: func(ctx context.Context, hand func(tea.Msg)) { op.fetchFeeds(ctx, dir, hand) },
	})
}

// shown is how a folder is named on the screen; of a relative path it asks for the
// working directory.
func shown(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		abs = dir
	}
	return filepath.Base(abs) + "/"
}

// countQuotes finds the quotes of an article for the library's list.
func countQuotes(a *model.Article) int {
	all := model.Range{End: model.Pos(len(a.Text))}
	n := 0
	for _, q := range quotation.Find(a, all, mention.Find(a, all, nil)) {
		if q.Said() {
			n++
		}
	}
	return n
}

func (op *opener) readerOf(a article, line int, at reader.Place) *reader.Reader {
	_, listed := op.list()
	o := reader.Options{Article: a.Article, Line: line, At: at, Shelve: op.shelve, Bytes: a.bytes, Look: op.look, Listed: listed}
	if p, ok := model.NewOffsets(a.Text).PosOfCodePoint(a.mark.Pos); ok && a.mark.Share < 1 { // one read to the end begins anew
		o.Start = p
	}
	r := reader.New(op.env, o)
	op.articles[r] = a
	return r
}

// opened is an article that is to be shown, over the pane that asked or in its
// place.
type opened struct {
	token   pane.Token
	article article
	at      reader.Place
	skim    bool
	dir     string // a folder that is to be shown, "" for an article
	shown   string // how it is named on the screen
	guided  bool   // the folder is the demo, and article the one that the guide is about
	home    bool   // the folder is the library from now on
	said    string // of it, when it is shown
	instead bool
	box     *unpack.Box // of a file with many articles, nil for others
	err     error
}

// article reads an article and shows it over the pane that asked, at a place, and
// folded to who said what where it is skimmed.
func (op *opener) article(path string, at reader.Place, skim bool) tea.Cmd {
	t := op.opening.Next()
	return op.env.Await(fmt.Sprintf("opening %s", filepath.Base(path)), pane.Safely(t, fmt.Sprintf("opening %s", path), func() tea.Msg {
		if box := op.boxOf(path); box != nil {
			return opened{token: t, box: box}
		}
		a, err := op.load(path)
		return opened{token: t, article: a, at: at, skim: skim, err: err}
	}))
}

// reviewAround shows the annotations of the library in which an article lies, or
// of its folder. If the review is open below the article, it leads back there.
func (op *opener) reviewAround(path string) tea.Cmd {
	if path == "" {
		return op.refuse(pane.Failed{Err: errors.New("this text has no folder yet · the first tag gives it one")})
	}
	if _, ok := op.under().(*review.Review); ok {
		return op.env.Ask(pane.Back{})
	}
	return op.env.Await("looking for the folder", pane.Safely(0, "looking for the folder", func() tea.Msg {
		dir, _ := rootOf(path)
		return list.OpenReview{Dir: dir}
	}))
}

func (op *opener) review(dir string) tea.Cmd {
	r := op.reviewOf(dir, filepath.Base(dir)+"/", "")
	op.push(r)
	return r.Init()
}

func (op *opener) reviewOf(dir, shown, query string) *review.Review {
	return review.New(op.env, review.Options{Dir: dir, Shown: shown, Query: query, Formats: op.o.Formats, Write: op.o.Write})
}

// refuse tells the pane on the screen that what it asked for does not come.
func (op *opener) refuse(says tea.Msg) tea.Cmd {
	op.env.Refuse()
	return op.top().Update(says)
}

// show puts an article that was read on the screen.
func (op *opener) show(o opened) tea.Cmd {
	if !op.opening.Holds(o.token) {
		return nil
	}
	if o.err != nil {
		return op.refuse(pane.Failed{Err: o.err})
	}
	var leave tea.Cmd
	if o.instead {
		old := op.setAside()
		leave = tea.Batch(op.remember(old), old.Close())
	}
	if o.box != nil {
		op.push(o.box)
		return tea.Batch(leave, o.box.Init())
	}
	if o.dir != "" {
		if o.home {
			op.o.Library = o.dir
		}
		l := op.libraryOf(o.dir, o.shown)
		op.push(l)
		if o.said != "" {
			l.Update(pane.Said{Text: o.said})
		}
		if o.guided {
			return tea.Batch(leave, l.Init(), op.guided(o.article))
		}
		return tea.Batch(leave, l.Init())
	}
	if !o.instead {
		op.look = op.look.Whole()
	}
	if o.skim {
		op.look = op.look.Skimmed()
	}
	r := op.readerOf(o.article, 0, o.at)
	if l, ok := op.list(); ok {
		l.GoTo(o.article.Path)
	}
	op.push(r)
	if o.said != "" {
		r.Update(pane.Said{Text: o.said})
	}
	return tea.Batch(leave, r.Init(), op.memory.lookFor(r))
}

// guided opens the article of the demo over its list, with the guide.
func (op *opener) guided(a article) tea.Cmd {
	r := op.readerOf(a, 0, reader.Place{})
	op.push(r)
	op.guiding.guide = guide.New()
	return tea.Batch(r.Init(), op.memory.lookFor(r))
}

// remember notes that an article was read, and where reading it stopped.
func (op *opener) remember(p pane.Pane) tea.Cmd {
	r, ok := p.(*reader.Reader)
	if !ok {
		return nil
	}
	op.memory.note(r)
	op.look = r.Look()
	a := op.articles[p]
	if a.marks == "" {
		return nil
	}
	at := r.Position()
	mark := a.mark
	mark.Read = time.Now().UTC().Truncate(time.Second)
	mark.Pos = len([]rune(r.Article().Text[:at]))
	mark.Share = r.Share()
	return func() tea.Msg {
		library.WriteMarks(a.marks, mark) // losing it loses only the place
		return pane.Returned{}            // the list below shows it as read
	}
}
