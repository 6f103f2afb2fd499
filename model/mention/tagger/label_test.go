package tagger

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/lang"
	"stet/model/need"
)

// TestSentencesAreLabelledAsTheyWere holds the tokens of our own sentences, what is known
// of them and what they are labelled as, read once and with what was read before in mind:
// English, German and Spanish with the weights of each. A sum notices a change and does not
// judge it.
func TestSentencesAreLabelledAsTheyWere(t *testing.T) {
	german := lang.Of("de")
	other, err := LoadLanguage(german.Data("names.bin"), Embedded(), german)
	if err != nil {
		t.Fatal(err)
	}
	spanish := lang.Of("es")
	third, err := LoadLanguage(spanish.Data("names.bin"), Embedded(), spanish)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, pattern := range []string{"testdata/forms.txt", "../../../testdata/sentences/*.txt", "../../quotation/testdata/rules/*.txt"} {
		more, _ := filepath.Glob(pattern)
		paths = append(paths, more...)
	}
	if len(paths) < 8 {
		t.Fatal("no sentences")
	}
	var got []need.Result
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []struct {
			language string
			model    *Model
		}{{"en", Embedded()}, {"de", other}, {"es", third}} {
			var all strings.Builder
			var memory Memory
			var text Text
			names := 0
			for line := range strings.Lines(string(data)) {
				line = strings.TrimSpace(strings.TrimPrefix(line, m.language+": "))
				trail := memory.Len()
				m.model.Label(&text, line, nil)
				memory.Note(&text)
				names += tell(&all, &text)
				fmt.Fprintln(&all, memory.Contested(trail))
			}
			for line := range strings.Lines(string(data)) {
				m.model.Label(&text, strings.TrimSpace(line), &memory)
				tell(&all, &text)
			}
			got = append(got, need.Result{Name: filepath.Base(path) + " " + m.language, About: fmt.Sprintf("%d names", names), All: all.String()})
		}
	}
	need.Unchanged(t, filepath.Join("testdata", "labelled.txt"), got)
}

// tell writes all that is known of a text and counts its names.
func tell(b *strings.Builder, t *Text) (names int) {
	for i, token := range t.Tokens {
		fmt.Fprintf(b, "%s %v %t %v %b %b", t.Text[token.Start:token.End], token.Kind, token.Glued, t.Labels[i], t.Flags(i), t.Phrase(i))
		if t.Labels[i].Begins() {
			names++
			end := t.NameEnd(i)
			fmt.Fprintf(b, " to %d, title %d, phrase %d", end, t.TitleLen(i, end), t.PhraseLen(i))
		}
		b.WriteByte('\n')
	}
	return names
}
