package mention

import (
	"strings"

	"stet/model"
	"stet/model/lang"
)

// readGenitives notes the names of the article and the last words of longer ones, in a
// language whose genitive is known: Merkels is Merkel where the article has both.
func (g *grouping) readGenitives() {
	l := lang.Of(g.article.Meta.Language)
	if l == nil || l.Genitive == "" {
		return
	}
	g.genitive, g.known = l.Genitive, map[string]bool{}
	for i := range g.marks {
		if classOf(g.marks[i].Type) != none {
			name := nameAt(g.article, g.marks[i].Range)
			g.known[name] = true
			g.known[name[strings.LastIndexByte(name, ' ')+1:]] = true
		}
	}
}

// nameAt is the name at r, without the ending of the genitive if the article has it so.
func (g *grouping) nameAt(r model.Range) string {
	name := nameAt(g.article, r)
	if base, ends := strings.CutSuffix(name, g.genitive); ends && g.known[base] {
		return base
	}
	return name
}

// nameAt is the name at r on one line: a hard-wrapped name has a line end in it.
func nameAt(a *model.Article, r model.Range) string {
	name := a.Slice(r)
	if strings.ContainsAny(name, "\n\r\t") || strings.Contains(name, "  ") {
		return strings.Join(strings.Fields(name), " ")
	}
	return name
}
