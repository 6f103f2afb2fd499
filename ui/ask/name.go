package ask

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model/clean"
	"stet/model/count"
	"stet/model/mention"
	"stet/ui/card"
)

// A nameAnswer is what was chosen in the card of a name.
type nameAnswer struct {
	typ    mention.Type
	as     string // the canonical name: a new one, or that of another entity
	reject bool   // it is no name
}

// nameTypes are the choices of a name's type, by their keys.
var nameTypes = []card.Choice{
	{Key: "p", Text: "person", Value: nameAnswer{typ: mention.Person}},
	{Key: "o", Text: "organisation", Value: nameAnswer{typ: mention.Org}},
	{Key: "l", Text: "place", Value: nameAnswer{typ: mention.GPE}},
	{Key: "n", Text: "nationality", Value: nameAnswer{typ: mention.NORP}},
	{Key: "v", Text: "event", Value: nameAnswer{typ: mention.Event}},
	{Key: "t", Text: "topic", Value: nameAnswer{typ: mention.Topic}},
	{Key: "x", Text: "no name", Value: nameAnswer{reject: true}},
}

// A Naming is what was said of a name.
type Naming struct {
	Name string
	Type mention.Type
	Also []string // other forms of it
	note *annotate.Annotation
}

// Is says what the name is: "a person".
func (n *Naming) Is() string {
	if what := typeWords[n.Type]; what != "" {
		return what
	}
	return "a name"
}

// Name asks what is to be said of the name that the words are: its type, another name
// that it is the same as, or a new name for it. It is said of every mention in the
// article; [Scene.OnlyHere] restricts it to one.
func (s *Scene) Name() Question {
	name := clean.Blanks(s.Pen.Article.Slice(s.Words))
	var old mention.Entity
	if i := s.Names.EntityAt(s.Words.Start); i >= 0 && s.Names.Mentions[s.Names.At(s.Words.Start)].Range == s.Words {
		old = s.Names.Entities[i]
	}
	is := &card.Field{
		Name: "is", Label: "is a", Lead: nameTypes, Hint: "or type another name for it",
		Typed: func(s string) any { return nameAnswer{as: s, typ: old.Type} },
	}
	for _, c := range s.whoChoices(s.Words, "") {
		ref := c.Value.(annotate.Ref)
		if ref.Name != old.Name {
			c.Key = strconv.Itoa(len(is.Choices) + 1)
			c.Text, c.Note = fmt.Sprintf("the same as %s", ref.Name), ""
			c.Value = nameAnswer{as: ref.Name, typ: ref.Type}
			is.Choices = append(is.Choices, c)
		}
	}
	title := fmt.Sprintf("name “%s”", name)
	if old.Name != "" {
		title += " · " + typeWords[old.Type] + ", " + count.Of(len(old.Mentions), "mention")
	}
	return question("name", s.Words, card.NewForm(title, "for every mention · esc leave, nothing lost", is), func(f *card.Form) Answer {
		answer := card.One[nameAnswer](f, "is")
		known := old.Name != "" // else the name that the words begin is another one
		return again(s, func(other *Scene) Answer { return other.named(answer, known || other != s) })
	})
}

// named makes the annotation of the whole article that says what a name is; known
// says that the words are a name already.
func (s *Scene) named(ans nameAnswer, known bool) Answer {
	form := clean.Blanks(s.Pen.Article.Slice(s.Words))
	if ans.reject {
		return s.noName(form)
	}
	name, also := form, []string{form}
	if i := s.Names.EntityAt(s.Words.Start); known && i >= 0 {
		e := s.Names.Entities[i]
		name, also = e.Name, append([]string{e.Name}, e.Also...)
	}
	if ans.as != "" {
		name = ans.as
	}
	also = slices.DeleteFunc(also, func(s string) bool { return s == name })
	if s.Anew {
		return changes("", "", nil, s.Pen.New(&kind.Entity{Named: annotate.NameRef(name, ans.typ)}, s.Words))
	}
	before, a := s.articleName(name, also), s.Pen.New(&kind.Entity{Named: annotate.NameRef(name, ans.typ), Also: also}, s.Words)
	a.Target = annotate.Target{Whole: true}
	if before != nil {
		a.ID, a.Created = before.ID, before.Created
	}
	answer := changes(fmt.Sprintf("name, %s", name), "", before, a)
	answer.Named = &Naming{Name: name, Type: ans.typ, Also: also, note: a}
	return answer
}

// OnlyHere restricts what was said of a name to the words of the scene.
func (s *Scene) OnlyHere(n *Naming) Answer {
	here := kind.AsEntity(n.note.Clone())
	here.Also = nil
	b := s.Pen.New(here, s.Words)
	return Answer{
		Edit: annotate.Edit{Title: fmt.Sprintf("name, %s", n.Name), Swaps: []annotate.Swap{{Before: n.note}, {After: b}}},
		Says: fmt.Sprintf("%s is %s here only", n.Name, n.Is()),
	}
}

// articleName returns what was said before of the whole article about any of
// these names.
func (s *Scene) articleName(name string, also []string) *annotate.Annotation {
	for _, a := range s.Own {
		if e := kind.AsEntity(a); e != nil && a.Target.Whole && (e.Named.Name == name || slices.Contains(also, e.Named.Name)) {
			return a
		}
	}
	return nil
}

// noName refuses a name: the words are not one, wherever they are.
func (s *Scene) noName(form string) Answer {
	a := s.Pen.New(&kind.Entity{Named: annotate.NameRef(form, "")}, s.Words)
	a.Target = annotate.Target{Whole: true}
	a.Origin = annotate.Origin{How: annotate.Refused, Generator: mention.Engine}
	return changes(fmt.Sprintf("not a name, %s", form), "not a name: “"+form+"”", nil, a)
}

// Names lists who and what is named in an article, the most frequent first. The
// answer "name" is the index of an entity, -1 for one that is not there.
func Names(found *mention.Found, footer string) *card.Form {
	f := &card.Field{Name: "name", Hint: "type to find", Typed: func(string) any { return -1 }}
	for _, i := range found.MostNamed() {
		e := found.Entities[i]
		c := card.Choice{Text: e.Name, Note: strings.TrimPrefix(strings.TrimPrefix(typeWords[e.Type], "a "), "an ") + "  " + strconv.Itoa(len(e.Mentions)), Value: i}
		if n := len(f.Choices) + 1; n <= 9 {
			c.Key = strconv.Itoa(n)
		}
		f.Choices = append(f.Choices, c)
	}
	return card.NewForm("who and what is named", footer, f)
}

// Mentioned says of an entity who is meant and how often.
func Mentioned(e mention.Entity) string {
	return e.Name + " · " + typeWords[e.Type] + " · " + count.Of(len(e.Mentions), "mention")
}

var typeWords = map[mention.Type]string{
	mention.Person: "a person", mention.Org: "an organisation", mention.GPE: "a place", mention.Loc: "a place",
	mention.NORP: "a nationality", mention.Event: "an event", mention.Topic: "a topic",
}
