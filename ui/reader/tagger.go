package reader

import (
	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/ui/ask"
	"stet/ui/card"
	"stet/ui/sheet"

	tea "charm.land/bubbletea/v2"
)

// A tagger says things of the words in focus: it asks, and hands the answer to the
// notes.
type tagger struct {
	*shared
	again   func() tea.Cmd // repeats the last tagging on the words in focus; nil if none
	notes   *notes
	cards   *cards
	walk    *walk
	judge   *adjudicator
	reuse   *verdictReuse
	outside *outside
	relates *relator
}

// row asks the questions of the row of an annotation's kind anew.
func (t *tagger) row(a *annotate.Annotation) tea.Cmd {
	t.ask(t.notes.scene(a.Target.Range).Row(kind.Of(a), a, false), t.change)
	return nil
}

// ask opens the card of a question; its answer is carried out by then.
func (t *tagger) ask(q ask.Question, then func(ask.Answer) tea.Cmd) {
	t.cards.show(q.Key, q.Form, func(f *card.Form) tea.Cmd { return then(q.Answer(f)) })
	t.cards.open.asks = q.Words
}

// tagNew asks the question by which one tags words with a kind. A suggestion of that
// kind that is in focus is kept instead.
func (t *tagger) tagNew(k kind.Kind, question func(*ask.Scene) ask.Question) tea.Cmd {
	words, ok := t.focus.Words(k)
	if !ok {
		return nil
	}
	switch it := t.focus.Item; {
	case it == nil || it.Note.Kind() != k.Name:
	case it.Found:
		return t.keep()
	case t.focus.Sel == nil && t.focus.Own() != nil: // another one of the same words
		words = it.Range()
	}
	q := question(t.notes.scene(words))
	if q.Form == nil { // the row asks nothing
		return t.tag(k, q.Answer(nil))
	}
	t.ask(q, func(a ask.Answer) tea.Cmd { return t.tag(k, a) })
	return nil
}

// quote keeps the found quote in focus, or makes one of the words.
func (t *tagger) quote(k kind.Kind) tea.Cmd {
	if it := t.focus.Item; t.focus.Sel == nil && it != nil && it.Found && kind.AsQuote(it.Note) != nil {
		return t.keep()
	}
	words, ok := t.focus.Words(k)
	if !ok {
		return nil
	}
	t.ask(t.notes.scene(words).NewQuote(), func(a ask.Answer) tea.Cmd { return t.tag(k, a) })
	return nil
}

// tag carries out an answer that tags words with a kind, and remembers it for ".".
func (t *tagger) tag(k kind.Kind, a ask.Answer) tea.Cmd {
	if a.Again != nil {
		t.again = func() tea.Cmd {
			words, ok := t.focus.Words(k)
			if !ok {
				t.statusLine.say(t.statusLine.table.Fill("again on which words? {point} points at a word"))
				return nil
			}
			return t.tag(k, a.Again(t.notes.scene(words)))
		}
	}
	if k.Named {
		return t.named(a)
	}
	return t.add(a)
}

// add carries out an answer that adds annotations. They come into focus if their
// words were selected; else the focus stays where it was.
func (t *tagger) add(a ask.Answer) tea.Cmd {
	if a.Refused != "" {
		t.statusLine.say(a.Refused)
		return nil
	}
	cmd := t.notes.tagged(a.Edit)
	selected := t.focus.Sel != nil
	t.focus.Sel = nil
	if words := target(a.Edit); !words.Empty() {
		was := *t.focus
		t.focus.Set(words)
		if was.On && was.Item == nil && !selected && words.Covers(was.Range) {
			t.focus.Range = was.Range // a name in focus stays the first of the next card
		}
	}
	t.statusLine.did(a.Says)
	return cmd
}

// change carries out an answer that changes what is tagged, if there is anything to
// change.
func (t *tagger) change(a ask.Answer) tea.Cmd {
	switch {
	case a.Refused != "":
		t.statusLine.complain(a.Refused)
		return nil
	case len(a.Edit.Swaps) == 0:
		return nil
	}
	cmd := t.notes.do(a.Edit)
	t.statusLine.did(a.Says)
	return cmd
}

// who asks who is behind the item in focus.
func (t *tagger) who() tea.Cmd {
	it := *t.focus.Item
	t.ask(t.notes.scene(it.Range()).Who(it.Note, it.Found), func(a ask.Answer) tea.Cmd {
		cmd := t.notes.do(a.Edit)
		t.focus.Set(it.Range())
		t.statusLine.did(a.Says)
		return cmd
	})
	return nil
}

// ends asks where a quote ends that never closes. The answer keeps it.
func (t *tagger) ends(it *sheet.Item) {
	old := *it
	kept := func(a ask.Answer) tea.Cmd { return t.kept(old, a) }
	t.ask(t.notes.scene(old.Range()).Ends(old.Note, old.Ends), kept)
	t.cards.open.pickField = "end"
	t.cards.open.picks = func(rng model.Range) tea.Cmd {
		t.cards.shut()
		return kept(t.notes.pen.EndAt(old.Note, rng.End))
	}
	t.cards.open.also = map[string]func() tea.Cmd{
		"w": func() tea.Cmd { t.cards.shut(); return t.who() },
		"x": func() tea.Cmd { t.cards.shut(); return t.refuse() },
	}
}

// verdict asks how far checking the claim in focus has come, and what it
// led to. A suggested claim is kept by that; one that was checked before begins
// with what that led to; of other words a claim is made.
func (t *tagger) verdict() tea.Cmd {
	switch here := t.focus.ClaimHere(); {
	case here != nil:
		t.walk.to(here)
	case t.focus.On && t.reuse.at(t.focus.Range) == nil:
		return t.claimFirst()
	default:
		if a := t.reuse.to(t.reuse.next()); a != nil {
			return t.judgeClaim(ask.Judged{Claim: a, Made: true})
		}
	}
	it := t.focus.Item
	return t.judgeClaim(ask.Judged{Claim: it.Note, Suggested: it.Found})
}

// claimFirst makes a claim of the words in focus by whoever said them, asks who that is
// where nobody is known, and goes on with the verdict. It is kept with the verdict.
func (t *tagger) claimFirst() tea.Cmd {
	words, ok := t.focus.Words(t.notes.kindOf("claim"))
	if !ok {
		return nil
	}
	q := t.notes.scene(words).Claim()
	judge := func(a ask.Answer) tea.Cmd {
		if a.Refused != "" {
			t.statusLine.say(a.Refused)
			return nil
		}
		return t.judgeClaim(ask.Judged{Claim: a.Edit.Swaps[0].After, Made: true})
	}
	if who := q.Form.Fields[0]; who.Default != nil {
		q.Form.Take(*who.Default)
		return judge(q.Answer(q.Form))
	}
	t.ask(q, judge)
	return nil
}

func (t *tagger) judgeClaim(j ask.Judged) tea.Cmd {
	words := j.Claim.Target.Range
	if k := t.reuse.at(words); k != nil {
		j.Known, j.KnownIn, j.KnownID = &k.Review, k.In, k.ID
		t.in.Know(k.ID, sheet.Far{Title: kind.ClaimName, Words: k.Words, In: k.In, Verdict: k.Review.Verdict})
	}
	t.ask(t.notes.scene(words).Verdict(j), func(a ask.Answer) tea.Cmd {
		cmd := t.notes.do(a.Edit)
		if now := t.in.Same(&sheet.Item{Note: a.Edit.Swaps[0].After}); now != nil {
			t.walk.to(now)
		}
		t.statusLine.did(a.Says)
		return cmd
	})
	return nil
}

// toNote returns what in focus a note would be about. On an annotation of your own
// it is a remark that goes with it.
func (t *tagger) toNote() (ask.Noted, bool) {
	words, ok := t.focus.Words(t.notes.kindOf("note"))
	n := ask.Noted{About: t.focus.Own(), Words: words}
	if t.focus.Sel != nil {
		n.About = nil
	}
	return n, ok
}

// note asks for the words of a note. What is too long for its line is written in
// the user's editor; the card stays open meanwhile.
func (t *tagger) note() tea.Cmd {
	if n, ok := t.toNote(); ok {
		t.noteOn(n)
	}
	return nil
}

func (t *tagger) noteOn(n ask.Noted) {
	t.ask(t.notes.scene(n.Words).Note(n, longNote), func(a ask.Answer) tea.Cmd { return t.noted(n, a) })
	t.cards.open.long = func(text string) tea.Cmd { return t.outside.edit(n, text) }
}

func (t *tagger) noted(n ask.Noted, a ask.Answer) tea.Cmd {
	if n.About == nil {
		return t.tag(t.notes.kindOf("note"), a)
	}
	return t.change(a)
}

// tags asks for the tags of the annotation in focus.
func (t *tagger) tags() tea.Cmd {
	it := *t.focus.Item
	t.ask(t.notes.scene(it.Range()).Tags(it.Note, it.Found), t.change)
	return nil
}

// article asks the codebook's questions about the whole article, and for a note on
// it. D takes the answers as they are, and marks the article as done.
func (t *tagger) article() tea.Cmd {
	q := t.notes.scene(model.Range{}).Article()
	t.ask(q, func(a ask.Answer) tea.Cmd {
		cmd := t.change(a)
		if t.cards.ended.Done() {
			return tea.Batch(cmd, t.finish())
		}
		return cmd
	})
	return nil
}

// scene is where a question about some words is asked.
func (ns *notes) scene(words model.Range) *ask.Scene {
	s := &ask.Scene{
		Pen: ns.pen, Names: ns.in.Names, Quotes: ns.in.Quotes, Book: ns.project.Book, Joined: ns.project.Names, Own: ns.own.Set.All(),
		Words: words, Selected: ns.focus.Sel != nil, Within: ns.in.KeptQuote(words), Anew: ns.anew() != nil,
	}
	if ns.work != nil {
		s.Answered = ns.work.Answered
	}
	if ns.focus.On {
		s.Focus = ns.focus.Range
	}
	s.Near = ns.near()
	if it, ok := ns.in.QuoteAt(words); ok && !it.Found {
		s.Quote = it.Note
	}
	return s
}
