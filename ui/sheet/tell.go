package sheet

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model/clean"
	"stet/ui/pane"
)

// A Detail is one thing that is said in an annotation.
type Detail struct {
	Label string // "evidence", "note"; "" for what it is itself
	Text  string
	Role  string // of the theme, "" for plain text
}

// Tell says all of an item but whose it is: what it claims of whom, how it was judged
// and by which evidence, its note, its tags, what it is related to and what others say
// there.
func (c *Contents) Tell(it *Item) []Detail {
	var out []Detail
	add := func(label, text, role string) {
		if text != "" {
			out = append(out, Detail{label, text, role})
		}
	}
	if q := kind.AsQuote(it.Note); q != nil {
		add("", q.Form, "")
	}
	if claim := kind.AsClaim(it.Note); claim != nil {
		out = append(out, c.Judged(it)...)
		add("reworded", claim.Text, "")
	}
	if it.Found && kind.AsClaim(it.Note) == nil {
		switch who := it.Suggester(); {
		case it.Why == "" && who != "":
			add("", fmt.Sprintf("suggested by %s", who), "")
		default:
			add(cmp.Or(who, "found"), it.Why, "")
		}
	}
	add("note", clean.Blanks(it.Note.Comment), "")
	add("tags", strings.Join(it.Note.Tags, ", "), "")
	out = append(out, c.relations(it)...)
	for _, x := range c.Flags {
		if x.about(it) && !c.Show.Hidden[LayerOthers] {
			add("", "≠ "+x.Says, "")
			break
		}
	}
	if !it.Found && it.By == "" {
		for _, o := range c.Stack(it.Range()) {
			if o.By != "" && o.Note.Kind() == it.Note.Kind() && o.Range().Overlaps(it.Range()) {
				add(o.By, o.Gloss(), "")
			}
		}
	}
	return out
}

// Judged says how far checking a claim is, and what it led to.
func (c *Contents) Judged(it *Item) []Detail {
	claim := kind.AsClaim(it.Note)
	if it.Found {
		return []Detail{{Label: it.Suggester(), Text: it.Worth()}}
	}
	r := claim.Review
	if r == nil || r.Verdict == "" {
		if verdict, in := c.sharedVerdict(it); verdict != "" {
			sign, role := pane.Verdict(verdict)
			return []Detail{{Text: fmt.Sprintf("%s %s, as in %s", sign, kind.Word(verdict), in), Role: role}}
		}
		return []Detail{{Text: claim.Status}}
	}
	sign, role := pane.Verdict(r.Verdict)
	text := sign + " " + kind.Word(r.Verdict)
	if r.Rating != "" {
		text += " · “" + r.Rating + "”"
	}
	out := []Detail{{Text: text, Role: role}}
	for i, e := range r.Evidence {
		if i == 2 {
			out[len(out)-1].Text += fmt.Sprintf("  +%d", len(r.Evidence)-i)
			break
		}
		text := shortLink(e.Link)
		if e.Relation != "" && e.Relation != r.Verdict {
			text += "  " + kind.Word(e.Relation)
		}
		if e.Words != "" {
			text += "  “" + e.Words + "”"
		}
		out = append(out, Detail{Label: "evidence", Text: text})
	}
	return out
}

// shortLink is the last part of a web address, by which one knows it again.
func shortLink(link string) string {
	if strings.Contains(link, "://") {
		if base := path.Base(strings.TrimRight(link, "/")); base != "." && len(base) > 3 {
			return base
		}
	}
	return link
}

// relations says how an item is related to others of your own.
func (c *Contents) relations(it *Item) (out []Detail) {
	count := map[string]int{}
	var order []string
	note := func(text string) {
		if count[text]++; count[text] == 1 {
			order = append(order, text)
		}
	}
	for _, a := range c.Links {
		if says, ok := c.Relates(it, a); ok {
			note(says)
		}
	}
	for _, text := range order {
		out = append(out, Detail{Text: text})
	}
	return out
}

// Relates says how a relation relates an item to another annotation; false where it is
// about others.
func (c *Contents) Relates(it *Item, relation *annotate.Annotation) (says string, ok bool) {
	link := kind.AsLink(relation)
	switch {
	case link == nil || it.Note.ID == "":
	case relation.Target.Annotation == it.Note.ID:
		return "→ " + towards(link.Relation, c.words(link.To)), true
	case link.To.ID == it.Note.ID:
		return fmt.Sprintf("← %s of %s", link.Relation, c.words(annotate.Ref{Kind: annotate.RefAnnotation, ID: relation.Target.Annotation})), true
	}
	return "", false
}

// towards says of a relation what it goes to.
func towards(relation, other string) string {
	if relation == kind.SameClaim {
		return fmt.Sprintf("same as %s", other)
	}
	return relation + " " + other
}

// words are the first words of another annotation of the article.
func (c *Contents) words(of annotate.Ref) string {
	for i := range c.Items {
		if o := &c.Items[i]; o.Note.ID == of.ID {
			return kind.Of(o.Note).Title + " " + pane.Excerpt(c.Art.Slice(o.Range()), 30)
		}
	}
	if f, ok := c.far[of.ID]; ok {
		return fmt.Sprintf("%s %s in %s", f.Title, pane.Excerpt(f.Words, 30), f.In)
	}
	return "an annotation in another article"
}

// A Far annotation is in another article of the folder.
type Far struct {
	Title, Words string
	In           string // the file
	Verdict      string // the code, of a claim that was judged
}

// Know takes in what is at the other end of a relation to another article.
func (c *Contents) Know(id string, f Far) {
	if c.far == nil {
		c.far = map[string]Far{}
	}
	c.far[id] = f
}

// sharedVerdict is the verdict on the same claim elsewhere, and where; "" for none.
func (c *Contents) sharedVerdict(it *Item) (verdict, in string) {
	for _, a := range c.Links {
		if link := kind.AsLink(a); link.Relation == kind.SameClaim && a.Target.Annotation == it.Note.ID {
			if f := c.far[link.To.ID]; f.Verdict != "" {
				return f.Verdict, f.In
			}
		}
	}
	return "", ""
}
