package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model/clean"
	"stet/model/date"
	"stet/model/lang"
	"stet/model/pattern"
)

// split takes what is no name off a byline and parts it into names.
func (n *namer) split(s string) (names []string) {
	s = clean.Entities(s)
	if f, ok := date.First(s, n.page.locale); ok {
		if strings.TrimSpace(s[:f.Start]) == "" {
			s = s[f.End:]
		} else {
			s = beforeDate(s[:f.Start])
		}
	}
	s = withoutBy(address().ReplaceAllString(inSquares().ReplaceAllString(s, " "), " "))
	if i := strings.LastIndex(s, " - "); i > 0 {
		if endsInDesk(lang.Words(s[i:])) { // "Jane Roe - Gazette Harbour Writers"
			s = s[:i]
		}
		s = strings.ReplaceAll(s, " - ", " | ")
	}
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;|/•·&+\n\t()[]–—", r) }) {
		if endsInBy(part) { // "Essay by | Jane Roe"
			names = names[:0]
			continue
		}
		for _, name := range splitAnd(part) {
			if name = withoutBy(name); lang.Phrase(lang.Dated, lang.Words(name)) > 0 {
				continue
			}
			if name = strings.Trim(withoutRole(name), " .:-*（）【】　"); name != "" {
				names = append(names, name)
			}
		}
	}
	return names
}

// inSquares is a remark in square brackets, such as a hidden address.
var inSquares = pattern.Late(`\[[^\]]*\]`)

// address is one of mail behind a name.
var address = pattern.Late(`\s[(<]?[\w.+-]+@[\w-]+\.[\w.-]+[)>]?`)

// beforeDate takes the weekday and the label of a date off the end of s.
func beforeDate(s string) string {
	s = strings.TrimRight(s, " ")
	if head, ok := strings.CutSuffix(s, ","); ok { // "Jane Roe, Tuesday, 3 March"
		i := strings.LastIndexByte(head, ' ')
		if i < 0 {
			return ""
		}
		if head = strings.TrimRight(head[:i], " "); head == "" || strings.HasSuffix(head, ",") || strings.HasSuffix(head, "|") {
			s = head
		}
	}
	fields := strings.Fields(s)
	if n := len(fields); n > 1 && lang.Phrase(lang.Weekday, lang.Words(fields[n-1])) > 0 {
		fields = fields[:n-1]
		s = strings.TrimRight(strings.Join(fields, " "), " ,|·•")
	}
	for k := max(0, len(fields)-3); k < len(fields); k++ {
		words := lang.Words(strings.Join(fields[k:], " "))
		if n := lang.Phrase(lang.Dated, words); n > 0 && n == len(words) {
			return strings.Join(fields[:k], " ")
		}
	}
	return s
}

// withoutBy takes "By", "Von", "Author:" off the beginning.
func withoutBy(s string) string {
	s = strings.ReplaceAll(s, "：", ": ")
	for range 3 {
		s = strings.TrimLeft(s, " :.|-–—\"")
		fields := strings.Fields(s)
		k := lang.Phrase(lang.By, lang.Words(strings.Join(fields[:min(len(fields), 4)], " ")))
		if k == 0 {
			break
		}
		if k >= len(fields) {
			return ""
		}
		s = strings.Join(fields[k:], " ")
	}
	s = withoutHanBy(s)
	if label, rest, ok := strings.Cut(s, ": "); ok && !strings.Contains(label, " ") {
		return rest // "Interview: Jane Roe"
	}
	return s
}

// endsInBy reports whether the last of several words is one that comes before the
// name of an author.
func endsInBy(s string) bool {
	words := lang.Words(s)
	last := words[max(0, len(words)-1):]
	return len(words) > 1 && len(words) < 4 && lang.Phrase(lang.By, last) > 0 && lang.Phrase(lang.After, last) == 0
}

// withoutHanBy does it in a script without spaces: 记者王敬照.
func withoutHanBy(s string) string {
	for i, r := range s {
		if !unicode.Is(unicode.Han, r) {
			return s
		}
		if end := i + utf8.RuneLen(r); i > 0 && end < len(s) && lang.Phrase(lang.By, []string{s[:end]}) > 0 {
			return strings.TrimLeft(s[end:], "・＝")
		}
	}
	return s
}

// withoutRole takes what follows a name of two words off its end: "Jane Roe
// Editor", "Jane Roe Photo: A. Doe".
func withoutRole(name string) string {
	fields := strings.Fields(name)
	for k := 1; k < len(fields); k++ { // "Jane Roe in Riverton"
		if between[fields[k]] {
			return withoutRole(strings.Join(fields[:k], " "))
		}
	}
	if n := len(fields); n > 1 && lang.Phrase(lang.After, fields[n-1:]) > 0 {
		return strings.Join(fields[:n-1], " ")
	}
	for k := 2; k < len(fields); k++ {
		words := lang.Words(strings.Join(fields[k:], " "))
		label := strings.HasSuffix(fields[k], ":")
		if n := lang.Phrase(lang.Nobody, words); n > 0 && n == len(words) || label && lang.Phrase(lang.Credit, words) > 0 {
			return strings.Join(fields[:k], " ")
		}
		if n := lang.Phrase(lang.Desk, words); n > 0 && (n == len(words) || endsInDesk(words)) {
			return strings.Join(fields[:k], " ")
		}
	}
	return name
}

// between are small words behind a name and in none: what follows is a place or a time.
var between = wordSet("in im en em dans at um on am kl w v på в во alle às à")

// ands join the last two names of a byline, or the two of an interview.
var ands = []string{" und ", " and ", " et ", " e ", " y ", " en ", " och ", " og ", " i ", " и ", " im gespräch mit ", " in conversation with "}

func splitAnd(s string) []string {
	small := strings.ToLower(s)
	if len(small) != len(s) {
		return []string{s}
	}
	for _, and := range ands {
		if i := strings.Index(small, and); i > 0 {
			return append([]string{s[:i]}, splitAnd(s[i+len(and):])...)
		}
	}
	return []string{s}
}

// organisations are words by which a name is not one of a person.
var organisations = wordSet(`gmbh ag kg ev e.v eg inc ltd llc corp company group gruppe verlag magazin magazine news online zeitung
	press presse media medien agency agentur agencia agence verband bundesverband institut institute stiftung foundation
	departement department ministerium ministry bundesamt
	user admin administrator publisher http https`)

// isPerson reports whether a name may be one of a person: no role, no
// organisation, no address, not the site itself.
func (n *namer) isPerson(name string) bool {
	words := lang.Words(name)
	if len(words) == 0 || len(words) > 5 || len(name) > 60 || len(name) < 2 || strings.ContainsAny(name, "@#<>{}=?!…©") || strings.Contains(name, "www.") {
		return false
	}
	for _, w := range words {
		if organisations[w] {
			return false
		}
	}
	if isLabel(words) || !spelledAsName(name, words) || domainName(name) {
		return false
	}
	name = siteKey(name)
	return !slices.Contains(n.sites, name) && !(lang.Phrase(lang.Nobody, words[len(words)-1:]) > 0 && n.namesPartOfSite(words[0]))
}

// namesPartOfSite reports whether a word is in the name of the site: "Gazette Staff".
func (n *namer) namesPartOfSite(word string) bool {
	return len(word) > 3 && slices.ContainsFunc(n.sites, func(site string) bool { return strings.Contains(site, siteKey(word)) })
}

// isLabel reports whether words are a label and no name.
func isLabel(words []string) bool {
	for _, role := range []lang.Role{lang.Nobody, lang.Ad, lang.More, lang.Dated, lang.Comments} {
		if lang.Phrase(role, words) > 0 {
			return true
		}
	}
	return lang.Phrase(lang.Offer, words) == len(words) || lang.Phrase(lang.Credit, words) == len(words)
}

// spelledAsName reports whether letters, capitals and figures are those of a name
// or, if it is one word, of a name somebody goes by.
func spelledAsName(name string, words []string) bool {
	digits := 0
	for _, r := range name {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	first, _ := utf8.DecodeRuneInString(name)
	switch {
	case !strings.ContainsFunc(name, unicode.IsLetter):
		return false
	case digits > 0 && (len(words) > 1 || 2*digits > len(name)):
		return false
	case len(words) > 1 && unicode.IsLower(first) && !slices.Contains([]string{"de", "van", "von"}, words[0]):
		return false
	}
	return len(words) < 3 || countUpper(name) > 1 && !goesOn(name)
}

// particles are the small words within names.
var particles = wordSet("de del della di da do dos das du la le las los van von vom zu zum zur der den dem ten ter te al el bin ibn ben af av y e und i of the op")

// goesOn reports whether a small word that is in no name follows the first ones: "Jane
// Roe writes about ships".
func goesOn(name string) bool {
	particle := false
	for word := range strings.FieldsSeq(name) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsLower(r) && !particle && !particles[word] && !strings.ContainsAny(word, "'’") {
			return true
		}
		particle = particles[word]
	}
	return false
}

// countUpper counts the words with a capital, and those of scripts without.
func countUpper(name string) (n int) {
	for word := range strings.FieldsSeq(name) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) || unicode.Is(unicode.Lo, r) {
			n++
		}
	}
	return n
}

// domainName reports whether s looks like gazette.example.
func domainName(s string) bool {
	i := strings.LastIndexByte(s, '.')
	return i > 0 && !strings.Contains(s, " ") && len(s)-i > 2 && len(s)-i < 6
}

// isDesk reports whether words name those who write for a paper: "Multimedia Redaktion".
func isDesk(words []string) bool {
	return lang.Phrase(lang.Desk, words) > 0 || endsInDesk(words) && len(words[len(words)-1]) > 3
}

// endsInDesk reports whether the last word is one for those who write for a paper.
func endsInDesk(words []string) bool {
	return lang.Phrase(lang.Desk, words[max(0, len(words)-1):]) > 0
}
