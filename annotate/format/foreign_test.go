package format

import (
	"fmt"
	"os"
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
	data, err := os.ReadFile("testdata/foreign.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for l := range strings.Lines(string(data)) {
		if strings.HasPrefix(l, "\t") {
			continue
		}
		out.WriteString(l)
		name, file, _ := strings.Cut(strings.TrimSpace(l), " ")
		f, ok := Find(name)
		if !ok {
			continue
		}
		docs, losses, err := f.Import(Source{Name: "a.json", Data: []byte(strings.ReplaceAll(file, `¶`, "\n")), Articles: []*model.Article{harbourArticle()}})
		if err != nil {
			fmt.Fprintf(&out, "\terror: %v\n", err)
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
				fmt.Fprintf(&line, "\t%s by %q in %q: %s", a.Kind(), d.Annotator, d.Article.Path, where)
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
				fmt.Fprintf(&line, " carries %s\n", strings.ReplaceAll(string(a.Imported), "\n", "¶"))
				lines = append(lines, strings.ReplaceAll(strings.TrimSuffix(line.String(), "\n"), "\n", "¶")+"\n")
			}
		}
		slices.Sort(lines)
		out.WriteString(strings.Join(lines, ""))
		for _, line := range writtenBack(t, f, docs) {
			fmt.Fprintf(&out, "\tback: %s\n", line)
		}
		for _, x := range losses {
			fmt.Fprintf(&out, "\tlost: %s\n", strings.ReplaceAll(x.String(), "\n", "¶"))
		}
	}
	need.Golden(t, "testdata/foreign.txt", out.String(), 0)
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
