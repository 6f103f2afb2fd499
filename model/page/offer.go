package page

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/lang"
)

// The size of a box that asks for something.
const (
	mostOfferLines = 6
	longestBox     = 700  // bytes
	mostOfOffer    = 0.15 // share of the page's prose
)

// stripOffers marks small boxes with a link or a button that asks the reader to sign up,
// subscribe or donate. The text above the button belongs to the box, whatever its words.
func (p stripper) stripOffers() {
	prose := p.sum(proseOf)
	text := p.sum(func(l *line) int { return len(l.text) })
	asks := p.count(p.asks)
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

// endsInOffer reports whether a short line ends in a link that is an offer: "All that
// moves on the rails, once a week. Sign up".
func (p trimmer) endsInOffer(l *line) bool {
	if l.linked == 0 || l.heading > 0 || len(l.text) > longestLabel || l.tag == atom.Li || l.tag == atom.Td {
		return false
	}
	last := p.lastWords(l)
	for n := last.Parent; n != nil && Inline(n.DataAtom); n = n.Parent {
		if n.DataAtom == atom.A {
			words := lang.Words(last.Data)
			before := strings.TrimSpace(strings.TrimSuffix(strings.TrimRight(l.text, " .!"), strings.TrimRight(strings.Join(strings.Fields(last.Data), " "), " .!")))
			begins := before == "" || endsSentence(before) || strings.HasSuffix(before, ":") || strings.HasSuffix(before, "–")
			return len(words) < 6 && (isAsk(words) || begins && lang.Phrase(lang.Ask, words) > 0)
		}
	}
	return false
}

// lastWords returns the last text of a line that is more than signs.
func (p trimmer) lastWords(l *line) *html.Node {
	for t := l.end - 1; t > l.first; t-- {
		if strings.ContainsFunc(p.texts[t].Data, unicode.IsLetter) {
			return p.texts[t]
		}
	}
	return p.texts[l.first]
}

// networks are what readers are asked to follow a paper on.
var networks = strings.Fields("facebook twitter x instagram youtube telegram whatsapp tiktok linkedin pinterest mastodon bluesky threads snapchat xing vk reddit tumblr flipboard rss")

// isNetworks reports whether a short line leads to two networks or more.
func isNetworks(l *line, words []string) bool {
	if l.linked == 0 || len(words) > 20 || l.heading > 0 || l.tag == atom.Td {
		return false
	}
	n, bytes := 0, 0
	for _, name := range networks {
		if slices.Contains(words, name) {
			n, bytes = n+1, bytes+len(name)
		}
	}
	return n > 1 && l.linked >= bytes && l.linked <= bytes+40
}
