package screen

import (
	"bytes"
	"time"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// A gatherer makes whole items of the bytes that a terminal sends: characters,
// keys and reports. A report may come in pieces with pauses, over a slow line or
// through a multiplexer; taken apart, its rest would be typed into a note, or run
// as commands. It also takes escape sequences out of what is pasted, and ends a
// paste that never ends.
type gatherer struct {
	pending  []byte    // the beginning of an item that is not whole yet
	escape   time.Time // when an escape came by itself; the rest of it may follow
	pasting  bool
	dropping bool // pending is the rest of a report whose beginning is gone
}

const (
	// late is how long after one piece of a report the next may come.
	late = 350 * time.Millisecond
	// longest is the longest report that is kept together, in bytes; of a longer
	// one nothing is passed on.
	longest = 64 << 10

	pasteStart, pasteEnd = ansi.BracketedPasteStart, ansi.BracketedPasteEnd
)

// feed takes what was read at a time and returns what is whole. It never returns
// a part of an escape sequence.
func (g *gatherer) feed(read []byte, at time.Time) (whole []byte) {
	if len(g.pending) == 0 && !g.pasting && at.Sub(g.escape) < late && continues(read) {
		// The escape was passed on as a key; what follows it is still a report.
		g.pending = append(g.pending, 0x1b)
		g.dropping = true
	}
	g.escape = time.Time{}
	g.pending = append(g.pending, read...)
	for len(g.pending) > 0 {
		n, ok := g.item(g.pending)
		if !ok {
			break
		}
		whole = g.pass(whole, g.pending[:n])
		g.pending = g.pending[n:]
	}
	switch {
	case len(g.pending) > longest:
		// Three bytes, since an escape and [ with a letter may be typed after all.
		g.pending, g.dropping = append([]byte(nil), g.pending[:3]...), true
	case len(g.pending) == 1 && g.pending[0] == 0x1b && len(read) == 1 && g.pasting:
		whole = append(whole, pasteEnd...) // esc: the paste never ended
		g.pasting, g.pending = false, nil
	case len(g.pending) == 1 && g.pending[0] == 0x1b && !g.pasting:
		whole = append(whole, 0x1b)
		g.escape, g.pending = at, nil
	}
	return whole
}

// waits reports whether an item has begun that is not whole.
func (g *gatherer) waits() bool { return len(g.pending) > 0 }

// expire gives up waiting for the rest of an item: an alt key is passed on, and
// of a report nothing.
func (g *gatherer) expire() (whole []byte) {
	switch p := g.pending; {
	case g.dropping && len(p) == 2:
		whole = append(whole, p[1]) // typed after all
	case len(p) <= 2 && !g.dropping || g.pasting || p[0] != 0x1b:
		whole = append(whole, p...)
	}
	g.pending, g.dropping = nil, false
	return whole
}

// pass adds an item to what is passed on.
func (g *gatherer) pass(to, item []byte) []byte {
	drop := g.dropping
	g.dropping = false
	switch {
	case string(item) == pasteStart:
		g.pasting = true
	case string(item) == pasteEnd:
		g.pasting = false
	case g.pasting && item[0] == 0x1b:
		return to
	case drop && len(item) == 3 && 'a' <= item[2] && item[2] <= 'z':
		return append(to, item[1:]...) // typed after all: [ and a letter
	case drop:
		return to
	}
	return append(to, item...)
}

// item returns the length of the first item; ok is false if it is not whole.
func (g *gatherer) item(b []byte) (n int, ok bool) {
	switch {
	case b[0] != 0x1b && b[0] < utf8.RuneSelf:
		return 1, true
	case b[0] != 0x1b:
		_, n = utf8.DecodeRune(b)
		return n, utf8.FullRune(b)
	case len(b) == 1:
		return 0, false
	}
	switch b[1] {
	case '[':
		return controlSequence(b)
	case 'O': // a function key
		return 3, len(b) >= 3
	case ']', 'P', '_', '^', 'X':
		return controlString(b)
	case 0x1b: // the escape key, and then something else
		return 1, true
	}
	_, n = utf8.DecodeRune(b[1:])
	return 1 + n, utf8.FullRune(b[1:])
}

// controlSequence is the length of a CSI sequence (ECMA-48, 5.4), with those of
// the Linux console's function keys, ESC [ [ A.
func controlSequence(b []byte) (n int, ok bool) {
	i := 2
	if i < len(b) && b[i] == '[' {
		return 4, len(b) >= 4
	}
	for ; i < len(b); i++ {
		switch c := b[i]; {
		case 0x20 <= c && c <= 0x3f:
		case 0x40 <= c && c <= 0x7e:
			return i + 1, true
		default: // it is broken off: what follows is an item of its own
			return i, true
		}
	}
	return 0, false
}

// controlString is the length of an OSC, DCS, APC, PM or SOS sequence with its end,
// which is BEL or ESC \.
func controlString(b []byte) (n int, ok bool) {
	for i := 2; i < len(b); i++ {
		switch {
		case b[i] == 0x07:
			return i + 1, true
		case b[i] == 0x1b && i+1 < len(b) && b[i+1] == '\\':
			return i + 2, true
		case b[i] == 0x1b && i+1 < len(b):
			return i, true // broken off
		}
	}
	return 0, false
}

// continues reports whether bytes that follow an escape which was passed on as a
// key are the rest of a report, and not typed: no person's command begins so.
func continues(b []byte) bool {
	if len(b) == 0 || bytes.IndexByte([]byte("[]P"), b[0]) < 0 {
		return false
	}
	if len(b) == 1 {
		return b[0] == '['
	}
	c := b[1]
	return '0' <= c && c <= '9' || bytes.IndexByte([]byte("<>?+!"), c) >= 0 || b[0] == '[' && 'A' <= c && c <= 'Z'
}
