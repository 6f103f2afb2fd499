package reader

import (
	"fmt"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/codebook"
	"stet/annotate/store"
	"stet/model"
	"stet/model/count"
	"stet/ui/ask"
	"stet/ui/card"
	"stet/ui/sheet"
)

// The judging is where coders differ, and what is decided of it.
type judging struct {
	coding  agree.Document       // what each coder says; no coders while they are hidden
	coders  []string             // who say anything of the article, oneself first
	differ  []agree.Disagreement // in order, those of the whole article first
	rulings *agree.Adjudication  // what was decided of that
	left    []int                // of those, which are not decided
	at      int                  // of those, which was gone to last; -1 for none
	anew    *agree.Disagreement  // for which words and label are being chosen; nil for none
}

// compare finds out anew where the coders differ, unless what others say is
// hidden, and what of that is not decided.
func (r *Reader) compare() {
	r.coding, r.coders, r.differ, r.left, r.in.Flags = agree.Document{}, nil, nil, nil, nil
	if r.file == nil || r.judge() == nil || r.blind() {
		return
	}
	r.coding = agree.Document{Article: r.in.Art, Coders: map[string]agree.Coding{}}
	for _, f := range append([]*store.File{r.file}, r.others...) {
		if as := f.Set.All(); f.Annotator != store.Gold && (len(as) > 0 || !f.Set.Coded().IsZero()) {
			r.coding.Coders[f.Annotator] = agree.Coding{Annotations: as, Coded: f.Set.Coded()}
			r.coders = append(r.coders, f.Annotator)
		}
	}
	r.differ = agree.Disagreements(r.coding, r.book(), r.project.names)
	r.rulings = agree.NewAdjudication(r.judge().file.Set.Snapshot())
	for i, x := range r.differ {
		if len(r.rulings.On(x)) > 0 {
			continue
		}
		r.left = append(r.left, i)
		if !x.Whole() {
			r.in.Flags = append(r.in.Flags, sheet.Flag{At: x.Range, Says: r.subject(x) + "  " + x.Differ(r.coders)})
		}
	}
}

// judge is the saver of the adjudication's sidecar; nil where there is none.
func (r *Reader) judge() *saver {
	switch {
	case r.file != nil && r.file.Annotator == store.Gold:
		return &r.save
	case r.gold.file != nil:
		return &r.gold
	}
	return nil
}

// book is the codebook of the project; nil where it has none of its own, and any
// tag may be an answer.
func (r *Reader) book() *codebook.Codebook {
	if !r.project.coded {
		return nil
	}
	return r.project.book
}

func needsCoders(r *Reader) string {
	switch {
	case r.file == nil:
		return "the annotations are still being read"
	case r.blind() && len(r.others) > 0:
		return "others’ work is hidden until you press D"
	case len(r.coders) < 2:
		return "nobody else coded this article"
	case r.judge().file.ReadOnly != "":
		return "the adjudication is read only: " + r.judge().file.ReadOnly
	}
	return ""
}

// nextDifference goes to the next disagreement that is not decided, in a circle.
// Once all are, what all agree on can be taken too; else the decisions are gone
// through again.
func (r *Reader) nextDifference(forward bool) tea.Cmd {
	list := r.left
	if len(list) == 0 {
		if r.openAgreed() {
			return nil
		}
		for i := range r.differ {
			list = append(list, i)
		}
	}
	if len(list) == 0 {
		r.say("all coders say the same here")
		return nil
	}
	var next int
	if i, there := slices.BinarySearch(list, r.at); forward {
		if there {
			i++
		}
		next = list[i%len(list)]
	} else {
		next = list[(i-1+len(list))%len(list)]
	}
	r.openDifference(next)
	return nil
}

// A ruling is what can be done about a disagreement.
type ruling int

const (
	takeAll ruling = iota - 4
	takeNone
	takeNew
	leaveOpen
	// From 0 on: the side of that coder.
)

// openDifference shows what each coder says at a place, and asks what holds.
func (r *Reader) openDifference(i int) {
	x := r.differ[i]
	r.at, r.anew, r.focus.Sel = i, nil, nil
	if r.focus.Drop(); !x.Whole() {
		r.focus.Set(x.Range)
	}
	f := &card.Field{Name: "ruling"}
	for i, coder := range r.coders {
		key := ""
		if i < 9 {
			key = strconv.Itoa(i + 1)
		}
		note := ""
		if coder == r.file.Annotator {
			note = "yours"
		}
		f.Choices = append(f.Choices, card.Choice{Key: key, Text: coder + "   " + r.side(x, coder), Note: note, Value: ruling(i)})
	}
	if len(x.Both(r.coders)) > 1 || x.Whole() && r.several(x.What) {
		f.Choices = append(f.Choices, card.Choice{Key: "b", Text: "both: all that is said here", Value: takeAll})
	}
	none, other := "nothing stands here", "choose words and label anew"
	if x.Whole() {
		none, other = "no answer", "another answer"
	}
	f.Choices = append(f.Choices,
		card.Choice{Key: "n", Text: none, Value: takeNone},
		card.Choice{Key: "w", Text: other, Value: takeNew},
		card.Choice{Key: "l", Text: "leave it open, show the next", Value: leaveOpen})
	title := fmt.Sprintf("%s · %s · %d of %d", r.subject(x), x.Differ(r.coders), i+1, len(r.differ))
	form := card.NewForm(title, "esc leave, nothing is lost", f)
	if was := r.rulings.On(x); len(was) > 0 {
		form.Lines = r.ruled(was)
	}
	key := "ruling " + r.subject(x) + ask.Key("", x.Range)
	delete(r.cards.drafts, key)
	r.open(key, form, func(f *card.Form) tea.Cmd { return r.rule(x, card.One[ruling](f, "ruling")) })
}

// decideAgain opens the disagreement that an annotation of the adjudication
// decides; false where there is none, because all agree on it.
func (r *Reader) decideAgain(it *sheet.Item) bool {
	i := slices.IndexFunc(r.differ, func(x agree.Disagreement) bool {
		return !x.Whole() && x.What == it.Note.Kind() && x.Range.Overlaps(it.Range())
	})
	if i >= 0 {
		r.openDifference(i)
	}
	return i >= 0
}

// rule does what was chosen about a disagreement. Words are chosen, and a
// decision is given its reason, before anything is written.
func (r *Reader) rule(x agree.Disagreement, what ruling) tea.Cmd {
	switch what {
	case leaveOpen:
		if len(r.left) == 1 {
			r.say("left open")
			return nil
		}
		return r.nextDifference(true)
	case takeNew:
		return r.ruleAnew(x)
	case takeNone:
		return r.askReason(x, nil, "nothing")
	case takeAll:
		return r.askReason(x, x.Both(r.coders), "both")
	}
	coder := r.coders[what]
	return r.askReason(x, x.Side(coder), coder+"’s: "+r.side(x, coder))
}

// ruleAnew lets the answer be chosen, or words be selected and labelled as ever;
// what is tagged next is the decision.
func (r *Reader) ruleAnew(x agree.Disagreement) tea.Cmd {
	set := r.project.book.Find(x.What)
	if x.Whole() && (set == nil || set.Applies != codebook.Article) {
		r.say("the codebook asks no such question: take one of the sides, or none")
		return nil
	}
	if !x.Whole() {
		r.anew, r.focus.Sel = &x, &sheet.Selection{Selection: sheet.Selected(x.Range)}
		r.say(r.table.Fill("which words, and what? {point} {word-left} {word-right} move the end · then {claim} {stance} {quote} {note} {name}, as ever · {leave} leave"))
		return nil
	}
	form, answer := r.scene(model.Range{}).Code(set)
	r.open("anew "+x.What, form, func(f *card.Form) tea.Cmd {
		a := answer(f)
		return r.askReason(x, []*annotate.Annotation{a}, "another answer: "+r.codes(x, a))
	})
	return nil
}

// A ruledMsg holds what was tagged in place of what the coders say.
type ruledMsg struct {
	of    agree.Disagreement
	taken []*annotate.Annotation
}

// ruledBy makes an edit, which would have changed one's own annotations, the
// decision about the disagreement at hand.
func (r *Reader) ruledBy(e annotate.Edit) tea.Cmd {
	m := ruledMsg{of: *r.anew}
	for _, s := range e.Swaps {
		if s.After != nil && s.After.Origin.How != annotate.Refused {
			m.taken = append(m.taken, s.After)
		}
	}
	return message(m)
}

func (r *Reader) gotRuled(m ruledMsg) tea.Cmd {
	if r.anew == nil {
		return nil
	}
	if n := len(agree.NewAdjudication(m.taken).On(m.of)); n == 0 || n != len(m.taken) {
		r.say("to be decided is a " + r.subject(m.of) + r.table.Fill(" here, and no more · {leave} leaves it open"))
		return nil
	}
	return r.askReason(m.of, m.taken, "anew: "+r.saying(m.taken[0]))
}

// askReason asks why it is decided so, and writes the decision.
func (r *Reader) askReason(x agree.Disagreement, taken []*annotate.Annotation, what string) tea.Cmd {
	f := &card.Field{Name: "reason", Label: "because", Optional: true, Hint: "the reason", Typed: func(s string) any { return s }}
	form := card.NewForm("decided: "+r.subject(x), "⏎ write it into "+store.Gold+" · esc leave it open", f)
	form.Lines = []string{what}
	r.open("because "+r.subject(x)+ask.Key("", x.Range), form, func(f *card.Form) tea.Cmd {
		r.anew, r.focus.Sel = nil, nil
		reason := card.One[string](f, "reason")
		s := r.judge()
		swaps := x.Decide(r.rulings, taken, reason, r.env.Desk.Creator(), now(), store.NewID)
		cmd := r.doIn(s, annotate.Edit{Title: "decided, " + r.subject(x), Swaps: swaps})
		if len(r.left) == 0 {
			r.say("all " + count.Of(len(r.differ), "disagreement") + r.table.Fill(" decided · {undo} undo · {next-difference} takes what all agree on"))
			return cmd
		}
		return tea.Batch(cmd, r.nextDifference(true))
	})
	return nil
}

// openAgreed offers to take over what all coders say alike; false where there is
// nothing of that which the adjudication does not hold.
func (r *Reader) openAgreed() bool {
	s := r.judge()
	as := agree.Agreed(r.coding, r.book(), r.project.names, r.rulings)
	if len(as) == 0 {
		return false
	}
	f := &card.Field{Name: "take", Choices: []card.Choice{{Key: "a", Text: "take " + count.Of(len(as), "annotation") + " that all coders have", Value: true}}}
	form := card.NewForm("nothing is left to decide", "esc leave", f)
	r.open("agreed", form, func(*card.Form) tea.Cmd {
		e := annotate.Edit{Title: "what all agree on"}
		for _, a := range agree.Take(as, "", r.env.Desk.Creator(), now(), store.NewID) {
			e.Swaps = append(e.Swaps, annotate.Swap{After: a})
		}
		cmd := r.doIn(s, e)
		r.did(count.Of(len(e.Swaps), "annotation") + " on which all agree taken")
		return cmd
	})
	delete(r.cards.drafts, "agreed")
	return true
}
