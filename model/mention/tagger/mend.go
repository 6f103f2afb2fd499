package tagger

import "strings"

// mend puts right what the best row of labels gets wrong because its features do not
// see it: an ’s that belongs to a name, a party with a state, a list of names of one
// kind.
func (t *Text) mend() {
	for i := 1; i < len(t.Labels); i++ {
		switch {
		case t.Tokens[i].Kind == Clitic:
			t.keepOwner(i)
		case t.partyOf(i):
			t.Labels[i] = Outside
		case clubs[t.words[i].lower] && t.Labels[i] == Outside && t.Labels[i-1] != Outside && t.Labels[i-1].Kind() != Person:
			t.own(t.nameStart(i-1), i+1)
		case t.Labels[i] == Begin(Location):
			t.alike(i)
			t.institution(i)
		}
	}
}

// partyOf reports whether token i is a party with a state behind a name: D-Conn.
func (t *Text) partyOf(i int) bool {
	w := t.word(i)
	return len(w) > 3 && w[1] == '-' && (w[0] == 'D' || w[0] == 'R' || w[0] == 'I') && (t.word(i-1) == "," || t.word(i-1) == "(")
}

// alike makes a city in a list of organisations one of them: Harvard, Yale and
// Berkeley.
func (t *Text) alike(i int) {
	if t.words[i].phrase&Country != 0 || t.words[i].phrase&City == 0 || i < 4 || t.PhraseLen(i) != t.NameEnd(i)-i {
		return
	}
	org := func(k int) bool { return k >= 0 && t.Labels[k] != Outside && t.Labels[k].Kind() == Organisation }
	k := i - 1
	if w := t.word(k); w != "and" && w != "or" {
		return
	}
	if t.word(k-1) == "," {
		k--
	}
	if k--; !org(k) {
		return
	}
	for k > 0 && !t.Labels[k].Begins() {
		k--
	}
	if k < 2 || t.word(k-1) != "," || !org(k-2) {
		return
	}
	end := t.NameEnd(i)
	t.Labels[i] = Begin(Organisation)
	for n := i + 1; n < end; n++ {
		t.Labels[n] = Inside(Organisation)
	}
}

// clubs end the names of clubs: Cork City FC.
var clubs = setOf("fc", "afc", "cf", "rfc", "f.c", "a.f.c", "f.c.", "a.f.c.")

// institutions end names of organisations, whatever place is in them.
var institutions = setOf("hospital", "university", "college", "infirmary", "polytechnic")

// institution makes a place an organisation whose last word says it is one: St. Mary’s
// Hospital.
func (t *Text) institution(i int) {
	end := t.spanEnd(i)
	if end-i > 1 && t.Labels[i] == Begin(Location) && institutions[t.words[end-1].lower] && t.Tokens[end-1].Kind.Named() {
		t.own(i, end)
	}
}

// nameStart is the first token of the name that token i is in.
func (t *Text) nameStart(i int) int {
	for i > 0 && t.Labels[i] != Outside && !t.Labels[i].Begins() {
		i--
	}
	return i
}

// Whose ’s is part of the name of an organisation: brands by themselves, names that
// may be a person's where no noun follows, and people before what they are an
// organisation of.
var (
	brands = setOf("mcdonald", "macy", "sotheby", "kellogg", "domino", "arby", "denny", "sainsbury", "bloomingdale", "wendy’s", "kohl", "carl’s", "popeye", "bojangle", "jimmy john", "dillard", "menard")
	owners = setOf("moody", "lloyd", "christie", "lowe", "levi", "wendy", "dick", "boatmen", "chili", "zaxby", "sam", "victoria")
	ofWhom = setOf("people", "peoples", "workers", "women", "children", "men", "farmers", "teachers", "veterans", "nurses", "students", "writers", "king", "queen", "sam", "boys", "girls", "mothers")
	behind = setOf("army", "party", "hospital", "court", "union", "association", "congress", "bank", "club", "college", "university", "council", "committee", "liberation", "front", "daily", "movement", "league", "alliance", "federation", "institute", "fund", "secret")
	// A name that ends in ’s goes before these; what is owned does not begin with them.
	afterName = setOf("said", "says", "has", "is", "was", "will", "would", "and", "or", "to", "in", "on", "at", "for", "with", "which", "announced", "reported", "warned", "cut", "raised", "shares", "disagreed")
)

func setOf(words ...string) map[uint64]bool {
	set := map[uint64]bool{}
	for _, w := range words {
		set[Hash(w)] = true
	}
	return set
}

// keepOwner takes the ’s at token i into the name before it where it belongs to that:
// McDonald’s, Moody’s said, the People’s Party.
func (t *Text) keepOwner(i int) {
	if s := t.word(i); s[len(s)-1] != 's' || !t.Tokens[i-1].Kind.Named() || t.words[i].style == shout {
		return
	}
	from := i - 1
	for from > 0 && t.Labels[from] != Outside && !t.Labels[from].Begins() {
		from--
	}
	owner, next := t.words[i-1].lower, i+1
	named := next < len(t.Tokens) && t.Tokens[next].Kind.Named()
	switch {
	case named && ofWhom[owner]:
		for end := int(t.words[next].row.end); next < end; next++ {
			if behind[t.words[next].lower] {
				if t.Labels[from] == Outside || t.Labels[i-1] == Outside {
					from = i - 1
				}
				for k := from - 1; k >= int(t.words[i-1].row.start) && t.words[i-1].row.end > 0 && t.words[k].flags&(Nationality|Common) != 0 && t.Tokens[k].Kind.Named() && !t.words[k].first; k-- {
					from = k // the Korean People’s Army
				}
				t.own(from, max(next+1, t.spanEnd(next)))
				return
			}
		}
	case owners[owner] && from == i-1 && next+1 < len(t.Tokens) && t.word(next) == "of" && t.Labels[next+1] != Outside && t.Labels[next+1].Kind() == Location:
		t.own(from, t.spanEnd(next+1)) // Lloyd’s of London
	case brands[owner] && !named && i-from < 3,
		owners[owner] && from == i-1 && !named && (next >= len(t.Tokens) || t.Tokens[next].Kind == Sign && t.word(next) != "“" || t.Tokens[next].Kind == Lower && (afterName[t.words[next].lower] || strings.HasSuffix(t.word(next), "ed"))):
		t.own(from, i+1)
	}
}

// spanEnd is the end of the name that token i is in, or behind i.
func (t *Text) spanEnd(i int) int {
	if t.Labels[i] == Outside {
		return i + 1
	}
	for i++; i < len(t.Labels) && t.Labels[i] != Outside && !t.Labels[i].Begins(); i++ {
	}
	return i
}

// own labels tokens i to j as one organisation.
func (t *Text) own(i, j int) { line{Text: t}.mark(i, j, Organisation) }
