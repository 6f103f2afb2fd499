package query

import (
	"cmp"
	"context"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"stet/annotate"
	"stet/annotate/store"
	"stet/model"
	"stet/model/files"
	"stet/model/library"
)

// An Index is the annotations of all articles of a folder. It is immutable: a
// refresh makes a new one, which shares what has not changed.
type Index struct {
	Dir     string           // absolute
	file    string           // in which it is kept, "" for none
	shelves []*cachedSidecar // by path of the sidecar
	rows    []*Row           // of people and adjudications, in the order of ComparePlace
	machine []*Row           // of machines, in the same order
	refused []*Row           // the suggestions that people have refused
}

// A cachedSidecar is what was read of one sidecar.
type cachedSidecar struct {
	sidecar   library.File
	article   library.File // without a path where the article is missing
	name      string       // path of the article, missing or not
	title     string
	source    string
	published time.Time
	annotator string
	coded     time.Time
	kinds     string // stamp of the kinds that the codebook added when it was read
	problem   string // why it could not be read, ""
	ofArticle bool   // the problem is the article's, not the sidecar's
	rows      []Row

	racy bool // the files may change again without a new stamp
}

// dress puts what all rows of a sidecar share into one of them.
func (s *cachedSidecar) dress(r *Row) {
	r.Article, r.Title, r.Source, r.Published = s.name, s.title, s.source, s.published
	r.Sidecar, r.Annotator = s.sidecar.Path, s.annotator
}

// Rows returns what people say and what was adjudicated, by article and place. The
// slice is shared.
func (x *Index) Rows() []*Row { return x.rows }

// Machines returns what machines say, by article and place. The slice is shared.
func (x *Index) Machines() []*Row { return x.machine }

// A Problem is a sidecar that could not be read, or the article that it is about.
type Problem struct {
	Sidecar, What string
	OfArticle     bool
}

func (p Problem) Error() string { return p.What }

// Hint says what can be done about a sidecar, "" where the article is at fault.
func (p Problem) Hint() string {
	if p.OfArticle {
		return ""
	}
	return "`stet check` says what is wrong; the file is left as it is"
}

func (s *cachedSidecar) asProblem() Problem { return Problem{s.sidecar.Path, s.problem, s.ofArticle} }

// Problems returns the sidecars that could not be read.
func (x *Index) Problems() []Problem {
	var ps []Problem
	for _, s := range x.shelves {
		if s.problem != "" {
			ps = append(ps, s.asProblem())
		}
	}
	return ps
}

// Coded returns the articles that an annotator has marked as coded.
func (x *Index) Coded(annotator string) map[string]bool {
	coded := map[string]bool{}
	for _, s := range x.shelves {
		if s.annotator == annotator && !s.coded.IsZero() {
			coded[s.name] = true
		}
	}
	return coded
}

// Visible returns the rows that an annotator may see in a blind project: one's
// own, and all of the articles that one has marked as coded.
func (x *Index) Visible(annotator string) []*Row {
	coded := x.Coded(annotator)
	var out []*Row
	for _, r := range x.rows {
		if r.Annotator == annotator || coded[r.Article] {
			out = append(out, r)
		}
	}
	return out
}

// Put returns an index in which the annotations of one sidecar are those given, refused
// ones too, with their places in the present text: what is being saved, before it is on
// the disk. The next refresh reads the file again.
func (x *Index) Put(article, annotator string, a *model.Article, as []*annotate.Annotation) *Index {
	s := &cachedSidecar{name: article, annotator: annotator, racy: true, sidecar: library.File{Path: article + "." + annotator + store.Extension}}
	keep := make([]*cachedSidecar, 0, len(x.shelves)+1)
	for _, old := range x.shelves {
		if old.name == article && old.annotator == annotator {
			s.sidecar, s.article, s.coded, s.kinds = old.sidecar, old.article, old.coded, old.kinds
			continue
		}
		keep = append(keep, old)
	}
	s.describe(a)
	s.fill(as, newPlaces(a, nil))
	s.strip()
	return newIndex(x.Dir, x.file, append(keep, s))
}

func newIndex(dir, file string, shelves []*cachedSidecar) *Index {
	x := &Index{Dir: dir, file: file, shelves: shelves}
	slices.SortFunc(shelves, func(a, b *cachedSidecar) int { return strings.Compare(a.sidecar.Path, b.sidecar.Path) })
	n := 0
	for _, s := range shelves {
		n += len(s.rows)
	}
	x.rows = make([]*Row, 0, n)
	elsewhere := inKept(shelves)
	for _, s := range shelves {
		for i := range s.rows {
			switch {
			case !s.kept() && elsewhere[keptRow{s.name, s.annotator, s.rows[i].ID}]:
			case s.rows[i].How == annotate.Refused:
				x.refused = append(x.refused, &s.rows[i])
			case store.IsMachine(s.annotator):
				x.machine = append(x.machine, &s.rows[i])
			default:
				x.rows = append(x.rows, &s.rows[i])
			}
		}
	}
	// Nearly sorted: one run a sidecar.
	slices.SortFunc(x.rows, ComparePlace)
	slices.SortFunc(x.machine, ComparePlace)
	return x
}

// A keptRow is an annotation in a sidecar that is kept elsewhere: one with the same
// ID beside the article is an earlier state of it, and not counted.
type keptRow struct{ article, annotator, id string }

func inKept(shelves []*cachedSidecar) map[keptRow]bool {
	var out map[keptRow]bool
	for _, s := range shelves {
		if !s.kept() {
			continue
		}
		if out == nil {
			out = map[keptRow]bool{}
		}
		for i := range s.rows {
			out[keptRow{s.name, s.annotator, s.rows[i].ID}] = true
		}
	}
	return out
}

// kept reports whether the sidecar does not lie beside its article.
func (s *cachedSidecar) kept() bool { return path.Dir(s.sidecar.Path) != path.Dir(s.name) }

// Open returns what the index of the folder dir knew when it was last written:
// at once, and perhaps out of date. A missing or damaged index is an empty one.
// Cache is the user's folder for what can be made anew, "" for none.
func Open(dir, cache string) *Index {
	file := library.CacheFile(cache, dir, "annotations")
	shelves, err := readIndex(file)
	if err != nil {
		shelves = nil
	}
	return newIndex(dir, file, shelves)
}

// mostIndex is how large an index may be, in bytes.
const mostIndex = 512 << 20

func readIndex(file string) ([]*cachedSidecar, error) {
	data, err := files.ReadOwn(file, "the index", mostIndex)
	if err != nil {
		return nil, err
	}
	return decodeIndex(string(data))
}

// Save writes the index, so that the next [Open] knows it. Sidecars that may
// change again within the resolution of their time stamp are left out.
func (x *Index) Save() error {
	keep := slices.DeleteFunc(slices.Clone(x.shelves), func(s *cachedSidecar) bool { return s.racy })
	return library.WriteCache(x.file, encodeIndex(keep))
}

// handing is how much longer reading goes on between two times that it hands over
// than putting in order takes, which whoever takes the rows does again for himself.
const handing = 15

// Refresh reads what has changed since x in the files of list, and returns an
// index of exactly these. While it reads it hands over what it has so far, from
// one goroutine: at most ten times a second, and of a folder so large that putting
// it in order takes long the less often. changed is how many sidecars were read.
func (x *Index) Refresh(ctx context.Context, list *library.Listing, desk *store.Desk, hand func(*Index)) (fresh *Index, changed int, err error) {
	kinds := newLookup(desk)
	keep, jobs := x.plan(list, kinds)
	done := make(chan []*cachedSidecar, 16)
	go work(ctx, jobs, kinds, done)
	waiting := x.waiting(jobs)
	next := time.Now()
	for shelves := range done {
		keep = append(keep, shelves...)
		changed += len(shelves)
		for _, s := range shelves {
			delete(waiting, s.sidecar.Path)
		}
		if now := time.Now(); hand != nil && now.After(next) {
			hand(newIndex(list.Dir, x.file, slices.AppendSeq(slices.Clone(keep), maps.Values(waiting))))
			next = now.Add(max(100*time.Millisecond, handing*time.Since(now)))
		}
	}
	if err := ctx.Err(); err != nil {
		return x, 0, err
	}
	return newIndex(list.Dir, x.file, keep), changed, nil
}

// waiting returns what is known of the sidecars that have to be read: it is
// shown until they are.
func (x *Index) waiting(jobs []*job) map[string]*cachedSidecar {
	to := map[string]bool{}
	for _, j := range jobs {
		for _, f := range j.sidecars {
			to[f.Path] = true
		}
	}
	out := map[string]*cachedSidecar{}
	for _, s := range x.shelves {
		if to[s.sidecar.Path] {
			out[s.sidecar.Path] = s
		}
	}
	return out
}

// plan tells what holds from what has to be read.
func (x *Index) plan(list *library.Listing, kinds *lookup) (keep []*cachedSidecar, jobs []*job) {
	known := make(map[string]*cachedSidecar, len(x.shelves))
	for _, s := range x.shelves {
		known[s.sidecar.Path] = s
	}
	byArticle := map[string]*job{}
	add := func(sidecar library.File, name string) {
		article, _ := find(list.Articles, name)
		if s := known[sidecar.Path]; s != nil && s.holds(sidecar, article) && s.kinds == kinds.in(join(list.Dir, name)).stamp {
			keep = append(keep, s)
			return
		}
		j := byArticle[name]
		if j == nil {
			j = &job{dir: list.Dir, article: article, name: name}
			byArticle[name] = j
			jobs = append(jobs, j)
		}
		j.sidecars = append(j.sidecars, sidecar)
	}
	kept := keptIn(list.Dir, kinds.desk)
	for _, f := range list.Others {
		if name, ok := articleOf(list.Dir, f.Path); ok && !kept.continues(name, join(list.Dir, f.Path)) {
			add(f, name)
		}
	}
	for _, k := range kept {
		add(k.sidecar, k.article)
	}
	return keep, jobs
}

// holds reports whether neither file has changed since the shelf was read.
func (s *cachedSidecar) holds(sidecar, article library.File) bool {
	return !s.racy && s.sidecar.Same(sidecar) && s.article.Path == article.Path && s.article.Same(article)
}

type keptSidecar struct {
	sidecar library.File // its path is absolute
	article string
	kept    store.KeptSidecar
}

type keptSidecars []keptSidecar

// continues reports whether one of them goes on from a sidecar of an article, and so
// holds all that this still says.
func (ks keptSidecars) continues(article, sidecar string) bool {
	for _, k := range ks {
		if k.article == article && k.annotator() == annotatorOf(sidecar) && k.kept.Continues(sidecar) {
			return true
		}
	}
	return false
}

func (k keptSidecar) annotator() string { return annotatorOf(k.kept.Path) }

func annotatorOf(sidecar string) string {
	slug, _ := store.AnnotatorOf(sidecar)
	return slug
}

// keptIn returns the sidecars of articles below dir that lie in the desk's own
// folder, because that of the article could not be written.
func keptIn(dir string, desk *store.Desk) keptSidecars {
	if desk == nil {
		return nil
	}
	var out keptSidecars
	for _, k := range desk.Kept() {
		rel, err := filepath.Rel(dir, k.Article)
		if k.Article == "" || err != nil || !filepath.IsLocal(rel) {
			continue
		}
		if info, err := os.Stat(k.Path); err == nil {
			f := library.File{Path: filepath.ToSlash(k.Path), Size: info.Size(), ModTime: info.ModTime()}
			out = append(out, keptSidecar{f, filepath.ToSlash(rel), k})
		}
	}
	return out
}

func find(files []library.File, path string) (library.File, bool) {
	i, ok := slices.BinarySearchFunc(files, path, func(f library.File, p string) int { return cmp.Compare(f.Path, p) })
	if !ok {
		return library.File{}, false
	}
	return files[i], true
}

// work does the jobs on all processors and closes done.
func work(ctx context.Context, jobs []*job, kinds *lookup, done chan<- []*cachedSidecar) {
	defer close(done)
	next := make(chan *job)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		wg.Go(func() {
			for j := range next {
				shelves := j.read(kinds)
				for _, s := range shelves {
					s.strip()
				}
				done <- shelves
			}
		})
	}
feed:
	for _, j := range jobs {
		select {
		case next <- j:
		case <-ctx.Done():
			break feed
		}
	}
	close(next)
	wg.Wait()
}
