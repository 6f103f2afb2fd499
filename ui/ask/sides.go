package ask

import (
	"cmp"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/ui/pane"
)

// Sides says in a line what each coder says of a difference, me being whoever reads it:
// people first, then machines with how sure they are. Words are left out where they are
// all that the difference is about.
func Sides(x *agree.Difference, me string) string {
	var says []string
	for _, coder := range slices.Concat(x.People, x.Machines) {
		var side []string
		for _, a := range x.Side(coder) {
			parts := []string{cmp.Or(sideOf(x, a), "marked")}
			if r := a.Target.Range; !r.Empty() && r != x.Range {
				parts = append(parts, pane.Excerpt(a.Target.Quote.Exact, 24))
			}
			if store.IsMachine(coder) {
				parts = append(parts, annotate.FormatScore(a.Origin.Score))
			}
			side = append(side, strings.TrimSpace(strings.Join(parts, " ")))
		}
		name := strings.TrimPrefix(coder, "@")
		if coder == me {
			name = "you"
		}
		says = append(says, name+": "+cmp.Or(strings.Join(side, "; "), "nothing"))
	}
	return strings.Join(says, " · ")
}

// sideOf is an annotation's codes, or its label and whom it is about.
func sideOf(x *agree.Difference, a *annotate.Annotation) string {
	if x.Whole() && len(a.Tags) > 0 {
		var codes []string
		for _, tag := range a.Tags {
			codes = append(codes, strings.TrimPrefix(tag, x.What+":"))
		}
		return strings.Join(codes, ", ")
	}
	said := Brief(a)
	if label := kind.Word(a.Body.Label()); !strings.Contains(said, label) {
		said = strings.TrimSpace(label + " " + said)
	}
	return said
}
