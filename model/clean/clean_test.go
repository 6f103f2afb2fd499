package clean

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWhatStandsForWhat(t *testing.T) {
	tests := []struct{ name, in, line, text string }{
		{"plain words stay", "The minister said “no”.", "The minister said “no”.", "The minister said “no”."},
		{"a line end is a blank in a title", "Mayor\n\tdefends", "Mayor defends", "Mayor\n\tdefends"},
		{"CRLF is one blank", "a\r\nb", "a b", "a␍\nb"},
		{"an escape is seen", "\x1b[31mred", "␛[31mred", "␛[31mred"},
		{"a window title is not set", "\x1b]0;x\x07", "␛]0;x␇", "␛]0;x␇"},
		{"C1 as code point", "a\u009bb", "a\uFFFDb", "a\uFFFDb"},
		{"C1 as a lone byte", "a\x9bb", "a\uFFFDb", "a\uFFFDb"},
		{"an override is seen", "moc.\u202eelpmaxe", "moc.⇄elpmaxe", "moc.⇄elpmaxe"},
		{"an isolate too", "\u2066a\u2069", "⇄a⇄", "⇄a⇄"},
		{"a soft hyphen goes", "co\u00adop\u200b", "coop", "coop"},
		{"joiners stay", "👩\u200d🔬 می\u200cخواهم", "👩\u200d🔬 می\u200cخواهم", "👩\u200d🔬 می\u200cخواهم"},
		{"a flag made of tags stays", "🏴\U000E0067\U000E0062\U000E007F!", "🏴\U000E0067\U000E0062\U000E007F!", "🏴\U000E0067\U000E0062\U000E007F!"},
		{"tags alone smuggle words", "a\U000E0067\U000E0062", "a", "a"},
		{"delete", "a\x7f", "a␡", "a␡"},
		{"line separator", "a\u2028b", "a b", "a\nb"},
		{"combining marks stay", "e\u0301 न्द", "e\u0301 न्द", "e\u0301 न्द"},
		{"empty", "", "", ""},
	}
	for _, test := range tests {
		if got := Line(test.in); got != test.line {
			t.Errorf("%s: Line(%q) = %q, want %q", test.name, test.in, got, test.line)
		}
		if got := Text(test.in); got != test.text {
			t.Errorf("%s: Text(%q) = %q, want %q", test.name, test.in, got, test.text)
		}
	}
}

func TestCluster(t *testing.T) {
	for in, want := range map[string]string{
		"a": "a", "é": "é", "e\u0301": "e\u0301", "👩\u200d🔬": "👩\u200d🔬", "日": "日",
		"\x1b": "␛", "\r\n": "␍␊", "\t": " ", "\u009b": "\uFFFD", "\xff": "\uFFFD",
		"\u202e": "⇄", "\u00ad": "", "\uFFFD": "\uFFFD",
	} {
		if got := Cluster(in); got != want {
			t.Errorf("Cluster(%q) = %q, want %q", in, got, want)
		}
	}
}

// forbidden is the property that every way out has, spelled apart from the
// allow-list: no C0 but those kept, no DEL, no C1, no bidi override, valid UTF-8.
func forbidden(s, kept string) (rune, bool) {
	for i, r := range s {
		_, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r < 0x20 && !strings.ContainsRune(kept, r),
			0x7f <= r && r <= 0x9f,
			0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069,
			r == 0x2028, r == 0x2029,
			r == utf8.RuneError && n == 1:
			return r, true
		}
	}
	return 0, false
}

func FuzzNothingUnsafeComesOut(f *testing.F) {
	for _, s := range []string{"", "a\x1b[0m\u009b\u202e\x00\r\n\t", "\xff\xfe\xc2", "👩\u200d🔬🏴\U000E0067\u2028", "&#27;\x7f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		line, text, cluster := Line(s), Text(s), Cluster(s)
		if r, bad := forbidden(line, ""); bad {
			t.Errorf("Line(%q) lets %U out", s, r)
		}
		if r, bad := forbidden(text, "\n\t"); bad {
			t.Errorf("Text(%q) lets %U out", s, r)
		}
		if r, bad := forbidden(cluster, ""); bad {
			t.Errorf("Cluster(%q) lets %U out", s, r)
		}
		if again := Line(line); again != line {
			t.Errorf("Line is not idempotent: %q, then %q", line, again)
		}
		if again := Text(text); again != text {
			t.Errorf("Text is not idempotent: %q, then %q", text, again)
		}
		if !Safe(line) || !Safe(text) {
			t.Errorf("%q comes out and is not called safe", text)
		}
	})
}

func BenchmarkText(b *testing.B) {
	text := strings.Repeat("The minister said “we will not yield”, and left the hall. ", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Text(text)
	}
}
