package session

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/machine/learn"
	"stet/annotate/store"
	"stet/annotate/suggest"
	"stet/model"
	"stet/model/files"
	"stet/model/library"
	"stet/model/mention"
	"stet/model/quotation"
	"stet/model/source"
)

// What was learned is made anew from the annotator's own sidecars, in the background:
// there is no file of it. Only when to forget what came before is written down, in the
// user's own state folder.

// mostLessons is how many articles are learned from, the latest first.
const mostLessons = 500

// LearnedName is the name under which what was learned suggests.
const LearnedName = "learned"

// Learn learns from what the annotator has decided in the articles of a library.
func Learn(ctx context.Context, desk *store.Desk, root string) (*learn.Lessons, error) {
	list, err := library.List(ctx, root)
	if err != nil {
		return nil, err
	}
	type own struct {
		path string
		at   time.Time
	}
	var sidecars []own
	for _, f := range list.Articles {
		path := filepath.Join(root, filepath.FromSlash(f.Path))
		if info, err := os.Stat(store.SidecarPath(path, desk.Annotator)); err == nil {
			sidecars = append(sidecars, own{path, info.ModTime()})
		}
	}
	slices.SortStableFunc(sidecars, func(a, b own) int { return b.at.Compare(a.at) })
	var book *codebook.Codebook
	if b, err := codebook.Load(root); err == nil {
		book = b
	}
	since, err := forgotten(desk, root)
	if err != nil {
		return nil, err
	}
	var lessons []learn.Lesson
	learned := map[string]bool{}
	for _, s := range sidecars[:min(len(sidecars), mostLessons)] {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if one, ok := lesson(desk, s.path, since); ok {
			lessons = append(lessons, one)
			learned[s.path] = true
		}
	}
	if len(lessons) == 0 {
		return learn.Of(book.Rows()), nil
	}
	others, err := unread(ctx, list, root, learned)
	if err != nil {
		return nil, err
	}
	l := learn.Of(book.Rows())
	l.Take(lessons, others...)
	return l, nil
}

// Of articles in which nothing is decided so much text is read, of files that are not
// larger than mostUnread, in bytes: to see how people write there.
const (
	unreadText = 800 << 10
	mostUnread = 200 << 10
)

// unread are articles from all over a library in which nothing was decided.
func unread(ctx context.Context, list *library.Listing, root string, decided map[string]bool) (out []*model.Article, err error) {
	n := 0
	for _, i := range rand.New(rand.NewPCG(1, uint64(len(list.Articles)))).Perm(len(list.Articles)) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f := list.Articles[i]
		path := filepath.Join(root, filepath.FromSlash(f.Path))
		if decided[path] || f.Size > mostUnread {
			continue
		}
		if a, err := source.Open(path); err == nil {
			out = append(out, a)
			n += len(a.Text)
		}
		if n >= unreadText {
			break
		}
	}
	return out, nil
}

// lesson is what the annotator has decided in one article since a time; false where that
// is nothing, or cannot be read.
func lesson(desk *store.Desk, path string, since time.Time) (learn.Lesson, bool) {
	a, err := source.Open(path)
	if err != nil {
		return learn.Lesson{}, false
	}
	f, err := desk.Open(a)
	if err != nil {
		return learn.Lesson{}, false
	}
	decided := slices.DeleteFunc(f.Set.Snapshot(), func(a *annotate.Annotation) bool { return !a.Modified.After(since) })
	meant(a, decided)
	return learn.Lesson{Article: a, Decided: decided, Done: f.Set.Coded().After(since)}, len(decided) > 0
}

// meant adds to quotes whose speaker a person has named the words by which the article
// speaks of them, such as “the mayor”, as far as they are found.
func meant(a *model.Article, decided []*annotate.Annotation) {
	unsaid := func(d *annotate.Annotation) bool {
		q := kind.AsQuote(d)
		return q != nil && d.Origin.How == annotate.Edited && q.Speaker.Kind == annotate.RefName && q.Speaker.Words == nil
	}
	if !slices.ContainsFunc(decided, unsaid) {
		return
	}
	whole := model.Range{End: model.Pos(len(a.Text))}
	found := quotation.Find(a, whole, mention.Find(a, whole, nil))
	for i, d := range decided {
		if !unsaid(d) {
			continue
		}
		at := slices.IndexFunc(found, func(q quotation.Quotation) bool {
			return q.Cover().Overlaps(d.Target.Range) && !q.Speaker.Range.Empty()
		})
		if at < 0 || found[at].Speaker.Entity >= 0 {
			continue
		}
		c := d.Clone()
		kind.AsQuote(c).Speaker.Words = &annotate.Place{Quote: annotate.Quote{Exact: a.Slice(found[at].Speaker.Range)}}
		decided[i] = c
	}
}

// forgetFile holds when what was decided in a library was forgotten.
func forgetFile(desk *store.Desk, root string) string {
	abs, err := filepath.Abs(root)
	if err != nil {
		abs = root
	}
	return filepath.Join(desk.State, "forgotten", model.DigestOf(abs)[:16])
}

// An errForgotten is why it is not known what was to be forgotten: nothing is learned.
type errForgotten struct{ error }

func (e errForgotten) Error() string {
	return "what was to be forgotten is not known: " + e.error.Error()
}
func (e errForgotten) Unwrap() error { return e.error }
func (e errForgotten) Hint() string  { return "stet learn --forget forgets all up to now" }

func forgotten(desk *store.Desk, root string) (time.Time, error) {
	file := forgetFile(desk, root)
	data, err := files.Read(file, 100)
	if errors.Is(err, fs.ErrNotExist) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, errForgotten{err}
	}
	at, err := time.Parse(time.RFC3339, strings.TrimSpace(string(data)))
	if err != nil {
		return time.Time{}, errForgotten{fmt.Errorf("%s: no time is in it", file)}
	}
	return at, nil
}

// Forget makes learning leave out what was decided in a library up to now.
func Forget(desk *store.Desk, root string, now time.Time) error {
	file := forgetFile(desk, root)
	files.ReadOwn(file, "what was to be forgotten", 100) // what is in the way is put aside
	return desk.Put(file, []byte(now.UTC().Format(time.RFC3339)+"\n"))
}

// TakeLearned takes what was learned about the article, in the place of what was learned
// before. It is suggested and hidden as what a machine says.
func (w *Article) TakeLearned(ss []suggest.Suggestion) {
	w.suggested = slices.DeleteFunc(w.suggested, func(s suggest.Suggestion) bool { return s.Machine == LearnedName })
	w.suggested = append(w.suggested, ss...)
	slices.SortStableFunc(w.suggested, func(a, b suggest.Suggestion) int {
		return a.Annotation.Target.Range.Compare(b.Annotation.Target.Range)
	})
	if name := "@" + LearnedName; !slices.Contains(w.Machines, name) {
		w.Machines = append(w.Machines, name)
	}
}

// Learns reports whether the project or the user wants stet to learn.
func (p *Project) Learns(config bool) bool { return p.Root != "" && (config || p.Book.Settings.Learn) }
