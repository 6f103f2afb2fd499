//go:build !windows

package screen

import (
	"io"
	"runtime"
	"time"

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
}

// wholeKeys returns r with its reports kept whole, of which so many bytes were typed
// before the terminal was raw. Where nothing can be read any more gone is told, and
// reading goes on without a key: what is to be saved then is the program's affair.
func wholeKeys(r io.Reader, before int, gone func()) io.Reader {
	if f, ok := r.(cancelreader.File); ok {
		return &keyboard{File: f, before: before, gone: gone}
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

// Read returns at least one whole item. It waits for the rest of one that has
// begun, but no longer than a report may take.
func (k *keyboard) Read(to []byte) (int, error) {
	for len(k.whole) == 0 {
		if k.gather.waits() && !k.ready(late) {
			k.whole = k.gather.expire()
			continue
		}
		n, err := k.File.Read(k.chunk[:])
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
	n := copy(to, k.whole)
	k.whole = k.whole[n:]
	return n, nil
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
