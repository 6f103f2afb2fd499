package source

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"stet/model/pattern"
)

// jsonKeys are the keys of which one has to be there for an object at the beginning
// of a Markdown file to be front matter.
var jsonKeys = []string{"title", "date", "author", "authors", "url", "tags"}

// jsonFrontMatter reads front matter as Hugo writes it in JSON: an object at the
// beginning of text, and nothing after it on its last line. It returns the length of
// it, 0 if absent. Other programs put it between two lines of signs.
func jsonFrontMatter(text string) (n int, fields []field) {
	for _, fence := range jsonFences {
		rest, ok := strings.CutPrefix(text, fence.open+"\n")
		if !ok {
			continue
		}
		object, _, ok := strings.Cut(rest, "\n"+fence.end+"\n")
		if n, fields = bareJSON(object); !ok || n < len(strings.TrimRight(object, " \t\n")) {
			continue
		}
		return len(fence.open) + len(object) + len(fence.end) + 3, fields
	}
	return bareJSON(text)
}

// jsonFences are the lines around JSON front matter.
var jsonFences = []struct{ open, end string }{{"---json", "---"}, {"---", "---"}, {";;;", ";;;"}, {"+++json", "+++"}}

// bareJSON reads an object at the beginning of text.
func bareJSON(text string) (n int, fields []field) {
	if !strings.HasPrefix(text, "{") {
		return 0, nil
	}
	head := text[:min(len(text), mostFrontMatter)]
	object, n := firstObject(head)
	if n == 0 {
		// A comma before the end is what people write by hand. As a blank it leaves the
		// length as it is.
		object, n = firstObject(lastComma().ReplaceAllString(head, " $1"))
	}
	if n == 0 {
		return 0, nil
	}
	rest, _, more := strings.Cut(text[n:], "\n")
	if strings.TrimSpace(rest) != "" {
		return 0, nil
	}
	if n += len(rest); more {
		n++
	}
	known := false
	for key, value := range object {
		key = strings.ToLower(key)
		known = known || slices.Contains(jsonKeys, key)
		if values := jsonValues(value); len(values) > 0 {
			fields = append(fields, field{key: key, values: values})
		}
	}
	if !known {
		return 0, nil
	}
	slices.SortFunc(fields, func(a, b field) int { return strings.Compare(a.key, b.key) })
	return n, fields
}

var lastComma = pattern.Late(`,(\s*\n\s*[}\]])`)

// firstObject reads the object with which text begins, and its length.
func firstObject(text string) (object map[string]any, n int) {
	in := json.NewDecoder(strings.NewReader(text))
	if in.Decode(&object) != nil {
		return nil, 0
	}
	return object, int(in.InputOffset())
}

// jsonValues returns a value, or those of a list, as text.
func jsonValues(value any) (values []string) {
	switch value := value.(type) {
	case nil:
	case string:
		return []string{value}
	case []any:
		for _, v := range value {
			values = append(values, jsonValues(v)...)
		}
	case map[string]any:
		if name, ok := value["name"].(string); ok {
			return []string{name}
		}
	default:
		return []string{fmt.Sprint(value)}
	}
	return values
}
