package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestNickname is how long a nickname may be, in bytes.
const longestNickname = 24

// joinNicknames makes one mention of a name with a nickname between marks in it, Jane
// “Jay” Doe, and of two names of people with nothing between them.
func joinNicknames(text string, found []tagged) []tagged {
	out := found[:0]
	for i := 0; i < len(found); i++ {
		m := found[i]
		if kinds[m.kind] == Person {
			m.end -= int32(behindPerson(text[m.start:m.end]))
		}
		if n := len(out); n > 0 && kinds[m.kind] == Person && kinds[out[n-1].kind] == Person && m.start == out[n-1].end+1 && text[m.start-1] == ' ' && fewWords(text[out[n-1].start:m.end]) && !ofParty(text[m.start:m.end]) {
			out[n-1].end = m.end
			continue
		}
		if kinds[m.kind] == Person {
			if end := behindNickname(text, int(m.end)); end > 0 {
				for i+1 < len(found) && int(found[i+1].start) < end {
					i++
					end = max(end, int(found[i].end))
				}
				m.end = int32(end)
			}
		}
		out = append(out, m)
	}
	return out
}

// behindPerson returns how many bytes at the end of a person's name are no part of it: the
// day of the week on which somebody spoke.
func behindPerson(name string) int {
	if at := lastOfMany(name); at >= 0 && isWeekday(name[at+1:]) {
		return len(name) - at
	}
	return 0
}

// lastOfMany returns the blank before the last of three words or more, -1 in other names.
func lastOfMany(name string) int {
	at := strings.LastIndexByte(name, ' ')
	if at < 0 || strings.IndexByte(name[:at], ' ') < 0 || strings.ToUpper(name) == name {
		return -1
	}
	return at
}

// withoutParty is a person's name without letters behind it: Jane Doe QC, Jane Doe MP.
func withoutParty(name string) string {
	if at := lastOfMany(name); at >= 0 && ofParty(name[at+1:]) {
		return name[:at]
	}
	return name
}

// ofParty reports whether a name is rather the letters of a party behind a person: Jane Doe PQ.
func ofParty(name string) bool {
	return len(name) > 1 && len(name) < 5 && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && strings.Trim(name, "IVX") != "" && name != "JR" && name != "SR"
}

// fewWords reports whether a name is no longer than a person's can be, and no line in
// capitals.
func fewWords(name string) bool {
	return strings.Count(name, " ") < 5 && strings.ToUpper(name) != name && !strings.Contains(name, "\n")
}

// behindNickname returns the end of the surname behind the nickname that follows
// the given name which ends at i, or 0.
func behindNickname(text string, i int) int {
	rest := text[i:min(len(text), i+longestNickname+16)]
	mark, ok := strings.CutPrefix(rest, " ")
	if !ok {
		return 0
	}
	closing := ""
	for _, pair := range [...][2]string{{"“", "”"}, {"\"", "\""}, {"‘", "’"}, {"'", "'"}, {"(“", "”)"}} {
		if after, found := strings.CutPrefix(mark, pair[0]); found {
			mark, closing = after, pair[1]
			break
		}
	}
	n := -1
	if closing != "" {
		n = strings.Index(mark, closing)
	}
	if n < 1 || n > longestNickname || strings.ContainsAny(mark[:n], ".,!?;:\n") {
		return 0
	}
	surname, ok := strings.CutPrefix(mark[n+len(closing):], " ")
	if first, _ := utf8.DecodeRuneInString(surname); !ok || !unicode.IsUpper(first) {
		return 0
	}
	word := strings.IndexFunc(surname, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '’' && r != '\'' })
	if word < 0 {
		word = len(surname)
	}
	end := i + strings.Index(text[i:], mark) + n + len(closing) + 1 + word
	for _, owner := range [...]string{"’s", "'s"} {
		end = len(strings.TrimSuffix(text[:end], owner))
	}
	return end
}
