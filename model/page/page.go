// Package page finds the story of a web page and what the page says about
// itself: title, byline, dates, and whether the story is all there.
//
// It works on a parsed tree and judges its texts; nothing is taken out of the
// tree. Every text that is judged to be part of the story is marked, and the
// rest stays for a person to look at.
//
// It refuses to know formats, files, the network, and rules for single sites.
package page

import (
	"net/url"

	"golang.org/x/net/html"

	"stet/model"
	"stet/model/lang"
)

// A Page is a parsed page and the suggestions in it.
type Page struct {
	doc   *html.Node
	base  *url.URL
	texts []*html.Node // text nodes, in document order; see [number]

	unseen map[int]bool // texts within a line that nobody sees

	lines    []line
	elements []element // block elements, in document order
	names    nameReader
	title    int    // index of the line that is the title, -1 for none
	locale   string // of the language that the page names, with its region

	// Kept tells for each text, by its number, whether it belongs to the story.
	Kept []bool
	Meta model.Meta
	// Found is false if there is nothing on the page that looks like a story.
	Found bool
	// Doubt says why the story may not be all there.
	Doubt Doubt
}

// Read judges a parsed page. It numbers the texts of doc (see [NumberOf]), and adds the
// story to the tree if only the page's data has it; a reader sees no other change. Base
// is the address of the page, or nil.
func Read(doc *html.Node, base *url.URL) *Page {
	p := &Page{doc: doc, base: base, names: nameReader{}}
	data := readData(doc)
	p.readLines()
	if p.addBody(data) {
		p.readLines()
	}
	p.Kept = make([]bool, len(p.texts))
	p.Meta.Title = firstTitle(data)
	p.locale = localeOf(data)
	p.Meta.Language = lang.Primary(p.locale)
	p.title = p.titleLine()
	p.readState(data)
	p.askReadability()
	p.weighVote()
	stripper{p}.strip()
	stripper{p}.stripOffers()
	stripper{p}.stripRemarks()
	stripper{p}.stripRuled()
	p.vote(data)
	for _, retry := range []func(){nil, p.trustTeasers, p.trustNames} {
		if retry != nil {
			retry()
		}
		if p.choose(); p.Found {
			break
		}
	}
	p.describe(data)
	trimmer{p}.trimAuthors()
	p.Doubt = doubter{p}.doubt(data)
	return p
}
