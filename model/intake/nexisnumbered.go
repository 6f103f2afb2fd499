package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stet/model"
	"stet/model/clean"
	"stet/model/pattern"
	"stet/model/source/prose"
)

// nexisNumbered is what Nexis delivered until about 2020: articles that begin with
// "12 of 100 DOCUMENTS", fields with labels in capitals before and behind the text.
var nexisNumbered = Format{
	Name: "nexis-numbered", Title: "Nexis",
	Doc: "LexisNexis, Nexis UK, until about 2020: html, txt, rtf or docx",
	sniff: func(p *probe) bool {
		if !p.document() || (p.page() || p.ext == ".txt") && !numberedAnywhere().MatchString(p.head) {
			return false
		}
		found := false
		for _, para := range p.paragraphs() {
			_, _, ok := numbered(para.Text)
			found = found || ok
			if found && capitals().MatchString(strings.TrimSpace(para.Text)) {
				return true
			}
		}
		return false
	},
	read: readNexisNumbered,
}

var (
	numberFirst = pattern.Late(`^(\d+) (\p{Ll}{1,4}) (\d+) (?i:(?:DOCUMENT|DOKUMENT)\p{L}*)$`)
	wordFirst   = pattern.Late(`^(?i:(?:DOCUMENT|DOKUMENT)\p{L}*) (\d+) (\p{Ll}{1,4}) (\d+)$`)
)

// numberedAnywhere finds such a line in the beginning of a page or text.
var numberedAnywhere = pattern.Late(`(?i)\b\d+\s\p{L}{1,4}\s\d+\s(?:document|dokument)|\b(?:document|dokument)\p{L}*\s\d+\s\p{L}{1,4}\s\d+`)

// numbered reads the line before an article.
func numbered(text string) (n, of int, ok bool) {
	if len(text) > 60 {
		return 0, 0, false
	}
	text = clean.Blanks(text)
	m := numberFirst().FindStringSubmatch(text)
	if m == nil {
		m = wordFirst().FindStringSubmatch(text)
	}
	if m == nil {
		return 0, 0, false
	}
	n, _ = strconv.Atoi(m[1])
	of, _ = strconv.Atoi(m[3])
	return n, of, n > 0 && of > 0
}

func readNexisNumbered(r *reading) error {
	var segment []block
	open, last := 0, 0
	finish := func() error {
		if open == 0 {
			segment = segment[:0]
			return nil
		}
		if open != last+1 && open != 1 { // several downloads in one file begin again
			r.fault(Fault{Number: open, What: fmt.Sprintf("comes after article %d", last), Lost: open > last+1})
		}
		last = open
		err := r.numberedItem(segment, r.tally.Found+1)
		segment = segment[:0:0]
		return err
	}
	err := r.paragraphs(func(b block) error {
		if n, of, ok := numbered(b.Text); ok {
			if err := finish(); err != nil {
				return err
			}
			if n == 1 {
				r.tally.Stated += of
			}
			open = n
			return nil
		}
		if len(segment) < mostSegment {
			b.Paragraph = b.Trimmed()
			segment = append(segment, b)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return finish()
}

// capitals is the form of a label of this export: "LOAD-DATE:".
var capitals = pattern.Late(`^[\p{Lu}][\p{Lu}\d/& -]{1,30}:(?:[ \x{00A0}\n]|$)`)

// numberedLabel returns the label of a field in capitals. It is bold where the
// export knows bold; where it does not, a speaker of an interview looks the same,
// so that it has to be known or to hold a hyphen.
func numberedLabel(p *prose.Paragraph, bold bool) (name, value string, ok bool) {
	if bold && p.Lead == 0 || !capitals().MatchString(p.Text) {
		return "", "", false
	}
	name, value, ok = labelOf(p.Text)
	return name, value, ok && (bold || fieldOf(name) != noField || strings.Contains(name, "-"))
}

// boldLabels reports whether the fields of an article have bold labels.
func boldLabels(segment []block) bool {
	for i := range segment {
		p := &segment[i].Paragraph
		if _, _, ok := numberedLabel(p, true); ok && p.Lead < len(p.Text) {
			return true
		}
	}
	return false
}

func (r *reading) numberedItem(segment []block, n int) error {
	item := &Item{Number: n, Meta: model.Meta{Format: "text/markdown"}}
	m := &item.Meta
	segment = slices.DeleteFunc(segment, func(b block) bool { return b.Text == "" })
	bold := boldLabels(segment)
	i := numberedTop(m, segment, bold)
	i = numberedHead(item, segment, i, bold)
	end := trail(segment, i, bold)
	for _, b := range segment[i:end] {
		p := b.Paragraph
		if name, value, ok := numberedLabel(&p, bold); ok && fieldOf(name) == fieldBody && value == "" {
			continue
		} else if ok && fieldOf(name) == fieldBody {
			p = p.Cut(len(p.Text)-len(value), len(p.Text))
		}
		if p = bodyText(p); p.Text != "" {
			item.Body = append(item.Body, p)
		}
	}
	for _, b := range segment[end:] {
		p := b.Paragraph
		name, value, ok := numberedLabel(&p, bold)
		switch f := fieldOf(name); {
		case ok && (f == fieldLanguage || f == fieldLength || f == fieldByline || f == fieldSection || f == fieldTitle && m.Title == ""):
			set(m, f, value)
		case ok && strings.HasPrefix(strings.ToUpper(name), "GRA") && value != "":
			item.Body = append(item.Body, boilerplate(plainText(p)))
		}
	}
	return r.item(item)
}

// numberedTop reads the lines in the middle: source, date, copyright. Where the
// export has no such lines, the first two are them. It returns where they end.
func numberedTop(m *model.Meta, segment []block, bold bool) int {
	i := 0
	for ; i < len(segment); i++ {
		p := &segment[i].Paragraph
		if _, _, ok := numberedLabel(p, bold); ok {
			break
		}
		day, dated := parseDay(p.Text)
		switch {
		case !p.Centre && (m.Publisher != "" && !m.Published.IsZero() || i > 3):
			return i
		case isCopyright(p.Text):
		case dated && m.Published.IsZero() && m.Publisher != "":
			m.Published = day
		case m.Publisher == "":
			m.Publisher = clean.Blanks(p.Text)
		case !p.Centre:
			return i
		}
	}
	return i
}

// numberedHead reads the title and the fields before the text, which begins with
// the first paragraph behind the fields that is not one.
func numberedHead(item *Item, segment []block, i int, bold bool) int {
	m := &item.Meta
	fields, summary := false, 0
	for ; i < len(segment); i++ {
		p := segment[i].Paragraph
		name, value, ok := numberedLabel(&p, bold)
		f := fieldOf(name)
		switch {
		case ok && f == fieldBody, ok && f == fieldTrail:
			return i
		case ok && f == fieldSummary:
			fields, summary = true, segment[i].group
			if value != "" {
				item.Body = append(item.Body, boilerplate(plainText(p)))
			}
		case summary > 0 && segment[i].group == summary: // the summary has several paragraphs
			item.Body = append(item.Body, boilerplate(plainText(p)))
		case ok && (f != noField || p.Lead > 0 || !fields):
			fields = true
			set(m, f, value)
		case ok || fields:
			return i
		case m.Title == "" && !p.Centre:
			m.Title = clean.Blanks(p.Text)
		case !p.Centre && p.Size > 0 && p.Size >= leastHeading:
			m.Title += " " + clean.Blanks(p.Text)
		case !fields && !labelledAhead(segment[i:], bold):
			return i
		}
	}
	return i
}

// labelledAhead reports whether one of the next few paragraphs is a field of the
// head.
func labelledAhead(segment []block, bold bool) bool {
	for i := range segment[:min(len(segment), 4)] {
		if name, _, ok := numberedLabel(&segment[i].Paragraph, bold); ok {
			f := fieldOf(name)
			return f == fieldLength || f == fieldByline || f == fieldSection
		}
	}
	return false
}

// trail returns where the text ends: before the fields at the end of the segment,
// or before the first field that is known to follow a text.
func trail(segment []block, from int, bold bool) int {
	end := len(segment)
	for end > from {
		p := &segment[end-1].Paragraph
		_, _, ok := numberedLabel(p, bold)
		if !ok && !(p.Centre && (isCopyright(p.Text) || end == len(segment))) {
			break
		}
		end--
	}
	for i := from; i < end; i++ {
		p := &segment[i].Paragraph
		name, _, ok := numberedLabel(p, bold)
		if ok && fieldOf(name) == fieldTrail && (p.Lead > 0 || i > from) {
			return i
		}
	}
	return end
}
