package page

import (
	"strings"

	"golang.org/x/net/html/atom"

	"stet/model/date"
	"stet/model/lang"
)

// stripComments marks what follows the heading of the comments in the element that
// holds both, if the story is not in it: "3 comments on this story". A label that is no
// heading needs a day below it.
func (p stripper) stripComments() {
	prose, days := p.sum(proseOf), p.days()
	for i := range p.lines {
		l := &p.lines[i]
		if l.out || i <= p.title || l.tag == atom.Td || l.linked > 0 && l.heading == 0 || !opensComments(l, lang.Words(l.text)) {
			continue
		}
		e := &p.elements[max(0, p.elements[l.in].parent)]
		if p.title >= 0 && prose.over(p.title, i) >= leastBelow {
			for e.parent >= 0 && days.over(i, max(i, e.end)) == 0 && p.elements[e.parent].first > p.title && prose.over(p.title, p.elements[e.parent].first) >= leastBelow {
				e = &p.elements[e.parent]
			}
		}
		if e.parent < 0 || e.first <= p.title || l.heading == 0 && (prose.over(max(0, p.title), e.first) < leastBelow || days.over(i, max(i, e.end)) == 0) {
			continue
		}
		for j := i; j < e.end; j++ {
			p.lines[j].out, p.lines[j].cause = true, "comments"
		}
	}
}

// days counts the short lines that give a day.
func (p stripper) days() measure {
	return p.sum(func(l *line) int {
		if p.hasDay(l) {
			return 1
		}
		return 0
	})
}

// stripReplies marks readers' comments that nothing names: elements below the story
// with a day and a button to reply, or with "Jane says:" and a day.
func (p stripper) stripReplies() {
	if p.title < 0 {
		return
	}
	prose, dated := p.sum(proseOf), p.days()
	more := p.sum(func(l *line) int {
		if p.saysMore(l) {
			return 1
		}
		return 0
	})
	for i := p.title + 1; i < len(p.lines); i++ {
		l := &p.lines[i]
		if l.out && l.cause != "control" || prose.over(p.title, i) < leastBelow || !p.endsRemark(l) {
			continue
		}
		e := l.in
		for e >= 0 {
			around := &p.elements[e]
			if dated.over(around.first, around.end) > 0 && more.over(around.first, around.end) > 0 {
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
		for j := remark.first; j < end; j++ {
			p.lines[j].out, p.lines[j].cause = true, "comments"
		}
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
