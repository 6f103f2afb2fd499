package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stet/model/mention/tagger"
)

// foldWords returns name in lower case, without diacritics, points and
// apostrophes, and with single blanks.
func foldWords(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	ascii := true
	for i := range len(name) {
		ascii = ascii && name[i] < utf8.RuneSelf
	}
	if !ascii {
		name = norm.NFD.String(name)
	}
	space := false
	for _, r := range name {
		r = unicode.ToLower(r)
		switch {
		case r == ' ' || r == '\n' || r == '\t' || r == '\u00a0':
			space = b.Len() > 0
			continue
		case r == '.' || r == '\'' || r == '’' || r == ',' || r == '“' || r == '”' || r == '"' || r == '‘' || unicode.Is(unicode.Mn, r):
			continue
		case r == '‑' || r == '‐':
			r = '-'
		case r == 'ı':
			r = 'i'
		case r == 'ł':
			r = 'l'
		case r == 'ø':
			r = 'o'
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// foldOrganisation also leaves out the article and the legal form.
func foldOrganisation(name string) string {
	s := strings.TrimPrefix(foldWords(name), "the ")
	for _, legal := range []string{" inc", " corp", " corporation", " co", " ltd", " limited", " plc", " llc", " group"} {
		if cut, found := strings.CutSuffix(s, legal); found && cut != "" {
			return cut
		}
	}
	return s
}

// foldPlace also knows the countries that news calls by several names.
func foldPlace(name string) string {
	s := strings.TrimPrefix(foldWords(name), "the ")
	switch s {
	case "us", "usa", "united states of america", "america", "u s":
		return "united states"
	case "uk", "britain", "great britain", "u k":
		return "united kingdom"
	case "uae", "emirates":
		return "united arab emirates"
	case "washington dc", "dc", "washington d c":
		return "washington"
	case "drc", "dr congo", "democratic republic of congo":
		return "democratic republic of the congo"
	case "nyc":
		return "new york city"
	case "la":
		return "los angeles"
	case "turkiye":
		return "turkey"
	case "burma":
		return "myanmar"
	case "kiev":
		return "kyiv"
	}
	return s
}

// sound is a key under which transliterations of one name agree: Gadhafi,
// Qaddafi, Kadafi; Sarraj, Serraj; Mohammed, Muhammad. Short words are left as
// they are: too many different names would agree.
func sound(word string) string {
	for _, article := range []string{"al-", "el-", "ad-", "as-", "ash-", "ar-"} {
		if rest, found := strings.CutPrefix(word, article); found && len(rest) > 2 {
			word = rest
			break
		}
	}
	if len(word) < 6 {
		return word
	}
	var b strings.Builder
	var last rune
	for i, r := range word {
		switch r {
		case 'e':
			r = 'a'
			if i+1 < len(word) && (word[i+1] == 'i' || word[i+1] == 'y') {
				continue
			}
		case 'o':
			r = 'u'
		case 'y':
			r = 'i'
		case 'q', 'k', 'c':
			r = 'k'
		case 'g':
			if i == 0 {
				r = 'k'
			}
		case 'z':
			r = 's'
		case 'v', 'w':
			r = 'v'
		case 'h':
			if i > 0 && strings.IndexByte("dtgkqs", word[i-1]) >= 0 {
				continue
			}
		case '-':
			continue
		}
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// knownCountry reports whether the lexicon has name as a country.
func knownCountry(name string) bool { return tagger.Embedded().Is(name, tagger.Country) }

// knownPlace reports whether the lexicon has name as a country, a state or
// a city.
func knownPlace(name string) bool {
	return tagger.Embedded().Is(name, tagger.Country|tagger.Region|tagger.City|tagger.Place)
}
