package feed

import (
	"fmt"
	"strings"
	"unicode"
)

// mendJSON mends what writers of JSON get wrong: line ends in texts, escapes that do
// not exist, a comma before the end of a list, text behind the end, an end that is
// missing. The notice says which; JSON that is broken in another way stays so.
func mendJSON(text string) (whole, notice string) {
	m := jsonMender{text: text}
	m.run()
	if len(m.open) > 0 {
		return m.out.String()[:m.complete] + m.ends, "the feed breaks off; what comes before that is read"
	}
	return m.out.String(), "mended: it was not valid JSON"
}

type jsonMender struct {
	text string
	out  strings.Builder
	open []byte // the ends of what is open
	// complete is how much was written when an entry was complete, and ends what ends
	// the rest.
	complete int
	ends     string
}

func (m *jsonMender) run() {
	comma := ""
	for at := 0; at < len(m.text); at++ {
		c := m.text[at]
		switch c {
		case ' ', '\t', '\n', '\r':
			continue
		case ',':
			comma = ","
			continue
		case '}', ']':
			comma = ""
		}
		m.out.WriteString(comma)
		comma = ""
		switch c {
		case '"':
			at = m.string(at)
			continue
		case '{':
			m.open = append(m.open, '}')
		case '[':
			m.open = append(m.open, ']')
		case '}', ']':
			if len(m.open) > 0 {
				m.open = m.open[:len(m.open)-1]
			}
		}
		m.out.WriteByte(c)
		if c == '}' && len(m.open) == 2 {
			m.complete, m.ends = m.out.Len(), string([]byte{m.open[1], m.open[0]})
		}
		if len(m.open) == 0 {
			return
		}
	}
}

// string writes the text that begins at a quotation mark, and returns where it ends.
func (m *jsonMender) string(at int) int {
	m.out.WriteByte('"')
	for at++; at < len(m.text); at++ {
		switch c := m.text[at]; {
		case c == '"':
			m.out.WriteByte('"')
			return at
		case c < ' ':
			fmt.Fprintf(&m.out, "\\u%04x", c)
		case c == '\\' && at+1 < len(m.text):
			at++
			if !strings.ContainsRune(`"\/bfnrtu`, rune(m.text[at])) {
				if m.text[at] != '\'' {
					m.out.WriteString(`\\`)
				}
				at--
				continue
			}
			m.out.WriteString(m.text[at-1 : at+1])
		default:
			m.out.WriteByte(c)
		}
	}
	return at
}

// withoutCall takes comments and a call off JSON that is made to be run as a script:
// "/* feed */ show({…});". Another text stays as it is.
func withoutCall(text string) string {
	rest := text
	for {
		rest = strings.TrimLeft(rest, " \t\r\n")
		if _, after, ok := strings.Cut(rest, "*/"); ok && strings.HasPrefix(rest, "/*") {
			rest = after
		} else if _, after, ok := strings.Cut(rest, "\n"); ok && (strings.HasPrefix(rest, "//") || strings.HasPrefix(rest, ")]}")) {
			rest = after
		} else {
			break
		}
	}
	name := strings.TrimLeftFunc(rest, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("_$.", r)
	})
	if call, ok := strings.CutPrefix(strings.TrimLeft(name, " "), "("); ok && len(name) < len(rest) {
		call = strings.TrimSpace(call)
		rest = strings.TrimRight(strings.TrimSuffix(strings.TrimRight(call, "; \t\r\n"), ")"), " \t\r\n")
	}
	if !strings.HasPrefix(rest, "{") {
		return text
	}
	return rest
}
