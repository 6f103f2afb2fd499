package quotation

import (
	"slices"
	"strings"

	"stet/model"
	"stet/model/mention"
)

// A resolver says which entity a source is. It goes through the article once,
// sentence by sentence, and remembers who was spoken of.
type resolver struct {
	a     *model.Article
	names *mention.Found
	next  int // the first mention that no sentence has taken

	people recent // entities of people, the latest subject or speaker last
	bodies recent // likewise of organisations and places
	gender map[int]gender
	called map[string]int // what somebody was called (minister), the latest
}

type gender uint8

const (
	unknown gender = iota
	male
	female
)

// genders are titles that tell.
var genders = map[string]gender{
	"mr.": male, "mr": male, "sir": male, "lord": male, "king": male, "prince": male, "father": male, "congressman": male,
	"chairman": male, "spokesman": male, "businessman": male, "actor": male,
	"mrs.": female, "ms.": female, "mrs": female, "ms": female, "miss": female, "dame": female, "lady": female, "queen": female,
	"princess": female, "congresswoman": female, "chairwoman": female, "spokeswoman": female, "businesswoman": female, "actress": female,
	"he": male, "his": male, "him": male, "she": female, "her": female,
}

// bodyWords stand for any organisation; other words (the court) only for one
// that is called so.
var bodyWords = map[string]bool{"group": true, "company": true, "firm": true, "organization": true, "organisation": true, "agency": true}

// recent are the entities that were spoken of last, the latest last: as many as a
// pronoun is tried on.
type recent struct {
	list [6]int
	n    int
}

func (r *recent) latest() int {
	if r.n == 0 {
		return -1
	}
	return r.list[r.n-1]
}

// notice makes entity e the latest.
func (r *recent) notice(e int) {
	at := slices.Index(r.list[:r.n], e)
	switch {
	case at < 0 && r.n < len(r.list):
		at = r.n
		r.n++
	case at < 0:
		at = 0
	}
	copy(r.list[at:r.n], r.list[at+1:r.n])
	r.list[r.n-1] = e
}

func newResolver(a *model.Article, names *mention.Found) *resolver {
	r := &resolver{a: a, names: names, gender: map[int]gender{}, called: map[string]int{}}
	for n := range names.Entities {
		if e := &names.Entities[n]; e.Type == mention.Person {
			r.gender[n] = givenGender(e.Name)
		}
	}
	return r
}

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

// learn takes in who is named in a sentence, and by which titles. It returns the
// person and the body named first in it outside a prepositional phrase, or -1,
// and all people in it.
func (r *resolver) learn(s *sentence) (person, body int, people []int) {
	person, body = -1, -1
	for k := range s.toks {
		start, end := model.Pos(s.toks[k].start), model.Pos(s.toks[k].end)
		for r.next < len(r.names.Mentions) && r.names.Mentions[r.next].Range.End <= start {
			r.next++
		}
		if r.next == len(r.names.Mentions) {
			break
		}
		m := &r.names.Mentions[r.next]
		if m.Range.Start >= end || m.Range.Start < start || m.Entity < 0 {
			continue
		}
		subject := k == 0 || !s.at(s.leftBase(k)-1).is(cPrep)
		if r.names.Entities[m.Entity].Type != mention.Person {
			if body < 0 && subject {
				body = m.Entity
			}
			continue
		}
		if person < 0 && subject {
			person = m.Entity
		}
		people = append(people, m.Entity)
		r.titles(s, k, m)
	}
	return person, body, people
}

// titles notes what the person whose mention begins at token k is called there:
// before the name, or in an apposition behind it.
func (r *resolver) titles(s *sentence, k int, m *mention.Mention) {
	note := func(i int) {
		word := strings.ToLower(r.a.Text[s.toks[i].start:s.toks[i].end])
		if g := genders[word]; g != unknown {
			r.gender[m.Entity] = g
		}
		r.called[word] = m.Entity
	}
	for i := k - 1; i >= 0 && i > k-6 && s.at(i).is(cPerson|cTitle|cCap) && !s.at(i).is(cPunct); i-- {
		if s.at(i).is(cPerson | cTitle) {
			note(i)
		}
	}
	for i := k; i < len(s.toks) && model.Pos(s.toks[i].start) < m.Range.End; i++ {
		if s.at(i).is(cPerson | cTitle) {
			note(i) // the title may be part of the mention
		}
		k = i
	}
	if s.sign(k+1, ',') {
		for i := k + 2; i < len(s.toks) && i < k+9 && !s.at(i).is(cPunct|cWho|cPrep); i++ {
			if s.at(i).is(cPerson) {
				note(i)
			}
		}
	}
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

// headOf returns the last token of the head phrase of a source.
func (r *resolver) headOf(s *sentence, src run) int {
	head := src.lo
	for head < src.hi && !(head > src.lo && s.at(head).is(cPrep) && !s.at(head).is(cCap) && !r.inName(s, head)) {
		head++
	}
	return head - 1
}

// inName reports whether token i stands in the middle of a name (the Ministry of
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
	sp.Range = r.place(s, src)
	sp.Name = r.a.Slice(sp.Range)
	first := s.at(src.lo)
	switch m := r.name(s, src); {
	case m >= 0:
		r.become(sp, r.names.Mentions[m].Entity)
	case src.hi-src.lo == 1 && first.is(cWho) && (!first.is(cDet) || s.word(src.lo, "that")):
		r.relative(sp, s, src.lo)
	case src.hi-src.lo == 1 && first.is(cPron|cPoss|cObj):
		r.become(sp, r.pronoun(s, src.lo))
	default:
		r.become(sp, r.described(s, src))
	}
}

// within fills in who a source in speech is: I is the speaker. Who is spoken of
// in speech is not who speaks next.
func (r *resolver) within(sp *Speaker, s *sentence, src run, speaker int) {
	if src.hi-src.lo == 1 && (s.word(src.lo, "i") || s.word(src.lo, "my")) {
		sp.Range, sp.Entity = s.span(src), -1
		sp.Name = r.a.Slice(sp.Range)
		if speaker >= 0 {
			sp.Entity, sp.Name = speaker, r.names.Entities[speaker].Name
		}
		return
	}
	people, bodies := r.people, r.bodies
	r.speaker(sp, s, src)
	r.people, r.bodies = people, bodies
}

// become makes sp the entity n, and remembers it.
func (r *resolver) become(sp *Speaker, n int) {
	if n < 0 {
		return
	}
	sp.Entity, sp.Name = n, r.names.Entities[n].Name
	r.notice(n)
}

// notice makes n the latest that was spoken of.
func (r *resolver) notice(n int) {
	if n < 0 {
		return
	}
	if r.names.Entities[n].Type == mention.Person {
		r.people.notice(n)
	} else {
		r.bodies.notice(n)
	}
}

// leave orders who a sentence spoke of: those that it named, before them whom it
// was about, before them who spoke in it.
func (r *resolver) leave(s *sentence, first int, out []Quotation, person, body int, people []int) {
	for _, n := range people {
		r.notice(n)
	}
	r.notice(body)
	r.notice(person)
	if says := s.outermost(); says >= 0 {
		r.notice(out[first+says].Speaker.Entity)
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
		r.become(sp, r.names.Mentions[m].Entity)
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

// pronoun returns the entity that a personal pronoun at token i stands for: the
// latest person of its gender, or the latest organisation or place; or -1.
func (r *resolver) pronoun(s *sentence, i int) int {
	if s.word(i, "it") || s.word(i, "its") {
		return r.bodies.latest()
	}
	g := genders[strings.ToLower(r.a.Text[s.at(i).start:s.at(i).end])]
	if g == unknown {
		return -1
	}
	for k := r.people.n - 1; k >= 0; k-- {
		n := r.people.list[k]
		if r.gender[n] == g || r.gender[n] == unknown {
			return n
		}
	}
	return -1
}

// described returns the entity that a definite description stands for (the
// minister, the group), or -1.
func (r *resolver) described(s *sentence, src run) int {
	if !s.word(src.lo, "the") {
		return -1
	}
	head := r.headOf(s, src)
	if head != src.hi-1 || head == src.lo {
		return -1
	}
	t := s.at(head)
	if n, ok := r.called[strings.ToLower(r.a.Text[t.start:t.end])]; ok {
		return n
	}
	if t.is(cGroup) && !t.is(cPlural|cPerson) && r.bodies.n > 0 && src.hi-src.lo == 2 {
		n := r.bodies.latest()
		e, word := &r.names.Entities[n], strings.ToLower(r.a.Text[t.start:t.end])
		if e.Type == mention.Org && (bodyWords[word] || strings.Contains(strings.ToLower(e.Name), word)) {
			return n
		}
	}
	return -1
}
