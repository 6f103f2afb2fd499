package machine

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/clean"
	"stet/model/mention"
)

// A maker turns answers about one article into annotations.
type maker struct {
	*placer
	machine *Machine
	wanted  *Wanted
	at      time.Time
	names   func() *mention.Found // looked for when the first answer names somebody
}

func newMaker(m *Machine, w *Wanted, a *model.Article, at time.Time) *maker {
	return &maker{placer: newPlacer(a), machine: m, wanted: w, at: at, names: sync.OnceValue(func() *mention.Found {
		return mention.Find(a, model.Range{End: model.Pos(len(a.Text))}, nil)
	})}
}

// make returns the annotation that an answer means, or why it means none, and what of
// the answer is to blame.
func (m *maker) make(a Answer) (*annotate.Annotation, Reason, string) {
	m.relabel(&a)
	if strings.EqualFold(strings.TrimSpace(a.Kind), CodeKind) {
		return m.code(a)
	}
	k, ok := m.wanted.kind(a.Kind)
	if !ok {
		return nil, UnknownKind, a.Kind
	}
	r, why := m.target(a)
	if why != Used {
		return nil, why, a.Words.Exact
	}
	if k.Bounded {
		r = m.unmarked(r)
	}
	ann := m.annotation(a, annotate.Target{Place: m.describe(r)}, k.New())
	if k.Fill != nil {
		k.Fill(ann.Body, m.article.Slice(r))
	}
	if code, ok := m.fields(k, ann.Body, a); !ok {
		return nil, UnknownCode, code
	}
	if !m.pieces(k, ann.Body, a, r) {
		return nil, NotThere, a.Words.Exact
	}
	for _, role := range k.Roles {
		m.refer(role, ann.Body, a, r)
	}
	if need := missing(k, ann); need != "" {
		return nil, SaysNothing, fmt.Sprintf("%s without %s", k.Title, need)
	}
	return ann, Used, ""
}

// annotation is what all annotations of the machine have.
func (m *maker) annotation(a Answer, t annotate.Target, b annotate.Body) *annotate.Annotation {
	return &annotate.Annotation{
		ID: store.NewID(), Target: t, Body: b, Comment: clean.Text(a.Note), Creator: store.MachineIRI + m.machine.Name,
		Created: m.at, Modified: m.at, Origin: annotate.Origin{How: annotate.Suggested, Score: a.Score, Why: clean.Line(a.Why)},
	}
}

// relabel says what the machine's own labels mean by the table of the config.
func (m *maker) relabel(a *Answer) {
	for _, at := range []*string{&a.Label, &a.Kind, &a.Code} {
		means, ok := m.machine.Labels[*at]
		if !ok || *at == "" {
			continue
		}
		name, code, _ := strings.Cut(means, " ")
		if _, is := m.wanted.kind(name); is {
			a.Kind, a.Label = name, code
			return
		}
		*at = means
	}
	if means, ok := m.machine.Labels[a.Fields["type"]]; ok { // of a mention
		_, code, found := strings.Cut(means, " ")
		if !found {
			code = means
		}
		a.Fields["type"] = code
	}
}

// code makes an answer to a question of the codebook: a note with a tag, on the
// article or on words.
func (m *maker) code(a Answer) (*annotate.Annotation, Reason, string) {
	said := a.Code
	if said == "" {
		said = a.Label
	}
	set := m.wanted.question(a.Set)
	if set == nil {
		if of := m.wanted.Book.Find(a.Set); of != nil { // a set of a kind's label
			a.Kind, a.Label = of.Applies, said
			if _, ok := m.wanted.kind(of.Applies); ok && of.Field == "" {
				return m.make(a)
			}
		}
	}
	if set == nil && a.Set == "" {
		set = m.wanted.questionOf(said)
	}
	if set == nil {
		return nil, UnknownCode, strings.TrimSpace(a.Set + " " + said)
	}
	name, ok := codeIn([]*codebook.Set{set}, said)
	if !ok {
		return nil, UnknownCode, set.Name + " " + said
	}
	target := annotate.Target{Whole: true}
	if !a.Words.None() {
		r, why := m.place(a.Words)
		if why != Used {
			return nil, why, a.Words.Exact
		}
		target = annotate.Target{Place: m.describe(r)}
	}
	ann := m.annotation(a, target, new(kind.Note))
	ann.Tags = []string{set.Tag(name)}
	return ann, Used, ""
}

// target finds the words of an answer: its own, or all from the first of its parts to
// the last.
func (m *maker) target(a Answer) (r model.Range, why Reason) {
	if !a.Words.None() || len(a.Parts) == 0 {
		return m.place(a.Words)
	}
	for _, p := range a.Parts {
		part, why := m.place(p)
		if why != Used {
			return r, why
		}
		r = r.Union(part)
	}
	return r, Used
}

// fields sets the label and the other fields of a body; a code that the codebook does
// not have is returned.
func (m *maker) fields(k kind.Kind, b annotate.Body, a Answer) (code string, ok bool) {
	label, labelled := k.Label()
	for _, f := range k.Fields {
		said := a.field(f.Name)
		if labelled && f.Name == label.Name && a.Label != "" {
			said = a.Label
		}
		switch {
		case said == "" || f.Refers():
			continue
		case f.Type == kind.Choices:
			var codes []string
			for _, one := range kind.SplitList(said) {
				c, ok := codeIn(m.wanted.setsFor(k, f), one)
				if !ok {
					return one, false
				}
				codes = append(codes, c)
			}
			said = kind.JoinList(codes)
		case f.Type == kind.Choice || len(m.wanted.setsFor(k, f)) > 0:
			c, ok := codeIn(m.wanted.setsFor(k, f), said)
			if !ok {
				return said, false
			}
			said = c
		}
		if f.Set(b, said) != nil {
			return said, false
		}
	}
	return "", true
}

// field is what an answer says of a field, in whatever spelling of its name.
func (a *Answer) field(name string) string {
	for key, v := range a.Fields {
		if sameName(key, name) {
			return v
		}
	}
	return ""
}

func sameName(a, b string) bool {
	plain := func(s string) string {
		return strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(s))
	}
	return plain(a) == plain(b)
}

// pieces sets the words besides the target that a body points at: the parts of a quote
// in pieces, all of which must be there, and the words of saying.
func (m *maker) pieces(k kind.Kind, b annotate.Body, a Answer, target model.Range) bool {
	for _, f := range k.Places {
		switch {
		case f.Whole && len(a.Parts) > 1:
			var ps []annotate.Place
			for _, w := range a.Parts {
				r, ok := m.near(w, target)
				if !ok || !target.Covers(r) {
					return false
				}
				ps = append(ps, m.describe(r))
			}
			slices.SortFunc(ps, func(x, y annotate.Place) int { return x.Compare(y.Range) })
			f.Set(b, ps)
		case !f.Whole && a.Cue != nil:
			if r, ok := m.near(*a.Cue, target); ok {
				f.Set(b, []annotate.Place{m.describe(r)})
			}
		}
	}
	return true
}

// refer sets whom a body speaks of in one role.
func (m *maker) refer(role kind.Field, b annotate.Body, a Answer, target model.Range) {
	ref := role.Ref(b)
	p, ok := a.Refs[role.Name]
	if ref.Kind == annotate.RefName { // of a name, which its words fill in
		if !ok {
			p, ok = a.Refs[nameMember]
		}
		if ok && p.Entity != "" {
			*ref = annotate.NameRef(m.known(p.Entity, ref.Type))
		}
		return
	}
	for key, other := range a.Refs {
		if !ok && sameName(key, role.Name) {
			p, ok = other, true
		}
	}
	if !ok {
		return
	}
	*ref = m.party(p, target)
}

// party is who is meant: a name of the article, any other name, or words.
func (m *maker) party(p Party, target model.Range) annotate.Ref {
	var words *annotate.Place
	if r, ok := m.near(p.Words, target); ok {
		place := m.describe(r)
		words = &place
	}
	name := clean.Line(cut(p.Entity, 200))
	if name == "" && words == nil {
		return annotate.Ref{}
	}
	if name == "" {
		name = words.Quote.Exact
	}
	ref := annotate.NameRef(m.known(name, ""))
	if ref.Type == "" && words != nil && p.Entity == p.Exact {
		ref = annotate.Ref{Kind: annotate.RefWords} // said in words that are no name
	}
	ref.Words = words
	return ref
}

// known returns a name as the article has it at its fullest, and its type.
func (m *maker) known(name string, otherwise mention.Type) (string, mention.Type) {
	for _, e := range m.names().Entities {
		if e.Name == name || slices.Contains(e.Also, name) {
			return e.Name, e.Type
		}
	}
	return name, otherwise
}

// missing says what an annotation says nothing without, "" if nothing is missing.
func missing(k kind.Kind, a *annotate.Annotation) string {
	for _, need := range k.Needs {
		switch need {
		case "label":
			if a.Body.Label() == "" {
				return need
			}
		case "remark":
			if a.Comment == "" && len(a.Tags) == 0 {
				return need
			}
		default:
			if !says(k, a.Body, need) {
				return need
			}
		}
	}
	return ""
}

func says(k kind.Kind, b annotate.Body, field string) bool {
	for _, role := range k.Roles {
		if role.Name == field {
			return role.Ref(b).Kind != annotate.RefUnset
		}
	}
	f, ok := k.Field(field)
	return !ok || f.Get == nil || f.Get(b) != ""
}
