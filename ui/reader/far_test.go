package reader

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/source"
	"stet/ui/pane/panetest"
)

// A jump from one end of a text of 10 MB to the other: what is suggested there is
// found anew, and a person waits for it.
func BenchmarkFarJump(b *testing.B) {
	dir := b.TempDir()
	path := filepath.Join(dir, "long.txt")
	const news = "“We are ready,” Jane Doe, the mayor of Riverton, told reporters on Monday. “We will not wait.” " +
		"John Roe said the bridge was safe, adding that its cost had doubled since 2019.\n\n" +
		"Taxes rose by 4 per cent last year, and residents criticised the council for the delay.\n\n"
	if err := os.WriteFile(path, []byte(strings.Repeat(news, 10<<20/len(news))), 0o600); err != nil {
		b.Fatal(err)
	}
	art, err := source.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	r := New(panetest.Env(b, panetest.Desk(filepath.Join(dir, "state"), "alice", nil)), Options{Article: art})
	panetest.Show(r, 80, 24)
	panetest.CarryOut(b, r.Init(), r.Update)
	keys := panetest.Keys("G g g")
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		r.Update(keys[i%len(keys)])
		panetest.Show(r, 80, 24)
	}
}
