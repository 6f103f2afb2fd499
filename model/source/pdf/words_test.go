package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stet/model/need"
)

// The words of a PDF are those that pdftotext finds, with the words joined that a
// line's end cuts in both: 99.5 % and more, as multisets.
func TestWordsAreThoseOfPdftotext(t *testing.T) {
	tool := need.Program(t, "pdftotext")
	files, _ := filepath.Glob("../../../../shared/corpora/exports/made/*.pdf")
	if len(files) == 0 {
		need.Skip(t, need.Shared, "../shared/corpora/exports is not there")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Read(data)
		if err != nil {
			continue // refused, as other tests say
		}
		out, err := exec.Command(tool, file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		want, got := count(joined(string(out))), count(joined(words(doc)))
		missing, total := 0, 0
		for w, n := range want {
			total += n
			if d := n - got[w]; d > 0 {
				missing += d
				t.Logf("%s: missing %q %d times", filepath.Base(file), w, d)
			}
		}
		if 1000*missing > 5*total {
			t.Errorf("%s: %d of %d words are missing", filepath.Base(file), missing, total)
		}
	}
}

// joined makes one word of the halves that a line's end cuts, hyphen or not.
func joined(s string) string {
	return strings.ReplaceAll(regexp.MustCompile(`-\s*\n\s*`).ReplaceAllString(s, ""), "-", "")
}

func count(s string) map[string]int {
	n := map[string]int{}
	for _, w := range regexp.MustCompile(`[\pL\pN]+`).FindAllString(s, -1) {
		n[w]++
	}
	return n
}

func words(doc *Document) string {
	var b strings.Builder
	for _, p := range doc.Paragraphs {
		for _, piece := range p.Pieces {
			b.WriteString(piece.Text + "\n")
		}
	}
	return b.String()
}
