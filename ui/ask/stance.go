package ask

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/clean"
	"stet/model/segment"
	"stet/ui/card"
	"stet/ui/pane"
)

// Stance asks who is how towards whom or what.
func (s *Scene) Stance() Question {
	words := s.Words
	holder := s.who("who", "who", words, s.holderNear(words))
	holder.Multi, holder.Hint = true, "or type a name; , adds another"
	if all, ok := s.listed(words, holder.Choices); ok {
		holder.Choices = slices.Insert(holder.Choices, 0, all)
	}
	if i := slices.IndexFunc(holder.Choices, func(c card.Choice) bool { return c.Key == "1" }); i >= 0 {
		holder.Default = &holder.Choices[i]
	}
	towards := s.towards(words, holder)
	label := &card.Field{Name: "label", Label: "label", Inline: true}
	for _, set := range s.Book.For("stance", "") {
		label.Choices = append(label.Choices, choices(set)...)
	}
	form := card.NewForm(fmt.Sprintf("stance on %s", wordsOrSentence(s.Pen.Article, words)), "esc leave, nothing lost · shift+tab back", holder, towards, label, s.toldBy())
	return question("stance", words, form, func(f *card.Form) Answer {
		holders, target := card.All[annotate.Ref](f, "who"), card.One[annotate.Ref](f, "towards")
		stance, told := card.One[string](f, "label"), card.One[string](f, "told")
		return again(s, func(s *Scene) Answer { return s.stances(holders, target, stance, told) })
	})
}

// listed offers the names that the sentence lists one after the other, such as "Egypt,
// Jordan, and the Emirates", as one choice: the list in focus, else the first.
func (s *Scene) listed(words model.Range, names []card.Choice) (card.Choice, bool) {
	sentence, ok := segment.Sentence.At(s.Pen.Article, words.Start)
	if !ok {
		return card.Choice{}, false
	}
	var list, best []card.Choice
	last := model.Pos(-1)
	holds := false // the list has the name in focus
	flush := func() {
		if len(list) > 2 && (best == nil || holds) {
			best = list
		}
		list, holds = nil, false
	}
	for _, m := range s.Names.Mentions {
		if m.Entity < 0 || !sentence.Overlaps(m.Range) || !namesSomebody(s.Names.Entities[m.Entity].Type) {
			continue
		}
		if last < 0 || !joins(s.Pen.Article.Slice(model.Range{Start: last, End: m.Range.Start})) {
			flush()
		}
		last = m.Range.End
		name := s.Names.Entities[m.Entity].Name
		if i := slices.IndexFunc(names, func(c card.Choice) bool { return c.Text == name }); i >= 0 {
			list = append(list, names[i])
			holds = holds || !s.Focus.Empty() && m.Range.Overlaps(s.Focus)
		}
	}
	flush()
	if best == nil {
		return card.Choice{}, false
	}
	var texts []string
	for _, c := range best {
		texts = append(texts, c.Text)
	}
	return card.Choice{Key: "+", Text: strings.Join(texts, ", "), Note: "all of them", Each: best}, true
}

// joins reports whether what is between two names only lists them.
func joins(between string) bool {
	for _, w := range strings.Fields(strings.Trim(between, ",; ")) {
		if w = strings.Trim(w, ",;"); w != "" && !listing[strings.ToLower(w)] {
			return false
		}
	}
	return len(between) < 20
}

// listing are the words that are between the names of a list.
var listing = wordSet("and or the & und oder et ou y o e ed og och en sowie")

// stances makes one stance for each holder, as one edit.
func (s *Scene) stances(holders []annotate.Ref, target annotate.Ref, stance, told string) Answer {
	var as []*annotate.Annotation
	var names []string
	for _, h := range holders {
		as = append(as, s.Pen.New(&kind.Stance{
			Holder: h.Clone(), Towards: target.Clone(), Stance: stance, Scheme: kind.SemEval6, ToldBy: told,
		}, s.Words))
		names = append(names, h.String())
	}
	sign := map[string]string{kind.Favor: " for ", kind.Against: " against ", kind.Neither: " neither for nor against "}[stance]
	return Added(fmt.Sprintf("stance, %s%s%s", strings.Join(names, ", "), sign, target), as...)
}

// towards asks for a stance's target: the names under the numbers that they have
// as holders, then phrases of the sentence, which become topics, then topics
// that were used before, then the quote at hand.
func (s *Scene) towards(words model.Range, holder *card.Field) *card.Field {
	f := &card.Field{
		Name: "towards", Label: "towards", Hint: "or type: a name, or a new topic", But: holder,
		Typed: func(words string) any { return s.typedTopic(words) },
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
	phrases, topics := s.phrases(words), s.topics()
	if room := 9 - min(3, len(phrases)+len(topics)); len(f.Choices) > room {
		f.Choices = f.Choices[:room]
	}
	for _, t := range topics {
		f.Choices = append(f.Choices, card.Choice{Key: next(), Text: t.Name, Note: "topic", Value: t})
	}
	for _, p := range phrases {
		f.Choices = append(f.Choices, card.Choice{Key: next(), Text: clean.Blanks(s.Pen.Article.Slice(p)), Note: "words of this sentence", Edit: true})
	}
	if q := s.Quote; q != nil {
		f.Choices = append(f.Choices, card.Choice{
			Key: next(), Text: fmt.Sprintf("the quote %s", pane.Excerpt(s.Pen.Article.Slice(q.Target.Range), 40)),
			Value: annotate.Ref{Kind: annotate.RefAnnotation, ID: q.ID},
		})
	}
	return f
}

// typedTopic is what words typed as a target refer to. A topic that was made of
// words of the sentence points at them.
func (s *Scene) typedTopic(topic string) annotate.Ref {
	ref := s.typedTarget(topic)
	if ref.Kind == annotate.RefTopic {
		for _, p := range s.phrases(s.Words) {
			if clean.Blanks(s.Pen.Article.Slice(p)) == topic {
				at := s.Pen.Place(p)
				ref.Words = &at
			}
		}
	}
	return ref
}

// topics returns the topics that one's annotations of this article use, the
// latest first, each once, then those that are named in the library.
func (s *Scene) topics() []annotate.Ref {
	var out []annotate.Ref
	seen := map[string]bool{}
	all := s.Own
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
	for _, name := range s.Joined.Topics() {
		if len(out) < 3 && !seen[name] {
			out = append(out, annotate.TopicRef(name))
		}
	}
	return out
}

// phrases returns the noun phrases of a sentence that could name a topic: those
// that a determiner begins, the nearest to the focus first. It is a rough cut:
// the person sees the words and changes them.
func (s *Scene) phrases(words model.Range) []model.Range {
	sentence, ok := segment.Sentence.At(s.Pen.Article, words.Start)
	if !ok {
		sentence = words
	}
	centre := words
	if !s.Focus.Empty() {
		centre = s.Focus
	}
	out := nounPhrases(s.Pen.Article, sentence)
	distance := func(p model.Range) int { return max(int(p.Start-centre.End), int(centre.Start-p.End), 0) }
	slices.SortStableFunc(out, func(a, b model.Range) int { return distance(a) - distance(b) })
	return out[:min(len(out), 3)]
}

// holderNear is who most likely holds a stance told in the words: nobody in
// particular where a name is in focus, which then comes first anyhow, else who
// says what is in focus.
func (s *Scene) holderNear(words model.Range) string {
	at := words
	if !s.Focus.Empty() && !s.Selected {
		at = s.Focus
		if i := s.Names.At(at.Start); i >= 0 && s.Names.Mentions[i].Range == at {
			return ""
		}
	}
	return s.speakerNear(at)
}

// toldBy says who tells of the stance: the article, unless q chooses the quote
// in which the holder says it.
func (s *Scene) toldBy() *card.Field {
	article := card.Choice{Text: "the article", Value: kind.ToldByArticle}
	f := (&card.Field{Name: "told", Label: "told by", Toggle: true, Choices: []card.Choice{article}}).Give(article)
	if s.Within != nil {
		f.Choices = append(f.Choices, card.Choice{Key: "q", Text: "the holder, in the quote", Value: s.Within.ID})
	}
	return f
}

func wordsOrSentence(a *model.Article, words model.Range) string {
	if s, ok := segment.Sentence.At(a, words.Start); ok && s == words {
		return "this sentence"
	}
	return pane.Excerpt(a.Slice(words), 50)
}
