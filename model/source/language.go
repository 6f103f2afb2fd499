package source

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"stet/model"
)

// functionWords are the commonest words of a language that the others in the
// table lack or use less. A word that two share counts for both.
var functionWords = map[string]string{
	"en": "the of and to in that is was for with on as by at from his her has have are were not be this which who said it",
	"de": "der die das und ist nicht ein eine mit von den dem des zu auf für im auch sich wird als hat bei dass sie er es nach",
	"fr": "le la les des et est une un dans que qui pour pas sur au du par avec il elle a été sont ce se plus cette ont",
	"es": "el la los las de que y en un una por con para no es del se al lo como más su fue ha sus este pero",
	"it": "il di che la è e un una per non con del della si le dei sono ha gli nel alla anche più come da ma questo",
	"pt": "o a os as de que e do da em um uma para com não no na por mais dos das se foi ao são como é pelo",
	"nl": "de het een en van in is dat op te zijn met voor niet aan er die als door ook naar werd hij maar bij heeft",
	"sv": "och att det som en är på för av med den till inte har de om ett han var från vi men så ska",
	"da": "og at det som en er på for af med den til ikke har de om et han var fra vi men så skal blev",
	"no": "og at det som en er på for av med den til ikke har de om et han var fra vi men så skal ble",
	"pl": "i w na z że się nie do jest to o jak po co ale za przez od są dla który był oraz także jego",
	"tr": "ve bir bu için de da ile olarak olan çok en daha sonra kadar gibi ama ne o olduğu dedi",
	"id": "yang dan di dari untuk dengan ini itu pada dalam tidak akan telah oleh adalah juga ke sebagai mereka",
	"ru": "и в на не что с по как это к из за от для но его был она они также или",
	"uk": "і в на не що з як це до та за від для але його був вона вони також або й у",
}

// A lexicon tells the languages of a word: functionWords, turned round.
type lexicon struct {
	languages []string
	of        map[string][]int // indices into languages
}

var functionIndex = sync.OnceValue(func() lexicon {
	l := lexicon{slices.Sorted(maps.Keys(functionWords)), map[string][]int{}}
	for i, lang := range l.languages {
		for word := range strings.FieldsSeq(functionWords[lang]) {
			l.of[word] = append(l.of[word], i)
		}
	}
	return l
})

// count adds to scores, by language, the words of s that are in the lexicon, and
// returns how many words there are.
func (l lexicon) count(scores []int, s string) int {
	total := 0
	for i := 0; i < len(s); {
		n := lettersLen(s[i:])
		if n == 0 {
			_, n = utf8.DecodeRuneInString(s[i:])
			i += n
			continue
		}
		total++
		for _, lang := range l.languagesOf(s[i : i+n]) {
			scores[lang]++
		}
		i += n
	}
	return total
}

// lettersLen is the length of the letters that s begins with.
func lettersLen(s string) int {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c|0x20 < 'a' || c|0x20 > 'z' {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) {
			return i
		}
		i += n
	}
	return len(s)
}

func (l lexicon) languagesOf(word string) []int {
	var lower [16]byte
	if len(word) > len(lower) {
		return nil // none in the table is that long
	}
	for i := range len(word) {
		c := word[i]
		if c >= utf8.RuneSelf {
			return l.of[strings.ToLower(word)]
		}
		lower[i] = c | 0x20
	}
	return l.of[string(lower[:len(word)])]
}

// sampleSize is how much of the prose the guess looks at, in bytes.
const sampleSize = 8 << 10

// language guesses the language of the prose by script and function words; ""
// where the text is too short or the answer is not clear.
func language(a *model.Article) string {
	index := functionIndex()
	counts := make([]int, len(index.languages))
	total, scripts := 0, map[string]int{}
	looked := 0
	for i := range a.Blocks {
		if !a.Blocks[i].Prose() {
			continue
		}
		s := a.Slice(a.Blocks[i].Range)
		s = s[:min(len(s), sampleSize-looked)]
		looked += len(s)
		for _, r := range s {
			if name := scriptLanguage(r); name != "" {
				scripts[name]++
			}
		}
		total += index.count(counts, s)
		if looked >= sampleSize {
			break
		}
	}
	if 10*scripts["ja"] > scripts["zh"] {
		scripts["ja"] += scripts["zh"] // Kana among Han
		delete(scripts, "zh")
	}
	if lang, n := most(scripts); n > 20 && 6*n > looked {
		return lang
	}
	scores := map[string]int{}
	for i, n := range counts {
		if n > 0 {
			scores[index.languages[i]] = n
		}
	}
	best, n := most(scores)
	delete(scores, best)
	_, second := most(scores)
	if total < 12 || n < 4 || 8*n < total || 10*n < 11*second {
		return ""
	}
	return best
}

// scriptLanguage names the language of a script that one language of the news
// mostly uses.
func scriptLanguage(r rune) string {
	switch {
	case r < 0x0370:
		return ""
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		return "ja"
	case unicode.Is(unicode.Han, r):
		return "zh"
	case unicode.Is(unicode.Hangul, r):
		return "ko"
	case unicode.Is(unicode.Arabic, r):
		return "ar"
	case unicode.Is(unicode.Hebrew, r):
		return "he"
	case unicode.Is(unicode.Greek, r):
		return "el"
	case unicode.Is(unicode.Devanagari, r):
		return "hi"
	case unicode.Is(unicode.Thai, r):
		return "th"
	}
	return ""
}

// most returns the key with the highest count, the first by name of several.
func most(counts map[string]int) (best string, n int) {
	for key, count := range counts {
		if count > n || count == n && key < best {
			best, n = key, count
		}
	}
	return best, n
}
