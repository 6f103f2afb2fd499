package lang

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

// The facts of a language come from its files. Compressed files are read, and broken ones
// ignored.
func TestWhatTheFilesOfALanguageSay(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte("weights"))
	z.Close()
	set, err := Load(fstest.MapFS{
		"qz/language.txt": {Data: []byte("\n  # a remark\nname: Zulmak\nnative: zulmak\nscript: Latin Cyrillic\nmarks: ‹›\ndash: — –\nelision: z qu\nkin: yy\nnear: xx\ncapitals: nouns\ngenitive: es\nfinds: names, claims and stances\n")},
		"qz/plain.txt":    {Data: []byte("one # two\n\n  # three\n four \n")},
		"qz/packed.bin":   {Data: packed.Bytes()},
		"qz/broken.bin":   {Data: []byte("\x1f\x8bno")},
		"qz/cut.bin":      {Data: packed.Bytes()[:packed.Len()-9]},
		"qz/page.txt":     {Data: []byte("by: zul;  zul  eth ; VORN, migra\n")},
		"xx/language.txt": {Data: []byte("name: Xan\nscript: Latin\ncapitals: all\n")},
		"xx/says.txt":     {Data: []byte("verb dosh\n")},
		"xx/names.bin":    {Data: []byte("w")},
		"yy/language.txt": {Data: []byte("name: Yor\nscript: Latin\n")},
		"file.txt":        {Data: []byte("no folder")},
	})
	if err != nil {
		t.Fatal(err)
	}
	l := set.Of("qz")
	if l.Native != "zulmak" || strings.Join(l.Dashes, "") != "—–" || strings.Join(l.Elided, " ") != "z qu" || strings.Join(l.Scripts, " ") != "Latin Cyrillic" ||
		strings.Join(l.Kin, "") != "yy" || strings.Join(l.Near, "") != "xx" || !l.Capitals || l.Genitive != "es" || l.Ordinal || set.Of("xx").Capitals {
		t.Errorf("read as %+v", l)
	}
	for file, want := range map[string]string{"packed.bin": "weights", "broken.bin": "", "cut.bin": "", "none.bin": ""} {
		if got := l.Data(file); got != want {
			t.Errorf("%s holds %q, want %q", file, got, want)
		}
	}
	if !set.Of("xx").vocabulary()["dosh"] || set.Of("xx").vocabulary()["verb"] || len(l.vocabulary()) != 0 {
		t.Errorf("the words are %v", set.Of("xx").vocabulary())
	}
	if got := strings.Join(l.List("plain.txt"), "|"); got != "one|four" || (*Language)(nil).List("plain.txt") != nil || (*Language)(nil).Data("plain.txt") != "" {
		t.Errorf("the lines are %q", got)
	}
	for _, c := range []struct {
		tag   string
		finds string
	}{
		{"qz", "quotes, names, claims and stances are found; speakers are not looked for"},
		{"xx", "quotes, names and speakers are found; claims and stances are not looked for"},
		{"yy", "quotes are found by their marks only; names, speakers, claims and stances are not looked for"},
		{"zz", "quotes are found by their marks only; names, speakers, claims and stances are not looked for"},
	} {
		if got := Limits(set.Of(c.tag)); got != c.finds {
			t.Errorf("%s: %s, want %s", c.tag, got, c.finds)
		}
	}
	want := "| language | quotes | names | speakers | claims and stances |\n|---|---|---|---|---|\n| Zulmak (qz) | yes | yes | – | yes |\n| Xan (xx) | yes | yes | yes | – |\n| Yor | yes | – | – | – |\n"
	if got := set.Table(); got != want {
		t.Errorf("the table is\n%s\nwant\n%s", got, want)
	}
	phrases := set.phrases()
	for phrase, known := range map[string]bool{"zul": true, "zul eth": true, "vorn migra": true, "eth": false, "vorn": false} {
		if _, is := phrases.roles[phrase]; is != known {
			t.Errorf("%q is a phrase: %t", phrase, is)
		}
	}
	for word, n := range map[string]int{"zul": 0, "z'ul": 2, "z’ul": 4, "Qu’il": 5, "’ul": 0, "x'ul": 0, "z": 0} {
		if got := l.ElidedLen(word); got != n {
			t.Errorf("%s: %d bytes are elided, want %d", word, got, n)
		}
	}
	if set.Of("yy").ElidedLen("z'ul") != 0 || (*Language)(nil).ElidedLen("z'ul") != 0 {
		t.Error("a language without elision elides")
	}
}

// Of the phrases of a page the longest counts, in any language, from the first word on.
func TestPhrasesOfPages(t *testing.T) {
	for _, c := range []struct {
		role Role
		text string
		n    int
	}{
		{By, "By Jane Doe", 1}, {By, "Jane by Doe", 0}, {By, "", 0}, {By, "Von Anna Lind", 1}, {Dated, "Published on Monday", 2}, {Dated, "Published Monday", 1},
		{More, "Read more: the ferry", 2}, {More, "Read the ferry", 0}, {Rights, "All rights reserved.", 3}, {Rights, "All rights", 0}, {Rights, "Herald", 0}, {By, "All rights reserved", 0},
	} {
		if got := Phrase(c.role, Words(c.text)); got != c.n {
			t.Errorf("%s: %q begins with a phrase of %d words, want %d", c.role, c.text, got, c.n)
		}
	}
	for text, want := range map[string]bool{"The Herald. All rights reserved": true, "All the rights reserved": false, "": false} {
		if HasPhrase(Rights, Words(text)) != want {
			t.Errorf("%q speaks of rights: %t", text, !want)
		}
	}
	for text, want := range map[string]string{"“Read’s more,” — No. 7: ©Herald!": "read's|more|no|7|©herald", "日本：語": "日本|語", " \n": "", "…": ""} {
		if got := strings.Join(Words(text), "|"); got != want {
			t.Errorf("%q has the words %s, want %s", text, got, want)
		}
	}
	if _, ok := Month(strings.Repeat("a", 33)+" march", "en"); ok {
		t.Error("a line is no month")
	}
}

// The cost of a text in the language that fits it best tells natural language from random
// letters; only the beginning of a long text is read.
func TestWhatATextCosts(t *testing.T) {
	const german = "Der Hafen bleibt geschlossen, bis der Sturm vorbei ist, sagte die Bürgermeisterin gestern."
	bits, letters := Cost(german)
	if letters < 50 || letters > len(german) || bits <= 0 || bits > 5 {
		t.Errorf("German costs %.2f bits for each of %d letters", bits, letters)
	}
	if worse, _ := Cost("Qzx vkw jjq xxz qpl wvz kkq zzx jvq"); worse < bits+2 {
		t.Errorf("no language costs %.2f bits, German %.2f", worse, bits)
	}
	for _, text := range []string{"", "1933 · 12"} {
		if bits, letters := Cost(text); bits != 0 || letters != 0 {
			t.Errorf("%q costs %.2f bits for each of %d letters", text, bits, letters)
		}
	}
	long := strings.Repeat(german+" ", 60)
	a, n := Cost(long[:SampleSize])
	if b, m := Cost(long[:SampleSize] + strings.Repeat("港", 3000)); a != b || n != m {
		t.Errorf("what is behind %d bytes counts: %.2f, %d and %.2f, %d", SampleSize, a, n, b, m)
	}
}

// Words without a capital tell of a language; their letters are counted.
func TestWordsWithoutACapitalAreGathered(t *testing.T) {
	for text, c := range map[string]struct {
		want    string
		letters int
	}{
		"the Ferry sails":      {"the sails ", 8},
		"Ferry":                {" ", 0},
		"der Fluß Über\nnacht": {"der\nnacht ", 8},
		"x2y [{@`a A Z aZ za":  {"x2y [{@`a za ", 5},
		"порт Порт é":          {"порт é ", 5},
	} {
		var s sampler
		s.addPlain(text)
		if s.String() != c.want || s.letters != c.letters {
			t.Errorf("%q: %q with %d letters, want %q with %d", text, s.String(), s.letters, c.want, c.letters)
		}
	}
	for n, want := range map[int]int{119: 1, 120: 1, 121: 2, 160: 2} {
		if got := len(piecesOf(strings.Repeat("a", n))); got != want {
			t.Errorf("%d bytes are cut into %d pieces, want %d", n, got, want)
		}
	}
	for _, letter := range []string{"é", "港", "👍"} {
		for shift := range 4 {
			text := strings.Repeat("a", shift) + strings.Repeat(letter, 70)
			for _, p := range piecesOf(text) {
				if !utf8.ValidString(p) {
					t.Errorf("%q behind %d letters is cut within a letter", letter, shift)
				}
			}
		}
	}
	// From eight pieces on a text is read in turn from its whole length.
	word := func(i int) string { return strings.Repeat(string(rune('A'+i)), 39) + " " }
	for n, whole := range map[int]bool{9: true, 10: false} { // the last piece is longer
		var text strings.Builder
		for i := range n {
			text.WriteString(word(i))
		}
		if got := sampleOf(text.String()); (got == text.String()+" ") != whole {
			t.Errorf("%d words are read in their order: %t (%d pieces)", n, !whole, len(piecesOf(text.String())))
		}
	}
}

// What is joined with the letter before it: marks, half-width voicing, the vowels and tails
// of Hangul; a letter has so many marks and no more.
func TestWhatIsJoinedWithALetter(t *testing.T) {
	for r, want := range map[rune]bool{0x2ff: false, 0x300: true, 0x36f: true, 0x115f: false, 0x1160: true, 0x11ff: true, 0x1200: false, 0xff9d: false, 0xff9e: true, 0xff9f: true, 0xffa0: false, 'a': false, 0x93e: true} {
		if combines(r) != want {
			t.Errorf("%U is joined: %t", r, !want)
		}
	}
	if _, n := FoldNext("e"+strings.Repeat("\u0301", 40)+"x", false); n != maxCluster+1 {
		t.Errorf("a letter with 40 marks takes %d bytes at once", n)
	}
	for r := rune(1); r < 0x1200; r++ {
		if r >= 0xd800 && r < 0xe000 {
			continue
		}
		kept, _ := FoldNext(string(r), true)
		lower, _ := FoldNext(string(r), false)
		if want := foldAnew(r); kept != want || lower != strings.ToLower(want) {
			t.Fatalf("%U folds to %q and %q, want %q", r, kept, lower, want)
		}
	}
	for text, want := range map[string]string{"a é b": "a e b", "a \u200d b": "a b", "a\u200d b": "a b", "  a": " a", "é  é": "e e", "\u00a0é\t": " e "} {
		if got := Fold(text); got != want {
			t.Errorf("%q folds to %q, want %q", text, got, want)
		}
	}
}

// Letters are counted by their script, ASCII ones as Latin.
func TestLettersAreCountedByScript(t *testing.T) {
	count, total := scriptsOf("az AZ @[`{ 09 é я港ท")
	if count["Latin"] != 5 || count["Cyrillic"] != 1 || count["Han"] != 1 || count["Thai"] != 1 || total != 8 {
		t.Errorf("%v of %d", count, total)
	}
	for words, want := range map[string]string{"  Zürich \n": "zurich", "\u00a0a  b\t": "a b", "": ""} {
		if got := FoldWords(words, false); got != want {
			t.Errorf("%q is looked for as %q, want %q", words, got, want)
		}
		if got := FoldWords(words, true); !strings.EqualFold(got, want) || strings.HasPrefix(got, " ") {
			t.Errorf("%q is looked for as %q, with its capitals", words, got)
		}
	}
}

// A profile holds each run of letters that was seen, runs of five from the second time on,
// and what a letter of the other half costs.
func TestWhatAProfileHolds(t *testing.T) {
	for text, c := range map[string]struct{ usual, short, long int }{
		"ab ab\nab ab\n":      {45, 13, 9},
		"abcabcabc\nabcabc\n": {20, 17, 10},
		"":                    {0, 1, 1},
	} {
		files := NewProfile([]string{text})
		usual, short, long := int(files[shortFile][0]), (len(files[shortFile])-1)/slotSize, len(files[longFile])/slotSize
		if usual != c.usual || short != c.short || long != c.long {
			t.Errorf("%q: %d sixteenths, %d and %d slots, want %+v", text, usual, short, long, c)
		}
	}
}
