package segment

import (
	"unicode"
	"unicode/utf8"
)

// A following says what an abbreviation's full stop needs after it to be no
// end of a sentence.
type following int

const (
	anything  following = iota + 1 // a title: a name always follows
	noStarter                      // anything but a word that begins sentences
	aNumber                        // "No. 5"
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

// longest is the length in bytes of the longest row of both tables.
const longest = 9

// joined reports whether the full stop at text[dot] belongs to an abbreviation
// and what follows at after belongs to the same sentence.
func joined(text string, start, dot, after, end int) bool {
	from := dot
	for from > start && dot-from <= longest {
		r, n := utf8.DecodeLastRuneInString(text[start:from])
		if !unicode.IsLetter(r) {
			break
		}
		from -= n
	}
	word := text[from:dot]
	if word == "" || len(word) > longest {
		return false
	}
	inside := from > start && text[from-1] == '.'
	if r, n := utf8.DecodeRuneInString(word); n == len(word) {
		if inside { // "U.N.", "p.m.": the end of a sentence as often as not
			return !starters[nextWord(text, after, end)]
		}
		return unicode.IsUpper(r) && word != "I" // "John F. Kennedy"
	}
	if inside {
		return false
	}
	switch abbreviations[word] {
	case anything:
		return true
	case noStarter:
		return !starters[nextWord(text, after, end)]
	case aNumber:
		next := nextWord(text, after, end)
		return next != "" && '0' <= next[0] && next[0] <= '9'
	}
	return false
}

// nextWord returns the first letters or digits at or after i, past blanks; ""
// where something else follows or the word is too long to stand in a table.
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
