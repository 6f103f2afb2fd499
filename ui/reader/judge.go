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

// compare finds out anew where the coders differ, and flags what of that is
// undecided.
func (r *Reader) compare() {
	r.in.Flags = nil
	if r.work == nil {
		return
	}
	r.work.Compare()
	for _, i := range r.work.Open {
		if x := r.work.Differ[i]; !x.Whole() {
			r.in.Flags = append(r.in.Flags, sheet.Flag{At: x.Range, Says: r.subject(x) + "  " + x.Differ(r.work.Coders)})
		}
	}
}

// anew returns the disagreement that what is tagged next decides; nil for none.
func (r *Reader) anew() *agree.Disagreement {
	if r.work == nil {
		return nil
	}
	return r.work.Anew()
}

// anewOf begins to choose words and label for a disagreement; nil ends it.
func (r *Reader) anewOf(x *agree.Disagreement) {
	r.work.BeginAnew(x)
	r.focus.Sel = nil
}

func needsCoders(r *Reader) string {
	switch {
	case r.file == nil:
		return "the annotations are still being read"
	case r.blind() && len(r.work.Others) > 0:
		return "others’ work is hidden until you press D"
	case len(r.work.Coders) < 2:
		return "nobody else coded this article"
	case r.work.Judge().ReadOnly != "":
		return "the adjudication is read only: " + r.work.Judge().ReadOnly
	}
	return ""
}

// nextDifference goes to the next disagreement that is not decided, in a circle.
// Once all are, what all agree on can be taken too; else the decisions are gone
// through again.
func (r *Reader) nextDifference(forward bool) tea.Cmd {
	list := r.work.Open
	if len(list) == 0 {
		if r.openAgreed() {
			return nil
		}
		for i := range r.work.Differ {
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
	x := r.work.Differ[i]
	r.at = i
	r.anewOf(nil)
	if r.focus.Drop(); !x.Whole() {
		r.focus.Set(x.Range)
	}
	f := &card.Field{Name: "ruling"}
	for i, coder := range r.work.Coders {
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
	if len(x.Both(r.work.Coders)) > 1 || x.Whole() && r.several(x.What) {
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
	title := fmt.Sprintf("%s · %s · %d of %d", r.subject(x), x.Differ(r.work.Coders), i+1, len(r.work.Differ))
	form := card.NewForm(title, "esc leave, nothing is lost", f)
	if was := r.work.Ruled(x); len(was) > 0 {
		form.Lines = r.ruled(was)
	}
	key := "ruling " + r.subject(x) + ask.Key("", x.Range)
	delete(r.cards.drafts, key)
	r.open(key, form, func(f *card.Form) tea.Cmd { return r.rule(x, card.One[ruling](f, "ruling")) })
}

// decideAgain opens the disagreement that an annotation of the adjudication
// decides; false where there is none, because all agree on it.
func (r *Reader) decideAgain(it *sheet.Item) bool {
	i := slices.IndexFunc(r.work.Differ, func(x agree.Disagreement) bool {
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
		if len(r.work.Open) == 1 {
			r.say("left open")
			return nil
		}
		return r.nextDifference(true)
	case takeNew:
		return r.ruleAnew(x)
	case takeNone:
		return r.askReason(x, nil, "nothing")
	case takeAll:
		return r.askReason(x, x.Both(r.work.Coders), "both")
	}
	coder := r.work.Coders[what]
	return r.askReason(x, x.Side(coder), coder+"’s: "+r.side(x, coder))
}

// ruleAnew lets the answer be chosen, or words be selected and labelled as ever;
// what is tagged next is the decision.
func (r *Reader) ruleAnew(x agree.Disagreement) tea.Cmd {
	set := r.project.Book.Find(x.What)
	if x.Whole() && (set == nil || set.Applies != codebook.Article) {
		r.say("the codebook asks no such question: take one of the sides, or none")
		return nil
	}
	if !x.Whole() {
		r.anewOf(&x)
		r.focus.Sel = &sheet.Selection{Selection: sheet.Selected(x.Range)}
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

// tagged takes what was tagged: while a disagreement is decided anew that is the
// decision, else an edit of one's own annotations.
func (r *Reader) tagged(e annotate.Edit) tea.Cmd {
	x := r.anew()
	if x == nil {
		return r.do(e)
	}
	return message(ruledMsg{*x, e}) // after what the caller says
}

// A ruledMsg holds what was tagged in place of what the coders say.
type ruledMsg struct {
	of   agree.Disagreement
	edit annotate.Edit
}

func (r *Reader) gotRuled(m ruledMsg) tea.Cmd {
	if r.anew() == nil {
		return nil
	}
	taken, err := r.work.Answer(m.edit)
	if err != nil {
		r.say("to be decided is a " + r.subject(m.of) + r.table.Fill(" here, and no more · {leave} leaves it open"))
		return nil
	}
	return r.askReason(m.of, taken, "anew: "+r.saying(taken[0]))
}

// askReason asks why it is decided so, and writes the decision.
func (r *Reader) askReason(x agree.Disagreement, taken []*annotate.Annotation, what string) tea.Cmd {
	f := &card.Field{Name: "reason", Label: "because", Optional: true, Hint: "the reason", Typed: func(s string) any { return s }}
	form := card.NewForm("decided: "+r.subject(x), "⏎ write it into "+store.Gold+" · esc leave it open", f)
	form.Lines = []string{what}
	r.open("because "+r.subject(x)+ask.Key("", x.Range), form, func(f *card.Form) tea.Cmd {
		r.anewOf(nil)
		reason := card.One[string](f, "reason")
		ruling := r.work.Rule(x, taken, reason, now())
		ruling.Edit.Title = "decided, " + r.subject(x)
		cmd := r.doIn(ruling)
		if len(r.work.Open) == 0 {
			r.say("all " + count.Of(len(r.work.Differ), "disagreement") + r.table.Fill(" decided · {undo} undo · {next-difference} takes what all agree on"))
			return cmd
		}
		return tea.Batch(cmd, r.nextDifference(true))
	})
	return nil
}

// openAgreed offers to take over what all coders say alike; false where there is
// nothing of that which the adjudication does not hold.
func (r *Reader) openAgreed() bool {
	as := r.work.Agreed()
	if len(as) == 0 {
		return false
	}
	f := &card.Field{Name: "take", Choices: []card.Choice{{Key: "a", Text: "take " + count.Of(len(as), "annotation") + " that all coders have", Value: true}}}
	form := card.NewForm("nothing is left to decide", "esc leave", f)
	r.open("agreed", form, func(*card.Form) tea.Cmd {
		all := r.work.TakeAgreed(as, now())
		all.Edit.Title = "what all agree on"
		cmd := r.doIn(all)
		r.did(count.Of(len(all.Edit.Swaps), "annotation") + " on which all agree taken")
		return cmd
	})
	delete(r.cards.drafts, "agreed")
	return true
}
