package anchor

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// What an editor changed is said in whole words, without the blanks beside them.
func TestWhatAnEditorChanged(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"nothing", "Doe spoke.", "Doe spoke.", ""},
		{"lines are broken anew", "Doe spoke at noon.", "Doe\nspoke  at\tnoon.", ""},
		{"a word", "Doe spoke at noon.", "Doe spoke at nine.", "13-17 noon > 13-17 nine"},
		{"a word at the beginning", "Doe spoke at noon.", "Khan spoke at noon.", "0-3 Doe > 0-4 Khan"},
		{"a word at the end", "Doe spoke at noon", "Doe spoke at noon today", "17-17  > 18-23 today"},
		{"a word deleted", "Doe spoke loudly at noon.", "Doe spoke at noon.", "10-16 loudly > 10-10 "},
		{"a sentence inserted", "It rained. Khan slept.", "It rained. Doe left. Khan slept.", "10-10  > 11-20 Doe left."},
		{"a sentence deleted", "It rained. Doe left. Khan slept.", "It rained. Khan slept.", "11-20 Doe left. > 10-10 "},
		{"everything", "Doe spoke.", "Rain", "0-10 Doe spoke. > 0-4 Rain"},
		{"a text from nothing", "", " Rain fell. ", "0-0  > 1-11 Rain fell."},
		{"two places", "Doe spoke at noon in the hall.", "Khan spoke at noon in the yard.", "0-3 Doe > 0-4 Khan; 25-29 hall > 26-30 yard"},
	} {
		var got []string
		for _, ch := range Changes(c.old, c.new) {
			if ch.Old.Start == ch.Old.End { // where nothing was, only the place counts
				ch.Old.End = ch.Old.Start
			}
			got = append(got, fmt.Sprintf("%d-%d %s > %d-%d %s", ch.Old.Start, ch.Old.End, c.old[ch.Old.Start:ch.Old.End], ch.New.Start, ch.New.End, c.new[ch.New.Start:ch.New.End]))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, s, c.want)
		}
	}
}

// Putting the changes into the old text makes the new one, but for white space; no
// change begins or ends with a blank, and they come in order.
func TestChangesMakeTheNewText(t *testing.T) {
	text := rapid.Custom(func(t *rapid.T) string {
		ws := rapid.SliceOfN(rapid.SampledFrom([]string{"Doe", "said", "the", "tram", "“", "é", ",", ".\n\n", ". ", "  "}), 0, 30).Draw(t, "words")
		return strings.Join(ws, rapid.SampledFrom([]string{" ", ""}).Draw(t, "sep"))
	})
	rapid.Check(t, func(t *rapid.T) {
		old, new := text.Draw(t, "old"), text.Draw(t, "new")
		var b strings.Builder
		at := 0
		for _, c := range Changes(old, new) {
			if int(c.Old.Start) < at {
				t.Fatalf("%v begins before %d", c, at)
			}
			for _, s := range []string{old[c.Old.Start:c.Old.End], new[c.New.Start:c.New.End]} {
				if s != strings.TrimSpace(s) {
					t.Fatalf("%q has blanks at its edges", s)
				}
			}
			b.WriteString(old[at:c.Old.Start])
			b.WriteString(new[c.New.Start:c.New.End])
			at = int(c.Old.End)
		}
		b.WriteString(old[at:])
		squeeze := func(s string) string {
			return strings.Map(func(r rune) rune {
				if unicode.IsSpace(r) {
					return -1
				}
				return r
			}, s)
		}
		if squeeze(b.String()) != squeeze(new) {
			t.Fatalf("%q and its changes make %q, not %q", old, b.String(), new)
		}
	})
}

// A token is a word or a sign: letters, digits and marks of any script make words,
// white space parts them and is no change.
func TestWordsAndSigns(t *testing.T) {
	for text, want := range map[string]string{
		"az AZ 09 _":   "az|AZ|09|_",
		"a`b{c":        "a|`|b|{|c",
		"A@B[C":        "A|@|B|[|C",
		"1/2:3":        "1|/|2|:|3",
		"Doe, 42 km":   "Doe|,|42|km",
		"e\u0301a हिं": "e\u0301a|हिं",
		"a\u00a0b":     "a|b",
		"٣٤ tram":      "٣٤|tram",
		"👍🏽":           "👍|🏽",
		"one\ttwo\r\n": "one|two",
		"":             "",
	} {
		var got []string
		for _, tok := range tokenize(text, 0, len(text)) {
			got = append(got, tok.of(text))
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: %s, want %s", text, s, want)
		}
	}
	// A stretch has the words that are in it, in the offsets of the whole text.
	if got := tokenize("Doe said it.", 4, 11); !slices.Equal(got, []token{{4, 8}, {9, 11}}) {
		t.Errorf("the middle of a text: %v", got)
	}
}
