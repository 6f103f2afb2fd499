package quotation

// A voice says how a word of saying is in its clause.
type voice uint8

const (
	noVerb     voice = iota
	finite           // said, has said, would say, is saying
	infinitive       // to say
	free             // a participle or gerund: , saying / for saying
	attached         // a participle after its noun: a statement saying
	passive          // was accused, was told
	reduced          // the ban proposed by
)

// voice returns how the word of saying at i is used; noVerb if it is a noun or
// an adjective here.
func (s *clauses) voice(i int) voice {
	t := s.at(i)
	if t.is(cOwner) || t.is(cCap) && i > 0 && !s.headline {
		return noVerb
	}
	f := t.form
	p := s.back(i)
	before := s.at(p)
	nounToo := s.lex.lemmas[t.verb].frame&fNounToo != 0
	switch {
	case p < 0:
		switch {
		case f&ing != 0 && s.subjectItself(i):
			return noVerb
		case f&ing != 0:
			return free
		case f&participle != 0 && !nounToo && f&noun == 0:
			return passive // Asked about it, he said
		case f&past != 0:
			return finite
		}
		return noVerb
	case before.is(cOwner):
		return noVerb
	case before.is(auxiliary) && !(p > 0 && before.is(cCap)):
		return s.afterAuxiliary(f, before)
	case s.word(p, "to"):
		if f&base != 0 {
			return infinitive
		}
		if f&ing != 0 {
			return free
		}
		return noVerb
	case before.is(cPoss) && !before.is(cPron|cObj):
		return noVerb
	case before.is(cWho|cPron) && !s.word(p, "this") && !s.word(p, "these") && !s.word(p, "those"):
		return pronounVoice(f, before)
	case before.is(cNumber):
		if f&past != 0 && (s.opensComplement(i) || s.at(i+1).is(cCap|cPunct)) || f&base != 0 && s.opensComplement(i) {
			return finite // nine in 10 say
		}
		return noVerb
	case before.is(cDet | cPoss):
		return noVerb
	case s.word(p, "as") && f&participle != 0 && s.word(i+1, "by"):
		return reduced // as first reported by the paper
	case before.is(cPrep) && !(p > 0 && before.is(cCap)):
		if f&ing != 0 {
			return free
		}
		return noVerb
	}
	return s.afterNoun(i, p, f, nounToo)
}

func (s *clauses) afterAuxiliary(f form, aux *token) voice {
	switch {
	case aux.is(cBe) && f&ing != 0:
		return finite
	case aux.is(cHave) && f&participle != 0:
		return finite
	case aux.is(cBe) && f&participle != 0:
		return passive
	case aux.is(cDo|cModal|cAux) && f&(base|participle) != 0, aux.is(cAux) && f&ing != 0:
		return finite
	}
	return noVerb
}

func pronounVoice(f form, p *token) voice {
	switch {
	case f&(past|third) != 0 && !(f&third != 0 && p.is(cDet) && !p.is(cWho)), f&base != 0:
		return finite
	case f&ing != 0:
		return attached
	}
	return noVerb
}

// afterNoun decides for a word after a noun, a name, a conjunction, a stretch
// or punctuation.
func (s *clauses) afterNoun(i, p int, f form, nounToo bool) voice {
	t, before, next := s.at(i), s.at(p), s.at(i+1)
	punct := before.is(cPunct | cStretch | cConj | cSub)
	if f&ing != 0 {
		if punct {
			return free
		}
		return attached
	}
	if f&(past|third|base) != 0 && !punct && (next.is(cPunct|cTime|cPrep) || i+1 == len(s.toks)) && s.behindSpeech(s.leftPhrase(p).lo) >= 0 {
		return finite // “…,” Doe notes
	}
	if f&(past|third) != 0 && s.behindSpeech(i) >= 0 {
		return finite // “…,” read the statement
	}
	if f&(past|participle) != 0 && f&base == 0 {
		switch {
		case s.word(i+1, "by") && before.is(cConj) && s.firstPassive(i) >= 0:
			return reduced
		case (s.word(i+1, "by") || s.at(i+1).is(cLy) && s.word(i+2, "by")) && !punct:
			return reduced
		case f&past != 0:
			return finite
		}
		return noVerb
	}
	opening := s.opensComplement(i)
	if f&base != 0 && t.is(cPerson|cPartisan) && s.mentionType(i+1) == "PERSON" {
		return noVerb // the Games champion Jane Doe
	}
	if nounToo && before.is(cEd) && !before.is(cCap) {
		return noVerb // similar charges, heated claims
	}
	if nounToo && f&third != 0 && !before.is(cCap|cSource|cPron|cTitle|cPunct|cStretch|cConj|cSub|cWho|cNumber) {
		return noVerb // job offers
	}
	if (nounToo || f&noun != 0) && !punct && s.leads(i, p) {
		return finite
	}
	switch {
	case f&third != 0 && (!nounToo && f&noun == 0 || opening):
		return finite
	case f&base != 0 && s.sign(p, ',') && (s.word(i+1, "that") || !nounToo && f&noun == 0 && (opening || next.is(cPron))) && s.pluralBeyond(p):
		return finite // a third of them, 33%, say they will
	case f&third != 0 && s.sign(p, ',') && s.clauseAhead(i+1) && s.personBeyond(p):
		return finite // Doe, who ran, hopes Oslo will
	case f&base != 0 && !punct && !nounToo && f&noun == 0 && s.nominal(p) && opening:
		return finite
	case f&base != 0 && !punct && s.plural(p) && (!nounToo && f&noun == 0 || opening || next.is(cIng) && s.startsPhrase(i+2)):
		return finite
	case f&base != 0 && before.is(cConj) && !nounToo && f&noun == 0 && next.is(cDet|cSub|cPron|cStretch):
		return finite
	}
	return noVerb
}

// leads reports whether the word at i, a noun as well, is the verb of the name or the
// plural that ends with token p: what follows fits a verb, and no other verb does.
func (s *clauses) leads(i, p int) bool {
	t, l := s.at(i), &s.lex.lemmas[s.at(i).verb]
	governs := len(l.preps) > 0 && s.isOneOf(i+1, l.preps) && (s.startsPhrase(i+2) || s.at(i+2).is(cIng)) || s.word(i+1, "out") && (s.word(i+2, "that") || s.at(i+2).is(cPunct))
	as := s.at(i+1).is(cPunct) || s.word(i+1, "out") && s.at(i+2).is(cPunct)
	if start := s.leftPhrase(p).lo; as && t.form&base != 0 && (s.word(start-1, "as") || s.word(start-1, "than")) && s.at(p).is(cPlural|cGroup) && l.frame&fThat != 0 {
		return true // as some clerks hope,
	}
	if t.form&third != 0 && s.mentionType(p) == "PERSON" && !s.at(p).is(cOwner) {
		if object := l.frame&fNoun != 0 && s.startsPhrase(i+1) && !s.at(i+1).is(cStretch); !governs && !object {
			return false
		}
		return s.leftPhrase(p).lo == 0 && !s.verbAhead(i+1)
	}
	if t.form&base != 0 && t.form&third == 0 && governs && s.at(p).is(cPlural) && !s.at(p).is(cCap|cOwner) {
		before := s.at(s.leftPhrase(p).lo - 1)
		return !before.is(cPrep) && !s.verbAhead(i+1)
	}
	return false
}

// verbAhead reports whether a verb beyond doubt follows in the segment that begins with
// token k.
func (s *phrases) verbAhead(k int) bool {
	for ; !s.at(k).is(cPunct | cStretch | cWho | cSub); k++ {
		if s.finite(k) {
			return true
		}
	}
	return false
}

// pluralBeyond reports whether several do something behind the aside that ends with the
// comma at token p, personBeyond whether a person named does.
func (s *phrases) pluralBeyond(p int) bool {
	r := s.beyondApposition(p)
	if r.empty() || s.segment(p) == 0 {
		return false
	}
	for k := r.lo; k < r.hi; k++ {
		if t := s.at(k); t.is(cPlural) && !t.is(cOwner) || s.joins(k) {
			return true
		}
		if s.at(k).is(cPrep) && k > r.lo && !s.at(k-1).is(cNumber) && !s.word(k, "of") {
			return false
		}
	}
	return false
}

func (s *phrases) personBeyond(p int) bool {
	r := s.beyondApposition(p)
	return !r.empty() && r.lo == 0 && s.segment(p) > 0 && s.mentionType(r.hi-1) == "PERSON"
}

// plural reports whether the noun phrase that ends with token p may be plural:
// a bare verb follows it.
func (s *phrases) plural(p int) bool {
	t := s.at(p)
	if t.is(cPlural|cGroup) && !t.is(cPerson) || s.word(p, "women") || s.word(p, "men") || s.word(p, "people") {
		return true
	}
	if s.mentionType(p) == "NORP" && !t.is(cPlural) {
		return false // a town and former European champion
	}
	lo := s.leftBase(p)
	return t.is(cCap|cPerson) && lo > 0 && s.joins(lo-1)
}

// opensComplement reports whether what follows i shows that i is a verb.
func (s *tagged) opensComplement(i int) bool {
	t := s.at(i + 1)
	if s.word(i+1, "to") {
		return s.lex.lemmas[s.at(i).verb].frame&fInfinitive != 0
	}
	if s.word(i+1, "more") && s.word(i+2, "than") {
		return true // the paper reports more than half
	}
	return t.is(cStretch|cDet|cPoss|cPron|cObj|cWh) || (t.is(cCap) || s.names.At(t.span().Start) >= 0 || former(s.text[t.start:t.end]) && s.at(i+2).is(cCap|cPerson)) && s.at(i-1).is(cPlural|cCap|cPerson|cGroup|cThing)
}

// former reports whether a word begins a phrase for somebody: former president Doe.
func former(w string) bool {
	switch w {
	case "former", "current", "then", "rival", "fellow", "outgoing", "late", "ex-president":
		return true
	}
	return false
}

// verbal reports whether the word in -ed at token k may be a finite verb.
func (s *tagged) verbal(k int) bool {
	p := s.back(k)
	return s.nominal(p) && !s.at(p).is(cDet|cPoss) || s.at(p).is(cPron)
}
