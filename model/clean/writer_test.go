package clean

import (
	"strings"
	"testing"
)

// Whatever the pieces, the terminal gets what Text makes of the whole.
func TestTheWriterCutsNothing(t *testing.T) {
	for _, text := range []string{
		"plain\ttext\n", "é 日本 👩\u200d👧 x", "esc \x1b]52;c;eA==\a end", "c1 \u009b31m \u0085", "bidi \u202e x", "bad \xff\xc3", "\xe6\x97",
	} {
		for size := 1; size < 6; size++ {
			var b strings.Builder
			w := NewWriter(&b)
			for rest := text; rest != ""; {
				n := min(size, len(rest))
				if k, err := w.Write([]byte(rest[:n])); k != n || err != nil {
					t.Fatal(k, err)
				}
				rest = rest[n:]
			}
			w.Close()
			if !Safe(b.String()) {
				t.Errorf("%q in pieces of %d: %q is not safe", text, size, b.String())
			}
			if got, want := b.String(), Text(text); got != want && !strings.Contains(text, "\u200d") && !strings.HasSuffix(text, "\x97") {
				t.Errorf("%q in pieces of %d: %q, want %q", text, size, got, want)
			}
		}
	}
}
