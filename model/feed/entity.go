package feed

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// longestEntity is the length of the longest name of HTML, in bytes, and some more.
const longestEntity = 64

// decodeEntities decodes the references of XML and HTML once, and those that the feed
// declares. What is none stays: an ampersand in an address, a name nobody knows.
func decodeEntities(s string, own map[string]string) string {
	i := strings.IndexByte(s, '&')
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for ; i >= 0; i = strings.IndexByte(s, '&') {
		b.WriteString(s[:i])
		s = s[i:]
		end := strings.IndexByte(s[:min(len(s), longestEntity)], ';')
		text, ok := "", false
		if end > 0 {
			if text, ok = reference(s[1:end], own); ok {
				if high, is := surrogate(s[1:end]); is {
					text, end = joined(s, end, high)
				}
			}
		}
		if !ok {
			text, end = "&", 0
		}
		b.WriteString(text)
		s = s[end+1:]
	}
	b.WriteString(s)
	return b.String()
}

// reference is what a name or number stands for.
func reference(name string, own map[string]string) (text string, ok bool) {
	if strings.ContainsAny(name, " \t\r\n&<") {
		return "", false
	}
	if n, numeric := number(name); numeric {
		if n == 0 || n > utf8.MaxRune || utf16.IsSurrogate(rune(n)) {
			return "", true // no character has that number
		}
		return html.UnescapeString("&" + name + ";"), true
	}
	if value, ok := own[name]; ok {
		return value, true
	}
	// Old names need no semicolon: in "copy=2;" it is no part of one.
	decoded := html.UnescapeString("&" + name + ";")
	return decoded, decoded != html.UnescapeString("&"+name)+";"
}

// number reads #39 and #x27.
func number(name string) (uint64, bool) {
	digits, base := strings.TrimPrefix(name, "#"), 10
	if len(digits) == len(name) || digits == "" {
		return 0, false
	}
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 64)
	return n, err == nil
}

func surrogate(name string) (rune, bool) {
	n, ok := number(name)
	return rune(n), ok && n < utf8.MaxRune && utf16.IsSurrogate(rune(n))
}

// joined is the character that two references make, as programs write it that count
// in UTF-16, and where the second ends.
func joined(s string, end int, high rune) (string, int) {
	rest := s[end+1:]
	if !strings.HasPrefix(rest, "&#") {
		return "", end
	}
	second := strings.IndexByte(rest[:min(len(rest), longestEntity)], ';')
	if second < 0 {
		return "", end
	}
	low, ok := surrogate(rest[1:second])
	if r := utf16.DecodeRune(high, low); ok && r != utf8.RuneError {
		return string(r), end + 1 + second
	}
	return "", end
}

// allowed takes out the characters that XML forbids (XML 1.0, 2.2).
func allowed(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' || ' ' <= r && r <= 0xD7FF || 0xE000 <= r && r <= 0xFFFD || 0x10000 <= r && r <= 0x10FFFF {
			return r
		}
		return -1
	}, text)
}
