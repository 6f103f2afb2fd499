package mention

import (
	"strings"
	"sync"
	"unicode/utf8"

	"stet/model/lang"
	"stet/model/mention/tagger"
)

// A measures is how a language writes dates and amounts: the words of
// LANGUAGE/amounts.txt, by key.
//
//	weekday   names of days
//	of        words between day, month and year, and before a currency: de, d’
//	year      words behind a year: года
//	scale     thousand, million and shorter forms
//	percent   words for %
//	currency  words for money, in all forms
//	clock     words behind an hour: Uhr
//	at        words before an hour: klokken, alle
//	first     words for the first of a month: primero
type measures struct {
	roles map[string]measure
	// lengths are those of its words, as bits, by their first rune: most words of a
	// text need not be looked up.
	lengths [1 << 8]uint64
}

// A measure is a set of those keys.
type measure uint16

const (
	mWeekday measure = 1 << iota
	mOf
	mYear
	mScale
	mPercent
	mCurrency
	mClock
	mAt
	mFirst
	mMonth // of months.txt
)

var measureNames = map[string]measure{
	"weekday": mWeekday, "of": mOf, "year": mYear, "scale": mScale, "percent": mPercent, "currency": mCurrency, "clock": mClock, "at": mAt, "first": mFirst,
}

var measuresRead sync.Map // by the tag of the language

// measuresOf returns how a language writes dates and amounts; nil for English, which
// has rules of its own, and where nothing is known.
func measuresOf(tag string) *measures {
	if m, known := measuresRead.Load(tag); known {
		return m.(*measures)
	}
	var m *measures
	if list := lang.Of(tag).List("amounts.txt"); len(list) > 0 {
		m = &measures{roles: map[string]measure{}}
		for _, line := range list {
			fields := strings.Fields(line)
			m.add(measureNames[fields[0]], fields[1:])
		}
		for _, line := range lang.Of(tag).List("months.txt") {
			m.add(mMonth, strings.Fields(line))
		}
	}
	measuresRead.Store(tag, m)
	return m
}

func (m *measures) add(role measure, words []string) {
	for _, w := range words {
		m.roles[w] |= role
		*m.lengthsAt(w) |= 1 << (len(w) & 63)
		if curly := strings.ReplaceAll(w, "'", "’"); curly != w {
			*m.lengthsAt(curly) |= 1 << (len(curly) & 63)
		}
	}
}

func (m *measures) lengthsAt(word string) *uint64 {
	r, _ := utf8.DecodeRuneInString(word)
	return &m.lengths[byte(lang.Lower(r))]
}

// role is what a word can be, in capitals or not: nothing, mostly.
func (m *measures) role(word string) measure {
	if *m.lengthsAt(word)&(1<<(len(word)&63)) == 0 {
		return 0
	}
	return m.roles[strings.ReplaceAll(lang.LowerText(word), "’", "'")]
}

func (m *measures) is(word string, role measure) bool { return m.role(word)&role != 0 }

// amount is what words.amount returns for English.
func (m *measures) amount(w *words, i int) (Type, int) {
	if w.kind(i) == tagger.Capital && w.at(i+1) == "$" && w.glued(i+1) { // R$ 500
		if j := m.money(w, i+1); j > i+1 {
			return Money, j
		}
	}
	if isCurrencySign(w.at(i)) || w.kind(i) == tagger.Number {
		if j := m.money(w, i); j > i {
			return Money, j
		}
	}
	if w.kind(i) == tagger.Number {
		if j := m.percent(w, i); j > i {
			return Percent, j
		}
		if j := m.hour(w, i); j > i {
			return Time, j
		}
	}
	if j := m.date(w, i); j > i {
		return Date, j
	}
	return "", i
}

// number returns the token behind a number: 1 500, 2,5 million.
func (m *measures) number(w *words, i int) int {
	if w.kind(i) != tagger.Number || !digit(w.at(i)[0]) {
		return i
	}
	j := i + 1
	for w.kind(j) == tagger.Number && len(w.at(j)) == 3 && !w.glued(j) && w.tokens[j].Start-w.tokens[j-1].End <= 3 {
		j++
	}
	for m.is(w.at(j), mScale) {
		if j++; w.at(j) == "." && w.glued(j) && m.is(w.at(j+1), mCurrency|mOf) { // 5 Mio. Euro
			j++
		}
	}
	return j
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func (m *measures) money(w *words, i int) int {
	if isCurrencySign(w.at(i)) {
		if j := m.number(w, i+1); j > i+1 {
			return j
		}
		return i
	}
	j := m.number(w, i)
	if j == i {
		return i
	}
	if isCurrencySign(w.at(j)) {
		return j + 1
	}
	k := j
	if m.is(w.at(k), mOf) {
		k++
	}
	if m.is(w.at(k), mCurrency) {
		return k + 1
	}
	return i
}

func (m *measures) percent(w *words, i int) int {
	j := m.number(w, i)
	switch {
	case j == i:
	case w.at(j) == "%", m.is(w.at(j), mPercent):
		return j + 1
	case m.is(w.at(j)+"_"+w.at(j+1), mPercent): // por ciento
		return j + 2
	}
	return i
}

// hour reads 18.30 Uhr, klokken 18.30, 21h30, 21 h 30, 9:05.
func (m *measures) hour(w *words, i int) int {
	s := w.at(i)
	if h, minutes, found := strings.Cut(strings.ToLower(s), "h"); found && between(h, 0, 24) && (minutes == "" || between(minutes, 0, 59)) {
		return i + 1
	}
	j := i + 1
	if w.at(j) == ":" && w.glued(j) && w.glued(j+1) && len(w.at(j+1)) == 2 && between(w.at(j+1), 0, 59) && between(s, 0, 24) {
		if j += 2; m.is(w.at(j), mClock) {
			j++
		}
		return j
	}
	h, minutes, _ := strings.Cut(s, ".")
	switch {
	case !between(h, 0, 24) || minutes != "" && (len(minutes) != 2 || !between(minutes, 0, 59)):
	case m.is(w.at(j), mClock):
		if w.at(j) == "h" && len(w.at(j+1)) == 2 && between(w.at(j+1), 0, 59) {
			return j + 2
		}
		return j + 1
	case minutes != "" && m.isAt(w, i-1):
		return j
	}
	return i
}

// isAt reports whether token i is a word before an hour, or its full stop: kl. 14.30
func (m *measures) isAt(w *words, i int) bool {
	if i > 0 && w.at(i) == "." && w.glued(i) {
		i--
	}
	return i >= 0 && m.is(w.at(i), mAt)
}

// between reports whether s is a number of one or two digits from low to high.
func between(s string, low, high int) bool {
	n, ok := smallNumber(s)
	return ok && low <= n && n <= high
}

func smallNumber(s string) (n int, ok bool) {
	if len(s) == 0 || len(s) > 4 {
		return 0, false
	}
	for i := range len(s) {
		if !digit(s[i]) {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// date reads (lunes) 3 de mayo (de 2020), Mai 2020, 3.5.2020, and a weekday alone.
func (m *measures) date(w *words, i int) int {
	role := m.role(w.at(i))
	if role&(mWeekday|mFirst|mMonth) == 0 && w.kind(i) != tagger.Number {
		return i
	}
	if role&mWeekday != 0 {
		j := i + 1
		for w.at(j) == "," || w.at(j) == "den" || w.at(j) == "dem" || w.at(j) == "le" || m.is(w.at(j), mOf) {
			j++
		}
		if k := m.dayMonth(w, j); k > j {
			return k
		}
		return i + 1
	}
	if j := m.dayMonth(w, i); j > i {
		return j
	}
	if k := m.month(w, i); k > i {
		if y := m.yearBehind(w, k); y > k {
			return y
		}
	}
	return i
}

// dayMonth reads a day with its month, and the year behind it.
func (m *measures) dayMonth(w *words, i int) int {
	first := m.is(w.at(i), mFirst)
	if w.kind(i) != tagger.Number && !first {
		return i
	}
	s := w.at(i)
	if parts := strings.Split(s, "."); len(parts) == 3 && between(parts[0], 1, 31) && between(parts[1], 1, 12) && (len(parts[2]) == 4 || len(parts[2]) == 2) {
		return i + 1
	}
	day := strings.TrimRight(s, "erºª°ndst")
	if !first && !between(day, 1, 31) {
		return i
	}
	j := i + 1
	if w.at(j) == "º" || w.at(j) == "°" || w.at(j) == "." && w.glued(j) {
		j++
	}
	if m.is(w.at(j), mOf) {
		j++
	}
	k := m.month(w, j)
	if k == j {
		return i
	}
	if y := m.yearBehind(w, k); y > k {
		return y
	}
	return k
}

// month returns the token behind the name of a month and the full stop of a short one.
func (m *measures) month(w *words, i int) int {
	if w.kind(i) != tagger.Lower && w.kind(i) != tagger.Capital {
		return i
	}
	if len(w.at(i)) < 3 || !m.is(w.at(i), mMonth) {
		return i
	}
	if w.at(i+1) == "." && w.glued(i+1) && w.kind(i+2) == tagger.Number {
		return i + 2
	}
	return i + 1
}

// yearBehind returns the token behind the year that follows token i.
func (m *measures) yearBehind(w *words, i int) int {
	j := i
	if m.is(w.at(j), mOf) || w.at(j) == "," {
		j++
	}
	if n, ok := smallNumber(w.at(j)); !ok || n < 1000 || n > 2200 {
		return i
	}
	if j++; m.is(w.at(j), mYear) {
		j++
	}
	return j
}
