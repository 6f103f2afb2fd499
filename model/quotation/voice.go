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
	switch {
	case f&third != 0 && (!nounToo && f&noun == 0 || opening):
		return finite
	case f&base != 0 && !punct && !nounToo && f&noun == 0 && s.nominal(p) && opening:
		return finite
	case f&base != 0 && !punct && s.plural(p) && (!nounToo && f&noun == 0 || opening):
		return finite
	case f&base != 0 && before.is(cConj) && !nounToo && f&noun == 0 && next.is(cDet|cSub|cPron|cStretch):
		return finite
	}
	return noVerb
}

// plural reports whether the noun phrase that ends with token p may be plural:
// a bare verb follows it.
func (s *phrases) plural(p int) bool {
	t := s.at(p)
	if t.is(cPlural|cGroup) && !t.is(cPerson) {
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
	return p >= 0 && (s.nominal(p) && !s.at(p).is(cDet|cPoss) || s.at(p).is(cPron))
}
