package tagger

import "strings"

// Tables of sport and datelines are no sentences, and what is learnt from sentences
// does not hold in them. They are known by their form:
//
//	Rovers 2 Albion 1          a result: two teams with a number each
//	Rovers 4 2 0 2 7 6 6       a row: a team and three numbers or more
//	ROVERS AT ALBION           a fixture, also with v
//	T. Roe c Doe b Fox 14      a score card of cricket: all are people
//	LYON 2031-04-05            where a report was written

// readTables labels the names in lines of such forms.
func (t *Text) readTables() {
	for i := 0; i < len(t.Tokens); {
		j := t.lineEnd(i)
		t.readLine(line{t, i, j})
		i = j
	}
}

// lineEnd is the token behind the line in which token i is.
func (t *Text) lineEnd(i int) int {
	j := i + 1
	for j < len(t.Tokens) && (t.Tokens[j].Start-t.Tokens[j-1].End == 0 || strings.IndexByte(t.Text[t.Tokens[j-1].End:t.Tokens[j].Start], '\n') < 0) {
		j++
	}
	return j
}

// longestLine is how many tokens the line of a table has at most.
const longestLine = 40

// A line is a line of a text, as its tokens.
type line struct {
	*Text
	from, to int
}

func (t *Text) readLine(l line) {
	if !t.Tokens[l.from].Kind.Named() && t.Tokens[l.from].Kind != Number {
		return
	}
	numbers := 0
	for k := l.from; k < min(l.to, l.from+longestLine); k++ {
		if t.Tokens[k].Kind == Number {
			numbers++
		}
	}
	switch {
	case l.dateline(), l.to-l.from > longestLine:
	case numbers == 0:
		l.fixture()
	case l.card():
	case numbers > 1:
		l.teams()
	}
}

// name returns the token behind the name that begins at token i: capitalised words,
// and a short word in brackets that tells two of a name apart.
func (l line) name(i int) int {
	k := i
	for k < l.to && (l.Tokens[k].Kind.Named() || k > i && l.Tokens[k].Glued && l.Tokens[k].Kind == Sign && k+1 < l.to && l.Tokens[k+1].Glued && l.Tokens[k+1].Kind.Named()) {
		k++
	}
	if k > i && k+2 < l.to && l.word(k) == "(" && l.word(k+2) == ")" && l.Tokens[k+1].Kind.Named() && len(l.word(k+1)) < 4 {
		k += 3
	}
	return k
}

// figures returns the token behind the figures that begin at token i, and how many
// there are.
func (l line) figures(i int) (end, n int) {
	for ; i < l.to; i++ {
		switch l.Tokens[i].Kind {
		case Number:
			n++
		case Sign:
			if s := l.word(i); s != "-" && s != "." && s != "/" && s != "+" && s != "–" {
				return i, n
			}
		default:
			return i, n
		}
	}
	return i, n
}

// teams labels the names of a result or of a row of a table.
func (l line) teams() {
	a := l.name(l.from)
	behind, n := l.figures(a)
	switch {
	case a == l.from || a-l.from > 5 || n == 0:
	case behind == l.to && n > 2:
		l.team(l.from, a)
	case n == 1 && behind == a+1 && behind < l.to:
		b := l.name(behind)
		end, m := l.figures(b)
		if b > behind && m == 1 && end == b+1 && (end == l.to || l.word(end) == "(") {
			l.team(l.from, a)
			l.team(behind, b)
		}
	}
}

// fixture labels the names of a match to come.
func (l line) fixture() {
	for k := l.from + 1; k+1 < l.to; k++ {
		if w := l.word(k); (w == "AT" || w == "v" || w == "vs") && l.name(l.from) >= k && l.to-l.from < 9 {
			if end := l.name(k + 1); end == l.to {
				l.team(l.from, k)
				l.team(k+1, l.to)
			}
			return
		}
	}
}

// team labels tokens i to j as a team, or as the country that plays; a person in a
// table of people stays one.
func (l line) team(i, j int) {
	w := &l.words[i]
	kind := Organisation
	switch {
	case w.phrase&Country != 0 && l.PhraseLen(i) >= j-i:
		kind = Location
	case w.flags&(Calendar|Nationality) != 0, w.flags&Common != 0 && w.phrase&(City|Place|Region|Org) == 0 && j-i == 1,
		l.Labels[i] == Begin(Person) && j-i > 1 && w.flags&Forename != 0 && w.phrase&City == 0:
		return
	}
	l.mark(i, j, kind)
}

// mark labels tokens i to j as one name.
func (l line) mark(i, j int, kind Kind) {
	l.Labels[i] = Begin(kind)
	for k := i + 1; k < j; k++ {
		l.Labels[k] = Inside(kind)
	}
	if j < len(l.Labels) && !l.Labels[j].Begins() && l.Labels[j] != Outside {
		l.Labels[j] = Begin(l.Labels[j].Kind())
	}
}

// card labels the people of a line of a score card of cricket. It reports whether
// the line is one.
func (l line) card() bool {
	out := false
	for k := l.from + 1; k < l.to; k++ {
		switch l.word(k) {
		case "b", "lbw":
			out = out || k+1 < l.to && (l.Tokens[k+1].Kind.Named() || l.word(k+1) == "b")
		case "out":
			out = out || l.word(k-1) == "not" || l.word(k-1) == "run"
		}
	}
	if !out || l.Tokens[l.to-1].Kind != Number || !l.Tokens[l.from].Kind.Named() {
		return false
	}
	for k := l.from; k < l.to; {
		end := k
		for end < l.to && (l.Tokens[end].Kind.Named() || end > k && joinsNames(l.word(end))) {
			end++
		}
		if end == k {
			l.Labels[k] = Outside
			k++
			continue
		}
		l.mark(k, end, Person)
		k = end
	}
	return true
}

// agencies are in brackets behind a place where a report was written.
var agencies = map[string]bool{"Reuters": true, "AP": true, "AFP": true, "dpa": true, "UPI": true, "CNN": true, "Xinhua": true, "IPS": true, "ANI": true, "PTI": true, "IANS": true, "TASS": true, "EFE": true}

// dateline labels where a report was written. It reports whether the line is one.
func (l line) dateline() bool {
	if !l.Tokens[l.from].Kind.Named() || l.words[l.from].flags&(Calendar|Title) != 0 {
		return false
	}
	end := l.from
	for end < l.to && end-l.from < 4 && l.Tokens[end].Kind.Named() && l.words[end].flags&Calendar == 0 {
		end++
	}
	at := end // behind the country or state
	if at+1 < l.to && l.word(at) == "," && l.Tokens[at+1].Kind.Named() {
		for at++; at < l.to && at-end < 5 && l.Tokens[at].Kind.Named() && l.words[at].flags&Calendar == 0; at++ {
		}
		if at < l.to && l.word(at) == "," {
			at++
		}
	}
	if at >= l.to || !l.dated(at, end) {
		return false
	}
	for k := l.from; k < end; k++ {
		if w := &l.words[k]; w.flags&Common != 0 && w.phrase&(Country|City|Region|Place) == 0 && end-l.from > 1 {
			return false // a headline
		}
	}
	l.mark(l.from, end, Location)
	return true
}

// dated reports whether what begins at token i follows the place of a dateline, which
// ends at token end.
func (l line) dated(i, end int) bool {
	if i+4 < l.to && isFourDigits(l.word(i)) && l.word(i+1) == "-" && l.Tokens[i+1].Glued && l.Tokens[i+2].Kind == Number && l.word(i+3) == "-" {
		return true
	}
	shouted := l.words[l.from].flags&(Common|Org) == 0
	for k := l.from; k < end; k++ {
		shouted = shouted && l.Tokens[k].Kind == Upper && len(l.word(k)) > 2
	}
	switch w := l.word(i); {
	case w == "(":
		return i+2 < l.to && l.word(i+2) == ")" && agencies[l.word(i+1)]
	case !shouted:
		return false
	case w == "—", w == "–", w == "-" && !l.Tokens[i].Glued:
		return i+1 < l.to && l.Tokens[i+1].Kind == Capital
	case l.words[i].flags&Calendar != 0 && i+1 < l.to:
		return l.Tokens[i+1].Kind == Number
	}
	return false
}
