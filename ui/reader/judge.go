package reader

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/count"
	"stet/ui/ask"
	"stet/ui/card"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// A adjudicator shows where coders differ, and asks what holds.
type adjudicator struct {
	*shared
	at    int // the disagreement that was gone to last; -1 for none
	notes *notes
	cards *cards
}

// refuses says why there is nothing to decide, "" where there is.
func (j *adjudicator) refuses() string {
	switch {
	case j.notes.own == nil:
		return "the annotations are still being read"
	case j.notes.blind() && len(j.notes.work.Others) > 0:
		return "others’ work is hidden until you press D"
	case len(j.notes.work.Coders) < 2:
		return "nobody else coded this article"
	case j.notes.work.Judge().ReadOnly != "":
		return "the adjudication is read only: " + j.notes.work.Judge().ReadOnly
	}
	return ""
}

// needsCoders says why there is nothing to compare, "" where there is.
func needsCoders(r *Reader) string {
	if why := r.judge.refuses(); why != "" && (r.notes.work == nil || !r.notes.work.Compared()) {
		return why
	}
	return ""
}

// next goes to the next disagreement that is not decided, in a circle.
// Once all are, what all agree on can be taken too; else the decisions are gone
// through again.
func (j *adjudicator) next(forward bool) tea.Cmd {
	list := j.notes.work.Open
	if len(list) == 0 {
		if j.agreed() {
			return nil
		}
		for i := range j.notes.work.Differ {
			list = append(list, i)
		}
	}
	if len(list) == 0 {
		j.statusLine.say("all coders say the same here")
		return nil
	}
	var next int
	if i, there := slices.BinarySearch(list, j.at); forward {
		if there {
			i++
		}
		next = list[i%len(list)]
	} else {
		next = list[(i-1+len(list))%len(list)]
	}
	j.open(next)
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

// open shows what each coder says at a place, and asks what holds.
func (j *adjudicator) open(i int) {
	x := j.notes.work.Differ[i]
	j.at = i
	j.notes.anewOf(nil)
	if j.focus.Drop(); !x.Whole() {
		j.focus.Set(x.Range)
	}
	f := &card.Field{Name: "ruling"}
	wide := 0
	for _, coder := range j.notes.work.Coders {
		wide = max(wide, j.notes.env.Paint.Width(coder))
	}
	for i, coder := range j.notes.work.Coders {
		key := ""
		if i < 9 {
			key = strconv.Itoa(i + 1)
		}
		note := ""
		if coder == j.notes.own.Annotator {
			note = "yours"
		}
		f.Choices = append(f.Choices, card.Choice{Key: key, Text: j.notes.env.Paint.Fit(coder, wide) + "  " + j.side(x, coder), Note: note, Value: ruling(i)})
	}
	if len(x.Both(j.notes.work.Coders)) > 1 || x.Whole() && j.several(x.What) {
		f.Choices = append(f.Choices, card.Choice{Key: "b", Text: "both", Value: takeAll})
	}
	none, other := "neither", "choose words and label anew"
	if x.Whole() {
		none, other = "no answer", "another answer"
	}
	f.Choices = append(f.Choices,
		card.Choice{Key: "n", Text: none, Value: takeNone},
		card.Choice{Key: "w", Text: other, Value: takeNew},
		card.Choice{Key: "l", Text: "leave it open, show the next", Value: leaveOpen})
	title := fmt.Sprintf("%s · %s · %d of %d", j.notes.subject(x), x.Differ(j.notes.work.Coders), i+1, len(j.notes.work.Differ))
	form := card.NewForm(title, "esc leave, nothing lost", f)
	if was := j.notes.work.Ruled(x); len(was) > 0 {
		form.Lines = j.ruled(was)
	}
	key := fmt.Sprintf("ruling %s%s", j.notes.subject(x), ask.Key("", x.Range))
	delete(j.cards.drafts, key)
	j.cards.show(key, form, func(f *card.Form) tea.Cmd { return j.rule(x, card.One[ruling](f, "ruling")) })
}

// again opens the disagreement that an annotation of the adjudication
// decides; false if absent, because all agree on it.
func (j *adjudicator) again(it *sheet.Item) bool {
	i := slices.IndexFunc(j.notes.work.Differ, func(x agree.Disagreement) bool {
		return !x.Whole() && x.What == it.Note.Kind() && x.Range.Overlaps(it.Range())
	})
	if i >= 0 {
		j.open(i)
	}
	return i >= 0
}

// rule does what was chosen about a disagreement. Words are chosen, and a
// decision is given its reason, before anything is written.
func (j *adjudicator) rule(x agree.Disagreement, what ruling) tea.Cmd {
	switch what {
	case leaveOpen:
		if len(j.notes.work.Open) == 1 {
			j.statusLine.say("left open")
			return nil
		}
		return j.next(true)
	case takeNew:
		return j.ruleAnew(x)
	case takeNone:
		return j.askReason(x, nil, "nothing")
	case takeAll:
		return j.askReason(x, x.Both(j.notes.work.Coders), "both")
	}
	coder := j.notes.work.Coders[what]
	return j.askReason(x, x.Side(coder), coder+"’s: "+j.side(x, coder))
}

// ruleAnew lets the answer be chosen, or words be selected and labelled as ever;
// what is tagged next is the decision.
func (j *adjudicator) ruleAnew(x agree.Disagreement) tea.Cmd {
	set := j.notes.project.Book.Find(x.What)
	if x.Whole() && (set == nil || set.Applies != codebook.Article) {
		j.statusLine.say("the codebook asks no such question: take one of the sides, or none")
		return nil
	}
	if !x.Whole() {
		j.notes.anewOf(&x)
		j.focus.Sel = &sheet.Selection{Selection: sheet.Selected(x.Range)}
		makes := "{claim} {stance} {quote} {note} {name}"
		if k := j.notes.kindOf(x.What); k.Added() {
			makes = "{" + k.Command + "}"
		}
		j.statusLine.say(j.statusLine.table.Fill(fmt.Sprintf("which words, and what? {point} {word-left} {word-right} move the end · then %s, as ever · {leave} leave", makes)))
		return nil
	}
	form, answer := j.notes.scene(model.Range{}).Code(set)
	j.cards.show(fmt.Sprintf("anew %s", x.What), form, func(f *card.Form) tea.Cmd {
		a := answer(f)
		return j.askReason(x, []*annotate.Annotation{a}, "another answer: "+j.codes(x, a))
	})
	return nil
}

// A ruledMsg holds what was tagged in place of what the coders say.
type ruledMsg struct {
	of   agree.Disagreement
	edit annotate.Edit
}

func (j *adjudicator) take(m ruledMsg) tea.Cmd {
	if j.notes.anew() == nil {
		return nil
	}
	taken, err := j.notes.work.Answer(m.edit)
	if err != nil {
		j.statusLine.say(fmt.Sprintf("to be decided is a %s here, and no more", j.notes.subject(m.of)) + j.statusLine.table.Fill(" · {leave} leaves it open"))
		return nil
	}
	return j.askReason(m.of, taken, "anew: "+j.saying(taken[0]))
}

// askReason asks why it is decided so, and writes the decision.
func (j *adjudicator) askReason(x agree.Disagreement, taken []*annotate.Annotation, what string) tea.Cmd {
	f := &card.Field{Name: "reason", Label: "because", Optional: true, Hint: "the reason", Typed: func(s string) any { return s }}
	form := card.NewForm("decided: "+j.notes.subject(x), fmt.Sprintf("⏎ write it into %s · esc leave it open", store.Gold), f)
	form.Lines = []string{what}
	j.cards.show(fmt.Sprintf("because %s%s", j.notes.subject(x), ask.Key("", x.Range)), form, func(f *card.Form) tea.Cmd {
		j.notes.anewOf(nil)
		reason := card.One[string](f, "reason")
		ruling := j.notes.work.Rule(x, taken, reason, now())
		ruling.Edit.Title = fmt.Sprintf("decided, %s", j.notes.subject(x))
		cmd := j.notes.doIn(ruling)
		if len(j.notes.work.Open) == 0 {
			j.statusLine.say(fmt.Sprintf("all %s decided", count.Of(len(j.notes.work.Differ), "disagreement")) + j.statusLine.table.Fill(" · {undo} undo · {next-difference} takes what all agree on"))
			return cmd
		}
		return tea.Batch(cmd, j.next(true))
	})
	return nil
}

// agreed offers to take over what all coders say alike; false where there is
// nothing of that which the adjudication does not hold.
func (j *adjudicator) agreed() bool {
	as := j.notes.work.Agreed()
	if len(as) == 0 {
		return false
	}
	f := &card.Field{Name: "take", Choices: []card.Choice{{Key: "a", Text: fmt.Sprintf("take %s that all coders have", count.Of(len(as), "annotation")), Value: true}}}
	form := card.NewForm("nothing is left to decide", "esc leave", f)
	j.cards.show("agreed", form, func(*card.Form) tea.Cmd {
		all := j.notes.work.TakeAgreed(as, now())
		all.Edit.Title = "what all agree on"
		cmd := j.notes.doIn(all)
		j.statusLine.did(fmt.Sprintf("%s on which all agree taken", count.Of(len(all.Edit.Swaps), "annotation")))
		return cmd
	})
	delete(j.cards.drafts, "agreed")
	return true
}

// several reports whether a question may have several answers.
func (j *adjudicator) several(question string) bool {
	set := j.notes.project.Book.Find(question)
	return set == nil || set.Many
}

// side is what one coder says of a disagreement, in a line.
func (j *adjudicator) side(x agree.Disagreement, coder string) string {
	var says []string
	for _, a := range x.Side(coder) {
		if s := j.codes(x, a); s != "" {
			says = append(says, s)
			continue
		}
		says = append(says, j.saying(a))
	}
	return strings.Join(append(says, "nothing")[:max(1, len(says))], "; ")
}

// codes are the answers to a question that a note on the whole article gives.
func (j *adjudicator) codes(x agree.Disagreement, a *annotate.Annotation) string {
	if !x.Whole() {
		return ""
	}
	var out []string
	for _, tag := range a.Tags {
		_, name, _ := strings.Cut(tag, ":")
		if set := j.notes.project.Book.Find(x.What); set != nil && set.Code(name) != nil {
			name = set.Code(name).Shown()
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

// saying is whom an annotation speaks of, its label and its words.
func (j *adjudicator) saying(a *annotate.Annotation) string {
	says := strings.TrimSpace((&sheet.Item{Note: a}).Gloss())
	if kind.AsStance(a) != nil || kind.Of(a).Added() {
		says = ask.Brief(a)
	} else if label := a.Body.Label(); label != "" {
		for _, s := range j.notes.project.Book.For(a.Kind(), "") {
			if c := s.Code(label); c != nil {
				label = c.Shown()
			}
		}
		if label = kind.Word(label); !strings.Contains(says, label) {
			says = strings.TrimSpace(says + "  " + label)
		}
	}
	var parts []string
	if says != "" {
		parts = append(parts, says)
	}
	if !a.Target.Range.Empty() {
		parts = append(parts, pane.Excerpt(j.in.Art.Slice(a.Target.Range), 40))
	}
	return strings.Join(parts, "  ")
}

// ruled is what was decided about a disagreement, and why.
func (j *adjudicator) ruled(as []*annotate.Annotation) []string {
	text := "nothing"
	if a := as[0]; a.Origin.How != annotate.Refused {
		text = j.saying(a)
		if len(a.Tags) > 0 {
			text = strings.Join(a.Tags, ", ")
		}
	}
	lines := []string{"decided   " + text}
	if as[0].Comment != "" {
		lines = append(lines, "because   "+as[0].Comment)
	}
	return lines
}
