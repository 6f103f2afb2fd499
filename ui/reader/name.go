package reader

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/count"
	"stet/model/mention"
	"stet/ui/card"
	"stet/ui/sheet"
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

// openName asks what is to be said of the name in focus: its type, another name
// that it is the same as, or a new name for it. It is said of every mention in
// the article; right afterwards o takes it back to this one.
func (r *Reader) openName() tea.Cmd {
	words, ok := r.focus.Words(mustKind("entity"))
	if !ok || r.focus.Item != nil && r.focus.Sel == nil && r.focus.Range == r.focus.Item.Range() {
		r.openNames() // a quote or a claim is in focus, and no name
		return nil
	}
	name := sheet.OneLine(r.in.Art.Slice(words))
	var old mention.Entity
	entity := -1
	if i := r.in.Names.At(words.Start); i >= 0 && r.in.Names.Mentions[i].Range == words && r.in.Names.Mentions[i].Entity >= 0 {
		entity = r.in.Names.Mentions[i].Entity
		old = r.in.Names.Entities[entity]
	}
	is := &card.Field{
		Name: "is", Label: "is a", Lead: nameTypes, Hint: "or type another name for it",
		Typed: func(s string) any { return nameAnswer{as: s, typ: old.Type} },
	}
	for _, c := range r.whoChoices(words, "") {
		ref := c.Value.(annotate.Ref)
		if ref.Name != old.Name {
			c.Key = strconv.Itoa(len(is.Choices) + 1)
			c.Text, c.Note = "the same as "+ref.Name, ""
			c.Value = nameAnswer{as: ref.Name, typ: ref.Type}
			is.Choices = append(is.Choices, c)
		}
	}
	title := "name “" + name + "”"
	if old.Name != "" {
		title += " · " + typeWords[old.Type] + ", " + count.Of(len(old.Mentions), "mention")
	}
	r.open(formKey("name", words), card.NewForm(title, "said of every mention · esc leave, nothing lost", is), func(f *card.Form) tea.Cmd {
		return r.named(words, entity, card.One[nameAnswer](f, "is"))
	})
	return nil
}

// named makes the annotation of the whole article that says what a name is.
func (r *Reader) named(words model.Range, entity int, ans nameAnswer) tea.Cmd {
	form := sheet.OneLine(r.in.Art.Slice(words))
	if ans.reject {
		return r.noName(words, form)
	}
	name, also := form, []string{form}
	if entity >= 0 {
		e := r.in.Names.Entities[entity]
		name, also = e.Name, append([]string{e.Name}, e.Also...)
	}
	if ans.as != "" {
		name = ans.as
	}
	typ := ans.typ
	body := &kind.Entity{Named: annotate.NameRef(name, typ), Also: slices.DeleteFunc(also, func(s string) bool { return s == name })}
	if r.anew != nil { // of these words only
		body.Also = nil
		return r.do(annotate.Edit{Swaps: []annotate.Swap{{After: r.fresh(body, words)}}})
	}
	before, a := r.articleName(name, also), r.fresh(body, words)
	a.Target = annotate.Target{Whole: true}
	if before != nil {
		a.ID, a.Created = before.ID, before.Created
	}
	cmd := r.do(annotate.Edit{Title: "name, " + name, Swaps: []annotate.Swap{{Before: before, After: a}}})
	r.afterName(words, name, typ, body, a)
	r.remember(mustKind("entity"), func(w model.Range) tea.Cmd { return r.named(w, r.in.EntityAt(w), ans) })
	return cmd
}

// afterName says what a name is now and lets o restrict it to this mention.
func (r *Reader) afterName(words model.Range, name string, typ mention.Type, body *kind.Entity, a *annotate.Annotation) {
	r.focus.Set(words)
	n := 1
	if i := r.in.EntityAt(words); i >= 0 {
		n = len(r.in.Names.Entities[i].Mentions)
	}
	what := typeWords[typ]
	if what == "" {
		what = "a name"
	}
	text := name + " is " + what + " now"
	if was := sheet.OneLine(r.in.Art.Slice(words)); was != name && !strings.Contains(name, was) {
		text = was + " is called " + name + " now"
	}
	r.after = map[string]func() tea.Cmd{}
	if n > 1 {
		text += ", in " + count.Of(n, "place") + " · o only here"
		r.after["o"] = func() tea.Cmd { return r.onlyHere(a, body, words, what) }
	}
	if r.project.root != "" {
		text += " · a in all articles"
		r.after["a"] = func() tea.Cmd { return r.joinNames(name, typ, body.Also) }
	}
	r.did(text)
}

// onlyHere restricts what was said of a name to one mention.
func (r *Reader) onlyHere(a *annotate.Annotation, body *kind.Entity, words model.Range, what string) tea.Cmd {
	here := body.Clone().(*kind.Entity)
	here.Also = nil
	b := r.fresh(here, words)
	name := here.Named.Name
	cmd := r.do(annotate.Edit{Title: "name, " + name, Swaps: []annotate.Swap{{Before: a}, {After: b}}})
	r.focus.Set(words)
	r.did(name + " is " + what + " here only")
	return cmd
}

// articleName returns what was said before of the whole article about any of
// these names.
func (r *Reader) articleName(name string, also []string) *annotate.Annotation {
	for _, a := range r.file.Set.All() {
		if e, ok := a.Body.(*kind.Entity); ok && a.Target.Whole && (e.Named.Name == name || slices.Contains(also, e.Named.Name)) {
			return a
		}
	}
	return nil
}

// noName refuses a name: the words are not one, wherever they stand.
func (r *Reader) noName(words model.Range, form string) tea.Cmd {
	a := r.fresh(&kind.Entity{Named: annotate.NameRef(form, "")}, words)
	a.Target = annotate.Target{Whole: true}
	a.Origin = annotate.Origin{How: annotate.Refused, Generator: mention.Engine}
	cmd := r.do(annotate.Edit{Title: "not a name, " + form, Swaps: []annotate.Swap{{After: a}}})
	r.focus.Set(words)
	r.did("not a name: “" + form + "”")
	return cmd
}

func mustKind(name string) kind.Kind {
	k, _ := kind.Find(name)
	return k
}

// openNames lists who and what is named in the article, the most frequent first.
// Choosing one lights its mentions and makes n go from one to the next.
func (r *Reader) openNames() {
	f := &card.Field{Name: "name", Hint: "type to find"}
	for _, i := range r.in.ByCount() {
		e := r.in.Names.Entities[i]
		c := card.Choice{Text: e.Name, Note: strings.TrimPrefix(strings.TrimPrefix(typeWords[e.Type], "a "), "an ") + "  " + strconv.Itoa(len(e.Mentions)), Value: i}
		if n := len(f.Choices) + 1; n <= 9 {
			c.Key = strconv.Itoa(n)
		}
		f.Choices = append(f.Choices, c)
	}
	if len(f.Choices) == 0 {
		r.say(r.table.Fill("no names found · {point} points at a word, {name} makes it a name"))
		return
	}
	f.Typed = func(string) any { return -1 }
	r.open("names", card.NewForm("who and what is named", r.table.Fill("a name in focus: {name} changes it · esc leave"), f), func(f *card.Form) tea.Cmd {
		i := card.One[int](f, "name")
		if i < 0 {
			r.say("no such name here")
			return nil
		}
		r.goOn = goOn{what: nextMention, kind: r.in.Names.Entities[i].Name}
		r.focus.Drop()
		r.step(true)
		return nil
	})
}
