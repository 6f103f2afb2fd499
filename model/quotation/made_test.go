package quotation

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model"
	"stet/model/mention"
	"stet/model/need"
)

// A maker makes sentences of a language out of parts: a line "KEY: part | part" of
// testdata/made/LANGUAGE.txt. A part names others in braces; those of the key "text" are
// what is made.
type maker struct {
	parts  map[string][]string
	random *rand.Rand
}

func newMaker(t *testing.T, path string) *maker {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m := &maker{parts: map[string][]string{}, random: rand.New(rand.NewPCG(1, 2))}
	for s := bufio.NewScanner(f); s.Scan(); {
		key, list, ok := strings.Cut(s.Text(), ": ")
		if !ok || strings.HasPrefix(key, "#") {
			continue
		}
		for part := range strings.SplitSeq(list, " | ") {
			m.parts[key] = append(m.parts[key], strings.Trim(part, "_"))
		}
	}
	return m
}

// make returns one of the parts of a key, with the parts in it made.
func (m *maker) make(key string) string {
	list := m.parts[key]
	text := list[m.random.IntN(len(list))]
	for {
		from := strings.IndexByte(text, '{')
		if from < 0 {
			return text
		}
		to := from + strings.IndexByte(text[from:], '}')
		text = text[:from] + m.make(text[from+1:to]) + text[to+1:]
	}
}

// article makes an article of a few sentences.
func (m *maker) article(language string) *model.Article {
	var text strings.Builder
	for i := range 3 {
		if i > 0 {
			text.WriteString([]string{" ", " ", "\n\n"}[m.random.IntN(3)])
		}
		s := strings.ReplaceAll(m.make("text"), ",,", ",")
		for k, r := range s {
			if r >= 'a' && r <= 'z' && k == 0 {
				s = strings.ToUpper(s[:1]) + s[1:]
			}
			break
		}
		text.WriteString(s)
	}
	a := article(text.String())
	a.Meta.Language = language
	return a
}

// TestMadeSentencesAreReadAsTheyWere holds what is found in hundreds of articles that are
// made of parts, so that each way of telling who speaks meets each kind of subject, of
// verb and of what is said. A sum notices a change and does not judge it.
func TestMadeSentencesAreReadAsTheyWere(t *testing.T) {
	paths, err := filepath.Glob("testdata/made/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("nothing to make sentences of", err)
	}
	var got []need.Result
	for _, path := range paths {
		language := strings.TrimSuffix(filepath.Base(path), ".txt")
		m := newMaker(t, path)
		articles := 12
		if language == "en" {
			articles = 40
		}
		for group := range 12 {
			var all strings.Builder
			quotes := 0
			for range articles {
				a := m.article(language)
				found := Find(a, whole(a), mention.Find(a, whole(a), nil))
				quotes += len(found)
				fmt.Fprintln(&all, a.Text)
				for i := range found {
					fmt.Fprintln(&all, "   ", inFull(a, &found[i]))
				}
			}
			got = append(got, need.Result{Name: fmt.Sprintf("%s-%d", language, group), About: fmt.Sprintf("%d quotations", quotes), All: all.String()})
		}
	}
	need.Unchanged(t, filepath.Join("testdata", "made.txt"), got)
}
