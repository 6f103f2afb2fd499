package tagger

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model/lang"
)

// A Token is a word, a number or a sign of a stretch of text, in bytes from its
// beginning.
type Token struct {
	Start, End int32
	Kind       TokenKind
	Glued      bool // nothing is between it and the token before
}

// A TokenKind is what a token is made of.
type TokenKind uint8

// The kinds of token.
const (
	Sign    TokenKind = iota // punctuation, a symbol, anything else
	Lower                    // a word without a capital
	Capital                  // a word that begins with a capital: Tripoli
	Upper                    // two or more letters, all capitals: LNA, U.N.
	Mixed                    // a capital inside: iPhone, McDonald
	Number                   // begins with a digit: 5, 1990s, 3.5
	Clitic                   // ’s, ’re, ’ll at the end of a word
	Address                  // a URL or an e-mail address
)

// Named reports whether a word of this kind can be a name by its letters.
func (k TokenKind) Named() bool { return k == Capital || k == Upper || k == Mixed }

// Tokens appends the tokens of text to dst. Words are split at white space and
// punctuation; hyphens hold a word together (al-Sarraj) unless what follows is
// a participle (Tripoli-based) or what is before is a prefix (pro-Russian).
// The cost is linear in the text.
func (m *Model) Tokens(dst []Token, text string) []Token {
	end := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			i++
			continue
		}
		from, n := len(dst), 0
		switch {
		case isLetter(text[i:]):
			dst, n = m.word(dst, text, i)
		case c >= '0' && c <= '9':
			n = numberLen(text[i:])
			dst = append(dst, Token{int32(i), int32(i + n), Number, false})
		default:
			var r rune
			r, n = utf8.DecodeRuneInString(text[i:])
			if unicode.IsSpace(r) {
				i += n
				continue
			}
			n += marksLen(text[i+n:])
			dst = append(dst, Token{int32(i), int32(i + n), Sign, false})
		}
		dst[from].Glued = from > 0 && i == end
		i += n
		end = i
	}
	return dst
}

// word appends the token or tokens of the word that begins at i and returns the
// length of what it took.
func (m *Model) word(dst []Token, text string, i int) ([]Token, int) {
	if n := addressLen(text[i:]); n > 0 {
		return append(dst, Token{int32(i), int32(i + n), Address, false}), n
	}
	j := i
	part := i // where the part after the last hyphen begins
	for j < len(text) {
		n := lettersLen(text[j:])
		if n == 0 {
			break
		}
		j += n
		if apostrophe := apostropheLen(text[j:]); apostrophe > 0 && slices.Contains(m.elided, strings.ToLower(text[part:j])) {
			dst = append(dst, wordToken(text, part, j+apostrophe))
			dst[len(dst)-1].Glued = part > i
			return dst, j + apostrophe - i
		}
		if clitic := cliticLen(text[j:]); clitic > 0 && m.base == nil {
			dst = append(dst, wordToken(text, part, j))
			dst[len(dst)-1].Glued = part > i
			return append(dst, Token{int32(j), int32(j + clitic), Clitic, true}), j + clitic - i
		}
		hyphen, wide := joinLen(text[j:])
		if hyphen == 0 {
			break
		}
		if wide { // a hyphen, not an apostrophe
			next := j + hyphen
			if m.base == nil && m.splitsAt(text[part:j], text[next:]) {
				dst = append(dst, wordToken(text, part, j), Token{int32(j), int32(next), Sign, true})
				dst[len(dst)-2].Glued = part > i
				j, part = next, next
				continue
			}
		}
		j += hyphen
	}
	j = withPoint(text, part, j)
	dst = append(dst, wordToken(text, part, j))
	dst[len(dst)-1].Glued = part > i
	return dst, j - i
}

// wordToken is the word text[i:j] with its kind.
func wordToken(text string, i, j int) Token {
	upper, lower, first := 0, 0, true
	capital, inner := false, false
	for _, r := range text[i:j] {
		switch {
		case r < utf8.RuneSelf && r >= 'a' && r <= 'z', r >= utf8.RuneSelf && lang.IsLower(r):
			lower++
		case r < utf8.RuneSelf && r >= 'A' && r <= 'Z', r >= utf8.RuneSelf && lang.IsUpper(r):
			upper++
			capital = capital || first
			inner = inner || !first
		}
		first = false
	}
	kind := Lower
	switch {
	case upper > 1 && lower == 0:
		kind = Upper
	case capital && !inner, capital && lower > 0 && upper == 2 && hasHyphen(text[i:j]):
		kind = Capital
	case upper > 0:
		kind = Mixed
	}
	return Token{int32(i), int32(j), kind, false}
}

func hasHyphen(s string) bool {
	for i := range len(s) {
		if s[i] == '-' {
			return true
		}
	}
	return false
}

// isLetter reports whether s begins with a letter of any script.
func isLetter(s string) bool {
	c := s[0]
	if c < utf8.RuneSelf {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(s)
	return lang.IsLetter(r)
}

// lettersLen is the length of the letters, digits and combining marks that s
// begins with.
func lettersLen(s string) int {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' {
				i++
				continue
			}
			return i
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !lang.IsLetter(r) && !joinsLetters(r) {
			return i
		}
		i += n
	}
	return len(s)
}

// marksLen is the length of the combining marks that s begins with.
func marksLen(s string) int {
	for i, r := range s {
		if !joinsLetters(r) {
			return i
		}
	}
	return len(s)
}

func joinsLetters(r rune) bool {
	return r >= 0x300 && (unicode.Is(unicode.M, r) || r == '\u200d' || r == '\u200c')
}

// cliticLen is the length of an apostrophe and s, re, ve, ll, d or m that end a
// word.
func cliticLen(s string) int {
	n := apostropheLen(s)
	if n == 0 {
		return 0
	}
	m := lettersLen(s[n:])
	switch s[n : n+m] {
	case "s", "S", "re", "ve", "ll", "d", "m":
		return n + m
	}
	return 0
}

func apostropheLen(s string) int {
	switch {
	case s != "" && s[0] == '\'':
		return 1
	case len(s) >= 3 && s[:3] == "’":
		return 3
	}
	return 0
}

// joinLen is the length of an apostrophe or hyphen at the start of s that a
// letter follows; wide is true for a hyphen.
func joinLen(s string) (n int, wide bool) {
	switch {
	case s == "":
		return 0, false
	case s[0] == '-':
		n, wide = 1, true
	case len(s) >= 3 && (s[:3] == "‑" || s[:3] == "‐"):
		n, wide = 3, true
	case s[0] == '&' || s[0] == '.': // AT&T; U.N. and example.org
		if len(s) < 2 || !(s[1] >= 'A' && s[1] <= 'Z') {
			return 0, false
		}
		return 1, false
	default:
		n = apostropheLen(s)
	}
	if n == 0 || n >= len(s) || lettersLen(s[n:]) == 0 {
		return 0, false
	}
	return n, wide
}

// splitsAt reports whether the hyphen between head and tail parts two words.
func (m *Model) splitsAt(head, tail string) bool {
	if prefixes[head] {
		return true
	}
	named := head[0] >= 'A' && head[0] <= 'Z'
	c := tail[0]
	n := lettersLen(tail)
	switch {
	case named && c >= 'a' && c <= 'z': // Tripoli-based, but not Kim Jong-un
		return trails(tail[:n])
	case named && c >= 'A' && c <= 'Z': // Russian-Turkish, US-China
		return m.Is(head, Country|Nationality) && m.Is(tail[:n], Country|Nationality)
	}
	return false
}

// trails reports whether word follows a name behind a hyphen without being part
// of it: a participle, or one of a few words.
func trails(word string) bool {
	if n := len(word); n > 4 && (word[n-2:] == "ed" || word[n-3:] == "ing") {
		return true
	}
	switch word {
	case "led", "born", "run", "held", "made", "style", "wide", "bound", "era", "area", "like", "language", "friendly", "level",
		"majority", "only", "free", "wing", "type", "sized", "themed", "time", "built", "owned", "linked", "heavy", "rich", "old":
		return true
	}
	return false
}

// prefixes are what is before a hyphen without being part of a name.
var prefixes = map[string]bool{
	"pro": true, "Pro": true, "anti": true, "Anti": true, "ex": true, "Ex": true, "non": true, "Non": true,
	"mid": true, "Mid": true, "post": true, "Post": true, "pre": true, "Pre": true, "co": true, "then": true,
	"inter": true, "all": true, "vice": true, "early": true, "late": true, "neo": true, "ultra": true, "intra": true,
}

// withPoint takes the point after an initial or an abbreviation into the word
// text[i:j] and returns the new end.
func withPoint(text string, i, j int) int {
	if j >= len(text) || text[j] != '.' {
		return j
	}
	w := text[i:j]
	if len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z' || len(w) >= 3 && w[len(w)-2] == '.' || abbreviations[w] {
		return j + 1
	}
	return j
}

// abbreviations are written with a point that belongs to them.
var abbreviations = map[string]bool{
	"Mr": true, "Mrs": true, "Ms": true, "Dr": true, "Gen": true, "Gov": true, "Sen": true, "Rep": true, "Lt": true,
	"Col": true, "Sgt": true, "Capt": true, "Prof": true, "Rev": true, "Hon": true, "Maj": true, "Adm": true, "Cmdr": true,
	"St": true, "Jr": true, "Sr": true, "Inc": true, "Corp": true, "Co": true, "Ltd": true, "Bros": true, "Mt": true, "Ft": true,
	"Jan": true, "Feb": true, "Mar": true, "Apr": true, "Jun": true, "Jul": true, "Aug": true, "Sep": true, "Sept": true,
	"Ala": true, "Ariz": true, "Ark": true, "Calif": true, "Colo": true, "Conn": true, "Fla": true, "Ill": true, "Kan": true,
	"Mass": true, "Mich": true, "Minn": true, "Neb": true, "Nev": true, "Okla": true, "Ore": true, "Pa": true, "Tenn": true,
	"Tex": true, "Va": true, "Vt": true, "Wash": true, "Wis": true, "Wyo": true, "Ont": true, "Que": true,
	"Oct": true, "Nov": true, "Dec": true, "vs": true, "No": true, "Pres": true, "Supt": true, "Det": true, "Insp": true,
}

// numberLen is the length of the number that s begins with: 5, 2,000, 3.5, 1990s.
func numberLen(s string) int {
	i := 0
	for i < len(s) {
		n := lettersLen(s[i:])
		i += n
		if n == 0 || i+1 >= len(s) || (s[i] != '.' && s[i] != ',') || s[i+1] < '0' || s[i+1] > '9' {
			break
		}
		i++
	}
	return i
}

// addressLen is the length of a URL or e-mail address at the start of s, or 0.
// What is before :// or @ is at most 64 bytes long (RFC 5321, 4.5.3.1.1),
// which also keeps a long row of words with points linear.
func addressLen(s string) int {
	n := 0
	for n < min(len(s), 64) && s[n] < utf8.RuneSelf && (lettersLen(s[n:n+1]) == 1 || n > 0 && (s[n] == '.' || s[n] == '+')) {
		n++
	}
	if rest := s[n:]; n == 0 || !strings.HasPrefix(rest, "@") && !strings.HasPrefix(rest, "://") && !strings.HasPrefix(s, "www.") {
		return 0
	}
	for n < len(s) && s[n] > ' ' && s[n] < utf8.RuneSelf && s[n] != '"' && s[n] != '<' && s[n] != '>' && s[n] != ')' {
		n++
	}
	for n > 0 && (s[n-1] == '.' || s[n-1] == ',' || s[n-1] == ';' || s[n-1] == ':') {
		n--
	}
	return n
}
