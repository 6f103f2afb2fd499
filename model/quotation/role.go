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
// that follow them before anybody else is named, if those agree.
func (r *resolver) learnGenders() {
	votes := map[int]int{} // he counts 1, she -1
	for i := range r.names.Mentions {
		m := &r.names.Mentions[i]
		if m.Type != mention.Person || m.Entity < 0 {
			continue
		}
		end := len(r.a.Text)
		for k := i + 1; k < len(r.names.Mentions); k++ {
			if n := &r.names.Mentions[k]; n.Type == mention.Person && n.Entity != m.Entity {
				end = int(n.Range.Start)
				break
			}
			if k > i+4 {
				break
			}
		}
		votes[m.Entity] += pronounAfter(r.a.Text[m.Range.End:max(int(m.Range.End), min(end, int(m.Range.End)+160))])
	}
	for n := range r.names.Entities {
		e := &r.names.Entities[n]
		if e.Type != mention.Person {
			continue
		}
		g := givenGender(e.Name)
		switch v := votes[n]; {
		case v > 0 && g == unknown || v > 2:
			g = male
		case v < 0 && g == unknown || v < -2:
			g = female
		}
		r.gender[n] = g
	}
}

// pronounAfter returns 1 if the first personal pronoun of text is a man's, -1 if it
// is a woman's, 0 if there is none before words between marks.
func pronounAfter(text string) int {
	if i := strings.IndexAny(text, "\"“‘"); i >= 0 {
		text = text[:i]
	}
	for text != "" {
		i := 0
		for i < len(text) && !letter(text[i]) {
			i++
		}
		text = text[i:]
		for i = 0; i < len(text) && letter(text[i]); i++ {
		}
		if i == 2 || i == 3 {
			switch strings.ToLower(text[:i]) {
			case "he", "him", "his":
				return 1
			case "she", "her":
				return -1
			}
		}
		text = text[i:]
	}
	return 0
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
	for i := k - 1; i >= 0 && i > k-6 && s.at(i).is(cPerson|cTitle|cCap) && !s.at(i).is(cPunct); i-- {
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
	for i := from; i < len(s.toks) && i < from+7 && !s.at(i).is(cPunct|cWho|cPrep|cConj) && !s.finite(i); i++ {
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
	if t.is(cGroup) && !t.is(cPlural|cPerson) && r.bodies.n > 0 && src.hi-src.lo == 2 {
		n := r.bodies.latest()
		if e := &r.names.Entities[n]; e.Type == mention.Org && (bodyWords[word] || strings.Contains(strings.ToLower(e.Name), word)) {
			return n
		}
	}
	return nobody
}
