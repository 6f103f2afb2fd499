package page

import (
	"fmt"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// vote gives every line its weight: how much it speaks for an element that it
// lies in it, in bytes of prose, less than 0 if it speaks against it. The
// witnesses are the line itself, go-readability, the text that the page gives of
// itself in JSON-LD, and the description in its head.
func (p *Page) vote(data *data) {
	body := squeeze(data.body)
	lead := squeeze(data.description())
	teasers := announcing{p}.teasers()
	for i := range p.lines {
		l := &p.lines[i]
		l.out = l.out || isFault(l)
		l.weight = p.weigh(l)
		if l.weight > 0 {
			l.weight *= 0.6 + 0.4*l.voted
		}
		if l.teaser = teasers[i]; l.teaser {
			l.weight = min(0, l.weight) - 20
		}
		if len(l.text) < 40 || l.heading > 0 {
			continue
		}
		words := squeeze(l.text)
		if len(body) > 500 && strings.Contains(body, words) {
			l.weight = 1.5*float64(l.own()) + 20
			l.out = false
		}
		if len(lead) > 50 && (strings.HasPrefix(words, lead[:min(len(lead), 80)]) || strings.HasPrefix(lead, words)) && !teasers[i] {
			l.weight += 100
		}
	}
}

// weigh is what a line says by itself.
func (p *Page) weigh(l *line) float64 {
	own := float64(l.own())
	switch {
	case l.out:
		return min(0, -0.05*float64(l.linked))
	case l.heading > 0 && !l.prose():
		if l.mostlyLink() {
			return -15
		}
		return 0
	case l.prose():
		return min(own, 1500)
	case l.mostlyLink():
		return -15 - 0.3*float64(l.linked)
	case l.tag == atom.Figcaption || l.tag == atom.Caption:
		return 0
	case l.tag == atom.P:
		return 0.4*own - 0.5*float64(l.linked)
	case l.tag == atom.Li || l.tag == atom.Dd || l.tag == atom.Dt:
		return 0.2*own - 0.5*float64(l.linked)
	case l.tag == atom.Td || l.tag == atom.Th:
		if l.voted > 0.5 {
			return 0.1 * own
		}
		return -1
	}
	return -6
}

// squeeze reduces a text to its letters and digits in lower case, so that texts
// from markup and from data compare.
func squeeze(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, c := range strings.ToLower(s) {
		if c > 0x7f && c != '\u00a0' && !('\u2000' <= c && c <= '\u206f') || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// askReadability notes which share of each line go-readability takes for the
// story.
func (p *Page) askReadability() {
	kept, err := readabilityStory(p)
	if err != nil {
		return
	}
	for i := range p.lines {
		l := &p.lines[i]
		all, in := 0, 0
		for t := l.first; t < l.end; t++ {
			n := len(strings.TrimSpace(p.texts[t].Data))
			all += n
			if kept[t] {
				in += n
			}
		}
		if all > 0 {
			l.voted = float64(in) / float64(all)
		}
	}
}

// weighVote takes go-readability's vote back where it chose none of the paragraphs
// that are with the title.
func (p *Page) weighVote() {
	home := p.home()
	with, without := 0.0, 0.0
	for i := range p.lines {
		n := float64(proseOf(&p.lines[i])) * p.lines[i].voted
		if home.first <= i && i < home.end {
			with += n
		} else {
			without += n
		}
	}
	if with > 0 || without == 0 || home.parent < 0 {
		return
	}
	for i := range p.lines {
		p.lines[i].voted = 0
		if home.first <= i && i < home.end {
			p.lines[i].voted = 1
		}
	}
}

// readabilityStory returns which texts go-readability takes for the story.
func readabilityStory(p *Page) (kept []bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("go-readability: %v", r)
		}
	}()
	kept = make([]bool, len(p.texts))
	parser := readability.NewParser()
	found, err := parser.ParseDocument(p.doc, p.base)
	if err != nil || found.Node == nil {
		return kept, err
	}
	for n := range found.Node.Descendants() {
		if i := NumberOf(n); n.Type == html.TextNode && i >= 0 && i < len(kept) {
			kept[i] = true
		}
	}
	return kept, nil
}

// An announcing page leads to other stories.
type announcing struct{ *Page }

// teasers tells which lines announce other stories: they lie in one of several
// adjacent elements of one kind that each have a heading that is a link, or that
// are links as a whole.
func (p announcing) teasers() []bool {
	is := make([]bool, len(p.lines))
	mixed := p.mixedLists()
	for i := range p.elements {
		e := &p.elements[i]
		item := e.end-e.first == 1 && mixed[e.parent]
		if (item || !p.isTeaser(e)) && !p.listOfLinks(e) {
			continue
		}
		for j := e.first; j < e.end; j++ {
			is[j] = true
		}
	}
	return is
}

// listOfLinks reports whether all items of a list are links that read like headlines.
func (p announcing) listOfLinks(e *element) bool {
	if e.node.DataAtom != atom.Ul && e.node.DataAtom != atom.Ol || e.first == e.end {
		return false
	}
	words := 0
	for i := e.first; i < e.end; i++ {
		l := &p.lines[i]
		if 10*l.linked < 9*len(l.text) || endsSentence(l.text) {
			return false
		}
		words += strings.Count(l.text, " ") + 1
	}
	return words >= 4*(e.end-e.first) && (words > 5 || e.end-e.first > 1)
}

// mostTeaser is the length of a teaser's own words, in bytes at most.
const mostTeaser = 400

func (p announcing) isTeaser(e *element) bool {
	if e.end-e.first > 12 || e.first == e.end {
		return false
	}
	switch e.node.DataAtom {
	case atom.Article, atom.Li, atom.Div, atom.Section, atom.Td:
	default:
		return false
	}
	if t := p.title; t >= e.first && t < e.end {
		return false
	}
	own, links, prose, heading := 0, 0, 0, false
	for j := e.first; j < e.end; j++ {
		l := &p.lines[j]
		own += l.own()
		if l.prose() {
			prose++
		}
		links += l.linked
		if l.heading > 0 && l.mostlyLink() && !SameTitle(l.text, p.Meta.Title) {
			heading = true
		}
	}
	return own <= mostTeaser && prose <= 2 && (heading || links > 40 && links > 3*own) && (heading && own == 0 && e.end-e.first > 1 || twin(e.node))
}

// twin reports whether a sibling of n is of the same kind and name.
func twin(n *html.Node) bool {
	class := Attr(n, "class")
	for _, next := range []func(*html.Node) *html.Node{
		func(n *html.Node) *html.Node { return n.NextSibling },
		func(n *html.Node) *html.Node { return n.PrevSibling },
	} {
		m, steps := next(n), 0
		for m != nil && steps < 4 {
			if m.Type == html.ElementNode {
				if m.DataAtom == n.DataAtom && firstWord(Attr(m, "class")) == firstWord(class) {
					return true
				}
				steps++
			}
			m = next(m)
		}
	}
	return false
}

func firstWord(s string) string {
	s = strings.TrimSpace(s)
	word, _, _ := strings.Cut(s, " ")
	return word
}

// mixedLists returns the lists, by index, of which most items are no links.
func (p announcing) mixedLists() map[int]bool {
	mixed := map[int]bool{}
	for i := range p.elements {
		e := &p.elements[i]
		if e.node.DataAtom != atom.Ul && e.node.DataAtom != atom.Ol {
			continue
		}
		links := 0
		for j := e.first; j < e.end; j++ {
			if p.lines[j].mostlyLink() {
				links++
			}
		}
		mixed[i] = 2*links < e.end-e.first
	}
	return mixed
}
