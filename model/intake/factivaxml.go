package intake

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"stet/model"
	"stet/model/clean"
	"stet/model/source/prose"
)

// factivaXML is the answer of Factiva's service.
var factivaXML = Format{
	Name: "factiva-xml", Title: "Factiva",
	Doc: "Factiva: xml",
	sniff: func(p *probe) bool {
		return strings.Contains(p.head, "<ppsarticle") || strings.Contains(p.head, "<ppsArticleResponse") || strings.Contains(p.head, "factiva.com/pps")
	},
	read: readFactivaXML,
}

// factivaElements say which field an element of an article is.
var factivaElements = map[string]field{
	"headline": fieldTitle, "byline": fieldByline, "sourcename": fieldSource, "wordcount": fieldLength, "baselanguage": fieldLanguage,
	"accessionno": fieldID, "sectionname": fieldSection, "pages": fieldPage, "leadparagraph": fieldBody, "tailparagraphs": fieldBody,
	"publicationdate": fieldDate, "artwork": fieldSummary,
}

// mostNested is how deep elements may lie in each other.
const mostNested = 100

func readFactivaXML(r *reading) error {
	in, err := r.open()
	if err != nil {
		return err
	}
	d := xml.NewDecoder(skipMark(in))
	d.Strict = false
	x := factivaArticle{}
	for depth := 0; ; {
		t, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("%w: %v", prose.ErrBroken, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > mostNested {
				return prose.ErrTooDeep
			}
			switch name := strings.ToLower(t.Name.Local); name {
			case "ppsarticleresultset":
				for _, a := range t.Attr {
					if a.Name.Local == "count" {
						r.tally.Stated, _ = strconv.Atoi(a.Value)
					}
				}
			case "article":
				x = factivaArticle{item: &Item{Meta: model.Meta{Format: "text/markdown"}}}
			default:
				x.start(name, depth)
			}
		case xml.EndElement:
			if strings.EqualFold(t.Name.Local, "article") && x.item != nil {
				if err := r.item(x.item); err != nil {
					return err
				}
				x.item = nil
			}
			x.end(strings.ToLower(t.Name.Local), depth)
			depth--
		case xml.CharData:
			if x.field != noField && x.text.Len() < 16<<20 {
				x.text.Write(t)
			}
		}
	}
}

// A factivaArticle is the article at hand, and the field that is read.
type factivaArticle struct {
	item  *Item
	field field
	depth int // of the element of the field
	text  strings.Builder
}

func (x *factivaArticle) start(name string, depth int) {
	if f := factivaElements[name]; x.field == noField && f != noField && x.item != nil {
		x.field, x.depth = f, depth
		x.text.Reset()
	}
}

func (x *factivaArticle) end(name string, depth int) {
	if x.item == nil || x.field == noField {
		return
	}
	if name == "paragraph" && (x.field == fieldBody || x.field == fieldSummary) {
		if text := clean.Blanks(x.text.String()); text != "" {
			p := prose.Paragraph{Text: text}
			if x.field == fieldSummary {
				p = boilerplate(p)
			}
			x.item.Body = append(x.item.Body, p)
		}
		x.text.Reset()
	}
	if depth == x.depth {
		if value := clean.Blanks(x.text.String()); value != "" && x.field != fieldBody && x.field != fieldSummary {
			set(&x.item.Meta, x.field, value)
		}
		x.field = noField
	}
}
