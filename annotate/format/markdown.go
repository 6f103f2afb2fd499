package format

import (
	"bufio"
	"fmt"
	"iter"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/clean"
)

// Markdown is for people: the article with numbers where something was said of
// it, and a list of what was said. Each entry is a block of its own, so that a
// changed one is one change in a diff.
var markdownFormat = Format{
	Name: "markdown", Title: "Markdown", Ext: ".md",
	Holds:  Everything &^ (IDs | Identities | References),
	Note:   "To read and to paste; nothing reads it back.",
	encode: encodeMarkdown,
}

func encodeMarkdown(out *output, pages iter.Seq[*page]) error {
	f, err := out.create("")
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	for p := range pages {
		markdownPage(w, p)
	}
	return w.Flush()
}

func markdownPage(w *bufio.Writer, p *page) {
	m := p.Article.Meta
	title := m.Title
	if title == "" {
		title = p.Name()
	}
	fmt.Fprintf(w, "# %s\n\n", clean.EscapeMarkdown(title))
	var about []string
	for _, s := range []string{m.Byline, m.Publisher, kind.FormatTime(m.Published), m.URL} {
		if s != "" {
			about = append(about, clean.EscapeMarkdown(s))
		}
	}
	if p.Annotator != "" {
		about = append(about, fmt.Sprintf("annotated by %s", clean.EscapeMarkdown(p.Annotator)))
	}
	if len(about) > 0 {
		fmt.Fprintf(w, "*%s*\n\n", strings.Join(about, " · "))
	}
	numbers := map[string]int{}
	for i, a := range p.Annotations {
		numbers[a.ID] = i + 1
	}
	w.WriteString(markdownText(p, numbers))
	if len(p.Annotations) > 0 {
		w.WriteString("\n## Annotations\n")
	}
	for _, a := range p.Annotations {
		markdownEntry(w, a, numbers)
	}
	w.WriteString("\n")
}

// markdownText writes the article, with the numbers of annotations after their
// last words.
func markdownText(p *page, numbers map[string]int) string {
	type marker struct {
		at model.Pos
		n  int
	}
	var marks []marker
	for _, a := range p.Annotations {
		if isPlace(a) && found(&a.Target.Place) {
			marks = append(marks, marker{a.Target.End, numbers[a.ID]})
		}
	}
	slices.SortStableFunc(marks, func(a, b marker) int { return int(a.at - b.at) })
	var b strings.Builder
	at := model.Pos(0)
	for _, m := range marks {
		b.WriteString(clean.EscapeMarkdown(p.Article.Text[at:m.at]))
		fmt.Fprintf(&b, "<sup>%d</sup>", m.n)
		at = m.at
	}
	b.WriteString(clean.EscapeMarkdown(p.Article.Text[at:]))
	return strings.TrimSpace(b.String()) + "\n"
}

// markdownEntry writes one annotation: a line with what it says, its words as a
// quotation, its note.
func markdownEntry(w *bufio.Writer, a *annotate.Annotation, numbers map[string]int) {
	fmt.Fprintf(w, "\n%d. **%s**", numbers[a.ID], clean.EscapeMarkdown(kind.Of(a).Title))
	if who := a.Who(); who.String() != "" && who.Kind != annotate.RefAnnotation {
		fmt.Fprintf(w, " %s", clean.EscapeMarkdown(clean.Blanks(who.String())))
	}
	for _, c := range columnsFor(a) {
		v := c.get(a)
		switch {
		case v == "" || c.place || c.refers || c.name == "note" || c.feature == Coders || c.feature == Times:
		case c.name == "who" || strings.HasPrefix(c.name, "who_") || c.feature == Names && (strings.HasSuffix(c.name, "_kind") || strings.HasSuffix(c.name, "_type")):
		case c.name == "origin" && v == string(annotate.ByHand):
		default:
			fmt.Fprintf(w, " · %s: %s", strings.ReplaceAll(c.name, "_", " "), clean.EscapeMarkdown(clean.Blanks(v)))
		}
	}
	if state := doubtful(a); state != "" {
		fmt.Fprintf(w, " · its words are not in the text (%s)", state)
	}
	if on := a.Target.Annotation; on != "" {
		if to := numbers[a.Who().ID]; to > 0 && isLink(a) {
			fmt.Fprintf(w, " · of %d to %d", numbers[on], to)
		} else {
			fmt.Fprintf(w, " · of %d", numbers[on])
		}
	}
	w.WriteString("\n")
	if words := clean.Blanks(a.Target.Quote.Exact); words != "" {
		fmt.Fprintf(w, "\n   > %s\n", clean.EscapeMarkdown(words))
	}
	if a.Comment != "" {
		fmt.Fprintf(w, "\n   %s\n", strings.ReplaceAll(clean.EscapeMarkdown(strings.TrimSpace(a.Comment)), "\n", "\n   "))
	}
}
