package format

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stet/model"
	"stet/model/need"
)

// What is made of what other tools write, one file a line: testdata/foreign.txt has under
// each what it becomes, and what of it is told as lost. -update writes it.
func TestWhatForeignFilesBecome(t *testing.T) {
	need.Under(t, "testdata/foreign.txt", func(l string, say func(string, ...any)) {
		name, file, _ := strings.Cut(strings.TrimSpace(l), " ")
		f, ok := Find(name)
		if !ok {
			t.Fatalf("no format %s", name)
		}
		docs, losses, err := f.Import(Source{Name: "a.json", Data: []byte(strings.ReplaceAll(file, `¶`, "\n")), Articles: []*model.Article{harbourArticle()}})
		if err != nil {
			say("error: %v", err)
		}
		words := map[string]string{}
		for _, d := range docs {
			for _, a := range d.Annotations {
				words[a.ID] = fmt.Sprintf("%q", a.Kind()+" "+a.Target.Quote.Exact)
			}
		}
		var lines []string // of one place they are in the order of their new IDs, which is another each time
		for _, d := range docs {
			for _, a := range d.Annotations {
				var line strings.Builder
				where := a.Target.Quote.Exact + " " + a.Target.State.String()
				if a.Target.Whole {
					where = "article"
				}
				fmt.Fprintf(&line, "%s by %q in %q: %s", a.Kind(), d.Annotator, d.Article.Path, where)
				for _, c := range columnsFor(a) {
					v := c.get(a)
					if c.refers {
						v = orElse(words[v], v)
					}
					if v != "" && !strings.Contains("id kind quote prefix suffix start end state", c.name) {
						fmt.Fprintf(&line, " %s=%s", c.name, strings.ReplaceAll(v, "\n", "¶"))
					}
				}
				for _, pl := range a.Body.Places() {
					fmt.Fprintf(&line, " [%s %s]", pl.Quote.Exact, pl.State)
				}
				fmt.Fprintf(&line, " carries %s", strings.ReplaceAll(string(a.Imported), "\n", "¶"))
				lines = append(lines, strings.ReplaceAll(line.String(), "\n", "¶"))
			}
		}
		slices.Sort(lines)
		for _, line := range lines {
			say("%s", line)
		}
		for _, line := range writtenBack(t, f, docs) {
			say("back: %s", line)
		}
		for _, x := range losses {
			say("lost: %s", strings.ReplaceAll(x.String(), "\n", "¶"))
		}
	})
}

var anyUUID = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[57][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`)

// writtenBack is what an export in the same format makes of annotations of which nothing
// was changed, line by line; new IDs, and so the order of what is in one place, are
// another each time.
func writtenBack(t *testing.T, f Format, docs []Document) []string {
	t.Helper()
	if len(docs) == 0 || !slices.Contains([]string{"w3c", "hypothesis", "brat", "uima-json"}, f.Name) {
		return nil
	}
	var made files
	losses, err := f.Export(made.create, slices.Values(docs))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, name := range made.names {
		if strings.HasSuffix(name, ".txt") {
			continue
		}
		text := made.data[name].String()
		if strings.HasSuffix(name, "json") {
			text = strings.ReplaceAll(text, `},{"`, "},\n{\"")
		}
		for line := range strings.SplitSeq(text, "\n") {
			if line = anyUUID.ReplaceAllString(strings.Trim(line, ","), "_"); strings.TrimSpace(line) != "" {
				all = append(all, strings.ReplaceAll(line, "\r", "¶"))
			}
		}
	}
	for _, l := range losses {
		l.ID = ""
		all = append(all, "lost: "+l.String())
	}
	slices.Sort(all)
	return all
}
