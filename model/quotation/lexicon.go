package quotation

import (
	"bufio"
	"embed"
	"fmt"
	"strings"
	"sync"
)

// A class is a set of word classes, one bit each.
type class uint64

const (
	cDet class = 1 << iota
	cPoss
	cPron
	cObj
	cWho
	cPrep
	cBe
	cHave
	cDo
	cModal
	cAux // a pronoun that holds an auxiliary (he'd)
	cConj
	cSub
	cWh
	cNeg
	cAdv
	cTime
	cEvent // what people speak in or at
	cUnit
	cStop // an abbreviation that keeps its full stop
	cPerson
	cGroup
	cThing
	cTitle
	cNumber
	cCap      // begins with a capital letter
	cUpper    // has no small letter
	cOwner    // ends in 's
	cEd       // may be a past form, by its ending
	cPlural   // may be a plural or a third person, by its ending
	cLy       // may be an adverb, by its ending
	cIng      // may be a present participle, by its ending
	cStretch  // stands for a whole stretch
	cPunct    // a punctuation mark
	cWriting  // what somebody says something in (a statement saying)
	cSurvey   // a poll
	cVerb     // a common finite verb that is no word of saying
	cLight    // a verb that leaves the meaning to its noun (gave support)
	cBreak    // is after a line end
	cPartisan // who is for or against something (critic)
	cBare     // a common verb in its bare form
	cNames    // gives a thing its name (dubbed)
	cJudges   // names or judges (call)
	cTerm     // a noun for a piece of language
	cWork     // a noun for what has a title
	cPlate    // a noun for what bears a label
	cFights   // goes with against
	cMonth    // a month that is no other word
)

const (
	auxiliary = cBe | cHave | cDo | cModal
	cSource   = cPerson | cGroup | cThing
)

var classNames = map[string]class{
	"det": cDet, "poss": cPoss, "pron": cPron, "obj": cObj, "who": cWho, "prep": cPrep, "be": cBe, "have": cHave,
	"do": cDo, "modal": cModal, "aux": cAux, "conj": cConj, "sub": cSub, "wh": cWh, "neg": cNeg, "adv": cAdv,
	"time": cTime, "month": cTime | cMonth, "event": cEvent, "unit": cUnit, "stop": cStop,
	"person": cPerson, "group": cGroup, "thing": cThing, "title": cTitle, "light": cLight, "writing": cWriting, "survey": cSurvey, "verb": cVerb, "bare": cBare, "partisan": cPartisan,
	"names": cNames, "judges": cJudges, "terms": cTerm, "works": cWork, "plates": cPlate, "fights": cFights,
}

// A frame says what a word of saying takes; see data/verbs.txt.
type frame uint16

const (
	fQuote frame = 1 << iota
	fThat
	fBare
	fInfinitive
	fQuestion
	fAddressee
	fNoun
	fNounToo // the word is a noun as well
	fWeak
	fStand // takes a side: the passive tells it too
)

var frameLetters = map[byte]frame{
	'q': fQuote, 't': fThat, 'b': fBare, 'i': fInfinitive, 'w': fQuestion, 'o': fAddressee, 'n': fNoun, 'x': fNounToo, 'l': fWeak, 's': fStand,
}

// A form is a set of verb forms that a spelling may be.
type form uint8

const (
	base form = 1 << iota
	third
	past
	participle
	ing
	noun      // singular of a noun that attributes
	adjective // after a form of be
)

// A lemma is one word of saying.
type lemma struct {
	word  string
	frame frame
	preps []string
}

// An entry is what is known of one spelling.
type entry struct {
	class class
	verb  uint16 // index into lexicon.lemmas, 0 if it is no word of saying
	form  form
	// noun and adjective are other lemmas of the same spelling, or 0.
	noun uint16
}

type lexicon struct {
	words  map[string]entry
	given  map[string]gender // given names
	lemmas []lemma
	sides  map[string][]siding // by the last two words
}

//go:embed data/*.txt
var data embed.FS

// words is the lexicon, read from the embedded files at first use.
var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{words: map[string]entry{}, given: map[string]gender{}, lemmas: make([]lemma, 1), sides: map[string][]siding{}}
	l.lines("data/words.txt", l.addClass)
	l.lines("data/people.txt", l.addClass)
	l.lines("data/terms.txt", l.addClass)
	l.lines("data/verbs.txt", l.addVerb)
	l.lines("data/nouns.txt", func(f []string) { l.addOther(f, noun) })
	l.lines("data/adjectives.txt", func(f []string) { l.addOther(f, adjective) })
	l.lines("data/sides.txt", l.addSiding)
	l.lines("data/forenames.txt", func(f []string) {
		g := male
		if f[0] == "female" {
			g = female
		}
		for _, name := range f[1:] {
			l.given[name] = g
		}
	})
	return l
})

// lines calls add with the fields of each line that is no comment. The files
// are embedded, so a fault in one is a fault of the program.
func (l *lexicon) lines(name string, add func([]string)) {
	f, err := data.Open(name)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if fields := strings.Fields(s.Text()); len(fields) > 1 && !strings.HasPrefix(fields[0], "#") {
			add(fields)
		}
	}
}

func (l *lexicon) addClass(f []string) {
	c, ok := classNames[f[0]]
	if !ok {
		panic(fmt.Sprintf("quotation: no class %q", f[0]))
	}
	for _, w := range f[1:] {
		w = strings.ReplaceAll(w, "’", "'")
		e := l.words[w]
		e.class |= c
		l.words[w] = e
	}
}

// lemma reads the frames of a line and returns its number.
func (l *lexicon) lemma(f []string) uint16 {
	m := lemma{word: f[0]}
	for _, field := range f[1:] {
		if strings.Contains(field, "=") {
			continue
		}
		letters, preps, _ := strings.Cut(field, "p:")
		if preps != "" {
			m.preps = strings.Split(preps, ",")
		}
		for i := range len(letters) {
			m.frame |= frameLetters[letters[i]]
		}
	}
	l.lemmas = append(l.lemmas, m)
	return uint16(len(l.lemmas) - 1)
}

func (l *lexicon) addVerb(f []string) {
	n := l.lemma(f)
	for spelling, fm := range inflect(f) {
		e := l.words[spelling]
		if e.verb == 0 {
			e.verb = n
		}
		if e.verb == n {
			e.form |= fm
		}
		l.words[spelling] = e
	}
}

// addOther adds a noun with its plural, or an adjective.
func (l *lexicon) addOther(f []string, fm form) {
	n := l.lemma(f)
	spellings := []string{f[0]}
	if fm == noun {
		spellings = append(spellings, thirdPerson(f[0]))
	}
	for _, w := range spellings {
		e := l.words[w]
		if e.verb == 0 && fm == adjective {
			e.verb, e.form = n, fm
		} else {
			e.noun = n
			e.form |= fm
		}
		l.words[w] = e
	}
}

// inflect returns the spellings of a verb, with the irregular forms that its
// line gives.
func inflect(f []string) map[string]form {
	w := f[0]
	given := map[string]string{}
	for _, field := range f[1:] {
		if k, v, ok := strings.Cut(field, "="); ok {
			given[k] = v
		}
	}
	ed := w + "ed"
	switch {
	case strings.HasSuffix(w, "e"):
		ed = w + "d"
	case afterConsonantY(w):
		ed = w[:len(w)-1] + "ied"
	}
	pastForm := pick(given["past"], ed)
	out := map[string]form{}
	for fm, spelling := range map[form]string{
		base: w, third: thirdPerson(w), past: pastForm,
		participle: pick(given["part"], pastForm), ing: pick(given["ing"], present(w)),
	} {
		out[spelling] |= fm
	}
	return out
}

func pick(given, rule string) string {
	if given != "" {
		return given
	}
	return rule
}

func present(w string) string {
	if strings.HasSuffix(w, "e") && !strings.HasSuffix(w, "ee") {
		return w[:len(w)-1] + "ing"
	}
	return w + "ing"
}

// afterConsonantY reports whether w ends in a y that becomes i before an ending.
func afterConsonantY(w string) bool {
	return strings.HasSuffix(w, "y") && !strings.ContainsRune("aeou", rune(w[len(w)-2]))
}

func thirdPerson(w string) string {
	switch {
	case afterConsonantY(w):
		return w[:len(w)-1] + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "sh"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "x"):
		return w + "es"
	}
	return w + "s"
}

// Pronoun reports whether a word is a pronoun, so that it names nobody by itself.
func Pronoun(word string) bool {
	word = strings.ReplaceAll(strings.ToLower(word), "’", "'")
	return words().words[word].class&(cPron|cObj|cPoss|cWho) != 0
}
