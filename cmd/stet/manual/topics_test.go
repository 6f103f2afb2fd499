package manual

import (
	"strings"
	"testing"
)

// Every topic begins with its title, and no line is wider than a page.
func TestTopics(t *testing.T) {
	for _, name := range Topics() {
		page, _ := topic(name)
		if !strings.HasPrefix(page, "#") {
			t.Errorf("topics/%s.md does not begin with a heading", name)
		}
		for i, line := range strings.Split(page, "\n") {
			if len([]rune(line)) > 84 && !strings.HasPrefix(line, "|") {
				t.Errorf("topics/%s.md:%d is wider than a page", name, i+1)
			}
		}
	}
}

// A misspelt table would leave its place on the page empty.
func TestEveryPlaceNamesATable(t *testing.T) {
	known := map[string]bool{}
	for _, row := range tables {
		known[row.name] = true
	}
	for _, name := range Topics() {
		page, _ := topic(name)
		for _, place := range tablePlace().FindAllStringSubmatch(page, -1) {
			if !known[place[1]] {
				t.Errorf("topics/%s.md: no table is called %q", name, place[1])
			}
		}
	}
}
