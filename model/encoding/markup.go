package encoding

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
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

// withoutMarkup takes the tags and scripts of a page out of a sample: their words say
// nothing about its encoding.
func withoutMarkup(sample string) string {
	if !strings.Contains(sample, "<") {
		return sample
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(sample))
	hidden := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if !hidden {
				b.Write(z.Raw())
				b.WriteByte(' ')
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			hidden = string(name) == "script" || string(name) == "style"
		case html.EndTagToken:
			hidden = false
		}
	}
}
