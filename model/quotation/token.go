package quotation

import (
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

// word reads one word at i and returns it with the place after it.
func (l *lexicon) word(text string, i, hi int) (token, int) {
	j := i
	var key [32]byte
	n, long := 0, false
	put := func(c byte) {
		if n < len(key) {
			key[n] = c
			n++
		} else {
			long = true
		}
	}
	var class class
	hyphen, lower := 0, false
	owner := -1 // where a possessive 's begins
scan:
	for j < hi {
		c := text[j]
		switch {
		case 'a' <= c && c <= 'z':
			lower = true
			put(c)
			j++
		case 'A' <= c && c <= 'Z':
			if hyphen > 0 && hyphen == n-1 {
				class |= cCap // al-Sarraj
			}
			put(c | 0x20)
			j++
		case '0' <= c && c <= '9', c == '$', c == '@', c == '#', c == '%':
			put(c)
			j++
		case c == '-' || c == '/' || c == '_' || c == '&':
			if j+1 >= hi || !startsWord(text, j+1, hi) {
				break scan
			}
			hyphen = n
			put('-')
			j++
		case c == '.' || c == ',':
			if j+1 >= hi || !wordByte(text[j+1]) || c == ',' && !digit(text[j+1]) {
				if c == '.' && n > 0 && l.abbreviation(text[i:j], key[:n]) {
					put('.')
					j++
				}
				break scan
			}
			put(c)
			j++
		case c == '\'' || c == 0xE2 && j+2 < hi && text[j+1] == 0x80 && text[j+2] == 0x99:
			w := 1
			if c != '\'' {
				w = 3
			}
			if !startsWord(text, j+w, hi) {
				break scan
			}
			owner = j
			put('\'')
			j += w
		case c >= utf8.RuneSelf:
			r, w := utf8.DecodeRuneInString(text[j:hi])
			if !isWord(r) {
				break scan
			}
			lower = lower || unicode.IsLower(r)
			for k := range w {
				put(text[j+k])
			}
			j += w
		default:
			break scan
		}
	}
	t := token{start: int32(i), end: int32(j), stretch: -1}
	word := key[:n]
	e, known := l.words[string(word)]
	if !known && owner >= 0 && n > 2 && word[n-1] == 's' && word[n-2] == '\'' {
		t.end = int32(owner)
		word = word[:n-2]
		class |= cOwner
		e = l.words[string(word)]
		e.verb, e.noun = 0, 0
		e.class &^= cPron | auxiliary
	}
	if !known && hyphen > 0 && !long && hyphen+1 < len(word) {
		e.class |= l.words[string(word[hyphen+1:])].class & cSource
	}
	t.class, t.verb, t.noun, t.form = e.class|class, e.verb, e.noun, e.form
	if first, _ := utf8.DecodeRuneInString(text[i:]); unicode.IsUpper(first) {
		t.class |= cCap
		if !lower && n > 1 {
			t.class |= cUpper
			if n <= 3 {
				t.class &^= cPron | cObj | cWho | cWh | auxiliary // US, IT, WHO
			}
		}
	} else if unicode.IsDigit(first) || first == '$' {
		t.class |= cNumber
	}
	t.class |= ending(word)
	if j < hi && text[j] == '\'' || j+2 < hi && text[j:j+3] == "’" {
		if len(word) > 0 && word[len(word)-1] == 's' && t.class&cCap != 0 {
			t.class |= cOwner // the voters'
		}
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

// notAdverb are common words in -ly that stand in noun phrases.
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
