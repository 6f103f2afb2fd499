package format

import "strings"

// webannoNumber cuts "PERSON[1]" into value and number; an escaped bracket is
// part of the value.
func webannoNumber(s string) (value, number string) {
	if !strings.HasSuffix(s, "]") || strings.HasSuffix(s, `\]`) {
		return s, ""
	}
	i := strings.LastIndexByte(s, '[')
	if i < 0 || i > 0 && s[i-1] == '\\' {
		return s, ""
	}
	return s[:i], s[i+1 : len(s)-1]
}

// webannoSplit cuts at a sign that no backslash is before.
func webannoSplit(s string, at byte) []string {
	var out []string
	start := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case at:
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return append(out, s[start:])
}

func webannoUnescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 't':
			b.WriteByte('\t')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
