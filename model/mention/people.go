package mention

import (
	"slices"
	"strings"

	"stet/model"
)

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
	s := surnames{grouping: g, uses: map[int]int{}, gender: map[int]gender{}}
	for i := range g.marks {
		g.entity[i] = -1
		at := int(g.formOf[i])
		if at < 0 || g.list[at].class != person {
			continue
		}
		title := titleBefore(g.article.Text[:g.marks[i].Range.Start])
		if f := &g.list[at]; len(f.parts) == 1 && !f.forced {
			if to := s.personFor(at, title, g.marks[i].Range.Start); to >= 0 {
				g.entity[i] = int32(to)
				s.use(to, title)
			}
			continue
		}
		s.use(at, title)
	}
}

// A gender is what a title tells.
type gender uint8

const (
	untold gender = iota
	mister
	missis
)

// titleBefore returns what the title or the word for kin at the end of text tells:
// Mrs, his wife,
func titleBefore(text string) gender {
	text = strings.TrimRight(text[max(0, len(text)-12):], " ,")
	switch strings.TrimSuffix(text[strings.LastIndexAny(text, " \n(“\"")+1:], ".") {
	case "Mr", "Sir", "Lord", "husband", "son", "father", "brother", "uncle", "widower", "grandson":
		return mister
	case "Mrs", "Ms", "Miss", "Dame", "Lady", "wife", "daughter", "mother", "sister", "aunt", "widow", "granddaughter", "actress":
		return missis
	}
	return untold
}

// surnames gives short forms to the people whose names they may be.
type surnames struct {
	*grouping
	uses   map[int]int // of a person, so far
	gender map[int]gender
}

// use notes that a person was named, with a title or without.
func (s *surnames) use(at int, title gender) {
	root := s.root(at)
	s.uses[root]++
	if title != untold {
		s.gender[root] = title
	}
}

// personFor returns the full form whose person the short form at p names, or -1:
// of several people of a surname whose title does not contradict the one who was
// named most often so far, then who was named first. A given name is tried only
// where nobody has that surname.
func (s *surnames) personFor(short int, title gender, p model.Pos) int {
	f := &s.list[short]
	if len(f.parts) == 0 {
		return -1
	}
	word := sound(f.parts[0])
	for _, key := range [...]string{word, "given " + word} {
		best, most, refused := -1, -1, false
		for _, k := range s.people[key][:min(len(s.people[key]), namesakes)] {
			root := s.root(k)
			n := s.uses[root]
			switch is := s.gender[root]; {
			case title != untold && is != untold && is != title:
				refused = true
				continue
			case title != untold && is == title:
				n += len(s.marks) // before all who have no title
			case s.list[root].first > p:
				n = 0
			}
			if n > most && !s.keptApart(short, k) {
				best, most = k, n
			}
		}
		if best >= 0 || refused {
			return best
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
		if i < len(a) && (sound(a[i]) == sound(word) || familiar(a[i], word) || isInitial(a[i], word) || isInitial(word, a[i])) {
			i++
		}
	}
	return i == len(a)
}

// familiar reports whether one given name is a short form of the other: Norm, Norman.
func familiar(a, b string) bool {
	return slices.Contains(called[a], b) || slices.Contains(called[b], a)
}

// called are given names by their short forms.
var called = map[string][]string{"norm": {"norman"}, "gerry": {"gerald", "gerard"}, "jerry": {"gerald", "jerome"}, "bob": {"robert"}, "rob": {"robert"}, "bobby": {"robert"}, "bill": {"william"},
	"will": {"william"}, "billy": {"william"}, "dick": {"richard"}, "rick": {"richard"}, "rich": {"richard"}, "jim": {"james"}, "jimmy": {"james"}, "mike": {"michael"}, "mick": {"michael"},
	"tom": {"thomas"}, "tommy": {"thomas"}, "joe": {"joseph"}, "jo": {"joanna", "joanne"}, "chuck": {"charles"}, "charlie": {"charles"}, "dave": {"david"}, "dan": {"daniel"}, "danny": {"daniel"},
	"ed": {"edward", "edwin", "edmund"}, "ted": {"edward", "theodore"}, "eddie": {"edward"}, "fred": {"frederick", "alfred"}, "greg": {"gregory"}, "jeff": {"jeffrey", "geoffrey"}, "geoff": {"geoffrey"},
	"ken": {"kenneth"}, "larry": {"lawrence", "laurence"}, "len": {"leonard"}, "matt": {"matthew"}, "nick": {"nicholas"}, "pat": {"patrick", "patricia"}, "pete": {"peter"}, "phil": {"philip", "phillip"},
	"ron": {"ronald"}, "ronnie": {"ronald"}, "sam": {"samuel", "samantha"}, "steve": {"steven", "stephen"}, "tim": {"timothy"}, "tony": {"anthony", "antony"}, "vince": {"vincent"}, "walt": {"walter"},
	"andy": {"andrew"}, "alex": {"alexander", "alexandra"}, "ben": {"benjamin"}, "chris": {"christopher", "christine", "christina"}, "don": {"donald"}, "doug": {"douglas"}, "gus": {"angus", "august"},
	"hank": {"henry"}, "harry": {"harold", "henry"}, "jack": {"john"}, "johnny": {"john"}, "jon": {"jonathan"}, "josh": {"joshua"}, "al": {"albert", "alan", "alfred"}, "bert": {"albert", "robert", "herbert"},
	"abe": {"abraham"}, "art": {"arthur"}, "barb": {"barbara"}, "beth": {"elizabeth"}, "liz": {"elizabeth"}, "betty": {"elizabeth"}, "cathy": {"catherine"}, "kathy": {"katherine", "kathleen"},
	"kate": {"katherine", "catherine"}, "debbie": {"deborah"}, "deb": {"deborah"}, "jen": {"jennifer"}, "jenny": {"jennifer"}, "judy": {"judith"}, "maggie": {"margaret"}, "meg": {"margaret", "megan"},
	"peggy": {"margaret"}, "nancy": {"ann"}, "sue": {"susan"}, "susie": {"susan"}, "vicky": {"victoria"}, "val": {"valerie"}, "wendy": {"gwendolyn"}, "ray": {"raymond"}, "stan": {"stanley"},
	"terry": {"terence", "terrence", "theresa"}, "gabe": {"gabriel"}, "nate": {"nathan", "nathaniel"}, "zach": {"zachary"}, "max": {"maximilian", "maxwell"}, "gene": {"eugene"}, "herb": {"herbert"}, "cliff": {"clifford"}}

func isInitial(short, long string) bool { return len(short) == 1 && long[0] == short[0] }
