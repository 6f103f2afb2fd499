package reader

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/machine/learn"
	"stet/annotate/session"
	"stet/annotate/suggest"
	"stet/ui/pane"
)

// A learnedMsg is what was learned about the article, anew after each decision.
type learnedMsg struct {
	token   pane.Token
	lessons *learn.Lessons
	found   []suggest.Suggestion
}

// A learner is what was learned from the annotator's other articles.
type learner struct {
	learning pane.Guard
	lessons  *learn.Lessons // nil until that is done
}

// learn begins to learn from the annotator's other articles, in the background, where
// that is wanted.
func (ns *notes) learn() tea.Cmd {
	if ns.work == nil || ns.env.Desk == nil || !ns.project.Learns(ns.env.Learn) {
		return nil
	}
	t, desk, root, art := ns.learning.Next(), ns.env.Desk, ns.project.Root, ns.in.Art
	return pane.Safely(t, "learning", func() tea.Msg {
		l, err := session.Learn(context.Background(), desk, root)
		if err != nil {
			return nil // without it there are fewer suggestions
		}
		return learnedMsg{t, l, l.Suggest(art)}
	})
}

// learnFrom learns from an edit, and looks at the article again.
func (ns *notes) learnFrom(e annotate.Edit) tea.Cmd {
	if ns.lessons == nil {
		return nil
	}
	t, l, art := ns.learning.Next(), ns.lessons, ns.in.Art
	return pane.Safely(t, "learning", func() tea.Msg {
		for _, s := range e.Swaps {
			if s.Before == nil && s.After != nil {
				l.See(art, s.After)
			}
		}
		return learnedMsg{t, l, l.Suggest(art)}
	})
}

func (ns *notes) gotLearned(m learnedMsg) {
	if !ns.learning.Holds(m.token) || ns.work == nil {
		return
	}
	first := ns.lessons == nil
	ns.lessons = m.lessons
	ns.work.TakeLearned(m.found)
	if first {
		ns.useKinds()
	}
	ns.gather()
}

// named names the speaker, claimant or holder of a suggestion who is only described, as
// “the mayor” is, by whom these words were said to be before.
func (ns *notes) named(s *suggest.Suggestion) *suggest.Suggestion {
	if ns.lessons == nil || s.Machine != "" {
		return s
	}
	who := s.Annotation.Who()
	if who.Kind != annotate.RefWords || who.Words == nil {
		return s
	}
	name := ns.lessons.Name(who.Words.Quote.Exact)
	if name == "" {
		return s
	}
	c := *s
	c.Annotation = *s.Annotation.Clone()
	ref := c.Annotation.Body.Refs()[0].Ref
	words := ref.Words
	*ref = annotate.NameRef(name, "")
	ref.Words = words
	c.Annotation.Origin.Generator = learn.Engine
	c.Why = strings.TrimSpace(fmt.Sprintf("%s · “%s” was %s before", c.Why, words.Quote.Exact, name))
	return &c
}
