package guide

import (
	"fmt"
	"strings"

	"stet/ui/pane"
)

// A step is one deed: what the guide says of it, and by what it is known to be
// done.
type step struct {
	teaches string // the command, by its name in the table of keys
	in      string // what pane it is done in
	says    string // {name} stands for the key of that command, {enter} for that key itself
	done    func(Scene) bool
	astray  []aside // what is said instead where something else was done
}

// An aside is what is said in a case that is not one of the straight way.
type aside struct {
	when func(began, now Scene) bool
	says string
}

// Words of the article.
const (
	lifetime = "in my lifetime" // said by Higgs, found as said by Heuer
	boson    = "the new particle is the heaviest boson ever found"
	heaviest = "heaviest"
)

// steps lists the deeds in order. To add one, add its row.
var steps = []step{
	{
		teaches: "next", in: "article",
		says: "This guide names a key, you press it. {next} goes to the first quote, of which the opening mark has slipped into the paragraph above.",
		done: func(s Scene) bool { return s.here() && s.Focus.Kind == "quote" },
	}, {
		teaches: "keep", in: "article",
		says: "With a ? at the left: found, not yet decided. {keep} keeps it, with Rolf Heuer as the speaker, and goes on to the next quote.",
		done: func(s Scene) bool { _, ok := s.tagged("quote", pane.Yours, ""); return ok },
		astray: []aside{
			{refused, "Refused: that quote does not come back by itself, but {undo} takes the refusal back."},
			{asks("who"), "Choose a speaker by the number, and the quote is kept."},
			{func(_, now Scene) bool { return now.Focus.Kind != "quote" }, "Now the quote is out of focus. {next} goes there; then {keep} keeps it."},
		},
	}, {
		teaches: "who", in: "article",
		says: "Kept, and saved at once. The next one was found as Heuer’s, but the lifetime is that of Higgs: {who} says who spoke.",
		done: func(s Scene) bool {
			q, ok := s.tagged("quote", pane.Yours, lifetime)
			return ok && strings.Contains(q.Who, "Higgs")
		},
		astray: []aside{
			{asks("who"), "Choose Peter Higgs by the number before the name. A name that is not listed can be typed."},
			{func(_, now Scene) bool { _, ok := now.tagged("quote", pane.Refused, lifetime); return ok }, "Refused, though Higgs did say it. {undo} takes the refusal back."},
			{func(_, now Scene) bool { return !strings.Contains(now.Focus.Words, lifetime) }, fmt.Sprintf("Elsewhere now. {previous} and {next} go to the quote that ends with “%s”; there {who} says that it was Higgs.", lifetime)},
			{func(_, now Scene) bool { _, ok := now.tagged("quote", pane.Yours, lifetime); return ok }, "Kept, but not as said by Higgs. {who} and the number before Peter Higgs put it right."},
		},
	}, {
		teaches: "point", in: "article",
		says: fmt.Sprintf("Not everything that matters is a quote. Point at the word “%s”, further down: {point}, then h, then the capital letter that appears on it.", heaviest),
		done: func(s Scene) bool { return s.here() && (s.onBoson() || s.claims()) },
		astray: []aside{
			{asks("point"), fmt.Sprintf("Now h, the first letter of “%s”.", heaviest)},
			{asks("label"), fmt.Sprintf("And now the capital letter on “%s”.", heaviest)},
			{func(_, now Scene) bool { return now.Focus.Kind == "" && now.Focus.Words != "" }, fmt.Sprintf("That works for any word; meant is “%s”: {point}, then h, then the capital letter on it.", heaviest)},
		},
	}, {
		teaches: "claim", in: "article",
		says: "{claim} makes a claim of the words around it, up to the full stop.",
		done: Scene.claims,
		astray: []aside{
			{asks("claim"), "It was Joe Incandela who “said that”, and so he is proposed: {enter} takes him, a number somebody else."},
			{func(_, now Scene) bool { return !now.onBoson() }, fmt.Sprintf("Elsewhere now. {point}, h and the capital letter go to “%s” again; then {claim} makes a claim of it.", heaviest)},
		},
	}, {
		teaches: "undo", in: "article",
		says: "Underlined: a claim, which waits to be checked. Nothing ever asks you whether you are sure, for {undo} takes back what you did last. Try it.",
		done: func(s Scene) bool { return s.Undone },
	}, {
		teaches: "redo", in: "article",
		says: "Undone; the status bar says what was undone. {redo} brings it back.",
		done: func(s Scene) bool { return s.here() && (!s.Undone || s.claims()) },
	}, {
		teaches: "skim", in: "article",
		says: "For days with fifty articles: {skim} leaves only the sentences in which somebody says something.",
		done: func(s Scene) bool { return s.Shown == "said" },
		astray: []aside{
			{func(_, now Scene) bool { return now.Shown == "clean" }, "That was one more: clean text. {skim} goes on in a circle: everything, who said what, clean text."},
		},
	}, {
		teaches: "skim", in: "article",
		says: "Who said what, and nothing else. {skim} again leaves the clean text without marks, and a third {skim} shows everything.",
		done: func(s Scene) bool { return s.Shown == "all" },
		astray: []aside{
			{func(_, now Scene) bool { return now.Shown == "clean" }, "Clean text, without marks. {skim} shows everything again."},
		},
	}, {
		teaches: "review", in: "article",
		says: "So much for one article. {review} shows the review: all that was kept in the articles of this folder.",
		done: func(s Scene) bool { return s.Shows == "review" },
	}, {
		teaches: "keep", in: "review",
		says: "Your annotations come first, the words around them below. {line-down} goes down to your claim, and {keep} to its place in the article.",
		done: func(s Scene) bool { return s.Shows == "article" && s.Below == "review" },
	}, {
		teaches: "quit", in: "article",
		says: "Found again. {quit} goes back, to the same row of the review.",
		done: func(s Scene) bool { return s.Shows == "review" },
	}, {
		teaches: "leave", in: "review",
		says: "That is all of it: keep, mend, point, take back, find again. {leave} goes back, {palette} lists every key, three more articles are in the list.",
		done: func(s Scene) bool { return s.Shows != "review" },
	},
}

// elsewhere is what is said where the pane is not that of a step.
var elsewhere = map[string][]aside{
	"article": {
		{func(_, now Scene) bool { return now.Shows == "review" }, "This is the review. {leave} goes back to the article, where the guide goes on."},
		{func(_, now Scene) bool { return !now.here() && now.Below != "review" }, "The guide goes on in the article about the Higgs particle, once that is on the screen."},
	},
	"review": {
		{func(_, now Scene) bool { return now.Shows == "article" }, "{review} shows the review, where the guide goes on."},
		{func(_, now Scene) bool { return now.Shows != "review" }, "The guide goes on in the review, once that is on the screen."},
	},
}

// always are the asides of every step, after its own.
var always = []aside{
	{func(_, now Scene) bool { return now.Asks != "" }, "esc leaves what is open, and nothing is lost by that; the guide then goes on."},
	{func(began, now Scene) bool { return now.Undone && now.count(pane.Yours) < began.count(pane.Yours) },
		"Taken back, and not lost: {redo} brings it back, and the guide goes on."},
}

func asks(what string) func(began, now Scene) bool {
	return func(_, now Scene) bool { return now.Asks == what }
}

func refused(began, now Scene) bool { return now.count(pane.Refused) > began.count(pane.Refused) }

// onBoson reports whether words of the sentence about the boson are in focus,
// and not an annotation of them.
func (s Scene) onBoson() bool {
	return s.Focus.Kind == "" && s.Focus.Words != "" && strings.Contains(boson, s.Focus.Words)
}

func (s Scene) claims() bool { _, ok := s.tagged("claim", pane.Yours, ""); return ok }
