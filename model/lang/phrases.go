package lang

import (
	"fmt"
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
	Reply    Role = "reply"    // ends the line over or under a reader's comment
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
	Staff    Role = "staff"    // says who edited, translated or helped
	Bio      Role = "bio"      // begins a note on who wrote the text
	After    Role = "after"    // comes after the name of an author
	Ask      Role = "ask"      // labels a button that asks for something
	Today    Role = "today"    // comes before the day on which the page is read
	Weekday  Role = "weekday"  // is a day of the week
	Missing  Role = "missing"  // says that there is no such page
)

var roles = []Role{By, Dated, More, Comments, Remarks, Reply, Credit, Offer, Rights, Ad, Nobody, Desk, Paywall, Wall, Consent, Control, Embed, Reading, Staff, Bio, After, Ask, Today, Weekday, Missing}

// phraseTable finds phrases by their first word.
type phraseTable struct {
	bits   map[Role]uint32
	roles  map[string]uint32 // of a phrase
	starts map[string]start
}

// A start is a word with which phrases begin.
type start struct {
	roles   uint32 // of all of them
	longest int    // words of the longest one
}

// mostPhrases is about how many phrases there are.
const mostPhrases = 6000

// phrasesOf reads page.txt of each language: a line for each role, "role: phrase; phrase".
func phrasesOf(list []*Language) phraseTable {
	t := phraseTable{map[Role]uint32{}, make(map[string]uint32, mostPhrases), make(map[string]start, mostPhrases)}
	for i, r := range roles {
		t.bits[r] = 1 << i
	}
	for _, l := range list {
		for _, line := range l.List("page.txt") {
			key, list, _ := strings.Cut(line, ":")
			bit := t.bits[Role(key)]
			if bit == 0 {
				panic(fmt.Sprintf("%s/page.txt: unknown role %q", l.Tag, key))
			}
			for phrase := range strings.SplitSeq(list, ";") {
				t.add(strings.TrimSpace(phrase), bit)
			}
		}
	}
	return t
}

// add notes a phrase. Nearly all are written as [Words] has them, and are not parted.
func (t *phraseTable) add(phrase string, bit uint32) {
	if strings.ContainsFunc(phrase, func(r rune) bool { return r != ' ' && (!unicode.IsLetter(r) || unicode.IsUpper(r)) }) || strings.Contains(phrase, "  ") {
		phrase = strings.Join(Words(phrase), " ")
	}
	if phrase == "" {
		return
	}
	t.roles[phrase] |= bit
	first, _, _ := strings.Cut(phrase, " ")
	s := t.starts[first]
	t.starts[first] = start{s.roles | bit, max(s.longest, strings.Count(phrase, " ")+1)}
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
	bit, begins := t.bits[role], t.starts[words[0]]
	if begins.roles&bit == 0 {
		return 0
	}
	n := min(len(words), begins.longest)
	for all := strings.Join(words[:n], " "); n > 0; n-- {
		if t.roles[all]&bit != 0 {
			return n
		}
		all = all[:max(0, strings.LastIndexByte(all, ' '))]
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
