package format

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/source/pdf"
)

// A PDF holds annotations as highlights (ISO 32000-1, 12.5.6.10). The label is the
// subject; the note, and under it what the label does not say, line by line as in
// the tags of Hypothesis, is the text that viewers show.
var pdfFormat = Format{
	Name: "pdf", Title: "PDF with highlights", Ext: ".pdf", Unit: NoOffsets, Several: true, Binary: true, Itself: true,
	Holds:  Labels | Tags | Notes | Names | Identities | Verdicts | Attributes | Overlaps | Origins | Coders | Times | IDs,
	Note:   "Articles that are PDF: the export is a copy with highlights, the import reads those of any viewer.",
	encode: encodePDF, decode: decodePDF,
}

// goesOn ends the ID of a highlight on a later page than the first.
const goesOn = "+"

// palette are the colours of highlights, which the kinds take in turn: yellow, orange,
// blue, green, violet, grey.
var palette = [][3]uint8{{255, 236, 130}, {255, 200, 150}, {190, 225, 255}, {205, 240, 200}, {230, 210, 255}, {220, 220, 220}}

// colourOf is the colour of a kind, by its row in the table.
func colourOf(kinds kind.Rows, name string) [3]uint8 {
	i := slices.IndexFunc(kinds, func(k kind.Kind) bool { return k.Name == name })
	return palette[max(i, 0)%len(palette)]
}

// encodePDF writes a copy of each article with everybody's highlights.
func encodePDF(out *output, pages iter.Seq[*page]) error {
	var article []*page
	flush := func() error {
		if len(article) == 0 {
			return nil
		}
		defer func() { article = nil }()
		return highlightCopy(out, article)
	}
	for p := range pages {
		if len(article) > 0 && article[0].Article != p.Article {
			if err := flush(); err != nil {
				return err
			}
		}
		article = append(article, p)
	}
	return flush()
}

// highlightCopy writes the copy of one article; pages are its annotators.
func highlightCopy(out *output, pages []*page) error {
	var data []byte
	if original := pages[0].Original; original != nil {
		var err error
		if data, err = original(); err != nil {
			return err
		}
	}
	if !bytes.HasPrefix(data, []byte("%PDF-")) || len(pages[0].Article.Pages) == 0 {
		for _, p := range pages {
			for _, a := range p.Annotations {
				out.lose(p, a, NotPDF, "")
			}
		}
		return nil
	}
	type origin struct {
		p *page
		a *annotate.Annotation
	}
	var marks []pdf.Highlight
	var from []origin
	for _, p := range pages {
		for _, a := range p.Annotations {
			for _, h := range highlightsOf(out.kinds, p, a) {
				marks, from = append(marks, h), append(from, origin{p, a})
			}
		}
	}
	copied, missed, err := pdf.Highlighted(data, marks)
	if err != nil {
		return err
	}
	for _, i := range missed {
		out.lose(from[i].p, from[i].a, NoPlace, marks[i].Words)
	}
	w, err := out.create(pages[0].Name() + ".pdf")
	if err != nil {
		return err
	}
	_, err = w.Write(copied)
	return err
}

// highlightsOf are the highlights of an annotation: one for each page that it is on,
// of which the first has its text.
func highlightsOf(kinds kind.Rows, p *page, a *annotate.Annotation) []pdf.Highlight {
	if !isPlace(a) {
		return nil
	}
	first := pdf.Mark{ID: a.ID, Author: p.Annotator, Modified: pdfTime(a.Modified), Created: pdfTime(a.Created)}
	first.Subject, first.Note = ownText(a, p.Annotator)
	var out []pdf.Highlight
	for r := a.Target.Range; r.Start < r.End; {
		number := p.Article.PageOf(r.Start)
		end := r.End
		if number < len(p.Article.Pages) {
			end = min(end, p.Article.Pages[number])
		}
		begin := p.Article.Pages[max(number-1, 0)]
		m := pdf.Mark{Page: number, ID: a.ID + goesOn, Author: p.Annotator}
		if len(out) == 0 {
			m = first
			m.Page = number
		}
		m.Words = p.Article.Text[r.Start:end]
		m.Before = lastUnits(p.Article.Text[begin:r.Start])
		c := colourOf(kinds, a.Kind())
		out = append(out, pdf.Highlight{Mark: m, Red: c[0], Green: c[1], Blue: c[2]})
		r = model.Range{Start: end, End: r.End}
	}
	return out
}

const pdfLayout = "D:20060102150405Z"

func pdfTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(pdfLayout)
}

// readPDFTime reads D:YYYYMMDDHHmmSS with an offset such as +02'00' (ISO 32000-1,
// 7.9.4); an invalid one is the zero time.
func readPDFTime(s string) time.Time {
	s = strings.Replace(strings.ReplaceAll(s, "'", ""), "Z0000", "Z", 1)
	for _, layout := range []string{"D:20060102150405Z0700", "D:20060102150405", "D:200601021504", "D:20060102"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// decodePDF reads the highlights of a PDF, which is itself the article.
func decodePDF(src Source) ([]*page, []Loss, error) {
	marks, other, err := pdf.Marks(src.Data)
	if err != nil {
		return nil, nil, err
	}
	pages, losses := pagesOfMarks(src, marks, other)
	return pages, losses, nil
}

// pagesOfMarks makes a page of each author's marks. Other counts what else there is.
func pagesOfMarks(src Source, marks []pdf.Mark, other int) (pages []*page, losses []Loss) {
	if other > 0 {
		losses = append(losses, Loss{What: NotText, Document: src.Name, Detail: fmt.Sprintf("%d drawings, stamps or notes beside the text", other)})
	}
	article, _ := src.named()
	if article == nil {
		article = &model.Article{Path: src.stem()}
	}
	byAuthor := map[string]*page{}
	seen := map[string]*annotate.Annotation{}
	for _, m := range marks {
		if before, ok := strings.CutSuffix(m.ID, goesOn); ok && seen[before] != nil {
			seen[before].Target.Quote.Exact += " " + m.Words
			seen[before].Target.Quote.Suffix = m.After
			continue
		}
		p := byAuthor[m.Author]
		if p == nil {
			p = newPage(Document{Article: article, Annotator: m.Author})
			byAuthor[m.Author] = p
			pages = append(pages, p)
		}
		a, err := ofMark(src, m)
		if err != nil {
			losses = append(losses, Loss{What: BrokenLine, Document: src.Name, ID: m.ID, Detail: err.Error()})
		}
		if a.ID != "" && seen[a.ID] != nil {
			losses = append(losses, Loss{What: Duplicate, Document: src.Name, ID: a.ID, Kept: true})
			a.ID = ""
		}
		seen[a.ID] = a
		p.Annotations = append(p.Annotations, a)
	}
	return pages, losses
}

// ofMark makes an annotation of a mark. Only stet's own have a label for a subject:
// other programs write "Highlight" there.
func ofMark(src Source, m pdf.Mark) (*annotate.Annotation, error) {
	label, own := "highlight", strings.HasPrefix(m.ID, ownIDs)
	if own {
		label = m.Subject
	}
	a := spanOf(src.kinds(), label)
	a.ID, a.Comment = m.ID, m.Note
	var lines []string
	if own {
		a.Comment, lines = readOwnText(a, m.Note)
		a.Creator = ownAnnotator + m.Author
	}
	a.Created, a.Modified = readPDFTime(m.Created), readPDFTime(m.Modified)
	a.Target.Quote = annotate.Quote{Exact: m.Words, Prefix: m.Before, Suffix: m.After, Start: unplaced}
	return a, setTags(a, lines)
}

// ownText is the label of an annotation, and its note with its other members below,
// one per line: "who: Jane Doe", "tag: economy".
func ownText(a *annotate.Annotation, annotator string) (label, text string) {
	tags := hypothesisTags(a)
	var lines []string
	for _, t := range tags[1:] {
		if _, _, ok := tagMember(a, t); !ok {
			t = "tag: " + t
		}
		lines = append(lines, t)
	}
	if a.Creator != "" && a.Creator != ownAnnotator+annotator {
		lines = append(lines, "creator: "+a.Creator)
	}
	if len(lines) == 0 {
		if _, taken := readOwnText(a, a.Comment); taken == nil {
			return tags[0], a.Comment
		}
	}
	return tags[0], strings.TrimLeft(a.Comment+"\n\n"+strings.Join(lines, "\n"), "\n")
}

// readOwnText takes the lines below the note off; nil if the last paragraph is a
// part of the note.
func readOwnText(a *annotate.Annotation, text string) (note string, lines []string) {
	at := strings.LastIndex("\n\n"+text, "\n\n")
	note, tail := strings.TrimSuffix(text[:max(at-2, 0)], "\n\n"), text[at:]
	if tail == "" {
		return note, []string{}
	}
	lines = strings.Split(tail, "\n")
	for _, l := range lines {
		if _, _, ok := tagMember(a, l); !ok {
			return text, nil
		}
	}
	return note, lines
}
