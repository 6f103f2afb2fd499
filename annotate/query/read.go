package query

import (
	"path"
	"path/filepath"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/files"
	"stet/model/library"
	"stet/model/source"
)

// A job is an article with those of its sidecars that have to be read.
type job struct {
	dir      string       // that the paths below go out from
	article  library.File // without a path where it is missing
	name     string       // its path
	sidecars []library.File
}

// read reads the article and the sidecars of a job.
func (j *job) read(kinds *lookup) []*cachedSidecar {
	began := time.Now()
	var article *model.Article
	var problem string
	if j.article.Path != "" {
		var err error
		if article, err = source.Open(join(j.dir, j.article.Path)); err != nil {
			problem = err.Error()
		}
	}
	places := newPlaces(article, kinds.desk)
	add := kinds.in(join(j.dir, j.name))
	var shelves []*cachedSidecar
	for _, f := range j.sidecars {
		s := &cachedSidecar{sidecar: f, article: j.article, name: j.name, kinds: add.stamp, problem: problem, ofArticle: problem != ""}
		s.racy = !f.SettledAt(began) || j.article.Path != "" && !j.article.SettledAt(began)
		s.annotator, _ = store.AnnotatorOf(f.Path)
		s.describe(article)
		s.read(j.dir, places, add.own)
		shelves = append(shelves, s)
	}
	return shelves
}

// read fills a shelf from its sidecar.
func (s *cachedSidecar) read(dir string, places *places, own []kind.Kind) {
	data, err := files.Read(join(dir, s.sidecar.Path), store.MaxSize)
	if err != nil {
		s.problem, s.ofArticle = err.Error(), false
		return
	}
	c, err := store.Decode(data, own...)
	if err != nil {
		s.problem, s.ofArticle = s.sidecar.Path+": "+err.Error(), false
		return
	}
	s.coded = c.Coded
	places.find(c.Annotations)
	s.fill(c.Annotations, places)
}

// describe takes over what is known of the article, which may be missing.
func (s *cachedSidecar) describe(a *model.Article) {
	s.title = strings.TrimSuffix(path.Base(s.name), path.Ext(s.name))
	if a == nil {
		return
	}
	s.source, s.published = a.Meta.Publisher, a.Meta.Published
	if a.Meta.Title != "" {
		s.title = a.Meta.Title
	}
}

// fill makes the rows of annotations that were found in the present text.
func (s *cachedSidecar) fill(as []*annotate.Annotation, places *places) {
	s.rows = make([]Row, 0, len(as))
	for _, a := range as {
		r := NewRow(a)
		places.locate(&r)
		s.dress(&r)
		r.foldText()
		s.rows = append(s.rows, r)
	}
}

// strip drops the annotations themselves, of which an index keeps no second copy.
func (s *cachedSidecar) strip() {
	for i := range s.rows {
		s.rows[i].Full = nil
	}
}

// places finds annotations in the present text of an article, which may be
// missing.
type places struct {
	article *model.Article
	offsets *model.Offsets
	finder  *anchor.Finder
}

func newPlaces(a *model.Article, desk *store.Desk) *places {
	if a == nil {
		return &places{}
	}
	off := model.NewOffsets(a.Text)
	var kept func(string) (string, bool)
	if desk != nil {
		kept = func(digest string) (string, bool) { return desk.KeptText(a.Path, digest) }
	}
	return &places{a, off, anchor.NewFinder(a, off, kept)}
}

func (p *places) find(as []*annotate.Annotation) {
	if p.finder != nil {
		p.finder.FindAll(as)
		return
	}
	for _, a := range as {
		for _, place := range anchor.Places(a) {
			place.State = annotate.Orphan
		}
	}
}

// locate gives a row its place in the present text.
func (p *places) locate(r *Row) {
	t := r.Full.Target
	r.State = t.State
	if p.article == nil || t.Whole || t.Annotation != "" || t.State == annotate.Orphan {
		return
	}
	r.Start, r.End = p.offsets.CodePoint(t.Start), p.offsets.CodePoint(t.End)
	r.Line = p.article.LineOf(t.Start)
	if t.State == annotate.Moved { // the same words, perhaps in another spelling
		r.Words = p.article.Slice(t.Range)
	}
}

// articleOf returns the article that a sidecar of a folder lies beside,
// slash-separated.
func articleOf(dir, sidecar string) (string, bool) {
	if !strings.HasSuffix(sidecar, store.Extension) {
		return "", false
	}
	name, ok := store.ArticleOf(join(dir, sidecar))
	dir, _ = path.Split(sidecar)
	return dir + path.Base(filepath.ToSlash(name)), ok
}

// join makes a path of the disk; one that is absolute already stays.
func join(dir, p string) string {
	if p = filepath.FromSlash(p); filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(dir, p)
}
