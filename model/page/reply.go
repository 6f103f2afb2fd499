package page

import (
	"strings"
	"sync"

	"golang.org/x/net/html/atom"

	"stet/model/date"
	"stet/model/lang"
)

// stripRemarks marks readers' comments. Most pages have none: then nobody looks for days.
func (p stripper) stripRemarks() {
	prose := p.sum(proseOf)
	days := sync.OnceValue(func() measure { return p.count(p.hasDay) })
	p.stripComments(prose, days)
	p.stripReplies(prose, days)
}

// stripComments marks what follows the heading of the comments in the element that
// holds both, if the story is not in it: "3 comments on this story". A label that is no
// heading needs a day below it.
func (p stripper) stripComments(prose measure, days func() measure) {
	for i := range p.lines {
		l := &p.lines[i]
		if l.out || i <= p.title || l.tag == atom.Td || l.linked > 0 && l.heading == 0 || !opensComments(l) {
			continue
		}
		e := &p.elements[max(0, p.elements[l.in].parent)]
		if p.title >= 0 && prose.over(p.title, i) >= leastBelow {
			for e.parent >= 0 && days().over(i, max(i, e.end)) == 0 && p.elements[e.parent].first > p.title && prose.over(p.title, p.elements[e.parent].first) >= leastBelow {
				e = &p.elements[e.parent]
			}
		}
		if e.parent < 0 || e.first <= p.title || l.heading == 0 && (prose.over(max(0, p.title), e.first) < leastBelow || days().over(i, max(i, e.end)) == 0) {
			continue
		}
		p.markComments(i, e.end)
	}
}

func (p stripper) markComments(first, end int) {
	for i := first; i < end; i++ {
		p.lines[i].out, p.lines[i].cause = true, "comments"
	}
}

// stripReplies marks readers' comments that nothing names: elements below the story
// with a day and a button to reply, or with "Jane says:" and a day.
func (p stripper) stripReplies(prose measure, days func() measure) {
	if p.title < 0 {
		return
	}
	more := sync.OnceValue(func() measure { return p.count(p.saysMore) })
	for i := p.title + 1; i < len(p.lines); i++ {
		l := &p.lines[i]
		if l.out && l.cause != "control" || prose.over(p.title, i) < leastBelow || !p.endsRemark(l) {
			continue
		}
		e := l.in
		for e >= 0 {
			around := &p.elements[e]
			if days().over(around.first, around.end) > 0 && more().over(around.first, around.end) > 0 {
				break
			}
			e = around.parent
		}
		if e < 0 || p.elements[e].first <= p.title || prose.over(p.title, p.elements[e].first) < leastBelow {
			continue
		}
		remark := &p.elements[e]
		list := &p.elements[max(0, remark.parent)]
		end := remark.end
		if list.first > p.title && prose.over(p.title, list.first) >= leastBelow {
			end = list.end
		}
		p.markComments(remark.first, end)
		i = max(i, end-1)
	}
}

// leastBelow is how much of a story is above the comments, in bytes of paragraphs.
const leastBelow = 250

// saysMore reports whether a line is more than a name, a day and a button.
func (p stripper) saysMore(l *line) bool {
	return l.own() > 0 && (len(l.text) > 3*mostLabel || !p.endsRemark(l) && !p.hasDay(l) && (len(lang.Words(l.text)) > 4 || endsSentence(l.text)))
}

// hasDay reports whether a short line gives a day.
func (p stripper) hasDay(l *line) bool {
	if len(l.text) > longestDay || !hasDigit(l.text) {
		return false
	}
	_, ok := date.First(l.text, p.locale)
	return ok
}

// endsRemark reports whether a line is a button to reply, has one behind a day, or names
// who speaks: "Jane says:".
func (p stripper) endsRemark(l *line) bool {
	if len(l.text) > longestDay || l.heading > 0 && l.heading < 3 {
		return false
	}
	words := lang.Words(l.text)
	for k := max(0, len(words)-4); k < len(words); k++ {
		if n := lang.Phrase(lang.Reply, words[k:]); n == 0 || k+n < len(words) {
			continue
		}
		return k == 0 && l.linked+buttonOf(l) == len(l.text) || k > 0 && k < 5 && strings.HasSuffix(l.text, ":") || p.hasDay(l)
	}
	return false
}

// buttonOf is the length of a line that is a button, else 0.
func buttonOf(l *line) int {
	if l.cause == "control" {
		return len(l.text) - l.linked
	}
	return 0
}
