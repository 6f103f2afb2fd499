package tagger

// Label finds the best row of labels for text (Viterbi 1967) and leaves it in
// t.Labels. What memory holds of the rest of the article counts too; it may be
// nil. It costs time linear in the text.
func (m *Model) Label(t *Text, text string, memory *Memory) {
	m.Read(t, text)
	n := len(t.Tokens)
	t.Labels = grow(t.Labels, n)
	clear(t.Labels)
	if m.rows == "" {
		return
	}
	t.scores = grow(t.scores, n)
	t.back = grow(t.back, n)
	for i := 0; i < n; {
		if !t.nearName(i) {
			i++
			continue
		}
		j := i
		for ; j < n && t.nearName(j); j++ {
			m.score(t, j)
			if memory != nil {
				memory.bend(&t.scores[j], t, j)
			}
		}
		m.best(t, i, j)
		i = j
	}
	t.joinParted()
	t.joinEvents()
	if m.base == nil {
		t.mend()
		t.readTables()
	}
}

// joinEvents makes a place and the capitalised word behind it an event, if that
// word tells one: the Libya Conference, the Iraq War.
func (t *Text) joinEvents() {
	for i := 1; i < len(t.Labels); i++ {
		w := &t.words[i]
		if t.Labels[i] != Outside || t.Tokens[i].Kind != Capital || w.flags&EventCue == 0 || w.style != prose || w.first {
			continue
		}
		k := i - 1
		for k > 0 && t.Labels[k] == Inside(Location) {
			k--
		}
		if t.Labels[k] != Begin(Location) || w.row.start > int32(k) || w.row.end <= int32(i) {
			continue
		}
		t.Labels[k] = Begin(Event)
		for k++; k <= i; k++ {
			t.Labels[k] = Inside(Event)
		}
	}
}

// joinParted takes into a person's name what follows it behind a hyphen and is no
// common word: Lee Sang - min, as treebanks and old systems part Korean and
// Chinese names.
func (t *Text) joinParted() {
	inside := Inside(Person)
	for i := 1; i+1 < len(t.Labels); i++ {
		before, next := t.Labels[i-1], &t.Tokens[i+1]
		if before == inside && t.Labels[i] == Outside && t.word(i) == "-" && next.Kind == Lower &&
			next.End-next.Start <= 6 && t.words[i+1].flags&Common == 0 {
			t.Labels[i], t.Labels[i+1] = inside, inside
		}
	}
}

// namelike reports whether token i is written like a name, or is between two
// that are: of the others the net knows nothing that the features do not.
func (t *Text) namelike(i int) bool {
	named := func(j int) bool { return j >= 0 && j < len(t.Tokens) && t.Tokens[j].Kind.Named() }
	return named(i) || named(i-1) && named(i+1)
}

// NearName reports whether token i is scored at all: see [Text.nearName].
func (t *Text) NearName(i int) bool { return t.nearName(i) }

// Key returns the key of token i's word in the lexicon.
func (t *Text) Key(i int) uint64 { return t.words[i].lower }

// nearName reports whether token i or one beside it is written like a name, or
// it is behind a name and a hyphen or apostrophe (Lee Sang - min in a
// treebank). What is not is outside all names and needs no scores.
func (t *Text) nearName(i int) bool {
	named := func(j int) bool { return j >= 0 && j < len(t.Tokens) && t.Tokens[j].Kind.Named() }
	if t.byLetter && (named(i-2) || named(i-3) || named(i-4)) {
		return true // Ministarstvo vanjskih poslova
	}
	return named(i) || named(i-1) || named(i+1) || named(i-2) && t.Tokens[i-1].Kind == Sign
}

// known and certain are by how much a capitalised word that is no common word is
// likelier to be a name than the weights say, if the lexicon has it as a name
// (Gujarat), or as a country or great place (Kremlin). Where a country's name says where
// somebody is from, only the weights count.
const (
	known   = 40
	certain = 1000
)

// score sums the weights of token i.
func (m *Model) score(t *Text, i int) {
	t.keys.dst = t.keys.dst[:0]
	t.describe(&t.keys, i)
	t.scores[i] = [Labels]int32{}
	if t.Tokens[i].Kind.Named() && !m.origin {
		switch w := &t.words[i]; {
		case w.flags&Common != 0:
		case w.phrase&(Country|Place) != 0:
			t.scores[i][Outside] = -certain
		case w.phrase&(Region|Org|Nationality) != 0:
			t.scores[i][Outside] = -known
		}
	}
	m.sum(&t.scores[i], t.keys.dst)
	if m.net != nil && t.namelike(i) {
		m.net.ask(&t.scores[i], t, i)
	}
	if m.base == nil {
		t.hint(i)
	}
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

const impossible = -1 << 30

// best finds the best row of labels for tokens i to j, which begins and ends
// outside.
func (m *Model) best(t *Text, i, j int) {
	path := t.scores[i]
	for l := range m.form.labels {
		if path[l] += m.into[l][Outside]; !Label(l).May(Outside) {
			path[l] = impossible
		}
	}
	for k := i + 1; k < j; k++ {
		var next [Labels]int32
		for to := range m.form.labels {
			top, from := m.before(&path, Label(to))
			next[to] = top + t.scores[k][to]
			t.back[k][to] = from
		}
		path = next
	}
	end := Outside
	for l := range m.form.labels {
		if path[l] > path[end] {
			end = Label(l)
		}
	}
	for k := j - 1; k >= i; k-- {
		t.Labels[k] = end
		end = t.back[k][end]
	}
}

// before finds the best label before to. A beginning and an outside may follow
// anything, an inside only the two labels of its kind.
func (m *Model) before(path *[Labels]int32, to Label) (top int32, from Label) {
	change := &m.into[to]
	if to != Outside && !to.Begins() {
		from = to - 1
		if in := path[to] + change[to]; in > path[from]+change[from] {
			return in, to
		}
		return path[from] + change[from], from
	}
	top = impossible
	for l := range m.form.labels {
		if s := path[l] + change[l]; s > top {
			top, from = s, Label(l)
		}
	}
	return top, from
}

// NameEnd returns the token behind the name that begins at token i.
func (t *Text) NameEnd(i int) int {
	inside := Inside(t.Labels[i].Kind())
	for i++; i < len(t.Labels) && t.Labels[i] == inside; i++ {
	}
	return i
}

// Flags returns what the lexicon knows of token i alone.
func (t *Text) Flags(i int) Flag { return t.words[i].flags }

// Phrase returns what the lexicon knows of the longest phrase that token i
// is in.
func (t *Text) Phrase(i int) Flag { return t.words[i].phrase }

// PhraseLen returns how many tokens the phrase of the lexicon that begins at
// token i has.
func (t *Text) PhraseLen(i int) int {
	n := 1
	for i+n < len(t.words) && t.words[i].place == 1 && t.words[i+n].place >= 2 && t.words[i+n-1].place != 3 {
		n++
	}
	return n
}

// several are titles before the names of several people.
var several = setOf("messrs", "messrs.", "mmes", "mesdames", "drs", "profs", "sens", "reps", "lords")

// TitleLen is how many of the tokens i to j, a person's name, are titles before
// it: President Trump. One token is always left.
func (t *Text) TitleLen(i, j int) int {
	n := 0
	for k := i; k < j-1; k++ {
		switch f := t.words[k].flags; {
		case f&Title != 0 && t.words[k].flags&Forename == 0, several[t.words[k].lower]:
			n = k + 1 - i
		case f&Nationality == 0 && f&Common == 0:
			return n
		}
	}
	return n
}
