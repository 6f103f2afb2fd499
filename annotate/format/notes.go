package format

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/clean"
	"stet/model/pattern"
)

// Obsidian, Zotero and other keepers of notes read Markdown: a file for each
// annotator of an article, with front matter, and a block for each annotation: its
// words as a quotation, the remark, and a line that says what it is, where it is
// and its block id. A remark that was changed there comes back; what else stet needs
// for that is in a comment of Obsidian's, %%…%%.
var notesFormat = Format{
	Name: "notes", Title: "Markdown notes (Obsidian, Zotero)", Ext: ".md", Unit: CodePoints,
	Holds:   Everything,
	Note:    "A block an annotation, with links back; remarks that were changed come back.",
	Several: true,
	encode:  encodeNotes, decode: decodeNotes,
}

// readwiseFormat is the table that Readwise imports.
var readwiseFormat = Format{
	Name: "readwise", Title: "Readwise CSV", Ext: ".csv",
	Holds:  Labels | Tags | Notes | Overlaps | Times,
	Note:   "Tags begin the note with a point, as Readwise reads them.",
	encode: encodeReadwise,
}

func encodeNotes(out *output, pages iter.Seq[*page]) error {
	files := casFiles{map[string]int{}}
	for p := range pages {
		w, err := out.create(files.name(p, ".md"))
		if err != nil {
			return err
		}
		if _, err := w.Write([]byte(notesOf(p))); err != nil {
			return err
		}
	}
	return nil
}

func notesOf(p *page) string {
	m := p.Article.Meta
	var b strings.Builder
	b.WriteString("---\n")
	for _, f := range []struct{ key, value string }{
		{"title", orElse(m.Title, p.Name())}, {"url", m.URL}, {"author", m.Byline}, {"publisher", m.Publisher},
		{"published", kind.FormatTime(m.Published)}, {"file", p.Article.Path}, {"annotator", p.Annotator},
	} {
		if f.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", f.key, mustRaw(f.value)) // a JSON text is one of YAML
		}
	}
	b.WriteString("---\n")
	for _, a := range p.Annotations {
		b.WriteString("\n" + p.note(a))
	}
	return b.String()
}

// note writes the block of one annotation.
func (p *page) note(a *annotate.Annotation) string {
	var lines []string
	if isPlace(a) {
		for line := range strings.SplitSeq(a.Target.Quote.Exact, "\n") {
			lines = append(lines, "> "+clean.EscapeMarkdown(line))
		}
	} else {
		lines = append(lines, "> *"+noteOn(a)+"*")
	}
	lines = append(lines, "")
	if a.Comment != "" {
		lines = append(append(lines, strings.Split(inert(a.Comment), "\n")...), "")
	}
	label, tags := labelOf(a)
	about := []string{clean.EscapeMarkdown(clean.Blanks(label))}
	if who := a.Who(); who.Name != "" && a.Kind() != "entity" {
		about = append(about, clean.EscapeMarkdown(clean.Blanks(who.Name)))
	}
	for _, t := range tags {
		about = append(about, "#"+noteTag().ReplaceAllString(t, "/"))
	}
	if isPlace(a) && found(&a.Target.Place) {
		about = append(about, fmt.Sprintf("`%s:%d`", strings.ReplaceAll(p.Article.Path, "`", "'"), p.Article.LineOf(a.Target.Start)))
	}
	if state := doubtful(a); state != "" {
		about = append(about, fmt.Sprintf("not in the text (%s)", state))
	}
	hidden := append(object{{"kind", a.Kind()}}, members(a, &annotate.Annotation{Body: kind.Of(a).New()}, noteColumn)...)
	if isPlace(a) {
		hidden = append(hidden, member{"at", formatPlaces([]annotate.Place{a.Target.Place})})
	} else if a.Target.Annotation != "" {
		hidden = append(hidden, member{"from", a.Target.Annotation})
	}
	hide := strings.ReplaceAll(string(mustRaw(hidden)), "%", `\u0025`)
	return strings.Join(lines, "\n") + "\n" + strings.Join(about, " · ") + " %%" + hide + "%% ^" + strings.TrimPrefix(a.ID, ownIDs) + "\n"
}

// noteTag is what a tag of Obsidian's cannot hold; a colon divides levels there.
var noteTag = pattern.Late(`[^\pL\pN_/-]+`)

// noteOn says what an annotation without words is about.
func noteOn(a *annotate.Annotation) string {
	switch {
	case a.Target.Annotation != "":
		return "another annotation"
	case a.Target.Whole:
		return "the whole article"
	}
	return "words that are not known"
}

// noteLine ends a block: what it is, for stet, and its id.
var noteLine = pattern.Late(`%%(\{.*\})%% \^([0-9a-f-]{36})\s*$`)

var noteSigns = pattern.Late("\\\\([\\\\`*_\\[\\]<>|#~&])")

// A remark is Markdown that its reader may go on writing: its lists and emphasis stay, but
// it brings no HTML and no link that runs something. alive is the reverse of inert.
func inert(remark string) string {
	return runs().ReplaceAllString(strings.ReplaceAll(remark, "<", `\<`), `]\($1`)
}

func alive(remark string) string {
	return stopped().ReplaceAllString(strings.ReplaceAll(remark, `\<`, "<"), `]($1`)
}

var (
	runs    = pattern.Late(`(?i)\]\((\s*(?:javascript|vbscript|data)\s*:)`)
	stopped = pattern.Late(`(?i)\]\\\((\s*(?:javascript|vbscript|data)\s*:)`)
)

func decodeNotes(src Source) ([]*page, []Loss, error) {
	text := strings.ReplaceAll(strings.TrimPrefix(string(src.Data), byteOrderMark), "\r\n", "\n")
	head, body, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	if !ok || !strings.HasPrefix(text, "---\n") {
		return nil, nil, fmt.Errorf("no front matter")
	}
	front := map[string]string{}
	for line := range strings.SplitSeq(head, "\n") {
		if key, value, ok := strings.Cut(line, ": "); ok {
			front[key] = orElse(textIn(json.RawMessage(value)), strings.Trim(value, `"'`))
		}
	}
	p := newPage(Document{Annotator: front["annotator"], Article: &model.Article{Path: front["file"], Meta: model.Meta{URL: front["url"]}}})
	var losses []Loss
	var block []string
	for i, line := range strings.Split(body, "\n") {
		m := noteLine().FindStringSubmatch(line)
		if m == nil {
			block = append(block, line)
			continue
		}
		a, err := noteOf(src, block, m[1], m[2])
		if block = nil; err != nil {
			losses = append(losses, Loss{What: BrokenLine, Document: src.Name, Line: i + 2 + strings.Count(head, "\n"), ID: m[2], Detail: err.Error()})
			continue
		}
		p.Annotations = append(p.Annotations, a)
	}
	if rest := strings.TrimSpace(strings.Join(block, "\n")); rest != "" {
		losses = append(losses, Loss{What: What{"text of no annotation", "texts of no annotation"}, Document: src.Name, Detail: fmt.Sprintf("%.60q", rest)})
	}
	return []*page{p}, losses, nil
}

// noteOf reads a block: its words, then the remark up to its last line.
func noteOf(src Source, block []string, hidden, id string) (*annotate.Annotation, error) {
	var o jsonObject
	if err := json.Unmarshal([]byte(hidden), &o); err != nil {
		return nil, err
	}
	k, ok := src.kinds().Find(o.text("kind"))
	if !ok {
		return nil, fmt.Errorf("%q is no kind", o.text("kind"))
	}
	a := &annotate.Annotation{ID: ownIDs + id, Body: k.New()}
	for len(block) > 0 && block[0] == "" {
		block = block[1:]
	}
	var words []string
	for len(block) > 0 && strings.HasPrefix(block[0], ">") {
		words = append(words, noteSigns().ReplaceAllString(strings.TrimPrefix(strings.TrimPrefix(block[0], ">"), " "), "$1"))
		block = block[1:]
	}
	if len(block) > 0 && block[0] == "" {
		block = block[1:]
	}
	if n := len(block); n > 0 && block[n-1] == "" {
		block = block[:n-1]
	}
	a.Comment = alive(strings.Join(block, "\n"))
	ps, err := parsePlaces(o.text("at"))
	switch {
	case err != nil:
		return nil, err
	case len(ps) == 1:
		a.Target.Place = ps[0]
		a.Target.Quote.Exact = strings.Join(words, "\n")
	default:
		a.Target.Annotation = o.text("from")
		a.Target.Whole = a.Target.Annotation == ""
	}
	return a, takeMembers(a, a.ID, o)
}

func encodeReadwise(out *output, pages iter.Seq[*page]) error {
	f, err := out.create("")
	if err != nil {
		return err
	}
	w := csv.NewWriter(f)
	if err := w.Write([]string{"Highlight", "Title", "Author", "URL", "Note", "Location", "Date"}); err != nil {
		return err
	}
	for p := range pages {
		m := p.Article.Meta
		for _, a := range p.Annotations {
			label, tags := labelOf(a)
			var note []string
			for _, t := range append([]string{label}, tags...) {
				if t = noteTag().ReplaceAllString(t, "-"); t != "" && t != a.Kind() {
					note = append(note, "."+t)
				}
			}
			if a.Comment != "" {
				note = append(note, a.Comment)
			}
			date := ""
			if !a.Created.IsZero() {
				date = a.Created.UTC().Format(time.DateTime)
			}
			row := []string{a.Target.Quote.Exact, orElse(m.Title, p.Name()), m.Byline, m.URL, strings.Join(note, "\n"),
				strconv.Itoa(p.Article.LineOf(a.Target.Start)), date}
			if err := writeCSVRow(w, row); err != nil {
				return err
			}
		}
	}
	w.Flush()
	return w.Error()
}
