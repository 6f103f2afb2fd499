package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/lang"
)

// A measure sums what ranges of lines hold: bytes, or lines of a kind.
type measure []int

// over returns the sum of lines first to end.
func (m measure) over(first, end int) int { return m[end] - m[first] }

func (p *Page) sum(value func(*line) int) measure {
	m := make(measure, len(p.lines)+1)
	for i := range p.lines {
		m[i+1] = m[i] + value(&p.lines[i])
	}
	return m
}

// count sums the lines that are of a kind.
func (p *Page) count(is func(*line) bool) measure {
	return p.sum(func(l *line) int {
		if is(l) {
			return 1
		}
		return 0
	})
}

// proseOf is the length of a line that reads like a paragraph, else 0.
func proseOf(l *line) int {
	if l.prose() {
		return l.own()
	}
	return 0
}

// A stripper tells what is no part of any story.
type stripper struct{ *Page }

// strip marks the lines of elements that are no part of a story by their kind,
// role or name. An element that holds a good part of the page's prose, or the
// title and prose, is not believed, and neither is a cause that would take most
// of the page: wrappers have the oddest names.
func (p stripper) strip() {
	distrusted := map[string]bool{}
	for range causes {
		taken := p.stripBut(distrusted)
		total, left := 0, 0
		for i := range p.lines {
			n := proseOf(&p.lines[i])
			total += n
			if !p.lines[i].out {
				left += n
			}
		}
		worst := ""
		for name, n := range taken {
			most := mostTaken
			if name == "comments" || name == "hidden" || name == "consent" || name == "dialog" || name == "sign-up" || name == "login" || name == "form" {
				most = 1 // they may be longer than the story, but not be all there is
				if left > leastLeft || n < 4*left || p.proseAfterTitle() {
					continue
				}
			}
			if float64(n) >= most*float64(total) || most == 1 {
				if worst == "" || n > taken[worst] || n == taken[worst] && name < worst {
					worst = name
				}
			}
		}
		if worst == "" {
			return
		}
		distrusted[worst] = true
	}
}

// namedBody returns the only element that is called the body of the article, nil if
// it is missing or short. What is apart from it and is called no part of
// a story is none.
func (p stripper) namedBody() *element {
	var body *element
	text := p.sum(func(l *line) int { return l.own() })
	for i := 1; i < len(p.elements); i++ {
		e := &p.elements[i]
		if !strings.EqualFold(Attr(e.node, "itemprop"), "articleBody") && p.names.of(e.node).body < 3 || text.over(e.first, e.end) < leastNamed {
			continue
		}
		switch {
		case body == nil:
			body = e
		case e.first >= body.end:
			return nil // several
		}
	}
	return body
}

const leastNamed = 800 // bytes of text

// proseAfterTitle reports whether a paragraph that is not out follows the title.
func (p stripper) proseAfterTitle() bool {
	for i := p.title; 0 <= p.title && i < min(len(p.lines), p.title+6); i++ {
		if l := &p.lines[i]; !l.out && l.prose() {
			return true
		}
	}
	return false
}

// storyFollows reports whether a paragraph follows the title within a few lines.
func (p stripper) storyFollows(prose measure) bool {
	return p.title >= 0 && prose.over(p.title, min(len(p.lines), p.title+6)) > 0
}

const (
	// leastVoted is how much prose go-readability has to choose to be a witness
	// against the rest, in bytes.
	leastVoted = 1500

	mostTaken = 0.5 // share of the page's prose that elements of one cause may hold
	leastLeft = 250 // bytes of prose beside the comments
)

// stripBut strips for all causes but those that are distrusted, and returns how
// much prose each took.
func (p stripper) stripBut(distrusted map[string]bool) map[string]int {
	for i := range p.lines {
		p.lines[i].out, p.lines[i].cause = false, ""
	}
	prose := p.sum(func(l *line) int { return int(float64(proseOf(l)) * (0.5 + l.voted)) })
	plain := p.sum(proseOf)
	voted := p.sum(func(l *line) int { return int(float64(proseOf(l)) * l.voted) })
	total := prose[len(p.lines)]
	taken := map[string]int{}
	body := p.namedBody()
	for i := 1; i < len(p.elements); {
		e := &p.elements[i]
		name, share := p.causeOf(e)
		apart := body != nil && (e.end <= body.first || e.first >= body.end)
		if apart && name != "" {
			share = 1
		}
		held := prose.over(e.first, e.end)
		unvoted := held > 0 && voted.over(e.first, e.end) == 0 && voted[len(p.lines)] > leastVoted
		if (unvoted || name == "form" || name == "surroundings" || name == "aside") && share > 0 && (p.title < e.first || p.title >= e.end) && p.storyFollows(plain) {
			share = max(share, 0.9)
		}
		if unvoted && (name == "gallery" || name == "related") { // two witnesses
			share = 0.9
		}
		if name == "widget" && 2*voted.over(e.first, e.end) > plain.over(e.first, e.end) {
			name = "" // builders of pages call everything so
		}
		if name == "" || distrusted[name] && !apart || !p.believed(e, share, held, total, p.title) {
			i++
			continue
		}
		if !unvoted && !apart {
			taken[name] += plain.over(e.first, e.end)
		}
		for j := e.first; j < e.end; j++ {
			if l := &p.lines[j]; !p.spared(name, j) {
				l.out, l.cause = true, name
			}
		}
		i = e.next
	}
	return taken
}

// spared reports whether line i may belong to the story even within what is called
// so: the caption of a player, the lead in a box with author and date.
func (p stripper) spared(name string, i int) bool {
	l := &p.lines[i]
	if (name == "author box" || name == "metadata") && i > p.title && namesStaff(l, lang.Words(l.text)) {
		return true
	}
	return name == "player" && l.tag == atom.Figcaption ||
		name == "metadata" && 0 <= p.title && p.title < i && i <= p.title+2 && l.tag == atom.P && l.prose() && endsSentence(l.text) && lang.Phrase(lang.By, lang.Words(l.text)) == 0
}

func (p stripper) causeOf(e *element) (name string, share float64) {
	n := e.node
	if n.DataAtom == atom.Html || n.DataAtom == atom.Body || n.DataAtom == atom.Main {
		return "", 0
	}
	if e.hidden || calledHidden(n) {
		return "hidden", 0.5
	}
	switch n.DataAtom {
	case atom.Blockquote, atom.Tr: // a post of a network, quoted; a row called after what is in it
		return "", 0
	}
	if name, share = roleCause(n); name != "" {
		if is := p.names.of(n); is.cause >= 0 { // two witnesses
			share = min(0.7, 2*share+causes[is.cause].share)
		}
		return name, share
	}
	if strings.EqualFold(Attr(n, "itemprop"), "articleBody") {
		return "", 0
	}
	if is := p.names.of(n); is.cause >= 0 {
		c := &causes[is.cause]
		if is.body > 1 && c.name != "comments" {
			return c.name, c.share / 3
		}
		return c.name, c.share
	}
	return "", 0
}

// calledHidden reports whether a class says that an element is not shown, and none
// that it is on some screens.
func calledHidden(n *html.Node) bool {
	hidden := false
	for name := range strings.FieldsSeq(Attr(n, "class")) {
		switch {
		case name == "hidden" || name == "is-hidden" || name == "d-none" || name == "u-hidden":
			hidden = true
		case strings.Contains(name, ":") || strings.HasPrefix(name, "d-"):
			return false
		}
	}
	return hidden
}

// believed reports whether an element that is called no part of the story may
// be left out.
func (p stripper) believed(e *element, share float64, prose, total, title int) bool {
	if prose == 0 {
		return title < e.first || title >= e.end || e.end-e.first < 8
	}
	if title >= e.first && title < e.end {
		return false // it holds the heading and prose
	}
	return float64(prose) <= share*float64(total)
}
