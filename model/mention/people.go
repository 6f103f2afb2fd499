package mention

// namesakes is how many people of one name are compared with the next one. It
// keeps grouping linear in an article that is a list of a thousand Smiths.
const namesakes = 8

// joinPeople joins full names that agree, then gives each short form to the
// person of that surname, else of that given name, who was named last before it
// — or first after it, as in a headline.
func (g *grouping) joinPeople() {
	for at := range g.list {
		f := &g.list[at]
		if f.class != person || len(f.parts) < 2 {
			continue
		}
		surname := surnameOf(f.parts)
		for _, k := range tail(g.people[surname]) {
			if agree(f.parts, g.list[k].parts) && g.join(k, at) {
				break
			}
		}
		g.people[surname] = append(g.people[surname], at)
		for _, given := range f.parts[:len(f.parts)-1] {
			if len(given) > 1 {
				key := "given " + sound(given)
				g.people[key] = append(g.people[key], at)
			}
		}
	}
	g.entity = make([]int32, len(g.marks))
	recent := map[string]int{}
	for i := range g.marks {
		g.entity[i] = -1
		at := int(g.formOf[i])
		if at < 0 || g.list[at].class != person {
			continue
		}
		if f := &g.list[at]; len(f.parts) == 1 && !f.forced {
			if to := g.personFor(recent, at); to >= 0 {
				g.entity[i] = int32(to)
				recent[sound(f.parts[0])] = to
			}
			continue
		}
		g.nameLast(recent, at)
	}
}

// nameLast notes that the person of form at was named.
func (g *grouping) nameLast(recent map[string]int, at int) {
	parts := g.list[at].parts
	if len(parts) < 2 {
		return
	}
	recent[surnameOf(parts)] = at
	for _, given := range parts[:len(parts)-1] {
		if len(given) > 1 {
			recent["given "+sound(given)] = at
		}
	}
}

// personFor returns the full form whose person the short form names, or -1.
func (g *grouping) personFor(recent map[string]int, short int) int {
	f := &g.list[short]
	if len(f.parts) == 0 {
		return -1
	}
	word := sound(f.parts[0])
	for _, key := range []string{word, "given " + word} {
		if k, known := recent[key]; known && !g.keptApart(short, k) {
			return k
		}
		for _, k := range g.people[key][:min(len(g.people[key]), namesakes)] {
			if !g.keptApart(short, k) {
				return k
			}
		}
	}
	return -1
}

func (g *grouping) keptApart(short, full int) bool {
	return g.apart[[2]string{g.list[short].name, g.list[g.root(full)].name}]
}

func tail(list []int) []int { return list[max(0, len(list)-namesakes):] }

// surnameOf is the sound of the last word that is no suffix.
func surnameOf(parts []string) string {
	last := len(parts) - 1
	switch parts[last] {
	case "jr", "sr", "ii", "iii", "iv":
		last = max(0, last-1)
	}
	return sound(parts[last])
}

// agree reports whether two full names of one surname can be one person's: the
// given names of the shorter occur in the longer in order, in full or as
// initials.
func agree(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	a, b = a[:len(a)-1], b[:len(b)-1]
	i := 0
	for _, word := range b {
		if i < len(a) && (sound(a[i]) == sound(word) || isInitial(a[i], word) || isInitial(word, a[i])) {
			i++
		}
	}
	return i == len(a)
}

func isInitial(short, long string) bool { return len(short) == 1 && long[0] == short[0] }
