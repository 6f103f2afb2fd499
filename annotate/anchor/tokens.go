package anchor

import (
	"unicode"
	"unicode/utf8"
)

// A token is a word or a single other sign, in bytes of its text. White space is
// none: a text that was wrapped anew has the same tokens.
type token struct{ start, end int32 }

func (t token) of(text string) string { return text[t.start:t.end] }

// tokenize splits text[from:to].
func tokenize(text string, from, to int) []token {
	tokens := make([]token, 0, (to-from)/5+1)
	word := -1
	end := func(at int) {
		if word >= 0 {
			tokens = append(tokens, token{int32(word), int32(at)})
			word = -1
		}
	}
	for i := from; i < to; {
		c, n := rune(text[i]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case inWord(c):
			if word < 0 {
				word = i
			}
		case isSpace(c):
			end(i)
		default:
			end(i)
			tokens = append(tokens, token{int32(i), int32(i + n)})
		}
		i += n
	}
	end(to)
	return tokens
}

func inWord(c rune) bool {
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c)
}

func isSpace(c rune) bool {
	if c < utf8.RuneSelf {
		return c == ' ' || '\t' <= c && c <= '\r'
	}
	return unicode.IsSpace(c)
}

// intern numbers the tokens of two texts so that equal ones have equal numbers.
func intern(old string, a []token, new string, b []token) (x, y []int32) {
	ids := make(map[string]int32, len(a)/4+1)
	number := func(text string, ts []token) []int32 {
		out := make([]int32, len(ts))
		for i, t := range ts {
			id, ok := ids[t.of(text)]
			if !ok {
				id = int32(len(ids))
				ids[t.of(text)] = id
			}
			out[i] = id
		}
		return out
	}
	return number(old, a), number(new, b)
}
