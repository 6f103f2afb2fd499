package format

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// studioTasks finds the tasks in an array of them, or in a file of one.
func studioTasks(data []byte) (raws []json.RawMessage, err error) {
	data = []byte(strings.TrimPrefix(string(data), "\ufeff"))
	if strings.HasPrefix(strings.TrimSpace(string(data)), "{") {
		var one json.RawMessage
		err = json.Unmarshal(data, &one)
		return []json.RawMessage{one}, err
	}
	err = json.Unmarshal(data, &raws)
	return raws, err
}

func studioTaskOf(raw json.RawMessage) (t studioTask, err error) {
	err = json.Unmarshal(raw, &t)
	if t.Data == nil && t.Annotations == nil && t.Completions == nil {
		t.minimal(raw)
	}
	return t, err
}

// minimal reads a task of its smallest export (JSON_MIN): one person's answers as
// members beside the data, regions by the name of their control.
func (t *studioTask) minimal(raw json.RawMessage) {
	var o jsonObject
	if json.Unmarshal(raw, &o) != nil {
		return
	}
	answer := studioAnswer{By: o["annotator"], Created: o.text("created_at"), Updated: o.text("updated_at")}
	t.Data = map[string]json.RawMessage{}
	for _, key := range sortedKeys(o) {
		switch key {
		case "id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time":
			continue
		}
		found := false
		for i, item := range listIn(o[key]) {
			var value jsonObject
			if json.Unmarshal(item, &value) == nil && value["start"] != nil {
				answer.Result = append(answer.Result, studioResult{ID: fmt.Sprintf("%s-%d", key, i+1), Type: "labels", FromName: key, Value: value})
				found = true
			}
		}
		if !found {
			t.Data[key] = o[key]
		}
	}
	if len(answer.Result) > 0 || o["annotator"] != nil {
		t.Annotations = []studioAnswer{answer}
	}
}

// text returns the task's text and its key in the data, which the labelling
// configuration chooses: the member that holds the most of the regions' words,
// else the usual keys, else the longest.
func (t *studioTask) text() (text, key string) {
	best := -1
	for _, k := range slices.Sorted(maps.Keys(t.Data)) {
		var s string
		if json.Unmarshal(t.Data[k], &s) != nil || s == "" || k == "url" || k == "title" && len(t.Data) > 1 {
			continue
		}
		if strings.HasSuffix(k, "html") {
			s = htmlText(s)
		}
		score := 4*t.holds(s) + map[string]int{studioText: 2, "html": 1}[k]
		if score > best || score == best && len(s) > len(text) {
			best, text, key = score, s, k
		}
	}
	if text == "" {
		text, key = textIn(t.Data["title"]), "title"
	}
	return text, key
}

// maxProbed is how many regions are looked for in each text of a task.
const maxProbed = 100

// holds counts the regions whose words a text holds.
func (t *studioTask) holds(text string) (n int) {
	left := maxProbed
	for _, a := range slices.Concat(t.Annotations, t.Completions) {
		for _, res := range a.Result {
			if words := textIn(res.Value["text"]); words != "" && left > 0 {
				left--
				if strings.Contains(text, words) {
					n++
				}
			}
		}
	}
	return n
}

// htmlText is the text of a page as a browser counts it: the text of its nodes.
func htmlText(page string) string {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return page // a reader of memory fails at nothing
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}
