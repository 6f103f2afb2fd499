package manual

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// Help and the README are written for people who read English fast, not well. These
// tests measure what can be measured of that.

// riddles are phrases that a reader has to read twice; what to write instead is
// beside them.
var riddles = []struct{ phrase, instead string }{
	{"there is none", "name what is missing"},
	{"there are none", "name what is missing"},
	{"of ours", "our"},
	{"one's own", "your own"},
	{"one’s own", "your own"},
	{"what is kept", "annotations"},
	{"what was kept", "annotations"},
	{"what is said of", "name it: annotation, suggestion, selector"},
	{"what is said for", "flags, variables"},
	{"what was found", "suggestions"},
	{"what is found", "suggestions"},
	{"that is none", "say what it is instead"},
	{"something to work on", "FILE"},
	{" stands ", "is"},
	{" stand ", "are"},
	{"a row a line", "one row per line"},
	{"a line each", "one per line"},
	{"parted by", "separated by"},
	{"goes by", "uses, depends on"},
}

// pages are the topics and the README, each without tables, code and links.
func pages(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, name := range Topics() {
		page, _ := topic(name)
		out["topics/"+name+".md"] = page
	}
	readme, err := os.ReadFile(filepath.Join("..", "..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	out["README.md"] = string(readme)
	return out
}

func TestHelpAsksNoRiddles(t *testing.T) {
	for name, page := range pages(t) {
		for i, line := range strings.Split(page, "\n") {
			for _, r := range riddles {
				if strings.Contains(" "+strings.ToLower(line)+" ", r.phrase) {
					t.Errorf("%s:%d: %q; write: %s", name, i+1, strings.TrimSpace(r.phrase), r.instead)
				}
			}
		}
	}
}

var (
	notProse = regexp.MustCompile("(?s)```.*?```|<!--.*?-->|!\\[[^\\]]*\\]\\([^)]*\\)")
	linked   = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	codeWord = regexp.MustCompile("`[^`]*`")
	sentence = regexp.MustCompile(`[.!?:;](\s|$)`)
	vowels   = regexp.MustCompile(`[aeiouy]+`)
)

// prose is the running text of a page, a paragraph or an item per line. What is set
// in code counts as one short word, because that is how it is read.
func prose(page string) string {
	page = linked.ReplaceAllString(notProse.ReplaceAllString(page, ""), "$1")
	var lines []string
	for _, line := range strings.Split(page, "\n") {
		switch {
		case strings.HasPrefix(line, "    "), strings.HasPrefix(line, "|"), strings.HasPrefix(line, "#"):
			line = ""
		}
		lines = append(lines, codeWord.ReplaceAllString(line, "it"))
	}
	return strings.Join(lines, "\n")
}

// readingEase is the Flesch reading ease of a text: 206.835 − 1.015 words per
// sentence − 84.6 syllables per word (Flesch 1948). Syllables are runs of vowels, a
// final e left out.
func readingEase(text string) float64 {
	words, syllables := 0, 0
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		words++
		n := len(vowels.FindAllString(w, -1))
		if strings.HasSuffix(w, "e") && !strings.HasSuffix(w, "le") && n > 1 {
			n--
		}
		syllables += max(n, 1)
	}
	ends := 0
	for _, paragraph := range strings.Split(text, "\n\n") {
		if strings.TrimSpace(paragraph) != "" {
			ends += max(len(sentence.FindAllString(paragraph, -1)), 1)
		}
	}
	return 206.835 - 1.015*float64(words)/float64(max(ends, 1)) - 84.6*float64(syllables)/float64(max(words, 1))
}

// An easy sentence scores high and a heavy one low, as in Flesch's own scale.
func TestReadingEase(t *testing.T) {
	easy, heavy := readingEase("The cat sat on the mat. It was warm."), readingEase("Interoperability considerations necessitate comprehensive documentation.")
	if easy < 90 || heavy > 20 {
		t.Errorf("easy %.0f, heavy %.0f", easy, heavy)
	}
}

// Together, help and README have a reading ease of at least 60: plain English.
func TestHelpIsPlainEnglish(t *testing.T) {
	var all strings.Builder
	for name, page := range pages(t) {
		if name == "topics/credits.md" { // a list of names and licences
			continue
		}
		text := prose(page)
		all.WriteString(text + "\n\n")
		t.Logf("%5.1f  %s", readingEase(text), name)
	}
	if ease := readingEase(all.String()); ease < 60 {
		t.Errorf("the reading ease of help is %.1f, want 60", ease)
	} else {
		t.Logf("%5.1f  all", ease)
	}
}
