package keys

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// named are the names of keys that are no character, as Bubble Tea spells them.
var named = []string{
	"up", "down", "left", "right", "home", "end", "pgup", "pgdown",
	"tab", "enter", "esc", "space", "backspace", "delete", "insert",
	"f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12",
}

var modifiers = []string{"ctrl", "alt", "shift", "meta", "hyper", "super"}

// maxKeys is how long a sequence may be: more is not typed but played.
const maxKeys = 3

// Parse splits a key sequence into the names of its keys. A sequence is one key
// ("q", "tab", "ctrl+d"), or two or three: with blanks between them ("m q", "m X f"),
// or as they are where two are characters ("]q").
func Parse(sequence string) ([]string, error) {
	seq := strings.Fields(sequence)
	if len(seq) == 1 && utf8.RuneCountInString(seq[0]) == 2 && !slices.Contains(named, seq[0]) {
		_, n := utf8.DecodeRuneInString(seq[0])
		seq = []string{seq[0][:n], seq[0][n:]}
	}
	if len(seq) == 0 || len(seq) > maxKeys {
		return nil, fmt.Errorf("%q is not one, two or three keys", sequence)
	}
	for _, k := range seq {
		if !isKey(k) {
			return nil, fmt.Errorf("there is no key %q", k)
		}
	}
	return seq, nil
}

func isKey(s string) bool {
	for {
		mod, rest, ok := strings.Cut(s, "+")
		if !ok || rest == "" || !slices.Contains(modifiers, mod) {
			break
		}
		s = rest
	}
	return utf8.RuneCountInString(s) == 1 && s != " " || slices.Contains(named, s)
}
