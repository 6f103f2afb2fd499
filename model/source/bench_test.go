package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The texts are of 10 MB: what is budgeted for them is in DESIGN §9.
func BenchmarkOpen(b *testing.B) {
	paragraph := "The council of Riverton met on Monday, and it did not agree on the price of the *tram*, which has gone up.\n\n"
	dir := b.TempDir()
	for _, name := range []string{"a.txt", "a.md"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(strings.Repeat(paragraph, 10<<20/len(paragraph))), 0o600); err != nil {
			b.Fatal(err)
		}
		b.Run("whole/"+name, func(b *testing.B) {
			b.SetBytes(10 << 20)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Open(path); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("head/"+name, func(b *testing.B) {
			for b.Loop() {
				if a, err := OpenHead(path); err != nil || !a.Partial {
					b.Fatal(err)
				}
			}
		})
	}
}
