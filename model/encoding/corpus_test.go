package encoding

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	xencoding "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"

	"stet/model/need"
)

// TestTextsAreDecodedAsTheyWere holds what is made of texts in the encodings of their
// languages, whole, cut and broken, with a right name, a wrong one and none.
func TestTextsAreDecodedAsTheyWere(t *testing.T) {
	folder := need.Corpora(t, "lang/text")
	encodings := map[string]string{"pt": "windows-1252 macintosh", "it": "iso-8859-1", "sv": "windows-1252", "hr": "windows-1250 iso-8859-2"}
	for l, names := range encodingsOf {
		encodings[l] = names
	}
	paths, _ := filepath.Glob(filepath.Join(folder, "*", "*.txt"))
	var got []need.Result
	last := ""
	for _, path := range paths {
		dir := filepath.Base(filepath.Dir(path))
		if dir == last {
			continue // one of each language
		}
		last = dir
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		data = []byte(strings.ToValidUTF8(string(data[:min(1000, len(data))]), ""))
		var all strings.Builder
		for _, name := range append(strings.Fields(encodings[dir]), "utf-8") {
			e, err := htmlindex.Get(name)
			if err != nil {
				t.Fatal(err)
			}
			text, err := xencoding.ReplaceUnsupported(e.NewEncoder()).String(string(data))
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range []string{text, text[:len(text)/3], text[1:], strings.Replace(text, "e", "\xff", 1)} {
				all.WriteString(fmt.Sprintln(Decode(part)))
				all.WriteString(fmt.Sprintln(Decode(part, "windows-1252")))
				all.WriteString(fmt.Sprintln(DecodeMarkup("<p>"+part, "utf-8", name)))
			}
		}
		got = append(got, need.Result{Name: dir + "/" + filepath.Base(path), About: fmt.Sprintf("%d bytes", all.Len()), All: all.String()})
	}
	need.Unchanged(t, filepath.Join("testdata", "decoded.txt"), got)
}
