package reader

import (
	"strings"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/kind"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// What the cards, the gutter and the margin say of a disagreement.

// subject names what a disagreement is about: a question, or a kind and the words.
func (r *Reader) subject(x agree.Disagreement) string {
	if set := r.project.Book.Find(x.What); x.Whole() && set != nil {
		return set.Shown()
	}
	if k, ok := kind.Find(x.What); ok {
		return k.Title
	}
	return x.What
}

// several reports whether a question may have several answers.
func (r *Reader) several(question string) bool {
	set := r.project.Book.Find(question)
	return set == nil || set.Many
}

// side is what one coder says of a disagreement, in a line.
func (r *Reader) side(x agree.Disagreement, coder string) string {
	var says []string
	for _, a := range x.Side(coder) {
		if s := r.codes(x, a); s != "" {
			says = append(says, s)
			continue
		}
		says = append(says, r.saying(a))
	}
	return strings.Join(append(says, "nothing")[:max(1, len(says))], "; ")
}

// codes are the answers to a question that a note on the whole article gives.
func (r *Reader) codes(x agree.Disagreement, a *annotate.Annotation) string {
	if !x.Whole() {
		return ""
	}
	var out []string
	for _, tag := range a.Tags {
		_, name, _ := strings.Cut(tag, ":")
		if set := r.project.Book.Find(x.What); set != nil && set.Code(name) != nil {
			name = set.Code(name).Shown()
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

// saying is an annotation's label, whom it speaks of and its words.
func (r *Reader) saying(a *annotate.Annotation) string {
	var parts []string
	if label := a.Body.Label(); label != "" {
		for _, s := range r.project.Book.For(a.Kind(), "") {
			if c := s.Code(label); c != nil {
				label = c.Shown()
			}
		}
		parts = append(parts, label)
	}
	if b, ok := a.Body.(*kind.Stance); ok {
		parts = []string{b.Brief()} // with its label in it
	} else if who := (&sheet.Item{Note: a}).Gloss(); who != "" {
		parts = append(parts, who)
	}
	if !a.Target.Range.Empty() {
		parts = append(parts, pane.Excerpt(r.in.Art.Slice(a.Target.Range), 40))
	}
	return strings.Join(parts, "  ")
}

// ruled is what was decided about a disagreement, and why.
func (r *Reader) ruled(as []*annotate.Annotation) []string {
	text := "nothing"
	if a := as[0]; a.Origin.How != annotate.Refused {
		text = r.saying(a)
		if len(a.Tags) > 0 {
			text = strings.Join(a.Tags, ", ")
		}
	}
	lines := []string{"decided   " + text}
	if as[0].Comment != "" {
		lines = append(lines, "because   "+as[0].Comment)
	}
	return lines
}
