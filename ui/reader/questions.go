package reader

import (
	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/ui/ask"
	"stet/ui/card"
	"stet/ui/sheet"
)

// scene is where a question about some words is asked.
func (r *Reader) scene(words model.Range) *ask.Scene {
	s := &ask.Scene{
		Pen: r.pen, Names: r.in.Names, Quotes: r.in.Quotes, Book: r.project.Book, Joined: r.project.Names, Own: r.file.Set.All(),
		Words: words, Selected: r.focus.Sel != nil, Within: r.in.KeptQuote(words), Anew: r.anew() != nil,
	}
	if r.focus.On {
		s.Focus = r.focus.Range
	}
	s.Near = r.near()
	if it, ok := r.in.QuoteAt(words); ok && !it.Found {
		s.Quote = it.Note
	}
	return s
}

// ask opens the card of a question; its answer is carried out by then.
func (r *Reader) ask(q ask.Question, then func(ask.Answer) tea.Cmd) {
	r.open(q.Key, q.Form, func(f *card.Form) tea.Cmd { return then(q.Answer(f)) })
}

// tagNew asks the question by which one tags words with a kind. A suggestion of that
// kind that is in focus is kept instead.
func (r *Reader) tagNew(k kind.Kind, question func(*ask.Scene) ask.Question) tea.Cmd {
	words, ok := r.focus.Words(k)
	if !ok {
		return nil
	}
	if it := r.focus.Item; it != nil && it.Found && it.Note.Kind() == k.Name {
		return r.keep()
	}
	q := question(r.scene(words))
	if q.Form == nil { // the row asks nothing
		return r.tag(k, q.Answer(nil))
	}
	r.ask(q, func(a ask.Answer) tea.Cmd { return r.tag(k, a) })
	return nil
}

func mustKind(name string) kind.Kind {
	k, _ := kind.Find(name)
	return k
}

func (r *Reader) openClaim() tea.Cmd  { return r.tagNew(mustKind("claim"), (*ask.Scene).Claim) }
func (r *Reader) openStance() tea.Cmd { return r.tagNew(mustKind("stance"), (*ask.Scene).Stance) }

// quoteHere keeps the found quote in focus, or makes one of the words.
func (r *Reader) quoteHere() tea.Cmd {
	if it := r.focus.Item; r.focus.Sel == nil && it != nil && it.Found && it.Note.Kind() == "quote" {
		return r.keep()
	}
	words, ok := r.focus.Words(mustKind("quote"))
	if !ok {
		return nil
	}
	r.ask(r.scene(words).NewQuote(), func(a ask.Answer) tea.Cmd { return r.tag(mustKind("quote"), a) })
	return nil
}

// tag carries out an answer that tags words with a kind, and remembers it for ".".
func (r *Reader) tag(k kind.Kind, a ask.Answer) tea.Cmd {
	if a.Again != nil {
		r.again = func() tea.Cmd {
			words, ok := r.focus.Words(k)
			if !ok {
				r.say(r.table.Fill("again on which words? {point} points at a word"))
				return nil
			}
			return r.tag(k, a.Again(r.scene(words)))
		}
	}
	if k.Name == sheet.KindEntity {
		return r.named(a)
	}
	return r.add(a)
}

// add carries out an answer that adds annotations. They come into focus if their
// words were selected; else the focus stays where it was.
func (r *Reader) add(a ask.Answer) tea.Cmd {
	if a.Refused != "" {
		r.say(a.Refused)
		return nil
	}
	cmd := r.tagged(a.Edit)
	selected := r.focus.Sel != nil
	r.focus.Sel = nil
	if words := target(a.Edit); !words.Empty() {
		was := *r.focus
		r.focus.Set(words)
		if was.On && was.Item == nil && !selected && words.Covers(was.Range) {
			r.focus.Range = was.Range // a name in focus stays the first of the next card
		}
	}
	r.did(a.Says)
	return cmd
}

// change carries out an answer that changes what is tagged, if there is anything to
// change.
func (r *Reader) change(a ask.Answer) tea.Cmd {
	switch {
	case a.Refused != "":
		r.complain(a.Refused)
		return nil
	case len(a.Edit.Swaps) == 0:
		return nil
	}
	cmd := r.do(a.Edit)
	r.did(a.Says)
	return cmd
}

// openWho asks who is behind the item in focus.
func (r *Reader) openWho() tea.Cmd {
	it := *r.focus.Item
	r.ask(r.scene(it.Range()).Who(it.Note, it.Found), func(a ask.Answer) tea.Cmd {
		cmd := r.do(a.Edit)
		r.focus.Set(it.Range())
		r.did(a.Says)
		return cmd
	})
	return nil
}

// openEnds asks where a quote ends that never closes. The answer keeps it.
func (r *Reader) openEnds(it *sheet.Item) {
	old := *it
	kept := func(a ask.Answer) tea.Cmd { return r.kept(old, a) }
	r.ask(r.scene(old.Range()).Ends(old.Note, old.Ends), kept)
	r.cards.open.pickField = "end"
	r.cards.open.picks = func(rng model.Range) tea.Cmd {
		r.shut()
		return kept(r.pen.EndAt(old.Note, rng.End))
	}
	r.cards.open.also = map[string]func() tea.Cmd{
		"w": func() tea.Cmd { r.shut(); return r.openWho() },
		"x": func() tea.Cmd { r.shut(); return r.refuse() },
	}
}

// openVerdict asks how far checking the claim in focus has come, and what it
// led to. A suggested claim is kept by that; one that was checked before begins
// with what that led to.
func (r *Reader) openVerdict() tea.Cmd {
	it, made := r.claimToJudge()
	j := ask.Judged{Claim: it.Note, Suggested: it.Found, Made: made}
	if k := r.knownAt(it.Range()); k != nil {
		j.Known, j.KnownIn = &k.Review, k.In
	}
	r.ask(r.scene(it.Range()).Verdict(j), func(a ask.Answer) tea.Cmd {
		cmd := r.do(a.Edit)
		if now := r.in.Same(&sheet.Item{Note: a.Edit.Swaps[0].After}); now != nil {
			r.focusItem(now)
		}
		r.did(a.Says)
		return cmd
	})
	return nil
}

// claimToJudge returns the claim that a verdict is about, and puts it into focus:
// the one here, else one that was checked before. One that is made is not kept
// yet.
func (r *Reader) claimToJudge() (it sheet.Item, made bool) {
	here := r.focus.ClaimHere()
	if here == nil {
		if a := r.toKnown(r.nextKnown()); a != nil {
			return sheet.Item{Note: a}, true
		}
		return *r.focus.Item, false
	}
	r.focusItem(here)
	return *here, false
}

// toNote returns what in focus a note would be about. On an annotation of one's own
// it is a remark that goes with it.
func (r *Reader) toNote() (ask.Noted, bool) {
	words, ok := r.focus.Words(mustKind("note"))
	n := ask.Noted{About: r.focus.Own(), Words: words}
	if r.focus.Sel != nil {
		n.About = nil
	}
	return n, ok
}

// openNote asks for the words of a note. What is too long for its line is written in
// the user's editor; the card stays open meanwhile.
func (r *Reader) openNote() tea.Cmd {
	n, ok := r.toNote()
	if !ok {
		return nil
	}
	r.ask(r.scene(n.Words).Note(n, longNote), func(a ask.Answer) tea.Cmd { return r.noted(n, a) })
	r.cards.open.long = func(text string) tea.Cmd { return r.edit(n, text) }
	return nil
}

func (r *Reader) noted(n ask.Noted, a ask.Answer) tea.Cmd {
	if n.About == nil {
		return r.tag(mustKind("note"), a)
	}
	return r.change(a)
}

// openTags asks for the tags of the annotation in focus.
func (r *Reader) openTags() tea.Cmd {
	it := *r.focus.Item
	r.ask(r.scene(it.Range()).Tags(it.Note, it.Found), r.change)
	return nil
}

// openRelation asks how the annotation in focus relates to which other one on the
// screen.
func (r *Reader) openRelation() tea.Cmd {
	from := r.focus.Own()
	s := r.scene(from.Target.Range)
	q, ok := s.Relation(from, s.Near)
	if !ok {
		r.say("no other annotation on the screen to relate this to")
		return nil
	}
	r.ask(q, r.add)
	return nil
}

// near are one's own annotations on the screen.
func (r *Reader) near() (out []*annotate.Annotation) {
	r.in.Over(r.sheet.Visible(), func(it *sheet.Item) {
		if it.By == "" && !it.Found {
			out = append(out, it.Note)
		}
	})
	return out
}

// openOwn shows what can be changed of the annotation in focus.
func (r *Reader) openOwn() tea.Cmd {
	a := r.focus.Own()
	_, card := makers()[a.Kind()]
	switch k := kind.Of(a); {
	case !card && len(k.Table) > 0:
		return r.openRow(a)
	case len(k.Roles) > 0 && !k.Links:
		return r.openWho()
	}
	return r.openNote()
}

// openArticle asks the codebook's questions about the whole article, and for a
// note on it. D in an empty field takes the answers as they are, and marks the
// article as done.
func (r *Reader) openArticle() tea.Cmd {
	q := r.scene(model.Range{}).Article()
	r.ask(q, r.change)
	if !q.Offers("D") {
		o := r.cards.open
		o.also = map[string]func() tea.Cmd{"D": func() tea.Cmd {
			r.shut()
			return tea.Batch(o.done(o.Form), r.done())
		}}
	}
	return nil
}
