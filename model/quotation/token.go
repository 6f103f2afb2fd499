package quotation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
)

// A token is a word, a punctuation mark, or a whole stretch seen from outside.
type token struct {
	start, end int32 // bytes; a possessive 's is left out of a word
	class      class
	verb       uint16 // what the lexicon says of the word
	noun       uint16
	form       form
	sign       rune  // a punctuation mark: what it is; — stands for all dashes
	stretch    int32 // index of the stretch that it stands for
}

func (t *token) is(c class) bool { return t.class&c != 0 }

func (t *token) span() model.Range { return span(int(t.start), int(t.end)) }

// tokenize appends the tokens of text[lo:hi].
func (l *lexicon) tokenize(tokens []token, text string, lo, hi int) []token {
	var newline class
	for i := lo; i < hi; {
		c := text[i]
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			if c == '\n' {
				newline = cBreak
			}
			i++
			continue
		}
		if wordByte(c) {
			t, next := l.word(text, i, hi)
			t.class |= newline
			newline = 0
			tokens = append(tokens, t)
			i = next
			continue
		}
		r, n := rune(c), 1
		if c >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:hi])
			if isWord(r) || r == '$' {
				t, next := l.word(text, i, hi)
				tokens = append(tokens, t)
				i = next
				continue
			}
		}
		if q, _, _ := signAt(text, i, hi); q > 0 { // marks are the business of stretches
			i += q
			continue
		}
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		end := i + n
		switch r {
		case '–', '—', '―':
			r = '—'
		case '-':
			for end < hi && text[end] == '-' {
				end++
			}
			r = '—'
		case '…':
			r = '.'
		case '.':
			for end < hi && text[end] == '.' {
				end++
			}
		}
		tokens = append(tokens, token{start: int32(i), end: int32(end), class: cPunct, sign: r})
		i = end
	}
	return tokens
}

func wordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '$' || c == '@' || c == '#'
}

// A spelling is a word as it is read.
type spelling struct {
	key    [32]byte // in small letters, ’ as '; cut where it is longer
	n      int
	long   bool
	lower  bool // holds a small letter
	hyphen int  // where in key the last hyphen is, 0 if absent
	owner  int  // where in the text the last apostrophe is, or -1
	class  class
}

func (w *spelling) put(c byte) {
	if w.n == len(w.key) {
		w.long = true
		return
	}
	w.key[w.n] = c
	w.n++
}

// read reads the word at i and returns the place after it.
func (w *spelling) read(l *lexicon, text string, i, hi int) int {
	j := i
	for j < hi {
		switch c := text[j]; {
		case 'a' <= c && c <= 'z':
			w.lower = true
			w.put(c)
		case 'A' <= c && c <= 'Z':
			if w.hyphen > 0 && w.hyphen == w.n-1 {
				w.class |= cCap // al-Sarraj
			}
			w.put(c | 0x20)
		case '0' <= c && c <= '9', c == '$', c == '@', c == '#', c == '%':
			w.put(c)
		case c == '-' || c == '/' || c == '_' || c == '&':
			if !startsWord(text, j+1, hi) {
				return j
			}
			w.hyphen = w.n
			w.put('-')
		case c == '.' || c == ',':
			if j+1 >= hi || !wordByte(text[j+1]) || c == ',' && !digit(text[j+1]) {
				if c == '.' && w.n > 0 && l.abbreviation(text[i:j], w.key[:w.n]) {
					w.put('.')
					j++
				}
				return j
			}
			w.put(c)
		case c == '\'' || strings.HasPrefix(text[j:hi], "’"):
			n := 1
			if c != '\'' {
				n = len("’")
			}
			if !startsWord(text, j+n, hi) {
				return j
			}
			w.owner = j
			w.put('\'')
			j += n - 1
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(text[j:hi])
			if !isWord(r) {
				return j
			}
			w.lower = w.lower || unicode.IsLower(r)
			for k := range n {
				w.put(text[j+k])
			}
			j += n - 1
		default:
			return j
		}
		j++
	}
	return j
}

// word reads one word at i and returns it with the place after it.
func (l *lexicon) word(text string, i, hi int) (token, int) {
	w := spelling{owner: -1}
	j := w.read(l, text, i, hi)
	t := token{start: int32(i), end: int32(j), class: w.class, stretch: -1}
	word := w.key[:w.n]
	e, known := l.words[string(word)]
	if !known && w.owner >= 0 && w.n > 2 && word[w.n-1] == 's' && word[w.n-2] == '\'' {
		t.end = int32(w.owner)
		word = word[:w.n-2]
		e = l.words[string(word)]
		e.verb, e.noun = 0, 0
		e.class = e.class&^(cPron|auxiliary) | cOwner
	}
	if !known && w.hyphen > 0 && !w.long && w.hyphen+1 < len(word) {
		e.class |= l.words[string(word[w.hyphen+1:])].class & cSource
	}
	t.class, t.verb, t.noun, t.form = t.class|e.class|ending(word), e.verb, e.noun, e.form
	switch first, _ := utf8.DecodeRuneInString(text[i:]); {
	case unicode.IsUpper(first):
		t.class |= cCap
		if !w.lower && w.n > 1 {
			t.class |= cUpper
			if w.n <= 3 {
				t.class &^= cPron | cObj | cWho | cWh | auxiliary // US, IT, WHO
			}
		}
	case unicode.IsDigit(first) || first == '$':
		t.class |= cNumber
	}
	if t.is(cCap) && len(word) > 0 && word[len(word)-1] == 's' && (strings.HasPrefix(text[j:hi], "'") || strings.HasPrefix(text[j:hi], "’")) {
		t.class |= cOwner // the Democrats'
	}
	return t, j
}

func startsWord(text string, i, hi int) bool {
	if i >= hi {
		return false
	}
	if text[i] < utf8.RuneSelf {
		return wordByte(text[i])
	}
	r, _ := utf8.DecodeRuneInString(text[i:hi])
	return isWord(r)
}

// notAdverb are common words in -ly that are in noun phrases.
var notAdverb = map[string]bool{
	"early": true, "family": true, "july": true, "italy": true, "rally": true, "ally": true, "daily": true,
	"weekly": true, "monthly": true, "likely": true, "elderly": true, "supply": true, "reply": true,
	"assembly": true, "friendly": true, "deadly": true, "costly": true, "monopoly": true,
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// abbreviation reports whether the full stop after word belongs to it.
func (l *lexicon) abbreviation(word string, key []byte) bool {
	if len(key) == 1 && 'A' <= word[0] && word[0] <= 'Z' {
		return word[0] != 'I'
	}
	if len(key) > 2 && key[1] == '.' && !digit(key[0]) {
		return true
	}
	var buf [12]byte
	if len(key) >= len(buf) {
		return false
	}
	n := copy(buf[:], key)
	buf[n] = '.'
	e, ok := l.words[string(buf[:n+1])]
	return ok && (e.class&cStop != 0 || e.class&cTime != 0)
}

// ending returns what the ending of a word suggests.
func ending(w []byte) class {
	n := len(w)
	if n < 4 {
		return 0
	}
	switch {
	case w[n-1] == 'd' && w[n-2] == 'e':
		return cEd
	case w[n-1] == 'y' && w[n-2] == 'l':
		if notAdverb[string(w)] {
			return 0
		}
		return cLy
	case w[n-1] == 's' && w[n-2] != 's' && w[n-2] != 'u' && w[n-2] != 'i':
		return cPlural
	case w[n-1] == 'g' && w[n-2] == 'n' && w[n-3] == 'i':
		return cIng
	}
	return 0
}
