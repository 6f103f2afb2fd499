package page

import "golang.org/x/net/html/atom"

// An endless page goes on with other stories.
type endless struct{ *Page }

// articles returns how many stories each element holds, one within another not
// counted, and -1 for those that do not have the title; nothing unless it is in one of
// them. A story is an article element or one of the divisions beside each other that
// begin with a heading of the first level, if it has paragraphs. A page that goes on
// with the next story has several.
func (p endless) articles() map[int]int {
	prose := p.sum(proseOf)
	count, kinds := map[int]int{}, p.headedKinds()
	titled := false
	for i := 0; i < len(p.elements); {
		e := &p.elements[i]
		article := e.node.DataAtom == atom.Article || kinds[kindOf(e)] > 1 && p.firstHeading(e)
		if !article || prose.over(e.first, e.end) < leastArticle || !p.headed(e) {
			i++
			continue
		}
		if e.first <= p.title && p.title < e.end {
			titled = true
		} else {
			for j := i; j < e.next; j++ {
				count[j] = -1
			}
		}
		for up := e.parent; up >= 0; up = p.elements[up].parent {
			count[up]++
		}
		i = e.next
	}
	if !titled {
		return nil
	}
	return count
}

const leastArticle = 200 // bytes of paragraphs

// A kind is what elements beside each other have in common.
type kind struct {
	parent int
	tag    atom.Atom
	class  string // the first one
}

func kindOf(e *element) kind {
	return kind{e.parent, e.node.DataAtom, firstWord(Attr(e.node, "class"))}
}

// headedKinds counts divisions that begin with a heading of the first level, by kind.
func (p endless) headedKinds() map[kind]int {
	count := map[kind]int{}
	for i := range p.elements {
		if e := &p.elements[i]; p.firstHeading(e) {
			count[kindOf(e)]++
		}
	}
	return count
}

// firstHeading reports whether a division begins with a heading of the first level.
func (p endless) firstHeading(e *element) bool {
	if e.node.DataAtom != atom.Div && e.node.DataAtom != atom.Section {
		return false
	}
	for i := e.first; i < min(e.end, e.first+nearHeading); i++ {
		if p.lines[i].heading == 1 {
			return true
		}
	}
	return false
}

// headed reports whether a heading of a story is before the paragraphs of e.
func (p endless) headed(e *element) bool {
	for i := e.first; i < e.end; i++ {
		l := &p.lines[i]
		if l.heading == 1 || l.heading == 2 {
			return true
		}
		if l.prose() {
			return false
		}
	}
	return false
}
