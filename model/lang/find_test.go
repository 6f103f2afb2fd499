package lang

import (
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// found is what a Finder finds in a text, by the words in the text.
func found(words, text string) []string {
	var out []string
	for at, n := range NewFinder(FoldWords(words, false), false).All(text) {
		out = append(out, text[at:at+n])
	}
	return out
}

func TestFinderFindsWhateverTheSpelling(t *testing.T) {
	for _, test := range []struct{ words, text, want string }{
		{"zurich", "in ZÜRICH, in Zu\u0308rich and in zurich", "ZÜRICH|Zu\u0308rich|zurich"},
		{"росси", "Росси́я и РОССИЯ", "Росси́|РОССИ"},
		{"two words", "Two\n  Words; two\u00a0words; twowords", "Two\n  Words|two\u00a0words"},
		{"strasse", "STRASSE, Straße, Stra\u00adße", "STRASSE|Straße|Stra\u00adße"},
		{"aa", "aaaaa", "aa|aa"},
		{"o", "Œuvre", "Œ"},
		{"か", "かき がぎ", "か"},
		{"q", "nothing here", ""},
		{"か", "か\u3099 か", "か"}, // a mark that makes another letter
		{"が", "か\u3099 が か", "か\u3099|が"},
		{"ガ", "ｶﾞ ガ ｶ", "ｶﾞ|ガ"},
		{"xが", "xか\u3099 Xが xか", "xか\u3099|Xが"},
		{"がx", "。か\u3099x がx かx", "か\u3099x|がx"},
		{"각", "\u1100\u1161\u11a8 각 가", "\u1100\u1161\u11a8|각"},
		{"z2", "a2 z2 Z2", "z2|Z2"},
		{"é", "e e\u0301 \u0301e", "e|e\u0301|e"},
	} {
		if got := strings.Join(found(test.words, test.text), "|"); got != test.want {
			t.Errorf("%q in %q: %q, want %q", test.words, test.text, got, test.want)
		}
	}
}

// slowly finds words by trying every place, which is what All has to agree with.
func slowly(words, text string, keepCase bool) (list [][2]int) {
	f := NewFinder(words, keepCase)
	for i := 0; i < len(text); {
		n := f.matchAt(text[i:])
		if n > 0 {
			list = append(list, [2]int{i, n})
		} else {
			_, n = utf8.DecodeRuneInString(text[i:])
		}
		i += n
	}
	return list
}

func places(of iter.Seq2[int, int]) (list [][2]int) {
	for at, n := range of {
		list = append(list, [2]int{at, n})
	}
	return list
}

func TestFinderMissesNoPlace(t *testing.T) {
	letters := []string{"a", "A", "e", "é", "e\u0301", "E\u0301", "ß", "s", "S", "ss", " ", "\n", "\u00a0", "x", "œ", "o", "“", "\"", "и", "И", "и\u0301", "か", "が", "か\u3099", "ｶ", "\u00ad", "\xff", "ﬁ", "f", "i", "İ", "1", "١"}
	random := rand.New(rand.NewPCG(1, 2))
	write := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(letters[random.IntN(len(letters))])
		}
		return b.String()
	}
	for range 20_000 {
		text, keepCase := write(40), random.IntN(2) == 0
		words := FoldWords(write(1+random.IntN(3)), keepCase)
		if words == "" {
			continue
		}
		want := slowly(words, text, keepCase)
		if got := places(NewFinder(words, keepCase).All(text)); !slices.Equal(got, want) {
			t.Fatalf("%q in %q: %v, want %v", words, text, got, want)
		}
		_, n := utf8.DecodeRuneInString(words)
		shorter := NewFinder(words[:n], keepCase).All(text)
		if got := places(NewFinder(words, keepCase).Again(text, shorter)); !slices.Equal(got, want) {
			t.Fatalf("%q in %q where %q is: %v, want %v", words, text, words[:n], got, want)
		}
	}
}

func BenchmarkFinder(b *testing.B) {
	english := strings.Repeat("The ministers of the seven countries met on Tuesday, and nobody said “no” to the plan.\n", 12_000)
	russian := strings.Repeat("Министры семи стран встретились во вторник, и никто не сказал «нет» этому плану.\n", 8_000)
	for _, test := range []struct{ name, words, text string }{
		{"rare", "zanzibarquartz", english}, {"common", "t", english}, {"accents", "zürich", english}, {"russian", "росси", russian}, {"latin in russian", "moscow", russian},
	} {
		b.Run(test.name, func(b *testing.B) {
			b.SetBytes(int64(len(test.text)))
			for b.Loop() {
				for range NewFinder(FoldWords(test.words, false), false).All(test.text) {
				}
			}
		})
	}
}
