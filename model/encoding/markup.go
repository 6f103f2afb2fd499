package encoding

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// DecodeMarkup decodes as [Decode] does, and leaves invalid bytes to [Unreadable]: in
// markup most of them are where no reader sees them.
func DecodeMarkup(data string, declared ...string) (text string, notices []string) {
	text, _, notice := decode(data, declared)
	if notice != "" {
		notices = append(notices, notice)
	}
	return UnixLines(text), notices
}

// Unreadable returns a notice for the characters of a text that could not be decoded,
// here or by whoever wrote it; "" for none.
func Unreadable(text string) string {
	switch n := strings.Count(text, string(utf8.RuneError)); n {
	case 0:
		return ""
	case 1:
		return "1 character cannot be read: \uFFFD"
	default:
		return fmt.Sprintf("%d characters cannot be read: \uFFFD", n)
	}
}
