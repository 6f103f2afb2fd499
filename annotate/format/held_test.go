package format

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stet/model"
	"stet/model/need"
)

// sum stands for a text in a file that should stay small.
func sum(parts ...string) string {
	s := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(s[:5])
}

// lossLines are losses as they are told.
func lossLines(losses []Loss) string {
	var out []string
	for _, l := range losses {
		out = append(out, l.String())
	}
	return strings.Join(out, "\n")
}

// come says what came of a file: of how many documents and annotations, how much was
// told as lost, and a sum of all that they say.
func come(docs []Document, losses []Loss, err error) string {
	if err != nil {
		return "error: " + err.Error()
	}
	var all []string
	n := 0
	for _, d := range docs {
		n += len(d.Annotations)
		of := ""
		if d.Article != nil {
			of = d.Article.Text + d.Article.Meta.Title + d.Article.Meta.URL
		}
		all = append(all, d.Annotator, of, fmt.Sprint(d.Done, d.Coded.IsZero(), d.Published), canon(d.Annotations, false))
	}
	return fmt.Sprintf("%d in %d, %d lost, %s", n, len(docs), len(losses), sum(append(all, lossLines(losses))...))
}

// memberOf finds a member of an object, or an attribute of an element, with what it says.
var memberOf = regexp.MustCompile(`"[\w@:%/.]+":(?:"(?:[^"\\]|\\.)*"|-?[\d.]+|true|false|null)| [\w:]+="[^"]*"`)

// damaged is a file with one thing wrong: words gone, a line twice, a number or a mark
// changed, what a member says, its end cut off.
func damaged(data []byte, n int) []byte {
	if len(data) == 0 {
		return nil
	}
	rnd := rand.New(rand.NewPCG(uint64(n), 1))
	s := string(data)
	at := func(set string) int {
		var all []int
		for i := range len(s) {
			if strings.IndexByte(set, s[i]) >= 0 {
				all = append(all, i)
			}
		}
		if len(all) == 0 {
			return -1
		}
		return all[rnd.IntN(len(all))]
	}
	replace := func(set, by string) string {
		if i := at(set); i >= 0 {
			return s[:i] + by + s[i+1:]
		}
		return s
	}
	member := func(by func(string) string) string {
		all := memberOf.FindAllStringIndex(s, -1)
		if len(all) == 0 {
			return s
		}
		at := all[rnd.IntN(len(all))]
		return s[:at[0]] + by(s[at[0]:at[1]]) + s[at[1]:]
	}
	value := func(to string) func(string) string {
		return func(said string) string {
			i := strings.IndexAny(said, ":=")
			if said[i] == '=' {
				to = strconv.Quote(strings.Trim(to, `"`))
			}
			return said[:i+1] + to
		}
	}
	switch n % 13 {
	case 8:
		return []byte(member(func(string) string { return `"none":0` }))
	case 9:
		return []byte(member(value("null")))
	case 10:
		return []byte(member(value(`"Q"`)))
	case 11:
		return []byte(member(value("-1")))
	case 12:
		return []byte(member(value("[1]")))
	case 0:
		return []byte(replace("0123456789", "7"))
	case 1:
		return []byte(replace("0123456789", "900"))
	case 2:
		return []byte(replace("\"<>{}[]\t,", ""))
	case 3:
		lines := strings.SplitAfter(s, "\n")
		i := rnd.IntN(len(lines))
		return []byte(strings.Join(slices.Insert(lines, i, lines[i]), ""))
	case 4:
		lines := strings.SplitAfter(s, "\n")
		i := rnd.IntN(len(lines))
		return []byte(strings.Join(slices.Delete(lines, i, i+1), ""))
	case 5:
		return []byte(s[:rnd.IntN(len(s))])
	case 6:
		return []byte(replace("abcdefghijklmnopqrstuvwxyz", "Q"))
	}
	i := rnd.IntN(len(s))
	return []byte(s[:i] + s[min(len(s), i+1+rnd.IntN(12)):])
}

// What each format writes of a small article and of drawn ones, what comes back of that,
// and what is made of files with one thing wrong. A sum that changes says that a file, or
// what is read of it, is another one than before: look at what has changed, and -update.
func TestWhatIsWrittenAndReadIsHeld(t *testing.T) {
	var out strings.Builder
	say := func(format string, values ...any) {
		out.WriteString(strings.ReplaceAll(strings.TrimRight(fmt.Sprintf(format, values...), "\n "), "\n", " ") + "\n")
	}
	second := tram()
	second.Annotator, second.Annotations = "bob", second.Annotations[2:6]
	sets := [][]Document{{tram()}}
	for n := range 12 {
		sets = append(sets, []Document{rapid.Custom(genDocument).Example(n + 1)})
	}
	second.Article = sets[0][0].Article
	sets = append(sets, []Document{sets[0][0], second, sets[1][0]}, []Document{{Article: second.Article, Annotator: "carol", Done: true}})
	for _, f := range exports() {
		for n, docs := range sets {
			var made files
			losses, err := f.Export(made.create, slices.Values(docs), ownKinds...)
			if err != nil {
				t.Fatal(f.Name, err)
			}
			var all []string
			for _, name := range made.names {
				all = append(all, name, made.data[name].String())
			}
			if f.Binary {
				all = nil // it holds when it was made
			}
			say("%s %d: %d lost, %s, %s", f.Name, n, len(losses), sum(all...), sum(lossLines(losses)))
			if !f.Imports() || f.Several && len(docs) > 1 { // of which files an import finds would be chance
				continue
			}
			articles := []*model.Article{docs[0].Article, docs[len(docs)-1].Article}
			read := func(what string, change func([]byte) []byte, articles ...*model.Article) {
				src := made.source(articles...)
				src.Own = ownKinds
				if src.Data = change(src.Data); f.Binary {
					src.Data = repacked(t, made.source().Data, change)
				}
				back, lost, err := f.Import(src)
				say("  %s: %s", what, come(back, lost, err))
			}
			whole := func(data []byte) []byte { return data }
			read("back", whole, articles...)
			read("without the article", whole)
			for k := range 78 {
				if n == 0 || n < 4 && k < 13 {
					read(fmt.Sprint("damaged ", k), func(data []byte) []byte { return damaged(data, k) }, articles...)
				}
			}
		}
	}
	need.Golden(t, "testdata/held.txt", out.String(), 0)
}

// repacked is a project of which the index was changed.
func repacked(t *testing.T, data []byte, change func([]byte) []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f.Name, ".qde") {
			text = change(text)
		}
		part, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		part.Write(text)
	}
	w.Close()
	return out.Bytes()
}
