package quotation

import (
	"stet/model"
	"stet/model/mention"
)

// A resolver says which entity a source is. It goes through the article once,
// sentence by sentence, and remembers who was spoken of.
type resolver struct {
	a     *model.Article
	names *mention.Found
	next  int // the first mention that no sentence has taken

	people recent // referents that are people, the latest subject or speaker last
	bodies recent // likewise entities that are organisations and places
	here   []localPerson
	others []described
	gender map[int]gender
	called map[string]role
}

func newResolver(a *model.Article, names *mention.Found) *resolver {
	r := &resolver{a: a, names: names, gender: map[int]gender{}, called: map[string]role{}}
	r.learnGenders()
	return r
}

// place returns the range of a source as it is in the text: the name where
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

// headOf returns the last token of the head phrase of a source.
func (r *resolver) headOf(s *sentence, src run) int {
	head := src.lo
	for head < src.hi && !(head > src.lo && s.at(head).is(cPrep) && !s.at(head).is(cCap) && !r.inName(s, head)) {
		head++
	}
	return head - 1
}

// inName reports whether token i is in the middle of a name (the Ministry of
// Defence).
func (r *resolver) inName(s *sentence, i int) bool {
	m := r.names.At(model.Pos(s.at(i).start))
	return m >= 0 && r.names.Mentions[m].Range.Start < model.Pos(s.at(i).start)
}

// name returns the mention that is the head of a source, or -1; several names
// are no one's.
func (r *resolver) name(s *sentence, src run) int {
	head := r.headOf(s, src)
	m := r.names.At(model.Pos(s.at(head).start))
	for k := src.lo + 1; m >= 0 && k < head; k++ {
		if s.joins(k) && model.Pos(s.at(k).start) < r.names.Mentions[m].Range.Start && r.names.At(model.Pos(s.at(k-1).start)) >= 0 {
			return -1
		}
	}
	if m < 0 {
		m = r.titled(s, src, head)
	}
	if m < 0 || r.names.Mentions[m].Entity < 0 {
		return -1
	}
	return m
}

// titled returns the mention of a person at the end of a source that begins with
// the person's title of several words (Secretary of State Colin Powell), or -1. A
// title after the preposition is that of the person behind it, who is another
// (Spokesman for President Bush).
func (r *resolver) titled(s *sentence, src run, head int) int {
	if head+1 >= src.hi || !s.at(src.lo).is(cPerson|cTitle) || !s.at(src.lo).is(cCap) {
		return -1
	}
	m := r.names.At(model.Pos(s.at(src.hi - 1).start))
	if m < 0 || r.names.Mentions[m].Type != mention.Person {
		return -1
	}
	words := 0 // between the preposition and the name
	for k := head + 2; model.Pos(s.at(k).start) < r.names.Mentions[m].Range.Start; k++ {
		if s.at(k).is(cPerson|cTitle|cPunct) || s.joins(k) {
			return -1
		}
		words++
	}
	if words == 0 {
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
	first := s.at(src.lo)
	if sp.Range = r.place(s, src); src.hi-src.lo == 1 && first.is(cPron) {
		sp.Range = s.pronounAt(src.lo)
	}
	sp.Name = r.a.Slice(sp.Range)
	switch m := r.name(s, src); {
	case m >= 0:
		r.become(sp, referent(r.names.Mentions[m].Entity))
	case src.hi-src.lo == 1 && first.is(cWho) && (!first.is(cDet) || s.word(src.lo, "that")):
		r.relative(sp, s, src.lo)
	case src.hi-src.lo == 1 && first.is(cPron|cPoss|cObj):
		r.become(sp, r.pronoun(s, src.lo))
	default:
		r.become(sp, r.described(s, src))
	}
	if owner := s.at(src.hi - 1); sp.Entity >= 0 && (!owner.is(cOwner|cPoss) || owner.is(cPron|cObj)) {
		r.notice(referent(sp.Entity), false) // Doe's claim is not the latest that Doe says
	}
}

// within fills in who a source in speech is: I is the speaker. Who is spoken of
// in speech is not who speaks next.
func (r *resolver) within(sp *Speaker, s *sentence, src run, speaker int) {
	if src.hi-src.lo == 1 && (s.pronounIs(src.lo, "i") || s.word(src.lo, "my")) {
		sp.Range, sp.Entity = s.pronounAt(src.lo), -1
		sp.Name = r.a.Slice(sp.Range)
		if speaker >= 0 {
			sp.Entity, sp.Name = speaker, r.names.Entities[speaker].Name
		}
		return
	}
	if src.hi-src.lo == 1 && s.pronounIs(src.lo, "we") && speaker >= 0 && r.names.Entities[speaker].Type == mention.Org {
		sp.Range, sp.Entity, sp.Name = s.pronounAt(src.lo), speaker, r.names.Entities[speaker].Name
		return
	}
	people, bodies, here := r.people, r.bodies, r.here
	r.here = nil
	r.speaker(sp, s, src)
	r.people, r.bodies, r.here = people, bodies, here
}

// become makes sp the referent n: an entity, or somebody described.
func (r *resolver) become(sp *Speaker, n referent) {
	switch {
	case n >= 0:
		sp.Entity, sp.Name = int(n), r.names.Entities[n].Name
	case n < nobody:
		sp.Entity, sp.Name = -1, r.others[n.other()].name
	}
}

// relative makes sp what the relative pronoun at token i hangs on: the entity if
// it has a name, else its words.
func (r *resolver) relative(sp *Speaker, s *sentence, i int) {
	src := s.leftPhrase(i - 1)
	if s.sign(i-1, ',') {
		src = s.leftPhrase(i - 2)
		if far := s.beyondApposition(i - 1); !far.empty() && !r.person(s, src) {
			src = far
		}
	}
	if src.empty() {
		return
	}
	if m := r.name(s, src); m >= 0 {
		r.become(sp, referent(r.names.Mentions[m].Entity))
		return
	}
	sp.Name = r.a.Slice(s.span(src))
}

// person reports whether the head of a source is a person's name.
func (r *resolver) person(s *sentence, src run) bool {
	if src.empty() {
		return false
	}
	m := r.name(s, src)
	return m >= 0 && r.names.Mentions[m].Type == mention.Person
}
