package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"stet/model/lang"
)

// leastStory is the weight below which nothing on a page is taken for a story.
const leastStory = 60

// choose picks the element with the best score and keeps the lines of it that
// read like its story.
func (p *Page) choose() {
	weights := p.weights()
	title, home, several := p.title, p.home(), endless{p}.articles()
	marked := p.marked()
	best, score := -1, 0.0
	for i := range p.elements {
		e := &p.elements[i]
		w := weights[e.end] - weights[e.first]
		if w <= 0 {
			continue
		}
		if title >= e.first && title < e.end {
			w += 60
		}
		if e.first <= home.first && home.end <= e.end && e.end-e.first > home.end-home.first {
			w *= aroundHome
		}
		if marked >= 0 && i < marked && marked < e.next {
			w *= aroundMarked
		}
		if several[i] > 1 || several[i] < 0 {
			w *= aroundSeveral
		}
		// Of two with about the same text the inner one wins: it comes later.
		if w *= p.prior(e); w > score || w > 0.995*score && best >= 0 && i < p.elements[best].next {
			best, score = i, max(w, score)
		}
	}
	if best < 0 || score < leastStory {
		return
	}
	p.Found = true
	keeper{p}.keep(&p.elements[best], title)
}

// What an element loses that holds more than the title with its paragraphs, and
// one that holds the text that the page marks as its article's, and one that holds
// several articles of which one has the title, or one without.
const (
	aroundHome    = 0.75
	aroundMarked  = 0.8
	aroundSeveral = 0.3
)

// marked returns the only element with itemprop=articleBody and paragraphs, -1 if
// there is not exactly one.
func (p *Page) marked() int {
	prose := p.sum(proseOf)
	found := -1
	for i := range p.elements {
		e := &p.elements[i]
		if strings.EqualFold(Attr(e.node, "itemprop"), "articleBody") && prose.over(e.first, e.end) >= leastHome {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// home returns the smallest element with the title and a story's worth of
// paragraphs; none (the whole page) if the page has no such element.
func (p *Page) home() element {
	prose := p.sum(proseOf)
	best := p.elements[0]
	for i := range p.elements {
		e := &p.elements[i]
		if e.first <= p.title && p.title < e.end && e.end-e.first < best.end-best.first && prose.over(e.first, e.end) >= leastHome {
			best = *e
		}
	}
	return best
}

const leastHome = 350 // bytes of paragraphs

// prior is how far an element is believed to be a story because of what it is
// called.
func (p *Page) prior(e *element) float64 {
	n := e.node
	if e.parent < 0 {
		return 0.85
	}
	switch n.DataAtom {
	case atom.Article:
		return 1.1
	case atom.Main:
		return 1.05
	case atom.Body, atom.Html:
		return 0.85
	case atom.Ul, atom.Ol, atom.P, atom.Blockquote, atom.Table, atom.Tr:
		return 0.9
	}
	if prop := Attr(n, "itemprop"); strings.EqualFold(prop, "articleBody") {
		return 1.25
	}
	switch p.names.of(n).body {
	case 3:
		return 1.15
	case 2:
		return 1.05
	}
	return 1
}

// trustTeasers takes back that lines that go-readability keeps are teasers: a page of short posts has no
// other story.
func (p *Page) trustTeasers() {
	for i := range p.lines {
		if l := &p.lines[i]; l.teaser && l.voted == 1 {
			l.teaser, l.weight = false, p.weigh(l)
		}
	}
}

// trustNames takes back what was left out for its name, where that is all there
// is: the posts of a forum are called comments.
func (p *Page) trustNames() {
	for i := range p.lines {
		if l := &p.lines[i]; l.out && (l.cause == "comments" || l.cause == "surroundings" || l.cause == "widget" || l.cause == "aside" || l.cause == "advertisement") {
			l.out = false
			l.weight = p.weigh(l)
		}
	}
}

// weights sums the weights of the lines before each. In a run of lines that
// speak against an element each says less than the one before, so that a table
// or a menu within a story does not cut it in two.
func (p *Page) weights() []float64 {
	sums := make([]float64, len(p.lines)+1)
	credit := 1.0
	for i := range p.lines {
		w := p.lines[i].weight
		if w < 0 {
			w *= credit
			credit *= 0.9
		} else if w > 0 {
			credit = 1
		}
		sums[i+1] = sums[i] + w
	}
	return sums
}

// A keeper marks the lines of the story in a chosen element.
type keeper struct{ *Page }

// keep keeps the lines of the story in e, and its lead where that is between
// the title and e.
func (p keeper) keep(e *element, title int) {
	first, last := -1, -1
	for i := e.first; i < e.end; i++ {
		if l := &p.lines[i]; !l.out && l.weight > 0 && l.prose() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 || p.ofTables(e) {
		first, last = e.first, e.end-1
	}
	cells, linked := p.dataCells(e), p.linkedHeadings()
	for i := e.first; i < e.end; i++ {
		l := &p.lines[i]
		switch {
		case l.out || l.teaser:
		case p.continues(i), p.headsItem(i, linked), cells[i] && first <= i && i <= last:
			p.keepLine(l)
		case l.pointer(), l.label():
		case l.weight <= -15 && (i < first || i > last || l.tag != atom.P && l.tag != atom.Li):
		case i > last && l.heading == 0 && l.tag != atom.Li && l.tag != atom.Figcaption && l.weight < 10 && !p.closes(i) && !(l.voted > 0.5 && namesStaff(l, lang.Words(l.text))):
		default:
			p.keepLine(l)
		}
	}
	switch {
	case e.first <= title && title < e.end: // the lead is in e
	case 0 <= title && title < e.first && e.first-title <= mostLead:
		p.keepLead(title, title+1, e.first)
	default:
		p.keepLead(title, max(e.first-3, p.elements[max(e.parent, 0)].first), e.first)
	}
	trimmer(p).trim(e)
}

// dataCells returns the lines of e in tables of data: cells of which a third is no
// link, in six cells or more. A cell that is a link belongs to its row.
func (p keeper) dataCells(e *element) map[int]bool {
	cells, prose := map[int]bool{}, p.sum(proseOf)
	for i := range p.elements {
		t := &p.elements[i]
		if t.node.DataAtom != atom.Table || t.first < e.first || t.end > e.end || t.end-t.first < 6 {
			continue
		}
		if p.isLayout(i, prose) {
			continue
		}
		own, linked, other := 0, 0, 0
		for j := t.first; j < t.end; j++ {
			l := &p.lines[j]
			if l.tag != atom.Td && l.tag != atom.Th {
				other += len(l.text)
			}
			own, linked = own+l.own(), linked+l.linked
		}
		for j := t.first; j < t.end; j++ {
			if l := &p.lines[j]; l.tag == atom.Td || l.tag == atom.Th {
				cells[j] = 2*own >= linked && 4*other < own
			}
		}
	}
	return cells
}

// isLayout reports whether a cell of a table holds several paragraphs; prose counts their
// bytes.
func (p keeper) isLayout(table int, prose measure) bool {
	for i := table + 1; i < p.elements[table].next; i++ {
		if cell := &p.elements[i]; cell.node.DataAtom == atom.Td && cell.end-cell.first > 2 && prose.over(cell.first, cell.end) >= leastHome {
			return true
		}
	}
	return false
}

// continues reports whether line i is the rest of a paragraph that is kept: line
// breaks part a poem as well as a paragraph.
func (p keeper) continues(i int) bool {
	l := &p.lines[i]
	return i > 0 && l.in == p.lines[i-1].in && l.tag == atom.P && l.linked == 0 && p.Kept[p.lines[i-1].first] && p.lines[i-1].linked == 0
}

// closes reports whether line i is a short sentence right below a paragraph that is
// kept: "Good luck!"
func (p keeper) closes(i int) bool {
	l, above := &p.lines[i], &p.lines[max(0, i-1)]
	return l.tag == atom.P && l.linked == 0 && l.voted > 0 && endsSentence(l.text) && strings.ContainsFunc(l.text, unicode.IsLetter) &&
		p.Kept[above.first] && above.tag == atom.P && p.elements[l.in].parent == p.elements[above.in].parent
}

// headsItem reports whether line i is a heading with a link over a paragraph or a list
// of the story, as in a list of the best books; go-readability has to think so too, and
// the heading must not be the only one.
func (p keeper) headsItem(i int, linked [7]int) bool {
	if i+1 == len(p.lines) || p.lines[i].heading < 3 || p.lines[i].voted < 1 {
		return false
	}
	next := &p.lines[i+1]
	return (i == p.title || linked[p.lines[i].heading] > 1 || !p.lines[i].mostlyLink()) && next.voted == 1 && !next.out && !next.teaser && (next.prose() || next.tag == atom.Li && !next.mostlyLink())
}

// linkedHeadings counts the headings that are links and that go-readability keeps, by
// level.
func (p keeper) linkedHeadings() (count [7]int) {
	for i := range p.lines {
		if l := &p.lines[i]; l.heading > 0 && l.mostlyLink() && l.voted == 1 {
			count[l.heading]++
		}
	}
	return count
}

// ofTables reports whether nearly all text of e is in tables: results of a
// match have no paragraphs.
func (p keeper) ofTables(e *element) bool {
	prose, cells := 0, 0
	for i := e.first; i < e.end; i++ {
		l := &p.lines[i]
		switch {
		case l.out:
		case l.tag == atom.Td || l.tag == atom.Th:
			cells += l.own()
		case l.prose():
			prose += l.own()
		}
	}
	return cells > leastStory && cells > 2*prose
}

// pointer reports whether the line does nothing but point to another story:
// all of it is a link that reads like a headline, or a label before a link.
func (l *line) pointer() bool {
	label, rest, found := strings.Cut(l.text, ":")
	switch {
	case l.heading > 0 && l.heading < 3:
		return false
	case found && len(label) < 40 && strings.Count(label, " ") < 4 && len(rest) > 20 && l.linked >= len(strings.TrimSpace(rest)):
		return true
	case l.tag == atom.P && 4*l.linked >= 3*len(l.text) && !endsSentence(l.text):
		return strings.Count(l.text, " ") >= 4 // "Ferry fares go up again [VIDEO]"
	}
	return (l.tag != atom.Li || l.heading > 0) && l.linked >= len(l.text) && strings.Count(l.text, " ") >= 4 && (l.heading > 0 || l.tag != atom.P || !strings.HasSuffix(l.text, "."))
}

// label reports whether the line is a few words in an element without a kind, which
// go-readability leaves out too.
func (l *line) label() bool {
	return l.tag == 0 && l.heading == 0 && l.weight < 0 && l.voted < 0.5 && !endsSentence(l.text)
}

// mostLead is how many lines may be between the title and the story.
const mostLead = 40

func (p keeper) keepLead(title, first, end int) {
	for i := first; i < end; i++ {
		if l := &p.lines[i]; !l.out && !l.teaser && l.heading > 1 && i <= title+belowLead && !l.mostlyLink() && endsSentence(l.text) {
			p.keepLine(l)
		} else if !l.out && (l.weight > 0 && (l.prose() || l.tag == atom.P && l.voted == 1 && endsSentence(l.text)) || l.weight > 60) {
			p.keepLine(l)
		}
	}
}

// dropHeadings takes out headings with nothing of the story under them.
func (p *Page) dropHeadings(e *element) {
	below := 0 // level of the kept heading below, 7 for text, 0 for nothing
	for i := e.end - 1; i >= e.first; i-- {
		l := &p.lines[i]
		if !p.Kept[l.first] {
			continue
		}
		switch {
		case l.heading == 0 || l.prose():
			below = 7
		case l.heading > 1 && l.heading >= below:
			p.dropLine(l)
		default:
			below = l.heading
		}
	}
}

func (p *Page) dropLine(l *line) {
	for t := l.first; t < l.end; t++ {
		p.Kept[t] = false
	}
}

func (p *Page) keepLine(l *line) {
	for t := l.first; t < l.end; t++ {
		p.Kept[t] = !p.unseen[t]
	}
}
