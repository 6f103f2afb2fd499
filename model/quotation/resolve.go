package quotation

import (
	"stet/model"
	"stet/model/mention"
)

// A resolver says which entity a source is.
type resolver struct {
	a     *model.Article
	names *mention.Found
	// last is the entity that spoke or was spoken of as a subject last, by
	// what it can be called: a person (he, she) or a body (it).
	person, body int
}

func newResolver(a *model.Article, names *mention.Found) *resolver {
	return &resolver{a: a, names: names, person: -1, body: -1}
}

// place returns the range of a source as it stands in the text: the name where
// its head is one, else the whole phrase.
func (r *resolver) place(s *sentence, src run) model.Range {
	if src.empty() {
		return model.Range{}
	}
	if m := r.name(s, src); m >= 0 {
		return r.names.Mentions[m].Range
	}
	return s.span(src)
}

// name returns the mention that is the head of a source, or -1.
func (r *resolver) name(s *sentence, src run) int {
	head := src.lo
	for head < src.hi && !(head > src.lo && s.at(head).is(cPrep) && !s.at(head).is(cCap)) {
		head++
	}
	m := r.names.At(model.Pos(s.toks[head-1].start))
	if m < 0 || r.names.Mentions[m].Entity < 0 {
		return -1
	}
	return m
}

// speaker fills in who a source is.
func (r *resolver) speaker(sp *Speaker, s *sentence, src run) {
	sp.Entity = -1
	if src.empty() {
		return
	}
	sp.Range = r.place(s, src)
	sp.Name = r.a.Slice(sp.Range)
	switch m := r.name(s, src); {
	case m >= 0:
		r.become(sp, r.names.Mentions[m].Entity)
	case src.hi-src.lo == 1 && s.at(src.lo).is(cWho) && !s.at(src.lo).is(cDet):
		r.become(sp, r.antecedent(s, src.lo))
	case s.at(src.lo).is(cPron|cPoss) && src.hi-src.lo == 1:
		r.become(sp, r.pronoun(s, src.lo))
	default:
		r.become(sp, r.described(s, src))
	}
}

// within fills in who a source in speech is: I is the speaker.
func (r *resolver) within(sp *Speaker, s *sentence, src run, speaker int) {
	if src.hi-src.lo == 1 && (s.word(src.lo, "i") || s.word(src.lo, "my") || s.word(src.lo, "i'm")) {
		sp.Range, sp.Entity = s.span(src), -1
		sp.Name = r.a.Slice(sp.Range)
		r.become(sp, speaker)
		return
	}
	person, body := r.person, r.body
	r.speaker(sp, s, src)
	r.person, r.body = person, body // who is spoken of in speech is not who speaks next
}

// again fills in a speaker whose source stands at an earlier place.
func (r *resolver) again(sp *Speaker, at model.Range) {
	sp.Range, sp.Name = at, r.a.Slice(at)
	if m := r.names.At(at.Start); m >= 0 && r.names.Mentions[m].Range == at {
		r.become(sp, r.names.Mentions[m].Entity)
		return
	}
	r.become(sp, r.person)
}

// become makes sp the entity n, and remembers it.
func (r *resolver) become(sp *Speaker, n int) {
	if n < 0 {
		return
	}
	e := &r.names.Entities[n]
	sp.Entity, sp.Name = n, e.Name
	if e.Type == mention.Person {
		r.person = n
	} else {
		r.body = n
	}
}

// antecedent returns the entity that a relative pronoun at token i hangs on.
func (r *resolver) antecedent(s *sentence, i int) int {
	for k := i - 1; k >= 0 && k > i-12; k-- {
		if m := r.names.At(model.Pos(s.toks[k].start)); m >= 0 && r.names.Mentions[m].Entity >= 0 {
			return r.names.Mentions[m].Entity
		}
	}
	return -1
}

// pronoun returns the entity that a personal pronoun at token i stands for: the
// subject of its sentence if that is a name before it, else who spoke last.
func (r *resolver) pronoun(s *sentence, i int) int {
	switch {
	case s.word(i, "it") || s.word(i, "its"):
		return r.body
	case s.word(i, "he") || s.word(i, "she") || s.word(i, "his") || s.word(i, "her"):
		return r.person
	}
	return -1
}

// described returns the entity that a description stands for, or -1.
func (r *resolver) described(s *sentence, src run) int { return -1 }
