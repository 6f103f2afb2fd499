package page

import (
	"golang.org/x/net/html/atom"

	"stet/model/lang"
)

// The size of a box that asks for something.
const (
	mostOfferLines = 6
	longestBox     = 700  // bytes
	mostOfOffer    = 0.15 // share of the page's prose
)

// stripOffers marks small boxes with a link or a button that asks the reader to sign
// up, subscribe or give: what is said above it, in whatever words, is part of it.
func (p stripper) stripOffers() {
	prose := p.sum(proseOf)
	text := p.sum(func(l *line) int { return len(l.text) })
	asks := p.sum(func(l *line) int {
		if p.asks(l) {
			return 1
		}
		return 0
	})
	for i := 1; i < len(p.elements); i++ {
		e := &p.elements[i]
		n := e.end - e.first
		if n < 2 || n > mostOfferLines || asks.over(e.first, e.end) == 0 || text.over(e.first, e.end) > longestBox || e.first <= p.title && p.title < e.end ||
			float64(prose.over(e.first, e.end)) > mostOfOffer*float64(prose[len(p.lines)]) || p.storyIn(e) {
			continue
		}
		for j := e.first; j < e.end; j++ {
			if l := &p.lines[j]; !l.out {
				l.out, l.cause = true, "sign-up"
			}
		}
	}
}

// asks reports whether the whole of a line is a link or a button that begins with an
// offer.
func (p stripper) asks(l *line) bool {
	if len(l.text) > mostLabel || l.linked < len(l.text) && l.cause != "control" {
		return false
	}
	return isAsk(lang.Words(l.text))
}

// isAsk reports whether the words of a link or a button ask for something.
func isAsk(words []string) bool {
	return len(words) > 0 && (lang.Phrase(lang.Ask, words) == len(words) || lang.Phrase(lang.Offer, words) > 0)
}

// storyIn reports whether an element is of a kind that holds parts of a story only.
func (p stripper) storyIn(e *element) bool {
	switch e.node.DataAtom {
	case atom.Div, atom.Section, atom.Aside:
		return false
	}
	return true
}

// stripComments marks what follows the heading of the comments in the element that
// holds both, if the story is not in it: "3 comments on this story".
func (p stripper) stripComments() {
	for i := range p.lines {
		l := &p.lines[i]
		if l.heading == 0 || l.out || i <= p.title || !opensComments(l, lang.Words(l.text)) {
			continue
		}
		e := &p.elements[max(0, p.elements[l.in].parent)]
		if e.parent < 0 || e.first <= p.title {
			continue
		}
		for j := i; j < e.end; j++ {
			p.lines[j].out, p.lines[j].cause = true, "comments"
		}
	}
}

// endsInOffer reports whether a short line ends in a link that is an offer: "All that
// moves on the rails, once a week. Sign up".
func (p trimmer) endsInOffer(l *line) bool {
	if l.linked == 0 || l.heading > 0 || len(l.text) > longestLabel || l.tag == atom.Li || l.tag == atom.Td {
		return false
	}
	last := p.texts[l.end-1]
	for n := last.Parent; n != nil && Inline(n.DataAtom); n = n.Parent {
		if n.DataAtom == atom.A {
			words := lang.Words(last.Data)
			return len(words) < 5 && isAsk(words)
		}
	}
	return false
}
