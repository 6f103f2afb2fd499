package page

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/clean"
	"stet/model/date"
)

// The bounds of the data of programs that is read, in bytes, and how deep and wide.
const (
	mostState    = 4 << 20
	deepestState = 14
	widestState  = 400
)

// readState reads author and day of the story from the data that a program of the page
// starts with, where JSON-LD and the head are silent: Next.js writes it as one object, or
// in pieces. Only the object that has the title of the page counts.
func (p *Page) readState(d *data) {
	if p.Meta.Title == "" || d.article != nil && d.article["author"] != nil && d.article["datePublished"] != nil {
		return
	}
	title := p.Meta.Title
	if p.title >= 0 {
		title = p.lines[p.title].text
	}
	s := state{title: squeeze(title)}
	if len(s.title) < leastTitle {
		return
	}
	var pieces strings.Builder
	left := mostState
	for n := range p.doc.Descendants() {
		if n.DataAtom != atom.Script || n.FirstChild == nil {
			continue
		}
		script := n.FirstChild.Data
		if left -= len(script); left < 0 {
			return
		}
		switch {
		case isStateScript(n):
			s.read(script)
		case strings.Contains(script, flightCall):
			pieces.WriteString(flight(script))
		}
	}
	for row := range strings.SplitSeq(pieces.String(), "\n") {
		if _, row, ok := strings.Cut(row, ":"); ok {
			s.read(row)
		}
	}
	if s.found == nil {
		return
	}
	d.addState(s.found)
}

// leastTitle is how many letters a title has at least by which an object is known.
const leastTitle = 8

// flightCall begins a piece of the data of Next.js.
const flightCall = "self.__next_f.push("

// flight returns the text of such a piece: the second member of the list.
func flight(script string) string {
	_, rest, _ := strings.Cut(script, flightCall)
	var list []any
	if json.NewDecoder(strings.NewReader(rest)).Decode(&list) != nil || len(list) < 2 {
		return ""
	}
	text, _ := list[1].(string)
	return text
}

func isStateScript(n *html.Node) bool {
	return Attr(n, "id") == "__NEXT_DATA__" || Attr(n, "id") == "__NUXT_DATA__" || strings.EqualFold(strings.TrimSpace(Attr(n, "type")), "application/json")
}

// A state looks for the object of a story.
type state struct {
	title string // squeezed
	found map[string]any
}

// read looks through one value in JSON, if it speaks of authors or days.
func (s *state) read(text string) {
	if s.found != nil || !strings.Contains(text, "uthor") && !strings.Contains(text, "ublish") && !strings.Contains(text, "yline") {
		return
	}
	var v any
	if json.Unmarshal([]byte(text), &v) == nil {
		s.find(v, 0)
	}
}

func (s *state) find(v any, depth int) {
	if s.found != nil || depth > deepestState {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v[:min(len(v), widestState)] {
			s.find(x, depth+1)
		}
	case map[string]any:
		if s.isStory(v) {
			s.found = v
			return
		}
		keys := slices.Sorted(maps.Keys(v))
		for _, key := range keys[:min(len(keys), widestState)] {
			s.find(v[key], depth+1)
		}
	}
}

// The keys of title, author and day.
var (
	titleKeys  = strings.Fields("headline title name heading")
	authorKeys = strings.Fields("author authors byline bylines creator creators writer writers")
	dayKeys    = strings.Fields("datePublished publishedAt published_at firstPublishedAt first_published_at firstPublished publishDate publish_date publicationDate publication_date publishedDate published_date publishedOn published dateFirstPublished displayDate display_date")
)

// isStory reports whether an object has the title, and an author or a day.
func (s *state) isStory(v map[string]any) bool {
	for _, key := range titleKeys {
		if squeeze(stateText(v[key])) == s.title {
			return firstOf(v, authorKeys) != nil || firstOf(v, dayKeys) != nil
		}
	}
	return false
}

func firstOf(v map[string]any, keys []string) any {
	for _, key := range keys {
		if x := v[key]; x != nil && x != "" {
			return x
		}
	}
	return nil
}

// stateText returns a text, or that which an object gives as its rendered form.
func stateText(v any) string {
	if m, ok := v.(map[string]any); ok {
		v = firstOf(m, []string{"rendered", "text", "value", "basic", "default"})
	}
	text, _ := v.(string)
	return clean.Entities(withoutTags(text))
}

// addState notes author and day of the story's object.
func (d *data) addState(v map[string]any) {
	d.titled = true
	if len(d.several["author"]) == 0 && (d.article == nil || d.article["author"] == nil) {
		d.several["author"] = stateNames(firstOf(v, authorKeys), 0)
	}
	if d.microdata == "" {
		d.microdata = stateDay(firstOf(v, dayKeys))
	}
}

// stateNames returns the names in a value: a text, a list, an object with a name.
func stateNames(v any, depth int) (names []string) {
	if depth > 3 {
		return nil
	}
	switch v := v.(type) {
	case string:
		return []string{clean.Entities(withoutTags(v))}
	case []any:
		for _, x := range v[:min(len(v), 20)] {
			names = append(names, stateNames(x, depth+1)...)
		}
	case map[string]any:
		return stateNames(firstOf(v, []string{"name", "fullName", "full_name", "displayName", "display_name", "title", "text", "byline", "node", "attributes", "fields"}), depth+1)
	}
	return names
}

// stateDay returns a day as text; a number is in seconds or milliseconds.
func stateDay(v any) string {
	switch v := v.(type) {
	case string:
		if !date.Parse(v, "").IsZero() {
			return v
		}
	case float64:
		if v > 1e12 {
			v /= 1000
		}
		if v > 6e8 && v < 5e9 {
			return time.Unix(int64(v), 0).UTC().Format(time.RFC3339)
		}
	}
	return ""
}
