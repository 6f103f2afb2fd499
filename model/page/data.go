package page

import (
	"cmp"
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/clean"
)

// data is what a page says of itself for programs: JSON-LD and the head.
type data struct {
	head      map[string]string // content of meta elements by name, the first of each
	several   map[string][]string
	titles    []string // of the title element
	canonical string
	language  string
	refresh   string // of meta http-equiv=refresh
	microdata string // the first datePublished of an element that is shown

	article map[string]any // the JSON-LD object of the story, or nil
	byID    map[string]map[string]any
	body    string // articleBody
	free    *bool  // isAccessibleForFree
	site    string // name of a WebSite object
	titled  bool   // author and day come from an object with the title of the story
}

func readData(doc *html.Node) *data {
	d := &data{head: map[string]string{}, several: map[string][]string{}, byID: map[string]map[string]any{}}
	var scripts []any
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if d.microdata == "" && n.DataAtom != atom.Meta && strings.EqualFold(Attr(n, "itemprop"), "datePublished") {
			d.microdata = cmp.Or(Attr(n, "content"), Attr(n, "datetime"))
		}
		if strings.EqualFold(Attr(n, "itemprop"), "author") {
			d.addAuthor(n)
		}
		switch n.DataAtom {
		case atom.Html:
			d.language = Attr(n, "lang")
		case atom.Title:
			if n.FirstChild != nil {
				d.titles = append(d.titles, clean.Entities(n.FirstChild.Data))
			}
		case atom.Meta:
			d.readMetaElement(n)
		case atom.Link:
			if strings.EqualFold(Attr(n, "rel"), "canonical") && d.canonical == "" {
				d.canonical = Attr(n, "href")
			}
		case atom.Script:
			if strings.EqualFold(strings.TrimSpace(Attr(n, "type")), "application/ld+json") && n.FirstChild != nil && len(scripts) < mostScripts {
				if v := parseLD(n.FirstChild.Data); v != nil {
					scripts = append(scripts, v)
				}
			}
		}
	}
	for _, v := range scripts {
		d.collect(v, 0)
	}
	for _, v := range scripts {
		if d.article == nil {
			d.article = d.findArticle(v, 0)
		}
	}
	if d.body == "" && d.article != nil && hasType(d.article, isRecipe) {
		d.body = recipeBody(d.article)
	}
	return d
}

// addAuthor notes the full name that an element called the author tells programs
// alone.
func (d *data) addAuthor(author *html.Node) {
	seen := 0
	for n := range author.Descendants() {
		if seen++; seen > 30 {
			return
		}
		if name := clean.Entities(Attr(n, "content")); n.DataAtom == atom.Meta && strings.EqualFold(Attr(n, "itemprop"), "name") && strings.Contains(name, " ") && len(d.several["author"]) < 20 {
			d.several["author"] = append(d.several["author"], name)
		}
	}
}

const mostScripts = 30

func (d *data) readMetaElement(n *html.Node) {
	if strings.EqualFold(Attr(n, "http-equiv"), "refresh") {
		d.refresh = Attr(n, "content")
	}
	key := strings.ToLower(Attr(n, "property"))
	if key == "" {
		key = strings.ToLower(Attr(n, "name"))
	}
	if key == "" {
		key = strings.ToLower(Attr(n, "itemprop"))
	}
	content := clean.Entities(Attr(n, "content"))
	if key == "" || content == "" {
		return
	}
	if _, seen := d.head[key]; !seen {
		d.head[key] = content
	}
	if len(d.several[key]) < 20 {
		d.several[key] = append(d.several[key], content)
	}
}

// title returns the text of the first title element.
func (d *data) title() string {
	if len(d.titles) == 0 {
		return ""
	}
	return d.titles[0]
}

// first returns the content of the first meta element of these names.
func (d *data) first(keys ...string) string {
	for _, key := range keys {
		if v := d.head[key]; v != "" {
			return v
		}
	}
	return ""
}

// description is the longer of the two that a head may have.
func (d *data) description() string {
	short, long := d.first("description"), d.first("og:description")
	if len(short) > len(long) {
		return short
	}
	return long
}

// parseLD reads JSON-LD as sites write it: within a comment, with line ends in
// strings, with a comma too many.
func parseLD(script string) any {
	script = unwrapped(script)
	var v any
	if json.Unmarshal([]byte(script), &v) == nil {
		return v
	}
	script = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, script)
	for _, end := range []string{"}", "]"} {
		for _, blank := range []string{"", " ", "  "} {
			script = strings.ReplaceAll(script, ","+blank+end, end)
		}
	}
	if json.Unmarshal([]byte(script), &v) == nil {
		return v
	}
	return nil
}

// unwrapped takes off the signs that hide a script from readers of markup.
func unwrapped(script string) string {
	for was := ""; was != script; {
		was = script
		script = strings.TrimSpace(script)
		for _, sign := range []string{"<!--", "-->", "<![CDATA[", "]]>", "/*", "*/", "//", ";"} {
			script = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(script, sign), sign))
		}
	}
	return script
}

// The bounds of what is looked through in JSON-LD.
const (
	deepestLD = 6
	widestLD  = 200
)

// inner are the keys under which other objects of a page are.
var inner = []string{"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "hasPart", "itemListElement", "item"}

// collect notes objects by their @id, and what holds for the whole page.
func (d *data) collect(v any, depth int) {
	if depth > deepestLD {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v[:min(len(v), widestLD)] {
			d.collect(x, depth+1)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			if seen := d.byID[id]; seen == nil || ldText(seen["name"]) == "" && len(v) >= len(seen) {
				d.byID[id] = v
			}
		}
		if hasType(v, func(t string) bool { return t == "WebSite" }) && d.site == "" {
			d.site = clean.Entities(ldText(v["name"]))
		}
		if s, ok := v["articleBody"].(string); ok && len(s) > len(d.body) {
			d.body = s
		}
		switch free := v["isAccessibleForFree"].(type) {
		case bool:
			d.setFree(free)
		case string:
			d.setFree(!strings.EqualFold(free, "false"))
		}
		for _, key := range inner {
			d.collect(v[key], depth+1)
		}
	}
}

func (d *data) setFree(free bool) {
	if d.free == nil || !free {
		d.free = &free
	}
}

// findArticle returns the first object of an article's type.
func (d *data) findArticle(v any, depth int) map[string]any {
	if depth > deepestLD {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v[:min(len(v), widestLD)] {
			if found := d.findArticle(x, depth+1); found != nil {
				return found
			}
		}
	case map[string]any:
		if hasType(v, isArticle) {
			return v
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if found := d.findArticle(v[key], depth+1); found != nil {
				return found
			}
		}
	}
	return nil
}

func isArticle(kind string) bool {
	kind = kind[strings.LastIndexAny(kind, "/:#")+1:]
	return strings.HasSuffix(kind, "Article") || kind == "BlogPosting" || kind == "Report" || kind == "LiveBlogPosting" || kind == "Review" || isRecipe(kind)
}

func isRecipe(kind string) bool { return kind == "Recipe" || kind == "HowTo" }

func hasType(v map[string]any, is func(string) bool) bool {
	switch kind := v["@type"].(type) {
	case string:
		return is(kind)
	case []any:
		for _, k := range kind[:min(len(kind), 20)] {
			if s, ok := k.(string); ok && is(s) {
				return true
			}
		}
	}
	return false
}

// ldText returns a string, or the name or first member of what stands for one.
func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		if len(v) > 0 {
			return ldText(v[0])
		}
	case map[string]any:
		for _, key := range []string{"name", "@value"} {
			if s := ldText(v[key]); s != "" {
				return s
			}
		}
	}
	return ""
}

// names returns the names of persons or organisations in JSON-LD; organisations
// are left out if persons only are asked for.
func (d *data) names(v any, persons bool) (names []string) {
	switch v := v.(type) {
	case string:
		if other := d.byID[v]; other != nil {
			return d.names(other, persons)
		}
		return []string{clean.Entities(v)}
	case []any:
		for _, x := range v[:min(len(v), 20)] {
			names = append(names, d.names(x, persons)...)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && ldText(v["name"]) == "" && d.byID[id] != nil {
			v = d.byID[id]
		}
		if persons && hasType(v, func(t string) bool { return strings.HasSuffix(t, "Organization") }) {
			return nil
		}
		switch name := v["name"].(type) {
		case string:
			return []string{clean.Entities(name)}
		case []any:
			for _, x := range name[:min(len(name), 20)] {
				if s, ok := x.(string); ok {
					names = append(names, clean.Entities(s))
				}
			}
		}
	}
	return names
}
