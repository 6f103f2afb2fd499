package session

import (
	"slices"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/store"
	"stet/model"
)

// Codings reads what the annotator, others and an adjudication say of an article, and
// what machines do that are named by their sidecars. With machines, what an adjudication
// refused is left out: it is nobody's answer. It returns what could be read with an
// error.
func Codings(desk *store.Desk, a *model.Article, machines ...string) (agree.Document, error) {
	d := agree.Document{Article: a, Coders: map[string]agree.Coding{}}
	own, err := desk.Open(a)
	if err != nil {
		return d, err
	}
	others, err := desk.Others(a)
	for _, f := range append(others, own) {
		as := f.Set.All()
		if f.Annotator == store.Gold && len(machines) == 0 {
			as = f.Set.Snapshot()
		}
		if len(as) > 0 || !f.Set.Coded().IsZero() {
			d.Coders[f.Annotator] = agree.Coding{Annotations: as, Coded: f.Set.Coded()}
		}
	}
	if err != nil || len(machines) == 0 {
		return d, err
	}
	files, err := desk.Machines(a)
	for _, f := range files {
		if slices.Contains(machines, f.Annotator) {
			d.Coders[f.Annotator] = agree.Coding{Annotations: f.Set.All(), Coded: f.Set.Coded()}
		}
	}
	return d, err
}

// Judges are whom machines are compared with: the adjudication where there is one, else
// all people.
func Judges(docs ...agree.Document) []string {
	for _, d := range docs {
		if len(d.Coders[store.Gold].Annotations) > 0 {
			return []string{store.Gold}
		}
	}
	return agree.People(docs)
}

// Against returns where machines and those who have coded the article differ, the most
// first, unless that is hidden. It compares anew: of 10,000 annotations that takes some
// milliseconds.
func (w *Article) Against() []agree.Difference {
	if w.Blind() || len(w.codings) == 0 {
		return nil
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
	return agree.MostDiffering([]agree.Document{d}, machines, Judges(d), w.Codebook(), w.Project.Names)
}
