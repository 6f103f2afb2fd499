package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/mention/tagger"
)

// before is the word that is directly before a range, in small letters; "" where
// a sign or the beginning of a line does.
func before(text string, r model.Range) string {
	head := text[:r.Start]
	trimmed := strings.TrimRight(head, " ")
	if len(trimmed) == len(head) {
		return ""
	}
	i := strings.LastIndexFunc(trimmed, func(c rune) bool { return !unicode.IsLetter(c) })
	return strings.ToLower(trimmed[max(i+1, len(trimmed)-24):])
}

// after are the next two words behind a range, in small letters, with a sign that
// is before them.
func after(text string, r model.Range) (first, second string) {
	rest := text[r.End:min(len(text), int(r.End)+48)]
	word := func() string {
		n := len(rest) - len(strings.TrimLeft(rest, " "))
		rest = rest[n:]
		end := strings.IndexFunc(rest, func(c rune) bool { return !unicode.IsLetter(c) })
		if end < 0 {
			end = len(rest)
		}
		if end == 0 && rest != "" {
			_, end = utf8.DecodeRuneInString(rest)
		}
		w := strings.ToLower(rest[:end])
		rest = rest[end:]
		return w
	}
	return word(), word()
}

// located reports whether a mention is said to be a place: by the words before it, a
// date behind it as in a dateline, or the country behind a comma.
func located(a *model.Article, r model.Range) bool {
	switch before(a.Text, r) {
	case "in", "near", "outside", "around", "throughout", "across", "into", "toward", "towards", "downtown", "central", "visit", "visited", "visiting":
		return true
	}
	rest := a.Text[r.End:min(len(a.Text), int(r.End)+6)]
	return len(rest) == 6 && rest[0] == ' ' && strings.Trim(rest[1:5], "0123456789") == "" && rest[5] == '-' || strings.HasPrefix(rest, " (")
}

// plays are verbs of a match that two teams are the subject and the object of, and
// drew those that need no object.
var plays = map[string]bool{"beat": true, "beats": true, "thrashed": true, "trounced": true, "edged": true, "outplayed": true, "hammered": true, "drew": true, "thumped": true, "overcame": true}

// readGames makes places that play a match the teams of them: Swansea beat Norwich.
// A country stays what it is.
func readGames(a *model.Article, marks []Mention) {
	team := func(i int) bool {
		return i >= 0 && i < len(marks) && (marks[i].Type == GPE && !knownCountry(nameAt(a, marks[i].Range)) || marks[i].Type == Org)
	}
	gap := func(i int) string { return strings.TrimSpace(a.Text[marks[i].Range.End:marks[i+1].Range.Start]) }
	teams := map[string]bool{}
	note := func(i int) {
		if team(i) {
			teams[nameAt(a, marks[i].Range)] = true
		}
	}
	for i := range marks {
		if !team(i) {
			continue
		}
		verb, next := after(a.Text, marks[i].Range)
		switch {
		case plays[verb] && i+1 < len(marks) && team(i+1) && (gap(i) == verb || gap(i) == verb+" with"),
			verb == "and" && team(i+1) && gap(i) == "and" && playsBoth(a.Text[marks[i+1].Range.End:]):
			note(i)
			note(i + 1)
		case verb == "drew" && (next == "." || next == "with" || next == ","), verb == "lost" && next == "to" && team(i+1) && gap(i) == "lost to":
			note(i)
		}
	}
	if len(teams) < 2 {
		return
	}
	for i := range marks {
		if marks[i].Type == GPE && teams[nameAt(a, marks[i].Range)] && !located(a, marks[i].Range) {
			marks[i].Type = Org
		}
	}
}

// playsBoth reports whether what follows two names says that both play.
func playsBoth(rest string) bool {
	for _, s := range [...]string{" have a match in hand", " have a game in hand", " have games in hand", " drew", " play each other", " both won", " both lost"} {
		if strings.HasPrefix(rest, s) {
			return true
		}
	}
	return false
}

// retypePersons makes organisations of one-word person names that no list knows,
// where the article mentions an organisation of that name at least as often. It
// reports whether a type changed.
func (g *grouping) retypePersons(surnames map[string]bool) (changed bool) {
	count := map[int32]int{}
	for i := range g.marks {
		if at := g.formOf[i]; at >= 0 {
			count[at]++
		}
	}
	for i := range g.marks {
		at := g.formOf[i]
		if at < 0 || g.said[g.marks[i].Range].typed {
			continue
		}
		f := &g.list[at]
		if f.class != person || len(f.parts) != 1 || surnames[f.parts[0]] || tagger.Embedded().Is(f.name, tagger.Forename|tagger.Surname) {
			continue
		}
		if org, known := g.forms[formKey{organisation, g.fold(organisation, f.name)}]; known && count[org] >= count[at] {
			g.marks[i].Type, changed = Org, true
		}
	}
	return changed
}

// placedBy are the words before a name that may be a place’s.
var placedBy = map[string]bool{"in": true, "near": true, "of": true, "to": true, "from": true, "at": true, "into": true, "through": true, "via": true, "around": true,
	"outside": true, "across": true, "turning": true, "visit": true, "visited": true, "leave": true, "left": true, "reached": true, "the": true, "north": true, "south": true}

// located are the forms of places that are where a place does: in Paris.
func (g *grouping) located() map[int]bool {
	out := map[int]bool{}
	for i := range g.marks {
		if at := g.formOf[i]; at >= 0 && g.list[at].class == place && placedBy[before(g.article.Text, g.marks[i].Range)] {
			out[int(at)] = true
		}
	}
	return out
}
