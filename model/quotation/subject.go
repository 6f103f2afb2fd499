package quotation

// A voice says how a word of saying stands in its clause.
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
func (s *sentence) voice(i int) voice {
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

func (s *sentence) afterAuxiliary(f form, aux *token) voice {
	switch {
	case aux.is(cBe) && f&ing != 0:
		return finite
	case aux.is(cHave) && f&participle != 0:
		return finite
	case aux.is(cBe) && f&participle != 0:
		return passive
	case aux.is(cDo|cModal|cAux) && f&(base|participle) != 0:
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
func (s *sentence) afterNoun(i, p int, f form, nounToo bool) voice {
	before, next := s.at(p), s.at(i+1)
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
	if f&past != 0 && s.behindSpeech(i) >= 0 {
		return finite // “…,” read the statement
	}
	if f&(past|participle) != 0 && f&base == 0 {
		switch {
		case s.word(i+1, "by") && !punct:
			return reduced
		case f&past != 0:
			return finite
		}
		return noVerb
	}
	opening := s.opensComplement(i)
	if nounToo && before.is(cEd) && !before.is(cCap) {
		return noVerb // similar charges, heated claims
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
func (s *sentence) plural(p int) bool {
	t := s.at(p)
	if t.is(cPlural|cGroup) && !t.is(cPerson) {
		return true
	}
	lo := s.leftBase(p)
	return t.is(cCap|cPerson) && lo > 0 && s.joins(lo-1)
}

// opensComplement reports whether what follows i shows that i is a verb.
func (s *sentence) opensComplement(i int) bool {
	t := s.at(i + 1)
	if s.word(i+1, "to") {
		return s.lex.lemmas[s.at(i).verb].frame&fInfinitive != 0
	}
	return t.is(cStretch|cDet|cPoss|cPron|cObj|cWh) || (t.is(cCap) || s.names.At(t.span().Start) >= 0) && s.at(i-1).is(cPlural|cCap|cPerson|cGroup|cThing)
}

// subject returns who does what the verb at i says.
func (s *sentence) subject(i int, v voice) run {
	switch v {
	case finite:
		return s.finiteSubject(s.group(i))
	case infinitive:
		return s.controller(s.group(i) - 1)
	case attached:
		return s.attachedSubject(i)
	case free:
		if s.word(s.back(i), "as") { // was quoted as saying
			return s.controller(s.back(i))
		}
		if s.at(s.back(i)).is(cConj) { // tweeting that it was and asking
			for n := len(s.found) - 1; n >= 0; n-- {
				if f := &s.found[n]; s.at(f.cue.lo).form&ing != 0 && !f.source.empty() && f.source.hi <= i {
					return f.source
				}
			}
		}
		return s.mainSubject(i)
	case passive, reduced:
		return s.agent(i)
	}
	return run{}
}

// attachedSubject returns the noun before a participle; for a writing it is who
// wrote it: Doe’s letter saying, Doe sent a letter saying.
func (s *sentence) attachedSubject(i int) run {
	p := s.back(i)
	if t := s.at(p); s.finite(p) || t.verb != 0 && t.form&(past|third) != 0 && !t.is(cCap) {
		return s.finiteSubject(s.group(p)) // began talking about
	}
	r := s.leftPhrase(p)
	if r.empty() {
		return r
	}
	head := r.lo
	for head+1 < r.hi && !s.at(head+1).is(cPrep|cPunct) {
		head++
	}
	if !s.at(head).is(cWriting) {
		return r
	}
	for k := head; k >= r.lo; k-- {
		if s.at(k).is(cOwner | cPoss) {
			return run{r.lo, k + 1}
		}
	}
	k := r.lo - 1
	for k > 0 && (s.at(k).is(cPrep) || s.adverb(k)) {
		k--
	}
	if t := s.at(k); k > 0 && !t.is(cCap|cPunct) && (s.finite(k) || t.is(cEd|cLight) || t.verb != 0) {
		if owner := s.finiteSubject(s.group(k)); !owner.empty() {
			return owner
		}
	}
	return r
}

// finiteSubject returns the subject that ends before token g, the first of a
// verb group.
func (s *sentence) finiteSubject(g int) run {
	j := g - 1
	t := s.at(j)
	if t.is(cTime) && j > 0 { // had last month said
		if k := s.headEnd(j); k < j && s.at(k).is(auxiliary) && !s.at(k).is(cCap) {
			return s.finiteSubject(s.group(k))
		}
	}
	switch {
	case j < 0:
		return run{}
	case t.is(cStretch) && j > 0 && lastSign(s.text, t.span()) == ',':
		for k := j; k > 1; k-- { // Doe, who calls it “a mess,” said
			if s.at(k).is(cWho) && s.sign(k-1, ',') {
				return s.leftPhrase(k - 2)
			}
		}
		return run{}
	case t.is(cStretch), t.is(cPunct) && t.sign != ',' && t.sign != '—' && t.sign != ')':
		return run{}
	case t.is(cPunct) && t.sign != ')':
		return s.beyondApposition(j)
	case t.is(cConj):
		return s.sharedSubject(g)
	case s.word(j, "who") || s.word(j, "which"):
		return run{j, j + 1}
	case s.word(j, "that"):
		return run{j, j + 1}
	}
	return s.beyondRelative(j)
}

// beyondRelative returns the subject that ends with token j, or the one that a
// relative clause ending there hangs on: the official who spoke to us said.
func (s *sentence) beyondRelative(j int) run {
	verb := false
	for k := j; k > 0 && j-k < 25; k-- {
		t := s.at(k)
		if t.is(cPunct|cStretch) && t.sign != ')' && t.sign != '(' || t.is(cSub) && !t.is(cWho|cPrep) || s.word(k, "that") {
			break
		}
		if s.word(k, "who") && verb && s.nominalHead(k-1) {
			return s.leftPhrase(k - 1)
		}
		verb = verb || s.finite(k) || t.is(cEd) || t.verb != 0
	}
	return s.leftPhrase(j)
}

// beyondApposition returns the subject before the comma or dash at j, past
// appositions and relative clauses: Doe, 22, who runs the shop, said.
func (s *sentence) beyondApposition(j int) run {
	hi := j
	for range 8 {
		lo := hi - 1 // the first token of the segment that ends before hi
		for lo >= 0 && !(s.at(lo).is(cPunct) && (s.at(lo).sign == ',' || s.at(lo).sign == '—' || s.at(lo).sign == ';' || s.at(lo).sign == ':')) && !s.at(lo).is(cStretch) {
			lo--
		}
		last := lo < 0 || s.at(lo).is(cStretch) || s.at(lo).sign == ';' || s.at(lo).sign == ':'
		if last {
			return s.leftPhrase(s.lastNominal(lo+1, hi))
		}
		if !s.apposes(lo+1, hi) {
			// Doe, the editor of the daily, the Gazette, said
			if n := s.segment(lo); n > 0 && s.at(n).is(cDet) && s.apposes(n, lo) && s.sign(n-1, ',') && !s.finite(lo-1) {
				hi = lo
				continue
			}
			return s.leftPhrase(s.lastNominal(lo+1, hi))
		}
		hi = lo
	}
	return run{}
}

// segment returns the first token of the segment between commas that ends
// before hi.
func (s *sentence) segment(hi int) int {
	for hi > 0 && !s.at(hi-1).is(cPunct|cStretch) {
		hi--
	}
	return hi
}

// lastNominal returns the last token before hi that may end a noun phrase, not
// before lo-1.
func (s *sentence) lastNominal(lo, hi int) int {
	k := hi - 1
	for k >= lo && s.adverb(k) {
		k--
	}
	return k
}

// apposes reports whether the segment [lo, hi) can only hang on what stands
// before it.
func (s *sentence) apposes(lo, hi int) bool {
	for hi-1 > lo && s.sign(hi-1, '.') {
		hi--
	}
	t := s.at(lo)
	if hi-lo == 1 && (t.is(cNumber) || s.partyTag(lo) || t.is(cCap) && s.mentionType(lo) == "GPE") {
		return true
	}
	if t.is(cNumber) && !t.is(cCap) && hi-lo < 4 {
		return true
	}
	switch {
	case t.is(auxiliary) && !t.is(cCap|cPron): // the verb of a relative clause
		return true
	case t.is(cWho), s.word(lo, "whose"), t.is(cPrep) && !t.is(cCap), t.is(cIng|cObj) && !t.is(cPron), s.adverb(lo), t.is(cSub) && !s.word(lo, "that"):
		return true
	case t.is(cDet|cPoss) && !t.is(cCap):
		return true
	case t.is(cEd) && !t.is(cCap):
		return true
	case t.is(cStop) && !t.is(cTitle):
		return true
	}
	if t.is(cCap | cPron | cNumber) {
		return false
	}
	for k := lo; k < hi; k++ {
		if s.finite(k) {
			return false
		}
	}
	return true
}

// partyTag reports whether token i is a party and a place: R-Ky.
func (s *sentence) partyTag(i int) bool {
	w := s.text[s.at(i).start:s.at(i).end]
	return len(w) > 2 && len(w) < 12 && w[1] == '-' && (w[0] == 'R' || w[0] == 'D' || w[0] == 'I')
}

func (s *sentence) mentionType(i int) string {
	t := s.at(i)
	if m := s.names.At(t.span().Start); m >= 0 {
		return string(s.names.Mentions[m].Type)
	}
	return ""
}

// sharedSubject returns the subject that a verb at g, after a conjunction,
// shares with the verb before it.
func (s *sentence) sharedSubject(g int) run {
	for n := len(s.found) - 1; n >= 0; n-- {
		f := &s.found[n]
		if f.voice != finite || f.cue.lo >= g || f.source.empty() || f.source.hi > g || s.sealed(f, g) || s.introduces(f.cue.lo) && s.comma(f.cue.hi, g) {
			continue
		}
		// Doe said he welcomed it and added: the outermost clause that ends here.
		for m := range n {
			if o := &s.found[m]; o.voice == finite && !o.source.empty() && o.source.hi <= g && o.content[len(o.content)-1].hi == f.content[len(f.content)-1].hi && !s.at(o.source.lo).is(cWho) {
				return o.source
			}
		}
		return f.source
	}
	return s.nearestSubject(g)
}

// sealed reports whether the attribution f stands in a relative clause that a
// comma before g closes.
func (s *sentence) sealed(f *attribution, g int) bool {
	if f.source.hi-f.source.lo != 1 || !s.at(f.source.lo).is(cWho) {
		return false
	}
	return s.comma(f.cue.hi, g)
}

// comma reports whether a comma stands in [lo, hi).
func (s *sentence) comma(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if s.sign(k, ',') {
			return true
		}
	}
	return false
}

// mainSubject returns the subject of the clause that a participle at i hangs on.
func (s *sentence) mainSubject(i int) run {
	for n := range s.found { // the outermost clause of saying that reaches to i
		f := &s.found[n]
		if f.voice == finite && f.cue.lo < i && !f.source.empty() && f.source.hi <= i && !s.at(f.source.lo).is(cWho) && !s.introduces(f.cue.lo) {
			if s.leaves(f.cue.hi, i) {
				break
			}
			return f.source
		}
	}
	return s.nearestSubject(i)
}

// leaves reports whether a clause of its own begins between two tokens, behind a
// comma: , though he used other words, saying
func (s *sentence) leaves(lo, hi int) bool {
	for k := lo; k+1 < hi; k++ {
		if s.sign(k, ',') && s.at(k+1).is(cConj|cSub) && !s.word(k+1, "and") && !s.word(k+1, "or") && !s.word(k+1, "that") && !s.word(k+1, "if") {
			return true
		}
	}
	return false
}

// nearestSubject returns the subject of the last finite verb before i outside a
// relative clause, else the first phrase of the sentence.
func (s *sentence) nearestSubject(i int) run {
	for k := min(i, len(s.toks)) - 1; k > 0; k-- {
		t := s.at(k)
		if !(s.finite(k) || t.is(cEd) && !t.is(cCap) && s.verbal(k)) {
			continue
		}
		if r := s.finiteSubject(s.group(k)); !r.empty() && r.hi <= i && !s.at(r.lo).is(cWho) && !s.word(r.lo-1, "that") {
			return r
		}
	}
	return s.firstPhrase(i)
}

// firstSubject returns the subject of the first finite verb that stands in no
// relative or introductory clause.
func (s *sentence) firstSubject() run {
	for k := 1; k < len(s.toks); k++ {
		t := s.at(k)
		if !s.finite(k) && !(t.is(cEd) && !t.is(cCap) && s.verbal(k)) || s.introduces(k) {
			continue
		}
		if r := s.finiteSubject(s.group(k)); !r.empty() && !s.at(r.lo).is(cWho) {
			return r
		}
	}
	return s.firstPhrase(len(s.toks))
}

// firstPhrase returns the first noun phrase before token i, past what introduces
// the sentence.
func (s *sentence) firstPhrase(i int) run {
	k := 0
	for k < i && (s.at(k).is(cConj) || s.adverb(k) || s.sign(k, ',')) {
		k++
	}
	if s.at(k).is(cPrep|cSub|cIng) || i == 0 { // an introductory phrase ends with a comma
		for k < len(s.toks)-1 && !s.sign(k, ',') {
			k++
		}
		k++
	}
	return s.rightPhrase(k)
}

// verbal reports whether the word in -ed at token k may be a finite verb.
func (s *sentence) verbal(k int) bool {
	p := s.back(k)
	return p >= 0 && (s.nominal(p) && !s.at(p).is(cDet|cPoss) || s.at(p).is(cPron))
}

// controller returns the subject of the verb, noun or adjective that governs
// the infinitive before token j (to, as).
func (s *sentence) controller(j int) run {
	if t := s.at(j - 1); t.is(cObj|cPerson|cPlural) && !t.is(cThing) && !s.finite(j-1) || t.is(cCap) && j > 1 || t.is(cPron) && s.at(j-2).verb != 0 {
		if r := s.leftPhrase(j - 1); !r.empty() && s.at(r.lo-1).is(cIng|cEd|cPlural|cPrep) || s.at(r.lo-1).verb != 0 {
			return r // forced Doe to say
		}
	}
	for k := j - 1; k >= 0 && j-k < 7; k-- {
		t := s.at(k)
		if t.is(cPunct|cStretch) && t.sign != ',' {
			break
		}
		if t.verb != 0 && !t.is(cOwner) && t.form&(past|third|base|ing|participle) != 0 || t.is(auxiliary) && !t.is(cCap) || t.is(cEd) && !t.is(cCap) {
			if r := s.finiteSubject(s.group(k)); !r.empty() && r.hi <= j {
				return r
			}
		}
	}
	return s.mainSubject(j)
}

// agent returns the phrase after by in the passive, if it is there.
func (s *sentence) agent(i int) run {
	for k := i + 1; k < len(s.toks) && k < i+12; k++ {
		if s.at(k).is(cPunct | cStretch | cSub) {
			break
		}
		if s.word(k, "by") {
			return s.rightPhrase(k + 1)
		}
	}
	return run{}
}
