package machine

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
)

// Models are asked for JSON and mostly give it: within a fence of Markdown, after a
// sentence, with a comma too many. What can be mended without guessing is; an answer
// that ends in its middle is not JSON.

var (
	errHalf   = fail("a larger max_tokens in `parameters`, or a smaller `chunk`, leaves room for all of it", "the answer ends in its middle")
	errNoJSON = fail("a larger model, or one that its server holds to a schema, answers in JSON", "the answer is no JSON")
)

var (
	thought = regexp.MustCompile(`(?s)<think(?:ing)?>.*?</think(?:ing)?>`)
	fence   = regexp.MustCompile("(?s)```[a-zA-Z]*\\s*(.*?)```")
	begun   = regexp.MustCompile(`^[{[]\s*[{"]`) // of an object or a list of some
)

// objects reads the annotations of a model's answer, and reports whether it had to be
// mended.
func objects(content string) (out []json.RawMessage, mended bool, err error) {
	plain := strings.TrimSpace(strings.TrimPrefix(content, "\ufeff"))
	if out, ok := listed(plain); ok {
		return out, false, nil
	}
	plain = strings.TrimSpace(thought.ReplaceAllString(plain, ""))
	if fences := fence.FindAllStringSubmatch(plain, -1); len(fences) > 0 {
		plain = ""
		for _, m := range fences {
			plain += m[1] + "\n"
		}
	}
	return all(plain)
}

// all reads one list after the other, as a model writes them that gives an object a line.
// What is in brackets and is no answer is passed over; what does not end is half an
// answer, whatever came before it.
func all(plain string) (out []json.RawMessage, mended bool, err error) {
	found := false
	for at := strings.IndexAny(plain, "{["); at >= 0; {
		value, end, ok := mend(plain[at:])
		if !ok {
			if found && !begun.MatchString(plain[at:]) {
				break // a bracket in what is said after the answer
			}
			return nil, false, errHalf
		}
		if some, is := listed(value); is {
			out, found = append(out, some...), true
		}
		next := strings.IndexAny(plain[at+end:], "{[")
		if next < 0 {
			break
		}
		at += end + next
	}
	if !found {
		return nil, false, errNoJSON
	}
	return out, true, nil
}

// listed reads {"annotations":[…]}, or the list alone, or one annotation.
func listed(s string) ([]json.RawMessage, bool) {
	var list []json.RawMessage
	if json.Unmarshal([]byte(s), &list) == nil {
		return list, list != nil && (len(list) == 0 || bytes.HasPrefix(bytes.TrimSpace(list[0]), []byte("{")))
	}
	var m map[string]json.RawMessage
	if json.Unmarshal([]byte(s), &m) != nil || m == nil {
		return nil, false
	}
	for _, key := range []string{"annotations", "results", "answers"} {
		if raw, ok := m[key]; ok {
			return list, json.Unmarshal(raw, &list) == nil
		}
	}
	if _, ok := m["kind"]; ok {
		return []json.RawMessage{json.RawMessage(s)}, true
	}
	return nil, len(m) == 0
}

// mend copies the value with which s begins, without commas before its closing
// brackets, with line ends in strings written as JSON wants them, and with null for what
// Python and JavaScript write where JSON has no number or word. It returns how much of s
// that is; false where the value does not end.
func mend(s string) (value string, end int, ok bool) {
	var b strings.Builder
	var open []byte
	quoted := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quoted && c == '\\' && i+1 < len(s):
			b.WriteByte(c)
			i++
			c = s[i]
		case quoted && (c == '\n' || c == '\r' || c == '\t'):
			b.WriteString(map[byte]string{'\n': `\n`, '\r': `\r`, '\t': `\t`}[c])
			continue
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			open = append(open, c)
		case c == ',' && closes(s[i+1:]):
			continue
		case c == 'N' || c == 'I' || c == 'T' || c == 'F' || c == '-':
			if word, means := foreign(s[i:]); word != "" {
				b.WriteString(means)
				i += len(word) - 1
				continue
			}
		case c == '}' || c == ']':
			if len(open) == 0 || open[len(open)-1] != c-2 { // '{' and '}', '[' and ']' lie two apart
				return "", i + 1, true
			}
			open = open[:len(open)-1]
		}
		b.WriteByte(c)
		if len(open) == 0 && !quoted {
			return b.String(), i + 1, true
		}
	}
	return "", len(s), false
}

func closes(s string) bool {
	s = strings.TrimLeft(s, " \t\r\n")
	return s != "" && (s[0] == '}' || s[0] == ']')
}

// foreign is the word of another language with which s begins, and what JSON writes.
func foreign(s string) (word, means string) {
	for _, w := range [...][2]string{{"-Infinity", "null"}, {"Infinity", "null"}, {"NaN", "null"}, {"None", "null"}, {"True", "true"}, {"False", "false"}} {
		if strings.HasPrefix(s, w[0]) {
			return w[0], w[1]
		}
	}
	return "", ""
}

// finite mends a value that is no JSON because of such words, as Python's writer makes it
// of a score that is no number. Anything else is left as it is.
func finite(data []byte) []byte {
	if json.Valid(data) {
		return data
	}
	text := strings.TrimSpace(string(data))
	if value, end, ok := mend(text); ok && end == len(text) && json.Valid([]byte(value)) {
		return []byte(value)
	}
	return data
}
