package ui

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/model"
	"stet/model/fetch"
	"stet/model/library"
	"stet/model/mention"
	"stet/model/quotation"
	"stet/model/source"
	"stet/ui/list"
	"stet/ui/pane"
	"stet/ui/reader"
	"stet/ui/review"
	"stet/ui/unpack"
)

// An article is one that was read, with what was noted of reading it before.
type article struct {
	*model.Article
	bytes int64 // the size of its file
	// The folder under which its mark is kept, and its name there; "" where it has no
	// file.
	root, name string
	marks      string // the file of reading marks, "" where nothing is noted
	mark       library.Mark
}

// read reads the beginning of an article and where reading it stopped.
func (m *program) load(path string) (article, error) {
	a, err := source.OpenHead(path)
	if err != nil {
		return article{}, err
	}
	if m.o.Desk != nil {
		m.o.Desk.Spoken.Set(a)
	}
	out := article{Article: a}
	out.root, out.name = rootOf(path)
	if info, err := os.Stat(path); err == nil {
		out.bytes = info.Size()
	}
	if m.o.Desk == nil {
		return out, nil
	}
	marks, err := library.OpenMarks(m.o.Desk.State, out.root)
	if err == nil { // without marks it opens at the top
		out.marks, out.mark = marks.File(), marks.Get(out.name)
	}
	return out, nil
}

// rootOf returns the folder under which an article's reading mark is kept, and
// its name there: its library, else its own folder.
func rootOf(path string) (root, name string) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return filepath.Dir(path), filepath.Base(path)
	}
	root, ok := library.Root(filepath.Dir(abs))
	if !ok {
		root = filepath.Dir(abs)
	}
	rel, err := filepath.Rel(root, abs)
	if err != nil {
		return filepath.Dir(abs), filepath.Base(abs)
	}
	return root, filepath.ToSlash(rel)
}

// first makes the pane with which the program begins. It reads no more than the
// first screen needs.
func (m *program) first() (pane.Pane, error) {
	if m.o.Article != nil {
		if a, ok := m.shelved(m.o.Article); ok {
			return m.readerOf(a, m.o.Line, reader.Place{}), nil
		}
		return m.readerOf(article{Article: m.o.Article}, m.o.Line, reader.Place{}), nil
	}
	if m.o.Path == "" {
		return m.startScreen(), nil
	}
	if m.o.Review {
		return m.reviewOf(m.o.Path, shown(m.o.Path), m.o.Query), nil
	}
	if info, err := os.Stat(m.o.Path); err == nil && info.IsDir() {
		return m.libraryOf(m.o.Path, shown(m.o.Path)), nil
	}
	if box := m.boxOf(m.o.Path); box != nil {
		return box, nil
	}
	a, err := m.load(m.o.Path)
	if err != nil {
		return nil, err
	}
	return m.readerOf(a, m.o.Line, reader.Place{}), nil
}

func (m *program) libraryOf(dir, shown string) *list.List {
	return list.New(m.env, list.Options{
		Dir: dir, Shown: shown, Count: countQuotes,
		Fetch: func(ctx context.Context, hand func(tea.Msg)) { m.fetchFeeds(ctx, dir, hand) },
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

func (m *program) readerOf(a article, line int, at reader.Place) *reader.Reader {
	_, listed := m.list()
	o := reader.Options{Article: a.Article, Line: line, At: at, Shelve: m.shelve, Bytes: a.bytes, Look: m.look, Listed: listed}
	if p, ok := model.NewOffsets(a.Text).PosOfCodePoint(a.mark.Pos); ok && a.mark.Share < 1 { // one read to the end begins anew
		o.Start = p
	}
	r := reader.New(m.env, o)
	m.articles[r] = a
	return r
}

// list returns the list of articles, if it is on the screen.
func (m *program) list() (*list.List, bool) {
	if len(m.panes) == 0 {
		return nil, false
	}
	l, ok := m.top().(*list.List)
	return l, ok
}

// shelfDir is the library in which texts are kept that came from no file of it.
func (m *program) shelfDir() string {
	if m.o.Library != "" {
		return m.o.Library
	}
	return ShelfDir(m.o.Desk.Data)
}

// ShelfDir is the folder for texts from programs and pages where no library is
// configured, within that for stet's data.
func ShelfDir(data string) string { return filepath.Join(data, "articles") }

// shelved returns the article that a text from standard input or a page became when
// something was kept of it before.
func (m *program) shelved(a *model.Article) (article, bool) {
	if m.o.Desk == nil {
		return article{}, false
	}
	dir := m.shelfDir()
	name, ok := fetch.Shelved(dir, a)
	if !ok {
		return article{}, false
	}
	out, err := m.load(filepath.Join(dir, name))
	return out, err == nil
}

// shelve stores a text that came from standard input or a page in the library,
// or, where none is configured, in a folder of stet's own.
func (m *program) shelve(a *model.Article) (*model.Article, error) {
	dir := m.shelfDir()
	shelf, err := fetch.OpenShelf(context.Background(), dir)
	if err != nil {
		return nil, err
	}
	defer shelf.Close()
	name, _, err := shelf.Put(a, "", nil)
	if err != nil {
		return nil, err
	}
	return source.Open(filepath.Join(dir, filepath.FromSlash(name)))
}

// opened is an article that is to be shown, over the pane that asked or in its
// place.
type opened struct {
	token   pane.Token
	article article
	id      string // of the annotation to go to
	do      string // the reader's command to carry out there, "" for none
	dir     string // a folder that is to be shown, "" for an article
	shown   string // how it is named on the screen
	guided  bool   // the folder is the demo, and article the one that the guide is about
	home    bool   // the folder is the library from now on
	said    string // of it, when it is shown
	instead bool
	box     *unpack.Box // of a file with many articles, nil for others
	err     error
}

// openArticle reads an article and shows it over the pane that asked.
func (m *program) openArticle(path, id, do string) tea.Cmd {
	t := m.opening.Next()
	return pane.Safely(t, "opening "+path, func() tea.Msg {
		if box := m.boxOf(path); box != nil {
			return opened{token: t, box: box}
		}
		a, err := m.load(path)
		return opened{token: t, article: a, id: id, do: do, err: err}
	})
}

// openReviewOf shows the annotations of the library in which an article lies, or
// of its folder. If the review is open below the article, it leads back there.
func (m *program) openReviewOf(path string) tea.Cmd {
	if path == "" {
		return m.top().Update(pane.Failed{Err: errors.New("this text has no folder yet · the first tag gives it one")})
	}
	if n := len(m.panes); n > 1 {
		if _, ok := m.panes[n-2].(*review.Review); ok {
			return m.back()
		}
	}
	return pane.Safely(0, "looking for the folder", func() tea.Msg {
		dir, _ := rootOf(path)
		return list.OpenReview{Dir: dir}
	})
}

func (m *program) openReview(dir string) tea.Cmd {
	r := m.reviewOf(dir, filepath.Base(dir)+"/", "")
	m.panes = append(m.panes, r)
	return r.Init()
}

func (m *program) reviewOf(dir, shown, query string) *review.Review {
	return review.New(m.env, review.Options{Dir: dir, Shown: shown, Query: query, Formats: m.o.Formats, Write: m.o.Write})
}

// show puts an article that was read on the screen.
func (m *program) show(o opened) tea.Cmd {
	if !m.opening.Holds(o.token) {
		return nil
	}
	if o.err != nil {
		return m.top().Update(pane.Failed{Err: o.err})
	}
	var leave tea.Cmd
	if o.instead {
		old := m.top()
		m.closing = append(m.closing, old)
		leave = tea.Batch(m.remember(old), old.Close())
		m.panes = m.panes[:len(m.panes)-1]
	}
	if o.box != nil {
		m.panes = append(m.panes, o.box)
		return tea.Batch(leave, o.box.Init())
	}
	if o.dir != "" {
		if o.home {
			m.o.Library = o.dir
		}
		l := m.libraryOf(o.dir, o.shown)
		m.panes = append(m.panes, l)
		if o.said != "" {
			l.Update(pane.Said{Text: o.said})
		}
		if o.guided {
			r := m.beginGuide(o.article)
			return tea.Batch(leave, l.Init(), r.Init(), m.seenBefore(r))
		}
		return tea.Batch(leave, l.Init())
	}
	if !o.instead {
		m.look = m.look.Whole()
	}
	r := m.readerOf(o.article, 0, reader.Place{ID: o.id, Do: o.do})
	if l, ok := m.list(); ok {
		l.GoTo(o.article.Path)
	}
	m.panes = append(m.panes, r)
	return tea.Batch(leave, r.Init(), m.seenBefore(r))
}

// remember notes that an article was read, and where reading it stopped.
func (m *program) remember(p pane.Pane) tea.Cmd {
	r, ok := p.(*reader.Reader)
	if !ok {
		return nil
	}
	m.noteJudged(r)
	m.look = r.Look()
	a := m.articles[p]
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

// openURL opens a web page outside, without a shell, after it was looked at: only
// http and https, never anything that could be taken for an option.
func openURL(link string) tea.Cmd {
	return func() tea.Msg {
		u, err := url.Parse(link)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return pane.Failed{Err: fmt.Errorf("not opened, this is no web address: %s", link)}
		}
		name, args := "xdg-open", []string{u.String()}
		switch runtime.GOOS {
		case "darwin":
			name = "open"
		case "windows":
			name, args = "rundll32", []string{"url.dll,FileProtocolHandler", u.String()}
		}
		if browser := os.Getenv("BROWSER"); browser != "" && !strings.ContainsAny(browser, " :%") {
			name = browser
		}
		if err := exec.Command(name, args...).Start(); err != nil {
			return pane.Failed{Err: fmt.Errorf("not opened: %w", err)}
		}
		return pane.Said{Text: "opened " + u.Host + " outside"}
	}
}
