package segment

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"stet/model"
	"stet/model/lang"
)

// Between two characters that are taken for ordinary without asking the tables, UAX 29
// has an edge, whatever they are; those at the ends of the ranges with each other too.
func TestOrdinaryCharactersJoinNoNeighbour(t *testing.T) {
	count := func(s string) (n int) {
		for g := graphemes.FromString(s); g.Next(); n++ {
		}
		return n
	}
	var ends []rune
	n := 0
	for r := rune(0); r < 0x20000; r++ {
		if !ordinary(r) {
			continue
		}
		n++
		if s := string([]rune{'a', r, r, 'a'}); count(s) != 4 {
			t.Errorf("%U joins its neighbour", r)
		}
		if !ordinary(r-1) || !ordinary(r+1) {
			ends = append(ends, r)
		}
	}
	for _, a := range ends {
		for _, b := range ends {
			if count(string([]rune{a, b})) != 2 {
				t.Errorf("%U joins %U", a, b)
			}
		}
	}
	if n < 20_000 {
		t.Errorf("only %d are ordinary: the way round the tables is not taken", n)
	}
}

// Which characters begin a cluster for certain, by the scripts of Unicode.
func TestWhatBeginsACluster(t *testing.T) {
	for r := rune(0); r < 0x30000; r++ {
		if s := string(r); beginsCluster(r) && r >= 0x80 {
			g := graphemes.FromString("a" + s)
			if g.First() != "a" {
				t.Errorf("%U begins no cluster after a letter", r)
			}
		}
	}
	for s, want := range map[string]bool{"a": true, "é": true, "я": true, "日": true, "の": true, "ア": true, "\u0301": false, "ー": false, "👍": false, "한": false, "क": false} {
		if got := beginsCluster([]rune(s)[0]); got != want {
			t.Errorf("%q begins a cluster for certain: %t", s, got)
		}
	}
}

// Vowels that are written before their consonant are those of Unicode's property.
func TestVowelsWrittenFirst(t *testing.T) {
	for r := rune(0x0E00); r < 0x0F00; r++ {
		if want := unicode.Is(unicode.Logical_Order_Exception, r); leads(r) != want {
			t.Errorf("%U leads: %t, want %t", r, leads(r), want)
		}
	}
}

// What continues a cluster, what parts words, and what a word sheds at its edges.
func TestTheEdgesOfWords(t *testing.T) {
	for s, want := range map[rune]bool{'\u0300': true, '\u02FF': false, '\u200d': true, '\u200c': false, '\U0001F3FA': false, '\U0001F3FB': true, '\U0001F3FF': true, '\U0001F400': false, '\u093F': true, 'a': false} {
		if extends(s) != want {
			t.Errorf("%U continues a cluster: %t", s, !want)
		}
	}
	for c := rune(0); c < 0x80; c++ {
		if want := !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '$'; outer(c) != want {
			t.Errorf("%q is shed at the edge of a word: %t", c, !want)
		}
		if want := unicode.IsSpace(c) || unicode.IsControl(c) && c != 0x7F || c == '"'; splits(c) != want {
			t.Errorf("%q parts words: %t", c, !want)
		}
	}
	for s, want := range map[rune]bool{'\u0085': true, '\u00a0': true, '\u200b': true, '\u3000': true, '—': true, '―': true, '–': false, '…': true, '“': true, '„': true, '«': true, '’': false, '‐': false} {
		if splits(s) != want {
			t.Errorf("%U parts words: %t", s, !want)
		}
	}
	for s, want := range map[string]bool{"U.N.": true, "U.": false, "U.N": false, "a.b.c.d.e.f.g.h.i.j.k.l.": true, "a.b.c.d.e.f.g.h.i.j.k.l.m.": false, "3.5.": false, "UN.": false, "é.à.": true, "": false, ".": false} {
		if dotted(s) != want {
			t.Errorf("%q is an abbreviation of single letters: %t", s, !want)
		}
	}
}

// Scripts without blanks are those of this list, letter by letter; each has its class.
func TestScriptsWithoutBlanks(t *testing.T) {
	classes := map[string]class{"Han": han, "Hiragana": hiragana, "Katakana": katakana, "Thai": syllabic, "Lao": syllabic, "Khmer": syllabic, "Myanmar": syllabic}
	for name, table := range unicode.Scripts {
		want, dense := classes[name]
		if name == "Common" || name == "Inherited" {
			continue
		}
		if !dense {
			want = spaced
		}
		for _, r := range ends(table) {
			if unicode.IsLetter(r) && (unspaced(r) != dense || classOf(r) != want) {
				t.Errorf("%s: %U is without blanks: %t, class %d, want %d", name, r, unspaced(r), classOf(r), want)
			}
		}
	}
	for r, want := range map[rune]class{'ー': katakana, '゛': katakana, '゜': katakana, '7': spaced, '’': spaced, '-': other, '。': other, '.': other, '·': other} {
		if classOf(r) != want {
			t.Errorf("%q is of class %d, want %d", r, classOf(r), want)
		}
	}
}

// ends are the first and the last characters of the ranges of a table.
func ends(table *unicode.RangeTable) (out []rune) {
	for _, r := range table.R16 {
		out = append(out, rune(r.Lo), rune(r.Hi))
	}
	for _, r := range table.R32 {
		out = append(out, rune(r.Lo), rune(r.Hi))
	}
	return out
}

// The words of scripts without blanks, of Hebrew acronyms, and of elided articles.
func TestWordsOfOtherScripts(t *testing.T) {
	for _, c := range []struct{ lang, want string }{
		{"ja", "[日本][の][首相][は][トランプ][氏][と]"},
		{"ja", "[ドナルド・トランプ][氏]"},
		{"zh", "[北京][大学][生]"},
		{"ja", "[東京]。[雨]"},
		{"ja", "[コーヒー][2]"},
		{"he", "[צה\"ל] [אמר]"},
		{"he", "[אמר] \"[כן]\" [לו]"},
		{"fr", "[l’][État] [et] [qu’][il]"},
		{"de", "[Russland]-- [und]"},
	} {
		text, _ := unmark(c.want)
		got := slices.Collect(WordsIn(lang.Of(c.lang), text, model.Range{End: model.Pos(len(text))}))
		if s := mark(text, got...); s != c.want {
			t.Logf("%s:\n got %s\nwant %s", c.lang, s, c.want)
			t.Fail()
		}
	}
	// Thai is cut before a vowel that is written first, once there are six characters.
	thai := "นายกรัฐมนตรีกล่าวเมื่อวานนี้"
	var cuts []string
	for r := range WordsIn(lang.Of("th"), thai, model.Range{End: model.Pos(len(thai))}) {
		cuts = append(cuts, thai[r.Start:r.End])
	}
	if s := strings.Join(cuts, "|"); strings.Join(cuts, "") != thai || len(cuts) < 2 || !strings.Contains(s, "|เ") {
		t.Errorf("Thai: %s", s)
	}
}

// Where a stretch ends: at marks that end one, not at those within a number or a word.
func TestWhereAStretchEnds(t *testing.T) {
	for in, want := range map[string]string{
		"some 1,000 came, then left": "[some 1,000 came], [then left]",
		"at 2:30: the talks":         "[at 2:30]: [the talks]",
		"a half – then more":         "[a half] – [then more]",
		"the 2019–2020 season":       "[the 2019–2020 season]",
		"well-known - and so":        "[well-known] - [and so]",
		"one--two":                   "[one]--[two]",
		"the ministers’ words, ‘no’": "[the ministers’ words], ‘[no]’",
		"James’s hat":                "[James’s hat]",
		"he said that it pays":       "[he said] that [it pays]",
		"see if so":                  "[see] if [so]",
		"a whatif test":              "[a whatif test]",
		"it is “so;good” (not)":      "[it is] “[so];[good]” ([not])",
		"it cost 3.5 million. No":    "[it cost 3.5 million]. [No]",
		"彼は言った、雨だ。":                  "[彼は言った]、[雨だ]。",
	} {
		a := article(in)
		if got := mark(in, slices.Collect(Stretch.In(a, &a.Blocks[0]))...); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}
