package screen

import (
	"strings"
	"testing"
	"time"
)

// A piece is what is read at a time, and how long after the one before it came.
type piece struct {
	after time.Duration
	bytes string
}

// typed is what a gatherer passes on of pieces; it gives up when a pause is longer
// than a report may make.
func typed(pieces ...piece) string {
	var g gatherer
	var out strings.Builder
	at := time.Unix(1_800_000_000, 0)
	for _, p := range pieces {
		if p.after >= late && g.waits() {
			out.Write(g.expire())
		}
		at = at.Add(p.after)
		out.Write(g.feed([]byte(p.bytes), at))
	}
	if g.waits() {
		out.Write(g.expire())
	}
	return out.String()
}

func TestReportsArriveWholeOrNotAtAll(t *testing.T) {
	const pause = 300 * time.Millisecond
	for _, c := range []struct {
		what   string
		pieces []piece
		want   string
	}{
		{"plain typing", []piece{{0, "c"}, {pause, "é"}}, "cé"},
		{"the escape key", []piece{{0, "\x1b"}, {time.Second, "q"}}, "\x1bq"},
		{"escape, and a command at once", []piece{{0, "\x1b"}, {pause, "j"}}, "\x1bj"},
		{"escape, then the keys [q", []piece{{0, "\x1b"}, {pause, "["}, {pause, "q"}}, "\x1b[q"},
		{"escape, then the keys ]q in one", []piece{{0, "\x1b"}, {pause, "]q"}}, "\x1b]q"},
		{"escape, then the key [ alone", []piece{{0, "\x1b"}, {pause, "["}, {time.Second, "j"}}, "\x1b[j"},
		{"alt and a bracket", []piece{{0, "\x1b["}, {time.Second, "j"}}, "\x1b[j"},
		{"alt and a letter", []piece{{0, "\x1bé"}}, "\x1bé"},
		{"an arrow key", []piece{{0, "\x1b[1;2A\x1bOP\x1b[[B"}}, "\x1b[1;2A\x1bOP\x1b[[B"},
		{"an arrow key in pieces", []piece{{0, "\x1b["}, {pause, "1;"}, {pause, "2A"}}, "\x1b[1;2A"},
		{"a mouse report in pieces", []piece{{0, "a\x1b[<0;1"}, {pause, "0;5"}, {pause, "Mq"}}, "a\x1b[<0;10;5Mq"},
		{"a mouse report cut after its escape", []piece{{0, "\x1b"}, {pause, "[<0;10;5Mq"}}, "\x1bq"},
		{"and cut twice", []piece{{0, "\x1b"}, {pause, "["}, {pause, "<0;10;5Mq"}}, "\x1bq"},
		{"a report of the focus cut after its escape", []piece{{0, "\x1b"}, {pause, "[I"}}, "\x1b"},
		{"the background in pieces", []piece{{0, "\x1b]11;rgb:ff"}, {pause, "ff/ffff/ffff\x1b"}, {pause, "\\x"}}, "\x1b]11;rgb:ffff/ffff/ffff\x1b\\x"},
		{"the background cut after its escape", []piece{{0, "\x1b"}, {pause, "]11;rgb:ff"}, {pause, "ff/0/0\ax"}}, "\x1bx"},
		{"a report whose end never comes", []piece{{0, "\x1b]11;rgb:ff"}, {time.Second, "q"}}, "q"},
		{"a letter in pieces", []piece{{0, "\xc3"}, {pause, "\xa9"}}, "é"},
		{"a byte that is no text", []piece{{0, "\xff"}, {pause, "a"}}, "\xffa"},
		{"a paste", []piece{{0, "\x1b[200~one\r\ntwo"}, {pause, "\x1b[201~q"}}, "\x1b[200~one\r\ntwo\x1b[201~q"},
		{"escape sequences in a paste", []piece{{0, "\x1b[200~a\x1b[31mb\x1b]52;c;eA==\ac\x1b[201~"}}, "\x1b[200~abc\x1b[201~"},
		{"the end of a paste in pieces", []piece{{0, "\x1b[200~a\x1b[20"}, {pause, "1~q"}}, "\x1b[200~a\x1b[201~q"},
		{"a paste that never ends, then esc", []piece{{0, "\x1b[200~abc"}, {time.Second, "\x1b"}, {time.Second, "q"}}, "\x1b[200~abc\x1b[201~q"},
	} {
		if got := typed(c.pieces...); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

// A terminal that sends a report without an end does not fill the memory, and what
// is typed after its end counts.
func TestAnEndlessReportIsDropped(t *testing.T) {
	var g gatherer
	at := time.Unix(1_800_000_000, 0)
	g.feed([]byte("\x1b]52;c;"), at)
	for range 100 {
		if got := g.feed([]byte(strings.Repeat("A", 4096)), at); len(got) > 0 || len(g.pending) > longest+4096 {
			t.Fatalf("passed on %d bytes, holds %d", len(got), len(g.pending))
		}
	}
	if got := string(g.feed([]byte("\aq"), at)); got != "q" {
		t.Errorf("after its end: %q, want q", got)
	}
}

// Whatever comes in, in whatever pieces: nothing panics, all of it is looked at,
// and plain text is never changed.
func FuzzWholeKeys(f *testing.F) {
	f.Add("plain text é 日本", uint8(3))
	f.Add("\x1b[<0;10;5M\x1b]11;rgb:0/0/0\x1b\\\x1b[200~x\x1b[201~\x1b", uint8(2))
	f.Add("\x1b[[\x1bO\x1bP+r\x1b\x1b[Z\xff\xc3", uint8(1))
	f.Fuzz(func(t *testing.T, s string, size uint8) {
		var g gatherer
		var out []byte
		at := time.Unix(1_800_000_000, 0)
		for rest := s; rest != ""; {
			n := min(len(rest), int(size)+1)
			out = append(out, g.feed([]byte(rest[:n]), at)...)
			rest, at = rest[n:], at.Add(time.Millisecond)
		}
		if g.waits() {
			out = append(out, g.expire()...)
		}
		if g.waits() {
			t.Fatalf("%q is kept for ever", g.pending)
		}
		if !strings.Contains(s, "\x1b") && string(out) != s {
			t.Fatalf("%q became %q", s, out)
		}
	})
}
