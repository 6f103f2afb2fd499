package source

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"stet/model"
	"stet/model/clean"
	"stet/model/date"
	"stet/model/lang"
	"stet/model/source/prose"
)

// The documents of word processors. What tells of an article above its text (title,
// author, date) is read as metadata.
var (
	docx = Format{
		Name: "docx", MediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		Extensions: []string{".docx"},
		Doc:        "a document of Word: headings, lists, tables, footnotes, links; tracked changes and comments are counted",
		load:       loadDocument(func(r io.ReaderAt, size int64, y prose.Yield) (prose.Facts, error) { return prose.Docx(r, size, y) }),
		magic:      packageWith("word/document.xml"),
	}
	odt = Format{
		Name: "odt", MediaType: "application/vnd.oasis.opendocument.text",
		Extensions: []string{".odt"},
		Doc:        "a document of LibreOffice, likewise",
		load:       loadDocument(func(r io.ReaderAt, size int64, y prose.Yield) (prose.Facts, error) { return prose.ODT(r, size, y) }),
		magic:      packageWith("mimetypeapplication/vnd.oasis.opendocument.text"),
	}
	rtf = Format{
		Name: "rtf", MediaType: "application/rtf",
		Extensions: []string{".rtf"},
		Doc:        "a document in Rich Text Format, likewise",
		load: loadDocument(func(r io.ReaderAt, size int64, y prose.Yield) (prose.Facts, error) {
			return prose.RTF(io.NewSectionReader(r, 0, size), y)
		}),
		magic: func(data string) bool { return strings.HasPrefix(data, `{\rtf`) },
	}
)

// packageWith recognises a zip file by what its first entries hold.
func packageWith(words string) func(data string) bool {
	return func(data string) bool {
		return strings.HasPrefix(data, "PK\x03\x04") && strings.Contains(data[:min(len(data), 64<<10)]+data[max(0, len(data)-64<<10):], words)
	}
}

// mostParagraphs and mostProse bound what is read of one document.
const (
	mostParagraphs = 1_000_000
	mostProse      = 256 << 20 // bytes
)

var errTooLong = fmt.Errorf("it holds more than %d MB of text", mostProse>>20)

// loadDocument makes an article of what a reader of paragraphs yields. A document
// that is cut off is shown as far as it goes, and that is said.
func loadDocument(read func(io.ReaderAt, int64, prose.Yield) (prose.Facts, error)) func(a *model.Article, data string) error {
	return func(a *model.Article, data string) error {
		var paragraphs []prose.Paragraph
		size := 0
		facts, err := read(strings.NewReader(data), int64(len(data)), func(p prose.Paragraph) error {
			if size += len(p.Text); size > mostProse || len(paragraphs) >= mostParagraphs {
				return errTooLong
			}
			paragraphs = append(paragraphs, p)
			return nil
		})
		switch {
		case err == nil:
		case size > 0 && (errors.Is(err, prose.ErrBroken) || errors.Is(err, errTooLong) || errors.Is(err, prose.ErrTooDeep)):
			a.Notices = append(a.Notices, "shown as far as it can be read: "+err.Error())
		default:
			return err
		}
		a.Notices = append(a.Notices, facts.Notices()...)
		notices := a.Notices
		m := model.Meta{Language: lang.Primary(facts.Language), Format: a.Meta.Format}
		readRoles(&m, paragraphs)
		path, digest := a.Path, a.FileDigest
		*a = *Compose(m, paragraphs)
		a.Path, a.FileDigest, a.Notices = path, digest, notices
		completeDocument(a, &facts)
		return nil
	}
}

// readRoles takes the lines that a template calls author and date for metadata.
func readRoles(m *model.Meta, paragraphs []prose.Paragraph) {
	for i := range paragraphs {
		p := &paragraphs[i]
		text := strings.TrimSpace(p.Text)
		switch {
		case p.Role == "author" && text != "":
			if m.Byline != "" {
				m.Byline += ", "
			}
			m.Byline += text
		case p.Role == "date" && !date.Parse(text, "").IsZero():
			m.Published = date.Parse(text, "")
		default:
			continue
		}
		p.Kind, p.Role = model.Boilerplate, ""
	}
}

// completeDocument fills what the lines of the document leave open from its
// properties. The person who saved a file is no author of an article unless the
// file names no other.
func completeDocument(a *model.Article, f *prose.Facts) {
	labelHead(a)
	if a.Meta.Title == "" {
		a.Meta.Title = clean.Entities(f.Title)
	}
	if a.Meta.Byline == "" {
		a.Meta.Byline = clean.Entities(f.Author)
	}
	if a.Meta.Modified.IsZero() {
		a.Meta.Modified = f.Modified.UTC().Truncate(time.Second)
	}
}
