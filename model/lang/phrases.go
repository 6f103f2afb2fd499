package lang

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// A Role is what a set phrase of web pages does.
type Role string

// The roles of phrases, the keys of LANGUAGE/page.txt.
const (
	By       Role = "by"       // comes before the name of an author
	Dated    Role = "dated"    // comes before a date
	More     Role = "more"     // leads to other stories
	Comments Role = "comments" // opens readers' comments
	Remarks  Role = "remarks"  // names readers' comments in the title of a feed
	Credit   Role = "credit"   // comes before the maker of a picture
	Offer    Role = "offer"    // asks to subscribe, sign up, give or accept
	Rights   Role = "rights"   // speaks of rights
	Ad       Role = "ad"       // labels an advertisement
	Nobody   Role = "nobody"   // is where an author's name would, and names no person
	Desk     Role = "desk"     // names those who write for a paper, no person
	Paywall  Role = "paywall"  // says that the rest is for subscribers
	Wall     Role = "wall"     // a page that lets no program through
	Consent  Role = "consent"  // asks to agree to cookies and advertisements
	Control  Role = "control"  // labels a control of the page
	Embed    Role = "embed"    // replaces content of another site
	Reading  Role = "reading"  // says how long the reading takes
	Bio      Role = "bio"      // begins a note on who wrote the text
	After    Role = "after"    // comes after the name of an author
	Ask      Role = "ask"      // labels a button that asks for something
	Today    Role = "today"    // comes before the day on which the page is read
	Missing  Role = "missing"  // says that there is no such page
)

var roles = []Role{By, Dated, More, Comments, Remarks, Credit, Offer, Rights, Ad, Nobody, Desk, Paywall, Wall, Consent, Control, Embed, Reading, Bio, After, Ask, Today, Missing}

// phraseTable finds phrases by their first word.
type phraseTable struct {
	roles   map[string][]Role
	longest map[string]int // words of the longest phrase that begins with a word
}

// phrasesOf reads page.txt of each language: a line for each role, "role: phrase; phrase".
func phrasesOf(list []*Language) phraseTable {
	known := map[Role]bool{}
	for _, r := range roles {
		known[r] = true
	}
	t := phraseTable{map[string][]Role{}, map[string]int{}}
	for _, l := range list {
		for _, line := range l.List("page.txt") {
			key, list, _ := strings.Cut(line, ":")
			role := Role(key)
			if !known[role] {
				panic(fmt.Sprintf("%s/page.txt: unknown role %q", l.Tag, key))
			}
			for phrase := range strings.SplitSeq(list, ";") {
				words := Words(phrase)
				if len(words) == 0 {
					continue
				}
				phrase = strings.Join(words, " ")
				t.longest[words[0]] = max(t.longest[words[0]], len(words))
				if !slices.Contains(t.roles[phrase], role) {
					t.roles[phrase] = append(t.roles[phrase], role)
				}
			}
		}
	}
	return t
}

// Words parts a text into words for [Phrase]: lower case, without the
// punctuation around them.
func Words(s string) []string {
	words := strings.Fields(strings.ToLower(wordSigns.Replace(s)))
	kept := words[:0]
	for _, w := range words {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '©' })
		if w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}

// Phrase returns how many of the words make up the longest phrase with that role
// at their beginning, in any language; 0 for none.
func Phrase(role Role, words []string) int {
	if len(words) == 0 {
		return 0
	}
	t := Embedded().phrases()
	for n := min(len(words), t.longest[words[0]]); n > 0; n-- {
		if slices.Contains(t.roles[strings.Join(words[:n], " ")], role) {
			return n
		}
	}
	return 0
}

// HasPhrase reports whether a phrase with that role is anywhere in words.
func HasPhrase(role Role, words []string) bool {
	for i := range words {
		if Phrase(role, words[i:]) > 0 {
			return true
		}
	}
	return false
}

// wordSigns writes signs as [Words] parts at them: the apostrophe of print, the
// colon of a script without spaces.
var wordSigns = strings.NewReplacer("’", "'", "：", ": ")
