package quotation

import (
	"strings"

	"stet/model"
	"stet/model/mention"
)

type gender uint8

const (
	unknown gender = iota
	male
	female
)

// genders are words that tell.
var genders = map[string]gender{
	"mr.": male, "mr": male, "sir": male, "lord": male, "king": male, "prince": male, "father": male, "congressman": male,
	"chairman": male, "spokesman": male, "businessman": male, "actor": male, "man": male, "boy": male, "son": male, "brother": male,
	"husband": male, "widower": male, "statesman": male, "policeman": male, "uncle": male, "grandfather": male, "monk": male,
	"mrs.": female, "ms.": female, "mrs": female, "ms": female, "miss": female, "dame": female, "lady": female, "queen": female,
	"princess": female, "congresswoman": female, "chairwoman": female, "spokeswoman": female, "businesswoman": female, "actress": female,
	"woman": female, "girl": female, "daughter": female, "sister": female, "wife": female, "widow": female, "mother": female,
	"aunt": female, "grandmother": female, "nun": female, "policewoman": female, "waitress": female,
	"he": male, "his": male, "him": male, "himself": male, "she": female, "her": female, "herself": female, "hers": female,
}

// longForms are the roles that abbreviated titles stand for.
var longForms = map[string][]string{
	"sen.": {"senator"}, "gov.": {"governor"}, "gen.": {"general"}, "prof.": {"professor"}, "dr.": {"doctor"}, "rev.": {"reverend", "pastor"},
	"rep.": {"representative"}, "capt.": {"captain"}, "sgt.": {"sergeant"}, "lt.": {"lieutenant"}, "col.": {"colonel"}, "adm.": {"admiral"}, "maj.": {"major"},
}

// bodyWords stand for any organisation; other words (the court) only for one
// that is called so.
var bodyWords = map[string]bool{"group": true, "company": true, "firm": true, "organization": true, "organisation": true, "agency": true}

// A role is whom a word for people stands for in an article.
type role struct {
	who     referent
	several bool // people have it
}

// call notes that n is called word.
func (r *resolver) call(word string, n referent) {
	old, known := r.called[word]
	r.called[word] = role{who: n, several: known && (old.several || old.who != n)}
}

// learnGenders gives people the gender of their given names, and of the pronouns
// that follow them before anybody else is named.
func (r *resolver) learnGenders() {
	votes := map[int][2]int{} // of he, of she
	for i := range r.names.Mentions {
		m := &r.names.Mentions[i]
		if m.Type != mention.Person || m.Entity < 0 {
			continue
		}
		end := min(len(r.a.Text), int(m.Range.End)+200)
		if k := strings.Index(r.a.Text[m.Range.End:end], "\n\n"); k >= 0 {
			end = int(m.Range.End) + k // who is only spoken of is not she of the next paragraph
		}
		for k := i + 1; k < len(r.names.Mentions) && int(r.names.Mentions[k].Range.Start) < end; k++ {
			if n := &r.names.Mentions[k]; n.Type == mention.Person && n.Entity != m.Entity {
				end = int(n.Range.Start)
			}
		}
		v := votes[m.Entity]
		switch pronounIn(r.a.Text[m.Range.End:max(int(m.Range.End), end)]) {
		case male:
			v[0]++
		case female:
			v[1]++
		}
		votes[m.Entity] = v
	}
	for n := range r.names.Entities {
		e := &r.names.Entities[n]
		if e.Type != mention.Person {
			continue
		}
		g, v := givenGender(e.Name), votes[n]
		switch {
		case v[0] > v[1] && g == unknown, v[0] > 1 && v[1] == 0:
			g = male
		case v[1] > v[0] && g == unknown, v[1] > 1 && v[0] == 0:
			g = female
		}
		r.gender[n] = g
	}
}

// pronounIn returns the gender of the first he or she of text outside marks.
func pronounIn(text string) gender {
	quoted := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case c == 0xE2 && strings.HasPrefix(text[i:], "“"):
			quoted = true
		case c == 0xE2 && strings.HasPrefix(text[i:], "”"):
			quoted = false
		case quoted || i > 0 && letter(text[i-1]):
		case c|0x20 == 'h' && i+2 < len(text) && text[i+1] == 'e' && wordEndsAt(text, i+2):
			return male
		case c|0x20 == 's' && i+3 < len(text) && text[i+1] == 'h' && text[i+2] == 'e' && wordEndsAt(text, i+3):
			return female
		}
	}
	return unknown
}

// wordEndsAt reports whether no letter is at i: he, he’s.
func wordEndsAt(text string, i int) bool {
	return !letter(text[i]) || strings.HasPrefix(text[i:], "’")
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }

// givenGender returns what the first given name in a full name tells.
func givenGender(name string) gender {
	parts := strings.Fields(strings.ToLower(name))
	for _, w := range parts[:max(0, len(parts)-1)] {
		if g := words().given[w]; g != unknown {
			return g
		}
	}
	return unknown
}

// titles notes what the person whose mention begins at token k is called there:
// before the name, in an apposition on either side of it, or after a form of be.
func (r *resolver) titles(s *sentence, k int, m *mention.Mention) {
	note := func(i int) {
		word := strings.ToLower(r.a.Slice(s.at(i).span()))
		if g := genders[word]; g != unknown {
			r.gender[m.Entity] = g
		}
		r.call(word, referent(m.Entity))
		for _, long := range longForms[word] {
			r.call(long, referent(m.Entity))
		}
	}
	for i := k - 1; i > k-6 && s.at(i).is(cPerson|cTitle|cCap); i-- {
		if s.at(i).is(cPerson | cTitle) {
			note(i)
		}
	}
	if s.sign(k-1, ',') && s.at(k-2).is(cPerson) && !s.at(k-2).is(cPlural|cCap) && s.at(s.leftBase(k-2)).is(cDet|cPoss|cOwner) {
		note(k - 2) // the lawyer, Jane Doe
	}
	for i := k; i < len(s.toks) && model.Pos(s.toks[i].start) < m.Range.End; i++ {
		if s.at(i).is(cPerson | cTitle) {
			note(i) // the title may be part of the mention
		}
		k = i
	}
	from := -1
	switch {
	case s.at(k).is(cOwner):
	case s.sign(k+1, ','):
		from = k + 2
	case s.at(k + 1).is(cBe):
		from = k + 2
	}
	if from < 0 {
		return
	}
	for i := from; i < from+7 && !s.at(i).is(cPunct|cWho|cPrep|cConj) && !s.finite(i); i++ {
		if s.at(i).is(cPerson) && !s.at(i).is(cPlural|cOwner) && !(s.at(i+1).is(cPerson) && !s.at(i+1).is(cCap)) {
			note(i)
		}
	}
}

// described returns whom a definite description stands for (the minister, the
// group, the 34-year-old), if only one can be meant; else nobody.
func (r *resolver) described(s *sentence, src run) referent {
	if !s.word(src.lo, "the") {
		return nobody
	}
	head := r.headOf(s, src)
	if head != src.hi-1 || head == src.lo {
		return nobody
	}
	t := s.at(head)
	word := strings.ToLower(r.a.Slice(t.span()))
	if strings.HasSuffix(word, "-year-old") {
		return r.people.latest()
	}
	if n, ok := r.called[word]; ok && (!n.several || n.who == r.people.latest()) {
		return n.who
	}
	if t.is(cPerson) && !t.is(cPlural) { // When he moved in, the minister said
		for i := src.lo - 1; i >= 0 && i > src.lo-25; i-- {
			if (s.word(i, "he") || s.word(i, "she")) && s.introduces(i) {
				return r.pronoun(s, i)
			}
		}
	}
	if n := r.people.latest(); n >= 0 && t.is(cPerson) && !t.is(cPlural) && s.goesOn(src) {
		return n
	}
	if t.is(cGroup) && !t.is(cPlural|cPerson) && r.bodies.n > 0 && src.hi-src.lo == 2 {
		n := r.bodies.latest()
		if e := &r.names.Entities[n]; e.Type == mention.Org && (bodyWords[word] || strings.Contains(strings.ToLower(e.Name), word)) {
			return n
		}
	}
	return nobody
}

// goesOn reports whether a verb beside the source says that it spoke before: the
// minister continued.
func (s *phrases) goesOn(src run) bool {
	for _, i := range [...]int{src.hi, src.lo - 1} {
		if t := s.at(i); t.verb != 0 {
			switch s.lex.lemmas[t.verb].word {
			case "continue", "add", "go", "conclude", "finish":
				return true
			}
		}
	}
	return false
}
