package quotation

import (
	"strings"
	"sync"
	"unicode"

	"stet/model/lang"
)

// A saying is what says.txt of a language's folder holds: the words by which that
// language tells who speaks. Each line begins with one of these keys; words of
// several parts have a low line between them.
//
//	verb     forms that say by themselves: sagte, dit, сказал
//	part     participles, which say after a helper: gesagt, déclaré
//	aux      the helpers: hat, a, ha
//	so       words that stand for the verb after the words: so (der Minister)
//	by       words that the speaker follows: laut, selon, по словам
//	after    words that the speaker precedes: zufolge
//	pronoun  he and she, as subjects
//	article  what begins a noun phrase: der, la, un
//	title    nouns for people who speak, without a name: Minister, porte-parole;
//	         with a star before it an ending of such nouns: *eren (ordføreren)
//	link     prepositions that go on with a noun phrase: von, de, du
//	mood     verb forms that report what somebody said: sei, habe
//	prep     other prepositions, whose noun is no subject: am, mit
//	and      words that join what one subject does: und, et; they are stops, too
//	as       the word before a subject and its verb: wie (Lind sagte), comme
//	that     what begins a clause that somebody says: dass, que; they are stops, too
//	who      what begins a clause about somebody, behind a comma: che, который; stops
//	cite     verbs behind which a medium and then the speaker are: zitiert
//	read     verbs whose source is a place: heißt es (in dem Bericht)
//	oblique  articles of phrases that are no subject: den, einem; they are articles, too
//	mute     nouns of things that are said, which do not speak: Worte, Frage
//	for      words before whom something is so, at the head of a sentence: für, pour
//	agent    words before who did what a passive verb says: von, par
//	passive  helpers whose subject does not speak: wurde (als Fehler bezeichnet)
//	suffixed endings of nouns that hold their article: *eren; they may be a subject alone
//	own      he who speaks and whom he speaks to: ich, du; a narrator's verb has others
//	gerund   endings of verbs whose subject is that of the clause before: *ando, *ant
//	plural   endings of verbs of which several are the subject, if any: *ли, *ano
//	named    nouns whose name is between marks: Film, компания
//	latter   pronouns that do not tell of the last who spoke, but of the last named: letzterer
//	split    a particle, then verbs that say only where it follows: til, la (han til)
//	stop     other words at which a noun phrase ends: gestern, que
type saying struct {
	words   map[string]function
	opens   map[string]bool   // with what those of several parts begin: their first part, or more
	endings []wordForm        // of nouns: entries that begin with a star
	forms   []wordForm        // of verbs
	named   map[string]bool   // nouns whose name is between marks, whatever else they are
	split   map[string]string // verb → its particle
	// longest is how many parts the longest of them has.
	longest int
}

// A wordForm is what words with that ending are.
type wordForm struct {
	text string
	role function
}

// byEnding is what a word is by the first ending that fits; 0 if none does.
func byEnding(endings []wordForm, word string) function {
	for _, e := range endings {
		if strings.HasSuffix(word, e.text) {
			return e.role
		}
	}
	return 0
}

// A function is a set of the keys of says.txt.
type function uint32

const (
	rVerb function = 1 << iota
	rPart
	rAux
	rSo
	rBy
	rAfter
	rPronoun
	rArticle
	rTitle
	rLink
	rStop
	rMood
	rPrep
	rAnd
	rAs
	rThat
	rWho
	rCite
	rRead
	rOblique
	rMute
	rFor
	rAgent
	rPassive
	rSuffixed
	rOwn
	rGerund
	rPlural
	rLatter
	rSplit
	rNamed
)

var functionNames = map[string]function{
	"verb": rVerb, "part": rPart, "aux": rAux, "so": rSo, "by": rBy, "after": rAfter, "pronoun": rPronoun,
	"article": rArticle, "title": rTitle, "link": rLink, "stop": rStop, "mood": rMood, "prep": rPrep, "and": rAnd, "as": rAs, "that": rThat, "who": rWho,
	"cite": rCite, "read": rRead, "oblique": rOblique, "mute": rMute, "for": rFor, "agent": rAgent, "passive": rPassive, "suffixed": rSuffixed,
	"own": rOwn, "gerund": rGerund, "plural": rPlural, "named": rNamed, "split": rSplit, "latter": rLatter,
}

var sayings sync.Map // *lang.Language → *saying

// sayingOf returns the words of saying of a language; they are empty where it has
// none.
func sayingOf(l *lang.Language) *saying {
	if s, known := sayings.Load(l); known {
		return s.(*saying)
	}
	s := &saying{words: map[string]function{}, opens: map[string]bool{}, split: map[string]string{}, named: map[string]bool{}, longest: 1}
	for _, line := range l.List("says.txt") {
		fields := strings.Fields(line)
		r := functionNames[fields[0]]
		switch r {
		case rAnd, rThat, rWho:
			r |= rStop
		case rCite, rRead:
			r |= rVerb
		case rOblique:
			r |= rArticle
		case rLatter:
			r |= rPronoun
		case rPassive:
			r |= rAux
		}
		if r == rSplit {
			for _, w := range fields[2:] {
				s.split[w], s.words[w] = fields[1], s.words[w]|rVerb
			}
			continue
		}
		for _, w := range fields[1:] {
			if r == rGerund || r == rPlural {
				s.forms = append(s.forms, wordForm{strings.TrimPrefix(w, "*"), r})
				continue
			}
			if text, is := strings.CutPrefix(w, "*"); is {
				s.endings = append(s.endings, wordForm{text, r})
				continue
			}
			w = lowerWord(strings.ReplaceAll(w, "_", " "))
			if r == rNamed {
				s.named[w] = true
				continue
			}
			s.words[w] |= r
			for i := range w {
				switch w[i] {
				case ' ':
					s.opens[w[:i]] = true
				case '\'':
					s.opens[w[:i+1]] = true
				}
			}
			s.longest = max(s.longest, 1+strings.Count(w, " ")+strings.Count(w, "'"))
		}
	}
	sayings.Store(l, s)
	return s
}

// bare reports whether the language has no articles.
func (s *saying) bare() bool {
	for _, r := range s.words {
		if r&rArticle != 0 {
			return false
		}
	}
	return len(s.words) > 0
}

// lowerWord is a word as says.txt is looked up with: in lower case, with straight
// apostrophes.
func lowerWord(w string) string { return strings.ReplaceAll(lang.LowerText(w), "’", "'") }

// An atom is a word, a mark of punctuation or a stretch of a sentence.
type atom struct {
	start, end int
	role       function
	letters    bool
	capital    bool
	named      bool // its name may be between marks behind it
	stretch    int  // index into the finder's marks, or -1
	sign       rune // of punctuation
	span       int  // how many parts make up the word of says.txt that begins here
}

// atoms cuts text[lo:hi] into words and signs. Words with an elided word before
// them are cut behind its apostrophe.
func (s *saying) atoms(list []atom, text string, lo, hi int, l *lang.Language) []atom {
	first := len(list)
	for i := lo; i < hi; {
		r := runeAfter(text, i, hi)
		n := len(string(r))
		switch {
		case r == 0xFFFD:
			i++
			continue
		case !isWord(r):
			if k := len(list) - 1; r == '-' && k >= first && list[k].sign == '-' && list[k].end == i {
				list[k].end = i + n // -- for a dash
			} else if r > ' ' && r != '\u00a0' && r != '\u202f' && r != '\u2009' {
				list = append(list, atom{start: i, end: i + n, stretch: -1, sign: r})
			}
			i += n
			continue
		}
		j := wordEnd(text, i, hi)
		if e := l.ElidedLen(text[i:j]); e > 0 {
			j = i + e
		}
		list = append(list, atom{start: i, end: j, stretch: -1, letters: true, capital: unicode.IsUpper(r)})
		i = j
	}
	for i := first; i < len(list); i++ {
		s.describe(list, i, text)
		if p := &list[i]; p.span > 1 && p.role == rStop { // de son côté: no noun begins in it
			for span := p.span; span > 1; span-- {
				i++
				list[i].role, list[i].span = rStop, 1
			}
		}
	}
	return list
}

// leastNoun is how long a word is that is told to be a noun by its ending, in bytes.
const leastNoun = 6

// describe looks up the longest entry of says.txt that begins at part i.
func (s *saying) describe(list []atom, i int, text string) {
	p := &list[i]
	p.span = 1
	if !p.letters {
		return
	}
	word := lowerWord(text[p.start:p.end])
	p.role, p.named = s.words[word], s.named[word]
	if p.role == 0 && p.end-p.start >= leastNoun {
		p.role = byEnding(s.endings, word)
	}
	if verb, rest, found := strings.Cut(word, "-"); found && p.role == 0 && s.words[verb]&(rVerb|rAux) != 0 { // dit-il, a-t-elle
		_, pronoun := cutLast(rest, "-")
		if s.words[pronoun]&rPronoun != 0 {
			p.role = s.words[verb]&(rVerb|rAux) | rPronoun
		}
	}
	if p.role&rVerb != 0 {
		s.describeVerb(list, i, text, word)
	}
	if !s.opens[word] {
		return
	}
	for k := i + 1; k < len(list) && k-i < s.longest && list[k].letters; k++ {
		if !strings.HasSuffix(word, "'") { // d'après
			word += " "
		}
		word += lowerWord(text[list[k].start:list[k].end])
		if r, known := s.words[word]; known {
			p.role, p.span = r, k-i+1
		}
	}
}

// mostSplit is how many parts behind its verb a particle is.
const mostSplit = 6

// describeVerb notes whether the verb at part i is a gerund or a plural. It is no verb of
// saying where the particle is missing that makes it one: la til, not la.
func (s *saying) describeVerb(list []atom, i int, text, word string) {
	p := &list[i]
	p.role |= byEnding(s.forms, word)
	particle := s.split[word]
	if particle == "" {
		return
	}
	for k := i + 1; k < min(i+mostSplit, len(list)) && list[k].letters; k++ {
		if lowerWord(text[list[k].start:list[k].end]) == particle {
			return
		}
	}
	p.role &^= rVerb
}

func wordEnd(text string, i, hi int) int {
	for i < hi {
		r := runeAfter(text, i, hi)
		n := len(string(r))
		joins := r == '-' || r == '\'' || r == '’' || r == '‑'
		if !isWord(r) && !(joins && isWord(runeAfter(text, i+n, hi))) {
			break
		}
		i += n
	}
	return i
}

// cutLast cuts s around the last sep; without one all of it is behind.
func cutLast(s, sep string) (before, after string) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return "", s
	}
	return s[:i], s[i+len(sep):]
}
