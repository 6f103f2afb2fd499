package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A container is recognised by what its database writes, never by a word on a page:
// an ordinary article that speaks of the database is an article.
func TestAnOrdinaryFileIsNoContainer(t *testing.T) {
	page := func(body string) string {
		return "<!doctype html><html><head><title>Harbour to be deepened</title></head><body>" + body + "</body></html>"
	}
	for name, data := range map[string]string{
		"factiva.html":  page(`<article class="article"><h1>Harbour to be deepened</h1><p>Factiva lists 4,000 articles on it.</p></article>`),
		"class.html":    page(`<div class="article"><p class="articleParagraph">Activation of the gates is near, says Factiva.</p></div>`),
		"cells.html":    page(`<div class="article"><p>Factiva</p><table><tr><td>UK</td><td>4</td></tr><tr><td>US</td><td>5</td></tr><tr><td>FR</td><td>6</td></tr></table></div>`),
		"numbered.html": page(`<p>1 of 3 documents</p><p>The harbour is to be deepened, said the mayor.</p>`),
		"europ.html":    page(`<p>The class docPublicationName is one of Europresse.</p>`),
		"numbered.txt":  "1 of 3 documents\n\nThe harbour is to be deepened, said the mayor.\n",
		"from.txt":      "From London to the island it is a day's journey.\n\nThe ferry runs again: it is full.\n",
		"note.txt":      "From here on it is ours.\nRead it twice.\n",
		"proquest.txt":  "ProQuest is a database.\n\nIt has many papers.\n",
		"word.rtf":      `{\rtf1\ansi The harbour is to be deepened.\par End of Document\par}`,
		"list.json":     `{"name": "harbour", "depth": 4}`,
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		if f := Recognise(path); f != nil {
			t.Errorf("%s is taken for %s", name, f.Title)
		}
	}
}

// A mailbox begins with the line before a message, with or without the time.
func TestAMailboxIsKnownByItsFirstLines(t *testing.T) {
	for _, first := range []string{"From ada@island.example Tue Mar  5 08:00:00 2024", "From - Tue Mar 05 08:00:00 2024", "From ada@island.example"} {
		path := filepath.Join(t.TempDir(), "letters.txt")
		data := first + "\nSubject: Harbour\n\nIt is to be deepened.\n"
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		if f := Recognise(path); f == nil || !strings.Contains(f.Name, "mbox") {
			t.Errorf("%q is not taken for a mailbox", first)
		}
	}
}
