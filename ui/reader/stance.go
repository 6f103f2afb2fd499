package reader

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/segment"
	"stet/ui/card"
	"stet/ui/sheet"
)

// openStance asks who stands how towards whom or what.
func (r *Reader) openStance() tea.Cmd {
	row, _ := kind.Find("stance")
	words, ok := r.focus.Words(row)
	if !ok {
		return nil
	}
	if it := r.focus.Item; it != nil && it.Found && it.Note.Kind() == "stance" {
		return r.keep()
	}
	holder := r.who("who", "who", words, r.holderNear(words))
	holder.Multi, holder.Hint = true, "or type a name; , adds another"
	if len(holder.Choices) > 2 {
		holder.Default = &holder.Choices[0]
	}
	towards := r.towards(words, holder)
	label := &card.Field{Name: "label", Label: "label", Inline: true}
	for _, s := range r.project.book.For("stance", "") {
		label.Choices = append(label.Choices, choices(s)...)
	}
	told := r.toldBy(words)
	form := card.NewForm("stance on "+r.wordsOrSentence(words), "esc leave, nothing lost · shift+tab back", holder, towards, label, told)
	r.open(formKey("stance", words), form, func(f *card.Form) tea.Cmd {
		holders, target := card.All[annotate.Ref](f, "who"), card.One[annotate.Ref](f, "towards")
		stance, told := card.One[string](f, "label"), card.One[string](f, "told")
		make := func(words model.Range) tea.Cmd { return r.stances(holders, target, stance, told, words) }
		r.remember(row, make)
		return make(words)
	})
	return nil
}

// stances makes one stance for each holder, as one edit.
func (r *Reader) stances(holders []annotate.Ref, target annotate.Ref, stance, told string, words model.Range) tea.Cmd {
	var as []*annotate.Annotation
	var names []string
	for _, h := range holders {
		as = append(as, r.fresh(&kind.Stance{
			Holder: h.Clone(), Towards: target.Clone(), Stance: stance, Scheme: kind.SemEval6, ToldBy: told,
		}, words))
		names = append(names, h.String())
	}
	sign := map[string]string{kind.Favor: " for ", kind.Against: " against ", kind.Neither: " neither for nor against "}[stance]
	return r.tag("stance, "+strings.Join(names, ", ")+sign+target.String(), as...)
}

// towards asks for a stance's target: the names under the numbers that they have
// as holders, then phrases of the sentence, which become topics, then topics
// that were used before, then the quote at hand.
func (r *Reader) towards(words model.Range, holder *card.Field) *card.Field {
	f := &card.Field{
		Name: "towards", Label: "towards", Hint: "or type: a name, or a new topic",
		Typed: func(s string) any { return r.typedTopic(s, words) },
	}
	for _, c := range holder.Choices {
		if c.Key >= "1" && c.Key <= "9" {
			f.Choices = append(f.Choices, c)
		}
	}
	next := func() string {
		if n := len(f.Choices) + 1; n <= 9 {
			return strconv.Itoa(n)
		}
		return ""
	}
	// Names of the sentence keep their numbers; those of the rest of the article
	// make room for phrases and topics.
	phrases, topics := r.phrases(words), r.topics()
	if room := 9 - min(3, len(phrases)+len(topics)); len(f.Choices) > room {
		f.Choices = f.Choices[:room]
	}
	for _, t := range topics {
		f.Choices = append(f.Choices, card.Choice{Key: next(), Text: t.Name, Note: "topic", Value: t})
	}
	for _, p := range phrases {
		f.Choices = append(f.Choices, card.Choice{Key: next(), Text: sheet.OneLine(r.in.Art.Slice(p)), Note: "words of this sentence", Edit: true})
	}
	if it, ok := r.in.QuoteAt(words); ok && !it.Found {
		f.Choices = append(f.Choices, card.Choice{
			Key: next(), Text: "the quote " + sheet.Excerpt(r.in.Art.Slice(it.Range()), 40),
			Value: annotate.Ref{Kind: annotate.RefAnnotation, ID: it.Note.ID},
		})
	}
	return f
}

// typedTopic is what words typed as a target refer to. A topic that was made of
// words of the sentence points at them.
func (r *Reader) typedTopic(s string, words model.Range) annotate.Ref {
	ref := r.typedTarget(s)
	if ref.Kind == annotate.RefTopic {
		for _, p := range r.phrases(words) {
			if sheet.OneLine(r.in.Art.Slice(p)) == s {
				at := r.place(p)
				ref.Words = &at
			}
		}
	}
	return ref
}

// topics returns the topics that one's annotations of this article use, the
// latest first, each once, then those that are named in the library.
func (r *Reader) topics() []annotate.Ref {
	var out []annotate.Ref
	seen := map[string]bool{}
	all := r.file.Set.All()
	for i := len(all) - 1; i >= 0 && len(out) < 3; i-- {
		for _, role := range all[i].Body.Refs() {
			if role.Ref.Kind == annotate.RefTopic && !seen[role.Ref.Name] {
				seen[role.Ref.Name] = true
				t := *role.Ref
				t.Words = nil
				out = append(out, t)
			}
		}
	}
	for _, name := range r.project.names.Topics() {
		if len(out) < 3 && !seen[name] {
			out = append(out, annotate.TopicRef(name))
		}
	}
	return out
}

// phrases returns the noun phrases of a sentence that could name a topic: those
// that a determiner begins, the nearest to the focus first. It is a rough cut:
// the person sees the words and changes them.
func (r *Reader) phrases(words model.Range) []model.Range {
	sentence, ok := r.focus.Unit("sentence", model.Range{Start: words.Start, End: words.Start + 1})
	if !ok {
		sentence = words
	}
	centre := words
	if r.focus.On {
		centre = r.focus.Range
	}
	out := nounPhrases(r.in.Art, sentence)
	distance := func(p model.Range) int { return max(int(p.Start-centre.End), int(centre.Start-p.End), 0) }
	slices.SortStableFunc(out, func(a, b model.Range) int { return distance(a) - distance(b) })
	return out[:min(len(out), 3)]
}

// holderNear is who most likely holds a stance told in the words: nobody in
// particular where a name is in focus, which then comes first anyhow, else who
// says what is in focus.
func (r *Reader) holderNear(words model.Range) string {
	at := words
	if r.focus.On && r.focus.Sel == nil {
		at = r.focus.Range
		if i := r.in.Names.At(at.Start); i >= 0 && r.in.Names.Mentions[i].Range == at {
			return ""
		}
	}
	return r.speakerNear(at)
}

// toldBy says who tells of the stance: the article, unless q chooses the quote
// in which the holder says it.
func (r *Reader) toldBy(words model.Range) *card.Field {
	article := card.Choice{Text: "the article", Value: kind.ToldByArticle}
	f := (&card.Field{Name: "told", Label: "told by", Toggle: true, Choices: []card.Choice{article}}).Give(article)
	if id, ok := r.in.KeptQuote(words); ok {
		f.Choices = append(f.Choices, card.Choice{Key: "q", Text: "the holder, in the quote", Value: id})
	}
	return f
}

func (r *Reader) wordsOrSentence(words model.Range) string {
	if s, ok := segment.Sentence.At(r.in.Art, words.Start); ok && s == words {
		return "this sentence"
	}
	return sheet.Excerpt(r.in.Art.Slice(words), 50)
}
