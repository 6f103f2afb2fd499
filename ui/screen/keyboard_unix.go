//go:build !windows

package screen

import (
	"io"
	"runtime"
	"time"
	"unicode/utf8"

	"github.com/muesli/cancelreader"
	"golang.org/x/sys/unix"
)

// A keyboard is the terminal's input with its reports kept whole. Where it is a
// file it stays one, so that reading can be cancelled when an editor gets the
// terminal.
type keyboard struct {
	cancelreader.File
	gather gatherer
	whole  []byte // not handed over yet
	chunk  [4096]byte
	gone   func() // is told that nothing can be read any more
	before int    // bytes that were typed before the terminal was raw, not read yet
	pace   *pace
	owed   bool // a key was handed over, and is to be taken before the next is read
}

// wholeKeys returns r with its reports kept whole, of which so many bytes were typed
// before the terminal was raw. Where nothing can be read any more gone is told, and
// reading goes on without a key: what is to be saved then is the program's affair.
func wholeKeys(r io.Reader, before int, p *pace, gone func()) io.Reader {
	if f, ok := r.(cancelreader.File); ok {
		return &keyboard{File: f, before: before, pace: p, gone: gone}
	}
	return r
}

// typedBefore counts the bytes that can be read from r already.
func typedBefore(r io.Reader) int {
	f, ok := r.(cancelreader.File)
	if !ok {
		return 0
	}
	fionread := uint(0x4004667f) // on the BSDs and darwin
	if runtime.GOOS == "linux" {
		fionread = 0x541b
	}
	n, err := unix.IoctlGetInt(int(f.Fd()), fionread)
	if err != nil {
		return 0
	}
	return n
}

// enters makes the enter key again of what it became while the terminal made lines of
// what is typed.
func (k *keyboard) enters(read []byte) {
	n := min(k.before, len(read))
	k.before -= n
	for i, c := range read[:n] {
		if c == '\n' {
			read[i] = '\r'
		}
	}
}

// rawKeys is the file behind r, which another program can read from by itself.
func rawKeys(r io.Reader) io.Reader {
	if k, ok := r.(*keyboard); ok {
		return k.File
	}
	return r
}

// dropUnread drops what was typed and not read, and counts the keys in it.
func dropUnread(r io.Reader) (keys int) {
	if k, ok := r.(*keyboard); ok {
		return k.drop()
	}
	return 0
}

// Read returns at least one whole item, and no more than one key. It waits for the rest
// of one that has begun, but no longer than a report may take.
func (k *keyboard) Read(to []byte) (int, error) {
	if k.owed {
		k.owed = false
		k.pace.wait()
	}
	if k.pace.holds() {
		time.Sleep(2 * time.Millisecond) // reading can be cancelled between two of these
		return 0, nil
	}
	for len(k.whole) == 0 {
		if k.gather.waits() && !k.ready(late) {
			k.whole = k.gather.expire()
			continue
		}
		n, err := k.some()
		if n > 0 {
			k.enters(k.chunk[:n])
			k.whole = k.gather.feed(k.chunk[:n], time.Now())
		}
		if err != nil {
			k.gone()
			time.Sleep(50 * time.Millisecond) // reading can be cancelled between two of these
			return 0, nil
		}
	}
	if k.owed = !k.gather.pasting && (k.whole[0] != 0x1b || k.whole[len(k.whole)-1] == 'u'); k.owed {
		k.pace.handed()
	}
	n := copy(to, k.whole)
	k.whole = k.whole[n:]
	return n, nil
}

// some reads one key or report, as far as it is there, into chunk. What is pasted, and
// letters beyond ASCII, of which several may be seen as one, are read together; so is what
// may be the rest of a report.
func (k *keyboard) some() (n int, err error) {
	if k.gather.pasting || time.Since(k.gather.escape) < late {
		return k.File.Read(k.chunk[:])
	}
	n, err = k.File.Read(k.chunk[:1])
	for n > 0 && n < len(k.chunk) && err == nil && k.unfinished(k.chunk[:n]) && k.ready(0) {
		to, m := n+1, 0
		if k.chunk[0] >= utf8.RuneSelf {
			to = len(k.chunk)
		}
		m, err = k.File.Read(k.chunk[n:to])
		n += m
	}
	return n, err
}

// unfinished reports whether more of an item may be there than what was read of it.
func (k *keyboard) unfinished(read []byte) bool {
	if read[0] >= utf8.RuneSelf {
		return true
	}
	all := append(k.gather.pending[:len(k.gather.pending):len(k.gather.pending)], read...)
	_, whole := k.gather.item(all)
	return !whole
}

// drop drops what can be read already, and counts the keys in it.
func (k *keyboard) drop() (keys int) {
	var g gatherer
	for k.ready(0) {
		n, err := k.File.Read(k.chunk[:])
		if n == 0 || err != nil {
			break
		}
		for whole := g.feed(k.chunk[:n], time.Time{}); len(whole) > 0; {
			n, ok := g.item(whole)
			if !ok {
				break
			}
			if whole[0] != 0x1b {
				keys++
			}
			whole = whole[n:]
		}
	}
	return keys
}

// ready reports whether something can be read within a time.
func (k *keyboard) ready(within time.Duration) bool {
	fds := []unix.PollFd{{Fd: int32(k.Fd()), Events: unix.POLLIN}}
	for end := time.Now().Add(within); ; {
		n, err := unix.Poll(fds, int(max(0, time.Until(end).Milliseconds())))
		if err != unix.EINTR {
			return n > 0 && err == nil
		}
	}
}
