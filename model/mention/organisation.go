package mention

import (
	"slices"
	"strings"

	"stet/model/mention/tagger"
)

// joinOrganisations joins acronyms with their expansions, wherever they are,
// and short forms with the fuller names they begin or end: Microsoft, the Tigers.
func (g *grouping) joinOrganisations() {
	acronyms := map[string]int{}
	short := map[string]int{}
	for at := range g.list {
		f := &g.list[at]
		if f.class != organisation && f.class != place || len(f.parts) < 2 {
			continue
		}
		for _, a := range initials(f.name) {
			if _, known := acronyms[a]; !known {
				acronyms[a] = at
			}
		}
		if f.class != organisation {
			continue
		}
		for _, word := range []string{f.parts[0], f.parts[len(f.parts)-1]} {
			if _, known := short[word]; !known && distinctive(word) {
				short[word] = at
			}
		}
	}
	for at := range g.list {
		f := &g.list[at]
		if f.class != organisation || len(f.parts) != 1 {
			continue
		}
		name := strings.ReplaceAll(f.name, ".", "")
		if to, known := acronyms[name]; known && strings.ToUpper(name) == name {
			g.join(to, at)
		} else if to, known := short[f.parts[0]]; known {
			g.join(to, at)
		}
	}
	g.joinBracketed()
	g.joinBeginnings()
}

// joinBeginnings joins the beginning of an organisation's name with the one name that goes on
// from there with for or on: the Peterson Institute, the Peterson Institute for Economics; and
// its end with the one of the United Nations.
func (g *grouping) joinBeginnings() {
	long := map[string]int{}
	add := func(name string, at int) {
		if _, known := long[name]; known {
			at = -1 // of several
		}
		long[name] = at
	}
	for at := range g.list {
		f := &g.list[at]
		if f.class != organisation || len(f.parts) < 3 {
			continue
		}
		words := strings.Fields(strings.ToLower(f.name))
		name := strings.Join(words, " ")
		if k := slices.IndexFunc(words, func(w string) bool { return w == "for" || w == "on" }); k > 1 {
			add(strings.Join(words[:k], " "), at)
		}
		for _, begin := range [...]string{"un ", "u.n. ", "united nations "} {
			if rest, is := strings.CutPrefix(name, begin); is && strings.Contains(rest, " ") {
				add(rest, at)
			}
		}
	}
	if len(long) == 0 {
		return
	}
	for at := range g.list {
		f := &g.list[at]
		if f.class != organisation || len(f.parts) < 2 {
			continue
		}
		if to, known := long[strings.ToLower(f.name)]; known && to >= 0 && to != at {
			g.join(to, at)
		}
	}
}

// joinBracketed joins a name with the acronym that is behind it in brackets,
// though the letters may disagree: Médecins Sans Frontières (MSF), Hayat Tahrir
// al-Sham (HTS).
func (g *grouping) joinBracketed() {
	for i := 1; i < len(g.marks); i++ {
		a, b := int(g.formOf[i-1]), int(g.formOf[i])
		if a < 0 || b < 0 || g.list[a].class != organisation || g.list[b].class != organisation {
			continue
		}
		from, to := g.marks[i-1].Range.End, g.marks[i].Range.Start
		if to-from > 4 || strings.TrimSpace(g.article.Text[from:to]) != "(" {
			continue
		}
		short := g.list[b].name
		if len(short) <= 10 && strings.ToUpper(short) == short && len(g.list[a].parts) > 1 {
			g.join(a, b)
		}
	}
}

// initials returns the acronyms that name may have: of its capitalised words,
// and of all its words.
func initials(name string) []string {
	var capitals, all strings.Builder
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == '\n' }) {
		c := word[0]
		switch {
		case c >= 'A' && c <= 'Z':
			capitals.WriteByte(c)
			all.WriteByte(c)
		case c >= 'a' && c <= 'z':
			all.WriteByte(c - 'a' + 'A')
		}
	}
	list := make([]string, 0, 2)
	if capitals.Len() > 1 {
		list = append(list, capitals.String())
	}
	if all.Len() > capitals.Len() && capitals.Len() > 0 {
		list = append(list, all.String())
	}
	return list
}

// distinctive reports whether a folded word alone can stand for the organisation
// whose name it begins: Microsoft, not National, Russian, Bank or Moscow.
func distinctive(word string) bool {
	m := tagger.Embedded()
	if m.Is(word, tagger.OrgCue|tagger.Nationality|tagger.Country|tagger.Region|tagger.City|tagger.Place|tagger.Title|tagger.Calendar) {
		return false
	}
	switch word {
	case "new", "old", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "royal",
		"national", "international", "federal", "state", "supreme", "high", "world", "global", "general", "first", "great",
		"free", "public", "american", "european", "people", "peoples", "human", "joint", "special", "central-", "democratic":
		return false
	}
	return true
}
