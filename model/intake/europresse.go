package intake

import (
	"strings"
	"unicode/utf8"

	"stet/model"
	"stet/model/clean"
	"stet/model/pattern"
)

// europresse is a page that Europresse saved. Its elements have classes with the
// same words in all its forms.
var europresse = Format{
	Name: "europresse", Title: "Europresse",
	Doc: "Europresse: html",
	sniff: func(p *probe) bool {
		return p.page() && strings.Contains(strings.ToLower(p.head), "docpublicationname") && p.hasClass("docpublicationname")
	},
	read: readEuropresse,
}

// hasClass reports whether the beginning of the page has an element whose class
// holds a word.
func (p *probe) hasClass(class string) bool {
	found := false
	n := 0
	_ = p.c.paragraphs(func(b block) error {
		if n++; n > probed {
			return errEnough
		}
		if strings.Contains(strings.ToLower(b.class), class) || hasPart(b, class) {
			found = true
			return errEnough
		}
		return nil
	})
	return found
}

// europresseLength is how the head of an article states its length.
var europresseLength = pattern.Late(`\b(\d{1,3}(?:[ \x{00A0}\x{202F}]\d{3})*|\d+) (?:mots|words|palabras|parole|Wörter)\b`)

// An europresseReading is the article at hand.
type europresseReading struct {
	*reading
	item  *Item
	head  []string // the lines of section, date and page
	ended bool
	after int // lines since the title
}

func readEuropresse(r *reading) error {
	e := europresseReading{reading: r}
	err := r.paragraphs(func(b block) error {
		for _, line := range b.lines() {
			if err := e.line(line); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return e.finish()
}

var documentNumber = pattern.Late(`(?:news|web|tv|radio)·\d{8}·[\p{L}\d]+·[\p{L}\d_·-]+`)

func (e *europresseReading) line(b block) error {
	class := strings.ToLower(b.class)
	switch {
	case strings.Contains(class, "docpublicationname"):
		if err := e.finish(); err != nil {
			return err
		}
		e.item = &Item{Meta: model.Meta{Format: "text/markdown", Publisher: clean.Blanks(b.Text)}}
		e.head, e.ended, e.after = nil, false, -1
	case e.item == nil:
	case documentNumber().MatchString(b.Text):
		if e.item.Meta.ID == "" {
			e.item.Meta.ID = documentNumber().FindString(b.Text)
		}
		e.ended = true
	case e.ended:
	case strings.HasPrefix(b.Text, "©") || isCopyright(b.Text):
		e.ended = true
	case strings.Contains(class, "titrearticle"):
		e.item.Meta.Title = strings.TrimSpace(e.item.Meta.Title + " " + clean.Blanks(b.Text))
		e.after = 0
	case strings.Contains(class, "docheader") || e.after < 0 && len(e.head) == 0:
		e.head = append(e.head, b.Text)
	case e.after < 0: // above the title
		e.item.Body = append(e.item.Body, boilerplate(plainText(b.Paragraph)))
	default:
		e.after++
		e.text(b)
	}
	return nil
}

// text reads a line below the title: the first is the author's if it is short and
// no sentence.
func (e *europresseReading) text(b block) {
	class := strings.ToLower(b.class)
	last, _ := utf8.DecodeLastRuneInString(b.Text)
	named := strings.Contains(class, "docauthors") || strings.Contains(class, "docauteur") || strings.Contains(class, "margin-bottomnews")
	if strings.Contains(class, "subtitle") {
		e.after-- // the author may follow it
	} else if named || e.after == 1 && len(b.Text) < 100 && !strings.ContainsRune(".!?…:;»”\"", last) && !strings.Contains(class, "dococurr") && b.Lead == 0 {
		set(&e.item.Meta, fieldByline, b.Text)
		return
	}
	b.Row, b.Cell = 0, 0
	e.item.Body = append(e.item.Body, plainText(b.Paragraph))
}

func (e *europresseReading) finish() error {
	if e.item == nil {
		return nil
	}
	m := &e.item.Meta
	var section []string
	for part := range strings.SplitSeq(strings.Join(e.head, ", "), ",") {
		part = strings.TrimSpace(part)
		day, dated := parseDay(part)
		where := page().FindStringSubmatch(part)
		switch {
		case part == "":
		case dated && m.Published.IsZero():
			m.Published = day
		case where != nil && m.Page == "":
			m.Page = where[1]
		case m.Published.IsZero():
			section = append(section, part)
		}
	}
	if day, ok := parseDay(strings.Join(e.head, " ")); ok && m.Published.IsZero() {
		m.Published = day
	}
	m.Section = strings.Join(section, ", ")
	if n := europresseLength().FindStringSubmatch(strings.Join(e.head, " ")); n != nil {
		m.Length = number(n[1])
	}
	item := e.item
	e.item = nil
	return e.reading.item(item)
}
