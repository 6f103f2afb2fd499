package intake

import (
	"strings"

	"stet/model"
	"stet/model/clean"
	"stet/model/pattern"
	"stet/model/source/prose"
)

// nexis is what Nexis Uni and Lexis Advance deliver: a list of the articles, then
// each with its title, source and date in the middle, fields with labels, a
// heading before the text, and an end mark.
var nexis = Format{
	Name: "nexis", Title: "Nexis",
	Doc: "Nexis Uni, Lexis Advance: docx or rtf",
	sniff: func(p *probe) bool {
		if !p.rtf() && !(p.pkg != nil && p.pkg.Has("word/document.xml")) {
			return false
		}
		ended, fields := false, 0
		for _, para := range p.paragraphs() {
			ended = ended || endMark(para.Text)
			if text := strings.TrimSpace(para.Text); isField(text) || documents().MatchString(text) {
				fields++
			}
		}
		return ended && fields > 0
	},
	read: readNexis,
}

// endMarks end an article, by the language of the interface.
var endMarks = map[string]bool{
	"end of document": true, "ende des dokuments": true, "dokumentende": true, "fin du document": true, "fin de documento": true, "fin del documento": true,
	"fine del documento": true, "fim do documento": true, "einde van document": true, "einde van het document": true, "slut på dokument": true,
}

// isField reports whether a line is the label of a field of the database, alone or
// before its value.
func isField(text string) bool {
	name, _, ok := labelOf(text)
	return ok && fieldOf(name) != noField || fieldOf(text) == fieldBody
}

func endMark(text string) bool {
	return len(text) < 60 && endMarks[strings.ToLower(strings.TrimSpace(text))]
}

var (
	documents = pattern.Late(`^(?:Documents?|Dokumente?|Documentos?|Documenti|Documenten) ?\((\d[\d.,]*)\)$`)
	listEntry = pattern.Late(`^(\d+)\.[ \x{00A0}]*(\S.*)$`)
)

// mostSegment is how many paragraphs an article may have.
const mostSegment = 200_000

func readNexis(r *reading) error {
	var segment []prose.Paragraph
	err := r.paragraphs(func(b block) error {
		switch {
		case !endMark(b.Text):
			if len(segment) < mostSegment {
				segment = append(segment, b.Paragraph)
			}
			return nil
		case r.tally.Found == 0:
			segment = r.cover(segment)
		}
		err := r.nexisItem(segment, true)
		segment = segment[:0:0]
		return err
	})
	if err == nil && worded(segment) {
		if r.tally.Found == 0 {
			segment = r.cover(segment)
		}
		err = r.nexisItem(segment, false)
	}
	return err
}

// worded reports whether there is an article behind the last end mark.
func worded(segment []prose.Paragraph) bool {
	n := 0
	for i := range segment {
		n += len(strings.TrimSpace(segment[i].Text))
	}
	return n > 200
}

// cover reads the list before the first article and returns the rest. The article
// begins with the last new page or section before its text; the list may run over
// several pages.
func (r *reading) cover(segment []prose.Paragraph) []prose.Paragraph {
	text := bodyHeading(segment)
	start := 0
	for i := range segment[:text] {
		if segment[i].Break {
			start = i
		}
	}
	if start == 0 { // no page ends: the title is the first of the lines in the middle
		for start = text; start > 0 && !segment[start].Centre; start-- {
		}
		for start > 0 && (segment[start-1].Centre || strings.TrimSpace(segment[start-1].Text) == "") {
			start--
		}
	}
	for i := range segment[:start] {
		line := strings.TrimSpace(segment[i].Text)
		if m := documents().FindStringSubmatch(line); m != nil {
			r.tally.Stated = number(m[1])
		}
		if m := listEntry().FindStringSubmatch(line); m != nil && segment[i].Row == 0 && number(m[1]) == len(r.titles)+1 {
			r.list(m[2])
		}
	}
	return segment[start:]
}

// leastHeading is the size in points from which a line is a heading of Nexis, whose
// text is set in 10.
const leastHeading = 13

// bodyHeading returns the index of the heading before the text; where there is
// none, of the last field before it, or 0.
func bodyHeading(segment []prose.Paragraph) int {
	lastField, seen := 0, false
	for i := range segment {
		p := &segment[i]
		text := strings.TrimSpace(p.Text)
		switch name, _, ok := labelOf(text); {
		case text == "" || p.Row > 0:
		case !p.Centre && fieldOf(text) == fieldBody, seen && !p.Centre && p.Size >= leastHeading && len(text) < 40:
			return i
		case ok && (p.Lead > 0 || fieldOf(name) != noField) && p.Size < leastHeading:
			switch fieldOf(name) {
			case fieldTrail, fieldLanguage:
				if seen {
					return lastField
				}
			case fieldLength, fieldSection, fieldByline:
				lastField, seen = i, true
			default:
				// In a language that is not known, a bold label tells.
				if seen = seen || p.Lead > 0 && p.Lead <= len(name)+2; seen {
					lastField = i
				}
			}
		}
	}
	return lastField
}

// nexisItem reads one article.
func (r *reading) nexisItem(segment []prose.Paragraph, ended bool) error {
	for len(segment) > 0 && strings.TrimSpace(segment[0].Text) == "" {
		segment = segment[1:]
	}
	text := bodyHeading(segment)
	item := &Item{Meta: model.Meta{Format: "text/markdown"}}
	if len(segment) > 0 {
		readNexisHead(item, segment[:min(text+1, len(segment))])
		readNexisBody(item, segment[min(text+1, len(segment)):], segment[text].Size)
	}
	if item.Meta.Title == "" && len(item.Body) == 0 {
		return nil // a page without words
	}
	if err := r.item(item); err != nil {
		return err
	}
	if !ended {
		r.fault(Fault{item.Number, item.Meta.Title, "its end mark is missing: the file may be cut off", true})
	}
	return nil
}

var contentItem = pattern.Late(`urn(?::|%3[Aa])contentItem(?::|%3[Aa])([0-9A-Z-]{10,})`)

// readNexisHead reads what is before the text: title, source and date, then
// fields with labels.
func readNexisHead(item *Item, head []prose.Paragraph) {
	m := &item.Meta
	var lines []prose.Paragraph
	for i := range head {
		p := head[i].Trimmed()
		for _, s := range p.Spans {
			if id := contentItem().FindStringSubmatch(s.Href); id != nil && m.ID == "" {
				m.ID = id[1]
			}
		}
		name, value, ok := labelOf(p.Text)
		f := fieldOf(name)
		switch {
		case p.Text == "" || p.Row > 0 || isCopyright(p.Text):
		case ok && len(lines) >= 2 && (f != noField || p.Lead > 0 && p.Lead <= len(name)+2):
			if f == fieldSummary && value != "" {
				p = boilerplate(p)
				item.Body = append(item.Body, p)
			}
			set(m, f, value)
		case len(lines) < 8 && (len(lines) < 3 || p.Centre):
			lines = append(lines, p)
		}
	}
	titleSourceDate(m, lines)
}

// titleSourceDate tells the lines at the head of an article apart: the title in
// large letters, the source, and the first that is a date.
func titleSourceDate(m *model.Meta, lines []prose.Paragraph) {
	var title []string
	for len(lines) > 0 && (len(title) == 0 || lines[0].Size >= leastHeading) {
		title = append(title, lines[0].Text)
		lines = lines[1:]
	}
	m.Title = clean.Blanks(strings.Join(title, " "))
	for i := range lines {
		day, dated := parseDay(lines[i].Text)
		switch {
		case dated && m.Published.IsZero() && (i > 0 || len(lines) == 1):
			m.Published = day
		case i == 0:
			m.Publisher = clean.Blanks(lines[i].Text)
		}
	}
}

var copyrightMark = pattern.Late(`(?i)^(?:copyright\b|©|\(c\) ?\d{4}|all rights reserved|alle rechte vorbehalten|tous droits r|todos los derechos|tutti i diritti)`)

func isCopyright(text string) bool { return copyrightMark().MatchString(strings.TrimSpace(text)) }

// boilerplate makes a paragraph one that is no part of the text.
func boilerplate(p prose.Paragraph) prose.Paragraph {
	p.Kind, p.Level, p.Marker, p.Row, p.Cell = model.Boilerplate, 0, "", 0, 0
	return p
}

// readNexisBody reads the text, and behind it fields and sections that are none.
// heading is the size of the heading before the text: another of that size ends it.
func readNexisBody(item *Item, rest []prose.Paragraph, heading float64) {
	end := len(rest)
	for i := range rest {
		if trailBegins(rest, i, heading) {
			end = i
			break
		}
	}
	for i := range rest[:end] {
		if p := bodyText(rest[i]); p.Text != "" {
			item.Body = append(item.Body, p)
		}
	}
	for i := range rest[end:] {
		p := rest[end+i].Trimmed()
		name, value, ok := labelOf(p.Text)
		switch {
		case p.Text == "" || isCopyright(p.Text):
		case ok && (p.Lead > 0 || fieldOf(name) != noField):
			if f := fieldOf(name); f == fieldLanguage || f == fieldURL {
				set(&item.Meta, f, value)
			}
		case p.Size >= leastHeading:
		default: // what a picture shows, a correction
			item.Body = append(item.Body, boilerplate(plainText(p)))
		}
	}
}

// trailBegins reports whether the text ends before a paragraph.
func trailBegins(rest []prose.Paragraph, i int, heading float64) bool {
	p := &rest[i]
	text := strings.TrimSpace(p.Text)
	if text == "" || p.Row > 0 {
		return false
	}
	if name, _, ok := labelOf(text); ok && fieldOf(name) == fieldTrail && (p.Lead > 0 || onlyFields(rest[i:])) {
		return true
	}
	if p.Centre || len(text) > 40 || p.Size < leastHeading {
		return false
	}
	return p.Size == heading || fieldOf(text) == fieldTrail
}

// onlyFields reports whether nothing but fields with labels follows.
func onlyFields(rest []prose.Paragraph) bool {
	for i := range rest {
		text := strings.TrimSpace(rest[i].Text)
		if _, _, ok := labelOf(text); !ok && text != "" && !isCopyright(text) {
			return false
		}
	}
	return true
}

// bodyText is a paragraph of the text. Bold words are the search terms that the
// database marked; a paragraph that is all bold is a small heading of the paper.
func bodyText(p prose.Paragraph) prose.Paragraph {
	p = p.Trimmed()
	if p.Kind == model.Heading {
		p.Kind, p.Level = model.Paragraph, 0
	}
	if !p.Bold() {
		p = plainText(p)
	}
	return p
}

// plainText takes the bold of single words away, and italics that are bold as well:
// so the database marks search hits.
func plainText(p prose.Paragraph) prose.Paragraph {
	bold := map[model.Range]bool{}
	for _, s := range p.Spans {
		if s.Mark == model.Strong {
			bold[s.Range] = true
		}
	}
	if len(bold) == 0 {
		return p
	}
	spans := p.Spans
	p.Spans = nil
	for _, s := range spans {
		if s.Mark != model.Strong && !(s.Mark == model.Emphasis && bold[s.Range]) {
			p.Spans = append(p.Spans, s)
		}
	}
	return p
}
