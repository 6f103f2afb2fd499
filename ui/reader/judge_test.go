package reader

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// coded is an article that alice and bob have tagged, each with keys, in a
// project with that codebook; alice opens it again.
func coded(t *testing.T, book, alice, bob string) *driven {
	t.Helper()
	d := open(t, talks)
	if err := os.WriteFile(filepath.Join(filepath.Dir(d.path), "codebook.toml"), []byte(book), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, coder := range []struct{ name, keys string }{{"bob", bob}, {"alice", alice}} {
		reopenAs(t, d.path, coder.name).press(coder.keys + " D")
	}
	return reopenAs(t, d.path, "alice")
}

// gold is what the adjudication holds, a line an annotation.
func (d *driven) decided() string {
	d.t.Helper()
	f, err := d.env.Desk.Gold().Open(d.art)
	if err != nil {
		d.t.Fatal(err)
	}
	var b strings.Builder
	for _, a := range f.Set.Snapshot() {
		b.WriteString(tell(a) + " " + strings.Join(a.Tags, " ") + "\n")
	}
	return b.String()
}

const (
	haftarClaims  = "/ type:gone enter + c enter"
	turkeyOpposes = "/ type:Turkey enter s 1 2 " // and a label
)

func TestWhereCodersDifferIsDecidedSideBySide(t *testing.T) {
	const book = plan + "[[set]]\nuse = \"semeval2016-6\"\n"
	d := coded(t, book, turkeyOpposes+"f", turkeyOpposes+"a")
	if s := d.screen(); !strings.Contains(s, "1 disagreement") || !strings.Contains(s, "≠") {
		t.Errorf("the screen does not say that they differ:\n%s", s)
	}
	d.press("] d")
	t.Log(d.screen())
	d.press("2 type:they_oppose_it enter")
	t.Log(d.screen())
	t.Log(d.decided())
}
