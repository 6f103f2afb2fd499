package theme

import (
	"fmt"
	"slices"
	"strings"
)

// A role is what a stretch of the screen is. Its name has dots; what a theme does
// not name looks like the part before the last dot.
type role struct {
	name   string
	about  string
	states []string // what may follow the name, in any number, each after a dot
}

var ofAnnotation = []string{"suggested", "focus", "refused", "more", "other"}

// roles are all that a theme can name. To add one, write its row and use its name.
var roles = []role{
	{"name", "a name in the article", nil},
	{"name.person", "people", nil},
	{"name.org", "organisations", nil},
	{"name.place", "places", nil},
	{"name.other", "nationalities, dates, amounts and the rest", nil},
	{"name.speaker", "the speaker beside the words of saying", nil},
	{"name.lit", "the other places of the name in focus", nil},
	{"kind", "words with an annotation", ofAnnotation},
	{"kind.quote", "a quote", ofAnnotation},
	{"kind.claim", "a claim", ofAnnotation},
	{"kind.stance", "a stance", ofAnnotation},
	{"kind.entity", "a name that was decided on", ofAnnotation},
	{"kind.note", "a note", ofAnnotation},
	{"kind.link", "a relation", ofAnnotation},
	{"kind.own", "a kind of the codebook's own", ofAnnotation},
	{"indirect", "what somebody says without marks", ofAnnotation},
	{"speaker", "who speaks, below the paragraph", ofAnnotation},
	{"stance.for", "for", nil},
	{"stance.against", "against", nil},
	{"stance.neither", "neither", nil},
	{"verdict.supported", "a claim that was found to be so", nil},
	{"verdict.refuted", "one that was found not to be so", nil},
	{"verdict.unsure", "one for which there is not enough information", nil},
	{"verdict.open", "one that is still to be checked", nil},
	{"focus", "where you are", nil},
	{"focus.sign", "the sign of it", nil},
	{"search", "search hits", []string{"current"}},
	{"selection", "selected words", nil},
	{"label", "letters to point with", []string{"other"}},
	{"cursor", "where typing goes", nil},
	{"title", "the title", nil},
	{"heading", "headings", nil},
	{"caption", "captions", nil},
	{"boilerplate", "what is no part of the story", nil},
	{"blockquote", "quoted paragraphs", nil},
	{"strong", "strong emphasis", nil},
	{"emphasis", "emphasis", nil},
	{"link", "links", nil},
	{"code", "code", nil},
	{"table", "tables", nil},
	{"muted", "facts about the article", nil},
	{"gutter", "signs left of the text", ofAnnotation},
	{"gloss", "words in the margin", ofAnnotation},
	{"bar", "the bar below the text, and, as a strip, what tells of the focus above it", []string{"strip"}},
	{"status", "the keys below the bar", nil},
	{"status.key", "keys there", nil},
	{"status.error", "errors", nil},
	{"card", "cards", nil},
	{"card.border", "their frames", nil},
	{"card.title", "their titles", nil},
	{"card.footer", "their last lines", nil},
	{"card.field", "text fields", nil},
	{"card.label", "names of fields", nil},
	{"card.key", "keys in a card", nil},
	{"card.choice", "what can be chosen", []string{"current"}},
	{"card.note", "remarks in a card", nil},
	{"list", "rows of a list", []string{"current", "unread", "read", "note", "head"}},
}

// Roles lists the names that a theme can use, without their states.
func Roles() []string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = r.name
	}
	return names
}

// RolesMarkdown writes the table of roles that the help shows.
func RolesMarkdown() string {
	var b strings.Builder
	b.WriteString("| role | is | states |\n|---|---|---|\n")
	for _, r := range roles {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", r.name, r.about, strings.Join(r.states, ", "))
	}
	return b.String()
}

// Known reports whether name is a role, or a role in one of its states.
func Known(name string) bool {
	if name == "" {
		return true // plain text
	}
	for _, r := range roles {
		rest, ok := strings.CutPrefix(name, r.name)
		if !ok || rest != "" && rest[0] != '.' {
			continue
		}
		known := true
		for state := range strings.SplitSeq(strings.TrimPrefix(rest, "."), ".") {
			known = known && (state == "" && rest == "" || slices.Contains(r.states, state))
		}
		if known {
			return true
		}
	}
	return false
}
