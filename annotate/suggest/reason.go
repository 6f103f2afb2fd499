package suggest

import (
	"fmt"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
)

// reason says in a sentence why a stance is suggested; words take the side, or its opposite
// where they are denied.
func reason(words string, denied bool, holder, towards annotate.Ref, label string) string {
	who, whom := objective(holder), objective(towards)
	switch {
	case denied && label == kind.Against:
		return fmt.Sprintf("“%s” with a word of denial sets %s against %s", words, who, whom)
	case denied:
		return fmt.Sprintf("“%s” with a word of denial puts %s on the side of %s", words, who, whom)
	case label == kind.Against:
		return fmt.Sprintf("“%s” sets %s against %s", words, who, whom)
	}
	return fmt.Sprintf("“%s” puts %s on the side of %s", words, who, whom)
}

// longestNamed is how many words of somebody or something a reason repeats.
const longestNamed = 8

// objective is somebody or something as the object of a sentence: him for he.
func objective(r annotate.Ref) string {
	words := strings.Fields(r.String())
	if len(words) > longestNamed {
		words = append(words[:longestNamed:longestNamed], "…")
	}
	text := strings.Join(words, " ")
	if o := objects[strings.ToLower(text)]; o != "" {
		return o
	}
	return text
}

// objects are pronouns as objects of a sentence that somebody else says.
var objects = map[string]string{"i": "the speaker", "we": "the speakers", "he": "him", "she": "her", "they": "them", "me": "the speaker", "us": "the speakers", "who": "them", "you": "the listener"}
