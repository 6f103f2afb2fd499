package mention

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"stet/model"
	"stet/model/mention/tagger"
)

// Find tags the blocks that within touches and groups what it found.
func Find(a *model.Article, within model.Range, rules []Rule) *Found {
	return Group(a, Tag(a, within), rules)
}

// Group applies the corrections in rules to tagged, which [Tag] made of the same
// article, and joins the mentions that name the same entity. A correction needs
// only Group to run again: it is linear in the mentions, and in the text for each
// rule that may make a mention.
func Group(a *model.Article, tagged Tagged, rules []Rule) *Found {
	g := grouping{article: a, forms: map[formKey]int32{}, spelt: map[formKey]int32{}, people: map[string][]int{}}
	g.marks, g.said = correct(a, tagged, rules)
	g.apart = apartness(rules)
	if a.Meta.Language == "en" {
		readGames(a, g.marks)
	}
	g.gather()
	g.settle()
	g.joinPeople()
	g.joinOrganisations()
	return g.result()
}

// A class is what may be one entity though its type differs: a place is GPE in
// one sentence and LOC in the next.
type class int

const (
	none class = iota
	person
	organisation
	place
	people
	other
)

func classOf(t Type) class {
	switch t {
	case Person:
		return person
	case Org:
		return organisation
	case GPE, Loc:
		return place
	case NORP:
		return people
	case Date, Time, Money, Percent:
		return none
	}
	return other
}

// A form is one spelling of a name in the article, with what it stands for.
type form struct {
	name   string
	class  class
	parts  []string // folded words
	first  model.Pos
	forced bool // its name was given by a rule
	joined int  // the form whose entity this is part of; itself if its own
}

type formKey struct {
	class class
	name  string
}

// grouping is one call of Group.
type grouping struct {
	article *model.Article
	marks   []Mention
	said    rulings
	forms   map[formKey]int32 // by the folded name
	spelt   map[formKey]int32 // by the name as it is, where no rule gives another
	list    []form
	formOf  []int32 // by mark; -1 for dates and amounts
	entity  []int32 // by mark: the form that names its entity
	people  map[string][]int
	apart   map[[2]string]bool

	genitive string // see [grouping.readGenitives]; empty where it does not count
	known    map[string]bool
}

// gather makes the table of forms.
func (g *grouping) gather() {
	g.list, g.formOf = g.list[:0], grow(g.formOf, len(g.marks))
	clear(g.forms)
	clear(g.spelt)
	g.readGenitives()
	for i := range g.marks {
		m := &g.marks[i]
		c := classOf(m.Type)
		if c == none {
			g.formOf[i] = -1
			continue
		}
		as := g.said[m.Range].as
		if as != "" {
			g.formOf[i] = g.form(c, as, m.Range.Start)
			if f := &g.list[g.formOf[i]]; !f.forced {
				f.forced, f.name = true, as
			}
			continue
		}
		name := g.nameAt(m.Range)
		at, known := g.spelt[formKey{c, name}]
		if !known {
			at = g.form(c, name, m.Range.Start)
			g.spelt[formKey{c, name}] = at
			if f := &g.list[at]; !f.forced && fuller(name, f.name) {
				f.name = name
			}
		}
		g.formOf[i] = at
	}
}

// form returns the form of a name that is at p, a new one if absent.
func (g *grouping) form(c class, name string, p model.Pos) int32 {
	key := formKey{c, g.fold(c, name)}
	at, known := g.forms[key]
	if !known {
		at = int32(len(g.list))
		g.forms[key] = at
		g.list = append(g.list, form{name: name, class: c, parts: strings.Fields(key.name), first: p, joined: int(at)})
	}
	return at
}

// grow returns a slice of n elements, s if it has room for them.
func grow(s []int32, n int) []int32 { return slices.Grow(s[:0], n)[:n] }

// fold is the name under which forms of a class are the same.
func (g *grouping) fold(c class, name string) string {
	switch c {
	case person:
		return foldWords(withoutParty(name))
	case organisation:
		return foldOrganisation(name)
	case place:
		return foldPlace(name)
	case people:
		s := foldWords(name)
		if one, more := strings.CutSuffix(s, "ies"); more && len(one) > 1 {
			return one + "y" // a Tory, two Tories
		}
		return strings.TrimSuffix(s, "s")
	}
	return foldWords(name)
}

// settle corrects the type of a short form by a full form elsewhere in the
// article: what is Khalifa Haftar's surname is no organisation. A name that the
// lexicon knows as a place stays one, so Washington and George Washington are
// kept apart.
func (g *grouping) settle() {
	surnames := map[string]bool{}
	for i := range g.list {
		f := &g.list[i]
		if f.class == person && len(f.parts) > 1 {
			surnames[f.parts[len(f.parts)-1]] = true
		}
	}
	changed := g.unify()
	changed = g.retypeAcronyms() || changed
	changed = g.retypePersons(surnames) || changed
	where := g.located()
	for i := range g.marks {
		at := g.formOf[i]
		if at < 0 || g.said[g.marks[i].Range].typed {
			continue
		}
		f := &g.list[at]
		if (f.class == organisation || f.class == place) && len(f.parts) == 1 && surnames[f.parts[0]] && !(knownPlace(f.name) && (f.class == organisation || where[int(at)] || knownCountry(f.name))) {
			g.marks[i].Type, changed = Person, true
		}
	}
	if changed {
		g.gather()
	}
}

// retypeAcronyms makes an acronym with points an organisation where one of the article has such
// letters: the W.T.O. of the World Trade Organization. It reports whether a type changed.
func (g *grouping) retypeAcronyms() (changed bool) {
	known := map[string]bool{}
	for i := range g.list {
		if f := &g.list[i]; f.class == organisation && len(f.parts) > 2 {
			for _, a := range initials(f.name) {
				known[a] = true
			}
		}
	}
	for i := range g.marks {
		at := g.formOf[i]
		if at < 0 || g.said[g.marks[i].Range].typed {
			continue
		}
		f := &g.list[at]
		if f.class == place && strings.Count(f.name, ".") > 2 && !strings.Contains(f.name, " ") && known[strings.ReplaceAll(f.name, ".", "")] && !knownPlace(f.name) {
			g.marks[i].Type, changed = Org, true
		}
	}
	return changed
}

// unify gives a name that is an organisation in one place of the article and a
// place in another the type that it has more often, and of two that it has as often
// that of the lexicon: the Kremlin. It reports whether a type changed.
func (g *grouping) unify() (changed bool) {
	type count struct{ org, place int }
	counts := map[string]count{}
	for i := range g.marks {
		at := g.formOf[i]
		if at < 0 || g.said[g.marks[i].Range].typed {
			continue
		}
		f := &g.list[at]
		if _, other := g.forms[formKey{organisation + place - f.class, g.fold(organisation+place-f.class, f.name)}]; f.class != organisation && f.class != place || !other {
			continue
		}
		c := counts[f.name]
		switch {
		case f.class == organisation:
			c.org++
		case !located(g.article, g.marks[i].Range):
			c.place++
		}
		counts[f.name] = c
	}
	for i := range g.marks {
		at := g.formOf[i]
		if at < 0 || g.said[g.marks[i].Range].typed {
			continue
		}
		f := &g.list[at]
		switch c := counts[f.name]; {
		case f.class == organisation && c.place > 0 && (c.place > c.org || c.place == c.org && knownPlace(f.name)):
			g.marks[i].Type, changed = Loc, true
			if !tagger.Embedded().Is(f.name, tagger.Place) {
				g.marks[i].Type = GPE
			}
		case f.class == place && c.org > c.place && !located(g.article, g.marks[i].Range):
			g.marks[i].Type, changed = Org, true
		}
	}
	return changed
}

// result numbers the entities by first appearance.
func (g *grouping) result() *Found {
	found := &Found{Mentions: g.marks}
	number := map[int]int{}
	var sizes []int
	for i := range g.marks {
		g.marks[i].Entity = -1
		at := g.formOf[i]
		if at < 0 {
			continue
		}
		root := g.root(int(at))
		if g.entity[i] >= 0 {
			root = g.root(int(g.entity[i]))
		}
		n, known := number[root]
		if !known {
			n = len(found.Entities)
			number[root] = n
			found.Entities = append(found.Entities, Entity{Name: g.list[root].name})
			sizes = append(sizes, 0)
		}
		g.marks[i].Entity = n
		sizes[n]++
	}
	named := 0
	for _, n := range sizes {
		named += n
	}
	of := make([]int, named) // of all entities, one behind the other
	for n := range found.Entities {
		found.Entities[n].Mentions, of = of[:0:sizes[n]], of[sizes[n]:]
	}
	for i := range g.marks {
		if n := g.marks[i].Entity; n >= 0 {
			e := &found.Entities[n]
			e.Mentions = append(e.Mentions, i)
		}
	}
	v := voices{seen: map[string]bool{}, votes: map[Type]int{}}
	for i := range found.Entities {
		g.nameEntity(&found.Entities[i], &v)
	}
	return found
}

// voices are what the mentions of one entity call it, and as what they count it.
type voices struct {
	seen  map[string]bool
	votes map[Type]int
}

// nameEntity gives an entity its canonical name, its other forms and its type.
func (g *grouping) nameEntity(e *Entity, v *voices) {
	clear(v.seen)
	clear(v.votes)
	var names []string
	forced := false
	for _, i := range e.Mentions {
		m := &g.marks[i]
		v.votes[m.Type]++
		name := g.nameAt(m.Range)
		if as := g.said[m.Range].as; as != "" {
			e.Name, forced = as, true
		} else if !forced && g.list[g.formOf[i]].class != people && fuller(name, e.Name) {
			e.Name = name
		}
		if !v.seen[name] {
			v.seen[name] = true
			names = append(names, name)
		}
	}
	e.Also = slices.DeleteFunc(names, func(s string) bool { return s == e.Name })
	if len(e.Also) == 0 {
		e.Also = nil
	}
	for _, i := range e.Mentions {
		t := g.marks[i].Type
		if v.votes[t] > v.votes[e.Type] {
			e.Type = t
		}
		if g.said[g.marks[i].Range].typed {
			e.Type = t
			break
		}
	}
}

// root follows the joins of a form to the one that stands for the entity.
func (g *grouping) root(at int) int {
	for g.list[at].joined != at {
		g.list[at].joined = g.list[g.list[at].joined].joined
		at = g.list[at].joined
	}
	return at
}

// join makes two forms one entity, unless a rule keeps them apart.
func (g *grouping) join(a, b int) bool {
	a, b = g.root(a), g.root(b)
	if g.apart[[2]string{g.list[a].name, g.list[b].name}] || g.list[a].forced && g.list[b].forced && a != b {
		return false
	}
	if g.list[b].first < g.list[a].first {
		a, b = b, a
	}
	g.list[b].joined = a
	return true
}

// inCapitals reports whether s has no small letter.
func inCapitals(s string) bool {
	for _, r := range s {
		if unicode.ToUpper(r) != r {
			return false
		}
	}
	return true
}

// fuller reports whether a is a fuller name than b: more words, else more
// letters; capitals only where nothing else is known.
func fuller(a, b string) bool {
	if ua, ub := len(a) > 6 && inCapitals(a), len(b) > 6 && inCapitals(b); ua != ub {
		return ub
	}
	if c := cmp.Compare(strings.Count(a, " "), strings.Count(b, " ")); c != 0 {
		return c > 0
	}
	return len(a) > len(b)
}
