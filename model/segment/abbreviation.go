package segment

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"stet/model/lang"
)

// A following says what an abbreviation's full stop needs after it to be no
// end of a sentence.
type following int

const (
	anything  following = iota + 1 // a title: a name always follows
	noStarter                      // anything but a word that begins sentences
	aNumber                        // "No. 5"
	noCapital                      // "etc.": the last of a list
)

// abbreviations are those of news agencies, with a few of German, French and
// Spanish. A single letter and letters with stops between them need no row.
var abbreviations = map[string]following{
	"Mr": anything, "Mrs": anything, "Ms": anything, "Mx": anything, "Dr": anything, "Prof": anything,
	"Gen": anything, "Sen": anything, "Rep": anything, "Reps": anything, "Sens": anything, "Gov": anything,
	"Lt": anything, "Col": anything, "Sgt": anything, "Capt": anything, "Maj": anything, "Cmdr": anything,
	"Adm": anything, "Brig": anything, "Cpl": anything, "Pvt": anything, "Det": anything, "Supt": anything,
	"Rev": anything, "Fr": anything, "Hon": anything, "Msgr": anything, "Pres": anything, "Amb": anything,
	"Atty": anything, "Asst": anything, "Messrs": anything, "St": anything, "Ste": anything, "Mt": anything,
	"Hr": anything, "Mme": anything, "Mlle": anything, "Sra": anything, "Srta": anything, "Dra": anything,
	"vs": anything, "cf": anything, "viz": anything, "bzw": anything, "ca": anything, "Nr": anything,

	"Jr": noStarter, "Sr": noStarter, "Inc": noStarter, "Corp": noStarter, "Co": noStarter, "Cos": noStarter,
	"Ltd": noStarter, "Bros": noStarter, "Dept": noStarter, "Univ": noStarter, "Assn": noStarter,
	"Ave": noStarter, "Blvd": noStarter, "Rd": noStarter, "Ft": noStarter, "Pt": noStarter,
	"etc": noStarter, "al": noStarter, "approx": noStarter, "est": noStarter, "Mio": noStarter, "Mrd": noStarter,
	"Jan": noStarter, "Feb": noStarter, "Mar": noStarter, "Apr": noStarter, "Aug": noStarter, "Sept": noStarter,
	"Sep": noStarter, "Oct": noStarter, "Nov": noStarter, "Dec": noStarter,
	"Ala": noStarter, "Ariz": noStarter, "Calif": noStarter, "Colo": noStarter, "Conn": noStarter,
	"Fla": noStarter, "Ga": noStarter, "Ill": noStarter, "Kan": noStarter, "Ky": noStarter, "Mass": noStarter,
	"Md": noStarter, "Mich": noStarter, "Minn": noStarter, "Mo": noStarter, "Neb": noStarter, "Nev": noStarter,
	"Okla": noStarter, "Pa": noStarter, "Tenn": noStarter, "Va": noStarter, "Vt": noStarter, "Wash": noStarter,
	"Wis": noStarter,

	"No": aNumber, "Nos": aNumber, "no": aNumber, "Art": aNumber, "art": aNumber, "Fig": aNumber, "fig": aNumber,
	"Sec": aNumber, "pp": aNumber, "Vol": aNumber, "vol": aNumber, "Ch": aNumber, "Jun": aNumber, "Jul": aNumber,
}

// starters are words that begin sentences far more often than they follow an
// abbreviation.
var starters = map[string]bool{
	"A": true, "According": true, "After": true, "All": true, "Also": true, "Although": true, "An": true,
	"And": true, "As": true, "At": true, "Before": true, "Both": true, "But": true, "By": true, "During": true,
	"Each": true, "Even": true, "For": true, "From": true, "He": true, "Her": true, "His": true, "How": true,
	"However": true, "I": true, "If": true, "In": true, "It": true, "Its": true, "Last": true, "Many": true,
	"Meanwhile": true, "Most": true, "My": true, "No": true, "Not": true, "Now": true, "Of": true, "On": true,
	"One": true, "Only": true, "Or": true, "Our": true, "Several": true, "She": true, "Since": true, "So": true,
	"Some": true, "Still": true, "That": true, "The": true, "Their": true, "Then": true, "There": true,
	"These": true, "They": true, "This": true, "Those": true, "Though": true, "To": true, "Under": true,
	"Until": true, "We": true, "What": true, "When": true, "Where": true, "Whether": true, "While": true,
	"Who": true, "Why": true, "With": true, "Yet": true, "You": true,
}

// longest is the length in bytes of the longest word that is looked up.
const longest = 18

// rules are how sentences end in a language.
type rules struct {
	abbreviations map[string]following
	endings       []string // of longer words that are abbreviations: Hauptstr
	starters      map[string]bool
	months        *lang.Language // whose months follow ordinals, or nil
	ordinal       bool           // a full stop makes a number an ordinal
	capitals      bool           // nouns have capitals: one says little of a new sentence
	numbered      bool           // a name with a capital often follows an ordinal: 4. Sokak
	initials      bool           // a single small letter may be an abbreviation: z. B.
	greek         bool           // ; is a question mark
}

// english are the rules of English and of languages that have none of their own.
var english = &rules{abbreviations: abbreviations, starters: starters}

var ruleBook sync.Map // *lang.Language → *rules

// rulesOf reads abbreviations.txt of a language: lines of a key and words without
// their full stop, written as they are in the middle of a sentence.
//
//	any      a name or number always follows: Dr
//	ending   how longer words end of which that is true: str
//	within   may end a sentence, too: etc
//	number   only before a number: art
//	ordinal  the word name, where a name with a capital often follows an ordinal: 4. Sokak
//	last     the end of a list, so of the sentence if a capital follows: usw, т.д
//	starter  words that begin sentences: Der
func rulesOf(l *lang.Language) *rules {
	if l == nil || l.Tag == "en" {
		return english
	}
	if u, known := ruleBook.Load(l); known {
		return u.(*rules)
	}
	u := &rules{abbreviations: map[string]following{}, starters: map[string]bool{}, ordinal: l.Ordinal, capitals: l.Capitals, months: l, initials: true, greek: l.Tag == "el"}
	list := l.List("abbreviations.txt")
	if len(list) == 0 {
		u.abbreviations, u.starters = abbreviations, starters
	}
	keys := map[string]following{"any": anything, "within": noStarter, "number": aNumber, "last": noCapital}
	for _, line := range list {
		words := strings.Fields(line)
		if words[0] == "ending" {
			u.endings = words[1:]
		}
		u.numbered = u.numbered || words[0] == "ordinal"
		for _, w := range words[1:] {
			if words[0] == "starter" {
				u.starters[w] = true
			} else {
				u.abbreviations[w] = keys[words[0]]
			}
		}
	}
	ruleBook.Store(l, u)
	return u
}

// joined reports whether the full stop at text[dot] belongs to an abbreviation or
// makes an ordinal, and what follows at after belongs to the same sentence.
func (u *rules) joined(text string, start, dot, after, end int) bool {
	from := dot
	for from > start && dot-from <= longest {
		r, n := utf8.DecodeLastRuneInString(text[start:from])
		if !wordly(r) && !extends(r) || unicode.IsDigit(r) && !u.ordinal {
			break
		}
		from -= n
	}
	word := text[from:dot]
	if word == "" || len(word) > longest {
		return false
	}
	if c := word[0]; '0' <= c && c <= '9' {
		return u.isOrdinal(text, word, after, end, from == start)
	}
	if u.abbreviations[beforeStop(text, start, from)+word] == noCapital { // т. д.
		return !u.begins(nextWord(text, after, end))
	}
	inside := from > start && text[from-1] == '.'
	if r, n := utf8.DecodeRuneInString(word); n == len(word) {
		if inside || u.initials && unicode.IsLower(r) { // "U.N.", "p.m.": the end of a sentence as often as not
			return !u.starters[nextWord(text, after, end)]
		}
		return (unicode.IsUpper(r) || u.initials && unicode.Is(unicode.Lo, r)) && (word != "I" || u.initials) // "John F. Kennedy"; Hebrew has no capitals
	}
	if inside {
		return u.initials && !u.starters[nextWord(text, after, end)]
	}
	kind := u.abbreviations[word]
	if r, n := utf8.DecodeRuneInString(word); kind == 0 && u.initials && unicode.IsUpper(r) { // it begins the sentence
		kind = u.abbreviations[string(unicode.ToLower(r))+word[n:]]
	}
	switch kind {
	case anything:
		return true
	case noStarter:
		return !u.starters[nextWord(text, after, end)]
	case noCapital:
		return !u.begins(nextWord(text, after, end))
	case aNumber:
		next := nextWord(text, after, end)
		return next != "" && '0' <= next[0] && next[0] <= '9'
	}
	return u.isShortened(word)
}

// begins reports whether a word begins a sentence behind one that may be over: it has a
// capital that it has not as a noun.
func (u *rules) begins(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return u.starters[word] || !u.capitals && unicode.IsUpper(r)
}

// beforeStop returns the letter with its full stop that is before text[i:], without the
// blank between: "т." before "д".
func beforeStop(text string, start, i int) string {
	stop := start + len(strings.TrimRight(text[start:i], " \u00a0"))
	if stop-start < 2 || text[stop-1] != '.' {
		return ""
	}
	r, n := utf8.DecodeLastRuneInString(text[start : stop-1])
	if before, _ := utf8.DecodeLastRuneInString(text[start : stop-1-n]); !unicode.IsLetter(r) || unicode.IsLetter(before) {
		return ""
	}
	return text[stop-1-n : stop]
}

// isShortened reports whether a longer word ends like an abbreviation.
func (u *rules) isShortened(word string) bool {
	for _, ending := range u.endings {
		if len(word) > len(ending)+2 && strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

// isOrdinal reports whether a number before a full stop is an ordinal: a small one
// before a month, or a word that does not begin sentences. One that begins the sentence
// may number it.
func (u *rules) isOrdinal(text, number string, after, end int, first bool) bool {
	next := nextWord(text, after, end)
	if len(number) > 2 || next == "" {
		return false
	}
	if _, month := lang.Month(next, u.months.Tag); month {
		return true
	}
	return len(u.starters) > 0 && ((first || u.numbered) && !u.starters[next] || !u.begins(next))
}

// nextWord returns the first letters or digits at or after i, past blanks; ""
// where something else follows or the word is too long to be in a table.
func nextWord(text string, i, end int) string {
	for i < end {
		r, n := utf8.DecodeRuneInString(text[i:end])
		if !unicode.IsSpace(r) {
			break
		}
		i += n
	}
	from := i
	for i < end && i-from <= longest {
		r, n := utf8.DecodeRuneInString(text[i:end])
		if !wordly(r) {
			break
		}
		i += n
	}
	return text[from:i]
}
