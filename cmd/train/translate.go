package main

import (
	"math/rand/v2"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Where there is no text with names in a language that may be shared, a neighbour's
// is translated word by word: names, and the order of words, are nearly the same.

// romance is lists/romance.txt: what each language says for a Portuguese word.
var romance = sync.OnceValue(func() map[string]map[string][]string {
	out := map[string]map[string][]string{"es": {}, "it": {}, "fr": {}}
	text, err := lists.ReadFile("lists/romance.txt")
	if err != nil {
		panic(err) // the list is embedded
	}
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(line)
		if len(f) != 4 || f[0] == "#" {
			continue
		}
		for i, tag := range []string{"es", "it", "fr"} {
			out[tag][f[0]] = strings.Split(f[i+1], "_")
		}
	}
	return out
})

// endings turn the endings of other Portuguese words into those of their cousins.
var endings = map[string][][2]string{
	"es": {{"ções", "ciones"}, {"ção", "ción"}, {"sões", "siones"}, {"são", "sión"}, {"idades", "idades"}, {"idade", "idad"}, {"mento", "miento"},
		{"mentos", "mientos"}, {"mente", "mente"}, {"agem", "aje"}, {"ável", "able"}, {"ível", "ible"}, {"veis", "bles"}, {"ância", "ancia"}, {"ência", "encia"},
		{"aram", "aron"}, {"eram", "ieron"}, {"iram", "ieron"}, {"ou", "ó"}, {"eiro", "ero"}, {"eira", "era"}, {"ões", "ones"}, {"ão", "ón"}, {"nho", "ño"}, {"nha", "ña"}, {"lho", "jo"}, {"lha", "ja"}, {"ais", "ales"}, {"ndo", "ndo"}, {"oso", "oso"}},
	"it": {{"ções", "zioni"}, {"ção", "zione"}, {"sões", "sioni"}, {"são", "sione"}, {"idades", "ità"}, {"idade", "ità"}, {"mentos", "menti"}, {"mento", "mento"},
		{"mente", "mente"}, {"agem", "aggio"}, {"ável", "abile"}, {"ível", "ibile"}, {"veis", "bili"}, {"ância", "anza"}, {"ência", "enza"}, {"aram", "arono"}, {"ou", "ò"},
		{"eiro", "iere"}, {"eira", "iera"}, {"ões", "oni"}, {"ão", "one"}, {"os", "i"}, {"as", "e"}, {"es", "i"}, {"al", "ale"}, {"ar", "are"}, {"er", "ere"}, {"ir", "ire"}, {"or", "ore"}, {"ado", "ato"}, {"ada", "ata"}, {"ido", "ito"}, {"ida", "ita"}},
	"fr": {{"ções", "tions"}, {"ção", "tion"}, {"sões", "sions"}, {"são", "sion"}, {"idades", "ités"}, {"idade", "ité"}, {"mentos", "ments"}, {"mento", "ment"},
		{"mente", "ment"}, {"agem", "age"}, {"ável", "able"}, {"ível", "ible"}, {"veis", "bles"}, {"ância", "ance"}, {"ência", "ence"}, {"aram", "èrent"}, {"ou", "a"},
		{"eiro", "ier"}, {"eira", "ière"}, {"ões", "ons"}, {"ão", "on"}, {"ados", "és"}, {"adas", "ées"}, {"ado", "é"}, {"ada", "ée"}, {"ido", "i"}, {"ida", "ie"}, {"ar", "er"}, {"or", "eur"}, {"ico", "ique"}, {"ica", "ique"}, {"ista", "iste"}, {"ia", "ie"}, {"os", "s"}, {"as", "es"}, {"a", "e"}, {"o", ""}},
}

// translate writes Portuguese words with their tags as those of another language.
func translate(tag string, words, tags []string) (outWords, outTags []string) {
	for i, w := range words {
		more := inOther(tag, w, tags[i] != "O")
		for k, m := range more {
			t := tags[i]
			if k > 0 {
				t = strings.Replace(t, "B-", "I-", 1)
			}
			outWords, outTags = append(outWords, m), append(outTags, t)
		}
	}
	return outWords, outTags
}

// elisions are words and what is left of them before a vowel.
var elisions = map[string]map[string]string{
	"fr": {"le": "l'", "la": "l'", "de": "d'", "que": "qu'", "se": "s'", "ne": "n'", "je": "j'"},
	"it": {"il": "l'", "lo": "l'", "la": "l'", "una": "un'", "del": "dell'", "della": "dell'", "al": "all'", "alla": "all'",
		"nel": "nell'", "nella": "nell'", "dal": "dall'", "dalla": "dall'", "sul": "sull'", "sulla": "sull'"},
}

// elide shortens the words of a sentence before a vowel, as the language does.
func elide(tag string, words []string) {
	for i := 0; i+1 < len(words); i++ {
		short := elisions[tag][strings.ToLower(words[i])]
		next, _ := utf8.DecodeRuneInString(words[i+1])
		if short == "" || !strings.ContainsRune("aeiouéèêàâîôhAEIOUÉÈÊÀÂÎÔH", next) || tag == "it" && (next == 'h' || next == 'H') {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(words[i]); unicode.IsUpper(r) {
			short = strings.ToUpper(short[:1]) + short[1:]
		}
		words[i] = short
	}
}

// inOther is a word in another language; of a name only the small words and those for
// kinds of things change.
func inOther(tag, w string, named bool) []string {
	r, n := utf8.DecodeRuneInString(w)
	if !unicode.IsLetter(r) {
		return []string{w}
	}
	capital := unicode.IsUpper(r)
	low := strings.ToLower(w)
	if words, known := romance()[tag][low]; known && !(named && capital && low == "são") && strings.ToUpper(w) != w || known && utf8.RuneCountInString(w) == 1 {
		out := append([]string(nil), words...)
		if capital {
			f, fn := utf8.DecodeRuneInString(out[0])
			out[0] = string(unicode.ToUpper(f)) + out[0][fn:]
		}
		return out
	}
	if named && capital && tag != "es" || strings.ToUpper(w) == w {
		return []string{w}
	}
	for _, e := range endings[tag] {
		if stem, is := strings.CutSuffix(low, e[0]); is && len(stem) > 2 {
			return []string{w[:n] + (stem + e[1])[n:]}
		}
	}
	return []string{w}
}

// swapped is a copy of a translated sentence in which organisations and places of
// Brazil and Portugal give way to those of our own list of the language, by chance.
func (n *ownNames) swapped(words, tags []string) (outWords, outTags []string, changed bool) {
	for i := 0; i < len(words); {
		j := i + 1
		if !strings.HasPrefix(tags[i], "B-") {
			outWords, outTags = append(outWords, words[i]), append(outTags, tags[i])
			i = j
			continue
		}
		kind := tags[i][2:]
		for j < len(tags) && tags[j] == "I-"+kind {
			j++
		}
		list := n.names[kind]
		if len(list) == 0 || n.random.Float32() < swapShare {
			outWords, outTags = append(outWords, words[i:j]...), append(outTags, tags[i:j]...)
			i = j
			continue
		}
		for k, w := range strings.Fields(n.draw(list, 0)) {
			tag := "I-" + kind
			if k == 0 {
				tag = "B-" + kind
			}
			outWords, outTags = append(outWords, w), append(outTags, tag)
		}
		changed, i = true, j
	}
	return outWords, outTags, changed
}

// swapShare is how many names are kept in a copy.
const swapShare = 0.3

// ownNames are the names of our own list of a language, by the tags of a corpus, and
// all of its lists by their kinds.
type ownNames struct {
	names  map[string][]string
	lists  map[string][]string
	random *rand.Rand
}

// tagOf is the tag of what a kind of our own lists holds.
var tagOf = map[string]string{"org": "ORG", "city": "LOC", "region": "LOC", "country": "LOC", "place": "LOC", "person": "PER"}

func newOwnNames(tag string) *ownNames {
	n := &ownNames{names: map[string][]string{}, lists: map[string][]string{}, random: rand.New(rand.NewPCG(3, 4))}
	eachOwn(tag, func(kind, phrase string) error {
		n.lists[kind] = append(n.lists[kind], phrase)
		if to := tagOf[kind]; to != "" {
			n.names[to] = append(n.names[to], phrase)
		}
		return nil
	})
	if len(n.names["PER"]) == 0 && len(n.lists["surname"]) > 0 {
		n.names["PER"] = []string{"{forename} {surname}", "{forename} {surname}", "{surname}"}
	}
	return n
}

// draw returns one of a list, with what it draws itself in the place of braces.
func (n *ownNames) draw(list []string, depth int) string {
	s := list[n.random.IntN(len(list))]
	for {
		before, rest, found := strings.Cut(s, "{")
		kind, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return s
		}
		word := kind
		if from := n.lists[kind]; len(from) > 0 && depth < 2 {
			word = n.draw(from, depth+1)
		}
		s = before + word + after
	}
}
