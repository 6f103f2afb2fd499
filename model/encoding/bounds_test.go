package encoding

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// intervals are the bytes for which f is true, as "81-9F E0".
func intervals(f func(byte) bool) string {
	var out []string
	for c := 0; c < 256; c++ {
		if !f(byte(c)) {
			continue
		}
		from := c
		for c < 255 && f(byte(c+1)) {
			c++
		}
		if s := fmt.Sprintf("%02X", from); from < c {
			out = append(out, fmt.Sprintf("%s-%02X", s, c))
		} else {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

// The bytes of the encodings of pairs are those of their standards.
func TestTheBytesOfPairs(t *testing.T) {
	for name, c := range map[string]struct{ lead, trail, single, half, whole string }{
		"shift_jis": {"81-9F E0-FC", "40-7E 80-FC", "A1-DF", "82", "81 83 88-97"},
		"euc-jp":    {"A1-FE", "A1-FE", "", "", "A1 A4-A5 B0-CF"},
		"euc-kr":    {"81-FE", "41-FE", "", "A1 B0-C8", ""},
		"big5":      {"81-FE", "40-7E A1-FE", "", "", "A1 A4-C6"},
		"gbk":       {"81-FE", "40-7E 80-FE", "", "A1 A3 B0-D7", ""},
	} {
		for i := range multibytes {
			m := &multibytes[i]
			if m.name != name {
				continue
			}
			single := m.single
			if single == nil {
				single = func(byte) bool { return false }
			}
			from := byte(0xA1)
			if name == "shift_jis" {
				from = 0x9F
			}
			got := []string{intervals(m.lead), intervals(m.trail), intervals(single),
				intervals(func(l byte) bool { return !m.common(l, from-1) && m.common(l, from) }),
				intervals(func(l byte) bool { return m.common(l, from-1) && m.common(l, from) })}
			if want := []string{c.lead, c.trail, c.single, c.half, c.whole}; strings.Join(got, "|") != strings.Join(want, "|") {
				t.Errorf("%s: %q, want %q", name, got, want)
			}
		}
		if !multibyte(name) {
			t.Errorf("%s is no encoding of pairs", name)
		}
	}
	if !multibyte("gb18030") || multibyte("windows-1252") {
		t.Error("GB18030 is one of pairs, Windows-1252 is not")
	}
}

// Characters are told from what an encoding does not have, and from half a pair at the end.
func TestPairsAreWalked(t *testing.T) {
	for _, c := range []struct {
		name, sample string
		bad, all     int
	}{
		{"shift_jis", "a\x82\xa0\xb1b", 0, 2},
		{"shift_jis", "\x82\xa0\x82", 0, 1},
		{"shift_jis", "\x82 \x82\xa0", 1, 2},
		{"shift_jis", "\x80\xa0", 2, 2},
		{"euc-jp", "\xa4\xa2\xa4", 0, 1},
		{"euc-jp", "\xa0\xa4\xa2", 1, 2},
		{"gb18030", "\xb0\xa1\x80", 1, 2},
		{"gbk", "\xb0\xa1\x80", 1, 2},
		{"windows-1252", "\xb0\xa1", 0, 0},
	} {
		if bad, all := invalidPairs(c.name, c.sample); bad != c.bad || all != c.all {
			t.Errorf("%s, %q: %d of %d are invalid, want %d of %d", c.name, c.sample, bad, all, c.bad, c.all)
		}
	}
	for good, want := range map[int]bool{49: true, 48: false} {
		if got := agrees("gbk", strings.Repeat("\xb0\xa1", good)+"\x80"); got != want {
			t.Errorf("one bad pair beside %d: GBK is believed %t", good, got)
		}
	}
}

// Four characters tell an encoding of pairs, if more than four in five are common ones and no
// more than one in fifty is invalid. Japanese has kana, one in eight.
func TestWhenPairsAreRecognised(t *testing.T) {
	s := strings.Repeat
	for _, c := range []struct{ sample, want string }{
		{s("\xd0\xa1", 4), "gbk"},
		{s("\xd0\xa1", 3), ""},
		{s("\xd0\xa1", 9) + "\xf8\xa1", "gbk"},
		{s("\xd0\xa1", 8) + s("\xf8\xa1", 2), ""},
		{s("\xd0\xa1", 49) + "\x80", "gbk"},
		{s("\xd0\xa1", 48) + "\x80", ""},
		{"\xa4\xa2" + s("\xc8\xa1", 7), "euc-jp"},
		{"\xa4\xa2" + s("\xc8\xa1", 8), "euc-kr"},
		{"\xa5\xa2" + s("\xc8\xa1", 7), "euc-kr"},
		{s("\x82\x9f", 2) + s("\x88\xa0", 4) + s("\xe0\xa0", 4), "shift_jis"},
		{"\x82\x9f" + s("\x88\xa0", 4) + s("\xe0\xa0", 3), "shift_jis"},
		{"\x82\x9f" + s("\x88\xa0", 5) + s("\xe0\xa0", 4), ""},
		{"\x82\x9e" + s("\x88\xa0", 4) + s("\xe0\xa0", 3), ""},
		{s("\x88\xa0", 9) + "\xb1", "shift_jis"},
		{s("\x88\xa0", 8) + "\xb1\xb2", ""},
		{s("\xb0\xa1", 10), "euc-kr"},
		{s("\xb0\xa1", 59) + "\xd0\xa1", "euc-kr"}, // what may be either is Korean
		{s("\xb0\xa1", 28) + "\xd0\xa1", "gbk"},
	} {
		if got := guessPairs(c.sample); got != c.want {
			t.Errorf("%q is %q, want %q", c.sample, got, c.want)
		}
	}
}

// Thai: twenty letters, of which one in six is a vowel or a tone in its place.
func TestWhatIsThai(t *testing.T) {
	s := strings.Repeat
	for _, c := range []struct {
		sample string
		want   bool
	}{
		{s("\xa1\xd1", 4) + s("\xa1", 12), true},
		{s("\xa1\xd1", 4) + s("\xa1", 11), false},
		{s("\xa1\xd1", 4) + s("\xa1", 11) + "a", false},
		{s("\xa1\xd1", 4) + s("\xa1", 11) + "\x80", true},
		{s("\xa1\xd1", 4) + s("\xa1", 16), true},
		{s("\xa1\xd1", 4) + s("\xa1", 17), false},
		{" \xd1" + s("\xa1\xd1", 19), true},
		{" \xd1" + s("\xa1\xd1", 18), false},
		{"\xd1" + s("\xa1\xd1", 19), true},
		{s("\xe0\xa1", 19) + "\xa1\xe0", true},
		{s("\xe0\xa1", 18) + "\xa1\xe0", false},
		{s("\xa1\xd4\xe8", 10), true},
	} {
		if got := isThai(c.sample); got != c.want {
			t.Errorf("%q is Thai: %t", c.sample, got)
		}
	}
	for what, c := range map[string]struct {
		f    func(byte) bool
		want string
	}{
		"vowels and tones":    {func(b byte) bool { return isThai(s("\xa1", 20) + s("\xa1"+string([]byte{b})+"\xa1", 20)) }, "D1 D4-DA E0-E4 E7-EE"},
		"what they stand on":  {func(b byte) bool { return isThai(s("\xa1", 20) + s(string([]byte{b})+"\xd1", 20)) }, "A1-CE D1-DA"},
		"what they stand for": {func(b byte) bool { return isThai(s("\xa1", 20) + s("\xe0"+string([]byte{b}), 20)) }, "A1-CE"},
		"what Thai has not":   {func(b byte) bool { return !isThai(s("\xa1\xd1", 40) + string([]byte{b})) }, "DB-DE FC-FF"},
	} {
		if got := intervals(c.f); got != c.want {
			t.Errorf("%s: %s, want %s", what, got, c.want)
		}
	}
}

// Signs that no word holds: those between letters, capitals behind small letters, two
// scripts in a word, boxes, what cannot be shown.
func TestOddSigns(t *testing.T) {
	for text, want := range map[string]float64{
		"abc": 0, "é": 0, "\ufffd": 2, "\u0080": 2, "\u009f": 2, "\u00a0": 0, "a\u00a0b": 1,
		"\u24ff": 0, "\u2500": 1, "\u259f": 1, "\u25a0": 0, "±": 0, "a±": 1, "±a": 1, "A±": 0, "¸a": 1,
		"a’b": 0, "a«b": 1, "a« b": 0, "«b": 0, "1«b": 0, "b«1": 0, "aÉ": 1, "AÉ": 0, "É": 0, "1É": 0,
		"яa": 1, "aя": 1, "яя": 0, "éя": 0.5, "яé": 0.5, "aé": 0, "éa": 0, "1я": 0, "я1": 0, "é é é é aя": 0.2,
	} {
		if got := oddness(text); math.Abs(got-want) > 1e-9 {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	for sample, want := range map[string]bool{"a\xc9 \xe9 \xe9 \xe9 \xe9": false, "a\xc9 \xe9 \xe9 \xe9 \xe9 \xe9": true} {
		if got := lettersFit("windows-1252", sample); got != want {
			t.Errorf("%q fits: %t", sample, got)
		}
	}
	for sample, want := range map[string]bool{"\xe9a": false, "\xe9ab": true, "\xe9az": true, "\xe9AZ": true, "\xe9`{": false, "\xe9@[": false, "\x80\xe9abc": true, "\x80\xe9ab": false} {
		if got := fewMarks(sample); got != want {
			t.Errorf("%q has few marks: %t", sample, got)
		}
	}
}

// Forty bytes before and behind a letter beyond ASCII tell of an encoding, each once, about
// 4 KB of them, without the signs of markup. Ten letters are enough.
func TestWhatTellsOfAnEncoding(t *testing.T) {
	s := strings.Repeat
	lone := s("x", 40) + "\xe9" + s("y", 39)
	for sample, want := range map[string]string{
		"abc":                                 "",
		s("w", 9) + lone + s("z", 9):          lone + " ",
		"\x80":                                "\x80 ",
		"a\xe9" + s("b", 60) + "\xe9c":        "a\xe9" + s("b", 39) + " " + s("b", 21) + "\xe9c ",
		"<a b=\"\xe9\">":                      " a b  \xe9   ",
		s(lone, 4) + s("\xe9", 40*93) + "end": s(lone+" ", 4) + s(s("\xe9", 40)+" ", 92),
	} {
		if got := telling(sample); got != want {
			t.Errorf("%.80q: %q\nwant %q", sample, got, want)
		}
	}
	for word, want := range map[string]bool{"the harb": false, "the harbo": true, "harbourmas": true, "harbourm": false} { // the blank at the end counts
		if got := costOf("windows-1252", word) > 0; got != want {
			t.Errorf("%s tells: %t", word, got)
		}
	}
	if costOf("nonsense", "the harbour") != 0 {
		t.Error("there is no such encoding")
	}
	for page, want := range map[string]string{
		"no tags":                            "no tags",
		"<p>one</p>two<b>three":              "one two three ",
		"<script>var a</script>x":            "x ",
		"<style>b { c }</style>y<i>z</i>":    "y z ",
		"a<script>if (b) c()</script>d<p>e.": "a d e. ",
	} {
		if got := withoutMarkup(page); got != want {
			t.Errorf("%s: %q, want %q", page, got, want)
		}
	}
}

// The first 64 KB decide about a large text if they hold anything but ASCII, else all of it.
func TestWhatOfALargeTextDecides(t *testing.T) {
	a := strings.Repeat("a", SampleSize)
	for what, c := range map[string]struct {
		data string
		want int
	}{
		"small":                 {"\xe9", 1},
		"as large as that":      {a[1:] + "\x80", SampleSize},
		"the last byte":         {a[1:] + "\x80 and more", SampleSize},
		"a byte behind":         {a + "\x80", SampleSize + 1},
		"in the middle":         {"a\x80" + a, SampleSize},
		"ASCII alone":           {a + a, 2 * SampleSize},
		"the first one is high": {"\x80" + a, SampleSize},
	} {
		if got := len(sampleOf(c.data)); got != c.want {
			t.Errorf("%s: %d bytes, want %d", what, got, c.want)
		}
	}
	for what, c := range map[string]struct {
		data string
		want bool
	}{
		"one whole, one broken":       {"é\xff", false},
		"two whole, one broken":       {"éé\xff", true},
		"ASCII and a broken byte":     {"abc\xff", false},
		"a real U+FFFD is whole":      {"\ufffd\ufffd\xc3", true},
		"a letter cut by the edge":    {"é" + a[3:] + "é" + "\xff\xff\xff", true},
		"what is broken behind 64 KB": {"é" + a + "\xff\xff\xff", true},
		"U+0080":                      {"\u0080\u0080\x80", true},
		"a lone byte 0x80 is broken":  {"é\x80", false},
	} {
		if got := looksUTF8(c.data); got != c.want {
			t.Errorf("%s: meant to be UTF-8: %t", what, got)
		}
	}
}

// UTF-16 without its mark: four units, most of which have a zero in one half, or which read
// as letters and are not mostly ASCII.
func TestWhatIsUTF16WithoutItsMark(t *testing.T) {
	s := strings.Repeat
	for _, c := range []struct{ data, want string }{
		{s("a\x00", 4), "little"}, {s("a\x00", 3), ""}, {s("a\x00", 3) + "a", ""},
		{s("\x00a", 4), "big"}, {s("\x00a", 3), ""},
		{s("a\x00", 8) + s("\xe0\xe0", 2), "little"}, {s("a\x00", 7) + s("\xe0\xe0", 3), ""},
		{s("\x00a", 8) + s("\xe0\xe0", 2), "big"}, {s("\x00a", 7) + s("\xe0\xe0", 3), ""},
		{s("a\x00", 4) + s("ab", 6), "little"}, {s("a\x00", 3) + s("ab", 7), ""},
		{s("\x1f\x04", 19) + " \x00", "little"}, {s("\x040", 19) + "\x00 ", "big"}, {s("\x1f\x04", 20), ""},
		{s("\x1f\x04", 400) + " \x00", ""}, {s("\x1f\x04", 255) + " \x00", "little"}, {s("\x1f\x04", 256) + " \x00", ""},
	} {
		got := ""
		if unit := bareUTF16(c.data); unit != nil {
			got = map[uint16]string{1: "little", 256: "big"}[unit("\x01\x00")]
		}
		if got != c.want {
			t.Errorf("%.60q: %q, want %q", c.data, got, c.want)
		}
	}
	for what, c := range map[string]struct {
		f    func(byte) bool
		want string
	}{
		"ASCII text":        {func(b byte) bool { return mostlyASCII(s("a", 8) + "\x01" + string([]byte{b})) }, "09-0A 0D 20-7E"},
		"signs of UTF-16":   {func(b byte) bool { return readsAsText(s("a\x00", 10)+string([]byte{b, 0}), littleEndian) }, "09-0A 0D 20-7E A1 A7 AA-AB B5-B7 BA-BB BF-D6 D8-F6 F8-FF"},
		"twenty to one odd": {func(b byte) bool { return readsAsText(s("a\x00", int(b))+"\x01\x00", littleEndian) }, "13-FF"},
	} {
		if got := intervals(c.f); got != c.want {
			t.Errorf("%s: %s, want %s", what, got, c.want)
		}
	}
	if readsAsText(s("a\x00", 60)+"\x00\xd8b\x00", littleEndian) || readsAsText(s("a\x00", 60)+"\x00\xe0", littleEndian) != true {
		t.Error("half a pair is no text; one private letter in sixty is")
	}
}

// ISO-2022-JP: a switch to Japanese and one back, and no byte beyond ASCII.
func TestWhatIsISO2022JP(t *testing.T) {
	for data, want := range map[string]bool{
		"\x1b$B$\"\x1b(B": true, "a\x1b$@$\"\x1b(J": true, "\x1b$A$\"\x1b(B": false, "\x1b$B$\"": false, "\x1b(B\x1b$B$\"": false,
		"\x1b(B\x1b$": false, "\x1b$": false, "\x1b$B\x1b(": true, "": false, "\x1b$B$\"\x1b(B\x80": false, "\x80\x1b$B$\"\x1b(B": false, "\x1b$B$\"\x1b(B\x7f": true,
	} {
		if got := japaneseEscapes(data); got != want {
			t.Errorf("%q switches to Japanese: %t", data, got)
		}
	}
}

// Letters encoded twice are mended if there are two and the whole text was; a byte for which
// Windows-1252 has no sign stands for itself.
func TestWhatWasEncodedTwice(t *testing.T) {
	for text, want := range map[string]string{
		"Ã©": "", "Ã©Ã©": "éé", "Ã© Ð¶": "é ж", "Ñ\u0081Ñ‚": "ст", "â€œaâ€\u009d": "“a”", "Â°Â°": "°°", "Ã©Ã©Ā": "", "Ã©Ã©Ã": "", "éé": "", "ab": "", "Ã\u00a0Ã¿": "àÿ",
	} {
		got, ok := undouble(text)
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	for r, want := range map[rune]int{'a': 'a', 0x7f: 0x7f, '€': 0x80, 0x80: 0x80, 0x81: 0x81, 0x9d: 0x9d, 0x9f: 0x9f, 'Ÿ': 0x9f, 0xa0: 0xa0, 0xff: 0xff, 0x100: -1, 'ж': -1} {
		c, ok := byteOf(r)
		if got := int(c); ok != (want >= 0) || ok && got != want {
			t.Errorf("%q is byte %#x (%t), want %#x", r, got, ok, want)
		}
	}
}

// What is declared counts in its order; names without an encoding are passed over, and the
// first that is wrong is told.
func TestWhatIsDeclared(t *testing.T) {
	data := encoded(t, "windows-1251", texts["ru"])
	for _, c := range []struct{ declared, notice string }{
		{"windows-1251", ""},
		{"utf-8 windows-1251", ""},
		{"iso-2022-kr", "read as Windows-1251: it is not UTF-8"},
		{"x-user-defined nonsense", "read as Windows-1251: it is not UTF-8"},
		{"UTF-16 utf-8", "read as Windows-1251: it says utf-16, and is not"},
		{"GBK utf-16le", "read as Windows-1251: it says gbk, and is not"},
		{"windows-1252", "read as Windows-1251: it says windows-1252, and is not"},
		{"shift_jis", "read as Windows-1251: it says shift_jis, and is not"},
	} {
		text, notices := Decode(data, strings.Fields(c.declared)...)
		if text != texts["ru"] || strings.Join(notices, "; ") != c.notice {
			t.Errorf("%s: %q %q, want %q", c.declared, text, notices, c.notice)
		}
	}
	for name, want := range map[string]string{"windows-1250": "Windows-1250", "shift_jis": "Shift_JIS", "big5": "Big5", "macintosh": "Mac Roman", "koi8-r": "KOI8-R", "gbk": "GBK"} {
		if got := shown(name); got != want {
			t.Errorf("%s is shown as %s, want %s", name, got, want)
		}
	}
}

// One character in a hundred bytes may be invalid; an encoding must exist.
func TestHowMuchMayBeInvalid(t *testing.T) {
	for letters, want := range map[int]bool{97: true, 96: false} {
		if _, bad, ok := as("gbk", strings.Repeat("a", letters)+"\xff"); ok != want || bad != 1 {
			t.Errorf("%d letters and a bad byte: %t, %d bad", letters, ok, bad)
		}
	}
	if _, _, ok := as("nonsense", "a"); ok {
		t.Error("there is no such encoding")
	}
	if text, bad := fromWindows1252("\x80\x81\x9f\xa0\x7f"); text != "€\ufffdŸ\u00a0\x7f" || bad != 1 {
		t.Errorf("%q, %d bad", text, bad)
	}
}

// A declared encoding that has none of the characters is not believed, though its bytes are
// pairs; nothing that cannot be decoded is likelier than what is declared.
func TestPairsWithoutACharacter(t *testing.T) {
	if _, notices := Decode(strings.Repeat("\xa2\xfe", 10), "euc-kr"); len(notices) == 0 || !strings.Contains(notices[0], "it says euc-kr, and is not") {
		t.Errorf("%q", notices)
	}
	if beats("nonsense", "windows-1252", "le port est ferm\xe9") {
		t.Error("an encoding that does not exist is likelier")
	}
}

// Where little tells, a text is Western.
func TestWhereLittleTellsATextIsWestern(t *testing.T) {
	for data, want := range map[string]string{"the \xcele and went home again in the evening": "Île", "the harbour of \xcele and went home again in the evening": "Île"} {
		if text, _ := Decode(data); !strings.Contains(text, want) {
			t.Errorf("%q is read as %q", data, text)
		}
	}
}

// Short broken texts in each Unicode encoding.
func TestShortBrokenTexts(t *testing.T) {
	for data, want := range map[string]string{
		"éé\xff":                           "éé\ufffd",
		"\xff\xfe=\xd8M\xdc":               "👍",
		"\xff\xfe\x00\x00\x00\x00\x11\x00": "\ufffd",
		"\xff\xfe\x00\x00\x00\xd8\x00\x00": "\ufffd",
	} {
		text, notices := Decode(data)
		if bad := strings.Count(want, "\ufffd"); text != want || len(notices) != bad || bad == 1 && notices[0] != "1 invalid byte replaced" {
			t.Errorf("%q is read as %q %q, want %q", data, text, notices, want)
		}
	}
}

// What could not be decoded is counted for the reader.
func TestWhatCannotBeReadIsTold(t *testing.T) {
	for text, want := range map[string]string{"a": "", "a\ufffd": "1 character cannot be read: \ufffd", "\ufffd\ufffd": "2 characters cannot be read: \ufffd"} {
		if got := Unreadable(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
