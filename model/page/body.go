package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/clean"
)

// The lengths of an articleBody in JSON-LD that is read as the story, in bytes.
const (
	leastBody = 400
	mostBody  = 1 << 20
)

// addBody adds the articleBody of JSON-LD to the tree if the page shows less than
// half of it, and reports whether it did: some pages are filled by a program.
func (p *Page) addBody(d *data) bool {
	if len(d.body) < leastBody || len(d.body) > mostBody {
		return false
	}
	paragraphs := p.paragraphsOf(d.body)
	var shown strings.Builder
	for i := range p.lines {
		shown.WriteString(squeeze(p.lines[i].text))
	}
	text, all, missing := shown.String(), 0, 0
	for _, s := range paragraphs {
		s = squeeze(s)
		all += len(s)
		if !strings.Contains(text, s[:min(len(s), 60)]) {
			missing += len(s)
		}
	}
	body := find(p.doc, atom.Body)
	if 2*missing < all || body == nil {
		return false
	}
	article := &html.Node{Type: html.ElementNode, DataAtom: atom.Article, Data: "article",
		Attr: []html.Attribute{{Key: "itemprop", Val: "articleBody"}}}
	for _, s := range paragraphs {
		n := &html.Node{Type: html.ElementNode, DataAtom: atom.P, Data: "p"}
		n.AppendChild(&html.Node{Type: html.TextNode, Data: s})
		article.AppendChild(n)
	}
	body.AppendChild(article)
	return true
}

// paragraphsOf parts an articleBody, which may be text or markup.
func (p *Page) paragraphsOf(body string) (paragraphs []string) {
	if strings.Contains(body, "&lt;") { // markup that was escaped once more
		body = html.UnescapeString(body)
	}
	if strings.Contains(body, "</p>") || strings.Contains(body, "<br") {
		body = strings.NewReplacer("</p>", "\n\n", "<br>", "\n", "<br/>", "\n", "<br />", "\n").Replace(body)
	}
	sep := "\n"
	if strings.Contains(body, "\n\n") {
		sep = "\n\n"
	}
	for s := range strings.SplitSeq(strings.ReplaceAll(body, "\r", ""), sep) {
		if s = clean.Entities(withoutTags(s)); s != "" {
			paragraphs = append(paragraphs, s)
		}
	}
	return paragraphs
}

// recipeBody is the text of a recipe, or of instructions, in JSON-LD.
func recipeBody(recipe map[string]any) string {
	var b strings.Builder
	for _, key := range []string{"description", "recipeIngredient", "step", "recipeInstructions"} {
		addTexts(&b, recipe[key], 0)
	}
	return b.String()
}

// addTexts writes the texts of a value a paragraph each: its name, its text, and
// those of what it lists.
func addTexts(b *strings.Builder, v any, depth int) {
	if depth > deepestLD || b.Len() > mostBody {
		return
	}
	switch v := v.(type) {
	case string:
		b.WriteString(v + "\n\n")
	case []any:
		for _, x := range v[:min(len(v), widestLD)] {
			addTexts(b, x, depth+1)
		}
	case map[string]any:
		for _, key := range []string{"name", "text", "itemListElement"} {
			addTexts(b, v[key], depth+1)
		}
	}
}

// withoutTags takes the markup off a piece of HTML.
func withoutTags(s string) string {
	if !strings.Contains(s, "<") {
		return s
	}
	var b strings.Builder
	for z := html.NewTokenizer(strings.NewReader(s)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
		}
	}
}

// find returns the first element of that name.
func find(doc *html.Node, tag atom.Atom) *html.Node {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == tag {
			return n
		}
	}
	return nil
}
