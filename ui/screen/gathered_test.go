package screen

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/model/need"
)

// TestWhatIsGathered holds what becomes of keys, reports and pastes that come in pieces,
// cut anywhere and with any pause between: of each sequence what is passed on, and what is
// waited for.
func TestWhatIsGathered(t *testing.T) {
	parts := []string{"a", "q", "é", "日", "\x1b", "\x1b[A", "\x1b[1;5C", "\x1bOP", "\x1ba", "\x1b[200~", "\x1b[201~", "\x1b]11;rgb:0/0/0\a", "\x1b]x\x1b\\", "\x1bP>|t\x1b\\", "\x1b[?62;22c", "[", "[<", "[A", "[a", "[Z", "]1", "P1", "\x1b[<0;3;4M", "\x7f", "\xff", "\x1b[[A", "\x1b[", "\x1b]", "\x1b[I"}
	rng := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	for range 400 {
		var whole string
		for range 1 + rng.IntN(4) {
			whole += parts[rng.IntN(len(parts))]
		}
		g, at := new(gatherer), time.Unix(100, 0)
		fmt.Fprintf(&b, "%q:", whole)
		for rest := whole; rest != ""; {
			n := 1 + rng.IntN(min(len(rest), 6))
			pause := []time.Duration{0, late - 1, late, late + 1}[rng.IntN(4)]
			at = at.Add(pause)
			if rng.IntN(5) == 0 && g.waits() {
				fmt.Fprintf(&b, " expires %q", g.expire())
			}
			fmt.Fprintf(&b, " %q after %v gives %q", rest[:n], pause, g.feed([]byte(rest[:n]), at))
			if g.waits() {
				b.WriteString(", waits")
			}
			b.WriteString(";")
			rest = rest[n:]
		}
		fmt.Fprintf(&b, " in the end %q\n", g.last())
	}
	long := strings.Repeat("1", longest+9)
	for _, begin := range []string{"\x1b[", "\x1b]", "\x1bP", ""} {
		g := new(gatherer)
		out := string(g.feed([]byte(begin+long), time.Unix(1, 0)))
		fmt.Fprintf(&b, "%q and %d digits: %d bytes, waits %v, then %q\n", begin, len(long), len(out), g.waits(), g.feed([]byte("c\aa"), time.Unix(2, 0)))
	}
	need.Golden(t, filepath.Join("testdata", "gathered.txt"), b.String(), 0)
}

// last is what is passed on where nothing more comes.
func (g *gatherer) last() []byte {
	if !g.waits() {
		return nil
	}
	return g.expire()
}
