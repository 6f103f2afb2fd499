package quotation

import (
	"os"
	"slices"
	"strings"
	"testing"

	"stet/model/source"
)

func TestConventionsOfManyLanguages(t *testing.T) {
	data, err := os.ReadFile("testdata/conventions.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSpace(line), "|")
		a := source.OfText("", strings.ReplaceAll(fields[1], `\n`, "\n"))
		source.Speak(a, fields[0], "")
		var found []string
		for _, q := range Find(a, whole(a), nil) {
			var parts []string
			for _, p := range q.Parts {
				parts = append(parts, a.Slice(p))
			}
			found = append(found, strings.Join(parts, " … "))
		}
		holds := func(words string) bool {
			return slices.ContainsFunc(found, func(q string) bool { return strings.Contains(q, words) })
		}
		if !holds(fields[2]) || len(fields) > 3 && holds(fields[3]) {
			t.Errorf("%s: %s\nfound %q", fields[0], fields[1], found)
		}
		cases++
	}
	if cases < 120 {
		t.Errorf("only %d cases", cases)
	}
}
