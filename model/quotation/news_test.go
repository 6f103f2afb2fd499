package quotation

import (
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/model"
	"stet/model/mention"
	"stet/model/need"
)

// TestNewsIsReadAsItWas holds the names and the quotations of 380 articles and essays
// in 18 languages.
func TestNewsIsReadAsItWas(t *testing.T) {
	texts := news(t)
	var got []need.Result
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		a := texts[name]
		names := mention.Find(a, whole(a), nil)
		var all strings.Builder
		for _, m := range names.Mentions {
			fmt.Fprintf(&all, "%d–%d %s %s\n", m.Range.Start, m.Range.End, m.Type, entityOf(names, m))
		}
		quotes := Find(a, whole(a), names)
		for i := range quotes {
			fmt.Fprintln(&all, quotes[i].Cover(), inFull(a, &quotes[i]))
		}
		got = append(got, need.Result{Name: name, About: fmt.Sprintf("%d names, %d quotations", len(names.Mentions), len(quotes)), All: all.String()})
	}
	need.Unchanged(t, filepath.Join("testdata", "news.txt"), got)
}

func entityOf(f *mention.Found, m mention.Mention) string {
	if m.Entity < 0 {
		return ""
	}
	return f.Entities[m.Entity].Name
}

// news are the texts that were collected beside the module, by name.
func news(t *testing.T) map[string]*model.Article {
	t.Helper()
	folder := need.Corpora(t, "")
	texts := map[string]*model.Article{}
	add := func(name, language, text string) {
		texts[name] = article(strings.ReplaceAll(text, "\r", ""))
		texts[name].Meta.Language = language
	}
	for _, year := range []string{"wn2019", "wn2020"} {
		f, err := os.Open(filepath.Join(folder, "wikinews", year+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		text := slices.Index(rows[0], "text")
		for i, row := range rows[1:] {
			add(fmt.Sprintf("%s/%d", year, i+1), "en", row[text])
		}
	}
	for pattern, language := range map[string]string{"opinion/*.txt": "en", "lang/text/*/*.txt": ""} {
		paths, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			dir := filepath.Base(filepath.Dir(path))
			in := language
			if in == "" {
				in = dir
			}
			add(dir+"/"+filepath.Base(path), in, string(data))
		}
	}
	return texts
}
