package page

import "stet/model/lang"

// stripRuled marks the stories that follow on the same level below a rule: a heading like
// the title's right below it, and under that who wrote the story or when.
func (p stripper) stripRuled() {
	if p.title < 0 {
		return
	}
	title := &p.lines[p.title]
	prose := p.sum(proseOf)
	for i := p.title + 1; i < len(p.lines); i++ {
		l := &p.lines[i]
		if !l.ruled || l.heading != title.heading || prose.over(p.title, i) < leastArticle || !p.signed(i) {
			continue
		}
		around, own := p.elements[l.in].parent, p.elements[title.in].parent
		if around != own || around < 0 {
			continue
		}
		for j := i; j < p.elements[around].end; j++ {
			if l := &p.lines[j]; !l.out {
				l.out, l.cause = true, "related"
			}
		}
		return
	}
}

// signed reports whether one of the two lines below a heading says who wrote a story or
// when, or the heading is a link.
func (p stripper) signed(heading int) bool {
	if p.lines[heading].mostlyLink() {
		return true
	}
	for i := heading + 1; i < min(len(p.lines), heading+3); i++ {
		l := &p.lines[i]
		if words := lang.Words(l.text); !l.prose() && l.heading == 0 && len(l.text) <= longestLabel && (l.saysWho(words) || l.saysWhen(words, p.locale)) {
			return true
		}
	}
	return false
}
