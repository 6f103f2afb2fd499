package kind

import (
	"fmt"
	"slices"
	"strings"

	"stet/annotate"
)

// Spoken is a body that is read aloud. Spoken returns what is said after the
// title and the number of an annotation: “by Jane Doe, to check” in “Claim 2, by
// Jane Doe, to check”. It is no whole sentence, and holds no sign that a screen
// reader would spell.
type Spoken interface{ Spoken(name Naming) string }

// A Naming says whom or what a Ref means in spoken words, "" if it says nothing;
// another annotation is “claim 2”.
type Naming func(annotate.Ref) string

func by(who string) string {
	if who == "" {
		return "by whom is not said"
	}
	return fmt.Sprintf("by %s", who)
}

// told says in which quote a claim or a stance is told, "" where the article
// itself tells it.
func told(name Naming, by string) string {
	if by == "" || by == ToldByArticle {
		return ""
	}
	return fmt.Sprintf("told in %s", name(annotate.Ref{Kind: annotate.RefAnnotation, ID: by}))
}

// spoken joins what there is; what is the same as the part before is said once.
func spoken(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	return strings.Join(slices.Compact(parts), ", ")
}
