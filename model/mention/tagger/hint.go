package tagger

// Hints are what a few words beside a name say of its kind, where the weights have
// seen too few names of that form: the city of Nandom, a Brambleco-owned yard, the
// schooner Solveig. They are added to the scores in units of the weights, so that
// what the weights are sure of is.
const (
	likely  = 60
	surely  = 200
	byHint  = byFullName // what a sure hint counts for in a memory
	longAgo = 6          // how many words behind a comma are looked through
)

// A contextHint says what a word tells of a name beside it.
type contextHint uint16

const (
	placeOf  contextHint = 1 << iota // the city of …
	peopleOf                         // the mayor of …
	groupOf                          // the founder of …
	carries                          // the ferry …
	sells                            // they sell …
	speaks                           // … said
	works                            // … shares, … analysts
	group                            // a grocer, as what is behind a comma
	human                            // a woman, as what is behind a comma
	breaks                           // ends the noun phrase behind a comma
	particle                         // von …, where it is surely part of a name
	perhaps                          // van …, where it may be
)

var besides = func() map[uint64]contextHint {
	out := map[uint64]contextHint{}
	for b, words := range map[contextHint][]string{
		placeOf:  {"city", "town", "village", "province", "district", "county", "municipality", "port", "borough", "suburb", "hamlet", "township", "commune"},
		peopleOf: {"mayor", "governor", "streets", "residents", "outskirts", "suburbs", "inhabitants", "embassy", "coast", "airport"},
		groupOf: {"founder", "founders", "co-founder", "cofounder", "chairman", "chairwoman", "ceo", "spokesman", "spokeswoman", "spokesperson",
			"leader", "leaders", "shareholders", "subsidiary", "customers", "employees", "shares", "takeover", "bankruptcy", "acquisition"},
		carries: {"schooner", "ferry", "tanker", "freighter", "trawler", "yacht", "steamer", "frigate", "destroyer", "submarine", "cutter", "ship", "vessel", "tugboat", "warship"},
		sells:   {"sells", "sell", "sold", "selling", "eats", "ate", "drinks", "drank"},
		speaks:  {"said", "says", "announced", "reported", "warned", "declined", "denied", "confirmed"},
		works:   {"shares", "stock", "executives", "traders", "analysts", "shareholders", "employees", "spokesman", "spokeswoman", "customers", "subscribers"},
		group: {"company", "firm", "maker", "grocer", "retailer", "chain", "bank", "airline", "agency", "startup", "start-up", "manufacturer", "producer", "operator",
			"provider", "publisher", "developer", "carrier", "insurer", "lender", "brewer", "exporter", "supplier", "shop", "store", "network", "party", "union", "charity",
			"broker", "brokerage", "conglomerate", "consultancy", "carmaker", "chipmaker", "utility", "cooperative", "nonprofit", "newspaper", "broadcaster"},
		human: {"woman", "man", "mother", "father", "student", "teacher", "lawyer", "professor", "doctor", "nurse", "resident", "researcher", "analyst", "spokesman",
			"spokeswoman", "actor", "actress", "singer", "author", "writer", "journalist", "reporter", "player", "coach", "politician", "lawmaker", "senator", "activist",
			"farmer", "engineer", "economist", "historian", "physicist", "biologist", "architect", "photographer", "attorney", "prosecutor", "detective", "pensioner", "widow"},
		breaks:   {"of", "in", "that", "which", "who", "for", "with", "from", "on", "at", "and", "based", "owned", "by", "to"},
		particle: {"del", "von", "ibn", "della", "dos"},
		perhaps:  {"van", "bin", "di", "da", "ter", "ten"},
	} {
		for _, w := range words {
			out[Hash(w)] |= b
		}
	}
	return out
}()

// tells is what the word of token i says of a name beside it.
func (t *Text) tells(i int) contextHint {
	if i < 0 || i >= len(t.words) || t.Tokens[i].Kind == Sign {
		return 0
	}
	return besides[t.words[i].lower]
}

// hint adds to the scores of token i what the words beside it say.
func (t *Text) hint(i int) {
	w := &t.words[i]
	switch {
	case t.Tokens[i].Kind == Lower && t.opensName(i):
		t.favour(i, Begin(Person), surely)
		return
	case !t.Tokens[i].Kind.Named() || w.row.end == 0:
		return
	case i > 0 && t.Tokens[i-1].Kind == Lower && t.opensName(i-1):
		t.favour(i, Inside(Person), surely)
		return
	}
	from, to := int(w.row.start), int(w.row.end)
	if t.words[from].first && t.words[from].flags&Common != 0 && articles[t.words[from].lower] && from+1 < to {
		from++
	}
	if i < from {
		return
	}
	kind, by := t.hintBefore(from)
	if by == 0 {
		kind, by = t.hintBehind(from, to)
	}
	switch {
	case by == 0:
	case i == from:
		t.favour(i, Begin(kind), by)
	default:
		t.favour(i, Inside(kind), by)
	}
	if b := t.tells(from - 1); b&(sells|carries) != 0 && w.flags&(Forename|Country|City|Org) == 0 {
		t.scores[i][Begin(Person)] -= surely
		t.scores[i][Inside(Person)] -= surely
	}
}

// favour adds to the score of one label.
func (t *Text) favour(i int, l Label, by int32) {
	t.scores[i][l] += by
	if by == surely {
		t.words[i].hinted = true
	}
}

// hintBefore is what the words before the row of capitals at token i say of it.
func (t *Text) hintBefore(i int) (kind Kind, by int32) {
	b := t.tells(i - 1)
	if b&carries != 0 && i > 1 && t.words[i].flags&(Common|Country|City) == 0 {
		return Misc, surely
	}
	if i < 3 || t.words[i-1].lower != hashOf {
		return 0, 0
	}
	known := t.words[i].phrase | t.words[i].flags
	switch b = t.tells(i - 2); {
	case b&placeOf != 0:
		return Location, surely
	case b&peopleOf != 0 && known&Org == 0:
		return Location, likely
	case b&groupOf != 0 && known&(Country|Region|City|Place|Nationality|Forename|Common) == 0:
		return Organisation, surely
	}
	return 0, 0
}

var (
	hashOf     = Hash("of")
	hashRaised = Hash("raised")
	hashOwned  = Hash("owned")
	hashParty  = Hash("party")
	hashOffice = Hash("office")
	offices    = setOf("home", "foreign", "cabinet")
	hashDrew   = Hash("drew")
	hashWith   = Hash("with")
	trades     = setOf("uranium", "mining", "minerals", "petroleum", "cement", "steel", "pharma", "pharmaceuticals", "foods", "dairies", "breweries", "telecom", "electronics",
		"technologies", "holdings", "logistics", "biotech", "robotics", "aerospace", "shipping", "refineries", "tobacco", "textiles")
	hashMoney = map[uint64]bool{Hash("money"): true, Hash("funds"): true, Hash("capital"): true, Hash("funding"): true, Hash("$"): true, Hash("€"): true, Hash("£"): true}
	articles  = map[uint64]bool{Hash("the"): true, Hash("a"): true, Hash("an"): true}
)

// hintBehind is what the words behind the row of capitals of tokens from to to say of
// it.
func (t *Text) hintBehind(from, to int) (kind Kind, by int32) {
	if to >= len(t.words) || t.words[from].style != prose {
		return 0, 0
	}
	last := &t.words[to-1]
	var head contextHint
	if t.word(to) == "," && last.flags&(Common|Country|Nationality|Calendar) == 0 {
		head = t.headBehind(to + 1)
	}
	switch {
	case head&human != 0:
		return Person, surely
	case last.lower == hashOffice && to-from == 2 && offices[t.words[from].lower]:
		return Organisation, surely
	}
	if (last.flags|last.phrase|t.words[from].phrase)&(Country|Region|City|Place|Nationality|Title|Calendar) != 0 {
		return 0, 0
	}
	new := (last.flags|t.words[from].flags)&(Forename|Surname|Common) == 0
	upper := t.Tokens[to-1].Kind == Upper && to-from == 1 && t.Tokens[from].End-t.Tokens[from].Start > 2
	switch b := t.tells(to); {
	case t.word(to) == "-" && t.Tokens[to].Glued && to+1 < len(t.words) && t.words[to+1].lower == hashOwned && last.flags&Common == 0:
		return Organisation, surely
	case b&(speaks|works) != 0 && upper && last.flags&Common == 0:
		return Organisation, surely
	case upper && t.Tokens[to].Kind == Clitic && last.flags&Common == 0 && to+1 < len(t.words) && t.Tokens[to+1].Kind == Capital && t.words[to+1].flags&Forename != 0:
		return Organisation, likely // the FTU’s Jane Doe
	case t.words[to].lower == hashParty && (upper || t.Tokens[to-1].Kind == Mixed) && last.flags&Common == 0:
		return Organisation, surely
	case b&works != 0 && new:
		return Organisation, likely
	case t.words[to].lower == hashRaised && new && to+1 < len(t.words) && (hashMoney[t.words[to+1].lower] || t.Tokens[to+1].Kind == Number):
		return Organisation, surely
	case t.words[to].lower == hashDrew && last.flags&Common == 0 && to-from < 3 && to+1 < len(t.words) && (t.word(to+1) == "." || t.words[to+1].lower == hashWith):
		return Organisation, likely // a match
	case to-from > 1 && to-from < 5 && t.words[from].flags&(Common|Title) == 0 && trades[last.lower]:
		return Organisation, surely
	case head&group != 0:
		return Organisation, surely
	}
	return 0, 0
}

// headBehind is what the head of a noun phrase that begins at token i tells of what
// is before it: the largest grocer in Chile.
func (t *Text) headBehind(i int) contextHint {
	if i >= len(t.words) || !articles[t.words[i].lower] {
		return 0
	}
	for k := i + 1; k < min(len(t.words), i+1+longAgo); k++ {
		b := t.tells(k)
		switch w := t.word(k); {
		case t.Tokens[k].Kind == Clitic, w == "’", w == "'":
			return 0 // the company’s director
		case b&breaks != 0, t.Tokens[k].Kind == Sign && w != "-":
			return t.tells(k - 1)
		}
	}
	return 0
}

// opensName reports whether token i is a small word that begins a name: del Ponte.
func (t *Text) opensName(i int) bool {
	b := t.tells(i)
	if b&(particle|perhaps) == 0 || i+1 >= len(t.Tokens) || !t.Tokens[i+1].Kind.Named() || t.words[i+1].flags&Calendar != 0 {
		return false
	}
	if i == 0 {
		return true
	}
	if before := t.Tokens[i-1].Kind; before.Named() || before == Number || before == Clitic || t.Tokens[i].Glued {
		return false
	}
	return b&particle != 0 || t.Tokens[i-1].Kind == Sign || t.tells(i-1)&(breaks|speaks) != 0
}
