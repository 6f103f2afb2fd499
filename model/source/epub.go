package source

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"path"
	"strings"

	"stet/model"
	"stet/model/clean"
	"stet/model/count"
	"stet/model/date"
	"stet/model/lang"
	"stet/model/page"
	"stet/model/source/prose"
)

// epub is a book of pages, read in the order of its spine.
var epub = Format{
	Name: "epub", MediaType: "application/epub+zip",
	Extensions: []string{".epub"},
	Doc:        "an e-book: its chapters one after the other, with their headings",
	load:       loadEPUB,
	magic:      packageWith("mimetypeapplication/epub+zip"),
}

const (
	mostChapters = 5000
	mostChapter  = 32 << 20 // bytes
)

// An epubPackage is what the package document says (EPUB 3.3).
type epubPackage struct {
	Title    []string `xml:"metadata>title"`
	Creator  []string `xml:"metadata>creator"`
	Date     []string `xml:"metadata>date"`
	Language []string `xml:"metadata>language"`
	Source   []string `xml:"metadata>publisher"`
	Items    []struct {
		ID         string `xml:"id,attr"`
		Href       string `xml:"href,attr"`
		Type       string `xml:"media-type,attr"`
		Properties string `xml:"properties,attr"`
	} `xml:"manifest>item"`
	Spine []struct {
		ID     string `xml:"idref,attr"`
		Linear string `xml:"linear,attr"`
	} `xml:"spine>itemref"`
}

func loadEPUB(a *model.Article, data string) error {
	pkg, err := prose.OpenPackage(strings.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	if pkg.Has("META-INF/encryption.xml") && pkg.Has("META-INF/rights.xml") {
		return prose.ErrEncrypted
	}
	book, dir, err := readSpine(pkg)
	if err != nil {
		return err
	}
	hrefs := map[string]string{}
	for _, item := range book.Items {
		if strings.Contains(item.Type, "html") && !strings.Contains(" "+item.Properties+" ", " nav ") {
			hrefs[item.ID] = item.Href
		}
	}
	var texts []string
	total, aside := 0, 0
	for _, ref := range book.Spine[:min(len(book.Spine), mostChapters)] {
		href, err := url.PathUnescape(hrefs[ref.ID])
		if err != nil || href == "" {
			continue
		}
		if ref.Linear == "no" { // notes and plates that a link opens
			aside++
			continue
		}
		chapter, err := pkg.Read(path.Join(dir, href))
		if err != nil || len(chapter) > mostChapter || total > mostProse {
			a.Notices = append(a.Notices, "a chapter cannot be read: "+href)
			continue
		}
		total += len(chapter)
		text, _ := decodePage(string(chapter), "")
		texts = append(texts, text)
	}
	if aside > 0 {
		a.Notices = append(a.Notices, fmt.Sprintf("%s outside of the reading order, left out", count.Of(aside, "part")))
	}
	readWhole(a, texts)
	a.Meta.Title = firstOf(book.Title)
	a.Meta.Byline = clean.Entities(strings.Join(book.Creator, ", "))
	a.Meta.Publisher = firstOf(book.Source)
	a.Meta.Published = date.Parse(firstOf(book.Date), "")
	a.Meta.Language = lang.Primary(firstOf(book.Language))
	labelTitlePage(a)
	labelHead(a)
	return nil
}

func firstOf(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return clean.Entities(list[0])
}

// readSpine reads the package document and returns the folder that its addresses
// begin in.
func readSpine(pkg *prose.Package) (book epubPackage, dir string, err error) {
	var container struct {
		Roots []struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	data, err := pkg.Read("META-INF/container.xml")
	if err != nil {
		return book, "", err
	}
	if xml.Unmarshal(data, &container) != nil || len(container.Roots) == 0 {
		return book, "", fmt.Errorf("%w: it does not say where its pages are", prose.ErrBroken)
	}
	root := container.Roots[0].Path
	if data, err = pkg.Read(root); err != nil {
		return book, "", err
	}
	if err := xml.Unmarshal(data, &book); err != nil {
		return book, "", fmt.Errorf("%w: %v", prose.ErrBroken, err)
	}
	return book, path.Dir(root), nil
}

// labelTitlePage makes boilerplate of what a title page repeats of the metadata.
func labelTitlePage(a *model.Article) {
	for i := range a.Blocks {
		b := &a.Blocks[i]
		s := a.Slice(b.Range)
		if b.Range.Len() > longestTitle || !(s == a.Meta.Title || s == a.Meta.Byline || s == a.Meta.Publisher || !date.Parse(s, "").IsZero()) {
			return
		}
		if s != a.Meta.Title && b.Kind != model.Heading {
			leaveOut(b)
		}
	}
}

// readWhole reads pages of which all belongs to the text, one after the other.
func readWhole(a *model.Article, texts []string) {
	var b builder
	b.collapse = true
	for _, text := range texts {
		doc, err := parsePage(text)
		if err != nil {
			a.Notices = append(a.Notices, "a part is left out: "+err.Error())
			continue
		}
		kept := make([]bool, page.Number(doc))
		for i := range kept {
			kept[i] = true
		}
		w := pageWalker{b: b, kept: kept}
		w.walk(doc, context{})
		w.end()
		b = w.b
	}
	b.finish(a)
}
