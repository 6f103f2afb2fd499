package lang

import (
	"strings"
	"testing"
	"unicode"
)

// Each row holds ways of writing what a reader takes for one word.
func TestFoldJoins(t *testing.T) {
	for _, row := range []string{
		"россия Россия РОССИЯ росси́я", "елка ёлка ЁЛКА", "strasse Straße STRASSE STRAẞE", "istanbul İstanbul ISTANBUL ıstanbul",
		"coeur cœur CŒUR", "oedipus œdipus", "encyclopaedia encyclopædia", "elise Élise ÉLISE e\u0301lise", "dang Đặng đang", "dordevic Đorđević",
		"40% ４０% 40％ ٤٠% ४०%", "abc ＡＢＣ ａｂｃ", "ガム ｶﾞﾑ", "テレビ ﾃﾚﾋﾞ", "fi ﬁ", "القاهره القاهرة القاهِرة", "كتاب کتاب كتـاب", "احمد أحمد آحمد",
		"שלום שָׁלוֹם", "ח\"כ ח״כ", "'n ’n ‘n", "한국 한국", "σοφος Σοφός ΣΟΦΌΣ σοφοσ", "lodz Łódź", "smorrebrod Smørrebrød",
	} {
		words := strings.Fields(row)
		for _, w := range words[1:] {
			if Fold(w) != Fold(words[0]) {
				t.Errorf("%s folds to %q, %s to %q", words[0], Fold(words[0]), w, Fold(w))
			}
		}
	}
}

// Each row holds words that a reader keeps apart.
func TestFoldKeepsApart(t *testing.T) {
	for _, row := range []string{"かき がぎ かぎ", "ハ バ パ", "ดี ดุ ดู", "कल कुल काल", "мой мои", "їжа іжа", "กา ก่า", "கல் கால்", "か カ"} {
		seen := map[string]string{}
		for w := range strings.FieldsSeq(row) {
			if other, same := seen[Fold(w)]; same {
				t.Errorf("%s and %s fold to the same", w, other)
			}
			seen[Fold(w)] = w
		}
	}
}

func TestFoldBlanks(t *testing.T) {
	if got := Fold("a\u00a0 \n b\u3000c"); got != "a b c" {
		t.Errorf("got %q", got)
	}
}

// What is folded once stays as it is, whatever the text; and it never stops short.
func FuzzFold(f *testing.F) {
	f.Add("Ünï Ǆ ｶﾞ ﷺ \xff e\u0301")
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if strings.ContainsFunc(once, func(r rune) bool { return r != ' ' && unicode.IsSpace(r) }) {
			t.Errorf("%q keeps white space: %q", s, once)
		}
		for rest := s; rest != ""; {
			_, n := FoldNext(rest, true)
			if n < 1 || n > len(rest) {
				t.Fatalf("%q: a step of %d", rest, n)
			}
			rest = rest[n:]
		}
	})
}

// Lower, IsLower, IsUpper and IsLetter are only faster than the library's: the same for every letter.
func TestLower(t *testing.T) {
	for r := rune(-1); r < 0x3000; r++ {
		if got, want := Lower(r), unicode.ToLower(r); got != want {
			t.Fatalf("%q becomes %q, want %q", r, got, want)
		}
		if IsLower(r) != unicode.IsLower(r) || IsUpper(r) != unicode.IsUpper(r) || IsLetter(r) != unicode.IsLetter(r) {
			t.Fatalf("%q: a letter %t, a small one %t", r, IsLetter(r), IsLower(r))
		}
	}
}

// Text is lowered as the library of Go does it, whatever its letters and broken bytes are.
func TestLowerText(t *testing.T) {
	for _, s := range []string{"", "RIVERTON", "Ärger in Łódź", "МОСКВА и Ёж", "İstanbul ǅ ẞ", "broken \xff\xc3 Ö"} {
		if got, want := LowerText(s), strings.ToLower(s); got != want {
			t.Errorf("LowerText(%q) = %q, want %q", s, got, want)
		}
	}
}
