package store

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/wire"
	"stet/model"
)

// A Checker looks for faults in sidecars. All of a library are added first,
// since annotations of one may refer to those of another.
type Checker struct {
	Desk *Desk
	// Read reads the article at a path.
	Read func(path string) (*model.Article, error)
	// Knows reports whether the codebook that holds for a sidecar has a code for
	// a field of a kind, "" being its label; nil: it has any.
	Knows func(sidecar, kind, field, code string) bool
	// Mistyped names the question of the codebook that holds for a sidecar of which a
	// tag looks like answers, "" for none; nil: no tag does.
	Mistyped func(sidecar, tag string) string

	sidecars []*checked
	ids      map[string]bool
}

type checked struct {
	path string
	data []byte
	c    *Collection // nil if it is no sidecar
	err  error
}

// Add reads a sidecar.
func (c *Checker) Add(path string) {
	s := &checked{path: path}
	c.sidecars = append(c.sidecars, s)
	if s.data, _, s.err = readFile(path); s.err != nil {
		return
	}
	if s.c, s.err = Decode(s.data, c.Desk.Kinds(path)...); s.err != nil {
		return
	}
	if c.ids == nil {
		c.ids = map[string]bool{}
	}
	for _, a := range s.c.Annotations {
		c.ids[a.ID] = true
	}
}

// Problems yields what is wrong in each sidecar, in the order of its lines.
func (c *Checker) Problems(yield func(Problem) bool) {
	for _, s := range c.sidecars {
		ps := c.check(s)
		slices.SortStableFunc(ps, func(a, b Problem) int { return a.Line - b.Line })
		for _, p := range ps {
			p.Path = s.path
			if !yield(p) {
				return
			}
		}
	}
}

func (c *Checker) check(s *checked) []Problem {
	if s.err != nil {
		return []Problem{broken(s)}
	}
	ps := slices.Clone(s.c.Problems)
	if s.c.Newer() {
		ps = append(ps, Problem{Msg: fmt.Sprintf("a newer stet wrote it (schema %s); it is opened read-only", s.c.Version)})
	}
	if n, said := s.c.count(); said != n {
		ps = append(ps, Problem{Msg: fmt.Sprintf("total says %d, but there are %d annotations", said, n)})
	}
	for _, a := range s.c.Annotations {
		for _, msg := range c.references(a) {
			ps = append(ps, about(a, msg))
		}
		for _, msg := range slices.Concat(c.codes(s.path, a), wrongDates(a.Source.JSON)) {
			ps = append(ps, about(a, msg))
		}
	}
	return append(ps, c.words(s)...)
}

func about(a *annotate.Annotation, msg string) Problem {
	return Problem{Line: a.Source.Line, ID: a.ID, Msg: msg}
}

// broken says where a file stops being a sidecar.
func broken(s *checked) Problem {
	if s.data == nil {
		return Problem{Msg: reason(s.err).Error()}
	}
	p := Problem{Msg: s.err.Error()}
	if rest, ok := strings.CutPrefix(p.Msg, "line "); ok {
		if n, msg, ok := strings.Cut(rest, ": "); ok {
			p.Line, _ = strconv.Atoi(n)
			p.Msg = msg
		}
	}
	if hasMarkers(s.data) {
		p.Msg = fmt.Sprintf("git’s conflict markers: `stet merge %s` resolves them", s.path)
	} else {
		p.Msg = "no sidecar, or half of one: " + p.Msg
	}
	return p
}

// count returns how many annotations there are, and how many the file says.
func (c *Collection) count() (n, said int) {
	for _, a := range c.Annotations {
		if a.Origin.How != annotate.Refused {
			n++
		}
	}
	for _, o := range c.opaque {
		if !o.refused {
			n++
		}
	}
	said = n
	for _, m := range c.head {
		if m.key == "total" {
			said = wire.NewReader(m.raw).Int()
		}
	}
	return n, said
}

// references says which annotations an annotation speaks of that are nowhere, and
// which one it contradicts.
func (c *Checker) references(a *annotate.Annotation) (out []string) {
	look := func(role, id string) {
		if strings.HasPrefix(id, "urn:uuid:") && !c.ids[id] {
			out = append(out, fmt.Sprintf("its %s is the annotation %s, which is nowhere", role, id))
		}
	}
	look("target", a.Target.Annotation)
	for _, r := range a.Body.Refs() {
		if r.Ref.Kind == annotate.RefAnnotation {
			look(r.Name, r.Ref.ID)
		}
	}
	if a.ConflictsWith != "" && c.ids[a.ConflictsWith] {
		out = append(out, fmt.Sprintf("it was changed twice, and %s is the other version: delete one of them", a.ConflictsWith))
	}
	for _, f := range kind.Of(a).Fields {
		if f.Refers() {
			look(strings.ReplaceAll(f.Name, "_", " "), f.Get(a.Body))
		}
	}
	return out
}

// codes says which codes of an annotation are unknown.
func (c *Checker) codes(sidecar string, a *annotate.Annotation) (out []string) {
	for _, tag := range a.Tags {
		if c.Mistyped == nil || !a.Target.Whole || len(a.Imported) > 0 {
			break
		}
		if question := c.Mistyped(sidecar, tag); question != "" {
			out = append(out, fmt.Sprintf("the tag %q looks like answers to %s", tag, question))
		}
	}
	if c.Knows == nil || len(a.Imported) > 0 { // another program's codes need not be ours
		return out
	}
	k := kind.Of(a)
	label, _ := k.Label()
	for _, f := range k.Fields {
		name, what := f.Name, a.Kind()+"’s "+strings.ReplaceAll(f.Name, "_", " ")
		if f.Name == label.Name {
			name, what = "", a.Kind()
		}
		for _, code := range f.Codes(a.Body) {
			if !c.Knows(sidecar, a.Kind(), name, code) {
				out = append(out, fmt.Sprintf("the codebook has no code %q for a %s", code, what))
			}
		}
		if err := f.Set(a.Body.Clone(), f.Get(a.Body)); err != nil {
			out = append(out, fmt.Sprintf("its %s: %s", strings.ReplaceAll(f.Name, "_", " "), err))
		}
	}
	return out
}

// words compares the quotes with the text that they were taken from: the
// article, or an earlier text that was kept.
func (c *Checker) words(s *checked) []Problem {
	article, err := c.article(s)
	if err != nil {
		return []Problem{{Msg: err.Error()}}
	}
	texts := map[string]*model.Offsets{article.Digest: model.NewOffsets(article.Text)}
	bodies := map[string]string{article.Digest: article.Text}
	f := &File{desk: c.Desk, article: article}
	finder := anchor.NewFinder(article, texts[article.Digest], f.keptText)
	var ps []Problem
	for _, a := range s.c.Annotations {
		for i, p := range anchor.Places(a) {
			of := p.Quote.Of
			if _, known := texts[of]; !known {
				texts[of] = nil
				if text, ok := f.keptText(of); ok {
					texts[of], bodies[of] = model.NewOffsets(text), text
				}
			}
			what := "its words"
			if i > 0 {
				what = "its part or mention"
			}
			msg := compareWords(p.Quote, bodies[of], texts[of], finder)
			if msg == "" {
				msg = lostWords(p.Quote, article.Digest, finder)
			}
			if msg != "" {
				ps = append(ps, about(a, what+" "+msg))
			}
		}
	}
	return ps
}

// compareWords says what is wrong with a quote, "" if nothing is.
func compareWords(q annotate.Quote, text string, off *model.Offsets, finder *anchor.Finder) string {
	if off == nil {
		if finder.Find(q).State == annotate.Orphan {
			return fmt.Sprintf("%s are not in the article, and the text that was annotated was not kept", short(q.Exact))
		}
		return ""
	}
	start, ok := off.PosOfCodePoint(q.Start)
	end, ok2 := off.PosOfCodePoint(q.End)
	switch {
	case ok && ok2 && start <= end && text[start:end] == q.Exact:
		return ""
	case !strings.Contains(text, q.Exact):
		return fmt.Sprintf("%s are not in the text", short(q.Exact))
	}
	found := finder.Find(q)
	if found.State == annotate.Fuzzy && strings.Count(text, q.Exact) > 1 {
		return fmt.Sprintf("%s occur at several places: confirm one", short(q.Exact))
	}
	at := model.Pos(strings.Index(text, q.Exact))
	if int(found.End) <= len(text) && text[found.Start:found.End] == q.Exact {
		at = found.Start
	}
	return fmt.Sprintf("%s are not at %d to %d but at %d", short(q.Exact), q.Start, q.End, off.CodePoint(at))
}

// lostWords says what has become of words that the present text has no longer as
// they were, "" where they are there.
func lostWords(q annotate.Quote, digest string, finder *anchor.Finder) string {
	switch {
	case q.Exact == "":
		return "are not known, and their place could not be found"
	case q.Of == digest:
		return ""
	}
	switch finder.Find(q).State {
	case annotate.Fuzzy:
		return fmt.Sprintf("%s have changed, or occur at several places: confirm where they are", short(q.Exact))
	case annotate.Orphan:
		return fmt.Sprintf("%s are not in the article any more", short(q.Exact))
	}
	return ""
}

// short quotes the beginning of some words.
func short(s string) string {
	const most = 40
	rs := []rune(s)
	if len(rs) <= most {
		return strconv.Quote(s)
	}
	return strconv.Quote(string(rs[:most]) + "…")
}

// article reads the article that a sidecar lies beside.
func (c *Checker) article(s *checked) (*model.Article, error) {
	path, ok := ArticleOf(s.path)
	if c.keptElsewhere(s) {
		path, ok = s.c.Document.Path, true
	}
	if !ok {
		return nil, fmt.Errorf("its name says no article")
	}
	a, err := c.Read(path)
	if err != nil {
		return nil, fmt.Errorf("its article %s cannot be read: %w", filepath.Base(path), reason(err))
	}
	return a, nil
}

// keptElsewhere reports whether a sidecar lies with the desk's own data, and so
// names its article itself. Anybody else's path is not followed.
func (c *Checker) keptElsewhere(s *checked) bool {
	return filepath.Dir(absolute(s.path)) == filepath.Join(c.Desk.Data, "kept") && s.c.Document.Path != ""
}

// Strays returns the sidecars whose article is not beside them, with the digest
// of the text that they speak of.
func (c *Checker) Strays() map[string]string {
	out := map[string]string{}
	for _, s := range c.sidecars {
		if s.c == nil || c.keptElsewhere(s) {
			continue
		}
		if path, ok := ArticleOf(s.path); ok && !exists(path) {
			out[s.path] = s.c.Document.Digest
		}
	}
	return out
}

// Follow moves a sidecar to the article that it speaks of, wherever that was
// moved. It returns the new path; a file that is there already is not replaced.
func Follow(sidecar, article string) (string, error) {
	slug, ok := AnnotatorOf(sidecar)
	if !ok {
		return "", fmt.Errorf("%s: its name says no annotator", sidecar)
	}
	to := SidecarPath(article, slug)
	if exists(to) {
		return "", fmt.Errorf("%s: %s is there already", sidecar, to)
	}
	return to, rename(sidecar, to)
}
