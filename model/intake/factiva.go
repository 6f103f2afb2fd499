package intake

import (
	"maps"
	"slices"
	"strings"

	"stet/model"
	"stet/model/clean"
	"stet/model/pattern"
)

// factiva is a page that Factiva saved, in its two forms: lines without labels
// above the text, or a table of fields with codes of two letters.
var factiva = Format{
	Name: "factiva", Title: "Factiva",
	Doc: "Factiva: html, in both forms",
	sniff: func(p *probe) bool {
		return p.page() && (strings.Contains(p.head, "activa") || strings.Contains(p.head, "articleParagraph")) && p.hasFactiva()
	},
	read: func(r *reading) error { return r.readFactiva(func(b block) int { return b.article }) },
}

// factivaRTF has the same two forms, without the elements: an article ends with
// its number.
var factivaRTF = Format{
	Name: "factiva-rtf", Title: "Factiva", Untested: true,
	Doc: "Factiva: rtf",
	sniff: func(p *probe) bool {
		if !p.rtf() {
			return false
		}
		for _, para := range p.paragraphs() {
			if accession().MatchString(strings.TrimSpace(para.Text)) {
				return true
			}
		}
		return false
	},
	read: func(r *reading) error {
		n, ended := 1, false
		return r.readFactiva(func(b block) int {
			if ended && strings.TrimSpace(b.Text) != "" {
				n, ended = n+1, false
			}
			ended = ended || accession().MatchString(strings.TrimSpace(b.Text))
			return n
		})
	},
}

// hasFactiva reports whether an element that is called an article holds what the
// database writes into one: its number, paragraphs that it names, or the codes of
// three fields in the first cells of a table. An ordinary page may have articles,
// and speak of the database.
func (p *probe) hasFactiva() bool {
	codes, at, found := 0, 0, false
	_ = p.c.paragraphs(func(b block) error {
		if b.article != at {
			at, codes = b.article, 0
		}
		text := strings.TrimSpace(b.Text)
		switch {
		case b.article == 0:
			return nil
		case b.Cell == 1 && code().MatchString(text):
			if f := factivaCodes[text]; f != noField {
				codes++
			}
		}
		if found = codes >= 3 || isText(b) || accession().MatchString(text); found {
			return errEnough
		}
		return nil
	})
	return found
}

// accession is the line with Factiva's number of an article: "Document
// NYTF000020180110ee1a0001x".
var accession = pattern.Late(`^(?:\p{L}+ )?([A-Z][A-Z0-9]{2,9}0*(?:19|20)\d{6}[0-9a-z]{6,14})$`)

// readFactiva parts the page into articles by what tells which one a block belongs
// to, 0 for none.
func (r *reading) readFactiva(which func(block) int) error {
	var segment []block
	at := 0
	finish := func() error {
		if len(segment) == 0 {
			return nil
		}
		err := r.factivaItem(segment)
		segment = segment[:0:0]
		return err
	}
	err := r.paragraphs(func(b block) error {
		n := which(b)
		if n != at {
			if err := finish(); err != nil {
				return err
			}
			at = n
		}
		if b.Paragraph = b.Trimmed(); n > 0 && b.Text != "" && len(segment) < mostSegment {
			segment = append(segment, b)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return finish()
}

func (r *reading) factivaItem(segment []block) error {
	item := &Item{Meta: model.Meta{Format: "text/markdown"}}
	if coded(segment) {
		factivaCoded(item, segment)
	} else if !factivaLines(item, segment) {
		return nil // a frame of the page
	}
	item.Meta.Title = listNumber().ReplaceAllString(item.Meta.Title, "")
	return r.item(item)
}

// listNumber is what some pages put before a title.
var listNumber = pattern.Late(`^\d+\)\s+`)

var code = pattern.Late(`^[A-Z]{2,3}$`)

// coded reports whether an article is a table of fields with codes.
func coded(segment []block) bool {
	n := 0
	for i := range segment {
		if b := &segment[i]; b.Cell == 1 && code().MatchString(b.Text) {
			n++
		}
	}
	return n >= 3
}

// factivaCodes are the codes of fields, as Factiva's help lists them.
var factivaCodes = map[string]field{
	"HD": fieldTitle, "BY": fieldByline, "SN": fieldSource, "PD": fieldDate, "SE": fieldSection, "PG": fieldPage, "WC": fieldLength, "LA": fieldLanguage,
	"AN": fieldID, "LP": fieldBody, "TD": fieldBody, "ART": fieldSummary,
}

func factivaCoded(item *Item, segment []block) {
	f := noField
	row := 0
	value := map[field][]string{}
	for _, b := range segment {
		if b.Cell == 1 && code().MatchString(b.Text) {
			f, row = factivaCodes[b.Text], b.Row
			continue
		}
		switch {
		case b.Row != row:
		case f == fieldBody:
			b.Row, b.Cell = 0, 0
			item.Body = append(item.Body, bodyText(b.Paragraph))
		case f == fieldSummary:
			p := plainText(b.Paragraph)
			item.Body = append(item.Body, boilerplate(p))
		case f != noField:
			value[f] = append(value[f], b.Text)
		}
	}
	for _, f := range slices.Sorted(maps.Keys(value)) {
		set(&item.Meta, f, strings.Join(value[f], " "))
	}
	item.Meta.ID = lastWord(item.Meta.ID)
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

var (
	lengthLine = pattern.Late(`^\d[\d.,\x{00A0}\x{202F} ]* ?\p{L}+$`)
	sourceCode = pattern.Late(`^[A-Z][A-Z0-9]{2,9}$`)
	timeLine   = pattern.Late(`^\d{1,2}:\d{2}(?: ?[AP]M)?(?: [A-Z]{2,4})?$`)
	pageLine   = pattern.Late(`^[A-Z]{0,3}-?\d[\dA-Z,–-]*$`)
)

// factivaLines reads an article whose fields have no labels: their order tells
// them apart. It reports false where the segment is no article.
func factivaLines(item *Item, segment []block) bool {
	m := &item.Meta
	length := -1
	for i := range segment[:min(len(segment), 40)] {
		if lengthLine().MatchString(segment[i].Text) {
			length = i
			break
		}
	}
	if length < 1 {
		return false
	}
	m.Length = number(segment[length].Text)
	factivaAbove(m, segment[:length])
	text := factivaBelow(m, segment, length+1)
	end := len(segment)
	if id := accession().FindStringSubmatch(segment[end-1].Text); id != nil {
		m.ID = id[1]
		end--
		// The line before the number is the publisher's name.
		if end > text && !isText(segment[end-1]) && len(segment[end-1].Text) < 120 {
			end--
		}
	}
	for i := text; i < end; i++ {
		p := bodyText(segment[i].Paragraph)
		if classed(segment) && !isText(segment[i]) {
			p = boilerplate(p) // captions
		}
		item.Body = append(item.Body, p)
	}
	return true
}

// classed reports whether the page names the paragraphs of the text.
func classed(segment []block) bool {
	for i := range segment {
		if isText(segment[i]) {
			return true
		}
	}
	return false
}

// isText reports whether the database calls a block a paragraph of the text: by
// one name, and by that name behind the language of its interface.
func isText(b block) bool { return textClass().MatchString(b.class) }

var textClass = pattern.Late(`\barticleParagraph \w{2}articleParagraph\b`)

// factivaAbove reads the lines above the length: section, headline, author.
func factivaAbove(m *model.Meta, lines []block) {
	head := -1
	for i := range lines {
		if lines[i].id == "hd" || hasPart(lines[i], "headline") {
			head = i
			break
		}
	}
	if head < 0 { // without elements, the headline is bold or large
		for i := range lines {
			if head < 0 || lines[i].Size > lines[head].Size || lines[i].Bold() && !lines[head].Bold() {
				head = i
			}
		}
	}
	m.Title = clean.Blanks(lines[head].Text)
	if head > 0 {
		m.Section = clean.Blanks(lines[0].Text)
	}
	for _, b := range lines[head+1:] {
		set(m, fieldByline, b.Text)
	}
}

func hasPart(b block, class string) bool {
	for _, p := range b.parts {
		if strings.Contains(strings.ToLower(p.class), class) {
			return true
		}
	}
	return false
}

// factivaBelow reads the lines below the length: date, time, source, its code,
// edition, page, language, copyright. It returns where the text begins.
func factivaBelow(m *model.Meta, segment []block, i int) int {
	for ; i < len(segment); i++ {
		b := segment[i]
		if isText(b) {
			return i
		}
		day, dated := parseDay(b.Text)
		switch {
		case isCopyright(b.Text):
			if !classed(segment) {
				return i + 1
			}
		case m.Published.IsZero() && dated:
			m.Published = day
		case timeLine().MatchString(b.Text):
		case m.Publisher == "" && !m.Published.IsZero():
			m.Publisher = clean.Blanks(b.Text)
		case sourceCode().MatchString(b.Text):
		case m.Page == "" && pageLine().MatchString(b.Text):
			m.Page = b.Text
		case m.Language == "" && languages()[strings.ToLower(b.Text)] != "":
			m.Language = languageOf(b.Text)
		}
	}
	return i
}
