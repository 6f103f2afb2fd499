package session

import (
	"errors"
	"maps"
	"slices"
	"time"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/store"
	"stet/model"
	"stet/model/source"
)

// A Coded is one article with what was said of it, and the sidecars of machines that were
// read for it.
type Coded struct {
	agree.Document
	Machines []*store.File
}

// Codings reads what the annotator, others and an adjudication say of an article, and
// the machines that wanted reports by their sidecars; nil for none. It returns what could
// be read with an error.
func Codings(desk *store.Desk, a *model.Article, wanted func(slug string) bool) (Coded, error) {
	d := Coded{Document: agree.Document{Article: a, Coders: map[string]agree.Coding{}}}
	own, err := desk.Open(a)
	if err != nil {
		return d, err
	}
	others, err := desk.Others(a)
	for _, f := range append(others, own) {
		as := f.Set.All()
		if f.Annotator == store.Gold {
			as = f.Set.Snapshot()
		}
		if len(as) > 0 || !f.Set.Coded().IsZero() {
			d.Coders[f.Annotator] = agree.Coding{Annotations: as, Coded: f.Set.Coded()}
		}
	}
	err = errors.Join(err, unreadable(append(others, own)))
	if wanted == nil {
		return d, err
	}
	files, failed := desk.Machines(a)
	err = errors.Join(err, failed, unreadable(files))
	for _, f := range files {
		if wanted(f.Annotator) {
			d.Machines = append(d.Machines, f)
			d.Coders[f.Annotator] = agree.Coding{Annotations: f.Set.All(), Coded: f.Set.Coded()}
		}
	}
	return d, err
}

// unreadable says what of sidecars could not be read, nil if all was.
func unreadable(files []*store.File) (err error) {
	for _, f := range files {
		for _, p := range f.Problems {
			err = errors.Join(err, errors.New(p.String()))
		}
	}
	return err
}

// Judges are whom machines are compared with: the adjudication where there is one, else
// all people.
func Judges(docs ...agree.Document) []string {
	for _, d := range docs {
		if slices.ContainsFunc(d.Coders[store.Gold].Annotations, func(a *annotate.Annotation) bool { return a.Origin.How != annotate.Refused }) {
			return []string{store.Gold}
		}
	}
	return agree.People(docs)
}

// Compared reports whether a machine and a person have coded the article, and that may
// be seen.
func (w *Article) Compared() bool {
	return !w.Blind() && len(w.codings) > 0 && slices.ContainsFunc(append(slices.Clone(w.Others), w.Own), func(sc *Sidecar) bool {
		return len(sc.Set.All()) > 0 || !sc.Set.Coded().IsZero()
	})
}

// Against returns where machines and those who have coded the article differ, the most
// first, unless that is hidden. After an edit it compares anew: of 10,000 annotations that
// takes some milliseconds.
func (w *Article) Against() []agree.Difference {
	if w.Blind() || len(w.codings) == 0 {
		return nil
	}
	said := [][]*annotate.Annotation{w.Own.Set.Snapshot()}
	if w.Gold != nil {
		said = append(said, w.Gold.Set.Snapshot())
	}
	if c := &w.against; c.list != nil && c.coded.Equal(w.Own.Set.Coded()) && slices.EqualFunc(c.said, said, slices.Equal) {
		return c.list
	}
	d := agree.Document{Article: w.Own.art, Coders: map[string]agree.Coding{}}
	var machines []string
	for name, c := range w.codings {
		machines = append(machines, name)
		c.Annotations = slices.DeleteFunc(slices.Clone(c.Annotations), func(a *annotate.Annotation) bool { return !w.Project.Wants(a.Kind()) })
		d.Coders[name] = c
	}
	for _, sc := range append([]*Sidecar{w.Own}, w.Shown()...) {
		if as := sc.Set.All(); len(as) > 0 || !sc.Set.Coded().IsZero() {
			d.Coders[sc.Annotator] = agree.Coding{Annotations: as, Coded: sc.Set.Coded()}
		}
	}
	list := agree.MostDiffering([]agree.Document{d}, machines, Judges(d), w.Codebook(), w.Project.Names)
	w.against = compared{said: said, coded: w.Own.Set.Coded(), list: list}
	return list
}

// A compared is where machines and people differ, and what they said then.
type compared struct {
	said  [][]*annotate.Annotation
	coded time.Time
	list  []agree.Difference
}

// Differing compares the newest runs of machines with people, over the articles at these
// paths of one library, and lists where they differ, the most first. Kinds of which the
// project hides suggestions are left out. What could not be read is in problems.
func Differing(desk *store.Desk, paths []string) (found []agree.Difference, problems []error) {
	project := NoProject()
	var docs []agree.Document
	machines := map[string]bool{}
	for i, path := range paths {
		a, err := source.Open(path)
		if err == nil && i == 0 {
			project, err = LoadProject(a.Path)
		}
		if err == nil {
			var d Coded
			d, err = Codings(desk, a, func(slug string) bool { return !store.IsEarlierRun(slug) })
			for name, c := range d.Coders {
				if store.IsMachine(name) {
					machines[name] = true
					c.Annotations = slices.DeleteFunc(slices.Clone(c.Annotations), func(a *annotate.Annotation) bool { return !project.Wants(a.Kind()) })
					d.Coders[name] = c
				}
			}
			docs = append(docs, d.Document)
		}
		if err != nil {
			problems = append(problems, err)
		}
	}
	book := project.Book
	if !project.Coded {
		book = nil
	}
	return agree.MostDiffering(docs, slices.Collect(maps.Keys(machines)), Judges(docs...), book, project.Names), problems
}
