package query

import (
	"strings"
	"unicode/utf8"
)

// marks are quotation marks that open and what closes them. A straight one does both.
var marks = map[rune]string{'“': "”“", '„': "“”", '«': "»", '»': "«", '"': "\"", '「': "」", '『': "』"}

// inner are the marks within marks.
var inner = strings.NewReplacer("“", "‘", "”", "’", "„", "‚", `"`, "'")

// Quoted puts words in quotation marks, once and closed: words that bring their own
// keep them, a mark without its partner gets one, and marks within become single.
func Quoted(words string) string {
	words = strings.Join(strings.Fields(words), " ")
	first, n := utf8.DecodeRuneInString(words)
	last, m := utf8.DecodeLastRuneInString(words)
	closers := marks[first]
	switch rest := words[n:]; {
	case words == "":
		return "“”"
	case closers == "" && strings.ContainsRune("”»\"", last) && !strings.ContainsAny(words[:len(words)-m], "“„«\""):
		return "“" + inner.Replace(words[:len(words)-m]) + "”"
	case closers == "":
		return "“" + inner.Replace(closed(words)) + "”"
	case rest != "" && strings.ContainsRune(closers, last):
		return words
	case strings.ContainsAny(rest, closers): // it closes before the end
		return "“" + inner.Replace(closed(words)) + "”"
	default:
		closer, _ := utf8.DecodeRuneInString(closers)
		return words + string(closer)
	}
}

// closed closes a quotation that begins among words and does not end.
func closed(words string) string {
	if strings.Count(words, "“") > strings.Count(words, "”") {
		return words + "”"
	}
	return words
}
