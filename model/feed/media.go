package feed

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode"

	xhtml "golang.org/x/net/html"

	"stet/model/clean"
)

// A file comes with an item: what a feed says of it, any of it perhaps "".
type file struct{ address, kind, length, title, duration string }

// enclosures are the files that an entry names.
func enclosures(n *node) (files []file) {
	duration := n.first("itunes:duration")
	for _, e := range n.all("enclosure") {
		files = append(files, file{cmp.Or(e.attr("url"), e.attr("href"), strings.TrimSpace(e.text())), e.attr("type"), e.attr("length"), "", duration})
	}
	for _, l := range n.all("link", "atom:link") {
		if strings.EqualFold(l.attr("rel"), "enclosure") {
			files = append(files, file{l.attr("href"), l.attr("type"), l.attr("length"), l.attr("title"), ""})
		}
	}
	for _, c := range n.all("content", "atom:content") {
		if src := c.attr("src"); src != "" {
			files = append(files, file{src, c.attr("type"), "", "", ""})
		}
	}
	for _, c := range n.all("media:content", "media:group/media:content") {
		kind := c.attr("type")
		if m := c.attr("medium"); m == "image" || strings.HasPrefix(kind, "image/") {
			files = append(files, file{address: c.attr("url"), kind: "image/*"})
		} else if m == "video" || m == "audio" || m == "document" || strings.HasPrefix(kind, "application/") || strings.HasPrefix(kind, "video/") || strings.HasPrefix(kind, "audio/") {
			files = append(files, file{c.attr("url"), cmp.Or(kind, m), c.attr("filesize"), "", ""})
		}
	}
	for _, t := range n.all("media:thumbnail", "media:group/media:thumbnail", "media:content/media:thumbnail") {
		files = append(files, file{address: t.attr("url"), kind: "image/*"})
	}
	for _, p := range n.all("media:player", "media:group/media:player", "media:content/media:player", "podcast:transcript") {
		files = append(files, file{address: p.attr("url"), kind: p.attr("type")})
	}
	return files
}

// enclose adds a file to the item: where it is, of what kind and size. A picture is
// added if the item has nothing else.
func (i *Item) enclose(f file) {
	address := f.address
	link := Resolve(i.Base, address)
	if link != nil {
		address = link.String()
	}
	where := html.EscapeString(address)
	switch {
	case link == nil && !strings.HasPrefix(address, "magnet:"), strings.Contains(i.Content, where):
		return
	case strings.HasPrefix(f.kind, "image/"):
		if strings.TrimSpace(visible(i.Content)) != "" {
			return
		}
	}
	about := []string{}
	for _, s := range []string{clean.Entities(f.title), strings.TrimSuffix(clean.Entities(f.kind), "image/*"), clock(f.duration), size(f.length)} {
		if s != "" {
			about = append(about, s)
		}
	}
	text := where
	if link != nil {
		text = `<a href="` + where + `">` + where + `</a>`
	}
	if len(about) > 0 {
		text += " (" + html.EscapeString(strings.Join(about, ", ")) + ")"
	}
	i.Content += "\n<p>" + text + "</p>"
}

// size is a number of bytes as a person reads it, "" if it is not one.
func size(length string) string {
	n, err := strconv.ParseInt(strings.TrimSpace(length), 10, 64)
	switch {
	case err != nil || n <= 0:
		return ""
	case n < 1<<20:
		return fmt.Sprintf("%d KB", max(1, n>>10))
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// clock is how long something plays, of seconds or as a clock has it.
func clock(duration string) string {
	duration = strings.TrimSpace(duration)
	if n, err := strconv.Atoi(duration); err == nil && 0 < n && n < 360_000 {
		return strings.TrimPrefix(fmt.Sprintf("%d:%02d:%02d", n/3600, n/60%60, n%60), "0:")
	}
	if len(duration) > 12 || strings.Trim(duration, "0123456789:.") != "" {
		return ""
	}
	return duration
}

// moving are the elements of a page that play something.
var moving = []string{"iframe", "video", "audio", "source", "embed"}

// hasMedia reports whether HTML has a picture, or what plays.
func hasMedia(s string) bool {
	s = strings.ToLower(s)
	return strings.Contains(s, "<img") || slices.ContainsFunc(moving, func(name string) bool { return strings.Contains(s, "<"+name) })
}

// keepPictures puts behind each picture what it is said to show, and in the place of
// what plays where it is. A picture that is all there is and says nothing is kept as
// its address.
func (i *Item) keepPictures() {
	if !hasMedia(i.Content) {
		return
	}
	p := pictures{item: i, wordless: strings.TrimSpace(visible(i.Content)) == ""}
	for z := xhtml.NewTokenizer(strings.NewReader(i.Content)); ; {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			break
		}
		p.take(kind, string(z.Raw()), z)
	}
	i.Content = p.out.String()
	if p.wordless && !p.said {
		i.Content += p.links.String()
	}
}

// pictures rewrites the HTML of an item.
type pictures struct {
	item       *Item
	out, links strings.Builder // links are to the pictures
	wordless   bool
	said       bool // something tells what a picture shows
	within     bool // an iframe: what is in it is for browsers without
}

func (p *pictures) take(kind xhtml.TokenType, raw string, z *xhtml.Tokenizer) {
	if kind == xhtml.TextToken && p.within {
		return
	}
	t := xhtml.Token{}
	if kind == xhtml.StartTagToken || kind == xhtml.SelfClosingTagToken || kind == xhtml.EndTagToken {
		t = z.Token()
	}
	if plays := slices.Contains(moving, t.Data); !plays {
		p.out.WriteString(raw)
	}
	p.within = kind == xhtml.StartTagToken && t.Data == "iframe"
	if kind == xhtml.EndTagToken {
		return
	}
	values := map[string]string{}
	for _, a := range t.Attr {
		values[a.Key] = a.Val
	}
	link := Resolve(p.item.Base, cmp.Or(values["src"], values["data-src"]))
	switch {
	case t.Data == "img":
		text := pictureText(values)
		p.said = p.said || text != ""
		p.out.WriteString(text)
		if link != nil && !isPixel(values) {
			p.links.WriteString(linkTo(link.String()))
		}
	case slices.Contains(moving, t.Data) && link != nil && !isPixel(values):
		if !strings.Contains(p.item.Content, `href="`+html.EscapeString(link.String())) {
			p.out.WriteString(linkTo(link.String()))
			p.said = true
		}
	}
}

func linkTo(address string) string {
	address = html.EscapeString(address)
	return `<p><a href="` + address + `">` + address + `</a></p>`
}

// isPixel reports whether an element is too small to be seen: it counts readers.
func isPixel(values map[string]string) bool {
	for _, key := range []string{"width", "height"} {
		if n, err := strconv.Atoi(strings.TrimSuffix(values[key], "px")); err == nil && n <= 2 {
			return true
		}
	}
	return false
}

// pictureText is what a picture is said to show: a caption, or a sign within the
// line that it stands for.
func pictureText(values map[string]string) string {
	alt, title := clean.Entities(values["alt"]), clean.Entities(values["title"])
	if isSign(alt, values["class"]) {
		return html.EscapeString(alt)
	}
	var b strings.Builder
	for n, v := range []string{alt, title} {
		if v != "" && (n == 0 || v != alt) {
			b.WriteString("<figure><figcaption>" + html.EscapeString(v) + "</figcaption></figure>")
		}
	}
	return b.String()
}

// isSign reports whether a picture stands for a sign of the text: an emoji.
func isSign(alt, class string) bool {
	if alt == "" || strings.ContainsAny(alt, " \t") {
		return false
	}
	class = strings.ToLower(class)
	letters := strings.ContainsFunc(alt, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	return !letters || len(alt) > 2 && alt[0] == ':' && alt[len(alt)-1] == ':' || strings.Contains(class, "emoji") || strings.Contains(class, "smiley")
}
