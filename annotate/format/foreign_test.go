package format

import (
	"fmt"
	"os"
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
		for _, d := range docs {
			for _, a := range d.Annotations {
				where := a.Target.Quote.Exact + " " + a.Target.State.String()
				if a.Target.Whole {
					where = "article"
				}
				fmt.Fprintf(&out, "\t%s by %q in %q: %s", a.Kind(), d.Annotator, d.Article.Path, where)
				for _, c := range columnsFor(a) {
					if v := c.get(a); v != "" && !c.refers && !strings.Contains("id kind quote prefix suffix start end state", c.name) {
						fmt.Fprintf(&out, " %s=%s", c.name, strings.ReplaceAll(v, "\n", "¶"))
					}
				}
				fmt.Fprintf(&out, " carried=%d\n", len(a.Imported))
			}
		}
		for _, x := range losses {
			fmt.Fprintf(&out, "\tlost: %s\n", strings.ReplaceAll(x.String(), "\n", "¶"))
		}
	}
	need.Golden(t, "testdata/foreign.txt", out.String(), 0)
}
