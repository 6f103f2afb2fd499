package intake

import (
	"strings"

	"stet/model"
	"stet/model/clean"
	"stet/model/pattern"
	"stet/model/source/prose"
)

// proquest is a text that ProQuest saved: documents between lines of underscores,
// each field with a label, the text under "Full text:".
var proquest = Format{
	Name: "proquest", Title: "ProQuest", Untested: true,
	Doc: "ProQuest: txt",
	sniff: func(p *probe) bool {
		return !p.page() && (strings.Contains(p.head, "ProQuest document ID:") || strings.Contains(p.head, "ProQuest-Dokument-ID:") ||
			strings.Contains(p.head, "ID du document ProQuest") || strings.Contains(p.head, "ProQuest") && ruler().MatchString(p.head) && proquestText().MatchString(p.head))
	},
	read: readProQuest,
}

var (
	ruler        = pattern.Late(`(?m)^_{20,}\s*$`)
	proquestText = pattern.Late(`(?mi)^(?:full text|volltext|texte intégral|texto completo):`)
	proquestHead = pattern.Late(`^(?i:document|dokument|documento) (\d+) (?:of|von|de|sur) (\d+)$`)
)

// proquestLabels are the labels of fields, in lower case. Others end the text.
var proquestLabels = map[string]field{
	"title": fieldTitle, "titel": fieldTitle, "titre": fieldTitle, "author": fieldByline, "autor": fieldByline, "auteur": fieldByline,
	"publication title": fieldSource, "titel der publikation": fieldSource, "titre de la publication": fieldSource, "título de publicación": fieldSource,
	"publication date": fieldDate, "erscheinungsdatum": fieldDate, "date de publication": fieldDate, "fecha de publicación": fieldDate,
	"pages": fieldPage, "first page": fieldPage, "seiten": fieldPage, "section": fieldSection, "rubrik": fieldSection,
	"language of publication": fieldLanguage, "publikationssprache": fieldLanguage, "langue de publication": fieldLanguage,
	"proquest document id": fieldID, "proquest-dokument-id": fieldID, "id du document proquest": fieldID, "document url": fieldURL,
	"full text": fieldBody, "volltext": fieldBody, "texte intégral": fieldBody, "texto completo": fieldBody,
	"abstract": fieldSummary, "zusammenfassung": fieldSummary, "résumé": fieldSummary, "resumen": fieldSummary,
	"publication info": fieldOther, "links": fieldOther, "subject": fieldTrail, "location": fieldTrail, "people": fieldTrail, "company / organization": fieldTrail,
	"publication year": fieldTrail, "publisher": fieldTrail, "place of publication": fieldTrail, "country of publication": fieldTrail, "publication subject": fieldTrail,
	"issn": fieldTrail, "source type": fieldTrail, "document type": fieldTrail, "copyright": fieldTrail, "last updated": fieldTrail, "database": fieldTrail,
	"credit": fieldTrail, "identifier / keyword": fieldTrail, "number of pages": fieldTrail, "dateline": fieldTrail, "volume": fieldTrail, "issue": fieldTrail, "column": fieldTrail,
	"schlagwort": fieldTrail, "ort": fieldTrail, "sujet": fieldTrail, "lieu": fieldTrail,
}

func readProQuest(r *reading) error {
	var item *Item
	at := noField
	started := false
	finish := func() error {
		if item == nil || item.Meta.Title == "" && len(item.Body) == 0 {
			return nil
		}
		done := item
		item, at = nil, noField
		return r.item(done)
	}
	return r.eachProQuest(func(p prose.Paragraph) error {
		if strings.Trim(p.Text, "_ \n") == "" {
			started = true
			if err := finish(); err != nil {
				return err
			}
			item = nil
			return nil
		}
		if m := proquestHead().FindStringSubmatch(p.Text); m != nil {
			r.tally.Stated = number(m[2])
			return nil
		}
		if !started {
			return nil
		}
		if item == nil {
			item = &Item{Meta: model.Meta{Format: "text/markdown"}}
		}
		at = proquestParagraph(item, p, at)
		return nil
	}, finish)
}

func (r *reading) eachProQuest(yield func(prose.Paragraph) error, finish func() error) error {
	err := r.paragraphs(func(b block) error { return yield(b.Trimmed()) })
	if err != nil {
		return err
	}
	return finish()
}

// proquestParagraph reads a paragraph, of which each line may be a field, and
// returns the field that the next one goes on with.
func proquestParagraph(item *Item, p prose.Paragraph, at field) field {
	for line := range strings.SplitSeq(p.Text, "\n") {
		name, value, ok := labelOf(line)
		f, known := proquestLabels[strings.ToLower(strings.TrimSpace(name))]
		if ok && known {
			at = f
			line = value
		} else if at == noField && item.Meta.Title == "" {
			item.Meta.Title = clean.Blanks(line)
			continue
		}
		switch {
		case line == "":
		case at == fieldBody:
			item.Body = append(item.Body, prose.Paragraph{Text: line})
		case at == fieldSummary:
			item.Body = append(item.Body, boilerplate(prose.Paragraph{Text: line}))
		case ok && known && at != fieldOther && at != fieldTrail:
			set(&item.Meta, at, line)
		}
	}
	return at
}
