package quotation

import (
	"slices"
	"strings"

	"stet/model"
	"stet/model/mention"
)

// A referent is who a pronoun may stand for: an entity, nobody, or, below that,
// somebody who is only described (the driver, her agent).
type referent int

const nobody referent = -1

func (n referent) other() int { return int(-2 - n) }

func otherReferent(i int) referent { return referent(-2 - i) }

// A described person is one whom the article does not name.
type described struct {
	name   string
	gender gender
}

// recent are the referents that were spoken of last, the latest last: as many as
// a pronoun is tried on.
type recent struct {
	list [6]referent
	weak [6]bool // was only spoken of, as an object or behind a preposition
	n    int
}

func (r *recent) latest() referent {
	if r.n == 0 {
		return nobody
	}
	return r.list[r.n-1]
}

// notice makes e the latest. weak says that e did nothing itself.
func (r *recent) notice(e referent, weak bool) {
	at := slices.Index(r.list[:r.n], e)
	switch {
	case at < 0 && r.n < len(r.list):
		at = r.n
		r.n++
	case at < 0:
		at = 0
	}
	copy(r.list[at:r.n], r.list[at+1:r.n])
	copy(r.weak[at:r.n], r.weak[at+1:r.n])
	r.list[r.n-1], r.weak[r.n-1] = e, weak
}

// A localPerson is a person in the sentence at hand.
type localPerson struct {
	token int
	who   referent
	part  part
}

// A part is how a person is in a sentence; a higher one is the likelier to be
// meant by a pronoun.
type part uint8

const (
	aside   part = iota // a possessor, or behind a preposition
	object              // named behind another
	subject             // named first
)

// learn takes in who is spoken of in a sentence, and by which titles. It returns
// the organisation or place named first outside a prepositional phrase, or -1.
func (r *resolver) learn(s *sentence) (body int) {
	body = -1
	r.here = r.here[:0]
	byline := s.word(0, "by") && len(s.toks) < 16 && !s.clauseIn(0, len(s.toks))
	led := false
	for k := 0; k < len(s.toks); k++ {
		start, end := model.Pos(s.toks[k].start), model.Pos(s.toks[k].end)
		for r.next < len(r.names.Mentions) && r.names.Mentions[r.next].Range.End <= start {
			r.next++
		}
		if r.next == len(r.names.Mentions) || r.names.Mentions[r.next].Range.Start >= end || r.names.Mentions[r.next].Range.Start < start {
			n := nobody
			switch {
			case byline:
			case s.pronounIs(k, "he"), s.pronounIs(k, "she"):
				n = r.pronoun(s, k)
			case s.at(k).is(cPerson):
				n = r.describe(s, k)
			}
			if n != nobody {
				led = r.meet(s, k, k, n, led)
			}
			continue
		}
		m := &r.names.Mentions[r.next]
		if m.Entity < 0 || s.at(k).is(cStretch) || byline {
			continue
		}
		if r.names.Entities[m.Entity].Type != mention.Person {
			if body < 0 && s.outside(k) {
				body = m.Entity
			}
			continue
		}
		last := k
		for last+1 < len(s.toks) && model.Pos(s.toks[last+1].start) < m.Range.End {
			last++
		}
		led = r.meet(s, k, last, referent(m.Entity), led)
		r.titles(s, k, m)
	}
	return body
}

// outside reports whether the phrase with token k hangs on no preposition.
func (s *phrases) outside(k int) bool { return k == 0 || !s.at(s.leftBase(k)-1).is(cPrep) }

// meet notes that n is at tokens k to last. led says that somebody before
// leads the sentence; meet returns the same after n.
func (r *resolver) meet(s *sentence, k, last int, n referent, led bool) bool {
	p := subject
	switch {
	case s.at(last).is(cOwner) || !s.outside(k):
		p = aside
	case led, k > 2 && s.word(k-2, "to") && !s.at(k-1).is(cCap|cDet|cPoss): // asked not to mention Doe
		p = object
	}
	r.here = append(r.here, localPerson{token: k, who: n, part: p})
	return led || p == subject
}

// describe returns the person described by a phrase whose head is token k, whom
// the article does not name (her agent, a driver), or the one person of the
// article who has that role; else nobody.
func (r *resolver) describe(s *sentence, k int) referent {
	t := s.at(k)
	next := s.at(k + 1)
	if t.is(cPlural|cCap) || next.is(cCap) || s.nominalHead(k+1) && !next.is(cPlural|cTime|cEd|cLy) && next.verb == 0 {
		return nobody
	}
	lo := s.leftBase(k)
	first, before := s.at(lo), s.at(lo-1)
	switch {
	case !first.is(cDet|cPoss|cOwner) && r.names.At(model.Pos(first.start)) < 0, before.is(cBe) || s.predicates(lo-1), s.renamed(k):
		return nobody
	case before.is(cPunct) && lo > 1 && s.at(lo-2).is(cCap): // Jane Doe, a driver
		return nobody
	}
	phrase := run{lo, k + 1}
	if n := r.described(s, phrase); n != nobody {
		return n
	}
	word := strings.ToLower(r.a.Slice(t.span()))
	definite := s.word(lo, "the") && !s.word(k+1, "of") && !s.word(k+1, "for") && !s.word(k+1, "who") && !s.word(k+1, "from")
	if definite || things[word] || s.word(lo, "no") || s.word(lo, "every") || s.word(lo, "any") || s.word(lo, "each") {
		return nobody
	}
	name := r.a.Slice(s.span(phrase))
	for i := len(r.others) - 1; i >= 0 && i > len(r.others)-8; i-- {
		if r.others[i].name == name {
			return otherReferent(i)
		}
	}
	r.others = append(r.others, described{name: name, gender: genders[word]})
	n := otherReferent(len(r.others) - 1)
	r.call(word, n)
	return n
}

// things are words for people that more often stand for things, by themselves.
var things = map[string]bool{
	"chair": true, "head": true, "star": true, "anchor": true, "host": true, "source": true, "coach": true, "general": true, "major": true,
	"whip": true, "prime": true, "foreign": true, "interior": true, "defence": true, "defense": true, "justice": true, "general's": true,
}

// predicates reports whether what follows token i tells what the subject is:
// became a friend, serves as mayor.
func (s *phrases) predicates(i int) bool {
	for _, w := range [...]string{"become", "became", "becomes", "becoming", "remains", "remained", "as", "then"} {
		if s.word(i, w) {
			return true
		}
	}
	return s.at(i).is(cConj) && s.predicates(i-2)
}

// renamed reports whether a name is in apposition behind the phrase with
// head k: the chair of the forum, Jane Doe.
func (s *phrases) renamed(k int) bool {
	for n := k + 1; n < k+10; n++ {
		switch t := s.at(n); {
		case s.sign(n, ','):
			return s.at(n+1).is(cCap) && s.mentionType(n+1) != string(mention.GPE)
		case t.is(cPunct | cStretch | auxiliary | cConj), s.finite(n), n >= len(s.toks):
			return false
		}
	}
	return false
}

// notice makes n the latest that was spoken of.
func (r *resolver) notice(n referent, weak bool) {
	switch {
	case n == nobody:
	case n < nobody || r.names.Entities[n].Type == mention.Person:
		r.people.notice(n, weak)
	default:
		r.bodies.notice(n, weak)
	}
}

// leave orders who a sentence spoke of: possessors and whoever is behind a
// preposition, before them those that it named, before them whom it was about,
// before them who spoke in it.
func (r *resolver) leave(s *sentence, first int, out []Quotation, body int) {
	for p := aside; p <= subject; p++ {
		for _, n := range r.here {
			if n.part == p {
				r.notice(n.who, p != subject && n.who > nobody)
			}
		}
	}
	r.notice(referent(body), false)
	if says := s.outermost(); says >= 0 {
		r.notice(referent(out[first+says].Speaker.Entity), false)
	}
}

// pronoun returns the referent of a personal pronoun at token i: of the people
// of its gender the subject of the same sentence before it, else the latest of
// the sentences before, else whoever else is before it; for it the latest
// organisation or place.
func (r *resolver) pronoun(s *sentence, i int) referent {
	if s.pronounIs(i, "it") || s.word(i, "its") {
		return r.bodies.latest()
	}
	g := genders[strings.ToLower(r.a.Slice(s.pronounAt(i)))]
	if g == unknown {
		return nobody
	}
	rest := nobody
	for k := len(r.here) - 1; k >= 0; k-- {
		n := r.here[k]
		if n.token >= i || !r.may(n.who, g) {
			continue
		}
		if n.part == subject {
			return n.who
		}
		if rest == nobody && n.part == object {
			rest = n.who
		}
		if n.token == 0 && n.part == aside {
			return n.who // Doe's appeal failed when he lost
		}
	}
	faint := nobody // of unknown gender, and did nothing
	for k := r.people.n - 1; k >= 0; k-- {
		n := r.people.list[k]
		switch {
		case !r.may(n, g):
		case r.people.weak[k] && !r.known(n):
			if faint == nobody {
				faint = n
			}
		default:
			return n
		}
	}
	if faint != nobody {
		return faint
	}
	return rest
}

// pronounAt is where the pronoun at token i is, without an auxiliary in it: he’s.
func (s *tagged) pronounAt(i int) model.Range {
	r := s.at(i).span()
	if s.at(i).is(cAux) {
		if n := strings.IndexAny(s.text[r.Start:r.End], "'’"); n > 0 {
			r.End = r.Start + model.Pos(n)
		}
	}
	return r
}

// pronounIs reports whether token i is the pronoun w, with an auxiliary in it or not.
func (s *tagged) pronounIs(i int, w string) bool {
	return s.word(i, w) || s.at(i).is(cAux) && strings.EqualFold(s.text[s.pronounAt(i).Start:s.pronounAt(i).End], w)
}

// known reports whether the gender of n is known.
func (r *resolver) known(n referent) bool {
	if n < nobody {
		return r.others[n.other()].gender != unknown
	}
	return r.gender[int(n)] != unknown
}

// may reports whether n may be of gender g.
func (r *resolver) may(n referent, g gender) bool {
	is := unknown
	if n < nobody {
		is = r.others[n.other()].gender
	} else {
		is = r.gender[int(n)]
	}
	return is == g || is == unknown
}
